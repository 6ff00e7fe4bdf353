package discourse

import (
	"slices"
	"strconv"
	"strings"

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
		if k := m.nameBefore(i); k >= 0 { // whatever the tree hangs its clause on
			return m.Resolve(k)
		}
		return nil
	}
	if f.Get("PronType") == "Dem" && f.Has("Number", "Plur") && m.tree.Child(i, "amod") > i {
		return nil // "those responsible"
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
	if f.Has("Gender", "Neut") && m.reported(i) {
		return nil
	}
	if k := m.parallel(i); k >= 0 {
		if refs := m.Resolve(k); len(refs) > 0 {
			return as(refs, Pronoun)
		}
	}
	want := demand{before: i, not: m.rivals(i)}
	if !possessive || f.Has("Gender", "Neut") { // French "son" agrees with what is owned
		want.gender = f.Get("Gender")
		if m.tree.Is(i, "iobj") && !m.lexicon.Animate {
			want.gender = "" // "lui" is either
		}
		want.plural = f.Has("Number", "Plur")
		want.singular = f.Has("Number", "Sing")
	}
	if want.plural && m.shared(i) {
		if refs := m.pair(i, demand{before: i, kinds: []string{"state", "territory"}}); len(refs) > 0 {
			return refs
		}
	}
	if want.plural && m.tree.Is(i, "nsubj") && !m.severalBefore(i) {
		if refs := m.justActed(i, demand{before: i, kinds: []string{"state", "government", "movement", "territory"}}); len(refs) == 2 {
			refs[0].How, refs[1].How = Pronoun, Pronoun
			return refs // "The minister met her counterpart. They signed …"
		}
	}
	return m.recall(i, want, Pronoun)
}

// nameBefore returns the head of the name that stands right before the relative pronoun at
// i, a subject or object, or with a comma between; -1 for none.
func (m *Memory) nameBefore(i int) int {
	k := i - 1
	if k > 0 && m.tree.Tokens[k].Form == "," {
		k--
	}
	if k < 0 || m.mention[k] < 0 || !m.tree.Is(i, "obj") && !m.tree.Is(i, "nsubj") || !m.isNamed(k) {
		return -1
	}
	return m.mentions[m.mention[k]].Head
}

// severalBefore reports whether the sentence names somebody before token i, or the one
// before it several as one.
func (m *Memory) severalBefore(i int) bool {
	for n := len(m.past) - 1; n >= 0 && m.sentence-m.past[n].sentence <= 1; n-- {
		if p := &m.past[n]; p.sentence < m.sentence && p.plural || p.sentence == m.sentence && p.token < i {
			return true
		}
	}
	return false
}

// unknown reports whether the subject i is a name that stands for no party known.
func (m *Memory) unknown(i int) bool {
	return m.tree.Tokens[i].UPOS == "PROPN" && m.mention[i] < 0 && m.people[m.tree.Tokens[i].Form] == ""
}

// reported reports whether the pronoun i is the subject of what somebody unknown says:
// "Volkswagen said it would cut ties".
func (m *Memory) reported(i int) bool {
	v := m.tree.Head(i)
	if v < 0 || !m.tree.Is(i, "nsubj") || !m.tree.Is(v, "ccomp") {
		return false
	}
	s := -1
	if u := m.tree.Head(v); u >= 0 && u < v {
		s = m.tree.Child(u, "nsubj")
	}
	return s >= 0 && s < i && m.unknown(s) && len(m.Resolve(s)) == 0
}

