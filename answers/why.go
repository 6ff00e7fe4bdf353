package answers

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/credence-project/credence/ledger"
)

// Why is the ground of an answer, down to the words: the rule that gave it, the
// acts, what each source says of them, and who judged that it says so.
type Why struct {
	Status *Status  `json:"status,omitempty"` // of a question about a standing
	Acts   []Ground `json:"acts"`
}

// Ground is an act with all that it rests on.
type Ground struct {
	Event
	Judgements []Judged  `json:"judgements"`
	Passages   []Passage `json:"passages"`
	Aside      []Passage `json:"aside,omitempty"` // reports that count no longer, or not yet
	// Without passages and without any aside, the reports were judged to speak of other
	// acts.
}

// Judged is a judgement that an assertion speaks of an act.
type Judged struct {
	Number    int64     `json:"number"`
	Assertion ledger.ID `json:"assertion"`
	Belongs   bool      `json:"belongs"`
	Score     float64   `json:"score"`
	By        string    `json:"by"`
	Why       string    `json:"why"`
	Recorded  string    `json:"recorded"`
}

// Passage is an assertion where it stands.
type Passage struct {
	Assertion ledger.ID  `json:"assertion"`
	Document  ledger.ID  `json:"document"`
	Article   string     `json:"article"`
	Places    []string   `json:"places"` // where the document was found
	Title     string     `json:"title"`
	Lang      string     `json:"lang"`
	Published string     `json:"published"`
	Recorded  string     `json:"recorded"`
	Reader    string     `json:"reader"`
	Before    string     `json:"before"` // the text around the quote
	Quote     string     `json:"quote"`
	After     string     `json:"after"`
	Start     int        `json:"start"` // bytes of the document's text
	End       int        `json:"end"`
	Date      string     `json:"date"`
	DateText  string     `json:"date_text"`
	Modality  string     `json:"modality"`
	SaidBy    string     `json:"attributed_to"`
	Reviews   []Reviewed `json:"reviews"`
	SetAside  *Reviewed  `json:"set_aside,omitempty"` // of a passage aside: what took it out; none where it awaits a person
}

// Reviewed is what a person, or a later reading, decided about an assertion.
type Reviewed struct {
	Number      int64     `json:"number"`
	Decision    string    `json:"decision"`
	Replacement ledger.ID `json:"replacement,omitzero"` // the assertion to take instead
	By          string    `json:"by"`
	Person      bool      `json:"person"` // a person decided, not a reader
	Why         string    `json:"why"`
	Recorded    string    `json:"recorded"`
}

// Why returns the ground of the standing of q.By towards q.Of.
func (d *Desk) Why(ctx context.Context, q Question) (*Why, error) {
	rows, err := d.Status(ctx, q)
	if err != nil {
		return nil, err
	}
	w := &Why{Status: &rows[0], Acts: []Ground{}}
	seen := map[ledger.ID]bool{}
	for _, list := range rows[0].grounds() {
		for _, e := range list {
			if seen[e.Act] {
				continue
			}
			seen[e.Act] = true
			g, err := d.ground(ctx, e.Act, q.Known)
			if err != nil {
				return nil, err
			}
			w.Acts = append(w.Acts, *g)
		}
	}
	return w, nil
}

// grounds returns all evidence of a status.
func (s *Status) grounds() [][]Evidence {
	all := [][]Evidence{s.Evidence, s.Dissent}
	for n := range s.Aspects {
		all = append(all, s.Aspects[n].Evidence, s.Aspects[n].Dissent)
	}
	return all
}

// WhyID returns the ground of an act, or of the acts that an assertion speaks of, by
// an id that may be abbreviated. What was rejected is there too, set aside.
func (d *Desk) WhyID(ctx context.Context, prefix string, known time.Time) (*Why, error) {
	f, err := d.find(ctx, prefix)
	if err != nil {
		return nil, err
	}
	ids := []ledger.ID{f.ID}
	if f.What == "assertion" {
		if ids, err = d.actsOf(ctx, f.ID, known); err != nil {
			return nil, err
		}
		if len(ids) == 0 {
			return d.actless(ctx, f.ID, known)
		}
	}
	w := &Why{Acts: []Ground{}}
	for _, id := range ids {
		g, err := d.ground(ctx, id, known)
		if err != nil {
			return nil, err
		}
		w.Acts = append(w.Acts, *g)
	}
	return w, nil
}

