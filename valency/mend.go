package valency

import (
	"slices"
	"strings"

	"github.com/credence-project/credence/ud"
)

// Mend puts right what parsers get wrong in news so often that it pays: verb
// forms too rare to be learnt, by the language's table of them; and in "a
// annoncé dimanche qu'il rompait" the bare "dimanche" is taken for the object,
// and the clause for a relative clause of it, as it is for one of the day in "a
// annoncé le même jour qu'il rompait". A clause that lacks neither subject nor
// object, behind a noun without determiner or one that is no object, completes
// the verb.
func (g *Grammar) Mend(s *ud.Sentence) {
	g.relearn(s)
	g.reinflect(s)
	inverted(s)
	g.finite(s)
	g.lift(s)
	listed(s)
	conjoined(s)
	spoken(s)
	numbers(s)
	g.particles(s)
	g.news(s)
	beside(s)
	fronted(s)
	resumed(s)
	g.deeds(s)
	successors(s)
	g.relabel(s)
	orphans(s)
	remnants(s)
	bracketed(s)
	predicative(s)
	participles(s)
	enumerations(s)
	members(s)
	g.among(s)
	g.agents(s)
	g.later(s)
	for i := range s.Tokens {
		g.sited(s, i)
		g.inform(s, i)
		strayed(s, i)
		g.paired(s, i)
		if v := verbBehind(s, i); v >= 0 {
			begin(s, i, v)
		}
	}
	for i := range s.Tokens {
		g.rejoin(s, i)
		g.promote(s, i)
		g.locate(s, i)
		g.dated(s, i)
		agreeing(s, i)
		g.relate(s, i)
		g.tie(s, i)
		g.introduce(s, i)
		g.complete(s, i)
		g.release(s, i)
		told(s, i)
		g.reported(s, i)
		noun := s.Tokens[i].Head
		if s.Tokens[i].Rel != "acl:relcl" || noun < 0 || noun >= i || s.Tokens[noun].UPOS != "NOUN" {
			continue
		}
		verb := s.Tokens[noun].Head
		oblique := is(s.Tokens[noun].Rel, "obl")
		if verb < 0 || verb >= noun || s.Tokens[verb].UPOS != "VERB" || !oblique && !bare(s, noun) || !whole(s, i) {
			continue
		}
		if !oblique {
			s.Tokens[noun].Rel = "obl:mod"
		}
		s.Tokens[i].Head, s.Tokens[i].Rel = verb, "ccomp"
	}
}

// sited makes a compound of the noun i, written with a capital, and the name of the
// place behind it, which parsers hang now on the one and now on the other: "Embassy
// Kabul was closed".
func (g *Grammar) sited(s *ud.Sentence, i int) {
	lower := strings.ToLower(s.Tokens[i].Form)
	if s.Tokens[i].Form == lower || i+1 >= len(s.Tokens) {
		return
	}
	parts, ok := g.Sited[lower]
	if !ok || slices.Contains(parts, strings.ToLower(s.Tokens[i+1].Form)) {
		return
	}
	end := i
	for end+1 < len(s.Tokens) && s.Tokens[end+1].UPOS == "PROPN" {
		end++
	}
	top := -1
	for n := i + 1; n <= end; n++ {
		if h := s.Tokens[n].Head; h <= i || h > end {
			if top >= 0 {
				return
			}
			top = n
		}
	}
	if top < 0 {
		return
	}
	if s.Tokens[top].Head == i {
		s.Tokens[top].Head, s.Tokens[top].Rel = s.Tokens[i].Head, s.Tokens[i].Rel
		for n := range s.Tokens {
			if s.Tokens[n].Head == i {
				s.Tokens[n].Head = top
			}
		}
	} else if h := s.Tokens[i].Head; h <= i || h > end {
		return
	}
	s.Tokens[i].Head, s.Tokens[i].Rel = top, "compound"
}

