package answers

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/standing"
)

// say returns the words of a key in the language of the verdict.
func (j *judge) say(key string, pairs ...any) string { return j.words.say(key, pairs...) }

// tell returns the words of a key that tell that a party, an id or names, does or
// did what the claim is about, in a rule of its object.
func (j *judge) tell(key string, by any, e *standing.Reign, pairs ...any) string {
	all := values(pairs)
	if id, ok := by.(string); ok {
		by = j.name(id)
	}
	all["by"], all["of"], all["kind"] = by, j.object(e), j.kindName(j.kind.Name)
	verbs := j.words.Kinds[j.kind.Name]
	if verbs == nil {
		verbs = map[string]string{}
	}
	return (&filling{words: j.words, values: all, verbs: verbs}).fill(j.words.Text[key])
}

// told tells that and when something began.
func (j *judge) told(o *onset) string { return j.toldIn(o, o.by, j.eraOf(o)) }

// toldIn is told of those who are named, in a rule of the object.
func (j *judge) toldIn(o *onset, by any, e *standing.Reign) string {
	return j.tell("told", by, e, "when", j.when(o))
}

// kindName returns what a kind of act is called.
func (j *judge) kindName(kind string) string { return named(j.words.Kinds[kind], "name", kind) }

// name returns what a party is called, with an article where it has one.
func (j *judge) name(id string) noun {
	if id == "" {
		return noun{text: j.say("somebody")}
	}
	text, in := j.Names.Phrase(id, j.lang, gazetteer.Definite), j.Names.Phrase(id, j.lang, gazetteer.In)
	return noun{text: j.words.typeset(text), in: j.words.typeset(in), plural: j.words.isPlural(text)}
}

// object names what the claim is about: a regime with the rule that is meant.
func (j *judge) object(e *standing.Reign) noun {
	of := j.name(j.claim.of)
	if j.claim.over != "" {
		title := j.say("object.title", "of", of, "over", j.name(j.claim.over))
		return noun{text: title, in: title}
	}
	if len(j.eras) > 1 && e != nil {
		years := j.years(e)
		of.text, of.in = j.say("object.years", "of", of.text, "years", years), j.say("object.years", "of", of.in, "years", years)
	}
	return of
}

// years writes a rule as years: "1996–2001", "since 2021".
func (j *judge) years(e *standing.Reign) string {
	from, until := e.From[:min(4, len(e.From))], e.Until[:min(4, len(e.Until))]
	switch {
	case until == "":
		return j.say("years.since", "from", from)
	case from == "":
		return j.say("years.until", "until", until)
	}
	return j.say("years", "from", from, "until", until)
}

// eraWords writes a rule as a frame.
func (j *judge) eraWords(e *standing.Reign) string {
	if e == nil {
		return j.say("frame.earlier")
	}
	return j.say("frame.rule", "of", j.name(j.claim.of), "years", j.years(e))
}

// when writes when an onset was: " on 2025-07-03", " in 1997".
func (j *judge) when(o *onset) string {
	switch {
	case o.undated() || o.date == "":
		return ""
	case len(o.dates) > 0:
		return j.say("when.disagree", "dates", j.words.dates(o.dates))
	case len(o.date) == len("2006-01-02"):
		return j.say("when.day", "date", j.words.date(o.date))
	}
	return j.say("when", "date", j.words.date(o.date))
}

// sinceWords writes since when something lasts.
func (j *judge) sinceWords(o *onset) string {
	if o == nil || o.undated() {
		return ""
	}
	return j.words.since(o.date)
}

