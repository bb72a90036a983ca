package indicator

import "slices"

// RepairTerms say what changes cost and how far they may go. Money is in 10,000 yuan.
type RepairTerms struct {
	// Costs of one more teacher with the degree (R1), backbone teacher (R2), PE or arts teacher (R3), m² of teaching (R4) and
	// sports area (R5), 10,000 yuan of equipment (R6), multimedia classroom (R7).
	Costs [ResourceCount]Decimal
	// Steps in which things are bought, in the unit of Costs; people and rooms come whole.
	Steps    [ResourceCount]Decimal
	MoveCost Decimal // of one teacher who moves to another school of the county
	// MoveShare is the most of a unit's full-time teachers that may leave it for each of R1-R3: 0.1 is one in ten, 0 nobody.
	MoveShare Decimal
	// What school items cost: a music or art room (G3), a class more (G5), a pupil who goes to another school (G4), a teacher
	// who is trained or certified (G9, G12). Budgets that have to rise (G6, Q4) cost what they rise.
	RoomCost, ClassCost, PupilCost, TrainingCost Decimal

	Budget *Decimal // nil: no bound
	Limits []RepairLimit

	// IsOver, asked again and again, ends the search for a cheaper plan; nil: it ends when no change of two units saves money.
	IsOver func() bool
}

// RepairLimit bounds what a school may gain, such as 0 m² of sports ground where there is no land.
type RepairLimit struct {
	School    string  `json:"school"`    // code
	Indicator string  `json:"indicator"` // R1-R7
	Most      Decimal `json:"most"`      // in the unit of RepairTerms.Costs
}

// DefaultRepairTerms are round planning figures, of no official source: a bureau puts its own in their place.
func DefaultRepairTerms() RepairTerms {
	return RepairTerms{
		Costs:     [ResourceCount]Decimal{15_000, 20_000, 120_000, 3_500, 600, 10_000, 80_000},
		Steps:     [ResourceCount]Decimal{DecimalScale, DecimalScale, DecimalScale, DecimalScale, DecimalScale, 1_000, DecimalScale},
		MoveCost:  5_000,
		MoveShare: 1_000,
		RoomCost:  300_000, ClassCost: 200_000, PupilCost: 1_000, TrainingCost: 3_000,
	}
}

// RepairPlan is the cheapest way found to let every unit pass, every coefficient stay within its limit, and the school items
// be met that figures decide.
type RepairPlan struct {
	Steps    []RepairStep
	Cost     Decimal         // 10,000 yuan
	Blockers []RepairBlocker // why it cannot be done; without Steps but for BUDGET
	After    CountyAssessment
	// Remaining are the indicators that are not met after the plan: what documents, surveys and the county itself decide.
	Remaining []string
	IsHasty   bool // IsOver ended the search: there may be a cheaper plan
}

// RepairStep is one thing to do: teachers or pupils who move, or what a school gains.
type RepairStep struct {
	School    string         `json:"school"`    // code of the school that gains
	From      string         `json:"from"`      // code of the school that people leave; empty for gains
	Indicator string         `json:"indicator"` // R1-R7, G3-G6, G9, G12, Q4
	Stage     Stage          `json:"stage"`     // empty for what a school has as a whole
	Amount    Decimal        `json:"amount"`    // people, classes, rooms, m² or 10,000 yuan
	Cost      Decimal        `json:"cost"`      // 10,000 yuan
	Changes   []Change       `json:"changes"`
	Effects   []RepairEffect `json:"effects"` // what it does to the units of the schools it touches
	Passing   int            `json:"passing"` // units of the county that pass when it is done
	Within    int            `json:"within"`  // coefficients within their limits when it is done, of 14
}

// RepairEffect is one value, or the status of a school item, that a step changes.
type RepairEffect struct {
	School        string  `json:"school"`
	Indicator     string  `json:"indicator"`
	Stage         Stage   `json:"stage"`  // empty for items
	Before        string  `json:"before"` // displays, 2 decimals; empty for items
	After         string  `json:"after"`  // displays, 2 decimals; empty for items
	StatusBefore  Status  `json:"statusBefore"`
	StatusAfter   Status  `json:"statusAfter"`
	VerdictBefore Verdict `json:"verdictBefore"`
	VerdictAfter  Verdict `json:"verdictAfter"`
}

