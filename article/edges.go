package article

import "strings"

// opensRelated reports whether a text opens with the words that stand over the
// list of a site's other articles.
func (x *lexicon) opensRelated(s string) bool {
	tokens, n := x.opens(s, isRelated)
	if n == 0 {
		return false
	}
	// "Related to this is the question …" goes on in lower case.
	return n >= len(tokens) || tokens[n].kind == punctToken || n > 1 || tokens[n].isUpper(s)
}

// isAdvert reports whether a text is the label of an advertisement, or opens
// with such a label in capitals or before a colon.
func (x *lexicon) isAdvert(s string) bool {
	tokens, n := x.opens(s, isAdvert)
	if n == 0 {
		return false
	}
	label := s[:tokens[n-1].end]
	return n >= len(tokens) || label == strings.ToUpper(label) || tokens[n].is(":")
}

// isRights reports whether a short text claims the rights of a site's text.
func (x *lexicon) isRights(s string) bool {
	if len(s) > maxMetaLine {
		return false
	}
	if strings.HasPrefix(s, "©") || strings.HasPrefix(s, "(c) ") {
		return true
	}
	var buf [64]token
	tokens := lex(buf[:0], s)
	for i := range tokens {
		if isPhrase(x.fallback, tokens, i, isRights) {
			return true
		}
	}
	return false
}

// opens returns the first tokens of s and how many of them are a phrase of the
// class.
func (x *lexicon) opens(s string, c class) ([]token, int) {
	var buf [32]token
	tokens := lex(buf[:0], cut(s, 60))
	first := 0
	for first < len(tokens) && tokens[first].kind == punctToken {
		first++
	}
	if first == len(tokens) {
		return tokens, 0
	}
	_, n := phraseAt(x.fallback, tokens, first, c)
	if n == 0 {
		return tokens, 0
	}
	return tokens, first + n
}