// inform gives to the verb above it the clause of the verb i that the parser takes for
// a relative clause of somebody addressed: "informed the Ministry of Foreign Affairs
// that it was resuming relations". Nothing in it stands for a noun before it.
func (g *Grammar) inform(s *ud.Sentence, i int) {
	if s.Tokens[i].Rel != "acl:relcl" || len(g.Informs) == 0 {
		return
	}
	that, subject, object := -1, false, false
	for c := range s.Tokens {
		t := &s.Tokens[c]
		switch {
		case t.Head != i:
		case c < i && that < 0 && (t.Feats.Has("PronType", "Rel") && is(t.Rel, "obj") || t.Rel == "mark"):
			that = c
		case is(t.Rel, "nsubj"):
			subject = !t.Feats.Has("PronType", "Rel")
		case c > i && (t.Rel == "obj" || t.Rel == "xcomp" || t.Rel == "ccomp"), t.Rel == "aux:pass":
			object = true
		}
	}
	if that < 0 || !subject || !object {
		return
	}
	v := s.Tokens[i].Head
	for n := 0; n < maxClimb && v >= 0 && s.Tokens[v].UPOS != "VERB"; n++ {
		v = s.Tokens[v].Head
	}
	if v < 0 || v > that || !g.Informs[s.Tokens[v].Lemma] {
		return
	}
	s.Tokens[i].Head, s.Tokens[i].Rel = v, "ccomp"
	s.Tokens[that].UPOS, s.Tokens[that].Rel, s.Tokens[that].Feats = "SCONJ", "mark", ""
}

// strayed gives back to its verb the subject i that the parser has hung on the verb of
// a clause behind it, which has a subject of its own: "The legation was opened in May,
// when the minister, a former general, arrived".
func strayed(s *ud.Sentence, i int) {
	v := s.Tokens[i].Head
	if !is(s.Tokens[i].Rel, "nsubj") || v <= i || s.Tokens[v].Rel != "advcl" {
		return
	}
	u := s.Tokens[v].Head
	if u <= i || u >= v || s.Tokens[u].UPOS != "VERB" || hasDependent(s, u, "nsubj") {
		return
	}
	for c := u + 1; c < v; c++ {
		if s.Tokens[c].Head == v && is(s.Tokens[c].Rel, "nsubj") {
			s.Tokens[i].Head, s.Tokens[i].Rel = u, "nsubj"
			if hasDependent(s, u, "aux:pass") {
				s.Tokens[i].Rel = "nsubj:pass"
			}
			return
		}
	}
}

// bracketed gives to the verb of the sentence what stands behind a bracket and the
// parser has hung on a word inside it: "in Dhaka (then called Dacca) on 29 August".
func bracketed(s *ud.Sentence) {
	open := -1
	for i := range s.Tokens {
		switch s.Tokens[i].Form {
		case "(":
			open = i
		case ")":
			if open < 0 {
				continue
			}
			for c := i + 1; c < len(s.Tokens); c++ {
				if t := &s.Tokens[c]; t.Head > open && t.Head < i && is(t.Rel, "obl") {
					t.Head = verbOutside(s, t.Head, open, i)
				}
			}
			open = -1
		}
	}
}

// verbOutside returns the nearest verb above the word i that does not stand between
// two tokens, or i where there is none.
func verbOutside(s *ud.Sentence, i, first, last int) int {
	for h, n := s.Tokens[i].Head, 0; h >= 0 && n < maxClimb; h, n = s.Tokens[h].Head, n+1 {
		if s.Tokens[h].UPOS == "VERB" && (h < first || h > last) {
			return h
		}
	}
	return i
}

// rejoin makes an auxiliary of the verb i that words between commas part from its
// participle: "a, de son côté, condamné".
func (g *Grammar) rejoin(s *ud.Sentence, i int) {
	if s.Tokens[i].UPOS != "VERB" || !g.Perfect[s.Tokens[i].Lemma] || i+1 >= len(s.Tokens) || s.Tokens[i+1].Form != "," {
		return
	}
	for p := i + 3; p < len(s.Tokens); p++ {
		t := &s.Tokens[p]
		if t.UPOS != "VERB" || t.Head != i || !t.Feats.Has("VerbForm", "Part") || !t.Feats.Has("Tense", "Past") {
			continue
		}
		before := p - 1
		for before > i+2 && s.Tokens[before].UPOS == "ADV" {
			before--
		}
		if s.Tokens[before].Form != "," {
			return
		}
		t.Head, t.Rel = s.Tokens[i].Head, s.Tokens[i].Rel
		for c := range s.Tokens {
			if s.Tokens[c].Head == i {
				s.Tokens[c].Head = p
			}
		}
		s.Tokens[i].Head, s.Tokens[i].Rel, s.Tokens[i].UPOS = p, "aux", "AUX"
		return
	}
}

