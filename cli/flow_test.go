package cli

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDatesForPeople(t *testing.T) {
	for edtf, want := range map[string]string{
		"": "–", "2024": "2024", "2024-05-28": "2024-05-28", "2021/..": "2021/..", "199X": "199X",
		"2014-03-24/2014-03-30": "2014-03-24/30", "2014-03-24/2014-04-02": "2014-03-24/04-02", "2014-03/2014-05": "2014-03/05", "2013/2014": "2013/2014",
	} {
		if got := date(edtf); got != want {
			t.Errorf("%q is shown as %q, want %q", edtf, got, want)
		}
	}
}

func TestLongTextIsShortenedAroundWhatCounts(t *testing.T) {
	text := strings.Repeat("before ", 40) + "HERE" + strings.Repeat(" after", 40)
	words := splitWords(text, 280, 284, bold)
	got := screen{}.join(shorten(words, 40, 60))
	if columns(got) > 60 || !strings.Contains(got, " HERE after") || !strings.HasPrefix(got, "…before") || !strings.HasSuffix(got, "after…") {
		t.Errorf("%q", got)
	}
	if got := (screen{}).join(shorten(words[40:43], 0, 60)); got != "HERE after after" {
		t.Errorf("%q, though all of it fits", got)
	}
}

// FuzzWrap wraps and shortens arbitrary text: no line is too wide, nothing is
// lost, and nothing that a terminal would obey comes through.
func FuzzWrap(f *testing.F) {
	f.Add("La Russie a reconnu les talibans", uint8(10), uint8(3))
	f.Add("北京和東京 \x1b[31m e\u0301e\u0301 \u202eabc", uint8(3), uint8(0))
	f.Fuzz(func(t *testing.T, text string, width, keep uint8) {
		words := splitWords(text, 0, 3, bold)
		var all strings.Builder
		for _, w := range words {
			all.WriteString(w.text)
		}
		w := max(2, int(width))
		lines := screen{width: w, colour: true}.wrap(words, w)
		for _, line := range lines {
			if printed(line) > w {
				t.Errorf("%q is wider than %d", line, w)
			}
		}
		plainLines := screen{width: w}.wrap(words, w)
		if got := strings.ReplaceAll(strings.Join(plainLines, ""), " ", ""); got != all.String() {
			t.Errorf("%q became %q", all.String(), got)
		}
		if strings.ContainsRune(strings.Join(plainLines, ""), '\x1b') || !utf8.ValidString(oneLine(text)) {
			t.Errorf("%q comes through", text)
		}
		if len(words) > 0 {
			shorten(words, int(keep)%len(words), w)
		}
	})
}
