package discourse

import (
	"slices"

	"github.com/credence-project/credence/gazetteer"
)

// Resolve returns the parties that the phrase headed by token i means, those
// coordinated with it included, none where nothing tells. The result is kept for
// who asks again, so it must not be changed.
func (m *Memory) Resolve(i int) []Referent {
	if i < 0 || m.depth >= maxDepth {
		return nil
	}
	kept := &m.resolved[m.depth*len(m.tree.Tokens)+i] // how deep it goes on depends on the depth
	if kept.news == m.news {
		return kept.refs
	}
	m.depth++
	refs := m.list(i)
	m.depth--
	*kept = resolution{slices.Clip(refs), m.news}
	return kept.refs
}

// list resolves the phrase headed by i with what is coordinated with it.
func (m *Memory) list(i int) []Referent {
	var refs []Referent
	var heads [8]int
	for _, c := range m.tree.Conjuncts(heads[:0], i) {
		one := m.one(c)
		if refs == nil && len(one) == 1 {
			refs = slices.Clip(one)
			continue
		}
		for _, r := range one {
			refs = appendNew(refs, r)
		}
	}
	return refs
}

func appendNew(refs []Referent, r Referent) []Referent {
	for _, old := range refs {
		if old.ID == r.ID {
			return refs
		}
	}
	return append(refs, r)
}

// one resolves the phrase headed by i without what is coordinated with it.
func (m *Memory) one(i int) []Referent {
	if refs := m.grouped(i); len(refs) > 0 {
		return refs
	}
	if r, ok := m.named(i); ok {
		return m.compound(i, r)
	}
	if m.isLatter(i) {
		return m.lastNamed(i)
	}
	if n := m.office[i]; n >= 0 {
		return m.body(i, &m.offices[n])
	}
	if refs := m.beside(i); len(refs) > 0 {
		return refs
	}
	tok := &m.tree.Tokens[i]
	switch {
	case m.lexicon.Here[tok.Lemma] && m.here != "":
		return []Referent{m.referent(i, m.here, gazetteer.Place, "", Pronoun)}
	case m.lexicon.There[tok.Lemma] && tok.UPOS != "ADP":
		return m.recall(i, demand{before: i, not: m.doers(i), kinds: []string{"state", "territory"}, place: true}, Pronoun)
	case m.lexicon.Pair[tok.Lemma] && (tok.UPOS == "PRON" || tok.UPOS == "DET"), m.lexicon.Neither[tok.Lemma] && m.tree.Is(i, "nsubj"), tok.UPOS == "NUM":
		return m.several(i)
	case m.bothAlike(i):
		return m.neither(i, demand{before: i, kinds: []string{"state", "territory", "government", "movement"}, not: m.rivals(i)})
	case tok.UPOS == "PRON" || tok.Feats.Has("Poss", "Yes"):
		return m.pronoun(i)
	case tok.UPOS == "PROPN":
		if id := m.people[tok.Form]; id != "" {
			return []Referent{m.referent(i, id, gazetteer.Person, "", Learned)}
		}
		if m.mention[i] < 0 && m.description(i) != nil {
			return m.described(i)
		}
	case tok.UPOS == "NOUN" && m.lexicon.Sets[tok.Lemma] > 0 && m.definite(i):
		return m.several(i)
	case tok.UPOS == "NOUN" || tok.UPOS == "ADJ":
		if refs := m.predicated(i); refs != nil {
			return refs
		}
		return m.described(i)
	}
	return nil
}

func (m *Memory) referent(i int, id string, s gazetteer.Sense, class string, how How) Referent {
	return Referent{ID: id, Token: i, First: i, Last: i, Sense: s, Class: class, How: how}
}

// named resolves a phrase whose head is part of a name.
func (m *Memory) named(i int) (Referent, bool) {
	n := m.mention[i]
	if n < 0 {
		return Referent{}, false
	}
	mention := &m.mentions[n]
	reading, ok := m.reading(mention)
	if !ok {
		return Referent{}, false
	}
	if other, ok := m.glossed(mention); ok {
		reading = other
	}
	if reading.Place != "" && len(mention.Readings) > 1 {
		reading.ID = m.claimant(i, mention, reading)
	}
	r := m.referent(i, reading.ID, reading.Sense, "", Named)
	r.First, r.Last = mention.First, mention.Last
	if reading.Sense == gazetteer.Capital {
		r.Rules = m.ruler(mention, reading.ID)
	}
	return r, true
}

