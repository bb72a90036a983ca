package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/junheng/junheng/graph/scalar"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/models"
)

// school finds a school by its code. Most who ask for one ask for its units of a year along with it, and a unit's row repeats
// what is usually asked of the school: then the units are read first, and school and units take one statement. A school
// without such units is found the usual way.
func (r *Resolver) school(ctx context.Context, code string) (*models.School, error) {
	rows := r.rows(ctx)
	asked, ok := unitsAsked(ctx)
	if !ok {
		return rows.School(ctx, code)
	}
	units, err := rows.AssessmentsOf(ctx, []string{code}, &asked.year, &asked.edition, slices.Concat(asked.columns, schoolInUnit)...)
	if err != nil {
		return nil, err
	}
	has(ctx, unitsName(&asked.year, &asked.edition, asked.columns), r.units(&asked.year, &asked.edition, asked.columns), code, units)
	if len(units) == 0 {
		return rows.School(ctx, code)
	}
	return view.SchoolAssessmentSchool(units[0]), nil
}

// schoolInUnit are the columns of a unit's row that tell of its school.
var schoolInUnit = []string{"name", "kind", "organizer", "ownership", "locale", "is_boarding", "built_year", "group_name"}

type askedUnits struct {
	year    int
	edition string
	columns []string // nil for all of them
}

// unitsAsked looks at what is asked of the school being answered: its units of one year and edition, once, and nothing that a
// unit's row does not repeat of it.
func unitsAsked(ctx context.Context) (asked askedUnits, ok bool) {
	op := graphql.GetOperationContext(ctx)
	for _, f := range graphql.CollectFields(op, graphql.GetFieldContext(ctx).Field.Selections, []string{"School", "Node"}) {
		switch {
		case f.Name == "__typename" || view.SchoolAssessmentSchoolHas(f.Name):
		case f.Name == "assessments" && !ok:
			arguments := f.ArgumentMap(op.Variables)
			year, err := scalar.UnmarshalInt(arguments["year"])
			edition, isText := arguments["edition"].(string)
			if err != nil || !isText {
				return askedUnits{}, false
			}
			columns := selectedOf(op, []ast.SelectionSet{f.Selections}, unitColumns, "SchoolAssessment")
			if columns == nil {
				return askedUnits{}, false
			}
			asked, ok = askedUnits{year, edition, columns}, true
		default:
			return askedUnits{}, false
		}
	}
	return asked, ok
}
