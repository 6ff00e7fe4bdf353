package act

import (
	"slices"
	"strconv"
	"strings"

	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/gazetteer"
)

// candidateFeatures notes what tells whether a candidate, one of a list, is on the side of a match.
func (r *Reader) candidateFeatures(m *match, s side, c *candidate, list []candidate) {
	f := &r.feats
	f.begin(m.kind.Name)
	if len(c.refs) == 0 {
		r.nobodyFeatures(m, s, list)
		return
	}
	side, ref, here := s.String(), &c.refs[0], strconv.FormatBool(c.mention >= 0)
	r.originFeatures(side, m, c, here)
	fits := strconv.FormatBool(r.suits(*ref, s.role(m.pattern), m))
	f.add(side, "fits", fits)
	f.add(side, "many", strconv.Itoa(min(3, len(c.refs))))
	if e, ok := r.coder.names.Entity(ref.ID); ok {
		f.add(side, "kind", e.Kind, e.Sort)
	}
	if slices.ContainsFunc((1 - s).of(m), func(o discourse.Referent) bool { return gazetteer.State(o.ID) == gazetteer.State(ref.ID) }) {
		f.add(side, "same state")
	}
	if share(c.refs, (1 - s).of(m)) {
		f.add(side, "taken")
	}
	f.add(side, "share", strconv.Itoa(int(4*r.memory.Share(ref.ID))), here)
	f.add(side, "titled", strconv.FormatBool(r.memory.Titled(ref.ID)), here)
	r.historyFeatures(side, ref.ID, here)
	r.dealingFeatures(m, s, ref.ID)
	f.add(side, "described", r.describedBy(m, s, c.refs), here)
	if c.mention < 0 {
		f.add(side, "not here", strconv.Itoa(inSentence(list)))
		return
	}
	f.add(side, "how", ref.How.String())
	f.add(side, "sense", ref.Sense.String(), ref.Class)
	r.placeFeatures(side, m, c.mention, fits)
	r.rivalFeatures(side, m, c, list, fits)
}

// originFeatures notes what told before brings a candidate to mind.
func (r *Reader) originFeatures(side string, m *match, c *candidate, here string) {
	if len(c.from) == 0 {
		return
	}
	f := &r.feats
	object, last, ago := r.objectLemma(m), "none", strconv.Itoa(min(3, r.sentences-r.toldIn))
	if n := len(r.lately); n > 0 {
		last = r.lately[n-1].Kind.Name
	}
	for _, from := range c.from {
		f.add(side, from)
		f.add(side, from, "object", object)
		f.add(side, from, "last", last)
		f.add(side, from, "ago", ago)
		f.add(side, from, "here", here)
	}
}

// historyFeatures notes how often a party did something and bore something so far.
func (r *Reader) historyFeatures(side, id, here string) {
	var did, bore int
	for n := range r.all {
		if within(r.all[n].Actors, id) {
			did++
		}
		if within(r.all[n].Recipients, id) {
			bore++
		}
	}
	r.feats.add(side, "did", strconv.Itoa(min(3, did)), strconv.Itoa(min(3, bore)))
	r.feats.add(side, "bore most", strconv.FormatBool(bore > 0 && bore >= r.mostBorne()), here)
}

// mostBorne returns how many acts fell on whom most fell so far.
func (r *Reader) mostBorne() (most int) {
	var counts [16]int
	var ids []string
	for n := range r.all {
		for _, p := range r.all[n].Recipients {
			k := slices.Index(ids, p.ID)
			if k < 0 && len(ids) < len(counts) {
				k, ids = len(ids), append(ids, p.ID)
			}
			if k >= 0 {
				counts[k]++
				most = max(most, counts[k])
			}
		}
	}
	return most
}

