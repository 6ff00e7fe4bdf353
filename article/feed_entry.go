package article

import (
	"strings"

	"golang.org/x/net/html"
)

// entryDraft makes a draft of one entry of a feed.
func (r *Reader) entryDraft(path string, line int, head feedHead, e feedEntry) *draft {
	d := &draft{
		path: path, id: path, line: line,
		entry: strings.TrimSpace(clean(e.guid)), url: strings.TrimSpace(clean(e.link)),
		title: r.entryTitle(e.title), publisher: r.entryTitle(head.title), lang: e.lang,
	}
	if d.lang == "" {
		d.lang = strings.TrimSpace(head.lang)
	}
	if d.entry == "" {
		d.entry = d.url
	}
	if d.url == "" && strings.HasPrefix(d.entry, "http") {
		d.url = d.entry
	}
	for _, a := range e.authors {
		if d.byline != "" {
			d.byline += ", "
		}
		d.byline += r.entryTitle(a)
	}
	if e.published != "" {
		d.dates = append(d.dates, dated{FromGiven, strings.TrimSpace(clean(e.published))})
	}
	if e.updated != "" {
		d.dates = append(d.dates, dated{FromUpdated, strings.TrimSpace(clean(e.updated))})
	}
	body := e.content
	if textLen(body) < textLen(e.summary) {
		body = e.summary
	}
	d.partial = isSummary(e, body)
	r.readFragment(d, body)
	return d
}

// isSummary reports whether the body of an entry is likely no more than a summary: it is short, it
// breaks off, or the feed has no other field than that of summaries and it is no long text either.
func isSummary(e feedEntry, body string) bool {
	const (
		short   = 600  // bytes of text
		article = 2500 // which no summary has
	)
	n := textLen(body)
	end := strings.TrimSpace(body[max(0, len(body)-200):])
	for strings.HasSuffix(end, ">") && strings.Contains(end, "<") { // closing tags
		end = strings.TrimSpace(end[:strings.LastIndexByte(end, '<')])
	}
	end = strings.TrimRight(html.UnescapeString(end), "])» ")
	return n < short || n < article && textLen(e.content) < n || strings.HasSuffix(end, "…") || strings.HasSuffix(end, "...")
}

// entryTitle strips the tags and entities of a title: feeds carry them in
// either way.
func (r *Reader) entryTitle(s string) string {
	s = clean(s)
	if strings.ContainsAny(s, "<&") {
		if nodes := parseHTML(s); nodes != nil {
			s = nodeText(bodyElement(nodes))
		}
	}
	return collapse(s)
}

// readFragment reads the blocks of a piece of HTML that is all article: the
// title above it, then its text, without rows of links.
func (r *Reader) readFragment(d *draft, fragment string) {
	fragment = clean(fragment)
	doc := parseHTML(fragment)
	if doc == nil {
		doc = parseHTML(stripTags(fragment))
	}
	if doc == nil {
		return
	}
	// Some feeds escape their HTML twice.
	if text := nodeText(doc); strings.Contains(text, "</p>") || strings.Contains(text, "<p>") || strings.Contains(text, "<br") {
		if again := parseHTML(text); again != nil {
			doc = again
		}
	}
	p := &page{doc: doc, chrome: r.chrome, lexicon: r.lexicon}
	p.prune()
	p.weigh()
	w := unitWalker{p: p}
	w.walk(bodyElement(doc))
	if !startsWithTitle(w.pieces, d.title) {
		d.add(block{kind: Heading, level: 1}, d.title)
	}
	for _, piece := range w.pieces {
		d.add(piece.block, piece.text)
	}
}

// startsWithTitle reports whether one of the first pieces is the title.
func startsWithTitle(pieces []piece, title string) bool {
	for _, p := range pieces[:min(len(pieces), 3)] {
		if sameTitle(p.text, title) && len(p.text) < maxTitle*2 {
			return true
		}
	}
	return false
}

// parseHTML parses a page, nil where it nests deeper than any page does.
func parseHTML(s string) *html.Node {
	doc, err := html.ParseWithOptions(strings.NewReader(s), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil
	}
	return doc
}

// stripTags turns a page that cannot be parsed into paragraphs: the text
// between its tags, a paragraph for each block.
func stripTags(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	silent := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if silent == "" {
				b.WriteString(html.EscapeString(string(z.Text())))
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			switch tag := string(name); tag {
			case "script", "style", "template", "svg", "nav", "footer", "aside", "head":
				if silent == "" {
					silent = tag
				}
			case "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "td", "blockquote", "section", "article", "ul":
				b.WriteString("<p>")
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if string(name) == silent {
				silent = ""
			}
		}
	}
}
