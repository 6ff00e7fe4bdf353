package exchange

import (
	"strings"

	"github.com/credence-project/credence/edtf"
)

// GDELT's event tables (https://www.gdeltproject.org): version 1.0 with 57 columns, or
// 58 with the address (since April 2013), and version 2.0 with 61, a row a line between
// tabs, without header. Tables under a header are taken too, between tabs or commas:
// what users keep of them is often reduced, and has lost the leading zeros of codes.
// A reduced table without actors tells of no dyad, and its rows are refused with what
// their code means.
type gdelt struct {
	book    *codebook
	parties *parties
}

// gdeltLayouts returns the columns of the versions.
func gdeltLayouts() ([][]string, error) {
	facts, err := readFacts("data/gdelt/columns.tsv", "column", "one")
	if err != nil {
		return nil, err
	}
	var one, two []string
	for _, f := range facts {
		two = append(two, f.cell["column"])
		if f.cell["one"] != "" {
			one = append(one, f.cell["column"])
		}
	}
	return [][]string{one[:len(one)-1], one, two}, nil
}

func (im *Importer) newGDELT() (*gdelt, *wide, error) {
	x := &gdelt{}
	layouts, err := gdeltLayouts()
	if err != nil {
		return nil, nil, err
	}
	w, err := newWide(layouts...)
	if err != nil {
		return nil, nil, err
	}
	if x.book, err = im.readCodebook(); err != nil {
		return nil, nil, err
	}
	x.parties, err = im.readParties()
	return x, w, err
}

func openGDELT(im *Importer, in *input) (stream, error) {
	x, w, err := im.newGDELT()
	if err != nil {
		return nil, err
	}
	return im.eachLine("gdelt", "gdelt", "GLOBALEVENTID", in, w, x.convert), nil
}

// convert says what a row says.
func (x *gdelt) convert(s *sheet) {
	d := &s.row.Entry.Document
	if id := s.get("GLOBALEVENTID"); id != "" {
		d.Article = "gdelt/" + cutBytes(id, 100)
	}
	if url := s.get("SOURCEURL"); strings.HasPrefix(url, "http") {
		d.URL = url
	}
	added := x.added(s)
	if !added.IsZero() {
		d.Published = added.String()
	}
	if e := x.event(s, added); e != nil {
		s.tell("gdelt", e)
	}
}

// added returns the day on which the row was added, the zero Date where not told.
func (x *gdelt) added(s *sheet) edtf.Date {
	text := s.get("DATEADDED")
	if text == "" {
		return edtf.Date{}
	}
	d, err := plainDigits(text)
	if err != nil {
		s.flag("DATEADDED: %v", err)
		return edtf.Date{}
	}
	return d
}

// event reads a row as an event; nil where it is refused.
func (x *gdelt) event(s *sheet, added edtf.Date) *event {
	means, faults, err := x.book.resolve(coded{code: s.get("EventCode"), root: s.get("EventRootCode"), quad: s.get("QuadClass"), goldstein: s.get("GoldsteinScale")})
	if err != nil {
		s.refuse("%v", err)
		return nil
	}
	if s.refuseCode(means) {
		return nil
	}
	e := &event{means: means, faults: faults, dateText: s.get("SQLDATE"), columns: s.rec.table.columns}
	if !s.rec.table.has("Actor1CountryCode") && !s.rec.table.has("Actor1Code") {
		for _, f := range faults {
			s.note("%s", f)
		}
		s.refuse("%s (%s): the table names no actors, only places", means.code, strings.ToLower(means.meaning))
		return nil
	}
	if e.date, err = plainDigits(s.get("SQLDATE")); err != nil {
		s.refuse("SQLDATE: %v", err)
		return nil
	}
	if month := s.get("MonthYear"); month != "" && !strings.HasPrefix(strings.ReplaceAll(e.date.String(), "-", ""), month) {
		e.fault("date-mismatch", "MonthYear is %s", month)
	}
	for _, a := range []struct {
		prefix string
		to     *side
	}{{"Actor1", &e.source}, {"Actor2", &e.target}} {
		if *a.to, err = x.parties.byCodes(actorOf(s, a.prefix), e.date); err != nil {
			s.refuse("%v", err)
			return nil
		}
	}
	e.reported(added)
	return e
}

// actorOf returns an actor of a row.
func actorOf(s *sheet, prefix string) actor {
	a := actor{column: prefix, name: s.get(prefix + "Name"), country: s.get(prefix + "CountryCode"),
		group: s.get(prefix + "KnownGroupCode"),
		types: []string{s.get(prefix + "Type1Code"), s.get(prefix + "Type2Code"), s.get(prefix + "Type3Code")}}
	if a.country == "" && len(s.get(prefix+"Code")) == 3 && !s.rec.table.has(prefix+"CountryCode") {
		a.country = s.get(prefix + "Code")
	}
	return a
}