// parallel returns the same pronoun where it is the subject just before the pronoun
// at i, a subject too: "It broke with Taipei when it turned to Beijing"; -1 for none.
func (m *Memory) parallel(i int) int {
	tok := &m.tree.Tokens[i]
	if tok.UPOS != "PRON" || !m.tree.Is(i, "nsubj") || m.depth >= maxDepth {
		return -1
	}
	for k := i - 1; k >= 0; k-- {
		if !m.tree.Is(k, "nsubj") || m.tree.Tokens[k].Feats.Has("PronType", "Rel") {
			continue
		}
		if m.tree.Tokens[k].UPOS == "PRON" && m.tree.Tokens[k].Lemma == tok.Lemma && m.tree.Tokens[k].Feats.Get("Number") == tok.Feats.Get("Number") && m.tree.Tokens[k].Feats.Get("Gender") == tok.Feats.Get("Gender") {
			return k
		}
		return -1
	}
	return -1
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
	if ids = m.relativised(i); len(ids) > 0 {
		return ids
	}
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

// relativised returns of whom the relative clause tells that the pronoun i is the subject of:
// it is somebody else, "Budapest, avec qui elle avait rompu".
func (m *Memory) relativised(i int) (ids []string) {
	v := m.tree.Head(i)
	if v < 0 || !m.tree.Is(i, "nsubj") || m.tree.Tokens[v].Rel != "acl:relcl" || m.tree.Head(v) < 0 {
		return nil
	}
	for c := m.tree.First(v); c >= 0 && c < i; c = m.tree.Next(c) {
		if m.tree.Tokens[c].Feats.Has("PronType", "Rel") || m.tree.Is(c, "obl") && m.tree.Tokens[c].UPOS == "PRON" {
			if ref, ok := m.named(m.tree.Head(v)); ok {
				return []string{ref.ID}
			}
			return nil
		}
	}
	return nil
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
			if s != i && s != owned && (!m.tree.Dominates(s, i) || m.tree.Tokens[v].Rel == "acl:relcl" && m.tree.Head(v) == s) {
				if refs := m.Resolve(s); (len(refs) > 1 || len(refs) == 1 && m.lexicon.Agreeing && m.pluralName(s) && refs[0].How == Named) && m.lexicon.Single[strings.ToLower(m.tree.Tokens[i].Form)] {
					return m.theOther(i, idsOf(refs)), true
				} else if len(refs) > 0 {
					return as(refs, Pronoun), false
				}
				other = other || m.unknown(s) && m.tree.Tokens[i].Feats.Has("Gender", "Neut")
				other = other || m.description(s) != nil && m.number(s) == "Plur"
			}
		}
	}
	return nil, other
}

// pluralName reports whether the name of one party at i is plural: "les Fidji".
func (m *Memory) pluralName(i int) bool {
	d := m.tree.Child(i, "det")
	return m.number(i) == "Plur" || d >= 0 && m.number(d) == "Plur"
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
		if !m.fits(p, want) || p.plural != plural && (plural || len(p.ids) > 1) || gender != "" && p.gender != "" && p.gender != gender {
			continue
		}
		return []Referent{m.referent(i, p.ids[len(p.ids)-1], p.sense, p.class, Pronoun)}
	}
	return nil
}

// theOther returns whom the pronoun i means that cannot be those of the ids: on whom the
// act told just before fell, else the most prominent party.
func (m *Memory) theOther(i int, ids []string) []Referent {
	if len(m.struck) == 1 && m.sentence-m.toldAt <= 1 && !slices.Contains(ids, m.struck[0]) {
		return []Referent{m.referent(i, m.struck[0], gazetteer.Name, "", Pronoun)}
	}
	return m.recall(i, demand{before: i, not: ids, singular: true}, Pronoun)
}

func idsOf(refs []Referent) (ids []string) {
	for _, r := range refs {
		ids = append(ids, r.ID)
	}
	return ids
}

