package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestFiguresAreRecordedAsLiteralsAndVariablesAndClearedByNull(t *testing.T) {
	w := one(t, 2)
	const answer = "{schoolYear{multimediaRooms teachingArea boarders} userErrors{code field}}"
	record := "mutation($in:RecordSchoolYearInput!){recordSchoolYear(input:$in)" + answer + "}"
	in := func(values map[string]any) map[string]any {
		return map[string]any{"in": map[string]any{"schoolCode": "4201070001", "year": 2023, "values": values}}
	}
	for _, c := range []struct {
		name, query string
		variables   map[string]any
		want        string
	}{
		{
			"a literal", `mutation{recordSchoolYear(input:{schoolCode:"4201070001",year:2023,values:{multimediaRooms:31,boarders:7,teachingArea:"4000.5"}})` + answer + "}", nil,
			`{"recordSchoolYear":{"schoolYear":{"multimediaRooms":31,"teachingArea":"4000.5","boarders":7},"userErrors":[]}}`,
		},
		{"variables", record, in(map[string]any{"multimediaRooms": 32, "teachingArea": "4001"}), `{"recordSchoolYear":{"schoolYear":{"multimediaRooms":32,"teachingArea":"4001","boarders":7},"userErrors":[]}}`},
		{"null clears, what is left out stays", record, in(map[string]any{"boarders": nil}), `{"recordSchoolYear":{"schoolYear":{"multimediaRooms":32,"teachingArea":"4001","boarders":null},"userErrors":[]}}`},
		{"a count below zero", record, in(map[string]any{"multimediaRooms": -1}), `{"recordSchoolYear":{"schoolYear":null,"userErrors":[{"code":"NOT_A_COUNT","field":["values","multimediaRooms"]}]}}`},
	} {
		if got := w.data("school", c.query, c.variables); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
	dry := `mutation{recordSchoolYear(input:{schoolCode:"4201070001",year:2023,dryRun:true,values:{multimediaRooms:99}}){schoolYear{multimediaRooms} assessments{stage}}}`
	before := w.data("school", `{school(code:"4201070001"){year(year:2023){multimediaRooms version}}}`, nil)
	w.data("school", dry, nil)
	if after := w.data("school", `{school(code:"4201070001"){year(year:2023){multimediaRooms version}}}`, nil); after != before {
		t.Errorf("a dry run wrote: %s, before %s", after, before)
	}
	county := `mutation{recordCountyYear(input:{regionCode:"420107",year:2023,values:{residents:5000,teacherPay:"91000.5"}}){countyYear{residents teacherPay} userErrors{code}}}`
	if got, want := w.data("bureau", county, nil), `{"recordCountyYear":{"countyYear":{"residents":5000,"teacherPay":"91000.5"},"userErrors":[]}}`; got != want {
		t.Errorf("county: got %s, want %s", got, want)
	}
	if a := w.ask("inspector", record, in(map[string]any{"boarders": 1})); a.code() != "FORBIDDEN" {
		t.Errorf("an inspector records: %s", a.Body)
	}
}

// TestNullEmptiesWhatMayBeEmpty: what may not is refused with its name, never passed over.
func TestNullEmptiesWhatMayBeEmpty(t *testing.T) {
	w := one(t, 1)
	const (
		school  = `{school{name}userErrors{code message field}}`
		account = `{account{isDisabled}userErrors{code message field}}`
		refused = `null,"userErrors":[{"code":%q,"message":%q,"field":[%q]}`
	)
	required := func(title, field string) string {
		return fmt.Sprintf(refused, "TEXT_REQUIRED", "请填写“"+title+"”。", field)
	}
	for input, want := range map[string]string{
		"name": required("名称", "name"), "kind": required("办学类型", "kind"), "organizer": required("举办者类型", "organizer"),
		"locale": required("城乡类型", "locale"), "isBoarding": required("寄宿制", "isBoarding"),
		"inDenseCore": required("高密度中心城区", "inDenseCore"), "group": `"userErrors":[]`, "address": `"userErrors":[]`, "builtYear": `"userErrors":[]`,
	} {
		if got := w.data("bureau", `mutation{updateSchool(input:{code:"4201070001",`+input+`:null})`+school+"}", nil); !strings.Contains(got, want) {
			t.Errorf("%s: got %s, want %s", input, got, want)
		}
	}
	w.data("bureau", `mutation{createAccount(input:{username:"another",role:BUREAU,regionCodes:["420107"]}){userErrors{code}}}`, nil)
	for input, want := range map[string]string{
		`username:"school",isDisabled:null`: required("是否停用", "isDisabled"), `username:"school",schoolCode:null`: `"code":"SCHOOL_REQUIRED"`,
		`username:"another",regionCodes:null`:          `"code":"REGION_REQUIRED"`,
		`username:"school",regionCodes:null,name:null`: `"userErrors":[]`, `username:"another",schoolCode:null`: `"userErrors":[]`,
	} {
		if got := w.data("bureau", `mutation{updateAccount(input:{`+input+`})`+account+"}", nil); !strings.Contains(got, want) {
			t.Errorf("%s: got %s, want %s", input, got, want)
		}
	}
	if got := w.data("bureau", `{school(code:"4201070001"){region{code}}}`, nil); !strings.Contains(got, "420107") {
		t.Error(got)
	}
}
