package indicator

import (
	"reflect"
	"slices"
	"strings"
)

// mergeSchools adds b's figures to a's, which goes on under its own code. A figure that one of them should have reported
// and has not is unknown for both together. The building counts as built in the later year, so that a relaxation for old
// schools is never won by merging, and a claim holds when both schools made it.
func mergeSchools(a, b *SchoolRecord) error {
	kind, err := mergedKind(a.School.Kind, b.School.Kind)
	if err != nil {
		return err
	}
	mine, theirs := reportedFigures(a.Figures), reportedFigures(b.Figures)
	for field := range reflect.TypeFor[Figures]().Fields() {
		key := strings.ToLower(field.Name[:1]) + field.Name[1:]
		x, known := mine[key]
		y, knownToo := theirs[key]
		sum := x + y
		unknown := (!known && isExpected(a.School.Kind, key)) || (!knownToo && isExpected(b.School.Kind, key))
		value := &sum
		if unknown || (!known && !knownToo) {
			value = nil
		}
		if err := a.Figures.set(key, value); err != nil {
			return err
		}
	}
	if a.School.BuiltYear != nil && (b.School.BuiltYear == nil || *b.School.BuiltYear > *a.School.BuiltYear) {
		a.School.BuiltYear = b.School.BuiltYear
	}
	a.School.Kind = kind
	a.Attestations = sharedClaims(a.Attestations, b.Attestations)
	return nil
}

// mergedKind teaches every stage that one of the two does.
func mergedKind(a, b SchoolKind) (SchoolKind, error) {
	if len(a.Stages()) == 0 || len(b.Stages()) == 0 {
		return "", refused(ChangeNotAssessed, "into", "a school of a kind that is not assessed cannot be merged")
	}
	if a == b {
		return a, nil
	}
	stages := map[Stage]bool{}
	for _, s := range append(slices.Clone(a.Stages()), b.Stages()...) {
		stages[s] = true
	}
	senior := a.HasSenior() || b.HasSenior()
	switch {
	case len(stages) == 2 && senior:
		return KindTwelveYear, nil
	case len(stages) == 2:
		return KindNineYear, nil
	case senior:
		return KindCompleteSecondary, nil
	case stages[Junior]:
		return KindJunior, nil
	}
	return KindPrimary, nil
}

// optionalStems begin the keys whose absence means none: bands, and what only a relaxation counts.
var optionalStems = append([]string{
	"visitingPeArtsTeachers", "otherSportsArea", "leasedSportsArea",
	"musicRoomsFrom73", "musicRoomsFrom61", "musicRoomsFrom54", "artRoomsFrom67", "artRoomsFrom61", "artRoomsFrom54",
}, bandKeys[:]...)

// isExpected tells whether a school of that kind leaves the figure unknown when it does not report it.
func isExpected(kind SchoolKind, key string) bool {
	if slices.ContainsFunc(optionalStems, func(stem string) bool { return strings.HasPrefix(key, stem) }) {
		return false
	}
	stages := kind.Stages()
	switch {
	case strings.HasSuffix(key, "Primary"):
		return slices.Contains(stages, Primary)
	case strings.HasSuffix(key, "Senior"):
		return kind.HasSenior()
	case strings.HasSuffix(key, "Junior"), slices.Contains([]string{"graduates", "entrants", "transferredIn", "transferredOut", "deaths"}, key):
		return slices.Contains(stages, Junior)
	}
	return true
}

func sharedClaims(a, b []Attestation) (both []Attestation) {
	for _, mine := range a {
		for _, theirs := range b {
			if theirs.Indicator == mine.Indicator {
				mine.Met = mine.Met && theirs.Met
				both = append(both, mine)
				break
			}
		}
	}
	return both
}
