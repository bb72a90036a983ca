package indicator

import (
	"embed"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/goccy/go-yaml"
)

// Edition is a dated, named set of rules: indicators, thresholds, limits, relaxations with their dates, and settings for
// what the sources leave open. Editions are data, checked when they are loaded; formulas are code chosen by indicator code.
type Edition struct {
	Code                 string                           `yaml:"code"`
	Extends              string                           `yaml:"extends"`
	Name                 Text                             `yaml:"name"`
	ValidFrom            string                           `yaml:"validFrom"` // date, 2006-01-02
	Source               string                           `yaml:"source"`
	Settings             Settings                         `yaml:"settings"`
	UnitRule             UnitRule                         `yaml:"unitRule"`
	Borderline           Decimal                          `yaml:"borderline"`
	BalanceLimits        map[Stage]Decimal                `yaml:"balanceLimits"`
	Splits               map[SchoolKind]map[Stage]Decimal `yaml:"splits"`
	MinimumTeachingPoint int                              `yaml:"minimumTeachingPoint"`
	Quotas               []Quota                          `yaml:"quotas"`
	EastProvinces        []string                         `yaml:"eastProvinces"`
	Indicators           []Indicator                      `yaml:"indicators"`
	Vetoes               []Veto                           `yaml:"vetoes"`
	Relaxations          []Relaxation                     `yaml:"relaxations"`
	PlanYears            int                              `yaml:"planYears"`

	thresholds [ResourceCount][2]Decimal
	position   map[string]int
}

// Text is a text for people in both languages.
type Text struct {
	Zh string `yaml:"zh"`
	En string `yaml:"en"`
}

// Settings answer the questions that the sources leave open.
type Settings struct {
	Judge     string `yaml:"judge"`     // exact | displayed
	G3        string `yaml:"g3"`        // each | sum
	Retention string `yaml:"retention"` // A | B
}

// UnitRule is when a unit passes: at least MinimumMet thresholds reached, and no other below Near of its threshold.
type UnitRule struct {
	MinimumMet int     `yaml:"minimumMet"`
	Near       Decimal `yaml:"near"`
}

// Indicator is one item of an edition.
type Indicator struct {
	Code         string             `yaml:"code"`
	Area         Area               `yaml:"area"`
	Kind         Kind               `yaml:"kind"`
	Level        Level              `yaml:"level"`
	Name         Text               `yaml:"name"`
	Text         string             `yaml:"text"` // the official demand
	Clause       string             `yaml:"clause"`
	Unit         string             `yaml:"unit"`
	UnitEn       string             `yaml:"unitEn"`
	Places       int                `yaml:"places"` // decimals of the display
	Thresholds   map[Stage]Decimal  `yaml:"thresholds"`
	Parameters   map[string]Decimal `yaml:"parameters"`
	IsUnofficial bool               `yaml:"isUnofficial"`
}

// Veto is one question whose yes fails the county.
type Veto struct {
	Code string `yaml:"code"`
	Text Text   `yaml:"text"`
}

// Quota is the national operating quota a pupil and year from a fiscal year on, in yuan.
type Quota struct {
	From     int        `yaml:"from"`
	Primary  Decimal    `yaml:"primary"`
	Junior   Decimal    `yaml:"junior"`
	East     *QuotaPair `yaml:"east"`
	Boarding Decimal    `yaml:"boarding"`
}

// QuotaPair is a quota by stage, yuan a pupil and year.
type QuotaPair struct {
	Primary Decimal `yaml:"primary"`
	Junior  Decimal `yaml:"junior"`
}

// Relaxation is a rule that lets a unit or school pass below the threshold, for a time.
type Relaxation struct {
	Indicator         string              `yaml:"indicator"`
	Condition         string              `yaml:"condition"` // SMALL_RURAL | DENSE_CORE | BUILT_BY | MIGRANT_SHARE
	StudentsFrom      int                 `yaml:"studentsFrom"`
	StudentsBelow     int                 `yaml:"studentsBelow"`
	ClassBelow        int                 `yaml:"classBelow"`
	BuiltBy           int                 `yaml:"builtBy"`
	MigrantShareAbove Decimal             `yaml:"migrantShareAbove"`
	Maximum           int                 `yaml:"maximum"`
	MaximumCombined   int                 `yaml:"maximumCombined"`
	Rooms             map[Stage]RoomSizes `yaml:"rooms"`
	ValidFrom         string              `yaml:"validFrom"`
	ValidTo           string              `yaml:"validTo"` // empty: open-ended

	firstYear, lastYear int // school years in force
}

// RoomSizes are the least floor areas of qualifying rooms, m².
type RoomSizes struct {
	Music int `yaml:"music"`
	Art   int `yaml:"art"`
}

