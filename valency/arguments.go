package valency

// Passive reports whether the verb v stands in the passive, finite or as a
// past participle that modifies a noun ("un accord signé par").
func (t *Tree) Passive(v int) bool {
	if t.passive[v] == unasked { // as each pattern asks that the verb evokes
		t.passive[v] = active
		if t.isPassive(v) {
			t.passive[v] = passive
		}
	}
	return t.passive[v] == passive
}

func (t *Tree) isPassive(v int) bool {
	tok := &t.Tokens[v]
	if t.Undergone(v) >= 0 {
		return true
	}
	if t.perfect(v) {
		return t.Child(v, "aux:pass") >= 0
	}
	if t.grammar.Active[tok.Lemma] || t.pronominal(v) {
		return false
	}
	for c := t.First(v); c >= 0; c = t.Next(c) {
		switch t.Tokens[c].Rel {
		case "aux:pass", "nsubj:pass", "csubj:pass", "expl:pass":
			return true
		}
	}
	if tok.Feats.Has("VerbForm", "Part") && !tok.Feats.Has("Tense", "Pres") {
		if t.Child(v, "cop") >= 0 {
			return true // "está prevista"
		}
		switch t.Rel(v) {
		case "root":
			s := t.Child(v, "nsubj")
			return s > v && v == 0 && !t.hasAux(v) // a headline: "Suspendidas las relaciones entre …"
		case "acl", "amod":
			return !t.hasAux(v)
		case "advcl":
			return !t.hasAux(v) && t.Child(v, "nsubj") < 0
		case "conj":
			return !t.hasAux(v) && t.Child(v, "obj") < 0 && t.Head(v) >= 0 && t.Passive(t.Head(v))
		}
	}
	return false
}

// Undergone returns the reflexive verb that makes a passive of the infinitive
// v, "vu" of "s'est vu infliger une amende", -1 where there is none.
func (t *Tree) Undergone(v int) int {
	u := t.Head(v)
	if u < 0 || !t.Is(v, "xcomp") || !t.grammar.Undergo[t.Tokens[u].Lemma] || !t.Tokens[v].Feats.Has("VerbForm", "Inf") {
		return -1
	}
	for _, verb := range [...]int{u, v} { // a tree may hang the clitic on the infinitive
		for c := t.First(verb); c >= 0 && c < u; c = t.Next(c) {
			if t.Tokens[c].Feats.Has("Reflex", "Yes") {
				return u
			}
		}
	}
	return -1
}

// pronominal reports whether v has a reflexive clitic of its own: "s'est rendu".
func (t *Tree) pronominal(v int) bool {
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if t.grammar.ReflexivePassive && t.Tokens[c].Rel == "expl:pass" {
			continue
		}
		if t.Is(c, "expl") && t.Tokens[c].Feats.Has("Reflex", "Yes") {
			return true
		}
	}
	return false
}

// perfect reports whether v has an auxiliary that only the active takes, or
// both an object and a subject: then a label of the passive is a mistake.
func (t *Tree) perfect(v int) bool {
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if t.Is(c, "aux") && t.grammar.Perfect[t.Tokens[c].Lemma] {
			return true
		}
	}
	return false
}

func (t *Tree) hasAux(v int) bool { return t.Child(v, "aux") >= 0 }

// Subjects appends the heads of the noun phrases that are the deep subject of
// the verb, noun or predicate v: its own, the agent of its passive, or the one
// that it shares through control, coordination, or the noun that it modifies.
func (t *Tree) Subjects(dst []int, v int) []int { return t.subjects(dst, v, maxClimb) }

func (t *Tree) subjects(dst []int, v, depth int) []int {
	if depth == 0 {
		return dst
	}
	passive := t.Passive(v)
	n := len(dst)
	for c := t.First(v); c >= 0; c = t.Next(c) {
		switch rel := t.Tokens[c].Rel; {
		case passive && (rel == "obl:agent" || is(rel, "obl") && t.HasCase(c, t.grammar.bit["by"])):
			dst = append(dst, t.Antecedent(c))
		case !passive && is(rel, "nsubj"):
			dst = append(dst, t.Antecedent(c))
		}
	}
	if len(dst) > n || passive && t.Tokens[v].Rel != "conj" {
		return t.unrepeated(dst, n)
	}
	return t.inherited(dst, v, depth)
}