// compound returns, of a word that is several names, all that they mean ("la crise
// Mali-Algérie"), else the party given.
func (m *Memory) compound(i int, only Referent) []Referent {
	var refs []Referent
	for n := int(m.mention[i]) - 1; n >= 0 && m.mentions[n].Last == i; n-- {
		if r, ok := m.reading(&m.mentions[n]); ok && m.mentions[n].First == i {
			refs = append(refs, Referent{ID: r.ID, Token: i, First: i, Last: i, Sense: r.Sense, How: Named})
		}
	}
	slices.Reverse(refs)
	return appendNew(refs, only)
}

// glossed returns the reading of a name that the one in brackets behind it tells:
// "the Republic of the Congo (Léopoldville)".
func (m *Memory) glossed(n *gazetteer.Mention) (gazetteer.Reading, bool) {
	open := n.Last + 1
	if len(n.Readings) < 2 || open+1 >= len(m.tree.Tokens) || m.tree.Tokens[open].Form != "(" || m.mention[open+1] < 0 {
		return gazetteer.Reading{}, false
	}
	gloss, ok := m.reading(&m.mentions[m.mention[open+1]])
	if !ok {
		return gazetteer.Reading{}, false
	}
	k := slices.IndexFunc(n.Readings, func(r gazetteer.Reading) bool { return r.ID == gloss.ID && r.Sense == gazetteer.Name })
	if k < 0 {
		return gazetteer.Reading{}, false
	}
	return n.Readings[k], true
}

// claimant returns whose a contested place is where the first of its claimants acts
// there: "Ethiopia left Badme" left Eritrea.
func (m *Memory) claimant(i int, n *gazetteer.Mention, reading gazetteer.Reading) string {
	if m.depth >= maxDepth || m.tree.Is(i, "nsubj") {
		return reading.ID
	}
	m.depth++
	defer func() { m.depth-- }()
	for v, up := m.tree.Head(i), 0; v >= 0 && up < maxDepth; v, up = m.tree.Head(v), up+1 {
		if !m.tree.Verbal(v) {
			continue
		}
		var buf [4]int
		for _, s := range m.tree.Subjects(buf[:0], v) {
			if s == i || m.tree.Dominates(s, i) || !slices.ContainsFunc(m.Resolve(s), func(r Referent) bool { return r.ID == reading.ID }) {
				continue
			}
			for _, r := range n.Readings {
				if r.Place == reading.Place && r.ID != reading.ID {
					return r.ID
				}
			}
		}
		break
	}
	return reading.ID
}

// ruler returns the regime that a capital means on the article's day where it
// stands for who governs there, "" where that is the state's own government.
func (m *Memory) ruler(n *gazetteer.Mention, state string) string {
	for _, r := range m.names.On(*n, m.day) {
		if r.ID != state && gazetteer.State(r.ID) == state {
			return r.ID
		}
	}
	return ""
}

// reading returns what a name means on the day of the article, else what it
// meant on the days nearest to it.
func (m *Memory) reading(name *gazetteer.Mention) (gazetteer.Reading, bool) {
	r, ok := m.names.Reading(*name, m.day)
	if !ok && m.today != m.day {
		return m.names.Reading(*name, m.today) // "Obama … relations broken off in 1961"
	}
	if !ok || r.Sense != gazetteer.Seat {
		return r, ok
	}
	for _, capital := range m.names.On(*name, m.day) {
		if n := m.count[capital.ID]; capital.Sense == gazetteer.Capital && n > 1 && n > m.count[r.ID] {
			return capital, true // the text speaks of Belgium, not of the Union
		}
	}
	return r, true
}

