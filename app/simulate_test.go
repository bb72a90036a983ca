package app_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
	"github.com/junheng/junheng/workbook"
)

const simulatedSchools = 12

// aMixedCounty has schools of all kinds near the thresholds, some with a roster in the place of teacher figures.
func aMixedCounty() *workbook.Book {
	r := rand.New(rand.NewPCG(3, 3))
	b := aCounty(county, 0, 0)
	for i := range simulatedSchools {
		c, kind := code(county, i), schoolKinds[i%len(schoolKinds)]
		b.Schools = append(b.Schools, indicator.School{
			Code: c, Name: fmt.Sprintf("第%d学校", i), RegionCode: county, Kind: kind, Organizer: 1 + i%10,
			Locale: []indicator.Locale{indicator.Urban, indicator.Town, indicator.Rural}[i%3], BuiltYear: &[]int{1990, 2012, 2020}[i%3],
		})
		b.SchoolYears = append(b.SchoolYears, workbook.SchoolYear{Code: c, Year: theYear, Figures: nearThresholds(r, kind, i%4 == 0)})
		for j := range 5 * (1 - i%2) {
			b.Teachers = append(b.Teachers, workbook.Teacher{Year: theYear, Teacher: indicator.Teacher{
				Code: fmt.Sprintf("T%d-%d", i, j), SchoolCode: c, Stage: slices.Concat(kind.Stages(), indicator.Stages[:])[0], Subject: []string{"体育", "音乐", "数学"}[j%3],
				Degree: indicator.Bachelor, BackboneLevel: indicator.BackboneCounty, IsFullTime: true, IsCertified: j > 0, TrainingHours: new(indicator.Decimal),
			}})
		}
		for _, item := range []string{"Q3", "Q6"} {
			b.Attestations = append(b.Attestations, workbook.Attestation{RegionCode: county, Year: theYear, Attestation: indicator.Attestation{Indicator: item, SchoolCode: c, Met: i != 5}})
		}
	}
	b.Attestations = slices.DeleteFunc(b.Attestations, func(a workbook.Attestation) bool { return a.SchoolCode == code(county, 3) })
	return b
}

// nearThresholds are figures of a school, without its teachers where they stand in a roster.
func nearThresholds(r *rand.Rand, kind indicator.SchoolKind, inRoster bool) indicator.Figures {
	var f indicator.Figures
	v := reflect.ValueOf(&f).Elem()
	base := map[string]int{
		"Students": 600, "Classes": 15, "Teachers": 40, "BachelorTeachers": 27, "MasterTeachers": 4, "Backbone": 6, "PeTeachers": 3, "MusicTeachers": 2, "ArtTeachers": 1,
		"JuniorCollegeTeachers": 0, "DoctorTeachers": 0, "ArtsTeachers": 0, "CatchmentStudents": 590,
	}
	for _, stage := range kind.Stages() {
		for stem, n := range base {
			if inRoster && (strings.HasSuffix(stem, "Teachers") || stem == "Backbone") {
				continue
			}
			field := v.FieldByName(stem + string(stage[:1]) + strings.ToLower(string(stage[1:])))
			count := n * (85 + r.IntN(30)) / 100
			field.Set(reflect.ValueOf(&count))
		}
	}
	if kind.HasSenior() {
		f.StudentsSenior = new(int)
		*f.StudentsSenior = 500
	}
	counts := map[string]int{"MultimediaRooms": 15, "MusicRoomsFrom96": 2, "ArtRoomsFrom90": 2, "CertifiedTeachers": 40, "TrainedTeachers": 40, "Graduates": 95, "Entrants": 100, "TransferredIn": 2, "TransferredOut": 5, "Deaths": 0}
	for name, n := range counts {
		count := n * len(kind.Stages())
		v.FieldByName(name).Set(reflect.ValueOf(&count))
	}
	for name, n := range map[string]int{"TeachingArea": 3200, "IndoorSportsArea": 300, "SportsGroundArea": 4600, "EquipmentValue": 130, "OperatingBudget": 60, "TrainingBudget": 3} {
		d := indicator.Decimal(n*len(kind.Stages())) * indicator.DecimalScale * indicator.Decimal(85+r.IntN(30)) / 100
		v.FieldByName(name).Set(reflect.ValueOf(&d))
	}
	return f
}

