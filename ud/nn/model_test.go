package nn

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/ud/nn/kernel"
)

// random makes a network of random weights that knows the words given.
func random(seed uint64, words ...string) *Weights {
	r := rand.New(rand.NewPCG(seed, 1))
	normal := func(n int, size float64) []float32 {
		v := make([]float32, n)
		for i := range v {
			v[i] = float32(r.NormFloat64() * size)
		}
		return v
	}
	classes := func(width int, names ...string) Classes {
		return Classes{Names: names, Rows: normal(len(names)*width, 0.3), Bias: normal(len(names), 0.3)}
	}
	const h, a, l, t = 16, 32, 16, 48
	w := &Weights{Units: h, Arc: a, Label: l, Tag: t}
	var sp Speller
	for _, f := range words {
		for _, k := range sp.Keys(f) {
			if k != 0 && !slices.Contains(w.Keys, k) {
				w.Keys = append(w.Keys, k)
			}
		}
	}
	w.Words, w.Bias = normal((Slots+len(w.Keys))*2*h, 0.3), normal(2*h, 0.3)
	for range 2 {
		w.Layers = append(w.Layers, Layer{W: normal(2*h*6*h, 0.3), V: normal(8*h, 0.3)})
	}
	w.Heads, w.HeadsBias = normal(2*h*(2*a+2*l+t), 0.3), normal(2*a+2*l+t, 0.3)
	w.Pair, w.PairBias = normal(a*a, 0.3), normal(a, 0.3)
	w.Distance, w.RootArc, w.RootLabel = normal(Distances*a, 0.3), normal(a, 0.3), normal(l, 0.3)
	w.Rels = classes(l, "nsubj", "root", "obj", "punct", "parataxis")
	w.UPOS = classes(t, "NOUN", "VERB", "PUNCT")
	w.Feats = classes(t, "NOUN Number=Sing", "NOUN Number=Plur", "VERB ", "PUNCT ")
	w.Lemmas = LearnLemmas(lexicon, nil)
	w.Range = Range{Encoder: 8, Arc: 8, Pair: 20, Label: 8, Tag: 8}
	return w
}

func run(m *Model, sentence string) (out []string) {
	a := m.New()
	for _, f := range strings.Fields(sentence) {
		a.Add(f)
	}
	a.Run()
	for i := range strings.Fields(sentence) {
		lemma, upos, feats, rel, head := a.Word(i)
		out = append(out, strings.Join([]string{lemma, upos, feats, rel, string(rune('a' + head + 1))}, " "))
	}
	return out
}

const example = "La Russie a reconnu le gouvernement des talibans en juillet 2025 , la première au monde ."

func TestAssemblyAndPlainGoGiveTheSameTrees(t *testing.T) {
	for seed := range uint64(6) {
		data := random(seed, strings.Fields(example)...).Encode()
		fast, err := Open(data, nil)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := open(data, nil, kernel.Kernels{})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{example, "Oui", "Moscou et Kaboul", strings.Repeat(example+" ", 30)} {
			if got, want := run(fast, s), run(plain, s); !slices.Equal(got, want) {
				t.Fatalf("seed %d: %q and %q", seed, got, want)
			}
		}
	}
}

func TestASentenceOfAnyLengthHasOneRoot(t *testing.T) {
	m, err := Open(random(1, "Oslo").Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 1, 2, MaxWords, MaxWords + 1, 3*MaxWords + 7} {
		a := m.New()
		for range n {
			a.Add("Oslo")
		}
		a.Run()
		roots := 0
		for i := range n {
			_, _, _, rel, head := a.Word(i)
			if head < 0 {
				roots++
			}
			if (head < 0) != (rel == "root") || head >= n || head == i {
				t.Fatalf("%d words: word %d has head %d and relation %s", n, i, head, rel)
			}
		}
		if roots != min(n, 1) {
			t.Fatalf("%d words have %d roots", n, roots)
		}
	}
}

