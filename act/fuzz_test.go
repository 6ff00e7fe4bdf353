package act_test

import (
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/lang"
)

// says returns what the article says.
func says(t testing.TB, r *act.Reader, a *article.Article) []act.Assertion {
	t.Helper()
	found, err := r.Read(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// coder returns the coder of a language, loaded once for all tests.
func coder(t testing.TB, code string) *act.Coder {
	t.Helper()
	c, err := coders[code]()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var coders = map[string]func() (*act.Coder, error){"fr": once("fr"), "en": once("en"), "es": once("es")} //nolint:gochecknoglobals // loaded once for all tests

func once(code string) func() (*act.Coder, error) {
	return sync.OnceValues(func() (*act.Coder, error) {
		folder, err := lang.Open(code)
		if err != nil {
			return nil, err
		}
		return act.Open(folder)
	})
}

// FuzzReadFrench and FuzzReadEnglish read arbitrary text, and hold what comes
// out to what every assertion promises.
func FuzzReadFrench(f *testing.F) {
	fuzz(f, "fr",
		"La Russie a reconnu jeudi le gouvernement des talibans. Elle n'avait pas fermé son ambassade en 2021.",
		"Selon Paris, Berlin pourrait rappeler son ambassadeur d'ici le 3 mai ; Rome l'a fait la veille.",
		"La France et l'Italie, qui ont rompu leurs relations diplomatiques depuis 1999, ont signé un accord.",
		"La Norvège a reconnu l'État de Palestine, l'Espagne et l'Irlande aussi. Ce pays s'y refuse.")
}

func FuzzReadEnglish(f *testing.F) {
	fuzz(f, "en",
		"Russia recognized the Taliban on Thursday, the first country to do so. It had not closed its embassy in 2021.",
		"According to Paris, Berlin might recall its ambassador by 3 May; Rome did so the day before.",
		"France and Italy, which severed relations with Iran in 1999, signed an agreement. The two countries refused to meet.",
		"Norway recognized Palestine, and Spain and Ireland followed suit. China has ambassadors in Kabul.")
}

func fuzz(f *testing.F, code string, seeds ...string) {
	for _, s := range seeds {
		f.Add(s, s[:len(s)/2], exampleDay)
	}
	f.Add("\u2028\u00a0.\n\n«»“”…", "Iran – Irak", "")
	c := coder(f, code)
	r, again := c.NewReader(), c.NewReader()
	f.Fuzz(func(t *testing.T, text, title, day string) {
		if len(text) > 4000 {
			return
		}
		if _, err := edtf.Parse(day); err != nil || !calendarDay(day) {
			day = ""
		}
		text, title = strings.ToValidUTF8(text, "?"), strings.ToValidUTF8(title, "?")
		a := inParagraphs(code, day, text)
		a.Title = title
		found := says(t, r, a)
		for n := range found {
			hold(t, a, &found[n])
			if n > 0 && found[n].Start < found[n-1].Start {
				t.Errorf("%q: act %d stands before the one in front of it", text, n)
			}
		}
		if second := says(t, again, a); !reflect.DeepEqual(found, second) {
			t.Errorf("%q: read again it says\n%v, before\n%v", text, second, found)
		}
		if second := says(t, r, a); !reflect.DeepEqual(found, second) {
			t.Errorf("%q: read again by the same reader it says\n%v, before\n%v", text, second, found)
		}
	})
}

// calendarDay reports whether an EDTF date has the form of a day.
func calendarDay(s string) bool {
	return len(s) == 10 && !strings.ContainsFunc(s, func(r rune) bool { return r != '-' && (r < '0' || r > '9') })
}

// inParagraphs makes an article of a text whose lines are its paragraphs.
func inParagraphs(code, day, text string) *article.Article {
	a := &article.Article{ID: "test", Lang: code, Published: day, Text: text}
	for at := 0; at <= len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text) - at
		}
		a.Units = append(a.Units, article.Unit{Start: at, End: at + end})
		at += end + 1
	}
	return a
}

// hold checks what every assertion promises.
func hold(t *testing.T, a *article.Article, x *act.Assertion) {
	t.Helper()
	within := func(s act.Span) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= len(a.Text) }
	if !within(act.Span{Start: x.Start, End: x.End}) || x.Quote == "" || a.Text[x.Start:x.End] != x.Quote {
		t.Fatalf("%q: quote %q is not what stands at %d-%d", a.Text, x.Quote, x.Start, x.End)
	}
	if !utf8.ValidString(x.Quote) {
		t.Errorf("%q: quote %q cuts a letter", a.Text, x.Quote)
	}
	if !(x.Confidence > 0 && x.Confidence <= 1) {
		t.Errorf("%q: confidence %v", a.Text, x.Confidence)
	}
	if x.Date != "" {
		if _, err := edtf.Parse(x.Date); err != nil {
			t.Errorf("%q: date %q: %v", a.Text, x.Date, err)
		}
	}
	for _, ps := range [][]act.Party{x.Actors, x.Recipients, x.Over} {
		for _, p := range ps {
			if p.ID == "" || !within(act.Span{Start: p.Start, End: p.End}) || a.Text[p.Start:p.End] != p.Text {
				t.Errorf("%q: party %+v", a.Text, p)
			}
		}
	}
	for _, s := range append([]act.Span{x.Trace.Trigger, x.Trace.Sentence}, x.Mentions...) {
		if !within(s) || s.Start == s.End {
			t.Errorf("%q: span %v of %s", a.Text, s, x.Kind.Name)
		}
	}
	if x.Kind == nil || len(x.Trace.Modality) == 0 {
		t.Errorf("%q: %+v does not tell how it was found", a.Text, x)
	}
	x.Record(a) // must not panic
}