// BlockerKind is why a repair cannot be done.
type BlockerKind string

// The kinds of blocker.
const (
	BlockedByData    BlockerKind = "DATA"    // a unit's value cannot be computed
	BlockedByLimit   BlockerKind = "LIMIT"   // a unit would have to gain more than it may
	BlockedByPeople  BlockerKind = "PEOPLE"  // a unit has too few teachers who could still qualify
	BlockedByBalance BlockerKind = "BALANCE" // all gain what they may and the coefficient stays above its limit
	BlockedByBudget  BlockerKind = "BUDGET"  // the cheapest plan costs more
)

// RepairBlocker is one constraint that cannot be held.
type RepairBlocker struct {
	Kind      BlockerKind `json:"kind"`
	School    string      `json:"school"` // code; empty for BALANCE and BUDGET
	Stage     Stage       `json:"stage"`
	Indicator string      `json:"indicator"`
	Need      Decimal     `json:"need"` // what it takes, in the unit of RepairTerms.Costs, or 10,000 yuan
	Most      Decimal     `json:"most"` // what there is
}

// Repair looks for the least-cost changes after which every unit passes and every coefficient is within its limit.
//
// For each indicator the least gains that reach the thresholds are known; a coefficient above its limit is brought down by
// raising the lowest ratios, which is cheapest because its square is a sum of convex terms, and teachers come from
// schools above need where moving is cheaper. Which one of its seven indicators a unit may leave between 85 % and 100 %
// couples the indicators: that choice is searched. The plan is exact for its choice but where schools of two stages
// must bring down a coefficient, which is done greedily.
//
// Schools above the size of G4 give classes away before; G3, G5, G6, G9, G12 and Q4 are mended school by school at the end,
// where none of them touches another school.
func (e *Edition) Repair(c *County, terms RepairTerms) RepairPlan {
	w := e.newRepairWalk(c, &terms)
	w.relieve()
	before := e.Evaluate(w.c)
	blockers, isHasty := uncomputable(&before), false
	if len(blockers) == 0 {
		s := e.newRepairSearch(w.c, &before, &terms)
		isHasty = !s.run()
		if blockers = s.blockers(); len(blockers) == 0 {
			w.furnish(s)
			w.mendItems()
		}
	}
	if len(blockers) > 0 {
		was := e.Evaluate(c).CountyAssessment
		return RepairPlan{Blockers: blockers, After: was, Remaining: unmet(&was)}
	}
	plan := RepairPlan{Steps: w.steps, Cost: w.cost, After: w.judge(), IsHasty: isHasty}
	plan.Remaining = unmet(&plan.After)
	if terms.Budget != nil && plan.Cost > *terms.Budget {
		plan.Blockers = []RepairBlocker{{Kind: BlockedByBudget, Need: plan.Cost, Most: *terms.Budget}}
	}
	return plan
}

// uncomputable are the values without which nothing can be planned.
func uncomputable(ev *Evaluation) (blockers []RepairBlocker) {
	for i := range ev.Schools {
		for _, u := range ev.Schools[i].Units {
			for k, r := range u.Results {
				if r.Status == NotComputable {
					blockers = append(blockers, RepairBlocker{Kind: BlockedByData, School: ev.Schools[i].School, Stage: u.Stage, Indicator: ResourceCodes[k]})
				}
			}
		}
	}
	return blockers
}

func unmet(a *CountyAssessment) (codes []string) {
	for _, r := range a.Results {
		if r.Status != Met && r.Status != NotApplicable {
			codes = append(codes, r.Code)
		}
	}
	return codes
}

// limit is what a school may gain of an indicator; false where nobody set a bound.
func (t *RepairTerms) limit(school string, i int) (Decimal, bool) {
	k := slices.IndexFunc(t.Limits, func(l RepairLimit) bool { return l.School == school && l.Indicator == ResourceCodes[i] })
	if k < 0 {
		return 0, false
	}
	return t.Limits[k].Most, true
}

// price of one step of an R indicator, 10,000 yuan.
func (t *RepairTerms) price(i int) Decimal { return t.Costs[i] * t.Steps[i] / DecimalScale }
