package exchange

import (
	"fmt"

	"github.com/credence-project/credence/edtf"
)

// service is a row of the archive as it is understood.
type service struct {
	role      fact
	host      meaning
	appointed edtf.Date
	arrived   edtf.Date
	started   edtf.Date
	ended     edtf.Date
	start     fact            // what the note to the start means
	dayOfEnd  edtf.Date       // ended, approximate where its note says so
	endAct    fact            // what the note to the end tells
	means     map[string]bool // what the remarks mean
}

// yearOfArchive is how recent a start must be for a service without an end to
// be one that went on when the archive was made (in 2020).
const yearOfArchive = 2016

// service reads a row, or refuses it.
func (x *chiefs) service(s *sheet) *service {
	v := &service{appointed: s.day("appointed"), arrived: s.day("arrived"), started: s.day("started"), ended: s.day("ended")}
	var ok bool
	if v.role, ok = x.roles[s.get("role")]; !ok {
		s.refuse("the role %q is not known", s.get("role"))
		return v
	}
	if v.role.cell["state"] == "" {
		s.refuse("%s", v.role.cell["note"])
		return v
	}
	x.understand(s, v)
	first := v.first()
	if first.IsZero() {
		s.refuse("%s", v.nothing(s))
		return v
	}
	if v.host = x.territories.on(s.get("territory"), first); v.host.id == "" {
		s.refuse("territory: %s", v.host.note)
	} else if v.host.note != "" {
		s.note("%s: %s", v.host.id, v.host.note)
	}
	return v
}

// first returns the day that tells which state the territory was.
func (v *service) first() edtf.Date {
	for _, d := range []edtf.Date{v.started, v.appointed, v.arrived, v.ended} {
		if !d.IsZero() {
			return d
		}
	}
	return edtf.Date{}
}

// check flags rows that contradict themselves.
func (x *chiefs) check(s *sheet, v *service) {
	order := []struct {
		a, b edtf.Date
		flag string
	}{
		{v.ended, v.started, "ended before it started"},
		{v.started, v.appointed, "started before being appointed"},
		{v.arrived, v.appointed, "arrived before being appointed"},
		{v.started, v.arrived, "started before arriving"},
		{v.ended, v.arrived, "ended before arriving"},
		{v.ended, v.appointed, "ended before being appointed"},
	}
	for _, o := range order {
		if before(o.a, o.b) {
			s.flag("%s (%s, %s)", o.flag, o.a, o.b)
		}
	}
	if lines := x.lines[s.get("id")]; len(lines) > 1 && s.get("id") != "" {
		s.flag("the id stands %d times (lines %v)", len(lines), lines)
	}
}

// appointment says that the person was appointed.
func (x *chiefs) appointment(s *sheet, v *service) {
	if v.appointed.IsZero() {
		return
	}
	if v.role.cell["appointed"] != "yes" {
		s.note("appointed to a post that is none of a head of mission")
		return
	}
	if note := s.get("appointed_note"); note != "" {
		s.note("%s %s", note, v.appointed)
	}
	x.say(s, v, "appoint-ambassador", v.appointed.String(), s.get("appointed"), "sender", "appointed", "appointed_note")
}

// credentials says that the host accepted the credentials.
func (x *chiefs) credentials(s *sheet, v *service) {
	if v.started.IsZero() || v.role.cell["credentials"] != "yes" {
		return
	}
	switch means := v.start.cell["means"]; {
	case v.means["uncredentialed"]:
		s.note("no acceptance of credentials told: %s", s.get("note"))
	case means == "credentials" || means == "received":
		x.say(s, v, "accept-credentials", v.started.String(), s.get("started"), "host", "started", "started_note")
	}
}

// tenure says that the United States had a chief of mission of that rank with
// the host. Who arrived but is not dated to have started is there, unless the
// notes say otherwise.
func (x *chiefs) tenure(s *sheet, v *service) {
	start := v.started
	if start.IsZero() {
		if v.means["unserved"] || v.arrived.IsZero() && v.ended.IsZero() {
			return
		}
		if start = v.arrived; !start.IsZero() {
			s.note("no start: counted from the arrival")
		}
	}
	date := between(start, v.dayOfEnd)
	if v.ended.IsZero() && x.goesOn(s, start) {
		date = since(start)
		s.note("no end: in office when the archive was made")
	}
	x.say(s, v, v.role.cell["state"], date, words(s), "sender", "arrived", "started", "started_note", "ended", "ended_note")
}

// goesOn reports whether a service without an end is the post's last, and recent.
func (x *chiefs) goesOn(s *sheet, start edtf.Date) bool {
	year, _, _ := start.Parts()
	return year >= yearOfArchive && !before(start, x.latest[s.get("territory")])
}

// words returns the dates of a service as they stand.
func words(s *sheet) string {
	start := s.get("started")
	if start == "" {
		start = s.get("arrived")
	}
	return fmt.Sprintf("%s to %s", start, s.get("ended"))
}

// nothing tells why a row gives nothing.
func (v *service) nothing(s *sheet) string {
	note := s.get("note")
	switch {
	case note == "":
		return "no date"
	case v.means["uncommissioned"] && v.appointed.IsZero():
		return "not appointed: " + note
	case v.means["unserved"]:
		return "did not serve: " + note
	}
	return "no date that tells an act: " + note
}
