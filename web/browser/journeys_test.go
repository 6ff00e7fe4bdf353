package browser

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// journey is what somebody comes for, from the first page to the answer.
type journey struct {
	name   string
	do     func(b *tab)
	writes bool // into the ledger: it gets one of its own
	soon   bool // the page is not served yet
}

func journeys() []journey {
	return []journey{
		{name: "who recognises the Taliban, before and after", do: whoRecognises},
		{name: "the same without script", do: withoutScript},
		{name: "by keyboard alone", do: byKeyboard},
		{name: "read an article that is pasted", do: paste},
		{name: "keep an article that is pasted", do: keep, writes: true},
		{name: "change the language", do: changeLanguage},
		{name: "download the table", do: download},
		{name: "cite the answer", do: cite},
		{name: "a timeline as long as the standings", do: drawn},
		{name: "step the map through the years", do: stepMap},
		{name: "review by keyboard", do: review, writes: true},
		{name: "accept what a second reader says", do: acceptSecond, writes: true},
		{name: "correct by keyboard", do: correctByKeyboard, writes: true},
		{name: "merge and split by keyboard", do: mergeAndSplit, writes: true},
		{name: "revert a source by keyboard", do: revertSource, writes: true},
	}
}

// run goes on a journey through a site, or through a new one of the same store where
// it writes.
func (j *journey) run(t *testing.T, store string, on *site) {
	if j.soon {
		t.Skip("its page is not served yet")
	}
	t.Parallel()
	if j.writes {
		on = on.serve(t, store)
	}
	b := on.tab(t)
	b.look(1280, false)
	j.do(b)
	b.clean()
}

// question types a question into the field of the first page.
func question(b *tab, text string) {
	b.open("/")
	b.follow(chromedp.SendKeys(chromedp.CSS("#question"), text+kb.Enter))
}

// setDay asks for another day with the form of days.
func setDay(b *tab, day string) {
	b.follow(
		chromedp.SetValue(chromedp.CSS("form.days input[name=on]"), day),
		chromedp.Click(chromedp.CSS("form.days button")))
}

// whoRecognises finds who recognises the government of the Taliban on two days,
// and the sentence that says so.
func whoRecognises(b *tab) {
	question(b, "talibans")
	setDay(b, "2025-07-02")
	if row := standingOf(b, "RUS"); !strings.HasPrefix(row, "Russia ○ no") {
		b.Errorf("on 2 July 2025 Russia recognised nobody yet: %q", row)
	}
	setDay(b, "2025-07-07")
	if row := standingOf(b, "RUS"); !strings.HasPrefix(row, "Russia ● yes 3 July 2025") {
		b.Errorf("on 7 July 2025 Russia recognised the Taliban, since the 3rd: %q", row)
	}
	if row := standingOf(b, "CHN"); !strings.HasPrefix(row, "China ○ no") {
		b.Errorf("on 7 July 2025 China did not: %q", row)
	}
	b.follow(chromedp.Click(chromedp.CSS(`tbody a[href*="/pair/RUS/AFG.TALIBAN"]`)))
	b.has("main", "Russia has recognised the Taliban since", "3 July 2025", "lettres de créance")
	b.follow(chromedp.Click(chromedp.CSS(`.evidence blockquote a`)))
	b.has(".passage mark", "La Russie a officiellement reconnu jeudi le gouvernement des talibans")
}

// standingOf is the row of a party in the table of a country's page, "" where it
// has none.
func standingOf(b *tab, party string) string {
	return value[string](b, `(document.querySelector('tbody a[href*="/pair/`+party+`/"]')?.closest("tr").innerText ?? "").replace(/\s+/g, " ")`)
}

// withoutScript does with scripts turned off what whoRecognises and paste do with
// them.
func withoutScript(b *tab) {
	b.withoutScript()
	question(b, "talibans")
	setDay(b, "2025-07-07")
	b.has("main", "Russia", "3 July 2025")
	b.follow(chromedp.Click(chromedp.CSS(`tbody a[href*="/pair/RUS/AFG.TALIBAN"]`)))
	b.has("main", "Russia has recognised the Taliban since")
	question(b, "Russia was the first country to recognise the Taliban")
	b.has(".verdict h2", "True")
	b.open("/read")
	b.follow(
		chromedp.SetValue(chromedp.CSS("#text"), pasted),
		chromedp.Click(chromedp.CSS("form.paste button")))
	b.has("main mark", "recognised")
}

