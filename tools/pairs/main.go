// Command pairs trains what `credence pairs` answers by, and writes
// lang/<code>/pairs.bin:
//
//	go run ./tools/pairs -corpus corpus/pairs -out lang
//
// It learns from corpus/pairs/<code>/train.tsv and prints figures for dev.tsv,
// which it learns nothing from. With -take it splits files of annotated pairs into these three
// by a hash of each text.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/pair"
	"github.com/credence-project/credence/pair/train"
)

// lenders are the languages from whose pairs another learns too.
var lenders = map[string][]string{"fr": {"en"}} //nolint:gochecknoglobals // a table

type options struct {
	corpus, out, only         string
	ablate, errors, test, dry bool
	take, wordnet             string
	framed                    int
	lent                      float64
	weight                    float64
	show                      bool
	settings                  train.Settings
}

func main() {
	var o options
	flag.StringVar(&o.corpus, "corpus", "corpus/pairs", "folder of the annotated pairs")
	flag.StringVar(&o.out, "out", "lang", "folder of the languages, where pairs.bin is written")
	flag.StringVar(&o.only, "lang", "", "this language alone")
	flag.BoolVar(&o.ablate, "ablate", false, "measure what each kind of evidence is worth alone, write nothing")
	flag.BoolVar(&o.errors, "errors", false, "print the pairs of dev.tsv that are answered wrongly, write nothing")
	flag.BoolVar(&o.test, "test", false, "measure the committed weights on test.tsv, write nothing")
	flag.BoolVar(&o.dry, "n", false, "write nothing")
	flag.StringVar(&o.take, "take", "", "split these files or folders (parted by commas) into train, dev and test of -lang, and stop")
	flag.StringVar(&o.wordnet, "wordnet", "", "spread the English lexicon over the WordNet in this folder, write lang/en/plover.tsv, and stop")
	flag.IntVar(&o.framed, "framed", 200, "how many sentences of each type are made of frames")
	flag.Float64Var(&o.weight, "weight", .3, "what such a sentence counts")
	flag.Float64Var(&o.lent, "lent", .5, "what a pair of another language counts")
	flag.BoolVar(&o.show, "show", false, "print those sentences")
	flag.Parse()
	o.settings = settings()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "pairs:", err)
		os.Exit(1)
	}
}

// settings are what served best on dev.tsv.
func settings() train.Settings {
	return train.Settings{
		Seed: 1, Epochs: 40, Rate: .02, Least: 2, Smallest: .02,
		Decay: [pair.Groups]float64{1e-2, 1e-3, 1e-3, 4e-3},
		Drop:  [pair.Groups]float64{0, .2, .2, 0},
	}
}

func run(o options) error {
	if o.take != "" {
		return take(o)
	}
	if o.wordnet != "" {
		return wide(o)
	}
	codes, err := filepath.Glob(filepath.Join(o.corpus, "*", "train.tsv"))
	if err != nil {
		return err
	}
	if len(codes) == 0 {
		return fmt.Errorf("no train.tsv in any folder of %s", o.corpus)
	}
	for _, path := range codes {
		code := filepath.Base(filepath.Dir(path))
		if o.only != "" && o.only != code {
			continue
		}
		if err := language(code, o); err != nil {
			return fmt.Errorf("language %s: %w", code, err)
		}
	}
	return nil
}

func language(code string, o options) error {
	folder, err := lang.Open(code)
	if err != nil {
		return err
	}
	if o.test {
		return tested(code, o)
	}
	coder, err := pair.OpenUntaught(folder)
	if err != nil {
		return err
	}
	parts := map[string][]train.Sample{}
	examples := map[string][]train.Example{}
	for _, part := range []string{"train", "dev"} {
		if examples[part], err = load(o.corpus, code, part); err != nil {
			return err
		}
		parts[part] = samples(coder, examples[part])
	}
	beside, err := borrowed(code, o)
	if err != nil {
		return err
	}
	made, err := framed(code, o.framed, o.settings.Seed)
	if err != nil {
		return err
	}
	for _, s := range samples(coder, made) {
		s.Weight = o.weight
		beside = append(beside, s)
	}
	if o.show {
		for _, e := range made {
			fmt.Println(e.Type, e.Question)
		}
	}
	fmt.Printf("%s: %d entries of the lexicon, %d pairs to learn from, %d made or lent beside them\n", code, coder.Entries(), len(parts["train"]), len(beside))
	if o.ablate {
		ablations(parts, beside, o.settings)
		return nil
	}
	m, cross := taught(parts["train"], beside, o.settings)
	fmt.Printf("  cross %v\n", cross)
	f := train.Measure(m, parts["dev"])
	fmt.Printf("  dev   %v, %d features\n%s", f, m.Len(), f.Reliability())
	if o.errors {
		report(coder.With(m), examples["dev"])
		return nil
	}
	if o.dry {
		return nil
	}
	path := filepath.Join(o.out, code, "pairs.bin")
	data := m.Bytes()
	fmt.Printf("  %s, %d KB\n", path, len(data)>>10)
	return os.WriteFile(path, data, 0o644)
}

// folds is how many parts the samples are parted into, each told by a model of
// the others.
const folds = 4

