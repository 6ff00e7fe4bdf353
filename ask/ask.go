// Package ask reads questions that stand in addresses, so that pages, programs and
// feeds read them alike: the day in the world that is asked about, the instant as
// known at which it is answered, the doctrine, and the parties.
//
//	reader, err := ask.New(ledger, doctrine, names, nil)
//	asked, err := reader.Read(ctx, ask.Text{On: "2025-07", Known: "2025-07-31"})
//	rows, err := asked.Desk.Status(ctx, asked.Question("AFG.TALIBAN", "RUS"))
//
// What cannot be used is a *Problem, which names the part of the address, and which
// each of those who ask words in its own way. Non-goal: to answer.
package ask

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// Reader reads questions. It may be used by several goroutines.
type Reader struct {
	Ledger    answers.Ledger
	Names     *gazetteer.Directory
	Doctrine  *standing.Doctrine            // where a question names none
	Doctrines map[string]*standing.Doctrine // all that it can name
	Now       func() time.Time

	surveys map[string]*answers.Survey // by doctrine
}

// New returns a reader of questions to a ledger, which know the doctrines that come
// with Credence and one of the reader's own. The clock is time.Now where it is nil.
// Its errors are those of doctrines.
func New(l answers.Ledger, d *standing.Doctrine, names *gazetteer.Directory, now func() time.Time) (*Reader, error) {
	r := &Reader{Ledger: l, Names: names, Doctrine: d, Doctrines: map[string]*standing.Doctrine{}, Now: now}
	if r.Now == nil {
		r.Now = time.Now
	}
	for _, name := range standing.Names() {
		var err error
		if r.Doctrines[name], err = standing.Load(name); err != nil {
			return nil, fmt.Errorf("doctrine %s: %w", name, err)
		}
	}
	r.Doctrines[d.Name] = d
	r.surveys = map[string]*answers.Survey{}
	for name, d := range r.Doctrines {
		r.surveys[name] = answers.NewSurvey(answers.Desk{Ledger: l, Doctrine: d, Names: names, Today: r.Now})
	}
	return r, nil
}

// Desk returns the desk that answers by a doctrine that a question can name.
func (r *Reader) Desk(d *standing.Doctrine) *answers.Desk {
	return &answers.Desk{Ledger: r.Ledger, Doctrine: d, Names: r.Names, Today: r.Now, Survey: r.surveys[d.Name]}
}

// Text is a question as it is written. What is "" is not asked for.
type Text struct {
	On       string // a day, EDTF; of a month or a year its last
	Known    string // a day, of which the end (UTC) is meant, or an instant, RFC 3339
	Doctrine string // a name
}

// TextOf returns the question that stands in an address.
func TextOf(v url.Values) Text {
	return Text{On: v.Get("on"), Known: v.Get("known"), Doctrine: v.Get("doctrine")}
}

// Asked is a question that was read.
type Asked struct {
	On       edtf.Day  // the day that is asked about, today where none is named
	Known    time.Time // as known at this instant, the last record where none is named
	Doctrine *standing.Doctrine
	Desk     *answers.Desk // which answers by the doctrine
}

// Question returns what is asked of one party, and of another where there is one.
func (a *Asked) Question(of, by string) answers.Question {
	return answers.Question{Of: of, By: by, On: a.On, Known: a.Known}
}

// What cannot be used of a question, beside what stands under the name of a part
// of an address: "on", "known", "doctrine".
const (
	Party = "party" // nobody is called so
	Same  = "same"  // one party where two are asked for
	ID    = "id"    // nothing has it, or several have
	Kind  = "kind"  // no kind of act is called so

	Modality = "modality" // none is called so
	Language = "language" // no code of one
	Words    = "words"    // more than are searched for
	After    = "after"    // no answer stops there
)

// Problem is a part of a question that cannot be used.
type Problem struct {
	Field string // the part of the address: "on", "by"
	What  string // what it was to be: "on", "known", "doctrine", Party, Same, ID, Kind, …
	About string // as it came
}

