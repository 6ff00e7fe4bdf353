package article

import (
	"strings"
)

// isMarkdown reports whether a text carries marks that only Markdown has: a
// heading, a link or bold words. A text without them reads the same either way.
func isMarkdown(text string) bool {
	sample := cut(text, 64<<10)
	if strings.Contains(sample, "](") && strings.Contains(sample, "[") {
		return true
	}
	if i := strings.Index(sample, "**"); i >= 0 && i+4 < len(sample) && sample[i+2] > ' ' && sample[i+2] != '*' && strings.Contains(sample[i+2:], "**") {
		return true
	}
	for rest := sample; rest != ""; {
		var l string
		l, rest, _ = strings.Cut(rest, "\n")
		if level, _ := atxHeading(strings.TrimSpace(l)); level > 0 {
			return true
		}
	}
	return false
}

// atxHeading returns the level and the text of a line such as "## Title ##".
func atxHeading(s string) (level int, text string) {
	for level < len(s) && s[level] == '#' {
		level++
	}
	if level == 0 || level > 6 || level >= len(s) || s[level] != ' ' && s[level] != '\t' {
		return 0, ""
	}
	text = strings.TrimSpace(s[level:])
	if trimmed := strings.TrimRight(text, "#"); trimmed != text && (trimmed == "" || strings.HasSuffix(trimmed, " ")) {
		text = strings.TrimSpace(trimmed)
	}
	if text == "" {
		return 0, ""
	}
	return level, text
}

// readMarkdown finds the blocks of a Markdown text and writes them without
// their marks.
func readMarkdown(d *draft, text string) {
	text = frontYAML(d, text)
	if d.title != "" && !strings.Contains(letters(cut(text, 1000)), letters(d.title)) {
		d.add(block{kind: Heading, level: 1}, d.title)
	}
	lines := splitLines(text)
	m := markdownReader{d: d, text: text, wrap: wrapWidth(lines)}
	for _, l := range lines {
		m.line(l)
	}
	m.end()
}

// A markdownReader gathers lines into blocks.
type markdownReader struct {
	d      *draft
	text   string
	wrap   int
	lines  []line // of the block in hand
	b      block
	rule   bool
	fence  string // the mark that closes the code in hand
	quote  int
	quotes int
	note   bool // an HTML comment is open
}

// line reads the next line.
func (m *markdownReader) line(l line) {
	s := m.text[l.start:l.end]
	if m.skips(s) {
		return
	}
	if s == "" {
		m.end()
		m.quote = 0
		return
	}
	if s[0] == '>' {
		rest := strings.TrimLeft(s, "> \t")
		if m.quote == 0 {
			m.end()
			m.quotes++
			m.quote = m.quotes
		}
		l.start = l.end - len(rest)
		if s = rest; s == "" {
			m.end()
			return
		}
	} else if m.quote > 0 && len(m.lines) == 0 {
		m.quote = 0
	}
	switch {
	case underline(s) && len(m.lines) > 0 && m.b.kind == Paragraph && strings.Trim(s, "=-") == "":
		m.b.kind, m.b.level = Heading, 2
		if s[0] == '=' {
			m.b.level = 1
		}
		m.end()
	case isRule(s):
		m.end()
		m.rule = true
	case isReference(s), isTableRule(s):
		m.end()
	default:
		m.content(l, s)
	}
}

// skips reports whether a line belongs to code or to a comment.
func (m *markdownReader) skips(s string) bool {
	if m.fence != "" {
		if strings.HasPrefix(s, m.fence) {
			m.fence = ""
		}
		return true
	}
	if strings.HasPrefix(s, "```") || strings.HasPrefix(s, "~~~") {
		m.end()
		m.fence = s[:3]
		return true
	}
	if m.note || strings.HasPrefix(s, "<!--") {
		m.note = !strings.Contains(s, "-->")
		return true
	}
	return false
}

