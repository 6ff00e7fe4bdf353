package exchange

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
)

// maxInput is how many bytes of a table are read at most: a row's meaning can
// depend on later rows, so tables are held whole.
const maxInput = 256 << 20

// input is an open file, decompressed.
type input struct {
	*bufio.Reader
	name    string
	closers []io.Closer
}

// openInput opens a file, or stdin for "-". What begins as gzip does is
// decompressed, whatever its name.
func openInput(file string, stdin io.Reader) (*input, error) {
	in := &input{name: file}
	var source io.Reader
	switch {
	case file != "-":
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		in.closers = append(in.closers, f)
		source = f
	case stdin != nil:
		in.name, source = "standard input", stdin
	default:
		in.name, source = "standard input", bytes.NewReader(nil)
	}
	in.Reader = bufio.NewReaderSize(source, 64<<10)
	if err := in.inflate(); err != nil {
		in.Close()
		return nil, fmt.Errorf("%s: %w", in.name, err)
	}
	return in, nil
}

// inflate puts a gzip reader in between where the first bytes ask for one, and
// takes off a byte order mark.
func (in *input) inflate() error {
	if magic, err := in.Peek(2); err == nil && magic[0] == 0x1f && magic[1] == 0x8b {
		z, err := gzip.NewReader(in.Reader)
		if err != nil {
			return err
		}
		in.closers = append(in.closers, z)
		in.Reader = bufio.NewReaderSize(z, 64<<10)
	}
	if mark, err := in.Peek(3); err == nil && string(mark) == "\uFEFF" {
		if _, err := in.Discard(len(mark)); err != nil {
			return err
		}
	}
	return nil
}

// all returns the whole input.
func (in *input) all() ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxInput+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxInput {
		return nil, fmt.Errorf("longer than %d MiB", maxInput>>20)
	}
	return data, nil
}

// Close closes the file and what decompresses it.
func (in *input) Close() error {
	var errs []error
	for i := len(in.closers) - 1; i >= 0; i-- {
		errs = append(errs, in.closers[i].Close())
	}
	in.closers = nil
	return errors.Join(errs...)
}
