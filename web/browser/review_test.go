package browser

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
)

// kosovo is what an article says that a reader read: a state that recognises Kosovo on
// a day.
func kosovo(source, reader, who, day string) ledger.Entry {
	text := "In " + source + ": " + who + " recognised Kosovo."
	says := act.Record{
		Act: "recognize-state", Modality: "asserted", Date: day, Quote: text, End: len(text), Confidence: .55, Claims: []string{},
		Actors: []act.RecordParty{{ID: who}}, Recipients: []act.RecordParty{{ID: "XKX"}},
	}
	return ledger.Entry{
		Document:   ledger.Document{Source: source, Article: source, Title: "Of " + source, Text: text, Lang: "en", Published: "2025-08-01"},
		Assertions: []ledger.Assertion{{Reader: reader, Says: says}},
	}
}

// keep adds an entry to the ledger of the site, and returns the address at which what
// it says is reviewed.
func (b *tab) keep(e ledger.Entry) string {
	b.Helper()
	added, err := b.site.ledger.Add(b.Context(), e)
	if err != nil {
		b.Fatal(err)
	}
	said, err := b.site.ledger.AssertionsOf(b.Context(), added[0].Document)
	if err != nil || len(said) != 1 {
		b.Fatalf("%d assertions, %v", len(said), err)
	}
	return "/review/" + said[0].ID.String()
}

// reach goes from stop to stop with the Tab key until an element has the focus.
func (b *tab) reach(selector string) {
	b.Helper()
	for range 80 {
		b.do(chromedp.KeyEvent(kb.Tab))
		if value[bool](b, "document.activeElement.matches(`"+selector+"`)") {
			return
		}
	}
	b.Fatalf("%s: the Tab key does not come to %s", b.at(), selector)
}

// write goes to a field, whose text is then chosen, and writes another in its place.
func (b *tab) write(selector, text string) {
	b.Helper()
	b.reach(selector)
	b.do(chromedp.KeyEvent(text))
}

// press goes to a button or a link and presses it.
func (b *tab) press(selector string) {
	b.Helper()
	b.reach(selector)
	b.follow(chromedp.KeyEvent(kb.Enter))
}

// refused does steps that lead to a page that says what is wrong, which the browser
// logs.
func (b *tab) refused(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	b.call(func() error {
		r, err := chromedp.RunResponse(b.ctx, steps...)
		if err == nil && r.Status != http.StatusUnprocessableEntity {
			err = fmt.Errorf("%s: status %d", r.URL, r.Status)
		}
		return err
	})
	b.Lock()
	defer b.Unlock()
	b.trouble = nil
}

// takeBack takes back what was just decided.
func (b *tab) takeBack(why string) {
	b.Helper()
	b.do(chromedp.KeyEvent("z"))
	b.follow(chromedp.KeyEvent(why + kb.Enter))
	b.has(".said", "Taken back")
}

// stands fails where the page of a state and Kosovo does not say so.
func (b *tab) stands(who, words string) {
	b.Helper()
	b.open("/pair/" + who + "/XKX?on=2025-09-01")
	b.has(".sentences", words)
}

// acceptSecond accepts what another reader alone says, having seen what that changes.
func acceptSecond(b *tab) {
	at := b.keep(kosovo("Alpha", "second model-x", "NPL", "2025-07-10"))
	b.stands("NPL", "No source here says whether Nepal")
	b.open(at)
	b.has("section[aria-labelledby=accepting]", "Nepal", "Kosovo", "Recognition", "no evidence", "yes since 10 July 2025")
	b.has("section[aria-labelledby=rejecting]", "No standing changes")
	b.follow(chromedp.KeyEvent("a"))
	b.has(".said", "Accepted: recognition of a state")
	b.stands("NPL", "recognised Kosovo since 10 July 2025")
	b.open(at)
	b.takeBack("too early")
	b.stands("NPL", "No source here says whether Nepal")
}

