package article

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestHostileInputsEndInTime reads what is made to take time or memory. Each
// must give articles or errors, whatever they are, within seconds.
func TestHostileInputsEndInTime(t *testing.T) {
	const n = 1 << 20
	var lol strings.Builder
	lol.WriteString("<!DOCTYPE lolz [<!ENTITY a \"lol\">")
	for c := 'b'; c < 'k'; c++ {
		fmt.Fprintf(&lol, "<!ENTITY %c \"%s\">", c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	lol.WriteString("]>")
	r := newReader(t, Options{})
	for _, test := range []struct{ name, ending, text string }{
		{"nested tags", ".html", strings.Repeat("<div>", 10000) + "<p>Oslo a signé hier.</p>" + strings.Repeat("</div>", 10000)},
		{"nested inline tags", ".html", strings.Repeat("<b><i>", 10000) + "Oslo a signé hier."},
		{"nested lists", ".html", strings.Repeat("<ul><li>", 200) + "Oslo a signé hier."},
		{"nested tables", ".html", strings.Repeat("<table><tr><td>", 3000) + "Oslo a signé hier."},
		{"nested boxes", ".html", strings.Repeat("<div class=box><h2>a</h2>", 400) + "<h1>Oslo signe</h1>" + strings.Repeat("<p>Oslo.", 50000)},
		{"a huge attribute", ".html", "<p class=\"" + strings.Repeat("ad-", n) + "\">Oslo a signé hier.</p>"},
		{"many attributes", ".html", "<p " + strings.Repeat("a=b ", n/4) + ">Oslo a signé hier.</p>"},
		{"many paragraphs", ".html", strings.Repeat("<p>Oslo a signé hier le traité avec ses voisins du Nord, dit-on.</p>", n/60)},
		{"many breaks", ".html", strings.Repeat("a<br>", n/5)},
		{"an open comment", ".html", "<p>Oslo a signé hier.<!--" + strings.Repeat("-", n)},
		{"an open script", ".html", "<p>Oslo a signé hier.<script>" + strings.Repeat("<", n)},
		{"nested JSON-LD", ".html", "<script type=application/ld+json>" + strings.Repeat("[", n) + "</script><p>Oslo a signé hier."},
		{"entities", ".xml", lol.String() + "<rss><channel><item><title>&j;</title><description>Oslo</description></item></channel></rss>"},
		{"nested elements", ".xml", "<rss><channel><item><description>" + strings.Repeat("<b>", 100000) + "Oslo"},
		{"nested items", ".xml", "<rss>" + strings.Repeat("<item>", 100000)},
		{"many entries", ".xml", "<rss>" + strings.Repeat("<item><title>Oslo</title></item>", 5000) + "</rss>"},
		{"nested JSON", ".jsonl", `{"text":` + strings.Repeat("[", n)},
		{"many lines", ".jsonl", strings.Repeat("x\n", 50000)},
		{"brackets", ".md", strings.Repeat("[", n)},
		{"brackets that close", ".md", strings.Repeat("[[]", n/3)},
		{"images", ".md", strings.Repeat("![a](", n/5)},
		{"emphasis", ".md", strings.Repeat("*a_b**c__", n/9)},
		{"emphasis that opens", ".md", strings.Repeat("**a ", n/4)},
		{"backticks", ".md", strings.Repeat("`a``b", n/5)},
		{"angles", ".md", strings.Repeat("<a ", n/3)},
		{"ampersands", ".md", strings.Repeat("&", n)},
		{"quotation marks", ".txt", strings.Repeat("We wrote in May 2001: “", n/24)},
		{"colons", ".txt", strings.Repeat("we wrote in May 2001: ", n/22)},
		{"short lines", ".txt", strings.Repeat("Oslo\n", n/5)},
		{"short paragraphs", ".txt", strings.Repeat("Oslo\n\n", n/6)},
		{"quoted paragraphs", ".txt", "In May 2001 we wrote:\n\n" + strings.Repeat("Oslo signed.\n\n", n/14)},
		{"one line", ".txt", strings.Repeat("Oslo ", n/5)},
		{"capitals", ".txt", strings.Repeat("OSLO/", n/5)},
		{"stops", ".txt", strings.Repeat(".", n)},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			for a, err := range r.Read(context.Background(), "in"+test.ending, test.ending, strings.NewReader(test.text)) {
				if err == nil {
					check(t, a)
				}
			}
			if took := time.Since(start); took > 3*time.Second {
				t.Errorf("%d bytes took %v", len(test.text), took)
			} else if took > 300*time.Millisecond {
				t.Logf("%d bytes took %v", len(test.text), took)
			}
		})
	}
}

// TestNestedTagsKeepTheirText reads pages that nest deeper than the parser
// goes: the text is still there.
func TestNestedTagsKeepTheirText(t *testing.T) {
	a := one(t, Options{}, ".html", "<title>Oslo signe</title>"+strings.Repeat("<div>", 10000)+"<p>Oslo a signé hier un traité avec ses voisins du Nord.</p><p>Rome a suivi.</p>"+strings.Repeat("</div>", 10000))
	if !strings.Contains(a.Text, "Oslo a signé hier un traité avec ses voisins du Nord.\n\nRome a suivi.") {
		t.Errorf("read %q", a.Text)
	}
}
