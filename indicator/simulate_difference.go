package indicator

// Difference is one finding that two evaluations of a county do not share. Empty texts on one side: not there.
type Difference struct {
	Of            string `json:"of"` // COUNTY, AREA, INDICATOR, BALANCE, UNIT, VALUE (an R indicator of a unit) or ITEM
	School        string `json:"school,omitempty"`
	Stage         Stage  `json:"stage,omitempty"`
	Indicator     string `json:"indicator,omitempty"` // of an AREA its name
	Before        string `json:"before"`              // status or verdict
	After         string `json:"after"`
	DisplayBefore string `json:"displayBefore"`
	DisplayAfter  string `json:"displayAfter"`
}

// Differences lists what changed between two evaluations: the county first, then areas, indicators, coefficients and the
// schools with their units, values and items.
func Differences(before, after *Evaluation) (changed []Difference) {
	type place struct {
		of, school, indicator string
		stage                 Stage
	}
	then, now := findings(before), findings(after)
	at := make(map[place]int, len(now))
	for i, d := range now {
		at[place{d.Of, d.School, d.Indicator, d.Stage}] = i
	}
	for _, d := range then {
		key := place{d.Of, d.School, d.Indicator, d.Stage}
		if i, ok := at[key]; ok {
			d.After, d.DisplayAfter = now[i].Before, now[i].DisplayBefore
			delete(at, key)
		}
		if d.Before != d.After || d.DisplayBefore != d.DisplayAfter {
			changed = append(changed, d)
		}
	}
	for i, d := range now {
		if k, isNew := at[place{d.Of, d.School, d.Indicator, d.Stage}]; isNew && k == i {
			d.After, d.DisplayAfter, d.Before, d.DisplayBefore = d.Before, d.DisplayBefore, "", ""
			changed = append(changed, d)
		}
	}
	return changed
}

// findings are an evaluation's, each on its Before side.
func findings(ev *Evaluation) []Difference {
	all := []Difference{{Of: "COUNTY", Before: string(ev.Verdict)}}
	for _, a := range ev.Areas {
		all = append(all, Difference{Of: "AREA", Indicator: string(a.Area), Before: string(a.Verdict), DisplayBefore: itoa(a.MetCount) + "/" + itoa(a.Total)})
	}
	for _, r := range ev.Results {
		all = append(all, Difference{Of: "INDICATOR", Indicator: r.Code, Before: string(r.Status), DisplayBefore: r.Display})
	}
	for _, b := range ev.Balances {
		all = append(all, Difference{Of: "BALANCE", Stage: b.Stage, Indicator: ResourceCodes[b.Indicator], Before: string(b.Status), DisplayBefore: b.Display})
	}
	for i := range ev.Schools {
		s := &ev.Schools[i]
		for n := range s.Units {
			u := &s.Units[n]
			all = append(all, Difference{Of: "UNIT", School: s.School, Stage: u.Stage, Before: string(u.Verdict), DisplayBefore: itoa(u.MetCount) + "/" + itoa(ResourceCount)})
			for k := range u.Results {
				r := &u.Results[k]
				all = append(all, Difference{Of: "VALUE", School: s.School, Stage: u.Stage, Indicator: ResourceCodes[k], Before: string(r.Status), DisplayBefore: r.Value.Display(2)})
			}
		}
		for k, item := range s.Items {
			if item.Status != "" {
				all = append(all, Difference{Of: "ITEM", School: s.School, Indicator: ItemCodes[k], Before: string(item.Status)})
			}
		}
	}
	return all
}
