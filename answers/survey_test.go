package answers_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/influence"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/ledger/pgtest"
	"github.com/credence-project/credence/standing"
)

// onStores runs a test on a ledger of each store, whose clock goes on by itself.
func onStores(t *testing.T, test func(t *testing.T, l *ledger.Ledger)) {
	addresses := map[string]func(t *testing.T) string{
		"sqlite": func(t *testing.T) string { return filepath.Join(t.TempDir(), "ledger.db") },
		"postgres": func(t *testing.T) string {
			c, err := pgtest.Start(t.Context(), pgtest.Options{Unsafe: true})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := c.Stop(); err != nil {
					t.Error(err)
				}
			})
			return c.Address()
		},
	}
	for store, address := range addresses {
		t.Run(store, func(t *testing.T) {
			l, err := ledger.Open(t.Context(), address(t), ledger.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			test(t, l)
		})
	}
}

// chance draws what is told of some parties.
type chance struct {
	*rand.Rand
	parties, kinds []string
	number         int
}

func newChance(seed uint64, doctrine *standing.Doctrine) *chance {
	return &chance{
		Rand:    rand.New(rand.NewPCG(seed, 5)),
		parties: []string{"RUS", "AFG", "AFG.TALIBAN", "USA", "TWN", "LBY", "LBY.GNA", "FRA", ""},
		kinds:   append(doctrine.Kinds(), "visit", "meet", "condemn", "seize-power", "claim-influence", "provide-aid"),
	}
}

func pick[T any](c *chance, list []T) T { return list[c.IntN(len(list))] }

// entry draws an article.
func (c *chance) entry(t *testing.T, kinds act.Ontology) ledger.Entry {
	t.Helper()
	c.number++
	e := ledger.Entry{Document: ledger.Document{Source: pick(c, []string{"a.org", "b.org"}), Article: fmt.Sprint(c.number), Lang: "en",
		Published: pick(c, []string{"2001-10-10", "2013-03-04", "2022-02-02", "2025-07-07"})}}
	for range 1 + c.IntN(4) {
		kind := kinds[pick(c, c.kinds)]
		quote := fmt.Sprintf("Sentence %d of %d.", len(e.Assertions), c.number)
		r := act.Record{Act: kind.Name, Quote: quote, Start: len(e.Document.Text), Confidence: float64(1+c.IntN(9)) / 10, Claims: []string{},
			Modality: pick(c, []string{"asserted", "asserted", "asserted", "negated", "negated", "future"}),
			Date:     pick(c, []string{"", "1996", "2001-09", "2011-05-06", "2012/..", "2021-08-15", "2020/2024", "2025-07-03"})}
		r.End = r.Start + len(quote)
		if kind.State {
			r.Kind, r.State, r.Act = "state", kind.Name, ""
		}
		actor, recipient := pick(c, c.parties), pick(c, c.parties)
		if actor == recipient {
			actor = ""
		}
		r.Actors, r.Recipients = []act.RecordParty{{ID: actor, Text: "x"}}, []act.RecordParty{{ID: recipient, Text: "y"}}
		if c.IntN(4) == 0 {
			r.AttributedTo = actor
		}
		if kind.Name == "recognize-sovereignty" {
			r.Over = []act.RecordParty{{ID: pick(c, []string{"ESH", "TWN"}), Text: "z"}}
		}
		e.Document.Text += quote + "\n"
		e.Assertions = append(e.Assertions, ledger.Assertion{Reader: "credence 0.1", Says: r})
	}
	return e
}

