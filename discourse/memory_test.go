package discourse_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
	"github.com/credence-project/credence/valency"
)

// language is what reading one language takes.
type language struct {
	names   *gazetteer.Gazetteer
	lexicon *discourse.Lexicon
	grammar *valency.Grammar
	parser  *ud.Parser
}

func open(t testing.TB, code string) language {
	t.Helper()
	folder, err := lang.Open(code)
	if err != nil {
		t.Fatal(err)
	}
	return language{
		must(t, folder, gazetteer.Open), must(t, folder, discourse.Open), must(t, folder, valency.Open),
		must(t, folder, ud.Open).NewParser(),
	}
}

func must[T any](t testing.TB, folder fs.FS, load func(fs.FS) (T, error)) T {
	t.Helper()
	v, err := load(folder)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// resolve reads a text published on 2025-07-07, and returns whom the last
// occurrence of a word in its last sentence means, and how that is known.
func (l language) resolve(t *testing.T, text, at string) string {
	t.Helper()
	m := discourse.New(l.names, l.lexicon, "2025-07-07")
	var last *valency.Tree
	for _, s := range l.parser.Parse(text, 0) {
		last = new(valency.Tree)
		last.Reset(&s, l.grammar)
		m.Read(last)
	}
	for i := len(last.Tokens) - 1; i >= 0; i-- {
		if last.Tokens[i].Form == at {
			var out []string
			for _, r := range m.Resolve(i) {
				out = append(out, r.ID+" "+r.How.String())
			}
			return strings.Join(out, ", ")
		}
	}
	t.Fatalf("%q: no word %q in the last sentence", text, at)
	return ""
}

func TestWhoIsMeant(t *testing.T) {
	languages := map[string]language{"fr": open(t, "fr"), "en": open(t, "en")}
	for _, c := range []struct{ behaviour, code, text, at, want string }{
		{"name", "fr", "La Bolivie a rencontré le Pérou.", "Bolivie", "BOL named"},
		{"name", "en", "Bolivia met Peru.", "Bolivia", "BOL named"},
		{"capital for its state", "fr", "Pékin a protesté.", "Pékin", "CHN named"},
		{"capital for its state", "en", "Beijing protested.", "Beijing", "CHN named"},
		{"nobody", "fr", "La pluie a cessé.", "pluie", ""},
		{"nobody", "en", "The rain stopped.", "rain", ""},
		{"office with an adjective", "fr", "Le ministre chinois des Affaires étrangères a protesté.", "ministre", "CHN body"},
		{"office with an adjective", "en", "The Chinese foreign minister protested.", "minister", "CHN body"},
		{"office of a country", "fr", "Le président de la Bolivie a protesté.", "président", "BOL body"},
		{"office of a country", "en", "The president of Bolivia protested.", "president", "BOL body"},
		{"pronoun", "fr", "La Bolivie a protesté. Elle a fermé son ambassade.", "Elle", "BOL pronoun"},
		{"pronoun", "en", "Bolivia protested. It closed its embassy.", "It", "BOL pronoun"},
		{"pronoun of two", "fr", "La Bolivie et le Pérou ont protesté. Ils ont signé un accord.", "Ils", "BOL pronoun, PER pronoun"},
		{"pronoun of two", "en", "Bolivia and Peru protested. They signed an agreement.", "They", "BOL pronoun, PER pronoun"},
		{"pronoun of nobody", "fr", "Elle a fermé son ambassade.", "Elle", ""},
		{"pronoun of nobody", "en", "It closed its embassy.", "It", ""},
		{"possessive", "fr", "La Bolivie a fermé son ambassade.", "son", "BOL pronoun"},
		{"possessive", "en", "Bolivia closed its embassy.", "its", "BOL pronoun"},
		{"description", "fr", "La Bolivie a protesté. Ce pays a fermé son ambassade.", "pays", "BOL description"},
		{"description", "en", "Bolivia protested. The country closed its embassy.", "country", "BOL description"},
		{"indefinite description", "fr", "La Bolivie a protesté. Un pays a fermé son ambassade.", "pays", ""},
		{"indefinite description", "en", "Bolivia protested. A country closed its embassy.", "country", ""},
		{"pair", "fr", "La Bolivie a rencontré le Pérou. Les deux pays ont signé un accord.", "pays", "BOL description, PER description"},
		{"pair", "en", "Bolivia met Peru. The two countries signed an agreement.", "countries", "BOL description, PER description"},
		{"pair of one", "fr", "La Bolivie a protesté. Les deux pays ont signé un accord.", "pays", ""},
		{"pair of one", "en", "Bolivia protested. The two countries signed an agreement.", "countries", ""},
		{"person introduced before", "fr", "Le ministre bolivien des Affaires étrangères, Juan Quispe, a protesté. Quispe a quitté la salle.", "Quispe", "BOL introduced before"},
		{"person introduced before", "en", "The Bolivian foreign minister, Juan Quispe, protested. Quispe left the room.", "Quispe", "BOL introduced before"},
		{"stranger", "fr", "Quispe a quitté la salle.", "Quispe", ""},
		{"stranger", "en", "Quispe left the room.", "Quispe", ""},
	} {
		t.Run(c.behaviour+" "+c.code, func(t *testing.T) {
			if got := languages[c.code].resolve(t, c.text, c.at); got != c.want {
				t.Errorf("%q: %q means %q, want %q", c.text, c.at, got, c.want)
			}
		})
	}
}

// TestNamesAreReadByTheirDay resolves the name of a head of state, in a
// quotation from a day when he was in office.
func TestNamesAreReadByTheirDay(t *testing.T) {
	l := open(t, "en")
	s := l.parser.Parse("President Obama visited Cuba.", 0)[0]
	var tree valency.Tree
	tree.Reset(&s, l.grammar)
	m := discourse.New(l.names, l.lexicon, "2025-07-07")
	m.SetDay("2016-03-21")
	m.Read(&tree)
	if refs := m.Resolve(tree.Subjects(nil, 2)[0]); len(refs) != 1 || refs[0].ID != "USA" || refs[0].Sense != gazetteer.Person {
		t.Errorf("in 2016 it means %+v, want the United States by a person", refs)
	}
}
