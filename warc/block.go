package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// lineReader reads the lines of a header, which together may not be longer than left.
type lineReader struct {
	in   *bufio.Reader
	left int
}

var errLongHeader = errors.New("its header does not end")

// next returns the next line without its end.
func (l *lineReader) next() (string, error) {
	var line []byte
	for {
		part, err := l.in.ReadSlice('\n')
		if l.left -= len(part); l.left < 0 {
			return "", errLongHeader
		}
		line = append(line, part...)
		switch {
		case err == nil:
			return string(bytes.TrimRight(line, "\r\n")), nil
		case err == io.EOF && len(line) > 0: // the next call ends it
			return string(bytes.TrimRight(line, "\r\n")), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return "", err
		}
	}
}

// block is the block of a record: no more of the archive than the record says.
type block struct {
	in     io.Reader
	left   int64
	at     int64 // where its record begins
	failed bool  // and told so
}

// Read implements io.Reader. A block that ends before its length is truncated.
func (b *block) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, io.EOF
	}
	n, err := b.in.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if err == io.EOF && b.left > 0 {
		err = errTruncated
	}
	if err == io.EOF {
		err = nil // the block is whole; the next call ends it
	}
	b.failed = b.failed || err != nil
	return n, err
}
