package act

import (
	"slices"
	"strconv"
	"strings"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/timex"
)

// hence dates an act that no words of its sentence date by what was told before:
// by the act of which it is called a consequence ("ainsi") or that it follows at
// once ("aussitôt"), by the act that it goes on with, or by the date that its
// paragraph or section bears.
func (r *Reader) hence(m *match) when {
	w := when{x: -1, level: noTime}
	asserted := m.stance.modality() == Asserted && !m.kind.State
	if r.awaited != "" && asserted && !m.kind.Reaction {
		w.date, w.how = r.awaited, "the sentence before, which tells of it without naming it"
		return w
	}
	if r.set != "" && asserted && !m.kind.Opinion && !r.dated() && r.shape(m.trigger) != "Imp" && !(m.kind.Reaction && r.present(m.trigger)) {
		w.date, w.how = r.set, "the day that a sentence before sets"
		return w
	}
	if hinges := !m.kind.Reaction && r.hinges(m, r.coder.modals.Hence); hinges && asserted && r.sameBreath(m) != "" {
		w.date, w.how = r.sameBreath(m), "the act before, of which it is the consequence"
		return w
	} else if hinges && r.previous != nil {
		w.date, w.how = r.previous.Date, "the act before, of which it is the consequence"
		return w
	}
	if asserted && !m.kind.Reaction && r.hinges(m, r.coder.modals.BackThen) {
		if w.date = monthOf(r.justTold(m)); w.date != "" {
			w.how = "what was told before, about when it was done"
			return w
		}
	}
	if asserted && (r.hinges(m, r.coder.modals.AtOnce) || r.answers(m)) {
		if w.date = r.before(m); w.date != "" && !(m.kind.Reaction && len(w.date) == len("2006")) {
			w.how = "the act before, which it follows at once"
			return w
		}
		w.date = ""
	}
	if r.previous != nil && !m.kind.Reaction {
		if before := r.continued(m); before != nil {
			w.date, w.how = before.Date, "the act before, which it continues"
			return w
		}
	}
	if asserted && !m.kind.Opinion && !r.dated() && r.label != "" && !r.pluperfect(m.trigger) {
		w.date, w.how = r.label, "the date that its paragraph bears"
	}
	return w
}

// sameBreath returns the date of the act told before a match in its sentence, "" where
// there is none.
func (r *Reader) sameBreath(m *match) string {
	for n := len(r.found) - 1; n >= 0; n-- {
		if o := &r.found[n]; o.trigger < m.trigger {
			return o.when.date
		}
	}
	return ""
}

// answers reports whether a match is told to answer what was done before: "responded
// by expelling …".
func (r *Reader) answers(m *match) bool {
	if slices.ContainsFunc(m.stance.path, r.answering) {
		return true
	}
	top := m.stance.path[len(m.stance.path)-1]
	for n := 0; r.tree.Is(top, "conj") && n < 3; n++ {
		top = r.tree.Head(top)
	}
	h := r.tree.Head(top)
	if h < 0 {
		return false
	}
	if r.tree.Tokens[top].Rel == "acl:relcl" || r.tree.Is(top, "acl") { // "« … », retorted Lima, which rejected …"
		return r.tree.Is(h, "nsubj") && r.tree.Head(h) >= 0 && r.answering(r.tree.Head(h))
	}
	if !r.answering(h) || top < h {
		return false
	}
	for i := h + 1; i < top; i++ {
		if r.tree.Tokens[i].Form == ":" {
			return true
		}
	}
	return false
}

// answering reports whether the word at i is a verb of answering what was done.
func (r *Reader) answering(i int) bool {
	return r.tree.Tokens[i].UPOS == "VERB" && r.coder.modals.AtOnce[r.tree.Tokens[i].Lemma]
}

