package gazetteer

// index finds sequences of pieces: a hash table of all prefixes of all
// sequences, keyed by a running hash, so that a text is matched with one probe
// a piece and most pieces end the search at once. Keys are 64 bits and the
// letters are not compared again.
type index struct {
	slots []slot
	mask  uint64
	used  int
}

type slot struct {
	key  uint64
	term int32 // number of the sequence that ends here, -1 none
	more bool  // longer sequences begin so
}

// root is the running hash before the first piece.
const root uint64 = 0x9e3779b97f4a7c15

// step returns the running hash after a piece.
func step(state, h uint64) uint64 {
	x := (state ^ h) * 0x9e3779b97f4a7c15
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	x ^= x >> 29
	return x | 1 // 0 marks an empty slot
}

// newIndex returns an index with room for n prefixes.
func newIndex(n int) *index {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return &index{slots: make([]slot, size), mask: uint64(size - 1)}
}

// find returns the slot of key, nil where no sequence begins so.
func (x *index) find(key uint64) *slot {
	for i := key >> 1 & x.mask; ; i = (i + 1) & x.mask {
		s := &x.slots[i]
		if s.key == key {
			return s
		}
		if s.key == 0 {
			return nil
		}
	}
}

// add returns the slot at which the sequence ends, made where there is none.
func (x *index) add(sequence []uint64) *slot {
	for 2*(x.used+len(sequence)) > len(x.slots) {
		x.grow()
	}
	state := root
	var s *slot
	for i, h := range sequence {
		state = step(state, h)
		s = x.slot(state)
		if i < len(sequence)-1 {
			s.more = true
		}
	}
	return s
}

func (x *index) slot(key uint64) *slot {
	for i := key >> 1 & x.mask; ; i = (i + 1) & x.mask {
		s := &x.slots[i]
		if s.key == key {
			return s
		}
		if s.key == 0 {
			*s = slot{key: key, term: -1}
			x.used++
			return s
		}
	}
}

func (x *index) grow() {
	old := x.slots
	x.slots = make([]slot, 2*len(old))
	x.mask = uint64(len(x.slots) - 1)
	for _, s := range old {
		if s.key == 0 {
			continue
		}
		for i := s.key >> 1 & x.mask; ; i = (i + 1) & x.mask {
			if x.slots[i].key == 0 {
				x.slots[i] = s
				break
			}
		}
	}
}
