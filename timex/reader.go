package timex

import (
	"strings"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ud"
)

// Reader reads the sentences of one document in their order. It is not safe
// for use by several goroutines.
type Reader struct {
	g       *Grammar
	matcher matcher

	anchor      edtf.Date // what "yesterday" counts from: the document's date, or that of a quotation
	previous    edtf.Date // the date read last: what "the year after" counts from
	previousDay edtf.Date // the last one that is a day: what "the next day" counts from
	age         int       // how many sentences ago previousDay was read
	coarse      edtf.Date // the month or year told after previousDay: "that day" is no closer known
	written     edtf.Date // the last date of this sentence whose year is written
	writtenIn   int       // the relative clause that tells it, -1 for none
	before      bool      // it is told in the pluperfect
	told        edtf.Date // that of the sentence before, a day or month: where a narrative stands
	toldAge     int       // how many sentences without any date lie between
	carried     bool      // the date in hand takes its year from told
	here        edtf.Date // the last date of this sentence
	beside      edtf.Date // that date where it is a year counted from another
	besideEnd   int       // its last token
	month       edtf.Date // the day or month told last: where "on the 14th" belongs
	monthAge    int       // how many sentences ago month was told
	closed      bool      // the anchor is the last day of a period that is over
	story       edtf.Date // what the section or paragraph tells of, as its heading or label says: dates without a year lie in it or behind it
	entry       edtf.Date // what the label of the paragraph before says: where a label without a year goes on
	swapped     bool      // the document has shown that its all-number dates are not in its language's order
	given       tense     // instead of that of the verb, in examples
	tenses      []tense   // by token, where known
	first, last int       // tokens of the expression that is being resolved
}

// SetAnchor gives the date that time words count from here on: that of a
// quotation from elsewhere, and then again the document's. It is an EDTF date
// or ""; text that is no date counts as "".
func (r *Reader) SetAnchor(date string) {
	r.closed = false
	r.anchor, _ = anchorDate(date)
	r.previous, r.previousDay, r.month, r.coarse, r.story, r.entry = edtf.Date{}, edtf.Date{}, edtf.Date{}, edtf.Date{}, edtf.Date{}, edtf.Date{}
}

// SetPeriod is SetAnchor for the last day of a period that the text tells of, which is
// over: dates without a year lie before it, whatever the tense, and "the next day" is
// counted from it.
func (r *Reader) SetPeriod(period edtf.Date) {
	r.SetAnchor(period.Bounds().Last.Date().String())
	r.closed, r.story = true, period
	r.previous = period
	if _, ok := period.Day(); ok {
		r.previousDay, r.age = period, 0
	}
}

// SetStory tells the date that the paragraph in hand bears, by its label or a line that
// heads it; the zero Date for none. Dates in it that lack their year are looked for there,
// while "yesterday" counts from the anchor still.
func (r *Reader) SetStory(date edtf.Date) {
	r.story = date
	if !r.closed && r.nearAnchor(date) {
		r.story = edtf.Date{} // the news itself
	}
}

// SetEntry tells the date that the label of the paragraph before bears, the zero Date for
// none: "May 31: …" behind "February 24, 2020: …" is of the same year.
func (r *Reader) SetEntry(date edtf.Date) { r.entry = date }

// newsDays is how many days before the publication a label is of the news itself.
const newsDays = 31

// nearAnchor reports whether a day lies so near the anchor that what is told of it is news.
func (r *Reader) nearAnchor(d edtf.Date) bool {
	return d.Precision() == edtf.DayPrecision && !r.anchor.IsZero() && distance(d.Bounds(), r.anchor.Bounds()) <= newsDays
}

// clockReach is for how many sentences, and for how many expressions of a
// sentence, a time of day belongs to a day that was named.
const clockReach = 3

// Read returns the time expressions of a sentence in text order; they do not
// overlap. The sentences of a document are to be read in their order.
func (r *Reader) Read(s *ud.Sentence) []Expression {
	m := &r.matcher
	r.age++
	r.monthAge++
	switch {
	case r.writtenIn >= 0 && !r.written.IsZero():
		r.told = edtf.Date{} // told by the way
	case !r.written.IsZero() || r.toldAge > 0 || !r.here.IsZero():
		r.told, r.toldAge = r.written, 0
	default:
		r.toldAge++ // a sentence without dates breaks no narrative
	}
	r.written = edtf.Date{}
	if !m.load(s) {
		return nil
	}
	r.beside = edtf.Date{}
	r.here, r.tenses = edtf.Date{}, r.tenses[:0]
	var all []Expression
	var clocks []int
	for at := 0; at < len(m.atoms); {
		found := m.best(at)
		if found < 0 {
			at++
			continue
		}
		if from, to := m.core(found); from > at { // what only follows its context may be the start of more
			if other := m.best(from); other >= 0 {
				if _, further := m.core(other); further > to {
					found = other
				}
			}
		}
		x, v, end := r.express(found)
		if v.kind == timeOfDay {
			clocks = append(clocks, len(all))
		}
		if end > at && v.kind != noValue {
			all = append(all, x)
			r.remember(v)
		}
		at = max(end, at+1)
	}
	r.setClocks(all, clocks)
	return all
}

