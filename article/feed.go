package article

import (
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"golang.org/x/net/html"
)

// A feedEntry is an item of RSS or an entry of Atom, as its fields come in.
type feedEntry struct {
	guid, link, title  string
	summary, content   string
	authors            []string
	published, updated string
	lang               string
}

// A feedHead is what a feed says of all its entries.
type feedHead struct {
	title, link, lang string
}

// readFeed reads RSS 0.9 to 2.0 and Atom: an article an entry, as they come.
// Only one entry is held at a time, and none may be over the limit.
func readFeed(ctx context.Context, r *Reader, path string, in io.Reader) iter.Seq2[Pending, error] {
	return func(yield func(Pending, error) bool) {
		f, err := newFeedReader(in, r.options.Limit)
		if err != nil {
			yield(nil, wrap(path, err))
			return
		}
		entries := 0
		for {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			line, _ := f.xml.InputPos()
			entry, err := f.next()
			switch {
			case errors.Is(err, io.EOF) && entries > 0:
				return
			case errors.Is(err, io.EOF):
				yield(nil, wrap(path, f.nothing()))
				return
			case errors.Is(err, ErrFormat):
				yield(nil, wrap(path, err))
				return
			case err != nil:
				now, _ := f.xml.InputPos()
				yield(nil, &Error{Path: path, Line: max(line, now), Op: "read the feed", Err: plainXML(err)})
				return
			}
			entries++
			head := f.head // of this entry: what stands behind it may say more
			if !yield(func() (*Article, error) {
				a, err := r.finish(r.entryDraft(path, line, head, entry))
				if err != nil {
					err = &Error{Path: path, Line: line, Op: "entry " + cut(entry.title, 60), Err: err}
				}
				return a, err
			}, nil) {
				return
			}
		}
	}
}

// A feedReader pulls entries out of a feed.
type feedReader struct {
	xml   *xml.Decoder
	leash *leash
	head  feedHead
	root  string // name of the first element
}

// newFeedReader looks at the first bytes and sets a decoder up.
func newFeedReader(in io.Reader, limit int) (*feedReader, error) {
	buffered := bufio.NewReaderSize(skipMark(in), 64<<10)
	head, err := buffered.Peek(1024)
	if len(head) == 0 {
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		return nil, ErrEmpty
	}
	if kind := magic(head); kind != "" {
		return nil, fmt.Errorf("%w: %s", ErrNotText, kind)
	}
	if isBinary(head) {
		return nil, fmt.Errorf("%w: it holds control characters as binary data does", ErrNotText)
	}
	leash := &leash{in: buffered, limit: limit}
	f := &feedReader{leash: leash}
	f.xml = xml.NewDecoder(&sanitizer{in: leash, eightBit: declaresEightBit(head)})
	f.xml.Strict = false
	f.xml.AutoClose = []string{"br", "hr", "img", "input", "wbr"} // HTML that was not escaped; not link, which is RSS
	f.xml.Entity = xml.HTMLEntity
	f.xml.CharsetReader = charsetReader
	return f, nil
}

// declaresEightBit reports whether an XML declaration names another encoding
// than UTF-8, so that its bytes are left to the decoder.
func declaresEightBit(head []byte) bool {
	_, rest, found := bytes.Cut(head, []byte("encoding="))
	if !found || !bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("<?xml")) || len(rest) < 3 {
		return false
	}
	end := bytes.IndexByte(rest[1:], rest[0])
	return end > 0 && !isUTF8Name(string(rest[1:1+end]))
}

// charsetReader decodes the encoding that an XML declaration names.
func charsetReader(name string, in io.Reader) (io.Reader, error) {
	if isUTF8Name(name) {
		return in, nil
	}
	table := charmapOf(name)
	if table == nil {
		return nil, fmt.Errorf("%w: encoding %q is not read", ErrNotText, name)
	}
	return table.NewDecoder().Reader(in), nil
}

