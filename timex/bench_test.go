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
		"La Chine et le Pakistan ont tous deux des ambassadeurs à Kaboul, mais ils se sont abstenus de tout geste de reconnaissance officielle.",
		"Le ministère russe des Affaires étrangères a remercié les autorités de la région pour leur soutien à la mission.")
}

func BenchmarkReadWithTimeWords(b *testing.B) {
	benchmarkRead(b, "fr",
		"Le ministère a annoncé jeudi qu'il avait accepté le 3 juillet 2025 les lettres de créance de l'ambassadeur.",
		"Depuis 2021, le pays a reçu chaque année deux missions, dont l'une a duré neuf jours en avril dernier.")
}

func BenchmarkReadEnglish(b *testing.B) {
	benchmarkRead(b, "en",
		"The ministry said on Thursday that it had accepted the credentials of the ambassador on July 3, 2025.",
		"China and Pakistan have ambassadors in Kabul but have refrained from any act of official recognition.")
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
