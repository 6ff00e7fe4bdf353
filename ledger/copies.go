package ledger

import "math/bits"

// nearCopies is how many of the 64 bits of two fingerprints may differ in
// copies of one text. Charikar 2002; Manku, Jain and Das Sarma (WWW 2007) found 3
// to suit web pages of this length.
const nearCopies = 3

// leastCopied is how many bytes of a quote must agree to be a copy of the other:
// shorter ones are common words.
const leastCopied = 80

// SameText reports whether two reports stand in one document, in near copies of
// it, or in the same long words: one voice, however often it was printed.
func SameText(p, q *Report) bool {
	switch {
	case p.Document == q.Document:
		return true
	case len(p.Quote) >= leastCopied && p.Quote == q.Quote:
		return true
	}
	return p.Fingerprint != 0 && q.Fingerprint != 0 && bits.OnesCount64(p.Fingerprint^q.Fingerprint) <= nearCopies
}

// Independent returns one report of each voice, the first of each.
func Independent(reports []*Report) []*Report {
	var kept []*Report
next:
	for _, p := range reports {
		for _, q := range kept {
			if SameText(p, q) {
				continue next
			}
		}
		kept = append(kept, p)
	}
	return kept
}