// express makes an expression of a match. It returns also its value and the
// atom after it.
func (r *Reader) express(found int32) (Expression, value, int) {
	m := &r.matcher
	l := m.matches[found].leaf
	from, to := m.core(found)
	r.first, r.last = int(m.atoms[from].token), int(m.atoms[to-1].token)
	e := evaluator{r: r, found: found, head: to - 1}
	v := e.resolve(e.of(l.rule.gives))
	x := Expression{
		Start: int(m.atoms[from].start), End: int(m.atoms[to-1].end),
		First: int(m.atoms[from].token), Last: int(m.atoms[to-1].token),
		Rule: m.ruleOf(found), Date: v.date, Relation: v.how, Anchor: v.anchor.String(), Text: m.text(from, to),
	}
	x.Type, x.EDTF, x.Value = v.denotes()
	if l.rule.value != nil {
		if other := e.resolve(e.of(l.rule.value)); other.kind != noValue {
			x.Type, _, x.Value = other.denotes()
		}
	}
	if l.rule.extent != nil {
		x.Extent = e.resolve(e.of(l.rule.extent)).date
	}
	if l.rule.kind != "" {
		x.Type = l.rule.kind
	}
	return x, v, to
}

// ruleOf returns the name of the rule that a match owes its meaning to: not of
// one that only hands on what another gives.
func (m *matcher) ruleOf(found int32) string {
	for steps := 0; ; steps++ {
		match := &m.matches[found]
		inner := match.hands(m)
		if inner < 0 || steps > maxDepth {
			return match.leaf.rule.name
		}
		found = inner
	}
}

// hands returns the inner match whose meaning a match hands on, -1 where it
// has one of its own.
func (x *match) hands(m *matcher) int32 {
	gives := x.leaf.rule.gives
	if gives.call || gives.minus {
		return -1
	}
	for i := range x.leaf.captures {
		if c := &x.leaf.captures[i]; c.name == gives.name && c.term >= 0 && c.kind == categoryTerm {
			return m.items[int(x.items)+c.term].value
		}
	}
	return -1
}

// denotes returns the type of a value, its EDTF and its TIMEX3 value.
func (v value) denotes() (Type, string, string) {
	kind := Date
	if v.clock.known {
		kind = Time
	}
	switch v.kind {
	case fullDate:
		text := v.timex
		if text == "" {
			text = timexOf(v.date)
		}
		return kind, v.date.String(), text + v.clock.suffix()
	case partialDay:
		return kind, "", v.part.text() + v.clock.suffix()
	case duration:
		return Duration, v.text, v.text
	case set:
		if v.timex != "" {
			return Set, v.text, v.timex
		}
		return Set, v.text, v.text
	case timeOfDay:
		return Time, "", v.clock.suffix()
	case reference:
		return Date, "", v.symbol
	}
	return kind, "", v.timex
}

// remember lets later expressions count from a value.
func (r *Reader) remember(v value) {
	if v.kind != fullDate || v.date.IsZero() {
		return
	}
	last := pick(v.date.End(), v.date.Start())
	ahead := v.how == NextAfter && !r.here.IsZero() // "announced on the 10th that it would …": still the 10th
	r.here = last
	if ahead {
		return
	}
	r.previous = v.date
	r.beside = edtf.Date{}
	if last.Precision() == edtf.YearPrecision && v.how != Absolute && !v.date.IsInterval() {
		r.beside, r.besideEnd = last, r.last
	}
	if last.Precision() <= edtf.MonthPrecision {
		r.month, r.monthAge = last, 0
	}
	if _, ok := last.Day(); ok {
		if r.age > 0 || r.aside() < 0 && !v.date.OpenEnd() { // "who has been here since Friday" is told by the way
			r.previousDay, r.coarse = last, edtf.Date{}
		}
		r.age = 0
	} else if last.Precision() == edtf.MonthPrecision && !v.date.IsInterval() && r.age > 0 && r.aside() < 0 && r.inside("advcl") < 0 {
		r.coarse = last
	}
	counted := v.how == FromPrevious && !v.date.IsInterval() && (!r.told.IsZero() || !r.written.IsZero()) && last.Precision() <= edtf.MonthPrecision && !sameYear(last, r.anchor)
	if v.how == Absolute && !v.date.OpenEnd() || r.carried || counted {
		r.writtenIn, r.before, r.carried = r.aside(), r.pluperfect(), false
		r.written = last
		if counted && r.before && !r.told.IsZero() {
			r.written, r.before = r.told, false // a look back moves no narrative
		}
	}
}