func (p *Problem) Error() string {
	about := fmt.Sprintf("%.80q", p.About)
	switch p.What {
	case "on":
		return about + " is no day: write 2025-07-03, 2025-07 or 2025"
	case "known":
		return about + " is neither a day nor an instant: write 2025-07-03 or 2025-07-03T12:00:00Z"
	case "doctrine":
		return "there is no doctrine called " + about
	case Same:
		return p.About + " has no standing towards itself: name two parties"
	case Kind:
		return "no act or state of affairs is called " + about
	case Modality:
		return "no modality is called " + about
	case Language:
		return about + " is no code of a language"
	case Words:
		return about + " is longer than what is searched for"
	case After:
		return "no answer stops at " + about
	case ID:
		return "the ledger has nothing of the id " + about
	}
	return about + " is no state, regime or organisation that Credence knows"
}

// Missing reports whether what is asked for is not there, rather than badly asked.
func (p *Problem) Missing() bool { return p.What == Party || p.What == ID }

// Read reads a question. With an error, which is a *Problem or the ledger's, what
// could be read is there all the same.
func (r *Reader) Read(ctx context.Context, t Text) (a Asked, err error) {
	a = Asked{On: Today(r.Now()), Doctrine: r.Doctrine}
	if t.Doctrine != "" {
		if d := r.Doctrines[t.Doctrine]; d != nil {
			a.Doctrine = d
		} else {
			err = &Problem{"doctrine", "doctrine", t.Doctrine}
		}
	}
	a.Desk = r.Desk(a.Doctrine)
	day, wrong := answers.ParseDay(t.On)
	switch {
	case wrong != nil:
		err = first(err, &Problem{"on", "on", t.On})
	case day != 0:
		a.On = day
	}
	if a.Known, wrong = r.known(ctx, t.Known); wrong != nil {
		err = first(err, wrong)
	}
	return a, err
}

// first returns the first error.
func first(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// Today is the day of an instant.
func Today(t time.Time) edtf.Day { return edtf.DayOf(t.Year(), int(t.Month()), t.Day()) }

func (r *Reader) known(ctx context.Context, text string) (time.Time, error) {
	if text == "" {
		return r.Ledger.Latest(ctx)
	}
	return Known(text)
}

// earliest and latest are between what instants a ledger can be asked: those that
// its stores can write.
const earliest, latest = 1, 9999

// Known reads the instant as known at which a question is asked: the end of a day
// (UTC), or an instant. Its error is a *Problem.
func Known(text string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		if t, err = time.Parse(time.DateOnly, text); err == nil {
			t = t.AddDate(0, 0, 1).Add(-time.Microsecond)
		}
	}
	if y := t.UTC().Year(); err != nil || y < earliest || y > latest {
		return time.Time{}, &Problem{"known", "known", text}
	}
	return t.UTC(), nil
}

// Instant writes an instant as Known reads it, to the microsecond: cut to the
// second it would be before the record that was made in it.
func Instant(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// Party returns the id that a name in a field means. Its error is a *Problem.
func (a *Asked) Party(field, name string) (string, error) {
	id, err := a.Desk.Resolve(name)
	if err != nil || name == "" {
		return "", &Problem{field, Party, name}
	}
	return id, nil
}

// Parties returns the ids that the names in two fields mean, which are two.
func (a *Asked) Parties(field, name, field2, name2 string) (one, other string, err error) {
	if one, err = a.Party(field, name); err != nil {
		return "", "", err
	}
	if other, err = a.Party(field2, name2); err != nil {
		return "", "", err
	}
	if one == other {
		return "", "", &Problem{field2, Same, one}
	}
	return one, other, nil
}

// Find returns the one thing of some sorts ("document", "assertion", "act") that
// an id, which may be abbreviated, names. Its error is a *Problem.
func (r *Reader) Find(ctx context.Context, id string, sorts ...string) (ledger.Found, error) {
	found, err := r.Ledger.Find(ctx, id)
	if err != nil && ctx.Err() != nil {
		return ledger.Found{}, err
	}
	found = slices.DeleteFunc(found, func(f ledger.Found) bool { return !slices.Contains(sorts, f.What) })
	if err != nil || len(found) != 1 {
		return ledger.Found{}, &Problem{"id", ID, id}
	}
	return found[0], nil
}
