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
		{"group of states", "en", "NATO welcomed the Baltic states.", "states", "EST named, LTU named, LVA named"},
		{"group of states", "fr", "L'OTAN a salué les États baltes.", "États", "EST named, LTU named, LVA named"},
		{"group of states", "en", "Both Koreas joined the UN.", "Koreas", "KOR named, PRK named"},
		{"group of states", "fr", "Les deux Corées ont protesté.", "Corées", "KOR named, PRK named"},
		{"counted group of states", "en", "The five Nordic countries protested.", "countries", "DNK named, FIN named, ISL named, NOR named, SWE named"},
		{"counted group of states", "fr", "Les six monarchies du Golfe ont protesté.", "monarchies", "ARE named, BHR named, KWT named, OMN named, QAT named, SAU named"},
		{"part of a named", "en", "Two Nordic countries protested.", "countries", ""},
		{"part of a named", "en", "Some Baltic states protested.", "states", ""},
		{"one of a region", "en", "China recalled its ambassador to Lithuania. Beijing downgraded its relations with the Baltic state.", "state", "LTU description"},
		{"one of a region", "fr", "Le Panama a rompu avec Taïwan. Sao Tomé a suivi. L'archipel africain a renoué.", "archipel", "STP description"},
		{"one of a region", "en", "Beijing met Bhutan. The Himalayan kingdom protested.", "kingdom", "BTN description"},
		{"pair of men", "en", "Abiy Ahmed met Isaias Afwerki in 2024. The two men signed a declaration.", "men", "ETH description, ERI description"},
		{"pair of leaders", "en", "Bolivia received the president of Peru. Both leaders signed an agreement.", "leaders", "BOL description, PER description"},
		{"pair of presidents", "fr", "Le président bolivien a reçu le président péruvien. Les deux présidents ont signé un accord.", "présidents", "BOL description, PER description"},
		{"pair of men", "fr", "Le président bolivien a reçu le président péruvien. Les deux hommes ont signé un accord.", "hommes", "BOL description, PER description"},
		{"pair of three men", "en", "Abiy Ahmed met Isaias Afwerki in 2024. Emmanuel Macron had brought the two men together.", "men", "ETH description, ERI description"},
		{"pair of three men", "en", "Abiy Ahmed, Emmanuel Macron and Isaias Afwerki spoke in 2024. The two men left.", "men", ""},
		{"pair of belligerents", "fr", "Le M23 combat le gouvernement congolais. Les deux belligérants ont signé un accord.", "belligérants", "COD.M23 description, COD description"},
		{"all three", "en", "Lithuania, Latvia and Estonia protested. Iceland recognised all three.", "three", "LTU description, LVA description, EST description"},
		{"the three", "en", "Lithuania, Latvia and Estonia protested. Iceland recognised the three republics.", "republics", "LTU description, LVA description, EST description"},
		{"the three", "fr", "La Lituanie, la Lettonie et l'Estonie ont protesté. L'Islande a reconnu les trois républiques.", "républiques", "LTU description, LVA description, EST description"},
		{"both alone", "en", "Bolivia met Peru. Both signed an agreement.", "Both", "BOL description, PER description"},
		{"the latter", "en", "Bolivia met Peru. The latter protested.", "latter", "PER pronoun"},
		{"the latter", "fr", "La Bolivie a rencontré le Pérou. Ce dernier a protesté.", "dernier", "PER pronoun"},
		{"celui-ci", "fr", "La Bolivie a rencontré le Pérou. Celui-ci a protesté.", "Celui-ci", "PER pronoun"},
		{"its president", "en", "Bolivia protested. Its president left.", "president", "BOL body"},
		{"its president", "fr", "La Bolivie a protesté. Son président est parti.", "président", "BOL body"},
		{"counterpart", "en", "The Bolivian foreign minister met his Peruvian counterpart.", "counterpart", "PER body"},
		{"counterpart", "fr", "Le ministre bolivien a rencontré son homologue péruvien.", "homologue", "PER body"},
		{"demonym", "en", "The Russians left.", "Russians", "RUS named"},
		{"demonym", "fr", "Les Américains sont partis.", "Américains", "USA named"},
		{"diplomats", "en", "Soviet diplomats left.", "diplomats", "RUS body"},
		{"ministry", "en", "Bolivia recalled its ambassador. The ministry gave no reason.", "ministry", "BOL description"},
		{"ministry", "fr", "La Bolivie a rappelé son ambassadeur. Le ministère n'a pas donné de raison.", "ministère", "BOL description"},
		{"person of an unknown name", "en", "Prime Minister Juan Quispe of Bolivia protested. Quispe left.", "Quispe", "BOL introduced before"},
		{"person of an unknown name", "fr", "Le chef de la diplomatie bolivienne, Juan Quispe, a protesté. Quispe est parti.", "Quispe", "BOL introduced before"},
		{"unknown name behind a possessive", "en", "Bolivia's foreign minister, Juan Quispe, protested. Mr Quispe left.", "Quispe", "BOL introduced before"},
		{"known in full", "en", "Vytautas Landsbergis protested in 2025. Landsbergis left.", "Landsbergis", ""},
		{"colonial power", "en", "Mali expelled the envoy of France. The former colonial power protested.", "power", "FRA description"},
		{"colonial power", "fr", "Le Mali a expulsé l'ambassadeur de France. L'ancienne puissance coloniale a protesté.", "puissance", "FRA description"},
		{"emirate", "en", "Iraq invaded Kuwait. It annexed the emirate.", "emirate", "KWT description"},
		{"she", "en", "Giorgia Meloni left for Tunis. She signed an agreement.", "She", "ITA pronoun"},
		{"masculine state", "fr", "Le Vatican et Israël ont protesté. Le Nicaragua est parti. Il a fermé son ambassade.", "Il", "NIC pronoun"},
		{"capital by description", "en", "Bolivia closed its embassy. The Bolivian capital was quiet.", "capital", "BOL body"},
		{"two capitals", "fr", "La Bolivie a rencontré le Pérou. Les deux capitales ont signé un accord.", "capitales", "BOL description, PER description"},
		{"neighbour", "en", "Bolivia recalled its ambassador from Peru. It severed relations with its neighbour.", "neighbour", "PER description"},
		{"neighbour by its adjective", "fr", "La Bolivie a protesté au Chili. Elle a rompu avec son voisin péruvien.", "voisin", "PER body"},
		{"neighbour by its name", "en", "Bolivia protested in Chile. It severed relations with its neighbour Peru.", "neighbour", "PER apposition"},
		{"neighbour", "fr", "La Bolivie a rappelé son ambassadeur au Pérou. Elle a rompu avec son voisin.", "voisin", "PER description"},
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

func TestRegionsAreKnownGroups(t *testing.T) {
	for _, code := range []string{"en", "fr", "es"} {
		l := open(t, code)
		for _, r := range l.lexicon.Regions {
			if len(l.names.Group(r.Group, "")) == 0 {
				t.Errorf("%s: region %q is no group of gazetteer/data/groups.tsv", code, r.Group)
			}
		}
	}
}