// ruleWords tells in brackets by which rule of the doctrine something follows.
func (j *judge) ruleWords(rule string) string {
	if rule == "" || j.topic.Aspect == "" || j.topic.Act {
		return ""
	}
	return j.say("rule", "rule", j.words.phrase(rule))
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

// groupName names the group that the claim is restricted to.
func (j *judge) groupName() noun {
	text := named(j.words.Groups, j.group.ID, j.group.ID)
	return noun{text: text, plural: j.words.isPlural(text)}
}

// amongWords names the group of a comparison.
func (j *judge) amongWords() string {
	if j.group == nil {
		return ""
	}
	return j.say("among", "group", j.groupName())
}

// namesOf joins the names of parties.
func (j *judge) namesOf(os []onset) noun {
	var names []noun
	for n := range os {
		if name := j.name(os[n].by); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return j.words.nouns(names)
}

// toldAtMost is how many parties a sentence names.
const toldAtMost = 6

// who writes who did it, and when: "Pakistan in 1997 and the United Arab
// Emirates".
func (j *judge) who(os []onset) noun {
	var names []noun
	for n := range os {
		if n == toldAtMost {
			names = append(names, noun{text: j.say("list.more", "n", len(os)-n)})
			break
		}
		name := j.name(os[n].by)
		name.text += j.when(&os[n])
		names = append(names, name)
	}
	return j.words.nouns(names)
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

// caveat tells of others, {who} in the words of a key, with what tells so.
func (j *judge) caveat(key string, os []onset, verdict string, pairs ...any) Caveat {
	c := Caveat{Text: j.say(key, append(pairs, "who", j.who(os))...), Verdict: verdict, Evidence: []Evidence{}}
	for n := range os {
		c.Evidence = joinEvidence(c.Evidence, os[n].pro)
	}
	if verdict != "" {
		c.Frame = j.say("frame.all-times")
	}
	return c
}

// frame writes out what a claim was taken to mean.
func (j *judge) frame(f *finding) Frame {
	w := Frame{
		Act: j.kind.Name, By: append([]string{}, j.claim.by...), Of: j.claim.of, Over: j.claim.over, Object: j.objectKind(), Mode: f.mode,
		On: j.day().String(), Known: j.known(j.q), Doctrine: j.Doctrine.Name,
	}
	parts := j.frameObject(&w, f.era)
	add := func(key string, pairs ...any) { parts = append(parts, j.say(key, pairs...)) }
	if w.Mode != "" {
		add("frame.mode", "mode", named(j.words.Modes, w.Mode, w.Mode))
	}
	switch {
	case j.group != nil:
		w.Among = j.group.ID
		add("frame.among", "group", j.groupName())
	case j.claim.Among != "":
		w.Among = j.claim.Among
		add("frame.among-unknown", "among", j.claim.Among)
	}
	if j.ranks() && !j.has("only") {
		if w.Since != "" {
			add("frame.counted", "since", j.words.date(w.Since))
		} else {
			add("frame.counted-all")
		}
	}
	add("frame.on", "day", j.words.date(w.On))
	add("frame.known", "known", j.words.date(w.Known))
	add("frame.doctrine", "doctrine", j.words.phrase(w.Doctrine))
	w.Text = strings.Join(parts, j.say("frame.join"))
	return w
}

// frameObject writes into a frame whose rule is meant, and tells it.
func (j *judge) frameObject(w *Frame, e *standing.Reign) []string {
	object := named(j.words.Objects, w.Object, w.Object)
	if e == nil {
		if j.claim.of == "" {
			return nil
		}
		return []string{j.say("frame.object", "object", object, "of", j.object(nil))}
	}
	was, is := "frame.ruled", "frame.rules"
	if w.Object != "government" {
		was, is = "frame.lasted", "frame.lasts"
	}
	w.Regime, w.Governs, w.Since = j.claim.of, e.From, e.From
	pairs := []any{"object", object, "of", j.name(j.claim.of), "from", j.words.date(e.From)}
	if e.Until == "" {
		w.Governs += "/.."
		return []string{j.say(is, pairs...)}
	}
	w.Governs += "/" + e.Until
	return []string{j.say(was, append(pairs, "until", j.words.date(e.Until))...)}
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