// rivalFeatures notes how the word that means a candidate stands beside those of the others.
func (r *Reader) rivalFeatures(side string, m *match, c *candidate, list []candidate, fits string) {
	f := &r.feats
	left, right := 0, 0 // others that stand nearer
	for n := range list {
		if i := list[n].mention; i >= 0 && abs(i-m.trigger) < abs(c.mention-m.trigger) {
			if i < m.trigger {
				left++
			} else {
				right++
			}
		}
	}
	before, id := strconv.FormatBool(c.mention < m.trigger), c.refs[0].ID
	told := slices.ContainsFunc(r.found, func(o match) bool { return containsID(o.actors, id) || containsID(o.recipients, id) })
	f.add(side, "told of", strconv.FormatBool(told), before)
	f.add(side, "nearer", before, strconv.Itoa(min(2, left)), strconv.Itoa(min(2, right)))
	nearest := left == 0
	if c.mention > m.trigger {
		nearest = right == 0
	}
	f.add(side, "nearest", before, strconv.FormatBool(nearest), fits)
}

// nobodyFeatures notes what tells whether nobody is on the side of a match.
func (r *Reader) nobodyFeatures(m *match, s side, list []candidate) {
	f, t, side, others := &r.feats, &r.tree, s.String(), (1 - s).of(m)
	lemma := strings.ToLower(t.Tokens[m.trigger].Lemma)
	f.add(side, "nobody", lemma)
	f.add(side, "nobody", strconv.Itoa(m.pattern.weight), strconv.FormatBool(m.pattern.Verb))
	f.add(side, "nobody", "here", strconv.Itoa(inSentence(list)))
	f.add(side, "nobody", "acts", strconv.Itoa(min(3, len(r.found))), strconv.Itoa(min(3, len(r.all))))
	f.add(side, "nobody", t.Rel(m.trigger))
	f.add(side, "nobody", "form", t.Tokens[m.trigger].Feats.Get("VerbForm"), t.Tokens[m.trigger].UPOS)
	for c := t.First(m.trigger); c >= 0; c = t.Next(c) {
		if t.Tokens[c].UPOS != "PUNCT" {
			f.add(side, "nobody", "has", t.Tokens[c].Rel, strconv.FormatBool(len(r.memory.Resolve(c)) > 0), t.Tokens[c].UPOS)
			f.add(side, "nobody", "with", t.Tokens[c].Rel, strings.ToLower(t.Tokens[c].Lemma))
		}
	}
	if h := t.Head(m.trigger); h >= 0 {
		f.add(side, "nobody", "under", strings.ToLower(t.Tokens[h].Lemma))
	}
	f.add(side, "nobody", "stranger", strconv.FormatBool(r.withStranger(m)), strconv.FormatBool(r.occupied(m)), strconv.FormatBool(m.pattern.Verb && r.elsewhere(m)))
	f.add(side, "nobody", "points back", strconv.FormatBool(r.pointsBack(m)), strconv.FormatBool(r.takesUp(m)))
	f.add(side, "nobody", "others", strconv.Itoa(min(2, len(others))))
	if len(others) > 0 {
		f.add(side, "nobody", "other how", others[0].How.String(), strconv.FormatBool(others[0].Token < 0))
		if i := others[0].Token; i >= 0 {
			f.add(side, "nobody", "other path", r.pathBetween(m.trigger, i))
		}
	}
	f.add(side, "nobody", "object", r.objectLemma(m))
	stance := r.coder.modals.climb(&r.tree, m.trigger, nil)
	f.add(side, "nobody", "stance", stance.modality().String())
	f.add(side, "nobody", "deep", strconv.Itoa(min(4, len(stance.path))))
	f.add(side, "nobody", "title", strconv.FormatBool(r.unit == 0))
	for _, w := range m.cluster {
		f.add(side, "nobody", "by", strings.ToLower(t.Tokens[w].Lemma))
	}
}

