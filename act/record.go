package act

import (
	"cmp"

	"github.com/credence-project/credence/article"
)

// Record is an assertion as `credence read` prints it, one JSON object a line,
// and as `credence import acts` takes it. What is not there is "" or [].
type Record struct {
	Article      string        `json:"article"` // the path as given, or the JSON line's id
	Title        string        `json:"title"`
	Published    string        `json:"published"`
	Lang         string        `json:"lang"`
	Kind         string        `json:"kind,omitempty"` // "state" for a state of affairs
	Act          string        `json:"act,omitempty"`
	State        string        `json:"state,omitempty"`
	Plover       string        `json:"plover,omitempty"`
	PloverMode   string        `json:"plover_mode,omitempty"`
	Cameo        string        `json:"cameo,omitempty"`
	PloverAux    string        `json:"plover_aux,omitempty"` // auxiliary mode
	PloverIn     []string      `json:"plover_context,omitempty"`
	Actors       []RecordParty `json:"actors"`
	Recipients   []RecordParty `json:"recipients"`
	Over         []RecordParty `json:"over,omitempty"`
	Date         string        `json:"date"` // EDTF
	DateText     string        `json:"date_text"`
	Modality     string        `json:"modality"`
	AttributedTo string        `json:"attributed_to"`
	Claims       []string      `json:"claims"`
	Quote        string        `json:"quote"`
	Start        int           `json:"start"` // bytes of the article's text
	End          int           `json:"end"`
	Mentions     []RecordSpan  `json:"mentions,omitempty"`
	Confidence   float64       `json:"confidence"`
}

// RecordParty is a party in a Record.
type RecordParty struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// RecordSpan is another place that says the same.
type RecordSpan struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
}

// Record returns the assertion as a record of the article that it was read in.
func (a *Assertion) Record(from *article.Article) Record {
	r := Record{
		Article: from.ID, Title: from.Title, Published: from.Published, Lang: from.Lang,
		Plover: a.Kind.Plover, PloverMode: cmp.Or(a.Codes.Mode, a.Kind.Mode), PloverAux: a.Codes.Auxiliary, PloverIn: a.Codes.Contexts, Cameo: cmp.Or(a.Codes.Cameo, a.Kind.Cameo),
		Actors: recordParties(a.Actors), Recipients: recordParties(a.Recipients),
		Date: a.Date, DateText: a.DateText, Modality: a.Modality.String(), AttributedTo: a.AttributedTo,
		Claims: append([]string{}, a.Claims...), Quote: a.Quote, Start: a.Start, End: a.End,
		Confidence: float64(int(a.Confidence*100+.5)) / 100,
	}
	if len(a.Over) > 0 {
		r.Over = recordParties(a.Over)
	}
	if a.Kind.State {
		r.Kind, r.State = "state", a.Kind.Name
	} else {
		r.Act = a.Kind.Name
	}
	for _, m := range a.Mentions {
		r.Mentions = append(r.Mentions, RecordSpan{m.Start, m.End, from.Text[m.Start:m.End]})
	}
	return r
}

func recordParties(ps []Party) []RecordParty {
	out := make([]RecordParty, 0, len(ps))
	for _, p := range ps {
		out = append(out, RecordParty{ID: p.ID, Text: p.Text})
	}
	return out
}
