package graph_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

const oddities = `query($where: OddityWhere, $first: Int, $after: String, $last: Int, $before: String) {
  oddities(regionCode: "420107", year: 2023, where: $where, first: $first, after: $after, last: $last, before: $before) {
    totalCount openCount explainedCount reviewedCount hasYearBefore
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { fingerprint kind school { code region { name } } year stage keys value previous low high likely other { name } confidence reason state
      review { reason reviewedBy role school { code } } expiredReview { reason } }
    expiredReviews { fingerprint school { code } keys reason }
  }
}`

type oddityPage struct {
	Oddities struct {
		TotalCount, OpenCount, ExplainedCount, ReviewedCount int
		PageInfo                                             struct {
			HasNextPage, HasPreviousPage bool
			StartCursor, EndCursor       *string
		}
		Nodes []struct {
			Fingerprint, Kind, Reason, State string
			School                           struct{ Code string }
		}
	}
}

func (w *world) oddities(who string, variables map[string]any) oddityPage {
	w.t.Helper()
	var p oddityPage
	if err := json.Unmarshal([]byte(w.data(who, oddities, variables)), &p); err != nil {
		w.t.Fatal(err)
	}
	return p
}

func (p oddityPage) schools() string {
	var codes []string
	for _, n := range p.Oddities.Nodes {
		codes = append(codes, n.School.Code)
	}
	return strings.Join(codes, " ")
}

// mistype gives the schools equipment in yuan.
func (w *world) mistype(schools ...int) {
	w.t.Helper()
	for _, i := range schools {
		_, err := w.app.RecordSchoolYear(w.t.Context(), auth.Operator(), app.RecordSchoolYear{
			SchoolCode: code(here, i), Year: theYear, Values: map[string]any{"equipmentValue": indicator.Decimal((1_500_000 + i) * indicator.DecimalScale)},
		})
		if err != nil {
			w.t.Fatal(err)
		}
	}
}

func TestOdditiesByPageAndFilter(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 9)
		if p := w.oddities("bureau", nil); p.Oddities.TotalCount != 0 {
			t.Fatalf("the county is odd before anybody mistyped: %+v", p)
		}
		w.mistype(0, 3, 6)
		all := code(here, 0) + " " + code(here, 3) + " " + code(here, 6)
		for _, c := range []struct {
			name, who string
			variables map[string]any
			want      string
		}{
			{"all", "bureau", nil, all},
			{"an inspector", "inspector", nil, all},
			{"a school", "school", nil, code(here, 0)},
			{"a school of another county", "far", nil, ""},
			{"another bureau", "elsewhere", nil, ""},
			{"of a school", "bureau", map[string]any{"where": map[string]any{"school": code(here, 3)}}, code(here, 3)},
			{"of a kind", "bureau", map[string]any{"where": map[string]any{"kind": []string{"JUMP"}}}, ""},
			{"of a state", "bureau", map[string]any{"where": map[string]any{"state": []string{"OPEN"}}}, all},
			{"the first two", "bureau", map[string]any{"first": 2}, code(here, 0) + " " + code(here, 3)},
			{"the last", "bureau", map[string]any{"last": 1}, code(here, 6)},
		} {
			if got := w.oddities(c.who, c.variables).schools(); got != c.want {
				t.Errorf("%s: got %q, want %q", c.name, got, c.want)
			}
		}
		first := w.oddities("bureau", map[string]any{"first": 1}).Oddities.PageInfo
		second := w.oddities("bureau", map[string]any{"first": 1, "after": *first.EndCursor})
		if !first.HasNextPage || first.HasPreviousPage || second.schools() != code(here, 3) || !second.Oddities.PageInfo.HasPreviousPage {
			t.Errorf("pages: %+v, then %+v", first, second)
		}
		if back := w.oddities("bureau", map[string]any{"last": 1, "before": *second.Oddities.PageInfo.StartCursor}); back.schools() != code(here, 0) || !back.Oddities.PageInfo.HasNextPage {
			t.Errorf("back: %+v", back)
		}
		if a := w.ask("bureau", oddities, map[string]any{"after": "nonsense"}); a.code() == "" {
			t.Errorf("a cursor that is none is taken: %.200s", a.Body)
		}
		if got := w.data("bureau", oddities, nil); !strings.Contains(got, "可能元与万元混用") || !strings.Contains(got, `"hasYearBefore":true`) {
			t.Errorf("reasons: %.900s", got)
		}
	})
}

