package act

import (
	"slices"
	"strings"

	"github.com/credence-project/credence/lang"
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
		if x.Type == timex.Duration || x.Type == timex.Set || x.EDTF == "" {
			continue
		}
		level := r.nearness(m, x)
		if level == noTime || level != ownTime && undone(m) || m.kind.Opinion && x.EDTF == r.article.Published {
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
		best.how = [...]string{"its own words", "the words of what announces it", "the clause it stands in", "the opening of the sentence"}[best.level]
		return best
	}
	return r.hence(m)
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

// undone reports whether a match tells of what is yet to be done or might be:
// then the day of the announcement is not its day.
func undone(m *match) bool {
	s := m.stance.modality()
	return s == Future || s == Hypothetical
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

// nearness tells how the expression x stands to a match.
func (r *Reader) nearness(m *match, x *timex.Expression) int {
	t := &r.tree
	head := r.headOf(x)
	inside := func(i int) bool { return i == m.trigger || slices.Contains(m.cluster, i) }
	for i, n := head, 0; i >= 0 && n < 8; i, n = t.Head(i), n+1 {
		if inside(i) {
			return ownTime
		}
		if !t.Verbal(i) || i == head {
			continue
		}
		return r.above(m, i, x)
	}
	if x.First == 0 {
		return leadingTime
	}
	return noTime
}

// above tells how an expression that depends on the verb v stands to a match
// that does not hold v.
func (r *Reader) above(m *match, v int, x *timex.Expression) int {
	t := &r.tree
	for _, i := range m.stance.path[1:] {
		if i != v {
			continue
		}
		return governorTime
	}
	if r.coincides(m.trigger, v) {
		return clauseTime
	}
	if !t.Dominates(v, m.trigger) {
		return noTime
	}
	for i, n := m.trigger, 0; i >= 0 && i != v && n < 8; i, n = t.Head(i), n+1 {
		if t.Is(i, "conj") && x.First > v && (t.Child(i, "nsubj") >= 0 || m.stance.modality() != Asserted) {
			return noTime // it belongs to the first of the coordinated clauses
		}
		if t.Is(i, "acl") && t.Tokens[i].Rel == "acl:relcl" || t.Is(i, "parataxis") {
			return noTime
		}
	}
	if x.First < m.trigger {
		return clauseTime
	}
	return noTime
}

// coincides reports whether the verb v stands in a clause that tells when or how
// the act was done ("when it signed …", "by signing …"), or that is done with it.
func (r *Reader) coincides(trigger, v int) bool {
	t := &r.tree
	for n := 0; v >= 0 && n < 3; n++ {
		h := t.Head(v)
		if t.Is(v, "conj") && h == trigger && t.Child(v, "nsubj") < 0 && t.Verbal(v) {
			return true // "recognized it and opened an embassy on …"
		}
		if (t.Is(v, "advcl") || t.Is(v, "conj") || t.Is(v, "parataxis")) && h == trigger && r.marked(v, r.coder.modals.When) {
			return true
		}
		if t.Tokens[v].Rel == "acl:relcl" && r.coder.modals.Occur[t.Tokens[v].Lemma] && t.Dominates(trigger, h) && !t.Verbal(trigger) {
			return true // "recognition of the country, which occurred on …"
		}
		if t.Is(v, "advcl") && h == trigger {
			return !t.Tokens[v].Feats.Has("VerbForm", "Fin") && !t.Tokens[v].Feats.Has("VerbForm", "Inf") && t.Child(v, "nsubj") < 0
		}
		v = h
	}
	return false
}

// marked reports whether one of some words introduces the clause of the verb v.
func (r *Reader) marked(v int, words lang.Words) bool {
	for c := r.tree.First(v); c >= 0 && c < v; c = r.tree.Next(c) {
		if words[r.tree.Tokens[c].Lemma] {
			return true
		}
	}
	return false
}

// headOf returns the token of an expression on which the others depend.
func (r *Reader) headOf(x *timex.Expression) int {
	for i := x.First; i <= x.Last; i++ {
		if h := r.tree.Head(i); h < x.First || h > x.Last {
			if rel := r.tree.Rel(i); rel != "case" && rel != "punct" && rel != "det" {
				return i
			}
		}
	}
	return x.Last
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

// hence dates an act that its sentence calls a consequence ("ainsi",
// "thereby") by the last act of the sentence before.
func (r *Reader) hence(m *match) when {
	w := when{x: -1, level: noTime}
	if r.awaited != "" && m.stance.modality() == Asserted && !m.kind.State && !m.kind.Reaction {
		w.date, w.how = r.awaited, "the sentence before, which tells of it without naming it"
		return w
	}
	if r.previous == nil || m.kind.Reaction {
		return w
	}
	if r.continues(m) {
		w.date, w.how = r.previous.Date, "the act before, which it continues"
		return w
	}
	for i := range r.tree.Tokens {
		if r.coder.modals.Hence[r.tree.Tokens[i].Lemma] && r.tree.Is(i, "advmod") {
			w.date, w.how = r.previous.Date, "the act before, of which it is the consequence"
			return w
		}
	}
	return w
}

// continues reports whether an undated act goes on with what the sentence
// before told, in the same paragraph, by one of the same parties.
func (r *Reader) continues(m *match) bool {
	if m.stance.modality() != Asserted || m.kind.State || m.kind.Opinion || r.lastUnit != r.unit || r.previous.Modality != Asserted || len(r.times) > 0 {
		return false
	}
	for _, p := range r.previous.Actors {
		if containsID(m.actors, p.ID) {
			return true
		}
	}
	return false
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