// body resolves an office or body by the party that it belongs to.
func (m *Memory) body(i int, o *gazetteer.OfficeMention) []Referent {
	if m.former(i) {
		return nil
	}
	if refs := m.predicated(i); refs != nil {
		return refs
	}
	if m.paired(i) && m.definite(i) && m.lexicon.Personal[o.Class] {
		return m.pair(i, demand{before: i, not: m.rivals(i), kinds: []string{"state", "government"}}) // "les deux présidents"
	}
	if o.ID != "" && !o.Default {
		return m.phrase(i, o, o.ID, Body)
	}
	if d := m.tree.Child(i, "det"); d >= 0 && m.tree.Tokens[d].Feats.Has("Poss", "Yes") {
		if refs := m.beside(i); len(refs) > 0 { // "son homologue Qin Gang" is of another country
			return m.phrase(i, o, refs[0].ID, Appositive)
		}
	}
	if refs := m.another(i); len(refs) > 0 {
		return refs
	}
	if id := m.owner(o); id != "" {
		if e, ok := m.names.Entity(id); ok && e.Kind == "organization" && m.lexicon.Members[o.Class] {
			return nil // "twelve European Union states"
		}
		return append(m.phrase(i, o, id, Body), m.others(i, o, id)...)
	}
	if id := m.employer(i); id != "" {
		return m.phrase(i, o, id, Body)
	}
	if refs := m.beside(i); len(refs) > 0 {
		return m.holders(i, o, refs)
	}
	if o.ID != "" {
		if m.titled(i) && m.count[o.ID] == 0 { // a chancellor, and no word of Germany
			if refs := m.recall(i, demand{before: i, kinds: []string{"state"}}, Description); len(refs) > 0 {
				return m.phrase(i, o, refs[0].ID, Description)
			}
		}
		return m.phrase(i, o, o.ID, Body)
	}
	if refs := m.headline(i); len(refs) > 0 && m.definite(i) && m.seat(i, o) == "" {
		return m.phrase(i, o, refs[0].ID, Description)
	}
	if m.description(i) != nil {
		return m.described(i)
	}
	if id := m.seat(i, o); id != "" {
		return m.phrase(i, o, id, Body)
	}
	if m.paired(i) {
		return m.pair(i, demand{before: i, kinds: []string{"state", "territory"}})
	}
	if id := m.visited(i); m.lexicon.Personal[o.Class] && id != "" && m.single(i) && m.definite(i) {
		return m.phrase(i, o, id, Description)
	}
	if m.lexicon.Personal[o.Class] || m.definite(i) {
		if id := m.before(o.Class, i); id != "" && m.single(i) {
			return m.phrase(i, o, id, Description)
		}
	}
	if id := m.received(i); m.lexicon.Personal[o.Class] && id != "" && m.single(i) && m.definite(i) {
		return m.phrase(i, o, id, Description)
	}
	if m.titled(i) {
		return m.recall(i, demand{before: i, kinds: []string{"state"}}, Description)
	}
	return nil
}

// seat returns the party in whose country or capital a body or some rulers sit,
// "" where no word tells: "the authorities in Damascus".
func (m *Memory) seat(i int, o *gazetteer.OfficeMention) string {
	if !m.definite(i) || o != nil && m.lexicon.Personal[o.Class] && m.number(i) != "Plur" {
		return ""
	}
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if c < i || !m.tree.Is(c, "nmod") {
			continue
		}
		for d := m.tree.First(c); d >= 0; d = m.tree.Next(d) {
			if r, ok := m.named(c); ok && m.tree.Is(d, "case") && m.lexicon.Seated[m.tree.Tokens[d].Lemma] {
				if r.Rules != "" {
					return r.Rules
				}
				return r.ID
			}
		}
	}
	return ""
}

// received returns the state of the place where the clause of token i is set, in
// which its office is held: "a été reçu à Bakou par le président"; "" none.
func (m *Memory) received(i int) string {
	v := m.tree.Head(i)
	if v < 0 || !m.tree.Verbal(v) {
		return ""
	}
	for c := m.tree.First(v); c >= 0; c = m.tree.Next(c) {
		if n := m.mention[c]; n >= 0 && m.tree.Is(c, "obl") {
			if r, ok := m.named(c); ok && (r.Sense == gazetteer.Capital || r.Sense == gazetteer.Place) {
				if e, ok := m.names.Entity(r.ID); ok && e.Kind == "state" {
					return r.ID
				}
			}
		}
	}
	return ""
}

