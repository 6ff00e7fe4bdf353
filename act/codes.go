package act

import (
	"slices"
	"strconv"
)

// Codes are what the event-data field calls an act, as fine as its words support.
// The type is the kind's.
type Codes struct {
	Mode      string   // PLOVER mode
	Cameo     string   // CAMEO code
	Contexts  []string // PLOVER contexts
	Auxiliary string   // PLOVER auxiliary mode: "", "historical", "future", "hypothetical", "negated"
}

// codes returns the codes of a match that the words first to last state.
func (r *Reader) codes(m *match, first, last int) Codes {
	c := Codes{Mode: m.kind.Mode, Cameo: m.kind.Cameo, Auxiliary: r.auxiliary(m)}
	c.add(m.kind.Context)
	cameo, mode := "", ""
	for n := range m.kind.Finer {
		f := &m.kind.Finer[n]
		if !r.states(f.Class, first, last) {
			continue
		}
		c.add(f.Context)
		if cameo == "" {
			cameo = f.Cameo
		}
		if mode == "" {
			mode = f.Mode
		}
	}
	if cameo != "" {
		c.Cameo = cameo
	}
	if mode != "" {
		c.Mode = mode
	}
	return c
}

// add adds a context, where it is one and not there yet.
func (c *Codes) add(context string) {
	if context != "" && !slices.Contains(c.Contexts, context) {
		c.Contexts = append(c.Contexts, context)
	}
}

// states reports whether one of the words first to last is of a class.
func (r *Reader) states(class string, first, last int) bool {
	known := r.coder.lexicon.classes[class]
	if known == nil {
		return false
	}
	for i := first; i <= last; i++ {
		if known.has(&r.tree, i) {
			return true
		}
	}
	return false
}

// auxiliary returns the PLOVER auxiliary mode of a match. Historical is what was
// done in a year before the last.
func (r *Reader) auxiliary(m *match) string {
	if modality := m.stance.modality(); modality != Asserted {
		return modality.String()
	}
	done, published := yearOf(m.when.date), yearOf(r.article.Published)
	if done > 0 && published > 0 && done < published-1 {
		return "historical"
	}
	return ""
}

// yearOf returns the year that an EDTF date begins with, 0 where it has none.
func yearOf(edtf string) int {
	if len(edtf) < 4 {
		return 0
	}
	year, err := strconv.Atoi(edtf[:4])
	if err != nil {
		return 0
	}
	return year
}