// correctByKeyboard corrects a date, sees what that changes before, and takes it back.
func correctByKeyboard(b *tab) {
	at := b.keep(kosovo("Beta", "credence test", "NPL", "2025-07-10"))
	b.open(at)
	b.follow(chromedp.KeyEvent("c"))
	b.has("h1", "Correct")
	b.write("input[name=date]", "some day")
	b.reach("button[name=show]:not(.unseen)")
	b.refused(chromedp.KeyEvent(kb.Enter))
	b.has("[role=alert]", "“some day” is no date")
	b.write("input[name=date]", "2025-07-12")
	b.follow(chromedp.KeyEvent(kb.Enter)) // Enter in a field shows, and does not decide
	b.has(".would", "Nepal", "yes since 10 July 2025", "yes since 12 July 2025")
	b.stands("NPL", "since 10 July 2025")
	b.open(at + "/correct?show=1&date=2025-07-12")
	b.write("#why", "the twelfth, it says below")
	b.press("p.verbs button")
	b.has(".said", "Corrected: recognition of a state")
	b.stands("NPL", "since 12 July 2025")
	b.open(strings.Replace(at, "/review/", "/act/", 1))
	b.has(".aside", "Corrected by Ada", "the twelfth, it says below")
	value[bool](b, b.site.axe+"; true")
	for _, x := range b.violations(false) {
		b.Errorf("what is set aside: axe-core: %s", x)
	}
	b.press(".aside > .note a")
	b.has("main", "Nepal", "12 July 2025", "Ada, a person")
	b.open(at)
	b.takeBack("it was the tenth")
	b.stands("NPL", "since 10 July 2025")
}

// mergeAndSplit makes two acts one and one act two, and takes both back.
func mergeAndSplit(b *tab) {
	b.keep(kosovo("Gamma", "credence test", "NPL", "2025-07-10"))
	same := b.keep(kosovo("Delta", "credence test", "NPL", "2025-07-10"))
	later := b.keep(kosovo("Epsilon", "credence test", "NPL", "2027"))

	b.open(same)
	b.has(".item", "Other reports of the same act", "In Gamma")
	b.follow(chromedp.KeyEvent("s"))
	b.has("main", "What it would change", "In Gamma")
	b.write("#why", "another time")
	b.press("p.verbs button")
	b.has(".said", "Split off: 1 report")
	if text := b.text(".item"); strings.Contains(text, "In Gamma") {
		b.Errorf("what was split off still counts with the other: %q", text)
	}
	b.takeBack("it was the same")
	b.has(".item", "In Gamma")

	b.open(later)
	if text := b.text(".item"); strings.Contains(text, "In Gamma") {
		b.Fatalf("what is to be merged is one already: %q", text)
	}
	b.follow(chromedp.KeyEvent("m"))
	b.reach("input[name=act]")
	b.do(chromedp.KeyEvent(" "))
	b.press("button[name=show]:not(.unseen)")
	b.has(".would", "What it would change")
	b.write("#why", "one and the same")
	b.press("p.verbs button")
	b.has(".said", "Merged: 1 report")
	b.has(".item", "Other reports of the same act", "In Gamma", "In Delta")
	b.takeBack("they are two")
	if text := b.text(".item"); strings.Contains(text, "In Gamma") {
		b.Errorf("what was taken back is still one: %q", text)
	}
}

// revertSource rejects all that one source says, and takes that back.
func revertSource(b *tab) {
	b.keep(kosovo("Zeta", "credence test", "NPL", "2025-07-10"))
	b.stands("NPL", "recognised Kosovo since 10 July 2025")
	b.open("/review")
	b.press("main a[href='/review/source']")
	b.press("main a[href='/review/source?source=Zeta']")
	b.has("main", "1 assertion")
	b.write("#why", "it was forged")
	b.reach("input[name=sure]")
	b.do(chromedp.KeyEvent(" "))
	b.press("button.no")
	b.has(".said", "Rejected: 1 assertion of Zeta")
	b.stands("NPL", "No source here says whether Nepal")
	b.open("/review")
	b.takeBack("it was not")
	b.stands("NPL", "recognised Kosovo since 10 July 2025")
}