// visited returns the state to whose capital or another place the clause before that
// of token i, which goes on with it, leads: "viajaron a Caracas y se reunieron con el
// mandatario"; "" none.
func (m *Memory) visited(i int) string {
	v := m.tree.Head(i)
	if v < 0 || !m.tree.Is(v, "conj") || m.tree.Is(i, "nsubj") || m.tree.Child(v, "nsubj") >= 0 {
		return ""
	}
	u := m.tree.Head(v)
	if u < 0 || !m.tree.Verbal(u) {
		return ""
	}
	var ours [4]int
	subjects := m.tree.Subjects(ours[:0], u)
	for c := m.tree.First(u); c >= 0; c = m.tree.Next(c) {
		r, ok := m.named(c)
		if !ok || c < u || !m.tree.Is(c, "obl") || r.Sense != gazetteer.Capital && r.Sense != gazetteer.Place {
			continue
		}
		if e, ok := m.names.Entity(r.ID); !ok || e.Kind != "state" {
			continue
		}
		for _, s := range subjects {
			if slices.ContainsFunc(m.Resolve(s), func(own Referent) bool { return own.ID == r.ID }) {
				return ""
			}
		}
		return r.ID
	}
	return ""
}

// employer returns the party that stands behind the name of the person whose title
// the office at i is: "Prime Minister Juan Quispe of Bolivia"; "" where none does.
func (m *Memory) employer(i int) string {
	h := m.tree.Head(i)
	if h <= i || m.tree.Tokens[h].UPOS != "PROPN" || m.mention[h] >= 0 || !m.tree.Is(i, "compound") && !m.tree.Is(i, "nmod") && !m.tree.Is(i, "flat") {
		return ""
	}
	for c := m.tree.First(h); c >= 0; c = m.tree.Next(c) {
		if r, ok := m.named(c); ok && c > h && m.tree.Is(c, "nmod") && r.Sense != gazetteer.Person {
			return r.ID
		}
	}
	return ""
}

// titled reports whether the office at i is the title of a person named beside
// it: "Prime Minister Ulf Kristersson" serves the country spoken of.
func (m *Memory) titled(i int) bool {
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if (m.tree.Is(c, "flat") || m.tree.Is(c, "appos")) && m.tree.Tokens[c].UPOS == "PROPN" {
			return true
		}
	}
	h := m.tree.Head(i)
	return h >= 0 && m.tree.Is(i, "compound") && m.tree.Tokens[h].UPOS == "PROPN"
}

func (m *Memory) phrase(i int, o *gazetteer.OfficeMention, id string, how How) []Referent {
	r := m.referent(i, id, gazetteer.Name, o.Class, how)
	r.First, r.Last = o.First, o.Last
	return []Referent{r}
}

// holders resolves an office by those who hold it, in apposition: of a plural all,
// "les présidents Paul Kagame et Félix Tshisekedi".
func (m *Memory) holders(i int, o *gazetteer.OfficeMention, named []Referent) []Referent {
	refs := m.phrase(i, o, named[0].ID, Appositive)
	if m.number(i) == "Plur" {
		for _, r := range named[1:] {
			refs = append(refs, m.phrase(i, o, r.ID, Appositive)...)
		}
	}
	return refs
}

// others resolves the further adjectives or possessors of a plural office: "les
// ministres turc et grec", "los cancilleres de Perú y Chile" are two.
func (m *Memory) others(i int, o *gazetteer.OfficeMention, first string) []Referent {
	var refs []Referent
	for a := m.tree.First(i); a >= 0; a = m.tree.Next(a) {
		if !m.tree.Is(a, "amod") {
			continue
		}
		for c := m.tree.First(a); c >= 0; c = m.tree.Next(c) {
			if r, ok := m.named(c); ok && m.tree.Is(c, "conj") && r.ID != first {
				refs = append(refs, m.phrase(i, o, r.ID, Body)...)
			}
		}
	}
	if len(refs) > 0 || m.number(i) != "Plur" {
		return refs
	}
	var buf, list [8]int
	for w := o.First; w <= o.Last; w++ {
		for _, c := range m.tree.Owners(buf[:0], w) {
			if r, ok := m.named(c); !ok || r.ID != first || m.tree.Is(c, "compound") {
				continue
			}
			for _, k := range m.tree.Conjuncts(list[:0], c) {
				if r, ok := m.named(k); ok && r.ID != first {
					refs = append(refs, m.phrase(i, o, r.ID, Body)...)
				}
			}
			return refs
		}
	}
	if !m.lexicon.Personal[o.Class] {
		return nil
	}
	for _, c := range m.tree.Owners(buf[:0], i) { // "leurs ministres"
		owners := m.Resolve(c)
		if !slices.ContainsFunc(owners, func(r Referent) bool { return r.ID == first }) {
			continue
		}
		for _, r := range owners {
			if r.ID != first {
				refs = append(refs, m.phrase(i, o, r.ID, Body)...)
			}
		}
		break
	}
	return refs
}

