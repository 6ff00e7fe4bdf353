package act

import (
	"fmt"
	"io/fs"

	"github.com/credence-project/credence/lang"
)

// Effect is what a word does to the modality of what it governs (Karttunen's
// implicatives; FactBank).
type Effect uint8

// The effects of governing words.
const (
	NoEffect    Effect = iota
	Denies             // "refuse to", "s'abstenir de": not done
	Plans              // "promise to", "s'engager à": to be done
	Weighs             // "consider", "demander que": might be done
	Reports            // "announce that": what it governs stands on the subject's word
	Excludes           // "rule out": denies; denied itself, weighs
	Transparent        // "manage to", "finir par": done
	Ordains            // "order", "decide": to be done where a verb follows, done where a noun does
	Disputes           // "deny that": not done, on the subject's word
)

// Modals is what a language adds about modality and attribution, from
// modality.toml.
type Modals struct {
	Negators     lang.Words // adverbs, determiners and pronouns that deny their head
	Unless       lang.Words // words that undo a negation: the "que" of "ne … que"
	NoOne        lang.Words `toml:"no_one"` // subjects that deny for everybody: "aucun", "no", "nobody"
	Conditional  lang.Words // markers of conditions: "si", "if"
	Concessive   lang.Words // those of them that concede where a perfect follows: "si Oslo a reconnu …, Lima hésite"
	Rather       lang.Words // words that open a clause of what was not done but something else: "instead of recognising it"
	Almost       lang.Words // adverbs and locutions of what was not quite done: "all but recognised it"
	Musing       lang.Words // verbs that a gerund behind "of" makes of what might be: "thinks of recognising it"
	GivesUp      lang.Words `toml:"gives_up"` // verbs that deny the plan or idea that is their object: "dropped its plan to"
	Too          lang.Words // adverbs before an adjective whose infinitive they deny: "too weak to recognise it"
	Except       lang.Words // words before whoever did not do what others did: "all but Chad"
	So           lang.Words // adverbs of degree behind which a denied verb denies its clause: "did not go so far as to"
	Without      lang.Words // prepositions and markers that deny: "sans"
	Against      lang.Words // prepositions of what is not done where the verb does not say otherwise: "decided against recognising"
	Presumes     lang.Words // verbs whose object has happened, whether they are denied or not: "did not condemn the invasion"
	Nearly       lang.Words // adjectives of what was not quite done: "close to recognising"
	Toward       lang.Words // prepositions of what is drawing near: "vers une reprise"
	Purpose      lang.Words // markers of purpose: "pour", "afin"
	Reached      lang.Words // verbs of motion, whose purpose was met where they are past: "came to Lusaka to see him"
	Possible     lang.Words // auxiliaries and adverbs of possibility
	Conditionals lang.Words // auxiliaries of the conditional: "would"
	Futures      lang.Words // auxiliaries of the future: "will"
	Pending      lang.Words // adverbs beside which what completes a verb is not done: "yet"
	Says         lang.Words // prepositions of attribution: "selon", "according"
	Occur        lang.Words // verbs whose denial denies their subject: "avoir lieu"
	When         lang.Words // conjunctions of the same time: "when", "lorsque"
	NotUntil     lang.Words `toml:"not_until"` // prepositions that date a denied verb, which then was done: "did not recognise it until 1967"
	Apart        lang.Words // conjunctions whose clause has a time of its own: "after"
	Hence        lang.Words // adverbs that date an act by the one before: "ainsi", "thereby"
	AtOnce       lang.Words `toml:"at_once"`   // adverbs and phrases that date an act by the one that it follows: "aussitôt", "dans la foulée"
	BackThen     lang.Words `toml:"back_then"` // adverbs and phrases that put an act about when what was told before was done: "alors"
	After        lang.Words // prepositions, conjunctions and nouns that put what they govern before the act: "after", "lendemain"
	Before       lang.Words // those that put it after the act: "before"
	At           lang.Words // prepositions of what an act is done at or by: "in a statement issued on …"
	During       lang.Words // prepositions of what lasts meanwhile: "during"
	Since        lang.Words // prepositions of a beginning: "since"
	Where        lang.Words // words that open a relative clause of the same time: "where"
	Instruments  lang.Words // nouns of what acts are done by, which may stand "after" a preposition without being of another time: "announcement"
	Days         lang.Words // nouns of days, whose relative clause tells what else was done then: "the same day that"
	Any          lang.Words // determiners that mean whatever there be: "toute ingérence"
	Realised     lang.Words // verbs that in the perfect tell what was done: "a dû fermer"
	Then         lang.Words // adverbs that begin what comes next: "puis"
	Later        lang.Words // adverbs of a later time that is not told: "afterwards"
	Never        lang.Words // adverbs that deny for all time: "never"
	Gathers      lang.Words // verbs whose participle tells at what meeting an act was done: "réunis hier à Lima, …"
	Labels       lang.Words // signs between a date that opens a text and what happened then: ":"
	Denies       []string
	Plans        []string
	Weighs       []string
	Reports      []string
	Excludes     []string
	Transparent  []string
	Ordains      []string
	Ahead        lang.Words // conjunctions of what has not been done: "before"
	Enacts       lang.Words // "sign": what puts an order in force
	Disputes     []string
	Rejects      lang.Words // verbs that deny what the proposal they govern would do
	Proposals    lang.Words // nouns that are such proposals

	effect map[string]Effect
}

// loadModals reads modality.toml in a language's folder.
func loadModals(language fs.FS) (*Modals, error) {
	m := &Modals{effect: map[string]Effect{}}
	if err := lang.Decode(language, "modality.toml", m); err != nil {
		return nil, err
	}
	for e, words := range map[Effect][]string{Denies: m.Denies, Plans: m.Plans, Weighs: m.Weighs, Reports: m.Reports, Excludes: m.Excludes, Transparent: m.Transparent, Ordains: m.Ordains, Disputes: m.Disputes} {
		for _, w := range words {
			if m.effect[w] != NoEffect {
				return nil, fmt.Errorf("modality.toml: %q has two effects", w)
			}
			m.effect[w] = e
		}
	}
	return m, nil
}
