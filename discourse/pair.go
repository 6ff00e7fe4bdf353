package discourse

import (
	"slices"

	"github.com/credence-project/credence/gazetteer"
)

// paired reports whether "two" or "both" stands beside token i.
func (m *Memory) paired(i int) bool {
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if lemma := m.tree.Tokens[c].Lemma; m.lexicon.Pair[lemma] || m.lexicon.Neither[lemma] && m.tree.Is(c, "det") {
			return true
		}
	}
	return false
}

// neither returns the two whom "neither" means: those who alone were named together, in
// this sentence or the one before, or each did something there. Whom it denies something
// of is not guessed, for two others may have been spoken of besides.
func (m *Memory) neither(i int, want demand) []Referent {
	var two []string
	for n := range m.past {
		p := &m.past[n]
		if m.sentence-p.sentence > 1 || len(p.ids) != 2 || !p.named || p.sense == gazetteer.Place || !m.fits(p, want) {
			continue
		}
		if slices.Equal(two, p.ids) {
			continue
		}
		if two != nil || slices.Contains(want.not, p.ids[1]) {
			return nil
		}
		two = p.ids
	}
	if two == nil {
		return m.bothDid(i, want)
	}
	return []Referent{m.referent(i, two[0], gazetteer.Name, "", Description), m.referent(i, two[1], gazetteer.Name, "", Description)}
}

// pair returns the two parties that fit: those that the sentence so far joins,
// the two that the article names most by far, those that the sentence before
// joins, the two named most, else those last spoken of.
func (m *Memory) pair(i int, want demand) []Referent {
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if m.tree.Is(c, "conj") { // "the two countries and Finland": none of the two
			for _, r := range m.Resolve(c) {
				want.not = append(want.not, r.ID)
			}
		}
	}
	if det := m.tree.Child(i, "det"); m.lexicon.Neither[m.tree.Tokens[i].Lemma] || det >= 0 && m.lexicon.Neither[m.tree.Tokens[det].Lemma] {
		return m.neither(i, want)
	}
	here := want
	here.not = slices.Concat(want.not, m.apartFrom(i))
	if refs := m.joined(i, m.sentence, here); len(refs) == 2 {
		return refs
	}
	if refs := m.bothDid(i, want); len(refs) == 2 {
		return refs
	}
	if refs := m.justActed(i, want); len(refs) == 2 {
		return refs
	}
	foremost, clear := m.foremost(i, want)
	if clear {
		return foremost
	}
	if refs := m.ofTitle(i, want); refs != nil {
		return refs
	}
	if refs := m.joined(i, m.sentence-1, want); len(refs) == 2 {
		return refs
	}
	if len(foremost) == 2 {
		return foremost
	}
	return m.latest(i, want)
}

// ofTitle returns the two parties that the title names, where it names just two and both fit.
func (m *Memory) ofTitle(i int, want demand) []Referent {
	two := m.Pair()
	if two == nil || slices.ContainsFunc(two, func(id string) bool {
		return slices.Contains(want.not, id) || m.count[id] == 0 || !m.entityFits(id, want)
	}) {
		return nil
	}
	return []Referent{m.referent(i, two[0], gazetteer.Name, "", Description), m.referent(i, two[1], gazetteer.Name, "", Description)}
}

// bothDid returns, for a subject, the two who each did something in the sentence before:
// "The Emirates broke with Kabul, Saudi Arabia three days later. Both had …".
func (m *Memory) bothDid(i int, want demand) []Referent {
	if !m.tree.Is(i, "nsubj") || len(m.told) != 2 || len(m.struck) != 1 || m.toldAt != m.sentence-1 || len(m.doersTold) != 2 || slices.Contains(m.doersTold, m.struck[0]) {
		return nil
	}
	var refs []Referent
	for _, id := range m.doersTold {
		if slices.Contains(want.not, id) || !m.entityFits(id, want) {
			return nil
		}
		refs = append(refs, m.referent(i, id, gazetteer.Name, "", Description))
	}
	return refs
}

// justActed returns the two parties of the act that the sentence before tells of last,
// where both fit.
func (m *Memory) justActed(i int, want demand) []Referent {
	if len(m.told) != 2 || m.toldAt != m.sentence-1 || slices.Contains(want.not, m.told[0]) || slices.Contains(want.not, m.told[1]) {
		return nil
	}
	if !m.entityFits(m.told[0], want) || !m.entityFits(m.told[1], want) {
		return nil
	}
	return []Referent{m.referent(i, m.told[0], gazetteer.Name, "", Description), m.referent(i, m.told[1], gazetteer.Name, "", Description)}
}

