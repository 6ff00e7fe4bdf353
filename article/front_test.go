package article

import (
	"strings"
	"testing"
)

func TestDatelinesArePartedFromTheirSentence(t *testing.T) {
	x := newReader(t, Options{}).lexicon
	for _, test := range []struct{ in, sentence, date string }{
		{"VIENNA/GENEVA, Nov. 9, 2019 – Two delegations met.", "Two delegations met.", "2019-11-09"},
		{"Tunis (14/01/2011, 18:40) – Le président a quitté le pays.", "Le président a quitté le pays.", "2011-01-14"},
		{"QUITO, 3 oct. 2019.- El gobierno decretó el estado de excepción.", "El gobierno decretó el estado de excepción.", "2019-10-03"},
		{"PARIS (AFP) — Le ministre a démissionné.", "Le ministre a démissionné.", ""},
		{"WASHINGTON, July 3 (Reuters) - The Senate voted.", "The Senate voted.", ""},
		{"NEW DELHI: The minister resigned.", "NEW DELHI: The minister resigned.", ""},
		{"BERLIN (dpa) -- The chancellor left.", "The chancellor left.", ""},
		{"МОСКВА, 9 ноября 2019 г. – Делегации встретились.", "Делегации встретились.", "2019-11-09"},
		{"OUAGADOUGOU - Des soldats ont pris la télévision.", "Des soldats ont pris la télévision.", ""},
		{"WASHINGTON, D.C. (AP) — The Senate voted.", "The Senate voted.", ""},
		{"Israel – whose embassy is in Kampala – said no.", "Israel – whose embassy is in Kampala – said no.", ""},
		{"La Norvège – qui n'est pas membre – a signé.", "La Norvège – qui n'est pas membre – a signé.", ""},
		{"Wednesday August 22, 2018 (Antilles Newsdesk) - El Salvador switched.", "El Salvador switched.", "2018-08-22"},
		{"NATO-led forces left.", "NATO-led forces left.", ""},
		{"UN - backed forces left.", "UN - backed forces left.", ""},
		{"Bamako, le 18 août 2020 (AFP) - Des soldats ont arrêté le président.", "Des soldats ont arrêté le président.", "2020-08-18"},
	} {
		n, d, _ := x.dateline(test.in, "")
		if got := strings.TrimSpace(test.in[n:]); got != test.sentence || d.edtf() != test.date {
			t.Errorf("%q: sentence %q, date %q; want %q, %q", test.in, got, d.edtf(), test.sentence, test.date)
		}
	}
}

func TestTitlesAndBylinesOfPlainText(t *testing.T) {
	const body = "La Norvège a reconnu mardi l'État de Palestine, a annoncé le Premier ministre à Oslo. Israël a rappelé son ambassadeur."
	for _, test := range []struct{ name, text, title, byline string }{
		{"title alone", "Oslo franchit le pas\n\n" + body, "Oslo franchit le pas", ""},
		{"no title", body + "\n\n" + body, "", ""},
		{"one line is no title", "Oslo franchit le pas", "", ""},
		{"byline with Par", "Oslo franchit le pas\n\nPar Jeanne Lemercier\n\n" + body, "Oslo franchit le pas", "Jeanne Lemercier"},
		{"bare name beside a date", "Oslo franchit le pas\n\nJeanne Lemercier\n29 mai 2024\n\n" + body, "Oslo franchit le pas", "Jeanne Lemercier"},
		{"bare name alone is no byline", "Oslo franchit le pas\n\nJeanne Lemercier\n\n" + body, "Oslo franchit le pas", ""},
		{"date above the title", "Le 29 mai 2024\n\nOslo franchit le pas\n\n" + body, "Oslo franchit le pas", ""},
		{"byline at the end", "Oslo franchit le pas\n\n" + body + "\n\nPar Jeanne Lemercier (avec AFP)", "Oslo franchit le pas", "Jeanne Lemercier"},
		{"question for a title", "Oslo franchira-t-elle le pas ?\n\n" + body, "Oslo franchira-t-elle le pas ?", ""},
		{"section above the title", "MONDE\n\nOslo franchit le pas\n\n" + body, "Oslo franchit le pas", ""},
		{"capitals", "OSLO FRANCHIT LE PAS\n\n" + body, "OSLO FRANCHIT LE PAS", ""},
		{"agency for a byline", "Oslo franchit le pas\n\nAFP\n\n" + body, "Oslo franchit le pas", "AFP"},
		{"initials and particles", "Oslo franchit le pas\n\nPar J. M. de La Tour et Ahmed al-Masri\n\n" + body, "Oslo franchit le pas", "J. M. de La Tour, Ahmed al-Masri"},
		{"standfirst between title and byline", "Oslo franchit le pas\n\nIsraël proteste, Madrid applaudit\n\nPar Jeanne Lemercier\n\n" + body, "Oslo franchit le pas", "Jeanne Lemercier"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := one(t, Options{}, ".txt", test.text)
			if a.Title != test.title || a.Byline != test.byline {
				t.Errorf("title %q by %q, want %q by %q\n%s", a.Title, a.Byline, test.title, test.byline, describe(a, nil))
			}
			prose := 0
			for _, u := range a.Units {
				if u.Kind == Paragraph && strings.HasPrefix(a.Text[u.Start:], "La Norvège") {
					prose++
				}
				if u.Kind == Paragraph && strings.HasPrefix(a.Text[u.Start:], "Par ") {
					t.Errorf("the byline is a paragraph: %s", describe(a, nil))
				}
			}
			if want := strings.Count(test.text, "La Norvège"); prose != want {
				t.Errorf("%d paragraphs, want %d:\n%s", prose, want, describe(a, nil))
			}
		})
	}
}

