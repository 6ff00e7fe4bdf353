// Command models trains the language models of Credence from Universal
// Dependencies treebanks and writes lang/<code>/model.bin.
//
//	go run ./tools/models -ud ../shared/ud -out lang
//
// It first trains without the parts held out and prints how good that model is
// on them, then trains the model that is written on everything. Where a language
// has a dictionary (tools/dictionary), its models are trained with it.
package main

import (
	"embed"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing/fstest"
	"time"

	"github.com/credence-project/credence/tools/internal/settings"
	"github.com/credence-project/credence/ud"
	"github.com/credence-project/credence/ud/train"
)

//go:embed *.toml
var files embed.FS

func main() {
	folder := flag.String("ud", "../shared/ud", "folder of the treebanks")
	own := flag.String("own", "tools/models/own", "folder of our own treebanks")
	out := flag.String("out", "lang", "folder of the languages, where model.bin is written")
	only := flag.String("lang", "", "train this language alone")
	measure := flag.Bool("measure", false, "measure on the parts held out, write nothing")
	ship := flag.Bool("ship", false, "write the model without measuring one")
	flag.Parse()
	if err := run(*folder, *own, *out, *only, !*ship, !*measure); err != nil {
		fmt.Fprintln(os.Stderr, "models:", err)
		os.Exit(1)
	}
}

func run(folder, own, out, only string, measure, write bool) error {
	return settings.Each(files, folder, only, func(code, file string) error {
		return language(code, file, folder, own, out, measure, write)
	})
}

func language(code, file, folder, own, out string, measure, write bool) error {
	f, err := files.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	c, err := train.ReadConfig(f)
	if err != nil {
		return err
	}
	all, err := c.Load(folder, own)
	if err != nil {
		return err
	}
	dict, err := os.ReadFile(filepath.Join(out, code, "dictionary.bin"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if measure {
		if err := measured(code, c, all, dict); err != nil {
			return err
		}
	}
	if !write {
		return nil
	}
	start := time.Now()
	data, err := c.Train(all, dict, os.Stderr)
	if err != nil {
		return err
	}
	path := filepath.Join(out, code, "model.bin")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: trained on all %d sentences in %s; %s, %.1f MB\n", code, len(all), time.Since(start).Round(time.Second), path, float64(len(data))/1e6)
	return nil
}

// measured trains without the parts held out and prints figures for each.
func measured(code string, c *train.Config, all []*train.Sentence, dict []byte) error {
	start := time.Now()
	learn, held := c.Split(all)
	data, err := c.Train(learn, dict, os.Stderr)
	if err != nil {
		return err
	}
	folder := fstest.MapFS{"model.bin": {Data: data}}
	if dict != nil {
		folder["dictionary.bin"] = &fstest.MapFile{Data: dict}
	}
	m, err := ud.OpenModel(folder)
	if err != nil {
		return err
	}
	fmt.Printf("%s: figures of a model trained on %d sentences without the parts below, in %s\n", code, len(learn), time.Since(start).Round(time.Second))
	var names []string
	for name := range held {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f := train.Measure(m, held[name])
		fmt.Printf("  %-36s %s  %.0f words/s\n", name, f, f.WordsPerSecond())
		for k, v := range train.Variants {
			fmt.Printf("    %-34s %s\n", v.Name, train.Measure(m, train.Vary(held[name], k)))
		}
	}
	return nil
}
