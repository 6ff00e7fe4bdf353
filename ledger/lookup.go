package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/credence-project/credence/act"
)

// Document returns a document with its text.
func (l *Ledger) Document(ctx context.Context, id ID) (d Document, err error) {
	err = l.read(ctx, "read", func(t *tx) error {
		found := false
		err := t.documents(ctx, `d.id = ?`, []any{id}, func(_ int64, _ uint64, one Document) error {
			found, d = true, one
			return nil
		})
		if err == nil && !found {
			err = fmt.Errorf("document %s: %w", id, ErrNotFound)
		}
		return err
	})
	return d, err
}

// documents calls do for the documents for which a condition holds, by number.
func (t *tx) documents(ctx context.Context, where string, args []any, do func(seq int64, fingerprint uint64, d Document) error) error {
	query := `SELECT d.seq, d.id, o.name, d.article, d.url, d.title, d.byline, d.published, d.lang,
			d.fingerprint, d.recorded, coalesce(c.text, '')
		FROM document d JOIN source o ON o.seq = d.source LEFT JOIN content c ON c.seq = d.seq
		WHERE ` + where + ` ORDER BY d.seq`
	return t.each(ctx, query, args, func(r *sql.Rows) error {
		var d Document
		var seq, fingerprint, at int64
		var text sql.RawBytes
		if err := r.Scan(&seq, &d.ID, &d.Source, &d.Article, &d.URL, &d.Title, &d.Byline, &d.Published, &d.Lang,
			&fingerprint, &at, &text); err != nil {
			return err
		}
		d.Text, d.Recorded = string(text), instant(at)
		return do(seq, uint64(fingerprint), d)
	})
}

// Assertion returns an assertion with all that it says.
func (l *Ledger) Assertion(ctx context.Context, id ID) (a Assertion, err error) {
	list, err := l.assertions(ctx, `s.id = ?`, id)
	if err == nil && len(list) == 0 {
		err = l.fail("read", fmt.Errorf("assertion %s: %w", id, ErrNotFound))
	}
	if err != nil {
		return a, err
	}
	return list[0], nil
}

// AssertionsOf returns the assertions of a document in the order of recording,
// whatever was decided about them.
func (l *Ledger) AssertionsOf(ctx context.Context, document ID) ([]Assertion, error) {
	return l.assertions(ctx, `d.id = ?`, document)
}

// assertions returns the assertions for which a condition holds.
func (l *Ledger) assertions(ctx context.Context, where string, arg any) (list []Assertion, err error) {
	err = l.read(ctx, "read", func(t *tx) error {
		return t.assertions(ctx, where+` ORDER BY s.seq`, []any{arg}, func(_ int64, a Assertion) error {
			list = append(list, a)
			return nil
		})
	})
	return list, err
}

// assertions calls do for the assertions for which a condition holds.
func (t *tx) assertions(ctx context.Context, where string, args []any, do func(seq int64, a Assertion) error) error {
	query := `SELECT s.seq, s.id, s.reader, s.kind, s.state, s.date, s.effect, s.modality, s.attributed_to,
			s.start_byte, s.end_byte, s.confidence, s.recorded, s.quote, s.detail,
			d.id, d.article, d.title, d.published, d.lang
		FROM assertion s JOIN document d ON d.seq = s.document
		WHERE ` + where
	return t.each(ctx, query, args, func(r *sql.Rows) error {
		var a Assertion
		var seq, modality, at int64
		var kind, rest string
		var state bool
		var quote sql.RawBytes
		s := &a.Says
		if err := r.Scan(&seq, &a.ID, &a.Reader, &kind, &state, &s.Date, &a.Effect, &modality, &s.AttributedTo,
			&s.Start, &s.End, &s.Confidence, &at, &quote, &rest,
			&a.Document, &s.Article, &s.Title, &s.Published, &s.Lang); err != nil {
			return err
		}
		s.Quote, s.Modality, a.Recorded = string(quote), act.Modality(modality).String(), instant(at)
		if s.Act = kind; state {
			s.Kind, s.State, s.Act = "state", kind, ""
		}
		if err := fill(s, rest); err != nil {
			return fmt.Errorf("assertion %s: %w", a.ID, err)
		}
		return do(seq, a)
	})
}

