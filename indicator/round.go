package indicator

import "math/big"

// rounded is v rounded half up to the given decimals, as forms print it.
func rounded(v Ratio, places int) Ratio {
	r, ok := new(big.Rat).SetString(v.Display(places))
	if !ok {
		return v
	}
	return Ratio{r.Num().Int64(), r.Denom().Int64()}
}
