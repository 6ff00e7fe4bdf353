package timex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/ud"
)

// atom is a run of letters, a run of digits or one other sign: the pieces that
// patterns match, however the tokens of the sentence were cut. A form that the
// language expands ("du" is "de le") gives several atoms of the same bytes.
type atom struct {
	start, end int32 // bytes of the text
	token      int32 // index of its token
	word       int32 // index of its word in the lexicon, 0 unknown
	num        int32 // value of a run of digits, -1 for all else
	digits     uint8 // how many digits
	glued      bool  // it follows the atom before it without space
	upper      bool  // it starts with a capital
	sign       rune  // what it is where it is neither letters nor digits, else 0
}

// signs that stand for another.
func plainSign(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ', '`', '´', '′':
		return '\''
	case '‐', '‑', '‒', '–', '—', '−':
		return '-'
	}
	return r
}

// nextAtom returns the end of the atom that text starts with, and its sign.
func nextAtom(text string) (end int, sign rune, digit bool) {
	r, n := utf8.DecodeRuneInString(text)
	switch {
	case r >= '0' && r <= '9':
		for n < len(text) && text[n] >= '0' && text[n] <= '9' {
			n++
		}
		return n, 0, true
	case isLetter(r):
		for n < len(text) {
			r, size := utf8.DecodeRuneInString(text[n:])
			if !isLetter(r) {
				break
			}
			n += size
		}
		return n, 0, false
	}
	return n, plainSign(r), false
}

// isLetter reports whether r belongs into a run of letters.
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
}

// splitAtoms cuts a text of the rules into atoms, in lower case, as appendToken
// cuts those to be read.
func splitAtoms(text string) []string {
	var all []string
	letters := false
	for text != "" {
		end, sign, digit := nextAtom(text)
		switch {
		case sign == 0:
			all = append(all, strings.ToLower(text[:end]))
		case sign == '.' && letters:
		case !unicode.IsSpace(sign):
			all = append(all, string(sign))
		}
		text, letters = text[end:], sign == 0 && !digit
	}
	return all
}

// appendAtoms cuts the tokens of a sentence into atoms.
func (l *lexicon) appendAtoms(atoms []atom, tokens []ud.Token) []atom {
	previous := -1 // end of the token before
	for i := range tokens {
		t := &tokens[i]
		atoms = l.appendToken(atoms, t, i, previous == t.Start)
		previous = t.End
	}
	return atoms
}

// appendToken cuts one token. A period after letters inside a token belongs to
// an abbreviation and gives no atom: "Feb.", "p.m.".
func (l *lexicon) appendToken(atoms []atom, t *ud.Token, index int, glued bool) []atom {
	form := t.Form
	own := t.End-t.Start == len(form) // the form has bytes of its own
	letters := false
	for at := 0; at < len(form); {
		end, sign, digit := nextAtom(form[at:])
		end += at
		switch {
		case sign != 0 && unicode.IsSpace(sign):
			at, glued, letters = end, false, false
			continue
		case sign == '.' && letters:
			if own && end == len(form) {
				atoms[len(atoms)-1].end++ // "Feb."
			}
			at, letters = end, false
			continue
		}
		a := atom{start: int32(t.Start), end: int32(t.End), token: int32(index), num: -1, glued: glued, sign: sign}
		if own {
			a.start, a.end = int32(t.Start+at), int32(t.Start+end)
		}
		switch {
		case digit:
			a.num, a.digits = runOfDigits(form[at:end])
		case sign != 0:
			a.word = l.sign(sign)
		default:
			r, _ := utf8.DecodeRuneInString(form[at:])
			a.upper = unicode.IsUpper(r)
			a.word = l.find(form[at:end])
		}
		letters = sign == 0 && !digit
		atoms = l.appendExpanded(atoms, a)
		at, glued = end, true
	}
	return atoms
}

// appendExpanded appends an atom, or the words that its form stands for.
func (l *lexicon) appendExpanded(atoms []atom, a atom) []atom {
	for _, word := range l.words[a.word].expand {
		b := a
		b.word = word
		atoms = append(atoms, b)
		a.glued = false
	}
	if len(l.words[a.word].expand) == 0 {
		atoms = append(atoms, a)
	}
	return atoms
}

// runOfDigits returns the value of a run of digits, -1 where it is too long to
// count anything here.
func runOfDigits(text string) (value int32, digits uint8) {
	if len(text) > 8 {
		return -1, 0
	}
	n, _ := decimal(text)
	return int32(n), uint8(len(text))
}
