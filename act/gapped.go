package act

import (
	"slices"
	"strings"

	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/timex"
	"github.com/credence-project/credence/ud"
)

// gapped appends the acts of clauses that leave the verb out: "Israël avait
// reconnu … en juillet 2023, les États-Unis en décembre 2020".
func (r *Reader) gapped() {
	if len(r.found) == 0 {
		return
	}
	source := r.found[len(r.found)-1]
	for n := range r.times {
		x := &r.times[n]
		if x.First <= source.trigger || n == source.when.x || x.Type == timex.Duration && x.Date.IsZero() || x.EDTF == "" {
			continue
		}
		m := source
		refs := r.gapActor(x, &source)
		if len(refs) > 0 && r.undergoes(&source, refs) {
			m.recipients = without(refs, source.actors)
		} else if len(refs) > 0 {
			m.actors, m.recipients = refs, without(source.recipients, refs)
		} else if refs = r.gapPlace(x, &source); len(refs) > 0 {
			m.recipients = refs
		} else if source.when.x >= 0 && source.when.level == ownTime && source.when.date != x.EDTF && r.anew(x) {
			m.when = when{date: r.onset(&m, x.EDTF), x: n, how: "its own words"}
			m.rule, m.confidence = "gapped clause", source.confidence-costPronoun
			r.found = append(r.found, m)
			continue
		}
		if len(refs) == 0 || len(m.recipients) == 0 {
			continue
		}
		if !r.undergoes(&source, refs) {
			unlist(r.found, refs, source.trigger)
		}
		m.trigger, m.cluster = refs[0].Token, nil
		m.pattern, m.rule, m.confidence = nil, "gapped clause", source.confidence-costAttachment
		m.stance.path = []int{m.trigger}
		m.when = when{date: r.onset(&m, x.EDTF), x: n, how: "its own words"}
		r.found = append(r.found, m)
	}
	r.partGapped(&source)
}

// partGapped takes from those on whom the acts of a list of clauses without verb fall whoever
// does one of them, whom a tree coordinates with these: "quitted Taipei in 2016, Panama in 2017
// and Fiji in 2018".
func (r *Reader) partGapped(source *match) {
	var doers []discourse.Referent
	for n := range r.found {
		if m := &r.found[n]; m.rule == "gapped clause" && m.kind == source.kind {
			doers = append(doers, m.actors...)
		}
	}
	if len(doers) < 2 || source.kind.Symmetric {
		return
	}
	for n := range r.found {
		m := &r.found[n]
		if left := without(m.recipients, doers); m.kind == source.kind && len(left) > 0 && (m.trigger == source.trigger || m.rule == "gapped clause") {
			m.recipients = left
		}
	}
}

// undergoes reports whether those of whom a clause without verb tells have the act of the clause
// before done to them, as its subject had: "was recognised by Oslo in 1991, Latvia in 1992".
func (r *Reader) undergoes(source *match, refs []discourse.Referent) bool {
	if source.kind.Entering {
		return !slices.ContainsFunc(refs, func(ref discourse.Referent) bool {
			e, ok := r.coder.names.Entity(ref.ID)
			return !ok || e.Kind == "organization"
		})
	}
	return source.pattern != nil && source.pattern.Verb && r.tree.Passive(source.trigger) && !source.kind.Symmetric &&
		len(source.actors) > 0 && source.actors[0].Token > source.trigger && len(source.recipients) > 0 && source.recipients[0].Token >= 0 && source.recipients[0].Token < source.trigger
}

