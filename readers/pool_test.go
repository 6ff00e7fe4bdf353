package readers_test

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/readers"
)

// read returns the article of a text.
func read(t testing.TB, text string) *article.Article {
	t.Helper()
	r, err := article.New(article.Options{Published: "2025-07-05"})
	if err != nil {
		t.Fatal(err)
	}
	for a, err := range r.Read(t.Context(), "a.txt", ".txt", strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	t.Fatal("no article")
	return nil
}

const (
	french  = "La Russie a reconnu jeudi le gouvernement des talibans. La Chine a rappelé son ambassadeur à Vilnius."
	english = "Russia recognised the Taliban government on Thursday. China recalled its ambassador to Lithuania."
	russian = "Россия в четверг признала правительство талибов. Китай отозвал своего посла из Литвы, сообщили в министерстве."
)

// One pool reads several languages at once as it reads them one by one.
func TestPoolIsForManyGoroutines(t *testing.T) {
	var pool readers.Pool
	articles := []*article.Article{read(t, french), read(t, english)}
	var alone [2][]act.Record
	for n, a := range articles {
		said, err := pool.Read(t.Context(), a)
		if err != nil || len(said) == 0 {
			t.Fatalf("%s: %d acts, %v", a.Lang, len(said), err)
		}
		alone[n] = readers.Records(a, said)
	}
	var group sync.WaitGroup
	for n := range 16 {
		group.Go(func() {
			a := articles[n%2]
			said, err := pool.Read(t.Context(), a)
			if got := readers.Records(a, said); err != nil || !reflect.DeepEqual(got, alone[n%2]) {
				t.Errorf("%s: %v, %v\nalone %v", a.Lang, got, err, alone[n%2])
			}
		})
	}
	group.Wait()
}

func TestWhatIsNotRead(t *testing.T) {
	var pool readers.Pool
	for _, text := range []string{russian, "1234 5678"} {
		a := read(t, text)
		if said, err := pool.Read(t.Context(), a); !errors.Is(err, readers.ErrNotRead) || !strings.Contains(err.Error(), "a.txt") || said != nil {
			t.Errorf("%q (%s): %v, %v", text, a.Lang, said, err)
		}
	}
}

func TestClaimsAreReadInTheirLanguage(t *testing.T) {
	var pool readers.Pool
	for _, sentence := range []string{"La Russie reconnaît les talibans", "Russia recognises the Taliban", "Rusia reconoce a los talibanes"} {
		says, err := pool.Claim(t.Context(), sentence, "", "2025-07-05")
		if err != nil || len(says) != 1 || says[0].Actors[0].ID != "RUS" || says[0].Recipients[0].ID != "AFG.TALIBAN" {
			t.Errorf("%q: %+v, %v", sentence, says, err)
		}
	}
	if _, err := pool.Claim(t.Context(), "It rains.", "", "2025-07-05"); !errors.Is(err, answers.ErrNoClaim) {
		t.Errorf("a sentence without an act: %v", err)
	}
}

func TestEntryIsWhatTheLedgerTakes(t *testing.T) {
	var pool readers.Pool
	a := read(t, english)
	a.URL = "https://news.example.org/a"
	said, err := pool.Read(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	e := readers.Entry(a, said, "credence 1")
	if e.Document.Source != "news.example.org" || e.Document.Text != a.Text || e.Reader != "credence 1" || len(e.Assertions) != len(said) {
		t.Errorf("%+v", e)
	}
	for n := range e.Assertions {
		if x := &e.Assertions[n]; x.Reader != "credence 1" || x.Says.Quote != a.Text[x.Says.Start:x.Says.End] {
			t.Errorf("assertion %+v", x)
		}
	}
}