//go:embed editions/*.yaml
var editionFiles embed.FS

var editions = loadEditions()

// Editions are all embedded editions, the national one first.
func Editions() []*Edition {
	return slices.SortedFunc(maps.Values(editions), func(a, b *Edition) int {
		if a.Extends != b.Extends && (a.Extends == "" || b.Extends == "") {
			return len(a.Extends) - len(b.Extends)
		}
		return slices.Compare([]string{a.Code}, []string{b.Code})
	})
}

// LookupEdition returns the edition of that code; false for an unknown one.
func LookupEdition(code string) (*Edition, bool) {
	e, ok := editions[code]
	return e, ok
}

// DefaultEdition is the code of the edition that a region is judged by unless another is asked for: its province's where
// there is one, else the national edition.
func DefaultEdition(regionCode string) string {
	if len(regionCode) >= 2 && regionCode[:2] == "42" {
		return "cn-hb-33"
	}
	return "cn-2017"
}

// Indicator returns the edition's indicator of that code; false for an unknown one.
func (e *Edition) Indicator(code string) (*Indicator, bool) {
	i, ok := e.position[code]
	if !ok {
		return nil, false
	}
	return &e.Indicators[i], true
}

// ValidIn tells whether the edition is in force for a school year.
func (e *Edition) ValidIn(year int) bool { return e.ValidFrom <= septemberFirst(year) }

// Threshold of an indicator in a stage: false where the indicator has none.
func (i *Indicator) Threshold(stage Stage) (Decimal, bool) {
	d, ok := i.Thresholds[stage]
	if !ok {
		d, ok = i.Parameters["minimum"]
	}
	return d, ok
}

// BalanceLimit is the limit of the coefficient of variation of R indicators; false for others.
func (e *Edition) BalanceLimit(code string, stage Stage) (Decimal, bool) {
	if i, ok := e.Indicator(code); !ok || i.Area != Resources {
		return 0, false
	}
	d, ok := e.BalanceLimits[stage]
	return d, ok
}

func septemberFirst(year int) string { return strconv.Itoa(year) + "-09-01" }

// relaxations of an indicator that are in force in a school year.
func (e *Edition) relaxations(code string, year int) []*Relaxation {
	var in []*Relaxation
	for i := range e.Relaxations {
		if r := &e.Relaxations[i]; r.Indicator == code && r.firstYear <= year && year <= r.lastYear {
			in = append(in, r)
		}
	}
	return in
}

// setYears finds the school years whose 1 September lies in the relaxation's span.
func (r *Relaxation) setYears() error {
	from, err := time.Parse(time.DateOnly, r.ValidFrom)
	if err != nil {
		return fmt.Errorf("relaxation of %s: validFrom %q is not a date", r.Indicator, r.ValidFrom)
	}
	if r.firstYear = from.Year(); r.ValidFrom > septemberFirst(r.firstYear) {
		r.firstYear++
	}
	if r.ValidTo == "" {
		r.lastYear = math.MaxInt
		return nil
	}
	to, err := time.Parse(time.DateOnly, r.ValidTo)
	if err != nil {
		return fmt.Errorf("relaxation of %s: validTo %q is not a date", r.Indicator, r.ValidTo)
	}
	if r.lastYear = to.Year(); r.ValidTo < septemberFirst(r.lastYear) {
		r.lastYear--
	}
	return nil
}

// nationalQuota of a fiscal year for a region, yuan a pupil by stage; false before the first known year.
func (e *Edition) nationalQuota(regionCode string, year int) ([2]Decimal, bool) {
	var q [2]Decimal
	known := false
	for _, n := range e.Quotas {
		if n.From > year {
			break
		}
		q, known = [2]Decimal{n.Primary, n.Junior}, true
		if n.East != nil && len(regionCode) >= 2 && slices.Contains(e.EastProvinces, regionCode[:2]) {
			q = [2]Decimal{n.East.Primary, n.East.Junior}
		}
	}
	return q, known
}

func loadEditions() map[string]*Edition {
	all := map[string]*Edition{}
	files, err := editionFiles.ReadDir("editions")
	if err != nil {
		panic("embedded editions are readable: " + err.Error())
	}
	for _, f := range files {
		b, err := editionFiles.ReadFile("editions/" + f.Name())
		if err != nil {
			panic("embedded editions are readable: " + err.Error())
		}
		e, err := ParseEdition(b, all)
		if err != nil {
			panic("embedded editions are valid: " + f.Name() + ": " + err.Error())
		}
		all[e.Code] = e
	}
	return all
}

