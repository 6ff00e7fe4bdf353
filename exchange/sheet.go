package exchange

import (
	"fmt"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
)

// flaggedConfidence is the confidence of what a row in doubt says.
const flaggedConfidence = .6

// sheet is a row of a table being turned into an entry: the row as a readable
// text, and what it says, each with the part of the text that says it.
type sheet struct {
	rec  *record
	row  Row
	ends map[string]int // of each column, where its line ends in the text
	who  string         // the reader
}

// newSheet writes the row's values that are not empty as lines "column: value".
func newSheet(kind, source string, im *Importer, rec *record) *sheet {
	s := &sheet{rec: rec, ends: map[string]int{}, who: "import " + kind}
	s.row = Row{File: rec.file, Line: rec.line, Lines: 1}
	var b strings.Builder
	for _, c := range rec.table.columns {
		v := rec.get(c)
		if v == "" {
			continue
		}
		if strings.Contains(v, notText) {
			s.flag("%s is not all text", c)
		}
		fmt.Fprintf(&b, "%s: %s\n", c, v)
		s.ends[c] = b.Len() - 1
	}
	s.row.Entry.Document = ledger.Document{
		Source: source, Article: fmt.Sprintf("%s/line %d", kind, rec.line),
		Published: im.options.Published, Lang: "en", Text: b.String(),
	}
	return s
}

// get returns the value in a column.
func (s *sheet) get(column string) string { return s.rec.get(column) }

// note tells something about the row.
func (s *sheet) note(format string, args ...any) {
	s.row.Notes = append(s.row.Notes, fmt.Sprintf(format, args...))
}

// flag tells that the row is in doubt.
func (s *sheet) flag(format string, args ...any) {
	s.row.Flagged = true
	s.note(format, args...)
}

// refuse tells why nothing is taken; the first reason stands.
func (s *sheet) refuse(format string, args ...any) {
	if s.row.Refused == "" {
		s.row.Refused = fmt.Sprintf(format, args...)
	}
}

// statement is what a row says.
type statement struct {
	kind       *act.Kind
	actors     []act.RecordParty
	recipients []act.RecordParty
	date       string   // EDTF
	words      string   // the dates as they stand
	columns    []string // that say it: the quote runs from the row's start to the last of them
}

// say adds what the row says.
func (s *sheet) say(x statement) {
	end := 0
	for _, c := range x.columns {
		end = max(end, s.ends[c])
	}
	r := act.Record{
		Plover: x.kind.Plover, PloverMode: x.kind.Mode, Cameo: x.kind.Cameo,
		Actors: nonNil(x.actors), Recipients: nonNil(x.recipients),
		Date: x.date, DateText: x.words, Modality: "asserted", Claims: []string{},
		Quote: s.row.Entry.Document.Text[:end], End: end, Confidence: 1,
	}
	name(&r, x.kind)
	s.row.Entry.Assertions = append(s.row.Entry.Assertions, ledger.Assertion{Reader: s.who, Says: r})
}

// finish returns the row: with what it says, or with why nothing is taken.
func (s *sheet) finish() Row {
	if len(s.row.Entry.Assertions) == 0 {
		s.refuse("it says nothing that can be kept")
	}
	if s.row.Refused != "" {
		s.row.Entry, s.row.Flagged = ledger.Entry{}, false
		return s.row
	}
	d := &s.row.Entry.Document
	for i := range s.row.Entry.Assertions {
		r := &s.row.Entry.Assertions[i].Says
		r.Article, r.Title, r.Published, r.Lang = d.Article, d.Title, d.Published, d.Lang
		if s.row.Flagged {
			r.Confidence = min(r.Confidence, flaggedConfidence)
		}
	}
	return s.row
}

// name writes the kind's name where it belongs.
func name(r *act.Record, k *act.Kind) {
	r.Kind, r.Act, r.State = "", k.Name, ""
	if k.State {
		r.Kind, r.Act, r.State = "state", "", k.Name
	}
}

func nonNil(parties []act.RecordParty) []act.RecordParty {
	if parties == nil {
		return []act.RecordParty{}
	}
	return parties
}

// party is a list of one.
func party(id, text string) []act.RecordParty {
	return []act.RecordParty{{ID: id, Text: text}}
}

// eachRecord returns the rows that convert makes of a table's records.
func (im *Importer) eachRecord(kind, source string, t *table, convert func(*sheet)) stream {
	return func(yield func(Row, error) bool) {
		for i := range t.records {
			s := newSheet(kind, source, im, &t.records[i])
			if s.rec.wrong != "" {
				s.refuse("%s", s.rec.wrong)
			} else {
				convert(s)
			}
			if !yield(s.finish(), nil) {
				return
			}
		}
	}
}
