package indicator

import (
	"encoding/json"
	"fmt"
	"math/big"
)

// Merge adds another tally, such as a second county's.
func (t *Tally) Merge(o *Tally) {
	t.schools += o.schools
	t.excluded += o.excluded
	for i := range t.items {
		a, b := &t.items[i], &o.items[i]
		a.met, a.unmet, a.pending = a.met+b.met, a.unmet+b.unmet, a.pending+b.pending
		a.notApplicable, a.relaxed = a.notApplicable+b.notApplicable, a.relaxed+b.relaxed
	}
	for i := range t.stages {
		t.stages[i].merge(&o.stages[i])
	}
	t.extra.add(&o.extra, 1)
}

func (t *stageTally) merge(o *stageTally) {
	t.units, t.passing, t.failing = t.units+o.units, t.passing+o.passing, t.failing+o.failing
	t.incomplete, t.students = t.incomplete+o.incomplete, t.students+o.students
	for i := range t.resources {
		a, b := &t.resources[i], &o.resources[i]
		a.met, a.missFailing, a.missIncomplete = a.met+b.met, a.missFailing+b.missFailing, a.missIncomplete+b.missIncomplete
		a.notComputable, a.relaxed = a.notComputable+b.notComputable, a.relaxed+b.relaxed
		a.sums.Units, a.sums.Students = a.sums.Units+b.sums.Units, a.sums.Students+b.sums.Students
		a.sums.amount.Add(&a.sums.amount, &b.sums.amount)
		a.sums.square.Add(&a.sums.square, &b.sums.square)
	}
}

// tallyForm is the stored form of a Tally. Lists stand in the order of the structs' fields, so that a row stays short;
// Version changes with that order.
type tallyForm struct {
	Version   int                             `json:"v"`
	Schools   [2]int64                        `json:"schools"`
	Items     [ItemCount][5]int64             `json:"items"`
	Stages    [2][5]int64                     `json:"stages"`
	Resources [2 * ResourceCount]resourceForm `json:"resources"`
	Extra     [4]int64                        `json:"extra"`
	Retention [7]int64                        `json:"retention"`
	Catchment [2][4]int64                     `json:"catchment"`
}

type resourceForm struct {
	Counts [7]int64 `json:"n"`
	Amount string   `json:"x"` // hexadecimal, at 2^-128
	Square string   `json:"q"`
}

const tallyVersion = 1

// MarshalText writes the tally exactly, for a store.
func (t *Tally) MarshalText() ([]byte, error) {
	f := tallyForm{Version: tallyVersion, Schools: [2]int64{t.schools, t.excluded}}
	for i, k := range t.items {
		f.Items[i] = [5]int64{k.met, k.unmet, k.pending, k.notApplicable, k.relaxed}
	}
	for s := range t.stages {
		k := &t.stages[s]
		f.Stages[s] = [5]int64{k.units, k.passing, k.failing, k.incomplete, k.students}
		for i := range k.resources {
			r := &k.resources[i]
			f.Resources[2*i+s] = resourceForm{
				[7]int64{r.met, r.missFailing, r.missIncomplete, r.notComputable, r.relaxed, r.sums.Units, r.sums.Students},
				r.sums.amount.Text(16), r.sums.square.Text(16),
			}
		}
		c := &t.extra.catchment[s]
		f.Catchment[s] = [4]int64{c.near, c.all, c.schools, c.missing}
	}
	f.Extra = [4]int64{t.extra.students[0], t.extra.students[1], t.extra.teachers[0], t.extra.teachers[1]}
	r := &t.extra.retention
	f.Retention = [7]int64{r.graduates, r.in, r.out, r.entrants, r.deaths, r.schools, r.missing}
	return json.Marshal(f)
}

// UnmarshalText reads what MarshalText wrote.
func (t *Tally) UnmarshalText(b []byte) error {
	var f tallyForm
	if err := json.Unmarshal(b, &f); err != nil {
		return fmt.Errorf("read tally: %w", err)
	}
	if f.Version != tallyVersion {
		return fmt.Errorf("read tally: version %d is not known; recompute the county", f.Version)
	}
	*t = Tally{schools: f.Schools[0], excluded: f.Schools[1]}
	for i, k := range f.Items {
		t.items[i] = itemTally{k[0], k[1], k[2], k[3], k[4]}
	}
	for s := range t.stages {
		k, n := &t.stages[s], f.Stages[s]
		k.units, k.passing, k.failing, k.incomplete, k.students = n[0], n[1], n[2], n[3], n[4]
		for i := range k.resources {
			r, form := &k.resources[i], f.Resources[2*i+s]
			n := form.Counts
			r.met, r.missFailing, r.missIncomplete, r.notComputable, r.relaxed = n[0], n[1], n[2], n[3], n[4]
			r.sums.Units, r.sums.Students = n[5], n[6]
			if err := readHex(&r.sums.amount, form.Amount); err != nil {
				return err
			}
			if err := readHex(&r.sums.square, form.Square); err != nil {
				return err
			}
		}
		c := f.Catchment[s]
		k2 := &t.extra.catchment[s]
		k2.near, k2.all, k2.schools, k2.missing = c[0], c[1], c[2], c[3]
	}
	t.extra.students, t.extra.teachers = [2]int64{f.Extra[0], f.Extra[1]}, [2]int64{f.Extra[2], f.Extra[3]}
	r, n := &t.extra.retention, f.Retention
	r.graduates, r.in, r.out, r.entrants, r.deaths, r.schools, r.missing = n[0], n[1], n[2], n[3], n[4], n[5], n[6]
	return nil
}

func readHex(n *big.Int, s string) error {
	if _, ok := n.SetString(s, 16); !ok {
		return fmt.Errorf("read tally: %q is no hexadecimal number", s)
	}
	return nil
}
