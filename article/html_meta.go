package article

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A pageMeta is what a page says of its article outside the article's text.
type pageMeta struct {
	titles    []string // best first
	authors   []string
	publisher string
	lang, url string
	dates     []dated
	body      string // the text as JSON-LD carries it, on pages that a script fills
	lexicon   *lexicon
	chrome    *chrome

	onlyElement bool // the title element alone names a title
}

// readMeta reads the head, the JSON-LD and the time elements of a page.
func readMeta(doc *html.Node, x *lexicon, c *chrome) *pageMeta {
	m := &pageMeta{lexicon: x, chrome: c}
	var low metaTags
	var heading, title string
	each(doc, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Html:
			m.lang = attr(n, "lang")
		case atom.Title:
			if title == "" && n.Namespace == "" {
				title = nodeText(n)
			}
		case atom.H1:
			if heading == "" {
				heading = nodeText(n)
			}
		case atom.Meta:
			low.read(n)
		case atom.Link:
			if attr(n, "rel") == "canonical" && m.url == "" {
				m.url = attr(n, "href")
			}
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
				m.readJSONLD(n.FirstChild.Data)
			}
		}
		m.readMarked(n)
		return true
	})
	low.into(m)
	m.onlyElement = len(m.titles) == 0 && title != ""
	m.titles = append(m.titles, title)
	m.titles = slices.DeleteFunc(m.titles, func(t string) bool { return t == "" })
	if m.publisher == "" {
		m.publisher = siteOf(title, heading)
	}
	return m
}

// into hands what the page says over to the draft.
func (m *pageMeta) into(d *draft) {
	if d.url == "" {
		d.url = m.url
	}
	d.lang, d.publisher = m.lang, m.publisher
	d.byline = strings.Join(m.authors, ", ")
	d.dates = append(d.dates, m.dates...)
}

// metaTags are the values of meta elements that may or may not be needed.
type metaTags struct {
	titles, authors []string
	site, lang, url string
	dates, updated  []string
}

// read reads one meta element.
func (t *metaTags) read(n *html.Node) {
	name := strings.ToLower(attr(n, "property"))
	if name == "" {
		name = strings.ToLower(attr(n, "name"))
	}
	if name == "" {
		name = strings.ToLower(attr(n, "itemprop"))
	}
	value := collapse(attr(n, "content"))
	if name == "" || value == "" || len(value) > 2000 {
		return
	}
	switch name {
	case "og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "parsely-title", "sailthru.title", "citation_title", "title":
		t.titles = append(t.titles, value)
	case "author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "citation_author", "article:author_name", "authors", "twitter:data1_author":
		t.authors = append(t.authors, value)
	case "article:author", "og:author":
		if !strings.Contains(value, "/") {
			t.authors = append(t.authors, value)
		}
	case "og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "cre", "citation_journal_title":
		if t.site == "" || name == "og:site_name" {
			t.site = value
		}
	case "og:locale", "content-language", "dc.language", "language":
		if t.lang == "" {
			t.lang = value
		}
	case "og:url":
		t.url = value
	case "article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
		"dcterms.issued", "dcterms.created", "dc.date.created", "pubdate", "publishdate", "publish-date", "publish_date", "published_date", "published-date", "date_published", "datecreated",
		"parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "article_date_original", "citation_publication_date",
		"citation_date", "ptime", "og:pubdate", "creation_date", "originalpublicationdate", "rnews:datepublished", "release_date", "displaydate", "bt:pubdate", "shareaholic:article_published_time", "vr:published_time":
		if name == "article:published_time" {
			t.dates = slices.Insert(t.dates, 0, value)
		} else {
			t.dates = append(t.dates, value)
		}
	case "article:modified_time", "og:updated_time", "article:updated_time", "datemodified", "last-modified", "dcterms.modified", "revised", "lastmod":
		t.updated = append(t.updated, value)
	}
}

// into adds the values to what JSON-LD said.
func (t *metaTags) into(m *pageMeta) {
	m.titles = append(m.titles, t.titles...)
	if len(m.authors) == 0 {
		m.authors = m.cleanAuthors(t.authors)
	}
	if t.site != "" {
		m.publisher = t.site
	}
	if m.lang == "" {
		m.lang = t.lang
	}
	if t.url != "" && m.url == "" {
		m.url = t.url
	}
	for _, v := range t.dates {
		m.dates = append(m.dates, dated{FromMeta, v})
	}
	for _, v := range t.updated {
		m.dates = append(m.dates, dated{FromUpdated, v})
	}
}

