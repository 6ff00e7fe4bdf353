package valency_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
	"github.com/credence-project/credence/valency"
)

// tree builds a sentence from words written "form/lemma/UPOS/head/rel[/feats]";
// heads count from 1, 0 is the root.
func tree(t *testing.T, code, words string) *valency.Tree {
	t.Helper()
	grammar := openGrammar(t, code)
	s := new(ud.Sentence)
	for _, w := range strings.Fields(words) {
		f := strings.Split(w, "/")
		head, err := strconv.Atoi(f[3])
		if err != nil {
			t.Fatalf("%s: %v", w, err)
		}
		tok := ud.Token{Form: f[0], Lemma: f[1], UPOS: f[2], Head: head - 1, Rel: f[4]}
		if len(f) > 5 {
			tok.Feats = ud.Feats(f[5])
		}
		s.Tokens = append(s.Tokens, tok)
	}
	tr := new(valency.Tree)
	tr.Reset(s, grammar)
	return tr
}

func forms(tr *valency.Tree, tokens []int) string {
	var out []string
	for _, i := range tokens {
		out = append(out, tr.Tokens[i].Form)
	}
	return strings.Join(out, " ")
}

func TestDeepSubjectsAndObjects(t *testing.T) {
	const part = "VerbForm=Part|Tense=Past"
	for _, c := range []struct {
		name, lang, words string
		verb              int // from 1
		subjects, objects string
	}{
		{"active", "fr", "Oslo/Oslo/PROPN/2/nsubj reconnaît/reconnaître/VERB/0/root Gaza/Gaza/PROPN/2/obj", 2, "Oslo", "Gaza"},
		{"passive with agent", "fr", "Gaza/Gaza/PROPN/3/nsubj:pass est/être/AUX/3/aux:pass reconnue/reconnaître/VERB/0/root/" + part + " par/par/ADP/5/case Oslo/Oslo/PROPN/3/obl:agent", 3, "Oslo", "Gaza"},
		{"participle that modifies", "fr", "accord/accord/NOUN/0/root signé/signer/VERB/1/acl/" + part + " par/par/ADP/4/case Oslo/Oslo/PROPN/2/obl:agent", 2, "Oslo", "accord"},
		{"infinitive under control", "fr", "Oslo/Oslo/PROPN/2/nsubj refuse/refuser/VERB/0/root de/de/ADP/4/mark reconnaître/reconnaître/VERB/2/xcomp Gaza/Gaza/PROPN/4/obj", 4, "Oslo", "Gaza"},
		{"infinitive controlled by the object", "en", "Oslo/Oslo/PROPN/2/nsubj urged/urge/VERB/0/root Lima/Lima/PROPN/2/obj to/to/PART/5/mark leave/leave/VERB/2/xcomp", 5, "Lima", ""},
		{"infinitive controlled by a dative", "fr", "Oslo/Oslo/PROPN/2/nsubj demande/demander/VERB/0/root à/à/ADP/4/case Lima/Lima/PROPN/2/obl:arg de/de/ADP/6/mark partir/partir/VERB/2/xcomp/VerbForm=Inf", 6, "Lima", ""},
		{"infinitive under a reflexive", "fr", "Oslo/Oslo/PROPN/3/nsubj se/soi/PRON/3/expl:pass/Reflex=Yes voit/voir/VERB/0/root reconnaître/reconnaître/VERB/3/xcomp/VerbForm=Inf par/par/ADP/6/case Lima/Lima/PROPN/4/obl:arg", 4, "Lima", "Oslo"},
		{"infinitive that has the reflexive", "fr", "Oslo/Oslo/PROPN/3/nsubj se/soi/PRON/4/obj/Reflex=Yes voit/voir/VERB/0/root reconnaître/reconnaître/VERB/3/xcomp/VerbForm=Inf par/par/ADP/6/case Lima/Lima/PROPN/4/obl:agent", 4, "Lima", "Oslo"},
		{"coordinated verb", "en", "Oslo/Oslo/PROPN/2/nsubj came/come/VERB/0/root and/and/CCONJ/4/cc recognized/recognize/VERB/2/conj Lima/Lima/PROPN/4/obj", 4, "Oslo", "Lima"},
		{"relative clause", "fr", "Oslo/Oslo/PROPN/0/root qui/qui/PRON/3/nsubj/PronType=Rel accuse/accuser/VERB/1/acl:relcl Lima/Lima/PROPN/3/obj", 3, "Oslo", "Lima"},
		{"perfect mistaken for a passive", "en", "Oslo/Oslo/PROPN/3/nsubj:pass has/have/AUX/3/aux recognized/recognize/VERB/0/root/" + part + " Lima/Lima/PROPN/3/obj", 3, "Oslo", "Lima"},
		{"partitive object", "fr", "Oslo/Oslo/PROPN/2/nsubj accueille/accueillir/VERB/0/root de/de/ADP/4/case réfugiés/réfugié/NOUN/2/obl:arg", 2, "Oslo", "réfugiés"},
		{"passive with a reflexive", "es", "Se/él/PRON/2/expl:pass/Reflex=Yes firmó/firmar/VERB/0/root/VerbForm=Fin acuerdo/acuerdo/NOUN/2/nsubj", 2, "", "acuerdo"},
		{"object behind a preposition", "es", "Lima/Lima/PROPN/2/nsubj reconoció/reconocer/VERB/0/root a/a/ADP/4/case Kosovo/Kosovo/PROPN/2/iobj", 2, "Lima", "Kosovo"},
		{"reflexive is no object", "fr", "Oslo/Oslo/PROPN/3/nsubj se/soi/PRON/3/obj/Reflex=Yes rend/rendre/VERB/0/root", 3, "Oslo", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr := tree(t, c.lang, c.words)
			if got := forms(tr, tr.Subjects(nil, c.verb-1)); got != c.subjects {
				t.Errorf("subjects %q, want %q", got, c.subjects)
			}
			if got := forms(tr, tr.Objects(nil, c.verb-1)); got != c.objects {
				t.Errorf("objects %q, want %q", got, c.objects)
			}
		})
	}
}

