package answers

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/standing"
)

// name returns what a party is called in English, with an article where it has
// one.
func (j *judge) name(id string) string {
	if id == "" {
		return "somebody"
	}
	if p := j.Names.Phrase(id, "en", gazetteer.Definite); p != "" {
		return p
	}
	return j.Names.Name(id, "en")
}

// act tells what a party does or did towards the object: the words, and what
// follows the object in them.
func (j *judge) act(verb string, e *standing.Reign) string {
	text := verb + " " + j.object(e)
	if j.words.Suffix != "" {
		text += " " + j.words.Suffix
	}
	return text
}

// object names what the claim is about: a regime with the rule that is meant.
func (j *judge) object(e *standing.Reign) string {
	of := j.name(j.claim.of)
	if j.claim.over != "" {
		return of + "’s title to " + j.name(j.claim.over)
	}
	if len(j.eras) > 1 && e != nil {
		of += " (" + years(e) + ")"
	}
	return of
}

// years writes a rule as years: "1996–2001", "since 2021".
func years(e *standing.Reign) string {
	from, until := e.From[:min(4, len(e.From))], e.Until[:min(4, len(e.Until))]
	switch {
	case until == "":
		return "since " + from
	case from == "":
		return "until " + until
	}
	return from + "–" + until
}

// eraWords writes a rule as a frame.
func (j *judge) eraWords(e *standing.Reign) string {
	if e == nil {
		return "earlier times"
	}
	return "the rule of " + j.name(j.claim.of) + " " + years(e)
}

// onWords writes when an onset was: " on 2025-07-03", " in 1997".
func onWords(o *onset) string {
	switch {
	case o.undated() || o.date == "":
		return ""
	case len(o.dates) > 0:
		return ", on a day about which sources disagree (" + list(o.dates) + ")"
	case len(o.date) == len("2006-01-02"):
		return " on " + o.date
	}
	return " in " + o.date
}

// sinceWords writes since when something lasts.
func sinceWords(o *onset) string {
	if o == nil || o.undated() {
		return ""
	}
	return dateWords(" since ", o.date)
}

func dateWords(before, date string) string {
	if date == "" {
		return ""
	}
	return before + date
}

// ruleWords tells in brackets by which rule of the doctrine something follows.
func (j *judge) ruleWords(rule string) string {
	if rule == "" || j.topic.Aspect == "" || j.topic.Act {
		return ""
	}
	return " (" + rule + ")"
}

// mode tells how firmly a recognition is told: express, implied or presupposed.
func (j *judge) mode(rule string) string {
	switch {
	case j.topic.Aspect != standing.Recognised || rule == "":
		return ""
	case j.strength(rule) == "":
		return "express"
	}
	return j.strength(rule)
}

// amongWords names the group of a comparison.
func (j *judge) amongWords() string {
	if j.group == nil {
		return ""
	}
	return " among the countries of " + j.group.Name
}

// namesOf joins the names of parties.
func (j *judge) namesOf(os []onset) string {
	var names []string
	for n := range os {
		if name := j.name(os[n].by); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return list(names)
}

// toldAtMost is how many parties a sentence names.
const toldAtMost = 6

// tell writes who did it, and when: "Pakistan in 1997 and the United Arab
// Emirates".
func (j *judge) tell(os []onset) string {
	var parts []string
	for n := range os {
		if n == toldAtMost {
			parts = append(parts, fmt.Sprintf("%d more", len(os)-n))
			break
		}
		o := &os[n]
		parts = append(parts, j.name(o.by)+onWords(o))
	}
	return list(parts)
}

// list joins words: "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// countries writes a number of countries.
func countries(n int) string {
	switch n {
	case 0:
		return "no country"
	case 1:
		return "1 country"
	}
	return fmt.Sprintf("%d countries", n)
}

// parties lists those of onsets.
func parties(os []onset) []Party {
	var all []Party
	for n := range os {
		o := &os[n]
		value := standing.Yes
		if o.doubtful {
			value = standing.Contested
		}
		if !slices.ContainsFunc(all, func(p Party) bool { return p.ID == o.by }) {
			all = append(all, Party{ID: o.by, Since: o.date, Value: value})
		}
	}
	return all
}

// caveat tells of others, with what tells so.
func (j *judge) caveat(text string, os []onset, verdict string) Caveat {
	c := Caveat{Text: text + ": " + j.tell(os), Verdict: verdict, Evidence: []Evidence{}}
	for n := range os {
		c.Evidence = joinEvidence(c.Evidence, os[n].pro)
	}
	if verdict != "" {
		c.Frame = "all times"
	}
	return c
}

// frame writes out what a claim was taken to mean.
func (j *judge) frame(f *finding) Frame {
	w := Frame{
		Act: j.kind.Name, By: append([]string{}, j.claim.by...), Of: j.claim.of, Over: j.claim.over, Object: j.objectKind(), Mode: f.mode,
		On: j.day().String(), Known: j.known(j.q), Doctrine: j.Doctrine.Name,
	}
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	was, is := "which ruled", "in power since"
	if w.Object != "government" {
		was, is = "which lasted from", "there since"
	}
	switch e := f.era; {
	case e != nil:
		w.Regime, w.Governs, w.Since = j.claim.of, e.From, e.From
		if e.Until != "" {
			w.Governs += "/" + e.Until
			add("%s: %s, %s %s to %s", w.Object, j.name(j.claim.of), was, e.From, e.Until)
		} else {
			w.Governs += "/.."
			add("%s: %s, %s %s", w.Object, j.name(j.claim.of), is, e.From)
		}
	case j.claim.of != "":
		add("%s: %s", w.Object, j.object(nil))
	}
	if w.Mode != "" {
		add("recognition %s", w.Mode)
	}
	switch {
	case j.group != nil:
		w.Among = j.group.ID
		add("among the countries of %s", j.group.Name)
	case j.claim.Among != "":
		w.Among = j.claim.Among
		add("among “%s”", j.claim.Among)
	}
	if j.ranks() && !j.has("only") {
		if w.Since != "" {
			add("counted from %s", w.Since)
		} else {
			add("counted over all times")
		}
	}
	add("on %s", w.On)
	add("as known on %s", w.Known)
	add("doctrine %s", w.Doctrine)
	w.Text = strings.Join(parts, "; ")
	return w
}

// objectKind tells as what the object is taken.
func (j *judge) objectKind() string {
	switch {
	case j.claim.over != "":
		return "title to territory"
	case strings.Contains(j.claim.of, "."):
		e, _ := j.Names.Entity(j.claim.of)
		if e.Sort == "breakaway" {
			return "breakaway state"
		}
		return e.Kind
	}
	e, known := j.Names.Entity(j.claim.of)
	if !known || e.Kind == "territory" || e.Kind == "place" {
		return "state"
	}
	if e.Kind == "state" && j.kind.Name == "recognize-government" {
		return sittingGovernment
	}
	return e.Kind
}

// sentence makes a sentence of words.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}
