package follow

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Feed is a feed that is followed.
type Feed struct {
	URL   string // of the feed itself
	Title string // "" not known
	Site  string // the page that it is of, "" not known
}

// mostList is how long a list of feeds may be, deepest how far outlines may nest, mostFeeds how many
// there may be.
const (
	mostList  = 16 << 20
	deepest   = 50
	mostFeeds = 100_000
)

// ReadFeeds reads a list of feeds from a file: OPML, or an address a line, where # begins a remark.
// Errors name the file.
func ReadFeeds(file string) ([]Feed, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() // nothing was written: there is no error to lose
	data, err := io.ReadAll(io.LimitReader(f, mostList+1))
	if err == nil && len(data) > mostList {
		err = fmt.Errorf("it is longer than %d bytes", mostList)
	}
	var feeds []Feed
	if err == nil {
		if bytes.HasPrefix(bytes.TrimLeft(data, "\ufeff \t\r\n"), []byte("<")) {
			feeds, err = ReadOPML(bytes.NewReader(data))
		} else {
			feeds, err = readLines(string(data))
		}
	}
	if err == nil && len(feeds) == 0 {
		err = errors.New("there are no feeds in it")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return feeds, nil
}

// readLines reads an address a line.
func readLines(text string) (feeds []Feed, err error) {
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		line, _, _ = strings.Cut(line, " #")
		if line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")); line == "" || line[0] == '#' {
			continue
		}
		feed, err := NewFeed(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		feeds = append(feeds, feed)
	}
	return Distinct(feeds), nil
}

// NewFeed returns the feed at an address.
func NewFeed(address string) (Feed, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || !utf8.ValidString(address) {
		return Feed{}, fmt.Errorf("%.100q is no address of a feed: write https://example.org/feed.xml", address)
	}
	u.Fragment, u.RawFragment = "", ""
	return Feed{URL: u.String()}, nil
}

// Distinct leaves out feeds that stand there before.
func Distinct(feeds []Feed) (list []Feed) {
	seen := map[string]bool{}
	for _, f := range feeds {
		if !seen[f.URL] {
			seen[f.URL] = true
			list = append(list, f)
		}
	}
	return list
}

// opml is a list of feeds as programs exchange it (opml.org, versions 1 and 2).
type opml struct {
	XMLName xml.Name `xml:"opml"`
	Version string   `xml:"version,attr"`
	Title   string   `xml:"head>title"`
	Body    []struct {
		Outlines []outline `xml:"outline"`
	} `xml:"body"`
}

// outline is a feed, or a folder of such.
type outline struct {
	Text  string `xml:"text,attr"`
	Title string `xml:"title,attr,omitempty"`
	Type  string `xml:"type,attr,omitempty"`
	URL   string `xml:"xmlUrl,attr,omitempty"`
	Site  string `xml:"htmlUrl,attr,omitempty"`
}

// ReadOPML reads the feeds of an OPML document, each once, in their order, whatever the folders that
// they stand in. One whose address makes no sense is an error, as a feed that is silently not
// followed would be missed.
func ReadOPML(in io.Reader) (feeds []Feed, err error) {
	d := xml.NewDecoder(in)
	d.Strict, d.Entity, d.CharsetReader = false, xml.HTMLEntity, decoded
	depth, root := 0, false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && root {
			return Distinct(feeds), nil
		}
		if err != nil {
			line, _ := d.InputPos()
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return nil, fmt.Errorf("line %d: read OPML: %w", line, err)
		}
		switch t := token.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			line, _ := d.InputPos()
			if depth++; depth > deepest {
				return nil, fmt.Errorf("line %d: outlines nest deeper than %d", line, deepest)
			}
			if !root && !strings.EqualFold(t.Name.Local, "opml") {
				return nil, fmt.Errorf("line %d: <%.40s> is no OPML", line, t.Name.Local)
			}
			root = true
			feed, found, err := readOutline(t)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", line, err)
			}
			if found {
				feeds = append(feeds, feed)
			}
			if len(feeds) > mostFeeds {
				return nil, fmt.Errorf("line %d: there are more than %d feeds", line, mostFeeds)
			}
		}
	}
}

// decoded decodes the one other encoding than UTF-8 that such lists are written in.
func decoded(name string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(name) {
	case "utf-8", "utf8", "us-ascii", "ascii":
		return in, nil
	case "iso-8859-1", "windows-1252", "latin1":
		return charmap.Windows1252.NewDecoder().Reader(in), nil
	}
	return nil, fmt.Errorf("encoding %.40q is not read", name)
}

// readOutline reads an element; found tells whether it is a feed.
func readOutline(e xml.StartElement) (feed Feed, found bool, err error) {
	if !strings.EqualFold(e.Name.Local, "outline") {
		return feed, false, nil
	}
	of := map[string]string{}
	for _, a := range e.Attr {
		of[strings.ToLower(a.Name.Local)] = strings.Join(strings.Fields(a.Value), " ")
	}
	if of["xmlurl"] == "" {
		return feed, false, nil
	}
	if feed, err = NewFeed(of["xmlurl"]); err != nil {
		return feed, false, err
	}
	if feed.Title = of["title"]; feed.Title == "" {
		feed.Title = of["text"]
	}
	feed.Site = of["htmlurl"]
	return feed, true, nil
}

// WriteOPML writes feeds as an OPML document of version 2.
func WriteOPML(out io.Writer, title string, feeds []Feed) error {
	doc := opml{Version: "2.0", Title: title, Body: make([]struct {
		Outlines []outline `xml:"outline"`
	}, 1)}
	for _, f := range feeds {
		text := f.Title
		if text == "" {
			text = f.URL
		}
		doc.Body[0].Outlines = append(doc.Body[0].Outlines, outline{Text: text, Title: f.Title, Type: "rss", URL: f.URL, Site: f.Site})
	}
	if _, err := io.WriteString(out, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(out)
	e.Indent("", "  ")
	if err := e.Encode(doc); err != nil {
		return err
	}
	_, err := io.WriteString(out, "\n")
	return err
}
