package act

import (
	"context"
	"slices"
	"strings"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/timex"
	"github.com/credence-project/credence/ud"
	"github.com/credence-project/credence/valency"
)

// Reader reads articles one after the other; one goroutine uses it.
type Reader struct {
	coder     *Coder
	parser    *ud.Parser
	tree      valency.Tree
	memory    *discourse.Memory
	clock     *timex.Reader
	times     []timex.Expression
	article   *article.Article
	found     []match
	previous  *Assertion // the last act of an earlier sentence, nil none
	last      *Assertion // the last act of all
	repeated  *Assertion // the last act that a later clause can repeat
	all       []Assertion
	lately    []*Assertion         // the acts told last, also those told again
	unit      int                  // that is being read
	lastUnit  int                  // that the last act was told in
	toldIn    int                  // number of the sentence that told it
	sentences int                  // read so far
	anchor    string               // day of publication, or of the quotation in hand
	day       string               // that the paragraph tells of
	dayUnit   int                  // the unit for which day holds
	lastShape string               // of the verb that told it
	scenery   string               // the country that the first words of the unit set, "" none
	theme     string               // the only party that the title names, or on whom its act fell, "" none
	label     string               // EDTF date that the unit bears: "12 March 2011: …", "" none
	section   string               // EDTF date that the section's heading is, "" none
	opened    bool                 // a sentence with a verb has been read in a paragraph
	chapter   edtf.Date            // the year that the section's heading names, zero none
	lined     bool                 // that heading is a line among the paragraphs
	lineUnit  int                  // the unit that it is
	awaited   string               // EDTF date of an act that the sentence before tells of and does not name, "" none
	set       string               // EDTF day that a sentence of the unit sets for those behind it, "" none
	toldLast  string               // EDTF of the last date that the sentence before tells, "" none
	bygone    string               // EDTF date of a sentence just before that tells no act, "" none
	headed    bool                 // a fragment that was a unit by itself heads the next
	objects   []string             // lemmas of what the last act was done with: "ambassade"
	spoken    []spoken             // nouns of the sentence before
	fresh     bool                 // the last act was told in this sentence or the one before
	agents    []discourse.Referent // who did what the main clause of the sentence before tells of
	also      bool                 // the sentence has a word that repeats an act for who stands alone
	untold    *match               // an act of the sentence in hand by some whom it does not name, nil none
	older     int                  // how many of the objects are of acts before the last
	steps     []int                // room for walk, so that a step costs no memory
	feats     features
	observe   func()                                   // sees the matches of each sentence before they are weighed; nil none
	ponder    func(m *match, s side, list []candidate) // sees who could be on a side of each match; nil none
}

// rememberedActs is how many of the acts told last are at hand for what goes on from them.
const rememberedActs = 8

// Read returns what the article says, in the order of its text. It looks at ctx
// from unit to unit, and returns its error where that ends the reading.
func (r *Reader) Read(ctx context.Context, a *article.Article) ([]Assertion, error) {
	r.agents = nil
	r.article, r.all, r.lately, r.previous, r.last, r.repeated, r.objects = a, nil, nil, nil, nil, nil, nil
	r.unit, r.lastUnit, r.toldIn, r.sentences, r.older = 0, 0, 0, 0, 0
	r.label, r.section, r.theme, r.lined = "", "", "", false
	r.chapter = edtf.Date{}
	r.spoken, r.opened = r.spoken[:0], false
	r.anchor, r.dayUnit = a.Published, -1
	r.memory = discourse.New(r.coder.names, r.coder.discourse, a.Published)
	r.clock = r.coder.times.NewReader(a.Published)
	r.memory.SetHere(r.writtenFrom(a))
	title, titled := r.headline(a)
	r.topic(title)
	var quoted *article.Quotation
	for n := range a.Units {
		u := &a.Units[n]
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if u.Kind == article.Meta {
			continue
		}
		r.unit, r.awaited, r.set, r.scenery = n, "", "", ""
		r.bygone, r.toldLast = "", ""
		if u.Kind == article.Heading || !r.headed {
			r.memory.Unhead()
		}
		if u.Quoted != quoted {
			r.quotation(u.Quoted)
			quoted = u.Quoted
		}
		sentences := title
		if n != titled {
			sentences = r.parser.Parse(a.Text[u.Start:u.End], u.Start)
		}
		r.clock.SetStory(r.frame())
		for k, s := range sentences {
			r.sentence(&s, k == 0)
			r.headed = k == 0 && len(r.memory.Head()) > 0 // a fragment alone heads more than its unit
		}
		if u.Kind == article.Title {
			r.billed()
		}
	}
	slices.SortStableFunc(r.all, func(a, b Assertion) int { return a.Start - b.Start }) // the surer telling of an act may have come later
	return r.all, nil
}

