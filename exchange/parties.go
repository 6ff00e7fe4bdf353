package exchange

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
)

// parties finds which states and organisations the actors of tables of events
// are: by the codes of CAMEO, or by name.
type parties struct {
	directory *gazetteer.Directory
	countries *names
	groups    map[string][]string // the ids of a code
	sectors   map[string]fact     // of CAMEO's types
	roles     map[string]string
}

// For whom an actor speaks.
const (
	speaksState        = "state"
	speaksOrgan        = "organ"
	speaksOrganisation = "organisation"
	speaksNobody       = "nobody"
)

func (im *Importer) readParties() (*parties, error) {
	p := &parties{directory: im.directory, groups: map[string][]string{}, roles: map[string]string{}}
	columns := []string{"code", "name", "id", "from", "until", "note"}
	var err error
	if p.countries, err = im.readNames("data/cameo/countries.tsv", columns, false); err != nil {
		return nil, err
	}
	if err := p.readActors(); err != nil {
		return nil, err
	}
	sectors, err := readSpeaks("data/cameo/sectors.tsv", "code", "meaning", "speaks")
	if err != nil {
		return nil, err
	}
	if p.sectors, err = byFirst(sectors, "code"); err != nil {
		return nil, err
	}
	roles, err := readSpeaks("data/icews/roles.tsv", "role", "speaks")
	if err != nil {
		return nil, err
	}
	byRole, err := byFirst(roles, "role")
	if err != nil {
		return nil, err
	}
	for role, f := range byRole {
		p.roles[strings.ToLower(role)] = f.cell["speaks"]
	}
	return p, nil
}

// readActors reads how our ids are written in CAMEO, to be read the other way: a
// code of a country alone is a state's.
func (p *parties) readActors() error {
	facts, err := readFacts("data/cameo/actors.tsv", "id", "country", "group", "note")
	if err != nil {
		return err
	}
	for _, f := range facts {
		id, country, group := f.cell["id"], f.cell["country"], f.cell["group"]
		switch {
		case group != "":
			p.groups[group] = append(p.groups[group], id)
		case !strings.Contains(id, ".") && p.countries.listed[country] == nil:
			p.countries.listed[country] = []meaning{{id: id, days: edtf.Span{First: edtf.MinDay, Last: edtf.MaxDay}}}
		}
	}
	return nil
}

// readSpeaks reads a file that says for whom an actor speaks.
func readSpeaks(path string, columns ...string) ([]fact, error) {
	facts, err := readFacts(path, columns...)
	if err != nil {
		return nil, err
	}
	for _, f := range facts {
		if err := f.oneOf("speaks", speaksState, speaksOrgan, speaksOrganisation, speaksNobody); err != nil {
			return nil, err
		}
	}
	return facts, nil
}

// actor is how a table writes a party, "" where it has no such column.
type actor struct {
	column  string // what to call it in a message: "Actor1"
	name    string
	country string   // a code, of CAMEO
	group   string   // a code, of CAMEO
	types   []string // codes, of CAMEO
}

// byCodes returns the party that an actor is by its codes; the error says why
// none can be taken.
func (p *parties) byCodes(a actor, on edtf.Date) (side, error) {
	x := side{text: a.name}
	speaks := ""
	for _, t := range a.types {
		if t == "" {
			continue
		}
		f, known := p.sectors[t]
		if !known {
			return x, fmt.Errorf("%s: the type %q is not known", a.column, t)
		}
		if speaks = f.cell["speaks"]; speaks == speaksNobody && a.group == "" {
			return x, fmt.Errorf("%s (%s) speaks for no state: %s, %s", a.column, a.name, t, f.cell["meaning"])
		}
		if speaks == speaksOrgan {
			x.faults = append(x.faults, fmt.Sprintf("organ: %s (%s) is %s, %s", a.column, a.name, t, f.cell["meaning"]))
		}
		break // the first type is what it acts as
	}
	if a.group != "" {
		return p.group(x, a, on)
	}
	if a.country == "" {
		return x, fmt.Errorf("%s has neither country nor known group", a.column)
	}
	if speaks == speaksOrganisation {
		return x, fmt.Errorf("%s (%s) is an organisation that is not named by a code", a.column, a.name)
	}
	if x.id = a.country; p.countries.listed[a.country] != nil {
		m := p.countries.on(a.country, on)
		if x.id = m.id; x.id == "" {
			return x, fmt.Errorf("%s: %s", a.column, m.note)
		}
	}
	if _, known := p.directory.Entity(x.id); !known {
		return x, fmt.Errorf("%s: the country %q is not in the gazetteer", a.column, a.country)
	}
	p.placeName(&x, a)
	return x, nil
}

// group returns the organisation or movement of a known group.
func (p *parties) group(x side, a actor, on edtf.Date) (side, error) {
	ids := p.there(p.groups[a.group], on)
	if len(ids) != 1 {
		return x, fmt.Errorf("%s: the group %s is %d of those that the gazetteer has", a.column, a.group, len(ids))
	}
	x.id = ids[0]
	if e, _ := p.directory.Entity(x.id); e.Kind == "organization" {
		x.faults = append(x.faults, fmt.Sprintf("organisation: %s is %s", a.column, x.id))
	}
	return x, nil
}

// there returns those of some ids that were there on a day.
func (p *parties) there(ids []string, on edtf.Date) (list []string) {
	for _, id := range ids {
		e, known := p.directory.Entity(id)
		if known && (on.IsZero() || spanOf(e.From, e.Until).Holds(on.Bounds().First)) {
			list = append(list, id)
		}
	}
	return list
}

