package article

import (
	"strings"
)

// ladder is the evidence for a date of publication, best first.
func ladder() []Evidence {
	return []Evidence{FromGiven, FromJSONLD, FromMeta, FromTime, FromDateline, FromURL, FromUpdated}
}

// published settles the date of publication by the best evidence that gives
// one. Coarse evidence ("2024") is made finer by worse evidence that agrees.
func (r *Reader) published(d *draft, f frontMatter, lang string) (string, Evidence) {
	if p := r.options.Published; p != "" {
		return r.lexicon.stamp(p, lang), FromGiven
	}
	best, from := "", FromNothing
	for _, e := range ladder() {
		got := r.evidence(e, d, f, lang)
		switch {
		case got == "":
		case best == "":
			best, from = got, e
		case len(got) > len(best) && strings.HasPrefix(got, best) && e != FromUpdated:
			best, from = got, e
		}
		if len(best) == len("2006-01-02") {
			break
		}
	}
	if best == "" {
		if best = r.heralded(f, lang); best != "" {
			from = FromDateline
		}
	}
	return best, from
}

// heralded returns the day that the title tells with its day of the week, as those
// of bulletins do: "Radio Horizon, journal de 18 heures, mardi 27 mars 2018". A day
// of history stands there without one; "" where it tells none.
func (r *Reader) heralded(f frontMatter, lang string) string {
	day, ok := r.lexicon.findDate(f.title, lang)
	if !ok || day.weekday == 0 || day.day == 0 || day.open || !day.falls() {
		return ""
	}
	return day.edtf()
}

// evidence returns the date that one kind of evidence gives, "" for none.
func (r *Reader) evidence(e Evidence, d *draft, f frontMatter, lang string) string {
	x := r.lexicon
	switch e {
	case FromURL:
		return x.urlDate(d.url)
	case FromDateline:
		for _, day := range []date{f.published, f.dateline} {
			if s := r.settle(day, d, f, lang).edtf(); s != "" {
				return s
			}
		}
		return r.yearless(f, d)
	}
	for _, v := range d.dates {
		if v.from != e {
			continue
		}
		if day, ok := x.findDate(v.value, lang); ok {
			if order := x.zoneIn(v.value); order != orderUnknown && day.open {
				return day.settle(order).edtf()
			}
			return r.settle(day, d, f, lang).edtf()
		}
	}
	if e == FromUpdated {
		return r.settle(f.updated, d, f, lang).edtf()
	}
	return ""
}

// yearless gives a date line without a year ("WASHINGTON, July 3") the year of
// the address, where that has one.
func (r *Reader) yearless(f frontMatter, d *draft) string {
	at := r.lexicon.urlDate(d.url)
	for _, day := range []date{f.published, f.dateline} {
		if day.day == 0 || day.year != 0 || len(at) < 4 {
			continue
		}
		for _, c := range at[:4] {
			day.year = day.year*10 + int(c-'0')
		}
		if day.valid() {
			return day.edtf()
		}
	}
	return ""
}

// settle decides which number of an all-number date is the month. Evidence, in
// this order: the calendar and the day of the week beside the date; the days
// that the text itself names; a time zone beside the date; the region of the
// page's language; the end of its host; the habit of the language.
func (r *Reader) settle(day date, d *draft, f frontMatter, lang string) date {
	if !day.open {
		return day
	}
	if asDay, asMonth := day.settle(dayFirst), day.settle(monthFirst); asDay == asMonth {
		return asDay
	}
	order := r.orderFromText(day, d, lang)
	if order == orderUnknown {
		order = f.zone
	}
	if order == orderUnknown {
		order = r.lexicon.regions[region(d.lang)]
	}
	if order == orderUnknown {
		order = r.lexicon.hosts[hostEnd(d.url)]
	}
	if order == orderUnknown {
		order = r.lexicon.habit(lang)
	}
	return day.settle(order)
}