// unrepeated leaves out the pronouns among the subjects from the nth on that only
// take up a noun beside them: "la Gambie, elle, l'avait fait".
func (t *Tree) unrepeated(subjects []int, n int) []int {
	if len(subjects)-n < 2 || t.Tokens[subjects[n]].UPOS == "PRON" {
		return subjects
	}
	kept := subjects[:n+1]
	for _, s := range subjects[n+1:] {
		switch {
		case t.Tokens[s].Feats.Has("PronType", "Prs"):
		case t.heading(kept[len(kept)-1], s):
			kept[len(kept)-1] = s
		default:
			kept = append(kept, s)
		}
	}
	return kept
}

// heading reports whether a colon parts the word at i, a heading, from the one at
// j: "Niger : Paris rappelle son ambassadeur".
func (t *Tree) heading(i, j int) bool {
	for k := range j {
		switch t.Tokens[k].Form {
		case ",":
			return false // a list of who then is one subject
		case ":":
			return k > i
		}
	}
	return false
}

// Shared appends the subject that the finite verb v would share with the clause
// that it hangs on: what a wrong tree leaves of it.
func (t *Tree) Shared(dst []int, v int) []int {
	u := t.Head(v)
	if d := t.addressed(u, v); d >= 0 {
		return append(dst, t.Antecedent(d))
	}
	if u < 0 || !t.Verbal(u) {
		return dst
	}
	switch t.Rel(v) {
	case "ccomp":
		if d := t.ordered(u, v); d >= 0 {
			return append(dst, t.Antecedent(d)) // "pidió a Lima que cerrara"
		}
		fallthrough
	case "advcl", "parataxis":
		return t.subjects(dst, u, maxClimb)
	}
	return dst
}

// addressed returns to whom the verb or noun u turns so that he does what the subjunctive v
// says: "hizo un llamamiento a Rusia para que retire sus tropas"; -1 where it is no
// such clause.
func (t *Tree) addressed(u, v int) int {
	if u < 0 || !t.grammar.DroppedSubject || !t.Tokens[v].Feats.Has("Mood", "Sub") {
		return -1
	}
	switch t.Rel(v) {
	case "advcl", "ccomp", "acl":
	default:
		return -1
	}
	purpose := false
	for c := t.First(v); c >= 0 && c < v; c = t.Next(c) {
		purpose = purpose || (t.Is(c, "mark") || t.Is(c, "case")) && t.grammar.class[t.Tokens[c].Lemma]&t.grammar.bit["for"] != 0
	}
	for c := t.First(u); c >= 0 && purpose; c = t.Next(c) {
		if t.Is(c, "iobj") || (t.Is(c, "obj") || t.Is(c, "nmod")) && t.Marked(c) {
			return c
		}
		for d := t.First(c); d >= 0 && t.Is(c, "obj"); d = t.Next(d) {
			if t.Is(d, "nmod") && t.Marked(d) {
				return d
			}
		}
	}
	return -1
}

