package browser

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// heaviest is how many bytes a page may have, all told.
const heaviest = 300_000

// shown is a page that is looked at.
type shown struct {
	name string // of its picture, too
	path string
	soon bool // it is not served yet, and passed over
}

// pages are all pages, each at an address where it has much to show.
func (s *site) pages(t *testing.T) []shown {
	const day = "?on=2025-07-07"
	return []shown{
		{name: "home", path: "/"},
		{name: "map", path: "/map?of=AFG.TALIBAN&on=2025-07-07"},
		{name: "map-compare", path: "/map?of=AFG.TALIBAN&on=2025-07-07&against=2025-07-02"},
		{name: "map-start", path: "/map"},
		{name: "country", path: "/of/AFG.TALIBAN" + day},
		{name: "country-state", path: "/of/PSE?on=2024-06-01"},
		{name: "pair", path: "/pair/RUS/AFG.TALIBAN" + day},
		{name: "pair-contested", path: "/pair/USA/CUB?on=2015-07-21"},
		{name: "act", path: s.assertion(t, "russie-talibans-2025.md")},
		{name: "tree", path: strings.Replace(s.assertion(t, "russie-talibans-2025.md"), "/act/", "/tree/", 1)},
		{name: "article", path: s.document("russie-talibans-2025.md")},
		{name: "check", path: "/check?claim=La+Russie+est+le+premier+pays+%C3%A0+reconna%C3%AEtre+les+talibans"},
		{name: "read", path: "/read"},
		{name: "search", path: "/search?words=reconna%C3%AEtre"},
		{name: "search-all", path: "/search"},
		{name: "sources", path: "/sources"},
		{name: "doctrine", path: "/doctrine?of=AFG.TALIBAN&by=RUS&on=2025-07-07"},
		{name: "api", path: "/api"},
		{name: "influence", path: "/influence/AFG?on=2025-07-07"},
		{name: "influences", path: "/influence"},
		{name: "agreement", path: "/review/agreement"},
		{name: "revert", path: "/review/source"},
		{name: "signin", path: "/signin"},
		{name: "review", path: "/review"},
		{name: "problem", path: "/of/nobody-at-all"},
	}
}

// each runs a test of every page that is served.
func (s *site) each(t *testing.T, test func(t *testing.T, p shown)) {
	for _, p := range s.pages(t) {
		if p.soon {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			test(t, p)
		})
	}
}

// TestPages does everything, with one browser.
func TestPages(t *testing.T) {
	w := newWorld(t)
	s, p := w.serve(t, sqlite), w.serve(t, postgres) // nobody writes into them
	t.Run("all", func(t *testing.T) {
		t.Run("sound", func(t *testing.T) { s.each(t, s.sound) })
		t.Run("pictures", func(t *testing.T) { s.each(t, s.picture) })
		t.Run("stores", func(t *testing.T) { alike(t, s, p) })
		for _, j := range journeys() {
			t.Run(j.name, func(t *testing.T) { j.run(t, sqlite, s) })
			t.Run(j.name+", "+postgres, func(t *testing.T) { j.run(t, postgres, p) })
		}
	})
}

// sound proves that a page is as a page must be, wide and narrow, light and dark,
// in each language.
func (s *site) sound(t *testing.T, p shown) {
	b := s.tab(t)
	b.look(1280, false)
	sent, err := chromedp.Run(b.ctx, chromedp.NavigateResponse(s.server.URL+p.path))
	if err != nil {
		t.Fatal(err)
	}
	for header, value := range map[string]string{"content-security-policy": policy, "x-content-type-options": "nosniff", "referrer-policy": "same-origin"} {
		if got := fmt.Sprint(get(sent.Headers, header)); got != value {
			t.Errorf("%s: %q, not %q", header, got, value)
		}
	}
	if n := b.weigh(); n > heaviest || n < 1000 {
		t.Errorf("%d bytes all told, at most %d may be", n, heaviest)
	}
	if p.name == "problem" { // its status is an error, which the browser logs
		b.trouble = nil
	}
	b.clean()
	value[bool](b, s.axe+"; true")
	for _, width := range []int64{1280, 320} {
		for _, dark := range []bool{false, true} {
			b.look(width, dark)
			what := fmt.Sprintf("%d px, dark %v", width, dark)
			for _, x := range b.violations(dark) {
				t.Errorf("%s: axe-core: %s", what, x)
			}
			b.narrow(what)
		}
	}
	b.open(p.path + map[bool]string{true: "&", false: "?"}[strings.Contains(p.path, "?")] + "lang=fr")
	b.narrow("French, 320 px")
}

// policy is what pages may load and do.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// get is a header, however its name is written.
func get(headers network.Headers, name string) any {
	for key, value := range headers {
		if strings.EqualFold(key, name) {
			return value
		}
	}
	return nil
}

// violations are what axe-core finds. What does not depend on colours is looked
// for in light pages alone.
func (b *tab) violations(coloursOnly bool) []string {
	b.Helper()
	only := `{type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}`
	if coloursOnly {
		only = `{type: "rule", values: ["color-contrast", "link-in-text-block"]}`
	}
	return value[[]string](b, `axe.run(document, {resultTypes: ["violations"], runOnly: `+only+`}).then(r => r.violations.flatMap(
		v => v.nodes.map(n => v.id + ": " + n.target.join(" ") + ": " + n.html.slice(0, 160) + ": " + n.failureSummary)))`)
}

// narrow fails where the page must be scrolled sideways.
func (b *tab) narrow(what string) {
	b.Helper()
	wide := value[[]string](b, `(() => {
		const root = document.documentElement, over = [];
		if (root.scrollWidth <= root.clientWidth) return over;
		for (const e of document.body.querySelectorAll("*"))
			if (e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest(".scroll > *")) over.push(e.outerHTML.slice(0, 120));
		return over.slice(0, 3).concat("the page is " + root.scrollWidth + " px wide");
	})()`)
	for _, x := range wide {
		b.Errorf("%s: too wide: %s", what, x)
	}
}

// seed is an article of others, "" where the shared data is not at hand.
func seed() string {
	shared := os.Getenv("CREDENCE_SHARED")
	if shared == "" {
		return ""
	}
	text, err := os.ReadFile(shared + "/dev/articles/seed.txt")
	if err != nil {
		return ""
	}
	return string(text)
}
