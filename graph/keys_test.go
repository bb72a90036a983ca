package graph_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

// rows are all facts and accounts by their keys and counties.
func (w *world) rows() map[string]string {
	w.t.Helper()
	all := map[string]string{}
	keep := func(row any, key ...any) {
		b, err := json.Marshal(row)
		if err != nil {
			w.t.Fatal(err)
		}
		all[strings.TrimSuffix(fmt.Sprintln(key...), "\n")] = string(b)
	}
	r, err := w.store.Facts().Rows(w.t.Context(), []string{here, there}, true)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, x := range r.Schools {
		keep(x, "school", x.RegionCode, x.Code)
	}
	for _, x := range r.SchoolYears {
		keep(x, "schoolYear", x.RegionCode, x.SchoolCode, x.Year)
	}
	for _, x := range r.CountyYears {
		keep(x, "countyYear", x.RegionCode, x.Year)
	}
	for _, x := range r.FundingYears {
		keep(x, "fundingYear", x.RegionCode, x.FiscalYear)
	}
	for _, x := range r.Teachers {
		keep(x, "teacher", x.RegionCode, x.SchoolCode, x.Year, x.Code)
	}
	for _, x := range r.Attestations {
		keep(x, "attestation", x.RegionCode, x.SchoolCode, x.Year, x.Indicator)
	}
	for _, name := range []string{"bureau", "school", "inspector", "elsewhere", "far"} {
		x, err := w.store.For(auth.Operator()).AccountNamed(w.t.Context(), name)
		if err != nil {
			w.t.Fatal(err)
		}
		keep([]any{x.ID, x.Role, x.CreatedAt}, "identity", name)
		keep([]any{x.Name, x.RegionCode, x.SchoolCode, x.Inspects, x.IsDisabled, x.UpdatedAt}, "account", name)
	}
	return all
}

// differences are the keys of rows that are new (+), gone (-) or changed (~).
func differences(before, after map[string]string) []string {
	list := []string{}
	for key, now := range after {
		switch was, known := before[key]; {
		case !known:
			list = append(list, "+"+key)
		case was != now:
			list = append(list, "~"+key)
		}
	}
	for key := range before {
		if _, stays := after[key]; !stays {
			list = append(list, "-"+key)
		}
	}
	slices.Sort(list)
	return list
}

func claimID(region, school, indicator string) string {
	return view.AttestationID(&models.Attestation{RegionCode: region, Year: 2023, SchoolCode: school, Indicator: indicator})
}

