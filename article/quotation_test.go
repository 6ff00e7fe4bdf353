package article

import (
	"fmt"
	"strings"
	"testing"
)

func TestQuotationsOfOlderArticles(t *testing.T) {
	const lead = "A treaty returns\n\nPublished March 8, 2024\n\nNorway signed the treaty again on Thursday, the foreign ministry said in Oslo.\n\n"
	const after = "The treaty of that year was never carried out."
	for _, test := range []struct{ name, text, want string }{
		{"in the same paragraph", "In our issue of 4 April 2008 we wrote: “Norway will sign within a year.” That was wrong.", `2008-04-04||Norway will sign within a year.`},
		{"to the end", "We wrote in the October 2008 issue of the Northern Herald:\n\nNorway will sign.\n\n" + after, `2008-10|Northern Herald|Norway will sign.|` + after},
		{"up to a closing mark", "In October 2008 we wrote:\n\n“Norway will sign.\n\n“It has no choice.”\n\n" + after, `2008-10||“Norway will sign.|“It has no choice.”`},
		{"up to a year that it could not know", "In October 2008 we wrote:\n\nNorway will sign.\n\nIn 2015 it had still not done so, and nobody asked.", `2008-10||Norway will sign.`},
		{"up to a heading", "In October 2008 we wrote:\n\nNorway will sign.\n\nWhat now\n\nOslo says that it will carry the treaty out this time.", `2008-10||Norway will sign.`},
		{"somebody else's, dated", "The Bergen Courier wrote on 3 March 2014: “Norway will never sign this treaty.”", `2014-03-03|The Bergen Courier|Norway will never sign this treaty.`},
		{"somebody else's, undated, is plain speech", "The minister wrote: “Norway will never sign this treaty again.”", ""},
		{"a day without a year is before the article", "On 20 December the Bergen Courier wrote: “Norway will never sign this treaty.”", `2023-12-20|Bergen Courier|Norway will never sign this treaty.`},
		{"a block quotation", "In our edition of May 2010 we wrote:\n\n> Norway will sign.\n> It has no choice.\n\n" + after, `2010-05||Norway will sign.|It has no choice.`},
		{"speech is none", "“Norway will sign,” the minister said on 3 March 2014: nobody believed her.", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := one(t, Options{}, ".md", lead+test.text)
			got := ""
			for _, u := range a.Units {
				if u.Quoted == nil {
					continue
				}
				if got == "" {
					got = u.Quoted.Published + "|" + u.Quoted.Publisher
				}
				got += "|" + a.Text[u.Start:u.End]
			}
			if got != test.want {
				t.Errorf("quoted %q, want %q\n%s", got, test.want, describe(a, nil))
			}
		})
	}
}

func TestQuotationOfThreeLanguages(t *testing.T) {
	for code, text := range map[string]string{
		"fr": "Un traité revient\n\nPublié le 8 mars 2024\n\nLa Norvège a de nouveau signé le traité jeudi, a fait savoir le ministère à Oslo.\n\nNous avons écrit dans le numéro d'octobre 2008 du Courrier du Nord :\n\nLa Norvège signera.",
		"es": "Vuelve un tratado\n\nPublicado el 8 de marzo de 2024\n\nNoruega firmó de nuevo el tratado el jueves, informó el ministerio en Oslo.\n\nEn el número de octubre de 2008 de Correo del Norte escribimos:\n\nNoruega firmará.",
		"ru": "Договор возвращается\n\n8 марта 2024 г.\n\nНорвегия в четверг снова подписала договор, сообщило министерство иностранных дел в Осло.\n\nВ номере за октябрь 2008 года мы писали:\n\nНорвегия подпишет.",
	} {
		a := one(t, Options{}, ".txt", text)
		last := a.Units[len(a.Units)-1]
		if a.Lang != code || last.Quoted == nil || last.Quoted.Published != "2008-10" {
			t.Errorf("%s: %s", code, describe(a, nil))
		}
		if code != "ru" && !strings.Contains(fmt.Sprint(*last.Quoted), "Nor") {
			t.Errorf("%s: publisher of %+v", code, *last.Quoted)
		}
	}
}
