package act_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
)

// A telling is a text published on exampleDay, and what must be read in it:
// "kind actors > recipients modality date by=speaker claims=…", of which any
// part at the end may be left out; "" where nothing may be read.
type telling struct {
	behaviour string
	code      string
	text      string
	want      []string
}

// check reads every text: each act wanted must come out, and no other.
func check(t *testing.T, tellings []telling) {
	t.Helper()
	for _, tell := range tellings {
		t.Run(tell.behaviour+" "+tell.code, func(t *testing.T) {
			var got []string
			a := inParagraphs(tell.code, exampleDay, tell.text)
			for _, x := range says(t, coder(t, tell.code).NewReader(), a) {
				hold(t, a, &x)
				got = append(got, line(&x))
			}
			for _, want := range tell.want {
				if !slices.ContainsFunc(got, func(g string) bool { return g == want || strings.HasPrefix(g, want+" ") }) {
					t.Errorf("%q\n want %s\n got  %s", tell.text, want, strings.Join(got, "\n      "))
				}
			}
			if len(got) > len(tell.want) {
				t.Errorf("%q: more than the %d acts wanted: %s", tell.text, len(tell.want), strings.Join(got, "\n      "))
			}
		})
	}
}

// line is an assertion in the words of a telling.
func line(x *act.Assertion) string {
	s := fmt.Sprintf("%s %s > %s %s", x.Kind.Name, ids(x.Actors), ids(x.Recipients), x.Modality)
	if x.Date != "" {
		s += " " + x.Date
	}
	if x.AttributedTo != "" {
		s += " by=" + x.AttributedTo
	}
	if len(x.Claims) > 0 {
		s += " claims=" + strings.Join(x.Claims, ",")
	}
	return s
}

func TestModalityClimbsTheTree(t *testing.T) {
	check(t, []telling{
		{"plain past", "fr", "La Bolivie a fermé son ambassade en Israël.", []string{"close-embassy BOL > ISR asserted"}},
		{"plain past", "en", "Bolivia closed its embassy in Israel.", []string{"close-embassy BOL > ISR asserted"}},
		{"negation", "fr", "La Bolivie n'a pas fermé son ambassade en Israël.", []string{"close-embassy BOL > ISR negated"}},
		{"negation", "en", "Bolivia has not closed its embassy in Israel.", []string{"close-embassy BOL > ISR negated"}},
		{"never", "fr", "La Bolivie n'a jamais reconnu le Kosovo.", []string{"recognize-state BOL > XKX negated"}},
		{"never", "en", "Bolivia never recognized Kosovo.", []string{"recognize-state BOL > XKX negated"}},
		{"refusal", "fr", "La Bolivie a refusé de reconnaître le Kosovo.", []string{"recognize-state BOL > XKX negated"}},
		{"refusal", "en", "Bolivia refused to recognize Kosovo.", []string{"recognize-state BOL > XKX negated"}},
		{"future tense", "fr", "La Bolivie reconnaîtra le Kosovo.", []string{"recognize-state BOL > XKX future"}},
		{"future tense", "en", "Bolivia will recognize Kosovo.", []string{"recognize-state BOL > XKX future"}},
		{"future denied", "fr", "La Bolivie ne reconnaîtra pas le Kosovo.", []string{"recognize-state BOL > XKX negated"}},
		{"future denied", "en", "Bolivia will not recognize Kosovo.", []string{"recognize-state BOL > XKX negated"}},
		{"promise", "fr", "La Bolivie a promis de reconnaître le Kosovo.", []string{"recognize-state BOL > XKX future"}},
		{"promise", "en", "Bolivia promised to recognize Kosovo.", []string{"recognize-state BOL > XKX future"}},
		{"possibility", "fr", "La Bolivie pourrait reconnaître le Kosovo.", []string{"recognize-state BOL > XKX hypothetical"}},
		{"possibility", "en", "Bolivia could recognize Kosovo.", []string{"recognize-state BOL > XKX hypothetical"}},
		{"announcement of the past", "fr", "La Bolivie a annoncé qu'elle avait fermé son ambassade en Israël.", []string{"close-embassy BOL > ISR asserted"}},
		{"announcement of the past", "en", "Bolivia announced that it had closed its embassy in Israel.", []string{"close-embassy BOL > ISR asserted"}},
		{"question", "fr", "La Bolivie a-t-elle reconnu le Kosovo ?", nil},
		{"question", "en", "Has Bolivia recognized Kosovo?", nil},
	})
}

