package ledger

import (
	"testing"

	"pgregory.net/rapid"
)

// TestIndependentIsAsComparingEachWithEach draws reports of few documents, words
// and fingerprints, so that many are copies.
func TestIndependentIsAsComparingEachWithEach(t *testing.T) {
	long := "the same long sentence, printed again and again by whoever took it from the agency's wire"
	rapid.Check(t, func(t *rapid.T) {
		var reports []*Report
		for range rapid.IntRange(0, 12).Draw(t, "reports") {
			p := &Report{Echo: Echo(rapid.SampledFrom([]string{"short", long, long + " tonight"}).Draw(t, "quote"))}
			p.Document[0] = byte(rapid.IntRange(0, 8).Draw(t, "document"))
			p.Fingerprint = rapid.SampledFrom([]uint64{0, 0xff00ff00ff00ff00}).Draw(t, "text")
			for range rapid.IntRange(0, 4).Draw(t, "flips") {
				if p.Fingerprint != 0 {
					p.Fingerprint ^= 1 << rapid.IntRange(0, 63).Draw(t, "bit")
				}
			}
			reports = append(reports, p)
		}
		var want []*Report
	next:
		for _, p := range reports {
			for _, q := range want {
				if SameText(p, q) {
					continue next
				}
			}
			want = append(want, p)
		}
		got := Independent(reports)
		if len(got) != len(want) {
			t.Fatalf("%d voices, want %d", len(got), len(want))
		}
		for n := range got {
			if got[n] != want[n] {
				t.Fatalf("voice %d is another", n)
			}
		}
	})
}
