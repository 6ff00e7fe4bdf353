// Package ledger keeps what was read, and forgets nothing: documents, the
// assertions found in them, the acts that assertions are judged to speak of, and
// what people decided about both. It is append-only: nothing is updated away or
// deleted; what is corrected is superseded, with who, when and why.
//
//	l, err := ledger.Open(ctx, "ledger.db", ledger.Options{})   // or postgres://…
//	added, err := l.Add(ctx, ledger.Entry{Document: d, Assertions: as})
//	acts, err := l.Acts(ctx, ledger.Query{Of: "AFG", By: "RUS"})
//
// There are two axes of time. The days of the acts are days in the world; the
// instants at which rows were recorded are ours. Every query can be asked as
// known at an instant: what was recorded later plays no part in the answer.
//
// Non-goals: what follows in law from the acts (package standing).
package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/credence-project/credence/act"
)

// ID names a document, an assertion or an act by its content: the first 16
// bytes of a SHA-256. Its text is 32 hexadecimal digits, of which a prefix that
// fits only one will do on the command line.
type ID [16]byte

// String returns the 32 digits, "" of the zero ID.
func (id ID) String() string {
	if id == (ID{}) {
		return ""
	}
	return hex.EncodeToString(id[:])
}

// MarshalText writes the digits.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads the digits, or nothing.
func (id *ID) UnmarshalText(text []byte) error {
	*id = ID{}
	if len(text) == 0 {
		return nil
	}
	if len(text) != 2*len(id) {
		return fmt.Errorf("%q is no id: want %d hexadecimal digits", text, 2*len(id))
	}
	if _, err := hex.Decode(id[:], text); err != nil {
		return fmt.Errorf("%q is no id: %w", text, err)
	}
	return nil
}

// hash returns the id of the fields, each preceded by its length so that no
// two lists of fields are written alike.
func hash(fields ...string) ID {
	h := sha256.New()
	for _, f := range fields {
		fmt.Fprintf(h, "%d:%s", len(f), f)
	}
	return ID(h.Sum(nil)[:len(ID{})])
}

// Document is one published text, or one row of a table, as it was recorded.
// Its id is a hash of what it says: the same text at two addresses is one
// document in two places.
type Document struct {
	ID        ID
	Source    string // who published it: "lemonde.fr", "pocom"; "" not known
	Article   string // the path or id under which it was found first
	URL       string
	Title     string
	Byline    string
	Published string // EDTF, "" where not known
	Lang      string
	Text      string // "" where only its acts were to be had
	Recorded  time.Time
}

// Assertion is what one document says of one act or state of affairs. It never
// changes; its id is a hash of the document's id and of what it says.
type Assertion struct {
	ID       ID
	Document ID
	Reader   string     // what found it: "credence 0.2.0", "import pocom", "person Ada"
	Says     act.Record // Article, Title, Published and Lang are the document's
	Effect   string     // EDTF of the day on which it takes effect, "" where none is stated
	Recorded time.Time
}

// Doubt is what a reader has against what another says of a document: that it
// does not find it, or reads it otherwise.
type Doubt struct{ By, Why string }

// Entry is what is added at once or not at all: a document with what it says.
type Entry struct {
	Document   Document
	Assertions []Assertion
	// Reader is what read the document: of use where it found nothing. "" stands
	// for the reader of the first assertion.
	Reader string
	// Doubts is what other readers have against the assertions, by their number in
	// Assertions. Each is kept as a review.
	Doubts map[int][]Doubt
}

// Judgement says that an assertion speaks of an act, or that it does not. The
// last word of a person counts, and without one the last of the rules.
type Judgement struct {
	Seq       int64 // in the order of recording; 0 before
	Assertion ID
	Act       ID
	Belongs   bool
	Score     float64 // 0 to 1, how sure
	By        string  // "rule" or a person's name
	Why       string
	Recorded  time.Time
	Undoes    int64 // the judgement that this one takes back, 0 of others
}

