package web

import (
	"strconv"
	"strings"
	"time"

	"github.com/credence-project/credence/edtf"
)

// Date writes an EDTF date in words: "3 July 2025", "since August 2021", "the
// 1990s"; "–" for none. What has no words is left as it is.
func (l *locale) Date(text string) string {
	if text == "" {
		return "–"
	}
	if _, err := edtf.Parse(text); err != nil {
		return text
	}
	from, to, interval := strings.Cut(text, "/")
	if !interval {
		return l.point(text)
	}
	switch {
	case to == "..", to == "" && from != "":
		return l.Since(from)
	case from == "..", from == "":
		return l.bound("date.until", to)
	}
	return l.T("date.between", "from", l.point(from), "to", l.point(to))
}

// Since writes the date since which something is so: "since 3 July 2025".
func (l *locale) Since(text string) string {
	if strings.Contains(text, "/") {
		return l.Date(text)
	}
	return l.bound("date.since", text)
}

// bound writes a date behind "since" or "until", which some languages follow with
// an article where it is a day.
func (l *locale) bound(key, text string) string {
	if len(text) == len(time.DateOnly) {
		key += "_day"
	}
	return l.T(key, "date", l.point(text))
}

// point writes a date that is no interval.
func (l *locale) point(text string) string {
	bare := strings.TrimRight(text, "?~%")
	words := l.bare(strings.ReplaceAll(bare, "-XX", ""))
	switch text[len(bare):] {
	case "?":
		return l.T("date.uncertain", "date", words)
	case "~":
		return l.T("date.about", "date", words)
	case "%":
		return l.T("date.about_uncertain", "date", words)
	}
	return words
}

// bare writes a date without a sign of doubt.
func (l *locale) bare(text string) string {
	parts := strings.Split(text, "-")
	year := parts[0]
	switch {
	case strings.HasSuffix(year, "XX"):
		century, err := strconv.Atoi(year[:2])
		if err != nil {
			return text
		}
		return l.known("date.century."+strconv.Itoa(century+1), l.T("date.century", "n", century+1))
	case strings.HasSuffix(year, "X"):
		return l.T("date.decade", "year", year[:3]+"0")
	case len(parts) == 1:
		return year
	}
	month := l.known("month."+parts[1], "")
	if month == "" {
		return text
	}
	if len(parts) == 2 {
		return l.T("date.month", "month", month, "year", year)
	}
	day := strings.TrimPrefix(parts[2], "0")
	if day == "1" {
		day = l.T("date.first")
	}
	return l.T("date.day", "day", day, "month", month, "year", year)
}
