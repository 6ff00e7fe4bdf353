package standing

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// slowSearch is search, looking at every effect.
func (t *telling) slowSearch(a Aspect, day edtf.Day, conditional bool) *effect {
	var best *effect
	for n := t.after(day) - 1; n >= 0; n-- {
		e := &t.effects[n]
		if best != nil && e.at() < best.at() && best.final(a) {
			break
		}
		if !e.holds(day) || best != nil && !e.outweighs(best, a) || e.rule.Where != "" && !conditional {
			continue
		}
		if !t.defeated(e, day) && !t.unmet(e, day) {
			best = e
		}
	}
	return best
}

// slowFollowing is following, looking at every effect.
func (t *telling) slowFollowing(e *effect, day edtf.Day) *effect {
	for n := t.after(day); n < len(t.effects); n++ {
		if o := &t.effects[n]; o.change && o.span.First > day && o.value != e.value && o.strength == express {
			return o
		}
	}
	return nil
}

// What passes over effects finds what is found by looking at each of them.
func TestEffectsPassedOverDecideNothing(t *testing.T) {
	w := world(t)
	doctrines := map[string]*Doctrine{"default": doctrine(t, "default"), "declaratory": doctrine(t, "declaratory"), "estrada": doctrine(t, "estrada")}
	kinds := doctrines["default"].Kinds()
	rapid.Check(t, func(t *rapid.T) {
		d := doctrines[rapid.SampledFrom([]string{"default", "declaratory", "estrada"}).Draw(t, "doctrine")]
		by := rapid.SampledFrom([]string{"RUS", "MEX"}).Draw(t, "by")
		of := rapid.SampledFrom([]string{"AFG", "AFG.TALIBAN", "TWN"}).Draw(t, "of")
		var acts []ledger.Act
		for n := range rapid.IntRange(0, 40).Draw(t, "acts") {
			a := ledger.Act{Kind: rapid.SampledFrom(kinds).Draw(t, "kind"), Actor: by, Recipient: rapid.SampledFrom([]string{of, of, "AFG", ""}).Draw(t, "party")}
			if rapid.Bool().Draw(t, "turned round") {
				a.Actor, a.Recipient = a.Recipient, a.Actor
			}
			a.State = len(a.Kind) > 4 && (a.Kind[:4] == "has-" || a.Kind[:3] == "is-")
			for m := range rapid.IntRange(1, 2).Draw(t, "reports") {
				r := ledger.Report{
					Published: rapid.SampledFrom([]string{"2001-10-01", "2021-09-01", "2025-07-07", ""}).Draw(t, "published"),
					Date:      rapid.SampledFrom(append([]string{"1999/2003", "2020/2022-05", "2010/..", "../2004"}, someDates...)).Draw(t, "date"),
					Modality:  act.Modality(rapid.IntRange(0, 2).Draw(t, "modality")), AttributedTo: rapid.SampledFrom([]string{"", by}).Draw(t, "by"), Confidence: 1,
				}
				copy(r.Document[:], fmt.Sprint(rapid.IntRange(0, 20).Draw(t, "document"), m))
				copy(r.Assertion[:], fmt.Sprint(n, m))
				a.Reports = append(a.Reports, r)
			}
			acts = append(acts, a)
		}
		l := Derive(d, w, acts, by, of)
		for k := range l.effects {
			for _, day := range append(l.turns(k, edtf.MinDay, edtf.MaxDay), drawDay(t, "on")) {
				x := l.inEra(k, day)
				for _, conditional := range []bool{true, false} {
					if got, want := x.search(k.aspect, day, conditional), x.slowSearch(k.aspect, day, conditional); got != want {
						t.Fatalf("%v on %s: %+v, want %+v", k, day, got, want)
					}
				}
				for n := range x.effects {
					if got, want := x.following(&x.effects[n], day), x.slowFollowing(&x.effects[n], day); got != want {
						t.Fatalf("%v after %s: %+v, want %+v", k, day, got, want)
					}
				}
			}
		}
	})
}
