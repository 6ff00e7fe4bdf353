package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path/filepath"
)

// sentence is a line of corpus/sentences: one sentence as an article of its own.
type sentence struct {
	ID        string          `json:"id"`
	Lang      string          `json:"lang"`
	Published string          `json:"published"`
	Text      string          `json:"text"`
	Acts      json.RawMessage `json:"acts"`
}

// unfold writes every sentence of the files that a pattern matches into a folder as
// the scorer of articles wants them, a page and its gold file. The caller removes
// the folder.
func unfold(pattern string) (folder string, err error) {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		return "", fmt.Errorf("no files %s: %w", pattern, cmp.Or(err, fs.ErrNotExist))
	}
	if folder, err = os.MkdirTemp("", "credence-eval-"); err != nil {
		return "", err
	}
	for _, path := range paths {
		if err := unfoldFile(path, folder); err != nil {
			return folder, err
		}
	}
	return folder, nil
}

func unfoldFile(path, folder string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close() // opened for reading only
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var s sentence
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if err := s.write(folder); err != nil {
			return err
		}
	}
	return lines.Err()
}

func (s *sentence) write(folder string) error {
	page := fmt.Sprintf("<!doctype html><html lang=%q><head><meta charset=\"utf-8\"><meta property=\"article:published_time\" content=%q></head><body><article><p>%s</p></article></body></html>\n",
		s.Lang, s.Published, html.EscapeString(s.Text))
	gold, err := json.Marshal(s)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, s.ID+".html"), []byte(page), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, s.ID+".gold.json"), gold, 0o644)
}
