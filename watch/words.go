package watch

import (
	"github.com/credence-project/credence/gazetteer"
)

// Words are the words of the interface, in every language that it has.
type Words interface {
	Codes() []string                         // of the languages
	T(code, key string, pairs ...any) string // the words of a key, {placeholders} filled in
	Known(code, key, instead string) string  // the words of a key, or others
	Date(code, text string) string           // an EDTF date in words
}

// speaker tells facts in a language.
type speaker struct {
	Words
	names *gazetteer.Directory
	code  string
}

// title names a question.
func (s *speaker) title(q Question) string {
	if q.Sort == Of {
		return s.T(s.code, "feed.of", "of", s.name(q.Of))
	}
	return s.T(s.code, "feed."+q.Sort, "of", s.name(q.Of), "by", s.name(q.By))
}

// difference tells a difference: who, what, before → after.
func (s *speaker) difference(d *Difference) string {
	f := d.After
	if f == nil {
		f = d.Before
	}
	return s.T(s.code, "feed.difference", "what", s.subject(f), "before", s.value(d.Before), "after", s.value(d.After))
}

// subject tells what a fact is about.
func (s *speaker) subject(f *Fact) string {
	what := s.Known(s.code, "aspect."+f.Aspect, f.Aspect)
	if f.Aspect == ActAspect {
		what = s.Known(s.code, "kind."+f.Kind, f.Kind)
	}
	if f.Over != "" {
		what = s.T(s.code, "feed.over", "what", what, "over", s.name(f.Over))
	}
	if f.Of == "" {
		return s.T(s.code, "feed.subject_one", "by", s.name(f.By), "what", what)
	}
	return s.T(s.code, "feed.subject", "by", s.name(f.By), "of", s.name(f.Of), "what", what)
}

// value tells what holds.
func (s *speaker) value(f *Fact) string {
	if f == nil {
		return s.T(s.code, "feed.nothing")
	}
	var text string
	switch {
	case f.Aspect == ActAspect && f.Since != "":
		text = s.T(s.code, "feed.act", "value", s.Known(s.code, "modality."+f.Value, f.Value), "date", s.Date(s.code, f.Since))
	case f.Aspect == ActAspect:
		return s.Known(s.code, "modality."+f.Value, f.Value)
	default:
		text = s.Known(s.code, "value."+f.Value, f.Value)
		if f.Since != "" {
			text = s.T(s.code, "feed.since", "value", text, "since", s.Date(s.code, f.Since))
		}
		if f.Until != "" {
			text = s.T(s.code, "feed.until", "value", text, "until", s.Date(s.code, f.Until))
		}
	}
	if f.Doubt && f.Value != "contested" {
		text = s.T(s.code, "feed.doubted", "value", text)
	}
	return text
}

func (s *speaker) name(id string) string {
	if id == "" {
		return s.T(s.code, "nobody")
	}
	return s.names.Name(id, s.code)
}
