package pair

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/lang"
)

func coder(t testing.TB, code string) *Coder {
	t.Helper()
	folder, err := lang.Open(code)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		lang, text, source, target string
		want                       Type
	}{
		{"en", "Norway accused Iran of spying.", "Norway", "Iran", Accuse},
		{"en", "Iran was accused of spying by Norway.", "Norway", "Iran", Accuse},
		{"en", "Norway promised to send food to Chad.", "Norway", "Chad", Agree},
		{"en", "Norway sent food to Chad.", "Norway", "Chad", Aid},
		{"en", "Norway refused to send food to Chad.", "Norway", "Chad", Reject},
		{"en", "Norway asked Chad to send food.", "Norway", "Chad", Request},
		{"en", "Chad threatened to attack Mali.", "Chad", "Mali", Threaten},
		{"en", "Chad attacked Mali.", "Chad", "Mali", Assault},
		{"en", "Mali condemned Chad's attack.", "Mali", "Chad", Accuse},
		{"en", "The president of Chad met the king of Jordan in Amman.", "The president of Chad", "the king of Jordan", Consult},
		{"en", "Chad recalled its ambassador from Mali.", "Chad", "Mali", Sanction},
		{"en", "Police arrested three journalists.", "Police", "three journalists", Coerce},
		{"en", "Students marched against the government.", "Students", "the government", Protest},
		{"en", "Chad deployed troops along the border with Sudan.", "Chad", "Sudan", Mobilize},
		{"en", "Chad released two Sudanese prisoners.", "Chad", "Sudanese", Yield},
		{"en", "Peru recognised Kosovo.", "Peru", "Kosovo", Support},
		{"fr", "La Norvège a accusé l'Iran d'espionnage.", "La Norvège", "l'Iran", Accuse},
		{"fr", "Le Tchad a rappelé son ambassadeur au Mali.", "Le Tchad", "Mali", Sanction},
		{"fr", "Le Tchad a envoyé des vivres au Mali.", "Le Tchad", "Mali", Aid},
	} {
		t.Run(c.text, func(t *testing.T) {
			a := coder(t, c.lang).NewReader().Answer(Question{c.text, c.source, c.target})
			if a.Type != c.want {
				t.Errorf("%v (%.2f), want %v", a.Type, a.Confidence, c.want)
			}
		})
	}
}

func TestPatternNamesTheAct(t *testing.T) {
	a := coder(t, "en").NewReader().Answer(Question{"Norway recognised Palestine on Tuesday.", "Norway", "Palestine"})
	if a.Kind == nil || a.Kind.Name != "recognize-state" {
		t.Errorf("act %v, want recognize-state", a.Kind)
	}
}

func TestAlwaysAnswers(t *testing.T) {
	r := coder(t, "en").NewReader()
	for _, q := range []Question{
		{},
		{"", "Norway", "Chad"},
		{"It rained.", "Norway", "Chad"},
		{"Norway attacked.", "Norway", "Chad"},
		{"Chad was attacked.", "Norway", "Chad"},
		{"Norway attacked Norway.", "Norway", "Norway"},
		{"Norway", "Norway", "Norway"},
		{"Norway attacked Chad. Chad protested.", "Norway", "Chad protested"},
		{strings.Repeat("Norway attacked Chad and ", 300) + "left.", "Norway", "Chad"},
	} {
		checkAnswer(t, r.Answer(q))
	}
}

func checkAnswer(t *testing.T, a Answer) {
	t.Helper()
	sum := 0.0
	for _, s := range a.Shares {
		sum += s
		if !(s >= 0 && s <= a.Confidence) {
			t.Errorf("a type has the share %v, the answer %v", s, a.Confidence)
		}
	}
	if math.Abs(sum-1) > 1e-9 || a.Second == a.Type {
		t.Errorf("shares sum to %v; first %v, second %v", sum, a.Type, a.Second)
	}
}

