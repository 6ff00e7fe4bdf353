package ledger

import (
	"cmp"
	"flag"
	"fmt"
	"iter"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/credence-project/credence/act"
)

// What the benchmarks' ledger holds: ten million acts over 200 states are 250
// acts a pair, in each direction.
var (
	scale  = flag.Int("scale", 20_000, "acts in the ledger that benchmarks query")
	states = flag.Int("states", 20, "states that they are between")
	kept   = flag.String("kept", "", "where that ledger is, or shall be kept")
)

// manyEntries returns entries of one act each, the same for the same number.
func manyEntries(count int) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		random := rand.New(rand.NewPCG(1, 2))
		kinds := []string{"visit", "meet", "condemn", "sign-agreement", "recognize-government", "expel-diplomats"}
		for n := range count {
			day := time.Date(1990, 1, 1+random.IntN(12_000), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			actor, recipient := random.IntN(*states), random.IntN(*states)
			kind := kinds[random.IntN(len(kinds))]
			quote := fmt.Sprintf("On %s the government of S%02d did %s the government of S%02d, report %d says.", day, actor, kind, recipient, n)
			e := Entry{
				Document: Document{Source: fmt.Sprintf("source%d.org", n%500), Article: fmt.Sprintf("a%d", n),
					Title: "Foreign ministry speaks", Published: day, Lang: "en", Text: quote},
				Assertions: []Assertion{{Reader: "credence 0.1", Says: act.Record{Act: kind, Date: day, Modality: "asserted",
					Actors:     []act.RecordParty{{ID: fmt.Sprintf("S%02d", actor), Text: "the government"}},
					Recipients: []act.RecordParty{{ID: fmt.Sprintf("S%02d", recipient), Text: "the government"}},
					Quote:      quote, End: len(quote), Confidence: random.Float64()}}},
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

func BenchmarkActs(b *testing.B) {
	for _, s := range stores {
		b.Run(s.name, func(b *testing.B) { benchmarkActs(b, cmp.Or(*kept, s.address(b))) })
	}
}

// benchmarkActs fills a ledger and asks for the acts of two states, of two with
// all that bears on them, and of one.
func benchmarkActs(b *testing.B, address string) {
	l := open(b, address)
	if must(l.Count(b.Context()))(b).Acts == 0 {
		start := time.Now()
		if _, err := l.Load(b.Context(), manyEntries(*scale)); err != nil {
			b.Fatal(err)
		}
		b.Logf("loaded %d acts in %v", *scale, time.Since(start))
	}
	random := rand.New(rand.NewPCG(3, 4))
	for _, c := range []struct {
		name     string
		everyone bool
		both     bool
	}{{"pair", false, true}, {"everyone", true, true}, {"one", false, false}} {
		b.Run(c.name, func(b *testing.B) {
			acts := 0
			for b.Loop() {
				q := Query{Of: fmt.Sprintf("S%02d", random.IntN(*states)), Everyone: c.everyone}
				if c.both {
					q.By = fmt.Sprintf("S%02d", random.IntN(*states))
				}
				acts += len(must(l.Acts(b.Context(), q))(b))
			}
			b.ReportMetric(float64(acts)/float64(b.N), "acts/op")
		})
	}
}

func BenchmarkAdd(b *testing.B) {
	l := open(b, stores[0].address(b))
	next, stop := iter.Pull2(manyEntries(1 << 30))
	defer stop()
	for b.Loop() {
		e, _, _ := next()
		must(l.Add(b.Context(), e))(b)
	}
}
