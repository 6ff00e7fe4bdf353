package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/credence-project/credence/gazetteer"
)

// Problem is something in a ledger that is not as it was recorded.
type Problem struct {
	What string // "document", "assertion", "act", "judgement", "review", "migration" or "file"
	ID   ID     // zero where it has none
	Text string
}

// String says it on one line.
func (p Problem) String() string {
	if p.ID == (ID{}) {
		return p.What + ": " + p.Text
	}
	return p.What + " " + p.ID.String() + ": " + p.Text
}

// errStop ends a check whose problems nobody wants any more.
var errStop = errors.New("stopped")

// Verify goes through the whole ledger: ids are the hashes of what they name,
// quotes stand in the texts, what is referred to is there, and the file is whole.
// It holds little in memory and yields problems as it finds them; an error means
// that it could not go on.
func (l *Ledger) Verify(ctx context.Context) iter.Seq2[Problem, error] {
	return func(yield func(Problem, error) bool) {
		report := func(p Problem) error {
			if !yield(p, nil) {
				return errStop
			}
			return nil
		}
		err := l.read(ctx, "verify", func(t *tx) error {
			for _, check := range []func(context.Context, func(Problem) error) error{
				t.verifyFile, t.verifyMigrations, t.verifyDocuments, t.verifyAssertions, t.verifyActs, t.verifyReferences, t.verifyCopies,
			} {
				if err := check(ctx, report); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(Problem{}, err)
		}
	}
}

// verifyFile lets the store look for damage, where it can.
func (t *tx) verifyFile(ctx context.Context, report func(Problem) error) error {
	if t.inspect == "" {
		return nil
	}
	return t.each(ctx, t.inspect, nil, func(r *sql.Rows) error {
		var line string
		if err := r.Scan(&line); err != nil || line == "ok" {
			return err
		}
		return report(Problem{What: "file", Text: line})
	})
}

// verifyMigrations compares the migrations with those known.
func (t *tx) verifyMigrations(ctx context.Context, report func(Problem) error) error {
	list, err := known(t.migrations)
	if err != nil {
		return err
	}
	missing, err := t.unapplied(ctx, list)
	if errors.Is(err, errDrift) || errors.Is(err, errNewer) {
		return report(Problem{What: "migration", Text: err.Error()})
	}
	if err == nil && len(missing) > 0 {
		return report(Problem{What: "migration", Text: missing[0].name + " was never applied"})
	}
	return err
}

// verifyDocuments recomputes the ids of documents.
func (t *tx) verifyDocuments(ctx context.Context, report func(Problem) error) error {
	return t.documents(ctx, `1 = 1`, nil, func(_ int64, fingerprint uint64, d Document) error {
		if DocumentID(&d) != d.ID {
			return report(Problem{"document", d.ID, "it is not what was recorded: its content has another hash"})
		}
		if Fingerprint(d.Text) != fingerprint {
			return report(Problem{"document", d.ID, "its fingerprint is not its text's"})
		}
		return nil
	})
}

// verifyAssertions recomputes the ids of assertions, document by document.
func (t *tx) verifyAssertions(ctx context.Context, report func(Problem) error) error {
	err := t.assertions(ctx, `1 = 1 ORDER BY s.seq`, nil, func(_ int64, a Assertion) error {
		if AssertionID(&a) != a.ID {
			return report(Problem{"assertion", a.ID, "it is not what was recorded: its content has another hash"})
		}
		return nil
	})
	if err != nil {
		return err
	}
	const quotes = `SELECT s.id, s.quote, s.echo, s.start_byte, s.end_byte, c.text
		FROM assertion s JOIN content c ON c.seq = s.document ORDER BY s.seq`
	return t.each(ctx, quotes, nil, func(r *sql.Rows) error {
		var id ID
		var quote, text sql.RawBytes
		var echo int64
		var start, end int
		if err := r.Scan(&id, &quote, &echo, &start, &end, &text); err != nil {
			return err
		}
		if uint64(echo) != Echo(string(quote)) {
			if err := report(Problem{"assertion", id, "its echo is not its quote's"}); err != nil {
				return err
			}
		}
		if err := quoted(string(text), string(quote), start, end); err != nil {
			return report(Problem{"assertion", id, err.Error()})
		}
		return nil
	})
}

// verifyActs recomputes the ids of acts.
func (t *tx) verifyActs(ctx context.Context, report func(Problem) error) error {
	const query = `SELECT a.id, a.kind, a.actor, a.recipient, a.territory, a.actor_state, a.recipient_state, a.number, s.id
		FROM act a LEFT JOIN assertion s ON s.seq = a.founder ORDER BY a.seq`
	return t.each(ctx, query, nil, func(r *sql.Rows) error {
		var id, founder ID
		var kind, actor, recipient string
		var d Dyad
		var number int
		if err := r.Scan(&id, &kind, &d.Actor, &d.Recipient, &d.Over, &actor, &recipient, &number, &founder); err != nil {
			return err
		}
		if actID(kind, d, founder, number) != id {
			return report(Problem{"act", id, "it is not what was recorded: its content has another hash"})
		}
		if actor != gazetteer.State(d.Actor) || recipient != gazetteer.State(d.Recipient) {
			return report(Problem{"act", id, "it is filed under other states than its parties'"})
		}
		return nil
	})
}

// verifyReferences looks for references to what is not there.
func (t *tx) verifyReferences(ctx context.Context, report func(Problem) error) error {
	for _, check := range []struct{ what, text, query string }{
		{"assertion", "it belongs to no act and never did", `SELECT s.id, s.seq FROM assertion s
			WHERE NOT EXISTS (SELECT 1 FROM judgement j WHERE j.assertion = s.seq)`},
		{"assertion", "its document is not there", `SELECT s.id, s.seq FROM assertion s
			WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.seq = s.document)`},
		{"document", "its text is not there", `SELECT d.id, d.seq FROM document d
			WHERE NOT EXISTS (SELECT 1 FROM content c WHERE c.seq = d.seq)`},
		{"document", "its source is not there", `SELECT d.id, d.seq FROM document d
			WHERE NOT EXISTS (SELECT 1 FROM source o WHERE o.seq = d.source)`},
		{"act", "no assertion was ever judged to speak of it", `SELECT a.id, a.seq FROM act a
			WHERE NOT EXISTS (SELECT 1 FROM judgement j WHERE j.act = a.seq)`},
		{"judgement", "its assertion or its act is not there", `SELECT NULL, j.seq FROM judgement j
			WHERE NOT EXISTS (SELECT 1 FROM assertion s WHERE s.seq = j.assertion)
				OR NOT EXISTS (SELECT 1 FROM act a WHERE a.seq = j.act)`},
		{"review", "its assertion, or what it replaces it with, undoes or follows, is not there", `SELECT NULL, r.seq FROM review r
			WHERE NOT EXISTS (SELECT 1 FROM assertion s WHERE s.seq = r.assertion)
				OR r.replacement IS NOT NULL AND NOT EXISTS (SELECT 1 FROM assertion s WHERE s.seq = r.replacement)
				OR r.undoes IS NOT NULL AND NOT EXISTS (SELECT 1 FROM review u WHERE u.seq = r.undoes)
				OR r.follows IS NOT NULL AND NOT EXISTS (SELECT 1 FROM review u WHERE u.seq = r.follows)`},
	} {
		err := t.each(ctx, check.query, nil, func(r *sql.Rows) error {
			var id ID
			var seq int64
			if err := r.Scan(&id, &seq); err != nil {
				return err
			}
			return report(Problem{check.what, id, fmt.Sprintf("row %d: %s", seq, check.text)})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// verifyCopies compares what judgements copy with what they copied.
func (t *tx) verifyCopies(ctx context.Context, report func(Problem) error) error {
	query := `SELECT j.seq FROM judgement j JOIN act a ON a.seq = j.act
		JOIN assertion s ON s.seq = j.assertion JOIN document d ON d.seq = s.document
		WHERE (j.` + strings.Join(copiedColumns, ", j.") + `) <> (` + copies + `) ORDER BY j.seq`
	return t.each(ctx, query, nil, func(r *sql.Rows) error {
		var seq int64
		if err := r.Scan(&seq); err != nil {
			return err
		}
		return report(Problem{What: "judgement", Text: fmt.Sprintf("row %d: it copies what its assertion, document or act does not say", seq)})
	})
}
