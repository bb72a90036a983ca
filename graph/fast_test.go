package graph_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/junheng/junheng/graph/fast"
	"github.com/junheng/junheng/graph/generated"
)

// picker makes random selections of a schema that need no required arguments.
type picker struct {
	*rand.Rand
	schema    *ast.Schema
	fragments []string
}

func (p *picker) set(name string, depth int) string {
	d := p.schema.Types[name]
	var b strings.Builder
	b.WriteString("{__typename")
	for _, f := range d.Fields {
		if strings.HasPrefix(f.Name, "__") || p.IntN(3) == 0 || needsArguments(f) {
			continue
		}
		alias := ""
		if p.IntN(6) == 0 {
			alias = fmt.Sprintf("a%d: ", p.IntN(1000))
		}
		directive := [...]string{"", "", "", " @include(if: true)", " @skip(if: true)", " @skip(if: $no)", " @include(if: $no)"}[p.IntN(7)]
		sub := p.schema.Types[f.Type.Name()]
		if sub.IsLeafType() {
			fmt.Fprintf(&b, " %s%s%s", alias, f.Name, directive)
			continue
		}
		if depth == 0 || sub.Kind != ast.Object {
			continue
		}
		fmt.Fprintf(&b, " %s%s%s%s", alias, f.Name, directive, p.set(sub.Name, depth-1))
	}
	switch p.IntN(5) {
	case 0:
		fmt.Fprintf(&b, " ...on %s{__typename}", name)
	case 1:
		fragment := fmt.Sprintf("F%d", len(p.fragments))
		p.fragments = append(p.fragments, "")
		p.fragments[len(p.fragments)-1] = fmt.Sprintf(" fragment %s on %s{t: __typename}", fragment, name)
		fmt.Fprintf(&b, " ...%s", fragment)
	}
	return b.String() + "}"
}

func needsArguments(f *ast.FieldDefinition) bool {
	for _, a := range f.Arguments {
		if a.Type.NonNull && a.DefaultValue == nil {
			return true
		}
	}
	return f.Name == "workbookUrl" || f.Name == "trace" || f.Name == "contributions"
}

// What is written in one pass is, to the byte, what the executor writes field by field.
func TestTheFastWayAnswersAsTheNormalWay(t *testing.T) {
	w := one(t, 9)
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	roots := []struct{ call, typ string }{
		{"schools(first:7)", "SchoolConnection"},
		{"teachers(first:9)", "TeacherConnection"},
		{"regions", "RegionConnection"},
		{`schoolAssessments(where:{year:2023},first:9)`, "SchoolAssessmentConnection"},
		{"countyAssessments", "CountyAssessmentConnection"},
		{`countyAssessment(regionCode:"420107",year:2023)`, "CountyAssessment"},
		{"fundingYears", "FundingYearConnection"},
		{"attestations", "AttestationConnection"},
		{"editions", "Edition"},
		{`dictionary(sheet:COUNTY_YEAR)`, "FieldDefinition"},
		{`school(code:"4201070001")`, "School"},
		{"viewer", "Viewer"},
		{`countyYear(regionCode:"420107",year:2023)`, "CountyYear"},
	}
	compared := 0
	for seed := range uint64(400) {
		root := roots[seed%uint64(len(roots))]
		p := &picker{Rand: rand.New(rand.NewPCG(seed, 1)), schema: schema}
		body := p.set(root.typ, 1+int(seed%3))
		query := "query($no:Boolean!){" + root.call + body + "}" + strings.Join(p.fragments, "")
		if !strings.Contains(query, "$no)") || strings.Count(query, "$no") < 2 {
			query = strings.Replace(query, "query($no:Boolean!)", "query", 1)
		}
		who := []string{"bureau", "school", "inspector"}[seed%3]
		variables := map[string]any{"no": seed%2 == 0}
		slow := w.askIn(fast.Off(t.Context()), who, query, variables)
		quick := w.ask(who, query, variables)
		if slow.code() == "COST_LIMIT" || (slow.code() == "INVALID" && slow.Status == 400) {
			continue // two fields of one name, or a selection too dear
		}
		compared++
		if string(slow.Data) != string(quick.Data) || len(slow.Errors) != len(quick.Errors) {
			t.Fatalf("seed %d as %s: %s\nnormal %.1500s\nfast   %.1500s", seed, who, query, slow.Body, quick.Body)
		}
	}
	if compared < 250 {
		t.Errorf("only %d of 400 queries were compared", compared)
	}
}
