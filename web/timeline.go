package web

import (
	"fmt"
	"strconv"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/edtf"
)

// timeline is a drawing of what became of two parties: bars for standings, points
// for acts. All lengths are in the units of the drawing.
type timeline struct {
	Width, Height int
	Left          int // where the days begin; names stand before
	Ticks         []yearTick
	Lanes         []lane
	Points        []dot
	PointsY       int
	Today         float64 // x of the day that is asked about
}

// yearTick is a year on the axis.
type yearTick struct {
	X    float64
	Year string
}

// lane is one aspect of one direction.
type lane struct {
	Y      int
	By, Of string
	Aspect string
	Over   string
	Bars   []bar
}

// bar is a run of days on which a standing is the same.
type bar struct {
	X, Width float64
	Value    string
	From, To string // EDTF
}

// dot is an act. One whose day is not known is drawn over all days that it may
// have been done on.
type dot struct {
	X, From, To float64
	Vague       bool
	Row         int // acts that would lie over one another lie below one another
	Y           int
	Event       *answers.Event
}

// Measures of the drawing.
const (
	drawingWidth = 1000
	namesWidth   = 190
	laneHeight   = 26
	axisHeight   = 28
	dotRow       = 16
	dotRows      = 8
)

// newTimeline draws a history up to a day; nil where nothing in it has a day.
func newTimeline(h *answers.History, on edtf.Day) *timeline {
	first := firstDay(h.Acts, on)
	if first == 0 {
		return nil
	}
	year, _, _ := first.Parts()
	s := scale{from: edtf.DayOf(year, 1, 1), to: max(on, edtf.DayOf(year, 12, 31))}
	t := &timeline{Width: drawingWidth, Left: namesWidth, Ticks: s.ticks(), Today: s.x(on)}
	y := axisHeight
	for _, d := range h.Directions {
		for _, l := range d.Lines {
			if x := s.lane(d, l); len(x.Bars) > 0 {
				x.Y, y = y, y+laneHeight
				t.Lanes = append(t.Lanes, x)
			}
		}
	}
	t.PointsY = y + 6
	t.Points = s.dots(h.Acts, t.PointsY)
	rows := 1
	for _, d := range t.Points {
		rows = max(rows, d.Row+1)
	}
	t.Height = t.PointsY + rows*dotRow + 10
	return t
}

// firstDay returns the first day on which an act may have been done, 0 where none
// has a day.
func firstDay(acts []answers.Event, on edtf.Day) (first edtf.Day) {
	for n := range acts {
		d, err := edtf.Parse(acts[n].Date)
		if err != nil {
			continue
		}
		day := d.Bounds().First
		if day <= edtf.MinDay { // "until 1971": only its end is known
			day = d.Bounds().Last
		}
		if day > edtf.MinDay && day < edtf.MaxDay && day <= on && (first == 0 || day < first) {
			first = day
		}
	}
	return first
}

// scale maps days to the drawing.
type scale struct{ from, to edtf.Day }

func (s scale) x(d edtf.Day) float64 {
	d = min(max(d, s.from), s.to)
	part := float64(d-s.from) / float64(max(1, s.to-s.from))
	return round(namesWidth + part*(drawingWidth-namesWidth-10))
}

// round keeps a tenth of a unit.
func round(x float64) float64 { return float64(int(x*10+.5)) / 10 }

// ticks are years at round distances, ten at most.
func (s scale) ticks() (list []yearTick) {
	from, _, _ := s.from.Parts()
	to, _, _ := s.to.Parts()
	step := 1
	for _, step = range []int{1, 2, 5, 10, 20, 25, 50, 100, 200, 500} {
		if (to-from)/step <= 9 {
			break
		}
	}
	for year := (from + step - 1) / step * step; year <= to; year += step {
		list = append(list, yearTick{s.x(edtf.DayOf(year, 1, 1)), strconv.Itoa(year)})
	}
	return list
}

// lane draws one aspect; what is not known leaves a gap.
func (s scale) lane(d answers.Direction, l answers.Line) lane {
	x := lane{By: d.By, Of: d.Of, Aspect: l.Aspect, Over: l.Over}
	for _, p := range l.Periods {
		from, err1 := answers.ParseFirstDay(p.From)
		to, err2 := answers.ParseDay(p.To)
		if err1 != nil || err2 != nil || p.Value == "unknown" || to < s.from || from > s.to {
			continue
		}
		left := s.x(from)
		x.Bars = append(x.Bars, bar{X: left, Width: max(2, round(s.x(to)-left)), Value: p.Value, From: p.From, To: p.To})
	}
	return x
}

// dots places acts so that they do not lie over one another.
func (s scale) dots(acts []answers.Event, top int) (list []dot) {
	var ends [dotRows]float64 // of the last of each row
	for n := range acts {
		d, err := edtf.Parse(acts[n].Date)
		if err != nil || d.Bounds().IsZero() || d.Bounds().First > s.to {
			continue
		}
		x := dot{From: s.x(d.Bounds().First), To: s.x(d.Bounds().Last), Event: &acts[n]}
		x.Vague = x.To-x.From > 3
		x.X = round((x.From + x.To) / 2)
		for x.Row < dotRows-1 && ends[x.Row] > x.From-12 {
			x.Row++
		}
		ends[x.Row] = max(ends[x.Row], x.To)
		x.Y = top + x.Row*dotRow + dotRow/2
		list = append(list, x)
	}
	return list
}

// Diamond is the outline of the point of an act that was not done.
func (d dot) Diamond() string {
	return fmt.Sprintf("M%.1f %dl6 6l-6 6l-6 -6z", d.X, d.Y-6)
}

// Middle is the height at which a lane's name stands.
func (l lane) Middle() int { return l.Y + laneHeight/2 + 4 }

// Box is the height at which its bars begin.
func (l lane) Box() int { return l.Y + 4 }

// Thick is the height of its bars.
func (l lane) Thick() int { return laneHeight - 8 }
