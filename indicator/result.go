package indicator

// Indicators of area R, in the order in which values, statuses and sums of a unit are kept.
const (
	R1 = iota // teachers above the required degree, per 100 pupils
	R2        // backbone teachers, per 100 pupils
	R3        // PE and arts teachers, per 100 pupils
	R4        // teaching floor area a pupil
	R5        // sports area a pupil
	R6        // equipment value a pupil
	R7        // multimedia rooms per 100 pupils

	// ResourceCount is the number of R indicators.
	ResourceCount
)

// ResourceCodes are the codes of the R indicators by their index.
var ResourceCodes = [ResourceCount]string{"R1", "R2", "R3", "R4", "R5", "R6", "R7"}

// School items: indicators of level SCHOOL, in the order in which a school's statuses are kept.
const (
	ItemG3 = iota
	ItemG4
	ItemG5
	ItemG6
	ItemG9
	ItemG12
	ItemG13
	ItemQ3
	ItemQ4
	ItemQ6

	// ItemCount is the number of school items.
	ItemCount
)

// ItemCodes are the codes of the school items by their index.
var ItemCodes = [ItemCount]string{"G3", "G4", "G5", "G6", "G9", "G12", "G13", "Q3", "Q4", "Q6"}

// UnitResult is one R indicator of one unit.
type UnitResult struct {
	Status    Status
	Value     Ratio    // in the indicator's unit; zero denominator when NOT_COMPUTABLE
	Threshold Decimal  // in the indicator's unit
	Shortfall Decimal  // what the unit's amount lacks to the threshold: people, rooms (whole), m², yuan; 0 when met
	Missing   []string // keys of the figures that are not reported, when NOT_COMPUTABLE
	Reason    Reason   // why NOT_COMPUTABLE; empty otherwise
	Relaxed   bool     // passes only by a relaxation; Value stays the unrelaxed one
}

// Attainment is value / threshold; false when the value cannot be computed.
func (r UnitResult) Attainment() (float64, bool) {
	if r.Value.Den == 0 {
		return 0, false
	}
	return r.Value.Float() / r.Threshold.Float(), true
}

// Unit is one stage of one school in one year: what is assessed.
type Unit struct {
	Stage       Stage
	Students    int
	Verdict     Verdict
	MetCount    int
	Results     [ResourceCount]UnitResult
	Relaxations []string // codes of the indicators (R3, R5, G3, G4) that the unit or its school meets only by a relaxation
}

// SchoolItem is one school-level indicator of one school.
type SchoolItem struct {
	Status  Status   // MET, UNMET, PENDING or NOT_APPLICABLE
	Missing []string // keys of the figures that are not reported, when PENDING
	Relaxed bool
}

// Reason is a code that tells why something is excluded or cannot be computed.
type Reason string

// The reasons.
const (
	ReasonNotReported   Reason = "NOT_REPORTED"            // an input is not reported
	ReasonNoStudents    Reason = "NO_STUDENTS"             // the unit has no pupils
	ReasonContradiction Reason = "CONTRADICTION"           // figures contradict each other, such as a part above its whole
	ReasonTooSmall      Reason = "TEACHING_POINT_UNDER_50" // excluded: teaching point of fewer than 50 pupils
	ReasonSpecial       Reason = "SPECIAL_SCHOOL"          // excluded: special schools are not assessed
	ReasonVocational    Reason = "VOCATIONAL_SCHOOL"       // excluded: vocational schools are not assessed
	ReasonNotOpen       Reason = "NOT_OPEN"                // excluded: not opened yet, or closed; no school of that year at all
)

// SchoolAssessment is what the engine finds for one school in one year. It is also the school's whole contribution to
// its county: a Tally is a sum of assessments, and nothing else of the school enters the county's results.
type SchoolAssessment struct {
	School   string // code
	Units    []Unit // none when excluded
	Items    [ItemCount]SchoolItem
	Excluded Reason // empty for schools with a unit
	extra    contribution
}

// Balance is the between-school difference of one R indicator in one stage of a county.
type Balance struct {
	Indicator         int // R1..R7
	Stage             Stage
	UnitCount         int      // units that entered the sums
	MissingCount      int      // units that could not enter
	Students          int      // of the units that entered
	Mean              *float64 // in the indicator's unit; nil without units
	MeanDisplay       string   // 2 decimals, rounded half up from the exact mean
	StandardDeviation *float64
	Coefficient       *float64 // nil when the mean is 0 or there is no unit
	Display           string   // the coefficient to 3 decimals
	Limit             Decimal
	Status            Status // MET, UNMET, PENDING or NOT_COMPUTABLE
	IsBorderline      bool   // within 0.0005 of the limit: a person should look
}

// CountyResult is one indicator of a county.
type CountyResult struct {
	Code       string
	Status     Status
	Display    string // the value as forms print it; empty where there is none
	Conclusion string // of the attestation, where there is one
	Warnings   []string
}

// AreaResult counts an area's indicators. NOT_APPLICABLE counts as met, NOT_COMPUTABLE as pending.
type AreaResult struct {
	Area                                      Area
	Total, MetCount, UnmetCount, PendingCount int
	Verdict                                   Verdict
}

// VetoAnswer answers one veto question.
type VetoAnswer struct {
	Code   string
	Answer *bool // true: it happened; nil: not answered
}

// CountyAssessment is a county's results in one year under one edition.
type CountyAssessment struct {
	Edition       string
	Region        Region
	Year          int
	Verdict       Verdict
	Areas         [4]AreaResult
	Results       []CountyResult             // in the edition's order
	Balances      [2 * ResourceCount]Balance // R1 primary, R1 junior, R2 primary, ...
	Vetoes        []VetoAnswer
	Warnings      []Warning
	Composite     [2]*float64 // plain mean of the seven coefficients by stage, form table Ⅲ; decides nothing
	StageCounts   [2]StageCount
	SchoolCount   int // all schools open in the year, with those excluded
	ExcludedCount int // of these, without a unit
	TeacherCount  int // full-time teachers of the primary and junior stages
}

// StageCount counts the units of a stage.
type StageCount struct {
	Units, Passing, Failing int
	Students                int
	Teachers                int                // full-time
	MetCounts               [ResourceCount]int // units that meet each R indicator
}

// Warning is a finding that does not stop a computation, shown to the reader.
type Warning struct {
	Code   string            `json:"code"`
	Params map[string]string `json:"params,omitempty"`
}

// Evaluation is a full computation of a county.
type Evaluation struct {
	CountyAssessment
	Schools []SchoolAssessment // in the order of the input
}

// Trace tells how a number came about, complete enough to compute it again from the trace alone.
type Trace struct {
	Indicator string
	Edition   string
	Clause    string
	Formula   string
	Inputs    []TraceInput
	Steps     []TraceStep
	Result    *float64
	Display   string
	Status    Status
}

// TraceInput is one figure that went into a result; Value is its exact decimal, nil for not reported.
type TraceInput struct {
	Key    string // key of the data dictionary, or of the edition (threshold, limit, quota)
	School string // code; empty for the county's own figures and the edition's numbers
	Year   int
	Value  *string
	Unit   string
}

// TraceStep is one step: split, quotient, threshold, relaxation, comparison, rounding.
type TraceStep struct {
	Name       string // code of the step, e.g. SPLIT
	Expression string // with the numbers put in
	Value      string
}
