package article

// stamp reads a machine's or a feed's date: ISO 8601 in any of its forms, RFC
// 822 in any language, or a date in words. The day is taken as written: no
// time zone shifts it. It returns "" where there is no date in s.
func (x *lexicon) stamp(s, lang string) string {
	d, ok := x.findDate(s, lang)
	if !ok {
		return ""
	}
	return d.settle(x.orderIn(s, lang)).edtf()
}

// findDate returns the first date of s that names its year, or the bare year
// or month that s is.
func (x *lexicon) findDate(s, lang string) (date, bool) {
	var buf [48]token
	tokens := lex(buf[:0], cut(s, 200))
	langs := x.order(lang)
	for i := range tokens {
		if d, end := dateAt(langs, tokens, i); end > 0 && d.year > 0 {
			return d, true
		}
	}
	switch {
	case len(tokens) == 1 && isYear(tokens[0]):
		return date{year: tokens[0].num}, true
	case len(tokens) == 3 && isYear(tokens[0]) && tokens[1].is("-/") && tokens[2].kind == numberToken && tokens[2].num >= 1 && tokens[2].num <= 12:
		return date{year: tokens[0].num, month: tokens[2].num}, true
	}
	return date{}, false
}

// orderIn returns the order of all-number dates that a line shows by a time
// zone in it, or else that of the language.
func (x *lexicon) orderIn(s, lang string) numberOrder {
	if order := x.zoneIn(s); order != orderUnknown {
		return order
	}
	return x.habit(lang)
}

// zoneIn returns the order that a time zone in the line shows, if any.
func (x *lexicon) zoneIn(s string) numberOrder {
	var buf [48]token
	tokens := lex(buf[:0], cut(s, 300))
	for i, t := range tokens {
		if t.kind != wordToken || !behindTime(tokens, i) {
			continue
		}
		if order, ok := x.zones[t.low]; ok {
			return order
		}
		if i+1 < len(tokens) {
			if order, ok := x.zones[t.low+" "+tokens[i+1].low]; ok {
				return order
			}
		}
	}
	return orderUnknown
}

// behindTime reports whether token i follows a time of day: "7:15 EST",
// "7:15 p.m. EST". Two letters such as "et" are a zone nowhere else.
func behindTime(tokens []token, i int) bool {
	i--
	for i > 0 && (tokens[i].kind == punctToken || tokens[i].kind == wordToken && tokens[i].end-tokens[i].start <= 2) {
		i--
	}
	return i >= 2 && tokens[i].kind == numberToken && tokens[i-1].is(":.")
}

// habit returns the order of all-number dates in a language.
func (x *lexicon) habit(lang string) numberOrder {
	for _, w := range x.all {
		if w.code == lang {
			return w.order
		}
	}
	return dayFirst
}
