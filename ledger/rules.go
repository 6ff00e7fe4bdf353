package ledger

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
)

//go:embed link.toml
var linkTOML string

// rules say when two reports speak of the same event.
type rules struct {
	Days struct {
		Near, Once, Follow, Ahead edtf.Day
	}
	Score struct {
		Same, Part, Overlap, Undated, Together, Planned, Coarse, Near, Disagree float64
	}
	Once []struct {
		Kinds, Undone []string
	}
	undone map[string][]string // of the kinds that are done once: what undoes them
}

// loadRules reads the rules that are part of the package.
func loadRules(kinds act.Ontology) (*rules, error) { return parseRules(linkTOML, kinds) }

// parseRules reads rules and checks them against the ontology.
func parseRules(text string, kinds act.Ontology) (*rules, error) {
	r := &rules{undone: map[string][]string{}}
	meta, err := toml.Decode(text, r)
	if err != nil {
		return nil, fmt.Errorf("ledger/link.toml: %w", err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		name := extra[0][len(extra[0])-1]
		return nil, fmt.Errorf("ledger/link.toml:%d: unknown key %s", lineOf(text, name), extra[0])
	}
	for _, once := range r.Once {
		for _, kind := range append(once.Kinds[:len(once.Kinds):len(once.Kinds)], once.Undone...) {
			if kinds[kind] == nil {
				return nil, fmt.Errorf("ledger/link.toml:%d: %q is no kind of the ontology", lineOf(text, kind), kind)
			}
		}
		for _, kind := range once.Kinds {
			if _, twice := r.undone[kind]; twice {
				return nil, fmt.Errorf("ledger/link.toml:%d: %q stands among the kinds twice", lineOf(text, kind), kind)
			}
			r.undone[kind] = append([]string{}, once.Undone...)
		}
	}
	return r, r.check(text)
}

// check reports numbers that make no sense.
func (r *rules) check(text string) error {
	for name, days := range map[string]edtf.Day{
		"near": r.Days.Near, "once": r.Days.Once, "follow": r.Days.Follow, "ahead": r.Days.Ahead} {
		if days <= 0 {
			return fmt.Errorf("ledger/link.toml:%d: %s is %d days: want more than none", lineOf(text, name), name, days)
		}
	}
	s := &r.Score
	for name, score := range map[string]float64{"same": s.Same, "part": s.Part, "overlap": s.Overlap,
		"undated": s.Undated, "together": s.Together, "planned": s.Planned, "coarse": s.Coarse,
		"near": s.Near, "disagree": s.Disagree} {
		if score <= 0 || score > 1 {
			return fmt.Errorf("ledger/link.toml:%d: %s scores %v: want more than 0, at most 1", lineOf(text, name), name, score)
		}
	}
	return nil
}

// once reports whether a kind cannot be done again until it is undone.
func (r *rules) once(kind string) bool {
	_, once := r.undone[kind]
	return once
}

// lineOf returns the last line that holds a word: the library tells lines of
// what is no TOML only.
func lineOf(text, word string) int {
	return 1 + strings.Count(text[:max(0, strings.LastIndex(text, word))], "\n")
}
