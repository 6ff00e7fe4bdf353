package act

import (
	"slices"

	"github.com/credence-project/credence/timex"
)

// byInstrument dates an act that nothing else dates by what it was done by, which the
// sentence tells before it: "Following an exchange of notes on 13 October, relations
// were established".
func (r *Reader) byInstrument(m *match) when {
	w := when{x: -1, level: noTime}
	if m.stance.modality() != Asserted || m.kind.State || m.kind.Reaction || m.kind.Opinion {
		return w
	}
	for n := range r.times {
		x := &r.times[n]
		if x.Type == timex.Set || x.Date.IsZero() || x.Date.IsInterval() || x.First > m.trigger {
			continue
		}
		if i := r.instrument(x); i >= 0 && r.tree.Dominates(i, m.trigger) {
			w.date, w.x, w.how = x.EDTF, n, "what it was done by"
		}
	}
	return w
}

// instrument returns the verb that an expression stands before in a phrase such as
// "after a joint announcement of 4 May"; -1 where it stands in none.
func (r *Reader) instrument(x *timex.Expression) int {
	t, modals := &r.tree, r.coder.modals
	for i, n := r.headOf(x), 0; i >= 0 && n < 6; i, n = t.Head(i), n+1 {
		if t.Tokens[i].UPOS != "NOUN" || !modals.Instruments[t.Tokens[i].Lemma] {
			continue
		}
		h := t.Head(i)
		if h >= 0 && t.Is(i, "obj") && modals.After[t.Tokens[h].Lemma] && t.Is(h, "advcl") {
			return t.Head(h) // "Following" taken for a verb
		}
		if h >= 0 && r.displaced(i) && t.Verbal(h) {
			return h
		}
		return -1
	}
	return -1
}

// theDocument tells how an act was dated that a document does.
const theDocument = "the document that does it"

// documents dates what a treaty or note does by when it was signed: "a treaty
// establishing relations was signed on 1 June", "the treaty signed on 1 June
// established relations".
func (r *Reader) documents() {
	for n := range r.found {
		m := &r.found[n]
		if m.when.date != "" || m.stance.modality() != Asserted || m.kind.State || m.kind.Reaction || m.kind.Opinion || !r.tree.Verbal(m.trigger) {
			continue
		}
		for k := range r.found {
			if o := &r.found[k]; k != n && o.when.date != "" && !r.pluperfect(m.trigger) && o.stance.modality() == Asserted && r.ofDocument(m, o) {
				m.when = when{x: o.when.x, level: clauseTime, date: o.when.date, how: theDocument}
				break
			}
		}
		if x := r.drawnUp(m); x >= 0 && m.when.date == "" {
			m.when = when{x: x, level: clauseTime, date: r.times[x].EDTF, how: theDocument}
		}
	}
}

// ofDocument reports whether what a match tells is done by what the act o made: the
// one's verb hangs on it, or has it for its subject.
func (r *Reader) ofDocument(m, o *match) bool {
	t := &r.tree
	if t.Is(m.trigger, "acl") && !t.Passive(m.trigger) && t.Tokens[t.Head(m.trigger)].UPOS != "VERB" {
		return slices.Contains(o.cluster, t.Head(m.trigger))
	}
	var buf [4]int
	return !t.Passive(m.trigger) && t.Is(o.trigger, "acl") && slices.Contains(o.cluster, t.Head(o.trigger)) &&
		slices.Contains(t.Subjects(buf[:0], m.trigger), t.Head(o.trigger))
}

// drawnUp returns the expression that tells when the document was signed that is the
// subject of a match, -1 for none: "the treaty signed at Lima on 3 May established …".
func (r *Reader) drawnUp(m *match) int {
	t := &r.tree
	if t.Passive(m.trigger) {
		return -1
	}
	var buf [4]int
	for _, s := range t.Subjects(buf[:0], m.trigger) {
		if !r.coder.lexicon.has("agreement", t.Tokens[s].Lemma) && !r.coder.modals.Instruments[t.Tokens[s].Lemma] {
			continue
		}
		for n := range r.times {
			x := &r.times[n]
			v := t.Head(r.headOf(x))
			if v > s && x.Type == timex.Date && !x.Date.IsInterval() && !x.Date.IsZero() && t.Is(v, "acl") && v < m.trigger && (t.Head(v) == s || t.Dominates(s, t.Head(v))) && !t.Tokens[v].Feats.Has("VerbForm", "Fin") {
				return n
			}
		}
	}
	return -1
}

// thatDay reports whether the verb v tells in a relative clause what else was done on
// the day of a match: "established relations the same day that it recognised it, on 7 May".
func (r *Reader) thatDay(m *match, v int) bool {
	t := &r.tree
	if !t.Is(v, "acl") || !r.coder.modals.Days[t.Tokens[t.Head(v)].Lemma] {
		return false
	}
	return t.Head(v) > m.trigger && t.Dominates(m.trigger, t.Head(v))
}
