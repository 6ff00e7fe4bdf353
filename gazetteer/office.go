package gazetteer

import (
	"fmt"
	"io/fs"
	"math/bits"
	"strings"

	"github.com/credence-project/credence/ud"
)

// OfficeMention is a word or phrase by which somebody or some body acts for a
// state: "ministère … des Affaires étrangères", "ambassador", "Bundestag".
type OfficeMention struct {
	First, Last int    // indices of its tokens, inclusive; an adjective may stand inside
	Head        int    // index of its syntactic head
	Start, End  int    // bytes
	Class       string // "foreign-ministry", "envoy", "capital-word", …
	ID          string // whose it is, where the words alone tell: "DEU" of "Bundestag"; "" otherwise
	Default     bool   // ID holds only where nothing beside says otherwise: "Secretary of State"
}

// office is what one phrase of offices.tsv says.
type office struct {
	class, id string
	isDefault bool
	capitals  uint32 // bit i: piece i must begin with a capital
	other     int32  // the next office whose words are the same but for capitals, -1 none
}

// offices is the phrases of one language: an index over their words in small
// letters, in which gap stands for up to maxGap words of any kind.
type offices struct {
	index *index
	list  []office
}

// unaccented marks a word in capitals whose accents may have been dropped:
// "MINISTERE". In small letters "charge" is not "chargé".
const unaccented uint64 = 0x756e616363000003

// gap stands for the words that a * lets stand between, up to maxGap pieces:
// "ministre sud-africain des Affaires étrangères".
const (
	gap    uint64 = 0x6761700067617001
	maxGap int    = 3
)

// classes are what offices.tsv can call a phrase.
var classes = map[string]bool{
	"government": true, "foreign-ministry": true, "ministry": true, "head-of-state": true, "head-of-government": true,
	"foreign-minister": true, "minister": true, "spokesperson": true, "envoy": true, "mission": true, "parliament": true,
	"military": true, "court": true, "delegation": true, "monarch": true, "people": true, "capital-word": true,
	"country-word": true, "regime-word": true, "official": true, "head-of-organization": true, "police": true, "agency": true, "legislator": true, "opposition": true,
}

func (n *names) readOffices(folder fs.FS, path string) (*offices, error) {
	t, err := readTable(folder, path, "class", "forms", "id", "note")
	if err != nil {
		return nil, err
	}
	o := &offices{index: newIndex(1 << 11)}
	class, forms, id := t.column("class"), t.column("forms"), t.column("id")
	for _, r := range t.rows {
		if !classes[r.at(class)] {
			return nil, t.errorf(r, "unknown class %q", r.at(class))
		}
		of, isDefault := strings.CutSuffix(r.at(id), "?")
		if of != "" && n.entities.byID[of] == nil {
			return nil, t.errorf(r, "unknown id %q", of)
		}
		for form := range strings.SplitSeq(r.at(forms), "|") {
			x := office{class: r.at(class), id: of, isDefault: isDefault}
			err := o.add(n, strings.TrimSpace(form), x)
			if apart, ok := possessives(form); ok && err == nil {
				err = o.add(n, strings.TrimSpace(apart), x)
			}
			if err != nil {
				return nil, t.errorf(r, "%v", err)
			}
		}
	}
	return o, nil
}

// add enters one form.
func (o *offices) add(n *names, form string, x office) error {
	var sequence, bare []uint64
	x.capitals = 0
	accents := false
	for i, part := range strings.Split(form, "*") {
		if i > 0 {
			sequence, bare = append(sequence, gap), append(bare, gap)
		}
		n.cut(part, true)
		for k, p := range n.split.pieces {
			if p.marks&capital != 0 {
				x.capitals |= 1 << (len(sequence) + k)
			}
		}
		for _, p := range n.split.pieces {
			sequence = append(sequence, p.word)
			if p.word == p.fold {
				bare = append(bare, p.word)
				continue
			}
			bare = append(bare, p.fold^unaccented)
			accents = true
		}
	}
	if len(sequence) == 0 || sequence[0] == gap || sequence[len(sequence)-1] == gap {
		return fmt.Errorf("form %q must begin and end with a word", form)
	}
	number, err := o.enter(sequence, form, x)
	if err == nil && accents {
		o.index.add(bare).term = number
	}
	return err
}

// enter lets a sequence mean x and returns the number of the first office of
// its chain.
func (o *offices) enter(sequence []uint64, form string, x office) (int32, error) {
	s := o.index.add(sequence)
	x.other = s.term
	for i := s.term; i >= 0; i = o.list[i].other {
		switch old := &o.list[i]; {
		case old.class == x.class && old.id == x.id:
			old.capitals &= x.capitals
			return s.term, nil
		case old.capitals == x.capitals:
			return 0, fmt.Errorf("form %q is of class %s (%s) already", form, old.class, old.id)
		}
	}
	s.term = int32(len(o.list))
	o.list = append(o.list, x)
	return s.term, nil
}

