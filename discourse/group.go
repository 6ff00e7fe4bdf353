package discourse

import (
	"slices"
	"strings"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/lang"
)

// grouped resolves a phrase that names several states as one: "the Baltic
// states", "both Koreas", "les six monarchies du Golfe".
func (m *Memory) grouped(i int) []Referent {
	tok := &m.tree.Tokens[i]
	if r := m.lexicon.alone[tok.Form]; r != nil && (m.definite(i) || m.numeral(i) > 0) {
		return m.members(i, r)
	}
	if tok.UPOS != "NOUN" && tok.UPOS != "PROPN" || m.number(i) != "Plur" {
		return nil
	}
	d := m.lexicon.description[strings.ToLower(tok.Lemma)] // the "States" that are Baltic
	if d == nil || d.Pairs || !d.hasKind("state") {
		return nil
	}
	r := m.region(i, true)
	if r == nil || !r.Whole || m.former(i) {
		return nil
	}
	if m.numeral(i) == 0 && (r.Counted || !m.definite(i)) {
		return nil
	}
	return m.members(i, r)
}

// members returns the states of a region, none where another number of them is
// counted.
func (m *Memory) members(i int, r *Region) []Referent {
	ids := m.names.Group(r.Group, m.day)
	if n := m.numeral(i); n != 0 && n != len(ids) {
		ids = m.amongLast(ids, n)
	}
	refs := make([]Referent, 0, len(ids))
	for _, id := range ids {
		refs = append(refs, m.referent(i, id, gazetteer.Name, "", Named))
	}
	return refs
}

// amongLast returns those of the ids that were lately named together, where there are so
// many: "the three Gulf states" behind "Saudi Arabia, Bahrain, Kuwait and Egypt".
func (m *Memory) amongLast(ids []string, count int) []string {
	for n := len(m.past) - 1; n >= 0 && m.sentence-m.past[n].sentence <= 3 && count > 1; n-- {
		var found []string
		for _, id := range m.past[n].ids {
			if slices.Contains(ids, id) {
				found = append(found, id)
			}
		}
		if len(found) == count {
			return found
		}
	}
	return nil
}

// regional returns the states of the region that a word beside the noun i names,
// nil where none does.
func (m *Memory) regional(i int) lang.Words {
	r := m.region(i, false)
	if r == nil {
		return nil
	}
	ids := lang.Words{}
	for _, id := range m.names.Group(r.Group, m.day) {
		ids[id] = true
	}
	return ids
}

// region returns the region whose word stands beside the noun at i; of words that
// are names of a state too only where counted is asked for.
func (m *Memory) region(i int, counted bool) *Region {
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if r := m.regionOf(c); r != nil && (!r.Counted || counted) {
			return r
		}
	}
	return nil
}

// regionOf returns the region that the word at c tells of, alone or with the word
// before it.
func (m *Memory) regionOf(c int) *Region {
	tok := &m.tree.Tokens[c]
	word := strings.ToLower(tok.Form)
	if c > 0 {
		if r := m.lexicon.region[strings.ToLower(m.tree.Tokens[c-1].Form)+" "+word]; r != nil {
			return r
		}
	}
	if r := m.lexicon.region[word]; r != nil {
		return r
	}
	return m.lexicon.region[strings.ToLower(tok.Lemma)]
}

// numeral returns how many the phrase headed by i counts, 0 where it does not, -1
// where its number is none of the language's Counts.
func (m *Memory) numeral(i int) int {
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		lemma := strings.ToLower(m.tree.Tokens[c].Lemma)
		switch n := m.lexicon.Counts[lemma]; {
		case m.lexicon.Pair[lemma]:
			return 2
		case m.tree.Is(c, "nummod") && n > 0:
			return n
		case m.tree.Is(c, "nummod"):
			return -1
		case m.tree.Is(c, "compound") && c < i:
			if n := m.numeral(c); n != 0 {
				return n // "three Gulf states", whatever the tree makes of it
			}
		}
	}
	return 0
}

