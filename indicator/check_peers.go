package indicator

import (
	"cmp"
	"slices"
)

// peerFactor is how many times the median of its peers a school's money a pupil must be, or fall short of it, to be odd:
// far more than schools differ, far less than the 10,000 between yuan and 10,000 yuan.
const peerFactor = 500

// minPeers is how many schools make a median worth comparing with.
const minPeers = 5

// CheckPeers finds money that differs from that of the other schools by orders of magnitude, as when yuan is typed where
// 10,000 yuan is asked. The findings stand at the index of their record.
func CheckPeers(records []SchoolRecord) map[int][]Finding {
	found := map[int][]Finding{}
	for _, w := range wanFigures {
		var all []perPupil
		for i, r := range records {
			if v, ok := moneyPerPupil(r, w.key); ok {
				all = append(all, perPupil{i, v})
			}
		}
		if len(all) < minPeers {
			continue
		}
		slices.SortFunc(all, func(a, b perPupil) int { return cmp.Compare(a.value, b.value) })
		median := all[len(all)/2].value
		for _, p := range all {
			if p.value > peerFactor*median || p.value*peerFactor < median {
				found[p.index] = append(found[p.index], Finding{
					Code: "FAR_FROM_PEERS", Keys: []string{w.key}, Severity: SeverityWarning,
					Params: map[string]string{"value": reportedFigures(records[p.index].Figures)[w.key].String()},
				})
			}
		}
	}
	return found
}

type perPupil struct {
	index int
	value float64
}

func moneyPerPupil(r SchoolRecord, key string) (float64, bool) {
	if r.Figures == nil {
		return 0, false
	}
	c := figureCheck{school: r.School, now: reportedFigures(r.Figures)}
	students, complete := c.now.sum(c.studentKeys()...)
	money := c.now[key]
	return money.Float() / students.Float(), complete && students > 0 && money > 0
}
