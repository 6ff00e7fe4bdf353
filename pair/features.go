package pair

import (
	"cmp"
	"slices"
	"strings"
)

// Group says where a feature comes from, so that each can be left out.
type Group uint8

// The groups.
const (
	Lexicon  Group = iota // types that words of plover.toml speak for
	Words                 // words by where they stand in the text
	Tree                  // words by where they stand in the tree
	Patterns              // patterns of package act that hold
	Groups   int   = iota
)

// Feature is one thing known of a question, by a hash of its name.
type Feature struct {
	Hash  uint32
	Value float32
	Group Group
}

// notes gathers features; prefix is the hash of what they begin with.
type notes struct {
	all   []Feature
	group Group
}

// FNV-1a, folded to 32 bits.
const (
	hashStart uint64 = 14695981039346656037
	hashPrime uint64 = 1099511628211
)

func hashString(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * hashPrime
	}
	return (h ^ 0xff) * hashPrime // so that "a", "bc" is not "ab", "c"
}

// add notes a feature with a value; its name is the parts one after the other.
func (n *notes) add(value float32, parts ...string) {
	h := hashStart
	for _, p := range parts {
		h = hashString(h, p)
	}
	n.all = append(n.all, Feature{uint32(h ^ h>>32), value, n.group})
}

// describe returns what is known of a scene: each feature once, with the
// greatest of its values, in the order of the hashes.
func (r *Reader) describe(sc *scene) []Feature {
	n := notes{all: r.features[:0]}
	n.add(1, "bias")
	if len(sc.readings) > 0 {
		n.group = Lexicon
		sc.types(&n)
		n.group = Tree
		sc.structure(&n)
		n.group = Words
		sc.words(&n)
		n.group = Patterns
		sc.patterns(&n)
	}
	slices.SortFunc(n.all, func(a, b Feature) int {
		if c := cmp.Compare(a.Hash, b.Hash); c != 0 {
			return c
		}
		return cmp.Compare(b.Value, a.Value)
	})
	n.all = slices.CompactFunc(n.all, func(a, b Feature) bool { return a.Hash == b.Hash })
	r.features = n.all
	return n.all
}

// place is a set of words that stand somewhere in the tree.
type place struct {
	name  string
	words []int
}

// places returns the places of the tree that words are asked about.
func (sc *scene) places() []place {
	t := sc.tree
	var outer, inner, objects, complements, obliques []int
	if len(sc.doers) > 0 {
		outer = sc.doers[:1]
	}
	for _, d := range sc.doers {
		if sc.target.sentence >= 0 && t.Dominates(d, sc.target.head) {
			inner = append(inner[:0], d)
		}
		for c := t.First(d); c >= 0; c = t.Next(c) {
			switch {
			case sc.target.holds(c) || sc.source.holds(c):
			case t.Is(c, "obj") || t.Tokens[c].Rel == "nsubj:pass":
				objects = append(objects, c)
			case t.Is(c, "xcomp") || t.Is(c, "ccomp"):
				complements = append(complements, c)
			case t.Is(c, "obl") || t.Is(c, "advcl"):
				obliques = append(obliques, c)
			}
		}
	}
	var up, down []int
	below := sc.apex < 0
	for _, i := range sc.path {
		switch {
		case i == sc.apex:
			below = true
		case below:
			down = append(down, i)
		default:
			up = append(up, i)
		}
	}
	var apex, over []int
	if sc.apex >= 0 {
		apex = []int{sc.apex}
	}
	if len(sc.borne) > 0 {
		if h := t.Head(sc.borne[len(sc.borne)-1]); h >= 0 {
			over = []int{h}
		}
	}
	var carried, borne []int
	if len(sc.carriers) > 1 {
		carried = sc.carriers[1:]
	}
	if len(sc.borne) > 1 {
		borne = sc.borne[1:]
	}
	return []place{
		{"outer", outer}, {"inner", inner}, {"doer", sc.doers}, {"path", sc.path}, {"apex", apex}, {"up", up}, {"down", down},
		{"carrier", carried}, {"borne", borne}, {"over", over}, {"object", objects}, {"complement", complements}, {"oblique", obliques},
	}
}

