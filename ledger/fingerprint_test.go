package ledger

import (
	"math/bits"
	"strings"
	"testing"
)

func TestNearCopiesHaveNearFingerprints(t *testing.T) {
	words := strings.Fields("the ministry of foreign affairs announced on Thursday that it had accepted credentials from an ambassador whose government no other state recognises and said relations would grow in trade energy agriculture security ")
	text := strings.Join(words, " ")
	other := "Heavy rain fell over the north of the island for a third day, and schools stayed closed while engineers looked at two bridges that the flood had reached in the night."
	distance := func(a, b string) int { return bits.OnesCount64(Fingerprint(a) ^ Fingerprint(b)) }
	if d := distance(text, "  "+strings.ToUpper(text)+"!"); d != 0 {
		t.Errorf("case, spacing and punctuation: %d bits", d)
	}
	if d := distance(text, strings.Replace(text, "Thursday", "Friday", 1)); d > 16 {
		t.Errorf("one word changed: %d bits", d)
	}
	if d := distance(text, other); d < 20 {
		t.Errorf("another text: %d bits", d)
	}
	if Fingerprint(" – ") != 0 || Fingerprint("peace") == 0 {
		t.Error("only a text without words has none")
	}
}