// before returns the date of the act told last before a match: in its sentence, in
// its paragraph, or at the end of the one before; "" where that has none, or is not over.
func (r *Reader) before(m *match) string {
	for n := len(r.found) - 1; n >= 0; n-- {
		if o := &r.found[n]; o.trigger < m.trigger && o.when.date != "" {
			if x := r.toldBetween(o, m); x != nil {
				return x.EDTF
			}
			return o.when.date
		}
	}
	for n := len(r.times) - 1; n >= 0; n-- {
		if x := &r.times[n]; x.Last < m.trigger && !x.Date.IsZero() && !r.yetToCome(x) {
			return r.onset(m, x.EDTF)
		}
	}
	if r.bygone != "" {
		return r.bygone
	}
	if r.toldLast != "" && r.fresh && r.previous != nil && r.previous.Date == "" {
		return r.toldLast // the act before has no date of its own
	}
	start := r.article.Units[max(0, r.unit-1)].Start
	for n := len(r.all) - 1; n >= max(0, len(r.all)-furthestHinge); n-- {
		if a := &r.all[n]; a.Start >= start && a.Date != "" && a.Modality <= Negated && !a.Kind.State {
			return a.Date
		}
	}
	return ""
}

// justTold returns the date told last before a match, in its sentence or the one before;
// "" where there is none.
func (r *Reader) justTold(m *match) string {
	if date := r.sameBreath(m); date != "" {
		return date
	}
	for n := len(r.times) - 1; n >= 0; n-- {
		if x := &r.times[n]; x.Last < m.trigger && x.Type == timex.Date && !x.Date.IsZero() && !x.Date.IsInterval() && !r.yetToCome(x) {
			return x.EDTF
		}
	}
	return r.toldLast
}

// monthOf returns the month of a day, and what is coarser as it is.
func monthOf(date string) string {
	if len(date) == len("2006-01-02") {
		return date[:len("2006-01")]
	}
	return date
}

// toldBetween returns the last date between two acts that is not that of the first, nil for
// none: "… in February and his colleague in March; the North retaliated".
func (r *Reader) toldBetween(o, m *match) *timex.Expression {
	for n := len(r.times) - 1; n >= 0; n-- {
		x := &r.times[n]
		if x.First > o.trigger && x.Last < m.trigger && x.Type == timex.Date && !x.Date.IsZero() && !x.Date.IsInterval() && !r.yetToCome(x) {
			if n == o.when.x {
				return nil
			}
			return x
		}
	}
	return nil
}

// furthestHinge is how many acts back the one is looked for that a sentence follows
// at once.
const furthestHinge = 4

// longestHinge is how many words a phrase that ties a sentence to the one before has.
const longestHinge = 4

// hinges reports whether a match is tied to what was told before by an adverb of its
// clause or a phrase of the sentence: "thus", "dans la foulée".
func (r *Reader) hinges(m *match, phrases map[string]bool) bool {
	tokens := r.tree.Tokens
	for i := range tokens {
		if m.kind.Refused != "" && i > m.trigger {
			break // what is asked for is to be done "at once"
		}
		if h := r.tree.Head(i); r.tree.Is(i, "advmod") && phrases[tokens[i].Lemma] && (h == m.trigger || r.own(m, h) || slices.Contains(m.stance.path, h) || r.tree.Dominates(h, m.trigger)) {
			return true
		}
		if u := tokens[i].UPOS; u != "ADP" && u != "ADV" {
			continue
		}
		var buf [64]byte
		phrase := buf[:0]
		for j := i; j < min(i+longestHinge, len(tokens)); j++ {
			if j > i {
				phrase = append(phrase, ' ')
			}
			phrase = append(phrase, strings.ToLower(tokens[j].Form)...)
			if j > i && phrases[string(phrase)] && r.ofClause(m, i, j) {
				return true
			}
		}
	}
	return false
}

// ofClause reports whether the phrase from the word at i to that at j stands in the clause
// of a match, not in one below it or beside it.
func (r *Reader) ofClause(m *match, i, j int) bool {
	k := i
	for k >= i && k <= j {
		k = r.tree.Head(k)
	}
	for n := 0; k >= 0 && !r.tree.Verbal(k) && n < 8; n++ {
		k = r.tree.Head(k)
	}
	return k < 0 || r.own(m, k) || slices.Contains(m.stance.path, k) || r.tree.Dominates(k, m.trigger)
}

