package train

import (
	"strings"
	"testing"

	"github.com/credence-project/credence/ud"
)

// words makes tokens of "form/lemma/UPOS/head/rel/feats", heads counted from 1.
func words(line string) []ud.Token {
	var tokens []ud.Token
	for _, w := range strings.Fields(line) {
		f := strings.Split(w, "/")
		tokens = append(tokens, ud.Token{Form: f[0], Lemma: f[1], UPOS: f[2], Head: int(f[3][0]-'0') - 1, Rel: f[4], Feats: ud.Feats(f[5])})
	}
	return tokens
}

func TestRewritesBringOldConventionsToThoseOfToday(t *testing.T) {
	c := &Config{Rewrites: []Rewrite{
		{Rel: []string{"aux"}, Lemma: []string{"ser"}, Head: []string{"VerbForm=Part"}, NewRel: "aux:pass"},
		{Rel: []string{"obj"}, Case: []string{"por"}, NewRel: "obl:agent"},
		{Rel: []string{"obj"}, Case: []string{"a"}, Sibling: "obj", NewRel: "iobj"},
		{Tag: []string{"ADJ"}, Rel: []string{"amod"}, Feats: []string{"VerbForm=Part"}, Behind: true, NewRel: "acl", NewTag: "VERB",
			NewVals: map[string]string{"Tense": "Past", "Gender": ""}, Endings: [][2]string{{"ido", "ir"}, {"ido", "er"}}, Lemmas: map[string]string{"roto": "romper"}},
		{Rel: []string{"acl"}, Child: []string{"PronType=Rel"}, NewRel: "acl:relcl"},
	}}
	for _, x := range []struct{ name, in, want string }{
		{"passive and agent", "fue/ser/AUX/2/aux/ visto/ver/VERB/0/root/VerbForm=Part por/por/ADP/4/case/ Lima/Lima/PROPN/2/obj/", "aux:pass root case obl:agent"},
		{"the second object", "dio/dar/VERB/0/root/ armas/arma/NOUN/1/obj/ a/a/ADP/4/case/ Lima/Lima/PROPN/1/obj/", "root obj case iobj"},
		{"one object stays", "vio/ver/VERB/0/root/ a/a/ADP/3/case/ Lima/Lima/PROPN/1/obj/", "root case obj"},
		{"relative clause", "Lima/Lima/PROPN/0/root/ que/que/PRON/3/nsubj/PronType=Rel vio/ver/VERB/1/acl/", "root nsubj acl:relcl"},
	} {
		s := &Sentence{Tokens: words(x.in)}
		c.rewrite([]*Sentence{s})
		var got []string
		for _, tok := range s.Tokens {
			got = append(got, tok.Rel)
		}
		if strings.Join(got, " ") != x.want {
			t.Errorf("%s: %q, want %q", x.name, strings.Join(got, " "), x.want)
		}
	}
	known := &Sentence{Tokens: words("perder/perder/VERB/0/root/")}
	s := &Sentence{Tokens: words("lazos/lazo/NOUN/0/root/ perdidos/perdido/ADJ/1/amod/Gender=Masc|VerbForm=Part")}
	c.rewrite([]*Sentence{known, s})
	if got := s.Tokens[1]; got.Lemma != "perder" || got.UPOS != "VERB" || got.Rel != "acl" || got.Feats != "Tense=Past|VerbForm=Part" {
		t.Errorf("participle became %+v", got)
	}
}
