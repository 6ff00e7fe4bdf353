package train

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/credence-project/credence/ud"
)

const settings = `
seed = 1
keep_rels = ["nsubj:pass"]
drop_feats = ["Voice"]
bare_tags = ["PROPN"]
[[treebank]]
name = "first"
files = ["a.conllu"]
[[treebank]]
name = "second"
files = ["b.conllu"]
[[heldout]]
name = "news"
treebank = "second"
prefix = "n"
every = 2
`

func config(t *testing.T) *Config {
	t.Helper()
	c, err := ReadConfig(strings.NewReader(settings))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestUnknownSettingsAreErrors(t *testing.T) {
	for _, text := range []string{"seeds = 1", "seed = 1", "seed = \"x\"", settings + "all = true"} {
		if _, err := ReadConfig(strings.NewReader(text)); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

func TestLoadedTreebanksAgree(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"a.conllu": "# sent_id = a1\n1\tIl\tlui\tPRON\t_\t_\t2\tnsubj:pass\t_\t_\n2\tvu\tvoir\tVERB\t_\tTense=Past|Voice=Pass\t0\troot\t_\t_\n\n",
		"b.conllu": "# sent_id = n1\n1\til\til\tPRON\t_\tPerson=3\t2\tnsubj:caus\t_\t_\n2\tOslo\tOslo\tPROPN\t_\tGender=Masc\t0\troot\t_\t_\n\n" +
			"# sent_id = n2\n1\tOui\toui\tINTJ\t_\t_\t0\troot\t_\t_\n\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c := config(t)
	all, err := c.Load(folder, folder)
	if err != nil {
		t.Fatal(err)
	}
	first, second := all[0].Tokens, all[1].Tokens
	if first[0].Rel != "nsubj:pass" || second[0].Rel != "nsubj" {
		t.Errorf("relations %q and %q", first[0].Rel, second[0].Rel)
	}
	if second[0].Lemma != "lui" {
		t.Errorf("the first treebank's lemma of il is lui, not %q", second[0].Lemma)
	}
	if first[1].Feats != "Tense=Past" || second[1].Feats != "" || second[0].Feats != ud.Feats("Person=3") {
		t.Errorf("features %q, %q, %q", first[1].Feats, second[1].Feats, second[0].Feats)
	}
	learn, held := c.Split(all)
	if len(learn) != 2 || len(held["news"]) != 1 || held["news"][0].ID != "n2" {
		t.Errorf("%d to learn from, held out %v", len(learn), held)
	}
	if _, err := c.Load(t.TempDir(), ""); err == nil || !strings.Contains(err.Error(), "a.conllu") {
		t.Errorf("a missing file: %v", err)
	}
}

func TestVariantsKeepTheWords(t *testing.T) {
	s := &Sentence{Tokens: []ud.Token{{Form: "l'"}, {Form: "ambassade"}, {Form: "de"}, {Form: "Suède"}, {Form: "a"}, {Form: "fermé"}}}
	want := map[string]string{
		"in Title Case":     "L' Ambassade de Suède a Fermé",
		"in CAPITALS":       "L' AMBASSADE DE SUÈDE A FERMÉ",
		"with curly quotes": "l’ ambassade de Suède a fermé",
	}
	for k, v := range Variants {
		var forms []string
		for _, tok := range Vary([]*Sentence{s}, k)[0].Tokens {
			forms = append(forms, tok.Form)
		}
		if got := strings.Join(forms, " "); got != want[v.Name] {
			t.Errorf("%s: %q, want %q", v.Name, got, want[v.Name])
		}
	}
}
