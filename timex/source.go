package timex

import (
	"fmt"
	"strings"
)

// SourceError tells where a rule file is wrong.
type SourceError struct {
	File   string
	Line   int // from 1
	Reason string
}

// Error says where and why.
func (e *SourceError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Reason) }

// source is what the rule files of a language say, before it is compiled.
type source struct {
	find    []string // categories whose matches are expressions
	expand  []expansion
	weak    []string
	words   []*wordList
	ranges  []*numberRange
	defines []*definition
	rules   []*rule
}

// place is where something stands in a file.
type place struct {
	file string
	line int
}

// expansion is a form that stands for several words: du = de le.
type expansion struct {
	place
	form  string
	words string
}

// wordList is a named list of words, each with a value.
type wordList struct {
	place
	name    string
	entries []wordEntry
}

// wordEntry is one word, perhaps of several parts, with its value.
type wordEntry struct {
	place
	form  string
	value string // a number or a symbol
}

// numberRange is a named range of numbers in digits.
type numberRange struct {
	place
	name     string
	min, max int
	digits   int // exactly so many digits; 0 any
}

// definition is a named pattern.
type definition struct {
	place
	name    string
	pattern string
	parsed  *pattern
}

// rule is one rule: what it matches and what that means.
type rule struct {
	place
	name, category string
	order          int
	patterns       []placed
	guards         []guard
	gives          *expression
	value          *expression // TIMEX3 value where it is not that of gives
	extent         *expression
	kind           Type // "" by the value
	examples       []Example
	names          map[string]bool // that its patterns capture
}

// placed is a text with its place.
type placed struct {
	place
	text string
}

// failf makes an error at p.
func (p place) failf(format string, args ...any) error {
	return &SourceError{p.file, p.line, fmt.Sprintf(format, args...)}
}

// read takes in one file.
func (s *source) read(file, text string) error {
	var block func(place, string) error // takes the indented lines of what is open
	for i, line := range strings.Split(text, "\n") {
		at := place{file, i + 1}
		if cut := strings.Index(line, "# "); cut >= 0 && strings.TrimSpace(line[:cut]) == "" {
			line = ""
		}
		indented := strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")
		line = strings.TrimSpace(line)
		if line == "" || line == "#" {
			continue
		}
		var err error
		switch {
		case indented && block == nil:
			err = at.failf("an indented line belongs to a rule or a list of words above it")
		case indented:
			err = block(at, line)
		default:
			block, err = s.head(at, line)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// head takes in a line that is not indented.
func (s *source) head(at place, line string) (func(place, string) error, error) {
	keyword, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch keyword {
	case "find":
		s.find = append(s.find, strings.Fields(rest)...)
		return nil, nil
	case "weak":
		s.weak = append(s.weak, strings.Fields(rest)...)
		return nil, nil
	case "expand":
		return nil, s.readExpansion(at, rest)
	case "words":
		list := &wordList{place: at, name: rest}
		s.words = append(s.words, list)
		return list.read, nil
	case "set":
		list := &wordList{place: at, name: rest}
		s.words = append(s.words, list)
		return list.readSet, nil
	case "number":
		return nil, s.readRange(at, rest)
	case "define":
		name, pattern, ok := strings.Cut(rest, "=")
		if !ok {
			return nil, at.failf("define NAME = PATTERN")
		}
		s.defines = append(s.defines, &definition{place: at, name: strings.TrimSpace(name), pattern: pattern})
		return nil, nil
	case "rule":
		name, category, ok := strings.Cut(rest, ":")
		if !ok {
			return nil, at.failf("rule NAME : CATEGORY")
		}
		r := &rule{place: at, name: strings.TrimSpace(name), category: strings.TrimSpace(category), order: len(s.rules)}
		s.rules = append(s.rules, r)
		return r.read, nil
	}
	return nil, at.failf("%q opens nothing: find, weak, expand, words, set, number, define or rule", keyword)
}

// readExpansion takes in "du = de le".
func (s *source) readExpansion(at place, text string) error {
	form, words, ok := strings.Cut(text, "=")
	if !ok {
		return at.failf("expand FORM = WORDS")
	}
	s.expand = append(s.expand, expansion{at, strings.TrimSpace(form), strings.TrimSpace(words)})
	return nil
}

// readRange takes in "minute = 00..59".
func (s *source) readRange(at place, text string) error {
	name, span, ok := strings.Cut(text, "=")
	low, high, dots := strings.Cut(strings.TrimSpace(span), "..")
	r := &numberRange{place: at, name: strings.TrimSpace(name)}
	var good, also bool
	r.min, good = decimal(low)
	r.max, also = decimal(high)
	if !ok || !dots || !good || !also || r.min > r.max {
		return at.failf("number NAME = LOW..HIGH")
	}
	if len(low) == len(high) && len(low) > 1 {
		r.digits = len(low)
	}
	s.ranges = append(s.ranges, r)
	return nil
}

// read takes in "VALUE form form …", a form with a space in quotes.
func (l *wordList) read(at place, line string) error {
	fields := fields(line)
	if len(fields) < 2 {
		return at.failf("VALUE WORD …")
	}
	for _, form := range fields[1:] {
		l.entries = append(l.entries, wordEntry{at, form, fields[0]})
	}
	return nil
}

// readSet takes in words that have no value.
func (l *wordList) readSet(at place, line string) error {
	for _, form := range fields(line) {
		l.entries = append(l.entries, wordEntry{at, form, "0"})
	}
	return nil
}

// read takes in one line of a rule.
func (r *rule) read(at place, line string) error {
	keyword, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	var err error
	switch keyword {
	case "match":
		r.patterns = append(r.patterns, placed{at, rest})
	case "unless", "if":
		side, items, _ := strings.Cut(rest, " ")
		if side != "next" && side != "previous" && side != "itself" || items == "" {
			return at.failf("%s next|previous|itself WORD …", keyword)
		}
		r.guards = append(r.guards, guard{place: at, unless: keyword == "unless", side: side, items: fields(items)})
	case "gives":
		r.gives, err = parseExpression(at, rest)
	case "value":
		r.value, err = parseExpression(at, rest)
	case "extent":
		r.extent, err = parseExpression(at, rest)
	case "type":
		r.kind = Type(rest)
	case "example", "not":
		var e Example
		e, err = parseExample(at, r.name, rest)
		if err == nil && (len(e.Want) == 0) != (keyword == "not") {
			err = at.failf("an example has its expressions in brackets, a near miss has none")
		}
		r.examples = append(r.examples, e)
	default:
		err = at.failf("%q is no part of a rule: match, unless, if, gives, value, extent, type, example or not", keyword)
	}
	return err
}

// fields cuts a line at spaces, keeping together what stands in double quotes.
func fields(line string) []string {
	var all []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if rest, ok := strings.CutPrefix(line, `"`); ok {
			if quoted, after, closed := strings.Cut(rest, `"`); closed {
				all, line = append(all, quoted), after
				continue
			}
		}
		word, after, _ := strings.Cut(line, " ")
		all, line = append(all, word), after
	}
	return all
}

// decimal reads a number in digits.
func decimal(text string) (int, bool) {
	if text == "" || len(text) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
