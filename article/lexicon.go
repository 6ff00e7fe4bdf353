package article

import (
	_ "embed"
	"fmt"
	"io/fs"
	"slices"

	"github.com/BurntSushi/toml"
)

//go:embed data/names.toml
var namesTOML string

// class is a set of things that a word or phrase may be at the edges of an
// article.
type class uint32

const (
	isBy class = 1 << iota
	isAnd
	isPublished
	isUpdated
	isReading
	isRole
	isPlace
	isFiller
	isAgency
	isRelated
	isAdvert
	isOurs
	isTheirs
	isIssue
	isOf
	isVerb
	isOpener
	isParticle
	isCredit
	isRights
)

// words is one language's article.toml, compiled.
type words struct {
	code     string
	order    numberOrder
	months   map[string]int // 1 to 12
	weekdays map[string]int // 1 Monday to 7 Sunday
	ordinals map[string]bool
	links    map[string]bool
	years    map[string]bool
	phrases  map[string][]phrase // by their first word
	examples []example
}

// A phrase is one or more words of one class.
type phrase struct {
	rest  []string // the words behind the first
	class class
}

// example is an executable line of article.toml.
type example struct {
	Line, Byline, Published, Updated string
	Meta                             *bool
}

// numberOrder is the order of day and month in dates of numbers alone.
type numberOrder uint8

const (
	orderUnknown numberOrder = iota
	dayFirst
	monthFirst
)

// lexicon is what the article.toml of all languages say. It is read-only once
// compiled.
type lexicon struct {
	all      []*words // in the order of their codes
	common   *words   // what holds in every language: agencies
	zones    map[string]numberOrder
	regions  map[string]numberOrder
	hosts    map[string]numberOrder
	orders   map[string][]*words // a language's own words first
	fallback []*words
}

// articleFile is article.toml as it is written.
type articleFile struct {
	Order     string
	Ordinals  []string
	Links     []string
	Years     []string
	Months    [][]string
	Weekdays  [][]string
	Evidence  []evidenceFile
	Line      map[string][]string
	Edges     map[string][]string
	Quotation map[string][]string
	Headings  map[string][]string
	Example   []example
}

// evidenceFile names what shows the order of a date of numbers.
type evidenceFile struct {
	Order                 string
	Words, Regions, Hosts []string
}

// newLexicon compiles the article.toml of every folder that has one.
func newLexicon(folders map[string]fs.FS) (*lexicon, error) {
	x := &lexicon{zones: map[string]numberOrder{}, regions: map[string]numberOrder{}, hosts: map[string]numberOrder{}, orders: map[string][]*words{}}
	x.common = &words{phrases: map[string][]phrase{}}
	var names struct{ Agencies, Particles []string }
	if _, err := toml.Decode(namesTOML, &names); err != nil {
		return nil, fmt.Errorf("names.toml: %w", err)
	}
	for _, name := range names.Agencies {
		x.common.addPhrase(name, isAgency)
	}
	for _, name := range names.Particles {
		x.common.addPhrase(name, isParticle)
	}
	codes := make([]string, 0, len(folders))
	for code := range folders {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		text, err := fs.ReadFile(folders[code], "article.toml")
		if err != nil {
			continue // a language may well have no words of its own here
		}
		w, err := x.compile(code, string(text))
		if err != nil {
			return nil, fmt.Errorf("%s/article.toml: %w", code, err)
		}
		x.all = append(x.all, w)
	}
	x.fallback = append(slices.Clone(x.all), x.common)
	for _, w := range x.all {
		own := []*words{w}
		for _, o := range x.fallback {
			if o != w {
				own = append(own, o)
			}
		}
		x.orders[w.code] = own
	}
	return x, nil
}

// classNames says which lists of article.toml hold which class.
func classNames() map[string]map[string]class {
	return map[string]map[string]class{
		"line": {
			"by": isBy, "and": isAnd, "published": isPublished, "updated": isUpdated, "reading": isReading,
			"roles": isRole, "places": isPlace, "fillers": isFiller, "credits": isCredit,
		},
		"edges":     {"related": isRelated, "adverts": isAdvert, "rights": isRights},
		"quotation": {"ours": isOurs, "theirs": isTheirs, "issue": isIssue, "of": isOf},
		"headings":  {"verbs": isVerb, "openers": isOpener},
	}
}

