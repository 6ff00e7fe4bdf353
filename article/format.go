package article

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
)

// A format finds the articles of one input.
type format func(ctx context.Context, r *Reader, path string, in io.Reader) iter.Seq2[Pending, error]

// formatNamed returns the format of files whose names end so, nil for none.
func formatNamed(ending string) format {
	switch strings.ToLower(ending) {
	case ".txt", ".text":
		return single(readText)
	case ".md", ".markdown":
		return single(readMarkdownText)
	case ".html", ".htm", ".xhtml":
		return single(readPage)
	case ".xml", ".rss", ".atom":
		return readFeed
	case ".jsonl", ".ndjson":
		return readLines
	case ".jsonfeed":
		return readJSONFeed
	case ".warc":
		return readArchive
	case ".gz":
		return readPacked
	case ".zip":
		return readZip
	}
	return nil
}

// readable reports whether the ending of a file's name is known, and where that tells no more
// than that it is compressed, the one before it.
func readable(name string) bool {
	ending := filepath.Ext(name)
	if strings.EqualFold(ending, ".gz") {
		ending = filepath.Ext(strings.TrimSuffix(name, ending))
	}
	return formatNamed(ending) != nil
}

// formatOf returns the format that the ending names, or else the one that the
// first bytes look like.
func (r *Reader) formatOf(ending string, in io.Reader) (format, io.Reader) {
	if f := formatNamed(ending); f != nil {
		return f, in
	}
	buffered := bufio.NewReaderSize(in, 4096)
	head, _ := buffered.Peek(1024) // a failing reader fails again when it is read
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	low := strings.ToLower(string(head))
	switch {
	case strings.HasPrefix(low, "<!doctype html"), strings.HasPrefix(low, "<html"):
		return formatNamed(".html"), buffered
	case strings.HasPrefix(low, "<?xml"):
		if strings.Contains(low, "<html") {
			return formatNamed(".html"), buffered
		}
		return formatNamed(".xml"), buffered
	case strings.HasPrefix(low, "<rss"), strings.HasPrefix(low, "<feed"), strings.HasPrefix(low, "<rdf:rdf"):
		return formatNamed(".xml"), buffered
	case isJSONFeed(low):
		return readJSONFeed, buffered
	case strings.HasPrefix(low, "{"):
		return formatNamed(".jsonl"), buffered
	}
	return formatNamed(".txt"), buffered
}

// single makes a format of what reads a whole input as one article.
func single(read func(r *Reader, d *draft, data []byte) error) format {
	return func(_ context.Context, r *Reader, path string, in io.Reader) iter.Seq2[Pending, error] {
		return func(yield func(Pending, error) bool) {
			data, err := r.slurp(in)
			if err != nil {
				yield(nil, &Error{Path: path, Op: "read", Err: err})
				return
			}
			yield(func() (*Article, error) {
				d := &draft{path: path, id: path}
				if err := read(r, d, data); err != nil {
					return nil, wrap(path, err)
				}
				a, err := r.finish(d)
				if err != nil {
					return nil, wrap(path, err)
				}
				return a, nil
			}, nil)
		}
	}
}

// wrap names the input that an error is about. The commonest causes speak for
// themselves: "empty.txt: empty".
func wrap(path string, err error) error {
	var e *Error
	if errors.As(err, &e) {
		return err
	}
	return &Error{Path: path, Err: err}
}

// slurp reads all of one article, up to the limit.
func (r *Reader) slurp(in io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in, int64(r.options.Limit)+1))
	if err != nil {
		return nil, err
	}
	if len(data) > r.options.Limit {
		return nil, tooLong(r.options.Limit)
	}
	return data, nil
}

// tooLong is the error of an article over the limit.
func tooLong(limit int) error {
	return fmt.Errorf("%w: the limit is %s", ErrTooLong, size(limit))
}

// size prints a number of bytes for people.
func size(n int) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d kB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// readText reads a plain text, which may well be Markdown without saying so.
func readText(r *Reader, d *draft, data []byte) error {
	text, err := r.decode(data, d.charset)
	if err != nil {
		return err
	}
	r.plainOrMarkdown(d, clean(text))
	return nil
}

// readMarkdownText reads a Markdown text.
func readMarkdownText(r *Reader, d *draft, data []byte) error {
	text, err := r.decode(data, "")
	if err != nil {
		return err
	}
	readMarkdown(d, clean(text))
	return nil
}

// plainOrMarkdown reads a clean text as what it is.
func (r *Reader) plainOrMarkdown(d *draft, text string) {
	if isMarkdown(text) {
		readMarkdown(d, text)
		return
	}
	readPlain(d, text)
}
