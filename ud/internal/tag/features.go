package tag

import (
	"github.com/credence-project/credence/ud/internal/perceptron"
	"github.com/credence-project/credence/ud/internal/words"
)

const maxFeatures = 64

// outside is the atom of a place before the first or after the last word.
const outside = 0x8BB84B93962EACC9

// place looks at the words around one word of a sentence.
type place struct {
	s *words.Sentence
	i int
}

func (p place) word(d int) uint64 {
	if k := p.i + d; k >= 0 && k < len(p.s.Words) {
		return p.s.Words[k].Word
	}
	return outside
}

func (p place) suffix(d, n int) uint64 {
	if k := p.i + d; k >= 0 && k < len(p.s.Words) {
		return p.s.Words[k].Suf[n-1]
	}
	return outside
}

// lexical is what the lexicon knows of a word, or its ending where it is
// unknown.
func (p place) lexical(d int) uint64 {
	if k := p.i + d; k >= 0 && k < len(p.s.Words) {
		w := &p.s.Words[k]
		if w.Amb == 0 {
			return w.Suf[2] + uint64(w.Shape)*outside
		}
		return perceptron.Atom(int(w.Amb &^ (3 << 22)))
	}
	return outside
}

func (p place) tag(d int) uint64 {
	if k := p.i + d; k >= 0 && k < len(p.s.Words) {
		return perceptron.Atom(int(p.s.Words[k].UPOS))
	}
	return outside
}

func (p place) bundle(d int) uint64 {
	if k := p.i + d; k >= 0 && k < len(p.s.Words) {
		return perceptron.Atom(int(p.s.Words[k].Feats) + 100)
	}
	return outside
}

// shape tells the shape together with what it is worth in this sentence and
// place.
func (p place) shape(d int) uint64 {
	k := p.i + d
	if k < 0 || k >= len(p.s.Words) {
		return outside
	}
	first := 0
	if k == 0 || k == 1 && p.s.Words[0].Shape == words.Punct {
		first = 1
	}
	return perceptron.Atom(int(p.s.Words[k].Shape)*8 + int(p.s.Mode)*2 + first)
}

// common appends the features that both readings share.
func common(dst []uint32, sh uint, p place) []uint32 {
	w := &p.s.Words[p.i]
	lex, amb, shape := perceptron.Atom(int(w.Amb)), p.lexical(0), p.shape(0)
	wp, wn := p.word(-1), p.word(1)
	return append(dst,
		perceptron.One(sh, 0, 1), // what is common on the whole
		perceptron.One(sh, 1, w.Word),
		perceptron.Two(sh, 2, w.Word, shape),
		perceptron.One(sh, 3, w.Suf[0]),
		perceptron.One(sh, 4, w.Suf[1]),
		perceptron.Two(sh, 5, w.Suf[2], shape),
		perceptron.One(sh, 6, w.Suf[3]),
		perceptron.One(sh, 7, w.Suf[4]),
		perceptron.One(sh, 8, w.Pre[0]),
		perceptron.One(sh, 9, w.Pre[1]),
		perceptron.One(sh, 10, w.Pre[2]),
		perceptron.Two(sh, 11, shape, lex),
		perceptron.One(sh, 12, amb),
		perceptron.One(sh, 13, wp),
		perceptron.One(sh, 14, wn),
		perceptron.One(sh, 15, p.word(-2)),
		perceptron.One(sh, 16, p.word(2)),
		perceptron.Two(sh, 17, amb, wp),
		perceptron.Two(sh, 18, amb, wn),
		perceptron.Two(sh, 19, shape, p.shape(1)),
		perceptron.Two(sh, 20, shape, p.shape(-1)),
		perceptron.One(sh, 21, p.suffix(-1, 3)),
		perceptron.One(sh, 22, p.suffix(1, 3)),
		perceptron.Two(sh, 23, w.Suf[1], p.suffix(-1, 2)),
	)
}