// concert gives an act whose counterpart the sentence seems to leave out that of another
// act of the same party in the same sentence: "cut ties, recalling its diplomats from Kigali".
func (r *Reader) concert() {
	implied := func(m *match) bool {
		return m.pattern != nil && len(m.actors) > 0 && len(m.recipients) > 0 && m.recipients[0].Token < 0 && !m.kind.Reaction && !m.kind.Between && !m.kind.State
	}
	for n := range r.found {
		m := &r.found[n]
		if !implied(m) {
			continue
		}
		for k := n + 1; k < len(r.found); k++ {
			o := &r.found[k]
			if o.pattern == nil || o.kind.Reaction || o.kind.State || o.kind.Between || !sameActors(m, o) || len(o.actors) != len(m.actors) || len(o.recipients) == 0 || o.recipients[0].Token < 0 || o.recipients[0].How > discourse.Learned {
				continue
			}
			if t := &r.tree; t.Is(o.trigger, "conj") && t.Head(o.trigger) == m.trigger || t.Is(o.trigger, "advcl") && t.Head(o.trigger) == m.trigger {
				m.recipients = outside(r.named(o.recipients))
				break
			}
		}
	}
}

// following appends what those did before whom a sentence sets in front of who follows them:
// "After Bamako, Niamey broke with Kyiv."
func (r *Reader) following() {
	tokens := r.tree.Tokens
	if len(r.found) == 0 || !r.coder.modals.After[strings.ToLower(tokens[0].Form)] {
		return
	}
	source := r.found[0]
	if k := source.kind; k.Reaction || k.Symmetric || k.State || k.Opinion || !k.Mutual && !(k.Explicit && k.Plover == "SUPPORT") || source.stance.modality() != Asserted {
		return
	}
	var refs []discourse.Referent
	end := 1
	for ; end < source.trigger; end++ {
		tok := &tokens[end]
		if ref, ok := r.namedAt(end); ok {
			refs = append(refs, ref)
			end = ref.Last
		} else if tok.UPOS == "VERB" || tok.UPOS == "NOUN" || tok.UPOS == "ADP" || tok.UPOS == "PRON" || tok.UPOS == "NUM" {
			break
		}
		if end+1 < len(tokens) && tokens[end+1].Form == "," && (end+2 >= len(tokens) || tokens[end+2].UPOS != "DET" && tokens[end+2].UPOS != "PROPN" || r.tree.Is(end+2, "nsubj") || r.tree.Is(r.tree.Head(end+2), "nsubj")) {
			end++
			break
		}
	}
	if len(refs) == 0 || tokens[end].Form != "," || len(without(refs, source.actors)) < len(refs) || len(without(refs, source.recipients)) < len(refs) || len(without(source.recipients, refs)) == 0 {
		return
	}
	m := source
	m.actors, m.trigger, m.cluster, m.pattern = refs, refs[0].Token, nil, nil
	m.rule, m.confidence = repeated, source.confidence-costPronoun
	m.stance.path, m.when = []int{m.trigger}, when{x: -1, level: noTime}
	for n := range r.times {
		if x := &r.times[n]; x.First == end+1 && !x.Date.IsZero() && r.setOff(x) {
			m.when = when{date: r.onset(&m, x.EDTF), x: n, how: "its own words"}
		}
	}
	r.found = append(r.found, m)
}

// namedAt returns the party whose name begins at the word i.
func (r *Reader) namedAt(i int) (discourse.Referent, bool) {
	for _, n := range r.memory.Mentions() {
		if n.First != i {
			continue
		}
		for _, ref := range r.memory.Resolve(n.Head) {
			if ref.How == discourse.Named && ref.First == i && ref.Sense != gazetteer.Adjective {
				return ref, true
			}
		}
	}
	return discourse.Referent{}, false
}

