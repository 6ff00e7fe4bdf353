package article

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// readPage reads an HTML page: what its head and its marks say of the article,
// then the article's own blocks.
func readPage(r *Reader, d *draft, data []byte) error {
	text, err := r.decode(data, cmp.Or(declaredCharset(data), d.charset))
	if err != nil {
		return err
	}
	text = clean(text)
	doc := parseHTML(text)
	if doc == nil {
		if doc = parseHTML(stripTags(text)); doc == nil {
			return errors.New("the page nests too deep to be read")
		}
	}
	meta := readMeta(doc, r.lexicon, r.chrome)
	meta.into(d)
	pieces := r.pieces(doc)
	if sizeOf(pieces) < 250 { // the page may call its very text a sidebar
		again := parseHTML(text)
		if again == nil {
			again = parseHTML(stripTags(text))
		}
		if more := r.lenientPieces(again); sizeOf(more) > 2*sizeOf(pieces) {
			pieces = more
		}
	}
	if body := meta.body; len(body) > 3*sizeOf(pieces) { // pages that a script would fill
		readPlain(d, body)
		return nil
	}
	d.title = pageTitle(meta, pieces)
	if !startsWithTitle(pieces, d.title) {
		d.add(block{kind: Heading, level: 1}, d.title)
	}
	for _, p := range pieces {
		if p.kind == Heading && p.level == 1 && !sameTitle(p.text, d.title) {
			p.level = 2
		}
		d.add(p.block, p.text)
	}
	return nil
}

// sizeOf adds up the text of the pieces.
func sizeOf(pieces []piece) int {
	n := 0
	for _, p := range pieces {
		if p.kind != Heading {
			n += len(p.text)
		}
	}
	return n
}

// pieces returns the blocks of the page that are its article.
func (r *Reader) pieces(doc *html.Node) []piece {
	return (&page{doc: doc, chrome: r.chrome, lexicon: r.lexicon}).pieces(r.extractor)
}

// lenientPieces is pieces without heeding what the classes of elements say.
func (r *Reader) lenientPieces(doc *html.Node) []piece {
	if doc == nil {
		return nil
	}
	return (&page{doc: doc, chrome: r.chrome, lexicon: r.lexicon, lenient: true}).pieces(r.extractor)
}

// pieces prunes the page, finds its body, and lists the blocks there.
func (p *page) pieces(e extractor) []piece {
	p.prune()
	p.weigh()
	root := e.body(p)
	w := unitWalker{p: p}
	w.walk(bodyElement(p.doc))
	return filter(lede(w.pieces, root), p.lexicon)
}

// pageTitle returns the title of the article: the page's own heading where the
// head of the page agrees with it, or where the head is silent; else what the
// head says, without the site's name.
func pageTitle(m *pageMeta, pieces []piece) string {
	heading := ""
	for _, agree := range []func(heading, title string) bool{sameTitle, opensTitle, inTitle} {
		for level := 1; level <= 2; level++ {
			for _, p := range pieces {
				if p.kind != Heading || p.level != level || level == 1 && sameTitle(p.text, m.publisher) {
					continue
				}
				if heading == "" && level == 1 {
					heading = p.text
				}
				if slices.ContainsFunc(m.titles, func(t string) bool { return agree(p.text, t) }) {
					return p.text
				}
			}
		}
	}
	// A page without h1 whose head holds nothing but the site's name has its
	// title in bold above the text.
	if heading == "" && m.onlyElement {
		for _, p := range pieces[:min(len(pieces), 4)] {
			if p.kind == Heading && !sameTitle(p.text, m.titles[0]) && !strings.Contains(letters(m.titles[0]), letters(p.text)) {
				return p.text
			}
			if p.isProse() {
				break
			}
		}
	}
	for _, t := range m.titles {
		if t = m.withoutSite(t); t != "" {
			return t
		}
	}
	return heading
}

// opensTitle reports whether a title is a heading and a remark behind it.
func opensTitle(heading, title string) bool {
	return len(heading) > 15 && strings.HasPrefix(letters(title), letters(heading))
}

// inTitle reports whether a title is a heading and remarks around it.
func inTitle(heading, title string) bool {
	return len(heading) > 15 && strings.Contains(letters(title), letters(heading))
}

// declaredCharset returns the encoding that a page's first bytes declare.
func declaredCharset(data []byte) string {
	head := bytes.ToLower(data[:min(len(data), 4096)])
	for _, key := range []string{"charset=", "encoding="} {
		i := bytes.Index(head, []byte(key))
		if i < 0 {
			continue
		}
		value := bytes.TrimLeft(head[i+len(key):], `"' `)
		end := bytes.IndexAny(value, "\"' ;/>?\t\r\n")
		if end > 0 && end < 40 {
			return string(value[:end])
		}
	}
	return ""
}
