package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/BurntSushi/toml"
	"golang.org/x/net/html"

	"github.com/credence-project/credence/influence"
	"github.com/credence-project/credence/ledger"
)

// doors are where the walk through the pages begins.
func doors() []string {
	doors := []string{"/nowhere", "/of/zz", "/act/zz", "/?on=zz", "/?known=zz", "/?doctrine=zz", "/search?kind=zz", "/search?modality=zz", "/search?from=zz", "/ask?q=zz", "/signin",
		"/pair/RUS/RUS", "/map?of=AFG.TALIBAN&on=2025-07-07&against=2020-01-01", "/map?of=XKX&question=embassy", "/doctrine?by=RUS&of=AFG.TALIBAN", "/doctrine?by=CHN&of=XKX",
		"/influence/AFG", "/influence/ZWE", "/search?words=zz", "/search?after=zz", "/check", "/read", "/review/source?source=zz", "/api", "/pair/CHN/XKX?doctrine=estrada", "/pair/RUS/PSE?doctrine=declaratory"}
	for _, claim := range []string{
		"Russia was the first country to recognise the Taliban", "China recognises Kosovo", "Only Russia recognises the Taliban", "Russia never recognised the Taliban", "Ten countries recognise the Taliban",
		"Russia will recognise the Taliban", "Russia has an ambassador in Afghanistan", "Russia lists the Taliban as terrorist", "La Chine reconnaît-elle le Kosovo ?", "zz", "Recognising the Taliban was wrong",
	} {
		doors = append(doors, "/check?"+url.Values{"claim": {claim}}.Encode())
	}
	return doors
}

// wrongForms are addresses of forms with what cannot be done, about an assertion.
func wrongForms(act string) (list [][2]string) {
	at := strings.Replace(act, "/act/", "/review/", 1)
	for _, f := range [][2]string{
		{"/undo", ""}, {"/undo", "why=zz&number=99999"}, {"/undo", "why=zz&number=j99999"}, {"/reject", ""}, {"/reject", "why=zz&seen=9999999"}, {"/correct", "why=zz"}, {"/correct", "why=zz&date=zz"},
		{"/correct", "why=zz&effect=zz"}, {"/correct", "why=zz&kind=zz"}, {"/correct", "why=zz&modality=zz"}, {"/correct", "why=zz&actors=zz"}, {"/correct", "why=%00&date=2001"},
		{"/merge", "why=zz"}, {"/merge", "why=zz&act=ffff"}, {"/merge", "why=zz&act=zz"}, {"/merge", "why=zz&act=" + strings.TrimPrefix(act, "/act/")},
	} {
		list = append(list, [2]string{at + f[0], f[1]})
	}
	return append(list, [2]string{"/review/source", "source=Qa"}, [2]string{"/review/source", "source=Qa&why=zz"}, [2]string{"/review/source", "source=zz"}, [2]string{"/read", "text="}, [2]string{"/read", "text=zz"})
}

// TestPagesSpeakOneLanguage walks through the pages of a ledger in which everything
// occurs, and finds on none of them a word of Credence's own in another language,
// but in quotes and names.
func TestPagesSpeakOneLanguage(t *testing.T) {
	s, pages := everything(t)
	vocabulary := map[string]map[string]bool{}
	for _, l := range allLocales(t) {
		vocabulary[l.Code] = wordsOf(t, s, l.Code)
	}
	for code := range vocabulary {
		t.Run(code, func(t *testing.T) {
			foreign := map[string]bool{}
			for other, words := range vocabulary {
				for w := range words {
					foreign[w] = foreign[w] || other != code && !vocabulary[code][w]
				}
			}
			w := walk{Server: s, t: t, code: code, names: names(s, code), seen: map[string]bool{}, kinds: map[string]int{}}
			for _, path := range slices.Concat(doors(), pages, []string{"/"}) {
				w.visit(path)
			}
			for n := 0; n < len(w.next); n++ {
				w.visit(w.next[n])
			}
			for _, f := range wrongForms(pages[0]) {
				w.ask(http.MethodPost, f[0], f[1])
			}
			for text, path := range w.texts() {
				if code == "fr" && crowded.MatchString(between.ReplaceAllString(text, " ")) {
					t.Errorf("%s: no space before a sign in %.300q", path, text)
				}
				strange := func(text string) []string {
					return slices.DeleteFunc(split(text), func(word string) bool { return !foreign[word] })
				}
				if len(strange(text)) > 0 { // names take long to look for
					if words := strange(w.names.ReplaceAllString(text, "$1 $2")); len(words) > 0 {
						t.Errorf("%s: %q in %.300q", path, words, text)
					}
				}
			}
			t.Logf("%d pages", len(w.read))
			if len(w.read) < 200 {
				t.Errorf("%d pages", len(w.read))
			}
		})
	}
}

