package web

import (
	"slices"
	"strconv"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/edtf"
)

// moved returns the day to which a button or the slider moves the question, 0 where
// neither was used.
func (q *request) moved(asked mapQuestion, view *answers.Panorama, step string) (edtf.Day, error) {
	if text := q.values.Get("slide"); text != "" {
		n, err := strconv.ParseInt(text, 10, 32)
		if err != nil || !edtf.Day(n).Valid() {
			return 0, bad("problem.day", text)
		}
		return edtf.Day(n), nil
	}
	sign := map[string]int{"back": -1, "ahead": 1}[q.values.Get("move")]
	switch {
	case sign == 0:
		return 0, nil
	case step == "change":
		return nextChange(changeDays(asked, view), q.on, sign), nil
	}
	return stepped(q.on, step, sign), nil
}

// stepped returns the day that lies a step before or after another; of a month
// without such a day, its last. It does not leave the days that there are.
func stepped(day edtf.Day, step string, sign int) edtf.Day {
	year, month, d := day.Parts()
	switch step {
	case "day":
		return min(max(day+edtf.Day(sign), edtf.MinDay), edtf.MaxDay)
	case "year":
		year += sign
	default:
		month += sign
		if month < 1 || month > 12 {
			month, year = month-12*sign, year+sign
		}
	}
	if year < 1 || year > 9999 {
		return day
	}
	last := edtf.MaxDay
	if year < 9999 || month < 12 {
		last = edtf.DayOf(year+month/12, month%12+1, 1) - 1
	}
	return min(edtf.DayOf(year, month, 1)+edtf.Day(d-1), last)
}

// changeDays returns the days on which an answer changes, in order.
func changeDays(asked mapQuestion, view *answers.Panorama) (days []edtf.Day) {
	for n := range view.Parties {
		for _, s := range asked.of(&view.Parties[n]) {
			if s.From > edtf.MinDay {
				days = append(days, s.From)
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// nextChange returns the first of the days after another, or the last before it;
// that one itself where there is none.
func nextChange(days []edtf.Day, day edtf.Day, sign int) edtf.Day {
	n, found := slices.BinarySearch(days, day)
	switch {
	case sign < 0 && n > 0:
		return days[n-1]
	case sign > 0 && found && n+1 < len(days):
		return days[n+1]
	case sign > 0 && !found && n < len(days):
		return days[n]
	}
	return day
}

// sliderOf returns the days between which the slider moves: from the year of the
// first change to today, and farther where the question or a change is.
func (q *request) sliderOf(asked mapQuestion, view *answers.Panorama) slider {
	s := slider{First: q.on, Last: max(q.on, ask.Today(q.server.Now())), Now: q.on}
	if days := changeDays(asked, view); len(days) > 0 {
		s.First, s.Last = min(s.First, days[0]), max(s.Last, days[len(days)-1])
	}
	year, _, _ := s.First.Parts()
	s.First = edtf.DayOf(year, 1, 1)
	return s
}