// types notes what the words of the lexicon speak for: by place, by which comes
// first and last on the way from the source to the target, all together.
func (sc *scene) types(n *notes) {
	for _, p := range sc.places() {
		var s scores
		for _, i := range p.words {
			s.raise(&sc.hits[i], 1)
		}
		for k := range s {
			if s[k] > 0 {
				n.add(s[k], "lex", p.name, types[k].name)
			}
		}
		if best, ok := s.best(); ok {
			n.add(1, "lex best", p.name, best.String())
		}
		var wide scores
		for _, i := range p.words {
			wide.raise(&sc.wide[i], 1)
		}
		for k := range wide {
			if wide[k] > 0 {
				n.add(wide[k], "wide", p.name, types[k].name)
			}
		}
	}
	sc.chain(n)
	sum, _ := sc.near()
	for k := range sum {
		if sum[k] > 0 {
			n.add(sum[k], "lex near", types[k].name)
		}
	}
	if best, ok := sum.best(); ok {
		n.add(1, "lex nearest", best.String())
	} else {
		n.add(1, "lex nothing")
	}
	for _, w := range []struct {
		name  string
		words span
	}{{"between", sc.gap()}, {"sentence", span{0, len(sc.hits)}}} {
		var s scores
		var wide scores
		for i := w.words.start; i < w.words.end; i++ {
			s.raise(&sc.hits[i], 1)
			wide.raise(&sc.wide[i], 1)
		}
		for k := range s {
			if s[k] > 0 {
				n.add(s[k], "lex", w.name, types[k].name)
			}
			if wide[k] > 0 {
				n.add(wide[k], "wide", w.name, types[k].name)
			}
		}
	}
}

// chain notes the types of the words on the way from the outermost deed of the
// source to the target: the first two, the last, with what stands beside them.
func (sc *scene) chain(n *notes) {
	var found []Type
	var at []int
	for _, i := range sc.way() {
		if t, ok := sc.hits[i].best(); ok {
			found, at = append(found, t), append(at, i)
		}
	}
	if len(found) == 0 {
		return
	}
	first, last := found[0].String(), found[len(found)-1].String()
	n.add(1, "lex first", first)
	n.add(1, "lex last", last)
	n.add(1, "lex first last", first, last)
	if len(found) > 1 {
		n.add(1, "lex first second", first, found[1].String())
	}
	sc.beside(at[0], func(word string) { n.add(1, "lex beside first", first, word) })
	sc.beside(at[len(at)-1], func(word string) { n.add(1, "lex beside last", last, word) })
	n.add(1, "lex first role", first, sc.role(at[0]))
	sc.moods(n, "first", at[0], found[0])
	sc.moods(n, "last", at[len(at)-1], found[len(at)-1])
	for k, i := range at {
		if sc.hits[i][found[k]] >= sureWord {
			n.add(1, "lex first sure", found[k].String())
			sc.moods(n, "sure", i, found[k])
			break
		}
	}
}

// moods notes in which modality the word at i, which speaks for a type, is
// told, and whether an auxiliary puts it off.
func (sc *scene) moods(n *notes, name string, i int, of Type) {
	mood := sc.readings[sc.at].Moods[i].String()
	side := of.side()
	n.add(1, "mood", name, mood, side)
	n.add(1, "mood of", name, mood, of.String())
	t := sc.tree
	for c := t.First(i); c >= 0; c = t.Next(c) {
		if t.Is(c, "aux") {
			n.add(1, "aux", name, t.Tokens[c].Lemma, side)
		}
	}
	if h := t.Head(i); h >= 0 {
		n.add(1, "under", name, t.Rel(i), sc.lemma(h), side)
	}
}

// way returns the words from the outermost deed of the source down to the
// target; where it has none, those of the path.
func (sc *scene) way() []int {
	if len(sc.doers) == 0 || sc.target.sentence < 0 {
		return append(append([]int(nil), sc.doers...), sc.path...)
	}
	t := sc.tree
	var below []int
	for i := sc.target.head; i >= 0 && len(below) < 64; i = t.Head(i) {
		if i != sc.target.head {
			below = append(below, i)
		}
		if i == sc.doers[0] {
			slices.Reverse(below)
			return below
		}
	}
	return append(append([]int(nil), sc.doers...), sc.path...)
}

// beside calls f with the lemma of each small word that hangs on the word at i:
// auxiliaries, negations, particles, markers.
func (sc *scene) beside(i int, f func(word string)) {
	t := sc.tree
	for c := t.First(i); c >= 0; c = t.Next(c) {
		switch t.Rel(c) {
		case "aux", "cop", "mark", "compound", "expl":
			f(t.Tokens[c].Lemma)
		case "advmod", "det":
			if up := t.Tokens[c].UPOS; up == "PART" || up == "DET" || up == "ADV" {
				f(t.Tokens[c].Lemma)
			}
		}
	}
	if t.Verbal(i) && t.Passive(i) {
		f("passive")
	}
	if f2 := t.Tokens[i].Feats; f2.Has("Tense", "Fut") || f2.Has("Mood", "Cnd") {
		f(string(f2.Get("Tense") + f2.Get("Mood")))
	}
}