// readMarked reads an element whose attributes say that it is the author or
// the day: microdata, rel=author, <time datetime>.
func (m *pageMeta) readMarked(n *html.Node) {
	prop := attr(n, "itemprop")
	if n.DataAtom == atom.Meta {
		return // see metaTags
	}
	stamp := attr(n, "datetime")
	if stamp == "" {
		stamp = attr(n, "content")
	}
	switch {
	case prop == "datePublished" && (stamp != "" || n.FirstChild != nil):
		if stamp == "" {
			stamp = nodeText(n)
		}
		m.dates = append(m.dates, dated{FromMeta, stamp})
	case n.DataAtom == atom.Time:
		if stamp == "" {
			stamp = nodeText(n)
		}
		if stamp == "" || len(stamp) > 200 || m.chrome.isAside(n) {
			return
		}
		from := FromTime
		if prop == "dateModified" || m.chrome.isUpdate(n) || m.lexicon.saysUpdated(textBefore(n)) {
			from = FromUpdated
		}
		m.dates = append(m.dates, dated{from, stamp})
	case prop == "author" || attr(n, "rel") == "author":
		if name := nodeText(n); len(m.authors) == 0 && name != "" && len(name) < 200 && !m.chrome.isAside(n) {
			m.authors = m.cleanAuthors([]string{name})
		}
	}
}

// isAside reports whether an element stands where other articles and comments
// do.
func (c *chrome) isAside(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Aside, atom.Nav, atom.Footer:
			return true
		case atom.Ul, atom.Ol, atom.Div, atom.Section, atom.Li:
			if hasWord(c.aside, p, "class", "id") {
				return true
			}
		}
	}
	return false
}

// isUpdate reports whether the classes of an element or its parent speak of a change.
func (c *chrome) isUpdate(n *html.Node) bool {
	for p, depth := n, 0; p != nil && depth < 2; p, depth = p.Parent, depth+1 {
		if hasWord(c.updated, p, "class") {
			// WordPress marks the day of publication "published updated".
			return !strings.Contains(attr(p, "class"), "published")
		}
	}
	return false
}

// textBefore returns the text that stands before n in its parent.
func textBefore(n *html.Node) string {
	s := ""
	for c := n.PrevSibling; c != nil && len(s) < 100; c = c.PrevSibling {
		if c.Type == html.TextNode {
			s = c.Data + s
		} else if c.Type == html.ElementNode {
			s = nodeText(c) + " " + s
		}
	}
	return collapse(s)
}

// cleanAuthors returns the names alone: no addresses, no "By".
func (m *pageMeta) cleanAuthors(values []string) []string {
	var names []string
	for _, v := range values {
		for _, name := range m.lexicon.authors(v) {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// withoutSite returns a title without the site's name behind its last dash.
func (m *pageMeta) withoutSite(t string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " » "} {
		i := strings.LastIndex(t, sep)
		if i <= 0 {
			continue
		}
		tail := t[i+len(sep):]
		if m.publisher != "" && (sameTitle(tail, m.publisher) || strings.Contains(letters(tail), letters(m.publisher))) {
			return strings.TrimSpace(t[:i])
		}
		// A bar is always the site's; a dash may be the author's.
		if (sep == " | " || sep == " :: ") && len(tail) < 40 && i > len(tail) {
			return strings.TrimSpace(t[:i])
		}
	}
	return t
}

// siteOf returns the site's name in a title element: what stands behind the
// page's own heading and a dash.
func siteOf(title, heading string) string {
	rest, found := strings.CutPrefix(title, heading)
	if !found || heading == "" {
		return ""
	}
	rest = strings.TrimSpace(rest)
	site := strings.TrimLeft(rest, "|-–—•·:» ")
	if site == rest || len(site) > 60 {
		return ""
	}
	if i := strings.IndexAny(site, "|•·"); i > 0 {
		site = site[i:]
		site = strings.TrimLeft(site, "|•· ")
	}
	return site
}