// as returns the parties as found in no surer a way than the given one.
func as(refs []Referent, how How) []Referent {
	refs = slices.Clone(refs)
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
	if d == nil || m.each(i) || m.numbered(i, m.lexicon.Else) || m.former(i) && !d.Bygone && m.regional(i) == nil {
		return nil
	}
	if owner := m.possessive(i); d.Other && owner >= 0 {
		if m.number(i) == "Plur" {
			return nil // "its enemies" are seldom those spoken of
		}
		want := demand{before: i, kinds: d.Kinds, region: m.regional(i), singular: true}
		for _, r := range m.Resolve(owner) {
			want.not = append(want.not, r.ID)
			if id := m.Partner(r.ID); id != "" && m.entityFits(id, want) {
				return []Referent{m.referent(i, id, gazetteer.Name, "", Description)}
			}
		}
		if m.young(i) {
			if refs := m.newborn(i, want); len(refs) > 0 {
				return refs
			}
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
	if d.hasKind("government") && !d.Regime && m.number(i) != "Plur" {
		if refs := m.headline(i); len(refs) > 0 {
			return refs
		}
	}
	want := demand{before: i, kinds: d.Kinds, ids: d.IDs, region: m.regional(i)}
	if d.hasKind("state") && m.number(i) != "Plur" && m.young(i) {
		if refs := m.newborn(i, want); len(refs) > 0 {
			return refs
		}
	}
	if want.region == nil && d.Placed && m.numeral(i) < 2 {
		return nil
	}
	if want.region != nil {
		want.kinds = kindsWithin(want.kinds)
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
	switch {
	case m.number(i) != "Plur" || d.Body && m.numeral(i) == 0:
		want.singular = true // "les autorités" are of one state
	default:
		want.plural = true
	}
	if d.Rulers {
		if m.seized == "" || m.number(i) != "Plur" {
			return nil
		}
		return []Referent{m.referent(i, m.names.Junta(m.seized, m.today), gazetteer.Name, "", Description)}
	}
	if d.Regime {
		if id := m.regime(); id != "" {
			return []Referent{m.referent(i, id, gazetteer.Name, "", Description)}
		}
	}
	refs := m.recall(i, want, Description)
	if len(refs) == 0 && d.Seizes && m.seized != "" {
		return []Referent{m.referent(i, m.names.Junta(m.seized, m.today), gazetteer.Name, "", Description)}
	}
	if !slices.Contains(d.Kinds, "government") {
		return refs
	}
	if not := m.rivals(i); !slices.ContainsFunc(refs, func(r Referent) bool { return !slices.Contains(not, r.ID) }) {
		// "Pékin … sans reconnaître le régime": not its own, but the talibans'.
		return m.recall(i, demand{before: i, kinds: []string{"government"}, not: not}, Description)
	}
	return refs
}

// numbered reports whether one of the words stands beside the plural noun at i: "the other
// states" are none of those spoken of.
func (m *Memory) numbered(i int, words lang.Words) bool {
	if m.number(i) != "Plur" {
		return false
	}
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if words[m.tree.Tokens[c].Lemma] {
			return true
		}
	}
	return false
}

// young reports whether the phrase headed by i says that it speaks of somebody new.
func (m *Memory) young(i int) bool {
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if m.tree.Is(c, "amod") && m.lexicon.Young[m.tree.Tokens[c].Lemma] {
			return true
		}
	}
	return false
}

// newbornYears is how long a state is young, and how long before it may be spoken of as one.
const newbornYears = 4

// newborn returns the state spoken of that was founded about the day told of: "the new
// state".
func (m *Memory) newborn(i int, want demand) []Referent {
	want.kinds = nil
	for n := len(m.past) - 1; n >= 0; n-- {
		p := &m.past[n]
		if len(p.ids) != 1 || !m.fits(p, want) {
			continue
		}
		if e, ok := m.names.Entity(p.ids[0]); ok && e.Kind == "state" && near(e.From, m.day, newbornYears) {
			return []Referent{m.referent(i, p.ids[0], gazetteer.Name, "", Description)}
		}
	}
	return nil
}

// near reports whether two EDTF dates lie no more than so many years apart.
func near(a, b string, years int) bool {
	if len(a) < 4 || len(b) < 4 {
		return false
	}
	x, err := strconv.Atoi(a[:4])
	y, err2 := strconv.Atoi(b[:4])
	return err == nil && err2 == nil && x-y <= years && y-x <= years
}

// description returns what the noun at i says of those whom it describes, nil where
// nothing.
func (m *Memory) description(i int) *Noun {
	d := m.lexicon.description[m.tree.Tokens[i].Lemma]
	if d == nil && m.tree.Tokens[i].UPOS == "PROPN" {
		if d = m.lexicon.description[strings.ToLower(m.tree.Tokens[i].Lemma)]; d != nil && !d.hasKind("organization") {
			return nil // "the Alliance", but no Republic of anywhere
		}
	}
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
	want := demand{before: i, not: not, kinds: d.Kinds, ids: d.IDs, region: m.regional(i), plural: m.number(i) == "Plur", singular: m.number(i) != "Plur"}
	if want.region != nil {
		want.kinds = kindsWithin(want.kinds)
	}
	return m.recall(i, want, Description)
}

// kindsWithin returns the kinds that a noun beside the word of a group can mean: its
// members tell who is meant, and a breakaway is known as a government.
func kindsWithin(kinds []string) []string { return append(slices.Clip(kinds), "government") }

// Owner resolves the possessive at i, of a thing that none of the ids can own, by the most
// prominent party that it agrees with: "Oslo recognised their government".
func (m *Memory) Owner(i int, not []string) []Referent {
	single := m.lexicon.Single[strings.ToLower(m.tree.Tokens[i].Form)]
	return m.recall(i, demand{before: i, not: not, plural: !single, singular: single}, Pronoun)
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

// each reports whether the singular headed by i goes over all of a kind, "every Arab state".
func (m *Memory) each(i int) bool {
	d := m.tree.Child(i, "det")
	return d >= 0 && m.number(i) == "Sing" && m.tree.Tokens[d].Feats.Has("PronType", "Tot")
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
	case want.plural && !p.plural && len(p.ids) == 1 && (p.kind == "movement" || p.kind == "government"):
		s -= 2 // a movement is "they" as well
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
	case want.place && p.sense == gazetteer.Adjective:
		s -= 6 // "l'ambassade portugaise" leads nowhere
	case want.place && p.place:
		s += 2 - p.weight
	case want.place:
		s -= p.weight // a place stands beside the acts as well as in their midst
	case !want.place && (p.sense == gazetteer.Place || p.sense == gazetteer.Capital && p.place):
		s -= 4
	}
	if want.kinds == nil && p.sentence == m.sentence && p.weight <= 2 && m.takenUp(i) {
		s -= 3
	}
	return s
}
