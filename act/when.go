package act

import (
	"slices"
	"strings"

	"github.com/credence-project/credence/timex"
)

// when is the date given to an act, and how.
type when struct {
	date  string // EDTF
	x     int    // index of the expression in the sentence, -1 none
	how   string
	level int // how near the expression stands to the act, 0 its own
}

// The levels of nearness of a time expression to an act, nearest first.
const (
	ownTime      = iota // it depends on the act's own words
	governorTime        // on a verb that governs the act: the announcement's
	clauseTime          // on the clause that the act's clause hangs on
	leadingTime         // it opens the sentence
	noTime
)

// date chooses the time expression of a match, the nearest in the tree.
func (r *Reader) date(m *match) when {
	best := when{x: -1, level: noTime}
	distance := 0
	for n := range r.times {
		x := &r.times[n]
		if x.Type == timex.Set || x.Date.IsZero() {
			continue
		}
		level := r.nearness(m, x)
		if level == noTime || !r.fits(m, x, level) {
			continue
		}
		if d := gap(x.First, x.Last, m.trigger); level < best.level || level == best.level && d < distance {
			best, distance = when{date: r.onset(m, x.EDTF), x: n, level: level}, d
		}
	}
	if best.x >= 0 && r.deictic(&r.times[best.x]) {
		best = r.saidThen(m, best)
	}
	if best.x >= 0 {
		r.refine(m, &best)
		best.date = r.spanned(m, best)
		best.how = [...]string{"its own words", "the words of what announces it", "the clause it stands in", "the opening of the sentence"}[best.level]
		return best
	}
	if w := r.byInstrument(m); w.date != "" {
		return w
	}
	return r.hence(m)
}

// refine takes for the date of a match a finer one that stands right beside it and lies in
// it ("forty years ago, on 3 August 1979"), and a month where words put the match about
// then only.
func (r *Reader) refine(m *match, w *when) {
	for n := w.x - 1; n <= w.x+1; n++ {
		if n < 0 || n >= len(r.times) || n == w.x || r.times[n].Type != timex.Date {
			continue
		}
		a, b := &r.times[min(n, w.x)], &r.times[max(n, w.x)]
		beside := b.First == a.Last+1 || b.First == a.Last+2 && r.tree.Tokens[a.Last+1].Form == ","
		if n > w.x && beside && a.Relation == timex.FromPrevious && b.Relation == timex.Absolute && len(b.EDTF) == len("2006-01-02") && len(w.date) <= len(b.EDTF) {
			w.date, w.x = b.EDTF, n // "the same day, 17 September 1991"
			break
		}
		if fine := r.times[n].EDTF; beside && len(fine) > len(w.date) && w.date != "" && strings.HasPrefix(fine, w.date+"-") && len(fine) <= len("2006-01-02") {
			w.date, w.x = fine, n
		}
	}
	for n := range r.times {
		if x := &r.times[n]; w.level == ownTime && len(w.date) == len("2006") && x.Type == timex.Date && strings.HasPrefix(x.EDTF, w.date+"-") && len(x.EDTF) <= len("2006-01-02") && r.nearness(m, x) == ownTime {
			w.date, w.x = x.EDTF, n // "in 2011 it recognised it on 9 July"
		}
	}
	if w.level == clauseTime && m.stance.modality() == Asserted && r.hinges(m, r.coder.modals.BackThen) {
		w.date = monthOf(w.date)
	}
	if w.level == clauseTime && r.whenBehind(m, &r.times[w.x]) {
		if _, end, ok := strings.Cut(w.date, "/"); ok {
			w.date = end // "between 1961 and 2015, when they restored relations"
		}
	}
}

// spanned returns the date of a match that was done on two days or in two years that
// stand side by side as from the first to the second: "on Wednesday and Thursday".
func (r *Reader) spanned(m *match, w when) string {
	if w.x+1 >= len(r.times) || m.stance.modality() != Asserted {
		return w.date
	}
	a, b := &r.times[w.x], &r.times[w.x+1]
	if b.First != a.Last+2 || r.tree.Tokens[a.Last+1].UPOS != "CCONJ" || len(a.EDTF) != len(b.EDTF) || a.Date.IsInterval() || b.Date.IsInterval() || w.date != a.EDTF || b.EDTF <= a.EDTF || r.leads(b) {
		return w.date
	}
	return a.EDTF + "/" + b.EDTF
}

// deictic reports whether an expression means the day of publication: "today".
func (r *Reader) deictic(x *timex.Expression) bool {
	return x.Relation == timex.FromDocument && x.EDTF == r.anchor
}

// saidThen returns the day of what announces a match in place of its own "today",
// where the announcement has a day: announced on 14 December that "the republic
// today resumes …".
func (r *Reader) saidThen(m *match, own when) when {
	for n := range r.times {
		x := &r.times[n]
		if x.Type == timex.Date && x.Relation == timex.Absolute && len(x.EDTF) == 10 && r.nearness(m, x) == governorTime {
			return when{date: x.EDTF, x: n, level: governorTime}
		}
	}
	return own
}

