package act

import (
	"slices"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/timex"
)

// announceBehind dates the acts of the sentence before by the announcement that this
// one tells of: "Zambia has recognised Biafra. The announcement was made on Monday."
func (r *Reader) announceBehind() {
	if r.previous == nil || r.lastUnit != r.unit || r.toldIn != r.sentences-1 {
		return
	}
	x := r.announcement()
	if x == nil {
		return
	}
	for n := len(r.all) - 1; n >= max(0, len(r.all)-furthestHinge); n-- {
		a := &r.all[n]
		if a.Date != "" || a.Modality != Asserted || a.Kind.State || a.Kind.Opinion || a.Trace.Sentence != r.previous.Trace.Sentence {
			continue
		}
		a.Date, a.DateHow = x.EDTF, "the sentence behind, which tells when it was announced"
		a.DateText, a.Trace.TimeRule, a.Trace.Anchor = x.Text, x.Rule, x.Anchor
	}
}

// announcement returns the day on which, as the sentence tells, what was told before was
// announced; nil where it tells none.
func (r *Reader) announcement() *timex.Expression {
	for n := range r.times {
		x := &r.times[n]
		if x.Type != timex.Date || x.Date.IsZero() || x.Date.IsInterval() || r.yetToCome(x) {
			continue
		}
		for i, up := r.tree.Head(r.headOf(x)), 0; i >= 0 && up < 4; i, up = r.tree.Head(i), up+1 {
			if r.makesKnown(i) && !slices.ContainsFunc(r.found, func(m match) bool { return m.trigger == i }) {
				return x
			}
			if r.tree.Verbal(i) {
				break
			}
		}
	}
	return nil
}

// makesKnown reports whether the verb at i tells that what was told before was made
// known: "announced the decision", "the announcement was made".
func (r *Reader) makesKnown(i int) bool {
	if !r.tree.Verbal(i) {
		return false
	}
	if r.coder.modals.effect[r.tree.Tokens[i].Lemma] == Reports {
		var buf [4]int
		for _, o := range r.tree.Objects(buf[:0], i) {
			if tok := &r.tree.Tokens[o]; r.coder.lexicon.has("deed", tok.Lemma) || tok.UPOS == "PRON" && !tok.Feats.Has("Reflex", "Yes") {
				return true
			}
		}
		return false
	}
	s := r.tree.Child(i, "nsubj")
	return s >= 0 && r.tree.Tokens[s].UPOS == "NOUN" && r.coder.modals.effect[r.tree.Tokens[s].Lemma] == Reports && r.tree.Child(s, "det") >= 0
}

// scene returns the day set for the sentences behind this one: by it, or by one before
// it since which no other was told.
func (r *Reader) scene() string {
	if day := r.setting(); day != "" {
		return day
	}
	if r.dated() {
		return ""
	}
	return r.set
}

// setting returns the day that a sentence sets which names nobody and tells nothing
// else: "Yesterday it was the turn of the great powers."; "" for none.
func (r *Reader) setting() string {
	root := r.tree.Root()
	if day := r.leadDay(); day != "" {
		return day
	}
	if day := r.befell(root); day != "" {
		return day
	}
	if len(r.found) > 0 || len(r.times) != 1 || len(r.memory.Mentions()) > 0 || root < 0 || r.tree.Child(root, "cop") < 0 {
		return ""
	}
	x := &r.times[0]
	if x.Type != timex.Date || len(x.EDTF) != len("2006-01-02") || r.yetToCome(x) {
		return ""
	}
	for _, rel := range []string{"nsubj", "expl"} {
		if s := r.tree.Child(root, rel); s >= 0 && r.tree.Tokens[s].UPOS == "PRON" {
			return x.EDTF
		}
	}
	return ""
}

// leadDays is how many days before the publication the news of an article lies at most.
const leadDays = 7

// leadDay returns the day of the news that the first sentence of an article tells without
// any act, for the one behind it: "The flag went up on Wednesday. … has reopened its
// embassy"; "" for none.
func (r *Reader) leadDay() string {
	anchor, err := edtf.Parse(r.anchor)
	now, ok := anchor.Day()
	if err != nil || !ok || r.opened || len(r.found) > 0 || r.article.Units[r.unit].Kind != article.Paragraph {
		return ""
	}
	set := ""
	for n := range r.times {
		x := &r.times[n]
		if x.Date.IsZero() || x.Relation == timex.Absolute && x.EDTF == r.anchor {
			continue // the dateline
		}
		if day, ok := x.Date.Day(); !ok || set != "" || day > now || now-day > leadDays {
			return ""
		}
		set = x.EDTF
	}
	return set
}

// befell returns the day on which a sentence without acts says that a deed came, which
// those behind it tell: "L'annonce est tombée lundi."; "" for none.
func (r *Reader) befell(root int) string {
	if len(r.found) > 0 || len(r.times) == 0 || root < 0 || r.tree.Tokens[root].UPOS != "VERB" {
		return ""
	}
	s, x := r.tree.Child(root, "nsubj"), &r.times[0]
	if s < 0 || !r.coder.lexicon.has("deed", r.tree.Tokens[s].Lemma) || x.Type != timex.Date || len(x.EDTF) != len("2006-01-02") || r.yetToCome(x) || r.tree.Head(r.headOf(x)) != root {
		return ""
	}
	if d := r.tree.Child(s, "det"); d < 0 || !r.tree.Tokens[d].Feats.Has("Definite", "Def") && !r.tree.Tokens[d].Feats.Has("PronType", "Dem") {
		return ""
	}
	if r.tree.Child(root, "obj") >= 0 || r.coder.modals.negated(&r.tree, root) {
		return ""
	}
	return x.EDTF
}

// toldOf returns the last date that a sentence without acts tells of, for what follows at
// once on it; "" for none, or one that is not over.
func (r *Reader) toldOf() string {
	if len(r.found) > 0 {
		return ""
	}
	return r.lastDate()
}

// lastDate returns the last date that the sentence tells, "" for none or one that is not
// over.
func (r *Reader) lastDate() string {
	for n := len(r.times) - 1; n >= 0; n-- {
		if x := &r.times[n]; x.Type == timex.Date && !x.Date.IsZero() && !x.Date.IsInterval() && !r.yetToCome(x) {
			return x.EDTF
		}
	}
	return ""
}