// writtenFrom returns the country of the place that the line before the text names, "" for none.
func (r *Reader) writtenFrom(a *article.Article) string {
	from := 0
	for n := range a.Units {
		u := &a.Units[n]
		text := a.Text[from:u.Start]
		if u.Kind == article.Meta {
			text = a.Text[from:u.End]
		}
		if text = strings.TrimSpace(text); text != "" && len(text) < longestImprint && u.Kind != article.Title {
			if id := r.placeNamed(text); id != "" {
				return id
			}
		}
		if from = u.End; u.Kind == article.Paragraph {
			break
		}
	}
	return ""
}

// longestImprint is how long a line may be that tells from where a text is.
const longestImprint = 160

// placeNamed returns the country of the first town that a text names, "" for none.
func (r *Reader) placeNamed(text string) string {
	for _, s := range r.parser.Parse(text, 0) {
		if len(s.Tokens) == 0 {
			continue
		}
		var t valency.Tree
		t.Reset(&s, r.coder.grammar)
		m := discourse.New(r.coder.names, r.coder.discourse, r.article.Published)
		m.Read(&t)
		for _, n := range m.Mentions() {
			for _, ref := range m.Resolve(n.Head) {
				if ref.Sense == gazetteer.Place || ref.Sense == gazetteer.Capital {
					return ref.ID
				}
			}
		}
	}
	return ""
}

// billed tells the memory the two parties of the act that the title tells, for they are
// surer than its names.
func (r *Reader) billed() {
	for n := range r.all {
		if a := &r.all[n]; !a.Kind.State && !a.Kind.Between && !a.Kind.Reaction {
			if ids := partyIDs(a.Actors, a.Recipients); len(ids) == 2 {
				r.memory.SetTitle(ids)
				if !a.Kind.Symmetric && len(a.Recipients) == 1 {
					r.theme = a.Recipients[0].ID
				}
				return
			}
		}
	}
}

// quotation sets the day against which a quotation is read, nil the article's
// own again.
func (r *Reader) quotation(q *article.Quotation) {
	day := r.article.Published
	if q != nil && q.Published != "" {
		day = q.Published
	}
	r.clock.SetAnchor(day)
	r.anchor, r.dayUnit = day, -1
}

// headline returns the sentences of the article's title, and the number of the unit that
// has its words; -1 where none has them.
func (r *Reader) headline(a *article.Article) ([]ud.Sentence, int) {
	for n := range a.Units {
		if u := &a.Units[n]; u.Kind == article.Title && a.Text[u.Start:u.End] == a.Title {
			return r.parser.Parse(a.Title, u.Start), n
		}
	}
	return r.parser.Parse(a.Title, 0), -1
}

// topic tells the memory the parties that the title names, and that the article is on two
// of them where it names just these beside each other, as the histories of relations do.
func (r *Reader) topic(title []ud.Sentence) {
	if len(title) == 0 {
		return
	}
	var ids, pair []string
	topic, joined := true, false
	for _, s := range title {
		var t valency.Tree
		t.Reset(&s, r.coder.grammar)
		m := discourse.New(r.coder.names, r.coder.discourse, r.article.Published)
		m.Read(&t)
		for i := range s.Tokens {
			if s.Tokens[i].UPOS == "VERB" && !named(m, i) {
				topic, joined = false, true // it tells of an act, not of relations
			}
		}
		for _, n := range m.Mentions() {
			refs := m.Resolve(n.Head)
			if len(refs) == 2 && refs[0].Token == refs[1].Token && pair == nil {
				pair = []string{refs[0].ID, refs[1].ID}
			}
			for _, ref := range refs {
				if ref.How == discourse.Named && !slices.Contains(ids, ref.ID) && !r.situated(&t, n.Head) {
					ids = append(ids, ref.ID)
				}
			}
		}
		beside := besideEachOther(&s, m.Mentions())
		topic, joined = topic && beside, joined || beside
	}
	switch {
	case pair != nil: // "Éthiopie-Somalie : Ankara …"
		r.memory.SetTitle(pair)
	case joined:
		r.memory.SetTitle(ids)
	}
	r.theme = ""
	if alone := slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		e, ok := r.coder.names.Entity(id)
		return !ok || e.Kind == "organization"
	}); len(alone) == 1 {
		r.theme = alone[0]
	}
	if topic && len(ids) == 2 {
		r.memory.SetTopic(ids)
	}
}

