package nn

import (
	"fmt"
	"math"
	"math/bits"
	"strings"
	"unsafe"

	"github.com/credence-project/credence/ud/internal/dictionary"
	"github.com/credence-project/credence/ud/nn/kernel"
)

// Model is a trained network ready to run. It is not changed by use and may be
// shared between goroutines.
type Model struct {
	kernel.Kernels
	units, in       int
	arc, label, tag int
	heads           int     // width of all heads together, filled up
	index           []place // open addressing
	words           []int8
	wordScale, bias []float32
	layers          []runLayer
	headW, pairW    matrix
	distance        []int16 // rows of the distances, then that of the root, at the scale of the arc heads
	rootLabel       []int16
	rels, upos      table
	feats           []table // by part of speech
	root            int     // the relation "root"
	lemmas          Lemmas
	dictionary      *dictionary.Dictionary
	encoderScale    float32
	arcScale        float32
	pairInScale     float32
	pairScale       float32
	labelScale      float32
	tagScale        float32
}

// place is where the row of a key stands; the key is 0 where the place is free.
type place struct {
	key uint32
	row int32
}

type runLayer struct {
	w matrix
	v []float32
}

// matrix is packed for Gemm.
type matrix struct {
	w    []int8
	to   kernel.Affine // its Start takes back what the inputs' offset adds
	cols int
}

// table is a set of classes. The product of its rows with an input, plus start,
// are scores that can be compared.
type table struct {
	names []string
	rows  []int16
	start []int32
}

// ways is how many rows of distance there are, the root's included, filled up as
// Dots takes them.
const ways = (Distances + 1 + kernel.Rows - 1) / kernel.Rows * kernel.Rows

const (
	encoderMost = 63 // inputs lie between -63 and 63, and have offset added
	offset      = 64
	pairMost    = kernel.Bytes // inputs of the pair product are never negative
	arcMost     = 3800         // products of two such over 128 numbers fit 32 bits
	labelMost   = 2047         // of each of two that are added
	tagMost     = 4095
	rowMost     = 2000 // products of 4095 and 2000 over 128 numbers fit 32 bits
	startMost   = 1 << 29
)

// Open reads what Encode wrote. The model keeps data, which must not change, and
// works with the dictionary (nil: none) that it was trained with.
func Open(data []byte, dict *dictionary.Dictionary) (*Model, error) {
	return open(data, dict, kernel.Best())
}

func open(data []byte, dict *dictionary.Dictionary, k kernel.Kernels) (*Model, error) {
	d := &decoder{in: data}
	if v := d.number(0, 1<<30); d.err == nil && v != version {
		return nil, fmt.Errorf("network of version %d, this program reads version %d: rebuild it (make models)", v, version)
	}
	if sum := d.sum(); d.err == nil && sum != dict.Sum() {
		return nil, fmt.Errorf("network trained with the dictionary %08x, not with %08x: rebuild it (make models)", sum, dict.Sum())
	}
	m := &Model{Kernels: k, dictionary: dict}
	m.units = d.number(step, 512)
	layers := d.number(1, 8)
	m.arc, m.label, m.tag = d.number(step, 128), d.number(step, 128), d.number(step, 128)
	keys := d.number(0, 1<<20)
	if d.err == nil && (m.units%step != 0 || m.arc%step != 0 || m.label%step != 0 || m.tag%step != 0 || m.units > 256) {
		d.err = fmt.Errorf("%w: odd sizes", ErrDamaged)
	}
	if d.err != nil {
		return nil, d.err
	}
	m.in = 2 * m.units
	m.ranges(d)
	m.readKeys(d, keys)
	m.wordScale = d.floats(Slots + keys)
	m.words = signed(d.take((Slots + keys) * m.in))
	m.bias = d.floats(m.in)
	for range layers {
		w := d.matrix(m.in, 6*m.units, m.encoderScale, offset)
		w.to.Bias = make([]float32, w.cols)
		m.layers = append(m.layers, runLayer{w: w, v: d.floats(8 * m.units)})
	}
	m.heads = 2*m.arc + 2*m.label + m.tag
	m.headW = d.matrix(m.in, m.heads, m.encoderScale, offset)
	m.headW.to.Bias = d.floats(m.heads)
	m.pairW = d.matrix(m.arc, m.arc, m.pairInScale, 0)
	m.pairW.to.Bias = d.floats(m.arc)
	m.distance = m.fixed(d.floats(Distances*m.arc), m.arcScale, arcMost)
	m.distance = append(m.distance, m.fixed(d.floats(m.arc), m.arcScale, arcMost)...)
	m.distance = append(m.distance, make([]int16, ways*m.arc-len(m.distance))...)
	m.rootLabel = m.fixed(d.floats(m.label), m.labelScale, labelMost)
	m.rels = d.table(m.label, m.labelScale)
	m.upos = d.table(m.tag, m.tagScale)
	m.feats = d.split(m.tag, m.tagScale, m.upos.names)
	m.lemmas = Lemmas{Known: d.pairs(), Rules: d.pairs(), dictionary: dict}
	m.root = -1
	for i, r := range m.rels.names {
		if r == "root" {
			m.root = i
		}
	}
	if d.err == nil && (len(m.upos.names) == 0 || m.root < 0 || len(m.rels.names) < 2) {
		d.err = fmt.Errorf("%w: it names no tags or relations", ErrDamaged)
	}
	if d.err != nil {
		return nil, d.err
	}
	return m, nil
}

