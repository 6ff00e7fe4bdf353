// Package act reads diplomatic acts and states of affairs out of articles: who
// did what to whom, when, asserted or denied, on whose word, in which words.
//
//	coder, err := act.Open(folder)     // a language's folder
//	r := coder.NewReader()             // one a goroutine
//	found, err := r.Read(ctx, article)
//	for _, a := range found { fmt.Println(a.Kind.Name, a.Date, a.Quote) }
//
// What acts there are stands in ontology.toml; what evokes them, per language,
// in the folder's acts/*.act; what denies or plans them in modality.toml.
// Non-goals: bringing together what several articles say, and what follows
// in law.
package act

// Assertion is what one article says of one act or state of affairs, in one
// modality; where the article says it again the first is kept and the others
// stand in Mentions.
type Assertion struct {
	Kind         *Kind
	Actors       []Party
	Recipients   []Party
	Over         []Party // the territory, for recognize-sovereignty
	Date         string  // EDTF, "" where none can be derived
	DateText     string  // the words that give it, "" where inherited
	DateHow      string  // how it was chosen, for --explain
	Modality     Modality
	AttributedTo string // id of the party on whose word it stands, "" the article's own
	Codes        Codes
	Claims       []string // "first", "only", "since", "never", …
	Quote        string   // verbatim, Article.Text[Start:End]
	Start, End   int
	Mentions     []Span // other places that say the same
	Confidence   float64
	Trace        Trace
}

// Party is who acts or is acted upon.
type Party struct {
	ID         string
	Text       string // as the article names it
	Start, End int    // bytes; 0, 0 where nothing in the text names it
	How        string // what resolved it
}

// Span is a stretch of the article's text, in bytes.
type Span struct{ Start, End int }

// Trace tells how an assertion was found.
type Trace struct {
	Pattern  string // file and line of the pattern, or the rule that stood in
	Trigger  Span   // the word that evoked it
	Sentence Span
	Modality []string // what each step of the climb did
	TimeRule string   // the rule that read the words of the date, "" where no words give it
	Anchor   string   // the EDTF date that those words were counted from, "" none
}

// Modality tells whether the act was done.
type Modality uint8

// The modalities.
const (
	Asserted     Modality = iota
	Negated               // did not, refuses to, will not
	Future                // announced, promised or scheduled by the actor
	Hypothetical          // could, might, if, demanded by another
)

// String returns the modality's name in the record of an act.
func (m Modality) String() string {
	return [...]string{"asserted", "negated", "future", "hypothetical"}[m]
}

// ParseModality reads a modality's name.
func ParseModality(s string) (Modality, bool) {
	for m := Asserted; m <= Hypothetical; m++ {
		if m.String() == s {
			return m, true
		}
	}
	return Asserted, false
}
