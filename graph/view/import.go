package view

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/models"
)

// ImportErrorID is the id of a finding.
func ImportErrorID(i *models.ImportIssue) string {
	return id("ImportError", i.ImportID, string(i.Severity), strconv.Itoa(i.Position))
}

// ImportErrorMessage is what to do about a finding, in the reader's language.
func ImportErrorMessage(ctx context.Context, i *models.ImportIssue) string {
	return app.IssueMessage(i, Language(ctx))
}

// ImportErrorParams are the numbers and names of a finding's message; nil for none.
func ImportErrorParams(i *models.ImportIssue) []*ErrorParam { return Params(i.Params) }

// Params are the parameters of a message by name; nil for none.
func Params(params map[string]string) []*ErrorParam {
	var list []*ErrorParam
	for _, name := range slices.Sorted(maps.Keys(params)) {
		list = append(list, &ErrorParam{Name: name, Value: params[name]})
	}
	return list
}