// several resolves "all three", "both", "les deux" without a noun, and "the trio".
func (m *Memory) several(i int) []Referent {
	lemma := strings.ToLower(m.tree.Tokens[i].Lemma)
	switch m.tree.Rel(i) {
	case "nsubj", "obj", "iobj", "obl":
	case "nmod":
		if m.tree.Child(i, "case") < 0 { // "relations with all three"
			return nil
		}
	default:
		return nil
	}
	for _, rel := range []string{"nmod", "obl", "amod"} {
		if c := m.tree.Child(i, rel); c >= 0 && (rel != "amod" || c > i) { // but "tous deux"
			return nil // "the two of Thursday"
		}
	}
	want := demand{before: i, kinds: []string{"state", "territory", "government", "movement"}, not: m.rivals(i)}
	if m.lexicon.Pair[lemma] || m.lexicon.Neither[lemma] {
		return m.pair(i, want)
	}
	if c := m.tree.Child(i, "amod"); !m.definite(i) && m.tree.Child(i, "det") < 0 && (c < 0 || c != i-1) {
		return nil // but "tous trois"
	}
	switch n := m.lexicon.Sets[lemma]; {
	case n == 2:
		return m.pair(i, want)
	case n > 0:
		return m.listed(i, n, want)
	}
	return m.listed(i, m.lexicon.Counts[lemma], want)
}

// bothAlike reports whether the pronoun at i, with what follows it, means two one by one:
// "l'un et l'autre", "ni l'un ni l'autre".
func (m *Memory) bothAlike(i int) bool {
	t := m.tree.Tokens
	return t[i].UPOS == "PRON" && m.lexicon.One[t[i].Lemma] && i > 0 && t[i-1].UPOS == "DET" && i+3 < len(t) && t[i+1].UPOS == "CCONJ" && t[i+2].UPOS == "DET" && m.lexicon.Else[t[i+3].Lemma]
}

// men resolves "the two men" by the two parties for whom people lately acted; told is
// false where fewer did, and nobody is meant where more did.
func (m *Memory) men(i int, want demand) (refs []Referent, told bool) {
	want.not = m.rivals(i)
	for k := range m.past {
		p := &m.past[k]
		if m.sentence-p.sentence > 2 || !p.person || !m.fits(p, want) {
			continue
		}
		for _, id := range p.ids {
			refs = appendNew(refs, m.referent(i, id, p.sense, "", Description))
		}
	}
	if len(refs) != 2 {
		return nil, len(refs) > 2
	}
	return refs, true
}

// isLatter reports whether token i is a noun or adjective that stands for the party
// named last: "the latter", "ce dernier".
func (m *Memory) isLatter(i int) bool {
	tok := &m.tree.Tokens[i]
	if tok.UPOS == "PRON" || !m.lexicon.Latter[tok.Lemma] {
		return false
	}
	switch m.tree.Rel(i) {
	case "amod", "nummod", "det":
		return false
	}
	d := m.tree.Child(i, "det")
	return d >= 0 && m.tree.Child(i, "nmod") < 0 && (m.lexicon.Animate || m.tree.Tokens[d].Feats.Has("PronType", "Dem"))
}

// another resolves a description of somebody else than its possessor: "its
// neighbour", "son voisin"; none where it tells whose by a name.
func (m *Memory) another(i int) []Referent {
	d := m.description(i)
	if d == nil || !d.Other || m.possessive(i) < 0 || m.number(i) == "Plur" {
		return nil
	}
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if m.tree.Is(c, "amod") && m.isNamed(c) {
			return nil
		}
	}
	if i+1 < len(m.tree.Tokens) {
		if r, ok := m.named(i + 1); ok { // "its neighbour Peru"
			r.How = Appositive
			return []Referent{r}
		}
	}
	refs := m.described(i)
	if len(refs) != 1 || !m.only(refs[0].ID, i) {
		return nil
	}
	return refs
}

// only reports whether no other state than id and whoever owns what token i means was
// lately spoken of.
func (m *Memory) only(id string, i int) bool {
	want := demand{before: i, kinds: []string{"state", "territory"}, not: []string{id}}
	for _, r := range m.Resolve(m.possessive(i)) {
		want.not = append(want.not, r.ID)
	}
	for k := len(m.past) - 1; k >= 0 && m.sentence-m.past[k].sentence <= 2; k-- {
		if m.fits(&m.past[k], want) {
			return false
		}
	}
	return true
}
