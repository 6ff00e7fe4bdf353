package exchange

import (
	"errors"
	"fmt"
	"strings"
)

// ICEWS coded events (Boschee and others, "ICEWS Coded Event Data", Harvard Dataverse,
// doi:10.7910/DVN/28075): 20 columns between tabs, under a header or not. What is
// reduced to source, words of the code, target and day, as collections for learning
// have it, is taken too: four values between tabs, or columns called date, source,
// target, and text or code.
type icews struct {
	book    *codebook
	parties *parties
}

// reducedICEWS are the columns of the reduced rows, by ICEWS' names.
func reducedICEWS() []string {
	return []string{"Source Name", "Event Text", "Target Name", "Event Date"}
}

func openICEWS(im *Importer, in *input) (stream, error) {
	facts, err := readFacts("data/icews/columns.tsv", "column")
	if err != nil {
		return nil, err
	}
	var columns []string
	for _, f := range facts {
		columns = append(columns, f.cell["column"])
	}
	w, err := newWide(columns, reducedICEWS())
	if err != nil {
		return nil, err
	}
	w.also = map[string]string{"date": "Event Date", "source": "Source Name", "target": "Target Name", "text": "Event Text", "code": "CAMEO Code"}
	x := &icews{}
	if x.book, err = im.readCodebook(); err != nil {
		return nil, err
	}
	if x.parties, err = im.readParties(); err != nil {
		return nil, err
	}
	return im.eachLine("icews", "icews", "Event Date", in, w, x.convert), nil
}

// convert says what a row says.
func (x *icews) convert(s *sheet) {
	d := &s.row.Entry.Document
	if id := s.get("Event ID"); id != "" {
		d.Article = "icews/" + cutBytes(id, 100)
	}
	means, faults, err := x.code(s)
	if err != nil {
		s.refuse("%v", err)
		return
	}
	if s.refuseCode(means) {
		return
	}
	e := &event{means: means, faults: faults, dateText: s.get("Event Date"), columns: s.rec.table.columns}
	if e.date, err = plainDigits(e.dateText); err != nil {
		s.refuse("Event Date: %v", err)
		return
	}
	if d.Published == "" {
		d.Published = e.date.String()
	}
	for _, a := range []struct {
		prefix string
		to     *side
	}{{"Source", &e.source}, {"Target", &e.target}} {
		if *a.to, err = x.parties.byName(namedOf(s, a.prefix), e.date); err != nil {
			s.refuse("%v", err)
			return
		}
	}
	e.fault("reporting-date", "ICEWS gives the day of the story, %s", e.date)
	s.tell("icews", e)
}

// code returns what a row is coded as: by its code, or by the words alone.
func (x *icews) code(s *sheet) (*cameoCode, []string, error) {
	c := coded{code: s.get("CAMEO Code"), text: s.get("Event Text"), goldstein: s.get("Intensity")}
	if c.code == "" {
		if c.text == "" {
			return nil, nil, errors.New("neither a code nor its words")
		}
		if c.code = x.book.byWords(c.text); c.code == "" {
			return nil, nil, fmt.Errorf("%q are the words of no code of CAMEO", c.text)
		}
	} else if byWords := x.book.byWords(c.text); len(byWords) == len(c.code)+1 && byWords == "0"+c.code {
		c.root = byWords[:2] // the words tell that a leading zero was lost
	}
	return x.book.resolve(c)
}

// namedOf returns a party of a row.
func namedOf(s *sheet, prefix string) named {
	n := named{column: prefix, name: s.get(prefix + " Name"), country: s.get(prefix + " Country")}
	if sectors := s.get(prefix + " Sectors"); sectors != "" {
		n.sectors = strings.Split(sectors, ",")
	}
	return n
}
