package act_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestTimeStaysLinear reads a paragraph of different acts, and one eight times
// as long: no list may be gone through once an act.
func TestTimeStaysLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	r := coder(t, "en").NewReader()
	read := func(n int) time.Duration {
		var text strings.Builder
		for i := range n {
			fmt.Fprintf(&text, "Peru invaded Chile on %d May %d. ", i%28+1, 1000+i/28)
		}
		start := time.Now()
		if found := r.Read(inParagraphs("en", exampleDay, text.String())); len(found) < n/2 {
			t.Fatalf("%d acts in %d sentences", len(found), n)
		}
		return time.Since(start)
	}
	read(500)
	short, long := read(1500), read(12000)
	if long > 20*short { // 64 times were it quadratic
		t.Errorf("1,500 sentences took %v, 12,000 took %v", short, long)
	}
}
