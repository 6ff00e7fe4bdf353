// Package discourse tells who is meant: it resolves noun phrases to the ids of
// states, regimes and organisations, by the names that they hold, by the office
// or body that they name ("le ministère russe des Affaires étrangères"), and by
// what was said before ("elle", "ce pays", "the group", "the two governments").
//
//	m := discourse.New(names, lexicon, "2025-07-07")  // one an article
//	m.Read(&tree)                                      // sentence by sentence
//	for _, r := range m.Resolve(i) { fmt.Println(r.ID, r.How) }
//
// It abstains rather than guess: a phrase that nothing resolves has no
// referent. Non-goals: what the parties do.
package discourse

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/valency"
)

// Referent is one party that a noun phrase means.
type Referent struct {
	ID          string
	Token       int // head of the phrase that names it, in the current sentence
	First, Last int // tokens of the phrase as it stands for the party
	Sense       gazetteer.Sense
	Rules       string // of a capital: the regime that governs there, where not the state's own
	Class       string // of the office or body that acts for it, "" where named itself
	How         How
}

// How tells what resolved a phrase.
type How uint8

// The ways to resolve a phrase, surest first.
const (
	Named       How = iota // by a name
	Body                   // by an office or body of the party
	Appositive             // by the name that stands beside it
	Learned                // by a person's name that the article introduced
	Pronoun                // by agreement with what was said before
	Description            // by what sort of party it describes
)

// String returns the word by which --explain tells of h.
func (h How) String() string {
	return [...]string{"named", "body", "apposition", "introduced before", "pronoun", "description"}[h]
}

// Memory is what one article has said so far.
type Memory struct {
	names   *gazetteer.Gazetteer
	lexicon *Lexicon
	day     string // EDTF day on which names are read
	today   string // day of publication

	tree     *valency.Tree
	mentions []gazetteer.Mention
	offices  []gazetteer.OfficeMention
	mention  []int32 // of each token the mention that covers it, -1 none
	office   []int32 // of each token the office that covers it, -1 none

	resolved []resolution // what Resolve found, by depth and token
	news     int          // how often something changed that it depends on

	past       []past
	ids        []string          // of past, one after the other
	people     map[string]string // last word of a person's name to the party
	sentence   int
	depth      int // of Resolve, so that circular trees end
	topic      []string
	title      []string       // the parties that the title names
	headActs   bool           // the parties that head the text were the subject of a sentence before
	headSpeaks bool           // they are that of the sentence in hand
	head       []string       // the parties that a fragment before the text in hand names: "FRANCE."
	told       []string       // the parties of the act told last
	struck     []string       // those on whom it fell
	doersTold  []string       // those who did the acts of that sentence
	seized     string         // the country in which power was seized, "" none
	toldAt     int            // sentence of that act
	count      map[string]int // how often each party was named
	most       int            // how often the one named most was
}

// past is a party or set of parties that was spoken of.
type past struct {
	ids      []string
	kind     string // of the first, as the gazetteer has it
	class    string
	sense    gazetteer.Sense
	sentence int
	token    int
	weight   int  // of its place in the sentence: subject, object, other
	place    bool // it stands where something is done: "in Riyadh"
	plural   bool
	named    bool // by names, all of them
	person   bool
	gender   string
}

// resolution is what Resolve found when so much was known.
type resolution struct {
	refs []Referent
	news int // 0 never
}

// maxDepth bounds how far one phrase is resolved through others.
const maxDepth = 5

// New returns the memory of an article about to be read; day is its date of
// publication, "" where unknown.
func New(names *gazetteer.Gazetteer, lexicon *Lexicon, day string) *Memory {
	return &Memory{names: names, lexicon: lexicon, day: day, today: day, people: map[string]string{}, count: map[string]int{}, past: make([]past, 0, 32), ids: make([]string, 0, 32)}
}

// SetDay sets the day on which names are read from here on.
func (m *Memory) SetDay(day string) {
	m.day = day
	m.news++
}

// SetTopic tells the parties that the article as a whole is about, for
// sentences that leave out who acted.
func (m *Memory) SetTopic(ids []string) {
	m.topic = ids
	m.news++
}

