// Package warc reads web archives (WARC 1.0 and 1.1, ISO 28500), plain or compressed record by
// record with gzip, as a stream: crawls of news are far larger than memory.
//
//	in := warc.NewReader(file)
//	for {
//		record, err := in.Next()
//		if err == io.EOF { break }
//		…
//	}
//
// A record that is truncated or makes no sense gives an error that tells where it begins, and
// reading goes on at the next one that can be found. Non-goals: writing archives, and what the
// pages in them say.
package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// Record is one record of an archive.
type Record struct {
	Offset int64  // bytes of the archive, as it is stored, before the record
	Type   string // "response", "resource", "conversion", "request", …
	URI    string // of what was fetched, "" where none is given
	Date   string // when it was, as the archive writes it: "2025-07-07T06:00:00Z"
	Media  string // type of the record's block: "application/http; msgtype=response"
	Length int64  // bytes of the block
	Body   io.Reader
}

// Error tells which record could not be read, and why.
type Error struct {
	Offset int64 // bytes before the record, as the archive is stored
	Err    error
}

// Error returns the cause; whoever knows the file's name tells the place.
func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// What a record may take. Headers beyond these are no headers; a block beyond its limit is
// not a page of news, and is passed over where the archive can be taken up again behind it.
const (
	maxHeader = 64 << 10
	maxBlock  = 64 << 20
)

// The causes that records fail for.
var (
	errNoRecord  = errors.New("no record begins here")
	errTruncated = errors.New("the record ends before its length")
	errTooLong   = fmt.Errorf("the record is longer than %d MB", maxBlock>>20)
)

// Reader reads the records of an archive one after the other.
type Reader struct {
	stored   *counter      // the archive as it is stored
	raw      *bufio.Reader // the same, buffered
	member   *gzip.Reader  // the gzip member in hand, nil where the archive is plain
	text     *bufio.Reader // what the records stand in
	block    *block        // of the record in hand, nil before the first
	packed   bool
	lost     bool // where the next record begins is not known
	finished bool
}

// NewReader returns a reader of an archive, which may be compressed or not.
func NewReader(in io.Reader) *Reader {
	stored := &counter{in: in}
	raw := bufio.NewReaderSize(stored, 64<<10)
	r := &Reader{stored: stored, raw: raw, text: raw}
	head, _ := raw.Peek(2) // a reader that fails fails again
	r.packed = len(head) == 2 && head[0] == 0x1f && head[1] == 0x8b
	return r
}

// counter counts what was read.
type counter struct {
	in io.Reader
	n  int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

// offset returns how many bytes of the archive were used up.
func (r *Reader) offset() int64 { return r.stored.n - int64(r.raw.Buffered()) }

// Next returns the next record, whose body holds until the call after; io.EOF behind the last.
// An *Error tells of one that cannot be read: the next call goes on behind it. Any other error
// is of the input itself, and the last.
func (r *Reader) Next() (*Record, error) {
	if err := r.pass(); err != nil {
		return nil, err
	}
	if r.lost {
		if err := r.find(); err != nil {
			return nil, r.end(err)
		}
	}
	at := r.offset()
	if r.packed {
		if err := r.enter(); err != nil {
			return nil, r.fail(at, err)
		}
	}
	record, err := r.head()
	if err != nil {
		return nil, r.fail(at, err)
	}
	record.Offset, r.block.at = at, at
	return record, nil
}

// fail returns the error of a record, and has the next one sought.
func (r *Reader) fail(at int64, err error) error {
	if err == io.EOF && !r.packed || r.finished {
		return r.end(io.EOF)
	}
	if bad := r.broken(); bad != nil {
		return r.end(bad)
	}
	r.lost, r.block = true, nil
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errTruncated
	}
	return &Error{Offset: at, Err: err}
}

// broken returns the error of the input itself, nil where it can be read on or has ended.
func (r *Reader) broken() error {
	if _, err := r.raw.Peek(1); err != nil && err != io.EOF {
		return err
	}
	return nil
}

// end keeps and returns the last error.
func (r *Reader) end(err error) error {
	r.finished, r.block = true, nil
	return err
}

// pass reads what is left of the record in hand, and the two line breaks behind it.
func (r *Reader) pass() error {
	if r.finished {
		return io.EOF
	}
	b := r.block
	if b == nil {
		return nil
	}
	r.block = nil
	if b.failed { // whoever read it knows
		r.lost = true
		return nil
	}
	if _, err := io.Copy(io.Discard, b); err != nil {
		return r.fail(b.at, err)
	}
	return nil
}

// enter goes to the next gzip member, where the one in hand is used up: most have one record each.
func (r *Reader) enter() (err error) {
	for r.member != nil {
		c, err := r.text.ReadByte()
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("gzip: %w", err)
		}
		if c != '\r' && c != '\n' {
			return r.text.UnreadByte()
		}
	}
	head, err := r.raw.Peek(4)
	if len(head) == 0 {
		return r.end(err)
	}
	if !member(head) {
		return errNoRecord
	}
	if r.member == nil {
		r.member, err = gzip.NewReader(r.raw)
	} else {
		err = r.member.Reset(r.raw)
	}
	if err != nil {
		return fmt.Errorf("gzip: %w", err) // padding behind the last member too
	}
	r.member.Multistream(false)
	r.text = bufio.NewReaderSize(r.member, 16<<10)
	return nil
}

// head reads the header of a record.
func (r *Reader) head() (*Record, error) {
	lines := lineReader{in: r.text, left: maxHeader}
	version, err := lines.next()
	for err == nil && version == "" { // what stands between two records
		version, err = lines.next()
	}
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(version, "WARC/") {
		return nil, errNoRecord
	}
	record := &Record{Length: -1}
	for {
		line, err := lines.next()
		if err == io.EOF {
			err = errTruncated
		}
		if err != nil {
			return nil, err
		}
		if line == "" {
			break
		}
		name, value, _ := strings.Cut(line, ":")
		if err := record.field(strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)); err != nil {
			return nil, err
		}
	}
	switch {
	case record.Length < 0:
		return nil, errors.New("the record does not tell its length")
	case record.Length > maxBlock:
		return nil, errTooLong
	}
	r.block = &block{in: r.text, left: record.Length}
	record.Body = r.block
	return record, nil
}

// field takes a field of a header in.
func (w *Record) field(name, value string) error {
	switch name {
	case "warc-type":
		w.Type = strings.ToLower(value)
	case "warc-target-uri":
		w.URI = strings.Trim(value, "<>")
	case "warc-date":
		w.Date = value
	case "content-type":
		w.Media = value
	case "content-length":
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil || n < 0 {
			return fmt.Errorf("%q is no length", cut(value))
		}
		w.Length = n
	}
	return nil
}

// cut shortens what an archive says for an error.
func cut(s string) string {
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}