func TestSameQuestionSameAnswer(t *testing.T) {
	r := coder(t, "en").NewReader()
	q := Question{"Norway said it would help Chad.", "Norway", "Chad"}
	first := r.Answer(q)
	r.Answer(Question{"Mali attacked Niger.", "Mali", "Niger"})
	if again := r.Answer(q); again.Shares != first.Shares {
		t.Errorf("%v, then %v", first.Shares, again.Shares)
	}
}

func TestFeaturesAreOrderedAndDistinct(t *testing.T) {
	features := coder(t, "en").NewReader().Features(Question{"Norway asked Chad to help the victims of the flood.", "Norway", "Chad"})
	if len(features) < 50 {
		t.Errorf("only %d features", len(features))
	}
	for n := 1; n < len(features); n++ {
		if features[n-1].Hash >= features[n].Hash {
			t.Fatalf("feature %d does not come after the one before", n)
		}
	}
}

func TestFindMentions(t *testing.T) {
	for _, c := range []struct {
		name, text, mention string
		want                []string
	}{
		{"exact", "Iran warned Iraq.", "Iraq", []string{"Iraq"}},
		{"every occurrence", "Iran said Iran would.", "Iran", []string{"Iran", "Iran"}},
		{"whole words first", "Nigerian troops left Niger.", "Niger", []string{"Niger"}},
		{"part of a word where it stands nowhere else", "Nigerian troops left.", "Niger", []string{"Niger"}},
		{"case", "THE UN left.", "the un", []string{"THE UN"}},
		{"spaces and quotation marks", "The  “Free\u00a0Army” left.", `The "Free Army`, []string{"The  “Free\u00a0Army"}},
		{"accents as written", "L’État a cédé.", "l'état", []string{"L’État"}},
		{"nowhere", "Iran left.", "Chad", nil},
		{"empty", "Iran left.", " ", nil},
		{"signs alone", "Iran left.", "...", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, s := range find(c.text, c.mention) {
				got = append(got, c.text[s.start:s.end])
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestChooseOccurrences(t *testing.T) {
	for _, c := range []struct {
		name, text, source, target string
		first, second              int // bytes where the chosen ones begin
	}{
		{"the subject near the target", "After the vote in Iran, Iran attacked Chad.", "Iran", "Chad", 24, 38},
		{"in one sentence", "Chad is dry. Iran attacked Chad.", "Iran", "Chad", 13, 27},
		{"another name of the party", "On Monday Tehran attacked the Chadians.", "Iran", "Chad", 10, 30},
		{"words that are shared", "The Islamic Republic attacked Chad.", "Islamic Republic of Iran", "Chad", 4, 30},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := coder(t, "en").NewReader()
			sc := r.stage(Question{c.text, c.source, c.target})
			tokens := sc.readings[sc.at].Sentence.Tokens
			if got := tokens[sc.source.first].Start; got != c.first {
				t.Errorf("source at %d, want %d", got, c.first)
			}
			if got := tokens[sc.target.first].Start; got != c.second {
				t.Errorf("target at %d, want %d", got, c.second)
			}
		})
	}
}

func TestModelFile(t *testing.T) {
	row := Row{Hash: 7}
	row.Weights[Aid], row.Weights[Reject] = 1.5, -.75
	m := NewModel([]Row{{Hash: 9}, row}, 1)
	again, err := ReadModel(m.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	features := []Feature{{Hash: 3, Value: 1}, {Hash: 7, Value: 1}}
	if got := again.Shares(features); got != m.Shares(features) || got[Aid] < got[Agree] || got[Reject] > got[Agree] {
		t.Errorf("shares %v", got)
	}
	if again.Len() != 1 {
		t.Errorf("%d features, want 1: one without weights is not kept", again.Len())
	}
	data := m.Bytes()
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "does not start"},
		{"short", data[:len(data)-1], "bytes for 1 features"},
		{"altered", append(append([]byte(nil), data[:len(data)-1]...), 99), "checksum"},
		{"another format", append([]byte("CREDPAIR\x09"), data[9:]...), "format 9"},
	} {
		if _, err := ReadModel(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}

func TestLexiconErrors(t *testing.T) {
	for _, c := range []struct{ name, file, wide, want string }{
		{"no type", "[type.DANCE]\nverbs = \"dance\"", "", `no type "DANCE"`},
		{"no class", "[type.AID]\nverbs = \"give+@food\"", "", `no class "food"`},
		{"a word missing", "[type.AID]\nverbs = \"give+\"", "", "a word is missing"},
		{"the first word missing", "[type.AID]\nverbs = \"|give\"", "", "first word is missing"},
		{"unknown key", "[type.AID]\nverb = \"give\"", "", "unknown key"},
		{"a line too short", "", "v give\n", "plover.tsv:1"},
		{"a number missing", "", "# words\nv give AID\n", "plover.tsv:2"},
	} {
		folder := fstest.MapFS{lexiconFile: {Data: []byte(c.file)}}
		if c.wide != "" {
			folder[wideFile] = &fstest.MapFile{Data: []byte(c.wide)}
		}
		if _, err := openLexicon(folder); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}

func TestPhrasesGoBeforeWords(t *testing.T) {
	r := coder(t, "en").NewReader()
	for _, c := range []struct {
		text, word string
		want       Type
	}{
		{"Iran called for help.", "called", Request},
		{"Iran called off the strike.", "called", Yield},
		{"Iran broke off relations with Chad.", "broke", Sanction},
		{"Iran held talks with Chad.", "held", Consult},
		{"Talks held in Geneva failed.", "held", Consult},
	} {
		s := r.acts.Evoke(c.text)[0].Sentence
		r.tree.Reset(&s, r.coder.grammar)
		for i := range s.Tokens {
			if s.Tokens[i].Form != c.word {
				continue
			}
			scores, _ := r.coder.lexicon.look(&r.tree, i)
			if got, _ := scores.best(); got != c.want {
				t.Errorf("%q: %v, want %v", c.text, got, c.want)
			}
		}
	}
}

func TestTypes(t *testing.T) {
	for k := range Types {
		if got, ok := ParseType(Type(k).String()); !ok || got != Type(k) {
			t.Errorf("%v is read as %v", Type(k), got)
		}
	}
	for name, want := range map[string]Type{"CONCEDE": Yield, "retreat": Yield, "Aid": Aid} {
		if got, ok := ParseType(name); !ok || got != want {
			t.Errorf("%s is read as %v", name, got)
		}
	}
	if _, ok := ParseType("DANCE"); ok {
		t.Error("DANCE is no type")
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add("Norway asked Chad to help.", "Norway", "Chad")
	f.Add("Après l'Iran, «l'Irak»…", "l'Iran", "irak")
	f.Add("\xff\x00 a", "\xff", "")
	r := coder(f, "en").NewReader()
	f.Fuzz(func(t *testing.T, text, source, target string) {
		if len(text) > 2000 {
			return
		}
		checkAnswer(t, r.Answer(Question{text, source, target}))
		for _, s := range find(text, source) {
			if s.start < 0 || s.end > len(text) || s.start >= s.end {
				t.Errorf("a mention from %d to %d of %d bytes", s.start, s.end, len(text))
			}
		}
	})
}

func TestPenaltiesAreCoercion(t *testing.T) {
	for kind, want := range map[*act.Kind]Type{
		{Plover: "SANCTION", Cameo: "163"}: Coerce,
		{Plover: "SANCTION", Cameo: "161"}: Sanction,
		{Plover: "RETREAT", Cameo: "087"}:  Yield,
	} {
		if got, ok := typeOf(kind); !ok || got != want {
			t.Errorf("%+v is %v, want %v", kind, got, want)
		}
	}
}