// First appends the features of the first reading: it knows the tags of the
// words before, and of those after what the lexicon allows.
func First(dst []uint32, sh uint, s *words.Sentence, i int) []uint32 {
	p := place{s, i}
	w := &s.Words[i]
	amb, next, next2 := p.lexical(0), p.lexical(1), p.lexical(2)
	t1, t2 := p.tag(-1), p.tag(-2)
	return append(common(dst, sh, p),
		perceptron.One(sh, 30, t1),
		perceptron.Two(sh, 31, t1, t2),
		perceptron.Two(sh, 32, t1, w.Word),
		perceptron.Two(sh, 33, t1, amb),
		perceptron.Three(sh, 34, t1, t2, amb),
		perceptron.One(sh, 35, next),
		perceptron.Two(sh, 36, amb, next),
		perceptron.Three(sh, 37, amb, next, next2),
		perceptron.Three(sh, 38, t1, amb, next),
		perceptron.Two(sh, 39, t1, next),
		perceptron.Two(sh, 40, w.Word, next),
		perceptron.Two(sh, 41, t1, w.Suf[2]),
		perceptron.Two(sh, 42, t2, amb),
		perceptron.Two(sh, 43, w.Suf[2], next),
	)
}

// Second appends the features of the second reading: it also knows what the
// first took the following words for.
func Second(dst []uint32, sh uint, s *words.Sentence, i int) []uint32 {
	p := place{s, i}
	w := &s.Words[i]
	amb, own := p.lexical(0), p.tag(0)
	t1, t2, n1, n2 := p.tag(-1), p.tag(-2), p.tag(1), p.tag(2)
	return append(common(dst, sh, p),
		perceptron.One(sh, 50, t1),
		perceptron.Two(sh, 51, t1, t2),
		perceptron.Two(sh, 52, t1, w.Word),
		perceptron.Two(sh, 53, t1, amb),
		perceptron.Three(sh, 54, t1, t2, amb),
		perceptron.One(sh, 55, n1),
		perceptron.Two(sh, 56, n1, n2),
		perceptron.Two(sh, 57, n1, w.Word),
		perceptron.Two(sh, 58, n1, amb),
		perceptron.Three(sh, 59, n1, n2, amb),
		perceptron.Two(sh, 60, t1, n1),
		perceptron.Three(sh, 61, t1, n1, amb),
		perceptron.Three(sh, 62, t1, n1, w.Suf[2]),
		perceptron.Three(sh, 63, t1, n1, w.Word),
		perceptron.One(sh, 64, own),
		perceptron.Two(sh, 65, w.Word, p.word(1)),
		perceptron.Two(sh, 66, w.Word, p.word(-1)),
		perceptron.Two(sh, 67, t2, amb),
		perceptron.Two(sh, 68, n2, amb),
	)
}

// FeatsFeatures appends the features from which the bundle of morphological
// features is chosen, once all parts of speech are known.
func FeatsFeatures(dst []uint32, sh uint, s *words.Sentence, i int) []uint32 {
	p := place{s, i}
	w := &s.Words[i]
	t := p.tag(0)
	t1, n1, b1 := p.tag(-1), p.tag(1), p.bundle(-1)
	return append(dst,
		perceptron.One(sh, 0, t),
		perceptron.Two(sh, 1, t, w.Word),
		perceptron.Two(sh, 2, t, w.Suf[0]),
		perceptron.Two(sh, 3, t, w.Suf[1]),
		perceptron.Two(sh, 4, t, w.Suf[2]),
		perceptron.Two(sh, 5, t, w.Suf[3]),
		perceptron.Two(sh, 6, t, w.Suf[4]),
		perceptron.Two(sh, 7, t, p.word(-1)),
		perceptron.Two(sh, 8, t, p.word(1)),
		perceptron.Two(sh, 9, t, b1),
		perceptron.Three(sh, 10, t, t1, p.tag(-2)),
		perceptron.Two(sh, 11, t, n1),
		perceptron.Three(sh, 12, t, w.Word, b1),
		perceptron.Three(sh, 13, t, w.Word, p.word(-1)),
		perceptron.Three(sh, 14, t, w.Suf[1], b1),
		perceptron.Three(sh, 15, t, w.Suf[1], p.bundle(-2)),
		perceptron.Three(sh, 16, t, w.Word, n1),
		perceptron.Three(sh, 17, t, w.Suf[1], p.suffix(1, 2)),
		perceptron.Three(sh, 18, t, w.Suf[1], p.word(-2)),
		perceptron.Two(sh, 19, t, p.shape(0)),
		perceptron.Three(sh, 20, t, w.Suf[1], t1),
	)
}
