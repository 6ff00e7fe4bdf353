package pair

import (
	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ud"
	"github.com/credence-project/credence/valency"
)

// phrase is where a mention stands: tokens of a sentence, and the one that the
// others hang on; sentence -1 where it stands nowhere.
type phrase struct {
	sentence, first, last, head int
}

var nowhere = phrase{-1, -1, -1, -1}

func (p phrase) holds(i int) bool { return p.sentence >= 0 && p.first <= i && i <= p.last }

// scene is a text with its two mentions, ready to be told about.
type scene struct {
	readings []act.Reading
	at       int // the sentence that tells of the pair
	tree     *valency.Tree
	source   phrase
	target   phrase // in the sentence at, else nowhere
	path     []int  // from the source's head to the target's, both left out
	apex     int    // the word of the path that all others stand below, -1 none
	hits     []scores
	hit      []bool
	wide     []scores  // what the wider list adds
	named    [2]scores // what the words of source and target speak for
	carriers []int     // the source's head and the nouns that it belongs to, inside out
	borne    []int     // the same of the target
	doers    []int     // verbs and predicates that the source is the deep subject of, outermost first
}

// stage finds the mentions in the sentences and what lies between them.
func (r *Reader) stage(q Question) *scene {
	sc := &r.scene
	*sc = scene{readings: r.acts.Evoke(q.Text), tree: &r.tree, path: sc.path[:0], carriers: sc.carriers[:0], borne: sc.borne[:0], doers: sc.doers[:0], hits: sc.hits[:0], hit: sc.hit[:0], wide: sc.wide[:0], apex: -1, source: nowhere, target: nowhere}
	if len(sc.readings) == 0 {
		return sc
	}
	sources, targets := r.places(q.Text, q.Source), r.places(q.Text, q.Target)
	sc.choose(r, sources, targets)
	s := &sc.readings[sc.at].Sentence
	r.tree.Reset(s, r.coder.grammar)
	for i := range s.Tokens {
		hit, found := r.coder.lexicon.look(&r.tree, i)
		switch {
		case sc.source.holds(i):
			sc.named[0].raise(&hit, 1)
			hit, found = scores{}, false
		case sc.target.holds(i):
			sc.named[1].raise(&hit, 1)
			hit, found = scores{}, false
		}
		wide, _ := r.coder.lexicon.lookWide(&r.tree, i)
		sc.hits, sc.hit, sc.wide = append(sc.hits, hit), append(sc.hit, found), append(sc.wide, wide)
	}
	if sc.source.sentence >= 0 {
		sc.carriers = climb(&r.tree, sc.carriers, sc.source.head)
		sc.doers = sc.done(sc.doers)
	}
	if sc.target.sentence >= 0 {
		sc.borne = climb(&r.tree, sc.borne, sc.target.head)
	}
	if sc.source.sentence >= 0 && sc.target.sentence >= 0 {
		sc.path, sc.apex = between(&r.tree, sc.path, sc.source.head, sc.target.head)
	}
	if root := s.Root(); len(sc.doers) == 0 && len(sc.path) == 0 && root >= 0 && !sc.source.holds(root) && !sc.target.holds(root) {
		sc.doers = append(sc.doers, root) // what else could be meant
	}
	return sc
}

// places returns the phrases that a mention can mean.
func (r *Reader) places(text, mention string) []phrase {
	spans := find(text, mention)
	if spans == nil {
		spans = r.alike(mention)
	}
	if spans == nil {
		var all []*ud.Sentence
		for n := range r.scene.readings {
			all = append(all, &r.scene.readings[n].Sentence)
		}
		spans = similar(all, mention)
	}
	var places []phrase
	for _, sp := range spans {
		for n := range r.scene.readings {
			if p := locate(&r.scene.readings[n].Sentence, sp); p.first >= 0 {
				p.sentence = n
				places = append(places, p)
			}
		}
	}
	return places
}

