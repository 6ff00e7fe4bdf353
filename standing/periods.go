package standing

import (
	"slices"

	"github.com/credence-project/credence/edtf"
)

// Period is a run of days on which a standing is the same, on the same ground.
type Period struct {
	edtf.Span
	Standing // on the first day
}

// Periods returns the standing in an aspect from one day to another, a period
// after the other without gaps, each with the reports that decide it.
func (l *Line) Periods(a Aspect, over string, from, to edtf.Day) []Period {
	var all []Period
	for _, day := range l.turns(key{a, over}, from, to) {
		s := l.on(key{a, over}, day, false)
		if n := len(all) - 1; n >= 0 && same(&all[n].Standing, &s) {
			all[n].Last = to
			continue
		} else if n >= 0 {
			all[n].Last = day - 1
		}
		all = append(all, Period{edtf.Span{First: day, Last: to}, s})
	}
	return all
}

// same reports whether two standings are one that lasts.
func same(a, b *Standing) bool {
	return a.Told() == b.Told() && a.Since == b.Since && (a.Rule == b.Rule || a.Since == "" && b.Since == "")
}

// turns returns the days on which a standing can change: those on which an
// effect begins or ends, or a regime comes or goes.
func (l *Line) turns(k key, from, to edtf.Day) []edtf.Day {
	days := []edtf.Day{from}
	add := func(d edtf.Day) {
		if from < d && d <= to {
			days = append(days, d)
		}
	}
	for _, e := range l.effects[k] {
		add(e.span.First)
		add(e.span.Last)
		if !e.until.IsZero() {
			add(e.until.First + 1)
		}
		if reach, limited := l.doctrine.Reach[k.aspect]; limited && e.before != "" {
			add(e.span.Last - edtf.Day(reach))
		}
	}
	for _, eras := range [][]era{l.eras, l.lapses} {
		for _, e := range eras {
			add(e.days.First)
			add(e.days.Last) // by which what the sources date to a year was done under that rule
			add(e.days.Last + 1)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// First returns the first day of which anything is told, 0 where nothing is.
func (l *Line) First() edtf.Day {
	var first edtf.Day
	for _, list := range l.effects {
		for _, e := range list {
			if first == 0 || e.span.First < first {
				first = e.span.First
			}
		}
	}
	return first
}

// Told returns the aspects of which anything is told.
func (l *Line) Told() []Aspect {
	var told []Aspect
	for _, a := range Aspects() {
		for k := range l.effects {
			if k.aspect == a {
				told = append(told, a)
				break
			}
		}
	}
	return told
}
