package pair

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"sort"
)

// modelFile stands in a language's folder.
const modelFile = "pairs.bin"

const (
	modelMagic  = "CREDPAIR"
	modelFormat = 1
	headerSize  = 8 + 4 + 4 + 4 + 4 // magic, format, rows, temperature, checksum of what follows
	rowSize     = 4 + 4 + Types     // hash, scale, weights
)

var errDamaged = errors.New("damaged file of weights")

// Model is what was learned: for each feature how strongly it speaks for each
// type. The zero value knows nothing and finds all types alike.
type Model struct {
	temperature float64 // by which sums are divided, so that confidence is kept
	hashes      []uint32
	scales      []float32
	weights     []int8
}

// Row is a feature with its weights.
type Row struct {
	Hash    uint32
	Weights [Types]float32
}

// NewModel returns a model of the rows.
func NewModel(rows []Row, temperature float64) *Model {
	rows = append([]Row(nil), rows...)
	sort.Slice(rows, func(i, k int) bool { return rows[i].Hash < rows[k].Hash })
	m := &Model{temperature: temperature}
	for n := range rows {
		most := float32(0)
		for _, w := range rows[n].Weights {
			most = max(most, w, -w)
		}
		if most == 0 {
			continue
		}
		scale := most / 127
		m.hashes, m.scales = append(m.hashes, rows[n].Hash), append(m.scales, scale)
		for _, w := range rows[n].Weights {
			m.weights = append(m.weights, int8(math.Round(float64(w/scale))))
		}
	}
	return m
}

// At returns the model with another temperature: the higher it is, the less
// sure are the answers.
func (m *Model) At(temperature float64) *Model {
	other := *m
	other.temperature = temperature
	return &other
}

// Len returns how many features the model knows.
func (m *Model) Len() int { return len(m.hashes) }

// Bytes returns the model's file.
func (m *Model) Bytes() []byte {
	out := make([]byte, headerSize, headerSize+rowSize*len(m.hashes))
	copy(out, modelMagic)
	binary.LittleEndian.PutUint32(out[8:], modelFormat)
	binary.LittleEndian.PutUint32(out[12:], uint32(len(m.hashes)))
	binary.LittleEndian.PutUint32(out[16:], math.Float32bits(float32(m.temperature)))
	for n := range m.hashes {
		out = binary.LittleEndian.AppendUint32(out, m.hashes[n])
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(m.scales[n]))
		for _, w := range m.weights[n*Types : (n+1)*Types] {
			out = append(out, byte(w))
		}
	}
	binary.LittleEndian.PutUint32(out[20:], crc32.ChecksumIEEE(out[headerSize:]))
	return out
}

// ReadModel reads a model's file.
func ReadModel(data []byte) (*Model, error) {
	if len(data) < headerSize || string(data[:8]) != modelMagic {
		return nil, fmt.Errorf("%s: %w: it does not start as one does", modelFile, errDamaged)
	}
	if v := binary.LittleEndian.Uint32(data[8:]); v != modelFormat {
		return nil, fmt.Errorf("%s: format %d, this program reads %d: rebuild it (make models)", modelFile, v, modelFormat)
	}
	rows := int(binary.LittleEndian.Uint32(data[12:]))
	body := data[headerSize:]
	if rows < 0 || len(body)/rowSize != rows || len(body)%rowSize != 0 {
		return nil, fmt.Errorf("%s: %w: %d bytes for %d features", modelFile, errDamaged, len(body), rows)
	}
	if crc32.ChecksumIEEE(body) != binary.LittleEndian.Uint32(data[20:]) {
		return nil, fmt.Errorf("%s: %w: the checksum is wrong", modelFile, errDamaged)
	}
	m := &Model{
		temperature: float64(math.Float32frombits(binary.LittleEndian.Uint32(data[16:]))),
		hashes:      make([]uint32, rows), scales: make([]float32, rows), weights: make([]int8, rows*Types),
	}
	for n := range rows {
		row := body[n*rowSize : (n+1)*rowSize]
		m.hashes[n] = binary.LittleEndian.Uint32(row)
		m.scales[n] = math.Float32frombits(binary.LittleEndian.Uint32(row[4:]))
		for k, w := range row[8:] {
			m.weights[n*Types+k] = int8(w)
		}
	}
	return m, nil
}

// Shares returns how probable each type is, given features in the order of
// their hashes.
func (m *Model) Shares(features []Feature) [Types]float64 {
	var sums [Types]float64
	at := 0
	for _, f := range features {
		at += sort.Search(len(m.hashes)-at, func(k int) bool { return m.hashes[at+k] >= f.Hash })
		if at == len(m.hashes) {
			break
		}
		if m.hashes[at] != f.Hash {
			continue
		}
		scale := float64(m.scales[at] * f.Value)
		for k, w := range m.weights[at*Types : (at+1)*Types] {
			sums[k] += scale * float64(w)
		}
	}
	return softmax(sums, m.temperature)
}

func softmax(sums [Types]float64, temperature float64) [Types]float64 {
	if temperature <= 0 {
		temperature = 1
	}
	most, total := sums[0], 0.0
	for _, s := range sums {
		most = max(most, s)
	}
	for k := range sums {
		sums[k] = math.Exp((sums[k] - most) / temperature)
		total += sums[k]
	}
	for k := range sums {
		sums[k] /= total
	}
	return sums
}
