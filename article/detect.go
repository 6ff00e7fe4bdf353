package article

import (
	_ "embed"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/BurntSushi/toml"
)

//go:embed data/others.toml
var othersTOML string

// A detector tells in which of the languages that have a folder a text is
// written, by its trigrams of letters and its small words; and that it is in
// none of them. It is read-only once compiled.
type detector struct {
	codes []string
	grams map[uint64]int32  // trigrams to rows of costs
	costs []uint16          // a row a trigram: tenths of a bit in each language, 0 unknown
	words map[string]uint64 // a bit a language: ours first, then the others
	names []string          // of all languages, ours first
}

const (
	detectSample = 1500 // runes of a text that are looked at
	unknownCost  = 170  // of a trigram that a language has not been seen with
	// A text whose trigrams cost more than this on average is in no language
	// that is known. Ours cost 95 to 115, their neighbours 120 and more.
	dearestMean = 126
)

// newDetector compiles the detect.tsv of every folder that has one.
func newDetector(folders map[string]fs.FS) (*detector, error) {
	d := &detector{grams: make(map[uint64]int32, 16<<10), words: map[string]uint64{}}
	for code, folder := range folders {
		if _, err := fs.Stat(folder, "detect.tsv"); err == nil {
			d.codes = append(d.codes, code)
		}
	}
	slices.Sort(d.codes)
	d.names = slices.Clone(d.codes)
	for i, code := range d.codes {
		text, err := fs.ReadFile(folders[code], "detect.tsv")
		if err != nil {
			return nil, fmt.Errorf("%s/detect.tsv: %w", code, err)
		}
		if err := d.load(i, string(text)); err != nil {
			return nil, fmt.Errorf("%s/detect.tsv:%w", code, err)
		}
	}
	var others map[string]string
	if _, err := toml.Decode(othersTOML, &others); err != nil {
		return nil, fmt.Errorf("others.toml: %w", err)
	}
	codes := make([]string, 0, len(others))
	for code := range others {
		if !slices.Contains(d.codes, code) {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	for _, code := range codes {
		bit := uint64(1) << len(d.names)
		d.names = append(d.names, code)
		for _, w := range strings.Fields(others[code]) {
			d.words[w] |= bit
		}
	}
	if len(d.names) > 64 {
		return nil, fmt.Errorf("others.toml: %d languages are more than 64", len(d.names))
	}
	return d, nil
}

// pack makes one number of a trigram.
func pack(g [3]rune) uint64 { return uint64(g[0])<<42 | uint64(g[1])<<21 | uint64(g[2]) }

// load reads one detect.tsv into column i.
func (d *detector) load(i int, text string) error {
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, ok := strings.Cut(line, "\t")
		if !ok {
			return fmt.Errorf("%d: no tab", number)
		}
		if key == "word" {
			d.words[value] |= 1 << i
			continue
		}
		var g [3]rune
		n := 0
		for _, r := range key {
			if n == 3 {
				return fmt.Errorf("%d: %q is no trigram", number, key)
			}
			if r == '_' {
				r = ' '
			}
			g[n] = r
			n++
		}
		cost, err := strconv.Atoi(value)
		if n != 3 || err != nil || cost <= 0 || cost > math.MaxUint16 {
			return fmt.Errorf("%d: %q is no trigram with its cost", number, line)
		}
		row, known := d.grams[pack(g)]
		if !known {
			row = int32(len(d.costs))
			d.grams[pack(g)] = row
			d.costs = append(d.costs, make([]uint16, len(d.codes))...)
		}
		d.costs[int(row)+i] = uint16(cost)
	}
	return nil
}

// detect returns the code of the language that the text is in, "" where none
// fits. hint names a language that another kind of evidence speaks for: it
// wins where the text is too short to tell.
func (d *detector) detect(s, hint string) string {
	if len(d.codes) == 0 {
		return hint
	}
	sums, n := d.sum(s)
	hinted := slices.Index(d.codes, hint)
	if n < 12 { // two words tell nothing
		if hinted >= 0 && n > 0 && sums[hinted] < dearestMean*n {
			return hint
		}
		return ""
	}
	best := 0
	for i := range sums {
		if sums[i] < sums[best] {
			best = i
		}
	}
	// Short texts scatter more: a headline of names costs much in any language.
	slack := 300 / n
	if hinted >= 0 && hinted != best && sums[hinted]-sums[best] < 4*n && sums[hinted] < (dearestMean+slack)*n {
		best = hinted
	}
	if sums[best] > (dearestMean+slack)*n || d.isOther(s, best, best == hinted) {
		return ""
	}
	return d.codes[best]
}

// cost returns what the trigrams of the text cost on average in the language
// that they cost least in.
func (d *detector) cost(s string) int {
	sums, n := d.sum(s)
	best := math.MaxInt
	for _, sum := range sums {
		best = min(best, sum/max(n, 1))
	}
	return best
}

// sum adds up what the trigrams of the text cost in each language.
func (d *detector) sum(s string) (sums []int, n int) {
	sums = make([]int, len(d.codes))
	EachTrigram(s, func(g [3]rune) bool {
		row, known := d.grams[pack(g)]
		for i := range sums {
			cost := unknownCost
			if known && d.costs[int(row)+i] > 0 {
				cost = int(d.costs[int(row)+i])
			}
			sums[i] += cost
		}
		n++
		return n < detectSample
	})
	return sums, n
}

// isOther reports whether the small words of the text are rather those of a
// language without a folder than those of language best.
func (d *detector) isOther(s string, best int, hinted bool) bool {
	var only [64]int // words that a language has and best has not
	ours := 0        // words that best has, and few others
	var per [64]int  // words that best has and the language has not
	own := uint64(1) << best
	words := 0
	for word := range strings.FieldsFuncSeq(cut(s, 2*detectSample), func(r rune) bool { return !unicode.IsLetter(r) }) {
		words++
		set := d.words[strings.ToLower(word)]
		if set == 0 {
			continue
		}
		if set&own != 0 {
			ours++
		}
		for i := range d.names {
			has := set>>i&1 != 0
			switch {
			case has && set&own == 0:
				only[i]++
			case !has && set&own != 0:
				per[i]++
			}
		}
	}
	least := 1
	if hinted {
		least = 3
	}
	for i := len(d.codes); i < len(d.names); i++ {
		if only[i] > per[i] && only[i] >= least && (only[i] > 1 || per[i] == 0) {
			return true
		}
	}
	// A text of some length without any small word is in no language we read.
	return words >= 25 && ours*12 < words
}

// EachTrigram calls f on the trigrams of letters of s, in small letters and
// with one space for whatever stands between words, until f returns false.
// The generator of detect.tsv counts with it.
func EachTrigram(s string, f func([3]rune) bool) {
	g := [3]rune{' ', ' ', ' '}
	step := func(r rune) bool {
		if r == ' ' && g[2] == ' ' {
			return true
		}
		g[0], g[1], g[2] = g[1], g[2], r
		return g[1] == ' ' && g[2] != ' ' && g[0] == ' ' || f(g)
	}
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z':
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r < 0x80:
			r = ' '
		case unicode.IsLetter(r) || unicode.IsMark(r):
			r = unicode.ToLower(r)
		default:
			r = ' '
		}
		if !step(r) {
			return
		}
	}
	step(' ')
}
