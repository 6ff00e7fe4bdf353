package nn

import (
	"math"
	"strings"

	"github.com/credence-project/credence/ud/nn/kernel"
)

// MaxWords is how many words are parsed as one sentence; of a longer one, what
// follows is parsed by itself and hangs on the first root as parataxis.
const MaxWords = 400

// An Annotator remembers the vectors of so many words at most, which are large,
// and so many lemmas, which are not.
const (
	cacheWords  = 3072
	cacheLemmas = 4 * cacheWords
)

// Annotator annotates sentences. It has scratch space of its own: one goroutine
// uses it at a time.
type Annotator struct {
	m       *Model
	forms   []string
	words   []word
	speller Speller
	forest  Forest

	known known   // of each word its vector, then its first products
	place []int32 // in known, of the words of this piece
	fresh []int32 // places of the words of this piece that were not known

	x, h, c       []float32 // rows of a layer's input and output; memory
	q             []uint8   // the input in integers
	out           []float32 // rows of products
	arcIn         []uint8
	pair, arcHead []int16
	labDep        []int16
	labHead       []int16
	tags          []int16
	z             []int16
	dots          []int32
	scores        []float32
	heads         []int32
	lemmas        map[string]string // of forms and parts of speech met
	key           []byte
	shouted       bool // the sentence is in capitals
}

type word struct {
	upos, feats, rel int32
	head             int32
	place            int32 // in known, while the word is remembered there
}

// New returns an annotator.
func (m *Model) New() *Annotator {
	return &Annotator{m: m, speller: Speller{Dictionary: m.dictionary}, known: known{size: m.in + 6*m.units, places: map[string]int32{}}, lemmas: map[string]string{}}
}

// Reset forgets the sentence.
func (a *Annotator) Reset() { a.forms = a.forms[:0] }

// Add appends a word to the sentence.
func (a *Annotator) Add(form string) { a.forms = append(a.forms, form) }

// Run annotates the words added.
func (a *Annotator) Run() {
	n := len(a.forms)
	a.words = sized(a.words, n)
	a.shouted = shouted(a.forms)
	root := int32(-1)
	for from := 0; from < n; from += MaxWords {
		to := min(from+MaxWords, n)
		a.piece(from, to)
		for i := from; i < to; i++ {
			w := &a.words[i]
			switch {
			case w.head >= 0:
				w.head += int32(from)
			case root < 0:
				root = int32(i)
			default:
				w.head, w.rel = root, a.m.parataxis()
			}
		}
	}
}

func (m *Model) parataxis() int32 {
	best := 0
	for i, r := range m.rels.names {
		if i == m.root {
			continue
		}
		if best == m.root || r == "parataxis" {
			best = i
		}
	}
	return int32(best)
}

// Word returns what Run found of word i: head is an index, -1 for the root. The
// strings are shared, not copied.
func (a *Annotator) Word(i int) (lemma, upos, feats, rel string, head int) {
	m, w := a.m, &a.words[i]
	upos = m.upos.names[w.upos]
	if t := &m.feats[w.upos]; len(t.names) > 0 {
		feats = t.names[w.feats]
	}
	return a.lemma(i, upos, feats), upos, feats, m.rels.names[w.rel], int(w.head)
}

// lemma asks the model once for each form, part of speech and features, and
// remembers the answer.
func (a *Annotator) lemma(i int, upos, feats string) string {
	w, form := &a.words[i], a.forms[i]
	if a.shouted && upos == "PROPN" {
		return a.m.lemmas.Name(form)
	}
	k := &a.known.words[w.place]
	if k.form != form { // forgotten by now
		return a.asked(w, form, upos, feats)
	}
	if k.upos != w.upos || k.feats != w.feats {
		k.upos, k.feats, k.lemma = w.upos, w.feats, a.asked(w, form, upos, feats)
	}
	return k.lemma
}

// asked is lemma for what the place of the word does not tell.
func (a *Annotator) asked(w *word, form, upos, feats string) string {
	a.key = append(append(a.key[:0], form...), '\t', byte(w.upos), byte(w.feats), byte(w.feats>>8))
	if l, ok := a.lemmas[string(a.key)]; ok {
		return l
	}
	if len(a.lemmas) >= cacheLemmas {
		clear(a.lemmas)
	}
	l := strings.Clone(a.m.lemmas.Lemma(form, upos, feats))
	a.lemmas[string(a.key)] = l
	return l
}