// role tells what the source is to the word at i.
func (sc *scene) role(i int) string {
	if contains(sc.doers, i) {
		return "doer"
	}
	if contains(sc.carriers, i) {
		return "carrier"
	}
	if contains(sc.path, i) {
		return "path"
	}
	return "other"
}

// near sums what all words of the sentence speak for, less the farther they
// stand from the path between the mentions, as shares of one.
func (sc *scene) near() (sum scores, any bool) {
	total := float32(0)
	for i := range sc.hits {
		if !sc.hit[i] {
			continue
		}
		weight := 1 / (1 + float32(sc.distance(i)))
		for k, s := range sc.hits[i] {
			sum[k] += s * s * weight
			total += s * s * weight
		}
	}
	for k := range sum {
		if total > 0 {
			sum[k] /= total
		}
	}
	return sum, total > 0
}

// distance returns how many steps up the tree lead from the word at i to the
// path or to something that the source does.
func (sc *scene) distance(i int) int {
	n := 0
	for ; i >= 0 && n < 6; i = sc.tree.Head(i) {
		if contains(sc.path, i) || contains(sc.doers, i) || i == sc.apex {
			return n
		}
		n++
	}
	return n
}

// gap returns the tokens between the mentions.
func (sc *scene) gap() span {
	if sc.source.sentence < 0 || sc.target.sentence < 0 {
		return span{}
	}
	if sc.source.last < sc.target.first {
		return span{sc.source.last + 1, sc.target.first}
	}
	return span{sc.target.last + 1, max(sc.target.last+1, sc.source.first)}
}

// structure notes words by place in the tree, how they hang together, and what
// stands beside them.
func (sc *scene) structure(n *notes) {
	t := sc.tree
	for _, p := range sc.places() {
		for _, i := range p.words {
			if !sc.masked(i) {
				n.add(1, "at", p.name, sc.lemma(i))
			}
		}
		switch p.name {
		case "outer", "inner", "over", "apex":
			for _, i := range p.words {
				sc.governed(n, p.name, i)
			}
		}
	}
	for w, p := range []struct {
		name string
		phrase
		chain []int
	}{{"source", sc.source, sc.carriers}, {"target", sc.target, sc.borne}} {
		if p.sentence < 0 {
			n.add(1, "no", p.name)
			continue
		}
		head := &t.Tokens[p.head]
		for k := range sc.named[w] {
			if sc.named[w][k] > 0 {
				n.add(sc.named[w][k], "lex", p.name, types[k].name)
			}
		}
		n.add(1, "head", p.name, head.UPOS)
		if head.UPOS != "PROPN" {
			n.add(1, "head", p.name, strings.ToLower(head.Lemma))
		}
		top := p.chain[len(p.chain)-1]
		rel := t.Tokens[top].Rel
		n.add(1, "rel", p.name, rel)
		for c := t.First(top); c >= 0; c = t.Next(c) {
			if t.Is(c, "case") {
				n.add(1, "case", p.name, t.Tokens[c].Lemma)
				if h := t.Head(top); h >= 0 {
					n.add(1, "case", p.name, t.Tokens[c].Lemma, sc.lemma(h))
				}
			}
		}
		if len(p.chain) > 1 {
			if c := t.Child(p.head, "case"); c >= 0 {
				n.add(1, "case of noun", p.name, t.Tokens[c].Lemma, sc.lemma(p.chain[1]))
			}
		}
	}
	n.add(1, "path", sc.relations())
}

// governed notes what the word at i governs: objects, particles, prepositions.
func (sc *scene) governed(n *notes, name string, i int) {
	t := sc.tree
	lemma := sc.lemma(i)
	sc.beside(i, func(word string) {
		n.add(1, "beside", name, word)
		n.add(1, "beside of", name, lemma, word)
	})
	for c := t.First(i); c >= 0; c = t.Next(c) {
		switch rel := t.Rel(c); rel {
		case "obj", "obl", "xcomp", "ccomp", "nsubj", "nmod", "advcl", "iobj":
			if !sc.masked(c) {
				n.add(1, "governs", name, rel, lemma, sc.lemma(c))
				n.add(1, "governs", name, rel, sc.lemma(c))
			}
			if k := t.Child(c, "case"); k >= 0 {
				n.add(1, "governs case", name, lemma, t.Tokens[k].Lemma)
			}
		}
	}
}