// handed appends the acts of clauses that leave out the verb and tell with what
// another did it: "Bolivia recalled its ambassador, Honduras its chargé", "Egypt
// took in 110,000 Sudanese, Chad 60,000".
func (r *Reader) handed() {
	if len(r.found) == 0 || r.coder.repeats.Elided == nil {
		return
	}
	source := r.found[len(r.found)-1]
	if source.pattern == nil || !source.pattern.Verb || source.kind.Symmetric || source.kind.Reaction {
		return
	}
	for _, n := range r.memory.Mentions() {
		if n.First <= source.trigger+1 || !r.opens(n.First) || !r.hands(n.Last+1) {
			continue
		}
		refs := r.memory.Resolve(n.Head)
		if len(refs) == 0 || refs[0].How != discourse.Named || containsID(source.actors, refs[0].ID) {
			continue
		}
		m := source
		if containsID(source.recipients, refs[0].ID) {
			elsewhere := slices.ContainsFunc(source.recipients, func(o discourse.Referent) bool { return o.ID == refs[0].ID && o.Token != refs[0].Token })
			if !m.kind.Mutual || m.kind.Plover != "SANCTION" || len(source.actors) != 1 || !elsewhere {
				continue
			}
			m.recipients = aloof(source.actors) // "Canada expelled two Indians, India two Canadians"
		}
		m.actors, m.trigger, m.cluster, m.pattern = refs[:1:1], refs[0].Token, nil, nil
		m.rule, m.confidence = "gapped clause", source.confidence-costAttachment
		m.stance.path = []int{m.trigger}
		r.found = append(r.found, m)
	}
}

// joined appends the acts of clauses without verb that say no more than who did it too, or
// with how much: "a reconnu la Palestine lundi, Andorre et Monaco aussi".
func (r *Reader) joined() {
	for i := range r.tree.Tokens {
		if r.tree.Tokens[i].Rel != "orphan" {
			continue
		}
		source := r.remnantOf(i)
		refs := r.memory.Resolve(i)
		if source == nil || len(refs) == 0 || refs[0].How != discourse.Named || len(without(refs, source.actors)) < len(refs) || len(without(source.recipients, refs)) < len(source.recipients) || r.toldOfAny(refs) {
			continue
		}
		m := *source
		m.actors, m.trigger, m.cluster, m.pattern = refs, refs[0].Token, nil, nil
		if r.undergoes(source, refs) {
			m.actors, m.recipients = aloof(source.actors), refs
		}
		m.rule, m.confidence = "gapped clause", source.confidence-costAttachment
		m.stance.path = []int{m.trigger}
		r.found = append(r.found, m)
	}
}

// remnantOf returns the act whose verb the clause that the name at i begins leaves out, nil
// where none was told or it is between equals. What none of them did is left out too.
func (r *Reader) remnantOf(i int) *match {
	verb := r.tree.Head(i)
	for n := range r.found {
		m := &r.found[n]
		if m.pattern == nil || m.kind.Symmetric || m.trigger > i {
			continue
		}
		if m.trigger == verb || r.tree.Is(m.trigger, "xcomp") && r.tree.Head(m.trigger) == verb || slices.Contains(m.cluster, verb) {
			if slices.ContainsFunc(r.tree.Tokens[i:], func(t ud.Token) bool { return t.UPOS != "DET" && r.coder.modals.NoOne[t.Lemma] }) {
				return nil
			}
			return m
		}
	}
	return nil
}

// toldOfAny reports whether an act of the sentence is told of one of some parties by the words
// that name them.
func (r *Reader) toldOfAny(refs []discourse.Referent) bool {
	return slices.ContainsFunc(r.found, func(m match) bool {
		told := m.actors
		if m.pattern == nil {
			told = slices.Concat(m.actors, m.recipients)
		}
		return slices.ContainsFunc(told, func(a discourse.Referent) bool {
			return a.Token >= 0 && slices.ContainsFunc(refs, func(b discourse.Referent) bool { return a.Token == b.Token })
		})
	})
}

