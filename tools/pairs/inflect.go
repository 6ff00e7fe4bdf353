package main

import "strings"

// verb is the forms of a verb that frames ask for.
type verb struct{ third, past, participle, ing string }

// verbs inflects: those told of in a file by their forms, the rest by rule.
type verbs map[string]verb

// readVerbs reads "be was been being|give gave given": an infinitive, its past,
// its past participle and, where it is not regular, its present participle.
func readVerbs(text string) verbs {
	all := verbs{}
	for _, item := range strings.Split(text, "|") {
		f := strings.Fields(item)
		if len(f) < 3 {
			continue
		}
		v := regular(f[0])
		v.past, v.participle = f[1], f[2]
		if len(f) > 3 {
			v.ing = f[3]
		}
		all[f[0]] = v
	}
	return all
}

func (v verbs) of(infinitive string) verb {
	if irregular, ok := v[infinitive]; ok {
		return irregular
	}
	return regular(infinitive)
}

// regular forms a verb by rule.
func regular(s string) verb {
	past, ing, third := s+"ed", s+"ing", s+"s"
	switch {
	case strings.HasSuffix(s, "ee"):
		past = s + "d"
	case strings.HasSuffix(s, "e"):
		past, ing = s+"d", s[:len(s)-1]+"ing"
	case len(s) > 1 && s[len(s)-1] == 'y' && !strings.ContainsRune("aeou", rune(s[len(s)-2])):
		past, third = s[:len(s)-1]+"ied", s[:len(s)-1]+"ies"
	case strings.HasSuffix(s, "s") || strings.HasSuffix(s, "sh") || strings.HasSuffix(s, "ch") || strings.HasSuffix(s, "x"):
		third = s + "es"
	}
	return verb{third, past, past, ing}
}

// phrase turns a deed told in the infinitive, "arrest [two members of T]", into
// its forms; its object, in brackets, is the subject of the passive.
func (v verbs) phrase(text string) deed {
	text, noun, _ := strings.Cut(text, " = ")
	plain := strings.NewReplacer("[", "", "]", "").Replace(text)
	first, rest, _ := strings.Cut(plain, " ")
	f := v.of(first)
	with := func(form string) string { return strings.TrimSpace(form + " " + rest) }
	d := deed{inf: plain, past: with(f.past), ing: with(f.ing), noun: noun, present: with(f.third), participle: with(f.participle)}
	open, end := strings.IndexByte(text, '['), strings.IndexByte(text, ']')
	if open > 0 && end > open && strings.Count(text[:open], " ") <= 2 {
		object := text[open+1 : end]
		be := "was"
		if plural(object) {
			be = "were"
		}
		_, particle, _ := strings.Cut(strings.TrimSpace(text[:open]), " ")
		d.passive = strings.Join(strings.Fields(object+" "+be+" "+f.participle+" "+particle+" "+text[end+1:]), " ")
	}
	return d
}

// plural guesses whether a noun phrase is plural, by its last noun before a
// preposition.
func plural(phrase string) bool {
	last := ""
	for _, w := range strings.Fields(phrase) {
		if w == "of" || w == "in" || w == "from" || w == "by" || w == "on" || w == "to" || w == "with" {
			break
		}
		last = w
	}
	switch last {
	case "people", "men", "women", "children", "troops", "police", "migrants":
		return true
	}
	return strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss") && !strings.HasSuffix(last, "'s") && last[0] >= 'a'
}
