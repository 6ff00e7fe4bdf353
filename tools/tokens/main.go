// Command tokens learns from Universal Dependencies treebanks what the
// tokeniser cannot know from lists, where sentences end and which words are
// contractions, and writes lang/<code>/tokens.tsv.
//
//	go run ./tools/tokens -ud ../shared/ud -out lang
//
// For every treebank it first learns from the others and prints how many of
// that treebank's choices come out right, then learns from all. The same files
// give the same bytes.
package main

import (
	"embed"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/tools/internal/settings"
	"github.com/credence-project/credence/ud"
)

//go:embed *.toml
var files embed.FS

// config is the file <code>.toml.
type config struct {
	Seed     uint64
	Treebank []treebank
}

// treebank is one origin of examples.
type treebank struct {
	Files     []string
	Licence   string
	Sentences bool // whether its sentences end as written text does
}

func main() {
	folder := flag.String("ud", "../shared/ud", "folder of the treebanks")
	out := flag.String("out", "lang", "folder of the languages, where tokens.tsv is written")
	only := flag.String("lang", "", "learn for this language alone")
	without := flag.String("without", "", "leave out the files whose name contains this, and measure nothing")
	flag.Parse()
	if err := run(*folder, *out, *only, *without); err != nil {
		fmt.Fprintln(os.Stderr, "tokens:", err)
		os.Exit(1)
	}
}

func run(folder, out, only, without string) error {
	return settings.Each(files, folder, only, func(code, file string) error {
		return language(code, file, folder, out, without)
	})
}

func language(code, file, folder, out, without string) error {
	var c config
	if _, err := toml.DecodeFS(files, file, &c); err != nil {
		return fmt.Errorf("reading %s: %w", file, err)
	}
	words, err := lang.Open(code)
	if err != nil {
		return err
	}
	tokenizer, err := ud.OpenTokenizer(words)
	if err != nil {
		return err
	}
	var banks [][]example
	for _, bank := range c.Treebank {
		var examples []example
		for _, name := range bank.Files {
			if without != "" && strings.Contains(name, without) {
				continue
			}
			more, err := read(tokenizer, filepath.Join(folder, name), bank.Sentences)
			if err != nil {
				return err
			}
			examples = append(examples, more...)
		}
		banks = append(banks, examples)
	}
	own, err := readOwn(tokenizer, words)
	if err != nil {
		return err
	}
	if without == "" {
		measure(code, &c, banks, own)
	}
	all := own
	for _, examples := range banks {
		all = append(all, examples...)
	}
	return write(filepath.Join(out, code, "tokens.tsv"), &c, learnAll(all, c.Seed))
}

// measure prints, for every treebank, how many of its choices come out right
// by the rules and after learning from the other treebanks.
func measure(code string, c *config, banks [][]example, own []example) {
	for k, bank := range banks {
		rest := slices.Clone(own)
		for other := range banks {
			if other != k {
				rest = append(rest, banks[other]...)
			}
		}
		models := learnAll(rest, c.Seed)
		name := strings.TrimSuffix(filepath.Base(c.Treebank[k].Files[0]), ".conllu.gz")
		for _, kind := range kinds(bank) {
			n, ruled, learned := 0, 0, 0
			for _, e := range bank {
				if e.kind != kind {
					continue
				}
				n++
				if e.rule == e.yes {
					ruled++
				}
				if (models[kind].sum(e.features) > 0) == e.yes {
					learned++
				}
			}
			fmt.Printf("%s %-20s %-12s %6d choices, right by rule %.2f %%, learned %.2f %%\n",
				code, name, kind, n, percent(ruled, n), percent(learned, n))
		}
	}
}

func percent(k, n int) float64 { return 100 * float64(k) / float64(max(n, 1)) }
