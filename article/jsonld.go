package article

import (
	"encoding/json"
	"html"
	"strings"
)

// readJSONLD reads what a block of JSON-LD says of the article. A block that
// is not well formed, which is common, is looked through for its dates alone.
func (m *pageMeta) readJSONLD(text string) {
	text = strings.TrimSpace(text)
	text = strings.TrimSuffix(strings.TrimPrefix(text, "<!--"), "-->")
	text = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(text), "//<![CDATA["), "//]]>")
	var v any
	if err := json.Unmarshal([]byte(strings.TrimRight(strings.TrimSpace(text), ";")), &v); err != nil {
		if err := json.Unmarshal([]byte(oneLine(text)), &v); err != nil {
			m.looseJSONLD(text)
			return
		}
	}
	m.walkJSONLD(v, 0)
}

// walkJSONLD looks for articles in lists, graphs and what pages are about.
func (m *pageMeta) walkJSONLD(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.walkJSONLD(e, depth+1)
		}
	case map[string]any:
		if isArticleType(v["@type"]) {
			m.takeJSONLD(v)
			return
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart"} {
			if key != "hasPart" || depth == 0 {
				m.walkJSONLD(v[key], depth+1)
			}
		}
	}
}

// isArticleType reports whether a type of schema.org is one of articles.
func isArticleType(v any) bool {
	switch v := v.(type) {
	case string:
		v = strings.TrimPrefix(strings.TrimPrefix(v, "http://schema.org/"), "https://schema.org/")
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "Posting") || v == "Report" || v == "LiveBlogPosting" || v == "CreativeWork"
	case []any:
		for _, e := range v {
			if isArticleType(e) {
				return true
			}
		}
	}
	return false
}

// takeJSONLD reads one article.
func (m *pageMeta) takeJSONLD(v map[string]any) {
	if t := ldString(v["headline"]); t != "" {
		m.titles = append(m.titles, t)
	} else if t := ldString(v["name"]); t != "" {
		m.titles = append(m.titles, t)
	}
	if len(m.authors) == 0 {
		m.authors = m.cleanAuthors(ldNames(v["author"], 0))
	}
	if len(m.authors) == 0 {
		m.authors = m.cleanAuthors(ldNames(v["creator"], 0))
	}
	if names := ldNames(v["publisher"], 0); len(names) > 0 && m.publisher == "" {
		m.publisher = names[0]
	}
	if s := ldString(v["datePublished"]); s != "" {
		m.dates = append(m.dates, dated{FromJSONLD, s})
	} else if s := ldString(v["dateCreated"]); s != "" {
		m.dates = append(m.dates, dated{FromJSONLD, s})
	}
	if s := ldString(v["dateModified"]); s != "" {
		m.dates = append(m.dates, dated{FromUpdated, s})
	}
	if s := ldString(v["url"]); s != "" && m.url == "" {
		m.url = s
	}
	if s, ok := v["articleBody"].(string); ok && m.body == "" {
		if strings.Contains(s, "&") {
			s = html.UnescapeString(s)
		}
		m.body = clean(s)
	}
}

// ldString returns a value on one line, its entities decoded.
func ldString(v any) string {
	switch v := v.(type) {
	case string:
		return collapse(clean(html.UnescapeString(v)))
	case map[string]any:
		return ldString(v["@value"])
	case []any:
		if len(v) > 0 {
			return ldString(v[0])
		}
	}
	return ""
}

// ldNames returns the names of persons and organisations.
func ldNames(v any, depth int) []string {
	if depth > 3 {
		return nil
	}
	switch v := v.(type) {
	case string:
		return []string{ldString(v)}
	case map[string]any:
		if s := ldString(v["name"]); s != "" {
			return []string{s}
		}
	case []any:
		var names []string
		for _, e := range v {
			names = append(names, ldNames(e, depth+1)...)
		}
		return names
	}
	return nil
}

// looseJSONLD finds the day of publication in JSON that no parser accepts.
func (m *pageMeta) looseJSONLD(text string) {
	_, rest, found := strings.Cut(text, `"datePublished"`)
	if !found {
		return
	}
	rest = strings.TrimLeft(rest, " \t\r\n:")
	if !strings.HasPrefix(rest, `"`) {
		return
	}
	value, _, closed := strings.Cut(rest[1:], `"`)
	if closed && len(value) < 60 {
		m.dates = append(m.dates, dated{FromJSONLD, collapse(clean(value))})
	}
}
