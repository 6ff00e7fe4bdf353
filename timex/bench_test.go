package timex

import (
	"testing"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
)

// grammar opens a language and parses sentences for a benchmark.
func grammar(b *testing.B, code string, texts ...string) (*Grammar, []ud.Sentence, int) {
	b.Helper()
	folder, err := lang.Open(code)
	if err != nil {
		b.Fatal(err)
	}
	g, err := Open(folder)
	if err != nil {
		b.Fatal(err)
	}
	parse := parse(folder)
	var all []ud.Sentence
	tokens := 0
	for _, text := range texts {
		all = append(all, parse(text)...)
	}
	for _, s := range all {
		tokens += len(s.Tokens)
	}
	return g, all, tokens
}

func benchmarkRead(b *testing.B, code string, texts ...string) {
	g, sentences, tokens := grammar(b, code, texts...)
	r := g.NewReader("2025-07-07")
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		for i := range sentences {
			r.Read(&sentences[i])
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(tokens), "ns/token")
}

func BenchmarkReadWithoutTimeWords(b *testing.B) {
	benchmarkRead(b, "fr",
		"Le Sénégal et la Gambie entretiennent des ambassades l'un chez l'autre, bien que leur confédération soit dissoute et leur frontière disputée.",
		"La chancellerie autrichienne a remercié les autorités de la région pour le soutien apporté à sa mission.")
}

func BenchmarkReadWithTimeWords(b *testing.B) {
	benchmarkRead(b, "fr",
		"Le conclave a élu jeudi le pape Léon, né le 14 septembre 1955 à Chicago, au quatrième tour de scrutin.",
		"Depuis 2011, le pays a reçu chaque année deux missions, dont l'une a duré neuf jours en mars dernier.")
}

func BenchmarkReadEnglish(b *testing.B) {
	benchmarkRead(b, "en",
		"The cardinals chose on Thursday a pope who was born in Chicago on September 14, 1955.",
		"Senegal and Gambia keep embassies in each other's capitals although their confederation was dissolved.")
}

func BenchmarkOpen(b *testing.B) {
	folder, err := lang.Open("fr")
	if err != nil {
		b.Fatal(err)
	}
	for range b.N {
		if _, err := Open(folder); err != nil {
			b.Fatal(err)
		}
	}
}
