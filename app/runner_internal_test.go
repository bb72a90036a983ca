package app

import (
	"strings"
	"testing"

	"github.com/junheng/junheng/models"
)

func TestImportsOfAccountsTakeTurns(t *testing.T) {
	var waiting []*models.Import
	for id := range strings.FieldsSeq("a1 a2 a3 b1 c1 b2") {
		waiting = append(waiting, &models.Import{ID: id, AccountID: id[:1]})
	}
	var got []string
	for _, i := range inTurns(waiting) {
		got = append(got, i.ID)
	}
	if got := strings.Join(got, " "); got != "a1 b1 c1 a2 b2 a3" {
		t.Errorf("got %s, want a1 b1 c1 a2 b2 a3", got)
	}
}
