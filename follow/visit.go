package follow

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/fetch"
)

// visit is one visit to a feed.
type visit struct {
	*Follower
	feed  *Feed
	known *knownFeed
	pages int // got during it
}

// accepted are the media types of feeds.
const accepted = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"

// poll gets the feed, where it has changed, and handles its entries. What the server says of its
// version is only remembered where nothing has to be tried again.
func (v *visit) poll(ctx context.Context) error {
	page, err := v.Get(ctx, fetch.Request{URL: v.feed.URL, Accept: accepted, ETag: v.known.etag, Modified: v.known.modified})
	if err != nil {
		return err
	}
	if page.Moved != "" {
		v.Log.WarnContext(ctx, "a feed has moved for good", "feed", v.feed.URL, "to", page.Moved)
	}
	if page.Unchanged {
		v.Seen(Same)
		return nil
	}
	v.Seen(Polled)
	if looksLikePage(page.Body) {
		return errors.New("it is a page and no feed: the address of its feed stands in its head (rel=\"alternate\")")
	}
	entries, err := v.read(ctx, page)
	if err != nil {
		return err
	}
	again, kept, err := v.entries(ctx, page, entries)
	v.Log.InfoContext(ctx, "a feed was read", "feed", v.feed.URL, "entries", len(entries), "handed_on", kept, "put_off", again)
	if err == nil && again == 0 {
		v.known.etag, v.known.modified = page.ETag, page.Modified
	}
	return err
}

// read reads the entries of a feed. A feed of which something can be read is read as far as that
// goes; what cannot is told.
func (v *visit) read(ctx context.Context, page *fetch.Page) ([]*article.Article, error) {
	var list []*article.Article
	var wrong error
	for a, err := range v.Articles.Read(ctx, v.feed.URL, ending(page.Body), bytes.NewReader(page.Body)) {
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			wrong = err
			if !errors.Is(err, article.ErrEmpty) {
				v.Seen(Lost)
				v.Log.WarnContext(ctx, "an entry cannot be read", "feed", v.feed.URL, "error", err)
			}
		default:
			list = append(list, a)
		}
		if len(list) == mostEntries {
			v.Log.WarnContext(ctx, "a feed has more entries than are looked at", "feed", v.feed.URL, "most", mostEntries)
			break
		}
	}
	if len(list) == 0 && wrong != nil && !errors.Is(wrong, article.ErrEmpty) {
		return nil, wrong
	}
	return list, nil
}

// ending returns by which ending of a name package article knows what a feed is.
func ending(body []byte) string {
	if bytes.HasPrefix(bytes.TrimLeft(body, "\ufeff \t\r\n"), []byte("{")) {
		return ".jsonfeed"
	}
	return ".xml"
}

// looksLikePage reports whether what should be a feed is a page.
func looksLikePage(body []byte) bool {
	head := bytes.ToLower(bytes.TrimLeft(body[:min(len(body), 1024)], "\ufeff \t\r\n"))
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html"))
}

// entries handles the entries of a feed. again is how many have to be tried again.
func (v *visit) entries(ctx context.Context, page *fetch.Page, list []*article.Article) (again, kept int, err error) {
	base, err := url.Parse(page.URL)
	if err != nil {
		return 0, 0, err
	}
	for _, a := range list {
		if err := ctx.Err(); err != nil {
			return again, kept, err
		}
		a.URL = absolute(base, a.URL)
		done, handed, err := v.entry(ctx, a)
		if err != nil {
			return again, kept, err
		}
		if !done {
			again++
		}
		if handed {
			kept++
		}
	}
	return again, kept, nil
}

