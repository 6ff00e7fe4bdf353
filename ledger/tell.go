package ledger

import (
	"context"
	"database/sql"
	"iter"
	"slices"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
)

// Selection chooses what Tell and TellAssertions tell. The zero value chooses all
// that counts.
type Selection struct {
	// Parties, on either side of an act: each a state with its regimes, or one
	// regime. With both, acts between the two in either direction.
	Of, By string

	Kinds      []string
	Modalities []act.Modality // of the reports
	From, To   edtf.Day       // the act may lie between these, both included, 0 open; what has no date by its publication
	Known      time.Time      // as known at this instant; zero now
	Everything bool           // with what was rejected, corrected, superseded, or awaits a person
}

// Told is an act with what is told of it in full. Reports are those that the
// selection chooses.
type Told struct {
	Act
	Says []Said // of each of Reports, in their order
	// Sources is how many independent sources say so, by the modality of what they
	// say: of all reports that count, whether chosen or not.
	Sources map[act.Modality]int
}

// Said is an assertion with all that it says, and where its document was found first.
type Said struct {
	Assertion
	URL, Byline string
}

// Stated is an assertion with the acts of which it speaks.
type Stated struct {
	Said
	Report Report
	Acts   []Told // without reports; none where it is judged to speak of none
}

// Tell returns every act that a selection chooses, in the order of recording, with
// the reports that it chooses, as known at one instant whatever is recorded
// meanwhile. It holds one page of acts in memory at a time. An error ends it.
func (l *Ledger) Tell(ctx context.Context, s Selection) iter.Seq2[Told, error] {
	return func(yield func(Told, error) bool) {
		if err := l.fix(ctx, &s); err != nil {
			yield(Told{}, err)
			return
		}
		c := s.query().condition()
		for after := int64(0); ; {
			list, last, err := l.tellPage(ctx, &s, c, after)
			if err != nil {
				yield(Told{}, err)
				return
			}
			for _, told := range list {
				if !yield(told, nil) {
					return
				}
			}
			if last == 0 {
				return
			}
			after = last
		}
	}
}

// TellAssertions returns every assertion that a selection chooses, in the order of
// recording: those of one reading of a document follow each other. Otherwise it is
// as Tell.
func (l *Ledger) TellAssertions(ctx context.Context, s Selection) iter.Seq2[Stated, error] {
	return func(yield func(Stated, error) bool) {
		if err := l.fix(ctx, &s); err != nil {
			yield(Stated{}, err)
			return
		}
		c := s.query().condition()
		for after := int64(0); ; after += page {
			list, err := l.statedPage(ctx, &s, c, after)
			if err != nil {
				yield(Stated{}, err)
				return
			}
			for n := range list {
				if !yield(list[n], nil) {
					return
				}
			}
			if more, err := l.beyond(ctx, "assertion", after+page); err != nil || !more {
				if err != nil {
					yield(Stated{}, err)
				}
				return
			}
		}
	}
}

// fix sets the instant as known at which is told.
func (l *Ledger) fix(ctx context.Context, s *Selection) (err error) {
	if s.Known.IsZero() {
		s.Known, err = l.latest(ctx)
	}
	return err
}

// query returns what a selection asks of acts.
func (s *Selection) query() *Query {
	return &Query{Of: gazetteer.State(s.Of), By: gazetteer.State(s.By), Kinds: s.Kinds}
}

// tellPage returns what is told of the acts of the next page, and the last number
// of the page; 0 when there are no more.
func (l *Ledger) tellPage(ctx context.Context, s *Selection, c condition, after int64) (list []Told, last int64, err error) {
	const end = `SELECT coalesce(max(seq), 0) FROM (SELECT seq FROM act WHERE seq > ? ORDER BY seq LIMIT ?) AS p`
	err = l.read(ctx, "read", func(t *tx) error {
		if _, err := t.one(ctx, end, []any{after, page}, &last); err != nil || last == 0 {
			return err
		}
		t.everything = s.Everything
		acts, err := t.acts(ctx, c.and(`a.seq > ? AND a.seq <= ?`, after, last), s.Known)
		if err != nil {
			return err
		}
		for n := range acts {
			if told, some := s.told(&acts[n].Act); some {
				list = append(list, told)
			}
		}
		return t.sayings(ctx, list)
	})
	return list, last, err
}

