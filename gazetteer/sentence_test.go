package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/ud"
)

// sentence cuts text into tokens much as the treebanks do and hangs them in a
// flat tree: runs of capitalised words are names (flat), all else depends on
// the first word. It stands in for the parser, so that these tests need no model.
func sentence(text string, splitHyphens bool) *ud.Sentence {
	s := &ud.Sentence{End: len(text)}
	begin := 0
	cut := func(end int) {
		if begin < end {
			s.Tokens = append(s.Tokens, ud.Token{Start: begin, End: end, Form: text[begin:end], Lemma: strings.ToLower(text[begin:end])})
		}
		begin = end
	}
	for i, r := range text {
		size := utf8.RuneLen(r)
		switch {
		case unicode.IsSpace(r):
			cut(i)
			begin = i + size
		case r == '\'' || r == '’':
			if i+size+2 < len(text) && i-begin > 2 && strings.HasPrefix(text[i+size:], "s ") {
				cut(i) // Russia 's
				continue
			}
			if i-begin == 1 && strings.ContainsRune("ldnscjLDNSCJ", rune(text[begin])) && !strings.HasPrefix(text[begin:], "N'Dj") {
				cut(i + size) // l' d'
			}
		case r == '-' && splitHyphens, strings.ContainsRune(",;:!?()\"«»“”/…", r):
			cut(i)
			cut(i + size)
		case r == '.':
			if rest := text[i+1:]; rest == "" || rest[0] == ' ' && i-begin > 2 && !strings.Contains(text[begin:i], ".") {
				cut(i)
				cut(i + 1)
			}
		}
	}
	cut(len(text))
	hang(s)
	return s
}

func hang(s *ud.Sentence) {
	run := -1 // first token of the run of capitalised words at hand
	for i := range s.Tokens {
		t := &s.Tokens[i]
		t.Head, t.Rel, t.UPOS = 0, "dep", "NOUN"
		if i == 0 {
			t.Head, t.Rel = -1, "root"
		}
		r, _ := utf8.DecodeRuneInString(t.Form)
		switch {
		case unicode.IsUpper(r):
			t.UPOS = "PROPN"
			if run >= 0 {
				t.Head, t.Rel = run, "flat"
			} else {
				run = i
			}
		case !unicode.IsLetter(r):
			t.UPOS, run = "PUNCT", -1
		default:
			run = -1
		}
	}
}
