package standing

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// Line is everything that acts tell of the standing of one party towards
// another, on all days. It is for one goroutine.
type Line struct {
	By, Of   string
	doctrine *Doctrine
	eras     []era // of Of, where it is a regime: those in which it ruled without a break in one
	lapses   []era // of the regime among By and Of: ambassadors' credentials end with an era
	effects  map[key][]effect
	tellings map[inEra]*telling
	doubted  map[key][]effect // what does not come to count, and is shown as dissent
}

// key is an aspect, of Sovereignty over one territory.
type key struct {
	aspect Aspect
	over   string
}

// deriver derives one line.
type deriver struct {
	doctrine *Doctrine
	world    World
	known    map[string][]era
	by, of   string
	line     *Line
	done     map[deed][]edtf.Span // what explained looks at, nil before it is asked
}

// Derive returns the standing of by towards of that follows from acts under a
// doctrine. The acts should be those of Query{Of, By, Everyone}; those that bear
// on other parties do no harm.
func Derive(d *Doctrine, w World, acts []ledger.Act, by, of string) *Line {
	x := &deriver{doctrine: d, world: w, known: map[string][]era{}, by: by, of: of}
	x.line = &Line{By: by, Of: of, doctrine: d, eras: reigns(x.eras(of)), lapses: x.eras(of), effects: map[key][]effect{}, tellings: map[inEra]*telling{}, doubted: map[key][]effect{}}
	if x.line.lapses == nil {
		x.line.lapses = x.eras(by)
	}
	for n := range acts {
		x.read(&acts[n])
	}
	for k, list := range x.line.effects {
		align(list)
		slices.SortStableFunc(list, compareEffects)
		x.line.effects[k] = x.besides(k, list, acts)
	}
	for _, list := range x.line.doubted {
		slices.SortStableFunc(list, compareEffects)
	}
	return x.line
}

// compareEffects orders effects by their days, and those of one day in some order
// that does not depend on that of the acts.
func compareEffects(a, b effect) int {
	if c := cmp.Compare(a.at(), b.at()); c != 0 { // nearly always
		return c
	}
	return cmp.Or(
		cmp.Compare(a.span.First, b.span.First), cmp.Compare(a.strength, b.strength), strings.Compare(a.value, b.value),
		strings.Compare(a.rule.Name, b.rule.Name), strings.Compare(a.act.Actor+" "+a.act.Recipient, b.act.Actor+" "+b.act.Recipient), strings.Compare(a.date, b.date),
		bytes.Compare(a.reports[0].Assertion[:], b.reports[0].Assertion[:]), bytes.Compare(a.reports[0].Document[:], b.reports[0].Document[:]),
		cmp.Compare(a.span.Last, b.span.Last), cmp.Compare(len(a.reports), len(b.reports)),
	)
}

// read enters what an act tells.
func (x *deriver) read(a *ledger.Act) {
	day := actDay(a)
	for _, r := range x.doctrine.byKind[a.Kind] {
		x.apply(a, r, day, r.strength)
	}
	for _, by := range []string{a.Actor, a.Recipient} {
		if p := x.doctrine.practice(by, day); p != nil && by == x.by && x.class(x.of) == "government" {
			for _, r := range p.rules.byKind[a.Kind] {
				if slices.Contains(r.Of, "government") {
					x.apply(a, r, day, implied)
				}
			}
		}
	}
}

// apply enters what an act tells by one rule.
func (x *deriver) apply(a *ledger.Act, r *Rule, day edtf.Day, s strength) {
	actors, recipients := r.tells()
	k := key{r.Aspect, a.Over}
	into := x.line.effects
	if x.among(r.Aside, x.of) {
		into = x.line.doubted
	}
	add := func(s strength) {
		for _, e := range x.effects(a, r) {
			e.strength, e.seat = s, x.bySeat(a)
			x.narrow(&e, a)
			into[k] = append(into[k], e)
		}
	}
	switch {
	case actors && x.isBy(a.Actor, day) && x.isOf(a.Recipient, r, day),
		recipients && x.isBy(a.Recipient, day) && x.isOf(a.Actor, r, day):
		add(s)
	case actors && a.Actor == "" && r.said[act.Negated] && x.isOf(a.Recipient, r, day):
		add(universal)
	}
}

// narrow leaves of an effect on a state through its government only what follows
// for the state: it is recognised, if not earlier. A government not yet recognised
// says nothing of the state.
func (x *deriver) narrow(e *effect, a *ledger.Act) {
	if e.rule.Aspect == Recognised && !strings.Contains(x.of, ".") && (strings.Contains(a.Recipient, ".") && state(a.Recipient) == x.of || strings.Contains(a.Actor, ".") && state(a.Actor) == x.of) {
		e.before, e.date, e.dates = "", "", nil
	}
}

// isBy reports whether a party of an act is the one whose standing is asked: that
// party, or the government that sat in its name.
func (x *deriver) isBy(party string, day edtf.Day) bool {
	return party == x.by || x.sameSeat(party, x.by, day)
}

