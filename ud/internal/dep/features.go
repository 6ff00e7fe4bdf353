package dep

import (
	"math/bits"

	"github.com/credence-project/credence/ud/internal/perceptron"
)

const maxFeatures = 128

// atom hashes a small number for use beside the atoms of words.
func atom(n int) uint64 { return perceptron.Atom(n + 1<<21) }

// rel is the atom of the relation that a node got; of none where it has no head.
func (nd *node) relAtom() uint64 {
	if nd.head == none {
		return 0x5851F42D4C957F2D
	}
	return atom(int(nd.rel))
}

// far puts a distance into a class.
func far(a, b int32) uint64 {
	if a == none || b == none {
		return 0
	}
	d := int(b - a)
	switch {
	case d <= 4:
	case d <= 6:
		d = 5
	case d <= 10:
		d = 6
	case d <= 20:
		d = 7
	default:
		d = 8
	}
	return atom(100 + d)
}

func few(n int32) int { return int(min(n, 4)) }

// moveFeatures appends the features from which the next move is chosen.
func moveFeatures(dst []uint32, sh uint, st *State) []uint32 {
	const (
		one   = 0
		two   = 100
		three = 200
	)
	i0, i1, i2 := st.top(0), st.top(1), st.top(2)
	j0, j1, j2, j3 := st.ahead(0), st.ahead(1), st.ahead(2), st.ahead(3)
	s0, s1, s2 := st.at(i0), st.at(i1), st.at(i2)
	b0, b1, b2, b3 := st.at(j0), st.at(j1), st.at(j2), st.at(j3)
	s0l, s0r, s1l, s1r, b0l := st.at(s0.left), st.at(s0.right), st.at(s1.left), st.at(s1.right), st.at(b0.left)
	s0l2, s0r2, s1r2, b0l2 := st.at(s0.left2), st.at(s0.right2), st.at(s1.right2), st.at(b0.left2)
	near := far(i0, j0)
	wide := far(i1, i0)
	val0 := atom(200 + few(s0.nLeft)*8 + few(s0.nRight))
	val1 := atom(300 + few(s1.nLeft)*8 + few(s1.nRight))
	valb := atom(400 + few(b0.nLeft))
	set0, set1, setb := s0.rels*0x9E3779B97F4A7C15, s1.rels*0x9E3779B97F4A7C15, b0.rels*0x9E3779B97F4A7C15
	set0, set1, setb = bits.RotateLeft64(set0, 29), bits.RotateLeft64(set1, 29), bits.RotateLeft64(setb, 29)
	return append(dst,
		perceptron.One(sh, one, 1),
		perceptron.One(sh, one+1, s0.word),
		perceptron.One(sh, one+2, s0.lemma),
		perceptron.One(sh, one+3, s0.morph),
		perceptron.Two(sh, one+4, s0.word, s0.tag),
		perceptron.One(sh, one+5, s1.word),
		perceptron.One(sh, one+6, s1.lemma),
		perceptron.One(sh, one+7, s1.morph),
		perceptron.One(sh, one+8, s2.tag),
		perceptron.Two(sh, one+9, s2.lemma, s2.tag),
		perceptron.One(sh, one+10, b0.word),
		perceptron.One(sh, one+11, b0.lemma),
		perceptron.One(sh, one+12, b0.morph),
		perceptron.Two(sh, one+13, b0.word, b0.tag),
		perceptron.One(sh, one+14, b1.word),
		perceptron.One(sh, one+15, b1.morph),
		perceptron.Two(sh, one+16, b1.lemma, b1.tag),
		perceptron.One(sh, one+17, b2.tag),
		perceptron.One(sh, one+18, b2.word),
		perceptron.One(sh, one+19, b3.tag),

		perceptron.Two(sh, two, s0.morph, b0.morph),
		perceptron.Two(sh, two+1, s0.lemma, b0.lemma),
		perceptron.Two(sh, two+2, s0.lemma, b0.morph),
		perceptron.Two(sh, two+3, s0.morph, b0.lemma),
		perceptron.Three(sh, two+4, s0.word, b0.word, b0.tag),
		perceptron.Two(sh, two+5, s1.morph, s0.morph),
		perceptron.Two(sh, two+6, s1.lemma, s0.lemma),
		perceptron.Two(sh, two+7, s1.lemma, s0.tag),
		perceptron.Two(sh, two+8, s1.tag, s0.lemma),
		perceptron.Two(sh, two+9, s1.tag, b0.tag),
		perceptron.Two(sh, two+10, s1.lemma, b0.lemma),
		perceptron.Two(sh, two+11, b0.tag, b1.tag),
		perceptron.Two(sh, two+12, b0.lemma, b1.lemma),
		perceptron.Two(sh, two+13, s0.tag, b1.tag),
		perceptron.Two(sh, two+14, s0.lemma, b1.tag),
		perceptron.Three(sh, two+15, s0.tag, b0.tag, near),
		perceptron.Three(sh, two+16, s1.tag, s0.tag, wide),
		perceptron.Two(sh, two+17, s0.lemma, near),
		perceptron.Two(sh, two+18, b0.lemma, near),
		perceptron.Two(sh, two+19, s1.lemma, wide),
		perceptron.Two(sh, two+20, s0.lemma, wide),
		perceptron.Two(sh, two+21, s0.tag, val0),
		perceptron.Two(sh, two+22, s1.tag, val1),
		perceptron.Two(sh, two+23, b0.tag, valb),
		perceptron.Two(sh, two+24, s0.lemma, val0),
		perceptron.Two(sh, two+25, s1.lemma, val1),
		perceptron.Two(sh, two+26, s0.tag, set0),
		perceptron.Two(sh, two+27, s1.tag, set1),
		perceptron.Two(sh, two+28, b0.tag, setb),
		perceptron.Two(sh, two+29, s0.lemma, set0),
		perceptron.Two(sh, two+30, s1.lemma, set1),

		perceptron.Three(sh, three, s0.tag, b0.tag, b1.tag),
		perceptron.Three(sh, three+1, s1.tag, s0.tag, b0.tag),
		perceptron.Three(sh, three+2, s2.tag, s1.tag, s0.tag),
		perceptron.Three(sh, three+3, b0.tag, b1.tag, b2.tag),
		perceptron.Three(sh, three+4, s0.tag, s0l.tag, b0.tag),
		perceptron.Three(sh, three+5, s0.tag, s0r.tag, b0.tag),
		perceptron.Three(sh, three+6, s0.tag, b0.tag, b0l.tag),
		perceptron.Three(sh, three+7, s1.tag, s1r.tag, s0.tag),
		perceptron.Three(sh, three+8, s1.tag, s1l.tag, s0.tag),
		perceptron.Three(sh, three+9, s1.tag, s0.tag, s0l.tag),
		perceptron.Three(sh, three+10, s1.tag, s0.tag, s0r.tag),
		perceptron.Three(sh, three+11, s1.lemma, s0.tag, s0l.lemma),
		perceptron.Three(sh, three+12, s1.tag, s0.tag, s0l.lemma),
		perceptron.Three(sh, three+13, s1.lemma, s0.lemma, s0l.lemma),
		perceptron.Three(sh, three+14, s1.lemma, s0.tag, b0.tag),
		perceptron.Three(sh, three+15, s1.tag, s0.lemma, b0.tag),
		perceptron.Three(sh, three+16, s1.tag, s0.tag, b0.lemma),
		perceptron.Three(sh, three+17, s0.lemma, b0.tag, b1.tag),
		perceptron.Three(sh, three+18, s0.tag, b0.lemma, b1.tag),
		perceptron.Three(sh, three+19, s0.tag, s0l.relAtom(), s0l2.relAtom()),
		perceptron.Three(sh, three+20, s0.tag, s0r.relAtom(), s0r2.relAtom()),
		perceptron.Three(sh, three+21, s1.tag, s1r.relAtom(), s1r2.relAtom()),
		perceptron.Three(sh, three+22, b0.tag, b0l.relAtom(), b0l2.relAtom()),
		perceptron.Three(sh, three+23, s0.tag, b0.tag, s0r.relAtom()),
		perceptron.Three(sh, three+24, s1.tag, s0.tag, s1r.relAtom()),
		perceptron.Three(sh, three+25, s1.lemma, s0.tag, s1r.relAtom()),
		perceptron.Two(sh, three+26, s0l.lemma, s0.tag),
		perceptron.Two(sh, three+27, s0r.lemma, s0.tag),
		perceptron.Two(sh, three+28, s1r.lemma, s1.tag),
		perceptron.Two(sh, three+29, b0l.lemma, b0.tag),
		perceptron.Three(sh, three+30, s1.tag, b0.tag, wide),
		perceptron.Three(sh, three+31, s0.morph, b0.morph, b1.tag),
		perceptron.Three(sh, three+32, s1.morph, s0.morph, b0.morph),
		perceptron.Three(sh, three+33, s1.tag, s0.tag, set0),
		perceptron.Three(sh, three+34, s1.tag, s0.tag, set1),
		perceptron.Three(sh, three+35, s0.tag, b0.tag, setb),
	)
}

