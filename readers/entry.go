package readers

import (
	"net/url"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/ledger"
)

// Document is an article as the ledger takes it.
func Document(a *article.Article) ledger.Document {
	return ledger.Document{
		Source: publisher(a), Article: a.ID, URL: a.URL, Title: a.Title, Byline: a.Byline, Published: a.Published, Lang: a.Lang, Text: a.Text,
	}
}

// publisher returns who published an article: as it says itself, or the host of
// its address; "" where neither is known.
func publisher(a *article.Article) string {
	if a.Publisher != "" {
		return a.Publisher
	}
	if u, err := url.Parse(a.URL); err == nil {
		return u.Hostname()
	}
	return ""
}

// Entry is an article with what a reader of a name found in it, as the ledger
// takes it.
func Entry(a *article.Article, said []act.Assertion, reader string) ledger.Entry {
	e := ledger.Entry{Document: Document(a), Reader: reader}
	for n := range said {
		e.Assertions = append(e.Assertions, ledger.Assertion{Reader: reader, Says: said[n].Record(a)})
	}
	return e
}

// Records returns what an article says as records.
func Records(a *article.Article, said []act.Assertion) []act.Record {
	records := make([]act.Record, len(said))
	for n := range said {
		records[n] = said[n].Record(a)
	}
	return records
}
