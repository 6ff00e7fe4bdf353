package influence

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
)

// dealing is what one act says of one power.
type dealing struct {
	act    *ledger.Act
	power  string // state or organisation
	party  string // the country's side: the state or a regime
	rule   int
	factor float64 // confidence, discounted where undated
	moment
}

// ending is an act that ends dealings.
type ending struct {
	act    *ledger.Act
	report *ledger.Report
	power  string // whose; "" everyone's
	party  string // of everyone's dealings, those with this party are spared
	rule   int
	day    edtf.Day
}

// evidence is what the acts say of all powers, in an order that does not depend on
// that of the acts.
type evidence struct {
	dealings []dealing
	endings  []ending
	counts   Counts
}

// tipping is the confidence from which an ending ends: a presence that has more
// likely than not ended is not counted on, for what would be left of it could lead
// where nobody else is seen.
const tipping = 0.5

// atATime is how many acts are looked through by one of those who do it side by side.
const atATime = 1024

// gather takes from the acts what bears on the country.
func gather(acts []ledger.Act, country string, kinds act.Ontology, w *Weights) *evidence {
	parts := make([]*evidence, (len(acts)+atATime-1)/atATime)
	share(len(parts), func(next func() (int, bool)) {
		for n, more := next(); more; n, more = next() {
			parts[n] = gatherSome(acts[n*atATime:min((n+1)*atATime, len(acts))], country, kinds, w)
		}
	})
	e := &evidence{}
	for _, p := range parts {
		e.dealings, e.endings = append(e.dealings, p.dealings...), append(e.endings, p.endings...)
		e.counts.add(p.counts)
	}
	e.sort()
	return e
}

// gatherSome takes from some acts what bears on the country, in their order.
func gatherSome(acts []ledger.Act, country string, kinds act.Ontology, w *Weights) *evidence {
	e := &evidence{}
	rules := w.index()
	for n := range acts {
		a := &acts[n]
		kind := kinds[a.Kind]
		power, party, asActor, foreign := others(a.Actor, a.Recipient, country)
		rule, weighed := rules[a.Kind]
		seizure := weighed && w.rules[rule].Everyone && within(a, country)
		if kind == nil || !foreign && !seizure {
			continue
		}
		done, denied := modalities(a)
		switch {
		case kind.Opinion:
			e.counts.Opinions++
		case !weighed:
			e.counts.NoWeight++
		case len(done) == 0:
			e.counts.NotDone++
		case len(denied) > 0:
			e.counts.Contested++
		case foreign && w.rules[rule].Power == "actor" && !asActor && !kind.Symmetric:
			e.counts.WrongParty++
		default:
			e.take(dealing{act: a, power: power, party: party, rule: rule}, done, kind, w)
		}
	}
	return e
}

// add adds other counts.
func (c *Counts) add(o Counts) {
	c.Weighed, c.Undated, c.NoDay, c.Contested = c.Weighed+o.Weighed, c.Undated+o.Undated, c.NoDay+o.NoDay, c.Contested+o.Contested
	c.NotDone, c.NoWeight, c.WrongParty, c.Opinions = c.NotDone+o.NotDone, c.NoWeight+o.NoWeight, c.WrongParty+o.WrongParty, c.Opinions+o.Opinions
}

// take adds an act that was done. An act within the country (a seizure of power)
// has no power of its own, and only ends.
func (e *evidence) take(d dealing, done []*ledger.Report, kind *act.Kind, w *Weights) {
	rule := &w.rules[d.rule]
	m, ok := when(done, kind.State || w.endable[kind.Name], kind.State)
	if !ok {
		e.counts.NoDay++
		return
	}
	e.counts.Weighed++
	d.moment, d.factor = m, confidence(done)
	if len(rule.Ends) > 0 && d.factor >= tipping {
		end := ending{act: d.act, report: m.report, power: d.power, rule: d.rule, day: m.days[0]}
		if rule.Everyone {
			end.power, end.party = "", d.act.Actor
		}
		e.endings = append(e.endings, end)
	}
	if !m.dated {
		e.counts.Undated++
		if !kind.State { // a state told on a day held on that day
			d.factor *= w.undated
		}
	}
	if d.power != "" && rule.Weight != 0 && d.factor > 0 {
		e.dealings = append(e.dealings, d)
	}
}

// confidence returns that of the surest report, 1 where a person accepted one.
func confidence(done []*ledger.Report) float64 {
	surest := 0.0
	for _, r := range done {
		if r.Decision == ledger.Accept {
			return 1
		}
		if r.Confidence > surest { // not where it is no number
			surest = min(r.Confidence, 1)
		}
	}
	return surest
}

// sort puts the evidence in the order of what it says.
func (e *evidence) sort() {
	byPower := map[string][]dealing{}
	for _, d := range e.dealings {
		byPower[d.power] = append(byPower[d.power], d)
	}
	powers := slices.Sorted(maps.Keys(byPower))
	share(len(powers), func(next func() (int, bool)) {
		for n, more := next(); more; n, more = next() {
			slices.SortFunc(byPower[powers[n]], compareDealings)
		}
	})
	e.dealings = e.dealings[:0]
	for _, p := range powers {
		e.dealings = append(e.dealings, byPower[p]...)
	}
	slices.SortFunc(e.endings, func(a, b ending) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.rule, b.rule), slices.Compare(a.act.ID[:], b.act.ID[:]),
			strings.Compare(a.power, b.power), strings.Compare(a.party, b.party))
	})
}

// compareDealings orders the dealings of one power.
func compareDealings(a, b dealing) int {
	return cmp.Or(cmp.Compare(a.rule, b.rule), strings.Compare(a.party, b.party),
		slices.Compare(a.days, b.days), cmp.Compare(a.until, b.until), cmp.Compare(a.factor, b.factor),
		slices.Compare(a.act.ID[:], b.act.ID[:]))
}

// belongs reports whether an id is the country, or one of its regimes.
func belongs(id, country string) bool { return id == country || id != "" && state(id) == country }

// within reports whether both sides of an act belong to the country's state.
func within(a *ledger.Act, country string) bool {
	return state(a.Actor) == state(country) && state(a.Recipient) == state(country)
}

// foreign reports whether an id is a party outside the country's state.
func foreign(id, country string) bool { return id != "" && state(id) != state(country) }

func state(id string) string { return gazetteer.State(id) }
