package dictionary

import (
	"unicode/utf8"

	"github.com/credence-project/credence/lang"
)

// Unaccented returns the lemma of a form, in lower case, that has been written
// without its accents and ligatures: "etabli", "soeur". It is false where no form of
// the dictionary would be written so that can be this part of speech.
func (d *Dictionary) Unaccented(low []byte, upos, feats string) (string, bool) {
	if d == nil || len(low) > maxForm {
		return "", false
	}
	for _, c := range low {
		if c >= utf8.RuneSelf {
			return "", false // it has its accents
		}
	}
	w := walk{dictionary: d, upos: upos, feats: feats, best: -1, left: maxSteps}
	w.from(firstArc, low)
	if w.best < 0 {
		return "", false
	}
	return d.change(w.found, w.change)
}

// maxSteps is how many arcs a walk follows at most: a damaged file may have any.
const maxSteps = 2000

// walk goes through all forms that a text without accents can stand for.
type walk struct {
	dictionary  *Dictionary
	upos, feats string
	form        []byte // as far as it has come
	left        int    // steps

	best   int // how well the best form found agrees
	found  []byte
	change uint32
}

// from goes on from the node that starts at arc i with the rest of a text. What is
// written as it stands comes first, so that it wins over what agrees no better.
func (w *walk) from(i uint32, rest []byte) {
	if w.left--; w.left < 0 {
		return
	}
	if len(rest) == 0 {
		w.end(i)
		return
	}
	if a, ok := w.dictionary.follow(i, rest[0]); ok {
		w.step(a, rest[:1], rest[1:])
	}
	for _, lead := range []byte{0xC3, 0xC5} { // Latin-1 letters; œ
		first, ok := w.dictionary.follow(i, lead)
		for n := first >> target; ok; n++ {
			var second uint32
			if second, ok = w.dictionary.arc(n); !ok {
				break
			}
			letter := []byte{lead, byte(second)}
			if r, _ := utf8.DecodeRune(letter); r == 'œ' && len(rest) > 1 && rest[0] == 'o' && rest[1] == 'e' {
				w.step(second, letter, rest[2:])
			} else if r != utf8.RuneError && lang.Unaccent(r) == rune(rest[0]) {
				w.step(second, letter, rest[1:])
			}
			ok = second&lastBit == 0
		}
	}
}

// step goes on behind an arc, whose letter is so written.
func (w *walk) step(a uint32, letter, rest []byte) {
	n := len(w.form)
	w.form = append(w.form, letter...)
	w.from(a>>target, rest)
	w.form = w.form[:n]
}

// end takes a form that has been walked to its end, if it is the best so far.
func (w *walk) end(i uint32) {
	a, ok := w.dictionary.follow(i, separator)
	if !ok {
		return
	}
	if n, change := w.dictionary.best(a>>target, w.upos, w.feats); n > w.best {
		w.best, w.change = n, change
		w.found = append(w.found[:0], w.form...)
	}
}
