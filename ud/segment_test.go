package ud

import (
	"strings"
	"testing"
)

// sentencesOf are the texts of the sentences.
func sentencesOf(t *testing.T, code, text string) []string {
	t.Helper()
	var all []string
	for _, s := range open(t, code).Sentences(text, 0) {
		all = append(all, text[s.Start:s.End])
	}
	return all
}

func TestLinesBreakSentencesOnlyAtBlankLinesAndItems(t *testing.T) {
	tests := []struct {
		name, text string
		want       int
	}{
		{"one line break is a space", "The envoy\nleft Kabul\non Monday", 1},
		{"a blank line breaks", "The envoy left\n\non Monday", 2},
		{"a blank line with spaces breaks", "The envoy left\r\n \t\r\non Monday", 2},
		{"items of a list break", "Three states voted:\n- Mali\n- Niger\n- Chad", 4},
		{"numbered items break", "They demand:\n1. peace\n2) bread", 3},
		{"bullets break", "They demand:\n• peace\n• bread", 3},
		{"a dash inside a line does not break", "Mali - and Niger - voted", 1},
		{"a colon does not break", "Mali voted: it left", 1},
		{"an empty text has no sentence", " \n\n\u200b ", 0},
	}
	for _, test := range tests {
		if got := sentencesOf(t, "en", test.text); len(got) != test.want {
			t.Errorf("%s: %d sentences, want %d: %q", test.name, len(got), test.want, got)
		}
	}
}

func TestOverlongSentencesAreCutAtTheBestPlace(t *testing.T) {
	word := "war "
	tests := []struct{ name, text, end string }{
		{"after a semicolon", strings.Repeat(word, 150) + "peace; " + strings.Repeat("war, ", 100), "peace;"},
		{"else after a comma", strings.Repeat(word, 200) + "peace, " + strings.Repeat(word, 100), "peace,"},
		{"else at a space", strings.Repeat(word, 400), "war"},
	}
	for _, test := range tests {
		sentences := open(t, "en").Sentences(test.text, 0)
		if len(sentences) < 2 {
			t.Errorf("%s: %d sentences", test.name, len(sentences))
			continue
		}
		for _, s := range sentences {
			if len(s.Tokens) > longestSentence {
				t.Errorf("%s: %d tokens", test.name, len(s.Tokens))
			}
		}
		if first := test.text[sentences[0].Start:sentences[0].End]; !strings.HasSuffix(first, test.end) {
			t.Errorf("%s: cut after %q", test.name, first[len(first)-12:])
		}
	}
}

func TestQuotationMarksWithoutDirectionTakeItFromTheirPlace(t *testing.T) {
	got := sentencesOf(t, "en", `"We leave." "We stay." He paused. "Both."`)
	want := []string{`"We leave."`, `"We stay."`, "He paused.", `"Both."`}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q, want %q", got, want)
	}
}

// All reads on only as it is asked to.
func TestAllStopsWhenToldTo(t *testing.T) {
	n := 0
	for range open(t, "en").All(strings.Repeat("It rains. ", 1000), 0) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d sentences, want 3", n)
	}
}