// alike returns where the text names the party that a mention names, in other
// words: "Israel", "Israeli".
func (r *Reader) alike(mention string) []span {
	names := r.coder.acts.Names()
	wanted := map[string]bool{}
	for _, reading := range r.acts.Evoke(mention) {
		for _, m := range names.Mentions(&reading.Sentence) {
			if id := names.ID(m, ""); id != "" {
				wanted[id] = true
			}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	var spans []span
	for n := range r.scene.readings {
		s := &r.scene.readings[n].Sentence
		for _, m := range names.Mentions(s) {
			if wanted[names.ID(m, "")] {
				spans = append(spans, span{s.Tokens[m.First].Start, s.Tokens[m.Last].End})
			}
		}
	}
	return spans
}

// governed reports whether a relation is that of a party to its verb.
func governed(rel string) bool {
	switch rel {
	case "nsubj", "nsubj:pass", "obj", "iobj", "obl:agent":
		return true
	}
	return false
}

// locate returns the tokens of a sentence that lie in a stretch of the text.
func locate(s *ud.Sentence, sp span) phrase {
	p := nowhere
	for i := range s.Tokens {
		if t := &s.Tokens[i]; sp.overlaps(span{t.Start, t.End}) {
			if p.first < 0 {
				p.first = i
			}
			p.last = i
		}
	}
	if p.first < 0 {
		return p
	}
	p.head = p.first
	settled := false
	for i := p.last; i >= p.first; i-- { // the last wins where the tree has several, unless a verb governs another
		t := &s.Tokens[i]
		if t.Head >= p.first && t.Head <= p.last {
			continue
		}
		switch {
		case governed(t.Rel):
			p.head = i
			return p
		case !settled:
			p.head = i
			settled = t.UPOS != "PUNCT" && t.UPOS != "ADP" && t.UPOS != "DET"
		}
	}
	return p
}

// choose takes of all occurrences the two that stand closest in one tree, the
// source before the target where that decides nothing; else the first of each.
func (sc *scene) choose(r *Reader, sources, targets []phrase) {
	best := 1 << 30
	tree := -1
	for _, s := range sources {
		for _, t := range targets {
			if s.sentence != t.sentence || s.first <= t.last && t.first <= s.last {
				continue
			}
			if tree != s.sentence {
				tree = s.sentence
				r.tree.Reset(&sc.readings[tree].Sentence, r.coder.grammar)
			}
			path, _ := between(&r.tree, sc.path[:0], s.head, t.head)
			cost := 4 * len(path)
			if t.first < s.first {
				cost++
			}
			if !r.subject(s.head) {
				cost += 6
			}
			if cost < best {
				best, sc.source, sc.target, sc.at = cost, s, t, s.sentence
			}
		}
	}
	if best < 1<<30 {
		return
	}
	switch {
	case len(sources) > 0:
		sc.source, sc.at = sources[0], sources[0].sentence
	case len(targets) > 0:
		sc.target, sc.at = targets[0], targets[0].sentence
	}
}

// subject reports whether the phrase of the word at i is the subject or agent
// of something, or does what a noun names.
func (r *Reader) subject(i int) bool {
	var buf [8]int
	chain := climb(&r.tree, buf[:0], i)
	top := chain[len(chain)-1]
	return r.tree.Is(top, "nsubj") || r.tree.Tokens[top].Rel == "obl:agent" || len(chain) > 1
}

// climb appends the word at i and the nouns that it stands under, up to the one
// that no noun governs: "Israel", "army", "attack" of "the Israeli army's attack".
func climb(t *valency.Tree, dst []int, i int) []int {
	dst = append(dst, i)
	for n := 0; n < 8; n++ {
		h := t.Head(i)
		if h < 0 || t.Verbal(h) {
			return dst
		}
		switch t.Rel(i) {
		case "nmod", "appos", "conj", "flat", "compound", "amod", "det", "nummod", "dep":
		default:
			return dst
		}
		i = h
		dst = append(dst, i)
	}
	return dst
}

// between appends the words of the path from a to b, both left out, and returns
// the one that all others stand below; -1 where the two stand in no one tree.
func between(t *valency.Tree, dst []int, a, b int) ([]int, int) {
	const deepest = 64
	var up, down [deepest]int
	n := 0
	for i := a; i >= 0 && n < deepest; i = t.Head(i) {
		up[n] = i
		n++
	}
	m := 0
	for i := b; i >= 0 && m < deepest; i = t.Head(i) {
		down[m] = i
		m++
	}
	if n == 0 || m == 0 || up[n-1] != down[m-1] {
		return dst, -1
	}
	for n > 1 && m > 1 && up[n-2] == down[m-2] {
		n, m = n-1, m-1
	}
	apex := up[n-1]
	for _, i := range up[:n] {
		if i != a && i != b {
			dst = append(dst, i)
		}
	}
	for k := m - 2; k >= 0; k-- {
		if down[k] != b && down[k] != a {
			dst = append(dst, down[k])
		}
	}
	return dst, apex
}

// done appends the verbs and predicates that the source, or a noun that it
// belongs to, is the deep subject of, those higher up in the tree first.
func (sc *scene) done(dst []int) []int {
	t := sc.tree
	for i := range t.Tokens {
		if !t.Verbal(i) {
			continue
		}
		var buf [8]int
		subjects := t.Subjects(buf[:0], i)
		if h := t.Head(i); len(subjects) == 0 && h >= 0 && t.Is(i, "amod") && t.Child(h, "nsubj") >= 0 {
			subjects = append(subjects, t.Child(h, "nsubj")) // "Iran eased sanctions", taken for sanctions that are eased
		}
		for _, s := range subjects {
			if contains(sc.carriers, s) && !contains(dst, i) {
				dst = append(dst, i)
			}
		}
	}
	for n := 1; n < len(dst); n++ {
		for k := n; k > 0 && depth(t, dst[k]) < depth(t, dst[k-1]); k-- {
			dst[k], dst[k-1] = dst[k-1], dst[k]
		}
	}
	return dst
}

func depth(t *valency.Tree, i int) int {
	n := 0
	for ; i >= 0 && n < 100; i = t.Head(i) {
		n++
	}
	return n
}

func contains(list []int, i int) bool {
	for _, x := range list {
		if x == i {
			return true
		}
	}
	return false
}
