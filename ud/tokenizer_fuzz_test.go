package ud

import (
	"io/fs"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/credence-project/credence/lang"
)

// tokenizers opens the tokenisers of all languages that have one.
func tokenizers(t testing.TB) map[string]*Tokenizer {
	t.Helper()
	all := map[string]*Tokenizer{}
	for _, code := range lang.Codes() {
		folder, err := lang.Open(code)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fs.Stat(folder, tokensFile); err != nil {
			continue // begun, not yet read
		}
		if all[code], err = OpenTokenizer(folder); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// hostile are texts that tokenisers trip over.
var hostile = []string{
	"", " ", "\n\n", ".", "...", "'", "''''", "’", "-", "--", "l'", "l'l'l'l'", "du", "du.", "cannot", "can't've", "'s", "s's's's",
	"\x00", "a\x00b", "\xff", "\xffabc\xfe", "caf\xc3", "\xe2\x80", "a\xe2\x80b", "\xed\xa0\x80", "￾",
	"\u200b", "a\u200bb", "\ufeffdu", "\u202edu\u202c", "e\u0301te\u0301", "\u0301", "x\u00ady", "\u200d\u200d", "👩‍👩‍👧", "🇫🇷🇫", "👍🏽",
	"(((((", ")))))", "\"\"\"\"", "«»«»", "”“", "**", "_", "__", "a_b_", "*a*", "[a](b)", "http://", "http://(", "www.", "a@", "@a", "#", "a@b.c.", "x...@y",
	"1 000 000 000,5", "1 000", "12 000 a", "1 0000", "18h30m", "5pm", "-5", "+", ".5", "5'10\"", "1990's", "-t-il", "a-t-il-t-il", "--t-il",
	"M.", "M. M. M.", "J. K.", "U.S.", "U.S", "etc.", "etc..", "etc...", "e.g.", "A.", "A.B", "a.b.c.d.e.f.", "fin.Elle", "No.", "No. 5", "3 sept.",
	"a/b/c", "/", "a/", "km/h", "n°5", "n°", "°C", "5°C", "traité(e)s", "f(x)", "député·e·s", "AT&T", "&amp;", "ÉTÉ.Été", "İstanbul", "ǅ", "ﬁn",
	"中文没有空格。真的吗？", "हिन्दी।", "عربي؟ نعم.", "ไทย", "א.ב.", ":-)", ":", ";)", "....?!", "?!?!", "! !", "« a. » b", "\"a.\" B", "a.) B", "- a\n- b\n1. c\n2) d",
}

// FuzzSentences states what holds of any text: tokens lie in the text and in
// their sentence, ascend, and leave out nothing but space between them;
// their forms are the text's, or the parts of a contraction; and reading twice
// gives the same.
func FuzzSentences(f *testing.F) {
	for _, text := range hostile {
		f.Add(text, 0)
		f.Add("Le "+text+" du Mali. "+text, 7)
	}
	all := tokenizers(f)
	f.Fuzz(func(t *testing.T, text string, base int) {
		base &= 0xffff
		for code, tokenizer := range all {
			sentences := tokenizer.Sentences(text, base)
			checkSentences(t, code, text, base, sentences)
			again := tokenizer.Sentences(text, base)
			if len(again) != len(sentences) {
				t.Fatalf("%s: %q: %d sentences, then %d", code, text, len(sentences), len(again))
			}
		}
	})
}

func checkSentences(t *testing.T, code, text string, base int, sentences []Sentence) {
	t.Helper()
	at := 0 // text before it is covered
	for _, s := range sentences {
		if len(s.Tokens) == 0 || s.Start != s.Tokens[0].Start || s.End != s.Tokens[len(s.Tokens)-1].End {
			t.Fatalf("%s: %q: sentence %d–%d does not span its %d tokens", code, text, s.Start, s.End, len(s.Tokens))
		}
		if len(s.Tokens) > 4*longestSentence {
			t.Fatalf("%s: a sentence of %d tokens", code, len(s.Tokens))
		}
		for i := 0; i < len(s.Tokens); i++ {
			k := &s.Tokens[i]
			start, end := k.Start-base, k.End-base
			if start < at || end <= start || end > len(text) {
				t.Fatalf("%s: %q: token %q at %d–%d after %d", code, text, k.Form, start, end, at)
			}
			checkGap(t, code, text, at, start)
			if i+k.Multi > len(s.Tokens) || k.Multi == 1 || k.Multi < 0 || k.Head != -1 {
				t.Fatalf("%s: %q: token %q has Multi %d, Head %d", code, text, k.Form, k.Multi, k.Head)
			}
			if k.Form == "" {
				t.Fatalf("%s: %q: empty form at %d", code, text, start)
			}
			at = end
			if k.Multi > 0 && s.Tokens[i+1].Start == k.Start {
				for _, part := range s.Tokens[i+1 : i+k.Multi] {
					if part.Start != k.Start || part.End != k.End || part.Multi != 0 || part.Form == "" {
						t.Fatalf("%s: %q: part %q does not share the span of its word", code, text, part.Form)
					}
				}
				i += k.Multi - 1
				continue
			}
			if k.Form != text[start:end] {
				t.Fatalf("%s: %q: form %q of the text %q", code, text, k.Form, text[start:end])
			}
		}
	}
	checkGap(t, code, text, at, len(text))
}

// checkGap fails unless text[from:to] is white space and invisible marks.
func checkGap(t *testing.T, code, text string, from, to int) {
	t.Helper()
	for i := from; i < to; {
		c, n := classAt(text, i)
		if c != space {
			t.Fatalf("%s: %q: byte %d is in no token", code, text, i)
		}
		i += n
	}
}

func TestHostileTextsKeepTheInvariants(t *testing.T) {
	for code, tokenizer := range tokenizers(t) {
		for _, a := range hostile {
			for _, b := range hostile {
				text := a + b + " " + a
				checkSentences(t, code, text, 3, tokenizer.Sentences(text, 3))
			}
		}
	}
}

// Pieces are bounded and nothing is looked at again and again: ten times the
// text takes about ten times as long, however the text is made.
func TestLongTextsWithoutBreaksTakeLinearTime(t *testing.T) {
	patterns := []string{"a", "a.", "a'", "l'", "a-", "1 000 ", "'", "\"", ".", "(", "a@", "http://a", "x/", "\xff", "\u0301", "👍", "_", "a_", "A. ", "...@a", "du ", "a, ", "https://a.b/(((", "1990's'"}
	for code, tokenizer := range tokenizers(t) {
		for _, p := range patterns {
			text := strings.Repeat(p, 300_000/len(p))
			tokens := 0
			for s := range tokenizer.All(text, 0) {
				tokens += len(s.Tokens)
			}
			if tokens == 0 || tokens > 4*utf8.RuneCountInString(text) {
				t.Errorf("%s: %q repeated gives %d tokens", code, p, tokens)
			}
		}
	}
}

func BenchmarkSentences(b *testing.B) {
	for code, tokenizer := range tokenizers(b) {
		var text strings.Builder
		folder, err := lang.Open(code)
		if err != nil {
			b.Fatal(err)
		}
		_, k, err := compile(folder)
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range k.examples() {
			sample, _, _ := strings.Cut(e, " => ")
			text.WriteString(sample + "\n\n")
		}
		b.Run(code, func(b *testing.B) {
			words := 0
			b.SetBytes(int64(text.Len()))
			b.ReportAllocs()
			for b.Loop() {
				for s := range tokenizer.All(text.String(), 0) {
					words += len(s.Tokens)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(words), "ns/word")
		})
	}
}
