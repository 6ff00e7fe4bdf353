package cli

import (
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/standing"
)

// Exit statuses that tell an answer, for scripts.
const (
	exitNo        = 3 // false, no
	exitContested = 4 // not so simple, contested
	exitUnknown   = 5 // cannot tell, unknown
)

// answerError makes an answer the exit status. It has been told.
type answerError struct {
	answer string
	code   int
}

func (e answerError) Error() string { return "the answer is: " + e.answer }

// answered returns what sets the exit status for an answer, nil for yes.
func answered(answer string) error {
	switch answer {
	case answers.False, standing.No:
		return answerError{answer, exitNo}
	case answers.Mixed, standing.Contested:
		return answerError{answer, exitContested}
	case answers.Unclear, standing.Unknown:
		return answerError{answer, exitUnknown}
	}
	return nil
}
