package act

import (
	"bufio"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/credence-project/credence/valency"
)

// Lexicon is the patterns of a language, by the lemma that evokes them: the
// cost of reading does not grow with their number.
type Lexicon struct {
	verbs, nouns map[string][]*Pattern
	classes      map[string]*Class
	quantities   map[string]bool // the lemmas of the class "quantity"
	Examples     []Example
}

// Example is a sentence that a pattern file promises to read in a given way.
type Example struct {
	Source string // file and line
	Text   string
	Want   []string // "recognize-state RUS > GEO.ABKHAZIA asserted", none for a near miss of Kind
	Kind   string   // the kind that the examples stand under
}

// compiler reads the pattern files of one language.
type compiler struct {
	lexicon  *Lexicon
	ontology Ontology
	grammar  *valency.Grammar
	kind     *Kind
	file     string
	line     int
}

// compileLexicon reads acts/*.act in a language's folder: classes first, since
// a pattern may use one of another file.
func compileLexicon(language fs.FS, o Ontology, g *valency.Grammar) (*Lexicon, error) {
	names, err := fs.Glob(language, "acts/*.act")
	if err != nil {
		return nil, err
	}
	c := &compiler{lexicon: &Lexicon{verbs: map[string][]*Pattern{}, nouns: map[string][]*Pattern{}, classes: map[string]*Class{}}, ontology: o, grammar: g}
	for _, pass := range []func(word string, rest []string, line string) error{c.readClass, c.readLine} {
		for _, name := range names {
			if err := c.eachLine(language, name, pass); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", c.file, c.line, err)
			}
		}
	}
	for _, index := range []map[string][]*Pattern{c.lexicon.verbs, c.lexicon.nouns} {
		for _, ps := range index {
			slices.SortStableFunc(ps, func(a, b *Pattern) int { return b.weight - a.weight })
		}
	}
	if class := c.lexicon.classes["quantity"]; class != nil {
		c.lexicon.quantities = class.Lemmas
	}
	return c.lexicon, nil
}

func (c *compiler) eachLine(language fs.FS, name string, read func(word string, rest []string, line string) error) error {
	c.file, c.line, c.kind = path.Base(name), 0, nil
	f, err := language.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() // opened for reading only
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		c.line++
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		words := strings.Fields(line)
		if err := read(words[0], words[1:], line); err != nil {
			return err
		}
	}
	return lines.Err()
}

// readClass reads "class mission = ambassade consulat légation"; a second
// line of the same name adds to the first. "@other" takes in another class.
func (c *compiler) readClass(word string, rest []string, _ string) error {
	if word != "class" {
		return nil
	}
	if len(rest) < 3 || rest[1] != "=" {
		return fmt.Errorf("a class is written: class NAME = LEMMA …")
	}
	class := c.lexicon.classes[rest[0]]
	if class == nil {
		class = &Class{Name: rest[0], Lemmas: map[string]bool{}}
		c.lexicon.classes[rest[0]] = class
	}
	for _, lemma := range rest[2:] {
		if other, ok := strings.CutPrefix(lemma, "@"); ok {
			from := c.lexicon.classes[other]
			if from == nil {
				return fmt.Errorf("no class %q above this line", other)
			}
			for l := range from.Lemmas {
				class.add(l)
			}
			continue
		}
		class.add(lemma)
	}
	return nil
}

func (c *compiler) readLine(word string, rest []string, line string) error {
	switch word {
	case "class":
		return nil
	case "act", "state":
		if len(rest) != 1 || c.ontology[rest[0]] == nil || c.ontology[rest[0]].State != (word == "state") {
			return fmt.Errorf("the ontology has no %s", line)
		}
		c.kind = c.ontology[rest[0]]
		return nil
	case "+", "-":
		return c.example(word, line)
	case "verb", "noun":
		return c.pattern(word == "verb", rest)
	}
	return fmt.Errorf("a line begins with act, state, class, verb, noun, + or -, not %q", word)
}

// example reads "+ text => kind A > R modality" or "- text".
func (c *compiler) example(sign, line string) error {
	if c.kind == nil {
		return fmt.Errorf("an example stands under an act")
	}
	text, want, has := strings.Cut(strings.TrimSpace(line[1:]), "=>")
	if has != (sign == "+") {
		return fmt.Errorf("an example is written: + TEXT => ACTOR > RECIPIENT MODALITY, a near miss: - TEXT")
	}
	e := Example{Source: fmt.Sprintf("%s:%d", c.file, c.line), Text: strings.TrimSpace(text), Kind: c.kind.Name}
	for _, w := range strings.Split(want, ";") {
		if w = strings.Join(strings.Fields(w), " "); w != "" {
			e.Want = append(e.Want, w)
		}
	}
	c.lexicon.Examples = append(c.lexicon.Examples, e)
	return nil
}

