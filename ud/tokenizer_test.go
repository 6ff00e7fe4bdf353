package ud

import (
	"errors"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

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

// open opens the tokeniser of one language.
func open(t testing.TB, code string) *Tokenizer {
	t.Helper()
	folder, err := lang.Open(code)
	if err != nil {
		t.Fatal(err)
	}
	tokenizer, err := OpenTokenizer(folder)
	if err != nil {
		t.Fatal(err)
	}
	return tokenizer
}

func TestOffsetsCountFromTheBase(t *testing.T) {
	text := "  L'ambassadeur du Mali. Il part."
	for _, base := range []int{0, 1000} {
		sentences := open(t, "fr").Sentences(text, base)
		if len(sentences) != 2 {
			t.Fatalf("%d sentences, want 2", len(sentences))
		}
		if s := sentences[0]; text[s.Start-base:s.End-base] != "L'ambassadeur du Mali." {
			t.Errorf("first sentence covers %q", text[s.Start-base:s.End-base])
		}
		du := sentences[0].Tokens[2]
		if du.Multi != 2 || du.Form != "de" || text[du.Start-base:du.End-base] != "du" {
			t.Errorf("du is %+v", du)
		}
	}
}

func TestWordsOfAMultiwordTokenHaveTheirOwnBytesWhereTheyJoin(t *testing.T) {
	text := "Russia’s envoy cannot go."
	tokens := open(t, "en").Sentences(text, 0)[0].Tokens
	want := []struct {
		form  string
		multi int
	}{{"Russia", 2}, {"’s", 0}, {"envoy", 0}, {"can", 2}, {"not", 0}, {"go", 0}, {".", 0}}
	if len(tokens) != len(want) {
		t.Fatalf("%d tokens, want %d", len(tokens), len(want))
	}
	for i, w := range want {
		k := tokens[i]
		if k.Form != w.form || k.Multi != w.multi || text[k.Start:k.End] != w.form {
			t.Errorf("token %d is %q (%d) at %q, want %q (%d)", i, k.Form, k.Multi, text[k.Start:k.End], w.form, w.multi)
		}
	}
}

func TestCapitalsOfAContractionGoToItsFirstWord(t *testing.T) {
	for text, want := range map[string]string{"Au Mali": "À le Mali", "AUX URNES": "À les URNES", "aux urnes": "à les urnes", "Desquels": "De lesquels"} {
		var forms []string
		for _, k := range open(t, "fr").Sentences(text, 0)[0].Tokens {
			forms = append(forms, k.Form)
		}
		if got := strings.Join(forms, " "); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

func TestGoroutinesMayShareATokenizer(t *testing.T) {
	tokenizer := open(t, "fr")
	text := strings.Repeat("« Rien n'est signé », a dit M. Sall au Caire. L'accord des Six attend. ", 20)
	want := show(text, tokenizer.Sentences(text, 0))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got := show(text, tokenizer.Sentences(text, 0)); got != want {
				t.Error("another goroutine reads other words")
			}
		})
	}
	group.Wait()
}

func TestErrorsInTheDataNameFileAndLine(t *testing.T) {
	tests := []struct{ name, file, content, want string }{
		{"syntax", tokensFile, "[whole]\nwords = [\"a\"", "tokens.toml:2"},
		{"unknown key", tokensFile, "[whole]\nwords = []\nwrods = [\"a\"]", "tokens.toml:3: unknown key whole.wrods"},
		{"two words", tokensFile, "[elision]\nwords = [\n\"l\",\n\"parce qu\"]", `tokens.toml:4: elision: "parce qu" is not one word`},
		{"no stop", tokensFile, "[abbreviation]\ntitle = [\"Mr\"]", `tokens.toml:2: abbreviation: "Mr"`},
		{"one part", tokensFile, "[contraction.parts]\ndu = [\"de\"]", `tokens.toml:2: contraction: "du" has 1 parts`},
		{"undecided without parts", tokensFile, "[contraction]\nundecided = [\"des\"]", `tokens.toml:2: contraction: undecided "des"`},
		{"quotation mark", tokensFile, "[quote]\npairs = [\"«\"]", "tokens.toml:2: a pair"},
		{"weights", weightsFile, "# kind\nsentence\tbias\tmuch\n", "tokens.tsv:2: "},
		{"kind of weight", weightsFile, "word\tbias\t1\n", `tokens.tsv:1: unknown kind of choice "word"`},
	}
	for _, test := range tests {
		folder := fstest.MapFS{tokensFile: {Data: []byte("")}}
		folder[test.file] = &fstest.MapFile{Data: []byte(test.content)}
		_, err := OpenTokenizer(folder)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.want)
		}
	}
	if _, err := OpenTokenizer(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a file: %v", err)
	}
}

// A language may be opened with an empty file: words are what white space and
// punctuation leave.
func TestAnEmptyFileIsALanguage(t *testing.T) {
	tokenizer, err := OpenTokenizer(fstest.MapFS{tokensFile: {}})
	if err != nil {
		t.Fatal(err)
	}
	text := "Ĉu vi venos? Jes, morgaŭ."
	if got, want := show(text, tokenizer.Sentences(text, 0)), "Ĉu vi venos ? ¶ Jes , morgaŭ ."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