// byKeyboard asks, goes to an answer and opens it with the keyboard alone: the
// first stop leads past the menu, and what has the focus can be seen.
func byKeyboard(b *tab) {
	b.open("/of/AFG.TALIBAN?on=2025-07-07")
	b.do(chromedp.KeyEvent(kb.Tab))
	if class := value[string](b, `document.activeElement.className`); class != "skip" {
		b.Errorf("the first stop is %q, not the way past the menu", class)
	}
	b.do(chromedp.KeyEvent(kb.Enter))
	seen := map[string]bool{}
	for range 60 {
		b.do(chromedp.KeyEvent(kb.Tab))
		here := value[string](b, `(e => e === document.body ? "" : (e.getAttribute("href") ?? e.name ?? e.tagName))(document.activeElement)`)
		seen[here] = true
		if outline := value[string](b, `getComputedStyle(document.activeElement).outlineStyle`); here != "" && outline == "none" {
			b.Errorf("%q has the focus, and nothing shows it", here)
		}
		if strings.Contains(here, "/pair/RUS/") {
			b.follow(chromedp.KeyEvent(kb.Enter))
			b.has("h1", "Russia")
			return
		}
	}
	b.Errorf("the row of Russia was not reached: %v", slices.Sorted(keysOf(seen)))
}

func keysOf(m map[string]bool) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// pasted tells in other words what the examples tell.
const pasted = `Moscow, 4 July 2025. Russia recognised the Taliban government of Afghanistan on Thursday.

The foreign ministry accepted the credentials of the new Afghan ambassador. China has not recognised the Taliban government. <script>alert("no article is a script")</script>`

// give pastes an article into the form.
func give(b *tab, text string) {
	b.open("/read")
	b.do(chromedp.SetValue(chromedp.CSS("#text"), text))
	b.do(chromedp.SetValue(chromedp.CSS("input[name=published]"), "2025-07-07"))
}

// paste reads articles without keeping them.
func paste(b *tab) {
	give(b, pasted)
	b.follow(chromedp.Click(chromedp.CSS("form.paste button")))
	b.has(".text mark", "recognised the Taliban government")
	b.has(".found", "Russia", "recognition of a government")
	b.has(".text", `<script>alert("no article is a script")</script>`)
	counts(b, 12)
	if text := seed(); text != "" {
		give(b, text)
		b.follow(chromedp.Click(chromedp.CSS("form.paste button")))
		marks := value[string](b, `[...document.querySelectorAll(".text mark")].map(m => m.textContent).join(" | ")`)
		if !strings.Contains(marks, "lettres de créance") {
			b.Errorf("the acceptance of credentials is not marked: %q", marks)
		}
		counts(b, 12)
	}
}

// counts fails where the first page does not come to count so many articles: they
// are counted beside the requests.
func counts(b *tab, articles int) {
	b.Helper()
	for n := -1; n != articles && b.ctx.Err() == nil; {
		b.open("/")
		n = value[int](b, `parseInt(document.querySelector(".figures dd")?.textContent ?? "-1")`)
	}
}

// keep reads an article and keeps it.
func keep(b *tab) {
	give(b, pasted)
	b.follow(
		chromedp.Click(chromedp.CSS("input[name=store]")),
		chromedp.Click(chromedp.CSS("form.paste button")))
	if !strings.HasPrefix(b.at(), "/article/") {
		b.Errorf("an article that is kept has an address, not %s", b.at())
	}
	b.has(".text mark", "recognised the Taliban government")
	counts(b, 13)
}

// changeLanguage goes to the other language and stays in it.
func changeLanguage(b *tab) {
	b.open("/of/AFG.TALIBAN?on=2025-07-07")
	b.follow(chromedp.Click(chromedp.CSS(`.tongues a[hreflang=fr]`)))
	b.has("main", "Russie", "3 juillet 2025")
	b.follow(chromedp.Click(chromedp.CSS(`tbody a[href*="/pair/RUS/AFG.TALIBAN"]`)))
	if lang := value[string](b, "document.documentElement.lang"); lang != "fr" {
		b.Errorf("the next page is in %q", lang)
	}
	b.has("main", "La Russie reconnaît les Taliban depuis le 3 juillet 2025.", "Les Taliban reconnaissent la Russie", "Selon la règle")
	b.follow(chromedp.Click(chromedp.CSS(`.tongues a[hreflang=en]`)))
	b.has("main", "Russia has recognised")
}

// download gets the table as a file, and finds in it the rows of the page.
func download(b *tab) {
	b.open("/of/AFG.TALIBAN?on=2025-07-07")
	folder, events := b.TempDir(), true
	b.call(func() error {
		_, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: folder, EventsEnabled: &events,
			BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID,
		})
		return err
	})
	progress := chromedp.BrowserEvents(b.ctx, browser.DownloadProgress)
	b.do(chromedp.Click(chromedp.CSS(`.formats a[href*="format=csv"]`)))
	file := ""
	for e, err := range progress {
		if err != nil {
			b.Fatal(err)
		}
		if e.State != browser.DownloadProgressStateCompleted {
			continue
		}
		file = filepath.Join(folder, e.GUID)
		if _, err := os.Stat(file); err == nil { // others download as well
			break
		}
	}
	in, err := os.Open(file)
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	rows, err := csv.NewReader(in).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	var names []string
	for _, row := range rows[1:] {
		names = append(names, row[slices.Index(rows[0], "party_name")])
	}
	table := value[[]string](b, `[...document.querySelectorAll("main .scroll tbody th")].map(e => e.textContent.trim())`)
	if !slices.Equal(names, table) || len(names) < 5 {
		b.Errorf("the file has %q, the page %q", names, table)
	}
}