// randomChange is a change to one of the county's schools, often one that cannot be made.
func randomChange(r *rand.Rand, c *indicator.County, merged map[string]bool) indicator.Change {
	a, b := c.Schools[r.IntN(len(c.Schools))], c.Schools[r.IntN(len(c.Schools))]
	change := indicator.Change{School: a.School.Code, Into: b.School.Code}
	switch n := r.IntN(20); {
	case n == 0:
		if change.Kind = indicator.ChangeClose; r.IntN(2) == 0 {
			change.Into = ""
		}
	case n == 1:
		change.Kind = indicator.ChangeMerge
	case n < 6:
		change.Kind, change.Indicator, change.Count = indicator.ChangeMove, indicator.ResourceCodes[r.IntN(3)], 1+r.IntN(4)
		if stages := a.School.Kind.Stages(); len(stages) > 0 {
			change.Stage = stages[r.IntN(len(stages))]
		}
	default:
		change.Kind, change.Into = indicator.ChangeFigure, ""
		change.Key, change.Value = randomFigure(r, a.Figures)
		if change.Value == nil && merged[change.School] && slices.Contains(indicator.RosterKeys, change.Key) {
			change.Key = "multimediaRooms"
		}
	}
	return change
}

// randomFigure is a key with a value near the present one, or none.
func randomFigure(r *rand.Rand, f *indicator.Figures) (string, *indicator.Decimal) {
	figures := reflect.TypeFor[indicator.Figures]()
	field := figures.Field(r.IntN(figures.NumField()))
	for r.IntN(4) > 0 && (strings.Contains(field.Name, "Classes") || strings.Contains(field.Name, "RoomsFrom")) {
		field = figures.Field(r.IntN(figures.NumField()))
	}
	key := string(field.Name[0]|0x20) + field.Name[1:]
	if r.IntN(8) == 0 {
		return key, nil
	}
	now := indicator.Decimal(r.IntN(900)) * indicator.DecimalScale
	if f != nil && f.Figure(key) != nil {
		now = *f.Figure(key) * indicator.Decimal(70+r.IntN(60)) / 100
	}
	if field.Type == reflect.TypeFor[*int]() {
		now -= now % indicator.DecimalScale
	}
	return key, &now
}

