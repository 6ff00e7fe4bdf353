package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
)

// searched are the columns that plain conditions are about.
const searched = `actor_state, recipient_state, actor, recipient, kind, modality, first_day, last_day, date, published, recorded`

// plain returns what a filter asks of judgements j themselves.
func (f *Filter) plain() condition {
	c := condition{`1 = 1`, nil}
	for _, side := range []struct{ party, column string }{{f.Actor, "j.actor"}, {f.Recipient, "j.recipient"}} {
		if side.party != "" {
			party := isParty(side.party, side.column)
			c = c.and(party.where, party.args...)
		}
	}
	if f.Party != "" {
		either := anyOf([]condition{isParty(f.Party, "j.actor"), isParty(f.Party, "j.recipient")})
		c = c.and(either.where, either.args...)
	}
	c = (&Query{Kinds: f.Kinds}).ofKinds(c, "j")
	if len(f.Modalities) > 0 {
		var list []any
		for _, m := range f.Modalities {
			list = append(list, int64(m))
		}
		c = c.and(`j.modality IN (`+marks(len(list))+`)`, list...)
	}
	if f.From != 0 || f.To != 0 {
		days := f.days()
		c = c.and(days.where, days.args...)
	}
	if !f.Known.IsZero() {
		c = c.and(`j.recorded <= ?`, f.until())
	}
	return c
}

// days chooses acts that may lie between two days; reports that give no date, where
// they were published between them.
func (f *Filter) days() condition {
	from, to := cmp.Or(f.From, edtf.MinDay), cmp.Or(f.To, edtf.MaxDay)
	return anyOf([]condition{
		{`j.date <> '' AND j.last_day >= ? AND j.first_day <= ?`, []any{int64(from), int64(to)}},
		{`j.date = '' AND j.published >= ? AND j.published <= ?`, []any{from.String(), to.String()}},
	})
}

// isParty chooses a state with its regimes, or one regime.
func isParty(party, column string) condition {
	if gazetteer.State(party) == party {
		return condition{column + `_state = ?`, []any{party}}
	}
	return condition{column + `_state = ? AND ` + column + ` = ?`, []any{gazetteer.State(party), party}}
}

// begin finds out from where to look, and whether an index leads to few rows.
func (s *search) begin(ctx context.Context, actors []string) error {
	s.window = firstWindow
	last := int64(0)
	if _, err := s.one(ctx, `SELECT coalesce(max(seq), 0) FROM judgement`, nil, &last); err != nil {
		return err
	}
	s.at = last + 1
	if !s.filter.Known.IsZero() {
		if err := s.goBack(ctx, last); err != nil {
			return err
		}
	}
	if s.filter.After != 0 {
		s.at = min(s.at, s.filter.After)
	}
	s.bottom = s.at
	if s.filter.Source != "" {
		known, err := s.one(ctx, `SELECT seq FROM source WHERE name = ?`, []any{s.filter.Source}, &s.source)
		if s.indexed = !known; err != nil || !known {
			return err
		}
	}
	if ways := s.filter.ways(actors); ways != nil {
		few, err := s.few(ctx, `judgement j`, ways, fewOfParty)
		if few && err == nil {
			err = s.list(ctx, `judgement j`, ways)
		}
		if few || err != nil {
			return err
		}
	}
	if s.filter.Source == "" {
		return nil
	}
	// CROSS JOIN is how SQLite is told in which order to join.
	const tables = `document d CROSS JOIN assertion s CROSS JOIN judgement j`
	ways := []condition{{`d.source = ? AND s.document = d.seq AND j.assertion = s.seq`, []any{s.source}}}
	few, err := s.few(ctx, tables, ways, fewOfSource)
	if few && err == nil {
		err = s.list(ctx, tables, ways)
	}
	return err
}

// goBack finds the last judgement that was known at the instant, by halves: they
// are in the order of recording, or nearly so where several write at once.
func (s *search) goBack(ctx context.Context, last int64) error {
	const atOnce = 1000 // what several can have written at the same time
	from, to := int64(0), last
	for from < to {
		middle := (from + to + 1) / 2
		recorded := int64(math.MinInt64)
		if _, err := s.one(ctx, `SELECT recorded FROM judgement WHERE seq <= ? ORDER BY seq DESC LIMIT 1`, []any{middle}, &recorded); err != nil {
			return err
		}
		if recorded <= s.filter.until() {
			from = middle
		} else {
			to = middle - 1
		}
	}
	s.at = min(s.at, from+atOnce)
	return nil
}

// ways returns runs of the index of parties that hold all that a filter chooses,
// nil where it names no party. Actors are the states of all.
func (f *Filter) ways(actors []string) []condition {
	actor, recipient, party := gazetteer.State(f.Actor), gazetteer.State(f.Recipient), gazetteer.State(f.Party)
	var ways []condition
	to := func(recipient string) {
		for some := range slices.Chunk(actors, page) {
			ways = append(ways, condition{`j.actor_state IN (` + marks(len(some)) + `) AND j.recipient_state = ?`, append(anys(some), recipient)})
		}
	}
	switch {
	case actor != "" && recipient != "":
		ways = []condition{pair{actor, recipient}.condition("j")}
	case actor != "" && party != "" && party != actor:
		ways = []condition{pair{actor, party}.condition("j")}
	case actor != "":
		return []condition{{`j.actor_state = ?`, []any{actor}}}
	case recipient != "" && party != "" && party != recipient:
		ways = []condition{pair{party, recipient}.condition("j")}
	case recipient != "":
		to(recipient)
	case party != "":
		actors = slices.DeleteFunc(actors, func(a string) bool { return a == party })
		ways = []condition{{`j.actor_state = ?`, []any{party}}}
		to(party)
	default:
		return nil
	}
	for n := range ways {
		if strings.Contains(ways[n].where, "recipient_state") { // the kind is next in the index
			ways[n] = (&Query{Kinds: f.Kinds}).ofKinds(ways[n], "j")
		}
	}
	return ways
}