// situated reports whether the word at i tells where something is done.
func (r *Reader) situated(t *valency.Tree, i int) bool {
	return t.Is(i, "obl") && t.HasCase(i, r.coder.in)
}

// named reports whether the token at i belongs to a name that the memory has found.
func named(m *discourse.Memory, i int) bool {
	return slices.ContainsFunc(m.Mentions(), func(n gazetteer.Mention) bool { return n.First <= i && i <= n.Last })
}

// besideEachOther reports whether no noun stands between the first and the last of the
// names: "Chad and Sudan", not "Niger coup: reactions from Washington".
func besideEachOther(s *ud.Sentence, names []gazetteer.Mention) bool {
	if len(names) < 2 {
		return true
	}
	for i := names[0].Last + 1; i < names[len(names)-1].First; i++ {
		if u := s.Tokens[i].UPOS; (u == "NOUN" || u == "PROPN") && !slices.ContainsFunc(names, func(n gazetteer.Mention) bool { return n.First <= i && i <= n.Last }) {
			return false
		}
	}
	return true
}

// sentence reads one sentence, the first of its unit or a later one.
func (r *Reader) sentence(s *ud.Sentence, first bool) {
	if len(s.Tokens) == 0 {
		return
	}
	r.sentences++
	r.coder.grammar.Mend(s)
	r.tree.Reset(s, r.coder.grammar)
	r.times = r.clock.Read(s)
	r.bear(first)
	r.memory.SetDay(r.storyDay())
	r.memory.Read(&r.tree)
	if first {
		r.scenery = r.country()
	}
	r.also = false
	for i := range s.Tokens {
		r.also = r.also || r.coder.repeats.Also[s.Tokens[i].Lemma]
	}
	r.found, r.untold = r.found[:0], nil
	for i := range s.Tokens {
		r.found = r.find(r.found, i)
		r.found = r.repeat(r.found, i)
	}
	r.found = embedded(r.found)
	r.settle()
	r.mediated()
	r.contents()
	r.concert()
	r.following()
	r.gapped()
	r.handed()
	r.declined()
	r.joined()
	r.spared()
	r.likewise()
	r.listing()
	if r.observe != nil {
		r.observe()
	}
	r.found = r.weigh(r.found)
	r.awaited, r.set = r.unnamed(), r.scene()
	r.announceBehind()
	r.bygone, r.toldLast = r.toldOf(), r.lastDate()
	r.opened = r.opened || r.article.Units[r.unit].Kind == article.Paragraph && r.hasVerb()
	told := false
	for n := range r.found {
		if a, ok := r.assertion(&r.found[n]); ok {
			r.all = merge(r.all, a)
			r.lately = append(r.lately[max(0, len(r.lately)-rememberedActs+1):], &a)
			r.last, r.lastUnit, r.lastShape, r.toldIn = &a, r.unit, r.shape(r.found[n].trigger), r.sentences
			if !told && !r.adverbial(n) && !r.outranked(n) { // "has not done so" does not point back at "since it seized power"
				r.repeated, told = &a, true
			}
			r.note(&r.found[n])
			if a.Kind.Coup && a.Modality == Asserted {
				r.memory.Seize(partyIDs(a.Recipients))
			}
			if !a.Kind.State && !a.Kind.Opinion {
				r.memory.Tell(partyIDs(a.Actors, a.Recipients), partyIDs(a.Recipients))
			}
		}
	}
	r.goesUntold()
	r.previous, r.agents = r.last, r.mainSubject()
	r.fresh = len(r.found) > 0
	r.speak()
}

// country returns the country that the first words of the sentence set it in: "En Haïti, la
// junte …"; "" for none.
func (r *Reader) country() string {
	for _, n := range r.memory.Mentions() {
		if n.First > 3 || n.First == 0 {
			break
		}
		k := n.Last + 1
		if k >= len(r.tree.Tokens) || r.tree.Tokens[k].Form != "," || !r.situated(&r.tree, n.Head) {
			continue
		}
		for _, ref := range r.memory.Resolve(n.Head) {
			if e, ok := r.coder.names.Entity(ref.ID); ok && e.Kind == "state" && ref.How == discourse.Named && (ref.Sense == gazetteer.Name || ref.Sense == gazetteer.Place) {
				return ref.ID
			}
		}
	}
	return ""
}

