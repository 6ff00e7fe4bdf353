package article

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"

	"golang.org/x/net/html"
)

// jsonFeed is a JSON Feed (jsonfeed.org, versions 1 and 1.1). Keys that we have no use for are
// passed over.
type jsonFeed struct {
	Version  loose             `json:"version"`
	Title    loose             `json:"title"`
	Home     loose             `json:"home_page_url"`
	Language loose             `json:"language"`
	Items    []json.RawMessage `json:"items"`
}

// jsonItem is an entry of a JSON Feed.
type jsonItem struct {
	ID        loose        `json:"id"`
	URL       loose        `json:"url"`
	Title     loose        `json:"title"`
	HTML      loose        `json:"content_html"`
	Text      loose        `json:"content_text"`
	Summary   loose        `json:"summary"`
	Published loose        `json:"date_published"`
	Modified  loose        `json:"date_modified"`
	Language  loose        `json:"language"`
	Authors   []jsonAuthor `json:"authors"`
	Author    *jsonAuthor  `json:"author"` // of version 1
}

type jsonAuthor struct {
	Name loose `json:"name"`
}

// isJSONFeed reports whether what opens so is a JSON Feed rather than JSON Lines.
func isJSONFeed(head string) bool {
	return strings.HasPrefix(head, "{") && strings.Contains(strings.ReplaceAll(head, `\/`, "/"), "jsonfeed.org/version/")
}

// readJSONFeed reads a JSON Feed: an article an item. A bad item is an error of its own.
func readJSONFeed(ctx context.Context, r *Reader, path string, in io.Reader) iter.Seq2[Pending, error] {
	return func(yield func(Pending, error) bool) {
		feed, err := r.jsonFeed(in)
		if err != nil {
			yield(nil, wrap(path, err))
			return
		}
		head := feedHead{title: string(feed.Title), link: string(feed.Home), lang: string(feed.Language)}
		for n, data := range feed.Items {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			if !yield(func() (*Article, error) {
				var item jsonItem
				op := fmt.Sprintf("item %d", n+1)
				if err := json.Unmarshal(data, &item); err != nil {
					return nil, &Error{Path: path, Op: op, Err: plainJSON(err)}
				}
				a, err := r.finish(r.entryDraft(path, 0, head, item.entry()))
				if err != nil {
					err = &Error{Path: path, Op: op, Err: err}
				}
				return a, err
			}, nil) {
				return
			}
		}
	}
}

// jsonFeed reads a feed as a whole: it is one value.
func (r *Reader) jsonFeed(in io.Reader) (*jsonFeed, error) {
	data, err := r.slurp(skipMark(in))
	if err != nil {
		return nil, err
	}
	text, err := r.decode(data, "utf-8")
	if err != nil {
		return nil, err
	}
	var feed jsonFeed
	if err := json.NewDecoder(bytes.NewReader([]byte(text))).Decode(&feed); err != nil {
		return nil, fmt.Errorf("read the feed: %w", plainJSON(err))
	}
	switch {
	case !strings.Contains(string(feed.Version), "jsonfeed.org/version/"):
		return nil, fmt.Errorf("%w: JSON that is no JSON Feed", ErrFormat)
	case len(feed.Items) == 0:
		return nil, fmt.Errorf("%w: the feed has no entries", ErrEmpty)
	}
	return &feed, nil
}

// entry returns an item as an entry of any feed.
func (i *jsonItem) entry() feedEntry {
	e := feedEntry{
		guid: string(i.ID), link: string(i.URL), title: string(i.Title), summary: escaped(string(i.Summary)), content: string(i.HTML),
		published: string(i.Published), updated: string(i.Modified), lang: string(i.Language),
	}
	if e.content == "" {
		e.content = escaped(string(i.Text))
	}
	if i.Author != nil && len(i.Authors) == 0 {
		i.Authors = []jsonAuthor{*i.Author}
	}
	for _, a := range i.Authors {
		if a.Name != "" {
			e.authors = append(e.authors, string(a.Name))
		}
	}
	return e
}

// escaped writes a plain text as HTML, a paragraph for each that an empty line ends.
func escaped(text string) string {
	var b strings.Builder
	for p := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			b.WriteString("<p>" + html.EscapeString(p) + "</p>\n")
		}
	}
	return b.String()
}
