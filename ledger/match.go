package ledger

import (
	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
)

// report is what linking looks at in an assertion.
type report struct {
	modality  act.Modality
	days      edtf.Span // zero where undated; of an act done, no later than it was reported
	coarse    bool      // known to the year only, or less
	published edtf.Span // zero where not known
}

// days is a run of days, for looking up.
type days struct{ first, last edtf.Day }

// newReport returns an assertion as linking sees it.
func newReport(kind *act.Kind, modality act.Modality, date edtf.Date, published edtf.Span) report {
	r := report{modality: modality, days: date.Bounds(), published: published}
	r.coarse = r.days.Days() >= 365
	if !kind.State && modality == act.Asserted && !r.days.IsZero() && !published.IsZero() {
		// What was done had been done when it was reported: "2025", told in July.
		if published.Last >= r.days.First {
			r.days.Last = min(r.days.Last, published.Last)
		}
	}
	return r
}

// dated reports whether the report tells when.
func (r report) dated() bool { return !r.days.IsZero() }

// match is how well two reports agree.
type match struct {
	score float64
	why   string
	away  edtf.Day // how far apart they are, to choose among equals
}

// matcher compares reports of one kind.
type matcher struct {
	*rules
	state, once bool
	// undone reports whether what undoes the act was done between two days.
	undone func(from, to edtf.Day) (bool, error)
}

// best returns how well a report fits an act, by the act's reports. Where both
// have dates the dates decide; a score of 0 is no match.
func (m *matcher) best(a report, of []report) (best match, err error) {
	decide := false
	if a.dated() {
		for _, b := range of {
			decide = decide || b.dated()
		}
	}
	for _, b := range of {
		if decide && !b.dated() {
			continue
		}
		found, err := m.match(a, b)
		if err != nil {
			return best, err
		}
		if found.score > best.score || found.score == best.score && found.away < best.away {
			best = found
		}
	}
	return best, nil
}

// match compares two reports. It does not matter which came first.
func (m *matcher) match(a, b report) (match, error) {
	switch {
	case a.dated() && b.dated():
		return m.dates(a, b)
	case !a.dated() && !b.dated():
		return m.together(a, b), nil
	case m.state:
		return match{}, nil
	case a.dated():
		a, b = b, a
	}
	return m.mixed(a, b), nil
}

// dates compares two dated reports, whatever their modalities: a plan, a denial
// and the deed of the same date are about one act.
func (m *matcher) dates(a, b report) (match, error) {
	gap := max(a.days.First-b.days.Last, b.days.First-a.days.Last, 0)
	s := &m.Score
	switch {
	case gap == 0 && !m.once && !m.state && (a.coarse || b.coarse):
		return match{s.Coarse, whySameYear, 0}, nil
	case a.days == b.days:
		return match{s.Same, whySameDate, 0}, nil
	case a.days.Contains(b.days) || b.days.Contains(a.days):
		return match{s.Part, whyPart, 0}, nil
	case gap == 0:
		return match{s.Overlap, whyOverlap, 0}, nil
	case m.state:
		return match{}, nil
	case gap <= m.Days.Near:
		return match{s.Near, reason(whyNear, "n", gap), gap}, nil
	case !m.once || gap > m.Days.Once:
		return match{}, nil
	}
	undone, err := m.undone(min(a.days.Last, b.days.Last), max(a.days.First, b.days.First))
	if err != nil || undone {
		return match{}, err
	}
	return match{s.Disagree, reason(whyDisagree, "n", gap), gap}, nil
}

// together compares two undated reports.
func (m *matcher) together(a, b report) match {
	if a.modality != b.modality {
		return match{}
	}
	found := match{score: m.Score.Together, why: reason(whyTogether, "modality", a.modality)}
	if a.published.IsZero() || b.published.IsZero() {
		return found
	}
	found.away = max(a.published.First-b.published.Last, b.published.First-a.published.Last, 0)
	if !m.once && !m.state && a.modality != act.Negated && found.away > m.Days.Follow {
		return match{} // what recurs has been done again meanwhile
	}
	return found
}

// mixed compares an undated report with a dated one.
func (m *matcher) mixed(undated, dated report) match {
	if dated.modality == act.Negated || undated.modality == act.Negated {
		return match{} // never done, and not done on a day, are two things to say
	}
	told := undated.published
	if undated.modality != act.Asserted {
		ahead := dated.days.First - told.Last
		if !m.once || told.IsZero() || dated.days.Last < told.First || ahead > m.Days.Ahead {
			return match{}
		}
		return match{m.Score.Planned, whyPlanned, max(ahead, 0)}
	}
	found := match{m.Score.Undated, whyUndated, max(told.First-dated.days.Last, 0)}
	switch {
	case told.IsZero() && m.once:
		found.away = edtf.MaxDay - dated.days.Last
	case told.IsZero() || dated.days.First > told.Last || !m.once && found.away > m.Days.Follow:
		return match{}
	}
	return found
}

// reach returns the days on which other reports of the same event may lie: of a
// dated one its own, of an undated one those around its publication, or all.
func (m *matcher) reach(r report) days {
	switch {
	case r.dated():
		return days{r.days.First, r.days.Last}
	case m.once || m.state || r.modality == act.Negated || r.published.IsZero():
		return days{edtf.MinDay, edtf.MaxDay}
	}
	return days{max(edtf.MinDay, r.published.First-m.Days.Follow), min(edtf.MaxDay, r.published.Last+m.Days.Ahead)}
}

// margin is how much further than its reach a report may find others.
func (m *matcher) margin() edtf.Day { return m.Days.Once + m.Days.Near }