func TestDatesOfActs(t *testing.T) {
	check(t, []telling{
		{"day of its own", "fr", "La Bolivie a fermé son ambassade en Israël le 3 mai 2023.", []string{"close-embassy BOL > ISR asserted 2023-05-03"}},
		{"day of its own", "en", "Bolivia closed its embassy in Israel on May 3, 2023.", []string{"close-embassy BOL > ISR asserted 2023-05-03"}},
		{"weekday before publication", "fr", "La Bolivie a fermé jeudi son ambassade en Israël.", []string{"close-embassy BOL > ISR asserted 2025-07-03"}},
		{"weekday before publication", "en", "Bolivia closed its embassy in Israel on Thursday.", []string{"close-embassy BOL > ISR asserted 2025-07-03"}},
		{"day of the announcement", "fr", "La Bolivie a annoncé jeudi qu'elle avait fermé son ambassade en Israël.", []string{"close-embassy BOL > ISR asserted 2025-07-03"}},
		{"day of the announcement", "en", "Bolivia announced on Thursday that it had closed its embassy in Israel.", []string{"close-embassy BOL > ISR asserted 2025-07-03"}},
		{"own day before the announcement's", "fr", "La Bolivie a annoncé jeudi qu'elle avait fermé son ambassade en Israël en 2023.", []string{"close-embassy BOL > ISR asserted 2023"}},
		{"own day before the announcement's", "en", "Bolivia announced on Thursday that it had closed its embassy in Israel in 2023.", []string{"close-embassy BOL > ISR asserted 2023"}},
		{"opening of the sentence", "fr", "En mai 2023, la Bolivie a fermé son ambassade en Israël.", []string{"close-embassy BOL > ISR asserted 2023-05"}},
		{"opening of the sentence", "en", "In May 2023, Bolivia closed its embassy in Israel.", []string{"close-embassy BOL > ISR asserted 2023-05"}},
		{"not until a day", "en", "Bolivia did not recognize Kosovo until May 3, 2023.", []string{"recognize-state BOL > XKX asserted 2023-05-03"}},
		{"not until a day of the year told", "en", "Although Kosovo was free in February 2008, Bolivia did not recognize it until 3 May.", []string{"recognize-state BOL > XKX asserted 2008-05-03"}},
		{"a later clause of the same time", "en", "Bolivia recognized Kosovo when its consul, Juan Paz, posted a letter to the government on May 3, 2023.", []string{"recognize-state BOL > XKX asserted 2023-05-03"}},
		{"today in an announcement of another day", "en", "Bolivia announced on May 3, 2023, that it is today closing its embassy in Israel.", []string{"close-embassy BOL > ISR asserted 2023-05-03 by=BOL"}},
		{"when the noun occurred", "en", "The closure of the Bolivian embassy in Israel, which occurred on May 3, 2023, surprised nobody.", []string{"close-embassy BOL > ISR asserted 2023-05-03"}},
		{"no date without words", "fr", "La Bolivie n'a pas reconnu le Kosovo.", []string{"recognize-state BOL > XKX negated"}},
		{"no date without words", "en", "Bolivia has not recognized Kosovo.", []string{"recognize-state BOL > XKX negated"}},
	})
}

func TestAttribution(t *testing.T) {
	check(t, []telling{
		{"subject of the report", "fr", "Le Pérou a annoncé que la Bolivie avait fermé son ambassade en Israël.", []string{"close-embassy BOL > ISR asserted by=PER"}},
		{"subject of the report", "en", "Peru said that Bolivia had closed its embassy in Israel.", []string{"close-embassy BOL > ISR asserted by=PER"}},
		{"according to", "fr", "Selon le Pérou, la Bolivie a fermé son ambassade en Israël.", []string{"close-embassy BOL > ISR asserted by=PER"}},
		{"according to", "en", "According to Peru, Bolivia closed its embassy in Israel.", []string{"close-embassy BOL > ISR asserted by=PER"}},
		{"the article itself", "fr", "La Bolivie a fermé son ambassade en Israël.", []string{"close-embassy BOL > ISR asserted"}},
		{"the article itself", "en", "Bolivia closed its embassy in Israel.", []string{"close-embassy BOL > ISR asserted"}},
	})
}

