// Package dictionary knows the inflected forms of a language: for each form
// the parts of speech and features that it can have, and its lemmas. It is a
// minimal acyclic automaton over lines of
//
//	form \x01 code change
//
// where the code stands for a part of speech with features and the change
// turns the form into its lemma. Half a million French forms take less than a
// megabyte, and nothing is unpacked when one is opened.
//
// Non-goal: to choose between the readings of a form; that takes a sentence.
package dictionary

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/ud/internal/modelfile"
)

const (
	separator = 0x01
	// MaxCodes is the number of different codes that a dictionary can have.
	MaxCodes = 250
	firstArc = 1 // arc 0 means: no more arcs
	// An arc is a label, whether it is its node's last, whether a line ends
	// with it, and the number of the first arc of the node that it leads to.
	lastBit  = 1 << 8
	finalBit = 1 << 9
	target   = 10
)

// code is a part of speech with features.
type code struct {
	upos, feats string
	kind        uint32 // the bits that it adds to the kinds of a form
}

// Dictionary is an open dictionary. It is not changed by use.
type Dictionary struct {
	codes []code
	arcs  []byte // 4 bytes each
	sum   uint32
}

// Sum tells one dictionary from another: a model that has been trained with
// one works with no other. That of no dictionary (nil) is 0.
func (d *Dictionary) Sum() uint32 {
	if d == nil {
		return 0
	}
	return d.sum
}

// Open reads the bytes of a dictionary file.
func Open(file []byte) (*Dictionary, error) {
	f, err := modelfile.Decode(file)
	if err != nil {
		return nil, fmt.Errorf("dictionary: %w", err)
	}
	list, err := f.Section("codes")
	if err != nil {
		return nil, fmt.Errorf("dictionary: %w", err)
	}
	arcs, err := f.Section("arcs")
	if err != nil {
		return nil, fmt.Errorf("dictionary: %w", err)
	}
	d := &Dictionary{arcs: arcs, sum: f.Sum()}
	for _, line := range strings.Split(string(list), "\n") {
		tag, feats, _ := strings.Cut(line, " ")
		d.codes = append(d.codes, code{upos: tag, feats: feats, kind: kind(tag, feats)})
	}
	if len(arcs) < 8 || len(arcs)%4 != 0 {
		return nil, fmt.Errorf("dictionary: %w: %d bytes of arcs", modelfile.ErrDamaged, len(arcs))
	}
	return d, nil
}

// arc returns arc i; false beyond the last, which a damaged file may ask for.
func (d *Dictionary) arc(i uint32) (uint32, bool) {
	if i < firstArc || uint64(i)*4+4 > uint64(len(d.arcs)) {
		return 0, false
	}
	return binary.LittleEndian.Uint32(d.arcs[i*4:]), true
}

// follow finds the arc with a label in the node that starts at arc i.
func (d *Dictionary) follow(i uint32, label byte) (uint32, bool) {
	for range 256 { // a node has no more arcs
		a, ok := d.arc(i)
		if !ok {
			return 0, false
		}
		if byte(a) == label {
			return a, true
		}
		if a&lastBit != 0 {
			return 0, false
		}
		i++
	}
	return 0, false
}

// maxForm is the length of the longest form that is looked up, in bytes.
const maxForm = 64

// readings returns the node of the codes of a form, 0 where it is unknown.
func (d *Dictionary) readings(low []byte) uint32 {
	if len(low) > maxForm {
		return 0
	}
	i := uint32(firstArc)
	for _, c := range low {
		a, ok := d.follow(i, c)
		if !ok {
			return 0
		}
		i = a >> target
	}
	a, ok := d.follow(i, separator)
	if !ok {
		return 0
	}
	return a >> target
}

// kinds are what the kinds of a form are made of, a bit each.
var kinds = [...]string{
	"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
	"PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
	"VerbForm=Fin", "VerbForm=Inf", "VerbForm=Part", "VerbForm=Ger",
}

func kind(upos, feats string) (bits uint32) {
	for k, name := range kinds {
		if name == upos || len(name) > 5 && strings.Contains(feats, name) {
			bits |= 1 << k
		}
	}
	return bits
}

