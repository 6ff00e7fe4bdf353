package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr returns the value of the attribute called name, "" where there is none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// isBlock reports whether an element starts and ends a line of its own.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure,
		atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup,
		atom.Hr, atom.Html, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section,
		atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul:
		return true
	}
	return false
}

// headingLevel returns 1 to 6 for h1 to h6, else 0.
func headingLevel(a atom.Atom) int {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

// each calls f on every element under n in document order, n itself and the
// document included, without recursion: a page may nest as deep as its author
// likes. Where f returns false, the element's children are passed over.
func each(n *html.Node, f func(*html.Node) bool) {
	for c := n; c != nil; {
		down := c.Type != html.ElementNode && c.Type != html.DocumentNode || f(c)
		if down && c.FirstChild != nil {
			c = c.FirstChild
			continue
		}
		c = after(c, n)
	}
}

// nodeText returns the text under n with its spaces collapsed.
func nodeText(n *html.Node) string {
	var b strings.Builder
	eachText(n, func(t *html.Node) bool {
		b.WriteString(t.Data)
		return true
	})
	return collapse(clean(b.String()))
}

// eachText calls f on every text node under n, until f returns false.
func eachText(n *html.Node, f func(*html.Node) bool) {
	for c := n; c != nil; {
		if c.Type == html.TextNode && !f(c) {
			return
		}
		if c.FirstChild != nil && !isSilent(c) {
			c = c.FirstChild
			continue
		}
		c = after(c, n)
	}
}

// after returns the node that follows c and what stands under it, in document
// order; nil where that is not under n.
func after(c, n *html.Node) *html.Node {
	for c != nil && c != n && c.NextSibling == nil {
		c = c.Parent
	}
	if c == nil || c == n {
		return nil
	}
	return c.NextSibling
}

// isSilent reports whether what stands under an element is never read as text.
func isSilent(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return n.Type == html.CommentNode || n.Type == html.DoctypeNode
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Svg,
		atom.Math, atom.Canvas, atom.Audio, atom.Video, atom.Select, atom.Textarea, atom.Button, atom.Head:
		return true
	}
	return false
}

// collapse replaces each run of the spaces that a browser collapses by one
// space, and trims. No-break spaces stay: they are part of what was written.
func collapse(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case ' ', '\t', '\n', '\r', '\f':
			space = b.Len() > 0
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteByte(c)
		}
	}
	return b.String()
}

// within reports whether n is root or stands under it.
func within(n, root *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == root {
			return true
		}
	}
	return false
}