// find returns the one act or assertion that an abbreviated id means.
func (d *Desk) find(ctx context.Context, prefix string) (ledger.Found, error) {
	all, err := d.Ledger.Find(ctx, prefix)
	if err != nil {
		return ledger.Found{}, err
	}
	var list []ledger.Found
	for _, f := range all {
		if f.What != "document" {
			list = append(list, f)
		}
	}
	switch len(list) {
	case 0:
		return ledger.Found{}, fmt.Errorf("no act and no assertion has an id that begins with %q", prefix)
	case 1:
		return list[0], nil
	}
	var ids []string
	for _, f := range list {
		ids = append(ids, f.What+" "+f.ID.String())
	}
	return ledger.Found{}, fmt.Errorf("%q can mean: %s", prefix, strings.Join(ids, ", "))
}

// ground gathers what an act rests on.
func (d *Desk) ground(ctx context.Context, id ledger.ID, known time.Time) (*Ground, error) {
	a, err := d.Ledger.Act(ctx, id, known)
	gone := errors.Is(err, ledger.ErrNotFound)
	if gone {
		a, err = d.Ledger.Bare(ctx, id)
	}
	if err != nil {
		return nil, err
	}
	g := &Ground{Event: event(&a), Judgements: []Judged{}, Passages: []Passage{}}
	judged, err := d.judgements(ctx, id, known)
	if err != nil {
		return nil, err
	}
	for _, j := range judged {
		g.Judgements = append(g.Judgements, Judged{j.Seq, j.Assertion, j.Belongs, j.Score, j.By, j.Why, stamp(j.Recorded)})
	}
	for n := range a.Reports {
		p, err := d.passage(ctx, a.Reports[n].Assertion, known)
		if err != nil {
			return nil, err
		}
		g.Passages = append(g.Passages, *p)
	}
	if err := d.aside(ctx, g, judged, known); err != nil {
		return nil, err
	}
	if gone && len(judged) == 0 {
		return nil, fmt.Errorf("act %s: %w", id, ledger.ErrNotFound)
	}
	return g, nil
}

// stamp writes an instant for people and programs.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// around is how many bytes of text are shown on either side of a quote.
const around = 160

// passage gathers an assertion with the text around it.
func (d *Desk) passage(ctx context.Context, assertion ledger.ID, known time.Time) (*Passage, error) {
	a, err := d.Ledger.Assertion(ctx, assertion)
	if err != nil {
		return nil, err
	}
	doc, err := d.Ledger.Document(ctx, a.Document)
	if err != nil {
		return nil, err
	}
	p := &Passage{
		Assertion: a.ID, Document: a.Document, Article: doc.Article, Places: []string{}, Title: doc.Title, Lang: doc.Lang, Published: doc.Published, Recorded: stamp(a.Recorded), Reader: a.Reader,
		Quote: a.Says.Quote, Start: a.Says.Start, End: a.Says.End, Date: a.Says.Date, DateText: a.Says.DateText, Modality: a.Says.Modality, SaidBy: a.Says.AttributedTo,
	}
	p.Before, p.After = Context(doc.Text, a.Says.Start, a.Says.End, around)
	places, err := d.Ledger.Places(ctx, a.Document)
	if err != nil {
		return nil, err
	}
	for _, x := range places {
		place := x.Article
		if x.URL != "" {
			place = x.URL
		}
		p.Places = append(p.Places, place)
	}
	reviews, err := d.reviews(ctx, a.ID, known)
	p.Reviews = Reviews(reviews)
	return p, err
}

// Context returns up to so many bytes of text before and after a stretch of it,
// cut at spaces; "" where the text is not kept.
func Context(text string, start, end, bytes int) (before, after string) {
	if start < 0 || end > len(text) || start >= end {
		return "", ""
	}
	before, after = text[max(0, start-bytes):start], text[end:min(len(text), end+bytes)]
	if start > bytes {
		if _, rest, found := strings.Cut(before, " "); found {
			before = "…" + rest
		}
	}
	if end+bytes < len(text) {
		if n := strings.LastIndexByte(after, ' '); n >= 0 {
			after = after[:n] + "…"
		}
	}
	return strings.ToValidUTF8(before, ""), strings.ToValidUTF8(after, "")
}