// few reports whether ways lead to no more than so many judgements.
func (s *search) few(ctx context.Context, tables string, ways []condition, most int) (bool, error) {
	left := most
	for _, w := range ways {
		var count int
		query := `SELECT count(*) FROM (SELECT 1 FROM ` + tables + ` WHERE ` + w.where + ` LIMIT ?) AS x`
		if _, err := s.one(ctx, query, slices.Concat(w.args, []any{left + 1}), &count); err != nil {
			return false, err
		}
		if left -= count; left < 0 {
			return false, nil
		}
	}
	return true, nil
}

// list lists the judgements that ways lead to and the plain parts of the filter
// choose.
func (s *search) list(ctx context.Context, tables string, ways []condition) error {
	s.indexed = true
	for _, w := range ways {
		c := w.and(s.plain.where, s.plain.args...).and(`j.seq < ?`, s.at)
		err := s.each(ctx, `SELECT j.seq FROM `+tables+` WHERE `+c.where, c.args, func(r *sql.Rows) error {
			var seq int64
			err := r.Scan(&seq)
			s.seqs = append(s.seqs, seq)
			return err
		})
		if err != nil {
			return err
		}
	}
	slices.SortFunc(s.seqs, func(a, b int64) int { return int(b - a) })
	return nil
}

// next returns the next judgements that the plain parts of the filter choose, the
// newest first, and goes on behind them.
func (s *search) next(ctx context.Context) (seqs []int64, err error) {
	if s.indexed {
		seqs = s.seqs[:min(batchLooked, len(s.seqs))]
		s.seqs = s.seqs[len(seqs):]
		s.at, s.lookedInto = seqs[len(seqs)-1], s.lookedInto+len(seqs)
		return seqs, nil
	}
	if s.bottom >= s.at { // the window was looked at
		s.bottom = max(s.at-s.window, 1)
		s.window *= 2
	}
	// A table with a LIMIT is what no store looks for in another order.
	query := `SELECT j.seq FROM (SELECT seq, ` + searched + ` FROM judgement WHERE seq >= ? AND seq < ? ORDER BY seq DESC LIMIT ?) AS j
		WHERE ` + s.plain.where + ` ORDER BY j.seq DESC LIMIT ?`
	args := slices.Concat([]any{s.bottom, s.at, s.at - s.bottom}, s.plain.args, []any{batchLooked})
	err = s.each(ctx, query, args, func(r *sql.Rows) error {
		var seq int64
		err := r.Scan(&seq)
		seqs = append(seqs, seq)
		return err
	})
	down := s.bottom
	if len(seqs) == batchLooked {
		down = seqs[batchLooked-1]
	}
	s.looked, s.lookedInto, s.at = s.looked+s.at-down, s.lookedInto+len(seqs), down
	return seqs, err
}

// choose returns those of some judgements that the rest of the filter chooses,
// the newest first.
func (s *search) choose(ctx context.Context, seqs []int64) (list []hit, err error) {
	if len(seqs) == 0 {
		return nil, nil
	}
	f := &s.filter
	words := strings.Fields(folded(f.Words))
	columns, tables := `j.seq, j.act, j.assertion, '', '', 0`, `judgement j`
	c := condition{`j.seq IN (` + marks(len(seqs)) + `)`, anys(seqs)}
	if len(words) > 0 || f.Source != "" || len(f.Langs) > 0 {
		// The language and the source are compared here: a store that was told of them
		// might begin with all documents that have them.
		columns, tables = `j.seq, j.act, j.assertion, s.quote, d.lang, d.source`, tables+` CROSS JOIN assertion s CROSS JOIN document d`
		c = c.and(`s.seq = j.assertion AND d.seq = s.document`)
	}
	err = s.each(ctx, `SELECT `+columns+` FROM `+tables+` WHERE `+c.where, c.args, func(r *sql.Rows) error {
		var h hit
		var quote, lang sql.RawBytes
		var source int64
		if err := r.Scan(&h.seq, &h.act, &h.assertion, &quote, &lang, &source); err != nil {
			return err
		}
		if (f.Source == "" || source == s.source) && (len(f.Langs) == 0 || slices.Contains(f.Langs, string(lang))) &&
			(len(words) == 0 || hasAll(folded(string(quote)), words)) {
			list = append(list, h)
		}
		return nil
	})
	slices.SortFunc(list, func(a, b hit) int { return int(b.seq - a.seq) })
	return list, err
}

// first returns those of some hits that are the first judgement on their report:
// of several, that one stands for it.
func (s *search) first(ctx context.Context, some []hit) ([]hit, error) {
	const query = `SELECT j.seq FROM judgement j WHERE EXISTS
		(SELECT 1 FROM judgement k WHERE k.act = j.act AND k.assertion = j.assertion AND k.seq < j.seq) AND j.seq IN (`
	seqs := make([]any, len(some))
	for n := range some {
		seqs[n] = some[n].seq
	}
	later := map[int64]bool{}
	err := s.each(ctx, query+marks(len(seqs))+`)`, seqs, func(r *sql.Rows) error {
		var seq int64
		err := r.Scan(&seq)
		later[seq] = true
		return err
	})
	return slices.DeleteFunc(slices.Clone(some), func(h hit) bool { return later[h.seq] }), err
}

// hasAll reports whether all of some words stand in a text.
func hasAll(text string, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

// folded returns a text in small letters without accents.
func folded(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
}
