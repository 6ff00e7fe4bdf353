package web

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/influence"
)

// The measures of the charts, in units of their own.
const (
	chartWidth, chartHeight   = 760, 340
	chartLeft, chartRight     = 46, 12
	chartTop, chartBottom     = 12, 30
	panelWidth, panelHeight   = 340, 110
	powersDrawn               = 5    // each by itself, the rest together
	leastLabelled             = 0.14 // share from which an area has its name in it
	labelMargin, yearsApartPx = 0.08, 70
	nameRoom                  = 30 // to either side of a name
)

// chart is the shares of the powers through time, one upon the other.
type chart struct {
	Areas  []area // from the bottom
	Years  []tick
	Levels []tick
	Leads  []tick // where the lead changes
	Panels []panel
}

// area is a power's part of a chart. The power "" stands for all others.
type area struct {
	Power string
	Look  int    // 1 to powersDrawn, 0 of the others: colour and pattern
	Path  string // of SVG
	X, Y  string // of its name, "" where that has no room
}

// tick is a mark on an axis.
type tick struct{ At, Text string }

// panel is a power by itself: its share, and the band that it lies in when the
// weights are varied.
type panel struct {
	Power      string
	Look       int
	Line, Band string
	Years      []tick
}

// frame turns days and shares into places.
type frame struct {
	from, to                 edtf.Day
	left, right, top, bottom float64
}

func (f *frame) x(d edtf.Day) float64 {
	return f.left + (f.right-f.left)*float64(d-f.from)/float64(max(f.to-f.from, 1))
}

func (f *frame) y(share float64) float64 { return f.bottom - (f.bottom-f.top)*share }

// drawn returns the chart of a result, nil where it has no shares.
func drawn(r *influence.Result) *chart {
	if len(r.Series) < 2 || len(r.Powers) == 0 {
		return nil
	}
	f := &frame{from: dayOf(r.From), to: dayOf(r.To), left: chartLeft, right: chartWidth - chartRight, top: chartTop, bottom: chartHeight - chartBottom}
	c := &chart{Years: f.years(yearsApartPx)}
	for _, level := range []float64{0, .25, .5, .75, 1} {
		c.Levels = append(c.Levels, tick{spot(f.y(level)), strconv.Itoa(int(100 * level))})
	}
	for _, change := range r.Changes {
		c.Leads = append(c.Leads, tick{spot(f.x(dayOf(change.Date))), change.Date.String()})
	}
	shown := r.Powers[:min(powersDrawn, len(r.Powers))]
	below := make([]float64, len(r.Series))
	for n, power := range shown {
		c.Areas = append(c.Areas, f.area(r, below, n+1, power, func(p *influence.Point) float64 { return shareOf(p, power).Share }))
		c.Panels = append(c.Panels, panelOf(r, n+1, power))
	}
	if len(r.Powers) > len(shown) {
		c.Areas = append(c.Areas, f.area(r, below, 0, "", func(p *influence.Point) (sum float64) {
			for _, s := range p.Powers {
				if !slices.Contains(shown, s.Power) {
					sum += s.Share
				}
			}
			return sum
		}))
	}
	return c
}

// area puts a power upon what is below, which then has it too.
func (f *frame) area(r *influence.Result, below []float64, look int, power string, share func(*influence.Point) float64) area {
	a := area{Power: power, Look: look}
	var up, down []string
	var xs, shares []float64
	for n := range r.Series {
		p := &r.Series[n]
		x, s := f.x(dayOf(p.Date)), share(p)
		down = append(down, spot(x)+" "+spot(f.y(below[n])))
		up = append(up, spot(x)+" "+spot(f.y(below[n]+s)))
		xs, shares = append(xs, x), append(shares, s)
	}
	at := f.roomiest(xs, shares)
	slices.Reverse(down)
	a.Path = "M" + strings.Join(up, "L") + "L" + strings.Join(down, "L") + "Z"
	if at >= 0 {
		a.X, a.Y = spot(xs[at]), spot(f.y(below[at]+shares[at]/2)+4)
	}
	for n := range shares {
		below[n] += shares[n]
	}
	return a
}

// roomiest returns the point where a name has most room in an area, -1 where it has
// none.
func (f *frame) roomiest(xs, shares []float64) int {
	best, at := 0.0, -1
	for n, x := range xs {
		aside := math.Abs((x-f.left)/(f.right-f.left) - 0.5) // of the middle
		if aside > 0.5-labelMargin {
			continue
		}
		least := 1.0
		for k := range xs {
			if xs[k] > x-nameRoom && xs[k] < x+nameRoom {
				least = min(least, shares[k])
			}
		}
		if room := least - aside/10; least > leastLabelled && room > best {
			best, at = room, n
		}
	}
	return at
}

// panelOf draws one power by itself.
func panelOf(r *influence.Result, look int, power string) panel {
	f := &frame{from: dayOf(r.From), to: dayOf(r.To), left: 4, right: panelWidth - 4, top: 6, bottom: panelHeight - 22}
	p := panel{Power: power, Look: look, Years: f.years(yearsApartPx)}
	var line, high, low []string
	for n := range r.Series {
		x, s := spot(f.x(dayOf(r.Series[n].Date))), shareOf(&r.Series[n], power)
		line = append(line, x+" "+spot(f.y(s.Share)))
		high, low = append(high, x+" "+spot(f.y(s.High))), append(low, x+" "+spot(f.y(s.Low)))
	}
	slices.Reverse(low)
	p.Line, p.Band = "M"+strings.Join(line, "L"), "M"+strings.Join(high, "L")+"L"+strings.Join(low, "L")+"Z"
	return p
}

// shareOf returns what a power has at a point, nothing where it has no evidence.
func shareOf(p *influence.Point, power string) influence.Share {
	for _, s := range p.Powers {
		if s.Power == power {
			return s
		}
	}
	return influence.Share{Power: power}
}

// years returns marks at the beginnings of years, no nearer to each other than so
// many units.
func (f *frame) years(apart float64) (list []tick) {
	first, _, _ := f.from.Parts()
	last, _, _ := f.to.Parts()
	step := 1
	for _, s := range []int{1, 2, 5, 10, 20, 50, 100} {
		if step = s; float64(last-first+1)/float64(s)*apart <= f.right-f.left {
			break
		}
	}
	for year := first - first%step; year <= last; year += step {
		if d := edtf.DayOf(year, 1, 1); d >= f.from && d <= f.to {
			list = append(list, tick{spot(f.x(d)), strconv.Itoa(year)})
		}
	}
	return list
}

func dayOf(d edtf.Date) edtf.Day { return d.Bounds().First }

// spot writes a number of units, to a tenth.
func spot(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") }