// describedBy tells whether a noun that stands where the pattern of a match has a side, and that
// names nobody, can describe some parties: "yes", "no", "one" where it means one and they are
// several, or "none" where there is no such noun.
func (r *Reader) describedBy(m *match, s side, refs []discourse.Referent) string {
	role := s.role(m.pattern)
	told := "none"
	var buf [16]int
	for n := range role.Paths {
		f := &role.Paths[n]
		if f.Path[0].Func == Known || f.Path[0].Func == Home || f.Path[0].Func == Main {
			continue
		}
		for _, i := range r.walk(buf[:0], m.trigger, f.Path, m.cluster) {
			if u := r.tree.Tokens[i].UPOS; i == m.trigger || u != "NOUN" && u != "PRON" || len(r.memory.Resolve(i)) > 0 {
				continue
			}
			if len(refs) > 1 && r.tree.Tokens[i].Feats.Has("Number", "Sing") {
				return "one"
			}
			if r.memory.Describes(i, refs[0].ID) {
				return "yes"
			}
			told = "no"
		}
	}
	return told
}

// objectLemma returns the lemma of the first object of a match's word, "" where it has none.
func (r *Reader) objectLemma(m *match) string {
	var buf [4]int
	if objects := r.tree.Objects(buf[:0], m.trigger); len(objects) > 0 {
		return strings.ToLower(r.tree.Tokens[objects[0]].Lemma)
	}
	return ""
}

// dealingFeatures notes what a party and the first of those on the other side of a match did to
// each other.
func (r *Reader) dealingFeatures(m *match, s side, id string) {
	others := (1 - s).of(m)
	if len(others) == 0 {
		return
	}
	other, to, from, latest := others[0].ID, 0, 0, ""
	for n := range r.all {
		a := &r.all[n]
		did, bore := within(a.Actors, id), within(a.Recipients, id)
		if did && within(a.Recipients, other) {
			to++
			latest = "to " + a.Kind.Plover
		}
		if bore && within(a.Actors, other) {
			from++
			latest = "from " + a.Kind.Plover
		}
		if did && within(a.Actors, other) {
			latest = "with " + a.Kind.Plover
		}
	}
	r.feats.add(s.String(), "dealings", strconv.Itoa(min(2, to)), strconv.Itoa(min(2, from)))
	r.feats.add(s.String(), "latest", latest)
}

// within reports whether a party of the id is among some.
func within(ps []Party, id string) bool {
	return slices.ContainsFunc(ps, func(p Party) bool { return p.ID == id })
}

// inSentence returns how many of the candidates the sentence means, three for more.
func inSentence(list []candidate) (n int) {
	for k := range list {
		if list[k].mention >= 0 {
			n++
		}
	}
	return min(3, n)
}

// placeFeatures notes how the word at i, which means a candidate, stands to a match.
func (r *Reader) placeFeatures(side string, m *match, i int, fits string) {
	f, t := &r.feats, &r.tree
	tok := &t.Tokens[i]
	lemma := strings.ToLower(t.Tokens[m.trigger].Lemma)
	path := r.pathBetween(m.trigger, i)
	f.add(side, path)
	f.add(side, path, t.Tokens[m.trigger].UPOS, fits)
	f.add(side, path, lemma)
	link := tok.Rel + " " + r.caseLemma(i)
	f.add(side, "is", link)
	f.add(side, "is", link, lemma)
	left := strconv.FormatBool(i < m.trigger)
	f.add(side, "far", distance(i-m.trigger), left)
	f.add(side, "word", tok.UPOS, left)
	verbs, parts := 0, 0
	for k := min(i, m.trigger) + 1; k < max(i, m.trigger); k++ {
		switch {
		case t.Tokens[k].UPOS == "VERB":
			verbs++
		case t.Tokens[k].UPOS == "PUNCT":
			parts++
		}
	}
	f.add(side, "verbs", strconv.Itoa(min(3, verbs)), left, fits)
	f.add(side, "parts", strconv.Itoa(min(3, parts)), left)
	if h := t.Head(i); h >= 0 {
		f.add(side, "under", t.Tokens[h].UPOS, t.Rel(i), left)
		f.add(side, "of", strings.ToLower(t.Tokens[h].Lemma), tok.Rel)
		f.add(side, "own", strconv.FormatBool(r.own(m, h)), link)
	}
	if slices.ContainsFunc(m.cluster, func(w int) bool { return w != m.trigger && t.Dominates(w, i) }) {
		f.add(side, "below what it is done with", link)
	}
}
