package ledger

import (
	"database/sql/driver"
	"fmt"
	"strconv"

	"github.com/credence-project/credence/act"
)

// DocumentID returns the id that a document has by what it says. A document
// without a text, such as a row of a table, is told from others by where it
// stands.
func DocumentID(d *Document) ID {
	if d.Text == "" {
		return hash("document", d.Title, d.Byline, d.Published, d.Lang, d.Text, d.Source, d.Article)
	}
	return hash("document", d.Title, d.Byline, d.Published, d.Lang, d.Text)
}

// AssertionID returns the id that an assertion has by its document and what it
// says of it. Who read it, and how surely, is no part of it: whoever finds the
// same in the same words finds the same assertion. Only what a second reader says
// is an assertion of its own, so that it does not stand in for another's.
func AssertionID(a *Assertion) ID {
	s := &a.Says
	sort := "act"
	if s.Kind == "state" {
		sort = s.Kind
	}
	fields := []string{"assertion", a.Document.String(), sort, kindOf(s)}
	for _, parties := range [][]act.RecordParty{s.Actors, s.Recipients, s.Over} {
		fields = append(fields, strconv.Itoa(len(parties)))
		for _, p := range parties {
			fields = append(fields, p.ID)
		}
	}
	fields = append(fields, s.Date, a.Effect, s.Modality, s.AttributedTo, strconv.Itoa(len(s.Claims)))
	fields = append(fields, s.Claims...)
	fields = append(fields, s.Quote, strconv.Itoa(s.Start), strconv.Itoa(s.End))
	if SecondHand(a.Reader) {
		fields = append(fields, a.Reader)
	}
	return hash(fields...)
}

// actID returns the id of the act that an assertion was the first to speak of.
// Acts split off with the same first assertion are numbered.
func actID(kind string, d Dyad, founder ID, number int) ID {
	fields := []string{"act", kind, d.Actor, d.Recipient, d.Over, founder.String()}
	if number > 0 {
		fields = append(fields, strconv.Itoa(number))
	}
	return hash(fields...)
}

// kindOf returns the name of the kind, be it of an act or of a state of affairs.
func kindOf(says *act.Record) string {
	if says.Kind == "state" {
		return says.State
	}
	return says.Act
}

// Value returns the bytes as the stores keep them.
func (id ID) Value() (driver.Value, error) { return id[:], nil }

// Scan reads the bytes that Value wrote; no value is the zero ID.
func (id *ID) Scan(value any) error {
	*id = ID{}
	b, ok := value.([]byte)
	if value == nil {
		return nil
	}
	if !ok || len(b) != len(id) {
		return fmt.Errorf("%v is no id: want %d bytes", value, len(id))
	}
	copy(id[:], b)
	return nil
}