// placeName marks a party that is named by a city or another place of its state.
func (p *parties) placeName(x *side, a actor) {
	for _, m := range p.directory.Meant(a.name) {
		if gazetteer.State(m.ID) != gazetteer.State(x.id) {
			continue
		}
		switch e, _ := p.directory.Entity(m.ID); {
		case m.Sense == gazetteer.Capital || m.Sense == gazetteer.Place || e.Kind == "place":
			x.faults = append(x.faults, fmt.Sprintf("city: %s is named by %s", a.column, a.name))
		}
		return
	}
}

// named is how a table names a party in words.
type named struct {
	column  string
	name    string
	sectors []string // ICEWS's, nil where the table has none
	country string   // its country's name, "" where the table has none
}

// byName returns the party that a name means on a day.
func (p *parties) byName(n named, on edtf.Date) (side, error) {
	x := side{text: n.name}
	role, country, inBrackets := bracketed(n.name)
	if !inBrackets {
		if found, err := p.known(n, on); err == nil || len(n.sectors) == 0 || n.country == "" {
			return found, err
		}
		country = n.country
	}
	speaks, as := p.speaks(role, n.sectors)
	switch speaks {
	case "":
		return x, fmt.Errorf("%s (%s): nothing tells for whom it speaks", n.column, n.name)
	case speaksNobody:
		return x, fmt.Errorf("%s (%s) speaks for no state: %s", n.column, n.name, as)
	case speaksOrganisation:
		return x, fmt.Errorf("%s: the organisation %s is not in the gazetteer", n.column, n.name)
	case speaksOrgan:
		x.faults = append(x.faults, fmt.Sprintf("organ: %s is %s", n.column, n.name))
	}
	m, err := p.best(country)
	if err != nil {
		return x, fmt.Errorf("%s: %w", n.column, err)
	}
	if e, _ := p.directory.Entity(m.ID); e.Kind != "state" && e.Kind != "government" {
		return x, fmt.Errorf("%s: %s is no state", n.column, country)
	}
	x.id = m.ID
	return x, nil
}

// bracketed cuts "Foreign Affairs (Russia)" in two.
func bracketed(name string) (role, country string, ok bool) {
	i := strings.LastIndex(name, " (")
	if i < 0 || !strings.HasSuffix(name, ")") {
		return "", "", false
	}
	return name[:i], name[i+2 : len(name)-1], true
}

// speaks returns for whom a role, or the first sector that is listed, speaks.
func (p *parties) speaks(role string, sectors []string) (speaks, as string) {
	for _, r := range slices.Concat([]string{role}, sectors) {
		if s := p.roles[strings.ToLower(strings.TrimSpace(r))]; s != "" {
			return s, strings.TrimSpace(r)
		}
	}
	return "", ""
}

// best returns what a name most likely means, where that is one thing.
func (p *parties) best(name string) (gazetteer.Meant, error) {
	list := p.directory.Meant(name)
	switch {
	case len(list) == 0:
		return gazetteer.Meant{}, fmt.Errorf("%q is not in the gazetteer", name)
	case len(list) > 1 && list[0].Sense == list[1].Sense && list[0].ID != list[1].ID:
		return gazetteer.Meant{}, fmt.Errorf("%q can be %s or %s", name, list[0].ID, list[1].ID)
	}
	return list[0], nil
}

// firstAndLast returns the person that a name of three words means without the
// second, as tables write out patronymics and middle names; else what went wrong.
func (p *parties) firstAndLast(name string, wrong error) (gazetteer.Meant, error) {
	parts := strings.Fields(name)
	if len(parts) != 3 {
		return gazetteer.Meant{}, wrong
	}
	m, err := p.best(parts[0] + " " + parts[2])
	if err != nil || m.Sense != gazetteer.Person {
		return gazetteer.Meant{}, wrong
	}
	return m, nil
}

// known returns the party that a name means by the gazetteer.
func (p *parties) known(n named, on edtf.Date) (side, error) {
	x := side{text: n.name}
	m, err := p.best(n.name)
	if err != nil {
		if m, err = p.firstAndLast(n.name, err); err != nil {
			return x, fmt.Errorf("%s: %w", n.column, err)
		}
	}
	e, _ := p.directory.Entity(m.ID)
	switch {
	case e.Kind == "person":
		return p.person(n, &e, on)
	case m.Sense == gazetteer.Demonym || m.Sense == gazetteer.Adjective:
		return x, fmt.Errorf("%s (%s) is a people, who speak for no state", n.column, n.name)
	case e.Kind == "place" || m.Sense == gazetteer.Capital || m.Sense == gazetteer.Place:
		x.faults = append(x.faults, fmt.Sprintf("city: %s is named by %s", n.column, n.name))
		m.ID = gazetteer.State(m.ID)
	case e.Kind == "organization":
		x.faults = append(x.faults, fmt.Sprintf("organisation: %s is %s", n.column, m.ID))
	}
	x.id = m.ID
	return x, nil
}

// person returns for whom a person held office on a day.
func (p *parties) person(n named, e *gazetteer.Entity, on edtf.Date) (side, error) {
	x := side{text: n.name}
	day := on.Bounds().First
	for _, office := range e.Periods {
		if spanOf(office.From, office.Until).Holds(day) && !on.IsZero() {
			x.id = office.Of
			x.faults = []string{fmt.Sprintf("person: %s is %s, %s of %s then", n.column, n.name, strings.ReplaceAll(office.Kind, "-", " "), office.Of)}
			return x, nil
		}
	}
	return x, fmt.Errorf("%s: %s held no office that day", n.column, n.name)
}

// spanOf returns the days between two dates, "" open.
func spanOf(from, until string) edtf.Span {
	m := meaning{days: edtf.Span{First: edtf.MinDay, Last: edtf.MaxDay}}
	if m.between(from, until) != nil {
		return edtf.Span{}
	}
	return m.days
}