// inherited appends the subject that v has from the word it depends on.
func (t *Tree) inherited(dst []int, v, depth int) []int {
	u := t.Head(v)
	if u < 0 {
		return dst
	}
	switch t.Rel(v) {
	case "advcl", "ccomp", "parataxis":
		if d := t.ordered(u, v); d >= 0 && !t.finite(v) {
			return append(dst, t.Antecedent(d)) // "called on Lima to leave"
		}
		if o := t.Object(u); o >= 0 && t.charged(v) && !t.Passive(u) {
			return append(dst, t.Antecedent(o))
		}
		if !t.finite(v) && (t.Verbal(u) || !t.Nominal(u)) {
			if o := t.Object(u); o >= 0 && u < o && o < v && t.Tokens[v].UPOS == "VERB" && t.HasCase(v, t.grammar.bit["of"]) && t.grammar.Second {
				return dst // "accused Russia of breaking the truce": not the accuser
			}
			return t.subjects(dst, u, depth-1)
		}
	case "conj":
		if t.Passive(u) && !t.Passive(v) && t.finite(v) {
			return t.passiveObjects(dst, u, depth-1) // "was recalled and resigned"
		}
		if w := t.above(u, v); w >= 0 {
			u = w
		}
		if t.Verbal(u) || !t.Nominal(u) {
			return t.subjects(dst, u, depth-1)
		}
	case "xcomp":
		if d := t.ordered(u, v); d >= 0 {
			return append(dst, t.Antecedent(d))
		}
		if o := t.Child(u, "obj"); o >= 0 && !t.grammar.Own[t.Tokens[u].Lemma] && t.Nominal(o) && t.Child(u, "expl") < 0 && !t.reflexive(o) {
			return append(dst, t.Antecedent(o))
		}
		if t.Passive(u) {
			return t.passiveObjects(dst, u, depth-1) // "is expected to recognise"
		}
		return t.subjects(dst, u, depth-1)
	case "acl":
		if d := t.addressed(u, v); d >= 0 {
			return append(dst, t.Antecedent(d))
		}
		if h := t.Head(u); h >= 0 && t.Is(u, "obj") && t.Verbal(h) && t.Tokens[v].Feats.Has("VerbForm", "Inf") {
			for _, o := range t.Owners(nil, u) {
				if o > u && o < v && t.Tokens[o].UPOS == "PROPN" {
					return append(dst, o) // "rechazó la decisión del Perú de retirar …"
				}
			}
			return t.subjects(dst, h, depth-1) // "n'a pas l'intention de reconnaître"
		}
		if t.grammar.DroppedSubject && t.finite(v) && t.relative(v) {
			return dst // "Marruecos, al que acusa de …"
		}
		if h := t.Head(u); h >= 0 && t.amid(u, v) {
			return t.subjects(dst, h, depth-1) // "figure parmi les premiers à l'avoir reconnu"
		}
		return append(dst, u)
	}
	return dst
}

// amid reports whether the noun u, one of some among whom somebody is counted, has for more
// of it the infinitive v: "parmi les premiers à l'avoir reconnu".
func (t *Tree) amid(u, v int) bool {
	if !t.Is(u, "obl") || !t.HasCase(u, t.grammar.bit["amid"]) || !t.Verbal(t.Head(u)) {
		return false
	}
	if t.Tokens[v].Feats.Has("VerbForm", "Inf") {
		return true
	}
	for c := t.First(v); c >= 0 && c < v; c = t.Next(c) {
		if t.Is(c, "aux") && t.Tokens[c].Feats.Has("VerbForm", "Inf") {
			return true
		}
	}
	return false
}

// above returns the verb that the infinitive u completes, where the finite verb v, which
// a parser joins to u, goes on from that one: "asked Chad to leave and recalled its envoy";
// -1 where it does not.
func (t *Tree) above(u, v int) int {
	if !t.finite(v) || t.finite(u) || !t.Tokens[u].Feats.Has("VerbForm", "Inf") {
		return -1
	}
	switch t.Rel(u) {
	case "xcomp", "advcl":
	default:
		return -1
	}
	w := t.Head(u)
	if w < 0 || !t.Verbal(w) || !t.finite(w) && t.Tokens[w].Feats.Get("Tense") != "Past" {
		return -1
	}
	return w
}

// charged reports whether the infinitive v tells for what its verb's object is praised
// or blamed: "a condamné Lima pour avoir rompu".
func (t *Tree) charged(v int) bool {
	aux, mark := t.Child(v, "aux"), t.Child(v, "mark")
	if mark < 0 {
		mark = t.Child(v, "case")
	}
	return aux >= 0 && mark >= 0 && mark < aux && t.Tokens[aux].Feats.Has("VerbForm", "Inf") && t.grammar.class[t.Tokens[mark].Lemma]&t.grammar.bit["for"] != 0
}

// relative reports whether a relative pronoun that is not its subject opens the clause
// of v.
func (t *Tree) relative(v int) bool {
	for c := t.First(v); c >= 0 && c < v; c = t.Next(c) {
		if f := t.Tokens[c].Feats; f.Has("PronType", "Rel") && !is(t.Tokens[c].Rel, "nsubj") || f.Has("PronType", "Ind") && t.Is(c, "obl") && t.First(c) < 0 {
			return true // "donde" is tagged as an indefinite
		}
	}
	return false
}

