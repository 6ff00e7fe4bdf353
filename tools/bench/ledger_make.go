package main

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
)

// How the made-up world is. The nth state's weight is 1/n^skew. By the usual skew, of
// 0.5, the two busiest states have some 0.2 % of all acts between them: 19,000 of ten
// million, where two states picked blindly have 250.
const (
	actsAnArticle = 10
	firstYear     = 1816
	recent        = 3.0 // days lie at a random number's power: half of them since 2000
	outlets       = 400 // that publish
	standingShare = 0.3 // of the acts, those from which a standing follows
)

// busiest states come first; the others follow in an order drawn by seed.
const busiest = "USA RUS CHN GBR FRA DEU ISR UKR JPN IND TUR IRN SAU PAK EGY KOR ITA AFG PRK SYR ESP POL AUS CAN BRA"

// kindWeight is how often acts of a kind are told.
type kindWeight struct {
	name   string
	weight float64
}

// dealings are kinds from which no standing follows, standings the others.
var (
	dealings = []kindWeight{{"meet", 22}, {"visit", 18}, {"condemn", 14}, {"demand", 12}, {"sign-agreement", 10}, {"threaten", 6},
		{"reject", 6}, {"provide-aid", 5}, {"impose-sanctions", 3}, {"mediate", 2}, {"accept-migrants", 1}, {"lift-sanctions", 1}}
	standings = []kindWeight{{"appoint-ambassador", 14}, {"summon-ambassador", 12}, {"expel-diplomats", 10}, {"accept-credentials", 8},
		{"has-ambassador", 8}, {"has-embassy", 6}, {"recall-ambassador", 6}, {"deploy-forces", 6}, {"has-forces", 4}, {"withdraw-forces", 4},
		{"has-relations", 4}, {"restore-relations", 2}, {"open-embassy", 2}, {"close-embassy", 2}, {"recognize-government", 2},
		{"recognize-state", 2}, {"establish-relations", 2}, {"upgrade-relations", 1}, {"downgrade-relations", 1}, {"sever-relations", 1},
		{"exchange-ambassadors", 1}, {"has-charge", 1}, {"is-listed", .5}, {"designate-terrorist", .5}, {"withdraw-recognition", .5}}
)

// world draws articles. The same seed draws the same ones.
type world struct {
	random  *rand.Rand
	kinds   act.Ontology
	states  []string // by weight
	names   []string
	since   []edtf.Day // from which a state is there
	weights []float64  // running totals
	deals   []float64
	stands  []float64
	today   edtf.Day
}

func newWorld(seed uint64, names *gazetteer.Directory, skew float64) (*world, error) {
	kinds, err := act.LoadOntology()
	if err != nil {
		return nil, err
	}
	w := &world{random: rand.New(rand.NewPCG(seed, 1816)), kinds: kinds, today: edtf.DayOf(2026, 7, 1)}
	for _, id := range names.IDs() {
		if e, _ := names.Entity(id); e.Kind == "state" && e.Until == "" && !strings.Contains(id, ".") {
			w.states = append(w.states, id)
		}
	}
	if len(w.states) < 100 {
		return nil, errors.New("the gazetteer has too few states")
	}
	slices.Sort(w.states)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(w.states), func(i, j int) { w.states[i], w.states[j] = w.states[j], w.states[i] })
	first := strings.Fields(busiest)
	slices.SortStableFunc(w.states, func(a, b string) int { return place(first, a) - place(first, b) })
	for n, id := range w.states {
		e, _ := names.Entity(id)
		since := edtf.DayOf(firstYear, 1, 1)
		if d, err := edtf.Parse(e.From); err == nil {
			since = max(since, d.Bounds().First)
		}
		w.names, w.since = append(w.names, names.Phrase(id, "en", gazetteer.Definite)), append(w.since, since)
		w.weights = running(w.weights, math.Pow(float64(n+1), -skew))
	}
	for _, k := range dealings {
		w.deals = running(w.deals, k.weight)
	}
	for _, k := range standings {
		w.stands = running(w.stands, k.weight)
	}
	for _, k := range slices.Concat(dealings, standings) {
		if kinds[k.name] == nil {
			return nil, fmt.Errorf("the ontology has no %q", k.name)
		}
	}
	return w, nil
}

// place returns where a word stands in a list, behind its end where it does not.
func place(list []string, word string) int {
	if n := slices.Index(list, word); n >= 0 {
		return n
	}
	return len(list)
}

// running adds a weight to running totals.
func running(totals []float64, weight float64) []float64 {
	if n := len(totals); n > 0 {
		weight += totals[n-1]
	}
	return append(totals, weight)
}

