package gazetteer

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/credence-project/credence/ud"
)

// Gazetteer is the names of one language. It may be used by several goroutines
// at once.
type Gazetteer struct {
	entities *entities
	index    *index
	folded   *index
	lemmas   *index
	terms    []term
	affixes  map[uint64]bool
	titles   map[uint64]bool
	towns    *guard
	offices  *offices
	display  map[string]string
	phrases  phrases
	joined   map[string]string // written form of the words of a contraction, joined by spaces
	scratch  sync.Pool
}

// Open reads the names in a language's folder (names/*.tsv). Files that a
// language does not have yet are passed over. Errors name file and line.
func Open(language fs.FS) (*Gazetteer, error) {
	e, err := known()
	if err != nil {
		return nil, err
	}
	return open(language, e)
}

// nameFiles are the files of names, in the order in which their readings of
// the same spelling are preferred.
var nameFiles = [...]string{"states", "places", "organizations", "regimes", "persons"}

func open(language fs.FS, e *entities) (*Gazetteer, error) {
	n := newNames(e)
	for _, f := range nameFiles {
		path := "names/" + f + ".tsv"
		if !exists(language, path) {
			continue
		}
		if err := n.read(language, path); err != nil {
			return nil, err
		}
	}
	if len(n.terms) == 0 {
		return nil, fmt.Errorf("names: no file of names, expected names/%s.tsv and others", nameFiles[0])
	}
	n.finish()
	g := &Gazetteer{entities: e, index: n.index, folded: n.folded, lemmas: n.lemmas, affixes: n.affixes, titles: n.titles, display: n.display}
	g.scratch.New = func() any { return &scratch{} }
	if err := g.readRest(language, n); err != nil {
		return nil, err
	}
	g.terms = n.terms
	return g, nil
}

// readRest reads what stands beside the names: guards, offices, contractions.
func (g *Gazetteer) readRest(language fs.FS, n *names) (err error) {
	if path := "names/guards.tsv"; exists(language, path) {
		if g.towns, err = n.readGuards(language, path); err != nil {
			return err
		}
	}
	if path := "names/offices.tsv"; exists(language, path) {
		if g.offices, err = n.readOffices(language, path); err != nil {
			return err
		}
	}
	if path := "names/phrases.tsv"; exists(language, path) {
		if g.phrases, err = readPhrases(language, path, g.entities); err != nil {
			return err
		}
	}
	g.joined = map[string]string{}
	if path := "names/contractions.tsv"; exists(language, path) {
		t, err := readTable(language, path, "words", "written", "note")
		if err != nil {
			return err
		}
		words, written := t.column("words"), t.column("written")
		for _, r := range t.rows {
			g.joined[r.at(words)] = r.at(written)
		}
	}
	return nil
}

// contraction returns the written form of the words of one multiword token.
func (g *Gazetteer) contraction(words []ud.Token) (string, bool) {
	var buf [32]byte
	key := buf[:0]
	for i := range words {
		if i > 0 {
			key = append(key, ' ')
		}
		key = append(key, strings.ToLower(words[i].Form)...)
	}
	form, ok := g.joined[string(key)]
	return form, ok
}

// Entity returns what is known of an id, whatever the language.
func (g *Gazetteer) Entity(id string) (Entity, bool) {
	if e := g.entities.byID[id]; e != nil {
		return *e, true
	}
	return Entity{}, false
}

// Name returns the name to show for an id in the gazetteer's language; where the
// language has none, the canonical one; the id itself where it is not known.
func (g *Gazetteer) Name(id string) string {
	if name := g.display[id]; name != "" {
		return name
	}
	if e := g.entities.byID[id]; e != nil && e.Name != "" {
		return e.Name
	}
	return id
}