// finite reports whether v or an auxiliary of it is finite: such a verb has a
// subject of its own, even where the tree shows none.
func (t *Tree) finite(v int) bool {
	if t.Tokens[v].Feats.Has("VerbForm", "Fin") {
		return true
	}
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if (t.Is(c, "aux") || t.Is(c, "cop")) && t.Tokens[c].Feats.Has("VerbForm", "Fin") {
			return true
		}
	}
	return false
}

// ordered returns whom the verb u, one of those that give their infinitive v to
// a dative, has do it: "demande à Lima de partir"; -1 where there is none.
func (t *Tree) ordered(u, v int) int {
	to := t.grammar.bit["to"]
	switch lemma := t.Tokens[u].Lemma; {
	case t.grammar.Appeals[lemma]:
		to |= t.grammar.bit["on"] | t.grammar.bit["with"]
	case !t.grammar.Dative[lemma]:
		return -1
	}
	for c := t.First(u); c >= 0; c = t.Next(c) {
		if t.Is(c, "iobj") || c < v && t.Is(c, "obl") && t.HasCase(c, to) {
			return c
		}
	}
	return -1
}

// reflects reports whether v has a reflexive clitic, so that "de" behind it hides
// no object: "s'est retiré d'Irak".
func (t *Tree) reflects(v int) bool {
	for c := t.First(v); c >= 0 && c < v; c = t.Next(c) {
		if t.reflexive(c) {
			return true
		}
	}
	return false
}

// reflexive reports whether the object o only repeats the subject ("s'engager").
func (t *Tree) reflexive(o int) bool { return t.Tokens[o].Feats.Has("Reflex", "Yes") }

// Object returns the first object of v in the tree that is no reflexive, -1
// where there is none.
func (t *Tree) Object(v int) int {
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if is(t.Tokens[c].Rel, "obj") && !t.reflexive(c) {
			return c
		}
	}
	return -1
}

// Objects appends the heads of the noun phrases that are the deep object of
// the verb v: its object, or the subject of its passive.
func (t *Tree) Objects(dst []int, v int) []int {
	if o := t.Object(v); t.Passive(v) && (o < 0 || t.Undergone(v) < 0) {
		dst = t.passiveObjects(dst, v, maxClimb)
		if o >= 0 && t.grammar.Second && t.Nominal(o) {
			dst = append(dst, o) // "was given a week", "was named ambassador"
		}
		return dst
	}
	n := len(dst)
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if is(t.Tokens[c].Rel, "obj") && !t.reflexive(c) {
			dst = append(dst, t.Antecedent(c))
		}
	}
	if len(dst) == n && t.grammar.Partitive && !t.reflects(v) {
		dst = t.partitive(dst, v)
	}
	if len(dst) == n {
		dst = t.marked(dst, v)
	}
	if len(dst) == n && t.grammar.Second {
		dst = t.unmarked(dst, v)
	}
	if len(dst) == n && t.grammar.Second && t.lacking(v) {
		dst = append(dst, t.Head(v))
	}
	return dst
}

// lacking reports whether the verb v heads a clause of a noun that leaves out
// its object, the noun: "the sanctions (that) it had imposed".
func (t *Tree) lacking(v int) bool {
	if !t.Is(v, "acl") || t.Head(v) < 0 || t.Child(v, "nsubj") < 0 || t.Child(v, "aux:pass") >= 0 || t.Child(v, "ccomp") >= 0 || t.Child(v, "xcomp") >= 0 {
		return false
	}
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if t.Tokens[c].Feats.Has("PronType", "Rel") || t.Tokens[c].Rel == "nsubj:pass" || t.Tokens[c].UPOS == "ADV" && t.Is(c, "mark") {
			return false
		}
	}
	return true
}

// unmarked appends the noun behind v that the parser has made an oblique though
// it has no preposition: "signed in Jeddah an agreement".
func (t *Tree) unmarked(dst []int, v int) []int {
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if c > v && t.Tokens[c].Rel == "obl" && t.Tokens[c].UPOS == "NOUN" && t.Cases(c) == 0 && t.Child(c, "case") < 0 {
			return append(dst, c)
		}
	}
	return dst
}

