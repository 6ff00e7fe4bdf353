package exchange

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-project/credence/act"
)

// codebook is the code book of the Conflict and Mediation Event Observations, as
// data/cameo has it.
type codebook struct {
	codes    map[string]*cameoCode
	words    map[string]string // a meaning, folded, to its code
	disputed map[string][]*cameoCode
	faults   map[string]bool
}

// cameoCode is what a code means, in one table.
type cameoCode struct {
	code      string // with its leading zero, in the later table
	table     string // of one that tables disagree on: "later" or "earlier"
	meaning   string
	kind      *act.Kind // nil: no act of ours
	future    bool
	turned    bool // the target does it to the source
	broad     string
	goldstein float64 // of one that tables disagree on
}

// readCodebook reads data/cameo.
func (im *Importer) readCodebook() (*codebook, error) {
	c := &codebook{map[string]*cameoCode{}, map[string]string{}, map[string][]*cameoCode{}, map[string]bool{}}
	for _, read := range []func(*Importer) error{c.readCodes, c.readTexts, c.readDisputed} {
		if err := read(im); err != nil {
			return nil, err
		}
	}
	faults, err := readFacts("data/cameo/faults.tsv", "fault", "meaning")
	if err != nil {
		return nil, err
	}
	for _, f := range faults {
		c.faults[f.cell["fault"]] = true
	}
	return c, nil
}

func (c *codebook) readCodes(im *Importer) error {
	facts, err := readFacts("data/cameo/codes.tsv", "code", "goldstein", "name")
	if err != nil {
		return err
	}
	for _, f := range facts {
		x := &cameoCode{code: f.cell["code"], meaning: f.cell["name"]}
		if c.codes[x.code] != nil {
			return f.errorf("the code %s stands twice", x.code)
		}
		c.codes[x.code] = x
		if len(x.code) > 2 {
			c.words[foldWords(x.meaning)] = x.code
		}
	}
	if facts, err = readFacts("data/cameo/acts.tsv", "code", "kind", "modality", "turned", "broad"); err != nil {
		return err
	}
	for _, f := range facts {
		x := c.codes[f.cell["code"]]
		if x == nil || x.kind != nil {
			return f.errorf("the code %s is not in codes.tsv, or stands twice", f.cell["code"])
		}
		x.future, x.turned, x.broad = f.cell["modality"] == "future", f.cell["turned"] == "turned", f.cell["broad"]
		if x.kind, err = im.kindOrNone(f); err != nil {
			return err
		}
	}
	return nil
}

// readTexts reads what ICEWS calls codes.
func (c *codebook) readTexts(*Importer) error {
	facts, err := readFacts("data/icews/texts.tsv", "text", "code")
	if err != nil {
		return err
	}
	for _, f := range facts {
		if c.codes[f.cell["code"]] == nil {
			return f.errorf("no code %s", f.cell["code"])
		}
		c.words[foldWords(f.cell["text"])] = f.cell["code"]
	}
	return nil
}

func (c *codebook) readDisputed(im *Importer) error {
	facts, err := readFacts("data/cameo/disputed.tsv", "code", "table", "meaning", "goldstein", "kind", "as")
	if err != nil {
		return err
	}
	for _, f := range facts {
		if err := f.oneOf("table", "later", "earlier"); err != nil {
			return err
		}
		x := &cameoCode{code: f.cell["as"], table: f.cell["table"], meaning: f.cell["meaning"]}
		if known := c.codes[x.code]; known != nil {
			x.broad = known.broad
		}
		if x.kind, err = im.kindOrNone(f); err != nil {
			return err
		}
		if x.goldstein, err = strconv.ParseFloat(f.cell["goldstein"], 64); err != nil {
			return f.errorf("goldstein: %w", err)
		}
		c.disputed[f.cell["code"]] = append(c.disputed[f.cell["code"]], x)
	}
	return nil
}

// kindOrNone returns the kind of act that a fact names, nil where it names none.
func (im *Importer) kindOrNone(f fact) (*act.Kind, error) {
	if f.cell["kind"] == "" {
		return nil, nil
	}
	k, err := im.kindOf(f.cell["kind"])
	if err != nil {
		return nil, f.errorf("%w", err)
	}
	return k, nil
}

// coded is how a row tells its code: as written, and what else of the row bears
// on it, "" where it has no such column.
type coded struct {
	code, root, quad, goldstein, text string
}

