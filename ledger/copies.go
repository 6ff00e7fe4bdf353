package ledger

import (
	"encoding/binary"
	"math/bits"
)

// nearCopies is how many of the 64 bits of two fingerprints may differ in
// copies of one text. Charikar 2002; Manku, Jain and Das Sarma (WWW 2007) found 3
// to suit web pages of this length.
const nearCopies = 3

// leastCopied is how many bytes of a quote must agree to be a copy of the other:
// shorter ones are common words.
const leastCopied = 80

// Echo returns a hash of a quote that is long enough to be told from common words,
// 0 of another. Quotes with the same echo are the same.
func Echo(quote string) uint64 {
	if len(quote) < leastCopied {
		return 0
	}
	id := hash("echo", quote)
	return max(1, binary.BigEndian.Uint64(id[:8]))
}

// SameText reports whether two reports stand in one document, in near copies of
// it, or in the same long words: one voice, however often it was printed.
func SameText(p, q *Report) bool {
	switch {
	case p.Document == q.Document:
		return true
	case p.Echo != 0 && p.Echo == q.Echo:
		return true
	}
	return p.Fingerprint != 0 && q.Fingerprint != 0 && bits.OnesCount64(p.Fingerprint^q.Fingerprint) <= nearCopies
}

// Independent returns one report of each voice, the first of each.
func Independent(reports []*Report) []*Report {
	var v voices
	var kept []*Report
	for _, p := range reports {
		if !v.heard(p) {
			kept = append(kept, p)
		}
	}
	return kept
}

// voices finds those already heard without comparing each with each: two
// fingerprints that differ in three bits at most agree in one of their four
// quarters (Manku, Jain and Das Sarma 2007).
type voices struct {
	documents map[ID]bool
	echoes    map[uint64]bool
	quarters  [4]map[uint16][]uint64
}

// heard reports whether a voice was heard before, and remembers it.
func (v *voices) heard(p *Report) bool {
	if v.documents == nil {
		v.documents, v.echoes = map[ID]bool{}, map[uint64]bool{}
		for n := range v.quarters {
			v.quarters[n] = map[uint16][]uint64{}
		}
	}
	if v.documents[p.Document] || p.Echo != 0 && v.echoes[p.Echo] || v.near(p.Fingerprint) {
		return true
	}
	v.documents[p.Document] = true
	v.echoes[p.Echo] = true
	for n := range v.quarters {
		q := uint16(p.Fingerprint >> (16 * n))
		v.quarters[n][q] = append(v.quarters[n][q], p.Fingerprint)
	}
	return false
}

// near reports whether a near copy of a text was heard.
func (v *voices) near(fingerprint uint64) bool {
	if fingerprint == 0 {
		return false
	}
	for n := range v.quarters {
		for _, f := range v.quarters[n][uint16(fingerprint>>(16*n))] {
			if f != 0 && bits.OnesCount64(f^fingerprint) <= nearCopies {
				return true
			}
		}
	}
	return false
}