// Tell notes the parties of an act that the current sentence tells of, and those of them
// on whom it fell: "the two countries" are they, where they are two.
func (m *Memory) Tell(ids, struck []string) {
	m.news++
	if m.toldAt != m.sentence {
		m.doersTold = nil
	}
	m.told, m.struck, m.toldAt = ids, struck, m.sentence
	for _, id := range ids {
		if !slices.Contains(struck, id) && !slices.Contains(m.doersTold, id) {
			m.doersTold = append(m.doersTold, id)
		}
	}
}

// Seize notes the country in which power was seized: "the junta" rules there.
func (m *Memory) Seize(ids []string) {
	if len(ids) == 1 {
		m.seized = ids[0]
		m.news++
	}
}

// SetTitle tells the parties that the title names: of whom the text may mean they are likelier.
func (m *Memory) SetTitle(ids []string) {
	m.title = ids
	m.news++
}

// Partner returns the other of the two states or regimes that the title names, where it
// names just two; "" for none.
func (m *Memory) Partner(id string) string {
	two := m.Pair()
	for n := range two {
		if two[n] == id {
			return two[1-n]
		}
	}
	return ""
}

// Pair returns the states and regimes that the title names, where they are two.
func (m *Memory) Pair() []string {
	var two []string
	for _, id := range m.title {
		if e, ok := m.names.Entity(id); ok && e.Kind != "organization" {
			two = append(two, id)
		}
	}
	if len(two) != 2 {
		return nil
	}
	return two
}

// Topic returns the parties given to SetTopic.
func (m *Memory) Topic() []string { return m.topic }

// Read takes in the next sentence: names and offices are found, and the
// parties that they mean remembered.
func (m *Memory) Read(t *valency.Tree) {
	m.tree = t
	m.sentence++
	m.news++
	if n := maxDepth * len(t.Tokens); len(m.resolved) < n {
		m.resolved = make([]resolution, n+n/2)
	}
	m.mentions, m.offices = m.names.Find(t.Sentence)
	m.mention = cover(m.mention, len(t.Tokens))
	m.office = cover(m.office, len(t.Tokens))
	for n := range m.mentions {
		for i := m.mentions[n].First; i <= m.mentions[n].Last; i++ {
			m.mention[i] = int32(n)
		}
	}
	for n := range m.offices {
		for i := m.offices[n].First; i <= m.offices[n].Last; i++ {
			m.office[i] = int32(n)
		}
	}
	m.remember()
}

func cover(s []int32, n int) []int32 {
	if cap(s) < n {
		s = make([]int32, n, n+n/2)
	}
	s = s[:n]
	for i := range s {
		s[i] = -1
	}
	return s
}

// Mentions returns the names found in the current sentence.
func (m *Memory) Mentions() []gazetteer.Mention { return m.mentions }

// remember notes every party that the sentence names, in text order.
func (m *Memory) remember() {
	if len(m.past) > 200 {
		m.past = append(m.past[:0], m.past[len(m.past)-100:]...)
	}
	for i := range m.tree.Tokens {
		if !m.headsPhrase(i) {
			continue
		}
		refs := m.together(i)
		if len(refs) == 0 {
			continue
		}
		m.learn(i, refs[0].ID)
		m.acquaint(i, refs[0])
		p := past{class: refs[0].Class, sense: refs[0].Sense, sentence: m.sentence, token: i, weight: m.weight(i), plural: len(refs) > 1 || m.number(i) == "Plur", gender: m.gender(i)}
		if len(refs) > 1 {
			p.gender = "" // a mixed group may be spoken of in either
		}
		p.place = m.located(i)
		p.named = !slices.ContainsFunc(refs, func(r Referent) bool { return r.How > Learned })
		p.person = refs[0].Sense == gazetteer.Person || m.lexicon.Personal[p.class]
		first := len(m.ids)
		for _, r := range refs {
			m.ids = append(m.ids, r.ID)
		}
		p.ids = m.ids[first:len(m.ids):len(m.ids)]
		if e, ok := m.names.Entity(p.ids[0]); ok {
			p.kind = e.KindOn(m.day)
		}
		for _, id := range p.ids {
			m.count[id]++
			m.most = max(m.most, m.count[id])
		}
		m.past = append(m.past, p)
		m.news++
	}
	m.entitle()
	m.news++
}

// foremostShare is which part of the mentions of the party named most another must have for
// the text to be about it, once more than a few sentences are read.
const (
	foremostShare = 3
	fewSentences  = 3
)

