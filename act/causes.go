package act

import (
	"context"
	"slices"

	"github.com/credence-project/credence/ud"
)

// Cause is why an act that a careful reader finds is not read as he reads it.
type Cause string

// The causes, from what is wholly right to what is wholly missed.
const (
	Right      Cause = "right"      // kind, parties, modality and date
	Dated      Cause = "date"       // all but its date
	Mooded     Cause = "modality"   // all but its modality
	Parties    Cause = "parties"    // it is read between others
	Distrusted Cause = "distrusted" // the rules read it, and it is not probable enough
	Names      Cause = "names"      // a pattern holds, but a party is not known where it stands
	Roles      Cause = "roles"      // a pattern holds, its parties are known, but not as such
	Conditions Cause = "conditions" // a word has patterns, whose conditions fail
	Words      Cause = "words"      // no word has a pattern of the kind
)

// Causes are all causes in that order.
var Causes = [...]Cause{Right, Dated, Mooded, Parties, Distrusted, Names, Roles, Conditions, Words}

// Explain returns why each act of a lesson is not read, in the order of its acts.
func (c *Coder) Explain(ctx context.Context, lesson *Lesson) ([]Cause, error) {
	r := c.NewReader()
	missed := make([]Cause, len(lesson.Acts))
	for n := range missed {
		missed[n] = Words
	}
	r.observe = func() {
		for n := range lesson.Acts {
			if t := &lesson.Acts[n]; t.in(r.tree.Start, r.tree.End) {
				missed[n] = first(missed[n], r.cause(t))
			}
		}
	}
	found, err := r.Read(ctx, lesson.Article)
	if err != nil {
		return nil, err
	}
	for n := range lesson.Acts {
		for m := range found {
			missed[n] = first(missed[n], lesson.Acts[n].compare(&found[m], missed[n]))
		}
	}
	return missed, nil
}

// first returns which of two causes stands nearer to what is right.
func first(a, b Cause) Cause {
	if slices.Index(Causes[:], b) < slices.Index(Causes[:], a) {
		return b
	}
	return a
}

// cause returns why the rules do not read an act in the sentence, Distrusted where
// they do.
func (r *Reader) cause(t *Taught) Cause {
	kind := r.coder.ontology[t.Kind]
	if kind == nil {
		return Words
	}
	if slices.ContainsFunc(r.found, func(m match) bool {
		return m.kind == kind && t.between(kind, idsOf(m.actors), idsOf(m.recipients))
	}) {
		return Distrusted
	}
	cause := Words
	for i := range r.tree.Tokens {
		if !t.at(&r.tree.Tokens[i]) {
			continue
		}
		for _, p := range r.evoked(i) {
			if p.Kind == kind {
				cause = first(cause, r.failure(p, i, t))
			}
		}
	}
	return cause
}

// at reports whether a token lies where the act is stated.
func (t *Taught) at(tok *ud.Token) bool {
	return slices.ContainsFunc(t.Spans, func(s Span) bool { return s.Start <= tok.Start && tok.End <= s.End })
}

// failure returns why a pattern does not read an act at the word at i.
func (r *Reader) failure(p *Pattern, i int, t *Taught) Cause {
	m := match{pattern: p, kind: p.Kind, trigger: i}
	if p.Intransitive && r.hasObject(i) {
		return Conditions
	}
	for n := range p.Tests {
		if !r.test(&p.Tests[n], &m) {
			return Conditions
		}
	}
	for _, ids := range [][]string{t.Actors, t.Recipients} {
		if len(ids) > 0 && !r.speaksOf(ids) {
			return Names
		}
	}
	return Roles
}

// speaksOf reports whether the sentence means one of some parties.
func (r *Reader) speaksOf(ids []string) bool {
	for i := range r.tree.Tokens {
		if agree(idsOf(r.memory.Resolve(i)), ids) {
			return true
		}
	}
	return false
}

// compare returns how far an assertion is the act; missed where it is another.
func (t *Taught) compare(a *Assertion, missed Cause) Cause {
	if a.Kind.Name != t.Kind || !t.in(a.Start, a.End) && !slices.ContainsFunc(a.Mentions, func(s Span) bool { return t.in(s.Start, s.End) }) {
		return missed
	}
	switch {
	case !t.between(a.Kind, idsOfParties(a.Actors), idsOfParties(a.Recipients)):
		return Parties
	case a.Modality.String() != t.Modality:
		return Mooded
	case a.Date != t.Date:
		return Dated
	}
	return Right
}

func idsOfParties(ps []Party) (ids []string) {
	for n := range ps {
		ids = append(ids, ps[n].ID)
	}
	return ids
}
