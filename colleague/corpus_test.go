package colleague

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
)

// TestWhatACarefulReaderSaysIsKept takes the annotations of the corpus for answers:
// what annotators found is to pass the checks, but for what they themselves mark
// with ids of their own making.
func TestWhatACarefulReaderSaysIsKept(t *testing.T) {
	files, err := filepath.Glob("../corpus/articles/dev/*.gold.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no corpus", err)
	}
	kinds, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	all, kept := 0, 0
	for _, file := range files {
		a, items := annotated(t, file)
		g := &gathering{checker: checker{article: a, kinds: kinds, names: names(t), by: "annotator"}}
		for _, i := range items {
			g.take(i, part{start: 0, end: len(a.Text)})
		}
		all, kept = all+len(items), kept+len(items)-len(g.refused)
		for _, why := range g.refused {
			t.Logf("%s: %s", filepath.Base(file), why)
		}
	}
	t.Logf("%d of %d acts are kept", kept, all)
	if kept*100 < all*99 {
		t.Errorf("of %d acts only %d are kept", all, kept)
	}
}

// annotated returns an article of the corpus and its annotation as an answer.
func annotated(t *testing.T, gold string) (*article.Article, []json.RawMessage) {
	t.Helper()
	text, err := os.ReadFile(gold)
	if err != nil {
		t.Fatal(err)
	}
	var says struct {
		Acts []struct {
			Act                      string
			Actors, Recipients, Over []string
			Date, Modality, Quote    string
			Attributed               *string `json:"attributed_to"`
		}
	}
	if err := json.Unmarshal(text, &says); err != nil {
		t.Fatal(err)
	}
	parties := func(ids []string) []act.RecordParty {
		list := []act.RecordParty{}
		for _, id := range ids {
			list = append(list, act.RecordParty{ID: id})
		}
		return list
	}
	var items []json.RawMessage
	for _, x := range says.Acts {
		i := item{Quote: x.Quote, Act: x.Act, Actors: parties(x.Actors), Recipients: parties(x.Recipients), Over: parties(x.Over), Modality: x.Modality, Date: x.Date}
		if x.Attributed != nil {
			i.AttributedTo = *x.Attributed
		}
		line, err := json.Marshal(i)
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, line)
	}
	return published(t, gold), items
}

// published returns the article that stands beside an annotation.
func published(t *testing.T, gold string) *article.Article {
	t.Helper()
	files, err := filepath.Glob(strings.TrimSuffix(gold, ".gold.json") + ".*")
	if err != nil {
		t.Fatal(err)
	}
	r, err := article.New(article.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if file == gold {
			continue
		}
		for a, err := range r.Open(t.Context(), file) {
			if err != nil {
				t.Fatal(err)
			}
			return a
		}
	}
	t.Fatalf("%s has no article", gold)
	return nil
}