// partyIDs returns the ids of the parties, each once.
func partyIDs(sides ...[]Party) []string {
	var ids []string
	for _, side := range sides {
		for n := range side {
			if id := side[n].ID; !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// outranked reports whether another act of the sentence is likelier taken up by "did so"
// than the nth: one of the main clause rather than of a relative one, what is threatened
// rather than the threat.
func (r *Reader) outranked(n int) bool {
	i := r.found[n].trigger
	by := false
	for k := i; k >= 0 && !by; k = r.tree.Head(k) {
		by = r.tree.Tokens[k].Rel == "acl:relcl"
	}
	return slices.ContainsFunc(r.found[n+1:], func(o match) bool {
		if r.found[n].kind.Reaction && !o.kind.Reaction && r.tree.Is(o.trigger, "xcomp") && r.tree.Head(o.trigger) == i {
			return true
		}
		return by && r.tree.Head(o.trigger) < 0 && !o.kind.State
	})
}

// adverbial reports whether the nth act of the sentence is told in an adverbial
// clause of another act of it.
func (r *Reader) adverbial(n int) bool {
	i := r.found[n].trigger
	for !r.tree.Is(i, "advcl") {
		if i = r.tree.Head(i); i < 0 {
			return false
		}
	}
	head := r.tree.Head(i)
	return slices.ContainsFunc(r.found, func(m match) bool { return m.trigger == head })
}

// storyDay returns the day on which the sentence's names are read: the last one
// told of in the paragraph, so that who held office then acts, else the day of
// publication.
func (r *Reader) storyDay() string {
	if r.dayUnit != r.unit {
		r.day, r.dayUnit = r.anchor, r.unit
	}
	for n := range r.times {
		x := &r.times[n]
		first, _, _ := strings.Cut(x.EDTF, "/")
		if x.Type == timex.Date && len(first) >= 4 && first < r.anchor && !x.Date.OpenStart() && !x.Date.OpenEnd() && !strings.Contains(first, "X") {
			r.day = first
			break
		}
	}
	return r.day
}

// embedded leaves out the matches whose word another match rests on: the
// recognition that is withdrawn was not given.
func embedded(found []match) []match {
	inside := func(i int) bool {
		return slices.ContainsFunc(found, func(m match) bool {
			return m.trigger != i && !m.kind.Reaction && slices.Contains(m.cluster, i)
		})
	}
	var drop [8]bool
	for n := range min(len(found), len(drop)) {
		drop[n] = inside(found[n].trigger)
	}
	kept := found[:0]
	for n := range found {
		if n >= len(drop) || !drop[n] {
			kept = append(kept, found[n])
		}
	}
	return kept
}

// note remembers what an act was done with, for those that point back at it.
func (r *Reader) note(m *match) {
	words := slices.DeleteFunc(slices.Clone(r.instruments(m)), func(i int) bool { return r.tree.Tokens[i].UPOS == "PRON" })
	if len(words) == 0 {
		return
	}
	defer func(n int) { r.older = max(0, len(r.objects)-n) }(len(words))
	if n := len(r.objects) - 4; n > 0 {
		r.objects = append(r.objects[:0], r.objects[n:]...) // of the acts before, the latest
	}
	for _, i := range words {
		r.objects = append(r.objects, r.tree.Tokens[i].Lemma)
	}
}

// settle gives every match its modality and date.
func (r *Reader) settle() {
	for n := range r.found {
		m := &r.found[n]
		m.stance = r.coder.modals.climb(&r.tree, m.trigger, nil)
		if m.pattern != nil && m.pattern.Assert || m.refuses {
			r.insist(m)
		}
		if m.pattern != nil && m.pattern.Negate {
			m.stance.denied = !m.stance.denied
		}
		if m.pattern != nil && m.pattern.Future {
			m.stance.weaken(Future)
		}
		if m.pattern != nil && m.pattern.Hypothetical {
			m.stance.weaken(Hypothetical)
		}
		if m.nobody {
			m.stance.denied = true
		}
		if m.pattern == nil && !m.refuses {
			r.repeatStance(m)
		}
		m.when = r.date(m)
		if m.pattern == nil && r.joining(m.trigger) {
			m.when = when{x: -1, level: noTime} // those who are joined did it before
		}
	}
	r.gaps()
	r.documents()
	for n := range r.found {
		m := &r.found[n]
		if m.stance.denied && r.notUntil(m) {
			m.stance.denied = false
		}
		if m.stance.denied && m.when.x >= 0 && r.times[m.when.x].Date.OpenStart() {
			m.when = when{x: -1, level: noTime} // "never before 2015"
		}
		if m.stance.modality() == Asserted && r.awaitedYet(m) {
			m.stance.weaken(Future)
		}
	}
}

// insist takes away what the denial and the conditional of a match's own verb do, where
// these are how the act is said: "would not hear of", "would like it to leave".
func (r *Reader) insist(m *match) {
	if m.refuses {
		m.stance.denied, m.stance.cond, m.stance.mood = false, false, Asserted
		return
	}
	own := stance{reporter: -1}
	r.coder.modals.local(&r.tree, m.trigger, &own, true)
	m.stance.denied = m.stance.denied != own.denied
	m.stance.cond = m.stance.cond && !own.cond
	if m.stance.mood == own.mood {
		m.stance.mood = Asserted
	}
}

// awaitedYet reports whether the date of a match lies ahead, or late in the day of the
// publication, and a verb in the present tells of it: "opens next month", "flies tonight".
func (r *Reader) awaitedYet(m *match) bool {
	if !r.ahead(m.when.date) && !(m.when.x >= 0 && r.times[m.when.x].Later() && m.when.date == r.anchor) {
		return false
	}
	for _, i := range m.stance.path {
		if r.present(i) {
			return true
		}
		for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
			if (r.tree.Is(c, "cop") || r.tree.Is(c, "aux:pass")) && r.present(c) {
				return true
			}
		}
	}
	return false
}

// hasVerb reports whether the sentence has a verb.
func (r *Reader) hasVerb() bool {
	return slices.ContainsFunc(r.tree.Tokens, func(t ud.Token) bool { return t.UPOS == "VERB" })
}

// present reports whether the verb at i stands in the present tense.
func (r *Reader) present(i int) bool {
	f := r.tree.Tokens[i].Feats
	return f.Has("Tense", "Pres") && f.Has("VerbForm", "Fin")
}

// ahead reports whether a date lies after the publication: what is told of it
// has not been done yet.
func (r *Reader) ahead(date string) bool {
	published := r.article.Published
	if len(published) != 10 {
		return false
	}
	if len(date) == 7 && date[5] < '2' {
		return date > published[:7] // a month
	}
	return len(date) >= 10 && date[:10] > published
}

// assertion writes a match out; false where it asks rather than says.
func (r *Reader) assertion(m *match) (Assertion, bool) {
	s := r.tree.Sentence
	first, last := r.quote(m)
	a := Assertion{
		Kind: m.kind, Actors: r.named(m.actors), Recipients: r.named(m.recipients), Over: r.named(m.over),
		Date: m.when.date, DateHow: m.when.how, Modality: m.stance.modality(), AttributedTo: r.attribute(m), Claims: r.claims(m),
		Codes: r.codes(m, first, last),
		Start: s.Tokens[first].Start, End: s.Tokens[last].End, Confidence: m.confidence,
	}
	if m.when.x >= 0 {
		x := &r.times[m.when.x]
		a.DateText, a.Trace.TimeRule, a.Trace.Anchor = x.Text, x.Rule, x.Anchor
	}
	a.Quote = r.article.Text[a.Start:a.End]
	a.Trace.Pattern, a.Trace.Sentence = m.rule, Span{s.Start, s.End}
	a.Trace.Trigger = Span{s.Tokens[m.trigger].Start, s.Tokens[m.trigger].End}
	if m.pattern != nil {
		a.Trace.Pattern = m.pattern.Source
	}
	for _, i := range m.stance.path {
		a.Trace.Modality = append(a.Trace.Modality, s.Tokens[i].Form)
	}
	return a, !r.asks()
}

// asks reports whether the sentence is a question.
func (r *Reader) asks() bool {
	text := strings.TrimRight(r.article.Text[r.tree.Start:r.tree.End], " \u00a0\u202f»”\"")
	return strings.HasSuffix(text, "?")
}

// named writes parties out with the words that name them.
func (r *Reader) named(refs []discourse.Referent) []Party {
	var ps []Party
	for _, ref := range refs {
		p := Party{ID: ref.ID, How: ref.How.String()}
		if ref.First >= 0 {
			p.Start, p.End = r.tree.Tokens[ref.First].Start, r.tree.Tokens[ref.Last].End
			p.Text = r.article.Text[p.Start:p.End]
		}
		ps = append(ps, p)
	}
	return ps
}
