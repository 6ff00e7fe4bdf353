package exchange

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/credence-project/credence/edtf"
)

// GDELT 2.0's mentions: in which articles an event was found, 16 columns between
// tabs, without header (or under one). A mention tells neither parties nor code:
// those are its event's, from the file of events that Options.Beside names, which
// are found by their number.
type mentions struct {
	events map[string]mentioned
}

// mentioned is an event that mentions can be of.
type mentioned struct {
	event   *event
	text    string // the row, as a document has it
	refused string // why it was not taken
}

func openMentions(im *Importer, in *input) (stream, error) {
	facts, err := readFacts("data/gdelt/mentions.tsv", "column")
	if err != nil {
		return nil, err
	}
	var columns []string
	for _, f := range facts {
		columns = append(columns, f.cell["column"])
	}
	w, err := newWide(columns, columns[:len(columns)-1])
	if err != nil {
		return nil, err
	}
	x := &mentions{map[string]mentioned{}}
	if im.options.Beside != "" {
		if err := x.read(im, im.options.Beside); err != nil {
			return nil, err
		}
	}
	return im.eachLine("gdelt-mentions", "gdelt", "GLOBALEVENTID", in, w, x.convert), nil
}

// read reads the events of a file.
func (x *mentions) read(im *Importer, file string) error {
	if file == "-" {
		return errors.New("the events must stand in a file")
	}
	g, w, err := im.newGDELT()
	if err != nil {
		return err
	}
	in, err := openInput(file, nil)
	if err != nil {
		return err
	}
	var failed error
	for _, err := range im.eachLine("gdelt", "gdelt", "GLOBALEVENTID", in, w, func(s *sheet) { x.keep(s, g) }) {
		failed = err
	}
	if err := in.Close(); failed == nil || errors.Is(failed, io.EOF) {
		failed = err
	}
	if failed != nil {
		return fmt.Errorf("%s: %w", file, failed)
	}
	return nil
}

// keep keeps an event for its mentions.
func (x *mentions) keep(s *sheet, g *gdelt) {
	id := s.get("GLOBALEVENTID")
	e := g.event(s, g.added(s))
	m := mentioned{event: e, text: s.row.Entry.Document.Text, refused: s.row.Refused}
	if e != nil && e.source.id == e.target.id {
		m.refused = "self-dyad: both parties are " + e.source.id
	}
	x.events[id] = m
}

// convert says of a mention what its event says.
func (x *mentions) convert(s *sheet) {
	id := s.get("GLOBALEVENTID")
	m, known := x.events[id]
	switch {
	case len(x.events) == 0:
		s.refuse("a mention tells neither parties nor code: give the events beside it")
	case !known:
		s.refuse("no event %s among those given", cutBytes(id, 100))
	case m.refused != "":
		s.refuse("its event: %s", m.refused)
	}
	on, err := plainDigits(s.get("MentionTimeDate"))
	if err != nil {
		s.refuse("MentionTimeDate: %v", err)
	}
	if s.row.Refused != "" {
		return
	}
	d := &s.row.Entry.Document
	d.Article = fmt.Sprintf("gdelt/%s/mention %d", cutBytes(id, 100), s.rec.line)
	d.Published = on.String()
	if url := s.get("MentionIdentifier"); strings.HasPrefix(url, "http") {
		d.URL = url
	}
	for column := range s.ends {
		s.ends[column] += len(m.text)
	}
	d.Text = m.text + d.Text
	e := *m.event
	e.faults = e.faults[:len(e.faults):len(e.faults)]
	x.dated(s, &e, on)
	e.columns = []string{"GLOBALEVENTID"}
	s.tell("gdelt", &e)
}

// dated marks a mention whose words GDELT was not sure of, or that is late.
func (x *mentions) dated(s *sheet, e *event, on edtf.Date) {
	if before(on, e.date) {
		e.fault("date-mismatch", "the mention of %s is before the event", on)
	}
	if c := s.get("Confidence"); c != "" {
		s.note("GDELT gives it a confidence of %s in a hundred", c)
	}
}
