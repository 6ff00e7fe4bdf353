package answers

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/BurntSushi/toml"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/standing"
)

//go:embed check.toml
var checkTOML string

//go:embed groups.toml
var groupsTOML string

// topic is what a claim about an act of some kinds is judged by: see check.toml.
type topic struct {
	Acts   []string
	Aspect standing.Aspect // "" by the acts alone
	Holds  []string
	Fails  []string
	Act    bool
	Undoes bool
	Near   []string
	Why    string // a key of the words
}

// group is countries that a claim can be restricted to.
type group struct {
	ID      string
	Names   []string
	Note    string
	Members []string

	members map[string]edtf.Span
}

// knowledge is what judging takes beside the ledger and a doctrine.
type knowledge struct {
	kinds  act.Ontology
	topics map[string]topic
	groups []group
	filler map[string]bool // words by which sentences speak of any group
}

// loadKnowledge reads the files that are part of the package, once.
var loadKnowledge = sync.OnceValues(readKnowledge) //nolint:gochecknoglobals // never changed

func readKnowledge() (*knowledge, error) {
	k := &knowledge{topics: map[string]topic{}}
	var err error
	if k.kinds, err = act.LoadOntology(); err != nil {
		return nil, err
	}
	var file struct {
		Topic []topic
	}
	if err := decode("answers/check.toml", checkTOML, &file); err != nil {
		return nil, err
	}
	known := func(kinds []string) error {
		for _, name := range kinds {
			if k.kinds[name] == nil {
				return fmt.Errorf("answers/check.toml: no act or state of affairs is called %q", name)
			}
		}
		return nil
	}
	for _, t := range file.Topic {
		if err := known(slices.Concat(t.Acts, t.Near)); err != nil {
			return nil, err
		}
		if !slices.Contains(standing.Aspects(), t.Aspect) {
			return nil, fmt.Errorf("answers/check.toml: there is no aspect %q", t.Aspect)
		}
		for _, name := range t.Acts {
			k.topics[name] = t
		}
	}
	return k, k.readGroups()
}

func (k *knowledge) readGroups() error {
	var file struct {
		Filler []string
		Group  []group
	}
	if err := decode("answers/groups.toml", groupsTOML, &file); err != nil {
		return err
	}
	k.filler = map[string]bool{}
	for _, w := range file.Filler {
		k.filler[w] = true
	}
	for _, g := range file.Group {
		g.members = map[string]edtf.Span{}
		for _, m := range g.Members {
			id, days, _ := strings.Cut(m, " ")
			span := edtf.Span{First: edtf.MinDay, Last: edtf.MaxDay}
			if days != "" {
				d, err := edtf.Parse(days)
				if err != nil {
					return fmt.Errorf("answers/groups.toml: %s, %q: %w", g.ID, m, err)
				}
				if span.First = d.Bounds().First; d.IsInterval() {
					span.Last = d.Bounds().Last
				}
			}
			g.members[id] = span
		}
		k.groups = append(k.groups, g)
	}
	return nil
}

// decode reads a TOML file; a key that the struct does not have is an error.
func decode(name, text string, into any) error {
	meta, err := toml.Decode(text, into)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return fmt.Errorf("%s: unknown key %s", name, extra[0])
	}
	return nil
}

// group returns the group that some words of a sentence mean, nil where none is
// known.
func (k *knowledge) group(text string) *group {
	asked := k.content(text)
	for n := range k.groups {
		if slices.ContainsFunc(k.groups[n].Names, func(name string) bool { return k.content(name) == asked }) {
			return &k.groups[n]
		}
	}
	return nil
}

// content returns the words of a text in small letters without fillers.
func (k *knowledge) content(text string) string {
	fields := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' })
	return strings.Join(slices.DeleteFunc(fields, func(w string) bool { return k.filler[w] }), " ")
}

// holds reports whether a party belonged to a group on a day.
func (g *group) holds(id string, day edtf.Day) bool {
	days, ok := g.members[id]
	return ok && days.Holds(day)
}
