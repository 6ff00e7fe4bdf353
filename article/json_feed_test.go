package article

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

const jsonFeedText = `{
 "version": "https:\/\/jsonfeed.org\/version\/1.1",
 "title": "The Harbour Post", "home_page_url": "https://post.example/", "language": "en-GB",
 "items": [
  {"id": "1", "url": "https://post.example/1", "title": "Norway opens embassy", "date_published": "2024-03-05T10:00:00Z",
   "content_html": "<p>Norway opened an embassy in Dakar on Monday.</p>", "authors": [{"name": "Ada Holm"}, {"name": "Ben Osei"}]},
  {"id": 2, "url": "https://post.example/2", "title": "Accord", "content_text": "Spain & Chile signed an accord <today>.\n\nIt is the second.", "author": {"name": "Cy"}},
  {"id": "3", "title": {"no": "title"}},
  {"id": "4", "summary": "Cuba recalled its ambassador from Lima …", "url": "https://post.example/4"},
  {"id": "5"}
 ]}`

func TestJSONFeeds(t *testing.T) {
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, ending := range []string{"", ".json", ".jsonfeed"} {
		var got []*Article
		var bad []string
		for a, err := range r.Read(t.Context(), "feed", ending, strings.NewReader(jsonFeedText)) {
			if err != nil {
				bad = append(bad, err.Error())
				continue
			}
			check(t, a)
			got = append(got, a)
		}
		if len(got) != 3 || len(bad) != 2 || !strings.Contains(bad[0], "item 3") || !strings.Contains(bad[1], "item 5") {
			t.Fatalf("%q: %d articles, %q", ending, len(got), bad)
		}
		if a := got[0]; a.Entry != "1" || a.URL != "https://post.example/1" || a.Title != "Norway opens embassy" || a.Byline != "Ada Holm, Ben Osei" || a.Published != "2024-03-05" || a.Publisher != "The Harbour Post" || a.Lang != "en" {
			t.Errorf("%+v", a)
		}
		if a := got[1]; a.Entry != "2" || a.Byline != "Cy" || !strings.Contains(a.Text, "Spain & Chile signed an accord <today>.") || len(a.Units) != 3 {
			t.Errorf("%+v", a)
		}
		if a := got[2]; a.Entry != "4" || !a.Partial {
			t.Errorf("%+v", a)
		}
	}
}

func TestWhatIsNoJSONFeed(t *testing.T) {
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, cause := range map[string]error{
		`{"text":"x"}`: ErrFormat,
		`{"version":"https://jsonfeed.org/version/1","items":[]}`: ErrEmpty,
		``:                  ErrEmpty,
		"\x1f\x8b\x08":      ErrNotText,
		`{"version":`:       nil,
		`[]`:                nil,
		`{"items":{"a":1}}`: nil,
	} {
		n := 0
		for _, err := range r.Read(t.Context(), "feed", ".jsonfeed", strings.NewReader(text)) {
			if n++; err == nil || cause != nil && !errors.Is(err, cause) {
				t.Errorf("%q: %v", text, err)
			}
		}
		if n != 1 {
			t.Errorf("%q: %d errors", text, n)
		}
	}
}

func FuzzJSONFeed(f *testing.F) {
	fuzz(f, ".jsonfeed", jsonFeedText, `{"version":"jsonfeed.org/version/1","items":[{"content_text":"<p>a","title":["a","b"]}]}`)
}

func TestSummaries(t *testing.T) {
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	sentence := "The ministers of both countries met in Vienna on Tuesday and spoke of trade. "
	for _, x := range []struct {
		name, fields string
		partial      bool
	}{
		{"a short description", "<description>" + sentence + "</description>", true},
		{"a long description", "<description>" + strings.Repeat(sentence, 60) + "</description>", false},
		{"a description of some length", "<description>" + strings.Repeat(sentence, 15) + "</description>", true},
		{"content", "<description>" + sentence + "</description><encoded>" + strings.Repeat(sentence, 15) + "</encoded>", false},
		{"content that breaks off", "<encoded>&lt;p&gt;" + strings.Repeat(sentence, 15) + "and […]&lt;/p&gt;</encoded>", true},
		{"content that breaks off with an entity", "<encoded>&lt;p&gt;" + strings.Repeat(sentence, 15) + "and [&amp;#8230;]&lt;/p&gt;</encoded>", true},
		{"a title", "", true},
	} {
		in := fmt.Sprintf("<rss><channel><item><title>Talks in Vienna</title>%s</item></channel></rss>", x.fields)
		for a, err := range r.Read(t.Context(), "feed", ".xml", strings.NewReader(in)) {
			if err != nil || a.Partial != x.partial {
				t.Errorf("%s: partial is %v, %v", x.name, a != nil && a.Partial, err)
			}
		}
	}
}

func TestPagesAsServersGiveThem(t *testing.T) {
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	const address = "https://post.example/a"
	body := "<p>L'ambassadeur du Pérou a été reçu mardi à Nîmes par le ministre, qui a accepté ses lettres de créance devant la presse.</p>"
	latin := func(s string) string {
		return strings.NewReplacer("é", "\xe9", "ê", "\xea", "î", "\xee", "à", "\xe0", "ç", "\xe7").Replace(s)
	}
	page := func(head, body string) string {
		return "<!DOCTYPE html><html lang=fr><head>" + head + "<title>Lettres de créance</title></head><body><article><h1>Lettres de créance</h1>" + body + "</article></body></html>"
	}
	for _, x := range []struct {
		name, media, charset, body string
		fails                      error
	}{
		{"as it says", "text/html", "utf-8", page("", body), nil},
		{"UTF-8 that says it is not", "text/html", "iso-8859-1", page("<meta charset=windows-1251>", body), nil},
		{"Latin that says it is UTF-8", "text/html", "utf-8", latin(page("<meta charset=utf-8>", body)), nil},
		{"Latin that only the server tells", "text/html", "iso-8859-1", latin(page("", body)), nil},
		{"of a charset that there is not", "text/html", "klingon", page("", body), nil},
		{"a page that is called a text", "text/plain", "", page("", body), nil},
		{"not told", "", "", page("", body), nil},
		{"a picture that is called a page", "text/html", "", "\x89PNG\r\n\x1a\n", ErrNotText},
		{"a picture", "image/png", "", "\x89PNG", ErrFormat},
		{"nothing", "text/html", "", "", ErrEmpty},
		{"canonically elsewhere", "text/html", "", page(`<link rel=canonical href="https://other.example/">`, body), nil},
	} {
		a, err := r.Page(Page{URL: address, Media: x.media, Charset: x.charset, Published: "2024-05-02", Body: []byte(x.body)})
		var e *Error
		switch {
		case x.fails != nil:
			if !errors.Is(err, x.fails) || !errors.As(err, &e) {
				t.Errorf("%s: %v", x.name, err)
			}
		case err != nil:
			t.Errorf("%s: %v", x.name, err)
		case a.URL != address || a.ID != address || a.Published != "2024-05-02" || a.Partial || !strings.Contains(a.Text, "Pérou a été reçu mardi à Nîmes"):
			t.Errorf("%s: %+v", x.name, a)
		}
	}
}
