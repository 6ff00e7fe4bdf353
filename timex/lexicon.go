package timex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/lang"
)

// lexicon holds the words that the rules speak of. Word 0 is any other word.
type lexicon struct {
	index map[string]int32
	words []word
	ascii [128]int32 // words of one sign
	pairs map[[2]int32]int32
}

// word is what the rules know of a form.
type word struct {
	form    string
	classes []membership
	expand  []int32 // words that it stands for: "du" is "de le"
	starts  uint64  // categories that can start with it
	trigger bool    // it makes it worth trying the rules around it
	number  int32   // value as a part of a number in words, -1 none
	times   bool    // it multiplies what stands before it: "cent"
	opens   bool    // it is a number only before others: "a"
	link    bool    // it may stand between the parts of a number: "et", "-"
}

// membership is a class that a word belongs to.
type membership struct {
	class   int32
	capital bool // only where it is written with a capital
	value   constant
}

// constant is a number or a symbol.
type constant struct {
	symbol string
	num    int
}

// find returns the word of a form, whatever its case.
func (l *lexicon) find(form string) int32 {
	var scratch [64]byte
	low := scratch[:0]
	if len(form) > 48 {
		return 0
	}
	for i := 0; i < len(form); i++ {
		c := form[i]
		if c >= utf8.RuneSelf {
			return l.findWide(low, form[i:])
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		low = append(low, c)
	}
	return l.index[string(low)]
}

// findWide goes on with find where letters are not ASCII.
func (l *lexicon) findWide(low []byte, rest string) int32 {
	for _, r := range rest {
		low = utf8.AppendRune(low, unicode.ToLower(r))
	}
	return l.index[string(low)]
}

// sign returns the word of one sign.
func (l *lexicon) sign(r rune) int32 {
	if r < 128 {
		return l.ascii[r]
	}
	return l.index[string(r)]
}

// intern returns the word of a form, which becomes known.
func (l *lexicon) intern(form string) int32 {
	if id, ok := l.index[form]; ok {
		return id
	}
	id := int32(len(l.words))
	l.words = append(l.words, word{form: form, number: -1, trigger: true})
	l.index[form] = id
	if len(form) == 1 {
		l.ascii[form[0]] = id
	}
	return id
}

// in returns how a word belongs to a class, nil where it does not.
func (l *lexicon) in(id, class int32) *membership {
	classes := l.words[id].classes
	for i := range classes {
		if classes[i].class == class {
			return &classes[i]
		}
	}
	return nil
}

// alias makes words known under the spellings that lack accents on capitals:
// "ETE", "Eté", "FEVRIER". Words of three letters or fewer keep their accents:
// "à" is not "A".
func (l *lexicon) alias() {
	bare := func(s string) string { return strings.Map(lang.Unaccent, s) }
	for id := 1; id < len(l.words); id++ {
		form := l.words[id].form
		if utf8.RuneCountInString(form) < 3 {
			continue
		}
		_, first := utf8.DecodeRuneInString(form)
		for _, other := range []string{bare(form), bare(form[:first]) + form[first:]} {
			if _, taken := l.index[other]; !taken {
				l.index[other] = int32(id)
			}
		}
	}
}
