package article

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"

	"github.com/BurntSushi/toml"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/credence-project/credence/lang"
)

//go:embed data/chrome.toml
var chromeTOML string

// chrome knows what pages call the things that stand around an article.
type chrome struct {
	classes map[string]classKind // runs of words, joined by "-"
	longest int                  // words in the longest run

	byline, aside, updated lang.Words // single words
}

// classKind tells what a class attribute says of an element.
type classKind uint8

const (
	classSilent  classKind = iota
	classSuspect           // around the article if it is all links
	classSoft              // around the article unless it holds prose
	classDrop              // around the article
	classBody              // the article's text
)

// newChrome compiles chrome.toml.
func newChrome() (*chrome, error) {
	var file struct {
		Drop, Soft, Suspect, Body []string
		Byline, Aside, Updated    lang.Words
	}
	if meta, err := toml.Decode(chromeTOML, &file); err != nil {
		return nil, fmt.Errorf("chrome.toml: %w", err)
	} else if keys := meta.Undecoded(); len(keys) > 0 {
		return nil, fmt.Errorf("chrome.toml: unknown key %q", keys[0].String())
	}
	c := &chrome{classes: map[string]classKind{}, byline: file.Byline, aside: file.Aside, updated: file.Updated}
	for kind, list := range map[classKind][]string{classDrop: file.Drop, classSoft: file.Soft, classSuspect: file.Suspect, classBody: file.Body} {
		for _, entry := range list {
			words := classWords(nil, entry)
			key := strings.Join(words, "-")
			if other, ok := c.classes[key]; ok {
				return nil, fmt.Errorf("chrome.toml: %q stands twice (kinds %d and %d)", entry, other, kind)
			}
			c.classes[key] = kind
			c.longest = max(c.longest, len(words))
		}
	}
	return c, nil
}

// hasWord reports whether one of the named attributes of an element has one of
// the words.
func hasWord(words lang.Words, n *html.Node, names ...string) bool {
	var buf [16]string
	for _, name := range names {
		for _, word := range classWords(buf[:0], cut(attr(n, name), 300)) {
			if words[word] {
				return true
			}
		}
	}
	return false
}

// classWords appends the lower-case words of an attribute.
func classWords(words []string, s string) []string {
	const most = 64 // words of one attribute: what a page needs, and no more
	start := -1
	flush := func(end int) {
		if start >= 0 && len(words) < most {
			words = append(words, strings.ToLower(s[start:end]))
		}
		start = -1
	}
	var before rune
	for i, r := range s {
		switch {
		case !unicode.IsLetter(r):
			flush(i)
		case start < 0:
			start = i
		case unicode.IsUpper(r) && unicode.IsLower(before):
			flush(i)
			start = i
		}
		before = r
	}
	flush(len(s))
	return words
}

// kind returns what the class, id and kin of an element say of it. The body
// wins over the rest, since a page may well call its text "news-body sidebar-left".
func (c *chrome) kind(n *html.Node) classKind {
	kind := classSilent
	var buf [16]string
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-component", "data-testid", "data-widget", "data-type":
		default:
			continue
		}
		if len(a.Val) > 2000 {
			continue
		}
		for _, name := range strings.Fields(a.Val) {
			kind = max(kind, c.name(classWords(buf[:0], name)))
		}
	}
	return kind
}

// name classes one name by the runs of words in it.
func (c *chrome) name(words []string) classKind {
	kind := classSilent
	for i := range words {
		key := ""
		for j := i; j < len(words) && j < i+c.longest; j++ {
			if j > i {
				key += "-"
			}
			key += words[j]
			kind = max(kind, c.classes[key])
		}
	}
	return kind
}

// silentRoles are the ARIA roles of what is not an article.
func silentRole(role string) bool {
	switch role {
	case "navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist", "banner":
		return true
	}
	return false
}

// isHidden reports whether a browser would not show the element.
func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			if len(a.Val) < 2000 {
				s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
				if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
					return true
				}
			}
		}
	}
	return false
}

// isChromeTag reports whether an element is by its name none of the article.
func isChromeTag(a atom.Atom) bool {
	switch a {
	case atom.Nav, atom.Footer, atom.Aside, atom.Dialog, atom.Menu, atom.Input, atom.Label:
		return true
	}
	return false
}