// drawn fails where the bars of a timeline are not as long as the standings last.
func drawn(b *tab) {
	b.open("/pair/SAU/IRN?on=2026-01-01")
	bars := value[[]string](b, `[...document.querySelectorAll("svg.timeline rect.stretch")].filter(
		r => Math.abs(r.getBBox().width - parseFloat(r.getAttribute("width"))) > 1).map(r => r.textContent)`)
	if len(bars) > 0 || value[int](b, `document.querySelectorAll("svg.timeline rect.stretch").length`) < 6 {
		b.Errorf("bars are missing, or are not as long as they should be: %q", bars)
	}
	b.has(".sentences", "There are relations, at a level that is not known.")
}

// cite follows the address that a citation gives: it says the same, with both
// days in it.
func cite(b *tab) {
	b.open("/pair/RUS/AFG.TALIBAN?on=2025-07-07")
	said := b.text(".standing .lead")
	b.follow(chromedp.Click(chromedp.CSS(".permalink")))
	if at := b.at(); !strings.Contains(at, "on=2025-07-07") || !strings.Contains(at, "known=2026-07-01T11") {
		b.Errorf("the address lacks a day: %s", at)
	}
	if again := b.text(".standing .lead"); again != said {
		b.Errorf("the citation says %q, the page %q", again, said)
	}
}

// stepMap goes through the years on the map, with its buttons and its slider; what
// it shows is in its table as well, and a click on a state leads to the pair.
func stepMap(b *tab) {
	shows := func(day string) {
		b.Helper()
		if _, err := chromedp.Run(b.ctx, chromedp.Poll[bool](`document.getElementById("slide-day").textContent === "`+day+`" && !document.querySelector("#answer.waiting")`)); err != nil {
			b.Fatalf("the map does not come to %s: %v", day, err)
		}
	}
	recognises := func() string {
		return value[string](b, `[...document.querySelectorAll("#answer .legend li")].find(e => e.textContent.includes("yes"))?.querySelector("strong").textContent ?? "0"`)
	}
	b.open("/map?of=AFG.TALIBAN&on=2001-07-07&step=year")
	if n := recognises(); n != "0" {
		b.Errorf("%s recognise in 2001, of whom the examples do not tell", n)
	}
	for year := 2002; year <= 2025; year++ {
		b.do(chromedp.Click(chromedp.CSS(".mapform button[value=ahead]")))
		shows(fmt.Sprintf("7 July %d", year))
	}
	if n := recognises(); n != "1" {
		b.Errorf("%s recognise in 2025", n)
	}
	b.has("#answer table", "Russia● yes3 July 2025express recognition")
	if at := b.at(); !strings.Contains(at, "on=2025-07-07") {
		b.Errorf("the day does not stand in the address: %s", at)
	}
	b.do(chromedp.Focus(chromedp.CSS("#slide")))
	for day := 6; day >= 2; day-- {
		b.do(chromedp.KeyEvent(kb.ArrowLeft))
		shows(fmt.Sprintf("%d July 2025", day))
	}
	if n := recognises(); n != "0" {
		b.Errorf("%s recognise on 2 July 2025", n)
	}
	b.follow(chromedp.Click(chromedp.CSS(`svg.world a[href*="/pair/RUS/"] path, svg.world a[href*="/pair/RUS/"] circle`)))
	b.has("h1", "Russia", "Taliban")
}

// review decides on what waits by one key each, sees before what that would
// change, and takes it back.
func review(b *tab) {
	top := func() string {
		return value[string](b, `document.querySelector(".item .about a[href*='/act/']").getAttribute("href").split("/").pop()`)
	}
	waits := func(id string) bool {
		return value[bool](b, `document.querySelector(".queue a[href*='`+id+`']") !== null`)
	}
	b.open("/review")
	first := top()
	b.has(".would", "would change")
	b.follow(chromedp.KeyEvent("a"))
	second := top()
	if second == first || waits(first) {
		b.Errorf("what was accepted still waits: %s", first)
	}
	b.do(chromedp.KeyEvent("z"))
	b.follow(chromedp.KeyEvent("a slip of the finger" + kb.Enter)) // keys are no commands while somebody writes
	b.open("/review")
	if !waits(first) {
		b.Errorf("what was undone does not wait again: %s", first)
	}
	b.open("/review/" + first)
	b.do(chromedp.KeyEvent("r")) // to reject wants a reason, which is asked for
	b.follow(chromedp.KeyEvent("the text says otherwise" + kb.Enter))
	b.open("/review")
	if waits(first) || !waits(second) {
		b.Errorf("what was rejected still waits, or what was not decided does not: %s, %s", first, second)
	}
	b.open("/review/" + first)
	b.has(".past", "the text says otherwise", "Ada")
}
