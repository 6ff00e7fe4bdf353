package review

import (
	"context"
	"fmt"
	"slices"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// supposition is what the acts between two parties would be, if. It leaves the
// acts that it is given as they are.
type supposition func([]ledger.Act) []ledger.Act

// without supposes that an assertion did not count.
func without(id ledger.ID) supposition {
	return func(acts []ledger.Act) []ledger.Act {
		var kept []ledger.Act
		for _, a := range acts {
			if reports(&a, id) {
				a.Reports = slices.DeleteFunc(slices.Clone(a.Reports), func(p ledger.Report) bool { return p.Assertion == id })
			}
			if len(a.Reports) > 0 {
				kept = append(kept, a)
			}
		}
		return kept
	}
}

// marked supposes that a person decided about an assertion that counts, and goes
// on to count.
func marked(id ledger.ID, d ledger.Decision, by string) supposition {
	return func(acts []ledger.Act) []ledger.Act {
		acts = slices.Clone(acts)
		for n := range acts {
			if !reports(&acts[n], id) {
				continue
			}
			acts[n].Reports = slices.Clone(acts[n].Reports)
			for m := range acts[n].Reports {
				if p := &acts[n].Reports[m]; p.Assertion == id {
					p.Decision, p.By = d, by
				}
			}
		}
		return acts
	}
}

// told supposes that an assertion counted which does not yet. The act that it
// would be linked to is taken to be the first of its kind and parties that its
// date agrees with: the ledger looks closer.
func (b *Board) told(a *ledger.Assertion, p ledger.Report) supposition {
	kind := b.kind(&a.Says)
	return func(acts []ledger.Act) []ledger.Act {
		acts = slices.Clone(acts)
		for _, d := range ledger.Dyads(kind, &a.Says) {
			n := slices.IndexFunc(acts, func(o ledger.Act) bool {
				return o.Kind == kind.Name && o.Actor == d.Actor && o.Recipient == d.Recipient && o.Over == d.Over && agrees(&o, p.Date)
			})
			if n < 0 {
				acts = append(acts, ledger.Act{Kind: kind.Name, State: kind.State, Actor: d.Actor, Recipient: d.Recipient, Over: d.Over})
				n = len(acts) - 1
			}
			acts[n].Reports = append(slices.Clone(acts[n].Reports), p)
		}
		return acts
	}
}

// moved supposes that some reports of an act belonged to another; to an act of
// their own where there is none.
func moved(from, into ledger.ID, chosen func(ledger.ID) bool) supposition {
	return func(acts []ledger.Act) []ledger.Act {
		n := slices.IndexFunc(acts, func(a ledger.Act) bool { return a.ID == from })
		if n < 0 {
			return acts
		}
		acts = slices.Clone(acts)
		var stay, leave []ledger.Report
		for _, p := range acts[n].Reports {
			if chosen(p.Assertion) {
				leave = append(leave, p)
			} else {
				stay = append(stay, p)
			}
		}
		acts[n].Reports = stay
		m := slices.IndexFunc(acts, func(a ledger.Act) bool { return a.ID == into })
		if m < 0 {
			other := acts[n]
			other.ID, other.Reports = into, nil
			acts = append(acts, other)
			m = len(acts) - 1
		}
		acts[m].Reports = append(slices.Clone(acts[m].Reports), leave...)
		return slices.DeleteFunc(acts, func(a ledger.Act) bool { return len(a.Reports) == 0 })
	}
}

// reports reports whether an assertion is among the reports of an act.
func reports(a *ledger.Act, id ledger.ID) bool {
	return slices.ContainsFunc(a.Reports, func(p ledger.Report) bool { return p.Assertion == id })
}

// agrees reports whether a date can be that of an act.
func agrees(a *ledger.Act, date string) bool {
	d, err := edtf.Parse(date)
	for n := range a.Reports {
		o, unknown := edtf.Parse(a.Reports[n].Date)
		if err != nil || unknown != nil {
			return true // nothing speaks against it
		}
		if both := d.Bounds().Meet(o.Bounds()); !both.IsZero() {
			return true
		}
	}
	return false
}

// report returns an assertion as it would bear on an act.
func report(a *ledger.Assertion, d *ledger.Document) ledger.Report {
	m, _ := act.ParseModality(a.Says.Modality)
	return ledger.Report{
		Assertion: a.ID, Document: a.Document, Source: d.Source, Article: d.Article, Title: d.Title, Published: d.Published, Lang: d.Lang,
		Fingerprint: ledger.Fingerprint(d.Text), Reader: a.Reader, Date: a.Says.Date, Effect: a.Effect, Modality: m,
		AttributedTo: a.Says.AttributedTo, Quote: a.Says.Quote, Start: a.Says.Start, End: a.Says.End, Confidence: a.Says.Confidence, Recorded: a.Recorded,
	}
}

// pair is the standing of one party towards another.
type pair struct{ by, of string }

// pairsOf returns the pairs on whose standing dyads bear, in both directions.
func pairsOf(dyads []ledger.Dyad) []pair {
	var list []pair
	for _, d := range dyads {
		for _, p := range []pair{{d.Actor, d.Recipient}, {d.Recipient, d.Actor}} {
			if p.by != "" && p.of != "" && p.by != p.of && !slices.Contains(list, p) {
				list = append(list, p)
			}
		}
	}
	return list
}

// dyadsOf returns the dyads of acts.
func dyadsOf(acts []ledger.Act) []ledger.Dyad {
	var list []ledger.Dyad
	for n := range acts {
		list = append(list, ledger.Dyad{Actor: acts[n].Actor, Recipient: acts[n].Recipient, Over: acts[n].Over})
	}
	return list
}

// bench looks into assertions. What it has read it remembers, so it is for one
// question only.
type bench struct {
	*Board
	acts   map[pair][]ledger.Act  // between two states
	turned map[ledger.ID][]turned // of a document
}

func (b *Board) bench() *bench {
	return &bench{b, map[pair][]ledger.Act{}, map[ledger.ID][]turned{}}
}

// line returns the standing of a pair if all suppositions held.
func (x *bench) line(ctx context.Context, p pair, suppose ...supposition) (*standing.Line, error) {
	states := pair{gazetteer.State(p.by), gazetteer.State(p.of)}
	if states.of < states.by {
		states = pair{states.of, states.by}
	}
	acts, known := x.acts[states]
	if !known {
		var err error
		acts, err = x.ledger.Acts(ctx, ledger.Query{Of: states.of, By: states.by, Everyone: true})
		if err != nil {
			return nil, fmt.Errorf("reading the acts between %s and %s: %w", states.by, states.of, err)
		}
		x.acts[states] = acts
	}
	for _, s := range suppose {
		acts = s(acts)
	}
	return standing.Derive(x.doctrine, x.names, acts, p.by, p.of), nil
}

// compare returns how suppositions would change the standings of pairs.
func (x *bench) compare(ctx context.Context, pairs []pair, suppose ...supposition) ([]Change, error) {
	var all []Change
	for _, p := range pairs {
		before, err := x.line(ctx, p)
		if err != nil {
			return nil, err
		}
		after, err := x.line(ctx, p, suppose...)
		if err != nil {
			return nil, err
		}
		for _, c := range x.changes(before, after) {
			if !mirrored(all, &c) {
				all = append(all, c)
			}
		}
	}
	return all, nil
}

// mirrored reports whether the same change of the relations between two is told
// from the other side.
func mirrored(all []Change, c *Change) bool {
	return c.Aspect == standing.Relations && slices.ContainsFunc(all, func(o Change) bool {
		return o.Aspect == c.Aspect && o.By == c.Of && o.Of == c.By && o.From == c.From && o.To == c.To && o.Before.same(c.Before) && o.After.same(c.After)
	})
}
