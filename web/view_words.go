package web

import (
	"strings"
	"unicode/utf8"

	"github.com/credence-project/credence/answers"
)

// Phrase says in the reader's language what Credence says in English elsewhere.
func (v *view) Phrase(english string) phrase {
	text, known := answers.Phrase(v.locale.Code, english)
	return phrase{text, !known && v.locale.Code != "en"}
}

// phrase is what Credence says elsewhere, Foreign where it is still in English.
type phrase struct {
	Text    string
	Foreign bool
}

// Reader names who found what is said: a program, or a person who wrote it.
func (v *view) Reader(name string) string {
	for _, sort := range []string{"person", "second"} {
		if who, ok := strings.CutPrefix(name, sort+" "); ok {
			return v.T("reader."+sort, "who", who)
		}
	}
	return name
}

// DoctrineName names the doctrine that answers.
func (v *view) DoctrineName() string {
	return v.locale.known("doctrine."+v.doctrine.Name, v.doctrine.Name)
}

// Brief is the name of a party where there is little room: its id where it is long.
func (v *view) Brief(id string) string {
	if name := v.Name(id); utf8.RuneCountInString(name) <= briefName {
		return name
	}
	return id
}

// briefName is how many letters a name has at most where there is little room.
const briefName = 13

// When writes the date of an act, EDTF, in words.
func (v *view) When(text string) string {
	if text == "" {
		return v.T("date.none")
	}
	return v.Date(text)
}

// Unknown is the name of a party that is not known, "" where that is not the problem.
func (v *view) Unknown() string {
	if p, ok := v.Page.data.(*problem); ok && p.key == "problem.party" {
		return p.about
	}
	return ""
}

// Sentences put the standings of two parties towards each other into one sentence
// each, and what holds of both sides once.
func (v *view) Sentences(both [2]answers.Status) string {
	text := v.sentence(&both[0])
	if both[0].Relations == both[1].Relations {
		return text + " " + v.sentence(&both[1]) + v.relations(&both[0])
	}
	return text + v.relations(&both[0]) + " " + v.sentence(&both[1]) + v.relations(&both[1])
}

// sentence puts the recognition of one party by another into a sentence.
func (v *view) sentence(s *answers.Status) string {
	key := "sentence." + s.Recognised
	if s.Since != "" && s.Recognised == "yes" {
		key += ".since"
	}
	by, number := v.The(s.By), "one"
	if answers.Plural(v.locale.Code, by) {
		number = "other"
	}
	return v.capital(v.T(key, "by", by, "of", v.The(s.Of), "since_date", v.locale.Since(s.Since),
		"recognises", v.T("sentence.recognises."+number), "recognises_not", v.T("sentence.recognises_not."+number)))
}

// relations is the sentence that tells of relations, with the space before it.
func (v *view) relations(s *answers.Status) string {
	if s.Relations == "unknown" {
		return ""
	}
	return " " + v.T("sentence.relations."+s.Relations)
}
