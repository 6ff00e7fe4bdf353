package gazetteer

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/credence-project/credence/lang"
)

// term is what one spelling can mean.
type term struct {
	readings []Reading // likeliest first
	people   []Reading // the same with demonyms before adjectives, nil where that changes nothing
	rulers   []Reading // the same with those who rule there before the town, nil where that changes nothing
	none     bool      // the spelling names nothing: "Paris Hilton"
	titled   bool      // a family name that stands behind a title or office only
	guard    *guard    // nil where nothing is asked
}

// names is the names of one language as they are built up.
type names struct {
	entities  *entities
	index     *index // by the letters as they are
	folded    *index // by small letters without accents
	lemmas    *index // by lemma, folded; empty where the language lists all forms
	terms     []term
	affixes   map[uint64]bool // parts of compound words: "pro-"
	titles    map[uint64]bool // words before a family name: "Mr", in small letters
	first     map[string]bool // states in which the family name comes first
	particles map[string]bool // words that belong to the family name behind them: "van"
	families  []family
	display   map[string]string // id to the name to show
	split     splitter
	sequence  []uint64
	plain     []variant
}

// variant is a spelling without accents that stands for a term unless a name
// of its own is spelled so.
type variant struct {
	sequence []uint64
	term     int32
}

// nobody is the id of rows that name nothing.
const nobody = "-"

// sense is what the data can say of a form.
type sense struct {
	Sense
	official, none, affix, title, first, particle bool
}

var senses = map[string]sense{
	"name": {Sense: Name}, "official": {Sense: Name, official: true}, "adjective": {Sense: Adjective},
	"demonym": {Sense: Demonym}, "capital": {Sense: Capital}, "seat": {Sense: Seat}, "place": {Sense: Place},
	"person": {Sense: Person}, "none": {none: true}, "affix": {affix: true}, "title": {title: true},
	"particle": {particle: true}, "family-first": {first: true},
}

func newNames(e *entities) *names {
	return &names{entities: e, index: newIndex(1 << 14), folded: newIndex(1 << 14), lemmas: newIndex(8),
		terms: make([]term, 0, 1<<14), affixes: map[uint64]bool{}, titles: map[uint64]bool{}, first: map[string]bool{}, particles: map[string]bool{}, display: make(map[string]string, 2048)}
}

// read adds the names in path.
func (n *names) read(folder fs.FS, path string) error {
	t, err := readTable(folder, path, "id", "sense", "forms", "from", "until", "note")
	if err != nil {
		return err
	}
	id, kind, forms, from, until := t.column("id"), t.column("sense"), t.column("forms"), t.column("from"), t.column("until")
	for _, r := range t.rows {
		s, ok := senses[r.at(kind)]
		if !ok {
			return t.errorf(r, "unknown sense %q", r.at(kind))
		}
		days, err := daysBetween(r.at(from), r.at(until))
		if err != nil {
			return t.errorf(r, "%v", err)
		}
		if r.at(forms) == "" {
			return t.errorf(r, "no forms")
		}
		if r.at(id) == nobody {
			if !s.none && !s.affix && !s.title && !s.particle && !s.first {
				return t.errorf(r, "only none, affix, title, particle and family-first go without an id")
			}
			if at, bad := n.nothing(r.at(forms), s); bad {
				return t.errorf(r, "form %q holds no letters", at)
			}
			continue
		}
		e := n.entities.byID[r.at(id)]
		if e == nil {
			return t.errorf(r, "unknown id %q", r.at(id))
		}
		readings := e.readings(s.Sense, r.at(from), r.at(until), days)
		if len(readings) == 0 {
			return t.errorf(r, "%s is nobody's place and holds no office", e.ID)
		}
		if at, bad := n.add(r.at(forms), readings); bad {
			return t.errorf(r, "form %q holds no letters", at)
		}
		if e.Kind == "person" && r.at(from) == "" && r.at(until) == "" {
			for form := range strings.SplitSeq(r.at(forms), "|") {
				n.inherit(form, e, readings)
			}
		}
		if (s.Sense == Name || s.Sense == Place || s.Sense == Person) && !s.official && n.display[e.ID] == "" {
			n.display[e.ID], _, _ = strings.Cut(r.at(forms), "|")
		}
	}
	return nil
}