// partitive appends the object that an article like French "des" hides behind
// the form of a preposition, where v has no other object.
func (t *Tree) partitive(dst []int, v int) []int {
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if is(t.Tokens[c].Rel, "obl") && c > v && t.HasCase(c, t.grammar.bit["of"]) && t.Nominal(c) {
			return append(dst, c)
		}
	}
	return dst
}

// marked appends the indirect object of v that a preposition of objects
// introduces, where v has no other: "reconoció a Kosovo".
func (t *Tree) marked(dst []int, v int) []int {
	if len(t.grammar.MarkedObject) == 0 {
		return dst
	}
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if c > v && t.Is(c, "iobj") && t.Nominal(c) && t.Marked(c) {
			return append(dst, c)
		}
	}
	return dst
}

// Marked reports whether no preposition introduces the word i but one that may
// stand before an object.
func (t *Tree) Marked(i int) bool {
	found := false
	for c := t.First(i); c >= 0; c = t.Next(c) {
		if t.Is(c, "case") {
			if !t.grammar.MarkedObject[t.Tokens[c].Lemma] {
				return false
			}
			found = true
		}
	}
	return found
}

// Dropped returns the number and person of the subject that the finite verb v, or
// an auxiliary of it, shows by its ending alone; "" where the language has none.
func (t *Tree) Dropped(v int) (number, person string) {
	if !t.grammar.DroppedSubject {
		return "", ""
	}
	if f := t.Tokens[v].Feats; f.Has("VerbForm", "Fin") {
		return f.Get("Number"), f.Get("Person")
	}
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if f := t.Tokens[c].Feats; (t.Is(c, "aux") || t.Is(c, "cop")) && f.Has("VerbForm", "Fin") {
			return f.Get("Number"), f.Get("Person")
		}
	}
	return "", ""
}

func (t *Tree) passiveObjects(dst []int, v, depth int) []int {
	if depth == 0 {
		return dst
	}
	n := len(dst)
	for c := t.First(v); c >= 0; c = t.Next(c) {
		if is(t.Tokens[c].Rel, "nsubj") {
			dst = append(dst, t.Antecedent(c))
		}
	}
	if u := t.Head(v); len(dst) == n && u >= 0 {
		switch t.Rel(v) {
		case "acl", "amod":
			if t.grammar.DroppedSubject && t.Child(v, "aux:pass") >= 0 {
				return dst // "Moscú, donde fue recibido": its ending stands for it
			}
			return append(dst, u)
		case "conj":
			return t.passiveObjects(dst, u, depth-1)
		case "advcl":
			if t.Passive(u) && t.Child(u, "nsubj") >= 0 {
				return t.passiveObjects(dst, u, depth-1) // "rappelé par Ankara, il n'a pas été remplacé"
			}
			return t.subjects(dst, u, depth-1)
		case "xcomp":
			return t.subjects(dst, u, depth-1)
		}
	}
	return dst
}

// Antecedent returns the noun that the relative pronoun i stands for, and i
// itself where it is none.
func (t *Tree) Antecedent(i int) int {
	if !t.Tokens[i].Feats.Has("PronType", "Rel") && !(t.Tokens[i].UPOS == "SCONJ" && t.Is(i, "obj")) { // "que" mistagged
		return i
	}
	for v, n := i, 0; v >= 0 && n < maxClimb; v, n = t.Head(v), n+1 {
		if t.Is(v, "acl") && t.Head(v) >= 0 {
			return t.Head(v)
		}
	}
	return i
}

// HasCase reports whether a preposition of one of the classes introduces i.
func (t *Tree) HasCase(i int, classes Preps) bool { return t.Cases(i)&classes != 0 }

// Cases returns the classes of the prepositions and markers that introduce i;
// a conjunct without its own shares those of the first.
func (t *Tree) Cases(i int) Preps {
	var found Preps
	for c := t.First(i); c >= 0; c = t.Next(c) {
		if t.Is(c, "case") || t.Is(c, "mark") {
			found |= t.grammar.class[t.Tokens[c].Lemma]
		}
	}
	if found == 0 && t.Is(i, "conj") && t.Head(i) >= 0 {
		return t.Cases(t.Head(i))
	}
	return found
}

