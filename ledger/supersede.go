package ledger

import (
	"context"
	"database/sql"
	"strings"
)

// earlier is an assertion that a document had before it was read again.
type earlier struct {
	seq    int64
	id     ID
	reader string
}

// earlier returns the assertions that a document has.
func (t *tx) earlier(ctx context.Context, document int64) (list []earlier, err error) {
	const query = `SELECT seq, id, reader FROM assertion WHERE document = ? ORDER BY seq`
	err = t.each(ctx, query, []any{document}, func(r *sql.Rows) error {
		var e earlier
		err := r.Scan(&e.seq, &e.id, &e.reader)
		list = append(list, e)
		return err
	})
	return list, err
}

// supersede takes out of the answers what an earlier version of the reader
// found and this one does not, and puts back what it finds again.
func (t *tx) supersede(ctx context.Context, p *prepared, before []earlier) (count int, err error) {
	if byPerson(p.reader) {
		return 0, nil
	}
	again := map[ID]bool{}
	for _, s := range p.statements {
		again[s.ID] = true
	}
	for _, e := range before {
		if family(e.reader) != family(p.reader) {
			continue
		}
		reviews, err := t.reviews(ctx, e.seq)
		if err != nil {
			return count, err
		}
		if decided(reviews, p.reader) {
			continue
		}
		last := ruling(reviews)
		switch {
		case again[e.id] && last != nil && last.Decision == Supersede:
			_, err = t.review(ctx, e.seq, Undo, 0, last.Seq, p.reader, "found when read again")
		case !again[e.id] && last == nil && e.reader != p.reader:
			_, err = t.review(ctx, e.seq, Supersede, 0, 0, p.reader, "not found when read again")
			count++
		}
		if err != nil {
			return count, err
		}
	}
	return count, nil
}

// decided reports whether anybody but the reader has looked at an assertion.
func decided(reviews []Review, reader string) bool {
	for _, r := range reviews {
		if family(r.By) != family(reader) {
			return true
		}
	}
	return false
}

// byPerson reports whether a person, not a program, found an assertion.
func byPerson(reader string) bool {
	return reader == "person" || strings.HasPrefix(reader, "person ")
}

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