// add lets the forms mean the readings; it returns a form without letters.
func (n *names) add(forms string, readings []Reading) (string, bool) {
	for form := range strings.SplitSeq(forms, "|") {
		form = strings.TrimSpace(form)
		if lemma, ok := strings.CutPrefix(form, "~"); ok {
			if n.cut(lemma, true); len(n.sequence) == 0 {
				return form, true
			}
			n.mean(n.lemmas.add(n.sequence), readings)
			continue
		}
		if n.cut(form, false); len(n.sequence) == 0 {
			return form, true
		}
		number := n.mean(n.index.add(n.sequence), readings)
		n.variants(form, number)
		if apart, ok := possessives(form); ok {
			n.cut(apart, false)
			if s := n.index.add(n.sequence); s.term < 0 {
				s.term = number
			}
		}
	}
	return "", false
}

// possessives returns form with the clitics inside it as words of their own, as
// tokenisers give them: "People 's Republic of China".
func possessives(form string) (string, bool) {
	if !strings.Contains(form, "'s") && !strings.Contains(form, "’s") {
		return form, false
	}
	apart := clitics.Replace(form + " ")
	apart = strings.TrimSuffix(apart, " ")
	return apart, apart != form
}

// clitics parts the possessive from its word.
var clitics = strings.NewReplacer("'s ", " 's ", "’s ", " 's ")

// nothing notes forms that name nothing, affixes and titles; it returns a form
// without letters.
func (n *names) nothing(forms string, s sense) (string, bool) {
	for form := range strings.SplitSeq(forms, "|") {
		if s.first {
			n.first[form] = true
			continue
		}
		if s.particle {
			n.particles[form] = true
			continue
		}
		if n.cut(strings.Trim(form, " -"), s.affix); len(n.sequence) == 0 {
			return form, true
		}
		if s.title {
			n.titles[n.split.pieces[0].word] = true
			continue
		}
		if s.affix {
			for _, h := range n.sequence {
				n.affixes[h] = true
			}
			continue
		}
		n.terms[n.mean(n.index.add(n.sequence), nil)].none = true
	}
	return "", false
}

// cut sets n.sequence to the pieces of form, folded or as they are.
func (n *names) cut(form string, folded bool) {
	n.split.pieces = n.split.pieces[:0]
	n.split.word(form, 0, len(form), 0, true)
	n.sequence = n.sequence[:0]
	for i, p := range n.split.pieces {
		switch {
		case folded:
			n.sequence = append(n.sequence, p.fold)
		case p.marks&dashed != 0 && i == len(n.split.pieces)-1:
			n.sequence = append(n.sequence, p.alt) // "franco-" stands only before a hyphen
		default:
			n.sequence = append(n.sequence, p.hash)
		}
	}
}

// mean adds readings to the term that ends at s and returns its number.
func (n *names) mean(s *slot, readings []Reading) int32 {
	if s.term < 0 {
		s.term = int32(len(n.terms))
		n.terms = append(n.terms, term{readings: readings})
		return s.term
	}
	t := &n.terms[s.term]
	for _, r := range readings {
		if !slices.Contains(t.readings, r) {
			t.readings = append(slices.Clip(t.readings), r)
		}
	}
	return s.term
}

// variants notes the folded spelling of the form last cut and, where it has
// accents, the spelling without.
func (n *names) variants(form string, number int32) {
	accented := false
	for i, p := range n.split.pieces {
		n.sequence[i] = p.fold
	}
	for _, r := range form {
		accented = accented || lang.Unaccent(r) != r
	}
	if s := n.folded.add(n.sequence); s.term < 0 {
		s.term = number
	}
	if !accented {
		return
	}
	n.cut(strings.Map(lang.Unaccent, form), false)
	n.plain = append(n.plain, variant{slices.Clone(n.sequence), number})
}

// finish orders the readings of every term.
func (n *names) finish() {
	for _, v := range n.plain {
		if s := n.index.add(v.sequence); s.term < 0 {
			s.term = v.term
		}
	}
	n.plain = nil
	n.bequeath()
	for i := range n.terms {
		t := &n.terms[i]
		if len(t.readings) < 2 {
			continue
		}
		slices.SortStableFunc(t.readings, func(a, b Reading) int { return a.rank() - b.rank() })
		if t.isTown() && slices.ContainsFunc(t.readings, func(r Reading) bool { return r.rules() }) {
			t.rulers = slices.Clone(t.readings)
			slices.SortStableFunc(t.rulers, func(a, b Reading) int { return a.rulerRank() - b.rulerRank() })
		}
		if j := slices.IndexFunc(t.readings, func(r Reading) bool { return r.Sense == Demonym }); j > 0 && t.readings[0].Sense == Adjective {
			t.people = slices.Clone(t.readings)
			slices.SortStableFunc(t.people, func(a, b Reading) int { return a.nounRank() - b.nounRank() })
		}
	}
}
