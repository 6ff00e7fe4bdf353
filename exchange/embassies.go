package exchange

import (
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
)

// The database of embassies, database_of_embassies.csv: missions as Wikidata
// (https://www.wikidata.org, CC0) has them, each with its item. Values
// stand between semicolons; several jurisdictions between bars. The creation is
// an instant whose month and day are 01 where Wikidata knows only the year.
type embassies struct {
	directory *gazetteer.Directory
	names     *names
	types     map[string]fact
	kinds     map[string]*act.Kind
}

// yearOfFirstEmbassies is before the first resident embassies (Milan, 1455):
// what is dated earlier is a building.
const yearOfFirstEmbassies = 1455

func openEmbassies(im *Importer, in *input) (stream, error) {
	t, err := in.table(readSplit)
	if err != nil {
		return nil, err
	}
	if err := t.demand("operator", "country", "city", "type", "creation"); err != nil {
		return nil, err
	}
	x := &embassies{directory: im.directory, kinds: map[string]*act.Kind{}}
	if x.names, err = im.readNames("data/embassies/names.tsv", []string{"name", "id", "from", "until", "note"}, true); err != nil {
		return nil, err
	}
	types, err := readFacts("data/embassies/types.tsv", "type", "state", "note")
	if err != nil {
		return nil, err
	}
	for _, f := range types {
		if name := f.cell["state"]; name != "" {
			if x.kinds[name], err = im.kindOf(name); err != nil {
				return nil, f.errorf("%w", err)
			}
		} else if f.cell["note"] == "" {
			return nil, f.errorf("neither a state of affairs nor a note that says why")
		}
	}
	if x.types, err = byFirst(types, "type"); err != nil {
		return nil, err
	}
	return im.eachRecord("embassies", "embassies", t, x.convert), nil
}

// convert says that the operator keeps a mission with the host.
func (x *embassies) convert(s *sheet) {
	if item := s.get("QID"); item != "" {
		s.row.Entry.Document.Article = "embassies/" + item[strings.LastIndexByte(item, '/')+1:]
		s.row.Entry.Document.URL = item
	}
	mission, ok := x.types[strings.ToLower(s.get("type"))]
	operator, host := x.operator(s), x.host(s)
	switch {
	case !ok:
		s.refuse("the type %q is not known", s.get("type"))
	case mission.cell["state"] == "":
		s.refuse("%s", mission.cell["note"])
	case operator != "" && operator == host:
		s.refuse("operator and host are the same")
	}
	if s.row.Refused != "" {
		return
	}
	if note := mission.cell["note"]; note != "" {
		s.note("%s", note)
	}
	created := x.created(s, operator, host)
	x.jurisdictions(s)
	s.say(statement{
		kind: x.kinds[mission.cell["state"]], date: since(created), words: s.get("creation"),
		actors: party(operator, s.get("operator")), recipients: party(host, s.get("country")),
		columns: []string{"operator", "country", "city", "type", "creation"},
	})
}

// operator returns whose mission it is.
func (x *embassies) operator(s *sheet) string {
	m := x.names.on(s.get("operator"), edtf.Date{})
	e, _ := x.directory.Entity(m.id)
	switch {
	case m.id == "":
		s.refuse("operator: %s", m.note)
	case e.Kind == "territory" || e.Kind == "place":
		s.refuse("operator: %s is part of a state", s.get("operator"))
	case e.Kind == "organization" && e.Sort != "sovereign-order":
		s.refuse("operator: %s is an organisation", s.get("operator"))
	}
	return m.id
}

// host returns the state that receives the mission: of a territory, the one
// that it belongs to.
func (x *embassies) host(s *sheet) string {
	m := x.names.on(s.get("country"), edtf.Date{})
	e, _ := x.directory.Entity(m.id)
	switch e.Kind {
	case "state", "government":
		return m.id
	case "territory":
		if of, ok := x.directory.Entity(e.Of); ok && of.Kind == "state" {
			s.note("%s belongs to %s, which receives the mission", m.id, e.Of)
			return e.Of
		}
	}
	if m.note == "" {
		m.note = s.get("country") + " is no state"
	}
	s.refuse("host: %s", m.note)
	return ""
}

// created returns since when the mission is there, the zero Date where not known.
func (x *embassies) created(s *sheet, operator, host string) edtf.Date {
	text, _, _ := strings.Cut(s.get("creation"), "T")
	if text == "" {
		return edtf.Date{}
	}
	d, err := plainDate(strings.TrimSuffix(strings.TrimSuffix(text, "-01"), "-01"))
	if err != nil {
		s.flag("creation: %v", err)
		return edtf.Date{}
	}
	if year, _, _ := d.Parts(); year < yearOfFirstEmbassies {
		s.flag("created in %d: the age of the building, not of the mission", year)
		return edtf.Date{}
	}
	for _, id := range []string{operator, host} {
		e, _ := x.directory.Entity(id)
		if from, err := edtf.Parse(e.From); err == nil && before(d, from) {
			s.flag("created in %s, before %s was there (%s)", d, id, e.From)
		}
	}
	return d
}

// jurisdictions notes for which other countries the mission is responsible:
// the table does not say whether it is accredited to them.
func (x *embassies) jurisdictions(s *sheet) {
	var others []string
	for name := range strings.SplitSeq(s.get("jurisdictions"), "|") {
		if name = strings.TrimSpace(name); name != "" && name != s.get("country") {
			others = append(others, name)
		}
	}
	if len(others) > 0 {
		s.note("responsible for %s too, which is not taken", strings.Join(others, ", "))
	}
}