// compile reads one language's words.
func (x *lexicon) compile(code, text string) (*words, error) {
	var f articleFile
	meta, err := toml.Decode(text, &f)
	if err != nil {
		return nil, err
	}
	if keys := meta.Undecoded(); len(keys) > 0 {
		return nil, fmt.Errorf("unknown key %q", keys[0].String())
	}
	w := &words{
		code: code, months: map[string]int{}, weekdays: map[string]int{}, ordinals: setOf(f.Ordinals),
		links: setOf(f.Links), years: setOf(f.Years), phrases: map[string][]phrase{}, examples: f.Example,
	}
	if w.order, err = parseOrder(f.Order); err != nil {
		return nil, err
	}
	if len(f.Months) != 12 || len(f.Weekdays) != 7 {
		return nil, fmt.Errorf("%d months and %d days of the week", len(f.Months), len(f.Weekdays))
	}
	for i, names := range f.Months {
		for _, name := range names {
			w.months[name] = i + 1
		}
	}
	for i, names := range f.Weekdays {
		for _, name := range names {
			w.weekdays[name] = i + 1
		}
	}
	lists := map[string]map[string][]string{"line": f.Line, "edges": f.Edges, "quotation": f.Quotation, "headings": f.Headings}
	for section, list := range lists {
		for name, entries := range list {
			c, ok := classNames()[section][name]
			if !ok {
				return nil, fmt.Errorf("unknown list %s.%s", section, name)
			}
			for _, entry := range entries {
				w.addPhrase(entry, c)
			}
		}
	}
	for _, e := range f.Evidence {
		order, err := parseOrder(e.Order)
		if err != nil {
			return nil, err
		}
		for _, s := range e.Words {
			x.zones[s] = order
		}
		for _, s := range e.Regions {
			x.regions[s] = order
		}
		for _, s := range e.Hosts {
			x.hosts[s] = order
		}
	}
	return w, nil
}

// parseOrder reads "DMY" or "MDY".
func parseOrder(s string) (numberOrder, error) {
	switch s {
	case "DMY":
		return dayFirst, nil
	case "MDY":
		return monthFirst, nil
	}
	return orderUnknown, fmt.Errorf("order %q is neither DMY nor MDY", s)
}

// addPhrase adds a phrase, as the tokens that lex makes of it.
func (w *words) addPhrase(s string, c class) {
	var buf [16]token
	var parts []string
	for _, t := range lex(buf[:0], s) {
		if t.kind != punctToken || t.low == "&" {
			parts = append(parts, t.low)
		}
	}
	if len(parts) == 0 {
		return
	}
	list := w.phrases[parts[0]]
	for i := range list {
		if slices.Equal(list[i].rest, parts[1:]) {
			list[i].class |= c
			return
		}
	}
	list = append(list, phrase{parts[1:], c})
	slices.SortStableFunc(list, func(a, b phrase) int { return len(b.rest) - len(a.rest) }) // longest first
	w.phrases[parts[0]] = list
}

// setOf returns the strings as a set.
func setOf(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, s := range list {
		set[s] = true
	}
	return set
}

// order returns the words of all languages, those of the given one first.
func (x *lexicon) order(lang string) []*words {
	if own, ok := x.orders[lang]; ok {
		return own
	}
	return x.fallback
}

// phraseAt returns the longest phrase of one of the wanted classes that starts
// at token i, and how many tokens it spans; 0 where there is none.
func phraseAt(langs []*words, tokens []token, i int, want class) (class, int) {
	var best class
	most := 0
	for _, w := range langs {
		for _, p := range w.phrases[tokens[i].low] {
			if p.class&want == 0 {
				continue
			}
			if n := p.match(tokens, i); n > most {
				best, most = p.class&want, n
			}
		}
	}
	return best, most
}

// match returns how many tokens from i on the phrase spans, 0 for no match.
// Apostrophes, hyphens and full stops between the words are passed over.
func (p *phrase) match(tokens []token, i int) int {
	j := i + 1
	for _, word := range p.rest {
		for j < len(tokens) && tokens[j].kind == punctToken && tokens[j].joins() {
			j++
		}
		if j >= len(tokens) || tokens[j].low != word {
			return 0
		}
		j++
	}
	return j - i
}