// piece annotates the words from..to; heads are indices in the piece.
func (a *Annotator) piece(from, to int) {
	n := to - from
	a.embed(from, to)
	for l := range a.m.layers {
		a.layer(l, n)
	}
	a.runHeads(n)
	a.attach(from, n)
	for i := range n {
		a.choose(from, i)
	}
}

// full is n filled up to whole groups of rows, as Dots takes them.
func full(n int) int { return (n + kernel.Rows - 1) / kernel.Rows * kernel.Rows }

// embed finds the words' vectors and their products in the first layer; both
// depend on the word alone and are remembered.
func (a *Annotator) embed(from, to int) {
	k := &a.known
	k.piece++
	a.place, a.fresh = sized(a.place, to-from), a.fresh[:0]
	for i := from; i < to; i++ {
		at, fresh := k.find(a.forms[i])
		a.place[i-from], a.words[i].place = at, at
		if fresh {
			a.fresh = append(a.fresh, at)
		} else {
			a.m.Prefetch(k.at(at))
		}
	}
	if len(a.fresh) > 0 {
		a.learn()
	}
}

// learn computes the vectors of the fresh words and their products.
func (a *Annotator) learn() {
	m, k := a.m, len(a.fresh)
	in, prod := m.in, 6*m.units
	a.q = sized(a.q, k*in)
	a.out = sized(a.out, k*prod)
	for j, at := range a.fresh {
		v := a.known.at(at)[:in]
		a.vector(v, a.known.words[at].form)
		m.QuantByte(a.q[j*in:(j+1)*in], v, m.encoderScale, -encoderMost, encoderMost, offset)
	}
	w := &m.layers[0].w
	m.Gemm(a.out, a.q, in, k, w.w, w.to)
	for j, at := range a.fresh {
		copy(a.known.at(at)[in:], a.out[j*prod:])
	}
}

// vector sets v to the vector of a word.
func (a *Annotator) vector(v []float32, form string) {
	m := a.m
	copy(v, m.bias)
	keys := a.speller.Keys(form)
	rows := m.rows(&keys)
	var at [Slots]int32
	var scale [Slots]float32
	n := 0
	for slot, row := range rows {
		if keys[slot] != 0 {
			at[n], scale[n] = row*int32(m.in), m.wordScale[row]
			n++
		}
	}
	m.AddRows(v, m.words, at[:n], scale[:n])
	for i, x := range v {
		if x < 0 {
			v[i] = 0
		}
	}
}

// layer runs a recurrent layer and leaves its output in x, the next one's input.
func (a *Annotator) layer(l, n int) {
	m := a.m
	in, units := m.in, m.units
	if l > 0 {
		a.products(n, in, &m.layers[l].w)
	}
	a.h = sized(a.h, n*in)
	a.c = sized(a.c, 2*units)
	clear(a.c)
	v := m.layers[l].v
	for i := range n {
		x, u := a.input(l, i)
		m.Cell(u[:3*units], v[:4*units], a.c[:units], x[:units], a.h[i*in:][:units])
	}
	for i := n - 1; i >= 0; i-- {
		x, u := a.input(l, i)
		m.Cell(u[3*units:], v[4*units:], a.c[units:], x[units:], a.h[i*in+units:][:units])
	}
	a.x, a.h = a.h, a.x
}

// input is what layer l gets of word i: its vector and its products.
func (a *Annotator) input(l, i int) (x, u []float32) {
	in, prod := a.m.in, 6*a.m.units
	if l == 0 {
		v := a.known.at(a.place[i])
		return v[:in], v[in:]
	}
	return a.x[i*in : (i+1)*in], a.out[i*prod : (i+1)*prod]
}

// products multiplies n rows of x with w, into out.
func (a *Annotator) products(n, in int, w *matrix) {
	m := a.m
	a.q = sized(a.q, n*in)
	a.out = sized(a.out, n*w.cols)
	m.QuantByte(a.q[:n*in], a.x[:n*in], m.encoderScale, -encoderMost, encoderMost, offset)
	m.Gemm(a.out, a.q, in, n, w.w, w.to)
}