// promote makes the subject of its verb of the capitalised phrase i that stands
// before it with an article and no preposition, where the verb has none: "Les
// Vingt-Sept, réunis à Bruxelles, ont approuvé".
func (g *Grammar) promote(s *ud.Sentence, i int) {
	tok := &s.Tokens[i]
	if tok.UPOS != "NUM" && tok.UPOS != "PROPN" || !is(tok.Rel, "obl") || tok.Head < i || tok.Form == strings.ToLower(tok.Form) || g.Times[strings.ToLower(tok.Form)] {
		return
	}
	article := false
	for c := range s.Tokens {
		t := &s.Tokens[c]
		switch {
		case t.Head == tok.Head && (is(t.Rel, "nsubj") || t.Rel == "expl:subj"), t.Head == i && t.Rel == "case":
			return
		case t.Head == i && t.Rel == "det":
			article = true
		}
	}
	if article {
		tok.Rel = "nsubj"
	}
}

// relate makes a relative pronoun of the conjunction i that opens a relative
// clause without object: "la Russie, que la Pologne accuse de …".
func (g *Grammar) relate(s *ud.Sentence, i int) {
	tok := &s.Tokens[i]
	if tok.Rel != "mark" || !g.Relative[tok.Lemma] || tok.Head < i || s.Tokens[tok.Head].Rel != "acl:relcl" || s.Tokens[tok.Head].Head >= i {
		return
	}
	subject := false
	for c := range s.Tokens {
		if t := &s.Tokens[c]; t.Head == tok.Head {
			if t.Rel == "obj" || t.Rel == "ccomp" || t.Rel == "aux:pass" {
				return
			}
			subject = subject || t.Rel == "nsubj"
		}
	}
	if subject {
		tok.UPOS, tok.Rel, tok.Feats = "PRON", "obj", "PronType=Rel"
	}
}

// tie makes a complement of the gerund i that a preposition ties to the verb
// before it: "refrained from recognising it".
func (g *Grammar) tie(s *ud.Sentence, i int) {
	tok := &s.Tokens[i]
	if len(g.Gerunds) == 0 || tok.Rel != "advcl" || tok.UPOS != "VERB" || tok.Head < 0 || tok.Head > i || !tiesGerund(&s.Tokens[tok.Head]) || tok.Feats.Has("VerbForm", "Fin") || tok.Feats.Has("VerbForm", "Inf") {
		return
	}
	for c := i - 1; c > tok.Head; c-- {
		switch mark := &s.Tokens[c]; {
		case mark.Form == ",":
			return
		case mark.Head == i && (mark.Rel == "mark" || mark.Rel == "case"):
			if before := &s.Tokens[c-1]; g.Gerunds[mark.Lemma] && !(before.Head == tok.Head && (before.Rel == "xcomp" || before.UPOS == "ADJ")) {
				tok.Rel = "xcomp" // but not in "stopped short of", "came close to recognising it"
			}
			return
		}
	}
}

// reported makes a complement of the clause i that "que" ties to its verb behind a
// word of time, which parsers take for an adverbial clause: "a annoncé samedi qu'elle
// accueillerait …".
func (g *Grammar) reported(s *ud.Sentence, i int) {
	verb := s.Tokens[i].Head
	if s.Tokens[i].Rel != "advcl" || verb < 0 || verb > i || s.Tokens[verb].UPOS != "VERB" || hasDependent(s, verb, "ccomp", "obj") {
		return
	}
	for c := verb + 2; c < i; c++ {
		if t := &s.Tokens[c]; t.Head == i && t.Rel == "mark" {
			if g.Relative[t.Lemma] && g.Times[s.Tokens[c-1].Lemma] && s.Tokens[c-1].Head == verb {
				s.Tokens[i].Rel = "ccomp"
			}
			return
		}
	}
}

// tiesGerund reports whether a word can have a gerund for a complement.
func tiesGerund(t *ud.Token) bool { return t.UPOS == "VERB" || t.UPOS == "ADJ" || t.UPOS == "ADV" }

