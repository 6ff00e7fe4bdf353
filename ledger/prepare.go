package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
)

// prepared is an entry that was found in order, with all that follows from it.
type prepared struct {
	Document
	fingerprint uint64
	reader      string // what read the document, "" where nothing tells
	statements  []statement
}

// statement is an assertion with all that follows from it.
type statement struct {
	Assertion
	kind   *act.Kind
	detail string // as JSON
	dyads  []Dyad
	report report
	doubts []Doubt
}

// detail is what of an assertion only its look-up needs.
type detail struct {
	Actors     []act.RecordParty `json:"actors"`
	Recipients []act.RecordParty `json:"recipients"`
	Over       []act.RecordParty `json:"over,omitempty"`
	DateText   string            `json:"date_text,omitempty"`
	Claims     []string          `json:"claims,omitempty"`
	Plover     string            `json:"plover,omitempty"`
	PloverMode string            `json:"plover_mode,omitempty"`
	Cameo      string            `json:"cameo,omitempty"`
	PloverAux  string            `json:"plover_aux,omitempty"`
	PloverIn   []string          `json:"plover_context,omitempty"`
	Mentions   []act.RecordSpan  `json:"mentions,omitempty"`
}

// prepare checks an entry and fills in its ids.
func (l *Ledger) prepare(e *Entry) (*prepared, error) {
	d := e.Document
	d.ID = DocumentID(&d)
	p := &prepared{Document: d, fingerprint: Fingerprint(d.Text), reader: e.Reader}
	published, err := checkDocument(&d)
	if err != nil {
		return nil, fmt.Errorf("document %q: %w", d.Article, err)
	}
	seen := map[ID]bool{}
	for n := range e.Assertions {
		s, err := l.prepareAssertion(&d, e.Assertions[n], published)
		if err != nil {
			return nil, fmt.Errorf("document %q, assertion %d: %w", d.Article, n+1, err)
		}
		if s.doubts, err = checkDoubts(&s.Assertion, e.Doubts[n]); err != nil {
			return nil, fmt.Errorf("document %q, doubts of assertion %d: %w", d.Article, n+1, err)
		}
		if !seen[s.ID] {
			seen[s.ID] = true
			p.statements = append(p.statements, *s)
		}
		if p.reader == "" {
			p.reader = s.Reader
		}
	}
	return p, nil
}

// checkDocument checks what a document says, and returns when it was published.
func checkDocument(d *Document) (edtf.Span, error) {
	if !utf8.ValidString(d.Text) {
		return edtf.Span{}, errors.New("the text is not UTF-8")
	}
	if err := name(d.Source); err != nil {
		return edtf.Span{}, err
	}
	if err := plain(d.Article, d.URL, d.Title, d.Byline, d.Published, d.Lang); err != nil {
		return edtf.Span{}, err
	}
	published, err := parseDate(d.Published)
	if err != nil {
		return edtf.Span{}, fmt.Errorf("date of publication: %w", err)
	}
	return published.Bounds(), nil
}

// parseDate reads EDTF, or nothing.
func parseDate(text string) (d edtf.Date, err error) {
	err = d.UnmarshalText([]byte(text))
	return d, err
}

// plain reports what the stores do not keep alike: what is not UTF-8, and NUL.
func plain(texts ...string) error {
	for _, s := range texts {
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			return fmt.Errorf("%.40q holds a NUL or is not UTF-8", s)
		}
	}
	return nil
}

// prepareAssertion checks an assertion of a document.
func (l *Ledger) prepareAssertion(d *Document, a Assertion, published edtf.Span) (*statement, error) {
	a.Document = d.ID
	a.ID = AssertionID(&a)
	s := &statement{Assertion: a, kind: l.kinds[kindOf(&a.Says)]}
	if s.kind == nil || s.kind.State != (a.Says.Kind == "state") {
		return nil, fmt.Errorf("%q is no kind of the ontology", kindOf(&a.Says))
	}
	modality, ok := act.ParseModality(a.Says.Modality)
	if !ok {
		return nil, fmt.Errorf("%q is no modality", a.Says.Modality)
	}
	if err := checkWords(d, &a); err != nil {
		return nil, err
	}
	date, err := parseDate(a.Says.Date)
	if err != nil {
		return nil, fmt.Errorf("date: %w", err)
	}
	if _, err := parseDate(a.Effect); err != nil {
		return nil, fmt.Errorf("day of effect: %w", err)
	}
	text, err := json.Marshal(detail{a.Says.Actors, a.Says.Recipients, a.Says.Over, a.Says.DateText,
		a.Says.Claims, a.Says.Plover, a.Says.PloverMode, a.Says.Cameo, a.Says.PloverAux, a.Says.PloverIn, a.Says.Mentions})
	if err != nil {
		return nil, err
	}
	s.detail = string(text)
	s.dyads = distinct(Dyads(s.kind, &a.Says))
	s.report = newReport(s.kind, modality, date, published)
	return s, nil
}

// longest is how many bytes a name or an id may have: the stores index them,
// several in one row, of which PostgreSQL takes 2,700 bytes.
const longest = 300

// name reports what is no name that the stores keep alike.
func name(texts ...string) error {
	for _, s := range texts {
		if len(s) > longest {
			return fmt.Errorf("%.40q… has %d bytes, more than %d", s, len(s), longest)
		}
	}
	return plain(texts...)
}

// checkWords checks the words of an assertion, and that its quote is the text's.
func checkWords(d *Document, a *Assertion) error {
	if a.Reader == "" {
		return errors.New("nobody is named who read it")
	}
	for _, ps := range [][]act.RecordParty{a.Says.Actors, a.Says.Recipients, a.Says.Over} {
		for _, p := range ps {
			if err := name(p.ID); err != nil {
				return err
			}
			if !utf8.ValidString(p.Text) {
				return fmt.Errorf("%.40q is not UTF-8", p.Text)
			}
		}
	}
	if err := name(a.Reader, a.Says.AttributedTo); err != nil {
		return err
	}
	if err := plain(a.Says.Claims...); err != nil {
		return err
	}
	if !utf8.ValidString(a.Says.Quote) || !utf8.ValidString(a.Says.DateText) {
		return errors.New("the quote is not UTF-8")
	}
	return quoted(d.Text, a.Says.Quote, a.Says.Start, a.Says.End)
}

// quoted reports where a quote is not what stands in the text.
func quoted(text, quote string, start, end int) error {
	if text == "" || quote == "" {
		return nil
	}
	if start < 0 || end < start || end > len(text) || text[start:end] != quote {
		return fmt.Errorf("the quote %.40q does not stand at bytes %d to %d of the text", quote, start, end)
	}
	return nil
}

// distinct returns the dyads without those that stand twice.
func distinct(dyads []Dyad) []Dyad {
	var list []Dyad
	for _, d := range dyads {
		if !slices.Contains(list, d) {
			list = append(list, d)
		}
	}
	return list
}
