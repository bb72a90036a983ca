package trial_test

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
	"github.com/junheng/junheng/workbook"
)

const (
	here     = "420115" // the county that is attacked
	there    = "340207" // another one, of another province
	theYear  = 2023
	password = "Ein-Kennwort-der-Prüfung-7"
)

// Who asks, in the order of the matrix's columns.
var callers = []string{"anonymous", "bureau", "school", "inspector", "otherBureau", "otherSchool", "disabled", "expired", "newcomer"}

// world is a database with two counties, accounts of every kind, and a server on it.
type world struct {
	*process
	t        *testing.T
	app      *app.App // on the same database, for what a test looks at or prepares behind the server
	store    *store.Store
	database string
	keysText string
	keys     *auth.Keys
	sessions map[string]session
}

// newWorld prepares a database of the kind and serves it.
func newWorld(t *testing.T, kind string, here int) *world {
	t.Helper()
	w := &world{t: t, database: storetest.Migrated(t, kind), keysText: auth.GenerateKeys(), sessions: map[string]session{}}
	var err error
	w.store, err = store.Open(t.Context(), w.database)
	w.must(err)
	t.Cleanup(func() { _ = w.store.Close() })
	w.keys, err = auth.ParseKeys(w.keysText)
	w.must(err)
	w.app = app.New(app.Config{Store: w.store, Keys: w.keys})
	_, issues, err := w.app.ImportBook(t.Context(), auth.Operator(), twoCounties(here), false)
	w.must(err)
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	w.serve()
	w.accounts()
	return w
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// serve starts the server, or starts it again.
func (w *world) serve(env ...string) {
	w.t.Helper()
	w.process = start(w.t, "serve", append([]string{"JUNHENG_DATABASE=" + w.database, "JUNHENG_KEYS=" + w.keysText}, env...)...)
}

// accounts makes one of each kind and signs them in.
func (w *world) accounts() {
	w.t.Helper()
	first, second, far := code(here, 0), code(here, 1), code(there, 0)
	for _, a := range []app.NewAccount{
		{Username: "bureau", Role: models.Bureau, RegionCode: here},
		{Username: "school", Role: models.Clerk, SchoolCode: &first},
		{Username: "inspector", Role: models.Inspector, RegionCode: here, Inspects: []string{here}},
		{Username: "otherbureau", Role: models.Bureau, RegionCode: there},
		{Username: "otherschool", Role: models.Clerk, SchoolCode: &second},
		{Username: "farschool", Role: models.Clerk, SchoolCode: &far},
		{Username: "disabled", Role: models.Bureau, RegionCode: here},
		{Username: "expired", Role: models.Bureau, RegionCode: here},
		{Username: "newcomer", Role: models.Bureau, RegionCode: here},
		{Username: "victim", Role: models.Clerk, SchoolCode: &second},
	} {
		secret := password
		a.Password = &secret
		if a.Username == "newcomer" {
			a.Password = nil
		}
		_, generated, err := w.app.CreateAccount(w.t.Context(), auth.Operator(), a)
		w.must(err)
		if generated != "" {
			secret = generated
		}
		s := w.signIn(a.Username, secret)
		if s.access == "" {
			w.t.Fatalf("%s is not let in: %s", a.Username, s.refusal)
		}
		w.sessions[a.Username] = s
	}
	isDisabled := true
	_, err := w.app.UpdateAccount(w.t.Context(), auth.Operator(), app.AccountChange{Username: "disabled", IsDisabled: &isDisabled})
	w.must(err)
	w.sessions["expired"] = session{access: w.forge("expired", -time.Minute)}
	for _, name := range []string{"otherBureau", "otherSchool", "farSchool"} {
		w.sessions[name] = w.sessions[strings.ToLower(name)]
	}
}

// forge signs a token of an account's session with the server's own key, ending at now + left.
func (w *world) forge(username string, left time.Duration) string {
	w.t.Helper()
	claims, err := w.keys.Verify(w.sessions[username].access, time.Now())
	w.must(err)
	now := time.Now().Add(left - 10*time.Minute)
	claims.ExpiresAt = now.Add(10 * time.Minute)
	token, err := w.keys.Sign(claims, now)
	w.must(err)
	return token
}

// token is the access token of somebody; empty for nobody.
func (w *world) token(who string) string { return w.sessions[who].access }

// results are all that is materialised of the attacked county's year.
type results struct {
	Units     []*models.SchoolAssessment
	Standings []*models.SchoolStanding
	Counties  map[string]indicator.CountyAssessment
}

func (w *world) results() results {
	w.t.Helper()
	ctx, scope, region, year := w.t.Context(), w.store.For(auth.Operator()), here, theYear
	schools, err := scope.AllSchools(ctx)
	w.must(err)
	var codes []string
	for _, s := range schools {
		if s.RegionCode == region {
			codes = append(codes, s.Code)
		}
	}
	r := results{Counties: map[string]indicator.CountyAssessment{}}
	r.Units, err = scope.AssessmentsOf(ctx, codes, &year, nil)
	w.must(err)
	for _, e := range indicator.Editions() {
		some, err := scope.Standings(ctx, codes, &year, &e.Code)
		w.must(err)
		r.Standings = append(r.Standings, some...)
		county, err := scope.CountyAssessment(ctx, region, year, e.Code)
		w.must(err)
		r.Counties[e.Code] = county.Result
	}
	return r
}

// areTrue checks that the materialised results are those of a full recomputation.
func (w *world) areTrue() {
	w.t.Helper()
	before := w.results()
	w.must(w.store.InTx(w.t.Context(), auth.Operator(), func(tx *store.Tx) error {
		return w.app.Recompute(w.t.Context(), tx.Facts(), here, theYear)
	}))
	if !reflect.DeepEqual(before, w.results()) {
		w.t.Fatal("the results differ from a full recomputation")
	}
}

func code(region string, n int) string { return fmt.Sprintf("%s%04d", region, n+1) }

// mark stands in every text of a county, so that a text that leaks is recognised.
func mark(region string) string { return map[string]string{here: "甲地", there: "乙地"}[region] }

// twoCounties is the attacked county with n schools and another with three, both with figures of two years.
func twoCounties(n int) *workbook.Book {
	b := &workbook.Book{}
	for region, count := range map[string]int{here: n, there: 3} {
		for i := range count {
			addSchool(b, region, i)
		}
		survey := 300
		for year := theYear - 1; year <= theYear; year++ {
			b.CountyYears = append(b.CountyYears, workbook.CountyYear{RegionCode: region, RegionName: mark(region) + "区", Year: year, CountyFigures: indicator.CountyFigures{SurveyValid: &survey, SurveySatisfied: &survey}})
			b.FundingYears = append(b.FundingYears, workbook.FundingYear{RegionCode: region, FundingYear: indicator.FundingYear{
				FiscalYear: year, GeneralBudgetSpend: decimal(1000 * year), OperatingQuotaPrimary: decimal(720), OperatingQuotaJunior: decimal(940),
			}})
		}
		b.Attestations = append(b.Attestations,
			workbook.Attestation{RegionCode: region, Year: theYear, Attestation: indicator.Attestation{Indicator: "G1", Met: true, Conclusion: mark(region) + "结论"}},
			workbook.Attestation{RegionCode: region, Year: theYear, Attestation: indicator.Attestation{Indicator: "Q3", SchoolCode: code(region, 0), Met: true}},
			workbook.Attestation{RegionCode: region, Year: theYear, Attestation: indicator.Attestation{Indicator: "Q3", SchoolCode: code(region, 1), Met: false}},
		)
	}
	return b
}

func decimal(n int) indicator.Decimal { return indicator.Decimal(n * indicator.DecimalScale) }

// addSchool adds a primary, a junior or a nine-year school, in turn, or for every fourth one that is not assessed.
func addSchool(b *workbook.Book, region string, i int) {
	s := indicator.School{
		Code: code(region, i), Name: fmt.Sprintf("%s第%d学校", mark(region), i), RegionCode: region, Organizer: 1, Locale: indicator.Town,
		Kind: []indicator.SchoolKind{indicator.KindPrimary, indicator.KindNineYear, indicator.KindJunior, indicator.KindSpecial}[i%4], Group: mark(region) + "集团",
	}
	b.Schools = append(b.Schools, s)
	for year := theYear - 1; year <= theYear; year++ {
		b.SchoolYears = append(b.SchoolYears, workbook.SchoolYear{Code: s.Code, Year: year, Figures: figuresOf(s, i)})
	}
	for j := range 3 {
		t := indicator.Teacher{
			Code: fmt.Sprintf("T%s-%d-%d", region, i, j), Name: mark(region) + "教师", SchoolCode: s.Code, Stage: indicator.Primary, Subject: "体育",
			Degree: indicator.Bachelor, BackboneLevel: indicator.BackboneCounty, IsFullTime: true, IsCertified: true,
		}
		if stages := s.Kind.Stages(); len(stages) > 0 {
			t.Stage = stages[0]
		}
		if j == 0 && i > 0 {
			t.RotatedFrom = code(region, 0)
		}
		b.Teachers = append(b.Teachers, workbook.Teacher{Year: theYear, Teacher: t})
	}
}

func figuresOf(s indicator.School, i int) indicator.Figures {
	var f indicator.Figures
	count := func(n int) *int { return &n }
	for _, stage := range s.Kind.Stages() {
		if stage == indicator.Primary {
			f.StudentsPrimary, f.TeachersPrimary, f.BachelorTeachersPrimary = count(400+10*i), count(30), count(28)
		} else {
			f.StudentsJunior, f.TeachersJunior, f.BachelorTeachersJunior = count(300+10*i), count(28), count(26)
		}
	}
	area, indoor, equipment := decimal(4000+i), decimal(500), decimal(150)
	f.TeachingArea, f.IndoorSportsArea, f.EquipmentValue = &area, &indoor, &equipment
	if i%2 == 0 {
		f.MultimediaRooms = count(20)
	}
	return f
}

// file is a book as the bytes of a workbook.
func file(t *testing.T, b *workbook.Book) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := workbook.WriteCounty(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