// former reports whether the phrase speaks of who no longer holds office.
func (m *Memory) former(i int) bool {
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if m.lexicon.Former[m.tree.Tokens[c].Lemma] {
			return true
		}
	}
	return false
}

// owner returns the party that an office belongs to: a possessor, adjective,
// or complement of any word of its phrase, nested ones last.
func (m *Memory) owner(o *gazetteer.OfficeMention) string {
	var buf [8]int
	owners := buf[:0]
	for i := o.First; i <= o.Last; i++ {
		if n := m.mention[i]; n >= 0 {
			if r, ok := m.reading(&m.mentions[n]); ok {
				return r.ID
			}
		}
		owners = m.tree.Owners(owners, i)
	}
	if k := o.Last + 1; k < len(m.mention) { // whatever the tree makes of it: "le chef de la diplomatie kényane"
		if r, ok := m.named(k); ok && r.Sense == gazetteer.Adjective {
			return r.ID
		}
	}
	for _, c := range owners {
		if r, ok := m.named(c); ok && (c < o.First || c > o.Last) {
			return r.ID
		}
	}
	for _, c := range owners {
		if c >= o.First && c <= o.Last {
			continue
		}
		if refs := m.Resolve(c); len(refs) > 0 {
			return refs[0].ID
		}
	}
	return ""
}

// beside resolves a phrase by a name in apposition, and a list that a dash or
// colon joins to it.
func (m *Memory) beside(i int) []Referent {
	var refs []Referent
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if m.tree.Is(c, "appos") || m.tree.Is(c, "flat") || m.tree.Is(c, "compound") && m.mention[c] >= 0 && m.mentions[m.mention[c]].Last == i-1 && m.isPerson(c) ||
			m.tree.Is(c, "nmod") && c > i && m.mention[c] >= 0 && m.tree.Cases(c) == 0 && m.isPerson(c) { // "M. Poutine"
			for _, r := range m.Resolve(c) {
				r.How = max(r.How, Appositive)
				refs = appendNew(refs, r)
			}
		}
	}
	return refs
}

func (m *Memory) isPerson(i int) bool {
	r, ok := m.named(i)
	return ok && r.Sense == gazetteer.Person
}

// predicated resolves a noun that a copula says of a party: "la Russie est le
// premier pays à …".
func (m *Memory) predicated(i int) []Referent {
	if m.tree.Child(i, "cop") < 0 {
		if v := m.tree.Head(i); v >= 0 && m.tree.Is(i, "xcomp") {
			var buf [4]int
			return m.all(m.tree.Subjects(buf[:0], v), i)
		}
		return nil
	}
	var buf [4]int
	return m.all(m.tree.Subjects(buf[:0], i), i)
}

func (m *Memory) all(tokens []int, but int) []Referent {
	var refs []Referent
	for _, t := range tokens {
		if t != but {
			for _, r := range m.Resolve(t) {
				refs = appendNew(refs, r)
			}
		}
	}
	return refs
}

// single reports whether the phrase headed by i is of one party: neither counted
// nor an indefinite plural.
func (m *Memory) single(i int) bool {
	return m.tree.Child(i, "nummod") < 0 && (m.number(i) != "Plur" || m.definite(i))
}

// before returns the party for which somebody of the class last acted: of several in one
// sentence the one that stands foremost there ("the minister met his counterpart").
func (m *Memory) before(class string, i int) string {
	best := -1
	for n := len(m.past) - 1; n >= 0; n-- {
		p := &m.past[n]
		if best >= 0 && p.sentence != m.past[best].sentence {
			break
		}
		if p.class == class && (p.sentence < m.sentence || p.token < i) && (best < 0 || p.weight > m.past[best].weight) {
			best = n
		}
	}
	if best < 0 {
		return ""
	}
	return m.past[best].ids[0]
}
