package act

import (
	"slices"
	"strings"

	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/timex"
)

// listing appends the acts of a sentence that does no more than name who did next what the
// sentence before it told, and when: "Togo mardi, Bénin mercredi.", "Vint ensuite le Togo, en 2014."
func (r *Reader) listing() {
	if len(r.found) > 0 || r.repeated == nil || r.sentences-r.toldIn > 3 || r.unit != r.lastUnit && !r.listed() {
		return
	}
	told := r.repeated
	if k := told.Kind; k.Reaction || k.State || k.Opinion || k.Unary || k.Symmetric || told.Modality == Negated || len(told.Recipients) == 0 {
		return
	}
	source := r.source(nil, told)
	chunks, opened, denied, ok := r.chunks()
	if !ok || !opened && r.sentences-r.toldIn != 1 {
		return
	}
	first := len(r.found)
	for _, c := range chunks {
		m := *source
		m.actors, m.recipients = c.refs, without(source.recipients, c.refs)
		if len(m.recipients) < len(source.recipients) || len(without(source.actors, c.refs)) == 0 {
			r.found = r.found[:first]
			return // not who did it, but to whom it was done
		}
		m.trigger, m.cluster, m.pattern = c.refs[0].Token, nil, nil
		m.rule, m.confidence = "gapped clause", source.confidence-costPronoun
		m.stance = stance{reporter: -1, path: []int{m.trigger}, denied: denied}
		if told.Modality > Negated {
			m.stance.weaken(told.Modality)
		}
		m.when = when{x: -1, level: noTime}
		if c.x >= 0 {
			m.when = when{date: r.onset(&m, r.times[c.x].EDTF), x: c.x, how: "its own words"}
			if r.ahead(m.when.date) {
				m.stance.weaken(Future)
			}
		}
		r.found = append(r.found, m)
	}
}

// chunk is who a list names, and the time that it gives them, -1 for none.
type chunk struct {
	refs []discourse.Referent
	x    int
}

// chunks returns what a sentence that is nothing but a list of names and times consists of,
// whether it begins as what goes on does and whether it says no of them; false where it is
// more, or says no more than a name.
func (r *Reader) chunks() (all []chunk, opened, denied, ok bool) {
	tokens := r.tree.Tokens
	var pending []discourse.Referent
	var opener []string
	before, dated := -1, false
	for i := 0; i < len(tokens); {
		tok := &tokens[i]
		if n := r.timeFrom(i); n >= 0 && r.times[n].EDTF != "" {
			switch {
			case len(pending) > 0:
				all, pending, dated = append(all, chunk{pending, n}), nil, true
			case len(all) == 0 && before < 0:
				before = n
			default:
				return nil, false, false, false
			}
			if i = r.times[n].Last + 1; r.bracketed(n) {
				for i < len(tokens) && tokens[i].Form != ")" {
					i++ // "(le 28, à quelques heures près)"
				}
			}
			continue
		}
		if ref, is := r.namedAt(i); is {
			pending = append(pending, ref)
			i = ref.Last + 1
			continue
		}
		if tok.Form == ":" && len(all) > 1 && len(pending) == 0 {
			break // what follows says more of them
		}
		switch {
		case tok.UPOS == "PUNCT" && tok.Form != ":" && tok.Form != "«", tok.UPOS == "DET", tok.UPOS == "CCONJ" && !r.coder.modals.Negators[tok.Lemma], r.coder.modals.Then[tok.Lemma]:
			if tok.Form == ";" && len(pending) > 0 {
				all, pending = append(all, chunk{pending, before}), nil
			}
			if len(all)+len(pending) == 0 && r.coder.repeats.Opener[tok.Lemma] {
				opener = append(opener, tok.Lemma)
			}
		case len(all)+len(pending) == 0:
			if r.timeFrom(i+1) < 0 {
				opener = append(opener, tok.Lemma)
			}
		case tok.UPOS == "ADP" && r.timeFrom(i+1) >= 0 || tok.UPOS == "ADP" && i+2 < len(tokens) && tokens[i+1].UPOS == "DET" && r.timeFrom(i+2) >= 0:
		default:
			return nil, false, false, false
		}
		i++
	}
	if len(pending) > 0 {
		all = append(all, chunk{pending, before})
	}
	words := strings.Join(opener, " ")
	denied = len(opener) == 1 && r.coder.modals.Negators[words]
	if len(all) == 0 || len(opener) > 0 && !denied && !r.coder.repeats.Opener[words] || len(opener) == 0 && !dated {
		return nil, false, false, false
	}
	return all, len(opener) > 0 && !denied, denied, true
}

