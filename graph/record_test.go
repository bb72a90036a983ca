package graph_test

import "testing"

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
