package article

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An extractor finds the element that holds the article of a page whose
// surroundings have been pruned.
type extractor interface {
	body(p *page) *html.Node
}

// proseExtractor takes the element that the page names as its article's text,
// and where none is named, the smallest one that holds nearly all the prose.
type proseExtractor struct{}

// body implements extractor.
func (proseExtractor) body(p *page) *html.Node {
	whole := p.weights[p.doc].prose
	if whole == 0 {
		return bodyElement(p.doc)
	}
	if n := p.named(whole); n != nil {
		return n
	}
	return p.smallest(bodyElement(p.doc), whole)
}

// named returns the element that is marked as the article's text, by
// microdata, by its class or by its name, provided that it holds a good part
// of the page's prose. Of several, the one with the most prose is taken.
func (p *page) named(whole int) *html.Node {
	var best [3]*html.Node
	each(p.doc, func(n *html.Node) bool {
		rank := -1
		switch {
		case attr(n, "itemprop") == "articleBody", p.chrome.kind(n) == classBody:
			rank = 0
		case n.DataAtom == atom.Article:
			rank = 1
		case n.DataAtom == atom.Main || attr(n, "role") == "main":
			rank = 2
		}
		if rank >= 0 && (best[rank] == nil || p.weights[n].prose > p.weights[best[rank]].prose) {
			best[rank] = n
		}
		return true
	})
	for rank, n := range best {
		if n != nil && p.weights[n].prose*100 >= whole*[3]int{40, 50, 60}[rank] {
			return n
		}
	}
	return nil
}

// smallest descends from n to the smallest element that still holds most of
// the prose.
func (p *page) smallest(n *html.Node, whole int) *html.Node {
	for {
		var next *html.Node
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && p.weights[c].prose*100 >= whole*80 {
				next = c
			}
		}
		if next == nil || next.DataAtom == atom.P {
			return n
		}
		n = next
	}
}

// bodyElement returns the body of the document, or the document.
func bodyElement(doc *html.Node) *html.Node {
	body := doc
	each(doc, func(n *html.Node) bool {
		if n.DataAtom == atom.Body && body == doc {
			body = n
		}
		return body == doc
	})
	return body
}