func TestOwnersAndConjuncts(t *testing.T) {
	tr := tree(t, "en", "the/the/DET/4/det Taliban/Taliban/PROPN/4/nmod:poss 's/'s/PART/2/case envoy/envoy/NOUN/0/root of/of/ADP/6/case peace/peace/NOUN/4/nmod and/and/CCONJ/8/cc friend/friend/NOUN/4/conj")
	if got := forms(tr, tr.Owners(nil, 3)); got != "Taliban peace" {
		t.Errorf("owners %q", got)
	}
	if got := forms(tr, tr.Conjuncts(nil, 3)); got != "envoy friend" {
		t.Errorf("conjuncts %q", got)
	}
}

func TestEndingsTellDroppedSubjects(t *testing.T) {
	const form = "Mood=Ind|Number=Plur|Person=3|VerbForm=Fin"
	es := tree(t, "es", "No/no/ADV/3/advmod han/haber/AUX/3/aux/"+form+" roto/romper/VERB/0/root/VerbForm=Part con/con/ADP/5/case Lima/Lima/PROPN/3/obl")
	if number, person := es.Dropped(2); number != "Plur" || person != "3" {
		t.Errorf("number %q, person %q", number, person)
	}
	fr := tree(t, "fr", "rompt/rompre/VERB/0/root/"+form)
	if number, person := fr.Dropped(0); number != "" || person != "" {
		t.Errorf("French drops no subject: number %q, person %q", number, person)
	}
}

