package colleague

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/article"
)

// mostParts is how many parts an article may have: more is no article.
const mostParts = 64

// part is a stretch of an article that is sent at once.
type part struct {
	start, end int
	quoted     []quoted
}

// quoted is a passage of a part that was published before.
type quoted struct {
	start, end int
	published  string // EDTF
}

// split cuts an article into parts of so many bytes at most, between paragraphs
// where that can be. Lines of bylines and dates stay beside what they stand by.
func split(a *article.Article, most int) ([]part, error) {
	var parts []part
	enter := func(start, end int) {
		if n := len(parts) - 1; n >= 0 && end-parts[n].start <= most {
			parts[n].end = end
			return
		}
		parts = append(parts, part{start: start, end: end})
	}
	for n := range a.Units {
		u := &a.Units[n]
		for start := u.Start; start < u.End; {
			end := cut(a.Text, start, u.End, most)
			if strings.TrimSpace(a.Text[start:end]) != "" {
				enter(start, end)
				if u.Quoted != nil && u.Quoted.Published != "" {
					parts[len(parts)-1].quote(quoted{start, end, u.Quoted.Published})
				}
			}
			start = end
		}
		if len(parts) > mostParts {
			return nil, fmt.Errorf("it has more than %d parts of %d bytes: too long for a second reader", mostParts, most)
		}
	}
	return parts, nil
}

// quote notes a passage that was published before; what goes on with one belongs
// to it.
func (p *part) quote(q quoted) {
	if n := len(p.quoted) - 1; n >= 0 && p.quoted[n].published == q.published {
		p.quoted[n].end = q.end
		return
	}
	p.quoted = append(p.quoted, q)
}

// cut returns where a stretch of text is to end so that it has so many bytes at
// most: behind a sentence, else behind a word, else between two letters.
func cut(text string, start, end, most int) int {
	if end-start <= most {
		return end
	}
	stretch := text[start : start+most]
	for _, stop := range []string{". ", "? ", "! ", ".\n", "\n"} {
		if n := strings.LastIndex(stretch, stop); n > most/2 {
			return start + n + len(stop)
		}
	}
	if n := strings.LastIndexFunc(stretch, unicode.IsSpace); n > 0 {
		_, size := utf8.DecodeRuneInString(stretch[n:])
		return start + n + size
	}
	n := most
	for n > 1 && !utf8.RuneStart(text[start+n]) {
		n--
	}
	return start + n
}

// leastPart is how many bytes a part has that is not halved any more.
const leastPart = 800

// halve cuts a part in two, between lines where that can be; nil where it is too
// short.
func (p part) halve(text string) []part {
	if p.end-p.start < leastPart {
		return nil
	}
	middle := cut(text, p.start, p.end, (p.end-p.start)/2)
	if n := strings.LastIndex(text[p.start:middle], "\n"); n > (middle-p.start)/2 {
		middle = p.start + n + 1
	}
	first, second := part{start: p.start, end: middle}, part{start: middle, end: p.end}
	for _, q := range p.quoted {
		if q.start < middle {
			first.quote(quoted{q.start, min(q.end, middle), q.published})
		}
		if q.end > middle {
			second.quote(quoted{max(q.start, middle), q.end, q.published})
		}
	}
	return []part{first, second}
}
