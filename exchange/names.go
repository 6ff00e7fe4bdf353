package exchange

import (
	"fmt"
	"strings"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
)

// names finds what the names or codes of a table mean: by a file of exceptions
// first, then by the gazetteer.
type names struct {
	directory *gazetteer.Directory
	listed    map[string][]meaning
	lookUp    bool // what is not listed is looked up in the gazetteer
}

// meaning is what a name means on some days.
type meaning struct {
	id   string // "" where none can be given; note says why
	days edtf.Span
	note string
}

// readNames reads a file whose first column is the name.
func (im *Importer) readNames(path string, columns []string, lookUp bool) (*names, error) {
	facts, err := readFacts(path, columns...)
	if err != nil {
		return nil, err
	}
	n := &names{im.directory, map[string][]meaning{}, lookUp}
	for _, f := range facts {
		m := meaning{id: f.cell["id"], note: f.cell["note"], days: edtf.Span{First: edtf.MinDay, Last: edtf.MaxDay}}
		if m.id == "" && m.note == "" {
			return nil, f.errorf("neither an id nor a note that says why")
		}
		if m.id != "" {
			if _, known := im.directory.Entity(m.id); !known {
				return nil, f.errorf("the gazetteer has no %s", m.id)
			}
		}
		if err := m.between(f.cell["from"], f.cell["until"]); err != nil {
			return nil, f.errorf("%w", err)
		}
		for _, other := range n.listed[f.cell[columns[0]]] {
			if other.days.Overlaps(m.days) {
				return nil, f.errorf("%q means both %q and %q on some days", f.cell[columns[0]], other.id, m.id)
			}
		}
		n.listed[f.cell[columns[0]]] = append(n.listed[f.cell[columns[0]]], m)
	}
	return n, nil
}

// between limits the meaning to some days; "" is open.
func (m *meaning) between(from, until string) error {
	if from != "" {
		d, err := edtf.Parse(from)
		if err != nil {
			return err
		}
		m.days.First = d.Bounds().First
	}
	if until != "" {
		d, err := edtf.Parse(until)
		if err != nil {
			return err
		}
		m.days.Last = d.Bounds().Last
	}
	if m.days.Last < m.days.First {
		return fmt.Errorf("from %s until %s holds no day", from, until)
	}
	return nil
}

// meanings returns all that a name means, in the order of the file.
func (n *names) meanings(name string) []meaning {
	if list := n.listed[name]; list != nil {
		return list
	}
	always := edtf.Span{First: edtf.MinDay, Last: edtf.MaxDay}
	if name == "" || !n.lookUp {
		return []meaning{{days: always, note: fmt.Sprintf("%q is not known", name)}}
	}
	ids := n.directory.Lookup(strings.ReplaceAll(name, "-", " "))
	switch len(ids) {
	case 1:
		return []meaning{{id: ids[0], days: always}}
	case 0:
		return []meaning{{days: always, note: fmt.Sprintf("%q is not in the gazetteer", name)}}
	}
	return []meaning{{days: always, note: fmt.Sprintf("%q can be any of %s", name, strings.Join(ids, ", "))}}
}

// on returns what a name means on the first day of a date; with no date, on
// all days, or nothing where that differs.
func (n *names) on(name string, date edtf.Date) meaning {
	list := n.meanings(name)
	if len(list) == 1 && date.IsZero() {
		return list[0]
	}
	for _, m := range list {
		if m.days.Holds(date.Bounds().First) {
			return m
		}
	}
	return meaning{note: fmt.Sprintf("%q means nothing on that day", name)}
}
