package indicator

import "errors"

// ErrChange is wrapped by the errors of changes that cannot be made, each a ChangeError.
var ErrChange = errors.New("the change cannot be made")

// ChangeReason is a code that tells why a change cannot be made.
type ChangeReason string

// The reasons, with the parameters that belong to each.
const (
	ChangeUnknownSchool  ChangeReason = "UNKNOWN_SCHOOL"       // code: of no school of the county, or of one that an earlier change took away
	ChangeSameSchool     ChangeReason = "SAME_SCHOOL"          // code: stands on both sides
	ChangeNeedsOther     ChangeReason = "OTHER_SCHOOL_MISSING" // a move or merger with one school only
	ChangeUnknownKind    ChangeReason = "UNKNOWN_CHANGE"       // kind
	ChangeUnknownFigure  ChangeReason = "UNKNOWN_FIELD"        // key: no figure of a school
	ChangeOutOfRange     ChangeReason = "VALUE_OUT_OF_RANGE"   // key
	ChangeNotACount      ChangeReason = "NOT_A_COUNT"          // key: a count is whole
	ChangeNobodyMoves    ChangeReason = "NOBODY_MOVES"         // an indicator other than R1, R2, R3, or fewer than one teacher
	ChangeTooFewTeachers ChangeReason = "TOO_FEW_TEACHERS"     // code, count: how many there are
	ChangeStageUnclear   ChangeReason = "STAGE_UNCLEAR"        // the schools share no stage, or several and none is named
	ChangeStageNotTaught ChangeReason = "STAGE_NOT_TAUGHT"     // code, from: pupils of a stage that their new school does not teach
	ChangeTooManyPupils  ChangeReason = "TOO_MANY_PUPILS"      // code
	ChangeNotOpen        ChangeReason = "SCHOOL_NOT_OPEN"      // code, year, years: of a school that is not open in the year
	ChangeNotAssessed    ChangeReason = "KIND_NOT_ASSESSED"    // a school of a kind that has no units cannot be merged
)

// ChangeError tells why a change cannot be made. It wraps ErrChange.
type ChangeError struct {
	Index  int          // place of the change among those asked for
	Reason ChangeReason // for programs
	Field  string       // of the Change that has to be different: school, into, key, value, indicator, stage or count; may be empty
	Params map[string]string
	text   string
}

func (e *ChangeError) Error() string { return ErrChange.Error() + ": " + e.text }

// Unwrap is ErrChange.
func (e *ChangeError) Unwrap() error { return ErrChange }

// refused is a ChangeError; params are names and values in turn.
func refused(reason ChangeReason, field, text string, params ...string) error {
	e := &ChangeError{Reason: reason, Field: field, Params: map[string]string{}, text: text}
	for i := 0; i+1 < len(params); i += 2 {
		e.Params[params[i]] = params[i+1]
	}
	return e
}
