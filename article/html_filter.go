package article

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// lede narrows the pieces of a page to those of its body and to what stands
// between the page's heading and the body: byline, date line, standfirst.
func lede(pieces []piece, root *html.Node) []piece {
	from, to, title := -1, -1, -1
	for i, p := range pieces {
		if within(p.home, root) {
			if from < 0 {
				from = i
			}
			to = i + 1
		}
		if from < 0 && p.kind == Heading && p.level == 1 {
			title = i
		}
	}
	if from < 0 {
		return pieces
	}
	var kept []piece
	if title >= 0 {
		for i, p := range pieces[title:from] {
			if i == 0 || p.byline || p.isSentence() || p.isParagraph() {
				kept = append(kept, p)
			}
		}
	}
	return append(kept, pieces[from:to]...)
}

// filter keeps the pieces that are the article's, in order: what stands
// between its first and its last paragraph, without labels, and the headings
// that have something to head.
func filter(pieces []piece, x *lexicon) []piece {
	first, last := -1, -1
	for i := range pieces {
		if pieces[i].isProse() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return pieces
	}
	var kept []piece
	for i, p := range pieces {
		switch {
		case p.kind == Heading && p.level == 1, p.byline:
		case i < first && p.kind != Heading && !p.isSentence() && !(p.isParagraph() && p.sharesBox(pieces[first])) && !x.isMetaLine(p.text):
			continue
		case i > last && !(p.sharesBox(pieces[last]) && (p.isSentence() || p.isParagraph() || p.kind == ListItem || p.kind == Heading)):
			continue
		case p.isLabel() && (i > first || !x.isMetaLine(p.text)):
			continue
		}
		kept = append(kept, p)
	}
	return dropIdleHeadings(kept)
}

// shortProse is how many bytes the shortest paragraph between <p> and </p> has
// that can open or close an article.
const shortProse = 40

// isProse reports whether the piece is a paragraph as articles have them.
func (p *piece) isProse() bool {
	if p.kind == Heading || p.kind == Caption || p.links*2 >= len(p.text) {
		return false
	}
	switch n := len(p.text); {
	case n >= 2*proseLeast:
		return p.isParagraph() || endsSentence(p.text)
	case n >= proseLeast:
		return endsSentence(p.text)
	}
	return len(p.text) >= shortProse && p.isParagraph() && endsSentence(p.text)
}

// isParagraph reports whether the page itself marks the piece as a paragraph.
func (p *piece) isParagraph() bool {
	return p.kind == Paragraph && p.links*2 < len(p.text) && p.home != nil &&
		(p.home.DataAtom == atom.P || p.home.DataAtom == atom.Blockquote || p.home.DataAtom == atom.Pre)
}

// isSentence reports whether the piece ends as a sentence does.
func (p *piece) isSentence() bool {
	return p.links*2 < len(p.text) && endsSentence(p.text)
}

// isLabel reports whether the piece is a few words of the page's own: a button,
// a section's name, a counter.
func (p *piece) isLabel() bool {
	if p.kind != Paragraph || endsSentence(p.text) || len(p.text) >= 60 {
		return false
	}
	return p.home == nil || p.home.DataAtom != atom.P && p.home.DataAtom != atom.Blockquote && p.home.DataAtom != atom.Td
}

// sharesBox reports whether the piece stands in the box that the other one, or
// the list or the quotation that it is of, stands in.
func (p *piece) sharesBox(o piece) bool {
	if p.home == nil || o.home == nil {
		return false
	}
	box := o.home
	for box.Parent != nil && isInBox(box) {
		box = box.Parent
	}
	return box != nil && within(p.home, box.Parent)
}

// isInBox reports whether an element only sets off a part of what its parent
// holds: an item of a list, a quoted paragraph.
func isInBox(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Li, atom.Ul, atom.Ol, atom.Blockquote, atom.Figure, atom.Figcaption:
		return true
	}
	return n.Parent != nil && n.Parent.DataAtom == atom.Blockquote
}

// dropIdleHeadings leaves out the headings that nothing follows before the
// next heading of the same rank.
func dropIdleHeadings(pieces []piece) []piece {
	kept := pieces[:0]
	for i, p := range pieces {
		if p.kind == Heading && p.level > 1 {
			if i+1 == len(pieces) || pieces[i+1].kind == Heading && pieces[i+1].level <= p.level {
				continue
			}
		}
		kept = append(kept, p)
	}
	return kept
}
