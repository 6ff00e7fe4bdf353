package act_test

import (
	"context"
	"testing"

	"github.com/credence-project/credence/article"
)

// BenchmarkRead reads the example articles of one language over and over:
//
//	go test ./act -run '^$' -bench Read -cpuprofile /tmp/cpu && go tool pprof -top act.test /tmp/cpu
func BenchmarkRead(b *testing.B) {
	for _, code := range []string{"fr", "en"} {
		b.Run(code, func(b *testing.B) {
			r := coder(b, code).NewReader()
			articles := examples(b, code)
			bytes := 0
			for _, a := range articles {
				bytes += len(a.Text)
			}
			b.SetBytes(int64(bytes))
			b.ReportAllocs()
			for b.Loop() {
				for _, a := range articles {
					says(b, r, a)
				}
			}
		})
	}
}

// examples returns the example articles in a language.
func examples(b *testing.B, code string) []*article.Article {
	b.Helper()
	reader, err := article.New(article.Options{})
	if err != nil {
		b.Fatal(err)
	}
	var articles []*article.Article
	for a, err := range reader.Open(context.Background(), "../examples/articles") {
		if err != nil {
			b.Fatal(err)
		}
		if a.Lang == code {
			articles = append(articles, a)
		}
	}
	return articles
}
