package act

import (
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/discourse"
	"github.com/credence-project/credence/ud"
)

// Reading is one sentence as the reader sees it: its tree, and what its words
// evoke whether or not the parties are ones that an act could have.
type Reading struct {
	Sentence ud.Sentence
	Evoked   []Evoked
	Moods    []Modality // of each verb and noun, in which the sentence tells it
}

// Evoked is a word that evokes a kind of act.
type Evoked struct {
	Kind     *Kind
	Token    int      // the word, in Reading.Sentence
	Modality Modality // in which the sentence tells it
	// The bytes that name the parties; none where the pattern's words hold and
	// its roles are filled by nobody that is known.
	Actors, Recipients []Span
}

// Evoke reads a text for the patterns that hold in it, parties or not. What it
// read before is forgotten.
func (r *Reader) Evoke(text string) []Reading {
	r.article, r.all, r.lately, r.previous, r.last, r.repeated, r.objects = &article.Article{Text: text}, nil, nil, nil, nil, nil, nil
	r.anchor, r.unit, r.dayUnit, r.times = "", 0, -1, nil
	r.memory = discourse.New(r.coder.names, r.coder.discourse, "")
	var all []Reading
	for _, s := range r.parser.Parse(text, 0) {
		if len(s.Tokens) == 0 {
			continue
		}
		all = append(all, Reading{Sentence: s})
		last := &all[len(all)-1]
		last.Evoked = r.evoke(&last.Sentence)
		last.Moods = r.moods()
	}
	return all
}

func (r *Reader) evoke(s *ud.Sentence) []Evoked {
	r.coder.grammar.Mend(s)
	r.tree.Reset(s, r.coder.grammar)
	r.memory.Read(&r.tree)
	r.found = r.found[:0]
	var all []Evoked
	for i := range s.Tokens {
		if m, ok := r.surest(i); ok {
			stance := r.coder.modals.climb(&r.tree, i, nil)
			e := Evoked{Kind: m.kind, Token: i, Modality: stance.modality()}
			e.Actors, e.Recipients = r.spans(m.actors), r.spans(m.recipients)
			all = append(all, e)
		}
	}
	return all
}

// moods returns the modality of each verb and noun of the current sentence.
func (r *Reader) moods() []Modality {
	moods := make([]Modality, len(r.tree.Tokens))
	var buf [16]int
	for i := range r.tree.Tokens {
		switch r.tree.Tokens[i].UPOS {
		case "VERB", "NOUN", "ADJ":
			stance := r.coder.modals.climb(&r.tree, i, buf[:0])
			moods[i] = stance.modality()
		}
	}
	return moods
}

// surest returns the match of the word at i: one with its parties, else the
// most specific pattern whose tests hold; a pattern without any test must have
// its parties, for the word alone says too little.
func (r *Reader) surest(i int) (match, bool) {
	if with := r.find(nil, i); len(with) > 0 {
		return with[0], true
	}
	for _, p := range r.evoked(i) {
		m := match{pattern: p, kind: p.Kind, trigger: i}
		if len(p.Tests) > 0 && !(p.Intransitive && r.hasObject(i)) && r.passes(&m) {
			return m, true
		}
	}
	return match{}, false
}

func (r *Reader) passes(m *match) bool {
	for n := range m.pattern.Tests {
		if !r.test(&m.pattern.Tests[n], m) {
			return false
		}
	}
	return true
}

func (r *Reader) spans(refs []discourse.Referent) []Span {
	var spans []Span
	for _, ref := range refs {
		if ref.First >= 0 && ref.Last >= ref.First {
			spans = append(spans, Span{r.tree.Tokens[ref.First].Start, r.tree.Tokens[ref.Last].End})
		}
	}
	return spans
}