// isOf reports whether a party of an act is the one towards which the standing
// is asked, as far as a rule goes.
func (x *deriver) isOf(party string, r *Rule, day edtf.Day) bool {
	if len(r.Of) > 0 && !x.among(r.Of, x.of) || x.among(r.Except, x.of) || x.among(r.Except, x.by) {
		return false
	}
	if party == x.of {
		return true
	}
	switch r.Aspect {
	case Listed: // who lists a movement does not list the state that it comes to govern
		return false
	case Recognised:
	default:
		return x.sameSeat(party, x.of, day)
	}
	// Recognising a government recognises its state, not the reverse.
	return x.doctrine.ImpliesState && r.Then == Yes && party != "" && state(party) == x.of && x.class(party) == "government"
}

// among reports whether a list of a rule names a party, or its class.
func (x *deriver) among(list []string, party string) bool {
	return len(list) > 0 && (slices.Contains(list, party) || slices.Contains(list, x.class(party)))
}

// sameSeat reports whether a party of an act stands for the one asked about: the
// government that held the capital of the state asked about on the day, or the
// state in whose name the government asked about has spoken at some time.
func (x *deriver) sameSeat(party, asked string, day edtf.Day) bool {
	if party == "" || state(party) != state(asked) || strings.Contains(party, ".") == strings.Contains(asked, ".") {
		return false
	}
	if strings.Contains(party, ".") {
		return x.governs(party, day)
	}
	return slices.ContainsFunc(x.eras(asked), func(e era) bool { return e.governs })
}

// bySeat reports whether an act concerns a government asked about only as that of
// its state: where it does not govern, the act is not about it.
func (x *deriver) bySeat(a *ledger.Act) bool {
	seat := func(asked string) bool {
		return strings.Contains(asked, ".") && a.Actor != asked && a.Recipient != asked
	}
	return seat(x.of) || seat(x.by)
}

// actDay returns a day on which an act was there: the last of its first dated
// report, or of the day of the report.
func actDay(a *ledger.Act) edtf.Day {
	for n := range a.Reports {
		if d, err := edtf.Parse(a.Reports[n].Date); err == nil {
			days := d.Bounds()
			if told := Reported(&a.Reports[n]); d.OpenEnd() || told < days.Last && told >= days.First {
				return told
			}
			return days.Last
		}
	}
	if len(a.Reports) == 0 {
		return 0
	}
	return Reported(&a.Reports[0])
}

// news is how many days before its publication an article tells of what it calls
// the present.
const news = 31

// align moves what a document tells without a day to the last change of which
// the same document gives the day: having told that credentials were accepted on
// Tuesday, "it has not recognised them" speaks of Tuesday too.
func align(list []effect) {
	changes := map[ledger.ID][]edtf.Day{}
	for n := range list {
		if c := &list[n]; c.change {
			for _, p := range c.reports {
				changes[p.Document] = append(changes[p.Document], c.at())
			}
		}
	}
	for n := range list {
		e := &list[n]
		if !e.undated {
			continue
		}
		day := edtf.Day(0)
		for _, at := range changes[e.reports[0].Document] {
			if at <= e.at() && at >= e.at()-news {
				day = max(day, at)
			}
		}
		if day > 0 {
			e.span = one(day)
		}
	}
}

// besides sets aside the effects that stand beside an act which explains them:
// relations broken on a day, and the same day's report that recognition ended.
func (x *deriver) besides(k key, list []effect, acts []ledger.Act) []effect {
	kept := list[:0]
	for _, e := range list {
		if len(e.rule.Beside) > 0 && word(e.reports, x.by) == 0 && x.explained(&e, acts) {
			x.line.doubted[k] = append(x.line.doubted[k], e)
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

// explained reports whether one of the acts that a rule names was done between
// the two at the time of an effect.
func (x *deriver) explained(e *effect, acts []ledger.Act) bool {
	if x.done == nil {
		x.done = x.doneAct(acts)
	}
	for _, kind := range e.rule.Beside {
		for _, d := range x.done[deed{kind, e.act.Actor, e.act.Recipient}] {
			if e.at() >= d.First && e.span.First <= d.Last+3 {
				return true
			}
		}
	}
	return false
}

// deed is a kind of act by one party to another.
type deed struct{ kind, actor, recipient string }

// doneAct returns when the acts beside which others are doubted were done.
func (x *deriver) doneAct(acts []ledger.Act) map[deed][]edtf.Span {
	named := map[string]bool{}
	for n := range x.doctrine.Rules {
		for _, kind := range x.doctrine.Rules[n].Beside {
			named[kind] = true
		}
	}
	done := map[deed][]edtf.Span{}
	for n := range acts {
		a := &acts[n]
		if !named[a.Kind] {
			continue
		}
		v := x.weigh(a)
		if d := readDates(v.asserted); d != nil {
			at := deed{a.Kind, a.Actor, a.Recipient}
			done[at] = append(done[at], d.span)
		}
	}
	return done
}
