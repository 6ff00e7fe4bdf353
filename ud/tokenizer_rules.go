package ud

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// tokensFile is the file of a language's folder that says how its texts are
// cut into words.
const tokensFile = "tokens.toml"

// knowledge is tokens.toml as written. What a table means is said in the
// comments of lang/fr/tokens.toml and lang/en/tokens.toml; every table may
// carry examples in the notation of Show.
type knowledge struct {
	Whole struct {
		Words    []string
		Examples []string
	}
	Elision struct {
		Words    []string
		Examples []string
	}
	Enclitic struct {
		Apostrophe []string
		Hyphen     []string
		Joined     []joined
		Examples   []string
	}
	Contraction struct {
		Parts     map[string][]string
		Undecided []string
		Examples  []string
	}
	Abbreviation struct {
		Title    []string
		Number   []string
		Date     []string
		Other    []string
		Examples []string
	}
	Hyphen struct {
		Divide   bool
		Prefixes []string
		Examples []string
	}
	Number struct {
		Groups   bool
		Units    []string
		Examples []string
	}
	Quote struct {
		Pairs    []string
		Examples []string
	}
	Sentence struct {
		Starters []string
		Examples []string
	}
}

// joined describes pronouns written at the end of a verb form without any
// mark ("presentarlo"): Hosts are the endings that the form itself may have,
// Words the pronouns, Except the words that only look so.
type joined struct {
	Hosts, Words, Except []string
}

func (k *knowledge) examples() []string {
	var all []string
	for _, e := range [][]string{
		k.Whole.Examples, k.Elision.Examples, k.Enclitic.Examples, k.Contraction.Examples,
		k.Abbreviation.Examples, k.Hyphen.Examples, k.Number.Examples, k.Quote.Examples, k.Sentence.Examples,
	} {
		all = append(all, e...)
	}
	return all
}

// abbreviation tells what may follow a shortened word's full stop.
type abbreviation uint8

const (
	notShort    abbreviation = iota
	shortTitle               // a name follows: never the end of a sentence
	shortNumber              // shortened only before a number
	shortDate                // shortened only beside a number
	shortOther               // may end a sentence
	initial                  // one capital letter
	acronym                  // letters with a stop after each
)

var abbreviationNames = [...]string{"", "title", "number", "date", "other", "initial", "acronym"}

// rules is knowledge in the form that the scanner asks. Keys are folded.
type rules struct {
	whole       map[string][]string // first part, up to the mark that would divide → the words that start so
	elisions    map[string]bool
	apostrophes []string // "'s", "n't", "'", longest first
	hyphens     map[string]bool
	joined      []joinedRule
	contraction map[string]*contraction
	longest     int // bytes of the longest contraction
	short       map[string]shortening
	divide      bool
	prefixes    map[string]bool
	groups      bool
	units       map[string]bool
	quotes      map[rune]side
	starters    map[string]bool
	bare        bool // a bare apostrophe marks possession
}

type joinedRule struct {
	hosts, words []string
	except       map[string]bool
}

// shortening is an abbreviation as listed: Capital ones are not matched by
// small letters ("Sat." and "sat.").
type shortening struct {
	kind    abbreviation
	capital bool
}

