package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A piece is a block of a page with what tells whether it is of the article.
type piece struct {
	block
	text  string
	links int        // bytes of the text that are links
	home  *html.Node // the block element that the text stands in
}

// A unitWalker lists the blocks under an element. Inline elements join without
// any space of their own; blocks stand alone.
type unitWalker struct {
	p      *page
	pieces []piece
	home   *html.Node
	buf    []byte // the text of the block in hand, spaces collapsed
	space  bool   // a space is owed before what comes next
	links  int    // bytes of buf inside links
	lead   int    // bytes of bold text at the start of buf
	plain  bool   // buf holds text that is not bold
	quotes int    // block quotations so far
	rule   bool   // a rule stands before the block in hand
}

// A walkState is what an element changes for what stands under it.
type walkState struct {
	kind   UnitKind
	level  int
	quote  int
	byline bool
	link   bool
	bold   bool
	home   *html.Node
}

// frame is an element whose end is still to come.
type frame struct {
	n     *html.Node
	state walkState
}

// walk writes the units under root. It keeps its own stack: pages may nest
// deeper than a goroutine's stack should grow.
func (w *unitWalker) walk(root *html.Node) {
	state := walkState{}
	var stack []frame
	n := root
	for n != nil {
		switch n.Type {
		case html.TextNode:
			w.text(n.Data, state)
		case html.ElementNode, html.DocumentNode:
			if n.Type == html.ElementNode && (isSilent(n) && n.DataAtom != atom.Head || n.DataAtom == atom.Head) {
				break
			}
			inner := w.open(n, state)
			if n.FirstChild != nil {
				stack = append(stack, frame{n, state})
				state = inner
				n = n.FirstChild
				continue
			}
			w.close(n, state)
		}
		for n.NextSibling == nil || n == root {
			if len(stack) == 0 {
				w.flush(walkState{})
				return
			}
			top := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			n = top.n
			w.close(n, state)
			state = top.state
		}
		n = n.NextSibling
	}
}

// open begins an element and returns the state for what stands under it.
func (w *unitWalker) open(n *html.Node, s walkState) walkState {
	if isBlock(n.DataAtom) {
		w.flush(s)
		s.home = n
	}
	switch n.DataAtom {
	case atom.Br:
		w.lineBreak(s)
	case atom.Hr:
		w.rule = true
	case atom.Li:
		s.kind = ListItem
	case atom.Figcaption, atom.Caption:
		s.kind = Caption
	case atom.Blockquote:
		if s.quote == 0 {
			w.quotes++
			s.quote = w.quotes
		}
	case atom.B, atom.Strong:
		s.bold = true
	case atom.A:
		s.link = true
	default:
		if l := headingLevel(n.DataAtom); l > 0 {
			s.kind, s.level = Heading, l
		}
	}
	if !s.byline && w.p != nil && w.p.chrome.isByline(n) && w.p.weights[n].text < 300 {
		s.byline = true
	}
	return s
}

// close ends an element.
func (w *unitWalker) close(n *html.Node, s walkState) {
	if isBlock(n.DataAtom) {
		w.flush(s)
	}
}

// lineBreak ends the block at a <br> that follows a whole sentence, words that
// are all bold, or another <br>, and is a space anywhere else.
func (w *unitWalker) lineBreak(s walkState) {
	n := len(w.buf)
	if n > 0 && (w.buf[n-1] == '\n' || w.lead == n || endsSentence(string(w.buf[max(0, n-64):]))) {
		w.flush(s)
		return
	}
	if n > 0 {
		w.buf = append(w.buf, '\n')
		w.space = true
	}
}

// text appends text to the block in hand.
func (w *unitWalker) text(t string, s walkState) {
	before := len(w.buf)
	for i := 0; i < len(t); i++ {
		switch c := t[i]; c {
		case ' ', '\t', '\n', '\r', '\f':
			w.space = w.space || len(w.buf) > 0
		default:
			if w.space {
				if len(w.buf) > 0 && w.buf[len(w.buf)-1] != '\n' {
					w.buf = append(w.buf, ' ')
				}
				w.space = false
			}
			w.buf = append(w.buf, c)
		}
	}
	if n := len(w.buf) - before; n > 0 {
		w.home = s.home
		if s.link {
			w.links += n
		}
		switch {
		case s.bold && !w.plain:
			w.lead = len(w.buf)
		case !s.bold:
			w.plain = true
		}
	}
}

// flush writes the block in hand, unless it is a row of links.
func (w *unitWalker) flush(s walkState) {
	raw := string(w.buf)
	text := clean(strings.ReplaceAll(raw, "\n", " ")) // entities may have brought what nobody sees
	links, lead := w.links, w.lead
	if len(text) != len(raw) && lead > 0 {
		lead = len(clean(strings.ReplaceAll(raw[:lead], "\n", " ")))
	}
	w.buf, w.space, w.links, w.lead, w.plain = w.buf[:0], false, 0, 0, false
	if strings.TrimSpace(text) == "" {
		return
	}
	if w.p != nil && w.isLinkRow(text, links, s) {
		return
	}
	b := block{kind: s.kind, level: s.level, quote: s.quote, rule: w.rule, byline: s.byline}
	if lead < len(text) && s.kind != Heading {
		b.lead = lead
	} else if lead > 0 && lead >= len(text) && s.kind == Paragraph && len(text) < 120 && !endsSentence(text) {
		b.kind, b.level = Heading, 3 // a paragraph all in bold, as sites without headings write them
	}
	w.rule = false
	w.pieces = append(w.pieces, piece{b, text, links, w.home})
}

// isLinkRow reports whether a block is mostly links and not a sentence.
func (w *unitWalker) isLinkRow(text string, links int, s walkState) bool {
	if s.byline || s.kind == Heading && s.level == 1 {
		return false
	}
	if w.p.lexicon.startsRelated(text) && links*2 > len(text)-20 {
		return true
	}
	if w.p.lexicon.isAdvert(text) {
		return true
	}
	if links*10 < len(text)*8 {
		return false
	}
	return s.kind == ListItem || !endsSentence(text) || len(text) < 40
}

// endsSentence reports whether s ends as a sentence does.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, " \u00a0\u202f\n\t\"'”’»)]")
	for _, end := range []string{".", "!", "?", "…", "。", "؟"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// isByline reports whether the page marks the element as the line that names
// the author or the day.
func (c *chrome) isByline(n *html.Node) bool {
	if n.DataAtom == atom.Time || n.DataAtom == atom.Address {
		return true
	}
	switch attr(n, "itemprop") {
	case "author", "datePublished", "dateModified":
		return true
	}
	return attr(n, "rel") == "author" || hasWord(c.byline, n, "class", "id")
}