// declined appends the act that others did not do, told by no more than their names and
// a "no": "a reconnu le Kosovo en 2008, l'Espagne et la Grèce non".
func (r *Reader) declined() {
	if len(r.found) == 0 {
		return
	}
	tokens := r.tree.Tokens
	not := len(tokens) - 1
	for not > 0 && tokens[not].UPOS == "PUNCT" {
		not--
	}
	source := r.found[len(r.found)-1]
	if !r.coder.modals.Negators[tokens[not].Lemma] || tokens[not].UPOS == "AUX" || not <= source.trigger {
		return
	}
	refs := r.namesBefore(not, source.trigger)
	if len(refs) == 0 || slices.ContainsFunc(source.actors, func(a discourse.Referent) bool { return containsID(refs, a.ID) }) {
		return
	}
	unlist(r.found, refs, source.trigger)
	m := source
	m.actors, m.recipients = refs, without(source.recipients, refs)
	m.trigger, m.cluster, m.pattern, m.when = refs[0].Token, nil, nil, when{x: -1, level: noTime}
	m.stance.denied, m.stance.path = !source.stance.denied, []int{m.trigger}
	m.rule, m.confidence = "gapped clause", source.confidence-costAttachment
	r.found = append(r.found, m)
}

// namesBefore returns the parties that are all that stands between the word at i and
// a comma or semicolon before it, behind another word.
func (r *Reader) namesBefore(i, after int) (refs []discourse.Referent) {
	for k := i - 1; k > after; k-- {
		switch tok := &r.tree.Tokens[k]; tok.UPOS {
		case "DET", "CCONJ":
		case "PROPN":
			if r.tree.Child(k, "case") >= 0 {
				return nil
			}
			for _, ref := range r.memory.Resolve(k) {
				if ref.How == discourse.Named && ref.Token == k && !containsID(refs, ref.ID) {
					refs = append(refs, ref)
				}
			}
		case "PUNCT":
			if k == i-1 {
				continue // "l'Espagne, non"
			}
			slices.Reverse(refs)
			return refs
		default:
			if !r.insideName(k) {
				return nil
			}
		}
	}
	return nil
}

// opens reports whether a clause can begin at the word i: behind a comma,
// semicolon or conjunction.
func (r *Reader) opens(i int) bool {
	if i > 1 && r.tree.Tokens[i-1].UPOS == "DET" {
		i--
	}
	tok := &r.tree.Tokens[i-1]
	return tok.UPOS == "CCONJ" || tok.Form == "," || tok.Form == ";"
}

// isYear reports whether a number may be a year.
func isYear(form string) bool {
	return len(form) == 4 && strings.Trim(form, "0123456789") == ""
}

// hands reports whether from the word i to the end of its clause there stands a
// number or something that belongs to the actor, and no verb.
func (r *Reader) hands(i int) bool {
	tokens := r.tree.Tokens
	if i >= len(tokens) || !(tokens[i].UPOS == "NUM" && !isYear(tokens[i].Form) || tokens[i].Feats.Has("Poss", "Yes") || r.coder.repeats.Much[tokens[i].Lemma] || r.itsOwn(i)) {
		return false
	}
	if slices.ContainsFunc(r.times, func(x timex.Expression) bool { return x.First <= i && i <= x.Last }) {
		return false // "Saudi Arabia three days later"
	}
	for k := i; k < len(tokens) && tokens[k].UPOS != "PUNCT" && tokens[k].UPOS != "CCONJ"; k++ {
		if tokens[k].UPOS == "VERB" || tokens[k].UPOS == "AUX" {
			return false
		}
	}
	return true
}

// itsOwn reports whether the words from i on are an article and a word for what is the
// actor's own: "le sien".
func (r *Reader) itsOwn(i int) bool {
	tokens, repeats := r.tree.Tokens, r.coder.repeats
	return tokens[i].UPOS == "DET" && i+1 < len(tokens) && tokens[i+1].UPOS != "DET" && !repeats.place(tokens[i+1].Lemma) && tokens[i+1].UPOS != "VERB" && repeats.Elided[tokens[i+1].Lemma]
}

// unlist takes the actors of a clause without verb from the other side of the act
// whose verb it shares, to which a tree coordinates them: "a reconnu la Palestine
// en 2014, la France en 2025".
func unlist(found []match, actors []discourse.Referent, trigger int) {
	for n := range found {
		if m := &found[n]; m.trigger == trigger && len(m.recipients) > len(actors) {
			m.recipients = without(m.recipients, actors)
		}
	}
}

