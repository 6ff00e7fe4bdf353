package act

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math"
)

// Weights tell how far a match can be trusted, or who could be meant in it: what its words, its pattern and the
// way to its parties have been worth in text that careful readers annotated. They
// are those of a logistic regression over hashed features (Weinberger and others,
// Feature hashing for large scale multitask learning, 2009), learned by tools/learn
// from the project's corpus and kept in trust.bin and parties.bin in a language's folder.
type Weights struct {
	threshold float64    // a match that is less probably right is left out; of parties, how much likelier than nobody
	scale     float64    // of one step of a weight
	blend     [3]float64 // a constant, what the features sum up to, and the rules' own confidence
	steps     []int8     // by hash; their number is a power of two
}

// weightsMagic begins a file of weights; the digit is the version of the format.
const weightsMagic = "credence trust 1\n"

// weightsHead stands after it.
type weightsHead struct {
	Threshold, Scale float64
	Blend            [3]float64
	Steps            uint32
}

// loadWeights reads a file of weights, nil where the language has none.
func loadWeights(language fs.FS, name string) (*Weights, error) {
	data, err := fs.ReadFile(language, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	w, err := decodeWeights(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return w, nil
}

// decodeWeights reads what Encode wrote.
func decodeWeights(data []byte) (*Weights, error) {
	rest, ok := bytes.CutPrefix(data, []byte(weightsMagic))
	if !ok {
		return nil, errors.New("it is no file of weights, or of another version")
	}
	var head weightsHead
	n, err := binary.Decode(rest, binary.LittleEndian, &head)
	if err != nil {
		return nil, errors.New("it ends in its head")
	}
	rest = rest[n:]
	if len(rest) == 0 || uint64(len(rest)) != uint64(head.Steps) || head.Steps&(head.Steps-1) != 0 {
		return nil, fmt.Errorf("%d bytes of weights, not %d", len(rest), head.Steps)
	}
	for _, x := range []float64{head.Threshold, head.Scale, head.Blend[0], head.Blend[1], head.Blend[2]} {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, errors.New("a number in its head is none")
		}
	}
	w := &Weights{threshold: head.Threshold, scale: head.Scale, blend: head.Blend, steps: make([]int8, head.Steps)}
	for n, b := range rest {
		w.steps[n] = int8(b)
	}
	return w, nil
}

// Encode writes the weights as their file has them.
func (w *Weights) Encode() ([]byte, error) {
	out, err := binary.Append([]byte(weightsMagic), binary.LittleEndian, weightsHead{w.threshold, w.scale, w.blend, uint32(len(w.steps))})
	for _, s := range w.steps {
		out = append(out, byte(s))
	}
	return out, err
}

// sum adds the weights of features up.
func (w *Weights) sum(features []uint32) float64 {
	sum, mask := 0, uint32(len(w.steps)-1)
	for _, f := range features {
		sum += int(w.steps[f&mask])
	}
	return float64(sum) * w.scale
}

// probability returns how probably a match is right, by the sum of its features
// and its confidence.
func (w *Weights) probability(sum, confidence float64) float64 {
	return logistic(w.blend[0] + w.blend[1]*sum + w.blend[2]*confidence)
}

// logistic turns a score into a probability.
func logistic(score float64) float64 { return 1 / (1 + math.Exp(-score)) }

// features are the hashes of what is told of a match. What is added stands in it
// once for all kinds of act and once for the kind in hand.
type features struct {
	list []uint32
	kind string
}

// begin makes the list empty, for another match.
func (f *features) begin(kind string) { f.list, f.kind = f.list[:0], kind }

// add adds what some strings say together.
func (f *features) add(parts ...string) {
	h := uint32(2166136261) // FNV-1a
	for _, p := range parts {
		h = hashOn(h, p)
	}
	f.list = append(f.list, stir(h), stir(hashOn(h, f.kind)))
}

// hashOn goes on with an FNV-1a hash.
func hashOn(h uint32, s string) uint32 {
	for n := range len(s) {
		h = (h ^ uint32(s[n])) * 16777619
	}
	return (h ^ 0xff) * 16777619
}

// stir spreads the bits of a hash, whose last ones choose a weight (the finalizer
// of MurmurHash3).
func stir(h uint32) uint32 {
	h = (h ^ h>>16) * 0x85ebca6b
	h = (h ^ h>>13) * 0xc2b2ae35
	return h ^ h>>16
}
