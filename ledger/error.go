package ledger

import (
	"errors"
	"fmt"
	"strings"
)

// Error tells what was being done to which ledger, what went wrong, and what
// can be done about it. Unless Err says otherwise the ledger is as it was.
type Error struct {
	Op     string // "open", "add to", "read", …
	Ledger string // the file's path, or the address without its password
	Hint   string // what it means and what to do, "" where not known
	Err    error
}

// Error says all of it on one line.
func (e *Error) Error() string {
	cause := strings.ReplaceAll(e.Err.Error(), "\n", "; ")
	if e.Hint == "" {
		return fmt.Sprintf("%s %s: %s", e.Op, e.Ledger, cause)
	}
	return fmt.Sprintf("%s %s: %s (%s)", e.Op, e.Ledger, e.Hint, cause)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// ErrNotFound is the cause where an id names nothing in the ledger.
var ErrNotFound = errors.New("not in the ledger")

// errReadOnly is the cause where a ledger opened for reading is to be written.
var errReadOnly = errors.New("the ledger was opened for reading only")

// fail wraps an error of the store for those outside, once.
func (l *Ledger) fail(op string, err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	return &Error{Op: op, Ledger: l.name, Hint: l.hint(err), Err: err}
}
