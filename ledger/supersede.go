package ledger

import (
	"context"
	"database/sql"
	"strings"
)

// earlier is an assertion that a document had before it was read again.
type earlier struct {
	seq     int64
	id      ID
	reader  string
	reviews []Review
}

// earlier returns the assertions that a document has.
func (t *tx) earlier(ctx context.Context, document int64) (list []earlier, err error) {
	const query = `SELECT seq, id, reader FROM assertion WHERE document = ? ORDER BY seq`
	at := map[int64]int{}
	err = t.each(ctx, query, []any{document}, func(r *sql.Rows) error {
		var e earlier
		err := r.Scan(&e.seq, &e.id, &e.reader)
		at[e.seq] = len(list)
		list = append(list, e)
		return err
	})
	if err != nil {
		return nil, err
	}
	const reviews = `r.assertion IN (SELECT seq FROM assertion WHERE document = ?) ORDER BY r.seq`
	err = t.eachReview(ctx, reviews, []any{document}, func(assertion int64, r Review) {
		e := &list[at[assertion]]
		e.reviews = append(e.reviews, r)
	})
	return list, err
}

// gone returns the review by which a reader took an assertion out because it no
// longer found it, nil where it did not. Released tells that a person has put
// it back.
func (e *earlier) gone() (last *Review, released bool) {
	var undone, put []int64
	for n := len(e.reviews) - 1; n >= 0; n-- {
		r := &e.reviews[n]
		switch {
		case holds(undone, r.Seq):
		case r.Undoes != 0 && r.Person:
			put = append(put, r.Undoes)
			undone = append(undone, r.Undoes)
		case r.Undoes != 0:
			undone = append(undone, r.Undoes)
		case r.Decision == Supersede && r.Follows == 0 && last == nil:
			last = r
		}
		released = released || r.Decision == Supersede && r.Follows == 0 && holds(put, r.Seq)
	}
	return last, released
}

// supersede takes out of the answers what an earlier version of the reader
// found and this one does not, and puts back what it finds again. Where a person
// has decided this changes nothing as long as the decision stands.
func (t *tx) supersede(ctx context.Context, p *prepared, before []earlier, turned []turnedDown) (count int, err error) {
	if byPerson(p.reader) {
		return 0, nil
	}
	again := map[ID]*statement{}
	for n := range p.statements {
		again[p.statements[n].ID] = &p.statements[n]
	}
	for n := range before {
		e := &before[n]
		if family(e.reader) != family(p.reader) {
			continue
		}
		s := again[e.id]
		gone, released := e.gone()
		switch {
		case s != nil && gone != nil:
			_, err = t.review(ctx, e.seq, 0, Review{Decision: Undo, Undoes: gone.Seq, By: p.reader, Why: whyBack})
			if err == nil {
				_, err = t.hold(ctx, e, s, turned)
			}
		case s == nil && gone == nil && !released && (e.reader != p.reader || SecondHand(p.reader)):
			_, err = t.review(ctx, e.seq, 0, Review{Decision: Supersede, By: p.reader, Why: whyGone})
			if r := Ruling(e.reviews); r == nil || r.Decision == Unsure {
				count++
			}
		}
		if err != nil {
			return count, err
		}
	}
	return count, nil
}

// byPerson reports whether a person, not a program, found an assertion.
func byPerson(reader string) bool {
	return reader == "person" || strings.HasPrefix(reader, readerOf(""))
}

// readerOf returns the reader of what a person writes.
func readerOf(person string) string { return "person " + person }

// family returns a reader without its version: "credence" of "credence 0.2.0".
func family(reader string) string {
	n := strings.LastIndexByte(reader, ' ')
	if n < 0 {
		return reader
	}
	version := strings.TrimPrefix(reader[n+1:], "v")
	if version == "" || version[0] < '0' || version[0] > '9' {
		return reader
	}
	return reader[:n]
}
