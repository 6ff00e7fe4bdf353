package pair

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/ud"
)

// maxPlaces bounds how many occurrences of a mention are weighed.
const maxPlaces = 24

// span is a stretch of a text, in bytes.
type span struct{ start, end int }

func (s span) overlaps(o span) bool { return s.start < o.end && o.start < s.end }

// find returns where a mention stands in a text: verbatim as whole words, else
// verbatim, else but for case, spaces and quotation marks; nil where none of
// that gives any.
func find(text, mention string) []span {
	mention = strings.TrimSpace(mention)
	if mention == "" {
		return nil
	}
	all := occurrences(text, mention)
	if whole := wholeWords(text, all); len(whole) > 0 {
		return whole
	}
	if len(all) > 0 {
		return all
	}
	folded, at := fold(text)
	target, _ := fold(mention)
	target = strings.Trim(target, " ")
	if target == "" {
		return nil
	}
	for _, s := range occurrences(folded, target) {
		all = append(all, span{at[s.start], at[s.end]})
	}
	if whole := wholeWords(text, all); len(whole) > 0 {
		return whole
	}
	return all
}

func occurrences(text, part string) []span {
	var all []span
	for from := 0; len(all) < maxPlaces; {
		n := strings.Index(text[from:], part)
		if n < 0 {
			break
		}
		all = append(all, span{from + n, from + n + len(part)})
		from += n + len(part)
	}
	return all
}

func wholeWords(text string, all []span) []span {
	var whole []span
	for _, s := range all {
		before, _ := utf8.DecodeLastRuneInString(text[:s.start])
		after, _ := utf8.DecodeRuneInString(text[s.end:])
		if !wordRune(before) && !wordRune(after) {
			whole = append(whole, s)
		}
	}
	return whole
}

func wordRune(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// fold returns the text in small letters with one space for whatever is neither
// letter nor digit, and for every byte of it, and its end, the byte of the text.
func fold(text string) (string, []int) {
	var b strings.Builder
	at := make([]int, 0, len(text)+1)
	space := true // none at the start
	for i, r := range text {
		before := b.Len()
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
			space = false
		case !space:
			b.WriteByte(' ')
			space = true
		}
		for range b.Len() - before {
			at = append(at, i)
		}
	}
	return b.String(), append(at, len(text))
}

// similar returns the words of the sentences that share most with a mention
// which stands nowhere as such: the run of tokens from the first shared word to
// the last near it.
func similar(sentences []*ud.Sentence, mention string) []span {
	folded, _ := fold(mention)
	wanted := map[string]bool{}
	for _, w := range strings.Fields(folded) {
		if len(w) > 2 || len(folded) < 6 {
			wanted[w] = true
		}
	}
	var best span
	most := 0
	for _, s := range sentences {
		for i := range s.Tokens {
			if !wanted[strings.ToLower(s.Tokens[i].Form)] {
				continue
			}
			n, last := 0, i
			for j := i; j < len(s.Tokens) && j <= last+2; j++ {
				if wanted[strings.ToLower(s.Tokens[j].Form)] {
					n, last = n+1, j
				}
			}
			if n > most {
				most, best = n, span{s.Tokens[i].Start, s.Tokens[last].End}
			}
		}
	}
	if most == 0 {
		return nil
	}
	return []span{best}
}