// taught returns a model that has learned from the samples and what stands
// beside them, as sure as models that learned from a part of the samples should
// be of the others; and how good those were.
func taught(samples, beside []train.Sample, s train.Settings) (*pair.Model, *train.Figures) {
	held := make([]train.Held, folds)
	var whole *pair.Model
	var wait sync.WaitGroup
	wait.Go(func() { whole = train.Fit(slices.Concat(samples, beside), s) })
	for n := range folds {
		wait.Go(func() {
			learn, rest := train.Fold(samples, folds, n)
			held[n] = train.Held{Model: train.Fit(slices.Concat(learn, beside), s), Samples: rest}
		})
	}
	wait.Wait()
	temperature := train.Temperature(held)
	cross := new(train.Figures)
	for _, h := range held {
		train.Measure(h.Model.At(temperature), h.Samples).Into(cross)
	}
	return whole.At(temperature), cross
}

// borrowed returns what the pairs of other languages teach that holds in any:
// what types of words and patterns mean where they stand.
func borrowed(code string, o options) ([]train.Sample, error) {
	var all []train.Sample
	for _, other := range lenders[code] {
		folder, err := lang.Open(other)
		if err != nil {
			return nil, err
		}
		coder, err := pair.OpenUntaught(folder)
		if err != nil {
			return nil, err
		}
		examples, err := load(o.corpus, other, "train")
		if err != nil {
			return nil, err
		}
		for _, s := range samples(coder, examples) {
			s.Features = slices.DeleteFunc(s.Features, func(f pair.Feature) bool {
				return f.Group != pair.Lexicon && f.Group != pair.Patterns
			})
			s.Weight = o.lent
			all = append(all, s)
		}
	}
	return all, nil
}

func tested(code string, o options) error {
	folder, err := lang.Open(code)
	if err != nil {
		return err
	}
	coder, err := pair.Open(folder)
	if err != nil {
		return err
	}
	for _, part := range []string{"dev", "test"} {
		examples, err := load(o.corpus, code, part)
		if err != nil {
			return err
		}
		f := new(train.Figures)
		r := coder.NewReader()
		for _, e := range examples {
			a := r.Answer(e.Question)
			f.Add(e.Type, a.Type, a.Confidence)
		}
		fmt.Printf("%s %-4s %v\n%s", code, part, f, f.Reliability())
	}
	return nil
}

func load(corpus, code, part string) ([]train.Example, error) {
	path := filepath.Join(corpus, code, part+".tsv")
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // opened for reading only
	all, err := train.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", path, err)
	}
	return all, nil
}

func samples(c *pair.Coder, examples []train.Example) []train.Sample {
	r := c.NewReader()
	out := make([]train.Sample, len(examples))
	for n, e := range examples {
		out[n] = train.Sample{Features: slices.Clone(r.Features(e.Question)), Type: e.Type, Weight: 1}
	}
	return out
}

// ablations print how good answers are with parts of the evidence alone.
func ablations(parts map[string][]train.Sample, beside []train.Sample, s train.Settings) {
	const all = 1<<pair.Lexicon | 1<<pair.Words | 1<<pair.Tree | 1<<pair.Patterns
	for _, a := range []struct {
		name string
		with int
	}{
		{"patterns alone", 1 << pair.Patterns},
		{"lexicon alone", 1 << pair.Lexicon},
		{"words alone", 1 << pair.Words},
		{"tree alone", 1 << pair.Tree},
		{"lexicon and tree", 1<<pair.Lexicon | 1<<pair.Tree},
		{"words and tree", 1<<pair.Words | 1<<pair.Tree},
		{"all but patterns", all &^ (1 << pair.Patterns)},
		{"all", all},
	} {
		for g := range pair.Groups {
			s.Without[g] = a.with&(1<<g) == 0
		}
		m, _ := taught(parts["train"], beside, s)
		fmt.Printf("  %-18s %v, %d features\n", a.name, train.Measure(m, parts["dev"]), m.Len())
	}
}

// report prints what is answered wrongly, and how often which type is taken
// for which.
func report(c *pair.Coder, examples []train.Example) {
	r := c.NewReader()
	f := new(train.Figures)
	for _, e := range examples {
		a := r.Answer(e.Question)
		f.Add(e.Type, a.Type, a.Confidence)
		if a.Type != e.Type {
			_, text, _ := strings.Cut(e.Line, "\t")
			fmt.Printf("  %s, not %v (%.2f): %s\n", e.Type, a.Type, a.Confidence, text)
		}
	}
	for t := range pair.Types {
		fmt.Printf("  %-9v F1 %.3f ", pair.Type(t), f.F1(pair.Type(t)))
		for g, n := range f.Confused[t] {
			if n > 0 && g != t {
				fmt.Printf(" %v %d", pair.Type(g), n)
			}
		}
		fmt.Println()
	}
}

// wide spreads the English lexicon over WordNet.
func wide(o options) error {
	const code = "en"
	folder, err := lang.Open(code)
	if err != nil {
		return err
	}
	coder, err := pair.OpenUntaught(folder)
	if err != nil {
		return err
	}
	lexicon := map[string]evidence{}
	coder.EachWord(func(word string, t pair.Type, weight float64) {
		e := lexicon[word]
		e[t] = max(e[t], weight)
		lexicon[word] = e
	})
	return widen(o.wordnet, lexicon, filepath.Join(o.out, code, "plover.tsv"))
}
