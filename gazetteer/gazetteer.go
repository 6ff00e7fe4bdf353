// Package gazetteer knows who is named: states, governments and regimes, rival
// governments, movements, organisations, territories and the people who hold
// office, each with the days on which the name meant them; and by which words
// somebody acts for a state (the foreign ministry, the president, the army).
//
//	g, err := gazetteer.Open(folder)             // a language's folder
//	for _, m := range g.Mentions(&sentence) {
//		id := g.ID(m, "2025-07-03")          // "AFG.TALIBAN"
//	}
//	for _, o := range g.Offices(&sentence) {
//		fmt.Println(o.Class, o.ID)           // "foreign-ministry", "" (or "USA" of the State Department)
//	}
//
// What exists, whatever the language, lies in gazetteer/data; what it is called
// lies in lang/<code>/names, tables that any language can fill:
//
//	states, places, organizations, regimes, persons   names: id, sense, forms, from, until
//	offices        words by which somebody acts for a state: class, forms, id
//	guards         where a spelling is not the name that it looks like
//	phrases        the name with its article and prepositions, for readers
//	contractions   written words that the tokeniser gives as several
//	examples       sentences and the names in them, near misses too; go test reads them
//
// Groups of states that news names as one ("the Baltic states") are lists of members
// by day (gazetteer/data/groups.tsv); the words for them are package discourse's.
// Family names count behind a title or office without a row of their own: rows with
// the id - tell titles ("Mr"), particles ("van") and states in which the family name
// comes first.
//
// A form that begins with ~ is a lemma, for languages that inflect names. Every
// error in these files names file and line.
//
// Non-goals: pronouns and descriptions ("ce pays"), which package discourse
// resolves from what was said before.
package gazetteer

import "github.com/credence-project/credence/edtf"

// Sense tells how a name names its entity.
type Sense uint8

// The senses of a name.
const (
	Name      Sense = iota // "la Russie", "Russia", "OTAN", "the Taliban"
	Adjective              // "russe", "Russian", "taliban": belongs to
	Demonym                // "les Russes", "Afghans": people of
	Capital                // "Kaboul", "Moscow": the place, or the state's organs by metonymy
	Seat                   // "le Kremlin", "the White House", "Foggy Bottom": only the organs
	Place                  // another city or region inside the entity: "Dakhla", "Saint-Pétersbourg"
	Person                 // "Vladimir Poutine": acts for the entity while in office
)

var senseNames = [...]string{"name", "adjective", "demonym", "capital", "seat", "place", "person"}

// String returns the word by which the data files call s.
func (s Sense) String() string {
	if int(s) < len(senseNames) {
		return senseNames[s]
	}
	return "unknown"
}

// Mention is one name found in a sentence.
type Mention struct {
	First, Last int       // indices of its tokens, inclusive
	Head        int       // index of its syntactic head
	Start, End  int       // bytes
	Readings    []Reading // what it can mean, likeliest first; shared with the gazetteer, read only
}

// Reading is one thing that a name can mean.
type Reading struct {
	ID          string // "RUS", "AFG.TALIBAN", "NATO", "" only while unresolved
	Sense       Sense
	Office      string // of a Person: "president", "foreign-minister", …; "" otherwise
	Person      string // of a Person: id in the data on office holders; "" otherwise
	Place       string // of a Place: its own id, "RUS.KALININGRAD"; "" where it has none
	From, Until string // EDTF days between which the name means this, "" where open

	days   edtf.Span // From and Until as days
	family bool      // of a Person: by the family name alone, which others may share
	regime bool      // of a Capital: held by a regime or organisation, not the state's own
	past   bool      // of states and places: no longer so, but then likelier than what is so today
}
