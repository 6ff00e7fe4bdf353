package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// weight says how much text an element holds, in bytes.
type weight struct {
	text  int // all of it
	links int // of it, inside links
	prose int // of it, in paragraphs that read like an article's
}

// linkShare returns the share of the text that is links, 0 to 1.
func (w weight) linkShare() float64 {
	if w.text == 0 {
		return 0
	}
	return float64(w.links) / float64(w.text)
}

// A page is a parsed document with what its elements weigh.
type page struct {
	doc     *html.Node
	weights map[*html.Node]weight
	chrome  *chrome
	lexicon *lexicon
	lenient bool // what classes say is not heeded
}

// weigh measures every element under the document. Children are measured
// before their parents by walking the elements backwards.
func (p *page) weigh() {
	var nodes []*html.Node
	p.weights = make(map[*html.Node]weight, 1024)
	each(p.doc, func(n *html.Node) bool {
		if isSilent(n) && n.DataAtom != atom.Head {
			return false
		}
		nodes = append(nodes, n)
		return true
	})
	for i := len(nodes) - 1; i >= 0; i-- {
		n := nodes[i]
		var w weight
		direct := 0 // text that stands in no block of its own
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.Type {
			case html.TextNode:
				t := textLen(c.Data)
				w.text += t
				direct += t
			case html.ElementNode:
				cw := p.weights[c]
				w.text += cw.text
				w.links += cw.links
				w.prose += cw.prose
				if !isBlock(c.DataAtom) {
					direct += cw.text
				}
			}
		}
		if n.DataAtom == atom.A {
			w.links = w.text
		}
		if isBlock(n.DataAtom) && direct >= proseLeast && w.linkShare() < 0.5 && n.DataAtom != atom.Li {
			w.prose += direct
		}
		if w.text > 0 {
			p.weights[n] = w
		}
	}
}

// proseLeast is how many bytes a paragraph needs to count as prose.
const proseLeast = 60

// textLen counts the bytes of s that are not collapsible space.
func textLen(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ', '\t', '\n', '\r', '\f':
		default:
			n++
		}
	}
	return n
}

// prune takes out of the document what stands around the article and says so.
func (p *page) prune() {
	p.weigh()
	whole := p.weights[p.doc].prose
	var out []*html.Node
	each(p.doc, func(n *html.Node) bool {
		if n.Type == html.DocumentNode || n.DataAtom == atom.Html || n.DataAtom == atom.Body || n.DataAtom == atom.Head {
			return n.DataAtom != atom.Head
		}
		if isSilent(n) || p.isAround(n, whole) {
			out = append(out, n)
			return false
		}
		return true
	})
	for _, n := range out {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// isAround reports whether the element stands around the article, whose page
// holds so many bytes of prose.
func (p *page) isAround(n *html.Node, whole int) bool {
	w := p.weights[n]
	// An element that holds most of the prose is never thrown away: sites call
	// their page "has-sidebar", wrap it in a form, or put it in a dialog.
	if whole > 0 && w.prose*2 >= whole {
		return false
	}
	if n.DataAtom == atom.Noscript {
		return true
	}
	if isHidden(n) || isChromeTag(n.DataAtom) || silentRole(attr(n, "role")) {
		return true
	}
	switch n.DataAtom {
	case atom.Header: // the site's, not an article's own
		return !holdsTitle(n) && !isWithin(n, atom.Article)
	case atom.Form:
		return w.prose < 200
	case atom.Article, atom.Main, atom.P, atom.Blockquote, atom.Em, atom.Strong, atom.B, atom.I, atom.H1, atom.Time:
		return p.chrome.kind(n) == classDrop && n.DataAtom != atom.Main && n.DataAtom != atom.H1 && (n.DataAtom != atom.Article || w.prose*4 < whole)
	}
	if p.lenient {
		return false
	}
	switch p.chrome.kind(n) {
	case classDrop:
		return !holdsTitle(n)
	case classSoft:
		return !holdsTitle(n) && (w.prose < 200 || w.linkShare() > 0.25)
	case classSuspect:
		if holdsTitle(n) || w.text == 0 {
			return false
		}
		return w.prose == 0 && w.linkShare() > 0.4 || w.linkShare() > 0.6
	}
	return p.isLabelled(n)
}

// isLabelled reports whether a box opens with the words that sites put over
// the list of their other articles: "Most read", "À lire aussi".
func (p *page) isLabelled(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Ul, atom.Ol, atom.Table, atom.Dl, atom.P, atom.Details:
	default:
		return false
	}
	w := p.weights[n]
	if w.links == 0 || w.linkShare() < 0.3 {
		return false
	}
	return p.lexicon.startsRelated(firstWords(n))
}

// firstWords returns the first 80 bytes or so of the text under n.
func firstWords(n *html.Node) string {
	const enough = 80
	var b strings.Builder
	eachText(n, func(t *html.Node) bool {
		b.WriteString(t.Data)
		if t.Parent != nil && isBlock(t.Parent.DataAtom) {
			b.WriteByte(' ')
		}
		return b.Len() < enough
	})
	return collapse(b.String())
}

// holdsTitle reports whether a heading of the first level stands under n.
func holdsTitle(n *html.Node) bool {
	found := false
	each(n, func(e *html.Node) bool {
		found = found || e.DataAtom == atom.H1
		return !found
	})
	return found
}

// isWithin reports whether n stands inside an element of the given name.
func isWithin(n *html.Node, a atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == a {
			return true
		}
	}
	return false
}