func TestMendGivesTheVerbItsClause(t *testing.T) {
	tr := tree(t, "fr", "Oslo/Oslo/PROPN/2/nsubj annonce/annoncer/VERB/0/root lundi/lundi/NOUN/2/obj qu'/que/SCONJ/6/mark il/lui/PRON/6/nsubj rompt/rompre/VERB/3/acl:relcl avec/avec/ADP/8/case Lima/Lima/PROPN/6/obl")
	new(valency.Grammar).Mend(tr.Sentence)
	if clause, day := tr.Tokens[5], tr.Tokens[2]; clause.Head != 1 || clause.Rel != "ccomp" || day.Rel != "obl:mod" {
		t.Errorf("clause %d %s, day %s", clause.Head, clause.Rel, day.Rel)
	}
	same := tree(t, "fr", "Oslo/Oslo/PROPN/2/nsubj annonce/annoncer/VERB/0/root le/le/DET/4/det jour/jour/NOUN/2/obl:mod qu'/que/SCONJ/7/mark il/lui/PRON/7/nsubj rompt/rompre/VERB/4/acl:relcl avec/avec/ADP/9/case Lima/Lima/PROPN/7/obl")
	new(valency.Grammar).Mend(same.Sentence)
	if clause, day := same.Tokens[6], same.Tokens[3]; clause.Head != 1 || clause.Rel != "ccomp" || day.Rel != "obl:mod" {
		t.Errorf("clause %d %s, day %s", clause.Head, clause.Rel, day.Rel)
	}
	two := tree(t, "es", "Oslo/Oslo/PROPN/2/nsubj reconoció/reconocer/VERB/0/root/VerbForm=Fin a/a/ADP/4/case Gaza/Gaza/PROPN/2/obj y/y/CCONJ/6/cc Lima/Lima/PROPN/4/conj calló/callar/VERB/2/conj/VerbForm=Fin")
	new(valency.Grammar).Mend(two.Sentence)
	if name, and := two.Tokens[5], two.Tokens[4]; name.Head != 6 || name.Rel != "nsubj" || and.Head != 6 {
		t.Errorf("name %d %s, conjunction %d", name.Head, name.Rel, and.Head)
	}
	list := tree(t, "es", "Oslo/Oslo/PROPN/4/nsubj y/y/CCONJ/3/cc Lima/Lima/PROPN/1/conj callaron/callar/VERB/0/root/VerbForm=Fin")
	new(valency.Grammar).Mend(list.Sentence)
	if list.Tokens[2].Rel != "conj" {
		t.Error("a list of subjects was taken apart")
	}
	kept := tree(t, "fr", "Oslo/Oslo/PROPN/2/nsubj signe/signer/VERB/0/root l'/le/DET/4/det accord/accord/NOUN/2/obj que/que/SCONJ/7/mark Lima/Lima/PROPN/7/nsubj veut/vouloir/VERB/4/acl:relcl")
	new(valency.Grammar).Mend(kept.Sentence)
	if kept.Tokens[6].Rel != "acl:relcl" {
		t.Error("a relative clause was taken from its noun")
	}
}

func TestMendLiftsTheVerb(t *testing.T) {
	g := &valency.Grammar{
		Lemmas: map[string]string{"froze": "freeze"}, Participles: map[string]string{"closed": "close"}, Finite: map[string]string{"views": "view"},
	}
	for _, c := range []struct{ words, want string }{
		{"States/State/PROPN/3/nsubj eased/ease/VERB/3/amod sanctions/sanction/NOUN/0/root", "2 nsubj; 0 root; 2 obj"},
		{"Merz/Merz/PROPN/0/root left/leave/VERB/1/flat for/for/ADP/4/case Kyiv/Kyiv/PROPN/2/obl", "2 nsubj; 0 root; 4 case; 2 obl"},
		{"France/France/PROPN/2/compound views/view/NOUN/0/root Crimea/Crimea/PROPN/2/appos", "2 nsubj; 0 root; 2 obj"},
		{"It/it/PRON/2/nsubj took/take/VERB/0/root in/in/ADP/4/case Syrians/Syrian/PROPN/2/obj", "2 nsubj; 0 root; 2 compound:prt; 2 obj"},
		{"It/it/PRON/3/nsubj was/be/AUX/3/cop closed/closed/ADJ/0/root", "3 nsubj:pass; 3 aux:pass; 0 root"},
	} {
		tr := tree(t, "fr", c.words)
		g.Mend(tr.Sentence)
		var got []string
		for _, tok := range tr.Tokens {
			got = append(got, fmt.Sprintf("%d %s", tok.Head+1, tok.Rel))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n got  %s\n want %s", c.words, s, c.want)
		}
	}
}

// openGrammar opens the grammar of a language.
func openGrammar(t *testing.T, code string) *valency.Grammar {
	t.Helper()
	folder, err := lang.Open(code)
	if err != nil {
		t.Fatal(err)
	}
	grammar, err := valency.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	return grammar
}

