package answers_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// the day on which the tests ask.
var asked = time.Date(2025, 11, 1, 12, 0, 0, 0, time.UTC)

// checkFacts reads facts as entries of a ledger: see testdata/check/facts.txt.
func checkFacts(t testing.TB, text string) []ledger.Entry {
	t.Helper()
	kinds, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	var list []ledger.Entry
	for n, line := range lines(text) {
		if !strings.HasPrefix(line, "\t") {
			day, source, _ := strings.Cut(line, " ")
			list = append(list, ledger.Entry{Document: ledger.Document{Source: source, Article: source + ".txt", Title: source, Published: day, Lang: "en"}})
			continue
		}
		e := &list[len(list)-1]
		r, err := fact(strings.TrimSpace(line), kinds)
		if err != nil {
			t.Fatalf("facts, line %d: %v", n, err)
		}
		r.Start = len(e.Document.Text)
		e.Document.Text += r.Quote + "\n"
		r.End = r.Start + len(r.Quote)
		e.Assertions = append(e.Assertions, ledger.Assertion{Reader: "test", Says: r})
	}
	return list
}

// fact reads "kind A > B / T date modality by P".
func fact(text string, kinds act.Ontology) (act.Record, error) {
	r := act.Record{Quote: text + ".", Modality: "asserted", Confidence: .9, Claims: []string{}}
	fields := strings.Fields(text)
	kind := kinds[fields[0]]
	if kind == nil || len(fields) < 4 || fields[2] != ">" {
		return r, fmt.Errorf("%q is no fact", text)
	}
	if r.Act = kind.Name; kind.State {
		r.Kind, r.State, r.Act = "state", kind.Name, ""
	}
	r.Actors, r.Recipients = []act.RecordParty{{ID: fields[1]}}, []act.RecordParty{{ID: fields[3]}}
	for n := 4; n < len(fields); n++ {
		switch f := fields[n]; {
		case f == "/":
			n++
			r.Over = []act.RecordParty{{ID: fields[n]}}
		case f == "by":
			n++
			r.AttributedTo = fields[n]
		case f == "negated" || f == "future" || f == "hypothetical":
			r.Modality = f
		default:
			if _, err := edtf.Parse(f); err != nil {
				return r, err
			}
			r.Date, r.DateText = f, f
		}
	}
	return r, nil
}

// file returns the text of a file of testdata/check.
func file(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "check", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// lines returns the lines of a text that are no comments, by their numbers.
func lines(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for n, line := range strings.Split(text, "\n") {
			if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "#") && !yield(n+1, line) {
				return
			}
		}
	}
}

