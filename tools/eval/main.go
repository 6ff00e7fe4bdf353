// Command eval prints how accurate Credence is on the development data, beside
// what others reach, and compares with the figures recorded last
// (docs/accuracy.tsv), so that a loss is seen at once. "make eval" runs it.
//
// The scorers are those of the folder of shared data; where it is absent, only
// the project's own corpus can be read, and without scorers nothing is scored.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// measure is one run of a scorer.
type measure struct {
	name    string
	scorer  string   // file in score/
	data    []string // arguments, paths under the shared folder or, beginning with ./, of the project
	command []string // arguments of credence
	peer    string   // what others reach
	spell   spelling // how the articles are written for the measure
}

// ours reports whether the measure is on the acts in articles of our own corpus.
func (m measure) ours() bool {
	return m.scorer == "score_acts.py" && strings.HasPrefix(m.data[0], "./corpus/articles/") && m.spell == asWritten
}

var measures = []measure{
	{"acts in articles", "score_acts.py", []string{"dev/articles"}, []string{"read"}, "a large language model given the guide: core F1 .98 at 20 s an article", asWritten},
	{"acts, our corpus, dev", "score_acts.py", []string{"./corpus/articles/dev"}, []string{"read"}, "", asWritten},
	{"acts, our corpus, dev, plain texts", "score_acts.py", []string{"./corpus/articles/dev"}, []string{"read"}, "", plainText},
	{"acts, our corpus, dev, without accents", "score_acts.py", []string{"./corpus/articles/dev"}, []string{"read"}, "", unaccented},
	{"acts, our corpus, dev, in capitals", "score_acts.py", []string{"./corpus/articles/dev"}, []string{"read"}, "", capitals},
	{"acts, our corpus, test", "score_acts.py", []string{"./corpus/articles/test"}, []string{"read"}, "", asWritten},
	{"acts, our sentences, dev", "score_acts.py", []string{"./corpus/sentences/dev.jsonl"}, []string{"read"}, "", asWritten},
	{"acts, our sentences, test", "score_acts.py", []string{"./corpus/sentences/test.jsonl"}, []string{"read"}, "", asWritten},
	{"acts, our varied sentences, dev", "score_acts.py", []string{"./corpus/sentences/dev-*.jsonl"}, []string{"read"}, "", asWritten},
	{"acts, our varied sentences, test", "score_acts.py", []string{"./corpus/sentences/test-*.jsonl"}, []string{"read"}, "", asWritten},
	{"histories of US relations", "score_history.py", []string{"dev/us_relations.jsonl"}, []string{"read", "-"}, "nobody", asWritten},
	{"standings, from the acts given", "score_status.py", []string{"--gold-acts", "dev/articles"}, nil, "nobody", asWritten},
	{"standings, from the articles", "score_status.py", []string{"dev/articles"}, nil, "nobody", asWritten},
	{"standings, our corpus, dev, from the acts given", "score_status.py", []string{"--gold-acts", "./corpus/articles/dev"}, nil, "", asWritten},
	{"standings, our corpus, dev, from the articles", "score_status.py", []string{"./corpus/articles/dev"}, nil, "", asWritten},
	{"standings, our corpus, test, from the acts given", "score_status.py", []string{"--gold-acts", "./corpus/articles/test"}, nil, "", asWritten},
	{"standings, our corpus, test, from the articles", "score_status.py", []string{"./corpus/articles/test"}, nil, "", asWritten},
	{"times, French TimeBank", "score_times.py", []string{"dev/times/fr_timebank.jsonl"}, []string{"times"}, "HeidelTime: value F1 75", asWritten},
	{"times, French news", "score_times.py", []string{"dev/times/fr_news.jsonl"}, []string{"times"}, "HeidelTime: 61", asWritten},
	{"times, English news", "score_times.py", []string{"dev/times/en_news.jsonl"}, []string{"times"}, "HeidelTime: 73", asWritten},
	{"pairs", "score_pairs.py", []string{"dev/pairs.jsonl"}, []string{"pairs"}, "Zero-Shot-PLOVER, a RoBERTa-large: accuracy .760, macro F1 .743", asWritten},
}

