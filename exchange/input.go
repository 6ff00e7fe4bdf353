package exchange

import (
	"archive/zip"
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

// maxInflated is how many bytes come out of a zip file at most: a small file can
// claim to hold any number.
const maxInflated = 8 << 30

// input is an open file, decompressed.
type input struct {
	*bufio.Reader
	name    string
	closers []io.Closer
}

// openInput opens a file, or stdin for "-". What begins as gzip does is
// decompressed, whatever its name; of what begins as zip does, its only file.
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
	if err := in.inflate(source); err != nil {
		in.Close()
		return nil, fmt.Errorf("%s: %w", in.name, err)
	}
	return in, nil
}

// inflate puts a gzip reader in between where the first bytes ask for one, and
// takes off a byte order mark.
func (in *input) inflate(source io.Reader) error {
	if magic, err := in.Peek(4); err == nil && string(magic) == "PK\x03\x04" {
		if err := in.unzip(source); err != nil {
			return err
		}
	}
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

// unzip puts the only file of a zip archive in its place. The archive's list is at
// its end: a file is read there, the standard input held whole.
func (in *input) unzip(source io.Reader) error {
	at, size, err := in.whole(source)
	if err != nil {
		return err
	}
	archive, err := zip.NewReader(at, size)
	if err != nil {
		return err
	}
	var files []*zip.File
	for _, f := range archive.File {
		if !f.FileInfo().IsDir() {
			files = append(files, f)
		}
	}
	if len(files) != 1 {
		return fmt.Errorf("the zip archive has %d files: want one", len(files))
	}
	r, err := files[0].Open()
	if err != nil {
		return fmt.Errorf("%s: %w", files[0].Name, err)
	}
	in.closers = append(in.closers, r)
	in.Reader = bufio.NewReaderSize(&limited{r, maxInflated}, 64<<10)
	return nil
}

// whole returns the input for reading anywhere in it.
func (in *input) whole(source io.Reader) (io.ReaderAt, int64, error) {
	if f, ok := source.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return f, info.Size(), nil
		}
	}
	all, err := in.all()
	return bytes.NewReader(all), int64(len(all)), err
}

// limited reads no more than some bytes, and then fails.
type limited struct {
	io.Reader
	left int64
}

// Read reads from what it limits.
func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, fmt.Errorf("more than %d GiB come out of it", maxInflated>>30)
	}
	n, err := l.Reader.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
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
