package ud

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// asideFile is the optional file of a language's folder that names the words
// that parsing sets aside.
const asideFile = "aside.toml"

// Aside is what a language says of the bare words of time that news puts
// anywhere in a clause ("Mr Carter Monday severed ties"). Treebanks of other
// text hardly have them, and parsers take them for subjects or for parts of
// names: a sentence is parsed without them, and they are hung on its verb.
type Aside struct {
	Words []string            // days of the week
	Parts []string            // that may follow one: "night"
	Month []string            // months: with a number before them they are a day too, and so is "mardi 14 mars 2023"
	The   []string            // what may stand before such a day: "le" 14 mars, "el" martes
	Of    []string            // what may stand before its month and its year: 14 "de" marzo
	After []string            // words behind which a day is bound: prepositions, determiners
	Ahead []string            // words before which it is: "'s", "and"
	Leads map[string][]string // words that with one of theirs stand aside before more of the clause: "on" Friday

	// Dateline tells that a sentence may open with a place and a day in front of
	// a dash, which are set aside too: "DUBAI, Aug 9 (Gulf Wire) - Iraq …".
	Dateline bool
	// Label tells that it may open with a name and a colon, which are as well: "Niger :
	// la France …". It lists the small words that stand inside names.
	Label []string

	// Phrases are adverbs of several words that news puts between the parts of a clause, and
	// that say nothing of what is told: "pour autant", "de son côté". They are set aside
	// with the commas around them. "*" is any word: "* jours plus tard".
	Phrases []string
	// Unless has further such adverbs, each with the words before which it goes with what
	// follows: "for the first time" since 2009.
	Unless map[string][]string

	// Case has the prepositions, and Join the conjunctions, that may stand beside a day: "on"
	// Friday, Kuwait on Tuesday "and" Qatar on Wednesday.
	Case []string
	Join []string

	// Instead names words that treebanks hardly have and parsers take for others, each
	// with one that stands for it in parsing: "dément" is no adjective in news.
	Instead map[string]StandIn

	words, parts, after, ahead, label, month, the, of, cases, join map[string]bool
	instead                                                        [256]bool           // first bytes of the words that others stand for
	phrases                                                        map[string][]adverb // by their first word
	leads                                                          map[string]map[string]bool
}

// StandIn is the word that is parsed instead of another, and the lemma of that other.
type StandIn struct{ Form, Lemma string }

// swapped is a word that has been replaced, and what by.
type swapped struct {
	token int
	form  string
	lemma string
}

// swap writes the stand-ins of words in their places, and returns what stood there.
func (a *Aside) swap(s *Sentence) (out []swapped) {
	if len(a.Instead) == 0 {
		return nil
	}
	for i := range s.Tokens {
		if form := s.Tokens[i].Form; form == "" || !a.instead[form[0]] {
			continue // nearly always
		}
		if in, ok := a.Instead[s.Tokens[i].Form]; ok {
			out = append(out, swapped{i, s.Tokens[i].Form, in.Lemma})
			s.Tokens[i].Form = in.Form
		}
	}
	return out
}

// swapBack puts the words back, with their lemmas.
func swapBack(s *Sentence, words []swapped) {
	for _, w := range words {
		s.Tokens[w.token].Form, s.Tokens[w.token].Lemma = w.form, w.lemma
	}
}

// openAside reads aside.toml; nil where the language has none.
func openAside(folder fs.FS) (*Aside, error) {
	data, err := fs.ReadFile(folder, asideFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", asideFile, err)
	}
	a := new(Aside)
	meta, err := toml.Decode(string(data), a)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", asideFile, err)
	}
	if keys := meta.Undecoded(); len(keys) > 0 {
		return nil, fmt.Errorf("%s: unknown key %s", asideFile, keys[0])
	}
	a.words, a.parts, a.after, a.ahead, a.label = set(a.Words), set(a.Parts), set(a.After), set(a.Ahead), set(a.Label)
	a.month, a.the, a.of, a.cases, a.join = set(a.Month), set(a.The), set(a.Of), set(a.Case), set(a.Join)
	for form := range a.Instead {
		if form == "" {
			return nil, fmt.Errorf("%s: [instead] has a word without letters", asideFile)
		}
		a.instead[form[0]] = true
	}
	a.phrases = make(map[string][]adverb, len(a.Phrases)+len(a.Unless))
	for _, p := range a.Phrases {
		if err := a.addPhrase(p, nil); err != nil {
			return nil, err
		}
	}
	for p, unless := range a.Unless {
		if err := a.addPhrase(p, unless); err != nil {
			return nil, err
		}
	}
	a.leads = make(map[string]map[string]bool, len(a.Leads))
	for lead, words := range a.Leads {
		a.leads[lead] = set(words)
	}
	return a, nil
}

