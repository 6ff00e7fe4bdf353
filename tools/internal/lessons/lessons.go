// Package lessons reads the project's corpus as lessons.
package lessons

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
)

// taught is an act as the corpus has it.
type taught struct {
	Act        string
	Actors     []string
	Recipients []string
	Quote      string
	Mentions   []string
	Modality   string
	Date       string
}

// Read returns the lessons of a language in some parts of the corpus: "train",
// "dev".
func Read(ctx context.Context, corpus string, parts []string, code string) ([]act.Lesson, error) {
	var lessons []act.Lesson
	for _, part := range parts {
		for _, load := range []func(context.Context, string, string) ([]*article.Article, [][]taught, error){sentences, articles} {
			texts, acts, err := load(ctx, corpus, part)
			if err != nil {
				return nil, err
			}
			for n, a := range texts {
				if a.Lang == code {
					lessons = append(lessons, act.Lesson{Article: a, Acts: located(a, acts[n])})
				}
			}
		}
	}
	return lessons, nil
}

// located finds the places where acts are stated.
func located(a *article.Article, list []taught) (out []act.Taught) {
	for _, t := range list {
		x := act.Taught{Kind: t.Act, Actors: t.Actors, Recipients: t.Recipients, Modality: t.Modality, Date: t.Date}
		for _, quote := range append([]string{t.Quote}, t.Mentions...) {
			if at := strings.Index(a.Text, quote); at >= 0 && quote != "" {
				x.Spans = append(x.Spans, act.Span{Start: at, End: at + len(quote)})
			}
		}
		if len(x.Spans) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// sentences reads sentences/PART*.jsonl, none where there is no such file.
func sentences(ctx context.Context, corpus, part string) (texts []*article.Article, acts [][]taught, err error) {
	paths, err := filepath.Glob(filepath.Join(corpus, "sentences", part+"*.jsonl"))
	if err != nil {
		return nil, nil, err
	}
	for _, path := range paths {
		some, their, err := sentenceFile(ctx, path)
		if err != nil {
			return nil, nil, err
		}
		texts, acts = append(texts, some...), append(acts, their...)
	}
	return texts, acts, nil
}

// sentenceFile reads one file of sentences.
func sentenceFile(ctx context.Context, path string) (texts []*article.Article, acts [][]taught, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close() // opened for reading only
	byID := map[string][]taught{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var x struct {
			ID   string
			Acts []taught
		}
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			return nil, nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		byID[x.ID] = x.Acts
	}
	if err := lines.Err(); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	texts, err = open(ctx, path)
	for _, a := range texts {
		acts = append(acts, byID[a.ID])
	}
	return texts, acts, err
}

// articles reads articles/PART.
func articles(ctx context.Context, corpus, part string) (texts []*article.Article, acts [][]taught, err error) {
	golds, err := filepath.Glob(filepath.Join(corpus, "articles", part, "*.gold.json"))
	if err != nil {
		return nil, nil, err
	}
	for _, path := range golds {
		var gold struct{ Acts []taught }
		data, err := os.ReadFile(path)
		if err == nil {
			err = json.Unmarshal(data, &gold)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", path, err)
		}
		for _, extension := range []string{".txt", ".md", ".html"} {
			list, err := open(ctx, strings.TrimSuffix(path, ".gold.json")+extension)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, nil, err
			}
			for _, a := range list {
				texts, acts = append(texts, a), append(acts, gold.Acts)
			}
		}
	}
	return texts, acts, nil
}

// open reads the articles of a file.
func open(ctx context.Context, path string) (list []*article.Article, err error) {
	r, err := article.New(article.Options{})
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	for a, err := range r.Open(ctx, path) {
		if err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, nil
}
