package exchange

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// actLine is a line of acts as it may be written.
type actLine struct {
	act.Record
	Actors     wireParties  `json:"actors"`
	Recipients wireParties  `json:"recipients"`
	Over       wireParties  `json:"over"`
	Mentions   wireMentions `json:"mentions"`
	Confidence *float64     `json:"confidence"`
	Reader     string       `json:"reader"` // of what only a second reader says
	Effect     string       `json:"effect"`
	Source     string       `json:"source"`
	URL        string       `json:"url"`
	Byline     string       `json:"byline"`
	Text       string       `json:"text"`     // of the document, in the first of its lines in a row
	Document   string       `json:"document"` // the id where it comes from: another is another document
	Counts     *bool        `json:"counts"`   // false of what counts in no answer there
	Decision   string       `json:"decision"`
}

// readAct is a line that was understood.
type readAct struct {
	record  act.Record
	from    ledger.Document // what the line tells of it
	origin  string          // the document's id where it comes from
	effect  string
	reader  string
	notes   []string
	flagged bool
}

func (r *readAct) note(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

// readLine reads a line; the error says why it is refused.
func (im *Importer) readLine(line []byte) (*readAct, error) {
	if len(line) > maxLine {
		return nil, fmt.Errorf("longer than %d MiB", maxLine>>20)
	}
	if !utf8.Valid(line) || bytes.Contains(line, []byte(`\u0000`)) {
		return nil, fmt.Errorf("not UTF-8, or it holds a NUL")
	}
	var wire actLine
	if err := json.Unmarshal(line, &wire); err != nil {
		return nil, fmt.Errorf("not a JSON line of acts: %w", err)
	}
	read := &readAct{record: wire.Record, reader: importedActs, origin: wire.Document, effect: wire.Effect}
	read.from = ledger.Document{
		Source: wire.Source, Article: wire.Article, URL: wire.URL, Title: wire.Title, Byline: wire.Byline,
		Published: wire.Published, Lang: wire.Lang, Text: wire.Text,
	}
	if wire.Counts != nil && !*wire.Counts && !ledger.SecondHand(wire.Reader) {
		return nil, fmt.Errorf("it counts in no answer where it comes from (%s)", cmp.Or(wire.Decision, "held back"))
	}
	if ledger.SecondHand(wire.Reader) { // it awaits a person here too
		read.reader = wire.Reader
	}
	r := &read.record
	r.Actors, r.Recipients, r.Over, r.Mentions = nonNil(wire.Actors), nonNil(wire.Recipients), wire.Over, wire.Mentions
	r.Confidence = 1
	if wire.Confidence != nil {
		r.Confidence = *wire.Confidence
	}
	if r.Claims == nil {
		r.Claims = []string{}
	}
	read.unknownFields(line)
	for _, check := range []func(*readAct) error{im.checkKind, checkModality, checkDates, im.checkParties, checkPlaces} {
		if err := check(read); err != nil {
			return nil, err
		}
	}
	return read, nil
}

// unknownFields notes the fields that are not kept.
func (read *readAct) unknownFields(line []byte) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(line, &fields) != nil {
		return
	}
	var unknown []string
	for f := range fields {
		if !slices.ContainsFunc(recordFields(), func(known string) bool { return strings.EqualFold(f, known) }) {
			unknown = append(unknown, f)
		}
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		read.note("not kept: %s", strings.Join(unknown, ", "))
	}
}

// recordFields returns the names of the fields of a line, with those that tell where
// an exported one comes from and are made anew here.
func recordFields() []string {
	return []string{"article", "title", "published", "lang", "kind", "act", "state", "plover", "plover_mode", "cameo",
		"actors", "recipients", "over", "date", "date_text", "modality", "attributed_to", "claims", "quote", "start",
		"end", "mentions", "confidence", "reader", "disagrees", "plover_aux", "plover_context", "effect", "source", "url",
		"byline", "text", "id", "document", "act_ids", "sources", "recorded", "counts", "decision", "decided_by"}
}

// checkKind finds the kind in the ontology, and fills in its codes.
func (im *Importer) checkKind(read *readAct) error {
	r := &read.record
	if r.Act != "" && r.State != "" {
		return fmt.Errorf("both an act, %q, and a state of affairs, %q", r.Act, r.State)
	}
	kindName := r.Act + r.State
	if kindName == "" {
		return fmt.Errorf("neither act nor state")
	}
	k, err := im.kindOf(kindName)
	if err != nil {
		return err
	}
	if k.State != (r.State != "") {
		read.note("%s is %s", kindName, map[bool]string{true: "a state of affairs", false: "an act"}[k.State])
	}
	name(r, k)
	if r.Plover == "" && r.Cameo == "" {
		r.Plover, r.PloverMode, r.Cameo = k.Plover, k.Mode, k.Cameo
	}
	return nil
}

func checkModality(read *readAct) error {
	r := &read.record
	switch r.Modality {
	case "":
		r.Modality = "asserted"
	case "asserted", "negated", "future", "hypothetical":
	default:
		return fmt.Errorf("unknown modality %q", r.Modality)
	}
	return nil
}

func checkDates(read *readAct) error {
	r := &read.record
	for _, d := range []struct{ what, text string }{{"date", r.Date}, {"published", r.Published}, {"effect", read.effect}} {
		if d.text == "" {
			continue
		}
		if _, err := edtf.Parse(d.text); err != nil {
			return fmt.Errorf("%s: %w", d.what, err)
		}
	}
	return nil
}

// checkParties demands ids that could be ones, and notes those that the
// gazetteer does not know.
func (im *Importer) checkParties(read *readAct) error {
	r := &read.record
	if len(r.Actors) == 0 && len(r.Recipients) == 0 {
		return fmt.Errorf("neither actor nor recipient")
	}
	parties := slices.Concat(r.Actors, r.Recipients, r.Over)
	if r.AttributedTo != "" {
		parties = append(parties, act.RecordParty{ID: r.AttributedTo})
	}
	for _, p := range parties {
		if !wellFormed(p.ID) {
			return fmt.Errorf("%q (%s) is no id", p.ID, p.Text)
		}
		if _, known := im.directory.Entity(p.ID); !known {
			read.note("%s is not in the gazetteer", p.ID)
			read.flagged = true
		}
	}
	return nil
}

// wellFormed reports whether id could be one: letters, digits, hyphens and
// underlines, with suffixes after dots.
func wellFormed(id string) bool {
	for part := range strings.SplitSeq(id, ".") {
		if part == "" {
			return false
		}
		for _, c := range part {
			if !strings.ContainsRune("-_", c) && (c > 'z' || c < '0' || c > '9' && c < 'A' || c > 'Z' && c < 'a') {
				return false
			}
		}
	}
	return true
}

// checkPlaces looks at the quote's place and the confidence.
func checkPlaces(read *readAct) error {
	r := &read.record
	if r.Start < 0 || r.End < r.Start {
		return fmt.Errorf("the quote stands from %d to %d", r.Start, r.End)
	}
	if r.Confidence < 0 || r.Confidence > 1 {
		return fmt.Errorf("the confidence %v is not between 0 and 1", r.Confidence)
	}
	if r.End > 0 && r.Quote != "" && r.End-r.Start != len(r.Quote) {
		read.note("the quote has %d bytes, its place %d", len(r.Quote), r.End-r.Start)
		read.flagged = true
	}
	return nil
}
