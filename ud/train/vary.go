package train

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Variants are the ways of writing in which a model is measured beside the
// treebanks' own: as newspapers print headlines and apostrophes.
var Variants = []struct {
	Name string
	form func(form string, first bool) string
}{
	{"in Title Case", title},
	{"in CAPITALS", func(f string, _ bool) string { return strings.ToUpper(f) }},
	{"with curly quotes", func(f string, _ bool) string { return curly.Replace(f) }},
}

var curly = strings.NewReplacer("'", "’", "\"", "“")

// title gives a capital to the first word and to all but short ones.
func title(f string, first bool) string {
	r, n := utf8.DecodeRuneInString(f)
	if !first && utf8.RuneCountInString(f) < 4 {
		return f
	}
	return string(unicode.ToUpper(r)) + f[n:]
}

// Vary returns the sentences with their words written the way of variant k.
// Lemmas are left as they were.
func Vary(list []*Sentence, k int) []*Sentence {
	out := make([]*Sentence, len(list))
	for n, s := range list {
		c := *s
		c.Tokens = slices.Clone(s.Tokens)
		for i := range c.Tokens {
			c.Tokens[i].Form = Variants[k].form(c.Tokens[i].Form, i == 0)
		}
		out[n] = &c
	}
	return out
}