// relFeatures appends the features from which the relation of the arc from
// head to dep is chosen, at the moment when it is drawn.
func relFeatures(dst []uint32, sh uint, st *State, head, dep int32) []uint32 {
	h, d := st.at(head), st.at(dep)
	dl, dr := st.at(d.left), st.at(d.right)
	hl, hr := st.at(h.left), st.at(h.right)
	prev, next := st.at(dep-1), st.at(dep+1)
	side := atom(500)
	dist := far(dep, head)
	if head < dep {
		side = atom(501)
		dist = far(head, dep) + 1
	}
	setd, seth := bits.RotateLeft64(d.rels*0x9E3779B97F4A7C15, 29), bits.RotateLeft64(h.rels*0x9E3779B97F4A7C15, 29)
	return append(dst,
		perceptron.One(sh, 0, side),
		perceptron.Two(sh, 1, d.word, side),
		perceptron.Two(sh, 2, d.lemma, side),
		perceptron.Two(sh, 3, d.tag, side),
		perceptron.Two(sh, 4, d.morph, side),
		perceptron.Two(sh, 5, h.word, side),
		perceptron.Two(sh, 6, h.lemma, side),
		perceptron.Two(sh, 7, h.morph, side),
		perceptron.Three(sh, 8, h.morph, d.morph, side),
		perceptron.Three(sh, 9, h.lemma, d.lemma, side),
		perceptron.Three(sh, 10, h.lemma, d.tag, side),
		perceptron.Three(sh, 11, h.tag, d.lemma, side),
		perceptron.Three(sh, 12, h.tag, d.tag, dist),
		perceptron.Three(sh, 13, d.tag, dl.lemma, side),
		perceptron.Three(sh, 14, d.lemma, dl.lemma, side),
		perceptron.Three(sh, 15, h.lemma, d.tag, dl.lemma),
		perceptron.Three(sh, 16, h.tag, d.tag, dl.lemma),
		perceptron.Three(sh, 17, h.tag, d.tag, dr.tag),
		perceptron.Three(sh, 18, h.tag, d.tag, setd),
		perceptron.Three(sh, 19, h.tag, d.tag, seth),
		perceptron.Three(sh, 20, h.lemma, d.tag, seth),
		perceptron.Three(sh, 21, d.tag, prev.tag, side),
		perceptron.Three(sh, 22, d.tag, next.tag, side),
		perceptron.Three(sh, 23, d.tag, prev.lemma, side),
		perceptron.Three(sh, 24, d.tag, next.lemma, side),
		perceptron.Three(sh, 25, h.tag, d.tag, hl.relAtom()),
		perceptron.Three(sh, 26, h.tag, d.tag, hr.relAtom()),
		perceptron.Three(sh, 27, h.tag, d.lemma, setd),
		perceptron.Three(sh, 28, h.morph, d.tag, setd),
		perceptron.Three(sh, 29, h.lemma, d.tag, setd),
		perceptron.Three(sh, 30, h.tag, dl.lemma, setd),
		perceptron.Two(sh, 31, setd, side),
		perceptron.Three(sh, 32, d.tag, dl.relAtom(), dr.relAtom()),
		perceptron.Three(sh, 33, h.morph, seth, d.morph),
	)
}