// compile reads and checks the file tokens.toml of folder.
func compile(folder fs.FS) (*rules, *knowledge, error) {
	data, err := fs.ReadFile(folder, tokensFile)
	if err != nil {
		return nil, nil, fmt.Errorf("opening tokeniser: %w", err)
	}
	k := new(knowledge)
	meta, err := toml.Decode(string(data), k)
	if err != nil {
		var p toml.ParseError
		if errors.As(err, &p) {
			return nil, nil, fmt.Errorf("%s:%d: %s", tokensFile, p.Position.Line, p.Message)
		}
		return nil, nil, fmt.Errorf("%s: %w", tokensFile, err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		key := unknown[0]
		return nil, nil, fmt.Errorf("%s:%d: unknown key %s", tokensFile, lineOf(data, key[len(key)-1]), key)
	}
	c := compiler{data: data, rules: &rules{divide: k.Hyphen.Divide, groups: k.Number.Groups}}
	c.compile(k)
	return c.rules, k, c.err
}

// compiler turns knowledge into rules and keeps the first error.
type compiler struct {
	data  []byte
	rules *rules
	err   error
}

func (c *compiler) compile(k *knowledge) {
	r := c.rules
	r.whole = map[string][]string{}
	for w := range c.set("whole", k.Whole.Words) {
		key := w[:strings.IndexAny(w+"'", "'-./")]
		r.whole[key] = append(r.whole[key], w)
	}
	for _, words := range r.whole {
		longestFirst(words)
	}
	r.elisions = c.set("elision", k.Elision.Words)
	for w := range c.set("enclitic.apostrophe", k.Enclitic.Apostrophe) {
		if w == "'" {
			r.bare = true
			continue
		}
		r.apostrophes = append(r.apostrophes, w)
	}
	longestFirst(r.apostrophes)
	r.hyphens = c.set("enclitic.hyphen", k.Enclitic.Hyphen)
	for _, j := range k.Enclitic.Joined {
		longestFirst(j.Words)
		r.joined = append(r.joined, joinedRule{j.Hosts, j.Words, c.set("enclitic.joined", j.Except)})
	}
	c.contractions(k)
	r.short = map[string]shortening{}
	c.abbreviations(shortTitle, k.Abbreviation.Title)
	c.abbreviations(shortNumber, k.Abbreviation.Number)
	c.abbreviations(shortDate, k.Abbreviation.Date)
	c.abbreviations(shortOther, k.Abbreviation.Other)
	r.prefixes = c.set("hyphen", k.Hyphen.Prefixes)
	r.units = c.set("number", k.Number.Units)
	r.starters = c.set("sentence", k.Sentence.Starters)
	r.quotes = map[rune]side{}
	for _, pair := range k.Quote.Pairs {
		runes := []rune(pair)
		if len(runes) != 2 {
			c.fail(pair, "a pair of quotation marks has two characters, not %q", pair)
			continue
		}
		r.quotes[runes[0]] = opens
		r.quotes[runes[1]] = closes
	}
}

// set folds the words of a table.
func (c *compiler) set(table string, words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		key := fold(nil, w)
		switch {
		case w == "" || strings.ContainsFunc(w, unicode.IsSpace):
			c.fail(w, "%s: %q is not one word", table, w)
		case key == nil:
			c.fail(w, "%s: %q is longer than %d bytes", table, w, maxKey)
		case set[string(key)]:
			c.fail(w, "%s: %q stands twice", table, w)
		}
		set[string(key)] = true
	}
	return set
}

func (c *compiler) abbreviations(kind abbreviation, words []string) {
	for _, w := range words {
		body, dotted := strings.CutSuffix(w, ".")
		key := string(fold(nil, body))
		if _, twice := c.rules.short[key]; !dotted || key == "" || twice {
			c.fail(w, "abbreviation: %q does not end with a full stop, is too long, or stands twice", w)
			continue
		}
		c.rules.short[key] = shortening{kind, upperAt(w, 0)}
	}
}

func (c *compiler) contractions(k *knowledge) {
	c.rules.contraction = make(map[string]*contraction, len(k.Contraction.Parts))
	for w, parts := range k.Contraction.Parts {
		key := fold(nil, w)
		if len(key) == 0 || len(parts) < 2 || len(parts) > 4 {
			c.fail(w, "contraction: %q has %d parts, not two to four", w, len(parts))
			continue
		}
		c.rules.contraction[string(key)] = newContraction(w, parts)
		c.rules.longest = max(c.rules.longest, len(key))
	}
	for _, w := range k.Contraction.Undecided {
		found := c.rules.contraction[w]
		if found == nil {
			c.fail(w, "contraction: undecided %q has no parts", w)
			continue
		}
		found.undecided = true
	}
}

func (c *compiler) fail(needle, format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("%s:%d: %s", tokensFile, lineOf(c.data, needle), fmt.Sprintf(format, args...))
	}
}

// lineOf is the number of the first line of data that holds needle, 1 where none does.
func lineOf(data []byte, needle string) int {
	return 1 + bytes.Count(data[:max(0, bytes.Index(data, []byte(needle)))], []byte("\n"))
}

// longestFirst orders words so that the first that matches is the longest.
func longestFirst(words []string) {
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(len(b)-len(a), strings.Compare(a, b))
	})
}

// titled returns w with a capital first letter.
func titled(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[n:]
}
