package article

import "strings"

// maxDateline is how long a dateline can be, in bytes.
const maxDateline = 100

// dateline returns the length of the dateline that opens a paragraph, up to
// where its sentence starts, and the date in it: "LA PAZ, 1 nov. 2023.- ",
// "PARIS (AFP) — ", "WASHINGTON, July 3 (Reuters) - ". A place alone is a
// dateline where it is written in capitals.
func (x *lexicon) dateline(s, lang string) (length int, d date, ok bool) {
	head := cut(s, maxDateline+4)
	var buf [48]token
	tokens := lex(buf[:0], head)
	langs := x.order(lang)
	if len(tokens) < 2 {
		return 0, date{}, false
	}
	place, capitals := placeAt(head, tokens)
	whole, end := dateAt(langs, tokens, 0)
	dated := end > 0 && whole.parts() == 3
	if dated {
		place = 0 // "Wednesday August 22, 2018 (AP) - " names none
	}
	if place == 0 && !dated && tokens[0].kind != numberToken && !tokens[0].is("(") {
		return 0, date{}, false
	}
	// An agency may stand without a place: "AFP – …".
	strong := false
	if _, n := phraseAt(langs, tokens, 0, isAgency); n > 0 && n == place {
		strong = true
	}
	depth := 0 // of brackets
	for i := place; i < len(tokens); {
		t := tokens[i]
		if end := dashAt(head, tokens, i); end > 0 {
			length, next := end, end
			for next < len(head) && (head[next] == ' ' || strings.HasPrefix(head[next:], "\u00a0")) {
				next++
				if head[next-1] != ' ' {
					next++
				}
			}
			spaced := t.start > 0 && s[t.start-1] == ' '
			if next >= len(s) || !(strong || capitals && spaced && place <= 4) || t.start > maxDateline || depth > 0 {
				return 0, date{}, false
			}
			return max(length, next), d, true
		}
		if got, end := dateAt(langs, tokens, i); end > 0 {
			if d.day == 0 {
				d = got
			}
			strong = true
			// "Brussels, 12 June 2018. The president …"
			if place > 0 && got.year > 0 && end+1 < len(tokens) && tokens[end].is(".") && tokens[end+1].isUpper(head) && !tokens[end+1].is("-") {
				if _, agency := phraseAt(langs, tokens, end+1, isAgency); agency == 0 && len(s) > maxDateline {
					return tokens[end+1].start, d, true
				}
			}
			i = end
			continue
		}
		if n := timeAt(tokens, i); n > 0 {
			i += n
			continue
		}
		if c, n := phraseAt(langs, tokens, i, isAgency|isFiller|isPublished|isPlace); n > 0 {
			strong = strong || c&isAgency != 0
			i += n
			continue
		}
		switch {
		case t.is("(["):
			depth++
		case t.is(")]"):
			depth--
		case depth > 0: // an agency or edition not known: "(Gulf Wire)"
		case t.is(",./·|•"):
		case t.kind == wordToken && isWeekday(langs, t.low):
		case t.kind == wordToken && t.isUpper(head) && i < place+6: // a country behind the city, an agency not known
		default:
			return 0, date{}, false
		}
		i++
	}
	return 0, date{}, false
}

// placeAt returns how many tokens at the start are the name of a place, and
// whether they are written in capitals.
func placeAt(s string, tokens []token) (n int, capitals bool) {
	capitals = true
	words, size := 0, 0
	defer func() { capitals = capitals && size >= 4 }() // "US – " opens sentences too
	for n < len(tokens) && words < 6 {
		t := tokens[n]
		switch {
		case t.isUpper(s):
			words++
			size += t.end - t.start
			if word := s[t.start:t.end]; word != strings.ToUpper(word) {
				capitals = false
			}
		case n > 0 && t.is("/-'.") && n+1 < len(tokens) && tokens[n+1].start == t.end && tokens[n+1].kind == wordToken:
		case n > 0 && t.is(".") && tokens[n-1].end-tokens[n-1].start <= 2: // "D.C."
		default:
			return n, capitals
		}
		n++
	}
	return n, capitals
}

// dashAt returns where the dash that ends a dateline ends, 0 where token i is
// none: "–", "—", "--", ".-", or "-" with a space on one side at least.
func dashAt(s string, tokens []token, i int) int {
	t := tokens[i]
	switch {
	case t.is("–—―"):
		return t.end
	case t.is(":") && i > 0 && tokens[i-1].is(")"): // "BERLIN (dpa):"
		return t.end
	case t.is("-−"):
		end := t.end
		for i+1 < len(tokens) && tokens[i+1].is("-–") && tokens[i+1].start == end {
			i++
			end = tokens[i].end
		}
		spaced := t.start > 0 && s[t.start-1] == ' ' || end < len(s) && s[end] == ' ' || t.start > 0 && s[t.start-1] == '.'
		if spaced {
			return end
		}
	}
	return 0
}