// Main returns the state or regime that the article has named most so far,
// those of ids left out; "" where it has named none.
func (m *Memory) Main(but func(id string) bool) string {
	best := ""
	for id, n := range m.count {
		if e, ok := m.names.Entity(id); !ok || e.Kind == "organization" || but(id) || m.sentence > fewSentences && foremostShare*n < m.most {
			continue
		}
		if best == "" || n > m.count[best] || n == m.count[best] && id < best {
			best = id
		}
	}
	return best
}

// Foremost returns the parties named most often so far, at most so many.
func (m *Memory) Foremost(most int) []string {
	ids := slices.SortedFunc(maps.Keys(m.count), func(a, b string) int {
		return cmp.Or(cmp.Compare(m.count[b], m.count[a]), cmp.Compare(a, b))
	})
	return ids[:min(most, len(ids))]
}

// Share returns how often a party was named, of how often the foremost was.
func (m *Memory) Share(id string) float64 { return float64(m.count[id]) / float64(max(1, m.most)) }

// Titled reports whether the title names a party.
func (m *Memory) Titled(id string) bool { return slices.Contains(m.title, id) }

// together resolves the phrase headed by i; of the subjects of one verb, which
// a parser makes of a list without conjunction, the first stands for all.
func (m *Memory) together(i int) []Referent {
	refs := m.Resolve(i)
	v := m.tree.Head(i)
	if v < 0 || m.tree.Rel(i) != "nsubj" {
		return refs
	}
	for c := m.tree.Next(i); c >= 0; c = m.tree.Next(c) {
		if m.tree.Rel(c) == "nsubj" {
			for _, r := range m.Resolve(c) {
				refs = appendNew(refs, r)
			}
		}
	}
	return refs
}

// headsPhrase reports whether token i heads a phrase that names a party by
// itself, not by what was said before.
func (m *Memory) headsPhrase(i int) bool {
	if n := m.mention[i]; n >= 0 {
		return m.mentions[n].Head == i
	}
	if n := m.office[i]; n >= 0 {
		return m.offices[n].Head == i
	}
	if m.takenUp(i) || m.spokenOf(i) {
		return true
	}
	return m.tree.Tokens[i].UPOS == "PROPN" && m.people[m.tree.Tokens[i].Form] != "" // "Mr Landsbergis", named in full before
}

// located reports whether token i tells where something is done.
func (m *Memory) located(i int) bool {
	if !m.tree.Is(i, "obl") {
		return false
	}
	for c := m.tree.First(i); c >= 0 && c < i; c = m.tree.Next(c) {
		if m.tree.Is(c, "case") && m.lexicon.Seated[m.tree.Tokens[c].Lemma] {
			return true
		}
	}
	return false
}

// takenUp reports whether token i is a pronoun that goes on speaking of somebody as the
// subject of a clause.
func (m *Memory) takenUp(i int) bool {
	t := &m.tree.Tokens[i]
	return t.UPOS == "PRON" && m.tree.Is(i, "nsubj") && t.Feats.Has("PronType", "Prs") && t.Feats.Get("Person") == "3"
}

// spokenOf reports whether token i is the subject of a clause and describes a party: "the
// archipelago" goes on speaking of it.
func (m *Memory) spokenOf(i int) bool {
	if m.tree.Tokens[i].UPOS != "NOUN" || !m.tree.Is(i, "nsubj") && !m.tree.Is(i, "obj") {
		return false
	}
	d := m.description(i)
	return d != nil && !d.Placed && m.definite(i) && !m.paired(i) && m.number(i) != "Plur"
}

// subjectWeight is how prominent subjects are.
const subjectWeight = 6

// weight tells how prominent the place of token i in its sentence is.
func (m *Memory) weight(i int) int {
	switch m.tree.Rel(i) {
	case "nsubj":
		return subjectWeight
	case "root":
		if m.tree.Verbal(i) || m.bare() {
			return subjectWeight
		}
		return 2
	case "obj", "iobj":
		return 3
	case "conj":
		if h := m.tree.Head(i); h >= 0 {
			return m.weight(h) - 1
		}
	case "obl", "appos":
		if m.tree.Tokens[i].Rel == "obl:agent" {
			return 5
		}
		return 2
	case "amod", "compound":
		return 0
	}
	return 1
}

