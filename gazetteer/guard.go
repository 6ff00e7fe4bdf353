package gazetteer

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/credence-project/credence/ud"
)

// guard says where a spelling is not the name that it looks like. Guards are
// data (names/guards.tsv):
//
//	given    not before the rest of a person's name: "Jordan Peterson"
//	surname  not as the last word of one: "Denzel Washington"
//	before   not before these words: "Paris" before "Agreement"
//	after    not after these words: "Versailles" after "Treaty of"
//	needs    only after these words: "Maurice" after "à"
//	acting   of *town: after these words it stands for who rules there
//	tag      not where the word has one of these parts of speech: "US" the pronoun
//	quiet    not in a sentence written in capitals: "EAU"
type guard struct {
	given, surname, quiet bool
	before, after, needs  map[uint64]bool // running hashes of one or two pieces
	acting                map[uint64]bool
	tags                  []string
}

// frames are the guards of all names of towns: the form "*town" in the data.
const towns = "*town"

// readGuards adds the guards in path to the terms of n and returns the one
// that holds for all towns, nil where there is none.
func (n *names) readGuards(folder fs.FS, path string) (*guard, error) {
	t, err := readTable(folder, path, "forms", "guard", "with", "note")
	if err != nil {
		return nil, err
	}
	forms, kind, with := t.column("forms"), t.column("guard"), t.column("with")
	var frame *guard
	var unknown []error // told all at once: a list of names is corrected in one go
	for _, r := range t.rows {
		for form := range strings.SplitSeq(r.at(forms), "|") {
			g := &frame
			if form != towns {
				n.cut(form, false)
				s := n.index.find(running(n.sequence))
				if s == nil || s.term < 0 {
					unknown = append(unknown, t.errorf(r, "no name is spelled %q", form))
					continue
				}
				g = &n.terms[s.term].guard
			}
			if *g == nil {
				*g = &guard{}
			}
			if err := (*g).set(n, r.at(kind), r.at(with)); err != nil {
				return nil, t.errorf(r, "%v", err)
			}
		}
	}
	return frame, errors.Join(unknown...)
}

func (g *guard) set(n *names, kind, with string) error {
	switch kind {
	case "given":
		g.given = true
	case "surname":
		g.surname = true
	case "quiet":
		g.quiet = true
	case "tag":
		g.tags = append(g.tags, strings.Split(with, "|")...)
	case "before":
		g.before = n.words(g.before, with)
	case "after":
		g.after = n.words(g.after, with)
	case "acting":
		g.acting = n.words(g.acting, with)
	case "needs":
		g.needs = n.words(g.needs, with)
	default:
		return fmt.Errorf("unknown guard %q", kind)
	}
	return nil
}

// words adds the running hashes of the phrases in list to set.
func (n *names) words(set map[uint64]bool, list string) map[uint64]bool {
	if set == nil {
		set = map[uint64]bool{}
	}
	for phrase := range strings.SplitSeq(list, "|") {
		n.cut(phrase, false)
		set[running(n.sequence)] = true
	}
	return set
}

func running(sequence []uint64) uint64 {
	state := root
	for _, h := range sequence {
		state = step(state, h)
	}
	return state
}

// allows reports whether the name in pieces i to end may stand.
func (g *guard) allows(w *scratch, s *ud.Sentence, m *Mention, i, end int) bool {
	if g == nil {
		return true
	}
	if g.quiet && w.loud {
		return false
	}
	for _, tag := range g.tags {
		if s.Tokens[m.Head].UPOS == tag {
			return false
		}
	}
	if g.given && g.givenName(s, m) || g.surname && g.familyName(s, m) {
		return false
	}
	if g.needs != nil && !follows(g.needs, w.split.pieces, i) {
		return false
	}
	return !g.frames(w.split.pieces, i, end)
}

// frames reports whether the words around pieces i to end forbid the name.
func (g *guard) frames(ps []piece, i, end int) bool {
	if g == nil {
		return false
	}
	if g.before != nil && end+1 < len(ps) {
		one := step(root, ps[end+1].hash)
		if g.before[one] || end+2 < len(ps) && g.before[step(one, ps[end+2].hash)] {
			return true
		}
	}
	return g.after != nil && follows(g.after, ps, i)
}

// follows reports whether piece i follows one of the phrases in set.
func follows(set map[uint64]bool, ps []piece, i int) bool {
	if i == 0 {
		return false
	}
	return set[step(root, ps[i-1].hash)] || i > 1 && set[step(step(root, ps[i-2].hash), ps[i-1].hash)]
}

// givenName reports whether the name is the first part of a person's.
func (g *guard) givenName(s *ud.Sentence, m *Mention) bool {
	n := m.Last + 1
	if n >= len(s.Tokens) {
		return false
	}
	t := &s.Tokens[n]
	return t.UPOS == "PROPN" && t.BaseRel() == "flat" && t.Head >= m.First && t.Head <= m.Last
}

// familyName reports whether the name is the last part of a person's.
func (g *guard) familyName(s *ud.Sentence, m *Mention) bool {
	t := &s.Tokens[m.Head]
	return m.First > 0 && t.BaseRel() == "flat" && t.Head >= 0 && t.Head < m.First && s.Tokens[m.First-1].UPOS == "PROPN"
}

// isTown reports whether the likeliest reading of t is a town or region.
func (t *term) isTown() bool {
	return len(t.readings) > 0 && (t.readings[0].Sense == Capital || t.readings[0].Sense == Place)
}

// stands reports whether the term found in pieces i to end is a name there.
func (g *Gazetteer) stands(number int32, w *scratch, s *ud.Sentence, m *Mention, i, end int) bool {
	t := &g.terms[number]
	switch {
	case t.none || !t.guard.allows(w, s, m, i, end):
		return false
	case t.titled:
		class, ok := g.titledBy(w.split.pieces, i)
		return ok && len(held(t.readings, class)) > 0 && namedAlone(s, m)
	case t.isTown():
		return !g.towns.frames(w.split.pieces, i, end)
	case i == end && t.isFamilyName():
		return !g.otherPerson(w.split.pieces, s, m, i)
	}
	return true
}

// isFamilyName reports whether t names people only.
func (t *term) isFamilyName() bool {
	return len(t.readings) > 0 && t.readings[0].Sense == Person
}

// otherPerson reports whether the family name at piece i belongs to somebody
// else: it stands beside a name that is neither a title nor an office. The full
// names of office holders are names of their own, and longer.
func (g *Gazetteer) otherPerson(ps []piece, s *ud.Sentence, m *Mention, i int) bool {
	guard := guard{}
	if guard.givenName(s, m) {
		return true
	}
	before := m.First - 1
	if before < 0 || i == 0 {
		return false
	}
	t, name := &s.Tokens[before], &s.Tokens[m.Head]
	if t.UPOS != "PROPN" || ps[i-1].marks&(capital|mark) != capital || int(ps[i-1].token) != before {
		return false
	}
	if name.Head != before && t.Head != m.Head && !(name.BaseRel() == "flat" && name.Head < before) {
		return false
	}
	if g.titles[ps[i-1].word] {
		return false
	}
	if g.offices != nil {
		if x := g.offices.index.find(step(root, ps[i-1].word)); x != nil && x.term >= 0 {
			return false
		}
	}
	number, _ := g.longest(ps, i-1, exact, false)
	return number < 0 || g.terms[number].titled // after a country or its adjective it is an apposition
}
