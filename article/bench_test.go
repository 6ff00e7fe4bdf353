package article

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkNew measures what every run of the program pays once.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRead measures each format on a golden file.
func BenchmarkRead(b *testing.B) {
	r := newReader(b, Options{})
	for _, name := range []string{"wrapped-fr.txt", "archive-en.md", "soup-en.html", "feed-fr.xml", "lines.jsonl"} {
		b.Run(filepath.Ext(name), func(b *testing.B) {
			path := "testdata/golden/" + name
			info, err := os.Stat(path)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(info.Size())
			b.ReportAllocs()
			for b.Loop() {
				for range r.Open(context.Background(), path) {
				}
			}
		})
	}
}