// Place is where a document was found.
type Place struct {
	Source   string
	Article  string
	URL      string
	Recorded time.Time
}

// Places returns where a document was found, the first place first.
func (l *Ledger) Places(ctx context.Context, document ID) (list []Place, err error) {
	const query = `SELECT o.name, d.article, d.url, d.recorded FROM document d JOIN source o ON o.seq = d.source
		WHERE d.id = ?
		UNION ALL
		SELECT o.name, p.article, p.url, p.recorded FROM document d JOIN place p ON p.document = d.seq
		JOIN source o ON o.seq = p.source WHERE d.id = ?
		ORDER BY 4`
	err = l.read(ctx, "read", func(t *tx) error {
		return t.each(ctx, query, []any{document, document}, func(r *sql.Rows) error {
			var p Place
			var at int64
			err := r.Scan(&p.Source, &p.Article, &p.URL, &at)
			p.Recorded = instant(at)
			list = append(list, p)
			return err
		})
	})
	return list, err
}

// Sources returns who published, by name.
func (l *Ledger) Sources(ctx context.Context) (list []Source, err error) {
	const query = `SELECT o.name, coalesce(d.documents, 0), coalesce(s.assertions, 0),
			coalesce(d.earliest, ''), coalesce(d.latest, '')
		FROM source o
		LEFT JOIN (SELECT source, count(*) AS documents, min(nullif(published, '')) AS earliest,
			max(published) AS latest FROM document GROUP BY source) AS d ON d.source = o.seq
		LEFT JOIN (SELECT d.source, count(*) AS assertions FROM assertion s
			JOIN document d ON d.seq = s.document GROUP BY d.source) AS s ON s.source = o.seq
		ORDER BY o.name`
	err = l.read(ctx, "read", func(t *tx) error {
		return t.each(ctx, query, nil, func(r *sql.Rows) error {
			var s Source
			err := r.Scan(&s.Name, &s.Documents, &s.Assertions, &s.First, &s.Last)
			list = append(list, s)
			return err
		})
	})
	return list, err
}

// sourceName returns the name of a source by its number.
func (t *tx) sourceName(ctx context.Context, seq int64) (string, error) {
	if known, ok := t.names.Load(seq); ok {
		return known.(string), nil
	}
	var name string
	found, err := t.one(ctx, `SELECT name FROM source WHERE seq = ?`, []any{seq}, &name)
	if found {
		t.names.Store(seq, name)
	}
	return name, err
}

// Counts tells how much a ledger holds.
type Counts struct {
	Sources    int `json:"sources"`
	Documents  int `json:"documents"`
	Places     int `json:"places"`
	Assertions int `json:"assertions"`
	Acts       int `json:"acts"`
	Judgements int `json:"judgements"`
	Reviews    int `json:"reviews"`
}

// Count counts the rows of the ledger.
func (l *Ledger) Count(ctx context.Context) (c Counts, err error) {
	const query = `SELECT (SELECT count(*) FROM source), (SELECT count(*) FROM document), (SELECT count(*) FROM place),
		(SELECT count(*) FROM assertion), (SELECT count(*) FROM act), (SELECT count(*) FROM judgement),
		(SELECT count(*) FROM review)`
	err = l.read(ctx, "read", func(t *tx) error {
		_, err := t.one(ctx, query, nil, &c.Sources, &c.Documents, &c.Places, &c.Assertions, &c.Acts, &c.Judgements, &c.Reviews)
		return err
	})
	return c, err
}

// fill puts what is kept as JSON back into a record.
func fill(s *act.Record, text string) error {
	var d detail
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		return err
	}
	s.Actors, s.Recipients, s.Over, s.Claims = d.Actors, d.Recipients, d.Over, d.Claims
	s.DateText, s.Plover, s.PloverMode, s.PloverAux, s.PloverIn, s.Cameo, s.Mentions = d.DateText, d.Plover, d.PloverMode, d.PloverAux, d.PloverIn, d.Cameo, d.Mentions
	if s.Actors == nil {
		s.Actors = []act.RecordParty{}
	}
	if s.Recipients == nil {
		s.Recipients = []act.RecordParty{}
	}
	if s.Claims == nil {
		s.Claims = []string{}
	}
	return nil
}
