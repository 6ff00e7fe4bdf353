package gazetteer

import (
	"slices"

	"github.com/credence-project/credence/ud"
)

// byLemma adds to found the names that the data gives by lemma (a form that
// begins with "~"), for languages that inflect names. Words that are part of a
// name already are left alone.
func (g *Gazetteer) byLemma(s *ud.Sentence, found []Mention) []Mention {
	w := g.scratch.Get().(*scratch)
	defer g.scratch.Put(w)
	w.split.pieces = w.split.pieces[:0]
	for i := range s.Tokens {
		t := &s.Tokens[i]
		w.split.word(t.Lemma, t.Start, t.End-t.Start, i, false)
	}
	ps := w.split.pieces
	for i := 0; i < len(ps); i++ {
		if ps[i].marks&first == 0 || ps[i].marks&mark != 0 {
			continue
		}
		number, end := g.longestLemma(ps, i)
		if number < 0 || g.terms[number].none {
			continue
		}
		m := mention(s, ps, i, end)
		if !overlaps(found, &m) {
			m.Readings = g.choose(number, ps, s, i, m.Head)
			found = append(found, m)
		}
		i = end
	}
	slices.SortStableFunc(found, func(a, b Mention) int { return a.Start - b.Start })
	return found
}

func (g *Gazetteer) longestLemma(ps []piece, i int) (number int32, end int) {
	number, end = -1, i
	state := root
	for j := i; j < len(ps); j++ {
		state = step(state, ps[j].fold)
		s := g.lemmas.find(state)
		if s == nil {
			break
		}
		if s.term >= 0 && ps[j].marks&last != 0 {
			number, end = s.term, j
		}
		if !s.more {
			break
		}
	}
	return number, end
}

func overlaps(found []Mention, m *Mention) bool {
	for i := range found {
		if found[i].First <= m.Last && m.First <= found[i].Last {
			return true
		}
	}
	return false
}
