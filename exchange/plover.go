package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
)

// PLOVER records (Open Event Data Alliance, PLOVER 2021), a JSON object a line, as
// Credence exports them or event coders write them. What fields are called differs:
// data/plover/fields.tsv. A record that has a CAMEO code is read by it, others by type
// and mode: data/plover/acts.tsv.
type plover struct {
	im      *Importer
	book    *codebook
	parties *parties
	columns *table
	fields  map[string]string // what a field is called, folded, to our name
	acts    map[string]*cameoCode
}

// maxParties is how many parties a side of a record may have.
const maxParties = 16

func openPlover(im *Importer, in *input) (stream, error) {
	x := &plover{im: im, fields: map[string]string{}, acts: map[string]*cameoCode{}}
	if err := x.readFields(); err != nil {
		return nil, err
	}
	if err := x.readActs(); err != nil {
		return nil, err
	}
	var err error
	if x.book, err = im.readCodebook(); err != nil {
		return nil, err
	}
	if x.parties, err = im.readParties(); err != nil {
		return nil, err
	}
	return x.rows(in), nil
}

func (x *plover) readFields() error {
	facts, err := readFacts("data/plover/fields.tsv", "field", "names")
	if err != nil {
		return err
	}
	var columns []string
	for _, f := range facts {
		columns = append(columns, f.cell["field"])
		for name := range strings.SplitSeq(f.cell["names"], "|") {
			if other := x.fields[foldField(name)]; other != "" {
				return f.errorf("%q is %q already", name, other)
			}
			x.fields[foldField(name)] = f.cell["field"]
		}
	}
	x.columns, err = newTable(columns)
	return err
}

func (x *plover) readActs() error {
	facts, err := readFacts("data/plover/acts.tsv", "event", "mode", "kind", "broad")
	if err != nil {
		return err
	}
	for _, f := range facts {
		c := &cameoCode{code: f.cell["event"], meaning: f.cell["event"], broad: f.cell["broad"]}
		if c.kind, err = x.im.kindOrNone(f); err != nil {
			return err
		}
		if f.cell["mode"] != "*" {
			c.meaning += " " + f.cell["mode"]
		}
		x.acts[f.cell["event"]+" "+f.cell["mode"]] = c
	}
	return nil
}

// foldField folds a field's name.
func foldField(name string) string {
	return strings.NewReplacer(" ", "", "_", "", "-", "").Replace(strings.ToLower(name))
}

// rows returns the rows that the lines give.
func (x *plover) rows(in *input) stream {
	return func(yield func(Row, error) bool) {
		l := &lines{in: in}
		for {
			line, tooLong, err := l.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(Row{}, err)
				return
			}
			if strings.TrimSpace(line) == "" {
				continue
			}
			if !yield(x.row(line, l.at, tooLong), nil) {
				return
			}
		}
	}
}

// row returns what a line gives.
func (x *plover) row(line string, number int, tooLong bool) Row {
	r := record{table: x.columns, line: number, cells: make([]string, len(x.columns.columns))}
	var sides map[string]json.RawMessage
	var unknown []string
	switch {
	case tooLong:
		r.wrong = fmt.Sprintf("longer than %d MiB", maxRow>>20)
	case !utf8.ValidString(line):
		r.wrong = "not UTF-8"
	default:
		var err error
		if sides, unknown, err = x.read(line, &r); err != nil {
			r.wrong = fmt.Sprintf("not a JSON record: %v", err)
		}
	}
	s := newSheet("plover", "plover", x.im, &r)
	if len(unknown) > 0 {
		s.note("not kept: %s", strings.Join(unknown, ", "))
	}
	if r.wrong != "" {
		s.refuse("%s", r.wrong)
	} else {
		x.convert(s, sides)
	}
	return s.finish()
}

// read reads a line's fields into a row, and returns those of the parties as they
// stand, and the names of fields that are not known.
func (x *plover) read(line string, r *record) (sides map[string]json.RawMessage, unknown []string, err error) {
	d := json.NewDecoder(strings.NewReader(line))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, nil, errors.New("want an object")
	}
	sides = map[string]json.RawMessage{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, nil, err
		}
		name, _ := key.(string)
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, nil, err
		}
		field, known := x.fields[foldField(name)]
		if !known {
			unknown = append(unknown, cutBytes(name, 50))
			continue
		}
		if i := r.table.index[field]; r.cells[i] == "" {
			r.cells[i] = plainValue(value)
			sides[field] = value
		}
	}
	if _, err := d.Token(); err != nil {
		return nil, nil, err
	}
	if rest, _ := io.ReadAll(d.Buffered()); len(bytes.TrimSpace(rest)) > 0 {
		return nil, nil, errors.New("something stands behind the object")
	}
	return sides, unknown, nil
}

// plainValue writes a JSON value for people: lists without brackets.
func plainValue(value json.RawMessage) string {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return text
	}
	var list []json.RawMessage
	if json.Unmarshal(value, &list) == nil {
		var parts []string
		for _, v := range list {
			parts = append(parts, plainValue(v))
		}
		return strings.Join(parts, "; ")
	}
	if string(value) == "null" {
		return ""
	}
	return string(value)
}