func (m *Model) ranges(d *decoder) {
	r := d.floats(5)
	if d.err != nil {
		return
	}
	for _, x := range r {
		if x < 1e-3 {
			d.err = fmt.Errorf("%w: a range of %g", ErrDamaged, x)
			return
		}
	}
	m.encoderScale, m.arcScale, m.pairScale = encoderMost/r[0], arcMost/r[1], arcMost/r[2]
	m.pairInScale = pairMost / r[1]
	m.labelScale, m.tagScale = labelMost/r[3], tagMost/r[4]
}

func (m *Model) readKeys(d *decoder, n int) {
	b := d.take(4 * n)
	if d.err != nil {
		return
	}
	size := 1 << bits.Len(uint(2*n+1))
	m.index = make([]place, size)
	for i := range n {
		k := uint32(b[4*i]) | uint32(b[4*i+1])<<8 | uint32(b[4*i+2])<<16 | uint32(b[4*i+3])<<24
		at := int(k) & (size - 1)
		for m.index[at].key != 0 {
			at = (at + 1) & (size - 1)
		}
		m.index[at] = place{k, int32(Slots + i)}
	}
}

// rows are the embedding's rows of a word's keys, of a key that has none the row
// of what its slot does not know. All first places are read before any is looked
// at, so that memory brings them at once.
func (m *Model) rows(keys *Keys) (rows [Slots]int32) {
	mask := len(m.index) - 1
	var first [Slots]place
	for slot, key := range keys {
		first[slot] = m.index[int(key)&mask]
	}
	for slot, key := range keys {
		p := first[slot]
		for at := int(key) & mask; p.key != key && p.key != 0; p = m.index[at] {
			at = (at + 1) & mask
		}
		rows[slot] = int32(slot)
		if p.key == key {
			rows[slot] = p.row
		}
	}
	return rows
}

func (d *decoder) pairs() map[string]string {
	text := d.text()
	m := make(map[string]string, strings.Count(text, "\n")/2+1)
	for text != "" {
		var key, value string
		key, text, _ = strings.Cut(text, "\n")
		value, text, _ = strings.Cut(text, "\n")
		m[key] = value
	}
	return m
}

func (m *Model) fixed(v []float32, scale, most float32) []int16 {
	out := make([]int16, len(v))
	kernel.Kernels{}.Quant(out, v, scale, -most, most)
	return out
}

// signed is the same bytes as signed numbers.
func signed(b []byte) []int8 {
	if len(b) == 0 {
		return nil
	}
	return unsafe.Slice((*int8)(unsafe.Pointer(&b[0])), len(b))
}

// matrix reads k rows of n columns; the numbers that it will be multiplied with
// are integers of so many to the unit, with an offset added.
func (d *decoder) matrix(k, n int, scale float32, offset int32) matrix {
	s := d.floats(n)
	w := signed(d.take(k * n))
	for _, x := range w {
		if (x > kernel.Greatest || x < -kernel.Greatest) && d.err == nil {
			d.err = fmt.Errorf("%w: a weight of %d", ErrDamaged, x)
		}
	}
	if d.err != nil {
		return matrix{}
	}
	m := matrix{w: kernel.Pack(w, k, n), to: kernel.Affine{Start: make([]int32, n), Scale: s}, cols: n}
	for i, x := range w {
		m.to.Start[i%n] -= offset * int32(x)
	}
	for i := range s {
		s[i] /= scale
	}
	return m
}

// table reads classes whose inputs have so many to the unit. The rows, of eight
// bits and a scale each, are brought to one scale in more bits.
func (d *decoder) table(width int, scale float32) table {
	var t table
	if text := d.text(); text != "" {
		t.names = strings.Split(text, "\n")
	}
	n := len(t.names)
	s := d.floats(n)
	w := signed(d.take(n * width))
	bias := d.floats(n)
	if d.err != nil {
		return table{}
	}
	unit := float32(1e-6)
	for i, x := range w {
		unit = max(unit, s[i/width]*float32(x), -s[i/width]*float32(x))
	}
	unit /= rowMost
	t.rows = make([]int16, (n+kernel.Rows-1)/kernel.Rows*kernel.Rows*width)
	for i, x := range w {
		t.rows[i] = int16(math.RoundToEven(float64(s[i/width] * float32(x) / unit)))
	}
	for _, x := range bias {
		t.start = append(t.start, int32(max(-startMost, min(startMost, float64(x)*float64(scale)/float64(unit)))))
	}
	return t
}

// split reads a table whose names begin with a part of speech and deals it out
// to one table for each.
func (d *decoder) split(width int, scale float32, tags []string) []table {
	all := d.table(width, scale)
	out := make([]table, len(tags))
	for k, tag := range tags {
		t := &out[k]
		for i, name := range all.names {
			first, rest, _ := strings.Cut(name, " ")
			if first != tag {
				continue
			}
			t.names = append(t.names, rest)
			t.rows = append(t.rows, all.rows[i*width:(i+1)*width]...)
			t.start = append(t.start, all.start[i])
		}
		for len(t.rows)%(kernel.Rows*width) != 0 {
			t.rows = append(t.rows, 0)
		}
	}
	return out
}
