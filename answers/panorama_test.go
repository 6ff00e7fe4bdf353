package answers_test

import (
	"testing"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/edtf"
)

// A panorama tells of each day what the standing of each pair tells.
func TestPanoramaAgreesWithStatus(t *testing.T) {
	desk := checkDesk(t, file(t, "facts.txt"), "default")
	for _, of := range []string{"AFG.TALIBAN", "PSE", "TWN", "XKX", "USA"} {
		p, err := desk.Panorama(t.Context(), answers.Question{Of: of})
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Parties) == 0 {
			t.Errorf("%s: the facts tell of nobody's standing towards it", of)
		}
		for _, day := range []edtf.Day{edtf.DayOf(1949, 10, 2), edtf.DayOf(1979, 1, 1), edtf.DayOf(1997, 6, 1), edtf.DayOf(2014, 1, 1), edtf.DayOf(2025, 7, 2), edtf.DayOf(2025, 7, 7)} {
			for n := range p.Parties {
				x := &p.Parties[n]
				agree(t, desk, &x.Theirs, answers.Question{Of: of, By: x.Party, On: day})
				agree(t, desk, &x.Ours, answers.Question{Of: x.Party, By: of, On: day})
			}
		}
	}
}

// agree compares a course with the status of a day.
func agree(t *testing.T, desk *answers.Desk, c *answers.Course, q answers.Question) {
	t.Helper()
	rows, err := desk.Status(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	recognised, relations := c.On(q.On)
	if s := rows[0]; s.Recognised != recognised.Value || s.Relations != relations.Value {
		t.Errorf("%s towards %s on %s: %s, %s; the panorama has %s, %s", q.By, q.Of, q.On, s.Recognised, s.Relations, recognised.Value, relations.Value)
	}
}
