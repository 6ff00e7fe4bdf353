package gazetteer

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/credence-project/credence/edtf"
)

//go:embed data/*.tsv
var data embed.FS

// Entity is something that can be named, whatever the language.
type Entity struct {
	ID      string // of a person a slug: "vladimir-putin"
	Kind    string // state, territory, government, movement, organization, place, person
	Sort    string // the finer kind, as the data has it: former-state, junta, agency, city, …
	Of      string // the state that it belongs to, "" where none; "ISR|PSE" of a contested place
	From    string // EDTF, first day on which it was there, "" where open
	Until   string // EDTF, last day
	Name    string // canonical, in English; "" of people, whom the languages name
	Note    string
	Periods []Period // where it was of several kinds in turn, or a person held several offices
}

// Period is a time during which an entity was of a kind: a movement first, a
// government later; of a person, an office held.
type Period struct {
	Kind, Of    string // of a person: the office and for whom
	From, Until string // EDTF, "" where open
	days        edtf.Span
}

// State returns the state of an id: "AFG" of "AFG.TALIBAN".
func State(id string) string {
	state, _, _ := strings.Cut(id, ".")
	return state
}

// KindOn returns what the entity was on a day (EDTF): the Taliban are a movement
// on 2021-08-14 and a government on the day after.
func (e *Entity) KindOn(day string) string {
	span := daysOf(day)
	for _, p := range e.Periods {
		if e.Kind != "person" && p.days.Overlaps(span) {
			return broadKind(p.Kind)
		}
	}
	return e.Kind
}

// sources are the files of entities, in the order in which their readings of
// the same name are preferred.
var sources = [...]string{"states", "places", "organizations", "regimes"}

// holders is the file of those who hold office.
const holders = "data/holders.tsv"

// entities is what exists, by id.
type entities struct {
	byID map[string]*Entity
	ids  []string // in the order of the files

	juntas map[string][]*Entity // of each state
	groups map[string][]group
}

// group is the members of a group of states on some days.
type group struct {
	members []string
	days    edtf.Span
}

// known reads the entities, once for all languages.
var known = sync.OnceValues(readEntities)

func readEntities() (*entities, error) {
	e := &entities{byID: make(map[string]*Entity, 4096)}
	for _, source := range sources {
		path := "data/" + source + ".tsv"
		if !exists(data, path) {
			continue
		}
		if err := e.read(path); err != nil {
			return nil, err
		}
	}
	if exists(data, holders) {
		if err := e.readHolders(holders); err != nil {
			return nil, err
		}
	}
	e.juntas = map[string][]*Entity{}
	for _, id := range e.ids {
		if x := e.byID[id]; x.Sort == "junta" {
			e.juntas[x.Of] = append(e.juntas[x.Of], x)
		}
	}
	if err := e.readGroups("data/groups.tsv"); err != nil {
		return nil, err
	}
	return e, e.check()
}

// readGroups reads which states news names as one.
func (e *entities) readGroups(path string) error {
	t, err := readTable(data, path, "id", "members", "from", "until", "note")
	if err != nil {
		return err
	}
	id, members, from, until := t.column("id"), t.column("members"), t.column("from"), t.column("until")
	e.groups = make(map[string][]group, len(t.rows))
	for _, r := range t.rows {
		g := group{members: strings.Split(r.at(members), "|")}
		if g.days, err = daysBetween(r.at(from), r.at(until)); err != nil {
			return t.errorf(r, "%v", err)
		}
		for _, m := range g.members {
			if e.byID[m] == nil {
				return t.errorf(r, "unknown id %q", m)
			}
		}
		e.groups[r.at(id)] = append(e.groups[r.at(id)], g)
	}
	return nil
}

// readHolders reads who held which office for whom.
func (e *entities) readHolders(path string) error {
	t, err := readTable(data, path, "person", "entity", "office", "from", "until", "note")
	if err != nil {
		return err
	}
	person, entity, office, from, until := t.column("person"), t.column("entity"), t.column("office"), t.column("from"), t.column("until")
	for _, r := range t.rows {
		p := Period{Kind: r.at(office), Of: r.at(entity), From: r.at(from), Until: r.at(until)}
		if p.days, err = daysBetween(p.From, p.Until); err != nil {
			return t.errorf(r, "%v", err)
		}
		if r.at(person) == "" || p.Kind == "" || e.byID[p.Of] == nil {
			return t.errorf(r, "person, a known entity and office must be given")
		}
		e.enter(Entity{ID: r.at(person), Kind: "person", Sort: p.Kind, Of: p.Of}, p)
	}
	return nil
}

