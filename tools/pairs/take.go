package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/credence-project/credence/pair/train"
)

// take splits files of annotated pairs into the three of a language. What
// stands there already stays; the same text twice is taken once.
func take(o options) error {
	if o.only == "" {
		return fmt.Errorf("-take needs -lang")
	}
	lines := map[string][]string{}
	seen := map[string]bool{}
	folder := filepath.Join(o.corpus, o.only)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	var paths []string
	for _, part := range []string{"train", "dev", "test"} {
		if path := filepath.Join(folder, part+".tsv"); exists(path) {
			paths = append(paths, path)
		}
	}
	paths = append(paths, strings.Split(o.take, ",")...)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		examples, err := train.Read(bytes.NewReader(data))
		if err != nil {
			return fmt.Errorf("%s:%w", path, err)
		}
		for _, e := range examples {
			key := strings.ToLower(e.Question.Text + "\t" + e.Question.Source + "\t" + e.Question.Target)
			if !seen[key] {
				seen[key] = true
				lines[e.Part()] = append(lines[e.Part()], e.Line)
			}
		}
	}
	for part, list := range lines {
		slices.Sort(list)
		if err := os.WriteFile(filepath.Join(folder, part+".tsv"), []byte(strings.Join(list, "\n")+"\n"), 0o644); err != nil {
			return err
		}
		fmt.Printf("%s %s: %d pairs\n", o.only, part, len(list))
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
