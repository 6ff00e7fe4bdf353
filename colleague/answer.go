package colleague

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/credence-project/credence/act"
)

// Limits of what an answer may hold.
const (
	mostActs    = 200 // in one answer
	mostStarts  = 64  // places at which an answer may begin
	mostParties = 40  // of one act on one side
)

// errNoJSON says that there is nothing in an answer that was asked for.
var errNoJSON = errors.New("it answers in no JSON with a list of acts") //nolint:gochecknoglobals // a sentinel

// parseAnswer returns the acts in an answer, each as it was written. Servers that
// take no schema let models think aloud, explain and fence what they answer: the
// first object with a list of acts counts, wherever it begins.
func parseAnswer(text string) ([]json.RawMessage, error) {
	if _, rest, thought := strings.Cut(text, "</think>"); thought {
		text = rest
	}
	for range mostStarts {
		n := strings.IndexByte(text, '{')
		if n < 0 {
			break
		}
		text = text[n:]
		var answer struct {
			Acts *[]json.RawMessage `json:"acts"`
		}
		if err := json.NewDecoder(strings.NewReader(text)).Decode(&answer); err == nil && answer.Acts != nil {
			if len(*answer.Acts) > mostActs {
				return nil, fmt.Errorf("it answers with %d acts, more than %d", len(*answer.Acts), mostActs)
			}
			return *answer.Acts, nil
		}
		text = text[1:]
	}
	return nil, errNoJSON
}

// item is one act of an answer.
type item struct {
	Quote        string            `json:"quote"`
	Act          string            `json:"act"`
	Actors       []act.RecordParty `json:"actors"`
	Recipients   []act.RecordParty `json:"recipients"`
	Over         []act.RecordParty `json:"over"`
	Modality     string            `json:"modality"`
	DateText     string            `json:"date_text"`
	Date         string            `json:"date"`
	AttributedTo string            `json:"attributed_to"`
}

// parseItem reads one act of an answer.
func parseItem(text json.RawMessage) (*item, error) {
	var i item
	if err := json.Unmarshal(text, &i); err != nil {
		return nil, errors.New("it has not the form that was asked for")
	}
	if len(i.Actors) > mostParties || len(i.Recipients) > mostParties || len(i.Over) > mostParties {
		return nil, errors.New("it has too many parties")
	}
	return &i, nil
}