// setClocks gives a day to the times of day that have none: that of a date
// before or behind them in the sentence, or of the sentences just before, or
// the document's.
func (r *Reader) setClocks(all []Expression, clocks []int) {
	for _, i := range clocks {
		x := &all[i]
		day := edtf.Date{}
		if r.opensText(x) {
			day = dayOnly(r.anchor)
		}
		for j := i - 1; j >= max(0, i-clockReach) && day.IsZero(); j-- {
			day = dayOnly(all[j].Date)
		}
		for j := i + 1; j < min(len(all), i+clockReach) && day.IsZero(); j++ {
			day = dayOnly(all[j].Date)
		}
		x.Relation = FromPrevious
		if day.IsZero() && r.age <= clockReach {
			day = dayOnly(r.previousDay)
		}
		x.Anchor = day.String()
		if day.IsZero() {
			day, x.Relation, x.Anchor = dayOnly(r.anchor), FromDocument, r.anchor.String()
		}
		if day.IsZero() {
			x.Relation, x.Anchor = Unresolved, ""
			continue
		}
		x.Date, x.EDTF = day, day.String()
		x.Value = day.String() + x.Value
	}
}

// opensText reports whether a time of day stands before its sentence as a label: "11 h 15. The …"
// in a report of the day.
func (r *Reader) opensText(x *Expression) bool {
	tokens := r.matcher.sentence.Tokens
	if x.First > 0 || x.Last+1 >= len(tokens) {
		return x.First == 0
	}
	next := &tokens[x.Last+1]
	return next.UPOS == "PUNCT" && next.Form != ","
}

// text returns the words of a run of atoms.
func (m *matcher) text(from, to int) string {
	var b strings.Builder
	last := -1
	for i := int(m.atoms[from].token); i <= int(m.atoms[to-1].token); i++ {
		t := &m.sentence.Tokens[i]
		if t.Start < last {
			continue // the second word of a multiword token
		}
		if last >= 0 && t.Start > last {
			b.WriteByte(' ')
		}
		b.WriteString(t.Form)
		last = t.End
	}
	return b.String()
}

// place resolves a partial date against the anchor that it belongs to.
func (r *Reader) place(v value, d direction) value {
	anchor, p := r.anchor, v.part
	r.carried = false
	if r.closed && d != before {
		d = latest
	}
	if date := r.opening(p); !date.IsZero() {
		return value{kind: fullDate, date: date, clock: v.clock, timex: v.timex, how: FromPrevious, anchor: r.entry}
	}
	switch {
	case p.month == 0 && p.day > 0 && r.here.Precision() <= edtf.MonthPrecision && !r.here.IsZero():
		anchor = r.hereMonth(p, d) // "le 10 avril …, le 17"
		r.carried = !r.written.IsZero() && sameYear(r.written, r.here)
	case p.month == 0 && p.day > 0 && d != earliest && r.inMonth(p):
		anchor, d = r.toldMonth(p), closest // "In March 2011 … On the 14th"
		r.carried = !r.told.IsZero() && sameYear(r.told, r.month)
	case p.month > 0 && p.side == "" && !r.beside.IsZero() && r.adjoins():
		anchor, d, r.carried = r.beside, latest, true // "ten years later, in December"
	case p.month > 0 && p.side == "" && (r.narrates() || r.yearTold(p)):
		anchor, d = r.written, p.onward(r.written) // "in 2008 …, on 18 February"
		if r.written.Precision() == edtf.YearPrecision {
			anchor, d = r.written, latest
		}
	case p.weekday > 0 && p.month == 0 && p.day == 0 && p.side == "" && r.weekOn():
		anchor, d = r.here, after // "on Monday, 16 October …; on Thursday …"
	case p.side == "" && r.inStory(p):
		anchor = r.story
		switch _, month, _ := r.story.Parts(); {
		case month == 0:
			d = latest
		case p.month > 0:
			d = p.onward(r.story)
		default:
			anchor, d = edtf.Month(yearOf(r.story), month), closest
		}
	case p.month > 0 && p.side == "" && d != earliest && r.goesOn(p):
		anchor, d, r.carried = r.told, p.onward(r.told), true // "On 15 March 2011 … On 19 March, …"
		if r.told.Precision() == edtf.YearPrecision || r.pluperfect() && !r.before {
			d = latest // "On 15 January 1959 France … Washington had done so in November"
		}
	case anchor.IsZero() && p.weekday > 0 && p.month == 0 && p.day == 0 && (r.age > 0 || yearOf(r.previousDay) == 0):
		return value{kind: unresolved, timex: v.part.text(), clock: v.clock} // no publication to count from
	case anchor.IsZero() && r.previous.OpenEnd():
		anchor = r.previous.Start()
	case anchor.IsZero():
		anchor = r.previous
	}
	if p.month == 0 && p.day == 0 && (p.weekday == 0 && p.year == 0 || r.closed && r.story.Precision() != edtf.DayPrecision) {
		return value{kind: unresolved, clock: v.clock}
	}
	return v.placed(anchor, d)
}