// gapActor returns the parties that stand between a comma or conjunction and
// the expression x with no verb between them.
func (r *Reader) gapActor(x *timex.Expression, source *match) []discourse.Referent {
	i := x.First - 1
	for i > source.trigger && r.tree.Tokens[i].UPOS == "ADP" {
		i--
	}
	if f := r.tree.Tokens[i].Form; f == "," && r.beginsAlone(i-1, source.trigger) {
		i-- // "…; le Togo, en 2014"
	}
	end := i
	for ; i > source.trigger; i-- {
		tok := &r.tree.Tokens[i]
		if (tok.UPOS == "VERB" || tok.UPOS == "AUX" || tok.UPOS == "ADP") && !r.insideName(i) {
			return nil
		}
		if tok.UPOS == "PUNCT" || tok.UPOS == "CCONJ" || tok.UPOS == "ADV" {
			break
		}
	}
	if i <= source.trigger || i == end {
		return nil
	}
	for k := i + 1; k <= end; k++ {
		if refs := r.memory.Resolve(k); len(refs) > 0 && refs[0].How == discourse.Named && !containsID(source.actors, refs[0].ID) {
			if r.tree.Tokens[i].UPOS == "CCONJ" {
				return append(r.namesBefore(i, source.trigger), refs[0])
			}
			return refs[:1:1]
		}
	}
	return nil
}

// beginsAlone reports whether a name that ends at the word i stands right behind a semicolon.
func (r *Reader) beginsAlone(i, after int) bool {
	for ; i > after; i-- {
		if tok := &r.tree.Tokens[i]; tok.Form == ";" {
			return true
		} else if tok.UPOS != "DET" && !r.insideName(i) {
			return false
		}
	}
	return false
}

// anew reports whether nothing but a preposition stands between an expression and a word
// that tells what came next: "in November 1958, then in October 1961".
func (r *Reader) anew(x *timex.Expression) bool {
	i := x.First - 1
	if i > 0 && r.tree.Tokens[i].UPOS == "ADP" {
		i--
	}
	if i <= 0 || !r.coder.modals.Then[r.tree.Tokens[i].Lemma] {
		return false
	}
	for k := x.Last + 1; k < len(r.tree.Tokens) && r.tree.Tokens[k].UPOS != "PUNCT"; k++ {
		switch r.tree.Tokens[k].UPOS {
		case "VERB", "AUX":
			return false
		case "ADP":
			return true
		}
	}
	return true
}

// gapPlace returns the place at which the act of the source was done again at the
// time x: "closed its embassy in Mali in May, in Niger in June".
func (r *Reader) gapPlace(x *timex.Expression, source *match) []discourse.Referent {
	if len(source.recipients) != 1 || source.recipients[0].Token < 0 || r.tree.Cases(source.recipients[0].Token)&r.coder.in == 0 || source.when.x < 0 {
		return nil
	}
	end := x.First - 1
	for i := end; i > source.trigger; i-- {
		switch tok := &r.tree.Tokens[i]; tok.UPOS {
		case "VERB", "AUX", "NOUN", "PRON":
			if tok.UPOS == "PRON" && r.coder.repeats.Elided[tok.Lemma] && tok.Feats.Has("PronType", "Dem") {
				continue // "et celui de Manama le 11 septembre"
			}
			return nil
		case "PUNCT", "CCONJ":
			if i < r.times[source.when.x].Last {
				return nil
			}
			for k := i + 1; k <= end; k++ {
				if refs := r.memory.Resolve(k); len(refs) == 1 && refs[0].How == discourse.Named && r.tree.Cases(k)&(r.coder.in|r.coder.of) != 0 &&
					!containsID(source.recipients, refs[0].ID) && !containsID(source.actors, refs[0].ID) {
					return refs
				}
			}
			return nil
		}
	}
	return nil
}

func (r *Reader) insideName(i int) bool {
	for _, m := range r.memory.Mentions() {
		if m.First <= i && i <= m.Last {
			return true
		}
	}
	return false
}