// Offices returns the phrases in a sentence by which somebody acts for a state,
// in text order, the longest where several begin at the same word. They may
// overlap with mentions: "ministère russe des Affaires étrangères" holds one.
func (g *Gazetteer) Offices(s *ud.Sentence) []OfficeMention {
	w := g.scratch.Get().(*scratch)
	defer g.scratch.Put(w)
	w.read(g, s)
	found := g.phrasesOf(w, s)
	if len(found) == 0 {
		return nil
	}
	w.mentions = g.appendMentions(w.mentions[:0], w, s)
	return outside(found, w.mentions)
}

// Find returns what Mentions and Offices return, at less cost.
func (g *Gazetteer) Find(s *ud.Sentence) ([]Mention, []OfficeMention) {
	w := g.scratch.Get().(*scratch)
	defer g.scratch.Put(w)
	w.read(g, s)
	mentions := g.appendMentions(nil, w, s)
	return mentions, outside(g.phrasesOf(w, s), mentions)
}

// phrasesOf returns the phrases of the offices in the sentence that w has read,
// those inside names too.
func (g *Gazetteer) phrasesOf(w *scratch, s *ud.Sentence) []OfficeMention {
	if g.offices == nil {
		return nil
	}
	ps := w.split.pieces
	var found []OfficeMention
	for i := 0; i < len(ps); i++ {
		if ps[i].marks&first == 0 || ps[i].marks&mark != 0 {
			continue
		}
		m := officeMatch{o: g.offices, s: s, ps: ps, number: -1, end: -1}
		m.follow(root, i, 0, 0)
		if m.number < 0 {
			continue
		}
		span := mention(s, ps, i, m.end)
		if tok := &s.Tokens[span.Head]; span.First == span.Last && !nominal(tok.UPOS) {
			continue
		}
		x := &g.offices.list[m.number]
		found = append(found, OfficeMention{First: span.First, Last: span.Last, Head: span.Head, Start: span.Start, End: span.End, Class: x.class, ID: x.id, Default: x.isDefault})
		i = m.end
	}
	return found
}

// outside returns the offices that are not part of a longer name: "Republic" in
// "Dominican Republic" names no body.
func outside(found []OfficeMention, names []Mention) []OfficeMention {
	kept := found[:0]
	m := 0
	for _, o := range found {
		for m < len(names) && names[m].End <= o.Start {
			m++
		}
		if m < len(names) && names[m].Start <= o.Start && o.End <= names[m].End {
			continue
		}
		kept = append(kept, o)
	}
	return kept
}

// nominal reports whether a word of a part of speech can name an office alone.
func nominal(upos string) bool {
	return upos == "NOUN" || upos == "PROPN" || upos == "X" || upos == "SYM" || upos == ""
}

// officeMatch is one search for the longest phrase from a piece on.
type officeMatch struct {
	o       *offices
	s       *ud.Sentence
	ps      []piece
	number  int32
	end     int
	matched int // pieces of the longest phrase so far, those in gaps not counted
}

// follow goes on from piece j, after n pieces and gaps of the phrase; upper has
// a bit for each of them that begins with a capital.
func (m *officeMatch) follow(state uint64, j, n int, upper uint32) {
	for ; j < len(m.ps) && n < 32; j++ {
		p := &m.ps[j]
		next := step(state, p.word)
		s := m.o.index.find(next)
		if s == nil && p.marks&caps != 0 {
			next = step(state, p.fold^unaccented)
			s = m.o.index.find(next)
		}
		if s == nil {
			return
		}
		if p.marks&capital != 0 {
			upper |= 1 << n
		}
		n++
		state = next
		if s.term >= 0 && p.marks&last != 0 && n > m.matched {
			if number := m.o.pick(s.term, upper); number >= 0 {
				m.number, m.end, m.matched = number, j, n
			}
		}
		if !s.more {
			return
		}
		if gapState := step(state, gap); m.o.index.find(gapState) != nil {
			m.jump(gapState, j+1, n+1, upper)
		}
	}
}

// pick returns the office of the chain at i that asks for most of the capitals
// in upper and for no other; -1 where none does.
func (o *offices) pick(i int32, upper uint32) int32 {
	best, most := int32(-1), -1
	for ; i >= 0; i = o.list[i].other {
		x := &o.list[i]
		if n := bits.OnesCount32(x.capitals); x.capitals&^upper == 0 && n > most {
			best, most = i, n
		}
	}
	return best
}

// jump lets up to maxGap pieces stand where the phrase has a gap.
func (m *officeMatch) jump(state uint64, j, n int, upper uint32) {
	for k := 0; k <= maxGap && j+k < len(m.ps); k++ {
		if m.ps[j+k].marks&first != 0 {
			m.follow(state, j+k, n, upper)
		}
		if p := &m.ps[j+k]; p.marks&mark != 0 || !mayStandInGap(m.s.Tokens[p.token].UPOS) {
			return
		}
	}
}

// mayStandInGap reports whether a word may qualify an office from inside.
func mayStandInGap(upos string) bool {
	switch upos {
	case "ADJ", "NOUN", "PROPN", "X", "ADV", "NUM", "VERB":
		return true
	}
	return false
}