func main() {
	credence := flag.String("credence", "./credence", "the binary to measure")
	shared := flag.String("shared", "../shared", "the folder of shared data, with score/ and dev/")
	verbose := flag.Bool("v", false, "print what was missed and what was false")
	acts := flag.Bool("acts", false, "print precision and recall of each kind of act on our corpus")
	byFamily := flag.Bool("families", false, "print what each family of patterns adds on our corpus")
	words := flag.Bool("between", false, "print how many examples of the patterns are not read with words put beside their verb")
	record := flag.Bool("record", false, "write the figures to docs/accuracy.tsv")
	flag.Parse()
	if *words {
		if err := between(context.Background()); err != nil {
			fmt.Fprintln(os.Stderr, "eval:", err)
			os.Exit(1)
		}
		return
	}
	if *byFamily {
		if err := families(context.Background()); err != nil {
			fmt.Fprintln(os.Stderr, "eval:", err)
			os.Exit(1)
		}
		return
	}
	if _, err := os.Stat(filepath.Join(*shared, "score")); err != nil {
		fmt.Fprintf(os.Stderr, "eval: no scorers in %s/score: set SHARED=DIR to the folder of shared data\n", *shared)
		os.Exit(1)
	}
	if err := run(*credence, *shared, options{*verbose, *record, *acts}); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

// options say what is printed and kept beside the figures.
type options struct{ verbose, record, acts bool }

func run(credence, shared string, o options) error {
	binary, err := filepath.Abs(credence)
	if err != nil {
		return err
	}
	before, err := readFigures("docs/accuracy.tsv")
	if err != nil {
		return err
	}
	var now []figure
	for _, m := range measures {
		out, err := score(m, binary, shared, o.verbose && m.scorer != "score_pairs.py" || o.acts && m.ours())
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		if o.acts && m.ours() {
			if err := byAct(out, m.data[0]); err != nil {
				return err
			}
			continue
		}
		fmt.Printf("── %s", m.name)
		if m.peer != "" {
			fmt.Printf("  (%s)", m.peer)
		}
		fmt.Printf("\n%s\n", out)
		now = append(now, figures(m.name, out)...)
	}
	own, err := ownPairs(binary)
	if err != nil {
		return err
	}
	now = append(now, own...)
	if err := generalText(binary, filepath.Join(shared, "ud")); err != nil {
		return err
	}
	if err := byCause(context.Background()); err != nil {
		return err
	}
	compare(before, now)
	if o.record {
		return writeFigures("docs/accuracy.tsv", now)
	}
	return nil
}

func score(m measure, binary, shared string, verbose bool) (string, error) {
	args := []string{filepath.Join(shared, "score", m.scorer)}
	for _, d := range m.data {
		if !strings.HasPrefix(d, "./") && !strings.HasPrefix(d, "-") {
			d = filepath.Join(shared, d)
		}
		if m.scorer == "score_acts.py" && strings.HasSuffix(d, ".jsonl") {
			folder, err := unfold(d)
			defer os.RemoveAll(folder)
			if err != nil {
				return "", err
			}
			d = folder
		}
		if m.spell != asWritten {
			folder, err := respelled(d, m.spell)
			defer os.RemoveAll(folder)
			if err != nil {
				return "", err
			}
			d = folder
		}
		if m.scorer == "score_status.py" && strings.HasPrefix(d, "./") {
			folder, err := standable(d)
			defer os.RemoveAll(folder)
			if err != nil {
				return "", err
			}
			d = folder
		}
		args = append(args, d)
	}
	if verbose {
		args = append(args, "-v")
	}
	args = append(append(args, "--", binary), m.command...)
	cmd := exec.Command("python3", args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%w: %s%s", err, out, stderr.String())
	}
	return string(out), nil
}

// figure is one number of a measure.
type figure struct {
	name  string
	value float64
}

var (
	actsLine = regexp.MustCompile(`(?m)^(\w+)\s+\d+\s+\d+ \|([^\n]*)`)
	threes   = regexp.MustCompile(`[\d.]+ [\d.]+ ([\d.]+)`)
	history  = regexp.MustCompile(`all \d+ rows, act and dyad ([\d.]+), with the day ([\d.]+)`)
	value    = regexp.MustCompile(`value F1 ([\d.]+)`)
	pairs    = regexp.MustCompile(`accuracy ([\d.]+), root macro F1 ([\d.]+), penta macro F1 ([\d.]+)`)
	standing = regexp.MustCompile(`standings: .* all right ([\d.]+)`)
)

// figures reads the numbers out of what a scorer printed.
func figures(name, out string) []figure {
	var fs []figure
	add := func(what, number string) {
		if v, err := strconv.ParseFloat(number, 64); err == nil {
			fs = append(fs, figure{name + ", " + what, v})
		}
	}
	for _, line := range actsLine.FindAllStringSubmatch(out, -1) {
		for n, cell := range threes.FindAllStringSubmatch(line[2], -1) {
			if n < 4 {
				add(line[1]+" "+[]string{"core F1", "+modality F1", "+date F1", "full F1"}[n], cell[1])
			}
		}
	}
	if h := history.FindStringSubmatch(out); h != nil {
		add("act and dyad", h[1])
		add("with the day", h[2])
	}
	if v := value.FindStringSubmatch(out); v != nil {
		add("value F1", v[1])
	}
	if s := standing.FindStringSubmatch(out); s != nil {
		add("all right", s[1])
	}
	if p := pairs.FindStringSubmatch(out); p != nil {
		add("accuracy", p[1])
		add("macro F1", p[2])
		add("macro F1 of five classes", p[3])
	}
	return fs
}

// compare prints what has changed since the figures were recorded.
func compare(before map[string]float64, now []figure) {
	for _, f := range now {
		switch old, known := before[f.name]; {
		case !known:
		case f.value < old-.0005:
			fmt.Printf("LOSS  %s: %.3f, was %.3f\n", f.name, f.value, old)
		case f.value > old+.0005:
			fmt.Printf("gain  %s: %.3f, was %.3f\n", f.name, f.value, old)
		}
	}
}

func readFigures(path string) (map[string]float64, error) {
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	fs := map[string]float64{}
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		name, number, ok := strings.Cut(line, "\t")
		v, err := strconv.ParseFloat(number, 64)
		if !ok || err != nil {
			return nil, fmt.Errorf("%s:%d: want NAME, tab, NUMBER", path, n+1)
		}
		fs[name] = v
	}
	return fs, nil
}

func writeFigures(path string, fs []figure) error {
	var b strings.Builder
	for _, f := range fs {
		fmt.Fprintf(&b, "%s\t%v\n", f.name, f.value)
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}