// adverb is an adverb of several words, and the words before which it goes with what
// follows.
type adverb struct {
	words  []string
	unless map[string]bool
}

// addPhrase adds an adverb of several words.
func (a *Aside) addPhrase(text string, unless []string) error {
	words := strings.Fields(text)
	if len(words) < 2 {
		return fmt.Errorf("%s: %q is no phrase of several words", asideFile, text)
	}
	a.phrases[words[0]] = append(a.phrases[words[0]], adverb{words, set(unless)})
	return nil
}

func set(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// marked appends the indices of the words of s that stand aside.
func (a *Aside) marked(dst []int, s *Sentence) []int {
	if a.Dateline {
		for i := range s.dateline() {
			dst = append(dst, i)
		}
	}
	if len(a.label) > 0 && len(dst) == 0 {
		for i := range a.labelled(s) {
			dst = append(dst, i)
		}
	}
	for i := max(1, len(dst)); i < len(s.Tokens)-1; i++ {
		if n := a.adverb(s, i); n > 0 {
			from, to := i, i+n-1
			if from > 1 && s.Tokens[from-1].Form == "," && s.Tokens[to+1].Form == "," {
				from, to = from-1, to+1
			}
			for k := from; k <= to; k++ {
				dst = append(dst, k)
			}
			i = to
			continue
		}
		first, last := i, a.phrase(s, i)
		if last < i {
			continue
		}
		for ; i <= last; i++ {
			dst = append(dst, i)
		}
		i = max(last, first)
	}
	return dst
}

// adverb returns how many words the adverb has that begins at i and stands aside, 0 where
// none does.
func (a *Aside) adverb(s *Sentence, i int) int {
	longest := 0
	for _, list := range [2][]adverb{a.phrases[s.Tokens[i].Form], a.phrases[anyWord]} {
		for _, x := range list {
			if n := len(x.words); n > longest && i+n < len(s.Tokens) && s.reads(i, x.words) && !x.unless[s.Tokens[i+n].Form] {
				longest = n
			}
		}
	}
	return longest
}

// anyWord stands for any word in a phrase.
const anyWord = "*"

// reads reports whether some words stand at i.
func (s *Sentence) reads(i int, words []string) bool {
	for k, w := range words {
		if form := s.Tokens[i+k].Form; form != w && (w != anyWord || punctuates(form)) {
			return false
		}
	}
	return true
}

// longestDateline is how many words a dateline has at most, its dash included.
const longestDateline = 18

// dateline returns how many words of the sentence, the dash included, only tell
// where and when it was written; 0 where it opens with what it says.
func (s *Sentence) dateline() int {
	place := s.Tokens[0].Form
	if len(place) < 3 || strings.ToUpper(place) != place || strings.ToLower(place) == place {
		return 0
	}
	told := false // a day, an agency, a country beside the place
	for i := 1; i < len(s.Tokens)-1 && i < longestDateline; i++ {
		switch form := s.Tokens[i].Form; {
		case form == "," || form == "(" || form == "/" || unicode.IsDigit(rune(form[0])):
			told = true
		case form == "-" || form == "–" || form == "—" || form == "--":
			if s.Tokens[i].Start == s.Tokens[i-1].End {
				continue // inside a word
			}
			if next := s.Tokens[i+1].Form; !told && (len(place) < 5 || !unicode.IsUpper(rune(next[0]))) {
				return 0 // "NATO - which …"
			}
			return i + 1
		case unicode.IsLower(rune(form[0])):
			return 0
		}
	}
	return 0
}

// longestLabel is how many words a label has at most, its colon not counted.
const longestLabel = 4

// labelled returns how many words of the sentence, the colon included, only name what it
// is about; 0 where there are none, or where somebody is quoted behind the colon.
func (a *Aside) labelled(s *Sentence) int {
	for i := range min(longestLabel+1, len(s.Tokens)-2) {
		form := s.Tokens[i].Form
		if form == ":" {
			if i == 0 || punctuates(s.Tokens[i+1].Form) {
				return 0
			}
			return i + 1
		}
		if first, _ := utf8.DecodeRuneInString(form); !unicode.IsUpper(first) && (i == 0 || !a.label[form]) {
			return 0
		}
	}
	return 0
}

// phrase returns the last word of the phrase that begins at i and stands aside,
// -1 where none does.
func (a *Aside) phrase(s *Sentence, i int) int {
	word, day := i, true
	if lead := a.leads[s.Tokens[i].Form]; lead != nil && lead[s.Tokens[i+1].Form] {
		word = i + 1
	} else if a.after[strings.ToLower(s.Tokens[i-1].Form)] {
		return -1
	} else if !a.words[s.Tokens[i].Form] {
		if word, day = a.numbered(s, i), false; word < 0 {
			return -1
		}
	} else if last := a.numbered(s, i+1); last > i {
		word = last
	}
	last := word
	if last+1 < len(s.Tokens) && a.parts[s.Tokens[last+1].Form] {
		last++
	}
	if last+1 >= len(s.Tokens) {
		return -1
	}
	before, behind := s.Tokens[i-1].Form, s.Tokens[last+1].Form
	if a.join[behind] && day && word > i && last+2 < len(s.Tokens) && !a.words[s.Tokens[last+2].Form] {
		return last // "Kuwait on Tuesday and Qatar on Wednesday"
	}
	if a.ahead[behind] || punctuates(behind) || word > i && punctuates(before) {
		return -1
	}
	return last
}

// numbered returns the last word of a day of a month that begins at i, "le 14 mars 2023",
// "on March 14", "el 14 de marzo", or of a day of the week behind such a word, "el martes";
// -1 where none does.
func (a *Aside) numbered(s *Sentence, i int) int {
	form := func(k int) string {
		if k < len(s.Tokens) {
			return s.Tokens[k].Form
		}
		return ""
	}
	lead := a.the[form(i)]
	if lead {
		i++
	}
	last := -1
	switch {
	case numeral(form(i)) && a.month[form(i+1)], a.month[form(i)] && numeral(form(i+1)) && len(form(i+1)) <= len("31"):
		last = i + 1
	case numeral(form(i)) && a.of[form(i+1)] && a.month[form(i+2)]:
		last = i + 2
	case lead && a.words[form(i)]:
		if last = i; a.month[form(i+2)] || a.month[form(i+3)] {
			last = max(last, a.numbered(s, i+1)) // "el martes 14 de marzo"
		}
		return last
	default:
		return -1
	}
	for next := last + 1; next <= last+2; next++ { // "14 mars 2023", "14 de marzo de 2023"
		if year := form(next); len(year) == len("2023") && numeral(year) {
			return next
		}
		if !a.of[form(next)] {
			break
		}
	}
	return last
}

// numeral reports whether a form begins with a digit: "14", "1er".
func numeral(form string) bool { return form != "" && unicode.IsDigit(rune(form[0])) }

// punctuates reports whether a form is a punctuation mark.
func punctuates(form string) bool {
	return strings.Trim(form, ",.;:!?()\"“”„«»'’‘-–—…[]") == ""
}

// without returns the sentence s without the words at the indices out.
func without(s *Sentence, out []int) Sentence {
	rest := Sentence{Start: s.Start, End: s.End, Tokens: make([]Token, 0, len(s.Tokens)-len(out))}
	for i := range s.Tokens {
		if !slices.Contains(out, i) {
			rest.Tokens = append(rest.Tokens, s.Tokens[i])
		}
	}
	return rest
}

// restore gives the words of s the annotation of rest, where those at the
// indices out were left out, and hangs these on the verb beside them.
func (a *Aside) restore(s, rest *Sentence, out []int) {
	place := make([]int, 0, len(rest.Tokens)) // of the words of rest in s
	for i := range s.Tokens {
		if !slices.Contains(out, i) {
			place = append(place, i)
		}
	}
	for k, i := range place {
		t := rest.Tokens[k]
		if t.Head >= 0 {
			t.Head = place[t.Head]
		}
		s.Tokens[i] = t
	}
	from := 0
	for from < len(out) && out[from] == from {
		s.post(from)
		from++
	}
	for from < len(out) {
		to := from
		for to+1 < len(out) && out[to+1] == out[to]+1 {
			to++
		}
		a.hang(s, out[from], out[to])
		from = to + 1
	}
}

// post annotates the word at i of a dateline, and hangs it on the root.
func (s *Sentence) post(i int) {
	t := &s.Tokens[i]
	t.Lemma, t.UPOS, t.Feats, t.Rel, t.Head = t.Form, "PROPN", "Number=Sing", "dep", -1
	switch {
	case punctuates(t.Form):
		t.UPOS, t.Feats, t.Rel = "PUNCT", "", "punct"
	case unicode.IsDigit(rune(t.Form[0])):
		t.UPOS, t.Feats = "NUM", "NumType=Card"
	}
	for k := i + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head < 0 && s.Tokens[k].Lemma != "" {
			t.Head = k
			return
		}
	}
}

