package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Corpus is the annotated material of one folder.
type Corpus struct {
	Articles  []Article
	Sentences []Sentence
}

// Article is one article with its annotation.
type Article struct {
	Path string // of the article itself
	Half string // one of Parts
	Text string // tags stripped, entities decoded
	Gold Gold
}

// Gold is what a careful reader finds in an article.
type Gold struct {
	Title     *string  `json:"title"`
	Author    *string  `json:"author"`
	Published *string  `json:"published"` // day; null where the article tells none
	Lang      string   `json:"lang"`
	Acts      []Act    `json:"acts"`
	States    []Act    `json:"states,omitempty"`
	Status    []Status `json:"status"`
}

// Act is one annotated act, or a state of affairs where Kind is "state".
type Act struct {
	Kind       string   `json:"kind,omitempty"`
	State      string   `json:"state,omitempty"`
	Act        string   `json:"act,omitempty"`
	Actors     []string `json:"actors"`
	Recipients []string `json:"recipients"`
	Date       string   `json:"date"` // EDTF, "" where none can be derived
	Modality   string   `json:"modality"`
	Attributed *string  `json:"attributed_to"`
	Quote      string   `json:"quote"`
	Mentions   []string `json:"mentions,omitempty"`
	Over       []string `json:"over,omitempty"` // the territory of a recognised sovereignty
}

// Status is what follows from an article about one pair on one day.
type Status struct {
	Of         string `json:"of"`
	By         string `json:"by"`
	On         string `json:"on"`
	Recognised bool   `json:"recognised"`
	Relations  string `json:"relations"`
}

// Sentence is one or two sentences that stand alone, with their acts.
type Sentence struct {
	Path      string `json:"-"` // file and line
	Half      string `json:"-"`
	ID        string `json:"id"`
	Lang      string `json:"lang"`
	Published string `json:"published"`
	Text      string `json:"text"`
	Acts      []Act  `json:"acts"`
}

// Parts are the parts of the corpus: to learn from, to measure on while working, to
// be scored only.
var Parts = []string{"train", "dev", "test"}

// Load reads articles and sentences*.jsonl of all parts under root; a part may lack
// either.
// Its errors name the file that cannot be read or decoded.
func Load(root string) (*Corpus, error) {
	c := &Corpus{}
	for _, half := range Parts {
		if err := c.loadArticles(root, half); err != nil {
			return nil, err
		}
		if err := c.loadSentences(root, half); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *Corpus) loadArticles(root, half string) error {
	golds, err := filepath.Glob(filepath.Join(root, "articles", half, "*.gold.json"))
	if err != nil {
		return fmt.Errorf("listing articles: %w", err)
	}
	for _, g := range golds {
		a, err := loadArticle(g)
		if err != nil {
			return err
		}
		a.Half = half
		c.Articles = append(c.Articles, a)
	}
	return nil
}

func loadArticle(gold string) (Article, error) {
	var a Article
	b, err := os.ReadFile(gold)
	if err != nil {
		return a, fmt.Errorf("reading annotation: %w", err)
	}
	if err := decodeStrictly(b, &a.Gold); err != nil {
		return a, fmt.Errorf("decoding %s: %w", gold, err)
	}
	stem := strings.TrimSuffix(gold, ".gold.json")
	for _, ext := range []string{".txt", ".md", ".html"} {
		b, err := os.ReadFile(stem + ext)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return a, fmt.Errorf("reading article: %w", err)
		}
		if a.Path != "" {
			return a, fmt.Errorf("%s annotates two articles, %s and %s", gold, a.Path, stem+ext)
		}
		a.Path, a.Text = stem+ext, string(b)
		if ext == ".html" {
			a.Text = StripTags(a.Text)
		}
	}
	if a.Path == "" {
		return a, fmt.Errorf("%s has no article beside it", gold)
	}
	return a, nil
}

func (c *Corpus) loadSentences(root, half string) error {
	paths, err := filepath.Glob(filepath.Join(root, "sentences", half+"*.jsonl"))
	if err != nil {
		return fmt.Errorf("listing sentences: %w", err)
	}
	for _, path := range paths {
		if err := c.loadSentenceFile(path, half); err != nil {
			return err
		}
	}
	return nil
}

func (c *Corpus) loadSentenceFile(path, half string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("reading sentences: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		s := Sentence{Path: fmt.Sprintf("%s:%d", path, n), Half: half}
		if err := decodeStrictly(lines.Bytes(), &s); err != nil {
			return fmt.Errorf("decoding %s: %w", s.Path, err)
		}
		c.Sentences = append(c.Sentences, s)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading %s: %w", path, err)
	}
	return nil
}

// decodeStrictly refuses unknown keys and anything after the value: a
// misspelt key would otherwise silently drop an annotation.
func decodeStrictly(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one value")
	}
	return nil
}