// wordsOf are all words that Credence uses in a language, which English has on top
// in what it says elsewhere.
func wordsOf(t *testing.T, s *Server, code string) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	add := func(text string) {
		for _, w := range split(regexp.MustCompile(`\{[^{}|]*\}`).ReplaceAllString(text, " ")) {
			all[w] = true
		}
	}
	for _, l := range allLocales(t) {
		if l.Code == code {
			for _, text := range l.words {
				add(text)
			}
		}
	}
	text, err := os.ReadFile("../answers/words/" + code + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	var tables map[string]any
	if err := toml.Unmarshal(text, &tables); err != nil {
		t.Fatal(err)
	}
	delete(tables, "seams")
	leaves(tables, add)
	if code != "en" {
		return all
	}
	for _, x := range append(ledger.Reasons(), influence.Method) {
		add(x)
	}
	for _, d := range s.doctrines {
		for n := range d.Rules {
			add(d.Rules[n].Name)
			add(d.Rules[n].Basis)
		}
		for _, p := range d.Practices {
			add(p.Basis)
		}
	}
	var doc any
	if err := json.Unmarshal(s.OpenAPI, &doc); err != nil {
		t.Fatal(err)
	}
	leaves(doc, add)
	return all
}

// leaves calls do for all texts in a value.
func leaves(x any, do func(string)) {
	switch x := x.(type) {
	case string:
		do(x)
	case []any:
		for _, y := range x {
			leaves(y, do)
		}
	case map[string]any:
		for _, y := range x {
			leaves(y, do)
		}
	}
}

// names are what all parties are called in a language, the longest first.
func names(s *Server, code string) *regexp.Regexp {
	var list []string
	for _, id := range s.Names.IDs() {
		list = append(list, regexp.QuoteMeta(s.Names.Name(id, code)))
	}
	slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	return regexp.MustCompile(`(^|[^\pL])(?:` + strings.Join(list, "|") + `)($|[^\pL])`)
}

var between = regexp.MustCompile(`«[^»]*»|“[^”]*”|[0-9a-f]{8,}`)

// crowded is a sign that French sets a narrow space before, without it.
var crowded = regexp.MustCompile(`\pL[:;!?](\s|$)`)

// split returns the words of a text, without what stands in quotation marks, and
// without ids and abbreviations.
func split(text string) (list []string) {
	text = between.ReplaceAllString(text, " ")
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) > 1 && w != strings.ToUpper(w) {
			list = append(list, strings.ToLower(w))
		}
	}
	return list
}

// walk goes through pages by their links, so many of each kind.
type walk struct {
	*Server
	t     *testing.T
	code  string
	names *regexp.Regexp
	seen  map[string]bool
	kinds map[string]int // how many pages were read, by the beginning of their addresses
	next  []string
	read  []struct {
		path string
		page *html.Node
	}
}

// manyOfAKind is how many pages of one kind are read.
const manyOfAKind = 14

func (w *walk) visit(path string) {
	if !w.seen[path] {
		w.seen[path] = true
		w.ask(http.MethodGet, path, "")
	}
}

// ask takes in a page, and the links on it.
func (w *walk) ask(method, path, form string) {
	r := httptest.NewRequestWithContext(w.t.Context(), method, path, strings.NewReader(form))
	r.Host = "localhost:8080"
	r.Header.Set("Accept-Language", w.code)
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		path = method + " " + path + " " + form
	}
	out := httptest.NewRecorder()
	w.ServeHTTP(out, r)
	if to := out.Header().Get("Location"); to != "" {
		w.visit(to)
		return
	}
	if !strings.HasPrefix(out.Header().Get("Content-Type"), "text/html") {
		return
	}
	if out.Code >= http.StatusInternalServerError {
		w.t.Errorf("%s: %d", path, out.Code)
	}
	page, err := html.Parse(out.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	w.read = append(w.read, struct {
		path string
		page *html.Node
	}{path, page})
	for n := range page.Descendants() {
		if href := attribute(n, "href"); n.Data == "a" && strings.HasPrefix(href, "/") && !strings.Contains(href, "lang=") && !strings.Contains(href, "format=") && !strings.HasPrefix(href, "/api/") && !strings.HasPrefix(href, "/feed/") {
			parts := strings.Split(strings.SplitN(href, "?", 2)[0], "/")
			kind := fmt.Sprint(parts[1], len(parts), parts[len(parts)-1] == "correct", strings.Contains(href, "?"))
			if !w.seen[href] && w.kinds[kind] < manyOfAKind {
				w.kinds[kind]++
				w.next = append(w.next, href)
			}
		}
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// texts are what the pages that were read say, each with the address of one that does,
// without what others say.
func (w *walk) texts() map[string]string {
	all := map[string]string{}
	for _, p := range w.read {
		var gather func(n *html.Node)
		gather = func(n *html.Node) {
			if n.Type == html.TextNode {
				all[n.Data] = p.path
				return
			}
			switch n.Data {
			case "script", "style", "q", "blockquote", "cite", "code", "mark", "kbd":
				return
			}
			if attribute(n, "dir") == "auto" || attribute(n, "hreflang") != "" || attribute(n, "class") == "permalink" || n.Data == "span" && attribute(n, "aria-current") != "" {
				return
			}
			for _, name := range []string{"title", "aria-label", "placeholder", "alt", "data-reject", "data-undo"} {
				all[attribute(n, name)] = p.path
			}
			for c := range n.ChildNodes() {
				gather(c)
			}
		}
		gather(p.page)
	}
	return all
}