func (m *Memory) number(i int) string { return m.tree.Tokens[i].Feats.Get("Number") }

// gender returns the grammatical gender of token i, from its determiner where
// a name bears none itself.
func (m *Memory) gender(i int) string {
	if g := m.tree.Tokens[i].Feats.Get("Gender"); g != "" {
		return g
	}
	d := m.tree.Child(i, "det")
	if d >= 0 {
		if g := m.tree.Tokens[d].Feats.Get("Gender"); g != "" {
			return g
		}
	}
	if m.tree.Tokens[i].UPOS == "PROPN" {
		return m.nominalGender(i, d)
	}
	return ""
}

// nominalGender returns the gender of the name at i, with the article d, by its form:
// "l'Albanie" is feminine, "l'Irak" is not.
func (m *Memory) nominalGender(i, d int) string {
	l, form := m.lexicon, m.tree.Tokens[i].Form
	if g, ok := l.Genders[form]; ok {
		return g
	}
	if d < 0 || len(l.Endings) == 0 {
		return ""
	}
	if ref, ok := m.named(i); !ok || ref.Sense != gazetteer.Name {
		return ""
	}
	for end := range l.Endings {
		if strings.HasSuffix(form, end) && (l.Elided[strings.ToLower(m.tree.Tokens[d].Form)] || m.number(d) == "Plur") {
			return "Fem"
		}
	}
	if l.Elided[strings.ToLower(m.tree.Tokens[d].Form)] {
		return "Masc"
	}
	return ""
}

// learn notes that the unknown person beside token i acts for the party id:
// "the Swedish prime minister, Ulf Kristersson" makes "Kristersson" Swedish.
func (m *Memory) learn(i int, id string) {
	if n := m.mention[i]; n >= 0 && m.mentions[n].First < m.mentions[n].Last && m.isPerson(i) {
		m.people[m.tree.Tokens[m.mentions[n].Last].Form] = id
	}
	if m.office[i] < 0 {
		return
	}
	note := func(name int) {
		if m.tree.Tokens[name].UPOS != "PROPN" || m.isNamed(name) {
			return
		}
		last := name
		for f := m.tree.First(name); f >= 0; f = m.tree.Next(f) {
			if m.tree.Is(f, "flat") && !m.isNamed(f) {
				last = max(last, f)
			}
		}
		m.people[m.tree.Tokens[last].Form] = id
	}
	for c := m.tree.First(i); c >= 0; c = m.tree.Next(c) {
		if m.tree.Is(c, "appos") || m.tree.Is(c, "flat") || m.tree.Is(c, "nmod") && c > i {
			note(c)
		}
	}
	if h := m.tree.Head(i); h >= 0 && (m.tree.Is(i, "compound") || m.tree.Is(i, "appos") || m.tree.Is(i, "flat") || h > i && m.tree.Is(i, "nmod")) {
		note(h)
	}
	if last := m.nameBehind(m.offices[m.office[i]].Last); last >= 0 {
		m.people[m.tree.Tokens[last].Form] = id
	}
}

// isNamed reports whether token i is part of a name that means somebody.
func (m *Memory) isNamed(i int) bool {
	_, ok := m.named(i)
	return ok
}

// acquaint notes the family name of the office holder named in full at token i:
// from then on it may stand alone.
func (m *Memory) acquaint(i int, r Referent) {
	if r.Sense != gazetteer.Person || r.How != Named || m.mention[i] < 0 {
		return
	}
	if n := &m.mentions[m.mention[i]]; n.Last > n.First {
		m.people[m.tree.Tokens[n.Last].Form] = r.ID
	}
}

// nameBehind returns the last word of the unknown name that stands behind token
// i, at once or between commas, whatever the tree makes of it; -1 none.
func (m *Memory) nameBehind(i int) int {
	tokens := m.tree.Tokens
	comma := func(i int) bool { return i < len(tokens) && tokens[i].Form == "," }
	from := i + 1
	apart := comma(from)
	if apart {
		from++
	}
	end := from
	for end < len(tokens) && tokens[end].UPOS == "PROPN" && !m.isNamed(end) {
		end++
	}
	if end-from < 2 || apart && !comma(end) {
		return -1 // one word alone may be anything
	}
	return end - 1
}
