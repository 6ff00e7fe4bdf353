package main

import (
	"html"
	"regexp"
	"strings"
)

var (
	unread = regexp.MustCompile(`(?is)<(?:script|style)\b.*?</(?:script|style)>|<!--.*?-->`)
	inline = regexp.MustCompile(`(?i)</?(?:a|abbr|b|cite|em|i|q|span|strong|sup|time)\b[^>]*>`)
	block  = regexp.MustCompile(`<[^>]*>`)
)

// StripTags gives the text of an HTML page, navigation and all: inline tags
// vanish, other tags end a line, entities are decoded. No-break spaces and
// typographic apostrophes stay as they are.
func StripTags(page string) string {
	page = unread.ReplaceAllString(page, "\n")
	page = inline.ReplaceAllString(page, "")
	page = block.ReplaceAllString(page, "\n")
	return strings.TrimSpace(html.UnescapeString(page))
}
