package nn

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A script says how to make a lemma of a form: how to write the form (as it is
// "k", in lower case "l", with a capital "t"), how many runes to cut from its end, and what
// to put there: "l2er" makes "mangés" "manger". "=lui" is the lemma itself.

// Script returns the shortest script that makes lemma of form.
func Script(form, lemma string) string {
	best := "=" + lemma
	for _, way := range "lkt" {
		base := []rune(write(way, form))
		want := []rune(lemma)
		n := 0
		for n < len(base) && n < len(want) && base[n] == want[n] {
			n++
		}
		if n == 0 {
			continue
		}
		s := string(way) + strconv.Itoa(len(base)-n) + string(want[n:])
		if best[0] == '=' || len(s) < len(best) {
			best = s
		}
	}
	return best
}

// Apply returns the lemma that the script makes of the form; a script that does
// not fit (more to cut than there is) leaves the form in lower case.
func Apply(script, form string) string {
	if script == "" {
		return form
	}
	if script[0] == '=' {
		return script[1:]
	}
	base := write(rune(script[0]), form)
	i := 1
	cut := 0
	for i < len(script) && script[i] >= '0' && script[i] <= '9' {
		cut = min(cut*10+int(script[i]-'0'), 1000)
		i++
	}
	end := len(base)
	for ; cut > 0; cut-- {
		_, size := utf8.DecodeLastRuneInString(base[:end])
		if size == 0 {
			return base
		}
		end -= size
	}
	if i == len(script) {
		return base[:end]
	}
	return base[:end] + script[i:]
}

func write(way rune, form string) string {
	switch way {
	case 'l':
		return strings.ToLower(form)
	case 't':
		r, size := utf8.DecodeRuneInString(form)
		return string(unicode.ToUpper(r)) + strings.ToLower(form[size:])
	}
	return form
}
