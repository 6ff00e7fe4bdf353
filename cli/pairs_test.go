package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// FuzzPairLines feeds any lines: each that is not empty gives one answer or one
// error that names it, never both.
func FuzzPairLines(f *testing.F) {
	f.Add(`{"id":1,"text":"Norway accused Iran.","source":"Norway","target":"Iran"}` + "\n{}\n\nx")
	f.Add(`{"id":[1,{"a":null}],"text":"","source":"","target":"","lang":"fr"}`)
	f.Add("{\"text\":\"\\ud800 a\",\"source\":\"\\u0000\",\"target\":\"a\"}\r\n\xff")
	desk, err := newPairDesk("")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, input string) {
		if len(input) > 4000 {
			return
		}
		want := 0
		for line := range strings.SplitSeq(input, "\n") {
			if strings.TrimSpace(line) != "" {
				want++
			}
		}
		var out, errs bytes.Buffer
		err := answerPairs(context.Background(), desk, strings.NewReader(input), "input", &Streams{Out: &out, Err: &errs}, 1)
		if err != nil && !errors.Is(err, errReported) {
			t.Fatal(err)
		}
		answers := 0
		for line := range bytes.Lines(out.Bytes()) {
			var a pairAnswer
			if err := json.Unmarshal(line, &a); err != nil || a.Plover == "" || a.Confidence <= 0 {
				t.Errorf("answer %q: %v", line, err)
			}
			answers++
		}
		if failed := strings.Count(errs.String(), "credence: input: line "); answers+failed != want {
			t.Errorf("%d answers and %d errors for %d lines", answers, failed, want)
		}
	})
}
