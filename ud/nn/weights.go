package nn

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/credence-project/credence/ud/nn/kernel"
)

// Weights are a trained network in floats, as training hands it over and Encode
// writes it down in integers.
type Weights struct {
	Units, Arc, Label, Tag int // widths: of the encoder a direction, of the heads

	Keys   []uint32  // of the rows after the first Slots, which are the unknown
	Words  []float32 // the rows, 2*Units numbers each
	Bias   []float32 // of a word's vector
	Layers []Layer

	Heads, HeadsBias []float32 // 2*Units rows of 2*Arc+2*Label+Tag; biases
	Pair, PairBias   []float32 // Arc rows of Arc; biases
	Distance         []float32 // Distances rows of Arc
	RootArc          []float32
	RootLabel        []float32
	Rels             Classes // over Label
	UPOS             Classes // over Tag
	Feats            Classes // over Tag; names "NOUN Gender=Masc|Number=Sing"
	Scripts          Classes // over Tag; names "NOUN l0s": script of that part of speech
	Lemmas           Lemmas
	Dictionary       uint32 // the sum of the dictionary that it was trained with

	Range Range
}

// Layer are the weights of a recurrent layer: W has 2*Units rows of 6*Units
// numbers, V for each direction four vectors of Units: the memory's weight in
// the two gates, then their biases.
type Layer struct{ W, V []float32 }

// Classes are what a softmax chooses from; the rows are one a class.
type Classes struct {
	Names []string
	Rows  []float32
	Bias  []float32
}

// Range is the greatest number met at the places that are rounded to integers.
type Range struct{ Encoder, Arc, Pair, Label, Tag float32 }

// Distances is the number of classes of how far a head lies.
const Distances = 16

// Bucket is the class of the way from a word to its head.
func Bucket(from, to int) int {
	d, side := to-from, 0
	if d < 0 {
		d, side = -d, Distances/2
	}
	switch {
	case d <= 4:
		return side + max(d-1, 0)
	case d <= 6:
		return side + 4
	case d <= 10:
		return side + 5
	case d <= 20:
		return side + 6
	}
	return side + 7
}

// ErrDamaged is wrapped by the errors on models that are cut short or altered.
var ErrDamaged = errors.New("damaged network")

const version = 2

// widths are multiples of this
const step = kernel.Block

// Encode writes the network down.
func (w *Weights) Encode() []byte {
	e := &encoder{}
	in, heads := 2*w.Units, 2*w.Arc+2*w.Label+w.Tag
	e.number(version)
	e.number(int(w.Dictionary))
	for _, n := range []int{w.Units, len(w.Layers), w.Arc, w.Label, w.Tag, len(w.Keys)} {
		e.number(n)
	}
	e.floats([]float32{w.Range.Encoder, w.Range.Arc, w.Range.Pair, w.Range.Label, w.Range.Tag})
	for _, k := range w.Keys {
		e.out = binary.LittleEndian.AppendUint32(e.out, k)
	}
	e.rows(w.Words, in)
	e.floats(w.Bias)
	for _, l := range w.Layers {
		e.columns(l.W, 6*w.Units)
		e.floats(l.V)
	}
	e.columns(w.Heads, heads)
	e.floats(w.HeadsBias)
	e.columns(w.Pair, w.Arc)
	e.floats(w.PairBias)
	e.floats(w.Distance)
	e.floats(w.RootArc)
	e.floats(w.RootLabel)
	for _, c := range []*Classes{&w.Rels, &w.UPOS, &w.Feats} {
		e.classes(c)
	}
	e.pairs(w.Lemmas.Known)
	e.pairs(w.Lemmas.Rules)
	return e.out
}

type encoder struct{ out []byte }

func (e *encoder) number(n int) { e.out = binary.LittleEndian.AppendUint32(e.out, uint32(n)) }

func (e *encoder) text(s string) {
	e.number(len(s))
	e.out = append(e.out, s...)
}

// pairs writes keys and values, which have no line feed, a line each.
func (e *encoder) pairs(m map[string]string) {
	lines := make([]string, 0, len(m))
	for k, v := range m {
		lines = append(lines, k+"\n"+v+"\n")
	}
	slices.Sort(lines)
	e.text(strings.Join(lines, ""))
}

func (e *encoder) floats(v []float32) {
	for _, x := range v {
		e.out = binary.LittleEndian.AppendUint32(e.out, math.Float32bits(x))
	}
}

// rows writes the scale of every row, then its numbers in eight bits.
func (e *encoder) rows(v []float32, width int) {
	scales := make([]float32, 0, len(v)/width)
	for i := 0; i < len(v); i += width {
		scales = append(scales, scaleOf(v[i:i+width], math.MaxInt8))
	}
	e.floats(scales)
	for i, x := range v {
		e.out = append(e.out, small(x, scales[i/width], math.MaxInt8))
	}
}

// columns writes the scale of every column, then the rows in seven bits.
func (e *encoder) columns(v []float32, width int) {
	scales := make([]float32, width)
	column := make([]float32, 0, len(v)/width)
	for j := range scales {
		column = column[:0]
		for i := j; i < len(v); i += width {
			column = append(column, v[i])
		}
		scales[j] = scaleOf(column, kernel.Greatest)
	}
	e.floats(scales)
	for i, x := range v {
		e.out = append(e.out, small(x, scales[i%width], kernel.Greatest))
	}
}

func (e *encoder) classes(c *Classes) {
	e.text(strings.Join(c.Names, "\n"))
	e.rows(c.Rows, len(c.Rows)/len(c.Names))
	e.floats(c.Bias)
}

// scaleOf is what the integers of v, at most greatest, are multiplied by.
func scaleOf(v []float32, greatest float32) float32 {
	most := float32(1e-6)
	for _, x := range v {
		most = max(most, x, -x)
	}
	return most / greatest
}

func small(x, scale float32, greatest float64) byte {
	return byte(int8(math.Round(max(-greatest, min(greatest, float64(x)/float64(scale))))))
}

// decoder reads what encoder wrote; after the first error it reads nothing.
type decoder struct {
	in  []byte
	err error
}

func (d *decoder) take(n int) []byte {
	if d.err == nil && (n < 0 || n > len(d.in)) {
		d.err = fmt.Errorf("%w: it ends too early", ErrDamaged)
	}
	if d.err != nil {
		return nil
	}
	b := d.in[:n:n]
	d.in = d.in[n:]
	return b
}

func (d *decoder) number(least, most int) int {
	b := d.take(4)
	if d.err != nil {
		return least
	}
	n := int(binary.LittleEndian.Uint32(b))
	if n < least || n > most {
		d.err = fmt.Errorf("%w: a size of %d", ErrDamaged, n)
		return least
	}
	return n
}

// sum reads the sum of a dictionary.
func (d *decoder) sum() uint32 {
	if b := d.take(4); d.err == nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (d *decoder) text() string { return string(d.take(d.number(0, 1<<24))) }

func (d *decoder) floats(n int) []float32 {
	b := d.take(4 * n)
	v := make([]float32, len(b)/4)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		if !(v[i] > -1e6 && v[i] < 1e6) && d.err == nil {
			d.err = fmt.Errorf("%w: a weight of %g", ErrDamaged, v[i])
		}
	}
	return v
}