// absolute returns an address of the web, "" where a link leads to none.
func absolute(base *url.URL, link string) string {
	if strings.TrimSpace(link) == "" {
		return ""
	}
	u, err := base.Parse(strings.TrimSpace(link))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// entry handles an entry: nothing is done where it is as it was. done is whether it need not be
// tried again, handed whether it was handed on.
func (v *visit) entry(ctx context.Context, a *article.Article) (done, handed bool, err error) {
	e, err := v.State.entry(ctx, v.feed.URL, keyOf(a))
	if err != nil {
		return false, false, err
	}
	told := digest(a)
	if e.told == told && len(e.versions) > 0 {
		return true, false, nil
	}
	a.ID = cmp.Or(a.URL, a.ID+"#"+a.Entry)
	full, done, err := v.full(ctx, a, &e)
	if err != nil {
		return false, false, err
	}
	if !done {
		return false, false, v.State.setEntry(ctx, &e)
	}
	e.told, e.url = told, a.URL
	if handed, err = v.hand(ctx, full, &e); err != nil {
		return false, handed, err
	}
	return true, handed, v.State.setEntry(ctx, &e)
}

// full returns an entry's article with its full text: from its page, where the feed has only a
// summary and the page has more. Where it cannot be had for now, done is false; where it cannot be had
// at all, or could not be several times, the summary has to do.
func (v *visit) full(ctx context.Context, a *article.Article, e *knownEntry) (full *article.Article, done bool, err error) {
	if !a.Partial || a.URL == "" {
		return a, true, nil
	}
	if v.pages >= mostPages {
		return nil, false, nil
	}
	v.pages++
	page, got, err := v.page(ctx, fetch.Request{URL: a.URL, Accept: pages}, a.Published)
	if err == nil {
		e.tries, e.etag, e.modified = 0, page.ETag, page.Modified
		e.checks, e.next = 0, v.Now().Add(again(0))
		if len(got.Text) < len(a.Text) { // a wall of some kind
			return a, true, nil
		}
		complete(got, a)
		return got, true, nil
	}
	if ctx.Err() != nil {
		return nil, false, ctx.Err()
	}
	v.Seen(Missed)
	if e.tries++; fetch.Passing(err) && !isArticle(err) && e.tries < mostTries {
		v.Log.InfoContext(ctx, "a page is put off", "page", a.URL, "tries", e.tries, "error", err)
		return nil, false, nil
	}
	e.tries = 0
	v.Log.WarnContext(ctx, "a page cannot be had: its summary has to do", "page", a.URL, "error", err)
	return a, true, nil
}

// pages are the media types of articles.
const pages = "text/html, application/xhtml+xml, text/plain;q=0.5"

// page gets and reads a page; the article is nil where it has not changed.
func (v *visit) page(ctx context.Context, r fetch.Request, published string) (*fetch.Page, *article.Article, error) {
	page, err := v.Get(ctx, r)
	if err != nil || page.Unchanged {
		return page, nil, err
	}
	a, err := v.Articles.Page(article.Page{URL: r.URL, Media: page.Media, Charset: page.Charset, Published: published, Body: page.Body})
	return page, a, err
}

// isArticle reports whether an error is that of what a page holds.
func isArticle(err error) bool {
	var e *article.Error
	return errors.As(err, &e)
}

// complete gives an article what its page does not tell and its feed does.
func complete(page, entry *article.Article) {
	page.Entry, page.Path = entry.Entry, entry.Path
	page.Title = cmp.Or(page.Title, entry.Title)
	page.Byline = cmp.Or(page.Byline, entry.Byline)
	page.Publisher = cmp.Or(page.Publisher, entry.Publisher)
	if page.Published == "" {
		page.Published, page.PublishedFrom = entry.Published, entry.PublishedFrom
	}
}

// hand hands an article on where it says anything new.
func (v *visit) hand(ctx context.Context, a *article.Article, e *knownEntry) (handed bool, err error) {
	says := digest(a)
	if says == e.says && len(e.versions) > 0 {
		return false, nil
	}
	a.Revises = append([]string(nil), e.versions...)
	over, cancel := finishing(ctx)
	defer cancel()
	version, err := v.Keep(over, a)
	if err != nil {
		return false, fmt.Errorf("keep %s: %w", a.ID, err)
	}
	if len(e.versions) > 0 {
		v.Seen(Revised)
		v.Log.InfoContext(ctx, "an article has changed", "article", a.ID, "versions", len(e.versions)+1)
	} else {
		v.Seen(Handed)
	}
	e.says, e.title, e.publisher, e.published, e.length = says, a.Title, a.Publisher, a.Published, len(a.Text)
	e.add(version)
	return true, nil
}
