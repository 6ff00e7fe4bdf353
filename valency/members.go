package valency

import (
	"slices"

	"github.com/credence-project/credence/ud"
)

// members hangs the names of a list on the counted noun that they spell out, which
// parsers hang on whatever stands before them: "Five members of the Union – Spain,
// Greece and Cyprus – have refused …", "Three states recalled their envoys: …".
func members(s *ud.Sentence) {
	for k := 1; k+3 < len(s.Tokens); k++ {
		form := s.Tokens[k].Form
		colon := form == ":"
		if !colon && form != "–" && form != "—" && form != "-" && form != "(" {
			continue
		}
		heads, end := spelled(s, k+1)
		if len(heads) < 2 || !closes(s, end+1, form) {
			continue
		}
		noun := countedBefore(s, k, colon)
		if noun < 0 || underAny(s, noun, heads) {
			continue
		}
		s.Tokens[heads[0]].Head, s.Tokens[heads[0]].Rel = noun, "appos"
		for _, h := range heads[1:] {
			s.Tokens[h].Head, s.Tokens[h].Rel = heads[0], "conj"
		}
		k = end
	}
}

// spelled returns the heads of the names in the list that begins at i, and its last
// word: names, with their articles, between commas and conjunctions.
func spelled(s *ud.Sentence, i int) (heads []int, end int) {
	fresh := true
	for ; i < len(s.Tokens); i++ {
		switch tok := &s.Tokens[i]; {
		case tok.Form == "," || tok.UPOS == "CCONJ":
			fresh = true
		case tok.UPOS == "PROPN":
			if fresh {
				heads, fresh = append(heads, i), false
			}
			end = i
		case tok.UPOS == "DET" && fresh:
		case (tok.UPOS == "ADJ" || tok.UPOS == "ADP") && !fresh && i+1 < len(s.Tokens):
			end = i // "Emirats arabes unis", "Republic of Congo"
		default:
			return heads, end
		}
	}
	return heads, end
}

// closes reports whether a list that was opened by a sign ends before token i.
func closes(s *ud.Sentence, i int, opened string) bool {
	if i >= len(s.Tokens) {
		return opened == ":"
	}
	switch form := s.Tokens[i].Form; opened {
	case ":":
		return form == "." && i == len(s.Tokens)-1 || form == ";"
	case "(":
		return form == ")"
	default:
		return form == opened || form == "–" || form == "—"
	}
}

// countedBefore returns the plural noun with a number before token k: before a colon
// the nearest in its sentence, else with no verb between; -1 for none.
func countedBefore(s *ud.Sentence, k int, colon bool) int {
	for i := k - 1; i >= 0; i-- {
		switch tok := &s.Tokens[i]; {
		case tok.UPOS == "NOUN" && slices.ContainsFunc(s.Tokens[:i], func(c ud.Token) bool { return c.Head == i && c.Rel == "nummod" }):
			return i
		case tok.UPOS == "VERB" && !colon, tok.Form == ";":
			return -1
		}
	}
	return -1
}

// underAny reports whether the word at i hangs below one of others.
func underAny(s *ud.Sentence, i int, others []int) bool {
	for n := 0; i >= 0 && n < len(s.Tokens); i, n = s.Tokens[i].Head, n+1 {
		if slices.Contains(others, i) {
			return true
		}
	}
	return false
}