func TestRunInHeadingsAndColons(t *testing.T) {
	for _, test := range []struct{ in, heading string }{
		{"Le cas islandais : En 1991, Reykjavik avait été la première capitale à reconnaître les pays baltes.", "Le cas islandais :"},
		{"Background: In 1991, Reykjavik had been the first capital to recognise the Baltic states.", "Background:"},
		{"Le ministre a déclaré : La Norvège ne reconnaîtra pas ce gouvernement avant l'été.", ""},
		{"Moscow said: The treaty will not be signed by anybody before the end of the summer.", ""},
		{"Le cas islandais : deux capitales, deux politiques, et bien des arrière-pensées.", ""},
		{"Il l'a dit : « La Norvège ne reconnaîtra pas ce gouvernement avant l'été. »", ""},
	} {
		a := one(t, Options{}, ".txt", "Une affaire à suivre de près\n\nLa Norvège a reconnu mardi l'État de Palestine, a annoncé le Premier ministre à Oslo.\n\n"+test.in)
		got := ""
		for _, u := range a.Units {
			if u.Kind == Heading {
				got = a.Text[u.Start:u.End]
			}
		}
		if strings.HasPrefix(test.in, "Background") || strings.HasPrefix(test.in, "Moscow") {
			a = one(t, Options{Lang: "en"}, ".txt", "A matter to follow\n\nNorway recognised the State of Palestine on Tuesday, the prime minister said.\n\n"+test.in)
			got = ""
			for _, u := range a.Units {
				if u.Kind == Heading {
					got = a.Text[u.Start:u.End]
				}
			}
		}
		if got != test.heading {
			t.Errorf("%q has the heading %q, want %q", test.in, got, test.heading)
		}
	}
}

func TestImprintsDateAnArticle(t *testing.T) {
	const body = "La Norvège a reconnu mardi l'État de Palestine, a annoncé le Premier ministre à Oslo. Israël a rappelé son ambassadeur."
	for _, test := range []struct{ line, want string }{
		{"Horn Desk explainer, 14 December 2024", "2024-12-14"},
		{"Thursday 9 May 2024. The Trade Winds newsletter, by Cyril Hale", "2024-05-09"},
		{"La lettre du Cap, numéro 12 – 3 avril 2019", "2019-04-03"},
		{"Friday 9 May 2024. The Trade Winds newsletter", ""}, // it was a Thursday
		{"Treaty signed in Rome on 14 December 2024 at last", ""},
		{"The treaty was signed, 14 December 2024.", ""},
		{"Radio Récif, les infos de midi, jeudi 5 novembre 2009.", "2009-11-05"},
		{"Diffusion : vendredi 9 septembre 2022, 17 h 45. Texte à lire.", "2022-09-09"},
		{"ANALYSE. Par Jeanne Lemercier, le 16 février 2024", "2024-02-16"},
		{"Horn Desk explainer, December 2024", ""},
	} {
		if a := one(t, Options{}, ".txt", "Oslo franchit le pas\n\n"+test.line+"\n\n"+body); a.Published != test.want {
			t.Errorf("%q: published %q, want %q", test.line, a.Published, test.want)
		}
	}
}
