package gazetteer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
)

// Family names that no row of the tables lists stand for office holders behind a
// title or an office only: "Mr Landsbergis", "President Obote", "General Ankrah".
// They are taken from the full names; a spelling with a meaning of its own keeps
// that one.

// family is a family name with the person's offices.
type family struct {
	sequences [][]uint64
	readings  []Reading
}

// inherit notes the family name in a full name for finish to enter.
func (n *names) inherit(full string, e *Entity, readings []Reading) {
	if len(n.titles) == 0 {
		return
	}
	words := strings.Fields(full)
	if len(words) < 2 || e.Sort == "monarch" { // "Hussein of Jordan"
		return
	}
	f := family{readings: slices.Clone(readings)}
	for i := range f.readings {
		f.readings[i].family = true
	}
	at := len(words) - 1
	for at > 1 && n.particles[strings.ToLower(words[at-1])] {
		at--
	}
	n.familyName(&f, strings.Join(words[at:], " "))
	if at > 1 {
		n.familyName(&f, strings.Join(words[at-1:], " ")) // "Castillo Armas"
	}
	if _, bare, ok := strings.Cut(words[at], "-"); ok && n.particles[strings.ToLower(words[at][:len(words[at])-len(bare)-1])] {
		n.familyName(&f, strings.Join(append([]string{bare}, words[at+1:]...), " ")) // "Burhan" of "al-Burhan"
	}
	if n.first[State(e.Of)] {
		n.familyName(&f, words[0]) // "Abiy", "Chen"
	}
	n.families = append(n.families, f)
}

// familyName adds a spelling, with and without its accents.
func (n *names) familyName(f *family, form string) {
	begin, _ := utf8.DecodeRuneInString(form)
	word, _, _ := strings.Cut(form, " ")
	if len(form) < 2 || !unicode.IsUpper(begin) && !n.particles[word] {
		return
	}
	n.cut(form, false)
	f.sequences = append(f.sequences, slices.Clone(n.sequence))
	if plain := strings.Map(lang.Unaccent, form); plain != form {
		n.cut(plain, false)
		f.sequences = append(f.sequences, slices.Clone(n.sequence))
	}
}

// bequeath enters the family names whose spellings mean nothing else.
func (n *names) bequeath() {
	for _, f := range n.families {
		for _, sequence := range f.sequences {
			if len(sequence) == 0 {
				continue
			}
			if n.names(sequence[len(sequence)-1:]) && len(sequence) > 1 {
				continue // "de Jordanie"
			}
			s := n.index.add(sequence)
			if s.term >= 0 && !n.terms[s.term].titled {
				continue
			}
			n.terms[n.mean(s, f.readings)].titled = true
		}
	}
	n.families = nil
}

// names reports whether a sequence is a name that may stand alone.
func (n *names) names(sequence []uint64) bool {
	s := n.index.find(running(sequence))
	return s != nil && s.term >= 0 && !n.terms[s.term].titled && !n.terms[s.term].isFamilyName()
}

// titledBy returns the class of the office that stands before the family name at
// piece i, "" for a mere title; ok is false where neither stands there.
func (g *Gazetteer) titledBy(ps []piece, i int) (class string, ok bool) {
	if i == 0 || ps[i-1].marks&mark != 0 {
		return "", false
	}
	if g.offices != nil {
		for from := max(0, i-4); from < i; from++ {
			state := root
			for k := from; k < i; k++ {
				state = step(state, ps[k].word)
			}
			if s := g.offices.index.find(state); s != nil && s.term >= 0 {
				return g.offices.list[s.term].class, true
			}
		}
	}
	return "", g.titles[ps[i-1].word]
}

// held returns the readings of those who may bear an office of a class.
func held(readings []Reading, class string) []Reading {
	fits := bearers[class]
	if fits == nil {
		return readings
	}
	kept := readings[:0:0]
	for _, r := range readings {
		if slices.Contains(fits, r.Office) {
			kept = append(kept, r)
		}
	}
	return kept
}

// bearers are the offices that the titles of a class can mean.
var bearers = map[string][]string{
	"head-of-state":        {"head-of-state", "president", "leader", "vice-president", "chair"},
	"head-of-government":   {"head-of-government", "deputy-head-of-government"},
	"foreign-minister":     {"foreign-minister", "deputy-foreign-minister"},
	"monarch":              {"monarch", "head-of-state", "crown-prince"},
	"head-of-organization": {"secretary-general", "director-general", "high-representative", "president", "chair"},
	"spokesperson":         {"spokesperson"},
	"people":               {}, "opposition": {}, "legislator": {}, "court": {}, "police": {}, "mission": {}, "delegation": {}, "capital-word": {}, "country-word": {},
}

// namedAlone reports whether the family name at m is all of the name: no given
// name follows it.
func namedAlone(s *ud.Sentence, m *Mention) bool {
	guard := guard{}
	return !guard.givenName(s, m)
}
