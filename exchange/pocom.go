package exchange

import (
	"strings"

	"github.com/credence-project/credence/edtf"
)

// The United States' chiefs of mission: "Principal Officers and Chiefs of
// Mission", Office of the Historian, US Department of State,
// https://github.com/HistoryAtState/pocom (public domain, CC0): as a table of
// which a row is a person's service at a post, or as the archive's own XML.
//
// What a row says: that the person was appointed, that the host accepted his or
// her credentials, that the United States had a chief of mission of that rank
// with the host from day to day, and at times how it ended ("Algeria severed
// diplomatic relations with the United States on").

// chiefsColumns are the columns of the table.
func chiefsColumns() []string {
	return []string{"territory", "id", "person", "role", "contemporary_territory", "appointed", "appointed_note",
		"arrived", "started", "started_note", "ended", "ended_note", "note"}
}

const unitedStates = "USA"

// chiefs imports the archive.
type chiefs struct {
	im          *Importer
	roles       map[string]fact
	started     map[string]fact
	ended       []fact
	notes       []fact
	territories *names
	lines       map[string][]int     // by id, where it stands
	latest      map[string]edtf.Date // by territory, when its last chief started
}

func openChiefs(im *Importer, in *input) (stream, error) {
	data, err := in.all()
	if err != nil {
		return nil, err
	}
	t, err := readChiefs(data)
	if err != nil {
		return nil, err
	}
	x, err := im.chiefs()
	if err != nil {
		return nil, err
	}
	x.survey(t)
	return im.eachRecord("pocom", "pocom", t, x.convert), nil
}

// readChiefs reads the archive as a table, whichever form it has.
func readChiefs(data []byte) (*table, error) {
	if isTar(data) {
		return readChiefsTar(data)
	}
	t, err := readCSV(string(data))
	if err != nil {
		return nil, err
	}
	return t, t.demand(chiefsColumns()...)
}

// chiefs reads what is known about the archive's words.
func (im *Importer) chiefs() (*chiefs, error) {
	x := &chiefs{im: im}
	roles, err := readFacts("data/pocom/roles.tsv", "role", "state", "appointed", "credentials", "note")
	if err != nil {
		return nil, err
	}
	for _, f := range roles {
		if err := x.checkRole(f); err != nil {
			return nil, err
		}
	}
	if x.roles, err = byFirst(roles, "role"); err != nil {
		return nil, err
	}
	x.territories, err = im.readNames("data/pocom/territories.tsv", []string{"territory", "id", "from", "until", "note"}, true)
	if err != nil {
		return nil, err
	}
	return x, x.readNotes()
}

// checkRole returns an error where a role means nothing that can be said.
func (x *chiefs) checkRole(f fact) error {
	for _, c := range []string{"appointed", "credentials"} {
		if err := f.oneOf(c, "yes", "no"); err != nil {
			return err
		}
	}
	if f.cell["state"] != "" {
		if _, err := x.im.kindOf(f.cell["state"]); err != nil {
			return f.errorf("%w", err)
		}
	} else if f.cell["note"] == "" {
		return f.errorf("neither a state of affairs nor a note that says why")
	}
	return nil
}

// survey looks through the table for what a row alone does not show: ids that
// stand twice, and who started last at each post.
func (x *chiefs) survey(t *table) {
	x.lines, x.latest = map[string][]int{}, map[string]edtf.Date{}
	for i := range t.records {
		r := &t.records[i]
		if r.wrong != "" {
			continue
		}
		x.lines[r.get("id")] = append(x.lines[r.get("id")], r.line)
		for _, c := range []string{"started", "arrived"} {
			d, err := plainDate(r.get(c))
			if latest := x.latest[r.get("territory")]; err == nil && (latest.IsZero() || before(latest, d)) {
				x.latest[r.get("territory")] = d
			}
		}
	}
}

// convert says what a chief's row says.
func (x *chiefs) convert(s *sheet) {
	if id := s.get("id"); id != "" {
		s.row.Entry.Document.Article = "pocom/" + id
	}
	v := x.service(s)
	if s.row.Refused != "" {
		return
	}
	x.check(s, v)
	x.appointment(s, v)
	x.credentials(s, v)
	x.tenure(s, v)
	x.end(s, v)
	if len(s.row.Entry.Assertions) == 0 {
		s.refuse("%s", v.nothing(s))
	}
}

// say adds an act between the United States and the host. It is done by sender,
// the United States, by host, or by another whose id by is.
func (x *chiefs) say(s *sheet, v *service, name, date, words, by string, columns ...string) {
	k, err := x.im.kindOf(name)
	if err != nil { // not so: checked when the tables were read
		s.flag("%v", err)
		return
	}
	said := statement{kind: k, date: date, words: words, columns: append(columns, "territory", "person", "role")}
	sender, host := party(unitedStates, "United States"), party(v.host.id, s.get("territory"))
	switch by {
	case "sender":
		said.actors, said.recipients = sender, host
	case "host":
		said.actors, said.recipients = host, sender
	default:
		said.actors, said.recipients = party(by, ""), sender
	}
	s.say(said)
}

// straight writes a note in small letters, with straight apostrophes.
func straight(note string) string {
	return strings.ToLower(strings.ReplaceAll(note, "’", "'"))
}