// ByRule is the name under which the ledger's own rules judge.
const ByRule = "rule"

// Decision is what a review says of an assertion.
type Decision string

// The decisions.
const (
	Accept    Decision = "accept"    // it says so
	Reject    Decision = "reject"    // it does not say so
	Correct   Decision = "correct"   // it says what Replacement says
	Unsure    Decision = "unsure"    // looked at and left open: what was decided before still counts
	Supersede Decision = "supersede" // a later reading of the same document no longer finds it, or it is held back
	Undo      Decision = "undo"      // takes back the review Undoes
)

// Review is a decision about an assertion. Of those that are not undone, the
// last Accept, Reject or Correct of a person counts; where there is none the
// reader's Supersede; Unsure only marks what was looked at.
//
// An Unsure that is not a person's is a Doubt: the assertion awaits a person, and
// nothing else follows. But what a second reader says (see SecondReader) counts
// only while a person accepts it.
//
// A Supersede with Follows holds back what a later reading says of the words
// about which a person has decided. It counts as long as that person's decision,
// or another in its place, takes out the assertion that it was about.
type Review struct {
	Seq         int64 // in the order of recording; 0 before
	Assertion   ID
	Decision    Decision
	Replacement ID     // the assertion to take instead, of Correct
	Undoes      int64  // the review taken back, of Undo
	Follows     int64  // the review of a person because of which it is held back, of Supersede
	Person      bool   // a person decided, not a reader: set by the ledger
	By          string // a person's name, or the reader
	Why         string
	Recorded    time.Time
}

// Source is who published documents, with what the ledger holds of it.
type Source struct {
	Name       string `json:"source"`
	Documents  int    `json:"documents"`
	Assertions int    `json:"assertions"`
	First      string `json:"first"` // earliest and latest day of publication
	Last       string `json:"last"`
}

// Act is what happened in the world between two parties, or is said not to
// have happened: the assertions judged to speak of it. An assertion with several
// actors or recipients speaks of one act a pair.
type Act struct {
	ID        ID
	Kind      string // in act's ontology
	State     bool   // a state of affairs
	Actor     string // "" in "no country has …"
	Recipient string // "" where there is none
	Over      string // the territory, of recognize-sovereignty
	Reports   []Report
}

// Report is an assertion as it bears on an act.
type Report struct {
	Assertion    ID
	Document     ID
	Source       string // who published it
	Article      string
	Title        string
	Published    string // EDTF, "" where not known
	Lang         string
	Fingerprint  uint64 // of the document's words: near copies have near fingerprints
	Echo         uint64 // of the quote, where it is long: copies have the same
	Reader       string
	Date         string // EDTF, "" where none
	Effect       string
	Modality     act.Modality
	AttributedTo string
	Quote        string
	Start, End   int // bytes of the document's text
	Confidence   float64
	Recorded     time.Time
	Decision     Decision // Accept, Unsure where nothing else was decided, or "": what is out is not reported
	By           string   // who decided
	Out          bool     // it counts in no answer; only of what Tell tells with Everything

	seq int64 // the assertion's number
}

// Query chooses acts. The states are ISO codes or organisations' ids without a
// regime's suffix: acts of AFG are those of AFG and of AFG.TALIBAN.
type Query struct {
	Of    string    // one party's state, "" any
	By    string    // the other party's state, "" any; acts in both directions are chosen
	Among []string  // where one party is asked about: the states that the other is of, nil any
	Alone bool      // where no party is asked about: acts in which no two states have a part
	Kinds []string  // nil any
	Known time.Time // as known at this instant; zero now
	// Everyone adds, to the acts between Of and By, those that bear on them
	// without naming both: each party's own ("AFG seizes power in AFG") and those
	// whose actor is nobody ("no country has recognised AFG").
	Everyone bool
	// Brief leaves out of the reports what no standing is derived from: Source,
	// Article, Title, Lang, Reader, Quote, Start and End, which Fill fills in. What
	// two states have to do with each other is then read from one place.
	Brief bool
}
