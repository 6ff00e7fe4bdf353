package answers

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/influence"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

var placeholder = regexp.MustCompile(`\{([a-z.]+)(\|[^{}|]*\|[^{}|]*)?\}`)

// placeholders returns the names that a text is filled in with, those of forms as
// one: a language uses those that it needs, with the parties that they are made of.
func placeholders(w *words, text string) []string {
	names := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		name := strings.TrimSuffix(m[1], ".in")
		if _, form := w.Forms[name]; form {
			name = "a form"
		}
		names[name] = true
	}
	return slices.Sorted(maps.Keys(names))
}

func TestWordsAreCompleteInEveryLanguage(t *testing.T) {
	all, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	base := all[plainest]
	for code, w := range all {
		for name, tables := range map[string][2]map[string]string{
			"text": {base.Text, w.Text}, "groups": {base.Groups, w.Groups}, "objects": {base.Objects, w.Objects}, "values": {base.Values, w.Values}, "modes": {base.Modes, w.Modes}, "labels": {base.Labels, w.Labels},
		} {
			want, got := slices.Sorted(maps.Keys(tables[0])), slices.Sorted(maps.Keys(tables[1]))
			if !slices.Equal(want, got) {
				t.Errorf("%s: [%s] has the keys %q, %s has %q", code, name, got, plainest, want)
			}
			for key, text := range tables[1] {
				if text == "" {
					t.Errorf("%s: %s says nothing", code, key)
				}
				if want, got := placeholders(base, tables[0][key]), placeholders(w, text); !slices.Equal(want, got) {
					t.Errorf("%s: %q has the placeholders %q, in %s it has %q", code, key, got, plainest, want)
				}
			}
		}
		testKinds(t, code, w, base)
	}
}

// testKinds tests how a language tells of each kind of act.
func testKinds(t *testing.T, code string, w, base *words) {
	t.Helper()
	kinds, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	for kind := range w.Kinds {
		if kinds[kind] == nil {
			t.Errorf("%s: no act or state of affairs is called %q", code, kind)
		}
	}
	somebody := map[string]any{"by": noun{text: "A"}, "of": noun{text: "B", in: "in B"}, "kind": "K"}
	for kind := range kinds {
		if w != base && (w.Kinds[kind] == nil || w.Kinds[kind]["name"] == "") {
			t.Errorf("%s: the kind %q has no name", code, kind)
		}
		for form := range w.Forms {
			f := &filling{words: w, values: somebody, verbs: w.Kinds[kind]}
			if f.verbs == nil {
				f.verbs = map[string]string{}
			}
			if told := f.place(form); told == "" || strings.ContainsAny(told, "{}") || strings.Contains(told, "  ") {
				t.Errorf("%s: %s, %s: %q", code, kind, form, told)
			}
		}
	}
}

// Every key that the code names is in the words, and every one of the words is
// named: a literal in one of the files that judge, or in check.toml.
func TestEveryKeyIsUsed(t *testing.T) {
	all, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	for _, file := range append(files, "check.toml") {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(text)
	}
	code := source.String()
	base := all[plainest].Text
	for key := range base {
		rank, rest, _ := strings.Cut(key, ".")
		computed := (rank == "first" || rank == "last") && strings.Contains(code, `rank+".`+rest+`"`)
		if !strings.Contains(code, `"`+key+`"`) && !computed {
			t.Errorf("nothing says %q", key)
		}
	}
	for _, call := range regexp.MustCompile(`(?:\b(?:say|told|add)\(|\b(?:tell|caveat)\()"([a-z.-]+)"`).FindAllStringSubmatch(code, -1) {
		if base[call[1]] == "" {
			t.Errorf("the words lack %q", call[1])
		}
	}
	k, err := loadKnowledge()
	if err != nil {
		t.Fatal(err)
	}
	for kind, topic := range k.topics {
		if len(topic.Near) > 0 && base[topic.Why] == "" {
			t.Errorf("%s: the words lack %q", kind, topic.Why)
		}
	}
	for _, g := range k.groups {
		if all[plainest].Groups[g.ID] == "" {
			t.Errorf("the words lack the group %s", g.ID)
		}
	}
}

// What the program says in English elsewhere, every language has words for, with
// the same places.
func TestWhatIsSaidElsewhereHasWords(t *testing.T) {
	all, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	said := slices.Concat(ledger.Reasons(), strings.Split(influence.Method, "\n\n"), standing.Names())
	for _, doctrine := range standing.Names() {
		d, err := standing.Load(doctrine)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range d.Rules {
			said = append(said, r.Name, r.Basis)
		}
		for _, p := range d.Practices {
			said = append(said, p.Basis)
		}
		if d.GovernmentEnds != nil {
			said = append(said, d.GovernmentEnds.Name, d.GovernmentEnds.Basis)
		}
	}
	for code, w := range all {
		if code == plainest {
			continue
		}
		for _, text := range said {
			if w.Phrases[text] == "" {
				t.Errorf("%s: no words for %q", code, text)
			}
		}
		for english, phrase := range w.Phrases {
			if want, got := placeholders(w, english), placeholders(w, phrase); !subset(got, want) {
				t.Errorf("%s: %q has the places %q, its words %q", code, english, want, got)
			}
		}
	}
}

