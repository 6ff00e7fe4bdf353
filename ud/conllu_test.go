package ud_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/credence-project/credence/ud"
)

// trees is a small CoNLL-U file of our own wording.
const trees = `# sent_id = 1
# text = Le président du Sénat n'y est pas.
1	Le	le	DET	_	Definite=Def|Gender=Masc|Number=Sing|PronType=Art	2	det	_	_
2	président	président	NOUN	_	Gender=Masc|Number=Sing	7	nsubj	_	_
3-4	du	_	_	_	_	_	_	_	_
3	de	de	ADP	_	_	5	case	_	_
4	le	le	DET	_	Definite=Def|Gender=Masc|Number=Sing|PronType=Art	5	det	_	_
5	Sénat	Sénat	PROPN	_	_	2	nmod	_	_
6	n'	ne	ADV	_	Polarity=Neg	7	advmod	_	SpaceAfter=No
7	y	y	PRON	_	Person=3|PronType=Prs	0	root	_	_
8	est	être	AUX	_	Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin	7	cop	_	_
9	pas	pas	ADV	_	Polarity=Neg	7	advmod	_	SpaceAfter=No
10	.	.	PUNCT	_	_	7	punct	_	_

1	Oslo	Oslo	PROPN	_	_	0	root	_	SpaceAfter=No|Note=a
1.1	is	be	AUX	_	_	_	_	1:cop	_
2	!	!	PUNCT	_	_	1	punct	_	_

`

func read(t *testing.T, text string) []*ud.Block {
	t.Helper()
	var list []*ud.Block
	for b, err := range ud.ReadCoNLLU(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, b)
	}
	return list
}