// orderFromText looks for days that the text names with their month in words:
// news tells what happened in the week before. Where one reading of the date
// has such a day before it and the other has none, it is the one.
func (r *Reader) orderFromText(day date, d *draft, lang string) numberOrder {
	const (
		week    = 7
		looked  = 20   // blocks
		perText = 2000 // bytes of each
	)
	byDay, byMonth := false, false
	langs := r.lexicon.order(lang)
	var buf [256]token
	for i, b := range d.blocks {
		if i >= looked {
			break
		}
		tokens := lex(buf[:0], cut(d.str(b), perText))
		for j := range tokens {
			named, end := dateAt(langs, tokens, j)
			if end == 0 || named.open || named.day == 0 || named.year != 0 && named.year != day.year {
				continue
			}
			asDay, asMonth := day.settle(dayFirst), day.settle(monthFirst)
			byDay = byDay || isWithinDays(named, asDay, week)
			byMonth = byMonth || isWithinDays(named, asMonth, week)
		}
	}
	switch {
	case byDay && !byMonth:
		return dayFirst
	case byMonth && !byDay:
		return monthFirst
	}
	return orderUnknown
}

// isWithinDays reports whether a day of the year stands no more than so many
// days before another, or on it.
func isWithinDays(named, day date, days int) bool {
	named.year = day.year
	gap := day.ordinal() - named.ordinal()
	if gap < 0 { // the turn of the year
		named.year--
		gap = day.ordinal() - named.ordinal()
	}
	return gap <= days
}

// region returns the region of a language tag: "GB" of "en-GB".
func region(tag string) string {
	i := strings.IndexAny(tag, "-_")
	if i < 0 || len(tag) < i+3 {
		return ""
	}
	return strings.ToUpper(tag[i+1 : i+3])
}

// hostEnd returns the last part of an address's host: "uk".
func hostEnd(url string) string {
	_, rest, found := strings.Cut(url, "://")
	if !found {
		return ""
	}
	if i := strings.IndexAny(rest, "/:?#"); i >= 0 {
		rest = rest[:i]
	}
	return strings.ToLower(rest[strings.LastIndexByte(rest, '.')+1:])
}

// urlDate returns the date in the path of an address: "/2024/05/29/",
// "/2024/may/29/", "-20240529", "/2024-05-29-"; a month or a year where no day
// follows.
func (x *lexicon) urlDate(url string) string {
	if _, rest, found := strings.Cut(url, "://"); found {
		url = rest
	}
	i := strings.IndexByte(url, '/')
	if i < 0 {
		return ""
	}
	path := url[i:]
	if j := strings.IndexAny(path, "?#"); j >= 0 {
		path = path[:j]
	}
	var buf [64]token
	tokens := lex(buf[:0], cut(path, 400))
	for i, t := range tokens {
		if t.kind != numberToken || i > 0 && !tokens[i-1].is("/-_.") {
			continue
		}
		if d, end := numericAt(tokens, i); end > 0 && (t.end-t.start == 4 || t.end-t.start == 8) && isRecent(d.year) {
			return d.edtf()
		}
		if !isYear(t) || !isRecent(t.num) || i+2 >= len(tokens) || !tokens[i+1].is("/") || i == 0 || !tokens[i-1].is("/") {
			continue
		}
		d := date{year: t.num}
		switch m := tokens[i+2]; {
		case m.kind == wordToken:
			d.month = monthOf(x.all, m.low)
		case m.end-m.start == 2:
			d.month = m.num
		}
		if d.month == 0 || !d.valid() {
			continue
		}
		if i+4 < len(tokens) && tokens[i+3].is("/") && tokens[i+4].kind == numberToken && tokens[i+4].end-tokens[i+4].start <= 2 {
			if d.day = tokens[i+4].num; !d.valid() {
				d.day = 0
			}
		}
		return d.edtf()
	}
	return ""
}

// isRecent reports whether pages of the web can be of the year.
func isRecent(year int) bool { return year >= 1990 && year <= 2100 }