// draw returns a number by its weight.
func (w *world) draw(totals []float64) int {
	n, _ := slices.BinarySearch(totals, w.random.Float64()*totals[len(totals)-1])
	return min(n, len(totals)-1)
}

// other returns another state than one, by weight.
func (w *world) other(than int) int {
	for {
		if n := w.draw(w.weights); n != than {
			return n
		}
	}
}

// pair returns two states, by weight.
func (w *world) pair() (int, int) {
	a := w.draw(w.weights)
	return a, w.other(a)
}

// uniform returns two states, every pair alike.
func (w *world) uniform() (int, int) {
	a, b := w.random.IntN(len(w.states)), w.random.IntN(len(w.states)-1)
	if b >= a {
		b++
	}
	return a, b
}

// day returns a day since another, more often a recent one.
func (w *world) day(since edtf.Day) edtf.Day {
	span := float64(w.today - since)
	return w.today - edtf.Day(span*math.Pow(w.random.Float64(), recent))
}

// articles draws articles; number tells each from all others. In each half of
// the acts are between the two that it is about, the others between one of them
// and somebody else.
func (w *world) articles(prefix string, count int) iter.Seq2[ledger.Entry, error] {
	return func(yield func(ledger.Entry, error) bool) {
		for n := range count {
			if !yield(w.article(prefix+strconv.Itoa(n)), nil) {
				return
			}
		}
	}
}

func (w *world) article(name string) ledger.Entry {
	a, b := w.pair()
	published := w.day(max(w.since[a], w.since[b]))
	outlet := w.random.IntN(1 + w.random.IntN(outlets)) // some publish more
	title := w.names[a] + " and " + w.names[b] + ", " + published.String()
	e := ledger.Entry{Document: ledger.Document{Source: "outlet" + strconv.Itoa(outlet) + ".example", Article: name,
		URL: "https://outlet" + strconv.Itoa(outlet) + ".example/" + name, Title: title, Published: published.String(), Lang: "en"}}
	var text strings.Builder
	text.WriteString(title + " (" + name + ")\n\n")
	for n := range actsAnArticle {
		x, y := a, b
		if n >= actsAnArticle/2 {
			y = w.other(a)
			if w.since[y] > published {
				y = b
			}
		}
		if w.random.IntN(2) == 0 {
			x, y = y, x
		}
		e.Assertions = append(e.Assertions, w.assertion(&text, x, y, published))
	}
	e.Document.Text = text.String()
	return e
}

// assertion draws what an article says, and writes it into the text.
func (w *world) assertion(text *strings.Builder, actor, recipient int, published edtf.Day) ledger.Assertion {
	kind := dealings[w.draw(w.deals)].name
	if w.random.Float64() < standingShare {
		kind = standings[w.draw(w.stands)].name
	}
	r := act.Record{Modality: w.modality(), Confidence: float64(30+w.random.IntN(70)) / 100, Claims: []string{},
		Actors:     []act.RecordParty{{ID: w.states[actor], Text: w.names[actor]}},
		Recipients: []act.RecordParty{{ID: w.states[recipient], Text: w.names[recipient]}}}
	state := w.kinds[kind].State
	if r.Act = kind; state {
		r.Kind, r.State, r.Act = "state", kind, ""
	}
	r.Date = w.date(published, state)
	if w.random.IntN(5) == 0 {
		r.AttributedTo = w.states[actor]
	}
	verb := strings.ReplaceAll(kind, "-", " ")
	quote := w.names[actor] + " " + verb + " " + w.names[recipient] + ", " + r.Modality + " of " + r.Date + ", a spokesperson of the foreign ministry told reporters"
	r.Start = text.Len()
	text.WriteString(quote)
	r.Quote, r.End = quote, text.Len()
	text.WriteString(".\n")
	return ledger.Assertion{Reader: "credence 0.2.0", Says: r}
}

func (w *world) modality() string {
	switch n := w.random.IntN(100); {
	case n < 90:
		return "asserted"
	case n < 95:
		return "future"
	case n < 98:
		return "negated"
	}
	return "hypothetical"
}

// date returns when it was done: mostly a day of the last week, sometimes known
// to the month or the year only, or not told; of a state of affairs since when.
func (w *world) date(published edtf.Day, state bool) string {
	day := max(edtf.DayOf(firstYear, 1, 1), published-edtf.Day(w.random.IntN(7)))
	text := day.String()
	switch n := w.random.IntN(20); {
	case n < 1:
		return ""
	case n < 2:
		text = text[:4]
	case n < 4:
		text = text[:7]
	}
	if state && w.random.IntN(3) == 0 {
		text += "/.."
	}
	return text
}
