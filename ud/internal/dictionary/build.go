package dictionary

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-project/credence/ud/internal/modelfile"
)

// Builder collects the forms of a dictionary.
type Builder struct {
	codes []string
	index map[string]int
	lines map[string]bool
}

// Add adds a form, as it is written, with a lemma, a part of speech ("VERB")
// and features in CoNLL-U notation.
func (b *Builder) Add(form, lemma, tag, feats string) error {
	if b.index == nil {
		b.index, b.lines = map[string]int{}, map[string]bool{}
	}
	name := tag + " " + feats
	code, ok := b.index[name]
	if !ok {
		code = len(b.codes)
		if code == MaxCodes {
			return fmt.Errorf("dictionary: more than %d codes", MaxCodes)
		}
		b.index[name] = code
		b.codes = append(b.codes, name)
	}
	low, end := strings.ToLower(form), strings.ToLower(lemma)
	if strings.ContainsRune(low, separator) || low == "" || lemma == "" {
		return fmt.Errorf("dictionary: form %q, lemma %q", form, lemma)
	}
	how := byte(lowerCase)
	for ; how <= allCapitals && capitals(end, how) != lemma; how++ {
	}
	if how > allCapitals {
		return nil // mixed capitals: the form as written serves as well
	}
	n := 0
	for n < len(low) && n < len(end) && low[n] == end[n] {
		n++
	}
	for n > 0 && (n < len(low) && low[n]&0xC0 == 0x80 || n < len(end) && end[n]&0xC0 == 0x80) {
		n--
	}
	if len(low)-n > 250 || len(end)-n > maxChange-4 {
		return fmt.Errorf("dictionary: form %q is too far from lemma %q", form, lemma)
	}
	b.lines[low+string([]byte{separator, byte(code + firstCode), byte(len(low) - n + 1), how})+end[n:]] = true
	return nil
}

// Encode returns the bytes of the dictionary file.
func (b *Builder) Encode() ([]byte, error) {
	lines := make([]string, 0, len(b.lines))
	for l := range b.lines {
		lines = append(lines, l)
	}
	slices.Sort(lines)
	arcs, err := minimise(lines)
	if err != nil {
		return nil, err
	}
	return modelfile.Encode([]modelfile.Section{
		{Name: "codes", Data: []byte(strings.Join(b.codes, "\n"))},
		{Name: "arcs", Data: arcs},
	})
}

// state is a node of the automaton while it is built: its arcs in the order
// of their labels. Only the last one can still grow.
type state struct {
	labels []byte
	final  []bool
	to     []*state
	number uint32 // of its first arc, 0 until it is written
}

// minimise builds the smallest automaton of sorted lines (Daciuk and others
// 2000) and returns its arcs.
func minimise(lines []string) ([]byte, error) {
	root := &state{}
	known := map[string]*state{}
	ids := map[*state]int{nil: 0}
	path := []*state{root}
	previous := ""
	settle := func(depth int) { // replaces the ends of the path by equal known ones
		for k := len(path) - 1; k > depth; k-- {
			s, up := path[k], path[k-1]
			if len(s.labels) == 0 {
				up.to[len(up.to)-1] = nil
				continue
			}
			key := s.key(ids)
			if same, ok := known[key]; ok {
				up.to[len(up.to)-1] = same
				continue
			}
			known[key] = s
			ids[s] = len(ids)
		}
		path = path[:depth+1]
	}
	for _, line := range lines {
		shared := 0
		for shared < len(line) && shared < len(previous) && line[shared] == previous[shared] {
			shared++
		}
		settle(shared)
		for k := shared; k < len(line); k++ {
			next := &state{}
			at := path[len(path)-1]
			at.labels = append(at.labels, line[k])
			at.final = append(at.final, k == len(line)-1)
			at.to = append(at.to, next)
			path = append(path, next)
		}
		previous = line
	}
	settle(0)
	return write(root)
}

// key is equal for equal nodes whose arcs lead to settled ones.
func (s *state) key(ids map[*state]int) string {
	var b strings.Builder
	for k, l := range s.labels {
		fmt.Fprintf(&b, "%c%v%d,", rune(l), s.final[k], ids[s.to[k]])
	}
	return b.String()
}

// write numbers the arcs, those of the root first, and packs them.
func write(root *state) ([]byte, error) {
	order := []*state{root}
	root.number = firstArc
	next := uint32(firstArc + len(root.labels))
	for k := 0; k < len(order); k++ {
		for _, to := range order[k].to {
			if to != nil && to.number == 0 {
				to.number = next
				next += uint32(len(to.labels))
				order = append(order, to)
			}
		}
	}
	if next >= 1<<(32-target) {
		return nil, errors.New("dictionary: too many arcs")
	}
	out := make([]byte, 4*firstArc, 4*next)
	for _, s := range order {
		for k, l := range s.labels {
			a := uint32(l)
			if k == len(s.labels)-1 {
				a |= lastBit
			}
			if s.final[k] {
				a |= finalBit
			}
			if s.to[k] != nil {
				a |= s.to[k].number << target
			}
			out = binary.LittleEndian.AppendUint32(out, a)
		}
	}
	return out, nil
}
