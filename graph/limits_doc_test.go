package graph

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/store"
)

func TestTheLimitsAreListed(t *testing.T) {
	limits := map[string]int{
		"levels of selection sets": maxDepth, "levels of selection sets below `__schema` and `__type`": maxIntrospectionDepth,
		"lists of objects within each other": maxLists, "lists of objects within each other below `__schema` and `__type`": maxIntrospectionLists,
		"aliases of one field of an object": maxAliases, "root fields": maxRootFields, "fields and fragments, with spreads expanded": maxVisits,
		"fragments in a document": maxFragments, "operations in a document": maxOperations, "directives": maxDirectives,
		"tokens of a document": maxTokens, "bytes of a request": maxBody, "bytes of a message on a socket": maxMessage, "bytes of an uploaded file": app.MaxUpload,
		"cost of a request of a bureau or inspector": costOfCounty, "cost of a request of a school": costOfSchool, "cost of a request of nobody": costOfNobody,
		"cost that an account may spend at once": pointsBurst, "cost that flows back to an account a second": pointsPerSecond,
		"seconds that a query or mutation may take": int(patience.Seconds()),
		"rows of a page": store.MaxPage, "rows of a page that says neither `first` nor `last`": store.DefaultPage, "ids of `nodes`": store.MaxPage,
		"bins of a histogram": store.MaxBins, "depth of nested filters": store.MaxFilterDepth, "conditions of a filter": store.MaxFilterSize,
		"conditions and texts of a filter": store.MaxFilterTexts, "texts in a list of a filter": store.MaxFilterList, "characters of a text in a filter": store.MaxFilterText,
		"streams of an account, over all its connections": maxStreams, "operations at once on one socket": maxSubscriptions,
	}
	text, err := os.ReadFile("../docs/api/limits.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, n := range limits {
		if want := fmt.Sprintf("\n| %s | %d |", name, n); !strings.Contains(string(text), want) {
			t.Errorf("docs/api/limits.md lacks%s", want)
		}
	}
	const elsewhere = 4 // the head of the table, its line, and the server's own rate and bound of headers
	if rows := strings.Count(string(text), "\n| "); rows != len(limits)+elsewhere {
		t.Errorf("docs/api/limits.md has %d rows, want %d", rows, len(limits)+elsewhere)
	}
}