// hang makes a phrase of time of the words from first to last, and hangs it on
// the verb beside them.
func (a *Aside) hang(s *Sentence, first, last int) {
	if a.adverbial(s, first, last) {
		return
	}
	for i := first; i <= last; i++ {
		t := &s.Tokens[i]
		t.Lemma, t.UPOS, t.Feats, t.Rel, t.Head = t.Form, "PROPN", "Number=Sing", "compound", last
		if !unicode.IsLower(rune(t.Form[0])) {
			continue
		}
		switch {
		case i == last:
			t.UPOS = "NOUN"
		case i < last && a.cases[t.Form]:
			t.UPOS, t.Rel, t.Feats = "ADP", "case", ""
		default:
			t.UPOS, t.Rel, t.Feats = "ADJ", "amod", ""
		}
	}
	t := &s.Tokens[last]
	t.Head = -1
	t.Head, t.Rel = verbBeside(s, first, last), "obl:unmarked"
	if s.Tokens[first].Rel == "case" {
		t.Rel = "obl"
	}
}

// adverbial makes an adverb of the words from first to last, where they are no day, hangs it
// on the verb beside them, and reports whether it did.
func (a *Aside) adverbial(s *Sentence, first, last int) bool {
	head := first
	if s.Tokens[head].Form == "," {
		head++
	}
	if r, _ := utf8.DecodeRuneInString(s.Tokens[head].Form); head == last || unicode.IsUpper(r) || a.cases[s.Tokens[head].Form] {
		return false
	}
	for i := first; i <= last; i++ {
		t := &s.Tokens[i]
		t.Lemma, t.UPOS, t.Feats, t.Rel, t.Head = strings.ToLower(t.Form), "ADV", "", "fixed", head
		if t.Form == "," {
			t.UPOS, t.Rel = "PUNCT", "punct"
		}
	}
	t := &s.Tokens[head]
	t.Head = -1
	t.Head, t.Rel = verbBeside(s, first, last), "advmod"
	return true
}

// verbBeside returns the verb that the words of time from first to last belong
// to: the one right before them, else the one whose subject stands before them,
// else the head of the clause of the word before.
func verbBeside(s *Sentence, first, last int) int {
	if s.Tokens[first-1].UPOS == "VERB" {
		return first - 1
	}
	for k := last + 1; k < len(s.Tokens) && k < last+4; k++ {
		switch t := &s.Tokens[k]; t.UPOS {
		case "VERB":
			return k
		case "AUX":
			if t.Head >= 0 && t.Head != last {
				return t.Head
			}
			return k
		case "ADV", "PART":
			continue
		}
		k = len(s.Tokens)
	}
	k := first - 1
	for range s.Tokens {
		if s.Tokens[k].UPOS == "VERB" || s.Tokens[k].Head < 0 || s.Tokens[k].Head == last {
			break
		}
		k = s.Tokens[k].Head
	}
	return k
}
