package store

import (
	"fmt"

	"github.com/junheng/junheng/indicator"
)

// Refusal is an argument that cannot be answered: ErrFilter or ErrPage by errors.Is, with a text for callers that names the
// argument and what is allowed.
type Refusal struct {
	kind error
	text string
}

func (r *Refusal) Error() string { return r.text }

func (r *Refusal) Unwrap() error { return r.kind }

// OutOfRange refuses a number of rows that does not lie from least to most.
func OutOfRange(argument string, n, least, most int) error {
	return &Refusal{ErrPage, fmt.Sprintf("%s is %d: give %d to %d", argument, n, least, most)}
}

// TooMany refuses a list of more than most.
func TooMany(argument string, n, most int) error {
	return &Refusal{ErrPage, fmt.Sprintf("%s has %d items: give at most %d", argument, n, most)}
}

// OnlyResource refuses an indicator that is not one of the seven that are computed for every unit.
func OnlyResource(argument string) error {
	return &Refusal{ErrFilter, argument + " must be one of R1 to R7"}
}

// KnownEdition refuses the code of an edition that there is not; nil is left out.
func KnownEdition(argument string, code *string) error {
	if code == nil {
		return nil
	}
	if _, ok := indicator.LookupEdition(*code); !ok {
		return wrong("%s is unknown: the query editions lists them", argument)
	}
	return nil
}

func wrong(format string, args ...any) error {
	return &Refusal{ErrFilter, fmt.Sprintf(format, args...)}
}