// opening returns the date of a label without a year that opens its paragraph, from the
// label of the paragraph before on: not yet the anchor's, or else the last such date
// before, where the entries stand in the other order; the zero Date where it is no label.
func (r *Reader) opening(p partial) edtf.Date {
	s := r.matcher.sentence
	if r.entry.IsZero() || r.first > 0 || p.month == 0 || p.month > 12 || p.side != "" || p.weekday != 0 || r.last+1 >= len(s.Tokens) || s.Tokens[r.last+1].UPOS != "PUNCT" || s.Tokens[r.last+1].Form == "," {
		return edtf.Date{}
	}
	date, _ := p.place(r.entry, earliest)
	if date.IsZero() || !r.anchor.IsZero() && date.Bounds().First > r.anchor.Bounds().Last {
		date, _ = p.place(r.entry, latest)
	}
	return date
}

// weekDays is how many days before the anchor a weekday no longer belongs to the news.
const weekDays = 7

// weekOn reports whether a weekday opens a clause behind a semicolon and lies in the week
// from the day told before, which is too long over for the news.
func (r *Reader) weekOn() bool {
	day, ok := r.here.Day()
	now, known := r.anchor.Day()
	tokens := r.matcher.sentence.Tokens
	for i := r.first; i <= r.last; i++ {
		if tokens[i].Feats.Has("PronType", "Dem") {
			return false // "ce jeudi"
		}
	}
	for i := r.first - 1; i >= max(0, r.first-3); i-- {
		if tokens[i].Form == ";" {
			return ok && known && now-day > weekDays && !r.closed
		}
		if u := tokens[i].UPOS; u != "ADP" && u != "DET" && u != "CCONJ" && u != "ADV" {
			return false
		}
	}
	return false
}

// inStory reports whether a date that lacks its year, or month, is looked for in what the
// section or paragraph tells of.
func (r *Reader) inStory(p partial) bool {
	if r.story.IsZero() || r.story.IsInterval() || r.story.Precision() > edtf.YearPrecision || p.year != 0 || p.weekday != 0 || p.month > 12 {
		return false
	}
	_, month, day := r.story.Parts()
	var date edtf.Date
	switch {
	case p.month > 0 && month == 0:
		date = p.in(yearOf(r.story))
	case p.month > 0:
		date, _ = p.place(r.story, p.onward(r.story))
	case p.day > 0 && month > 0 && month <= 12 && day <= p.day:
		date = edtf.DayOf(yearOf(r.story), month, p.day).Date()
	}
	return !date.IsZero() && (r.anchor.IsZero() || r.closed || date.Bounds().First <= r.anchor.Bounds().Last)
}

// hereMonth returns where a day of the month is looked for behind a date of its sentence:
// in that date's month where it lies further on there.
func (r *Reader) hereMonth(p partial, d direction) edtf.Date {
	year, month, day := r.here.Parts()
	on := edtf.DayOf(year, month, p.day).Date()
	if day == 0 || p.day < day || d != latest || p.weekday != 0 || month > 12 || on.IsZero() || !r.anchor.IsZero() && !r.closed && on.Compare(r.anchor) > 0 {
		return r.here
	}
	return edtf.Month(year, month)
}

// yearOf returns the year of a date.
func yearOf(d edtf.Date) int {
	year, _, _ := d.Parts()
	return year
}

// monthReach is for how many sentences a day of the month belongs to the month told.
const monthReach = 2

