package exchange

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/credence-project/credence/edtf"
)

// The state system: which states there were, from when to when.
//
//   - Correlates of War Project, State System Membership List, v2016,
//     https://correlatesofwar.org/data-sets/state-system-membership/.
//     Columns stateabb, ccode, statenme, styear, stmonth, stday, endyear,
//     endmonth, endday, version.
//   - Gleditsch and Ward, "A Revised List of Independent States since the
//     Congress of Vienna", International Interactions 25 (1999),
//     http://ksgleditsch.com/data-4.html. Columns gwcode, stateabb, statename,
//     startdate, enddate.
//
// Both end all that still exists on the last day of the data; such an interval
// is taken as open. Both begin in 1816 what was there before. The tables are read
// where a user has them; only their codes, as facts, are part of this package.

const firstSystemDay = "1816-01-01"

// states imports a list of the state system.
type states struct {
	layout layout
	codes  *names
	kind   statement
	last   edtf.Day // the last day of the data, 0 where it shows none
}

// layout is how a list of states is written.
type layout struct {
	source     string
	code, name string
	start, end func(*sheet) (edtf.Date, []string) // with the columns that say it
}

func openStates(im *Importer, in *input) (stream, error) {
	t, err := in.table(readCSV)
	if err != nil {
		return nil, err
	}
	x := &states{}
	if x.layout, err = layoutOf(t); err != nil {
		return nil, err
	}
	if x.kind.kind, err = im.kindOf("is-state"); err != nil {
		return nil, err
	}
	if x.codes, err = im.stateCodes(); err != nil {
		return nil, err
	}
	x.last = x.lastDay(im, t)
	return im.eachRecord("cow-states", x.layout.source, t, x.convert), nil
}

// stateCodes returns what the numbers of states mean.
func (im *Importer) stateCodes() (*names, error) {
	return im.readNames("data/cow/codes.tsv", []string{"code", "name", "id", "from", "until", "note"}, false)
}

// layoutOf tells by the header which list it is.
func layoutOf(t *table) (layout, error) {
	if t.has("gwcode") {
		return layout{"gw", "gwcode", "statename", wholeDate("startdate"), wholeDate("enddate")},
			t.demand("statename", "startdate", "enddate")
	}
	return layout{"cow", "ccode", "statenme", splitDate("st"), splitDate("end")},
		t.demand("ccode", "statenme", "styear", "stmonth", "stday", "endyear", "endmonth", "endday")
}

// wholeDate reads a date in one column.
func wholeDate(column string) func(*sheet) (edtf.Date, []string) {
	return func(s *sheet) (edtf.Date, []string) { return s.day(column), []string{column} }
}

// splitDate reads a date in three columns: styear, stmonth, stday.
func splitDate(prefix string) func(*sheet) (edtf.Date, []string) {
	return func(s *sheet) (edtf.Date, []string) {
		columns := []string{prefix + "year", prefix + "month", prefix + "day"}
		var n [3]int
		for i, c := range columns {
			v, err := strconv.Atoi(s.get(c))
			if err != nil {
				s.flag("%s: %q is no number", c, s.get(c))
				return edtf.Date{}, columns
			}
			n[i] = v
		}
		d, err := plainDate(isoDate(n[0], n[1], n[2]))
		if err != nil {
			s.flag("%s: %v", columns[0], err)
		}
		return d, columns
	}
}

// lastDay returns the day on which most of the list ends, if it is its last.
func (x *states) lastDay(im *Importer, t *table) edtf.Day {
	var ends []edtf.Day
	for i := range t.records {
		if t.records[i].wrong != "" {
			continue
		}
		end, _ := x.layout.end(newSheet("", "", im, &t.records[i]))
		ends = append(ends, end.Bounds().Last)
	}
	if len(ends) == 0 {
		return 0
	}
	last := slices.Max(ends)
	n := 0
	for _, e := range ends {
		if e == last {
			n++
		}
	}
	if year, month, day := last.Parts(); n > 1 && month == 12 && day == 31 && year > 0 {
		return last
	}
	return 0
}

// convert says that the state was one, from start to end; where its number
// means several in turn, of each.
func (x *states) convert(s *sheet) {
	l := x.layout
	start, from := l.start(s)
	end, until := l.end(s)
	if start.IsZero() {
		s.refuse("no day on which it became a state")
		return
	}
	if before(end, start) {
		s.flag("ended before it started")
	}
	open := end.IsZero() || end.Bounds().Last == x.last
	if open && !end.IsZero() {
		s.note("%s is where the data end: taken as going on", end)
	}
	if start.String() == firstSystemDay {
		s.note("%s is where the data begin: it may have been a state before", start)
	}
	said := x.kind
	said.columns = slices.Concat([]string{l.code, l.name}, from, until)
	said.words = fmt.Sprintf("%s to %s", start, end)
	x.each(s, said, start, end, open)
}

// each says it for each of the ids that the number means in that time.
func (x *states) each(s *sheet, said statement, start, end edtf.Date, open bool) {
	days := edtf.Span{First: start.Bounds().First, Last: edtf.MaxDay}
	if !open && !before(end, start) {
		days.Last = end.Bounds().Last
	}
	for _, m := range x.codes.meanings(s.get(x.layout.code)) {
		part := m.days.Meet(days)
		if part.IsZero() {
			continue
		}
		if m.id == "" {
			s.refuse("%s", m.note)
			return
		}
		a, b := start, end
		if part.First > days.First {
			a = part.First.Date()
		}
		goesOn := open
		if part.Last < days.Last {
			b, goesOn = part.Last.Date(), false
		}
		if part != days {
			s.note("cut at the days on which the number means %s", m.id)
		}
		said.actors = party(m.id, s.get(x.layout.name))
		if said.date = between(a, b); goesOn {
			said.date = since(a)
		}
		s.say(said)
	}
}
