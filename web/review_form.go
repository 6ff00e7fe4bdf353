package web

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/credence-project/credence/account"
	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/review"
)

// formPage is what a decision asks for that needs more than a reason: how an
// assertion is corrected, which act another is one with, what is split off.
type formPage struct {
	Item    *reviewItem
	Verb    string
	Fields  fields
	Kinds   []string
	Like    []ledger.Act // what it may be one with
	Act     string       // which of these was chosen
	Changes []review.Change
	Shown   bool // Changes tells what would change
	Input
}

// CanSend reports whether there is anything that a form can ask for: another act to
// merge with, others to split from.
func (v *view) CanSend(f *formPage) bool {
	return f.Verb == string(review.Correct) || len(f.Like) > 0 || f.Verb == string(review.Split) && f.Item.Split
}

// fields are the fields of a correction, as they stand in its form.
type fields struct{ Kind, Actors, Recipients, Over, Date, Effect, Modality, AttributedTo string }

// fieldsOf returns what an assertion says.
func fieldsOf(a *ledger.Assertion) fields {
	s := &a.Says
	return fields{
		Kind: kindOf(s), Actors: idList(s.Actors), Recipients: idList(s.Recipients), Over: idList(s.Over),
		Date: s.Date, Effect: a.Effect, Modality: s.Modality, AttributedTo: s.AttributedTo,
	}
}

func idList(list []act.RecordParty) string { return strings.ReplaceAll(partyList(list), " ", ", ") }

// fields returns the fields that were sent; what was not is as it stands.
func (q *request) fields(f fields) fields {
	for name, to := range map[string]*string{
		"kind": &f.Kind, "actors": &f.Actors, "recipients": &f.Recipients, "over": &f.Over, "date": &f.Date,
		"effect": &f.Effect, "modality": &f.Modality, "attributed": &f.AttributedTo,
	} {
		if sent, ok := q.Form[name]; ok {
			*to = strings.TrimSpace(sent[0])
		}
	}
	return f
}

// edits returns what the fields change.
func (q *request) edits(was, f fields) (e review.Edits, err error) {
	if f.Kind != was.Kind {
		e.Kind = f.Kind
	}
	if f.Modality != was.Modality {
		e.Modality = f.Modality
	}
	if f.Date != was.Date {
		e.Date = &f.Date
	}
	if f.Effect != was.Effect {
		e.Effect = &f.Effect
	}
	for _, x := range []struct {
		was, is string
		to      **[]string
	}{{was.Actors, f.Actors, &e.Actors}, {was.Recipients, f.Recipients, &e.Recipients}, {was.Over, f.Over, &e.Over}} {
		ids, err := q.parties(x.is)
		if err != nil {
			return e, err
		}
		if before, _ := q.parties(x.was); !slices.Equal(ids, before) { // what stands can be named
			*x.to = &ids
		}
	}
	if f.AttributedTo != was.AttributedTo {
		ids, err := q.parties(f.AttributedTo)
		if err != nil {
			return e, err
		}
		one := strings.Join(ids, ",")
		e.AttributedTo = &one
	}
	return e, nil
}

// parties returns the ids of names or ids with commas between them.
func (q *request) parties(text string) ([]string, error) {
	ids := []string{}
	for name := range strings.SplitSeq(text, ",") {
		name = strings.TrimSpace(name)
		if name == "" {
			continue
		}
		if _, ok := q.server.Names.Entity(name); ok {
			ids = append(ids, name)
			continue
		}
		id, err := q.party(name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// reviewForm is the page of a decision that needs more to be told, with what it
// would change once that is known.
func (q *request) reviewForm() (*page, error) {
	if err := q.ParseForm(); err != nil {
		return nil, bad("problem.form", "")
	}
	if err := q.must(account.Reviewer); err != nil {
		return nil, err
	}
	return q.formAgain(Input{}, 0)
}

// formAgain shows the form, with what was not taken of it.
func (q *request) formAgain(in Input, status int) (*page, error) {
	verb := review.Verb(q.PathValue("verb"))
	if verb != review.Correct && verb != review.Merge && verb != review.Split {
		return nil, missing("problem.address", q.URL.Path)
	}
	b, item, err := q.itemAsked()
	if err != nil {
		return nil, err
	}
	data := &formPage{Verb: string(verb), Kinds: q.server.boards.kinds, Act: q.FormValue("act"), Input: in}
	if data.Item, err = q.reviewItem(b, item); err != nil {
		return nil, err
	}
	data.Fields = q.fields(fieldsOf(&item.Assertion))
	if verb == review.Merge && len(item.Acts) == 1 {
		if data.Like, err = b.Like(q.Context(), &item.Acts[0]); err != nil {
			return nil, err
		}
	}
	if err := q.foresee(b, data); err != nil {
		return nil, err
	}
	if data.Problem != "" && status == 0 {
		status = http.StatusUnprocessableEntity
	}
	title := q.locale.T("review.form." + string(verb))
	return &page{name: "reviewform", title: title, status: status, data: data}, nil
}

// foresee finds out what the decision would change, where enough is known of it.
func (q *request) foresee(b *board, data *formPage) error {
	if data.Verb != string(review.Split) && !q.Form.Has("show") {
		return nil
	}
	d, err := q.decision(b, &data.Item.Item, review.Verb(data.Verb))
	if err == nil {
		data.Changes, err = b.Preview(q.Context(), d)
	}
	if data.Shown = err == nil; data.Shown {
		return nil
	}
	words, known := q.told(err)
	if !known {
		return err
	}
	data.Problem = cmp.Or(data.Problem, words)
	return nil
}

// told says what is wrong with a decision: the innermost of its causes that there
// are words for. Where there are none, it is no fault of who decides.
func (q *request) told(err error) (words string, known bool) {
	if p := new(problem); errors.As(err, &p) {
		return q.locale.T(p.key, "about", p.about), true
	}
	for cause := err; cause != nil; cause = errors.Unwrap(cause) {
		if text, ok := answers.Phrase(q.locale.Code, cause.Error()); ok {
			words, known = q.view().capital(text), true
		}
	}
	return words, known
}

// errNoAct says that a decision does not make sense of an item.
func errNoAct() error { return &problem{http.StatusUnprocessableEntity, "review.no_act", ""} }

// decision returns the decision that a form tells about an item.
func (q *request) decision(b *board, i *review.Item, verb review.Verb) (d review.Decision, err error) {
	d = review.Decision{Verb: verb, Assertions: []ledger.ID{i.Assertion.ID}, By: q.user.Name, Why: strings.TrimSpace(q.FormValue("why"))}
	switch verb {
	case review.Correct:
		was := fieldsOf(&i.Assertion)
		d.Edits, err = q.edits(was, q.fields(was))
	case review.Merge:
		if len(i.Acts) != 1 || q.FormValue("act") == "" {
			return d, errNoAct()
		}
		into, err := b.FindAct(q.Context(), q.FormValue("act"))
		if err != nil {
			return d, err
		}
		d.Assertions, d.Acts = nil, []ledger.ID{into, i.Acts[0].ID}
	case review.Split:
		if len(i.Acts) != 1 || len(i.Acts[0].Reports) < 2 {
			return d, errNoAct()
		}
		d.Acts = []ledger.ID{i.Acts[0].ID}
	}
	return d, err
}
