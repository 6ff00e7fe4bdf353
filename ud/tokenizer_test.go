package ud

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/credence-project/credence/lang"
)

// show writes sentences in the notation that the examples of tokens.toml use.
func show(text string, sentences []Sentence) string {
	var out strings.Builder
	for n := range sentences {
		if n > 0 {
			out.WriteString(" ¶")
		}
		tokens := sentences[n].Tokens
		for i := 0; i < len(tokens); i++ {
			if out.Len() > 0 {
				out.WriteByte(' ')
			}
			multi := tokens[i].Multi
			if multi == 0 {
				out.WriteString(visible(tokens[i].Form))
				continue
			}
			group := tokens[i : i+multi]
			i += multi - 1
			forms := make([]string, multi)
			for k := range group {
				forms[k] = visible(group[k].Form)
			}
			if joined := strings.Join(forms, "+"); group[0].End == group[1].End {
				out.WriteString(text[group[0].Start:group[0].End] + "(" + joined + ")")
			} else {
				out.WriteString("[" + joined + "]")
			}
		}
	}
	return out.String()
}

func visible(form string) string {
	return strings.NewReplacer(" ", "_", "\u00a0", "_", "\u202f", "_").Replace(form)
}

func TestExamplesOfEveryLanguageHold(t *testing.T) {
	for _, code := range lang.Codes() {
		folder, err := lang.Open(code)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fs.Stat(folder, tokensFile); err != nil {
			continue // begun, not yet read
		}
		_, k, err := compile(folder)
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		tokenizer, err := OpenTokenizer(folder)
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		for _, e := range k.examples() {
			text, want, ok := strings.Cut(e, " => ")
			if !ok {
				t.Errorf("%s: no => in example %q", code, e)
			}
			if got := show(text, tokenizer.Sentences(text, 0)); got != want {
				t.Errorf("%s: %s\n got %s\nwant %s", code, text, got, want)
			}
		}
	}
}
