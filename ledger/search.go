package ledger

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
)

// Filter chooses the reports that Search looks for. What is left out chooses all.
type Filter struct {
	// Parties of the act, each a state with its regimes or one regime: who did it,
	// to whom, and who stands on either side of it.
	Actor, Recipient, Party string

	Kinds      []string
	Modalities []act.Modality // of the reports
	From, To   edtf.Day       // the act may lie between these, both included, 0 open; what has no date by its publication
	Langs      []string       // of the documents
	Source     string         // that published the document first
	Words      string         // each stands in the quote, whatever its case and accents
	Known      time.Time      // as known at this instant; zero now
	After      int64          // Results.Next of the page before; 0 the first page
}

// Results is a page of what a search found.
type Results struct {
	// Acts that were found, that with the newest record first, each only with the
	// reports that were.
	Acts []Act
	// Next is Filter.After of the page that follows; 0 where all was looked at.
	Next int64
	// Back is the instant of the earliest record that was looked at; zero where all
	// was.
	Back time.Time
}

// What a page may look at, so that it takes no longer whatever is asked.
const (
	furthest    = 40_000 // judgements that the plain parts of a filter are held against
	closest     = 3_000  // judgements that pass these and are looked into
	fewOfParty  = 20_000 // rows of the index of parties that are sorted, at most
	fewOfSource = 3_000  // judgements of a source that are sorted, at most
	firstWindow = 500    // numbers in the first window; each next one is twice as long
	batchLooked = 500    // judgements that are looked into at once
)

// Search returns up to limit reports that a filter chooses, with their acts, the
// newest recorded first. Where few rows are filed under the parties or the source,
// these are found by an index. Otherwise it looks through the records from the
// newest on, and at no more of them than can be looked at quickly: a page can
// have fewer reports than are wanted though there are more, and tells how far
// back it looked.
func (l *Ledger) Search(ctx context.Context, f Filter, limit int) (found Results, err error) {
	err = l.read(ctx, "search", func(t *tx) (err error) {
		var actors []string
		if f.Actor == "" && (f.Recipient != "" || f.Party != "") {
			if actors, err = t.actors(ctx); err != nil {
				return err
			}
		}
		s := &search{tx: t, filter: f, plain: f.plain()}
		if err = s.begin(ctx, actors); err == nil {
			found, err = s.run(ctx, max(limit, 1))
		}
		return err
	})
	return found, err
}

// search is one search on its way.
type search struct {
	*tx
	filter Filter
	plain  condition // what judgements j alone tell
	source int64     // the number of the filter's source

	indexed    bool
	seqs       []int64 // found by an index: those that are left, the newest first
	at         int64   // everything from this number on was looked at
	window     int64   // numbers in the next window
	bottom     int64   // of the window that is looked at
	looked     int64   // numbers that were looked at
	lookedInto int     // judgements that were looked into
}

// hit is a judgement that was found.
type hit struct{ seq, act, assertion int64 }

// run collects hits until there are enough, or enough was looked at.
func (s *search) run(ctx context.Context, limit int) (Results, error) {
	var hits []hit
	acts := map[int64]*Act{}
	for len(hits) < limit && !s.ended() && s.looked < furthest && s.lookedInto < closest {
		seqs, err := s.next(ctx)
		if err != nil {
			return Results{}, err
		}
		chosen, err := s.choose(ctx, seqs)
		if err != nil {
			return Results{}, err
		}
		for few := range slices.Chunk(chosen, limit-len(hits)) {
			counted, err := s.counted(ctx, few, acts)
			if err != nil {
				return Results{}, err
			}
			if hits = append(hits, counted...); len(hits) >= limit {
				hits = hits[:limit]
				s.at = hits[limit-1].seq
				return s.results(ctx, hits, acts, s.at)
			}
		}
	}
	if s.ended() {
		return s.results(ctx, hits, acts, 0)
	}
	return s.results(ctx, hits, acts, s.at)
}

// ended reports whether all was looked at.
func (s *search) ended() bool {
	if s.indexed {
		return len(s.seqs) == 0
	}
	return s.at <= 1
}

// results puts hits together by their acts.
func (s *search) results(ctx context.Context, hits []hit, acts map[int64]*Act, next int64) (Results, error) {
	found := Results{Next: next}
	place := map[int64]int{}
	for _, h := range hits {
		all := acts[h.act]
		n, known := place[h.act]
		if !known {
			n = len(found.Acts)
			place[h.act] = n
			head := *all
			head.Reports = nil
			found.Acts = append(found.Acts, head)
		}
		for k := range all.Reports {
			if all.Reports[k].seq == h.assertion {
				found.Acts[n].Reports = append(found.Acts[n].Reports, all.Reports[k])
			}
		}
	}
	if next == 0 {
		return found, nil
	}
	var at int64
	_, err := s.one(ctx, `SELECT recorded FROM judgement WHERE seq >= ? ORDER BY seq LIMIT 1`, []any{next}, &at)
	found.Back = instant(at)
	return found, err
}

// counted returns those of some hits that count as known at the instant, with
// their acts in acts.
func (s *search) counted(ctx context.Context, some []hit, acts map[int64]*Act) (list []hit, err error) {
	if some, err = s.first(ctx, some); err != nil {
		return nil, err
	}
	var ask []any
	for _, h := range some {
		if _, known := acts[h.act]; !known {
			acts[h.act] = &Act{} // nothing of it counts, unless it is found
			ask = append(ask, h.act)
		}
	}
	if len(ask) > 0 {
		found, err := s.acts(ctx, condition{`a.seq IN (` + marks(len(ask)) + `)`, ask}, s.filter.Known)
		if err != nil {
			return nil, err
		}
		for n := range found {
			acts[found[n].seq] = &found[n].Act
		}
	}
	for _, h := range some {
		is := func(p Report) bool { return p.seq == h.assertion }
		if slices.ContainsFunc(acts[h.act].Reports, is) {
			list = append(list, h)
		}
	}
	return list, nil
}

// until returns the instant as known at which is searched, in microseconds.
func (f *Filter) until() int64 {
	if f.Known.IsZero() {
		return math.MaxInt64
	}
	return f.Known.UnixMicro()
}
