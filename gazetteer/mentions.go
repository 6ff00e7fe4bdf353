package gazetteer

import (
	"github.com/credence-project/credence/ud"
)

// scratch is what reading one sentence needs, kept from one to the next.
type scratch struct {
	split    splitter
	mentions []Mention // for Offices
	loud     bool      // the sentence is written in capitals
	start    int       // its first piece that is a word
}

// Mentions returns the names in a sentence, in text order and not overlapping;
// where several names begin at the same word the longest counts. Two may share
// a token: "franco-russe".
func (g *Gazetteer) Mentions(s *ud.Sentence) []Mention {
	w := g.scratch.Get().(*scratch)
	defer g.scratch.Put(w)
	w.read(g, s)
	return g.appendMentions(nil, w, s)
}

// appendMentions appends the names in the sentence that w has read to found.
func (g *Gazetteer) appendMentions(found []Mention, w *scratch, s *ud.Sentence) []Mention {
	ps := w.split.pieces
	for i := 0; i < len(ps); {
		if ps[i].marks&first == 0 || ps[i].marks&mark != 0 {
			i++
			continue
		}
		number, end := g.match(w, i)
		if number < 0 {
			if i == 0 || ps[i].token != ps[i-1].token {
				if list, next := g.parts(w, s, i); len(list) > 0 {
					found = append(found, list...)
					i = next
					continue
				}
			}
			i++
			continue
		}
		if m := mention(s, ps, i, end); g.stands(number, w, s, &m, i, end) {
			m.Readings = g.choose(number, ps, s, i, m.Head)
			found = append(found, m)
		} else if !g.terms[number].none {
			end = i // what is no name there can hold one: "chef de l'État français"
		}
		i = end + 1
	}
	if g.lemmas.used > 0 {
		found = g.byLemma(s, found)
	}
	return found
}

// read cuts the sentence into pieces.
func (w *scratch) read(g *Gazetteer, s *ud.Sentence) {
	w.split.pieces = w.split.pieces[:0]
	for i := 0; i < len(s.Tokens); {
		t := &s.Tokens[i]
		if t.Multi > 1 && i+t.Multi <= len(s.Tokens) {
			w.contracted(g, s, i)
			i += t.Multi
			continue
		}
		before := len(w.split.pieces)
		w.split.word(t.Form, t.Start, t.End-t.Start, i, t.End-t.Start == len(t.Form))
		if len(w.split.pieces) == before {
			w.sign(s, i)
		}
		i++
	}
	w.look()
}

// contracted cuts the word that stands for several: "du" of "de" and "le".
func (w *scratch) contracted(g *Gazetteer, s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	if form, ok := g.contraction(s.Tokens[i : i+t.Multi]); ok {
		w.split.word(form, t.Start, t.End-t.Start, i, false)
		return
	}
	for k := i; k < i+t.Multi; k++ {
		part := &s.Tokens[k]
		w.split.word(part.Form, part.Start, part.End-part.Start, k, part.End-part.Start == len(part.Form))
	}
}

// sign reads a token without letters: a hyphen joins its neighbours where no
// space parts them, a dot ends an abbreviation, all else parts names.
func (w *scratch) sign(s *ud.Sentence, i int) {
	t := &s.Tokens[i]
	near := i > 0 && s.Tokens[i-1].End == t.Start && len(w.split.pieces) > 0
	k := other
	for _, r := range t.Form {
		k = kindOf(r)
		break
	}
	switch {
	case k == hyphen && near && i+1 < len(s.Tokens) && s.Tokens[i+1].Start == t.End:
		w.split.join()
	case k == dot && near && w.split.pieces[len(w.split.pieces)-1].short():
	default:
		w.split.punctuation('-', 0, t.Start, i)
	}
}

// short reports whether p may be an abbreviation.
func (p *piece) short() bool { return p.marks&capital != 0 && p.end-p.start <= 3 }

// look finds the first word and whether the sentence is written in capitals.
func (w *scratch) look() {
	w.start = -1
	big, small := 0, 0
	for i := range w.split.pieces {
		p := &w.split.pieces[i]
		if p.marks&(mark|unwritten) != 0 {
			continue
		}
		if w.start < 0 {
			w.start = i
		}
		if p.marks&caps != 0 && p.end-p.start > 1 {
			big++
		} else if p.end-p.start > 1 {
			small++
		}
	}
	w.loud = big > 2 && big > 2*small
}

