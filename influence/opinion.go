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
		power, _, asActor, ok := others(a, country)
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
	slices.SortFunc(list, func(a, b Opinion) int {
		return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(a.Published, b.Published), cmp.Compare(a.Power, b.Power),
			slices.Compare(a.Assertion[:], b.Assertion[:]), cmp.Compare(a.Quote, b.Quote))
	})
	return list
}

func opinion(a *ledger.Act, r *ledger.Report, power string) Opinion {
	return Opinion{
		Power: power, Since: strings.TrimSuffix(r.Date, "/.."), Says: cmp.Or(r.AttributedTo, r.Source, r.Article),
		Modality: r.Modality.String(), Quote: r.Quote, Article: r.Article, Title: r.Title, Published: r.Published,
		Act: a.ID, Assertion: r.Assertion,
	}
}