// relations writes the path out as relations without words.
func (sc *scene) relations() string {
	if sc.apex < 0 {
		return "none"
	}
	if len(sc.path) > 6 {
		return "long"
	}
	var b strings.Builder
	for i := sc.source.head; i >= 0 && i != sc.apex; i = sc.tree.Head(i) {
		b.WriteString(sc.tree.Rel(i))
		b.WriteByte('<')
	}
	var down []string
	for i := sc.target.head; i >= 0 && i != sc.apex; i = sc.tree.Head(i) {
		down = append(down, sc.tree.Rel(i))
	}
	slices.Reverse(down)
	return b.String() + ">" + strings.Join(down, ">")
}

// masked reports whether the word at i belongs to a mention, whose name should
// tell nothing.
func (sc *scene) masked(i int) bool { return sc.source.holds(i) || sc.target.holds(i) }

// lemma returns the word at i as features name it: names and numbers are all
// the same, the mentions too.
func (sc *scene) lemma(i int) string {
	t := &sc.tree.Tokens[i]
	switch {
	case sc.source.holds(i):
		return "<source>"
	case sc.target.holds(i):
		return "<target>"
	case t.UPOS == "NUM":
		return "<number>"
	case t.UPOS == "PROPN":
		return "<name>"
	}
	return strings.ToLower(t.Lemma)
}

// nearWords is how far around a mention words are noted.
const nearWords = 4

// words notes the words of the text, those between and around the mentions
// apart.
func (sc *scene) words(n *notes) {
	gap := sc.gap()
	previous := "<start>"
	for i := range sc.tree.Tokens {
		if sc.tree.Tokens[i].UPOS == "PUNCT" {
			continue
		}
		lemma := sc.lemma(i)
		if !sc.masked(i) {
			n.add(.5, "word", lemma)
		}
		n.add(.5, "pair", previous, lemma)
		if gap.start <= i && i < gap.end {
			n.add(1, "between", lemma)
			n.add(1, "between", previous, lemma)
		}
		previous = lemma
	}
	for k := range sc.readings {
		if k == sc.at {
			continue
		}
		for _, t := range sc.readings[k].Sentence.Tokens {
			if t.UPOS == "VERB" || t.UPOS == "NOUN" || t.UPOS == "ADJ" {
				n.add(.3, "word", strings.ToLower(t.Lemma))
			}
		}
	}
	for _, p := range []struct {
		name string
		phrase
	}{{"source", sc.source}, {"target", sc.target}} {
		if p.sentence < 0 {
			continue
		}
		for i := max(0, p.first-nearWords); i < p.first; i++ {
			n.add(.5, "before", p.name, sc.lemma(i))
		}
		for i := p.last + 1; i < min(len(sc.tree.Tokens), p.last+1+nearWords); i++ {
			n.add(.5, "after", p.name, sc.lemma(i))
		}
	}
	if sc.source.sentence >= 0 && sc.target.sentence >= 0 && sc.target.first < sc.source.first {
		n.add(1, "target first")
	}
}

// patterns notes the patterns that hold in the sentence: on the path, with the
// source as actor, with the target as recipient.
func (sc *scene) patterns(n *notes) {
	for _, e := range sc.readings[sc.at].Evoked {
		t, ok := typeOf(e.Kind)
		if !ok {
			continue
		}
		name := t.String()
		where := "elsewhere"
		switch {
		case contains(sc.path, e.Token) || contains(sc.doers, e.Token):
			where = "path"
		case sc.distance(e.Token) <= 2:
			where = "near"
		}
		n.add(1, "pattern", where, name)
		n.add(1, "pattern", where, name, e.Modality.String())
		n.add(1, "pattern kind", where, e.Kind.Name)
		actor, recipient := sc.fills(e.Actors, sc.source), sc.fills(e.Recipients, sc.target)
		if actor {
			n.add(1, "pattern actor", name, e.Modality.String())
		}
		if recipient {
			n.add(1, "pattern recipient", name, e.Modality.String())
		}
		if actor && recipient {
			n.add(1, "pattern both", name, e.Modality.String())
		}
	}
}