// enter adds what a row says of x.
func (e *entities) enter(x Entity, p Period) {
	old := e.byID[x.ID]
	if old == nil {
		x.From, x.Until, x.Periods = p.From, p.Until, []Period{p}
		e.ids = append(e.ids, x.ID)
		e.byID[x.ID] = &x
		return
	}
	if old.Kind == "state" { // no other file can make it anything else
		return
	}
	old.Periods = append(old.Periods, p)
	old.Kind, old.Sort, old.Of = x.Kind, x.Sort, x.Of
	old.widen(p)
}

func (e *entities) read(path string) error {
	t, err := readTable(data, path, "id", "kind", "of", "from", "until", "name", "note")
	if err != nil {
		return err
	}
	id, kind, of, from, until, name, note := t.column("id"), t.column("kind"), t.column("of"), t.column("from"), t.column("until"), t.column("name"), t.column("note")
	for _, r := range t.rows {
		p := Period{Kind: r.at(kind), Of: r.at(of), From: r.at(from), Until: r.at(until)}
		if p.days, err = daysBetween(p.From, p.Until); err != nil {
			return t.errorf(r, "%v", err)
		}
		if r.at(id) == "" || p.Kind == "" {
			return t.errorf(r, "id and kind must be given")
		}
		e.enter(Entity{ID: r.at(id), Kind: broadKind(p.Kind), Sort: p.Kind, Of: p.Of, Name: r.at(name), Note: r.at(note)}, p)
	}
	return nil
}

// widen lets e last at least as long as p.
func (e *Entity) widen(p Period) {
	if e.From != "" && (p.From == "" || p.From < e.From) {
		e.From = p.From
	}
	if e.Until != "" && (p.Until == "" || p.Until > e.Until) {
		e.Until = p.Until
	}
}

func (e *entities) check() error {
	for _, id := range e.ids {
		x := e.byID[id]
		for _, p := range x.Periods {
			for of := range strings.SplitSeq(p.Of, "|") {
				if of != "" && e.byID[of] == nil {
					return fmt.Errorf("data: %s belongs to %q, which is not known", id, of)
				}
			}
		}
		if state, _, dotted := strings.Cut(id, "."); dotted && e.byID[state] == nil {
			return fmt.Errorf("data: the state of %s is not known", id)
		}
	}
	return nil
}

// broadKind returns the kind that a finer one belongs to.
func broadKind(sort string) string {
	switch sort {
	case "state", "former-state":
		return "state"
	case "territory", "government", "movement":
		return sort
	case "rival-government", "junta", "administration", "breakaway", "authority":
		return "government"
	case "force", "party", "militia":
		return "movement"
	case "city", "region", "base", "water", "island", "site", "disputed":
		return "place"
	}
	return "organization"
}

// daysBetween returns the days from the first of from to the last of until.
func daysBetween(from, until string) (edtf.Span, error) {
	span := edtf.Span{First: edtf.MinDay, Last: edtf.MaxDay}
	if from != "" {
		d, err := edtf.Parse(from)
		if err != nil {
			return span, fmt.Errorf("from: %w", err)
		}
		span.First = d.Bounds().First
	}
	if until != "" {
		d, err := edtf.Parse(until)
		if err != nil {
			return span, fmt.Errorf("until: %w", err)
		}
		span.Last = d.Bounds().Last
	}
	if span.Last < span.First {
		return span, fmt.Errorf("from %s until %s holds no day", from, until)
	}
	return span, nil
}

// daysOf returns the days that an EDTF date can mean, the zero Span for none.
func daysOf(date string) edtf.Span {
	if date == "" {
		return edtf.Span{}
	}
	d, err := edtf.Parse(date)
	if err != nil {
		return edtf.Span{}
	}
	return d.Bounds()
}