// resolve returns what a row's code means, with the faults that it has.
func (c *codebook) resolve(x coded) (*cameoCode, []string, error) {
	code, faults, err := c.padded(x)
	if err != nil {
		return nil, nil, err
	}
	if tables := c.disputed[code]; tables != nil {
		found, more, err := c.table(code, tables, x)
		return found, append(faults, more...), err
	}
	return c.codes[code], faults, nil
}

// padded returns the code with its leading zero: the one code that the digits
// can be, by what the row says of its root and its class.
func (c *codebook) padded(x coded) (code string, faults []string, err error) {
	if x.code == "" || strings.Trim(x.code, "0123456789") != "" || len(x.code) > 4 {
		return "", nil, fmt.Errorf("%q is no code of CAMEO", x.code)
	}
	var can []string
	for _, candidate := range []string{x.code, "0" + x.code} {
		if (c.codes[candidate] != nil || c.disputed[candidate] != nil) && x.fits(candidate) {
			can = append(can, candidate)
		}
	}
	switch {
	case len(can) == 0:
		return "", nil, fmt.Errorf("no code of CAMEO is %s%s", x.code, x.beside())
	case len(can) > 1:
		return "", nil, fmt.Errorf("%s can be %s: its leading zero may be lost, and nothing in the row tells", x.code, strings.Join(can, " or "))
	case can[0] != x.code:
		faults = []string{fmt.Sprintf("leading-zero: %s stands for %s%s", x.code, can[0], x.beside())}
	}
	return can[0], faults, nil
}

// beside tells what the row says of its code elsewhere.
func (x coded) beside() string {
	var list []string
	if x.root != "" {
		list = append(list, "root "+x.root)
	}
	if x.quad != "" {
		list = append(list, "class "+x.quad)
	}
	if len(list) == 0 {
		return ""
	}
	return " (" + strings.Join(list, ", ") + ")"
}

// fits reports whether a code agrees with the row's root and class.
func (x coded) fits(code string) bool {
	root, err := strconv.Atoi(code[:min(2, len(code))])
	if err != nil || len(code) < 2 {
		return false
	}
	if given, err := strconv.Atoi(x.root); err == nil && given != root {
		return false
	}
	quad, err := strconv.Atoi(x.quad)
	return err != nil || quad == quadClass(root)
}

// quadClass returns GDELT's class of a root code: cooperation in words (1) and in
// deeds (2), conflict in words (3) and in deeds (4).
func quadClass(root int) int {
	switch {
	case root <= 5:
		return 1
	case root <= 9:
		return 2
	case root <= 14:
		return 3
	}
	return 4
}

// table tells of a code that tables disagree on by which one the row was coded.
// Where nothing tells, and both mean the same act or none, that is taken.
func (c *codebook) table(code string, tables []*cameoCode, x coded) (*cameoCode, []string, error) {
	can := slices.Clone(tables)
	if x.text != "" {
		can = slices.DeleteFunc(can, func(t *cameoCode) bool { return !sameWords(t.meaning, x.text) })
		if len(can) == 0 {
			return nil, nil, fmt.Errorf("%s is not called %q in any table", code, x.text)
		}
	}
	if weight, err := strconv.ParseFloat(x.goldstein, 64); err == nil && len(can) > 1 {
		fit := slices.DeleteFunc(slices.Clone(can), func(t *cameoCode) bool { return math.Abs(t.goldstein-weight) > .05 })
		if len(fit) > 0 {
			can = fit
		}
	}
	first := can[0]
	switch {
	case len(can) == 1 && first.table == "earlier":
		return first, []string{fmt.Sprintf("other-table: %s is %q in an earlier table, %s in the later one", code, first.meaning, first.code)}, nil
	case len(can) == 1:
		return first, nil, nil
	}
	other := can[1]
	return first, []string{fmt.Sprintf("unknown-table: %s is %q in one table, %q in another", code, first.meaning, other.meaning)}, nil
}

// byWords returns the code of a meaning in words, "" where there is none.
func (c *codebook) byWords(text string) string { return c.words[foldWords(text)] }

// sameWords reports whether two meanings are the same, but for how they say that
// they are not specified.
func sameWords(a, b string) bool { return foldWords(a) == foldWords(b) }

// foldWords folds a meaning: letters alone, small, without "not specified below" and
// what stands in brackets.
func foldWords(text string) string {
	text = strings.ToLower(text)
	if i := strings.IndexByte(text, '('); i > 0 {
		if j := strings.IndexByte(text[i:], ')'); j > 0 {
			text = text[:i] + text[i+j+1:]
		}
	}
	text = strings.ReplaceAll(text, "not specified below", "")
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return (r < 'a' || r > 'z') && r < 0x80 }), " ")
}