func TestAReviewIsShownUntilItsFiguresChange(t *testing.T) {
	w := one(t, 9)
	w.mistype(0, 3)
	node := w.oddities("bureau", nil).Oddities.Nodes[0]
	review := func(who, mutation, fields string) string {
		return w.data(who, fmt.Sprintf(`mutation { %s(input: {schoolCode: %q, year: 2023, fingerprint: %q%s}) { userErrors { code message field } } }`, mutation, node.School.Code, node.Fingerprint, fields), nil)
	}
	for _, c := range []struct{ name, got, want string }{
		{"without a reason", review("bureau", "reviewOddity", `, reason: " "`), `"code":"TEXT_REQUIRED","message":"请填写“理由”。","field":["reason"]`},
		{"of another county", review("elsewhere", "reviewOddity", `, reason: "x"`), "UNKNOWN_SCHOOL"},
		{"the school explains", review("school", "reviewOddity", `, reason: "捐赠"`), `"userErrors":[]`},
		{"as the bureau reads it", w.data("bureau", oddities, nil), `"state":"EXPLAINED","review":{"reason":"捐赠","reviewedBy":"school","role":"SCHOOL"`},
		{"counts", w.data("bureau", oddities, map[string]any{"where": map[string]any{"state": []string{"EXPLAINED"}}}), `"totalCount":1,"openCount":1,"explainedCount":1,"reviewedCount":0`},
		{"the bureau settles", review("bureau", "reviewOddity", `, reason: "已看凭证"`), `"userErrors":[]`},
		{"the school takes it back", review("school", "withdrawOddityReview", ""), "REVIEWED_BY_BUREAU"},
		{"as the school reads it", w.data("school", oddities, nil), `"state":"REVIEWED","review":{"reason":"已看凭证","reviewedBy":"bureau","role":"BUREAU"`},
	} {
		if !strings.Contains(c.got, c.want) {
			t.Errorf("%s: no %s in %.900s", c.name, c.want, c.got)
		}
	}
	w.mistype(1, 3, 4)
	if got := w.data("bureau", oddities, nil); !strings.Contains(got, `"reviewedCount":1`) || !strings.Contains(got, `"expiredReviews":[]`) {
		t.Errorf("other schools' figures end a review: %.900s", got)
	}
	_, err := w.app.RecordSchoolYear(t.Context(), auth.Operator(), app.RecordSchoolYear{
		SchoolCode: node.School.Code, Year: theYear, Values: map[string]any{"equipmentValue": indicator.Decimal(1_600_000 * indicator.DecimalScale)},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := w.data("bureau", oddities, nil); !strings.Contains(got, `"state":"OPEN","review":null,"expiredReview":{"reason":"已看凭证"}`) || !strings.Contains(got, `"reviewedCount":0`) {
		t.Errorf("the figure has changed: %.900s", got)
	}
	if got := review("bureau", "reviewOddity", `, reason: "x"`); !strings.Contains(got, "UNKNOWN_ODDITY") {
		t.Errorf("an oddity that is gone: %s", got)
	}
	if got := review("bureau", "withdrawOddityReview", ""); !strings.Contains(got, `"userErrors":[]`) {
		t.Errorf("clearing up: %s", got)
	}
}

func TestAnOddityIsFoundByItsIDUntilItGoes(t *testing.T) {
	w := one(t, 9)
	w.mistype(0, 3)
	var p struct {
		Oddities struct{ Nodes []struct{ ID string } }
	}
	if err := json.Unmarshal([]byte(w.data("bureau", `{oddities(regionCode:"420107",year:2023){nodes{id}}}`, nil)), &p); err != nil {
		t.Fatal(err)
	}
	const again = `query($ids: [ID!]!) { nodes(ids: $ids) { id ... on Oddity { school { code } } } }`
	ids := []string{p.Oddities.Nodes[0].ID, p.Oddities.Nodes[1].ID}
	own := fmt.Sprintf(`{"id":%q,"school":{"code":%q}}`, ids[0], code(here, 0))
	for who, want := range map[string]string{
		"inspector": fmt.Sprintf(`{"nodes":[%s,{"id":%q,"school":{"code":%q}}]}`, own, ids[1], code(here, 3)),
		"school":    `{"nodes":[` + own + `,null]}`,
		"elsewhere": `{"nodes":[null,null]}`,
	} {
		if got := w.data(who, again, map[string]any{"ids": ids}); got != want {
			t.Errorf("%s: got %s, want %s", who, got, want)
		}
	}
	if _, err := w.app.RecordSchoolYear(t.Context(), auth.Operator(), app.RecordSchoolYear{
		SchoolCode: code(here, 0), Year: theYear, Values: map[string]any{"equipmentValue": indicator.Decimal(150 * indicator.DecimalScale)},
	}); err != nil {
		t.Fatal(err)
	}
	if got := w.data("bureau", again, map[string]any{"ids": ids[:1]}); got != `{"nodes":[null]}` {
		t.Errorf("after the figure was mended: %s", got)
	}
}

// TestOddityNodesAreBounded asks for oddities of ever other years by their ids.
func TestOddityNodesAreBounded(t *testing.T) {
	w := one(t, 1)
	ids := make([]string, 4)
	for i := range ids {
		ids[i] = base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "Oddity:%s/%d/x", code(here, 0), theYear-i))
	}
	for n, want := range map[int]string{3: "", 4: "COST_LIMIT"} {
		a := w.ask("bureau", `query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, map[string]any{"ids": ids[:n]})
		if got := a.code(); got != want {
			t.Errorf("%d years: %q, want %q", n, got, want)
		}
	}
}
