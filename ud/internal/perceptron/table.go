// Package perceptron holds linear classifiers over hashed features: a Learner
// of floating-point weights while training, a Table of one byte a weight in a
// shipped model. A feature is a row of the table, a class is a lane of it.
//
//	idx = append(idx, perceptron.Two(table.Shift(), 7, a, b)) // one a feature
//	best := table.Best(idx, scores)
//
// Non-goal: to know what the features are.
package perceptron

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

// MaxFeatures is the number of features that one decision can have: each adds
// at most 255 to a sum of 16 bits.
const MaxFeatures = 256

const (
	bias     = 128 // a weight w is stored as w + bias
	evenMask = 0x00FF00FF00FF00FF
)

// Table holds the weights of a trained classifier, 2^n rows of 4 or a multiple
// of 8 lanes. It reads the bytes of the model as they are; nothing is copied.
type Table struct {
	data  []byte
	lanes int
	shift uint
}

// NewTable lays a table of rows with the given number of lanes over data.
func NewTable(data []byte, lanes int) (*Table, error) {
	if lanes != 4 && (lanes <= 0 || lanes%8 != 0 || lanes > 256) {
		return nil, fmt.Errorf("weights: rows of %d lanes", lanes)
	}
	rows := len(data) / lanes
	if rows < 2 || rows*lanes != len(data) || rows&(rows-1) != 0 || rows > 1<<28 {
		return nil, fmt.Errorf("weights: %d bytes are no power of two of rows of %d lanes", len(data), lanes)
	}
	return &Table{data: data, lanes: lanes, shift: uint(64 - bits.TrailingZeros(uint(rows)))}, nil
}

// Shift is what One, Two and Three need to name rows of this table.
func (t *Table) Shift() uint { return t.shift }

// Lanes is the number of classes that a row has room for.
func (t *Table) Lanes() int { return t.lanes }

// Score4 sums the rows idx of a table of four lanes. The sums of all lanes are
// raised by the same amount, so that they can be compared but not added up.
func (t *Table) Score4(idx []uint32) [4]int32 {
	var even, odd uint32
	data := t.data
	for _, i := range idx {
		v := binary.LittleEndian.Uint32(data[uint(i)*4:])
		even += v & 0x00FF00FF
		odd += v >> 8 & 0x00FF00FF
	}
	return [4]int32{int32(even & 0xFFFF), int32(odd & 0xFFFF), int32(even >> 16), int32(odd >> 16)}
}

// Score sums the rows idx into scores, one sum a lane, for lanes up to
// len(scores) rounded up to 8. The sums are raised as those of Score4.
func (t *Table) Score(idx []uint32, scores []int32) {
	data, lanes := t.data, uint(t.lanes)
	for col := uint(0); col < uint(len(scores)); col += 8 {
		var even, odd uint64
		part := data[col:]
		for _, i := range idx {
			v := binary.LittleEndian.Uint64(part[uint(i)*lanes:])
			even += v & evenMask
			odd += v >> 8 & evenMask
		}
		out := scores[col:]
		for k := uint(0); k < 8 && k < uint(len(out)); k += 2 {
			out[k] = int32(even & 0xFFFF)
			if k+1 < uint(len(out)) {
				out[k+1] = int32(odd & 0xFFFF)
			}
			even >>= 16
			odd >>= 16
		}
	}
}

// Best scores len(scores) classes and returns the one with the highest sum,
// the first of equals.
func (t *Table) Best(idx []uint32, scores []int32) int {
	t.Score(idx, scores)
	return ArgMax(scores)
}

// ArgMax returns the index of the highest score, the first of equals.
func ArgMax[T int32 | float32](scores []T) int {
	best := 0
	for k := 1; k < len(scores); k++ {
		if scores[k] > scores[best] {
			best = k
		}
	}
	return best
}
