package web

import (
	"errors"
	"strconv"
	"strings"

	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
	"github.com/credence-project/credence/ud"
)

// treePage is the sentence of an assertion as it was parsed.
type treePage struct {
	ID        ledger.ID
	Document  ledger.ID
	Quote     string
	Lang      string
	Sentences [][]word
}

// word is a word of a Universal Dependencies tree.
type word struct {
	Number             int
	Form, Lemma        string
	UPOS, Feats        string
	Head               int // the number of its head, 0 of the root
	HeadForm, Relation string
	Quoted             bool // it is part of the quote
}

// Features are the word's, a space between them.
func (w word) Features() string { return strings.ReplaceAll(w.Feats, "|", " ") }

// tree shows how the sentence of an assertion is parsed: what its reading rests on.
func (q *request) tree() (*page, error) {
	id, err := q.find(q.PathValue("id"), "assertion")
	if err != nil {
		return nil, err
	}
	a, err := q.server.Ledger.Assertion(q.Context(), id)
	if err != nil {
		return nil, err
	}
	doc, err := q.server.Ledger.Document(q.Context(), a.Document)
	if err != nil {
		return nil, err
	}
	data := treePage{ID: id, Document: doc.ID, Quote: a.Says.Quote, Lang: doc.Lang}
	coder, err := q.server.Readers.Coder(doc.Lang)
	switch {
	case errors.Is(err, readers.ErrNotRead) || doc.Text == "":
	case err != nil:
		return nil, err
	default:
		from, to := paragraph(doc.Text, a.Says.Start, a.Says.End)
		data.Sentences = quoted(coder.Parse(doc.Text[from:to]), a.Says.Start-from, a.Says.End-from)
	}
	t := &table{name: "tree-" + id.String(), columns: []string{"sentence", "id", "form", "lemma", "upos", "feats", "head", "deprel"}}
	for n, s := range data.Sentences {
		for _, w := range s {
			t.row(strconv.Itoa(n+1), strconv.Itoa(w.Number), w.Form, w.Lemma, w.UPOS, w.Feats, strconv.Itoa(w.Head), w.Relation)
		}
	}
	return &page{name: "tree", title: q.locale.T("tree.title"), data: data, table: t}, nil
}

// paragraph returns the bytes of the lines that a quote stands in.
func paragraph(text string, start, end int) (from, to int) {
	start, end = min(max(start, 0), len(text)), min(max(end, 0), len(text))
	from, to = 0, len(text)
	if n := strings.LastIndexByte(text[:start], '\n'); n >= 0 {
		from = n + 1
	}
	if n := strings.IndexByte(text[max(start, end):], '\n'); n >= 0 {
		to = max(start, end) + n
	}
	return from, to
}

// quoted returns the words of those sentences that a quote stands in.
func quoted(sentences []ud.Sentence, start, end int) (list [][]word) {
	for n := range sentences {
		s := &sentences[n]
		if s.End <= start || s.Start >= end {
			continue
		}
		var words []word
		for k := range s.Tokens {
			t := &s.Tokens[k]
			w := word{
				Number: k + 1, Form: t.Form, Lemma: t.Lemma, UPOS: t.UPOS, Feats: string(t.Feats), Head: t.Head + 1, Relation: t.Rel,
				Quoted: t.Start < end && t.End > start,
			}
			if t.Head >= 0 {
				w.HeadForm = s.Tokens[t.Head].Form
			}
			words = append(words, w)
		}
		list = append(list, words)
	}
	return list
}