// apartFrom returns who does what is done to or between the pair at token i: "mediates
// between the two camps".
func (m *Memory) apartFrom(i int) (ids []string) {
	for v, n := i, 0; v >= 0 && n < maxDepth && !m.tree.Is(v, "nsubj"); v, n = m.tree.Head(v), n+1 {
		if !m.tree.Verbal(v) || v == i {
			continue
		}
		var buf [4]int
		for _, s := range m.tree.Subjects(buf[:0], v) {
			if s != i && !m.tree.Dominates(s, i) {
				ids = append(ids, idsOf(m.Resolve(s))...)
			}
		}
		return ids
	}
	return nil
}

// joined returns the parties that fit among the subjects and objects of a
// sentence.
func (m *Memory) joined(i, sentence int, want demand) []Referent {
	var found []Referent
	for n := range m.past {
		p := &m.past[n]
		if p.sentence != sentence || p.weight < 3 || p.sense == gazetteer.Place || !m.fits(p, want) {
			continue
		}
		for _, id := range p.ids {
			if !slices.Contains(want.not, id) {
				found = appendNew(found, m.referent(i, id, p.sense, "", Description))
			}
		}
	}
	return found
}

// foremost returns the two parties that fit and that the article names most,
// where both stand out from the rest, and whether they do so clearly.
func (m *Memory) foremost(i int, want demand) (two []Referent, clear bool) {
	var found []Referent
	var seen [3]int // how often the first, second and third are named
	for n := range m.past {
		p := &m.past[n]
		if !m.fits(p, want) {
			continue
		}
		for _, id := range p.ids {
			c := m.count[id]
			if containsReferent(found, id) {
				continue
			}
			switch {
			case c > seen[0]:
				seen = [3]int{c, seen[0], seen[1]}
				found = append([]Referent{m.referent(i, id, p.sense, "", Description)}, found...)
			case c > seen[1]:
				seen = [3]int{seen[0], c, seen[1]}
				found = slices.Insert(found, 1, m.referent(i, id, p.sense, "", Description))
			default:
				seen[2] = max(seen[2], c)
			}
			found = found[:min(len(found), 2)]
		}
	}
	if len(found) < 2 || seen[1] < 3 || seen[1] <= seen[2] || slices.Contains(want.not, found[0].ID) || slices.Contains(want.not, found[1].ID) {
		return nil, false
	}
	return found, seen[1] >= 2*seen[2]
}

func containsReferent(refs []Referent, id string) bool {
	return slices.ContainsFunc(refs, func(r Referent) bool { return r.ID == id })
}

// latest returns the two parties last spoken of that fit, in text order.
func (m *Memory) latest(i int, want demand) []Referent {
	var found []Referent
	told := len(m.told) == 2 && m.sentence-m.toldAt <= 3 && m.entityFits(m.told[0], want) && m.entityFits(m.told[1], want)
	for n := len(m.past) - 1; n >= 0 && len(found) < 2; n-- {
		p := &m.past[n]
		if !m.fits(p, want) || m.sentence-p.sentence > 3 {
			continue
		}
		if told && p.sentence <= m.toldAt {
			break // those who acted, not who stands beside them
		}
		if len(p.ids) == 2 {
			found = found[:0]
		}
		for k := len(p.ids) - 1; k >= 0 && len(found) < 2; k-- {
			if slices.Contains(want.not, p.ids[k]) {
				continue
			}
			found = appendNew(found, m.referent(i, p.ids[k], meant(p.sense), "", Description))
		}
	}
	if len(found) < 2 && told {
		found = found[:0]
		for n := len(m.told) - 1; n >= 0; n-- {
			found = append(found, m.referent(i, m.told[n], gazetteer.Name, "", Description))
		}
	}
	if len(found) < 2 && len(m.topic) == 2 {
		found = found[:0]
		for _, id := range m.topic {
			found = append(found, m.referent(i, id, gazetteer.Name, "", Description))
		}
	}
	if len(found) < 2 {
		return nil
	}
	found[0], found[1] = found[1], found[0]
	return found
}

// listed returns the parties last named together of whom there are count, three or
// more: "les quatre pays".
func (m *Memory) listed(i, count int, want demand) []Referent {
	for n := len(m.past) - 1; n >= 0 && count > 2; n-- {
		p := &m.past[n]
		if len(p.ids) != count || !m.fits(p, want) {
			continue
		}
		var refs []Referent
		for _, id := range p.ids {
			refs = append(refs, m.referent(i, id, p.sense, p.class, Description))
		}
		return refs
	}
	return nil
}
