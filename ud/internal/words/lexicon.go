package words

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// Entry is what a lexicon knows of a form: in bits 0–16 the tags it can have,
// in 17–21 the most frequent of them, in 22–23 how often it was met (1: once,
// 2: a few times, 3: often). 0 stands for an unknown form.
type Entry uint32

// NewEntry makes an entry of how often a form was met with each tag.
func NewEntry(counts *[len(Tags)]int) Entry {
	var e Entry
	best, total := 0, 0
	for t, n := range counts {
		total += n
		if n > counts[best] {
			best = t
		}
	}
	if total <= 0 {
		return 0
	}
	for t, n := range counts {
		if n > 0 && n*50 >= total {
			e |= 1 << t
		}
	}
	often := Entry(1)
	switch {
	case total >= 10:
		often = 3
	case total >= 2:
		often = 2
	}
	return e | Entry(best)<<len(Tags) | often<<22
}

// Main is the most frequent tag of a known form.
func (e Entry) Main() uint8 { return uint8(e >> len(Tags) & 31) }

// Set is the set of tags, a bit each.
func (e Entry) Set() uint32 { return uint32(e & (1<<len(Tags) - 1)) }

// Often is the class of frequency.
func (e Entry) Often() uint8 { return uint8(e >> 22 & 3) }

// Map is a read-only hash table from hashes to numbers, laid out as it stands
// in the model file: 2^n slots of a fingerprint and a value, 4 bytes each.
type Map struct {
	slots []byte
	mask  uint32
}

// NewMap lays a map over its bytes.
func NewMap(data []byte) (Map, error) {
	n := len(data) / 8
	if n*8 != len(data) || n < 1 || n&(n-1) != 0 || n > 1<<28 {
		return Map{}, fmt.Errorf("hash table of %d bytes", len(data))
	}
	return Map{slots: data, mask: uint32(n - 1)}, nil
}

// Get returns the value of key; false where it has none.
func (m Map) Get(key uint64) (uint32, bool) {
	if len(m.slots) == 0 {
		return 0, false
	}
	print := uint32(key>>32) | 1
	at := uint32(key) & m.mask
	for range 64 { // bounded, should the file be a hostile one without free slots
		slot := binary.LittleEndian.Uint64(m.slots[uint(at)*8:])
		if uint32(slot) == print {
			return uint32(slot >> 32), true
		}
		if uint32(slot) == 0 {
			return 0, false
		}
		at = (at + 1) & m.mask
	}
	return 0, false
}

// EncodeMap returns the bytes of a Map.
func EncodeMap(from map[uint64]uint32) []byte {
	size := 8
	for size*2 < len(from)*3 {
		size *= 2
	}
	for ; ; size *= 2 {
		if data, ok := encodeMap(from, size); ok {
			return data
		}
	}
}

func encodeMap(from map[uint64]uint32, size int) ([]byte, bool) {
	keys := make([]uint64, 0, len(from))
	for k := range from {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	data := make([]byte, size*8)
	mask := uint32(size - 1)
	for _, k := range keys {
		at, tries := uint32(k)&mask, 0
		for binary.LittleEndian.Uint32(data[at*8:]) != 0 {
			at = (at + 1) & mask
			if tries++; tries > 60 {
				return nil, false
			}
		}
		binary.LittleEndian.PutUint32(data[at*8:], uint32(k>>32)|1)
		binary.LittleEndian.PutUint32(data[at*8+4:], from[k])
	}
	return data, true
}