func TestTheCacheChangesNothing(t *testing.T) {
	m, err := Open(random(2, strings.Fields(example)...).Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	a := m.New()
	for range 300 { // more words than are remembered
		a.Reset()
		var words []string
		for range 1 + r.IntN(60) {
			words = append(words, string(rune('a'+r.IntN(26)))+string(rune('a'+r.IntN(26)))+string(rune('a'+r.IntN(26))))
		}
		for _, w := range words {
			a.Add(w)
		}
		a.Run()
		fresh := run(m, strings.Join(words, " "))
		for i := range words {
			lemma, upos, feats, rel, head := a.Word(i)
			if got := strings.Join([]string{lemma, upos, feats, rel, string(rune('a' + head + 1))}, " "); got != fresh[i] {
				t.Fatalf("%s: %s, without a cache %s", words[i], got, fresh[i])
			}
		}
	}
}

func TestADamagedNetworkIsAnError(t *testing.T) {
	data := random(3, "Oslo").Encode()
	if _, err := Open(data, nil); err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(data); n += 1 + n/50 {
		if _, err := Open(data[:n], nil); !errors.Is(err, ErrDamaged) && n >= 4 {
			t.Fatalf("cut at %d: %v", n, err)
		}
	}
	r := rand.New(rand.NewPCG(1, 1))
	for range 800 {
		bad := slices.Clone(data)
		for range 1 + r.IntN(4) {
			bad[r.IntN(len(bad))] = byte(r.Uint32())
		}
		if m, err := Open(bad, nil); err == nil {
			run(m, "Le ministre a quitté Oslo hier .")
		}
	}
}

var lexicon = []Entry{
	{Form: "reconnus", UPOS: "VERB", Lemma: "reconnaître", Count: 3}, {Form: "parus", UPOS: "VERB", Lemma: "paraître", Count: 1}, {Form: "mangés", UPOS: "VERB", Lemma: "manger", Count: 1},
	{Form: "chantés", UPOS: "VERB", Lemma: "chanter", Count: 1}, {Form: "suis", UPOS: "AUX", Lemma: "être", Count: 9}, {Form: "chevaux", UPOS: "NOUN", Lemma: "cheval", Count: 1},
	{Form: "journaux", UPOS: "NOUN", Lemma: "journal", Count: 1}, {Form: "tuyaux", UPOS: "NOUN", Lemma: "tuyau", Count: 1}, {Form: "ministres", UPOS: "NOUN", Lemma: "ministre", Count: 4},
	{Form: "traités", UPOS: "NOUN", Lemma: "traité", Count: 1}, {Form: "Russie", UPOS: "PROPN", Lemma: "Russie", Count: 5}, {Form: "Paris", UPOS: "PROPN", Lemma: "Paris", Count: 1},
}

func TestLemmasOfTheLexiconAreKnownAndOthersFollowTheirEnding(t *testing.T) {
	l := LearnLemmas(lexicon, nil)
	for _, e := range lexicon {
		if got := l.Lemma(e.Form, e.UPOS, ""); got != e.Lemma {
			t.Errorf("%s %s: %s, want %s", e.Form, e.UPOS, got, e.Lemma)
		}
	}
	for _, e := range []Entry{{Form: "parlés", UPOS: "VERB", Lemma: "parler", Count: 0}, {Form: "Traités", UPOS: "NOUN", Lemma: "traité", Count: 0}, {Form: "canaux", UPOS: "NOUN", Lemma: "canal", Count: 0}, {Form: "Moscou", UPOS: "PROPN", Lemma: "Moscou", Count: 0}} {
		if got := l.Lemma(e.Form, e.UPOS, ""); got != e.Lemma {
			t.Errorf("%s %s: %s, want %s", e.Form, e.UPOS, got, e.Lemma)
		}
	}
}

func TestScriptsMakeTheLemma(t *testing.T) {
	for script, want := range map[string]string{"": "Mangés", "l2er": "manger", "=lui": "lui", "t0": "Mangés", "k1": "Mangé", "l99x": "mangés"} {
		if got := Apply(script, "Mangés"); got != want {
			t.Errorf("%s: %s, want %s", script, got, want)
		}
	}
	for _, c := range [][2]string{{"mangés", "manger"}, {"PARIS", "Paris"}, {"il", "lui"}, {"États", "État"}, {"a", "avoir"}} {
		if s := Script(c[0], c[1]); Apply(s, c[0]) != c[1] {
			t.Errorf("script %s of %v gives %s", s, c, Apply(s, c[0]))
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(random(4, "Oslo").Encode(), "Oslo reconnaît l' État .")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		m, err := Open(data, nil)
		if err != nil {
			return
		}
		a := m.New()
		for _, w := range strings.Fields(text) {
			a.Add(w)
		}
		a.Run()
		roots := 0
		for i := range strings.Fields(text) {
			if _, _, _, _, head := a.Word(i); head < 0 {
				roots++
			}
		}
		if roots != min(1, len(strings.Fields(text))) {
			t.Fatalf("%d roots", roots)
		}
	})
}

func BenchmarkAnnotate(b *testing.B) {
	m, err := Open(random(1, strings.Fields(example)...).Encode(), nil)
	if err != nil {
		b.Fatal(err)
	}
	a, words := m.New(), strings.Fields(example)
	for b.Loop() {
		a.Reset()
		for _, w := range words {
			a.Add(w)
		}
		a.Run()
	}
}