// runHeads fills the views of the encoder's output that arcs, labels and tags
// are scored by.
func (a *Annotator) runHeads(n int) {
	m := a.m
	a.products(n, m.in, &m.headW)
	w, A, L, T := m.heads, m.arc, m.label, m.tag
	a.arcIn, a.arcHead, a.pair = sized(a.arcIn, n*A), sized(a.arcHead, full(n)*A), sized(a.pair, n*A)
	a.labDep, a.labHead, a.tags = sized(a.labDep, n*L), sized(a.labHead, n*L), sized(a.tags, n*T)
	for i := range n {
		head := a.out[i*w : (i+1)*w]
		m.QuantByte(a.arcIn[i*A:], head[:A], m.pairInScale, 0, pairMost, 0)
		m.Quant(a.arcHead[i*A:], head[A:2*A], m.arcScale, 0, arcMost)
		m.Quant(a.labDep[i*L:], head[2*A:2*A+L], m.labelScale, -labelMost, labelMost)
		m.Quant(a.labHead[i*L:], head[2*A+L:2*A+2*L], m.labelScale, -labelMost, labelMost)
		m.Quant(a.tags[i*T:], head[2*A+2*L:], m.tagScale, 0, tagMost)
	}
	m.Gemm(a.out, a.arcIn, A, n, m.pairW.w, m.pairW.to)
	m.Quant(a.pair, a.out[:n*A], m.pairScale, -arcMost, arcMost)
}

// attach scores the arcs and finds the heads.
func (a *Annotator) attach(from, n int) {
	m := a.m
	A, k := m.arc, full(n)
	a.dots = sized(a.dots, max(k, 64)+ways)
	a.scores = sized(a.scores, n*(n+1))
	a.heads = sized(a.heads, n)
	way := a.dots[k : k+ways]
	for i := range n {
		q := a.pair[i*A : (i+1)*A]
		m.Dots(k, A, q, a.arcHead, a.dots)
		m.Dots(ways, A, q, m.distance, way)
		row := a.scores[i*(n+1) : (i+1)*(n+1)]
		row[0] = float32(way[Distances])
		for j, d := range a.dots[:n] {
			row[j+1] = float32(d + way[buckets[min(max(j-i, -farthest), farthest)+farthest]])
		}
	}
	a.forest.Tree(a.heads, a.scores)
	for i, h := range a.heads {
		a.words[from+i].head = h
	}
}

const farthest = 21

// buckets are the classes of the ways from -farthest to farthest.
var buckets = func() (b [2*farthest + 1]uint8) {
	for i := range b {
		b[i] = uint8(Bucket(farthest, i))
	}
	return b
}()

// choose picks the relation and the tags of word i of the piece.
func (a *Annotator) choose(from, i int) {
	m := a.m
	w := &a.words[from+i]
	L, T := m.label, m.tag
	w.rel = int32(m.root)
	if w.head >= 0 {
		a.z = sized(a.z, L)
		m.AddRelu(a.z, a.labDep[i*L:(i+1)*L], a.labHead[int(w.head)*L:(int(w.head)+1)*L])
		w.rel = a.best(&m.rels, a.z, m.root)
	}
	t := a.tags[i*T : (i+1)*T]
	w.upos = a.best(&m.upos, t, -1)
	w.feats = a.best(&m.feats[w.upos], t, -1)
}

// best is the class of the highest score, but not the one to skip.
func (a *Annotator) best(t *table, x []int16, skip int) int32 {
	n := len(t.names)
	if n < 2 {
		return 0
	}
	k := full(n)
	a.dots = sized(a.dots, k)
	a.m.Dots(k, len(x), x, t.rows, a.dots)
	if skip >= 0 {
		a.dots[skip] = math.MinInt32 - t.start[skip] // the sum is the least number of all
	}
	most := int64(math.MinInt64)
	dots := a.dots[:len(t.start)]
	for j, start := range t.start { // score and number are one number, so that nothing branches; the first of equals is the greatest
		most = max(most, int64(dots[j]+start)<<32|int64(math.MaxInt32-j))
	}
	return int32(math.MaxInt32 - most&math.MaxInt32)
}

// sized is s with n numbers, of any value where it had to grow.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// grown is s with at least n numbers, at most limit, those it has kept.
func grown(s []float32, n, limit int) []float32 {
	if n <= len(s) {
		return s
	}
	if n > cap(s) {
		s = append(make([]float32, 0, min(2*n, limit)), s...)
	}
	return s[:n]
}
