package exchange

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
)

// Cameo is what is known of CAMEO: its event codes with their values on Goldstein's
// scale, and its codes of actors. Both who writes and who reads the layouts of others
// use it.
type Cameo struct {
	codes  map[string]CameoCode
	actors map[string]fact
	ids    map[string]string // by country and group
	types  map[string]fact
	names  *gazetteer.Directory
}

// CameoCode is an event code.
type CameoCode struct {
	Code      string // its zeros lead
	Name      string // as the code book has it
	Goldstein string // -10.0 to 10.0
}

// Root returns the first two digits.
func (c CameoCode) Root() string { return c.Code[:2] }

// Base returns the first three digits, or what there is.
func (c CameoCode) Base() string { return c.Code[:min(3, len(c.Code))] }

// Quad returns the class: 1 verbal cooperation, 2 material cooperation, 3 verbal
// conflict, 4 material conflict.
func (c CameoCode) Quad() int {
	switch root := c.Root(); {
	case root <= "05":
		return 1
	case root <= "08":
		return 2
	case root <= "13":
		return 3
	}
	return 4
}

// CameoActor is a party as CAMEO writes it. What is "" is not known.
type CameoActor struct {
	Name    string // in capitals
	Country string
	Group   string
	Types   [2]string
	Sectors string // the words of ICEWS for the types
	State   string // the id of the state that it belongs to
}

// Code returns the codes together.
func (a CameoActor) Code() string {
	if a.Country == "" && a.Types[0] != "" { // an organisation's type stands first
		return a.Types[0] + a.Types[1] + a.Group
	}
	return a.Country + a.Group + a.Types[0] + a.Types[1]
}

// OpenCameo reads the tables. Names nil stands for the gazetteer's own.
func OpenCameo(names *gazetteer.Directory) (c *Cameo, err error) {
	c = &Cameo{codes: map[string]CameoCode{}, ids: map[string]string{}, names: names}
	if names == nil {
		if c.names, err = gazetteer.OpenDirectory(); err != nil {
			return nil, err
		}
	}
	if err := c.readCodes(); err != nil {
		return nil, err
	}
	if err := c.readActors(); err != nil {
		return nil, err
	}
	types, err := readFacts("data/cameo/types.tsv", "kind", "type1", "type2", "sector")
	if err == nil {
		c.types, err = byFirst(types, "kind")
	}
	return c, err
}

func (c *Cameo) readCodes() error {
	codes, err := readFacts("data/cameo/codes.tsv", "code", "goldstein", "name")
	if err != nil {
		return err
	}
	for _, f := range codes {
		code := CameoCode{f.cell["code"], f.cell["name"], f.cell["goldstein"]}
		value, err := strconv.ParseFloat(code.Goldstein, 64)
		switch {
		case err != nil || value < -10 || value > 10:
			return f.errorf("%q is no value on Goldstein's scale", code.Goldstein)
		case len(code.Code) < 2 || strings.Trim(code.Code, "0123456789") != "":
			return f.errorf("%q is no code", code.Code)
		case c.codes[code.Code].Code != "":
			return f.errorf("%q stands twice", code.Code)
		}
		c.codes[code.Code] = code
	}
	return nil
}

func (c *Cameo) readActors() error {
	actors, err := readFacts("data/cameo/actors.tsv", "id", "country", "group", "note")
	if err != nil {
		return err
	}
	for _, f := range actors {
		if _, known := c.names.Entity(f.cell["id"]); !known {
			return f.errorf("the gazetteer has no %s", f.cell["id"])
		}
		key := f.cell["country"] + "/" + f.cell["group"]
		if _, twice := c.ids[key]; !twice { // the first is meant
			c.ids[key] = f.cell["id"]
		}
	}
	c.actors, err = byFirst(actors, "id")
	return err
}

// Event returns an event code as the tables have it.
func (c *Cameo) Event(code string) (CameoCode, bool) {
	known, ok := c.codes[code]
	return known, ok
}

// Actor returns a party as CAMEO writes it, as what it was on a day (EDTF).
func (c *Cameo) Actor(id, day string) CameoActor {
	if id == "" {
		return CameoActor{}
	}
	e, known := c.names.Entity(id)
	a := CameoActor{Name: strings.ToUpper(c.names.Name(id, "en"))}
	t := c.typeOn(&e, day)
	a.Types, a.Sectors = [2]string{t.cell["type1"], t.cell["type2"]}, t.cell["sector"]
	switch f, listed := c.actors[id]; {
	case listed:
		a.Country, a.Group = f.cell["country"], f.cell["group"]
	case !known || e.Kind != "organization":
		a.Country = c.country(gazetteer.State(id))
	}
	if e.Kind != "organization" {
		a.State = gazetteer.State(id)
	}
	return a
}

// country returns the code of a state, that of its id where none is listed. An id of
// a movement that belongs to no state is none.
func (c *Cameo) country(state string) string {
	if f, listed := c.actors[state]; listed {
		return f.cell["country"]
	}
	if len(state) != 3 {
		return ""
	}
	return state
}

// typeOn returns what an entity was on a day (EDTF), as finely as types.tsv tells.
func (c *Cameo) typeOn(e *gazetteer.Entity, day string) fact {
	finest := e.Sort
	if d, err := edtf.Parse(day); err == nil {
		for _, p := range e.Periods {
			m := meaning{days: edtf.Span{First: edtf.MinDay, Last: edtf.MaxDay}}
			if m.between(p.From, p.Until) == nil && m.days.Overlaps(d.Bounds()) {
				finest = p.Kind
				break
			}
		}
	}
	if t, listed := c.types[finest]; listed {
		return t
	}
	return c.types[e.KindOn(day)]
}

// Party returns the id of a party that CAMEO writes with a country and a known group,
// either of which may be "": the state, or the group. It is "" where no table tells.
func (c *Cameo) Party(country, group string) string {
	if group != "" {
		for _, key := range []string{country + "/" + group, "/" + group} {
			if id := c.ids[key]; id != "" {
				return id
			}
		}
		return ""
	}
	if id := c.ids[country+"/"]; id != "" {
		return id
	}
	if e, known := c.names.Entity(country); known && (e.Kind == "state" || e.Kind == "territory") {
		return country
	}
	return ""
}

// readColumns returns the columns of a layout, with what an export puts there.
func readColumns(path string, want int) (columns []string, holds map[string]string, err error) {
	facts, err := readFacts(path, "column", "holds")
	if err != nil {
		return nil, nil, err
	}
	holds = map[string]string{}
	for _, f := range facts {
		columns = append(columns, f.cell["column"])
		holds[f.cell["column"]] = f.cell["holds"]
	}
	if len(columns) != want {
		return nil, nil, fmt.Errorf("%s: %d columns, want %d", path, len(columns), want)
	}
	return columns, holds, nil
}