// TestMendPutsWordsWhereTheyBelong gives trees as the parser makes them, and asks
// for the head and relation of one word.
func TestMendPutsWordsWhereTheyBelong(t *testing.T) {
	grammar := openGrammar(t, "fr")
	for _, c := range []struct {
		words string
		word  int
		want  string
	}{
		{"Oslo/Oslo/PROPN/2/nsubj refuse/refuser/VERB/0/root lundi/lundi/NOUN/2/obl:mod de/de/ADP/5/mark signer/signer/VERB/3/acl/VerbForm=Inf", 4, "1 xcomp"},
		{"Oslo/Oslo/PROPN/2/nsubj presse/presser/VERB/0/root lundi/lundi/NOUN/2/obl:mod Lima/Lima/PROPN/3/nmod", 3, "1 obj"},
		{"Oslo/Oslo/PROPN/2/nsubj montre/montrer/VERB/0/root de/de/ADP/5/case le/le/DET/5/det doigt/doigt/NOUN/2/obl l'/le/DET/7/det Algérie/Algérie/PROPN/5/nmod", 6, "1 obj"},
		{"Oslo/Oslo/PROPN/2/nsubj arrive/arriver/VERB/0/root au/à/ADP/4/case Mali/Mali/PROPN/2/obl ,/,/PUNCT/7/punct le/le/DET/7/det voisin/voisin/NOUN/4/appos", 6, "3 appos"},
		{"venu/venir/VERB/0/root début/début/NOUN/1/obj mars/mars/NOUN/2/nmod", 1, "0 obl:mod"},
		{"ambassade/ambassade/NOUN/0/root près/près/ADV/1/advmod le/le/DET/4/det Vatican/Vatican/PROPN/1/nmod", 1, "3 case"},
		{"Oslo/Oslo/PROPN/2/nsubj a/avoir/VERB/0/root ,/,/PUNCT/5/punct lui/lui/PRON/5/advmod aussi/aussi/ADV/2/advmod ,/,/PUNCT/5/punct signé/signer/VERB/2/advcl/Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part", 6, "-1 root"},
		{"Lima/Lima/PROPN/0/root que/que/SCONJ/4/mark Oslo/Oslo/PROPN/4/nsubj accuse/accuser/VERB/1/acl:relcl", 1, "3 obj"},
		{"À/à/ADP/2/case Vienne/Vienne/PROPN/9/obl ,/,/PUNCT/2/punct Oslo/Oslo/PROPN/2/conj ,/,/PUNCT/6/punct Lima/Lima/PROPN/2/conj et/et/CCONJ/8/cc Riga/Riga/PROPN/6/conj signent/signer/VERB/0/root/VerbForm=Fin", 3, "8 nsubj"},
		{"Oslo/Oslo/PROPN/2/nsubj condemned/condemn/VERB/0/root pact/pact/NOUN/2/obj ,/,/PUNCT/6/punct and/and/CCONJ/6/cc Lima/Lima/PROPN/3/conj ,/,/PUNCT/8/punct welcomed/welcome/VERB/2/conj/VerbForm=Fin it/it/PRON/8/obj", 5, "7 nsubj"},
		{"Les/le/DET/2/det Vingt-Sept/vingt-sept/NUM/3/obl:mod approuvent/approuver/VERB/0/root", 1, "2 nsubj"},
	} {
		tr := tree(t, "fr", c.words)
		grammar.Mend(tr.Sentence)
		if tok := tr.Tokens[c.word]; fmt.Sprint(tok.Head, " ", tok.Rel) != c.want {
			t.Errorf("%s: %s is %d %s, want %s", c.words, tok.Form, tok.Head, tok.Rel, c.want)
		}
	}
}

