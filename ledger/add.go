package ledger

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/credence-project/credence/gazetteer"
)

// Added tells what an entry added to the ledger.
type Added struct {
	Document   ID
	New        bool // the document was not known
	Assertions int  // new ones
	Acts       int  // new ones
	Joined     int  // new assertions' links to acts that were known
	Superseded int  // earlier assertions that this reading no longer found, and nobody decided about
	Held       int  // new ones that do not count, because a person decided about the same words
	Second     int  // new ones that do not count until a person accepts them, because a second reader says so
}

// Add records entries, all of a call or, with an error, none of them. It fills
// in ids and instants itself, and finds the act that each assertion speaks of
// (see link.go). It is idempotent: what is known already is not added again; a
// known document under another name or address is noted as another place.
//
// A known document that another version of its reader has read gains what that
// version found, and what it no longer finds is superseded. What people decided
// outranks that, and what they wrote is never superseded. Where a reading says
// again, in words that overlap, what a person rejected or corrected, that is held
// back as long as the person's decision stands.
func (l *Ledger) Add(ctx context.Context, entries ...Entry) ([]Added, error) {
	list := make([]*prepared, len(entries))
	var keys []int64
	for n := range entries {
		p, err := l.prepare(&entries[n])
		if err != nil {
			return nil, l.fail("add to", err)
		}
		list[n] = p
		keys = append(keys, p.keys()...)
	}
	var added []Added
	err := l.write(ctx, "add to", keys, func(t *tx) error {
		added = make([]Added, len(list))
		sources, err := t.sources(ctx, list)
		if err != nil {
			return err
		}
		for n, p := range list {
			if added[n], err = t.add(ctx, p, sources[p.Source]); err != nil {
				return fmt.Errorf("document %q: %w", p.Article, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return added, nil
}

// keys returns what other writers are held off: the document, and the events
// that its assertions may speak of.
func (p *prepared) keys() []int64 {
	keys := []int64{key(p.ID)}
	for _, s := range p.statements {
		for _, d := range s.dyads {
			keys = append(keys, key(hash("dyad", s.kind.Name, d.Actor, d.Recipient, d.Over)))
		}
	}
	return keys
}

// key returns an id as the number of a lock.
func key(id ID) int64 { return int64(binary.BigEndian.Uint64(id[:8])) }

// sources returns the numbers of the entries' sources. They are added in order,
// so that two writers never wait for each other.
func (t *tx) sources(ctx context.Context, list []*prepared) (map[string]int64, error) {
	var names []string
	for _, p := range list {
		names = append(names, p.Source)
	}
	slices.Sort(names)
	numbers := map[string]int64{}
	for _, name := range slices.Compact(names) {
		seq, err := t.source(ctx, name)
		if err != nil {
			return nil, err
		}
		numbers[name] = seq
	}
	return numbers, nil
}

// source returns the number of a source, adding it where it is new.
func (t *tx) source(ctx context.Context, name string) (seq int64, err error) {
	const find = `SELECT seq FROM source WHERE name = ?`
	if found, err := t.one(ctx, find, []any{name}, &seq); found || err != nil {
		return seq, err
	}
	if err := t.exec(ctx, `INSERT INTO source (name) VALUES (?) ON CONFLICT DO NOTHING`, name); err != nil {
		return 0, err
	}
	_, err = t.one(ctx, find, []any{name}, &seq)
	return seq, err
}

// add records one entry.
func (t *tx) add(ctx context.Context, p *prepared, source int64) (Added, error) {
	added := Added{Document: p.ID}
	document, isNew, err := t.document(ctx, p, source)
	if err != nil {
		return added, err
	}
	added.New = isNew
	var before []earlier
	var turned []turnedDown
	if !isNew {
		if before, err = t.earlier(ctx, document); err != nil {
			return added, err
		}
		if turned, err = t.turnedDown(ctx, before); err != nil {
			return added, err
		}
	}
	for n := range p.statements {
		s := &p.statements[n]
		if k := slices.IndexFunc(before, func(e earlier) bool { return e.id == s.ID }); k >= 0 {
			if err := t.doubt(ctx, &before[k], s.doubts); err != nil {
				return added, err
			}
			continue
		}
		if err := t.addStatement(ctx, document, s, turned, &added); err != nil {
			return added, err
		}
	}
	added.Superseded, err = t.supersede(ctx, p, before, turned)
	return added, err
}

// addStatement records a new assertion with what is held against it.
func (t *tx) addStatement(ctx context.Context, document int64, s *statement, turned []turnedDown, added *Added) error {
	seq, err := t.assertion(ctx, document, s, added)
	if err != nil {
		return err
	}
	e := &earlier{seq: seq}
	held, err := t.hold(ctx, e, s, turned)
	if err != nil {
		return err
	}
	if held {
		added.Held++
	}
	if SecondHand(s.Reader) {
		added.Second++
	}
	return t.doubt(ctx, e, s.doubts)
}

// document records a document, or another place of a known one.
func (t *tx) document(ctx context.Context, p *prepared, source int64) (seq int64, isNew bool, err error) {
	const find = `SELECT seq, source, article, url FROM document WHERE id = ?`
	var known int64
	var article, url string
	found, err := t.one(ctx, find, []any{p.ID}, &seq, &known, &article, &url)
	if err != nil {
		return 0, false, err
	}
	if !found {
		seq, err = t.insert(ctx, `INSERT INTO document
			(id, source, article, url, title, byline, published, lang, fingerprint, recorded)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			p.ID, source, p.Article, p.URL, p.Title, p.Byline, p.Published, p.Lang,
			int64(p.fingerprint), t.instant)
		if err != nil {
			return 0, true, err
		}
		return seq, true, t.exec(ctx, `INSERT INTO content (seq, text) VALUES (?, ?)`, seq, []byte(p.Text))
	}
	if known == source && article == p.Article && url == p.URL {
		return seq, false, nil
	}
	err = t.exec(ctx, `INSERT INTO place (id, document, source, article, url, recorded)
		VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		hash("place", p.ID.String(), p.Source, p.Article, p.URL), seq, source, p.Article, p.URL, t.instant)
	return seq, false, err
}

// assertion records a new assertion, and links it to an act a dyad.
func (t *tx) assertion(ctx context.Context, document int64, s *statement, added *Added) (seq int64, err error) {
	seq, err = t.insert(ctx, `INSERT INTO assertion (id, document, reader, kind, state, date, effect, modality,
		attributed_to, start_byte, end_byte, confidence, recorded, quote, echo, detail)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		s.ID, document, s.Reader, s.kind.Name, s.kind.State, s.Says.Date, s.Effect, int64(s.report.modality),
		s.Says.AttributedTo, s.Says.Start, s.Says.End, s.Says.Confidence, t.instant, []byte(s.Says.Quote), int64(Echo(s.Says.Quote)), s.detail)
	if err != nil {
		return 0, err
	}
	added.Assertions++
	for _, d := range s.dyads {
		isNew, err := t.link(ctx, seq, s, d)
		if err != nil {
			return 0, err
		}
		if isNew {
			added.Acts++
		} else {
			added.Joined++
		}
	}
	return seq, nil
}

// act records a new act, founded by an assertion.
func (t *tx) act(ctx context.Context, kind string, state bool, d Dyad, days days, founder int64, id ID, number int) (int64, error) {
	return t.insert(ctx, `INSERT INTO act (id, kind, state, actor, recipient, territory,
		actor_state, recipient_state, first_day, last_day, founder, number, recorded)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, kind, state, d.Actor, d.Recipient, d.Over, gazetteer.State(d.Actor), gazetteer.State(d.Recipient),
		int64(days.first), int64(days.last), founder, number, t.instant)
}