// statedPage returns what is told of the assertions with the numbers that follow.
func (l *Ledger) statedPage(ctx context.Context, s *Selection, c condition, after int64) (list []Stated, err error) {
	err = l.read(ctx, "read", func(t *tx) error {
		t.everything = s.Everything
		acts, err := t.acts(ctx, c.and(`a.seq IN (SELECT j.act FROM judgement j WHERE j.assertion > ? AND j.assertion <= ?)`,
			after, after+page), s.Known)
		if err != nil {
			return err
		}
		place := map[int64]int{}
		for n := range acts {
			told, some := s.told(&acts[n].Act)
			if !some {
				continue
			}
			head := told
			head.Reports = nil
			for _, p := range told.Reports {
				if p.seq <= after || p.seq > after+page {
					continue
				}
				k, known := place[p.seq]
				if !known {
					k = len(list)
					place[p.seq], list = k, append(list, Stated{Report: p})
				}
				list[k].Acts = append(list[k].Acts, head)
			}
		}
		slices.SortFunc(list, func(a, b Stated) int { return int(a.Report.seq - b.Report.seq) })
		var seqs []int64
		for n := range list {
			seqs = append(seqs, list[n].Report.seq)
		}
		said, err := t.said(ctx, seqs)
		for n := range list {
			list[n].Said = said[list[n].Report.seq]
		}
		return err
	})
	return list, err
}

// told returns what a selection chooses of an act, and whether that is anything.
func (s *Selection) told(a *Act) (told Told, some bool) {
	if !s.concerns(a.Actor, a.Recipient) {
		return told, false
	}
	told = Told{Act: *a, Sources: map[act.Modality]int{}}
	said := map[act.Modality]*voices{}
	told.Reports = nil
	for n := range a.Reports {
		p := &a.Reports[n]
		if !p.Out {
			if said[p.Modality] == nil {
				said[p.Modality] = &voices{}
			}
			if !said[p.Modality].heard(p) {
				told.Sources[p.Modality]++
			}
		}
		if s.chooses(p) {
			told.Reports = append(told.Reports, *p)
		}
	}
	return told, len(told.Reports) > 0
}

// concerns reports whether an act between two is one that the selection asks for.
func (s *Selection) concerns(actor, recipient string) bool {
	is := func(asked, party string) bool {
		return asked == party || asked == gazetteer.State(asked) && asked == gazetteer.State(party)
	}
	switch {
	case s.Of != "" && s.By != "":
		return is(s.Of, actor) && is(s.By, recipient) || is(s.By, actor) && is(s.Of, recipient)
	case s.Of != "":
		return is(s.Of, actor) || is(s.Of, recipient)
	case s.By != "":
		return is(s.By, actor) || is(s.By, recipient)
	}
	return true
}

// chooses reports whether a report is one that the selection asks for.
func (s *Selection) chooses(p *Report) bool {
	if len(s.Modalities) > 0 && !slices.Contains(s.Modalities, p.Modality) {
		return false
	}
	if s.From == 0 && s.To == 0 {
		return true
	}
	date := p.Date
	if date == "" {
		date = p.Published
	}
	d, err := parseDate(date)
	if err != nil || d.IsZero() {
		return false
	}
	days := d.Bounds()
	return (s.To == 0 || days.First <= s.To) && days.Last >= s.From
}

// sayings fills in what the reports of acts say.
func (t *tx) sayings(ctx context.Context, list []Told) error {
	var seqs []int64
	for n := range list {
		for k := range list[n].Reports {
			seqs = append(seqs, list[n].Reports[k].seq)
		}
	}
	said, err := t.said(ctx, seqs)
	for n := range list {
		for k := range list[n].Reports {
			list[n].Says = append(list[n].Says, said[list[n].Reports[k].seq])
		}
	}
	return err
}

// said returns assertions by their numbers.
func (t *tx) said(ctx context.Context, seqs []int64) (map[int64]Said, error) {
	seqs = slices.Clone(seqs)
	slices.Sort(seqs)
	seqs = slices.Compact(seqs)
	found := make(map[int64]Said, len(seqs))
	for some := range slices.Chunk(seqs, asked) {
		args := make([]any, asked) // one query for all numbers: the last stands in it repeatedly
		for n := range args {
			args[n] = some[min(n, len(some)-1)]
		}
		in := `s.seq IN (` + marks(asked) + `)`
		err := t.assertions(ctx, in, args, func(seq int64, a Assertion) error {
			found[seq] = Said{Assertion: a}
			return nil
		})
		if err == nil {
			err = t.found(ctx, in, args, found)
		}
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// found fills in where the documents of assertions were found first.
func (t *tx) found(ctx context.Context, in string, args []any, said map[int64]Said) error {
	query := `SELECT s.seq, d.url, d.byline FROM assertion s JOIN document d ON d.seq = s.document WHERE ` + in
	return t.each(ctx, query, args, func(r *sql.Rows) error {
		var seq int64
		var url, byline string
		err := r.Scan(&seq, &url, &byline)
		one := said[seq]
		one.URL, one.Byline = url, byline
		said[seq] = one
		return err
	})
}