// complete makes a complement of the verb of the clause at i that the parser takes for
// a relative clause of a name before it, where it has a subject and an object
// of its own: "exige du Rwanda qu'il retire ses troupes".
func (g *Grammar) complete(s *ud.Sentence, i int) {
	name := s.Tokens[i].Head
	if s.Tokens[i].Rel != "acl:relcl" || name < 0 || name >= i || s.Tokens[name].UPOS != "PROPN" || s.Tokens[name].Head < 0 || s.Tokens[s.Tokens[name].Head].UPOS != "VERB" || s.Tokens[name].Head > name || name+1 >= len(s.Tokens) {
		return
	}
	that := &s.Tokens[name+1]
	if !g.Relative[that.Lemma] || that.Head != i || that.Rel != "obj" {
		return
	}
	var subject, object bool
	for c := name + 2; c < len(s.Tokens); c++ {
		if t := &s.Tokens[c]; t.Head == i {
			subject = subject || t.Rel == "nsubj" && t.UPOS == "PRON"
			object = object || t.Rel == "obj"
		}
	}
	if subject && object {
		that.UPOS, that.Rel, that.Feats = "SCONJ", "mark", ""
		s.Tokens[i].Head, s.Tokens[i].Rel = s.Tokens[name].Head, "ccomp"
	}
}

// introduce makes a preposition of the adverb i where a noun without any stands
// behind it: "son ambassade près le Saint-Siège", "mis en cause".
func (g *Grammar) introduce(s *ud.Sentence, i int) {
	if tok := &s.Tokens[i]; tok.UPOS != "ADV" && (tok.UPOS != "ADP" || tok.Rel != "advmod") || g.class[s.Tokens[i].Lemma] == 0 {
		return
	}
	noun := i + 1
	if noun < len(s.Tokens) && s.Tokens[noun].UPOS == "DET" {
		noun++
	}
	if noun >= len(s.Tokens) || s.Tokens[noun].UPOS != "PROPN" && s.Tokens[noun].UPOS != "NOUN" || s.Tokens[noun].Head != s.Tokens[i].Head {
		return
	}
	s.Tokens[i].UPOS, s.Tokens[i].Head, s.Tokens[i].Rel = "ADP", noun, "case"
}

// release gives to its verb the object or infinitive i that the parser has hung
// on a noun of time, or on another oblique one, before it: "a imposé dans la soirée des
// sanctions", "a refusé lundi de reconnaître".
func (g *Grammar) release(s *ud.Sentence, i int) {
	tok := &s.Tokens[i]
	if tok.Head < 0 || tok.Head >= i || !is(tok.Rel, "nmod") && !is(tok.Rel, "appos") && !is(tok.Rel, "flat") && !is(tok.Rel, "acl") {
		return
	}
	if g.Times[tok.Lemma] && is(tok.Rel, "nmod") && s.Tokens[tok.Head].Rel == "obj" && bare(s, tok.Head) && bare(s, i) {
		s.Tokens[tok.Head].Rel = "obl:mod" // "début février"
	}
	if g.Times[tok.Lemma] || !g.Times[s.Tokens[tok.Head].Lemma] && !g.another(s, i) {
		return
	}
	rel := "obj"
	switch tok.UPOS {
	case "NOUN", "PROPN":
		if is(tok.Rel, "acl") || !g.objective(s, i) {
			return
		}
	case "VERB":
		if !is(tok.Rel, "acl") || !tok.Feats.Has("VerbForm", "Inf") {
			return
		}
		rel = "xcomp"
	default:
		return
	}
	top := topmost(s, tok.Head)
	verb := top
	for n := 0; n < maxClimb && verb >= 0 && (verb == top || s.Tokens[verb].UPOS == "NUM" || g.Times[s.Tokens[verb].Lemma]); n++ {
		verb = s.Tokens[verb].Head
	}
	if verb >= 0 && verb < i && s.Tokens[verb].UPOS == "VERB" && lacksObject(s, verb, rel) {
		tok.Head, tok.Rel = verb, rel
	}
}

// another reports whether the noun i, in apposition to what a preposition
// introduces, is another thing, by its article or for want of a comma: "a signé
// à Oslo, en Norvège, un accord", "a montré du doigt l'Algérie".
func (g *Grammar) another(s *ud.Sentence, i int) bool {
	head := &s.Tokens[s.Tokens[i].Head]
	if head.UPOS != "PROPN" && head.UPOS != "NOUN" || !is(s.Tokens[topmost(s, s.Tokens[i].Head)].Rel, "obl") || s.Tokens[i].UPOS == "VERB" {
		return false
	}
	comma := false
	for c := s.Tokens[i].Head + 1; c < i; c++ {
		t := &s.Tokens[c]
		comma = comma || t.UPOS == "PUNCT" && t.Form != "\"" && t.Form != "”"
		if t.Head == i && t.Rel == "case" && (head.UPOS != "PROPN" || !g.article(s, c)) {
			return false
		}
		if t.Head == i && t.Rel == "nummod" && !comma {
			return true // "accueille dans le camp de Mbera 150 000 réfugiés"
		}
		if t.Head == i && t.Rel == "det" {
			return !comma || t.Feats.Has("Definite", "Ind") && c > 0 && s.Tokens[c-1].Form == "," && setOff(s, s.Tokens[i].Head) || head.UPOS == "PROPN" && (t.Feats.Has("Definite", "Ind") || t.Feats.Has("Poss", "Yes"))
		}
	}
	return false
}