func TestClausesWithSubjectsOfTheirOwn(t *testing.T) {
	check(t, []telling{
		{"a name behind a name", "en", "Peru broke with Chile and Bolivia closed its embassy in Israel.", []string{"sever-relations PER > CHL asserted", "close-embassy BOL > ISR asserted"}},
		{"two counterparts", "en", "Peru broke with Chile and Bolivia and closed its embassy in Israel.", []string{"sever-relations PER > CHL,BOL asserted", "close-embassy PER > ISR asserted"}},
		{"a pronoun for the object", "en", "Peru severed relations with Iran. Jordan cut theirs.", []string{"sever-relations PER > IRN asserted", "sever-relations JOR > IRN asserted"}},
	})
}

func TestCounterpartsThatTheClauseNames(t *testing.T) {
	check(t, []telling{
		{"before those of another sentence", "fr", "La Bolivie a reconnu le Kosovo. Le Pérou a fermé son ambassade près le Saint-Siège.", []string{"recognize-state BOL > XKX asserted", "close-embassy PER > VAT asserted"}},
	})
}

func TestFollowersDoTheSame(t *testing.T) {
	check(t, []telling{
		{"the same was done", "fr", "La Norvège a reconnu la Palestine. La Slovénie a fait de même.", []string{"recognize-state NOR > PSE asserted", "recognize-state SVN > PSE asserted"}},
		{"suit was followed", "en", "Norway recognized Palestine. Slovenia followed suit.", []string{"recognize-state NOR > PSE asserted", "recognize-state SVN > PSE asserted"}},
		{"done before", "fr", "La Norvège a reconnu la Palestine en 2024 ; la Suède l'avait fait en 2014.", []string{"recognize-state NOR > PSE asserted 2024", "recognize-state SWE > PSE asserted 2014"}},
		{"gapped", "en", "Norway recognized Palestine in 2024, and Sweden in 2014.", []string{"recognize-state NOR > PSE asserted 2024", "recognize-state SWE > PSE asserted 2014"}},
	})
}

func TestClaims(t *testing.T) {
	check(t, []telling{
		{"first", "fr", "La Bolivie est le premier pays à reconnaître le Kosovo.", []string{"recognize-state BOL > XKX asserted claims=first"}},
		{"first", "en", "Bolivia was the first country to recognize Kosovo.", []string{"recognize-state BOL > XKX asserted claims=first"}},
		{"only", "fr", "La Bolivie est le seul pays à avoir reconnu le Kosovo.", []string{"recognize-state BOL > XKX asserted claims=only"}},
		{"only", "en", "Bolivia is the only country to have recognized Kosovo.", []string{"recognize-state BOL > XKX asserted claims=only"}},
		{"none", "fr", "La Bolivie a reconnu le Kosovo.", []string{"recognize-state BOL > XKX asserted"}},
	})
}

func TestPassivesNounsAndLists(t *testing.T) {
	check(t, []telling{
		{"passive", "fr", "Le Kosovo a été reconnu par la Bolivie.", []string{"recognize-state BOL > XKX asserted"}},
		{"passive", "en", "Kosovo was recognized by Bolivia.", []string{"recognize-state BOL > XKX asserted"}},
		{"several actors", "fr", "La Norvège, l'Espagne et l'Irlande ont reconnu la Palestine.", []string{"recognize-state NOR,ESP,IRL > PSE asserted"}},
		{"several actors", "en", "Norway and Ireland recognized Palestine.", []string{"recognize-state NOR,IRL > PSE asserted"}},
		{"a visit is no recognition", "fr", "Le président de la Bolivie s'est rendu au Kosovo.", []string{"visit BOL > XKX asserted"}},
		{"a visit is no recognition", "en", "The president of Bolivia visited Kosovo.", []string{"visit BOL > XKX asserted"}},
		{"other recognitions are no acts", "en", "Bolivia recognized the importance of the climate.", nil},
		{"state of affairs", "fr", "Le Pakistan maintient un ambassadeur à Kaboul.", []string{"has-ambassador PAK > AFG.TALIBAN asserted"}},
		{"state of affairs", "en", "Pakistan has an ambassador in Kabul.", []string{"has-ambassador PAK > AFG.TALIBAN asserted"}},
	})
}

