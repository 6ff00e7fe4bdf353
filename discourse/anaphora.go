package discourse

import (
	"slices"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/lang"
)

// pronoun resolves a personal or possessive pronoun by agreement and
// prominence.
func (m *Memory) pronoun(i int) []Referent {
	f := m.tree.Tokens[i].Feats
	if f.Has("PronType", "Rel") {
		if a := m.tree.Antecedent(i); a != i {
			return m.Resolve(a)
		}
		return nil
	}
	possessive := f.Has("Poss", "Yes")
	if p := f.Get("Person"); p != "" && p != "3" || !possessive && f.Get("PronType") != "Prs" && f.Get("PronType") != "Dem" || f.Has("Reflex", "Yes") {
		return nil
	}
	if possessive {
		if refs, other := m.possessor(i); len(refs) > 0 || other {
			return refs
		}
	}
	if m.lexicon.Latter[m.tree.Tokens[i].Lemma] {
		if refs := m.lastNamed(i); refs != nil {
			return refs
		}
	}
	want := demand{before: i, not: m.rivals(i)}
	if !possessive || f.Has("Gender", "Neut") { // French "son" agrees with what is owned
		want.gender = f.Get("Gender")
		want.plural = f.Has("Number", "Plur")
		want.singular = f.Has("Number", "Sing")
	}
	if want.plural && m.shared(i) {
		if refs := m.pair(i, demand{before: i, kinds: []string{"state", "territory"}}); len(refs) > 0 {
			return refs
		}
	}
	return m.recall(i, want, Pronoun)
}

// Dropped resolves the subject that the verb at i leaves to its ending: the first
// subject of the sentence, or of the ones just before, that agrees in number; else
// the most prominent party.
func (m *Memory) Dropped(i int, number string) []Referent {
	want := demand{before: i, plural: number == "Plur", singular: number == "Sing"}
	for back := 0; back <= 2; back++ {
		for n := range m.past {
			p := &m.past[n]
			if m.sentence-p.sentence != back || p.weight < subjectWeight || p.plural != want.plural || !m.fits(p, want) {
				continue
			}
			var refs []Referent
			for _, id := range p.ids {
				refs = append(refs, m.referent(i, id, p.sense, p.class, Pronoun))
			}
			return refs
		}
	}
	return m.recall(i, want, Pronoun)
}

// shared reports whether a word before the pronoun at i asks for two: "between
// them".
func (m *Memory) shared(i int) bool {
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if m.tree.Is(c, "case") && m.lexicon.Between[m.tree.Tokens[c].Lemma] {
			return true
		}
	}
	return false
}

