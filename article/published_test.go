package article

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// one reads the only article of an input.
func one(t testing.TB, o Options, ending, text string) *Article {
	t.Helper()
	var got *Article
	for a, err := range newReader(t, o).Read(context.Background(), "test"+ending, ending, strings.NewReader(text)) {
		if err != nil {
			t.Fatalf("read %q: %v", cut(text, 80), err)
		}
		if got != nil {
			t.Fatalf("%q holds more than one article", cut(text, 80))
		}
		got = a
	}
	if got == nil {
		t.Fatalf("%q holds no article", cut(text, 80))
	}
	return got
}

func TestPublishedTakesTheBestEvidence(t *testing.T) {
	const (
		ld   = `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2019-03-01T23:30:00-05:00","dateModified":"2019-03-09"}</script>`
		meta = `<meta property="article:published_time" content="2019-03-02T00:10:00Z"><meta property="article:modified_time" content="2019-03-08">`
		mark = `<time datetime="2019-03-03">3 March</time>`
		line = `<p>Published on 4 March 2019</p>`
		body = `<p>Norway and Sweden signed an agreement on fishing in the North Sea, the two ministries said in a joint statement.</p>`
		link = `<link rel="canonical" href="https://example.org/2019/03/05/fish">`
	)
	for _, test := range []struct {
		name, head, body string
		given            string
		want             string
		from             Evidence
	}{
		{"the caller's word", ld + meta + link, mark + line, "2019-02-28", "2019-02-28", FromGiven},
		{"JSON-LD, its day as written", ld + meta + link, mark + line, "", "2019-03-01", FromJSONLD},
		{"meta", meta + link, mark + line, "", "2019-03-02", FromMeta},
		{"a time element", link, mark + line, "", "2019-03-03", FromTime},
		{"the text's own line", link, line, "", "2019-03-04", FromDateline},
		{"the address", link, "", "", "2019-03-05", FromURL},
		{"nothing", "", "", "", "", FromNothing},
		{"a change where nothing else is told", `<meta property="article:modified_time" content="2019-03-08">`, "", "", "2019-03-08", FromUpdated},
		{"never a change beside a publication", `<meta property="og:updated_time" content="2019-03-08">`, line, "", "2019-03-04", FromDateline},
		{"a time element that says updated is none", "", `<p>Updated <time datetime="2019-03-08">8 March</time></p>` + line, "", "2019-03-04", FromDateline},
		{"broken JSON-LD", `<script type="application/ld+json">{"@type":"NewsArticle","datePublished": "2019-03-01", "name":"a` + "\n" + `"b",}</script>`, "", "", "2019-03-01", FromJSONLD},
		{"JSON-LD of something else is none", `<script type="application/ld+json">{"@type":"Event","datePublished":"2011-01-01"}</script>`, line, "", "2019-03-04", FromDateline},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := one(t, Options{Published: test.given}, ".html", "<html><head><title>Norway and Sweden sign</title>"+test.head+"</head><body><article><h1>Norway and Sweden sign</h1>"+test.body+body+"</article></body></html>")
			if a.Published != test.want || a.PublishedFrom != test.from {
				t.Errorf("published %q from %q, want %q from %q", a.Published, a.PublishedFrom, test.want, test.from)
			}
		})
	}
}

func TestBulletinsBearTheirDayInTheTitle(t *testing.T) {
	for _, test := range []struct{ title, body, want string }{
		{"Radio Cordillère, le journal de midi, jeudi 4 juillet 2024", "La Bolivie a rappelé mercredi son ambassadeur au Pérou, a fait savoir son ministère.", "2024-07-04"},
		{"Harbour FM evening news, Thursday 4 July 2024", "Bolivia recalled its ambassador from Peru on Wednesday, its foreign ministry said.", "2024-07-04"},
		{"What was agreed at Yalta on 11 February 1945", "The three leaders had met for a week in the palace of the last tsar, by the sea.", ""},
		{"Harbour FM evening news, Friday 4 July 2024", "Bolivia recalled its ambassador from Peru on Wednesday, its foreign ministry said.", ""},
	} {
		if a := one(t, Options{}, ".txt", test.title+"\n\n"+test.body+"\n"); a.Published != test.want {
			t.Errorf("%q is published %q, want %q", test.title, a.Published, test.want)
		}
	}
}

