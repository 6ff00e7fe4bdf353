// Command detect counts, for every language that has a folder, the letters and
// the small words by which package article tells languages apart, and writes
// them to lang/<code>/detect.tsv.
//
//	go run ./tools/detect -ud ../shared/ud -out lang
//
// It reads treebanks whose licences let what is derived from them be shipped,
// and text of our own (tools/detect/<code>.txt) where there is no treebank.
// The same input gives the same file, byte for byte.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"log"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/ud"
)

// sources lists what is read for each language: treebanks without a
// non-commercial clause, and text of our own.
func sources() map[string][]string {
	return map[string][]string{
		"fr": {
			"fr/gsd-dev", "fr/sequoia-train", "fr/sequoia-dev", "fr/sequoia-test", "fr/pud-test", "fr/fqb-test",
			"fr/rhapsodie-train", "fr/rhapsodie-dev", "fr/rhapsodie-test", "fr/parisstories-train", "fr/parisstories-dev", "fr/parisstories-test",
		},
		"en": {"en/ewt-train", "en/ewt-dev", "en/pud-test"},
		"es": {"es/ancora_old-dev"},
		"ru": {"ru.txt"},
	}
}

const (
	mostGrams = 5000 // trigrams kept of a language
	mostWords = 150  // small words kept of a language
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("detect: ")
	folder := flag.String("ud", "../shared/ud", "folder of the treebanks")
	own := flag.String("own", "tools/detect", "folder of texts of our own")
	out := flag.String("out", "lang", "folder of the languages")
	only := flag.String("without", "", "treebank to leave out, to measure on it")
	flag.Parse()
	for _, code := range slices.Sorted(maps.Keys(sources())) {
		c := counts{grams: map[[3]rune]int{}, words: map[string]int{}}
		var names []string
		for _, name := range sources()[code] {
			if *only != "" && strings.HasPrefix(name, *only) {
				continue
			}
			if err := c.read(*folder, *own, name); err != nil {
				log.Fatal(err)
			}
			names = append(names, name)
		}
		path := filepath.Join(*out, code, "detect.tsv")
		if err := os.WriteFile(path, []byte(c.table(names)), 0o644); err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %d letters, %d trigrams of which %d kept\n", path, c.total, len(c.grams), min(len(c.grams), mostGrams))
	}
}

// closedClasses are the parts of speech of small words.
var closedClasses = []string{"ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "PART"}

// counts is what was seen of one language.
type counts struct {
	grams map[[3]rune]int
	words map[string]int // small words, by the treebank's part of speech
	total int
}

// read counts one source.
func (c *counts) read(folder, own, name string) error {
	if strings.HasSuffix(name, ".txt") {
		text, err := os.ReadFile(filepath.Join(own, name))
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(text)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			c.text(line)
			words := strings.Fields(line)
			if words[0] == strings.ToLower(words[0]) { // the lines of small words
				for _, w := range words {
					c.words[w]++
				}
			}
		}
		return nil
	}
	return c.treebank(filepath.Join(folder, name+".conllu.gz"))
}

// treebank counts the sentences and the small words of a treebank. The form of
// a multiword token counts, not the two words that it stands for.
func (c *counts) treebank(path string) error {
	for block, err := range ud.ReadTreebank(path) {
		if err != nil {
			return err
		}
		for _, comment := range block.Comments {
			if text, ok := strings.CutPrefix(comment, "# text = "); ok {
				c.text(text)
			}
		}
		c.smallWords(block)
	}
	return nil
}

func (c *counts) smallWords(block *ud.Block) {
	inside := 0 // words still to come of a multiword token
	for i := range block.Lines {
		line := &block.Lines[i]
		form := strings.ToLower(line.Columns[ud.ColForm])
		switch {
		case strings.Contains(line.ID, "-"):
			c.words[form]++
			inside = 2
		case inside > 0:
			inside--
		case slices.Contains(closedClasses, line.Columns[ud.ColUPOS]):
			c.words[form]++
		}
	}
}

// text counts the trigrams of a text.
func (c *counts) text(s string) {
	article.EachTrigram(s, func(g [3]rune) bool {
		c.grams[g]++
		c.total++
		return true
	})
}

// table writes what was counted: a trigram's cost in tenths of a bit.
func (c *counts) table(names []string) string {
	var b strings.Builder
	b.WriteString("# Letters and small words of the language. Made by tools/detect; do not edit.\n")
	fmt.Fprintf(&b, "# From: %s\n", strings.Join(names, ", "))
	words := most(c.words, mostWords, strings.Compare)
	slices.Sort(words)
	for _, w := range words {
		if strings.ContainsAny(w, " -") || !strings.ContainsFunc(w, func(r rune) bool { return r > '9' }) {
			continue
		}
		fmt.Fprintf(&b, "word\t%s\n", strings.TrimRight(w, "'’"))
	}
	for _, g := range most(c.grams, mostGrams, func(x, y [3]rune) int { return slices.Compare(x[:], y[:]) }) {
		bits := -math.Log2(float64(c.grams[g]) / float64(c.total))
		fmt.Fprintf(&b, "%s\t%d\n", strings.ReplaceAll(string(g[:]), " ", "_"), int(math.Round(10*bits)))
	}
	return b.String()
}

// most returns the n keys that were counted most often, in a fixed order.
func most[K comparable](m map[K]int, n int, order func(a, b K) int) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b K) int {
		return cmp.Or(cmp.Compare(m[b], m[a]), order(a, b))
	})
	return keys[:min(n, len(keys))]
}