// ParseEdition reads an edition from YAML and checks it; known are the editions that it may extend.
// The error names what is wrong and where.
func ParseEdition(b []byte, known map[string]*Edition) (*Edition, error) {
	var head struct {
		Extends string `yaml:"extends"`
	}
	if err := yaml.Unmarshal(b, &head); err != nil {
		return nil, fmt.Errorf("read edition: %w", err)
	}
	e := &Edition{}
	if head.Extends != "" {
		base, ok := known[head.Extends]
		if !ok {
			return nil, fmt.Errorf("edition extends %q, which is not known", head.Extends)
		}
		*e = *base
		e.Indicators = nil
	}
	if err := yaml.UnmarshalWithOptions(b, e, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("read edition: %w", err)
	}
	if head.Extends != "" {
		e.Indicators = append(slices.Clone(known[head.Extends].Indicators), e.Indicators...)
	}
	return e, e.prepare()
}

func (e *Edition) prepare() error {
	slices.SortStableFunc(e.Indicators, func(a, b Indicator) int { return slices.Index(Areas[:], a.Area) - slices.Index(Areas[:], b.Area) })
	e.position = make(map[string]int, len(e.Indicators))
	for i, ind := range e.Indicators {
		if _, twice := e.position[ind.Code]; twice {
			return fmt.Errorf("indicator %s stands twice", ind.Code)
		}
		e.position[ind.Code] = i
	}
	if err := e.validate(); err != nil {
		return err
	}
	for i, code := range ResourceCodes {
		for _, s := range Stages {
			e.thresholds[i][s.index()] = e.Indicators[e.position[code]].Thresholds[s]
		}
	}
	return nil
}

func (e *Edition) validate() error {
	if e.Code == "" || e.Name.Zh == "" || e.Name.En == "" {
		return fmt.Errorf("an edition needs a code and a name in both languages")
	}
	if _, err := time.Parse(time.DateOnly, e.ValidFrom); err != nil {
		return fmt.Errorf("validFrom %q is not a date", e.ValidFrom)
	}
	if !slices.Contains([]string{"exact", "displayed"}, e.Settings.Judge) || !slices.Contains([]string{"each", "sum"}, e.Settings.G3) ||
		!slices.Contains([]string{"A", "B"}, e.Settings.Retention) {
		return fmt.Errorf("settings %+v: judge is exact or displayed, g3 each or sum, retention A or B", e.Settings)
	}
	for code := range countyMeasures {
		ind, ok := e.Indicator(code)
		if !ok {
			if code == "S2" {
				continue
			}
			return fmt.Errorf("indicator %s is missing", code)
		}
		for _, p := range requiredParameters[code] {
			if _, ok := ind.Parameters[p]; !ok {
				return fmt.Errorf("indicator %s lacks the parameter %s", code, p)
			}
		}
	}
	for _, ind := range e.Indicators {
		if _, ok := countyMeasures[ind.Code]; !ok {
			return fmt.Errorf("indicator %s has no formula", ind.Code)
		}
		if ind.Name.Zh == "" || ind.Name.En == "" || ind.Text == "" || !slices.Contains(Areas[:], ind.Area) {
			return fmt.Errorf("indicator %s needs an area, a text and a name in both languages", ind.Code)
		}
		staged := ind.Area == Resources || ind.Code == "G5" || ind.Code == "G13"
		for _, s := range Stages {
			if staged && ind.Thresholds[s] <= 0 {
				return fmt.Errorf("indicator %s lacks a threshold for %s", ind.Code, s)
			}
		}
		if ind.Code == "G5" && (bandAbove(int(ind.Thresholds[Primary]/DecimalScale)) < 0 || bandAbove(int(ind.Thresholds[Junior]/DecimalScale)) < 0) {
			return fmt.Errorf("indicator G5: a class size limit must be the upper end of a size band")
		}
	}
	for _, s := range Stages {
		if e.BalanceLimits[s] <= 0 {
			return fmt.Errorf("balanceLimits lacks %s", s)
		}
	}
	for kind, weights := range e.Splits {
		for stage, w := range weights {
			if w <= 0 || w%(DecimalScale/100) != 0 {
				return fmt.Errorf("split of %s: the weight of %s must be positive with at most 2 decimals", kind, stage)
			}
		}
	}
	e.Relaxations = slices.Clone(e.Relaxations)
	for i := range e.Relaxations {
		if err := e.Relaxations[i].setYears(); err != nil {
			return err
		}
		if _, ok := e.position[e.Relaxations[i].Indicator]; !ok {
			return fmt.Errorf("relaxation of %s: no such indicator", e.Relaxations[i].Indicator)
		}
	}
	if e.UnitRule.MinimumMet < 1 || e.UnitRule.MinimumMet > ResourceCount || e.UnitRule.Near <= 0 {
		return fmt.Errorf("unitRule %+v is not usable", e.UnitRule)
	}
	return nil
}