// fits reports whether an expression as near to a match as level tells can be its
// date. What is yet to be done has not the day of what stands beside it, and what
// is denied only that of the denial: "refused on Thursday to …".
func (r *Reader) fits(m *match, x *timex.Expression, level int) bool {
	switch m.stance.modality() {
	case Asserted:
		if m.kind.Reaction && x.Date.OpenStart() {
			return false // "gave it until 15 March"
		}
		return !(m.kind.Opinion && x.EDTF == r.article.Published) && !(x.Date.IsInterval() && r.lapses(m, x))
	case Negated:
		return level == ownTime || !r.adverb(m.trigger, r.coder.modals.Never) && r.denial(m, x, level)
	case Future:
		if r.since(x) && r.past(x) {
			return false // "will become an embassy the mission that it has run since 2022"
		}
		return level == ownTime && !(m.pattern != nil && m.pattern.Future && r.past(x)) || level <= leadingTime && (level != clauseTime || r.purpose(m)) && r.yetToCome(x)
	}
	return level == ownTime
}

// yetToCome reports whether an expression lies after the publication: then it is no
// announcement's.
func (r *Reader) yetToCome(x *timex.Expression) bool {
	return r.anchor != "" && !x.Date.OpenStart() && x.Date.Start().String() > r.anchor && !strings.HasPrefix(r.anchor, x.Date.Start().String())
}

// lapses reports whether a stretch of time lies ahead, so that what was done is not
// dated by it: ordered "to leave within two days", "before 13 May", "effective 1 June".
func (r *Reader) lapses(m *match, x *timex.Expression) bool {
	switch {
	case r.anchor == "":
		return false
	case x.Date.OpenStart():
		return x.Date.End().Bounds().Last.Date().String() > r.anchor && !r.present(m.trigger)
	case x.Date.OpenEnd():
		return x.Date.Start().String() > r.anchor && !r.present(m.trigger)
	}
	start := x.Date.Start().String()
	if h := r.tree.Head(r.headOf(x)); h >= 0 && h != m.trigger && r.tree.Tokens[h].Feats.Has("VerbForm", "Inf") && start == x.Anchor {
		return true // "told them to leave within two days"
	}
	return x.Relation == timex.FromDocument && start == r.anchor
}

// purpose reports whether a match is what somebody sets out for: "flies there tomorrow to
// open the embassy".
func (r *Reader) purpose(m *match) bool {
	return r.tree.Is(m.trigger, "advcl") && r.tree.Tokens[m.trigger].Feats.Has("VerbForm", "Inf")
}

// past reports whether an expression lies before the publication.
func (r *Reader) past(x *timex.Expression) bool {
	return r.anchor != "" && !x.Date.OpenStart() && x.EDTF < r.anchor && !strings.HasPrefix(r.anchor, x.EDTF)
}

// denial reports whether the expression beside a denied match is when that was
// denied, or when that was done without which the match stayed undone.
func (r *Reader) denial(m *match, x *timex.Expression, level int) bool {
	if level == leadingTime {
		return true
	}
	t, modals := &r.tree, r.coder.modals
	if level == clauseTime {
		top := m.stance.path[len(m.stance.path)-1]
		return modals.cased(t, m.trigger, &stance{}) || modals.cased(t, top, &stance{})
	}
	for i, n := r.headOf(x), 0; i >= 0 && n < 8; i, n = t.Head(i), n+1 {
		if i != m.trigger && slices.Contains(m.stance.path, i) {
			if r.countsAmong(i) {
				return true
			}
			e := modals.effect[t.Tokens[i].Lemma]
			return e == Denies || e == Excludes || e == Disputes
		}
	}
	return false
}

// countsAmong reports whether the word at i is a noun or pronoun that says of its
// subject what that does: "was one of the few not to close …", of the same time.
func (r *Reader) countsAmong(i int) bool {
	u := r.tree.Tokens[i].UPOS
	return (u == "NOUN" || u == "PRON" || u == "NUM") && r.tree.Child(i, "cop") >= 0
}

// gap is the distance in tokens between an expression and the word at i.
func gap(first, last, i int) int {
	switch {
	case i < first:
		return first - i
	case i > last:
		return i - last + 1 // of two as near, the one before
	}
	return 0
}

// onset reduces an interval to the day that dates an act: "since 2021" to
// 2021, "by 15 September" to that day. What was not done since then has no
// date.
func (r *Reader) onset(m *match, edtf string) string {
	if start, open := strings.CutSuffix(edtf, "/.."); open {
		if m.stance.modality() == Negated {
			return ""
		}
		return start
	}
	return strings.TrimPrefix(edtf, "../")
}

// notUntil reports whether a denied act was done on the day that dates it: "did
// not recognise it until 1967".
func (r *Reader) notUntil(m *match) bool {
	if m.when.x < 0 || m.when.level != ownTime || r.coder.modals.NotUntil == nil || m.stance.mood != Asserted {
		return false
	}
	x := &r.times[m.when.x]
	before := r.tree.Tokens[x.First].Lemma
	if x.First > 0 && !r.coder.modals.NotUntil[before] {
		before = r.tree.Tokens[x.First-1].Lemma
	}
	return r.coder.modals.NotUntil[before] && !r.ahead(x.EDTF)
}