// TestKeysOnlySayWhichRowIsWritten sends what belongs to one row with the school, county, year or number of another: that row is
// written or none is, and no row ever moves.
func TestKeysOnlySayWhichRowIsWritten(t *testing.T) {
	cases := []struct {
		name, mutation, input string
		code                  string // of the refusal
		want                  []string
	}{
		{"a year", "recordSchoolYear", `schoolCode:"4201070001",year:2023,values:{boarders:1}`, "", []string{"~schoolYear 420107 4201070001 2023"}},
		{"the same in another year", "recordSchoolYear", `schoolCode:"4201070001",year:2021,values:{boarders:1}`, "", []string{"+schoolYear 420107 4201070001 2021"}},
		{"... which it does not replace", "recordSchoolYear", `schoolCode:"4201070001",year:2020,expectedVersion:2,values:{boarders:1}`, "VERSION_CONFLICT", nil},
		{"the same of another school", "recordSchoolYear", `schoolCode:"4201070002",year:2023,values:{boarders:1}`, "", []string{"~schoolYear 420107 4201070002 2023"}},
		{"... in another county", "recordSchoolYear", `schoolCode:"4201110001",year:2023,values:{boarders:1}`, "UNKNOWN_SCHOOL", nil},
		{"a county's year", "recordCountyYear", `regionCode:"420107",year:2021,values:{residents:1}`, "", []string{"+countyYear 420107 2021"}},
		{"... of another county", "recordCountyYear", `regionCode:"420111",year:2023,values:{residents:1}`, "UNKNOWN_REGION", nil},
		{"money", "recordFundingYear", `regionCode:"420107",fiscalYear:2021,generalBudgetSpend:"1",operatingQuotaPrimary:"1",operatingQuotaJunior:"1"`, "", []string{"+fundingYear 420107 2021"}},
		{"... of another county", "recordFundingYear", `regionCode:"420111",fiscalYear:2023,generalBudgetSpend:"1",operatingQuotaPrimary:"1",operatingQuotaJunior:"1"`, "UNKNOWN_REGION", nil},
		{"a claim", "attestIndicator", `regionCode:"420107",schoolCode:"4201070001",year:2023,indicator:"Q3",met:true`, "", []string{"+attestation 420107 4201070001 2023 Q3"}},
		{"... of a school elsewhere", "attestIndicator", `regionCode:"420107",schoolCode:"4201110001",year:2023,indicator:"Q3",met:true`, "UNKNOWN_SCHOOL", nil},
		{"... taken back", "withdrawAttestation", `attestationId:"` + claimID("420107", "4201070001", "Q3") + `"`, "", []string{"-attestation 420107 4201070001 2023 Q3"}},
		{"... once more", "withdrawAttestation", `attestationId:"` + claimID("420107", "4201070001", "Q3") + `"`, "UNKNOWN_ATTESTATION", nil},
		{"a claim elsewhere, taken back", "withdrawAttestation", `attestationId:"` + claimID("420111", "", "G1") + `"`, "UNKNOWN_ATTESTATION", nil},
		{"a veto elsewhere", "answerVeto", `regionCode:"420111",year:2023,code:"V1",answer:true`, "UNKNOWN_REGION", nil},
		{"a teacher", "recordTeacher", `schoolCode:"4201070001",year:2023,` + aTeacher, "", []string{"~teacher 420107 4201070001 2023 T0-0"}},
		{"the same in another year", "recordTeacher", `schoolCode:"4201070001",year:2022,` + aTeacher, "", []string{"+teacher 420107 4201070001 2022 T0-0"}},
		{"the same at another school", "recordTeacher", `schoolCode:"4201070002",year:2023,` + aTeacher, "TEACHER_IN_TWO_SCHOOLS", nil},
		{"a school", "updateSchool", `code:"4201070001",name:"新名"`, "", []string{"~school 420107 4201070001"}},
		{"... elsewhere", "updateSchool", `code:"4201110001",name:"新名"`, "UNKNOWN_SCHOOL", nil},
		{"a school that is there, made again", "createSchool", `code:"4201070001",name:"新名",regionCode:"420107",kind:PRIMARY,organizer:1,locale:TOWN`, "SCHOOL_EXISTS", nil},
		{"... elsewhere", "createSchool", `code:"4201110001",name:"新名",regionCode:"420107",kind:PRIMARY,organizer:1,locale:TOWN`, "SCHOOL_EXISTS", nil},
		{"an account", "updateAccount", `username:"school",name:"新名"`, "", []string{"~account school"}},
		{"its school", "updateAccount", `username:"school",schoolCode:"4201070002"`, "", []string{"~account school"}},
		{"... elsewhere", "updateAccount", `username:"school",schoolCode:"4201110001"`, "UNKNOWN_SCHOOL", nil},
		{"a school for an inspector", "updateAccount", `username:"inspector",schoolCode:"4201070001"`, "SCHOOL_NOT_ALLOWED", nil},
		{"a region for a school's account", "updateAccount", `username:"school",regionCodes:["420107"]`, "REGION_NOT_ALLOWED", nil},
		{"a region elsewhere", "updateAccount", `username:"inspector",regionCodes:["420111"]`, "UNKNOWN_REGION", nil},
		{"no region for an inspector", "updateAccount", `username:"inspector",regionCodes:[]`, "REGION_REQUIRED", nil},
		{"one's own region", "updateAccount", `username:"bureau",regionCodes:["420107"]`, "ACCOUNT_IS_OWN", nil},
		{"an account elsewhere", "updateAccount", `username:"far",isDisabled:true`, "UNKNOWN_ACCOUNT", nil},
		{"an account that is there, made again", "createAccount", `username:"far",role:INSPECTOR,regionCodes:["420107"]`, "USERNAME_TAKEN", nil},
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 4)
		for _, c := range cases {
			before := w.rows()
			var answer map[string]struct{ UserErrors []struct{ Code string } }
			if err := json.Unmarshal([]byte(w.data("bureau", "mutation{"+c.mutation+"(input:{"+c.input+"}){userErrors{code}}}", nil)), &answer); err != nil {
				t.Fatal(err)
			}
			code := ""
			if errs := answer[c.mutation].UserErrors; len(errs) > 0 {
				code = errs[0].Code
			}
			if got := differences(before, w.rows()); code != c.code || !slices.Equal(got, c.want) {
				t.Errorf("%s (%s): got %q %q, want %q %q", c.name, c.mutation, code, got, c.code, c.want)
			}
		}
	})
}

const aTeacher = `code:"T0-0",subject:"语文",degree:MASTER,backboneLevel:NONE,isFullTime:true,isCertified:true`

// TestInputsTakeNothingMore sends what no input has, in variables, as programs do that send back what they read.
func TestInputsTakeNothingMore(t *testing.T) {
	w := one(t, 2)
	for kind, in := range map[string]map[string]any{
		"recordSchoolYear": {"schoolCode": "4201070001", "year": 2023, "values": map[string]any{"boarders": 1}},
		"updateSchool":     {"code": "4201070001", "name": "新名"},
		"updateAccount":    {"username": "school", "name": "新名"},
	} {
		query := "mutation($in:" + strings.ToUpper(kind[:1]) + kind[1:] + "Input!){" + kind + "(input:$in){userErrors{code}}}"
		for field, value := range map[string]any{"id": "x", "version": 9, "updatedAt": "2020-01-01T00:00:00Z", "role": "BUREAU", "newCode": "4201070002", "passwordHash": "x"} {
			more := maps.Clone(in)
			more[field] = value
			before := w.rows()
			if a := w.ask("bureau", query, map[string]any{"in": more}); len(a.Errors) == 0 {
				t.Errorf("%s takes %s", kind, field)
			}
			if got := differences(before, w.rows()); len(got) > 0 {
				t.Errorf("%s with %s changes %q", kind, field, got)
			}
		}
		if a := w.ask("bureau", query, map[string]any{"in": in}); len(a.Errors) > 0 {
			t.Errorf("%s: %s", kind, a.Body)
		}
	}
}
