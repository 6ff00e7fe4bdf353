package answers

import (
	"context"
	"slices"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// History is what became of the standing of two parties towards each other up to
// a day, and the acts between them that a source dates, or reports, by then.
type History struct {
	A          string      `json:"a"`
	B          string      `json:"b"`
	Known      string      `json:"known"`
	Doctrine   string      `json:"doctrine"`
	From       string      `json:"from,omitempty"`    // the day from which is told, where it is not all
	Earlier    int         `json:"earlier,omitempty"` // how many acts were before
	Directions []Direction `json:"directions"`
	Acts       []Event     `json:"acts"`
}

// LastTold is of how many acts a history tells where nobody asks for more. Two
// states that deal with each other daily have thousands.
const LastTold = 300

// Direction is the standing of one party towards the other through time.
type Direction struct {
	By    string `json:"by"`
	Of    string `json:"of"`
	Lines []Line `json:"lines"`
}

// Line is one aspect of a standing through time.
type Line struct {
	Aspect  string   `json:"aspect"`
	Over    string   `json:"over,omitempty"`
	Periods []Period `json:"periods"`
}

// Period is a run of days on which a standing is the same.
type Period struct {
	From     string     `json:"from"` // days, both included
	To       string     `json:"to"`
	Value    string     `json:"value"`
	Since    string     `json:"since"` // EDTF, as the sources give it
	Until    string     `json:"until"`
	Rule     string     `json:"rule"`
	Dates    []string   `json:"dates,omitempty"`
	Sources  int        `json:"sources"`
	Evidence []Evidence `json:"evidence"`
	Dissent  []Evidence `json:"dissent,omitempty"`
}

// History returns the standing of q.Of and q.By towards each other up to the day
// of the question, and the acts between them by then: the last so many, and the
// periods since the first of these; with 0 all.
func (d *Desk) History(ctx context.Context, q Question, last int) (*History, error) {
	q.On = d.day(q.On)
	acts, err := d.ask(ctx, q, ledger.Query{Brief: true})
	if err != nil {
		return nil, err
	}
	h := &History{A: q.Of, B: q.By, Known: d.known(q), Doctrine: d.Doctrine.Name, Acts: eventsBetween(acts, q)}
	from := edtf.MinDay
	if last > 0 && len(h.Acts) > last {
		h.Earlier = len(h.Acts) - last
		h.Acts = h.Acts[h.Earlier:]
		from = h.Acts[0].day()
		h.From = from.String()
	}
	for _, pair := range [][2]string{{q.By, q.Of}, {q.Of, q.By}} {
		line := standing.Derive(d.Doctrine, d.Names, acts, pair[0], pair[1])
		h.Directions = append(h.Directions, Direction{By: pair[0], Of: pair[1], Lines: lines(line, from, q.On)})
	}
	return h, d.fill(ctx, h.evidence())
}

// Events returns the acts between q.Of and q.By that a source dates, or reports, by
// the day of the question: all of them.
func (d *Desk) Events(ctx context.Context, q Question) ([]Event, error) {
	q.On = d.day(q.On)
	acts, err := d.ask(ctx, q, ledger.Query{Brief: true})
	if err != nil {
		return nil, err
	}
	h := History{Acts: eventsBetween(acts, q)}
	return h.Acts, d.fill(ctx, h.evidence())
}

// eventsBetween returns those of some acts that are between the parties of a
// question, and are told by its day.
func eventsBetween(acts []ledger.Act, q Question) []Event {
	list := events(between(acts, q.Of, q.By))
	return slices.DeleteFunc(list, func(e Event) bool { return e.day() > q.On })
}

// evidence returns the lists of reports in a history.
func (h *History) evidence() (lists [][]Evidence) {
	for _, e := range h.Acts {
		lists = append(lists, e.Reports)
	}
	for _, d := range h.Directions {
		for _, l := range d.Lines {
			for _, p := range l.Periods {
				lists = append(lists, p.Evidence, p.Dissent)
			}
		}
	}
	return lists
}

// known writes down as known when a question is asked.
func (d *Desk) known(q Question) string {
	if q.Known.IsZero() {
		return d.day(0).String()
	}
	return q.Known.Format("2006-01-02")
}

// between leaves the acts in which both parties' states have a part.
func between(acts []ledger.Act, a, b string) []ledger.Act {
	sa, sb := gazetteer.State(a), gazetteer.State(b)
	var both []ledger.Act
	for _, x := range acts {
		p, r := gazetteer.State(x.Actor), gazetteer.State(x.Recipient)
		if p == sa && r == sb || p == sb && r == sa {
			both = append(both, x)
		}
	}
	return both
}

// lines writes the aspects of a standing out of which anything is told between
// two days, from the day before the first act on.
func lines(line *standing.Line, from, to edtf.Day) []Line {
	out := []Line{}
	first := line.First()
	if first == 0 || first > to {
		return out
	}
	from = max(first-1, from)
	for _, a := range line.Told() {
		overs := []string{""}
		if a == standing.Sovereignty {
			overs = line.Territories()
		}
		for _, over := range overs {
			out = append(out, Line{Aspect: string(a), Over: over, Periods: periods(line.Periods(a, over, from, to))})
		}
	}
	return out
}

func periods(list []standing.Period) []Period {
	var out []Period
	for n := range list {
		p := &list[n]
		out = append(out, Period{
			From: p.Span.First.String(), To: p.Span.Last.String(), Value: p.Told(), Since: p.Since, Until: p.Until, Rule: p.Rule, Dates: p.Dates,
			Sources: voices(p.Evidence), Evidence: evidences(p.Evidence), Dissent: evidences(p.Dissent),
		})
	}
	return out
}