// checkDesk returns a desk over a ledger with some facts, under a doctrine.
func checkDesk(t testing.TB, facts, doctrineName string) *answers.Desk {
	t.Helper()
	doctrine, err := standing.Load(doctrineName)
	if err != nil {
		t.Fatal(err)
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{Now: func() time.Time { return asked }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	if _, err := l.Add(t.Context(), checkFacts(t, facts)...); err != nil {
		t.Fatal(err)
	}
	return &answers.Desk{Ledger: l, Doctrine: doctrine, Names: names, Today: func() time.Time { return asked }}
}

var claimReaders = map[string]func() (*act.Coder, error){"fr": claimReader("fr"), "en": claimReader("en")}

func claimReader(code string) func() (*act.Coder, error) {
	return sync.OnceValues(func() (*act.Coder, error) {
		folder, err := lang.Open(code)
		if err != nil {
			return nil, err
		}
		return act.Open(folder)
	})
}

// check reads a sentence and checks it.
func check(ctx context.Context, d *answers.Desk, code, sentence, on string) (*answers.Verdict, error) {
	return checkIn(ctx, d, "", code, sentence, on)
}

// checkIn is check with the verdict in a language.
func checkIn(ctx context.Context, d *answers.Desk, words, code, sentence, on string) (*answers.Verdict, error) {
	coder, err := claimReaders[code]()
	if err != nil {
		return nil, err
	}
	c := answers.Claim{Sentence: sentence, Lang: words}
	published := asked.Format(time.DateOnly)
	if on != "" {
		if c.On, err = answers.ParseDay(on); err != nil {
			return nil, err
		}
		published = on
	}
	if c.Says, err = coder.NewReader().ReadClaim(ctx, sentence, published); err != nil {
		return nil, err
	}
	return d.Check(ctx, c)
}

func TestClaims(t *testing.T) {
	d := checkDesk(t, file(t, "facts.txt"), "default")
	for n, line := range lines(file(t, "claims.txt")) {
		code, rest, _ := strings.Cut(line, " ")
		want, rest, _ := strings.Cut(rest, " ")
		want = strings.ReplaceAll(want, "-", " ")
		parts := strings.Split(rest, "|")
		sentence, on := strings.TrimSpace(parts[0]), ""
		if strings.HasPrefix(sentence, "@") {
			on, sentence, _ = strings.Cut(sentence[1:], " ")
		}
		v, err := check(t.Context(), d, code, sentence, on)
		if err != nil {
			t.Errorf("claims.txt:%d: %s: %v", n, sentence, err)
			continue
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if v.Verdict != want {
			t.Errorf("claims.txt:%d: %s\n\tgot  %s: %s\n\twant %s\n\tframe %s", n, sentence, v.Verdict, v.Why, want, v.Frame.Text)
		}
		for _, told := range parts[1:] {
			if told = strings.TrimSpace(told); !strings.Contains(string(text), told) {
				t.Errorf("claims.txt:%d: %s\n\tdoes not tell of %q: %s", n, sentence, told, v.Why)
			}
		}
	}
}

// The frame decides: what credentials imply, and whether anything is implied.
func TestFrames(t *testing.T) {
	const (
		credentials = "2024-02-01 a\n\taccept-credentials CHN > AFG.TALIBAN 2024-01-30\n"
		denial      = "2024-02-02 b\n\trecognize-government CHN > AFG.TALIBAN 2024-02-01 negated by CHN\n"
		declared    = "2025-07-04 c\n\trecognize-government RUS > AFG.TALIBAN 2025-07-03 by RUS\n"
		received    = "2025-07-04 c\n\taccept-credentials RUS > AFG.TALIBAN 2025-07-03\n"
		emirate     = "1997-06-01 d\n\trecognize-government PAK > AFG.TALIBAN 1997-05-25\n"
		contested   = "2024-02-01 e\n\trecognize-government IRN > AFG.TALIBAN 2024-01-01\n2024-02-02 f\n\trecognize-government IRN > AFG.TALIBAN 2024-01-01 negated\n"
		first       = "Russia was the first country to recognise the Taliban."
	)
	tests := []struct {
		name, facts, doctrine, claim, want string
		caveats                            int
	}{
		{"nobody else", declared, "default", first, answers.True, 0},
		{"earlier rule", declared + emirate, "default", first, answers.True, 1},
		{"implied and denied", declared + credentials + denial, "default", first, answers.True, 1},
		{"implied and not denied", declared + credentials, "default", first, answers.Mixed, 0},
		{"both implied", received + credentials, "default", first, answers.False, 0},
		{"nothing is implied", declared + credentials, "declaratory", first, answers.True, 0},
		{"no recognition at all", received, "declaratory", first, answers.Unclear, -1},
		{"a contested rival", declared + contested, "default", first, answers.Mixed, 0},
		{"only, with an implied one", declared + credentials, "default", "Only Russia recognises the Taliban.", answers.False, 0},
		{"only, under the declaratory doctrine", declared + credentials, "declaratory", "Only Russia recognises the Taliban.", answers.True, 0},
		{"an empty ledger", "", "default", first, answers.Unclear, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v, err := check(t.Context(), checkDesk(t, test.facts, test.doctrine), "en", test.claim, "")
			if err != nil {
				t.Fatal(err)
			}
			if v.Verdict != test.want || test.caveats >= 0 && len(v.Caveats) != test.caveats {
				t.Errorf("got %s with %d caveats: %s; want %s with %d\n%+v", v.Verdict, len(v.Caveats), v.Why, test.want, test.caveats, v.Caveats)
			}
		})
	}
}

// What was not recorded yet plays no part.
func TestClaimsAsKnown(t *testing.T) {
	d := checkDesk(t, file(t, "facts.txt"), "default")
	coder, err := claimReaders["en"]()
	if err != nil {
		t.Fatal(err)
	}
	says, err := coder.NewReader().ReadClaim(t.Context(), "Russia recognises the Taliban.", "2025-11-01")
	if err != nil {
		t.Fatal(err)
	}
	for known, want := range map[time.Time]string{asked.AddDate(0, 0, -1): answers.Unclear, asked.AddDate(0, 0, 1): answers.True} {
		v, err := d.Check(t.Context(), answers.Claim{Sentence: "s", Says: says, Known: known})
		if err != nil {
			t.Fatal(err)
		}
		if v.Verdict != want {
			t.Errorf("as known on %s: got %s, want %s", known.Format(time.DateOnly), v.Verdict, want)
		}
	}
}

// A claim and its denial cannot both be true, nor both be false.
func TestDenialIsTheContrary(t *testing.T) {
	d := checkDesk(t, file(t, "facts.txt"), "default")
	kinds := []string{"recognize-state", "recognize-government", "sever-relations", "accept-credentials", "is-listed", "has-relations"}
	for _, kind := range kinds {
		for _, by := range []string{"RUS", "CHN", "FRA", "SRB", "PAK", "HND", "BRA"} {
			for _, of := range []string{"AFG.TALIBAN", "XKX", "PSE", "TWN"} {
				for _, date := range []string{"", "2025", "2008-02"} {
					says := func(modality string) string {
						r := act.Record{Act: kind, Modality: modality, Date: date, Actors: []act.RecordParty{{ID: by}}, Recipients: []act.RecordParty{{ID: of}}}
						v, err := d.Check(t.Context(), answers.Claim{Says: []act.Claim{{Record: r}}})
						if err != nil {
							t.Fatal(err)
						}
						return v.Verdict
					}
					yes, no := says("asserted"), says("negated")
					if yes == no && (yes == answers.True || yes == answers.False) {
						t.Errorf("%s %s > %s %s: said and denied, both are %s", kind, by, of, date, yes)
					}
				}
			}
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	d := checkDesk(t, "", "default")
	if _, err := d.Check(t.Context(), answers.Claim{Sentence: "It rains."}); !errors.Is(err, answers.ErrNoClaim) {
		t.Errorf("nothing said: got %v", err)
	}
	for _, r := range []act.Record{{Act: "dance"}, {Act: "visit", Date: "yesterday", Actors: []act.RecordParty{{ID: "RUS"}}}} {
		if _, err := d.Check(t.Context(), answers.Claim{Says: []act.Claim{{Record: r}}}); err == nil {
			t.Errorf("%+v: no error", r)
		}
	}
}

// FuzzCheck holds the verdicts on any sentence to what every verdict promises.
func FuzzCheck(f *testing.F) {
	d := checkDesk(f, file(f, "facts.txt"), "default")
	for _, line := range lines(file(f, "claims.txt")) {
		f.Add(line[strings.Index(line[3:], " ")+4:], line[:2] == "fr")
	}
	f.Fuzz(func(t *testing.T, sentence string, french bool) {
		if len(sentence) > act.LongestClaim {
			return
		}
		code := map[bool]string{true: "fr", false: "en"}[french]
		v, err := check(t.Context(), d, code, sentence, "")
		if errors.Is(err, answers.ErrNoClaim) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		promises(t, d, v)
		again, err := check(t.Context(), d, code, sentence, "")
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(v, again) {
			t.Errorf("asked twice:\n%+v\n%+v", v, again)
		}
	})
}

// promises tests a verdict.
func promises(t *testing.T, d *answers.Desk, v *answers.Verdict) {
	t.Helper()
	switch v.Verdict {
	case answers.True, answers.False, answers.Mixed, answers.Unclear, answers.Answered:
	default:
		t.Errorf("verdict %q", v.Verdict)
	}
	if v.Why == "" || v.Frame.Text == "" || v.Frame.Doctrine == "" || v.Frame.On == "" || v.Frame.Known == "" {
		t.Errorf("no reason or frame: %+v", v)
	}
	evidence := append(append([]answers.Evidence{}, v.For...), v.Against...)
	for _, c := range v.Caveats {
		if c.Text == "" {
			t.Errorf("a caveat without words: %+v", c)
		}
		evidence = append(evidence, c.Evidence...)
	}
	for _, e := range evidence {
		if _, err := d.Ledger.Assertion(t.Context(), e.Assertion); err != nil {
			t.Errorf("evidence that the ledger does not have: %+v: %v", e, err)
		}
	}
	if _, err := json.Marshal(v); err != nil {
		t.Error(err)
	}
}
