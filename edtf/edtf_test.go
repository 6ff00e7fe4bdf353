package edtf

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseReadsWhatItWrites(t *testing.T) {
	for _, text := range []string{
		"2025-07-03", "2025-07", "2025", "0001-01-01", "9999-12-31",
		"2025-21", "2025-24", "2025-33", "2025-36", "2025-40", "2025-41",
		"199X", "19XX", "00XX", "000X", "2025-XX", "2025-07-XX", "2025-XX-XX",
		"2025?", "2025-07~", "2025-07-03%", "199X~",
		"2001/2021", "2021-08-15/..", "../2016", "2004-03/", "/2004-03", "2025-02-25/2025-02-26",
		"2021?/..", "199X/200X", "2021/2021-05",
	} {
		d, err := Parse(text)
		if err != nil {
			t.Errorf("%v", err)
		} else if got := d.String(); got != text {
			t.Errorf("%q comes back as %q", text, got)
		}
	}
}

func TestParseErrorTellsPlace(t *testing.T) {
	for text, offset := range map[string]int{
		"":                           0,
		"25":                         2,
		"2025-":                      5,
		"2025-13":                    5,
		"2025-32":                    5,
		"2025-02-30":                 8,
		"1900-02-29":                 8,
		"2025-21-01":                 8,
		"2025-XX-01":                 8,
		"199X-05":                    5,
		"19X5":                       3,
		"0000":                       0,
		"2025-07-03T10:00":           10,
		"2025-07-03??":               11,
		" 2025":                      0,
		"../..":                      2,
		"/":                          0,
		"2025/2024":                  4,
		"2024/2025/2026":             9,
		"2024-01/2O25":               9,
		"２０２５":                       0,
		"2025-07-03/2025-07-3":       19,
		"2024-01-01/2024-01-01/2024": 21,
	} {
		_, err := Parse(text)
		var pe *ParseError
		if !errors.As(err, &pe) {
			t.Errorf("%q: no error", text)
		} else if pe.Offset != offset {
			t.Errorf("%v: want byte %d", err, offset)
		}
	}
}

func TestBoundsAreTheEarliestAndLatestDay(t *testing.T) {
	for text, want := range map[string][2]string{
		"2024-02":                 {"2024-02-01", "2024-02-29"},
		"2024":                    {"2024-01-01", "2024-12-31"},
		"2024-XX":                 {"2024-01-01", "2024-12-31"},
		"2024-02-XX":              {"2024-02-01", "2024-02-29"},
		"2024-21":                 {"2024-03-01", "2024-05-31"},
		"2023-24":                 {"2023-12-01", "2024-02-29"},
		"9999-24":                 {"9999-12-01", "9999-12-31"},
		"2024-36":                 {"2024-10-01", "2024-12-31"},
		"2024-41":                 {"2024-07-01", "2024-12-31"},
		"199X":                    {"1990-01-01", "1999-12-31"},
		"19XX":                    {"1900-01-01", "1999-12-31"},
		"000X":                    {"0001-01-01", "0009-12-31"},
		"2021-08-15/..":           {"2021-08-15", "9999-12-31"},
		"../2016":                 {"0001-01-01", "2016-12-31"},
		"/2016":                   {"0001-01-01", "2016-12-31"},
		"2004-03/2016-06":         {"2004-03-01", "2016-06-30"},
		"2025-02-25~/2025-02-26?": {"2025-02-25", "2025-02-26"},
	} {
		b := MustParse(text).Bounds()
		if b.First.String() != want[0] || b.Last.String() != want[1] {
			t.Errorf("%s runs from %s to %s, want %s to %s", text, b.First, b.Last, want[0], want[1])
		}
	}
	if !(Date{}).Bounds().IsZero() {
		t.Error("no date has days")
	}
}