func TestNumbersAloneAreReadByTheirEvidence(t *testing.T) {
	const english = "The two governments signed the treaty on %s, the ministry of foreign affairs said. It had been agreed a long time ago."
	for _, test := range []struct{ name, line, body, want string }{
		{"the habit of English", "Published 03/08/2024", fmt.Sprintf(english, "Tuesday"), "2024-03-08"},
		{"the habit of French", "Publié le 03/08/2024", "Les deux gouvernements ont signé mardi le traité, a fait savoir le ministère des Affaires étrangères.", "2024-08-03"},
		{"only one reading is a date", "Published 23/08/2024", fmt.Sprintf(english, "Tuesday"), "2024-08-23"},
		{"the weekday beside it", "Saturday 03/08/2024", fmt.Sprintf(english, "Tuesday"), "2024-08-03"},
		{"a day that the text names", "Published 03/08/2024", fmt.Sprintf(english, "August 1"), "2024-08-03"},
		{"an American time zone", "08/03/2024 7:15 AM EST", fmt.Sprintf(english, "Tuesday"), "2024-08-03"},
		{"a European time zone", "08/03/2024 07:15 GMT", fmt.Sprintf(english, "Tuesday"), "2024-03-08"},
		{"full stops", "03.08.2024", fmt.Sprintf(english, "Tuesday"), "2024-08-03"},
		{"two digits of the year", "Published 03/08/24", fmt.Sprintf(english, "Tuesday"), "2024-03-08"},
		{"the turn of the year", "Published 02/01/2025", fmt.Sprintf(english, "December 30"), "2025-01-02"},
		{"year first", "2024-03-08", fmt.Sprintf(english, "Tuesday"), "2024-03-08"},
		{"no such day", "Published 31/02/2024", fmt.Sprintf(english, "Tuesday"), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := one(t, Options{}, ".txt", "A treaty is signed\n\n"+test.line+"\n\n"+test.body)
			if a.Published != test.want {
				t.Errorf("%q is %q, want %q", test.line, a.Published, test.want)
			}
		})
	}
}

func TestStampReadsTheDatesOfMachinesAndFeeds(t *testing.T) {
	x := newReader(t, Options{}).lexicon
	for _, test := range []struct{ in, lang, want string }{
		{"2024-05-29T06:30:00+02:00", "", "2024-05-29"}, {"20240529", "", "2024-05-29"}, {"2024/05/29 06:30", "", "2024-05-29"},
		{"2024-05", "", "2024-05"}, {"2024", "", "2024"}, {"Wed, 29 May 2024 23:30:00 -0500", "fr", "2024-05-29"},
		{"mer., 29 mai 2024 06:30:00 +0200", "en", "2024-05-29"}, {"jeu. 1er févr. 2018", "fr", "2018-02-01"}, {"29 de mayo de 2024", "", "2024-05-29"},
		{"среда, 29 мая 2024 г.", "", "2024-05-29"}, {"May 29th, 2024", "en", "2024-05-29"}, {"29-May-2024", "en", "2024-05-29"},
		{"29 MAI 2024", "fr", "2024-05-29"}, {"the 29th of May, 2024", "en", "2024-05-29"}, {"Mai 2024", "fr", "2024-05"},
		{"mar. 5 mars 2019", "fr", "2019-03-05"}, {"1717000000", "", ""}, {"yesterday", "en", ""}, {"2024-13-45", "", ""}, {"", "", ""},
		{"29 février 2023", "fr", ""}, {"Date 3000-01-01", "", ""},
	} {
		if got := x.stamp(test.in, test.lang); got != test.want {
			t.Errorf("%q is %q, want %q", test.in, got, test.want)
		}
	}
}

func TestAddressesTellDates(t *testing.T) {
	x := newReader(t, Options{}).lexicon
	for url, want := range map[string]string{
		"https://example.org/2024/05/29/norway":          "2024-05-29",
		"https://example.org/world/2024/may/29/norway":   "2024-05-29",
		"https://example.org/2024/05/norway":             "2024-05",
		"https://example.org/news-20240529-norway":       "2024-05-29",
		"https://example.org/2024-05-29-norway.html":     "2024-05-29",
		"https://example.org/article/20245291":           "",
		"https://example.org/2024/norway":                "",
		"https://example.org/?d=/2024/05/29/":            "",
		"https://example.org/photos/1280/720/x":          "",
		"https://2024.example.org/":                      "",
		"https://example.org/international/2024/05/29_7": "2024-05-29",
	} {
		if got := x.urlDate(url); got != want {
			t.Errorf("%s tells %q, want %q", url, got, want)
		}
	}
}

// TestDatelinesHoldRemarks reads date lines with an agency, an edition or a time
// that no list knows.
func TestDatelinesHoldRemarks(t *testing.T) {
	const rest = "Norway and Sweden signed an agreement on fishing in the North Sea, the two ministries said in a joint statement."
	for _, test := range []struct{ line, want string }{
		{"OSLO, Aug 9, 1990 (North Wire) - " + rest, "1990-08-09"},
		{"OSLO, Wednesday 30 May 2012, 0600 GMT\n\n" + rest, "2012-05-30"},
		{"Oslo, 12 December 2003 (for immediate release)\n\n" + rest, "2003-12-12"},
	} {
		if a := one(t, Options{}, ".txt", "Fishing agreed\n\n"+test.line); a.Published != test.want {
			t.Errorf("%q: published %q, want %q", cut(test.line, 60), a.Published, test.want)
		}
	}
}
