package follow

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/fetch"
)

// mostRechecks is how many pages of a feed are looked at again at one visit.
const mostRechecks = 50

// again returns after how long a page is looked at again that was so often: most corrections come
// on the first day. It is never looked at again where that is 0.
func again(checks int) time.Duration {
	const hour, day = time.Hour, 24 * time.Hour
	pauses := []time.Duration{hour, 5 * hour, 18 * hour, 2 * day, 4 * day, 23 * day}
	if checks >= len(pauses) {
		return 0
	}
	return pauses[checks]
}

// recheck looks again at pages that may have changed, and hands on those that have. Its error joins
// what went wrong with the state or with keeping them; pages that cannot be had are left for later.
func (v *visit) recheck(ctx context.Context) error {
	due, err := v.State.due(ctx, v.feed.URL, v.Now(), mostRechecks)
	if err != nil {
		return err
	}
	var all error
	for n := range due {
		if ctx.Err() != nil {
			return all
		}
		e := &due[n]
		if err := v.look(ctx, e); err != nil {
			if errors.Is(err, errState) {
				return err
			}
			all = errors.Join(all, fmt.Errorf("feed %s: %w", v.feed.URL, err))
			v.Log.WarnContext(ctx, "a changed article was not kept, and will be looked at again", "article", e.url, "error", err)
		}
	}
	return all
}

// look looks at a page again. One that is not there any more is no withdrawal: pages move.
func (v *visit) look(ctx context.Context, e *knownEntry) error {
	v.Seen(Rechecked)
	page, a, err := v.page(ctx, fetch.Request{URL: e.url, Accept: pages, ETag: e.etag, Modified: e.modified}, e.published)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		v.Seen(Missed)
		v.Log.InfoContext(ctx, "a page cannot be looked at again", "page", e.url, "error", err)
	case a != nil && len(a.Text)*4 < e.length: // a wall, or an empty shell
		v.Log.InfoContext(ctx, "a page has lost most of its text: it is taken for another page", "page", e.url)
	case a != nil:
		complete(a, &article.Article{Path: v.feed.URL, Entry: e.key, Title: e.title, Publisher: e.publisher})
		if _, err := v.hand(ctx, a, e); err != nil {
			return err
		}
		e.etag, e.modified = page.ETag, page.Modified
	}
	e.checks++
	e.next = time.Time{}
	if d := again(e.checks); d > 0 {
		e.next = v.Now().Add(d)
	}
	return v.State.setEntry(ctx, e)
}

// keyOf returns what an entry is known by in its feed.
func keyOf(a *article.Article) string {
	switch {
	case a.Entry != "":
		return a.Entry
	case a.URL != "":
		return a.URL
	}
	return digest(a)
}

// digest is a hash of what an article says: its titles, paragraphs and lists, however they are spaced.
// Bylines, dates and captions may change without a new version.
func digest(a *article.Article) string {
	h := sha256.New()
	write := func(s string) { fmt.Fprintf(h, "%s\n", strings.Join(strings.Fields(s), " ")) } // a hash takes everything
	write(a.Title)
	for _, u := range a.Units {
		if u.Kind != article.Meta && u.Kind != article.Caption {
			write(a.Text[u.Start:u.End])
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
