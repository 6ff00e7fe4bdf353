package gazetteer

import (
	"io/fs"
	"testing"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
)

func BenchmarkOpen(b *testing.B) {
	for _, code := range lang.Codes() {
		folder, err := lang.Open(code)
		if err != nil || !exists(folder, "names/states.tsv") {
			continue
		}
		b.Run(code, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Open(folder); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkReading(b *testing.B) {
	for _, code := range lang.Codes() {
		folder, err := lang.Open(code)
		if err != nil || !exists(folder, "names/examples.tsv") {
			continue
		}
		g, err := Open(folder)
		if err != nil {
			b.Fatal(err)
		}
		sentences, tokens := exampleSentences(b, folder)
		b.Run(code+"/mentions", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, s := range sentences {
					g.Mentions(s)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tokens), "ns/token")
		})
		b.Run(code+"/offices", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, s := range sentences {
					g.Offices(s)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*tokens), "ns/token")
		})
	}
}

func exampleSentences(b *testing.B, folder fs.FS) (sentences []*ud.Sentence, tokens int) {
	t, err := readTable(folder, "names/examples.tsv", "text", "day", "expected", "offices", "note")
	if err != nil {
		b.Fatal(err)
	}
	for _, r := range t.rows {
		s := sentence(r.at(0), false)
		sentences = append(sentences, s)
		tokens += len(s.Tokens)
	}
	return sentences, tokens
}