// setOff reports whether a comma stands before the phrase headed by i, which its
// preposition opens: "firmó, con la mediación de Rusia, un acuerdo".
func setOff(s *ud.Sentence, i int) bool {
	for c := 1; c < i; c++ {
		if s.Tokens[c].Head == i && s.Tokens[c].Rel == "case" {
			return s.Tokens[c-1].Form == ","
		}
	}
	return false
}

// topmost returns the noun that the noun at i belongs to, through others: "rang" of
// "au rang d'ambassadeur".
func topmost(s *ud.Sentence, i int) int {
	for n := 0; n < maxClimb && s.Tokens[i].Rel == "nmod" && s.Tokens[i].Head >= 0 && s.Tokens[i].Head < i; n++ {
		i = s.Tokens[i].Head
	}
	return i
}

// objective reports whether the noun i can be an object by what introduces it:
// no preposition, or an article that looks like one, "des".
func (g *Grammar) objective(s *ud.Sentence, i int) bool {
	cased := false
	for c := s.Tokens[i].Head + 1; c < i; c++ {
		if t := &s.Tokens[c]; t.Head == i {
			cased = cased || t.Rel == "case" && !g.article(s, c)
		}
	}
	return !cased
}

// article reports whether the preposition at c can be, with the article that it is
// written with, one word, the article of an object: "des", rarely "du".
func (g *Grammar) article(s *ud.Sentence, c int) bool {
	return g.Partitive && g.class[s.Tokens[c].Lemma]&g.bit["of"] != 0 && s.Tokens[c].Multi > 1 && s.Tokens[c+1].Feats.Has("Number", "Plur")
}

// lacksObject reports whether the verb has no object, nor a clause where one is
// to become such, and is no passive.
func lacksObject(s *ud.Sentence, verb int, rel string) bool {
	for c := range s.Tokens {
		if t := &s.Tokens[c]; t.Head == verb {
			switch t.Rel {
			case "obj":
				if rel == "obj" {
					return false
				}
			case "xcomp", "ccomp":
				if rel == "xcomp" {
					return false
				}
			case "aux:pass", "nsubj:pass":
				return false
			}
		}
	}
	return true
}

// told gives the finite verb at i back its sentence where a parser has made a
// clause of its subject of it, and of the report behind it the main clause: "La
// Bolivie ferme son ambassade, a annoncé jeudi son ministre".
func told(s *ud.Sentence, i int) {
	subject := s.Tokens[i].Head
	if s.Tokens[i].Rel != "acl" || s.Tokens[i].UPOS != "VERB" || !s.Tokens[i].Feats.Has("VerbForm", "Fin") || subject < 0 || subject > i || !is(s.Tokens[subject].Rel, "nsubj") {
		return
	}
	report := s.Tokens[subject].Head
	if report <= i || s.Tokens[report].UPOS != "VERB" || s.Tokens[report].Head >= 0 {
		return
	}
	first := report
	for first > i && s.Tokens[first-1].Head == report && is(s.Tokens[first-1].Rel, "aux") {
		first--
	}
	if s.Tokens[first-1].Form != "," {
		return
	}
	s.Tokens[i].Head, s.Tokens[i].Rel = s.Tokens[report].Head, s.Tokens[report].Rel
	s.Tokens[report].Head, s.Tokens[report].Rel = i, "parataxis"
	s.Tokens[subject].Head, s.Tokens[subject].Rel = i, "nsubj"
}

// bare reports whether the noun has neither determiner nor preposition.
func bare(s *ud.Sentence, noun int) bool {
	for c := range s.Tokens {
		if t := &s.Tokens[c]; t.Head == noun && (t.Rel == "det" || t.Rel == "case" || t.Rel == "nummod") {
			return false
		}
	}
	return true
}

