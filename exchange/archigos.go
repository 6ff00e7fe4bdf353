package exchange

import (
	"strings"

	"github.com/credence-project/credence/act"
)

// Changes of government: Goemans, Gleditsch and Chiozza, "Introducing Archigos:
// A Dataset of Political Leaders", Journal of Peace Research 46 (2009), version
// 4.1, https://www.rochester.edu/college/faculty/hgoemans/data.htm. A row is a leader's time in office; what is taken is how it
// began. Columns obsid, gwcode, leader, startdate, enddate, entry, and more.
type leaders struct {
	codes   *names
	entries map[string]fact
	known   map[string]fact
	kinds   map[string]*act.Kind
}

func openArchigos(im *Importer, in *input) (stream, error) {
	t, err := in.table(readCSV)
	if err != nil {
		return nil, err
	}
	if err := t.demand("obsid", "gwcode", "leader", "startdate", "enddate", "entry"); err != nil {
		return nil, err
	}
	x, err := im.leaders()
	if err != nil {
		return nil, err
	}
	return im.eachRecord("archigos", "archigos", t, x.convert), nil
}

// leaders reads what is known about the table.
func (im *Importer) leaders() (*leaders, error) {
	x := &leaders{kinds: map[string]*act.Kind{}}
	var err error
	if x.codes, err = im.stateCodes(); err != nil {
		return nil, err
	}
	entries, err := readFacts("data/archigos/entries.tsv", "entry", "act", "note")
	if err != nil {
		return nil, err
	}
	for _, f := range entries {
		if name := f.cell["act"]; name != "" {
			if x.kinds[name], err = im.kindOf(name); err != nil {
				return nil, f.errorf("%w", err)
			}
		}
	}
	if x.entries, err = byFirst(entries, "entry"); err != nil {
		return nil, err
	}
	known, err := readFacts("data/archigos/leaders.tsv", "obsid", "regime", "installer", "note")
	if err != nil {
		return nil, err
	}
	for _, f := range known {
		for id := range strings.SplitSeq(f.cell["regime"]+"|"+f.cell["installer"], "|") {
			if _, ok := im.directory.Entity(id); id != "" && !ok {
				return nil, f.errorf("the gazetteer has no %s", id)
			}
		}
	}
	x.known, err = byFirst(known, "obsid")
	return x, err
}

// convert says how the leader came to power.
func (x *leaders) convert(s *sheet) {
	s.row.Entry.Document.Article = "archigos/" + strings.ToLower(s.get("obsid"))
	start := s.day("startdate")
	end := s.day("enddate")
	entry, ok := x.entries[strings.ToLower(s.get("entry"))]
	country := x.codes.on(s.get("gwcode"), start)
	switch {
	case start.IsZero():
		s.refuse("no day on which the leader came to power")
	case !ok:
		s.refuse("the entry %q is not known", s.get("entry"))
	case entry.cell["act"] == "":
		s.refuse("%s", entry.cell["note"])
	case country.id == "":
		s.refuse("%s", country.note)
	}
	if s.row.Refused != "" {
		return
	}
	if before(end, start) {
		s.flag("ended before it started")
	}
	said := statement{kind: x.kinds[entry.cell["act"]], date: start.String(), words: s.get("startdate"),
		columns: []string{"obsid", "leader", "startdate", "entry"}}
	x.parties(s, &said, country.id)
	s.say(said)
}

// parties fills in who did it, and to which country: taking office has only its
// actor; seizing power is done to the country; who is put in office by another
// state is the recipient's.
func (x *leaders) parties(s *sheet, said *statement, country string) {
	known := x.known[s.get("obsid")]
	regime := country
	if id := known.cell["regime"]; id != "" {
		regime = id
		s.note("the regime is known: %s", known.cell["note"])
	}
	place, _, _ := strings.Cut(s.get("obsid"), "-")
	switch {
	case said.kind.Unary:
		said.actors = party(regime, s.get("leader"))
	case said.kind.Name == "install-government":
		said.recipients = party(regime, s.get("leader"))
		for id := range strings.SplitSeq(known.cell["installer"], "|") {
			if id != "" {
				said.actors = append(said.actors, act.RecordParty{ID: id})
			}
		}
		if len(said.actors) == 0 {
			s.note("put in office from abroad, by whom is not said")
		} else {
			s.flag("who installed the government is not Archigos' word: %s", known.cell["note"])
		}
	default:
		said.actors, said.recipients = party(regime, s.get("leader")), party(country, place)
	}
}
