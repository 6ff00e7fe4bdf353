package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/credence-project/credence/pair"
	"github.com/credence-project/credence/pair/train"
)

// ownPairs prints how well the pairs of our own corpus that nothing is learned
// from are answered, how often answers of each confidence are right, and how
// fast they come.
func ownPairs(binary string) ([]figure, error) {
	paths, err := filepath.Glob("corpus/pairs/*/test.tsv")
	if err != nil {
		return nil, err
	}
	var fs []figure
	for _, path := range paths {
		code := filepath.Base(filepath.Dir(path))
		f, took, err := answered(binary, code, path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		fmt.Printf("── pairs, our corpus, test, %s\n%v, %.0f ms\n%s\n", code, f, took.Seconds()*1000, f.Reliability())
		name := "pairs, our corpus, test, " + code
		fs = append(fs, figure{name + ", accuracy", round(f.Accuracy())}, figure{name + ", macro F1", round(f.MacroF1())})
	}
	return fs, nil
}

func round(x float64) float64 { return float64(int(x*10000+.5)) / 10000 }

// answered has the binary answer the pairs of a file.
func answered(binary, code, path string) (*train.Figures, time.Duration, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer file.Close() // opened for reading only
	examples, err := train.Read(file)
	if err != nil {
		return nil, 0, err
	}
	var in, stderr bytes.Buffer
	enc := json.NewEncoder(&in)
	for n, e := range examples {
		if err := enc.Encode(map[string]any{"id": n, "text": e.Question.Text, "source": e.Question.Source, "target": e.Question.Target}); err != nil {
			return nil, 0, err
		}
	}
	cmd := exec.Command(binary, "pairs", "--lang", code)
	cmd.Stdin, cmd.Stderr = &in, &stderr
	start := time.Now()
	out, err := cmd.Output()
	if err != nil {
		return nil, 0, fmt.Errorf("%w: %s", err, stderr.String())
	}
	took := time.Since(start)
	f := new(train.Figures)
	for line := range bytes.Lines(out) {
		var a struct {
			ID         int
			Plover     string
			Confidence float64
		}
		if err := json.Unmarshal(line, &a); err != nil {
			return nil, 0, err
		}
		given, known := pair.ParseType(a.Plover)
		if !known || a.ID >= len(examples) {
			return nil, 0, fmt.Errorf("answer %q", line)
		}
		f.Add(examples[a.ID].Type, given, a.Confidence)
	}
	return f, took, nil
}
