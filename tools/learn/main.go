// Command learn learns from the project's own corpus how far the acts that the
// rules find can be trusted, and who is meant where they find nobody: the files
// trust.bin and parties.bin of package lang.
//
//	go run ./tools/learn -corpus corpus -out lang fr en
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/tools/internal/lessons"
)

func main() {
	corpus := flag.String("corpus", "corpus", "the folder of the corpus")
	out := flag.String("out", "lang", "the folder of the languages' folders")
	threshold := flag.Float64("threshold", 0, "how probable an act must be to be told")
	margin := flag.Float64("margin", 2, "by how much a party must be likelier than nobody to be supplied")
	parts := flag.String("parts", "train dev", "the parts of the corpus to learn from")
	flag.Parse()
	for _, code := range flag.Args() {
		if err := learn(context.Background(), code, *corpus, strings.Fields(*parts), *out, *threshold, *margin); err != nil {
			fmt.Fprintf(os.Stderr, "learn: %s: %v\n", code, err)
			os.Exit(1)
		}
	}
}

// learn learns one language.
func learn(ctx context.Context, code, corpus string, parts []string, out string, threshold, margin float64) error {
	folder, err := lang.Open(code)
	if err != nil {
		return err
	}
	coder, err := act.Open(folder)
	if err != nil {
		return err
	}
	list, err := lessons.Read(ctx, corpus, parts, code)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return fmt.Errorf("%s of %s has no texts in this language", parts, corpus)
	}
	l := act.NewLearner(coder)
	if err := l.Study(ctx, list); err != nil {
		return err
	}
	weights, judged := l.Fit(threshold)
	fmt.Printf("%s: %d texts, %d acts found by rules\n", code, len(list), len(judged))
	tell(judged)
	if err := write(weights, filepath.Join(out, code, "trust.bin")); err != nil {
		return err
	}
	parties := act.NewPartyLearner(coder)
	if err := parties.Study(ctx, list); err != nil {
		return err
	}
	weights, supplied, left := parties.Fit(margin)
	fmt.Printf("%s: the rules leave a party out %d times\n", code, left)
	tellSupplied(supplied)
	return write(weights, filepath.Join(out, code, "parties.bin"))
}

// write keeps weights in a file.
func write(w *act.Weights, path string) error {
	data, err := w.Encode()
	if err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// tellSupplied prints how often supplied parties are right from a margin on, in lessons that the
// weights were not learned from.
func tellSupplied(supplied []act.Supplied) {
	fmt.Printf("  %9s %9s %9s\n", "margin", "supplied", "right")
	for _, margin := range []float64{0, 1, 1.5, 2, 2.5, 3, 4} {
		all, right := 0, 0
		for _, s := range supplied {
			if s.Margin < margin {
				break
			}
			all++
			if s.Right {
				right++
			}
		}
		fmt.Printf("  %9.1f %9d %9d\n", margin, all, right)
	}
}

// tell prints how often acts are right, a tenth of them a line, in lessons that
// the weights were not learned from.
func tell(judged []act.Judged) {
	fmt.Printf("  %9s %9s %9s %9s %9s\n", "up to", "expected", "right", "all right", "by rules")
	right := 0
	for k := range 10 {
		some := judged[k*len(judged)/10 : (k+1)*len(judged)/10]
		if len(some) == 0 {
			continue
		}
		expected, now, rules := 0., 0, 0.
		for _, j := range some {
			expected += j.Probability
			rules += j.Confidence
			if j.Right {
				now++
			}
		}
		right += now
		n := float64(len(some))
		fmt.Printf("  %9d %9.2f %9.2f %9.2f %9.2f\n", (k+1)*len(judged)/10, expected/n, float64(now)/n, float64(right)/float64((k+1)*len(judged)/10), rules/n)
	}
}