// Class returns two numbers that stand for all that a form, in lower case, can
// be: class for the set of its codes and, more coarsely, can for the set of its
// parts of speech and verb forms. Both are 0 for a form that is not in the
// dictionary.
func (d *Dictionary) Class(low []byte) (class, can uint32) {
	if d == nil {
		return 0, 0
	}
	i := d.readings(low)
	if i == 0 {
		return 0, 0
	}
	h := uint32(2166136261)
	for range MaxCodes {
		a, ok := d.arc(i)
		if !ok {
			break
		}
		h = (h ^ a&0xFF) * 16777619
		if k := int(byte(a)) - firstCode; k >= 0 && k < len(d.codes) {
			can |= d.codes[k].kind
		}
		if a&lastBit != 0 {
			break
		}
		i++
	}
	return h | 1, can
}

// Lemma returns the lemma of a form, in lower case, that has been given a part
// of speech and features: that of the code with this part of speech that
// agrees best with the features. It is false where the dictionary does not
// know the form as this part of speech.
func (d *Dictionary) Lemma(low []byte, upos, feats string) (string, bool) {
	if d == nil {
		return "", false
	}
	best, from := d.best(d.readings(low), upos, feats)
	if best < 0 {
		return "", false
	}
	return d.change(low, from)
}

// best returns how well the code that agrees best with a part of speech and
// features does so, of the codes that start at arc i, and where its change starts;
// -1 where none has the part of speech.
func (d *Dictionary) best(i uint32, upos, feats string) (best int, from uint32) {
	best = -1
	for range MaxCodes {
		a, ok := d.arc(i)
		if !ok {
			break
		}
		if k := int(byte(a)) - firstCode; k >= 0 && k < len(d.codes) && d.codes[k].upos == upos {
			if n := agreement(d.codes[k].feats, feats); n > best {
				best, from = n, a>>target
			}
		}
		if a&lastBit != 0 {
			break
		}
		i++
	}
	return best, from
}

// firstCode is the label of code 0.
const firstCode = 2

// agreement counts the features that two bundles share, less those that they
// contradict each other in, but never below 0.
func agreement(a, b string) int {
	n := 64
	for a != "" {
		var pair string
		pair, a, _ = strings.Cut(a, "|")
		name, value, _ := strings.Cut(pair, "=")
		for rest := b; rest != ""; {
			var other string
			other, rest, _ = strings.Cut(rest, "|")
			if k, v, _ := strings.Cut(other, "="); k == name {
				if v == value {
					n++
				} else {
					n -= 2
				}
			}
		}
	}
	return max(n, 0)
}

// maxChange is the longest change that is followed, in bytes.
const maxChange = 80

// change applies the first change that stands behind arc i: a byte that tells
// how many bytes are cut off (plus 1), one that tells about capitals, and what
// is added.
func (d *Dictionary) change(low []byte, i uint32) (string, bool) {
	var buf [maxChange]byte
	n := 0
	for n < maxChange {
		a, ok := d.arc(i)
		if !ok {
			return "", false
		}
		buf[n] = byte(a)
		n++
		if a&finalBit != 0 {
			break
		}
		i = a >> target
	}
	if n < 2 || int(buf[0])-1 > len(low) || buf[0] < 1 {
		return "", false
	}
	keep := len(low) - int(buf[0]) + 1
	if keep < len(low) && keep > 0 && !utf8.RuneStart(low[keep]) {
		return "", false
	}
	return capitals(string(low[:keep])+string(buf[2:n]), buf[1]), true
}

// How a lemma uses capitals.
const (
	lowerCase = 'a' + iota
	firstCapital
	everyPart // each part between hyphens
	allCapitals
)

func capitals(s string, how byte) string {
	switch how {
	case allCapitals:
		return strings.ToUpper(s)
	case firstCapital:
		r, n := utf8.DecodeRuneInString(s)
		return string(unicode.ToUpper(r)) + s[n:]
	case everyPart:
		parts := strings.Split(s, "-")
		for k, p := range parts {
			parts[k] = capitals(p, firstCapital)
		}
		return strings.Join(parts, "-")
	}
	return s
}
