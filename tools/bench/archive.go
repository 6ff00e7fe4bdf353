package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/klauspost/compress/gzip"
)

// measureArchive makes a web archive of so many MB (unpacked), every fifth record of which is
// broken or hostile, and tells how fast and in what memory the binary reads it, beside the
// same articles as JSON Lines.
func measureArchive(binary, examples string, size int) error {
	if size == 0 {
		return nil
	}
	folder, err := os.MkdirTemp("", "bench-archive")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	m := archiveMaker{random: rand.New(rand.NewPCG(3, 4)), size: int64(size) << 20}
	for _, code := range []string{"fr", "en"} {
		sentences, _, err := exampleSentences(code, examples)
		if err != nil {
			return err
		}
		m.sentences = append(m.sentences, sentences)
	}
	archive, lines := filepath.Join(folder, "news.warc.gz"), filepath.Join(folder, "news.jsonl")
	if err := m.make(archive, lines); err != nil {
		return err
	}
	fmt.Printf("web archive of %d MB: %d pages, %d records broken or hostile\n", size, m.pages, m.hostile)
	fmt.Printf("%-14s %10s %10s %12s %10s %8s\n", "", "seconds", "MB/s", "articles/s", "CPU s", "peak MB")
	for _, file := range []string{archive, lines} {
		r, err := readFile(binary, file)
		if err != nil {
			return err
		}
		seconds := r.took.Seconds()
		fmt.Printf("%-14s %10.1f %10.1f %12.0f %10.1f %8.0f\n", filepath.Base(file), seconds, float64(m.written>>20)/seconds, float64(m.pages)/seconds, r.cpu.Seconds(), r.peak)
	}
	return nil
}

// archiveMaker writes a web archive, and its articles as JSON Lines.
type archiveMaker struct {
	random         *rand.Rand
	sentences      [][]string // by language
	size           int64
	written        int64
	pages, hostile int
}

func (m *archiveMaker) make(archive, lines string) (err error) {
	a, err := os.Create(archive)
	if err != nil {
		return err
	}
	l, err := os.Create(lines)
	if err != nil {
		return errors.Join(err, a.Close())
	}
	out, plain := bufio.NewWriterSize(a, 1<<20), bufio.NewWriterSize(l, 1<<20)
	defer func() { err = errors.Join(err, out.Flush(), plain.Flush(), a.Close(), l.Close()) }()
	encoder := json.NewEncoder(plain)
	for n := 0; m.written < m.size; n++ {
		if n%5 == 4 {
			m.hostile++
			if _, err := out.Write(m.broken(n)); err != nil {
				return err
			}
			continue
		}
		m.pages++
		title, text := m.text()
		uri := fmt.Sprintf("https://news.example/%d", n)
		page := response(uri, "text/html; charset=utf-8", webPage(title, text))
		m.written += int64(len(page))
		if err := m.member(out, page); err != nil {
			return err
		}
		if err := encoder.Encode(map[string]string{"id": uri, "published": "2024-05-01", "title": title, "text": strings.Join(text, "\n\n")}); err != nil {
			return err
		}
	}
	return nil
}

// text returns a title and paragraphs of example sentences.
func (m *archiveMaker) text() (title string, text []string) {
	of := m.sentences[m.random.IntN(len(m.sentences))]
	pick := func() string { return of[m.random.IntN(len(of))] }
	for range 7 {
		text = append(text, pick()+" "+pick()+" "+pick())
	}
	return strings.TrimRight(pick(), "."), text
}

// member writes a record as a gzip member.
func (m *archiveMaker) member(out io.Writer, record string) error {
	w := gzip.NewWriter(out)
	_, err := io.WriteString(w, record)
	return errors.Join(err, w.Close())
}

// response writes the record of an HTTP answer.
func response(uri, media, body string) string {
	block := "HTTP/1.1 200 OK\r\nContent-Type: " + media + "\r\n\r\n" + body
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-05-01T06:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", uri, len(block), block)
}

// webPage writes a page as news sites do: the text amid navigation, scripts, teasers and a footer.
func webPage(title string, text []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html><html><head><meta charset="utf-8"><title>%s | The Example</title><meta property="article:published_time" content="2024-05-01T06:00:00Z">`, html.EscapeString(title))
	for n := range 40 {
		fmt.Fprintf(&b, `<script src="/static/bundle-%d.js" async></script><link rel="stylesheet" href="/static/%d.css">`, n, n)
	}
	b.WriteString(`</head><body><header class="site-header"><nav><ul>`)
	for n := range 60 {
		fmt.Fprintf(&b, `<li class="menu-item menu-item-%d"><a href="/section/%d">Section %d</a></li>`, n, n, n)
	}
	fmt.Fprintf(&b, `</ul></nav></header><main><article class="story"><h1>%s</h1><p class="byline">By Jane Example</p>`, html.EscapeString(title))
	for n, p := range text {
		fmt.Fprintf(&b, `<div class="paragraph" data-n="%d"><p>%s</p></div><aside class="ad-slot" data-ad="%d"></aside>`, n, html.EscapeString(p), n)
	}
	b.WriteString(`</article><section class="related"><h2>More</h2>`)
	for n := range 60 {
		fmt.Fprintf(&b, `<div class="teaser"><a href="/story/%d"><img src="/i/%d.jpg" alt=""><h3>Another story number %d</h3></a></div>`, n, n, n)
	}
	b.WriteString(`</section></main><footer><script>` + strings.Repeat(`window.dataLayer.push({"event":"view"});`, 100) + `</script></footer></body></html>`)
	return b.String()
}

// broken returns the bytes of a record that is none: truncated, of another length than it says,
// binary, nested too deep, packed to burst, or no gzip at all.
func (m *archiveMaker) broken(n int) []byte {
	title, text := m.text()
	whole := response("https://news.example/broken", "text/html", webPage(title, text))
	var record string
	switch n / 5 % 6 {
	case 0:
		var b bytes.Buffer
		_ = m.member(&b, whole) // a buffer takes everything
		return b.Bytes()[:b.Len()/2]
	case 1:
		record = strings.Replace(whole, "Content-Length: ", "Content-Length: 9", 1)
	case 2:
		record = response("https://news.example/binary", "text/html", strings.Repeat("\x00\x01\xff", 3000))
	case 3:
		record = response("https://news.example/deep", "text/html", strings.Repeat("<div>", 20000)+title)
	case 4:
		record = response("https://news.example/bomb", "text/html", strings.Repeat(" ", 20<<20))
	default:
		return []byte("\x1f\x8b\x08\x00" + strings.Repeat("\xff", 500))
	}
	var b bytes.Buffer
	_ = m.member(&b, record) // a buffer takes everything
	return b.Bytes()
}

// readFile runs the binary over a file on all cores. Records that it cannot read make it exit with
// status 1, which is as it should be.
func readFile(binary, file string) (cost, error) {
	cmd := exec.Command(binary, "read", "--format", "jsonl", file)
	cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", runtime.NumCPU()))
	start := time.Now()
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) {
		return cost{}, err
	}
	r := cost{took: time.Since(start), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.peak = float64(usage.Maxrss) / 1024 // kilobytes, on Linux
	}
	return r, nil
}