// spelling tells how the letters of a text are compared with names.
type spelling uint8

const (
	exact      spelling = iota
	small               // the first letter as a small one, as at the start of a sentence
	shouted             // capitals stand for small letters
	minShouted = 4      // bytes of a name that may stand in capitals among small letters
)

// match returns the longest name that begins at piece i and its last piece;
// -1 where there is none.
func (g *Gazetteer) match(w *scratch, i int) (int32, int) {
	p := &w.split.pieces[i]
	if number, end := g.longest(w.split.pieces, i, exact, false); number >= 0 {
		return number, end
	}
	if p.marks&caps != 0 && p.end-p.start > 1 {
		number, end := g.longest(w.split.pieces, i, shouted, false)
		if number >= 0 && (w.loud || w.split.pieces[end].end-p.start >= minShouted) {
			return number, end
		}
	}
	if i == w.start && p.lower != 0 {
		return g.longest(w.split.pieces, i, small, false)
	}
	return -1, i
}

// longest follows the index from piece i. A name ends where a token does, or,
// inside a compound word, at a hyphen.
func (g *Gazetteer) longest(ps []piece, i int, how spelling, inside bool) (number int32, end int) {
	number, end = -1, i
	x := g.index
	if how == shouted {
		x = g.folded
	}
	state := root
	for j := i; j < len(ps); j++ {
		p := &ps[j]
		h := p.hash
		switch {
		case how == shouted && p.marks&(caps|mark|unwritten) == 0:
			return number, end
		case how == shouted:
			h = p.fold
		case how == small && j == i:
			h = p.lower
		}
		if p.alt != 0 && how != shouted && !(how == small && j == i) {
			if s := x.find(step(state, p.alt)); s != nil && s.term >= 0 {
				if p.marks&dashed != 0 {
					if inside || p.marks&last != 0 {
						number, end = s.term, j
					}
				} else if stop, ok := possessive(ps, j); ok {
					number, end = s.term, stop
				}
			}
		}
		state = step(state, h)
		s := x.find(state)
		if s == nil {
			return number, end
		}
		if s.term >= 0 && (p.marks&last != 0 || inside && p.marks&dashed != 0) {
			number, end = s.term, j
		}
		if !s.more {
			return number, end
		}
	}
	return number, end
}

// possessive reports whether piece j is a name with an apostrophe behind it,
// and the last piece of the token then: "Emirates'", "Russia's".
func possessive(ps []piece, j int) (int, bool) {
	if ps[j].marks&last != 0 {
		return j, true
	}
	k := j + 1
	if k < len(ps) && ps[k].token == ps[j].token && ps[k].marks&last != 0 && ps[k].hash == addRune(hashSeed, 's') {
		return k, true
	}
	return 0, false
}

// parts reads a compound word that begins at piece i: "franco-russe",
// "pro-taliban", "ex-Union soviétique". Every part of it must be a name or an
// affix, so that "Notre-Dame-de-Paris" names nothing.
func (g *Gazetteer) parts(w *scratch, s *ud.Sentence, i int) ([]Mention, int) {
	ps := w.split.pieces
	token := ps[i].token
	if ps[i].marks&last != 0 {
		return nil, i
	}
	var found []Mention
	for i < len(ps) && ps[i].token == token {
		if number, end := g.longest(ps, i, exact, true); number >= 0 && !g.terms[number].none {
			if m := mention(s, ps, i, end); g.stands(number, w, s, &m, i, end) {
				m.Readings = g.choose(number, ps, s, i, m.Head)
				found = append(found, m)
			}
			i = end + 1
			continue
		}
		if !g.affixes[ps[i].hash] && !g.affixes[ps[i].lower] {
			return nil, i
		}
		i++
	}
	return found, i
}

// mention returns the mention of pieces i to end.
func mention(s *ud.Sentence, ps []piece, i, end int) Mention {
	m := Mention{First: int(ps[i].token), Last: int(ps[end].token), Start: int(ps[i].start), End: int(ps[end].end)}
	m.Head = head(s, m.First, m.Last)
	return m
}

// head returns the token of the span whose own head lies outside it.
func head(s *ud.Sentence, first, last int) int {
	for i := first; i <= last; i++ {
		if h := s.Tokens[i].Head; h < first || h > last {
			return i
		}
	}
	return first
}