// rivals returns the ids of the subject of the verb whose object the pronoun i
// is: "l'ambassadeur du Maroc lui a présenté" presents to somebody else.
func (m *Memory) rivals(i int) (ids []string) {
	v := m.tree.Head(i)
	if v >= 0 && m.tree.Is(i, "nsubj") && m.tree.Is(v, "ccomp") {
		if v = m.tree.Head(v); v < 0 || !m.lexicon.Demands[m.tree.Tokens[v].Lemma] {
			return nil
		}
	} else if v < 0 || !m.tree.Is(i, "obj") && !m.tree.Is(i, "iobj") {
		return nil
	}
	var buf [4]int
	subjects := m.tree.Subjects(buf[:0], v)
	for _, s := range subjects {
		if s != i {
			for _, r := range m.Resolve(s) {
				ids = append(ids, r.ID)
			}
		}
	}
	if number, person := m.tree.Dropped(v); len(subjects) == 0 && person == "3" {
		for _, r := range m.Dropped(v, number) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// possessor resolves "its" by the subject of the clause that it stands in, and
// reports whether that is somebody else whom nothing resolves: "plusieurs pays
// ont rouvert leur ambassade".
func (m *Memory) possessor(i int) (owners []Referent, other bool) {
	owned := m.tree.Head(i)
	for v, n := owned, 0; v >= 0 && n < maxDepth; v, n = m.tree.Head(v), n+1 {
		if !m.tree.Verbal(v) {
			continue
		}
		var buf [4]int
		for _, s := range m.tree.Subjects(buf[:0], v) {
			if s != i && s != owned && !m.tree.Dominates(s, i) {
				if refs := m.Resolve(s); len(refs) > 0 {
					return as(refs, Pronoun), false
				}
				other = other || m.description(s) != nil && m.number(s) == "Plur"
			}
		}
	}
	return nil, other
}

// doers returns the ids of the subject of the verb that token i completes.
func (m *Memory) doers(i int) (ids []string) {
	v := m.tree.Head(i)
	if v < 0 {
		return nil
	}
	var buf [4]int
	for _, s := range m.tree.Subjects(buf[:0], v) {
		for _, r := range m.Resolve(s) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// lastNamed returns the party that was named last before token i and agrees with it.
func (m *Memory) lastNamed(i int) []Referent {
	want := demand{before: i}
	gender, plural := m.gender(i), m.number(i) == "Plur"
	for n := len(m.past) - 1; n >= 0 && m.sentence-m.past[n].sentence <= 1; n-- {
		p := &m.past[n]
		if !m.fits(p, want) || p.plural != plural || gender != "" && p.gender != "" && p.gender != gender {
			continue
		}
		return []Referent{m.referent(i, p.ids[len(p.ids)-1], p.sense, p.class, Pronoun)}
	}
	return nil
}

func as(refs []Referent, how How) []Referent {
	for n := range refs {
		refs[n].How = max(refs[n].How, how)
	}
	return refs
}

// demand is what a phrase asks of the party that it points back to.
type demand struct {
	before           int
	not              []string // ids that it cannot be
	gender           string
	plural, singular bool
	kinds            []string // kinds of entity, nil any
	ids, region      lang.Words
	place            bool // where, not who
}

// described resolves "ce pays", "the group", "les deux gouvernements".
func (m *Memory) described(i int) []Referent {
	if refs := m.belonging(i); len(refs) > 0 {
		return refs
	}
	d := m.description(i)
	if d == nil || m.former(i) && m.regional(i) == nil {
		return nil
	}
	if owner := m.possessive(i); d.Other && owner >= 0 {
		if m.number(i) == "Plur" {
			return nil // "its enemies" are seldom those spoken of
		}
		want := demand{before: i, kinds: d.Kinds, region: m.regional(i), singular: true}
		for _, r := range m.Resolve(owner) {
			want.not = append(want.not, r.ID)
		}
		return m.recall(i, want, Description)
	}
	if !m.definite(i) && !m.paired(i) {
		return nil
	}
	if d.hasKind("government") {
		if id := m.seat(i, nil); id != "" {
			return []Referent{m.referent(i, id, gazetteer.Name, "", Body)}
		}
	}
	want := demand{before: i, kinds: d.Kinds, ids: d.IDs, region: m.regional(i)}
	if want.region == nil && d.Placed && m.numeral(i) < 2 {
		return nil
	}
	if m.paired(i) {
		if refs, told := m.men(i, want); d.People && told {
			return refs
		}
		return m.pair(i, want)
	}
	if count := m.numeral(i); count > 2 {
		return m.listed(i, count, want)
	}
	if m.number(i) == "Plur" {
		want.plural = true
	} else {
		want.singular = true
	}
	if d.Regime {
		if id := m.regime(); id != "" {
			return []Referent{m.referent(i, id, gazetteer.Name, "", Description)}
		}
	}
	refs := m.recall(i, want, Description)
	if !slices.Contains(d.Kinds, "government") {
		return refs
	}
	if not := m.rivals(i); !slices.ContainsFunc(refs, func(r Referent) bool { return !slices.Contains(not, r.ID) }) {
		// "Pékin … sans reconnaître le régime": not its own, but the talibans'.
		return m.recall(i, demand{before: i, kinds: []string{"government"}, not: not}, Description)
	}
	return refs
}

// description returns what the noun at i says of those whom it describes, nil where
// nothing.
func (m *Memory) description(i int) *Noun {
	d := m.lexicon.description[m.tree.Tokens[i].Lemma]
	if d != nil && d.Pairs && !m.paired(i) {
		return nil
	}
	return d
}

// belonging resolves a noun such as "country" by its possessor: "his country".
func (m *Memory) belonging(i int) []Referent {
	if !m.lexicon.Belongs[m.tree.Tokens[i].Lemma] {
		return nil
	}
	if c := m.possessive(i); c >= 0 {
		return as(m.Resolve(c), Description)
	}
	return nil
}

// possessive returns the "its" beside the noun at i, -1 none.
func (m *Memory) possessive(i int) int {
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if m.tree.Tokens[c].Feats.Has("Poss", "Yes") {
			return c
		}
	}
	return -1
}

// Other resolves the pronoun or description at i by a party other than those
// of the ids, which have another part in what is told: "demands that it leave".
func (m *Memory) Other(i int, not []string) []Referent {
	tok := &m.tree.Tokens[i]
	if tok.Feats.Has("Poss", "Yes") {
		return m.above(i, not)
	}
	if tok.UPOS == "PRON" {
		f := tok.Feats
		if f.Has("PronType", "Rel") || f.Get("PronType") != "Prs" || f.Has("Poss", "Yes") || f.Has("Reflex", "Yes") || f.Get("Person") != "3" {
			return nil
		}
		return m.recall(i, demand{before: i, not: not, gender: f.Get("Gender"), plural: f.Has("Number", "Plur"), singular: f.Has("Number", "Sing")}, Pronoun)
	}
	d := m.description(i)
	if d == nil || d.Placed || tok.UPOS != "NOUN" || !m.definite(i) || m.paired(i) {
		return nil
	}
	return m.recall(i, demand{before: i, not: not, kinds: d.Kinds, ids: d.IDs, plural: m.number(i) == "Plur", singular: m.number(i) != "Plur"}, Description)
}

// above resolves the possessive at i by the subject of a clause above its own, none of
// the ids: "Paraguay broke with Venezuela after Maduro expelled its diplomats".
func (m *Memory) above(i int, not []string) []Referent {
	if h := m.tree.Head(i); h < 0 || m.tree.Tokens[h].UPOS != "NOUN" {
		return nil // "had upgraded its own"
	}
	for v, n := m.tree.Head(i), 0; v >= 0 && n < maxDepth; v, n = m.tree.Head(v), n+1 {
		if !m.tree.Verbal(v) {
			continue
		}
		var buf [4]int
		for _, s := range m.tree.Subjects(buf[:0], v) {
			if m.tree.Dominates(s, i) {
				continue
			}
			if refs := m.Resolve(s); len(refs) > 0 && !slices.ContainsFunc(refs, func(r Referent) bool { return slices.Contains(not, r.ID) }) {
				return as(refs, Pronoun)
			}
		}
		if m.tree.Is(v, "conj") || m.tree.Is(v, "parataxis") {
			break // a clause beside, not above
		}
	}
	return nil
}

// Describes reports whether the phrase headed by i, which names nobody, could
// describe the party id.
func (m *Memory) Describes(i int, id string) bool {
	if i < 0 {
		return false
	}
	d := m.description(i)
	if d == nil {
		return m.tree.Tokens[i].UPOS == "PRON"
	}
	return m.entityFits(id, demand{kinds: d.Kinds, ids: d.IDs})
}

// entityFits reports whether the demand can mean the party id by what it is.
func (m *Memory) entityFits(id string, want demand) bool {
	e, ok := m.names.Entity(id)
	if !ok {
		return false
	}
	// What came to power in the month told of is still described as what it is today.
	return m.fits(&past{ids: []string{id}, kind: e.KindOn(m.day)}, want) || m.fits(&past{ids: []string{id}, kind: e.KindOn(m.today)}, want)
}

// definite reports whether the phrase headed by i points at something known.
func (m *Memory) definite(i int) bool {
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		f := m.tree.Tokens[c].Feats
		if m.tree.Is(c, "det") && (f.Has("Definite", "Def") || f.Has("PronType", "Dem") || f.Has("PronType", "Tot")) {
			return true
		}
	}
	return false
}

// regime returns the regime that the text has named most, at least a quarter as
// often as whom it named most of all; "" none.
func (m *Memory) regime() string {
	best := ""
	for id, n := range m.count {
		if e, ok := m.names.Entity(id); !ok || e.KindOn(m.day) != "government" || 4*n < m.most {
			continue
		}
		if best == "" || n > m.count[best] || n == m.count[best] && id < best {
			best = id
		}
	}
	return best
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

// paired reports whether "two" or "both" stands beside token i.
func (m *Memory) paired(i int) bool {
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if m.lexicon.Pair[m.tree.Tokens[c].Lemma] {
			return true
		}
	}
	return false
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
	if refs := m.joined(i, m.sentence, want); len(refs) == 2 {
		return refs
	}
	foremost, clear := m.foremost(i, want)
	if clear {
		return foremost
	}
	if refs := m.joined(i, m.sentence-1, want); len(refs) == 2 {
		return refs
	}
	if len(foremost) == 2 {
		return foremost
	}
	return m.latest(i, want)
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

// takes reports whether the demand can mean the party id, as far as it tells which.
func (d *demand) takes(id string) bool {
	return (d.ids == nil || d.ids[id]) && (d.region == nil || d.region[id])
}

// several reports whether the demand can mean more than one of the ids.
func (d *demand) several(ids []string) bool {
	n := 0
	for _, id := range ids {
		if d.takes(id) {
			n++
		}
	}
	return n > 1
}

// meant returns the sense in which a pronoun or description means what was named
// in the given one: "elle" after "la diplomatie turque" is the country.
func meant(s gazetteer.Sense) gazetteer.Sense {
	if s == gazetteer.Adjective {
		return gazetteer.Name
	}
	return s
}

func (m *Memory) fits(p *past, want demand) bool {
	if p.sentence == m.sentence && p.token >= want.before {
		return false
	}
	if slices.Contains(want.not, p.ids[0]) || !slices.ContainsFunc(p.ids, want.takes) {
		return false
	}
	if want.kinds == nil {
		return true
	}
	for _, k := range want.kinds {
		if k == p.kind {
			return true
		}
	}
	return false
}

// recall returns the most prominent of the parties lately spoken of that
// agrees with the demand.
func (m *Memory) recall(i int, want demand, how How) []Referent {
	best, score := -1, -8
	for n := len(m.past) - 1; n >= 0; n-- {
		p := &m.past[n]
		if m.sentence-p.sentence > 3 {
			break
		}
		if !m.fits(p, want) {
			continue
		}
		if s := m.prominence(p, want, i); s > score {
			best, score = n, s
		}
	}
	if best < 0 {
		return nil
	}
	p := &m.past[best]
	refs := make([]Referent, 0, len(p.ids))
	for _, id := range p.ids {
		if want.takes(id) {
			refs = append(refs, m.referent(i, id, meant(p.sense), p.class, how))
		}
	}
	return refs
}

// prominence scores how well a party of the past answers a demand.
func (m *Memory) prominence(p *past, want demand, i int) int {
	s := p.weight - 5*(m.sentence-p.sentence)
	switch {
	case want.gender == "Neut" && p.person:
		s -= 8
	case want.gender != "" && want.gender != "Neut" && m.lexicon.Animate && !p.person:
		s -= 8 // "he" and "she" are people
	case want.gender != "" && want.gender != "Neut" && p.gender != "" && p.gender != want.gender:
		s -= 6
	}
	switch {
	case want.plural && !p.plural:
		s -= 5
	case want.plural:
		s += min(3, len(p.ids)) // the whole of a list
	case want.singular && p.plural && want.several(p.ids):
		s -= 9
	case want.singular && p.plural:
		s -= 4
	}
	if want.kinds != nil && !want.place {
		s += 6 * m.count[p.ids[0]] / max(1, m.most) // a description is of what the text is about
		if p.sentence == m.sentence {
			s += 3
		}
	}
	switch {
	case want.place:
		s -= p.weight // a place stands beside the acts as well as in their midst
	case !want.place && p.sense == gazetteer.Place:
		s -= 4
	}
	return s
}