// inMonth reports whether a day of the month belongs to the month told just before,
// which is over.
func (r *Reader) inMonth(p partial) bool {
	if r.month.IsZero() || r.monthAge > monthReach || p.weekday != 0 || r.anchor.IsZero() {
		return false
	}
	year, month, _ := r.month.Parts()
	day := edtf.DayOf(year, month, p.day).Date()
	return !day.IsZero() && month <= 12 && day.Compare(r.anchor) < 0
}

// toldMonth returns where a day of the month is looked for: in the month told, as a
// whole where it lies behind the day told of it.
func (r *Reader) toldMonth(p partial) edtf.Date {
	if year, month, day := r.month.Parts(); p.day > day {
		return edtf.Month(year, month)
	}
	return r.month
}

// narrates reports whether the sentence has told of another year than the
// anchor's.
func (r *Reader) narrates() bool {
	return !r.written.IsZero() && !sameYear(r.written, r.anchor) && (r.writtenIn < 0 || r.writtenIn == r.aside()) && !(r.before && r.returns())
}

// adjoins reports whether the expression in hand stands right behind the year that was
// counted, with at most a comma and a preposition between.
func (r *Reader) adjoins() bool {
	if r.first <= r.besideEnd || r.first > r.besideEnd+3 {
		return false
	}
	for _, t := range r.matcher.sentence.Tokens[r.besideEnd+1 : r.first] {
		if t.UPOS != "PUNCT" && t.UPOS != "ADP" && t.UPOS != "DET" {
			return false
		}
	}
	return true
}

// yearTold reports whether the sentence has told the anchor's own year, in which a date
// that lacks its own lies: "2011 – France recognises … on 10 March".
func (r *Reader) yearTold(p partial) bool {
	return r.written.Precision() == edtf.YearPrecision && !r.written.IsZero() && sameYear(r.written, r.anchor) && r.writtenIn < 0 && p.in(yearOf(r.written)).Bounds().First <= r.anchor.Bounds().Last
}

// nearby is how many days a date without a year may lie from the one told in the
// sentence before, in the year before or after.
const nearby = 92

// goesOn reports whether a date without a year goes on from where the sentence
// before stands: later in the same year, which is over, or not far off.
func (r *Reader) goesOn(p partial) bool {
	if r.told.IsZero() || sameYear(r.told, r.anchor) || r.returns() {
		return false
	}
	if r.told.Precision() > edtf.MonthPrecision {
		return r.told.Precision() == edtf.YearPrecision && !r.before && r.toldAge == 0 // "broke with Iran in 1979. In December …"
	}
	year, _, _ := r.told.Parts()
	if p.in(year).Compare(r.told) > 0 {
		return r.toldAge == 0 || distance(p.in(year).Bounds(), r.told.Bounds()) <= nearby
	}
	if r.toldAge > 0 {
		return false
	}
	date, _ := p.place(r.told, closest)
	return !date.IsZero() && distance(date.Bounds(), r.told.Bounds()) <= nearby
}

// placeFrom resolves a partial date against another end of an interval.
func (r *Reader) placeFrom(v value, end edtf.Date, d direction) value {
	if end.IsZero() {
		return v
	}
	return v.placed(end, d)
}

// placed returns a partial date as seen from an anchor; as it is where that
// does not tell.
func (v value) placed(anchor edtf.Date, d direction) value {
	date, how := v.part.place(anchor, d)
	if date.IsZero() {
		return v
	}
	return value{kind: fullDate, date: date, clock: v.clock, timex: v.timex, how: how, anchor: anchor}
}

// sameYear reports whether two dates start in the same year.
func sameYear(a, b edtf.Date) bool { return yearOf(a) == yearOf(b) }

// fullYear gives a year of two digits its century: the last such year that is
// not far ahead of the anchor.
func (r *Reader) fullYear(n int) int {
	now, _, _ := r.anchor.Parts()
	if now == 0 {
		now = 2000
	}
	year := now - now%100 + n
	if year > now+10 {
		year -= 100
	}
	return year
}

// order returns the day and month of an all-number date: as the language has
// them, unless that gives none, the weekday contradicts it, or the document
// has shown the other order before.
func (r *Reader) order(p partial) (day, month int) {
	other := p
	other.day, other.month = p.month, p.day
	switch a, b := p.exists(), other.exists(); {
	case a && !b:
		r.swapped = false
	case b && !a:
		r.swapped = true
	}
	if r.swapped {
		return other.day, other.month
	}
	return p.day, p.month
}

// exists reports whether the calendar has a date that is written in full, on
// its weekday where that is told.
func (p partial) exists() bool {
	if p.month < 1 || p.month > 12 {
		return false
	}
	d := p.in(p.year)
	return !d.IsZero() && (p.weekday == 0 || p.weekday == d.Weekday())
}