func write(t *testing.T, list []*ud.Block) string {
	t.Helper()
	var out strings.Builder
	for _, b := range list {
		if err := ud.WriteCoNLLU(&out, b); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func TestCoNLLUIsWrittenAsItWasRead(t *testing.T) {
	if got := write(t, read(t, trees)); got != trees {
		t.Errorf("got\n%s", got)
	}
}

func TestCoNLLUTakesWindowsLinesAndNoLastLine(t *testing.T) {
	text := strings.ReplaceAll(strings.TrimRight(trees, "\n"), "\n", "\r\n")
	if got := write(t, read(t, text)); got != trees {
		t.Errorf("got\n%s", got)
	}
}

func TestSentenceOfBlock(t *testing.T) {
	b := read(t, trees)[0]
	if got, want := b.Text(), "Le président du Sénat n'y est pas."; got != want {
		t.Fatalf("text %q, want %q", got, want)
	}
	s := b.Sentence()
	du := s.Tokens[2]
	if du.Form != "de" || du.Multi != 2 || b.Text()[du.Start:du.End] != "du" {
		t.Errorf("the first word of du: %+v", du)
	}
	if le := s.Tokens[3]; le.Start != du.Start || le.End != du.End || le.Multi != 0 {
		t.Errorf("the second word of du: %+v", le)
	}
	if y := s.Tokens[6]; y.Head != -1 || y.Feats.Get("PronType") != "Prs" || s.Root() != 6 {
		t.Errorf("the root: %+v", y)
	}
	if head := s.Tokens[1].Head; head != 6 {
		t.Errorf("head of président: %d", head)
	}
}

func TestFillLeavesTheRestAlone(t *testing.T) {
	var bare []string
	for _, line := range strings.Split(trees, "\n") {
		if c := strings.Split(line, "\t"); len(c) == 10 && !strings.ContainsAny(c[0], "-.") {
			copy(c[2:8], []string{"_", "_", "_", "_", "_", "_"})
			line = strings.Join(c, "\t")
		}
		bare = append(bare, line)
	}
	filled := read(t, strings.Join(bare, "\n"))
	for k, b := range read(t, trees) {
		s := b.Sentence()
		filled[k].Fill(&s)
	}
	if got := write(t, filled); got != trees {
		t.Errorf("got\n%s", got)
	}
	other := filled[0].Sentence()
	other.Tokens = other.Tokens[1:]
	filled[0].Fill(&other)
	if got := write(t, filled); got != trees {
		t.Errorf("a sentence of another length changed the block:\n%s", got)
	}
}

func TestNewBlockTellsSpacesAndMultiwordTokens(t *testing.T) {
	text := "Le président du Sénat n'y est pas."
	b := read(t, trees)[0]
	s := b.Sentence()
	for i := range s.Tokens {
		s.Tokens[i].Start += 100
		s.Tokens[i].End += 100
	}
	s.Start, s.End = 100, 100+len(text)
	got := write(t, []*ud.Block{ud.NewBlock(&s, text, 100)})
	_, want, _ := strings.Cut(strings.SplitAfter(trees, "\n\n")[0], "\n")
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestCoNLLUErrorsNameTheLine(t *testing.T) {
	const good = "1\tOslo\t_\t_\t_\t_\t_\t_\t_\t_\n"
	for name, c := range map[string]struct{ text, want string }{
		"columns":         {good + "\n1\tOslo\n", "line 3"},
		"empty column":    {"1\tOslo\t\t_\t_\t_\t_\t_\t_\t_\n", "column 3"},
		"order of ids":    {good + "3\tOslo\t_\t_\t_\t_\t_\t_\t_\t_\n", `word id "3"`},
		"head too far":    {"1\tOslo\t_\t_\t_\t_\t2\t_\t_\t_\n", `head "2"`},
		"head no number":  {"1\tOslo\t_\t_\t_\t_\tx\t_\t_\t_\n", `head "x"`},
		"range backwards": {"1-0\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n" + good, `multiword id "1-0"`},
		"range too long":  {"1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n" + good, "ends at word 2 of 1"},
		"empty node":      {"1.1\tis\t_\t_\t_\t_\t_\t_\t_\t_\n" + good, `empty node "1.1"`},
		"late comment":    {good + "# text = Oslo\n", "line 2"},
	} {
		t.Run(name, func(t *testing.T) {
			var got error
			for _, err := range ud.ReadCoNLLU(strings.NewReader(c.text)) {
				got = err
			}
			if !errors.Is(got, ud.ErrCoNLLU) || !strings.Contains(got.Error(), c.want) {
				t.Errorf("error %v, want one on %q", got, c.want)
			}
		})
	}
}

// FuzzCoNLLU asserts that what is read is written back as it was read, and
// that words lie in the text where their offsets say.
func FuzzCoNLLU(f *testing.F) {
	f.Add(trees)
	f.Add("# only a comment\n")
	f.Add("1-2\tau\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tà\t_\t_\t_\t_\t0\troot\t_\t_\n2\tle\t_\t_\t_\t_\t1\tdet\t_\t_\n")
	f.Fuzz(func(t *testing.T, text string) {
		var list []*ud.Block
		for b, err := range ud.ReadCoNLLU(strings.NewReader(text)) {
			if err != nil {
				return
			}
			list = append(list, b)
		}
		once := write(t, list)
		if twice := write(t, read(t, once)); twice != once {
			t.Fatalf("once\n%q\ntwice\n%q", once, twice)
		}
		for _, b := range list {
			s, text := b.Sentence(), b.Text()
			for _, tok := range s.Tokens {
				if tok.Start < 0 || tok.End < tok.Start || tok.End > len(text) {
					t.Fatalf("%+v does not lie in %q", tok, text)
				}
				if tok.Head >= len(s.Tokens) {
					t.Fatalf("%+v of %d words", tok, len(s.Tokens))
				}
			}
			b.Fill(&s)
			if again := write(t, read(t, write(t, []*ud.Block{b}))); again != write(t, []*ud.Block{b}) {
				t.Fatalf("filled: %q", again)
			}
		}
	})
}
