package indicator

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
)

// Rechecked is what a trace comes to when it is evaluated again.
type Rechecked struct {
	Status  Status
	Display string
	Result  *float64
}

// ErrTrace is wrapped by Recheck's errors: the trace names an unknown indicator, lacks an input or holds one that is no number.
var ErrTrace = errors.New("the trace cannot be evaluated")

// Recheck evaluates a trace again from its indicator and its inputs alone. It reads neither steps nor results, and shares
// no formula with the engine: each is written a second time here, in rationals, so that a slip in one of them shows.
func Recheck(t Trace) (Rechecked, error) {
	k := &recheck{t: &t}
	evaluate, ok := recheckCounty[t.Indicator]
	switch resource, isResource := recheckResources[t.Indicator]; {
	case isResource && k.has("threshold"):
		evaluate = func(k *recheck) Rechecked { return k.unit(resource) }
	case isResource && k.has("limit"):
		evaluate = (*recheck).balance
	case isResource:
		evaluate = (*recheck).resource
	case recheckItems[t.Indicator] != nil && k.isOfSchool():
		evaluate = recheckItems[t.Indicator]
	case !ok:
		return Rechecked{}, fmt.Errorf("%w: indicator %q is not known", ErrTrace, t.Indicator)
	}
	r := evaluate(k)
	return r, k.err
}

// Differences names the parts in which the trace says something else; none for an equal one.
func (r Rechecked) Differences(t Trace) (parts []string) {
	if r.Status != t.Status {
		parts = append(parts, fmt.Sprintf("status: %s, recomputed %s", t.Status, r.Status))
	}
	if r.Display != t.Display {
		parts = append(parts, fmt.Sprintf("display: %q, recomputed %q", t.Display, r.Display))
	}
	if (r.Result == nil) != (t.Result == nil) || (r.Result != nil && *r.Result != *t.Result) {
		parts = append(parts, "result: "+resultText(t.Result)+", recomputed "+resultText(r.Result))
	}
	return parts
}

func resultText(f *float64) string {
	if f == nil {
		return "none"
	}
	return number(*f)
}

// recheck reads the inputs of one trace; err is the first that cannot be read.
type recheck struct {
	t   *Trace
	err error
}

// isOfSchool tells a school's item from the county's: the latter's inputs are the schools' statuses under the item's code.
func (k *recheck) isOfSchool() bool {
	for _, in := range k.t.Inputs {
		if in.Key != k.t.Indicator && in.Key != "attestation" {
			return k.t.Indicator != "G13" || k.has("locale")
		}
		if in.Key == "attestation" && in.School != "" {
			return true
		}
	}
	return false
}

func (k *recheck) all(key string) (inputs []*TraceInput) {
	for i := range k.t.Inputs {
		if k.t.Inputs[i].Key == key {
			inputs = append(inputs, &k.t.Inputs[i])
		}
	}
	return inputs
}

func (k *recheck) has(key string) bool {
	return slices.ContainsFunc(k.t.Inputs, func(in TraceInput) bool { return in.Key == key })
}

// text of an input; empty for one that is absent or not reported.
func (k *recheck) text(key string) string {
	if all := k.all(key); len(all) > 0 && all[0].Value != nil {
		return *all[0].Value
	}
	return ""
}

// figure is an input as a number; nil for one that is absent or not reported.
func (k *recheck) figure(key string) *big.Rat {
	if all := k.all(key); len(all) > 0 {
		return k.number(all[0])
	}
	return nil
}

func (k *recheck) number(in *TraceInput) *big.Rat {
	if in.Value == nil {
		return nil
	}
	n, ok := new(big.Rat).SetString(*in.Value)
	if !ok {
		k.fail("input %s: %q is no number", in.Key, *in.Value)
	}
	return n
}

// rule is a number of the edition, without which nothing can be judged.
func (k *recheck) rule(key string) *big.Rat {
	n := k.figure(key)
	if n == nil {
		k.fail("it lacks the input %s", key)
		return new(big.Rat)
	}
	return n
}

func (k *recheck) fail(format string, args ...any) {
	if k.err == nil {
		k.err = fmt.Errorf("%w: "+format, append([]any{ErrTrace}, args...)...)
	}
}

// sum of figures; complete is false when one of them is not reported.
func (k *recheck) sum(keys ...string) (total *big.Rat, complete bool) {
	total, complete = new(big.Rat), true
	for _, key := range keys {
		if n := k.figure(key); n != nil {
			total.Add(total, n)
		} else {
			complete = false
		}
	}
	return total, complete
}

// stageKeys are those of a figure's two stage keys that the trace has.
func (k *recheck) stageKeys(base string) (keys []string) {
	for _, key := range [...]string{base + "Primary", base + "Junior"} {
		if k.has(key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// share judges part / whole ≥ minimum, displayed in per cent; PENDING where one is missing or the whole is 0.
func recheckShare(part, whole, minimum *big.Rat) Rechecked {
	if part == nil || whole == nil || whole.Sign() == 0 {
		return Rechecked{Status: Pending}
	}
	q := new(big.Rat).Quo(part, whole)
	return Rechecked{recheckJudged(q.Cmp(minimum) >= 0), recheckPercent(q), float(q)}
}

func recheckPercent(q *big.Rat) string {
	return new(big.Rat).Mul(q, big.NewRat(100, 1)).FloatString(1) + "%"
}

func recheckJudged(ok bool) Status {
	if ok {
		return Met
	}
	return Unmet
}

// recheckAll: one unmet fails, else one open leaves it pending.
func recheckAll(parts ...Status) Status {
	all := Met
	for _, s := range parts {
		switch {
		case s == Unmet:
			return Unmet
		case s != Met && s != NotApplicable:
			all = Pending
		}
	}
	return all
}
