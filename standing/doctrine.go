package standing

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
)

//go:embed doctrines/*.toml
var shipped embed.FS

// Doctrine is what follows from which act: see doctrines/default.toml for the
// keys of its file.
type Doctrine struct {
	Name            string
	Title           string
	Extends         string         // the doctrine whose rules come first
	Replaces        []Aspect       // the aspects of which none of those rules is kept
	GovernmentEnds  *Ending        `toml:"government_ends"` // nil: recognition outlasts its rule
	ImpliesState    bool           `toml:"implies_state"`
	LeastConfidence float64        `toml:"least_confidence"`
	Reach           map[Aspect]int // days back that what an act presupposes is taken to have held
	Disputed        []string       // states of which missions alone presuppose no recognition
	Rules           []Rule         `toml:"rule"`
	Practices       []Practice     `toml:"practice"`

	byKind map[string][]*Rule
}

// Rule is one rule of a doctrine.
type Rule struct {
	Name     string
	Acts     []string
	Said     []string
	Aspect   Aspect
	Whose    string
	Of       []string
	Except   []string
	Aside    []string
	Then     string
	Before   string
	Strength string
	Where    string
	Beside   []string
	Basis    string

	said     [4]bool // by act.Modality
	strength strength
}

// Ending is why the recognition of a government ends with its rule.
type Ending struct {
	Name  string
	Basis string
}

// Practice says that a state follows a doctrine of its own towards governments.
type Practice struct {
	By       string
	Since    string // EDTF
	Doctrine string
	Basis    string

	from  edtf.Day
	rules *Doctrine
}

// Names returns the doctrines that come with Credence.
func Names() []string {
	files, err := fs.Glob(shipped, "doctrines/*.toml")
	if err != nil {
		return nil // the pattern is well formed
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(strings.TrimPrefix(f, "doctrines/"), ".toml"))
	}
	return names
}

// Load returns the doctrine of a name, or that in a file (a path that ends in
// ".toml"). Errors name the file and, of what cannot be parsed, the line.
func Load(name string) (*Doctrine, error) {
	d, err := read(name)
	if err != nil {
		return nil, err
	}
	return d, d.openPractices()
}

// read reads a doctrine without the practices of single states, which name
// doctrines in their turn.
func read(name string) (*Doctrine, error) {
	if strings.HasSuffix(name, ".toml") {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("doctrine: %w", err)
		}
		return parse(name, string(text))
	}
	text, err := shipped.ReadFile("doctrines/" + name + ".toml")
	if err != nil {
		return nil, fmt.Errorf("no doctrine %q: there are %s, or give a file that ends in .toml", name, strings.Join(Names(), ", "))
	}
	return parse(name+".toml", string(text))
}

