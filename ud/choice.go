package ud

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// weightsFile holds what was learned from treebanks about the choices that
// words alone do not settle. A language may do without.
const weightsFile = "tokens.tsv"

// Choice is a place in a text where the rules allow two readings: whether a
// sentence ends there, whether "des" is "de" + "les".
type Choice struct {
	Kind     string   // "sentence" or "contraction"
	At       int      // byte of the text: where the sentence would end, where the word starts
	Rule     bool     // what the tokeniser chooses without having learned
	Features []string // what speaks for either reading, as the weights file names it
}

// choiceKind indexes the kinds of choices.
type choiceKind uint8

const (
	boundaries choiceKind = iota
	contractions
	choiceKinds
)

var choiceNames = [choiceKinds]string{"sentence", "contraction"}

// weights is one linear model: the hash of a feature → what it adds to the
// sum. A sum above zero says yes.
type weights map[uint64]int32

// models holds a linear model for each kind of choice; nil where none was learned.
type models [choiceKinds]weights

// readWeights reads the weights file of folder: lines of kind, feature,
// weight, separated by tabs; "#" starts a comment line.
func readWeights(folder fs.FS) (m models, err error) {
	data, err := fs.ReadFile(folder, weightsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return m, fmt.Errorf("opening tokeniser: %w", err)
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		if err := m.read(line); err != nil {
			return m, fmt.Errorf("%s:%d: %w", weightsFile, n, err)
		}
	}
	return m, lines.Err()
}

func (m *models) read(line string) error {
	kind, rest, _ := strings.Cut(line, "\t")
	feature, number, found := strings.Cut(rest, "\t")
	weight, err := strconv.ParseInt(number, 10, 32)
	if !found || err != nil {
		return fmt.Errorf("not a kind, a feature and a weight: %q", line)
	}
	for k, name := range choiceNames {
		if name == kind {
			if m[k] == nil {
				m[k] = weights{}
			}
			m[k][hashString(hashStart, feature)] += int32(weight)
			return nil
		}
	}
	return fmt.Errorf("unknown kind of choice %q", kind)
}

// evidence gathers what speaks for one choice: it sums weights, and names the
// features too when somebody learns from them.
type evidence struct {
	model  weights
	sum    int32
	choice *Choice // nil unless somebody learns
	oracle func(Choice) bool
}

// add states the feature name=a|b. Letters count as small ones.
func (e *evidence) add(name, a, b string) {
	if e.choice != nil {
		e.choice.Features = append(e.choice.Features, name+"="+lowered(a)+"|"+lowered(b))
		return
	}
	if e.model == nil {
		return
	}
	h := hashString(hashStart, name)
	h = hashByte(h, '=')
	h = hashString(h, a)
	h = hashByte(h, '|')
	e.sum += e.model[hashString(h, b)]
}

// decide ends the gathering. rule is the answer where nothing was learned.
func (e *evidence) decide(rule bool) bool {
	switch {
	case e.choice != nil:
		e.choice.Rule = rule
		return e.oracle(*e.choice)
	case e.model == nil:
		return rule
	}
	return e.sum > 0
}

// FNV-1a.
const (
	hashStart uint64 = 14695981039346656037
	hashPrime uint64 = 1099511628211
)

func hashByte(h uint64, c byte) uint64 { return (h ^ uint64(c)) * hashPrime }

// hashString continues h over the small letters of s.
func hashString(h uint64, s string) uint64 {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			h = hashByte(h, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		var buf [utf8.UTFMax]byte
		for _, c := range utf8.AppendRune(buf[:0], unicode.ToLower(r)) {
			h = hashByte(h, c)
		}
		i += n
	}
	return h
}

// lowered is s as hashString reads it.
func lowered(s string) string { return strings.Map(unicode.ToLower, s) }