// convert says what a record says.
func (x *plover) convert(s *sheet, sides map[string]json.RawMessage) {
	d := &s.row.Entry.Document
	if id := s.get("id"); id != "" {
		d.Article = "plover/" + cutBytes(id, 100)
	}
	if url := s.get("url"); strings.HasPrefix(url, "http") {
		d.URL = url
	}
	published, err := plainDigits(s.get("publication date"))
	if err == nil {
		d.Published = published.String()
	}
	means, faults, err := x.means(s)
	if err != nil {
		s.refuse("%v", err)
		return
	}
	if s.refuseCode(means) {
		return
	}
	date, err := x.date(s)
	if err != nil {
		s.refuse("%v", err)
		return
	}
	sources, err := x.side(s, "source", sides, date)
	if err != nil {
		s.refuse("%v", err)
		return
	}
	targets, err := x.side(s, "target", sides, date)
	if err != nil {
		s.refuse("%v", err)
		return
	}
	for _, source := range sources {
		for _, target := range targets {
			e := &event{means: means, source: source, target: target, date: date, dateText: s.get("date"),
				columns: s.rec.table.columns, faults: append([]string{}, faults...)}
			if s.get("edtf") == "" && date.Precision() == edtf.DayPrecision {
				e.reported(published)
			}
			s.tell("plover", e)
		}
	}
}

// means returns what a record's code, or its type and mode, stand for.
func (x *plover) means(s *sheet) (*cameoCode, []string, error) {
	event, mode := strings.ToUpper(s.get("event")), strings.ToLower(s.get("mode"))
	var means *cameoCode
	var faults []string
	if c := s.get("cameo"); c != "" {
		var err error
		if means, faults, err = x.book.resolve(coded{code: c}); err != nil {
			return nil, nil, err
		}
	} else if means = x.acts[event+" "+mode]; means == nil {
		means = x.acts[event+" *"]
	}
	if means == nil {
		return nil, nil, fmt.Errorf("%s is no act that Credence keeps", strings.TrimSpace("PLOVER's "+event+" "+mode))
	}
	asked, ok := act.ParseModality(s.get("modality"))
	if s.get("modality") == "" {
		return means, faults, nil
	}
	if !ok || (asked != act.Asserted && asked != act.Future) {
		return nil, nil, fmt.Errorf("the modality %q has no place in a table of events", s.get("modality"))
	}
	same := *means
	same.future = asked == act.Future
	return &same, faults, nil
}

// date returns when it was: as EDTF where the record has it so, else as a day.
func (x *plover) date(s *sheet) (edtf.Date, error) {
	if text := s.get("edtf"); text != "" {
		d, err := edtf.Parse(text)
		if err != nil {
			return d, fmt.Errorf("edtf: %w", err)
		}
		return d, nil
	}
	d, err := plainDigits(s.get("date"))
	if err != nil {
		return d, fmt.Errorf("date: %w", err)
	}
	return d, nil
}

// ploverParty is a party as an object.
type ploverParty struct {
	ID      string `json:"id"`
	Country string `json:"country"`
	Code    string `json:"code"`
	Sector  string `json:"sector"`
	Code1   string `json:"code_1"`
	Name    string `json:"name"`
	Actor   string `json:"actor"`
	Text    string `json:"text"`
}

// side returns the parties of a side of a record.
func (x *plover) side(s *sheet, field string, sides map[string]json.RawMessage, on edtf.Date) ([]side, error) {
	list, err := eitherForm(sides[field], func(text string) ploverParty { return ploverParty{Text: text} })
	if len(sides[field]) == 0 || len(list) == 0 || err != nil {
		return nil, fmt.Errorf("no %s that could be read", field)
	}
	if len(list) > maxParties {
		return nil, fmt.Errorf("%s: %d parties, more than %d", field, len(list), maxParties)
	}
	var found []side
	for _, p := range list {
		if p.Country == "" && len(list) == 1 {
			p.Country, p.Sector = s.get(field+" country"), firstOf(p.Sector, s.get(field+" sector"))
		}
		one, err := x.party(field, p, on)
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	return found, nil
}

// party returns one party: by its id, by codes as CAMEO's, or by its name.
func (x *plover) party(field string, p ploverParty, on edtf.Date) (side, error) {
	text := firstOf(p.Name, p.Actor, p.Text, p.ID, p.Code, p.Country)
	id := firstOf(p.ID, p.Code, p.Country, p.Text)
	a := actor{column: field, name: text, country: id, types: []string{strings.ToUpper(firstOf(p.Sector, p.Code1))}}
	if e, known := x.parties.directory.Entity(id); known && e.Kind != "person" {
		if !strings.Contains(id, ".") && e.Kind != "organization" {
			return x.parties.byCodes(a, on)
		}
		found := side{id: id, text: text}
		if e.Kind == "organization" {
			found.faults = []string{fmt.Sprintf("organisation: %s is %s", field, id)}
		}
		return found, nil
	}
	if len(id)%3 == 0 && len(id) > 3 && strings.ToUpper(id) == id && len(id) <= 12 { // RUSGOV
		a.country, a.types = id[:3], append(a.types, id[3:6])
		if _, known := x.parties.directory.Entity(a.country); known {
			return x.parties.byCodes(a, on)
		}
	}
	if m, err := x.parties.best(p.Country); p.Country != "" && err == nil {
		a.country = gazetteer.State(m.ID)
		return x.parties.byCodes(a, on)
	}
	return x.parties.byName(named{column: field, name: text}, on)
}

// firstOf returns the first text that is not empty.
func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
