package exchange

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// Machine-coded events are held: each is kept under the name of a second reader,
// so that it counts in no answer until a person accepts it (package ledger). What
// is known to be wrong with such tables is marked on each row, as a doubt that
// begins with the fault's name (data/cameo/faults.tsv).

// How sure what machines coded is. Of 130 rows of ICEWS coded as recognition and
// looked into, some ten in a hundred were ones; of the rest no measurement is at
// hand, and a row with a fault is less sure than one without.
const (
	recognitionConfidence = .1
	faultyConfidence      = .2
	codedConfidence       = .3
)

// recognitionCode is CAMEO's "Grant diplomatic recognition".
const recognitionCode = "054"

// HeldSource returns the reader under whose name the rows of a source are held.
func HeldSource(source string) string { return ledger.SecondReader(source) }

// event is a row of a table of events, ready to be said.
type event struct {
	means          *cameoCode
	source, target side
	date           edtf.Date
	dateText       string
	columns        []string // that say it
	faults         []string
}

// side is a party of an event.
type side struct {
	id, text string
	faults   []string
}

// fault marks what is wrong with an event.
func (e *event) fault(name, format string, args ...any) {
	e.faults = append(e.faults, name+": "+fmt.Sprintf(format, args...))
}

// refuseCode refuses a row whose code is no act of ours; it reports whether it did.
func (s *sheet) refuseCode(means *cameoCode) bool {
	if means.kind == nil {
		s.refuse("%s (%s) is no act that Credence keeps", means.code, strings.ToLower(means.meaning))
		return true
	}
	return false
}

// tell says what an event says, held, with its faults as doubts.
func (s *sheet) tell(source string, e *event) {
	if e.source.id == e.target.id {
		s.refuse("self-dyad: both parties are %s", e.source.id)
		return
	}
	e.faults = append(append(e.faults, e.source.faults...), e.target.faults...)
	if e.means.code == recognitionCode {
		e.fault("recognition-row", "%s", e.means.broad)
	} else if e.means.broad != "" {
		e.fault("broad-code", "%s covers %s", e.means.code, e.means.broad)
	}
	from, to := e.source, e.target
	if e.means.turned {
		from, to = to, from
	}
	s.say(statement{
		kind: e.means.kind, actors: party(from.id, from.text), recipients: party(to.id, to.text),
		date: e.date.String(), words: e.dateText, columns: e.columns,
	})
	s.hold(source, e)
}

// hold puts the last statement under the name of a second reader, as sure as such
// rows are, with its faults.
func (s *sheet) hold(source string, e *event) {
	a := &s.row.Entry.Assertions[len(s.row.Entry.Assertions)-1]
	a.Reader = HeldSource(source)
	if strings.Trim(e.means.code, "0123456789") == "" { // no type of PLOVER
		a.Says.Cameo = e.means.code
	}
	if e.means.future {
		a.Says.Modality = act.Future.String()
	}
	a.Says.Confidence = codedConfidence
	switch {
	case e.means.code == recognitionCode:
		a.Says.Confidence = recognitionConfidence
	case slices.ContainsFunc(e.faults, func(f string) bool { return !usual(f) }):
		a.Says.Confidence = faultyConfidence
	}
	var doubts []ledger.Doubt
	for _, f := range e.faults {
		doubts = append(doubts, ledger.Doubt{By: s.who, Why: cutBytes(f, 300)})
		if s.note("%s", f); !usual(f) {
			s.row.Flagged = true
		}
	}
	if len(doubts) > 0 {
		if s.row.Entry.Doubts == nil {
			s.row.Entry.Doubts = map[int][]ledger.Doubt{}
		}
		s.row.Entry.Doubts[len(s.row.Entry.Assertions)-1] = doubts
	}
}

// usual reports whether a fault is one that most rows have, so that it is kept and
// makes no row doubtful.
func usual(fault string) bool { return strings.HasPrefix(fault, "reporting-date:") }

// cutBytes returns the beginning of a text, of no more than n bytes.
func cutBytes(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n-len("…")], "") + "…"
}

// plainDigits reads a day written as eight digits, or as ISO 8601 has it, and
// whatever follows of an instant.
func plainDigits(text string) (edtf.Date, error) {
	if len(text) >= 8 && strings.Trim(text, "0123456789") == "" {
		text = text[:4] + "-" + text[4:6] + "-" + text[6:8]
	}
	day, _, _ := strings.Cut(text, "T")
	day, _, _ = strings.Cut(day, " ")
	d, err := plainDate(day)
	if err == nil && d.Precision() != edtf.DayPrecision {
		err = fmt.Errorf("%q is no day", text)
	}
	return d, err
}

// reported judges the day of an event by the day on which it was reported.
func (e *event) reported(on edtf.Date) {
	if on.IsZero() || e.date.IsZero() {
		return
	}
	day, told := e.date.Bounds().First, on.Bounds().First
	y, m, d := day.Parts()
	ty, tm, td := told.Parts()
	switch {
	case day == told:
		e.fault("reporting-date", "%s is the day on which it was reported", e.date)
	case day > told:
		e.fault("date-mismatch", "%s lies after it was reported, %s", e.date, on)
	case d == td && m == tm && y < ty:
		e.fault("rounded-date", "%s is %d years to the day before it was reported", e.date, ty-y)
		e.date = coarser(isoDate(y, 0, 0), e.date)
	case d == td && (y*12+m) == (ty*12+tm)-1:
		e.fault("rounded-date", "%s is a month to the day before it was reported", e.date)
		e.date = coarser(isoDate(y, m, 0), e.date)
	case told-day == 7:
		e.fault("rounded-date", "%s is a week to the day before it was reported", e.date)
		e.date = about(e.date)
	}
}

// coarser reads a date, or keeps the one that there is.
func coarser(text string, instead edtf.Date) edtf.Date {
	if d, err := edtf.Parse(text); err == nil {
		return d
	}
	return instead
}
