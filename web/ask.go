package web

import (
	"regexp"
	"strings"

	"github.com/credence-project/credence/edtf"
)

// ask finds out what somebody asks in one field, and goes there: an id, a day, a
// kind of act, a party, two parties; anything else is a claim to be checked.
func (q *request) ask() (*page, error) {
	text := strings.TrimSpace(q.values.Get("q"))
	return &page{goTo: q.destination(text)}, nil
}

// idDigits is what an abbreviated id looks like; a year is none.
var idDigits = regexp.MustCompile(`^[0-9a-f]{8,32}$`) //nolint:gochecknoglobals // compiled once

// destination returns the address of what a text asks.
func (q *request) destination(text string) string {
	if text == "" {
		return q.link("/")
	}
	if d, err := edtf.Parse(text); err == nil {
		return q.link("/search", "from", d.Bounds().First.String(), "to", d.Bounds().Last.String())
	}
	if idDigits.MatchString(text) {
		if found, err := q.server.Ledger.Find(q.Context(), text); err == nil && len(found) == 1 {
			return q.link(map[string]string{"document": "/article/", "act": "/act/", "assertion": "/act/"}[found[0].What] + found[0].ID.String())
		}
	}
	if strings.ContainsAny(text, ",;") { // before it is taken for a place and the country that it lies in
		if a, b, ok := q.twoParties(text); ok {
			return q.link("/pair/" + a + "/" + b)
		}
	}
	if id, err := q.desk.Resolve(text); err == nil {
		return q.link("/of/" + id)
	}
	if kind := q.kindCalled(text); kind != "" {
		return q.link("/search", "kind", kind)
	}
	if a, b, ok := q.twoParties(text); ok {
		return q.link("/pair/" + a + "/" + b)
	}
	return q.link("/check", "claim", text)
}

// kindCalled returns the kind of act that a text names, in any language of the
// pages or as programs call it, "" where it names none.
func (q *request) kindCalled(text string) string {
	for _, l := range q.server.locales.list {
		for _, key := range l.keys() {
			name, isKind := strings.CutPrefix(key, "kind.")
			if isKind && (strings.EqualFold(name, text) || strings.EqualFold(l.words[key], text)) {
				return name
			}
		}
	}
	return ""
}

// between is what stands between two parties that are asked about together: signs,
// and the words for "and" of the languages of the pages (ask.and, apart from one
// another by spaces).
func (s *Server) between() []string {
	signs := []string{"→", "↔", "/", ",", ";", "–", "—", "&", "+"}
	for _, l := range s.locales.list {
		for _, word := range strings.Fields(l.known("ask.and", "")) {
			signs = append(signs, " "+word+" ")
		}
	}
	return append(signs, " - ", "-")
}

// twoParties takes a text apart into two parties.
func (q *request) twoParties(text string) (a, b string, ok bool) {
	for _, sign := range q.server.between() {
		for at := 0; ; {
			n := strings.Index(text[at:], sign)
			if n < 0 {
				break
			}
			at += n
			first, err1 := q.desk.Resolve(strings.TrimSpace(text[:at]))
			at += len(sign)
			second, err2 := q.desk.Resolve(strings.TrimSpace(text[at:]))
			if err1 == nil && err2 == nil && first != second {
				return first, second, true
			}
		}
	}
	return "", "", false
}