// continued returns the act that an undated one goes on with: one that the sentence before
// told of one of the same parties, in the same paragraph or by a pronoun; nil for none.
func (r *Reader) continued(m *match) *Assertion {
	if m.stance.modality() != Asserted || m.kind.State || m.kind.Opinion || r.dated() || r.returns(m.trigger) || r.adverb(m.trigger, r.coder.modals.Later) || r.adverb(m.trigger, r.coder.modals.Then) {
		return nil
	}
	if r.lastUnit != r.unit && !(r.sentences-r.toldIn == 1 && len(m.actors) > 0 && m.actors[0].How == discourse.Pronoun) {
		return nil
	}
	for n := len(r.lately) - 1; n >= 0 && r.lately[n].Trace.Sentence == r.previous.Trace.Sentence; n-- {
		a := r.lately[n]
		if a.Modality == Asserted && a.Date != "" && slices.ContainsFunc(a.Actors, func(p Party) bool {
			return containsID(m.actors, p.ID) || m.kind.Symmetric && containsID(m.recipients, p.ID)
		}) {
			return a
		}
	}
	return nil
}

// returns reports whether the verb at i comes back to the present from a narrative
// of what is past: "recalled … has appointed".
func (r *Reader) returns(i int) bool {
	switch r.shape(i) {
	case "Pres":
		return r.lastShape != "Pres"
	case "Pres Past":
		return r.lastShape == "Past"
	}
	return false
}

// pluperfect reports whether the verb at i stands in a pluperfect: "had acted".
func (r *Reader) pluperfect(i int) bool {
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if tok := &r.tree.Tokens[c]; r.tree.Is(c, "aux") && tok.Feats.Has("VerbForm", "Fin") {
			t := tok.Feats.Get("Tense")
			return tok.Rel != "aux:pass" && (t == "Imp" || t == "Past") && r.tree.Tokens[i].Feats.Has("VerbForm", "Part")
		}
	}
	return false
}

// shape tells how the verb of an act is formed, by tenses: "Past", "Pres Past".
func (r *Reader) shape(i int) string {
	if r.tree.Tokens[i].UPOS != "VERB" {
		return ""
	}
	shape := r.tree.Tokens[i].Feats.Get("Tense")
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if r.tree.Is(c, "aux") && r.tree.Tokens[c].Feats.Has("VerbForm", "Fin") {
			return r.tree.Tokens[c].Feats.Get("Tense") + " " + shape
		}
	}
	return shape
}

// dated reports whether the sentence tells any date.
func (r *Reader) dated() bool {
	for n := range r.times {
		if !r.times[n].Date.IsZero() {
			return true
		}
	}
	return false
}

// bear notes the date that the unit in hand bears: that of its first words, where
// they are a label, else that of the section's heading or of the line that heads it.
func (r *Reader) bear(first bool) {
	var opening *timex.Expression
	if len(r.times) > 0 && !r.times[0].Date.IsZero() && !r.times[0].Date.IsInterval() {
		opening = &r.times[0]
	}
	labelled := len(r.times) > 0 && (r.labels(&r.times[0]) || opening != nil && (r.alone(opening) || r.entitles(opening)))
	switch {
	case r.article.Units[r.unit].Kind == article.Heading:
		if first {
			r.section, r.label, r.lined, r.chapter = "", "", false, edtf.Date{}
		}
		if opening != nil && r.alone(opening) {
			r.section = opening.EDTF
		}
		r.story()
		r.chapter = r.ofYear()
		return
	case !first:
		return
	case opening != nil && r.alone(opening) && r.headsEntries(opening):
		r.section, r.lined = opening.EDTF, true
		r.story()
	case r.lined && !labelled && r.unit != r.lineUnit+1:
		r.section, r.lined = "", false // the entries under the line are over
		r.story()
		r.times = r.clock.Read(r.tree.Sentence)
	}
	r.label = r.section
	switch {
	case labelled && opening != nil:
		r.label = opening.EDTF
		r.clock.SetStory(opening.Date)
		r.clock.SetEntry(opening.Date)
	case !labelled:
		r.clock.SetEntry(edtf.Date{})
	}
}