// whole reports whether the clause of the verb has a marker, a subject, and an
// object or complement of its own: nothing in it stands for the noun before it.
func whole(s *ud.Sentence, verb int) bool {
	var marked, subject, object bool
	for c := range s.Tokens {
		t := &s.Tokens[c]
		if t.Head != verb {
			continue
		}
		marked = marked || t.Rel == "mark" && t.UPOS == "SCONJ"
		subject = subject || is(t.Rel, "nsubj") && !t.Feats.Has("PronType", "Rel")
		object = object || is(t.Rel, "obj") && !t.Feats.Has("PronType", "Rel") || is(t.Rel, "obl") || is(t.Rel, "xcomp") || is(t.Rel, "ccomp")
	}
	return marked && subject && object
}

// promote makes the verb at i the root of the sentence, and the root its
// subject.
func promote(s *ud.Sentence, i int) {
	root := s.Root()
	s.Tokens[i].Head, s.Tokens[i].Rel = -1, "root"
	s.Tokens[root].Head, s.Tokens[root].Rel = i, "nsubj"
}

// successors gives a finite verb without subject the noun right before it that the
// parser has coordinated with another: "broke with Iran and Kuwait recalled its
// ambassador". A verb that is coordinated itself has a conjunction of its own.
func successors(s *ud.Sentence) {
	for v := 2; v < len(s.Tokens); v++ {
		t := &s.Tokens[v]
		if t.UPOS != "VERB" || !is(t.Rel, "conj") {
			continue
		}
		if t.Feats.Has("VerbForm", "Inf") && s.Tokens[t.Head].Feats.Has("VerbForm", "Fin") && !hasDependent(s, v, "mark", "aux", "cc") {
			t.Feats = "Mood=Ind|Tense=Pres|VerbForm=Fin" // "Chile and Colombia call envoys home"
		}
		raised(s, v)
		if !t.Feats.Has("VerbForm", "Fin") && !t.Feats.Has("Tense", "Past") {
			continue
		}
		if n := named(s, v); n >= 0 && !hasDependent(s, v, "nsubj", "aux") { // "rejected it, and Egypt, Turkey and Oman condemned it"
			s.Tokens[n].Head, s.Tokens[n].Rel = v, "nsubj"
			continue
		}
		if !t.Feats.Has("VerbForm", "Fin") || hasDependent(s, v, "nsubj", "cc", "aux") {
			continue
		}
		if n := led(s, v); n >= 0 {
			s.Tokens[n].Head, s.Tokens[n].Rel = v, "nsubj"
			continue
		}
		n := v - 1
		for s.Tokens[n].UPOS == "ADV" && n > 1 {
			n--
		}
		for is(s.Tokens[n].Rel, "flat") && s.Tokens[n].Head >= 0 && s.Tokens[n].Head < n {
			n = s.Tokens[n].Head
		}
		if h := s.Tokens[n].Head; s.Tokens[n].Rel == "conj" && h >= 0 && h < n && s.Tokens[h].UPOS == "PROPN" && s.Tokens[h].Rel == "conj" && hasDependent(s, h, "cc") {
			n = h // "…, y Catar e Italia cerraron …"
		}
		noun := &s.Tokens[n]
		if noun.UPOS != "PROPN" || noun.Rel != "conj" || noun.Head >= n || hasDependent(s, n, "case") {
			continue
		}
		if s.Tokens[noun.Head].Head == v {
			continue
		}
		if k := second(s, n); k >= 0 { // "severs ties with Israel, Chile and Colombia call envoys home"
			noun.Head, s.Tokens[k].Head, s.Tokens[k].Rel = k, v, "nsubj"
			continue
		}
		for c := noun.Head + 1; c < n; c++ {
			if s.Tokens[c].Head == n && s.Tokens[c].Rel == "cc" {
				s.Tokens[c].Head = v
				noun.Head, noun.Rel = v, "nsubj"
			}
		}
	}
}

// named returns the first of the names that alone stand between the verb v and a
// conjunction of its own behind a comma; -1 where others stand there.
func named(s *ud.Sentence, v int) int {
	first := -1
	for k := v - 1; k > 1; k-- {
		switch t := &s.Tokens[k]; t.UPOS {
		case "PROPN":
			if !is(t.Rel, "flat") && !is(t.Rel, "compound") {
				first = k
			}
		case "CCONJ":
			if t.Head == v {
				if s.Tokens[k-1].Form != "," {
					return -1
				}
				return first
			}
		case "PUNCT", "DET", "ADV":
		default:
			return -1
		}
	}
	return -1
}