// Complements appends the dependents of i that a preposition of one of the
// classes introduces: "à Kaboul" under "fermer", "de Moscou" under "retrait".
func (t *Tree) Complements(dst []int, i int, classes Preps) []int {
	for c := t.First(i); c >= 0; c = t.Next(c) {
		switch t.Rel(c) {
		case "obl", "nmod", "advmod", "iobj", "xcomp", "advcl", "acl", "dep":
			if t.HasCase(c, classes) {
				dst = append(dst, t.Antecedent(c))
			} else if t.Tokens[c].UPOS == "ADV" && t.grammar.class[t.Tokens[c].Lemma]&classes != 0 {
				dst = t.Complements(dst, c, t.grammar.bit["of"]) // "auprès du Saint-Siège"
			}
		}
	}
	return dst
}

// Below appends every word of the clause of i, to its right, that a
// preposition of one of the classes introduces, however it is attached: a net
// for complements that the parser has hung on the wrong word.
func (t *Tree) Below(dst []int, i int, classes Preps) []int {
	for c := t.First(i); c >= 0; c = t.Next(c) {
		if c < i && t.Is(c, "obl") || t.Is(c, "conj") && t.Verbal(c) || t.Is(c, "parataxis") || t.Is(c, "advcl") || t.Tokens[c].Rel == "acl:relcl" || t.Is(c, "ccomp") && t.Child(c, "mark") >= 0 && t.Child(c, "nsubj") >= 0 {
			continue
		}
		if c > i && t.Nominal(c) && t.HasCase(c, classes) {
			dst = append(dst, c)
		}
		dst = t.Below(dst, c, classes)
	}
	return dst
}

// Owners appends what the noun i belongs to or comes from: its possessor,
// adjectives, compound nouns, and the complements that "of" introduces.
func (t *Tree) Owners(dst []int, i int) []int {
	of := t.grammar.bit["of"]
	for c := t.First(i); c >= 0; c = t.Next(c) {
		switch t.Tokens[c].Rel {
		case "nmod:poss", "amod", "compound", "nmod:attr":
			dst = append(dst, c)
			if m := t.Child(c, "amod"); m >= 0 && t.Tokens[c].Rel == "compound" && t.Tokens[c].UPOS == "NOUN" {
				dst = append(dst, m) // "the Israeli drone attack"
			}
		case "det":
			if t.Tokens[c].Feats.Has("Poss", "Yes") {
				dst = append(dst, c)
			}
		case "nmod", "obl", "obl:arg", "obl:mod", "nmod:unmarked":
			if t.HasCase(c, of) {
				dst = append(dst, t.Antecedent(c))
				if m := t.Child(c, "amod"); m >= 0 && t.Child(c, "det") < 0 && t.Child(c, "nummod") < 0 {
					dst = append(dst, m) // "avions de chasse français"
				}
			}
		}
	}
	return dst
}

// Conjuncts appends i and the nouns coordinated with it, in text order; of a name
// that stands before a noun, and of an adjective, the adjectives too: "US and Russian
// officials", "Swedish and Danish diplomats".
func (t *Tree) Conjuncts(dst []int, i int) []int {
	dst = append(dst, i)
	for c := t.First(i); c >= 0; c = t.Next(c) {
		if adjective := t.Tokens[c].UPOS == "ADJ" && (t.Is(i, "compound") || t.Tokens[i].UPOS == "ADJ"); (t.Nominal(c) || adjective) && !t.Verbal(c) && (t.Is(c, "conj") || t.Is(c, "appos") && t.enumerates(i, c)) {
			dst = t.Conjuncts(dst, c)
		}
	}
	return dst
}

// enumerates reports whether the apposition c of the name i is in truth the
// second of a list, which goes on behind it: "Norway, Spain and Ireland".
func (t *Tree) enumerates(i, c int) bool {
	if t.Tokens[i].UPOS != "PROPN" || t.Tokens[c].UPOS != "PROPN" {
		return false
	}
	for d := t.Next(c); d >= 0; d = t.Next(d) {
		if t.Is(d, "conj") && t.Tokens[d].UPOS == "PROPN" {
			return true
		}
	}
	return false
}
