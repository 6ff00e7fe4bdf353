package influence

import (
	"cmp"
	"slices"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// opinions lists what is said of who has influence on the country within a span,
// one entry a report: an opinion belongs to whoever voices it.
func opinions(acts []ledger.Act, country string, kinds act.Ontology, span edtf.Span) []Opinion {
	list := []Opinion{}
	for n := range acts {
		a := &acts[n]
		power, _, asActor, ok := others(a.Actor, a.Recipient, country)
		if kind := kinds[a.Kind]; kind == nil || !kind.Opinion || !ok || !asActor {
			continue
		}
		for k := range a.Reports {
			r := &a.Reports[k]
			if d := dateOf(r); d.IsZero() || d.Bounds().Overlaps(span) {
				list = append(list, opinion(a, r, power))
			}
		}
	}
	return list
}

// sortOpinions puts what is said in order, the earliest first.
func (r *Result) sortOpinions() {
	slices.SortFunc(r.Opinions, func(a, b Opinion) int {
		return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(a.Published, b.Published), cmp.Compare(a.Power, b.Power),
			slices.Compare(a.Assertion[:], b.Assertion[:]), cmp.Compare(a.Quote, b.Quote))
	})
}

func opinion(a *ledger.Act, r *ledger.Report, power string) Opinion {
	o := Opinion{
		Power: power, Since: strings.TrimSuffix(r.Date, "/.."), Modality: r.Modality.String(), Published: r.Published,
		Act: a.ID, Assertion: r.Assertion, report: r,
	}
	o.fill()
	return o
}

// fill writes out what of a report may have come later.
func (o *Opinion) fill() {
	r := o.report
	o.Says, o.Quote, o.Article, o.Title = cmp.Or(r.AttributedTo, r.Source, r.Article), r.Quote, r.Article, r.Title
}
