package article

import "strings"

// opensRelated reports whether a text opens with the words that stand over the
// list of a site's other articles, set off from what follows. "Related to this
// is the question …" and "Además, …" are sentences.
func (x *lexicon) opensRelated(s string) bool {
	tokens, n := x.opens(s, isRelated)
	switch {
	case n == 0:
		return false
	case n >= len(tokens):
		return true
	case n == 1:
		return tokens[n].is(":|•–—")
	}
	return tokens[n].kind == punctToken && !tokens[n].is(",'") || tokens[n].isUpper(s)
}

// startsRelated is opensRelated for a text that is mostly links: there the
// words alone tell.
func (x *lexicon) startsRelated(s string) bool {
	_, n := x.opens(s, isRelated)
	return n > 0
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