// frame returns the date that the section of the unit in hand bears, the zero Date for none.
func (r *Reader) frame() edtf.Date {
	if r.section == "" {
		return r.chapter
	}
	d, _ := edtf.Parse(r.section)
	return d
}

// ofYear returns the year of a heading that names just one, which is over: "The rupture of
// 2016"; the zero Date for none.
func (r *Reader) ofYear() edtf.Date {
	if len(r.times) != 1 {
		return edtf.Date{}
	}
	x := &r.times[0]
	if x.Type != timex.Date || x.Relation != timex.Absolute || x.Date.IsInterval() || len(x.EDTF) != len("2006") || strings.HasPrefix(r.anchor, x.EDTF) || r.yetToCome(x) {
		return edtf.Date{}
	}
	return x.Date
}

// headsEntries reports whether an expression that is a line by itself heads the entries of a
// chronology: a year or month that is told, or a day that is not the publication's.
func (r *Reader) headsEntries(x *timex.Expression) bool {
	u := r.article.Units[r.unit]
	whole := strings.TrimSpace(r.article.Text[min(r.tree.End, u.End):u.End]) == ""
	return whole && x.Type == timex.Date && r.unit+1 < len(r.article.Units) && x.EDTF != r.anchor && !r.yetToCome(x)
}

// story lets the dates of a section be counted from the time that its heading tells,
// where that is over, and those of others from the publication again.
func (r *Reader) story() {
	r.lineUnit = r.unit
	d, err := edtf.Parse(r.section)
	if err != nil || d.IsZero() || r.section >= r.anchor {
		r.clock.SetAnchor(r.anchor)
		return
	}
	r.clock.SetPeriod(d)
}

// entitles reports whether an expression in full stands before its paragraph without a
// preposition or sign, as bold dates of chronologies do: "November 2011 London closes …".
func (r *Reader) entitles(x *timex.Expression) bool {
	tokens := r.tree.Tokens
	if x.First > 0 || x.Relation != timex.Absolute || tokens[0].UPOS == "ADP" || tokens[0].UPOS == "DET" || x.Last+1 >= len(tokens) {
		return false
	}
	next := tokens[x.Last+1].UPOS
	return next == "PROPN" || next == "DET" || next == "NOUN"
}

// alone reports whether an expression is all that the sentence says.
func (r *Reader) alone(x *timex.Expression) bool {
	for i := range r.tree.Tokens {
		if (i < x.First || i > x.Last) && r.tree.Tokens[i].UPOS != "PUNCT" && r.tree.Tokens[i].UPOS != "SYM" {
			return false
		}
	}
	return true
}

// gaps dates two acts of a sentence by how long it lay between them: "recalled its
// ambassador on Thursday, two days after Bolivia closed its embassy".
func (r *Reader) gaps() {
	for n := range r.times {
		x := &r.times[n]
		k := x.Last + 1
		if k >= len(r.tree.Tokens) {
			continue
		}
		if r.vague(x) {
			continue
		}
		if sign := r.morrow(x); sign != 0 {
			r.between(oneDay, r.tree.Head(k), r.headOf(x), sign)
			continue
		}
		if r.opensClause(x) && x.Type == timex.Date {
			k = x.Last
		} else if x.Type != timex.Duration || !x.Date.IsZero() {
			continue
		}
		sign, length := 0, x.EDTF
		if k == x.Last {
			length = oneDay
		}
		switch lemma := r.tree.Tokens[k].Lemma; {
		case r.coder.modals.After[lemma]:
			sign = 1
		case r.coder.modals.Before[lemma]:
			sign = -1
		}
		if inner := r.behindIt(k); sign != 0 && inner > k {
			r.between(length, inner, inner, sign)
		}
	}
}

// vague reports whether a length of time is told about: "more than a decade", "près de
// dix ans".
func (r *Reader) vague(x *timex.Expression) bool {
	if x.Type != timex.Duration {
		return false
	}
	for i := max(0, x.First-1); i < x.Last; i++ {
		if u := r.tree.Tokens[i].UPOS; u == "ADV" && (i >= x.First || r.tree.Head(i) <= x.Last && r.tree.Head(i) >= x.First) || i >= x.First && (u == "ADJ" || u == "ADP") {
			return true
		}
	}
	return false
}

