package article

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// check fails the test where an article breaks what every article promises.
func check(t *testing.T, a *Article) {
	t.Helper()
	if !utf8.ValidString(a.Text) {
		t.Fatalf("the text is no valid UTF-8: %q", a.Text)
	}
	for _, s := range []string{a.Text, a.Title, a.Byline, a.Publisher, a.URL, a.ID, a.Entry} {
		if i := strings.IndexFunc(s, isUnwanted); i >= 0 {
			t.Fatalf("an unwanted character stands in %q at %d", s, i)
		}
	}
	if len(a.Units) == 0 {
		t.Fatalf("%q has no units", a.Text)
	}
	last := 0
	for _, u := range a.Units {
		if u.Start < last || u.End <= u.Start || u.End > len(a.Text) {
			t.Fatalf("unit %d-%d behind %d in %d bytes: %+v", u.Start, u.End, last, len(a.Text), a.Units)
		}
		last = u.End
		s := a.Text[u.Start:u.End]
		if !utf8.ValidString(s) {
			t.Fatalf("unit %q cuts a character", s)
		}
		if first, _ := utf8.DecodeRuneInString(s); isSpace(first) {
			t.Fatalf("unit %q opens with a space", s)
		}
		if end, _ := utf8.DecodeLastRuneInString(s); isSpace(end) {
			t.Fatalf("unit %q ends with a space", s)
		}
	}
	if a.Published != "" && (len(a.Published) < 4 || a.PublishedFrom == FromNothing) {
		t.Fatalf("published %q from %q", a.Published, a.PublishedFrom)
	}
	for _, s := range []string{a.Title, a.Byline} {
		if strings.ContainsAny(s, "\n\r\t") {
			t.Fatalf("more than one line: %q", s)
		}
	}
}

// fuzz reads whatever comes, twice: nothing may panic, what comes out keeps its
// promises, and the same bytes give the same articles.
func fuzz(f *testing.F, ending string, seeds ...string) {
	paths, err := filepath.Glob("testdata/golden/*" + ending)
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	r := newReader(f, Options{Limit: 1 << 20})
	read := func(t *testing.T, data []byte) string {
		var all strings.Builder
		for a, err := range r.Read(context.Background(), "in"+ending, ending, strings.NewReader(string(data))) {
			var typed *Error
			switch {
			case err == nil && a == nil:
				t.Fatal("neither an article nor an error")
			case err != nil && (a != nil || !errors.As(err, &typed) || strings.ContainsAny(err.Error(), "\n\r")):
				t.Fatalf("error %q beside %v", err, a)
			case err == nil:
				check(t, a)
			}
			all.WriteString(describe(a, err))
		}
		return all.String()
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if one, two := read(t, data), read(t, data); one != two {
			t.Fatalf("the same bytes give\n%s\nand then\n%s", one, two)
		}
	})
}

func FuzzText(f *testing.F) {
	fuzz(f, ".txt", "", "A\n\nB", "PARIS (AFP) — ", "\xff\xfea\x00", "> a\n> b\n", "We wrote in May 2001: “", "- \n-\n* *\n", "Lead : \u00a0In")
}

func FuzzMarkdown(f *testing.F) {
	fuzz(f, ".md", "# ", "**a** b **", "[a](b)", "![[[[", "***a**b*c_d_", "---\ntitle: x\n---\n", "| a | b |", "`` ` ``", "\\*&#0;&amp;", "**a\u00ad** b")
}

func FuzzHTML(f *testing.F) {
	fuzz(f, ".html", "<p>a<br>b", "<h1>&nbsp;</h1><p>&#0;&#xD800;&shy;</p>", "<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\"x\"}</script>", "<table><tr><td><p>a", "<b>a</b> b", "<title>a</title>")
}

func FuzzFeed(f *testing.F) {
	fuzz(f, ".xml", "<rss><item><title>a</title></item></rss>", "<feed><entry><content type='xhtml'><p>a</p></content></entry></feed>", "<?xml version='1.0' encoding='koi8-r'?><rss><item><title>\xc1</title></item></rss>", "<rss><item>&lol;</item></rss>", "<rss><item><title>\n</title></item></rss>")
}

func FuzzLines(f *testing.F) {
	fuzz(f, ".jsonl", `{"text":"a","title":"b\nc"}`, `{"text":"**a** b","title":"t","published":[1]}`, "{\"text\":\"\\u0000\\ud800\"}\n\n[]", `{"text":"","title":"t","byline":"By A"}`)
}

// FuzzDates checks the laws of dates: what is read is a date of the calendar.
func FuzzDates(f *testing.F) {
	for _, s := range []string{"03/04/2012", "le 1er mai 2004", "May 1st, 2004", "31/02/2000", "Wed, 29 May 2024 23:30:00 -0500", "20240529"} {
		f.Add(s)
	}
	x := newReader(f, Options{}).lexicon
	f.Fuzz(func(t *testing.T, s string) {
		for _, lang := range []string{"", "fr", "en"} {
			got := x.stamp(s, lang)
			if got == "" {
				continue
			}
			if again := x.stamp(got, lang); again != got {
				t.Fatalf("%q is %q, which is %q", s, got, again)
			}
		}
		x.metaLine(s, "")
		x.dateline(s, "")
	})
}
