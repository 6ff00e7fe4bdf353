package act

import (
	"slices"

	"github.com/credence-project/credence/discourse"
)

// side is one of the two sides of an act.
type side int

const (
	doing side = iota
	undergoing
)

// String returns the word that features tell a side by.
func (s side) String() string {
	if s == doing {
		return "doing"
	}
	return "undergoing"
}

// of returns the parties that a match has on a side.
func (s side) of(m *match) []discourse.Referent {
	if s == doing {
		return m.actors
	}
	return m.recipients
}

// role returns the role of a pattern that a side fills.
func (s side) role(p *Pattern) *Role {
	if s == doing {
		return &p.Actor
	}
	return &p.Recip
}

// set gives a match the parties of a side.
func (s side) set(m *match, refs []discourse.Referent) {
	if s == doing {
		m.actors = refs
	} else {
		m.recipients = refs
	}
}

// candidate is who could be on a side of a match, and what brings them to mind.
type candidate struct {
	refs    []discourse.Referent // none: nobody
	mention int                  // the nearest word that means them, -1 where the sentence has none
	from    []string             // what was told before
}

// candidates returns who could be on a side of a match: nobody, first, then all that the
// sentence means, and those that what was told before brings to mind.
func (r *Reader) candidates(m *match, s side) []candidate {
	list := append(make([]candidate, 0, 24), candidate{mention: -1})
	other := (1 - s).of(m)
	add := func(refs []discourse.Referent, mention int, from string) {
		if s == undergoing || m.kind.Symmetric {
			refs = without(refs, other)
		}
		if len(refs) == 0 {
			return
		}
		n := slices.IndexFunc(list, func(c candidate) bool { return len(c.refs) == len(refs) && len(without(refs, c.refs)) == 0 })
		if n < 0 {
			n = len(list)
			list = append(list, candidate{refs: refs, mention: -1})
		}
		c := &list[n]
		if mention >= 0 && (c.mention < 0 || abs(mention-m.trigger) < abs(c.mention-m.trigger)) {
			c.mention, c.refs = mention, refs
		}
		if from != "" && !slices.Contains(c.from, from) {
			c.from = append(c.from, from)
		}
	}
	for i := range r.tree.Tokens {
		if u := r.tree.Tokens[i].UPOS; u == "PUNCT" || u == "ADP" || u == "CCONJ" || i == m.trigger {
			continue
		}
		if refs := r.memory.Resolve(i); len(refs) > 0 && refs[0].Token == i {
			add(refs, i, "")
		}
	}
	r.remembered(m, func(refs []discourse.Referent, from string) {
		if told := r.describedBy(m, s, refs); told != "one" && (told == "yes" || !m.kind.Explicit) {
			add(refs, -1, from)
		}
	})
	return list
}

func abs(n int) int { return max(n, -n) }

// remembered adds those that were told of before.
func (r *Reader) remembered(m *match, each func([]discourse.Referent, string)) {
	add := func(refs []discourse.Referent, from string) {
		if len(refs) > 0 {
			each(refs, from)
		}
	}
	ids := func(ids ...string) (refs []discourse.Referent) {
		for _, id := range ids {
			if id != "" {
				refs = append(refs, discourse.Referent{ID: id, Token: -1, First: -1, Last: -1, How: discourse.Description})
			}
		}
		return refs
	}
	if n := len(r.found); n > 0 {
		add(aloof(r.found[n-1].actors), "doer here")
		add(aloof(r.found[n-1].recipients), "undergoer here")
	}
	if n := len(r.lately); n > 0 {
		doers := outside(r.lately[n-1].Actors)
		add(doers, "last doer")
		for k := range doers {
			if len(doers) > 1 {
				add(doers[k:k+1:k+1], "of the last doers")
			}
		}
		add(outside(r.lately[n-1].Recipients), "last undergoer")
	}
	for n := len(r.lately) - 1; n >= 0; n-- {
		if a := r.lately[n]; a.Kind == m.kind {
			add(outside(a.Actors), "doer of the kind")
			add(outside(a.Recipients), "undergoer of the kind")
			break
		}
	}
	add(aloof(r.agents), "subject before")
	add(ids(r.theme), "theme")
	add(ids(r.scenery), "scenery")
	add(ids(r.memory.Head()...), "head")
	for _, id := range r.memory.Pair() {
		add(ids(id), "of title")
	}
	if len(m.actors)+len(m.recipients) == 1 {
		add(ids(r.memory.Partner(append(m.actors[:len(m.actors):len(m.actors)], m.recipients...)[0].ID)), "partner")
	}
	for _, id := range r.memory.Foremost(6) {
		add(ids(id), "named")
	}
	add(ids(r.memory.Main(func(id string) bool { return containsID(m.actors, id) || containsID(m.recipients, id) })), "main")
}