// raised coordinates the past form v with the finite verb above the infinitive that the
// parser has coordinated it with: "gave it a week to yield and threatened to act".
func raised(s *ud.Sentence, v int) {
	t := &s.Tokens[v]
	if !t.Feats.Has("Tense", "Past") || !s.Tokens[t.Head].Feats.Has("VerbForm", "Inf") || !hasDependent(s, t.Head, "mark") || hasDependent(s, v, "aux", "nsubj") {
		return
	}
	h := t.Head
	for n := 0; n < maxClimb && h >= 0; n++ {
		if h = s.Tokens[h].Head; h >= 0 && s.Tokens[h].UPOS == "VERB" && s.Tokens[h].Feats.Has("VerbForm", "Fin") {
			for c := v + 1; c < len(s.Tokens); c++ { // its object too
				if d := &s.Tokens[c]; d.Head == t.Head && (d.Rel == "obj" || is(d.Rel, "obl")) {
					d.Head = v
				}
			}
			t.Head, t.Feats = h, "Mood=Ind|Tense=Past|VerbForm=Fin"
			return
		}
	}
}

// led returns the name behind a conjunction and a comma whose relative clause ends
// right before the verb v: "…, and Britain, which had frozen them, released them"; -1
// where there is none.
func led(s *ud.Sentence, v int) int {
	if v < 6 || s.Tokens[v-1].Form != "," {
		return -1
	}
	for k := v - 4; k > 1; k-- {
		if t := &s.Tokens[k]; t.UPOS == "PROPN" && is(t.Rel, "conj") && s.Tokens[k+1].Form == "," && s.Tokens[k+2].Feats.Has("PronType", "Rel") {
			if s.Tokens[k-1].UPOS == "CCONJ" && s.Tokens[k-2].Form == "," {
				return k
			}
			return -1
		}
	}
	return -1
}

// second returns the name behind a comma that stands before the name n in a list of
// three, -1 where there is none.
func second(s *ud.Sentence, n int) int {
	for k := s.Tokens[n].Head + 2; k < n; k++ {
		if t := &s.Tokens[k]; t.Head == s.Tokens[n].Head && t.UPOS == "PROPN" && is(t.Rel, "conj") && s.Tokens[k-1].Form == "," {
			return k
		}
	}
	return -1
}

// hasDependent reports whether a word depends on token i by one of some relations.
func hasDependent(s *ud.Sentence, i int, rels ...string) bool {
	for c := range s.Tokens {
		if s.Tokens[c].Head != i {
			continue
		}
		for _, rel := range rels {
			if is(s.Tokens[c].Rel, rel) {
				return true
			}
		}
	}
	return false
}

// particles gives the verb the particle that the parser has made a preposition
// of its object: an object has none ("took in more Ukrainians"), and a verb that
// needs an object and has none else has it there.
func (g *Grammar) particles(s *ud.Sentence) {
	for i := 1; i < len(s.Tokens); i++ {
		t := &s.Tokens[i]
		if t.Rel != "case" || t.UPOS != "ADP" || t.Head <= i || s.Tokens[i-1].UPOS != "VERB" || g.MarkedObject[t.Lemma] {
			continue
		}
		o := &s.Tokens[t.Head]
		for n := 0; n < maxClimb && o.Head > t.Head && !is(o.Rel, "obl") && !is(o.Rel, "obj"); n++ {
			o = &s.Tokens[o.Head] // "took in more than a million Ukrainians"
		}
		if o.Head != i-1 || o.Rel != "obj" && !(o.Rel == "obl" && slices.Contains(g.Phrasal[s.Tokens[i-1].Lemma], t.Form) && lacksObject(s, i-1, "obj")) {
			continue
		}
		t.Head, t.Rel, o.Rel = i-1, "compound:prt", "obj"
	}
}

// orphans takes for the remnant of a clause without verb what the parser has made a
// second subject behind a verb that has one before it: "recognised it in 2008, Peru
// in 2009".
func orphans(s *ud.Sentence) {
	for i := range s.Tokens {
		v := s.Tokens[i].Head
		if s.Tokens[i].Rel != "nsubj" || v < 0 || v > i {
			continue
		}
		for c := range v {
			if s.Tokens[c].Head == v && s.Tokens[c].Rel == "nsubj" {
				s.Tokens[i].Rel = "orphan"
			}
		}
	}
}