func TestTellingsOfOneActMerge(t *testing.T) {
	for _, tell := range []struct{ code, text, quote string }{
		{"fr", "La Bolivie ferme son ambassade en Israël.\nLa Bolivie a fermé jeudi son ambassade en Israël.", "La Bolivie a fermé jeudi son ambassade en Israël"},
		{"en", "Bolivia closes its embassy in Israel.\nBolivia closed its embassy in Israel on Thursday.", "Bolivia closed its embassy in Israel on Thursday"},
	} {
		a := inParagraphs(tell.code, exampleDay, tell.text)
		found := says(t, coder(t, tell.code).NewReader(), a)
		if len(found) != 1 || found[0].Quote != tell.quote || found[0].Date != "2025-07-03" || len(found[0].Mentions) != 1 {
			t.Errorf("%q: %+v", tell.text, found)
		}
	}
	check(t, []telling{
		{"another modality is another act", "fr", "La Bolivie a fermé son ambassade en Israël. La Bolivie n'a pas fermé son ambassade en Israël.", []string{"close-embassy BOL > ISR asserted", "close-embassy BOL > ISR negated"}},
		{"another modality is another act", "en", "Bolivia closed its embassy in Israel. Bolivia has not closed its embassy in Israel.", []string{"close-embassy BOL > ISR asserted", "close-embassy BOL > ISR negated"}},
		{"another day is another act", "fr", "La Bolivie a fermé son ambassade en Israël en 2009. La Bolivie a fermé son ambassade en Israël en 2023.", []string{"close-embassy BOL > ISR asserted 2009", "close-embassy BOL > ISR asserted 2023"}},
		{"another day is another act", "en", "Bolivia closed its embassy in Israel in 2009. Bolivia closed its embassy in Israel in 2023.", []string{"close-embassy BOL > ISR asserted 2009", "close-embassy BOL > ISR asserted 2023"}},
	})
}

func TestWhoIsMeant(t *testing.T) {
	check(t, []telling{
		{"pronoun", "fr", "La Bolivie a rencontré le Pérou. Elle a fermé son ambassade en Israël.", []string{"meet BOL > PER asserted", "close-embassy BOL > ISR asserted"}},
		{"pronoun", "en", "Bolivia invaded Peru. It closed its embassy in Israel.", []string{"invade BOL > PER asserted", "close-embassy BOL > ISR asserted"}},
		{"description", "fr", "La Bolivie a envahi le Pérou. Ce pays a fermé son ambassade en Israël.", []string{"invade BOL > PER asserted", "close-embassy"}},
		{"two countries", "fr", "La Bolivie a envahi le Pérou. Les deux pays ont rompu leurs relations diplomatiques.", []string{"invade BOL > PER asserted", "sever-relations BOL,PER > nobody asserted"}},
		{"two countries", "en", "Bolivia invaded Peru. The two countries severed diplomatic relations.", []string{"invade BOL > PER asserted", "sever-relations BOL,PER > nobody asserted"}},
		{"capital", "fr", "Pékin a reconnu le Kosovo.", []string{"recognize-state CHN > XKX asserted"}},
		{"capital", "en", "Beijing recognized Kosovo.", []string{"recognize-state CHN > XKX asserted"}},
		{"office", "fr", "Le président chinois a reconnu le Kosovo.", []string{"recognize-state CHN > XKX asserted"}},
		{"office", "en", "The Chinese president recognized Kosovo.", []string{"recognize-state CHN > XKX asserted"}},
		{"regime of the day", "fr", "La Chine a reconnu le gouvernement des talibans.", []string{"recognize-government CHN > AFG.TALIBAN asserted"}},
		{"regime of the day", "en", "China recognized the Taliban government.", []string{"recognize-government CHN > AFG.TALIBAN asserted"}},
	})
}