func subset(part, of []string) bool {
	return !slices.ContainsFunc(part, func(x string) bool { return !slices.Contains(of, x) })
}

func TestPhrases(t *testing.T) {
	for _, test := range []struct{ code, english, want string }{
		{"fr", "the same date", "la même date"},
		{"fr", "both negated, without a date", "toutes deux de même sens (nié), sans date"},
		{"fr", "Ada decided (reject) about the same words: it asks: {who}", "Ada a décidé (rejeté) sur les mêmes mots\u202f: it asks: {who}"},
		{"fr", "reads it otherwise: date none, not 2025; modality asserted, not future", "le lit autrement\u202f: date\u202f: aucune, et non 2025\u202f; modalité\u202f: affirmé, et non annoncé"},
		{"fr", "one; two", ""},
		{"fr", "nothing of ours", ""},
		{"en", "both negated, without a date", "both negated, without a date"},
		{"en", "nothing of ours", ""},
		{"xx", "the same date", "the same date"},
	} {
		got, known := Phrase(test.code, test.english)
		if test.want == "" {
			if known || got != test.english {
				t.Errorf("%s: %q: got %q, %v", test.code, test.english, got, known)
			}
		} else if !known || got != test.want {
			t.Errorf("%s: %q: got %q, %v; want %q", test.code, test.english, got, known, test.want)
		}
	}
}

func TestNamesInPhrases(t *testing.T) {
	all, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ code, text, name, want string }{
		{"fr", "avec {of}", "le Pakistan", "avec le Pakistan"},
		{"fr", "auprès de {of}", "le Pakistan", "auprès du Pakistan"},
		{"fr", "auprès de {of}", "les États-Unis", "auprès des États-Unis"},
		{"fr", "auprès de {of}", "la Chine", "auprès de la Chine"},
		{"fr", "auprès de {of}", "Israël", "auprès d’Israël"},
		{"fr", "auprès de {of}", "Haïti", "auprès d’Haïti"},
		{"fr", "auprès de {of}", "Hong Kong", "auprès de Hong Kong"},
		{"fr", "auprès de {of}", "l’Iran", "auprès de l’Iran"},
		{"fr", "à {of}", "les Taliban", "aux Taliban"},
		{"fr", "que {of}", "Oman", "qu’Oman"},
		{"fr", "le monde {of}", "le Pakistan", "le monde le Pakistan"},
		{"fr", "{of} {of|a|ont}", "les Comores", "les Comores ont"},
		{"fr", "{of} {of|a|ont}", "la Russie", "la Russie a"},
		{"en", "of {of}", "the Taliban", "of the Taliban"},
		{"en", "{what}", "", "{what}"},
	} {
		w := all[test.code]
		f := &filling{words: w, values: map[string]any{"of": noun{text: test.name, plural: w.isPlural(test.name)}}}
		if got := f.fill(test.text); got != test.want {
			t.Errorf("%s: %q with %q: got %q, want %q", test.code, test.text, test.name, got, test.want)
		}
	}
}

func TestDatesInWords(t *testing.T) {
	all, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ code, date, want, in string }{
		{"fr", "2025-07-03", "3 juillet 2025", "le 3 juillet 2025"},
		{"fr", "2025-08-01", "1ᵉʳ août 2025", "le 1ᵉʳ août 2025"},
		{"fr", "2025-12", "décembre 2025", "décembre 2025"},
		{"fr", "1941", "1941", "1941"},
		{"fr", "2025-07-03/2025-07-05", "2025-07-03/2025-07-05", "2025-07-03/2025-07-05"},
		{"fr", "2025-13-03", "2025-13-03", "2025-13-03"},
		{"fr", "2025-11-01T12:00:00Z", "2025-11-01T12:00:00Z", "2025-11-01T12:00:00Z"},
		{"fr", "", "", ""},
		{"en", "2025-07-03", "3 July 2025", "3 July 2025"},
	} {
		if got := all[test.code].date(test.date); got.text != test.want || got.in != test.in {
			t.Errorf("%s: %q: got %q and %q, want %q and %q", test.code, test.date, got.text, got.in, test.want, test.in)
		}
	}
}

// A language without a file is answered in English.
func TestAnotherLanguage(t *testing.T) {
	for code, want := range map[string]string{"": "en", "en": "en", "fr": "fr", "xx": "en"} {
		if _, got, err := wordsIn(code); got != want || err != nil {
			t.Errorf("%q: got %q, %v; want %q", code, got, err, want)
		}
	}
}
