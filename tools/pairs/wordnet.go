package main

import (
	"bufio"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-project/credence/pair"
)

// synset is a sense that words share, as WordNet has it.
type synset struct {
	words []string
	gloss string
	near  map[string]float64 // other synsets and how near they are
	seed  evidence           // what words of the lexicon say
	score evidence
}

type evidence [pair.Types]float64

func (e *evidence) add(o *evidence, weight float64) {
	for k := range e {
		e[k] += o[k] * weight
	}
}

// relations weighs WordNet's relations by how much of what is done they keep.
var relations = map[string]float64{"@": .5, "~": .3, "$": .7, "+": .8, "&": .6, "*": .3, ">": .4, "^": .2}

// The parameters of spreading, chosen on dev.tsv.
const (
	rounds    = 3   // how many steps evidence goes
	spread    = .5  // share of it that goes a step
	glossPart = .12 // weight of a word of the lexicon in a definition
	doubt     = .08 // evidence of which half is believed
)

// least is how surely a word must say a type to be kept, by part of speech.
var least = map[string]float64{"v": .15, "n": .3, "a": .3}

// wordNet is the synsets by part of speech and offset, and the senses of each
// word, most frequent first.
type wordNet struct {
	synsets map[string]*synset
	senses  map[string][]string // "v accuse" to synsets
}

// widen spreads what the lexicon knows to the words that it has not, over the
// synonyms, kinds and derivations of WordNet in folder, and writes the result.
func widen(folder string, lexicon map[string]evidence, path string) error {
	net := &wordNet{map[string]*synset{}, map[string][]string{}}
	for pos, name := range map[string]string{"v": "verb", "n": "noun", "a": "adj"} {
		if err := net.read(folder, pos, name); err != nil {
			return err
		}
	}
	net.plant(lexicon)
	ids := slices.Sorted(maps.Keys(net.synsets))
	for range rounds {
		net.spread(ids)
	}
	var b strings.Builder
	b.WriteString("# What words beside those of plover.toml may say, spread from them by tools/pairs over\n# WordNet 3.0 (see NOTICE): part of speech, lemma, types with how surely.\n")
	kept := 0
	for _, word := range slices.Sorted(maps.Keys(net.senses)) {
		if line := net.line(word, lexicon); line != "" {
			b.WriteString(line)
			kept++
		}
	}
	fmt.Printf("%s: %d words\n", path, kept)
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

// read takes in data.NAME and index.NAME.
func (w *wordNet) read(folder, pos, name string) error {
	err := eachRow(filepath.Join(folder, "data."+name), func(line string) error {
		body, gloss, _ := strings.Cut(line, " | ")
		f := strings.Fields(body)
		if len(f) < 6 {
			return fmt.Errorf("a synset is wanted: %q", line)
		}
		words, err := strconv.ParseInt(f[3], 16, 32)
		if err != nil || len(f) < 5+2*int(words) {
			return fmt.Errorf("a number of words is wanted: %q", line)
		}
		s := &synset{near: map[string]float64{}}
		s.gloss, _, _ = strings.Cut(gloss, "; \"")
		for k := range int(words) {
			s.words = append(s.words, strings.ToLower(f[4+2*k]))
		}
		for rest := f[5+2*words:]; len(rest) >= 4; rest = rest[4:] {
			if weight := relations[rest[0]]; weight > 0 {
				id := strings.Replace(rest[2], "s", "a", 1) + " " + rest[1]
				s.near[id] = max(s.near[id], weight)
			}
		}
		w.synsets[pos+" "+f[0]] = s
		return nil
	})
	if err != nil {
		return err
	}
	return eachRow(filepath.Join(folder, "index."+name), func(line string) error {
		f := strings.Fields(line)
		pointers, err := strconv.Atoi(f[3])
		if err != nil || len(f) < 6+pointers {
			return fmt.Errorf("a number of pointers is wanted: %q", line)
		}
		for _, offset := range f[6+pointers:] {
			w.senses[pos+" "+f[0]] = append(w.senses[pos+" "+f[0]], pos+" "+offset)
		}
		return nil
	})
}

func eachRow(path string, row func(line string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("WordNet (Debian's wordnet-base has it): %w", err)
	}
	defer f.Close() // opened for reading only
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.HasPrefix(lines.Text(), "  ") {
			continue // the licence
		}
		if err := row(lines.Text()); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return lines.Err()
}

// share is how probable the nth of a word's senses is.
func share(n, senses int) float64 {
	total := 0.0
	for k := range senses {
		total += 1 / float64(k+1)
	}
	return 1 / float64(n+1) / total
}

// plant gives each synset what the lexicon says of its words and of those that
// define it.
func (w *wordNet) plant(lexicon map[string]evidence) {
	for _, word := range slices.Sorted(maps.Keys(lexicon)) {
		e := lexicon[word]
		senses := w.senses[word]
		for n, id := range senses {
			w.synsets[id].seed.add(&e, share(n, len(senses)))
		}
	}
	for id, s := range w.synsets {
		for _, word := range strings.FieldsFunc(s.gloss, func(r rune) bool { return !('a' <= r && r <= 'z' || r == '-') }) {
			if e, ok := defines(lexicon, id[:1], word); ok {
				s.seed.add(&e, glossPart)
			}
		}
		s.score = s.seed
	}
}

// defines looks a word of a definition up, in its forms.
func defines(lexicon map[string]evidence, pos, word string) (evidence, bool) {
	for _, ending := range []string{"", "s", "d", "ed", "ing"} {
		if stem, ok := strings.CutSuffix(word, ending); ok && len(stem) > 3 {
			if e, known := lexicon[pos+" "+stem]; known {
				return e, true
			}
		}
	}
	return evidence{}, false
}

// spread lets every synset take in what those near it say.
func (w *wordNet) spread(ids []string) {
	next := make(map[string]evidence, len(ids))
	for _, id := range ids {
		s := w.synsets[id]
		e := s.seed
		for _, other := range slices.Sorted(maps.Keys(s.near)) {
			if o := w.synsets[other]; o != nil {
				e.add(&o.score, spread*s.near[other]/math.Sqrt(float64(len(s.near))))
			}
		}
		next[id] = e
	}
	for id, e := range next {
		w.synsets[id].score = e
	}
}

// line writes what was learned of a word, "" where that is little; what the
// lexicon itself says of it is left out.
func (w *wordNet) line(word string, lexicon map[string]evidence) string {
	if strings.ContainsAny(word[2:], ".0123456789'") || strings.Count(word, "_") > 1 || word[0] != 'v' && strings.Contains(word, "_") {
		return ""
	}
	var e evidence
	own := lexicon[word]
	senses := w.senses[word]
	for n, id := range senses {
		p := share(n, len(senses))
		e.add(&w.synsets[id].score, p)
		e.add(&own, -p*p)
	}
	total := 0.0
	for k := range e {
		e[k] = max(0, e[k])
		total += e[k]
	}
	sure := total / (total + doubt)
	var b strings.Builder
	for k := range e {
		if v := e[k] / total * sure; total > 0 && v >= least[word[:1]] {
			fmt.Fprintf(&b, " %v:%.2f", pair.Type(k), v)
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return word + b.String() + "\n"
}