// predicative parts an object from what is said of it, which stands before it with a
// preposition that the parser has given to both: "calificó de absurdas las
// acusaciones", where nothing but a determiner can open the object.
func predicative(s *ud.Sentence) {
	for p := 1; p+3 < len(s.Tokens); p++ {
		w, d := p+1, p+2
		if s.Tokens[p].Rel != "case" || s.Tokens[w].UPOS != "ADJ" && s.Tokens[w].UPOS != "VERB" || s.Tokens[d].UPOS != "DET" {
			continue
		}
		n := s.Tokens[d].Head
		if n <= d || s.Tokens[w].Head != n || s.Tokens[p].Head != w && s.Tokens[p].Head != n || !is(s.Tokens[n].Rel, "obl") {
			continue
		}
		verb := s.Tokens[n].Head
		if verb < 0 || verb > p || s.Tokens[verb].UPOS != "VERB" || !lacksObject(s, verb, "obj") {
			continue
		}
		s.Tokens[p].Head = w
		s.Tokens[w].Head, s.Tokens[w].Rel = verb, "obl"
		s.Tokens[n].Rel = "obj"
	}
}

// participles makes a clause of its noun of a past participle that the parser has
// coordinated with it without a conjunction: "las relaciones, rotas en 1978".
func participles(s *ud.Sentence) {
	for i := 1; i < len(s.Tokens); i++ {
		t := &s.Tokens[i]
		if t.UPOS != "VERB" || t.Rel != "conj" || t.Head < 0 || t.Head > i || s.Tokens[i-1].Form != "," || !t.Feats.Has("VerbForm", "Part") || !t.Feats.Has("Tense", "Past") {
			continue
		}
		if noun := s.Tokens[t.Head].UPOS; noun == "NOUN" && !hasDependent(s, i, "cc", "aux", "cop", "nsubj") {
			t.Rel = "acl"
		}
	}
}

// later makes an oblique phrase of the noun of time before its verb that the parser
// has taken for the subject, though an adverb stands behind it: "un mes más tarde
// cerró".
func (g *Grammar) later(s *ud.Sentence) {
	for i := 0; i+2 < len(s.Tokens); i++ {
		t := &s.Tokens[i]
		if t.UPOS == "NOUN" && t.Rel == "nsubj" && t.Head > i+1 && g.Times[t.Lemma] && s.Tokens[i+1].UPOS == "ADV" {
			t.Rel = "obl:mod"
		}
	}
}

// enumerations coordinates all names of a list with its first, whatever else the
// parser makes of those in its midst: "los presidentes de Argentina, Brasil,
// Paraguay y Uruguay".
func enumerations(s *ud.Sentence) {
	for i := 0; i+4 < len(s.Tokens); i++ {
		if s.Tokens[i].UPOS != "PROPN" || i > 0 && s.Tokens[i-1].UPOS == "PROPN" {
			continue
		}
		heads, end := enumeration(s, i)
		if len(heads) < 3 || slices.ContainsFunc(heads[1:], func(h int) bool { return !lists(s, h) }) {
			continue
		}
		for _, h := range heads[1:] {
			s.Tokens[h].Head, s.Tokens[h].Rel = heads[0], "conj"
		}
		i = end
	}
}

// lists reports whether the name at i can be one of a list by what it hangs on: it has
// no part of its own, as in "à l'ONU, Washington et Londres renouent".
func lists(s *ud.Sentence, i int) bool {
	t := &s.Tokens[i]
	return t.Head >= 0 && (is(t.Rel, "appos") || is(t.Rel, "conj") || is(t.Rel, "flat") || is(t.Rel, "nmod")) && !hasDependent(s, i, "case")
}

// enumeration returns the heads of the names of the list that begins at i, and its last
// word: names between commas, and a conjunction before the last.
func enumeration(s *ud.Sentence, i int) (heads []int, end int) {
	for last := false; ; {
		head := i
		for end = i; end+1 < len(s.Tokens) && s.Tokens[end+1].UPOS == "PROPN"; end++ {
		}
		for k := i; k <= end; k++ {
			if h := s.Tokens[k].Head; h < i || h > end {
				head = k
				break
			}
		}
		heads = append(heads, head)
		if last || end+2 >= len(s.Tokens) {
			break
		}
		sign := &s.Tokens[end+1]
		if last = sign.UPOS == "CCONJ"; !last && sign.Form != "," || s.Tokens[end+2].UPOS != "PROPN" {
			return nil, end
		}
		i = end + 2
	}
	return heads, end
}