// TestASimulationWritesNothing compares every row of every table, for changes that can be made and for some that cannot.
func TestASimulationWritesNothing(t *testing.T) {
	eachWithSQL(t, func(t *testing.T, w *world, behind *rows) {
		_, _, err := w.ImportBook(w.ctx(), w.op, aMixedCounty(), false)
		w.must(err)
		own := code(county, 0)
		clerk := w.account("clerk", models.Clerk, county, &own)
		before, r := behind.dump(), rand.New(rand.NewPCG(5, 6))
		for range 100 {
			changes, _ := w.someChanges(r)
			_, err := w.Simulate(w.ctx(), w.op, app.Simulate{RegionCode: county, Year: theYear, Changes: changes})
			w.must(err)
			_, err = w.Simulate(w.ctx(), clerk, app.Simulate{RegionCode: county, Year: theYear, Changes: changes})
			if _, refused := app.Problems(err); err != nil && !refused {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(strings.Split(before, "\n"), strings.Split(behind.dump(), "\n")); diff != "" {
			t.Errorf("written (-before +after):\n%s", diff)
		}
	})
}

// TestASimulationIsWhatReallyMakingTheChangesGives tries changes, then makes them in the ways that people have, and finds in the
// tables what was told before.
func TestASimulationIsWhatReallyMakingTheChangesGives(t *testing.T) {
	eachWithSQL(t, func(t *testing.T, w *world, behind *rows) {
		_, issues, err := w.ImportBook(w.ctx(), w.op, aMixedCounty(), false)
		if err != nil || len(issues) > 0 {
			t.Fatal(err, issues)
		}
		r := rand.New(rand.NewPCG(11, 12))
		kinds, refused := map[indicator.ChangeKind]int{}, 0
		for made, trial := 0, 0; made < 1000; trial++ {
			changes, refusals := w.someChanges(r)
			refused += refusals
			editions := indicator.Editions()
			edition, under := editions[r.IntN(len(editions))].Code, editions[r.IntN(len(editions))].Code
			before := ""
			if trial%25 == 0 {
				before = behind.dump()
			}
			s, err := w.Simulate(w.ctx(), w.op, app.Simulate{RegionCode: county, Year: theYear, Edition: edition, Under: under, Changes: changes})
			w.must(err)
			if trial%25 == 0 && behind.dump() != before {
				t.Fatal("a simulation wrote something")
			}
			if trial%5 == 0 {
				w.holds(&s.Before, edition, "before", changes)
			}
			isDrastic := slices.ContainsFunc(changes, func(c indicator.Change) bool {
				return c.Kind == indicator.ChangeClose || c.Kind == indicator.ChangeMerge
			})
			if isDrastic {
				behind.keep()
			}
			for _, c := range changes {
				w.really(behind, c)
				kinds[c.Kind]++
			}
			w.holds(&s.After, under, "after", changes)
			if isDrastic {
				behind.restore()
				w.recompute(county, theYear)
			}
			made += len(changes)
		}
		t.Logf("changes made: %v; refused: %d", kinds, refused)
		for _, kind := range []indicator.ChangeKind{indicator.ChangeFigure, indicator.ChangeMove, indicator.ChangeClose, indicator.ChangeMerge} {
			if kinds[kind] < 15 {
				t.Errorf("only %d changes of kind %s", kinds[kind], kind)
			}
		}
	})
}

// someChanges are one to five that can be made one after the other.
func (w *world) someChanges(r *rand.Rand) (changes []indicator.Change, refused int) {
	w.t.Helper()
	c, err := w.County(w.ctx(), county, theYear)
	w.must(err)
	merged := map[string]bool{}
	for want := 1 + r.IntN(5); len(changes) < want; {
		change := randomChange(r, c, merged)
		next, err := indicator.Apply(c, []indicator.Change{change})
		if err != nil {
			_, err := w.Simulate(w.ctx(), w.op, app.Simulate{RegionCode: county, Year: theYear, Changes: append(slices.Clone(changes), change)})
			if _, ok := app.Problems(err); !ok {
				w.t.Fatalf("%+v cannot be made, but: %v", change, err)
			}
			refused++
			continue
		}
		if len(next.Schools) < 4 {
			continue
		}
		c, changes = next, append(changes, change)
		merged[change.School] = merged[change.School] || change.Kind == indicator.ChangeMerge
	}
	return changes, refused
}

// holds compares an evaluation with what is materialised under an edition.
func (w *world) holds(e *indicator.Evaluation, edition, when string, changes []indicator.Change) {
	w.t.Helper()
	stored, err := w.store.For(w.op).CountyAssessment(w.ctx(), county, theYear, edition)
	w.must(err)
	if got, want := text(e.CountyAssessment), text(stored.Result); got != want || e.Verdict != stored.Verdict {
		w.t.Fatalf("%s, the county under %s after %+v (-stored +simulated):\n%s", when, edition, changes, cmp.Diff(stored.Result, e.CountyAssessment))
	}
	var got, want []string
	for i := range e.Schools {
		s := &e.Schools[i]
		for k := range s.Units {
			got = append(got, unitText(s.School, &s.Units[k]))
		}
		line := fmt.Sprint(s.School, s.Excluded)
		for k := range s.Items {
			line += fmt.Sprint(" ", s.Items[k].Status)
		}
		got = append(got, line)
	}
	year, codes := theYear, make([]string, simulatedSchools)
	for i := range codes {
		codes[i] = code(county, i)
	}
	units, err := w.store.For(w.op).AssessmentsOf(w.ctx(), codes, &year, &edition)
	w.must(err)
	for _, u := range units {
		want = append(want, rowText(u))
	}
	standings, err := w.store.For(w.op).Standings(w.ctx(), codes, &year, &edition)
	w.must(err)
	for _, s := range standings {
		line := fmt.Sprint(s.SchoolCode, s.Excluded)
		for k := range indicator.ItemCount {
			line += fmt.Sprint(" ", *s.Item(k))
		}
		want = append(want, line)
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		w.t.Fatalf("%s, schools under %s after %+v (-stored +simulated):\n%s", when, edition, changes, diff)
	}
}

func text(v any) string { b, _ := json.Marshal(v); return string(b) }

// really makes a change: figures by recording them, what no screen does by writing rows and computing anew.
func (w *world) really(behind *rows, change indicator.Change) {
	w.t.Helper()
	if change.Kind == indicator.ChangeFigure {
		w.record(theYear, change.School, map[string]*indicator.Decimal{change.Key: change.Value})
		return
	}
	before, err := w.County(w.ctx(), county, theYear)
	w.must(err)
	after, err := indicator.Apply(before, []indicator.Change{change})
	w.must(err)
	switch change.Kind {
	case indicator.ChangeClose:
		if change.Into != "" {
			w.record(theYear, change.Into, figuresThatDiffer(before, after, change.Into))
		}
		behind.remove(change.School)
	case indicator.ChangeMerge:
		merged := schoolIn(after, change.School)
		behind.remove(change.Into)
		behind.exec("DELETE FROM teachers WHERE school_code = ?", change.School)
		behind.claims(change.School, merged.Attestations)
		_, err := w.UpdateSchool(w.ctx(), w.op, change.School, func(s *indicator.School) { s.Kind, s.BuiltYear = merged.School.Kind, merged.School.BuiltYear })
		w.must(err)
		w.record(theYear, change.School, allFigures(merged.Figures))
	default:
		for _, school := range []string{change.School, change.Into} {
			w.record(theYear, school, figuresThatDiffer(before, after, school))
		}
		return
	}
	w.recompute(county, theYear)
}

func schoolIn(c *indicator.County, code string) *indicator.SchoolRecord {
	i := slices.IndexFunc(c.Schools, func(r indicator.SchoolRecord) bool { return r.School.Code == code })
	return &c.Schools[i]
}

func allFigures(f *indicator.Figures) map[string]*indicator.Decimal {
	all := map[string]*indicator.Decimal{}
	for field := range reflect.TypeFor[indicator.Figures]().Fields() {
		key := string(field.Name[0]|0x20) + field.Name[1:]
		all[key] = f.Figure(key)
	}
	return all
}

func figuresThatDiffer(before, after *indicator.County, school string) map[string]*indicator.Decimal {
	then := map[string]*indicator.Decimal{}
	if f := schoolIn(before, school).Figures; f != nil {
		then = allFigures(f)
	}
	now := allFigures(schoolIn(after, school).Figures)
	for key, value := range now {
		if reflect.DeepEqual(then[key], value) {
			delete(now, key)
		}
	}
	return now
}

// record reports figures of a school.
func (w *world) record(year int, school string, figures map[string]*indicator.Decimal) {
	w.t.Helper()
	values := map[string]any{}
	for key, value := range figures {
		field, _ := reflect.TypeFor[indicator.Figures]().FieldByName(string(key[0]&^0x20) + key[1:])
		switch {
		case value == nil:
			values[key] = nil
		case field.Type == reflect.TypeFor[*int]():
			values[key] = int(*value / indicator.DecimalScale)
		default:
			values[key] = *value
		}
	}
	_, err := w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: school, Year: year, Values: values})
	w.must(err)
}

// eachWithSQL is each, with the rows behind the store.
func eachWithSQL(t *testing.T, test func(*testing.T, *world, *rows)) {
	t.Helper()
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			database := storetest.Migrated(t, kind)
			s := must(store.Open(t.Context(), database))
			t.Cleanup(func() { _ = s.Close() })
			test(t, newWorld(t, s), newRows(t, database))
		})
	}
}