func parse(file, text string) (*Doctrine, error) {
	d := &Doctrine{byKind: map[string][]*Rule{}}
	meta, err := toml.Decode(text, d)
	if err != nil {
		return nil, fmt.Errorf("doctrine %s: %w", file, err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("doctrine %s: unknown key %s", file, extra[0])
	}
	for a := range d.Reach {
		if !slices.Contains(Aspects(), a) {
			return nil, fmt.Errorf("doctrine %s: reach: there is no aspect %q", file, a)
		}
	}
	if e := d.GovernmentEnds; e != nil && (e.Name == "" || e.Basis == "") {
		return nil, fmt.Errorf("doctrine %s: government_ends: name and basis must be given", file)
	}
	if d.Name == "" {
		return nil, fmt.Errorf("doctrine %s: it has no name", file)
	}
	kinds, err := act.LoadOntology()
	if err != nil {
		return nil, err
	}
	for n := range d.Rules {
		if err := d.Rules[n].check(kinds); err != nil {
			return nil, fmt.Errorf("doctrine %s: rule %d, %q: %w", file, n+1, d.Rules[n].Name, err)
		}
	}
	if err := d.extend(); err != nil {
		return nil, fmt.Errorf("doctrine %s: %w", file, err)
	}
	for n := range d.Rules {
		for _, kind := range d.Rules[n].Acts {
			d.byKind[kind] = append(d.byKind[kind], &d.Rules[n])
		}
	}
	return d, nil
}

// extend puts the rules of the doctrine that d extends before its own.
func (d *Doctrine) extend() error {
	if d.Extends == "" {
		return nil
	}
	if d.Extends == d.Name {
		return fmt.Errorf("it extends itself")
	}
	base, err := read(d.Extends)
	if err != nil {
		return err
	}
	var rules []Rule
	for _, r := range base.Rules {
		if !slices.Contains(d.Replaces, r.Aspect) {
			rules = append(rules, r)
		}
	}
	d.Rules = append(rules, d.Rules...)
	if d.Disputed == nil {
		d.Disputed = base.Disputed
	}
	if d.Reach == nil {
		d.Reach = base.Reach
	}
	return nil
}

func (d *Doctrine) openPractices() error {
	for n := range d.Practices {
		p := &d.Practices[n]
		since, err := edtf.Parse(p.Since)
		if err != nil {
			return fmt.Errorf("doctrine %s: practice of %s: %w", d.Name, p.By, err)
		}
		p.from = since.Bounds().First
		if p.rules, err = read(p.Doctrine); err != nil {
			return fmt.Errorf("doctrine %s: practice of %s: %w", d.Name, p.By, err)
		}
	}
	return nil
}

// strengths by their names in the file.
func parseStrength(name string) (strength, bool) {
	switch name {
	case "", "express":
		return express, true
	case "implied":
		return implied, true
	case "presupposed":
		return presupposed, true
	}
	return express, false
}

// check completes a rule and refuses what makes no sense.
func (r *Rule) check(kinds act.Ontology) error {
	if r.Name == "" || len(r.Acts) == 0 || r.Then == "" || r.Basis == "" {
		return fmt.Errorf("name, acts, then and basis must be given")
	}
	for _, k := range slices.Concat(r.Acts, r.Beside) {
		if kinds[k] == nil {
			return fmt.Errorf("no act or state of affairs is called %q", k)
		}
	}
	for _, party := range slices.Concat(r.Of, r.Except, r.Aside) {
		if !slices.Contains(classes(), party) && strings.ToUpper(party) != party {
			return fmt.Errorf("%q is neither an id nor one of %s", party, strings.Join(classes(), ", "))
		}
	}
	if !slices.Contains(Aspects(), r.Aspect) {
		return fmt.Errorf("there is no aspect %q", r.Aspect)
	}
	for _, v := range []string{r.Then, r.Before, r.Where} {
		if v != "" && !slices.Contains(values(r.Aspect), v) {
			return fmt.Errorf("%q is no value of %s: there are %s", v, r.Aspect, strings.Join(values(r.Aspect), ", "))
		}
	}
	if !slices.Contains([]string{"", "actor", "recipient", "both"}, r.Whose) {
		return fmt.Errorf("whose must be actor, recipient or both, not %q", r.Whose)
	}
	var ok bool
	if r.strength, ok = parseStrength(r.Strength); !ok {
		return fmt.Errorf("strength must be express, implied or presupposed, not %q", r.Strength)
	}
	if len(r.Said) == 0 {
		r.said[act.Asserted] = true
	}
	for _, s := range r.Said {
		m, ok := act.ParseModality(s)
		if !ok {
			return fmt.Errorf("%q is no modality", s)
		}
		r.said[m] = true
	}
	return nil
}

// values returns the values that a rule can give an aspect.
func values(a Aspect) []string {
	if a == Relations {
		return []string{Ambassador, Charge, Embassy, Consulate, None, Some}
	}
	return []string{Yes, No}
}

// tells reports whether a rule speaks of the standing of the actor towards the
// recipient, and of that of the recipient towards the actor.
func (r *Rule) tells() (actors, recipients bool) {
	return r.Whose != "recipient", r.Whose == "recipient" || r.Whose == "both"
}

// Kinds returns the acts and states of affairs from which anything follows, in
// alphabetical order.
func (d *Doctrine) Kinds() []string {
	kinds := map[string]bool{}
	add := func(rules []Rule) {
		for n := range rules {
			for _, list := range [][]string{rules[n].Acts, rules[n].Beside} {
				for _, k := range list {
					kinds[k] = true
				}
			}
		}
	}
	add(d.Rules)
	for n := range d.Practices {
		add(d.Practices[n].rules.Rules)
	}
	return slices.Sorted(maps.Keys(kinds))
}

// practice returns the doctrine that a state follows towards governments on a
// day, beside d; nil where it has none.
func (d *Doctrine) practice(by string, day edtf.Day) *Practice {
	for n := range d.Practices {
		if p := &d.Practices[n]; p.By == by && p.from <= day {
			return p
		}
	}
	return nil
}
