package view

import (
	"context"

	"github.com/junheng/junheng/indicator"
)

// Edition is a set of rules.
type Edition struct {
	rules      *indicator.Edition
	indicators []*Indicator
	byCode     map[string]*Indicator
}

// Indicator is one item of an edition.
type Indicator struct {
	edition *indicator.Edition
	*indicator.Indicator
}

var editions = makeEditions()

func makeEditions() map[string]*Edition {
	all := map[string]*Edition{}
	for _, e := range indicator.Editions() {
		v := &Edition{rules: e, byCode: map[string]*Indicator{}}
		for i := range e.Indicators {
			item := &Indicator{e, &e.Indicators[i]}
			v.indicators = append(v.indicators, item)
			v.byCode[item.Code] = item
		}
		all[e.Code] = v
	}
	return all
}

// EditionOf is the edition with this code; nil for an unknown one.
func EditionOf(code string) *Edition { return editions[code] }

// Editions are all editions, oldest first.
func Editions() []*Edition {
	var list []*Edition
	for _, e := range indicator.Editions() {
		list = append(list, editions[e.Code])
	}
	return list
}

// Code of the edition.
func (e *Edition) Code() string { return e.rules.Code }

// Name in the reader's language.
func (e *Edition) Name(ctx context.Context) string { return in(ctx, e.rules.Name) }

// ValidFrom is the first day on which it holds.
func (e *Edition) ValidFrom() string { return e.rules.ValidFrom }

// Indicators of the edition in order.
func (e *Edition) Indicators() []*Indicator { return e.indicators }

// Indicator of the edition by its code; nil for an unknown one.
func (e *Edition) Indicator(code string) *Indicator { return e.byCode[code] }

// Name in the reader's language.
func (i *Indicator) Name(ctx context.Context) string { return in(ctx, i.Indicator.Name) }

// Unit in the reader's language; nil for none.
func (i *Indicator) Unit(ctx context.Context) *string {
	if Language(ctx) == English && i.UnitEn != "" {
		return &i.UnitEn
	}
	return given(i.Indicator.Unit)
}

// Threshold is what has to be reached in a stage, or in both; nil where there is no single number.
func (i *Indicator) Threshold(stage *indicator.Stage) *float64 {
	return single(stage, i.Indicator.Threshold)
}

// Limit of the coefficient of variation in a stage, or in both; nil where there is no single number.
func (i *Indicator) Limit(stage *indicator.Stage) *float64 {
	return single(stage, func(s indicator.Stage) (indicator.Decimal, bool) { return i.edition.BalanceLimit(i.Code, s) })
}

// single is the number of a stage; without one the number of both, nil where they differ.
func single(stage *indicator.Stage, of func(indicator.Stage) (indicator.Decimal, bool)) *float64 {
	if stage != nil {
		return number(of(*stage))
	}
	primary, ok := of(indicator.Primary)
	junior, both := of(indicator.Junior)
	return number(primary, ok && both && primary == junior)
}

func number(d indicator.Decimal, ok bool) *float64 {
	if !ok {
		return nil
	}
	f := d.Float()
	return &f
}