// behindIt returns the word that a conjunction or adverb at k puts after or before what is
// told: the head of the one, the verb under the other ("después de cerrar …").
func (r *Reader) behindIt(k int) int {
	if h := r.tree.Head(k); h > k && (r.tree.Is(k, "mark") || r.tree.Is(k, "case")) {
		return h
	}
	for c := r.tree.First(k); c >= 0; c = r.tree.Next(c) {
		if c > k && (r.tree.Is(c, "advcl") || r.tree.Is(c, "xcomp") || r.tree.Is(c, "ccomp") || r.tree.Is(c, "acl")) {
			return c
		}
	}
	return r.tree.Head(k)
}

// oneDay is the length of time of "au lendemain de".
const oneDay = "P1D"

// between dates the acts told in the clause or phrase of the word at inner, and those
// of the clause that the word at hung hangs on, by the length of time between.
func (r *Reader) between(length string, inner, hung, sign int) {
	of, day := -1, ""
	for n := range r.found {
		if i := r.found[n].trigger; i == inner || r.tree.Dominates(inner, i) && of < 0 {
			of = n
			day = r.found[n].when.date
		}
	}
	if of < 0 { // "two days after the coup of 3 May": of no act, but dated
		for n := range r.times {
			if y := &r.times[n]; !y.Date.IsZero() && r.tree.Dominates(inner, r.headOf(y)) {
				day = y.EDTF
			}
		}
	}
	if of >= 0 && r.found[of].when.level != ownTime {
		if y := r.dateBeside(hung); y != nil {
			r.found[of].when = r.lying(length, y.EDTF, -sign)
			return
		}
	}
	for n := range r.found {
		m := &r.found[n]
		if n == of || !r.tree.Dominates(m.trigger, inner) || m.stance.modality() != Asserted && m.stance.modality() != Negated {
			continue
		}
		switch {
		case m.when.date == "" && day != "":
			m.when = r.lying(length, day, sign)
		case m.when.date != "" && day == "" && of >= 0:
			r.found[of].when = r.lying(length, m.when.date, -sign)
		}
	}
}

// dateBeside returns the date of the clause that the word at hung hangs on; nil where
// it has none.
func (r *Reader) dateBeside(hung int) *timex.Expression {
	main := r.tree.Head(hung)
	for main >= 0 && !r.tree.Verbal(main) {
		main = r.tree.Head(main)
	}
	for n := range r.times {
		y := &r.times[n]
		if h := r.headOf(y); h != hung && !y.Date.IsZero() && !y.Date.IsInterval() && main >= 0 && r.tree.Head(h) == main {
			return y
		}
	}
	return nil
}

// lying returns the date that lies as far from another as a duration is long.
func (r *Reader) lying(length, from string, sign int) when {
	w := when{x: -1, level: noTime}
	d, err := edtf.Parse(from)
	if err != nil || d.IsInterval() {
		return w
	}
	w.date, w.how = lain(d, length, sign).String(), "the time that lies between it and what stands beside it"
	return w
}

// lain returns the date that lies a length of time such as "P3D" after another, or
// before it, as coarse as that time's unit; the zero Date where that is not told.
func lain(d edtf.Date, length string, sign int) edtf.Date {
	if strings.HasPrefix(length, "PT") {
		return d // hours
	}
	if len(length) < 3 {
		return edtf.Date{}
	}
	n, err := strconv.Atoi(length[1 : len(length)-1])
	if err != nil {
		return edtf.Date{}
	}
	year, month, _ := d.Parts()
	fine := d.Precision() == edtf.DayPrecision
	switch unit := length[len(length)-1]; {
	case unit == 'D' && fine:
		return d.AddDays(sign * n)
	case unit == 'W' && fine:
		return d.AddDays(7 * sign * n)
	case unit == 'M' && (fine || d.Precision() == edtf.MonthPrecision):
		return edtf.Month(year, month).AddMonths(sign * n)
	case unit == 'Y' && year > 0:
		return edtf.Year(year + sign*n)
	}
	return edtf.Date{}
}