// next returns the next entry, io.EOF behind the last.
func (f *feedReader) next() (feedEntry, error) {
	for {
		f.leash.reset()
		token, err := f.xml.Token()
		if err != nil {
			return feedEntry{}, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if f.root == "" {
			f.root = strings.ToLower(start.Name.Local)
			f.head.lang = attrXML(start, "lang")
			if f.root != "rss" && f.root != "feed" && f.root != "rdf" && f.root != "channel" && f.root != "item" && f.root != "entry" {
				return feedEntry{}, f.nothing()
			}
		}
		switch start.Name.Local {
		case "item", "entry":
			return f.entry(start)
		case "title":
			if f.head.title == "" {
				f.head.title, err = f.text(start)
			}
		case "language":
			f.head.lang, err = f.text(start)
		case "link":
			if f.head.link == "" {
				if f.head.link = attrXML(start, "href"); f.head.link == "" {
					f.head.link, err = f.text(start)
				}
			}
		}
		if err != nil {
			return feedEntry{}, err
		}
	}
}

// nothing is the error of an input without entries.
func (f *feedReader) nothing() error {
	switch f.root {
	case "rss", "feed", "rdf", "channel":
		return fmt.Errorf("%w: the feed has no entries", ErrEmpty)
	case "":
		return fmt.Errorf("%w: neither RSS nor Atom", ErrFormat)
	}
	return fmt.Errorf("%w: the root element is <%s>, neither RSS nor Atom", ErrFormat, cut(f.root, 40))
}

// entry reads the fields of the entry that start opened.
func (f *feedReader) entry(start xml.StartElement) (feedEntry, error) {
	e := feedEntry{lang: attrXML(start, "lang")}
	for {
		token, err := f.xml.Token()
		if err != nil {
			return e, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local == start.Name.Local {
				return e, nil
			}
		case xml.StartElement:
			if err := f.field(&e, t); err != nil {
				return e, err
			}
		}
	}
}

// mediaSpace is the namespace of pictures and films, whose titles and
// descriptions are not the entry's.
const mediaSpace = "http://search.yahoo.com/mrss/"

// field reads one field of an entry.
func (f *feedReader) field(e *feedEntry, start xml.StartElement) error {
	if start.Name.Space == mediaSpace || start.Name.Space == "media" || start.Name.Space == "itunes" || strings.Contains(start.Name.Space, "itunes") || start.Name.Local == "source" {
		return f.xml.Skip()
	}
	keep := func(into *string) error {
		s, err := f.text(start)
		if *into == "" {
			*into = s
		}
		return err
	}
	switch start.Name.Local {
	case "title":
		return keep(&e.title)
	case "guid", "id", "identifier":
		return keep(&e.guid)
	case "link":
		href, rel := attrXML(start, "href"), attrXML(start, "rel")
		if href == "" {
			return keep(&e.link)
		}
		if e.link == "" && (rel == "" || rel == "alternate") {
			e.link = href
		}
		return f.xml.Skip()
	case "description", "summary":
		return keep(&e.summary)
	case "encoded", "content", "body":
		return keep(&e.content)
	case "pubDate", "published", "issued", "created":
		return keep(&e.published)
	case "date":
		return keep(&e.published)
	case "updated", "modified":
		return keep(&e.updated)
	case "creator", "author":
		s, err := f.author(start)
		if s = strings.TrimSpace(s); s != "" {
			e.authors = append(e.authors, s)
		}
		return err
	}
	return f.xml.Skip()
}

// author reads <author>name</author> and <author><name>…</name></author>.
func (f *feedReader) author(start xml.StartElement) (string, error) {
	var text, name strings.Builder
	inside := ""
	for depth := 1; depth > 0; {
		token, err := f.xml.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			inside = t.Name.Local
		case xml.EndElement:
			depth--
			inside = ""
		case xml.CharData:
			if inside == "name" {
				name.Write(t)
			} else if inside == "" {
				text.Write(t)
			}
		}
	}
	if name.Len() > 0 {
		return name.String(), nil
	}
	return rssAuthor(text.String()), nil
}

// rssAuthor takes the name out of "desk@example.org (Jeanne Morel)".
func rssAuthor(s string) string {
	s = strings.TrimSpace(s)
	if strings.Contains(s, "@") {
		_, rest, found := strings.Cut(s, "(")
		if !found {
			return ""
		}
		return strings.TrimSuffix(strings.TrimSpace(rest), ")")
	}
	return s
}

// text returns what stands in an element. Elements in it, as Atom's XHTML has
// them and careless RSS too, are written as the HTML that they are.
func (f *feedReader) text(start xml.StartElement) (string, error) {
	var b strings.Builder
	for depth := 0; ; {
		token, err := f.xml.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			b.WriteString("<" + t.Name.Local)
			for _, a := range t.Attr {
				if a.Name.Local == "class" || a.Name.Local == "href" {
					b.WriteString(" " + a.Name.Local + `="` + html.EscapeString(a.Value) + `"`)
				}
			}
			b.WriteString(">")
		case xml.EndElement:
			if depth == 0 {
				return b.String(), nil
			}
			depth--
			b.WriteString("</" + t.Name.Local + ">")
		case xml.CharData:
			if depth > 0 {
				b.WriteString(html.EscapeString(string(t)))
			} else {
				b.Write(t)
			}
		}
	}
}

// attrXML returns the attribute called name, whatever its namespace.
func attrXML(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// plainXML says what is wrong with a feed in few words.
func plainXML(err error) error {
	var s *xml.SyntaxError
	if errors.As(err, &s) {
		return errors.New(s.Msg)
	}
	return err
}