func TestShiftKeepsPrecision(t *testing.T) {
	for _, c := range []struct {
		name string
		got  Date
		want string
	}{
		{"day before", MustParse("2024-03-01").AddDays(-1), "2024-02-29"},
		{"days after a month", MustParse("2024-03").AddDays(1), ""},
		{"month after the 31st", MustParse("2025-01-31").AddMonths(1), "2025-02-28"},
		{"month over the year's end", MustParse("2024-11").AddMonths(3), "2025-02"},
		{"month before January", MustParse("2024-01").AddMonths(-1), "2023-12"},
		{"year after a leap day", MustParse("2024-02-29").AddYears(1), "2025-02-28"},
		{"winter after autumn", MustParse("2024-23").AddMonths(3), "2024-24"},
		{"spring after winter", MustParse("2024-24").AddMonths(3), "2025-21"},
		{"quarter", MustParse("2024-36").AddMonths(3), "2025-33"},
		{"half", MustParse("2024-40").AddMonths(-6), "2023-41"},
		{"part of a quarter", MustParse("2024-36").AddMonths(2), ""},
		{"months after a year", MustParse("2024").AddMonths(3), ""},
		{"decade", MustParse("199X").AddYears(-10), "198X"},
		{"part of a decade", MustParse("199X").AddYears(5), ""},
		{"both ends", MustParse("2024-12-30/2025-01-05").AddDays(7), "2025-01-06/2025-01-12"},
		{"open end stays", MustParse("2021/..").AddYears(1), "2022/.."},
		{"doubt stays", MustParse("2021-05~").AddMonths(1), "2021-06~"},
		{"masked day", MustParse("2021-05-XX").AddMonths(1), "2021-06-XX"},
		{"past the calendar", MustParse("9999-12-31").AddDays(1), ""},
		{"before the calendar", MustParse("0001").AddYears(-1), ""},
		{"no date", Date{}.AddDays(1), ""},
	} {
		if c.got.String() != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestIntervalsAreMadeOfDates(t *testing.T) {
	a, b := MustParse("2004-03"), MustParse("2016-06")
	for want, got := range map[string]Date{
		"2004-03/2016-06": Interval(a, b),
		"2004-03/..":      Since(a),
		"../2016-06":      Until(b),
		"2004-03/2017":    Interval(Interval(a, b), MustParse("2017")),
		"":                Interval(b, a),
	} {
		if got.String() != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if !Since(a).OpenEnd() || Since(a).OpenStart() || MustParse("/2016").OpenStart() || !Until(b).OpenStart() {
		t.Error("open ends are not told")
	}
	if Since(a).Start() != a || !Since(a).End().IsZero() || Interval(a, b).End() != b {
		t.Error("ends do not come back")
	}
	for _, d := range []Date{Interval(Date{}, b), Interval(Since(a), Until(b)), Since(Date{}), Until(Date{}), Since(Until(b))} {
		if !Interval(Since(a), Until(b)).IsInterval() && !d.IsZero() {
			t.Errorf("%q is an interval of nothing", d)
		}
	}
}

func TestDatesStandAsStringsInJSON(t *testing.T) {
	type record struct{ On, Until Date }
	text := `{"On":"2025-07-03","Until":""}`
	var r record
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	if back, err := json.Marshal(r); err != nil || string(back) != text {
		t.Errorf("%s, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"On":"July"}`), &r); err == nil {
		t.Error("a word is a date")
	}
}

func TestDayAgreesWithTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := Day(rapid.Int32Range(int32(MinDay), int32(MaxDay)).Draw(t, "day"))
		std := time.Date(1, 1, int(day), 0, 0, 0, 0, time.UTC)
		year, month, dom := day.Parts()
		if sy, sm, sd := std.Date(); year != sy || month != int(sm) || dom != sd {
			t.Fatalf("day %d is %d-%d-%d, want %v", day, year, month, dom, std)
		}
		if DayOf(year, month, dom) != day {
			t.Fatalf("day %d does not come back", day)
		}
		if got, want := day.Weekday()%7, int(std.Weekday()); got != want {
			t.Fatalf("%s is weekday %d, want %d", day, got, want)
		}
		wy, ww := day.Week()
		if sy, sw := std.ISOWeek(); wy != sy && year < MaxYear || ww != sw && year < MaxYear {
			t.Fatalf("%s is week %d-%d, want %d-%d", day, wy, ww, sy, sw)
		}
	})
}

// genDate draws a date of any shape.
func genDate() *rapid.Generator[Date] {
	point := rapid.Custom(func(t *rapid.T) Date {
		year := rapid.IntRange(MinYear, MaxYear).Draw(t, "year")
		var d Date
		switch rapid.IntRange(0, 5).Draw(t, "shape") {
		case 0:
			d = Year(year)
		case 1:
			d = Month(year, rapid.SampledFrom([]int{1, 2, 11, 12, Spring, Winter, Q1, Q4, H1, H2}).Draw(t, "part"))
		case 2:
			d = Decade(year)
		case 3:
			d = Century(year)
		case 4:
			d = Year(year)
			d.from.mask = rapid.SampledFrom([]mask{monthMask, monthDayMask}).Draw(t, "mask")
		default:
			d = Day(rapid.Int32Range(1, int32(MaxDay)).Draw(t, "day")).Date()
		}
		d.from.doubt = doubt(rapid.IntRange(0, 3).Draw(t, "doubt"))
		return d
	})
	return rapid.Custom(func(t *rapid.T) Date {
		a, b := point.Draw(t, "a"), point.Draw(t, "b")
		switch rapid.IntRange(0, 4).Draw(t, "form") {
		case 0:
			return Since(a)
		case 1:
			return Until(a)
		case 2:
			if i := Interval(a, b); !i.IsZero() {
				return i
			}
		}
		return a
	})
}

func TestParseInvertsString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := genDate().Draw(t, "date")
		if back, err := Parse(d.String()); err != nil || back != d {
			t.Fatalf("%q comes back as %q, %v", d, back, err)
		}
	})
}

func TestAlgebraHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := genDate().Draw(t, "a"), genDate().Draw(t, "b")
		n := rapid.IntRange(-5000, 5000).Draw(t, "n")
		if a.Compare(b) != -b.Compare(a) || (a.Compare(b) == 0) != (a == b) {
			t.Fatalf("%q and %q are not ordered", a, b)
		}
		if a.Overlaps(b) != b.Overlaps(a) || a.Contains(b) && !a.Overlaps(b) || !a.Contains(a) {
			t.Fatalf("%q and %q: overlap and contain disagree", a, b)
		}
		if a.Contains(b) && b.Contains(a) && a.Bounds() != b.Bounds() {
			t.Fatalf("%q and %q hold each other", a, b)
		}
		if moved := a.AddDays(n); !moved.IsZero() && moved.AddDays(-n) != a {
			t.Fatalf("%q moved by %d days does not come back", a, n)
		}
		if moved := a.AddYears(n); !moved.IsZero() && moved.Precision() != a.Precision() {
			t.Fatalf("%q moved by %d years is %q", a, n, moved)
		}
		if moved := a.AddMonths(n); n > 0 && !moved.IsZero() && moved.Compare(a) < 0 {
			t.Fatalf("%q moved by %d months is %q", a, n, moved)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"2025-07-03", "199X/..", "../2016-24~", "2025-XX-XX", "/2001", "2024-02-30", "é"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Parse(text)
		if err != nil {
			if !d.IsZero() {
				t.Fatalf("%q gives an error and %q", text, d)
			}
			var pe *ParseError
			if !errors.As(err, &pe) || pe.Offset < 0 || pe.Offset > len(text) {
				t.Fatalf("%q: the error has no place: %v", text, err)
			}
			return
		}
		if d.String() != text {
			t.Fatalf("%q comes back as %q", text, d)
		}
		if b := d.Bounds(); b.IsZero() || !b.First.Valid() || !b.Last.Valid() {
			t.Fatalf("%q has no days", text)
		}
	})
}