// TestMendReadsWhatPrepositionsMark gives Spanish trees as the parser makes them.
func TestMendReadsWhatPrepositionsMark(t *testing.T) {
	grammar := openGrammar(t, "es")
	for _, c := range []struct {
		words string
		word  int
		want  string
	}{
		{"Lima/Lima/PROPN/2/nsubj dio/dar/VERB/0/root visados/visado/NOUN/2/obj a/a/ADP/5/case cubanos/cubano/NOUN/2/obj", 4, "1 iobj cubano"},
		{"Lima/Lima/PROPN/2/nsubj expulsó/expulsar/VERB/0/root a/a/ADP/4/case espías/espía/NOUN/2/obj", 3, "1 obj espía"},
		{"Lima/Lima/PROPN/3/nsubj se/él/PRON/3/expl:pv/Reflex=Yes sumó/sumar/VERB/0/root a/a/ADP/5/case protestas/protesta/NOUN/3/obj", 4, "2 obl protesta"},
		{"se/él/PRON/2/expl:pass/Reflex=Yes recibió/recibir/VERB/0/root a/a/ADP/4/case Merz/Merz/PROPN/2/obj", 0, "1 expl:impers él"},
		{"Laos/Laos/PROPN/2/nsubj estaba/estar/VERB/4/cop en/en/ADP/4/case órbita/órbita/NOUN/0/root", 0, "3 nsubj Laos"},
		{"toma/toma/NOUN/4/nsubj por/por/ADP/3/case rebeldes/rebelde/NOUN/4/nsubj duró/durar/VERB/0/root", 2, "0 nmod rebelde"},
		{"cruzó/cruzar/VERB/0/root frontera/frontero/NOUN/1/obj", 1, "0 obj frontera"},
	} {
		tr := tree(t, "es", c.words)
		grammar.Mend(tr.Sentence)
		if tok := tr.Tokens[c.word]; fmt.Sprint(tok.Head, " ", tok.Rel, " ", tok.Lemma) != c.want {
			t.Errorf("%s: %s is %d %s %s, want %s", c.words, tok.Form, tok.Head, tok.Rel, tok.Lemma, c.want)
		}
	}
}

// TestMendKnowsVerbForms gives forms that taggers guess wrong.
func TestMendKnowsVerbForms(t *testing.T) {
	grammar := openGrammar(t, "fr")
	past := "/Mood=Ind|Tense=Imp|VerbForm=Fin"
	tr := tree(t, "fr", "reconnaîtrait/reconnaîtraire/VERB/0/root"+past+" rompit/rompir/VERB/1/conj"+past+" signait/signer/VERB/1/conj"+past)
	grammar.Mend(tr.Sentence)
	for n, want := range []struct{ lemma, mood, tense string }{{"reconnaître", "Cnd", "Pres"}, {"rompre", "Ind", "Past"}, {"signer", "Ind", "Imp"}} {
		if tok := tr.Tokens[n]; tok.Lemma != want.lemma || tok.Feats.Get("Mood") != want.mood || tok.Feats.Get("Tense") != want.tense {
			t.Errorf("%s: %s %s", tok.Form, tok.Lemma, tok.Feats)
		}
	}
	participle := "/Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"
	for words, want := range map[string]string{
		"Oslo/Oslo/PROPN/2/nsubj condamne/condamner/VERB/0/root" + participle:                                                  "Fin",
		"Oslo/Oslo/PROPN/4/nsubj a/avoir/AUX/4/aux:tense aussi/aussi/ADV/4/advmod condamne/condamner/VERB/0/root" + participle: "Part", // without its accent
	} {
		tr := tree(t, "fr", words)
		grammar.Mend(tr.Sentence)
		if tok := tr.Tokens[len(tr.Tokens)-1]; tok.Feats.Get("VerbForm") != want {
			t.Errorf("%s: %s, want %s", words, tok.Feats, want)
		}
	}
}

// TestNoTreeLoops gives trees that no parser should, and asks that every
// question about them ends.
func TestNoTreeLoops(t *testing.T) {
	for _, words := range []string{
		"a/a/VERB/2/conj b/b/VERB/1/conj",
		"a/a/VERB/1/xcomp",
		"a/a/NOUN/2/conj b/b/NOUN/1/conj",
		"a/a/VERB/9/obj b/b/NOUN/0/root",
		"a/a/PRON/2/nsubj/PronType=Rel b/b/VERB/3/acl:relcl c/c/NOUN/2/conj",
	} {
		tr := tree(t, "fr", words)
		for i := range tr.Tokens {
			tr.Subjects(nil, i)
			tr.Objects(nil, i)
			tr.Antecedent(i)
			tr.Dominates(0, i)
			tr.Conjuncts(nil, i)
			tr.Owners(nil, i)
			tr.Below(nil, i, ^valency.Preps(0))
			tr.Span(i, nil)
			tr.Cases(i)
		}
	}
}