// content reads a line of text.
func (m *markdownReader) content(l line, s string) {
	if strings.HasPrefix(s, "[^") { // the text of a footnote
		if i := strings.Index(s, "]:"); i > 0 && i < 40 {
			m.end()
			l.start += i + len("]:")
			m.begin(l, block{kind: Paragraph})
			return
		}
	}
	if level, text := atxHeading(s); level > 0 {
		m.end()
		l.start = l.start + strings.Index(s, text)
		l.end = l.start + len(text)
		m.begin(l, block{kind: Heading, level: level})
		m.end()
		return
	}
	if n := listMarker(s); n > 0 && s[0] < 0x80 {
		m.end()
		l.start += n
		m.begin(l, block{kind: ListItem})
		return
	}
	if s[0] == '|' && strings.Count(s, "|") > 2 {
		m.end()
		m.begin(l, block{kind: ListItem})
		m.end()
		return
	}
	if len(m.lines) > 0 && m.continues(l) {
		m.lines = append(m.lines, l)
		return
	}
	m.end()
	m.begin(l, block{kind: Paragraph})
}

// continues reports whether a line goes on with the block in hand.
func (m *markdownReader) continues(l line) bool {
	last := m.lines[len(m.lines)-1]
	p := plainReader{text: m.text, wrap: m.wrap, last: last, b: block{start: m.lines[0].start, end: last.end, kind: ListItem}}
	return p.continues(l)
}

// begin starts a block.
func (m *markdownReader) begin(l line, b block) {
	b.rule, b.quote = m.rule, m.quote
	m.rule = false
	m.b = b
	m.lines = append(m.lines[:0], l)
}

// end writes the block in hand.
func (m *markdownReader) end() {
	if len(m.lines) == 0 {
		return
	}
	var b strings.Builder
	for i, l := range m.lines {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.TrimSuffix(m.text[l.start:l.end], "\\"))
	}
	m.lines = m.lines[:0]
	s := b.String()
	if s != "" && s[0] == '|' {
		s = strings.ReplaceAll(strings.Trim(s, "| "), "|", ";")
	}
	text, lead := inlineMarkdown(s)
	if m.b.kind == Paragraph && lead >= len(text) && len(text) < maxRunIn && !endsSentence(text) {
		m.b.kind, m.b.level = Heading, 3 // a paragraph all in bold
	}
	m.b.lead = lead
	m.d.add(m.b, text)
}

// isReference reports whether a line only defines where a link leads.
func isReference(s string) bool {
	if s[0] != '[' || strings.HasPrefix(s, "[^") {
		return false
	}
	end := strings.Index(s, "]:")
	if end < 0 || end > 80 {
		return false
	}
	target := strings.TrimSpace(s[end+2:])
	return strings.HasPrefix(target, "<") || strings.HasPrefix(target, "http") || strings.HasPrefix(target, "/") || strings.HasPrefix(target, "#")
}

// isTableRule reports whether a line is the rule under a table's heads.
func isTableRule(s string) bool {
	return strings.Contains(s, "|") && strings.Contains(s, "--") && strings.Trim(s, "|-: \t") == ""
}

// frontYAML reads the fields that stand between two lines of "---" above a
// text, and returns the text without them.
func frontYAML(d *draft, text string) string {
	body := strings.TrimLeft(text, "\n")
	if !strings.HasPrefix(body, "---\n") {
		return text
	}
	end := strings.Index(body, "\n---\n")
	if end < 0 || end > 8000 {
		return text
	}
	head := body[4:max(end, 4)]
	for l := range strings.Lines(head) {
		if trimmed := strings.TrimSpace(l); trimmed != "" && trimmed[0] != '-' && trimmed[0] != '#' && !strings.Contains(l, ":") {
			return text // two rules around words, no fields
		}
	}
	for l := range strings.Lines(head) {
		key, value, _ := strings.Cut(l, ":")
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		if value == "" || l[0] == ' ' {
			continue
		}
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "title":
			d.title = value
		case "author", "byline", "authors":
			d.byline = strings.Trim(value, "[]")
		case "date", "published", "pubdate", "published_at", "publish_date":
			d.dates = append(d.dates, dated{FromGiven, value})
		case "lang", "language", "locale":
			d.lang, d.langSure = value, true
		case "url", "link", "permalink", "source", "canonical_url":
			d.url = value
		case "publisher", "site", "publication":
			d.publisher = value
		}
	}
	return body[end+5:]
}
