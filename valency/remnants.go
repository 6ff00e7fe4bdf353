package valency

import (
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/ud"
)

// remnants parts from the clause before it the name that begins a clause without verb, which
// a parser makes an object, a member of a list or an apposition of that clause: "a cessé de la
// reconnaître en 2000, le Paraguay en 2014", "sent two hundred men to Mali, Chad fifty".
// Universal Dependencies calls what such a clause leaves an orphan.
func remnants(s *ud.Sentence) {
	end := len(s.Tokens)
	for end > 0 && s.Tokens[end-1].UPOS == "PUNCT" {
		end--
	}
	for k := end - 1; k > 2; k-- { // from the last clause on, for nothing but others may follow one
		form := s.Tokens[k].Form
		if form != "," && form != ";" {
			continue
		}
		names, ok := remnant(s, k, end)
		if !ok {
			return
		}
		v := governing(s, k)
		if v < 0 {
			return
		}
		head := names[0]
		s.Tokens[head].Head, s.Tokens[head].Rel = v, "orphan"
		for _, n := range names[1:] {
			s.Tokens[n].Head, s.Tokens[n].Rel = head, "conj"
		}
		end = k
	}
}

// remnant returns the heads of the names that begin the clause between the comma at k and end,
// where it has the form of one without verb: names, and behind them a date, a number or a
// thing, or a word such as "too".
func remnant(s *ud.Sentence, k, end int) (names []int, ok bool) {
	i, joined, article := k+1, false, false
	for i < end {
		if s.Tokens[i].UPOS == "DET" && i+1 < end && nameLike(s, i+1) {
			i, article = i+1, true
		}
		if !nameLike(s, i) {
			break
		}
		head := i
		for ; i < end && nameLike(s, i); i++ {
			if h := s.Tokens[i].Head; h < head || h > i { // what the others of the name hang on
				head = i
			}
		}
		names = append(names, head)
		if i >= end || s.Tokens[i].UPOS != "CCONJ" {
			break
		}
		i, joined = i+1, true
	}
	if len(names) == 0 || i >= end {
		return nil, false
	}
	for r := i; r < end; r++ {
		switch s.Tokens[r].UPOS {
		case "VERB", "AUX", "PROPN", "CCONJ", "SCONJ", "PUNCT":
			return nil, false
		case "PRON":
			if r+1 < end {
				return nil, false // "the Congo he knew"
			}
		}
	}
	dated := s.Tokens[i].UPOS == "ADP" || s.Tokens[i].UPOS == "ADV"
	if dated && s.Tokens[end-1].UPOS == "NOUN" && s.Tokens[i].UPOS == "ADP" && !timed(s, i, end) {
		return nil, false // "…, la Chine en tête"
	}
	if s.Tokens[k-1].UPOS == "PROPN" && dated && (joined || !article) {
		return nil, false // a list, or the country of a town: "in Paris, France in 2014"
	}
	return names, true
}

// nameLike reports whether the token at i, inside a sentence, is written as names are.
func nameLike(s *ud.Sentence, i int) bool {
	first, _ := utf8.DecodeRuneInString(s.Tokens[i].Form)
	switch s.Tokens[i].UPOS {
	case "PROPN":
		return true
	case "NOUN", "ADJ":
		return unicode.IsUpper(first)
	}
	return false
}

// timed reports whether a number stands among some words.
func timed(s *ud.Sentence, i, end int) bool {
	for ; i < end; i++ {
		if s.Tokens[i].UPOS == "NUM" {
			return true
		}
	}
	return false
}

// governing returns the verb of the clause that ends at the comma at k: the topmost one before
// it that has a subject there; -1 where there is none.
func governing(s *ud.Sentence, k int) int {
	for i := k - 1; i >= 0; i-- {
		t := &s.Tokens[i]
		if t.UPOS == "VERB" && (t.Head < 0 || t.Head > k) {
			return i
		}
	}
	for i := k - 1; i >= 0; i-- {
		if s.Tokens[i].UPOS == "VERB" && hasDependent(s, i, "nsubj", "nsubj:pass", "aux") {
			return i
		}
	}
	return -1
}