// change has something recorded.
func (c *chance) change(t *testing.T, l *ledger.Ledger, kinds act.Ontology) {
	t.Helper()
	e := c.entry(t, kinds)
	if _, err := l.Add(t.Context(), e); err != nil && !strings.Contains(err.Error(), "nobody") {
		t.Fatal(err)
	}
	acts, err := l.Acts(t.Context(), ledger.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if len(acts) == 0 || c.IntN(3) > 0 {
		return
	}
	about := pick(c, pick(c, acts).Reports).Assertion
	switch c.IntN(3) {
	case 0:
		_, err = l.Decide(t.Context(), ledger.Review{Assertion: about, Decision: pick(c, []ledger.Decision{ledger.Accept, ledger.Reject, ledger.Unsure}), By: "Ada"})
	case 1:
		_, err = l.Judge(t.Context(), ledger.Judgement{Assertion: about, Act: pick(c, acts).ID, Belongs: c.IntN(2) == 0, Score: 1, By: "Ada", Why: "so"})
	case 2:
		reviews, _ := l.Reviews(t.Context(), about)
		if len(reviews) > 0 {
			_, _ = l.Decide(t.Context(), ledger.Review{Assertion: about, Decision: ledger.Undo, Undoes: pick(c, reviews).Seq, By: "Ada"})
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// What a survey has kept is, whatever is recorded meanwhile, what is derived anew: as
// known now and then, of parties that were asked about before and of others.
func TestSurveyAgreesWithTheDesk(t *testing.T) {
	doctrine, err := standing.Load("default")
	if err != nil {
		t.Fatal(err)
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	onStores(t, func(t *testing.T, l *ledger.Ledger) {
		c := newChance(3, doctrine)
		desk := answers.Desk{Ledger: l, Doctrine: doctrine, Names: names}
		survey, late := answers.NewSurvey(desk), answers.NewSurvey(desk)
		for _, s := range []*answers.Survey{survey, late} { // of nothing nothing is kept
			if p, err := s.Panorama(t.Context(), "RUS", time.Time{}); err != nil || len(p.Parties) != 0 {
				t.Fatal(p, err)
			}
			if err := s.Ready(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		var instants []time.Time
		for round := range 24 {
			for range 1 + c.IntN(3) {
				c.change(t, l, kinds)
			}
			now, err := l.Latest(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			instants = append(instants, now)
			for range 2 {
				of := pick(c, c.parties[:len(c.parties)-1])
				for _, known := range []time.Time{{}, now, pick(c, instants), now.Add(time.Hour)} {
					samePanorama(t, &desk, survey, of, known)
				}
			}
			if round == 12 {
				if err := late.Ready(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if round%8 == 7 {
				sameOutlook(t, &desk, survey, pick(c, []edtf.Day{edtf.DayOf(2012, 1, 1), edtf.DayOf(2021, 8, 20), edtf.DayOf(2026, 1, 1)}))
			}
		}
		for _, of := range c.parties[:len(c.parties)-1] {
			samePanorama(t, &desk, late, of, time.Time{})
		}
		sameOutlook(t, &desk, late, edtf.DayOf(2026, 1, 1))
	})
}

func samePanorama(t *testing.T, desk *answers.Desk, survey *answers.Survey, of string, known time.Time) {
	t.Helper()
	got, err1 := survey.Panorama(t.Context(), of, known)
	want, err2 := desk.Panorama(t.Context(), answers.Question{Of: of, Known: known})
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%s as known %s:\n%+v\nwant\n%+v", of, known, got, want)
	}
	for n := range want.Parties {
		x := &want.Parties[n]
		if !known.IsZero() {
			break
		}
		for _, day := range []edtf.Day{edtf.DayOf(2000, 1, 1), edtf.DayOf(2012, 6, 1), edtf.DayOf(2025, 7, 5)} {
			agree(t, desk, &x.Theirs, answers.Question{Of: of, By: x.Party, On: day, Known: known})
			agree(t, desk, &x.Ours, answers.Question{Of: x.Party, By: of, On: day, Known: known})
		}
	}
}

// sameOutlook compares what is contested, and what turned last, with what Status
// tells of every two parties and every day on which it can turn.
func sameOutlook(t *testing.T, desk *answers.Desk, survey *answers.Survey, day edtf.Day) {
	t.Helper()
	o, err := survey.Outlook(t.Context(), day, 1000, 1000)
	if err != nil {
		t.Fatal(err)
	}
	acts, err := desk.Ledger.Acts(t.Context(), ledger.Query{Kinds: desk.Doctrine.Kinds()})
	if err != nil {
		t.Fatal(err)
	}
	ways := map[[2]string]bool{}
	for _, a := range acts {
		if a.Actor != "" && a.Recipient != "" && gazetteer.State(a.Actor) != gazetteer.State(a.Recipient) {
			ways[[2]string{a.Actor, a.Recipient}], ways[[2]string{a.Recipient, a.Actor}] = true, true
		}
	}
	contested, turned := map[string]bool{}, map[string]bool{}
	for _, x := range o.Contested {
		contested[x.By+" "+x.Of+" "+x.Aspect+" "+x.Over] = true
		related(contested, &x)
	}
	for _, x := range o.Turns {
		turned[x.By+" "+x.Of+" "+x.Aspect+" "+x.Over] = true
		related(turned, &x)
		if x.On > day || x.Value == x.Before {
			t.Errorf("no turn up to %s: %+v", day, x)
		}
		if now := values(t, desk, x.By, x.Of, x.On)[x.Aspect+" "+x.Over]; now != x.Value {
			t.Errorf("%+v: on that day it is %s", x, now)
		}
		if before := values(t, desk, x.By, x.Of, x.On-1)[x.Aspect+" "+x.Over]; before == x.Value {
			t.Errorf("%+v: the day before it was so too", x)
		}
	}
	count := 0
	for w := range ways {
		for key, value := range values(t, desk, w[0], w[1], day) {
			about := w[0] + " " + w[1] + " " + key
			back := gazetteer.State(w[0]) + " " + gazetteer.State(w[1])
			if value == standing.Contested {
				count++
			}
			once := strings.HasPrefix(key, string(standing.Relations)) && contested[back]
			if (value == standing.Contested) != contested[about] && !once {
				t.Errorf("%s on %s: %s, contested: %t", about, day, value, contested[about])
			}
			once = strings.HasPrefix(key, string(standing.Relations)) && turned[back]
			always := values(t, desk, w[0], w[1], edtf.MinDay)[key] == value
			if value != standing.Unknown && !turned[about] && !once && !always {
				t.Errorf("%s on %s: %s, and it never turned", about, day, value)
			}
		}
	}
	if o.Disputed != count {
		t.Errorf("%d contested on %s, want %d", o.Disputed, day, count)
	}
	if !slices.IsSortedFunc(o.Turns, func(a, b answers.Turn) int { return int(b.On - a.On) }) {
		t.Error("the latest turn is not the first")
	}
}

// related notes relations, which are told once of two states.
func related(told map[string]bool, x *answers.Turn) {
	if x.Aspect == string(standing.Relations) {
		a, b := gazetteer.State(x.By), gazetteer.State(x.Of)
		told[a+" "+b], told[b+" "+a] = true, true
	}
}

// values returns the values of all aspects on a day.
func values(t *testing.T, desk *answers.Desk, by, of string, day edtf.Day) map[string]string {
	t.Helper()
	rows, err := desk.Status(t.Context(), answers.Question{By: by, Of: of, On: day})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{string(standing.Recognised) + " ": rows[0].Recognised}
	for _, a := range rows[0].Aspects {
		all[a.Aspect+" "+a.Over] = a.Value
	}
	return all
}

// The shares that a desk tells are those of all acts, read whole.
func TestInfluenceIsThatOfAllActs(t *testing.T) {
	doctrine, err := standing.Load("default")
	if err != nil {
		t.Fatal(err)
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	onStores(t, func(t *testing.T, l *ledger.Ledger) {
		c := newChance(4, doctrine)
		desk := answers.Desk{Ledger: l, Doctrine: doctrine, Names: names}
		for range 60 {
			c.change(t, l, kinds)
		}
		from, to := edtf.DayOf(1990, 1, 1), edtf.DayOf(2025, 7, 7)
		for _, of := range []string{"AFG", "AFG.TALIBAN", "LBY", "RUS"} {
			acts, err := l.Acts(t.Context(), ledger.Query{Of: gazetteer.State(of)})
			if err != nil {
				t.Fatal(err)
			}
			want, err := influence.Of(acts, of, from, to, influence.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if err := want.Fill(func(...*ledger.Report) error { return nil }); err != nil { // they are whole
				t.Fatal(err)
			}
			got, err := desk.Influence(t.Context(), answers.Question{Of: of, On: to}, from, influence.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %+v\nwant %+v", of, got, want)
			}
		}
	})
}