// pattern reads what stands after "verb" or "noun": lemmas, then tests, roles
// and flags, which all hold "=" or begin with "+".
func (c *compiler) pattern(verb bool, words []string) error {
	if c.kind == nil {
		return fmt.Errorf("a pattern stands under an act")
	}
	p := &Pattern{Kind: c.kind, Verb: verb, Source: fmt.Sprintf("%s:%d", c.file, c.line)}
	for _, w := range words {
		var err error
		switch {
		case w == "+negated":
			p.Negate = true
		case w == "+future":
			p.Future = true
		case w == "+hypothetical":
			p.Hypothetical = true
		case w == "+asserted":
			p.Assert = true
		case w == "+intransitive":
			p.Intransitive = true
		case strings.ContainsAny(w, "=~"):
			err = c.clause(p, w)
		case strings.HasPrefix(w, "@"):
			err = c.lemmasOf(p, w[1:])
		default:
			p.Lemmas = append(p.Lemmas, w)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", w, err)
		}
	}
	if len(p.Lemmas) == 0 {
		return fmt.Errorf("a pattern needs a lemma")
	}
	if len(p.Actor.Paths) == 0 {
		return fmt.Errorf("a pattern needs an actor, A=…")
	}
	if p.Actor.Paths[0].Sort == OrgParty {
		p.weight++ // what an organisation does to a state is told from what states do
	}
	index := c.lexicon.nouns
	if verb {
		index = c.lexicon.verbs
	}
	for _, l := range p.Lemmas {
		index[l] = append(index[l], p)
	}
	return nil
}

func (c *compiler) lemmasOf(p *Pattern, name string) error {
	class := c.lexicon.classes[name]
	if class == nil {
		return fmt.Errorf("no class %q", name)
	}
	lemmas := make([]string, 0, len(class.Lemmas))
	for l := range class.Lemmas {
		lemmas = append(lemmas, l)
	}
	slices.Sort(lemmas)
	p.Lemmas = append(p.Lemmas, lemmas...)
	return nil
}

// clause reads one role ("A=subj|by") or test ("obj=@mission", "!obj=@list",
// "from~@terror").
func (c *compiler) clause(p *Pattern, w string) error {
	at := strings.IndexAny(w, "=~")
	left, right, within := w[:at], w[at+1:], w[at] == '~'
	if role := map[string]*Role{"A": &p.Actor, "R": &p.Recip, "O": &p.Over}[strings.TrimSuffix(left, "?")]; role != nil && !within {
		if len(role.Paths) > 0 {
			return fmt.Errorf("the role stands twice")
		}
		role.Optional = strings.HasSuffix(left, "?")
		return c.role(role, right)
	}
	left, not := strings.CutPrefix(left, "!")
	path, err := c.path(left)
	if err != nil {
		return err
	}
	class, err := c.class(right)
	if err != nil {
		return err
	}
	p.Tests = append(p.Tests, Test{Path: path, Words: class, Within: within, Not: not})
	if !not {
		p.weight += 2
	}
	return nil
}

// class reads the words of a test: lemmas and classes, "@mission|statut".
func (c *compiler) class(s string) (*Class, error) {
	if name, ok := strings.CutPrefix(s, "@"); ok && !strings.Contains(name, "|") {
		if class := c.lexicon.classes[name]; class != nil {
			return class, nil
		}
		return nil, fmt.Errorf("no class %q", name)
	}
	class := &Class{Name: s, Lemmas: map[string]bool{}, Any: s == "*"}
	for _, word := range strings.Split(s, "|") {
		name, isClass := strings.CutPrefix(word, "@")
		if !isClass {
			class.add(word)
			continue
		}
		from := c.lexicon.classes[name]
		if from == nil {
			return nil, fmt.Errorf("no class %q", name)
		}
		for l := range from.Lemmas {
			class.add(l)
		}
	}
	return class, nil
}

func (c *compiler) role(r *Role, s string) error {
	for _, alternative := range strings.Split(s, "|") {
		steps, sort, _ := strings.Cut(alternative, ":")
		path, err := c.path(steps)
		if err != nil {
			return err
		}
		f := Filler{Path: path}
		var ok bool
		if f.Sort, ok = map[string]Sort{"": AnyParty, "state": StateParty, "regime": RegimeParty, "power": PowerParty, "org": OrgParty, "country": CountryParty, "official": OfficialParty, "place": PlaceParty, "people": PeopleParty, "person": PersonParty}[sort]; !ok {
			return fmt.Errorf("no sort of party %q", sort)
		}
		r.Paths = append(r.Paths, f)
	}
	return nil
}

// function returns the deep function called name.
func function(name string) (Func, bool) {
	for f, n := range [...]string{Subj: "subj", Obj: "obj", IObj: "iobj", Comp: "comp", Own: "own", Adj: "adj", Adv: "adv", Poss: "poss", Gov: "gov", Self: "self", Appos: "appos", Support: "support", Known: "known", Home: "home", Main: "main", Clause: "clause"} {
		if n != "" && n == name {
			return Func(f), true
		}
	}
	return 0, false
}

func (c *compiler) path(s string) (Path, error) {
	var p Path
	for _, name := range strings.Split(s, ".") {
		if f, ok := function(name); ok {
			p = append(p, Step{Func: f})
			continue
		}
		preps, ok := c.grammar.Class(name)
		if !ok {
			return nil, fmt.Errorf("%q is no function and no class of prepositions", name)
		}
		p = append(p, Step{Func: Prep, Preps: preps})
	}
	return p, nil
}
