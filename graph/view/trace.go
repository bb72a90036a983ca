package view

import (
	"context"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

// Trace tells how a number came about.
type Trace struct {
	*indicator.Trace
	region string
}

// TraceOf shows a trace of a county or one of its schools.
func TraceOf(t *indicator.Trace, region string) *Trace { return &Trace{t, region} }

// Clause of the official text; nil where there is none.
func (t *Trace) Clause() *string { return given(t.Trace.Clause) }

// Display is the result as shown; nil when there is none.
func (t *Trace) Display() *string { return given(t.Trace.Display) }

// Inputs are the figures that went in.
func (t *Trace) Inputs() []*TraceInput {
	return pointers(t.Trace.Inputs, func(i *indicator.TraceInput) *TraceInput { return &TraceInput{i, t.region} })
}

// Steps in order.
func (t *Trace) Steps() []*indicator.TraceStep {
	return pointers(t.Trace.Steps, func(s *indicator.TraceStep) *indicator.TraceStep { return s })
}

// TraceInput is one figure that went in.
type TraceInput struct {
	*indicator.TraceInput
	Region string // code of the county
}

// Label of the figure in the reader's language; its key where the dictionary does not know it.
func (i *TraceInput) Label(ctx context.Context) string {
	if f := figure(i.Key); f != nil {
		return f.Title(Language(ctx))
	}
	if label, ok := ruleLabels[i.Key]; ok {
		return in(ctx, label)
	}
	return i.Key
}

// Unit of the value; nil where it has none.
func (i *TraceInput) Unit(ctx context.Context) *string {
	if f := figure(i.Key); f != nil {
		return given(f.UnitName(Language(ctx)))
	}
	return given(i.TraceInput.Unit)
}

// figure finds a key among the sheets that hold figures.
func figure(key string) *workbook.Field {
	for _, sheet := range []string{workbook.SheetSchoolYears, workbook.SheetCountyYears, workbook.SheetFundingYears, workbook.SheetSchools} {
		if f := workbook.FieldByKey(sheet, key); f != nil {
			return f
		}
	}
	return nil
}

// ruleLabels name the edition's own numbers.
var ruleLabels = map[string]indicator.Text{
	"threshold": {Zh: "标准值", En: "Threshold"},
	"limit":     {Zh: "差异系数限值", En: "Limit of the coefficient"},
	"quota":     {Zh: "公用经费基准定额", En: "Operating quota"},
}
