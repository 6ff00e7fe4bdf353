package web

import (
	"slices"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/review"
)

// reviewPage is what awaits a person, one of it shown large.
type reviewPage struct {
	Queue []review.Item
	Item  *reviewItem // nil where nothing awaits
	Next  string      // the address that passes the item over
	Last  bool        // the end of the queue was passed over
	Input             // that was not taken
}

// Input is what somebody gave that was not taken, and why.
type Input struct {
	Problem string // in words
	Why     string // the reason given
}

// reviewItem is an assertion with what deciding about it would change.
type reviewItem struct {
	review.Item
	Accept, Reject []review.Change
	Seen           int64 // the last decision about it
	Merge, Split   bool  // whether that can be asked for
}

// review is the page of the queue, its first item shown, or the one after another
// that the address names.
func (q *request) review() (*page, error) {
	b, err := q.board()
	if err != nil {
		return nil, err
	}
	queue, err := b.waiting(q.Context())
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(queue, func(i review.Item) bool { return i.Assertion.ID.String() == q.values.Get("after") }) + 1
	data := reviewPage{Queue: queue, Last: at > 0 && at == len(queue)}
	if at < len(queue) {
		if data.Item, err = q.reviewItem(b, queue[at]); err != nil {
			return nil, err
		}
	}
	return q.reviewPage(data, 0), nil
}

// reviewOne is the page of one assertion, beside the queue.
func (q *request) reviewOne() (*page, error) { return q.reviewAgain(Input{}, 0) }

// reviewAgain shows one assertion, after what was asked was not done.
func (q *request) reviewAgain(in Input, status int) (*page, error) {
	b, err := q.board()
	if err != nil {
		return nil, err
	}
	id, err := q.find(q.PathValue("assertion"), "assertion")
	if err != nil {
		return nil, err
	}
	data := reviewPage{Input: in}
	if data.Queue, err = b.waiting(q.Context()); err != nil {
		return nil, err
	}
	item, err := b.Item(q.Context(), id)
	if err != nil {
		return nil, err
	}
	if data.Item, err = q.reviewItem(b, item); err != nil {
		return nil, err
	}
	return q.reviewPage(data, status), nil
}

func (q *request) reviewPage(data reviewPage, status int) *page {
	if data.Item != nil {
		data.Next = q.link("/review", "after", data.Item.Assertion.ID.String())
	}
	return &page{name: "review", title: q.locale.T("review.title"), status: status, data: data, table: q.queueTable(data.Queue), wide: true}
}

// reviewItem adds to an item what decisions about it would change.
func (q *request) reviewItem(b *board, i review.Item) (*reviewItem, error) {
	item := &reviewItem{Item: i}
	for _, r := range i.Reviews {
		item.Seen = max(item.Seen, r.Seq)
	}
	for verb, list := range map[review.Verb]*[]review.Change{review.Accept: &item.Accept, review.Reject: &item.Reject} {
		var err error
		if *list, err = b.Preview(q.Context(), review.Decision{Verb: verb, Assertions: []ledger.ID{i.Assertion.ID}}); err != nil {
			return nil, err
		}
	}
	if len(i.Acts) != 1 {
		return item, nil
	}
	others, err := b.Like(q.Context(), &i.Acts[0])
	item.Merge, item.Split = len(others) > 0, len(i.Acts[0].Reports) > 1
	return item, err
}

// Kind is the kind of what an item says.
func (v *view) KindOf(says act.Record) string { return v.Kind(kindOf(&says)) }

func kindOf(says *act.Record) string {
	if says.State != "" {
		return says.State
	}
	return says.Act
}

// Parties writes the names of parties, "–" for nobody.
func (v *view) Parties(list []act.RecordParty) string {
	var names []string
	for n := range list {
		names = append(names, v.Name(list[n].ID))
	}
	if len(names) == 0 {
		return "–"
	}
	return strings.Join(names, ", ")
}

// Past is what was decided about an item.
func (i *reviewItem) Past() []answers.Reviewed { return answers.Reviews(i.Reviews) }

// Others are the reports of an item's acts but its own.
func (i *reviewItem) Others() (list []ledger.Report) {
	for n := range i.Acts {
		for _, r := range i.Acts[n].Reports {
			if r.Assertion != i.Assertion.ID {
				list = append(list, r)
			}
		}
	}
	return list
}

func (q *request) queueTable(queue []review.Item) *table {
	t := &table{name: "review", columns: []string{"assertion", "kind", "actors", "recipients", "date", "modality", "confidence", "priority", "why", "source", "article", "published", "quote"}}
	for n := range queue {
		i := &queue[n]
		s := &i.Assertion.Says
		t.row(i.Assertion.ID.String(), kindOf(s), partyList(s.Actors), partyList(s.Recipients), s.Date, s.Modality, share(s.Confidence), share(i.Priority),
			q.view().WhyHere(i.Reason), i.Document.Source, i.Document.Article, i.Document.Published, s.Quote)
	}
	return t
}
