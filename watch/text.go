package watch

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/ledger"
)

// entryHTML is what an entry says: the differences in every language, then the
// words that they rest on, and those that only what was told before rested on.
//
//nolint:gochecknoglobals // compiled once
var entryHTML = template.Must(template.New("entry").Parse(
	`{{range .Languages}}<div lang="{{.Code}}"><ul>{{range .Lines}}<li>{{.}}</li>{{end}}</ul><p><a href="{{$.Link}}">{{.Link}}</a></p></div>
{{end}}{{range .Groups}}<p>{{.Title}}</p>
{{range .Quotes}}<blockquote{{with .Lang}} lang="{{.}}"{{end}} cite="{{.Link}}"><p><a href="{{.Link}}">{{.Quote}}</a></p></blockquote><p>{{.About}}</p>
{{end}}{{end}}`))

// language is the differences in one language.
type language struct {
	Code, Link string
	Lines      []string
}

// quote is the words of a report.
type quote struct {
	Lang, Link, Quote, About string
}

// group is quotes under a title.
type group struct {
	Title  string
	Quotes []quote
}

// text writes what an entry says.
func (f *Feeds) text(base string, q Question, c *Change, speakers []*speaker) (string, error) {
	data := struct {
		Link      string
		Languages []language
		Groups    []group
	}{Link: base + q.page(c.On, ask.Instant(c.At))}
	for _, s := range speakers {
		l := language{Code: s.code, Link: s.T(s.code, "feed.link")}
		told := c.told()
		for n := range told {
			l.Lines = append(l.Lines, s.difference(&told[n]))
		}
		if more := len(c.Differences) - len(told); more > 0 {
			l.Lines = append(l.Lines, s.T(s.code, "feed.more", "n", more))
		}
		data.Languages = append(data.Languages, l)
	}
	after, before := c.evidence()
	data.Groups = append(quotes(base, "feed.evidence", after, speakers), quotes(base, "feed.before", before, speakers)...)
	var b strings.Builder
	if err := entryHTML.Execute(&b, data); err != nil {
		return "", fmt.Errorf("writing an entry: %w", err)
	}
	return b.String(), nil
}

// quotes writes reports under a title in all languages; none where there are none.
func quotes(base, key string, reports []answers.Evidence, speakers []*speaker) []group {
	if len(reports) == 0 {
		return nil
	}
	var titles []string
	for _, s := range speakers {
		titles = append(titles, s.T(s.code, key))
	}
	g := group{Title: strings.Join(titles, " · ")}
	for n := range reports {
		e := &reports[n]
		g.Quotes = append(g.Quotes, quote{Lang: e.Lang, Link: base + "/act/" + e.Assertion.String(), Quote: e.Quote, About: about(e)})
	}
	return []group{g}
}

// evidence returns the reports that the answer after a change rests on, and those
// that only the answer before rested on, each once.
func (c *Change) evidence() (after, before []answers.Evidence) {
	seen := map[ledger.ID]bool{}
	add := func(f *Fact) (list []answers.Evidence) {
		if f == nil {
			return nil
		}
		for _, e := range f.Evidence {
			if !seen[e.Assertion] {
				seen[e.Assertion] = true
				list = append(list, e)
			}
		}
		return list
	}
	for _, d := range c.told() {
		after = append(after, add(d.After)...)
	}
	for _, d := range c.told() {
		before = append(before, add(d.Before)...)
	}
	return after, before
}

// about names what a report stands in.
func about(e *answers.Evidence) string {
	var parts []string
	for _, x := range []string{e.Title, e.Source, e.Published} {
		if x != "" {
			parts = append(parts, x)
		}
	}
	if e.Title == "" && e.Article != "" {
		parts = append([]string{e.Article}, parts...)
	}
	return "— " + strings.Join(parts, ", ")
}
