// Command bench measures how fast the binary reads, on a corpus made by
// repeating and shuffling (by a fixed seed) the sentences of the example
// articles: from raw text to acts, on one core and on all, with start-up time
// and peak memory. "make bench" runs it. The time of the processor is told
// beside the time of the clock, which counts what else the machine does.
//
// With -archive it also reads a web archive of so many MB that it makes, a fifth of its records
// broken or hostile. With -work it sends so many articles through a
// queue to workers. With -acts it also makes ledgers of so many acts, in SQLite and PostgreSQL, and
// measures how fast they are filled, shown on pages, asked and added to:
// docs/speed.md.
//
// Where the time goes is told by
//
//	go test ./act -run '^$' -bench Read -cpuprofile cpu.prof
//	go tool pprof -top act.test cpu.prof
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
)

func main() {
	credence := flag.String("credence", "./credence", "the binary to measure")
	examples := flag.String("examples", "examples/articles", "articles to take sentences from")
	count := flag.Int("sentences", 60000, "sentences to read in each language, 0 to read none")
	archive := flag.Int("archive", 0, "MB of a web archive to make and read, 0 for none")
	work := flag.Int("work", 0, "articles to send through a queue to one, two and four workers, 0 for none")
	var o ledgerOptions
	flag.StringVar(&o.sizes, "acts", "", `ledgers to make and measure: so many acts each, such as "1000000 10000000"`)
	flag.StringVar(&o.stores, "stores", "sqlite postgres", "where these ledgers are kept; the address of a PostgreSQL database too, in which they stay and are used again")
	flag.Float64Var(&o.skew, "skew", .5, "how much more some states of these ledgers act than others: of the nth state's acts, the power of 1/n")
	flag.StringVar(&o.folder, "folder", "", "folder for the ledgers; those of SQLite stay in it and are used again (default: a temporary one)")
	flag.IntVar(&o.batch, "batch", 0, "how many articles are recorded at one instant: few as news come, 0 for as many as are loaded at once")
	flag.IntVar(&o.readers, "readers", 50, "how many read pages of these ledgers at once, 0 for one after another, -1 for none at all")
	flag.DurationVar(&o.reading, "reading", time.Minute, "how long they read")
	flag.BoolVar(&o.onlyPages, "only-pages", false, "measure nothing but the pages")
	flag.StringVar(&o.page, "page", "", `measure only pages whose names begin so, such as "search"`)
	flag.Parse()
	err := run(*credence, *examples, *count)
	if err == nil {
		err = measureArchive(*credence, *examples, *archive)
	}
	if err == nil {
		err = measureWork(context.Background(), *credence, *examples, *work)
	}
	if err == nil {
		err = measureLedgers(context.Background(), o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(binary, examples string, count int) error {
	if count == 0 {
		return nil
	}
	binary, err := filepath.Abs(binary)
	if err != nil {
		return err
	}
	if err := startUp(binary); err != nil {
		return err
	}
	fmt.Printf("%-4s %6s %12s %12s %10s %10s %8s\n", "lang", "cores", "sentences/s", "words/s", "seconds", "CPU s", "peak MB")
	for _, code := range []string{"fr", "en"} {
		c, err := newCorpus(code, examples, count)
		if err != nil {
			return err
		}
		for _, cores := range []int{1, runtime.NumCPU()} {
			r, err := c.read(binary, cores)
			if err != nil {
				return err
			}
			seconds := r.took.Seconds()
			fmt.Printf("%-4s %6d %12.0f %12.0f %10.2f %10.2f %8.0f\n", code, cores, float64(c.sentences)/seconds, float64(c.words)/seconds, seconds, r.cpu.Seconds(), r.peak)
		}
	}
	return nil
}

// startUp prints the median time in which the binary reads one short article.
func startUp(binary string) error {
	var times []time.Duration
	for range 7 {
		cmd := exec.Command(binary, "read", "--lang", "fr", "-")
		cmd.Stdin = strings.NewReader(`{"text":"La Suède reconnaît la Palestine."}` + "\n")
		start := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	fmt.Printf("start-up, one article of one sentence: median %v\n", times[len(times)/2].Round(time.Millisecond))
	return nil
}

// corpus is articles as JSON Lines, made of shuffled example sentences.
type corpus struct {
	lines            []byte
	sentences, words int
}

// sentencesAnArticle is how many sentences an article of the corpus has.
const sentencesAnArticle = 20

func newCorpus(code, examples string, count int) (*corpus, error) {
	sentences, words, err := exampleSentences(code, examples)
	if err != nil {
		return nil, err
	}
	c := new(corpus)
	random := rand.New(rand.NewPCG(1, 2))
	var lines bytes.Buffer
	encoder := json.NewEncoder(&lines)
	for c.sentences < count {
		var text []string
		for range sentencesAnArticle {
			n := random.IntN(len(sentences))
			text = append(text, sentences[n])
			c.words += words[n]
		}
		c.sentences += sentencesAnArticle
		err := encoder.Encode(map[string]string{"id": fmt.Sprint(c.sentences), "lang": code, "published": "2024-05-01", "text": strings.Join(text, " ")})
		if err != nil {
			return nil, err
		}
	}
	c.lines = lines.Bytes()
	return c, nil
}

// exampleSentences returns the sentences of the example articles in a
// language, and how many words each has.
func exampleSentences(code, folder string) (sentences []string, words []int, err error) {
	language, err := lang.Open(code)
	if err != nil {
		return nil, nil, err
	}
	tokenizer, err := ud.OpenTokenizer(language)
	if err != nil {
		return nil, nil, err
	}
	reader, err := article.New(article.Options{})
	if err != nil {
		return nil, nil, err
	}
	for a, err := range reader.Open(context.Background(), folder) {
		if err != nil {
			return nil, nil, err
		}
		if a.Lang != code {
			continue
		}
		for _, u := range a.Units {
			if u.Kind != article.Paragraph {
				continue
			}
			for _, s := range tokenizer.Sentences(a.Text[u.Start:u.End], u.Start) {
				sentences, words = append(sentences, a.Text[s.Start:s.End]), append(words, len(s.Tokens))
			}
		}
	}
	if len(sentences) == 0 {
		return nil, nil, fmt.Errorf("%s: no article in %s", folder, code)
	}
	return sentences, words, nil
}

// cost is what one reading of a corpus took.
type cost struct {
	took, cpu time.Duration
	peak      float64 // memory held at most, in MB; 0 where the system does not tell
}

// read runs the binary over the corpus on so many cores.
func (c *corpus) read(binary string, cores int) (cost, error) {
	cmd := exec.Command(binary, "read", "--format", "jsonl", "--jobs", fmt.Sprint(cores), "-")
	cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", cores))
	cmd.Stdin = bytes.NewReader(c.lines) // the output goes to the null device
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return cost{}, fmt.Errorf("%w: %s", err, stderr.String())
	}
	r := cost{took: time.Since(start), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.peak = float64(usage.Maxrss) / 1024 // kilobytes, on Linux
		if runtime.GOOS == "darwin" {
			r.peak /= 1024
		}
	}
	return r, nil
}