// bracketed reports whether a bracket opens before the nth expression of time.
func (r *Reader) bracketed(n int) bool {
	i := r.times[n].First - 1
	for i > 0 && (r.tree.Tokens[i].UPOS == "DET" || r.tree.Tokens[i].UPOS == "ADP") {
		i--
	}
	return i >= 0 && r.tree.Tokens[i].Form == "("
}

// timeFrom returns the number of the expression of time that begins at the word i, -1 for none.
func (r *Reader) timeFrom(i int) int {
	return slices.IndexFunc(r.times, func(x timex.Expression) bool { return x.First == i && (x.Type != timex.Duration || !x.Date.IsZero()) })
}

// likewise appends the acts of those whom a phrase sets beside who did them: "a rompu avec
// Israël, tout comme le Togo". A tree coordinates them with whom it was done to.
func (r *Reader) likewise() {
	if len(r.found) == 0 || len(r.coder.repeats.Likewise) == 0 {
		return
	}
	tokens := r.tree.Tokens
	for k := range tokens {
		if k > 0 && tokens[k-1].UPOS != "PUNCT" {
			continue
		}
		i := r.phraseAt(k)
		nor := i < 0 && tokens[k].UPOS == "CCONJ" && r.coder.modals.Negators[tokens[k].Lemma]
		if nor {
			i = k + 1
		}
		if i < 0 {
			continue
		}
		var refs []discourse.Referent
		for i < len(tokens) {
			if ref, is := r.namedAt(i); is {
				refs = append(refs, ref)
				i = ref.Last + 1
			} else if tokens[i].UPOS == "DET" || tokens[i].UPOS == "CCONJ" {
				i++
			} else {
				break
			}
		}
		if i+1 < len(tokens) && tokens[i].UPOS == "PRON" {
			i++ // "l'Arménie elle-même"
		}
		if len(refs) == 0 || i < len(tokens) && tokens[i].UPOS != "PUNCT" {
			continue
		}
		source := r.besideWhich(k)
		if source == nil || source.kind.State || source.kind.Opinion || len(without(source.actors, refs)) < len(source.actors) {
			continue
		}
		if nor && !(source.trigger < k && source.stance.denied && r.prepositional(source.recipients, k)) {
			continue // "n'a reconnu ni l'Abkhazie, ni l'Ossétie du Sud"
		}
		unlist(r.found, refs, source.trigger)
		if len(without(source.recipients, refs)) < len(source.recipients) || r.toldOfAny(refs) {
			continue
		}
		m := *source
		m.actors, m.trigger, m.cluster, m.pattern = refs, refs[0].Token, nil, nil
		m.rule, m.confidence = "gapped clause", source.confidence-costPronoun
		m.stance.path = []int{m.trigger}
		r.found = append(r.found, m)
	}
}

// phraseAt returns the word behind the phrase of likeness that begins at the word k, -1
// where none does.
func (r *Reader) phraseAt(k int) int {
	var words []string
	for i := k; i < len(r.tree.Tokens) && i < k+5; i++ {
		words = append(words, r.tree.Tokens[i].Lemma)
		if r.coder.repeats.Likewise[strings.Join(words, " ")] {
			return i + 1
		}
	}
	return -1
}

// besideWhich returns the last act whose words stand before the word k, else the first that
// stands behind it.
func (r *Reader) besideWhich(k int) *match {
	var source *match
	for n := range r.found {
		m := &r.found[n]
		if m.pattern == nil && m.rule != repeated || m.trigger > k && source != nil {
			continue
		}
		if source == nil || m.trigger < k || m.trigger < source.trigger {
			source = m
		}
	}
	return source
}
