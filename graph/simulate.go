package graph

import (
	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/graph/model"
	"github.com/junheng/junheng/indicator"
)

func simulate(in model.SimulateInput) app.Simulate {
	out := app.Simulate{
		RegionCode: in.RegionCode, Year: in.Year, Edition: text(in.Edition.Value()), Under: text(in.Under.Value()),
		Changes: make([]indicator.Change, len(in.Changes)),
	}
	for i, c := range in.Changes {
		out.Changes[i] = change(c)
	}
	return out
}

// change is the one change that an input holds; one of no kind where it holds none or several, which variables can.
func change(in *model.ChangeInput) indicator.Change {
	var given []indicator.Change
	if f := in.Figure.Value(); f != nil {
		given = append(given, indicator.Change{Kind: indicator.ChangeFigure, School: f.SchoolCode, Key: f.Key, Value: f.Value.Value()})
	}
	if m := in.Move.Value(); m != nil {
		given = append(given, indicator.Change{
			Kind: indicator.ChangeMove, School: m.FromCode, Into: m.ToCode, Indicator: m.Indicator, Stage: or(m.Stage.Value(), ""), Count: m.Count,
		})
	}
	if c := in.Close.Value(); c != nil {
		given = append(given, indicator.Change{Kind: indicator.ChangeClose, School: c.SchoolCode, Into: text(c.IntoCode.Value())})
	}
	if m := in.Merge.Value(); m != nil {
		given = append(given, indicator.Change{Kind: indicator.ChangeMerge, School: m.SchoolCode, Into: m.AbsorbedCode})
	}
	if len(given) != 1 {
		return indicator.Change{}
	}
	return given[0]
}
