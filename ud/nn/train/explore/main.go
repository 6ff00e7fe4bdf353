// Command explore trains one network and prints its figures; for experiments.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime/pprof"
	"time"

	"github.com/credence-project/credence/ud/nn"
	"github.com/credence-project/credence/ud/nn/train"
	udtrain "github.com/credence-project/credence/ud/train"
)

func sentences(list []*udtrain.Sentence) (out []*train.Sentence) {
	for _, g := range list {
		s := &train.Sentence{ID: g.ID, Bank: g.Bank.Name, NoFeats: !g.Bank.Feats, NoLemmas: !g.Bank.Lemmas}
		for _, t := range g.Tokens {
			s.Forms, s.UPOS, s.Feats, s.Lemmas = append(s.Forms, t.Form), append(s.UPOS, t.UPOS), append(s.Feats, string(t.Feats)), append(s.Lemmas, t.Lemma)
			s.Rel, s.Heads = append(s.Rel, t.Rel), append(s.Heads, t.Head)
		}
		out = append(out, s)
	}
	return out
}

func main() {
	c := train.Config{}
	settings := flag.String("settings", "tools/models", "")
	lang := flag.String("lang", "fr", "")
	dir := flag.String("dir", "../shared/ud", "")
	flag.IntVar(&c.Units, "units", 96, "")
	flag.IntVar(&c.Layers, "layers", 2, "")
	flag.IntVar(&c.Arc, "arc", 64, "")
	flag.IntVar(&c.Label, "label", 64, "")
	flag.IntVar(&c.Tag, "tag", 64, "")
	flag.IntVar(&c.Epochs, "epochs", 20, "")
	flag.IntVar(&c.BatchTokens, "batch", 600, "")
	f := func(p *float32, name string, v float64) {
		flag.Func(name, fmt.Sprint(v), func(s string) error { _, err := fmt.Sscan(s, p); return err })
		*p = float32(v)
	}
	f(&c.Rate, "rate", 2e-3)
	f(&c.Beta2, "beta2", 0.98)
	f(&c.Decay, "decay", 0)
	f(&c.DropIn, "dropin", 0.3)
	f(&c.DropMid, "dropmid", 0.3)
	f(&c.DropHead, "drophead", 0.3)
	f(&c.DropWord, "dropword", 0.5)
	f(&c.DropSlot, "dropslot", 0.1)
	f(&c.Augment, "augment", 0.05)
	f(&c.TagWeight, "tagweight", 1)
	f(&c.Smooth, "smooth", 0.05)
	f(&c.Mutual, "mutual", 0)
	seed := flag.Uint64("seed", 1, "")
	every := flag.Int("every", 5, "")
	out := flag.String("o", "", "")
	prof := flag.String("prof", "", "")
	flag.Parse()
	c.Seed = *seed
	if *prof != "" {
		w, _ := os.Create(*prof)
		pprof.StartCPUProfile(w)
		defer pprof.StopCPUProfile()
	}
	file, err := os.Open(*settings + "/" + *lang + ".toml")
	if err != nil {
		panic(err)
	}
	conf, err := udtrain.ReadConfig(file)
	if err != nil {
		panic(err)
	}
	all, err := conf.Load(*dir)
	if err != nil {
		panic(err)
	}
	learn, held := conf.Split(all)
	home := conf.Treebanks[0].Name
	trainSet := sentences(learn)
	tests := map[string][]*train.Sentence{}
	for name, list := range held {
		tests[name] = sentences(list)
	}
	t := train.New(c, trainSet, os.Stdout)
	fmt.Printf("rows %d feats %d scripts %d rels %d banks %v\n", t.Data.List[0]*0+uint32(len(t.Data.List)), len(t.Data.Feats.Names), len(t.Data.Scripts.Names), len(t.Data.Rels.Names), t.Data.Banks)
	t.Fit(trainSet, func(e int) {
		if e%*every != 0 && e != c.Epochs {
			return
		}
		for name, set := range tests {
			fmt.Println(" ", name, train.Measure(set, t.Analyse(set, home)))
		}
	})
	w := t.Weights(home, trainSet)
	data := w.Encode()
	if *out != "" {
		os.WriteFile(*out, data, 0o644)
	}
	began := time.Now()
	m, err := nn.Open(data)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%d bytes, %d lemmas %d rules, range %+v, loaded in %v\n", len(data), len(w.Lemmas.Known), len(w.Lemmas.Rules), w.Range, time.Since(began))
	for name, set := range tests {
		a := m.New()
		var got []*train.Sentence
		for range 2 {
			began := time.Now()
			words := 0
			got = nil
			for _, s := range set {
				got = append(got, train.Annotate(a, s))
				words += len(s.Forms)
			}
			fmt.Printf("  %.2f µs a word\n", time.Since(began).Seconds()*1e6/float64(words))
		}
		fmt.Println("  integer", name, train.Measure(set, got))
	}
}
