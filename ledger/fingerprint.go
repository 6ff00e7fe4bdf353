package ledger

import (
	"hash/fnv"
	"strings"
	"unicode"
)

// Fingerprint returns a simhash of a text (Charikar 2002): near copies of one
// agency's report differ in few of its 64 bits. Case, punctuation and spacing
// play no part. A text without words has 0.
func Fingerprint(text string) uint64 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	})
	if len(words) == 0 {
		return 0
	}
	var votes [64]int
	for n := range max(1, len(words)-shingle+1) {
		vote(&votes, words[n:min(n+shingle, len(words))])
	}
	var print uint64
	for bit, v := range votes {
		if v > 0 {
			print |= 1 << bit
		}
	}
	return print
}

// shingle is how many words in a row are looked at together.
const shingle = 3

// vote counts the bits of a shingle's hash, for and against.
func vote(votes *[64]int, words []string) {
	h := fnv.New64a()
	for _, w := range words {
		h.Write([]byte(w)) // never fails, as hash.Hash has it
		h.Write([]byte{0})
	}
	sum := mix(h.Sum64())
	for bit := range votes {
		if sum>>bit&1 == 1 {
			votes[bit]++
		} else {
			votes[bit]--
		}
	}
}

// mix spreads each bit over all of them (the end of MurmurHash3), which FNV
// alone does badly for short words.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
