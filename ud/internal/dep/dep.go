// Package dep parses tagged sentences into dependency trees: a greedy
// arc-hybrid parser, which names the relation of an arc as soon as it is drawn.
//
// Non-goal: crossing arcs; a word whose head stands across another arc gets
// the nearest head that keeps the tree free of crossings.
package dep

import (
	"fmt"

	"github.com/credence-project/credence/ud/internal/perceptron"
	"github.com/credence-project/credence/ud/internal/words"
)

// The number of relations and of moves that the tables have room for.
const (
	RelLanes  = 48
	MoveLanes = 4
)

// Model is a trained parser. It is not changed by use.
type Model struct {
	Moves *perceptron.Table
	Rels  *perceptron.Table
	Names int // number of relations, at most RelLanes
}

// Check tells whether the parts of the model fit together.
func (m *Model) Check() error {
	if m.Moves.Lanes() != MoveLanes || m.Rels.Lanes() != RelLanes {
		return fmt.Errorf("parser: tables of %d and %d lanes", m.Moves.Lanes(), m.Rels.Lanes())
	}
	if m.Names < 1 || m.Names > RelLanes {
		return fmt.Errorf("parser: %d relations", m.Names)
	}
	return nil
}

// Parser is a model with scratch space, for one goroutine.
type Parser struct {
	model  *Model
	st     State
	idx    [maxFeatures]uint32
	scores [RelLanes]int32
}

// New returns a parser.
func New(m *Model) *Parser { return &Parser{model: m} }

// Parse builds the tree of a sentence; Head and Rel tell it.
func (p *Parser) Parse(s *words.Sentence) {
	st := &p.st
	st.reset(s)
	for !st.done() {
		p.step()
	}
}

func (p *Parser) step() {
	st, m := &p.st, p.model
	move := Shift
	switch {
	case len(st.stack) == 0:
	case len(st.stack) == 1 && int(st.next) == st.n:
		move = Left
	case int(st.next) == st.n:
		move = Right
	default:
		idx := moveFeatures(p.idx[:0], m.Moves.Shift(), st)
		move = best(st, m.Moves.Score4(idx))
	}
	var rel uint8
	if move != Shift {
		head, dep := st.arc(move)
		idx := relFeatures(p.idx[:0], m.Rels.Shift(), st, head, dep)
		rel = uint8(m.Rels.Best(idx, p.scores[:m.Names]))
	}
	st.do(move, rel)
}

// best is the allowed move with the highest score.
func best[T int32 | float32](st *State, scores [4]T) int {
	best := -1
	for move := range moves {
		if st.allowed(move) && (best < 0 || scores[move] > scores[best]) {
			best = move
		}
	}
	return best
}

// Head is the index of the head of word i in the sentence parsed last, -1 for
// the root.
func (p *Parser) Head(i int) int {
	if h := int(p.st.nodes[i].head); h < p.st.n {
		return h
	}
	return -1
}

// Rel is the number of the relation of word i to its head.
func (p *Parser) Rel(i int) uint8 { return p.st.nodes[i].rel }
