package nn

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/ud/internal/dictionary"
)

// The slots of what a word is known by. A word's vector is the sum of the
// vectors of its slots; a slot that the word has not (a suffix of five letters
// in "la") adds nothing, and one that training never saw adds the slot's vector
// for the unknown.
const (
	slotWord    = 0  // lower case, digits as 0, straight apostrophes
	slotSuffix  = 1  // 1 to 5 letters: slots 1–5
	slotPrefix  = 6  // 1 to 4 letters: slots 6–9
	slotShape   = 10 // "Xx", "00", "x-x" …
	slotFolded  = 11 // slotWord without accents
	slotCased   = 12 // as written, where it has a capital
	slotClass   = 13 // all readings that the dictionary has of it
	slotKinds   = 14 // its parts of speech and verb forms in the dictionary, if any
	Slots       = 15
	maxSuffix   = 5
	maxPrefix   = 4
	maxWordRune = 64 // a longer word is known by its first and last runes
)

// Keys are the hashes of a word's slots, 0 for a slot that the word has not.
type Keys [Slots]uint32

// Speller computes Keys; one a goroutine. The zero value is ready and has no
// dictionary.
type Speller struct {
	Dictionary *dictionary.Dictionary
	norm, raw  []rune
	low        []byte
	accented   bool
}

// Keys returns the keys of a word as written.
func (s *Speller) Keys(form string) (k Keys) {
	s.read(form)
	n := s.norm
	k[slotWord] = hash(slotWord, n)
	for i := 1; i <= maxSuffix && i <= len(n); i++ {
		k[slotSuffix+i-1] = hash(slotSuffix+i-1, n[len(n)-i:])
	}
	for i := 1; i <= maxPrefix && i <= len(n); i++ {
		k[slotPrefix+i-1] = hash(slotPrefix+i-1, n[:i])
	}
	cased := false
	for _, r := range s.raw {
		cased = cased || unicode.IsUpper(r)
	}
	if cased {
		k[slotCased] = hash(slotCased, s.raw)
	}
	k[slotShape] = s.shape()
	s.look(&k)
	s.accented = false
	for i, r := range n {
		n[i] = fold(r)
		s.accented = s.accented || n[i] != r
	}
	k[slotFolded] = hash(slotFolded, n)
	return k
}

// look fills the slots of the dictionary.
func (s *Speller) look(k *Keys) {
	if s.Dictionary == nil {
		return
	}
	s.low = lower(s.low[:0], s.raw)
	class, kinds := s.Dictionary.Class(s.low)
	if at := bytes.LastIndexByte(s.low, '-'); class == 0 && at >= 0 { // "ex-ministre" is what "ministre" is
		class, kinds = s.Dictionary.Class(s.low[at+1:])
		kinds |= 1 << 31
	}
	if class != 0 {
		k[slotClass] = finish(mix(seed(slotClass), rune(class)))
	}
	k[slotKinds] = finish(mix(seed(slotKinds), rune(kinds)))
}

// lower appends the runes in lower case, as the dictionary has its forms.
func lower(to []byte, runes []rune) []byte {
	for _, r := range runes {
		to = utf8.AppendRune(to, unicode.ToLower(r))
	}
	return to
}

// Learnt reports whether the slot of the word last given to Keys deserves a
// row: that of a word without accents says no more than the word itself, but
// where accents are left out it finds the row of the word that has them.
func (s *Speller) Learnt(slot int) bool { return slot != slotFolded || s.accented }

// Own reports whether a slot tells one word from all others.
func Own(slot int) bool { return slot == slotWord || slot == slotFolded || slot == slotCased }

func (s *Speller) read(form string) {
	s.norm, s.raw = s.norm[:0], s.raw[:0]
	for len(form) > 0 {
		r, size := utf8.DecodeRuneInString(form)
		form = form[size:]
		if len(s.raw) == maxWordRune {
			copy(s.raw[maxWordRune/2:], s.raw[maxWordRune/2+1:])
			copy(s.norm[maxWordRune/2:], s.norm[maxWordRune/2+1:])
			s.raw, s.norm = s.raw[:maxWordRune-1], s.norm[:maxWordRune-1]
		}
		r = plain(r)
		s.raw = append(s.raw, r)
		switch {
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			} else if '0' <= r && r <= '9' {
				r = '0'
			}
		case unicode.IsDigit(r):
			r = '0'
		default:
			r = unicode.ToLower(r)
		}
		s.norm = append(s.norm, r)
	}
}

// shape hashes the classes of the letters; a run of one class counts as one or,
// where longer, as two.
func (s *Speller) shape() uint32 {
	h := seed(slotShape)
	var last rune
	run := 0
	for _, r := range s.raw {
		c := r
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = '0'
		}
		if c != last {
			last, run = c, 0
		}
		if run++; run <= 2 {
			h = mix(h, c)
		}
	}
	return finish(h)
}

// plain writes the typographic variants of a sign in one way.
func plain(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ', '`', '´':
		return '\''
	case '“', '”', '„', '‟':
		return '"'
	case '‐', '‑', '‒':
		return '-'
	}
	return r
}

const (
	foldFrom = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿœæ"
	foldTo   = "aaaaaaceeeeiiiinooooouuuuyyoa"
)

func fold(r rune) rune {
	if r < utf8.RuneSelf {
		return r
	}
	i := 0
	for _, f := range foldFrom {
		if f == r {
			return rune(foldTo[i])
		}
		i++
	}
	return r
}

func seed(slot int) uint32 { return 2166136261 ^ uint32(slot)*0x9E3779B1 }

func mix(h uint32, r rune) uint32 { return (h ^ uint32(r)) * 16777619 }

func finish(h uint32) uint32 {
	h ^= h >> 15
	h *= 0x2C1B3C6D
	h ^= h >> 12
	h *= 0x297A2D39
	h ^= h >> 15
	if h == 0 {
		return 1
	}
	return h
}

func hash(slot int, runes []rune) uint32 {
	h := seed(slot)
	for _, r := range runes {
		h = mix(h, r)
	}
	return finish(h)
}
