package article

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"

	"github.com/credence-project/credence/warc"
)

// readArchive reads the pages of a web archive (WARC), as they come. Only one is held at a time.
// Records that are no pages are passed over; those that cannot be read give an error each.
func readArchive(ctx context.Context, r *Reader, path string, in io.Reader) iter.Seq2[Pending, error] {
	return func(yield func(Pending, error) bool) {
		records, seen := warc.NewReader(in), false
		for {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			record, err := records.Next()
			if err == io.EOF {
				break
			}
			var bad *warc.Error
			if err != nil && !errors.As(err, &bad) {
				yield(nil, &Error{Path: path, Op: "read", Err: err})
				return
			}
			seen = true
			var p Pending
			if err == nil {
				p, err = r.archived(path, record)
			}
			if err != nil {
				err = inArchive(path, record, err)
			}
			if (p != nil || err != nil) && !yield(p, err) {
				return
			}
		}
		if !seen {
			yield(nil, &Error{Path: path, Err: ErrEmpty})
		}
	}
}

// inArchive names the record of an archive that an error is about.
func inArchive(path string, record *warc.Record, err error) error {
	var bad *warc.Error
	if errors.As(err, &bad) {
		return &Error{Path: path, Offset: bad.Offset, Op: "read the record", Err: bad.Err}
	}
	var e *Error
	if errors.As(err, &e) {
		err = e.Err
	}
	return &Error{Path: path, Offset: record.Offset, Op: cut(record.URI, 80), Err: err}
}

// archived takes the page of a record in, nil where it has none.
func (r *Reader) archived(path string, record *warc.Record) (Pending, error) {
	page, err := record.Page()
	if page == nil || err != nil {
		return nil, err
	}
	d := &draft{path: path, id: record.URI, url: record.URI, charset: page.Charset}
	if d.id == "" {
		d.id = fmt.Sprintf("%s:%d", path, record.Offset)
	}
	read := readPage
	switch page.Media {
	case "text/html", "application/xhtml+xml":
	case "text/plain":
		read = readText
	default:
		return nil, nil // pictures, styles, scripts
	}
	data, err := r.slurp(page.Body)
	if err != nil {
		return nil, err
	}
	return func() (*Article, error) {
		if err := read(r, d, data); err != nil {
			return nil, inArchive(path, record, err)
		}
		a, err := r.finish(d)
		if err != nil {
			return nil, inArchive(path, record, err)
		}
		return a, nil
	}, nil
}

// readPacked reads a file compressed with gzip as what its name tells that it is: "news.jsonl.gz".
// The records of a web archive are compressed each by itself, and unpacked by its reader.
func readPacked(ctx context.Context, r *Reader, path string, in io.Reader) iter.Seq2[Pending, error] {
	ending := filepath.Ext(strings.TrimSuffix(path, filepath.Ext(path)))
	if strings.EqualFold(ending, ".warc") {
		return readArchive(ctx, r, path, in)
	}
	unpacked, err := gzip.NewReader(in)
	if err != nil {
		return func(yield func(Pending, error) bool) {
			yield(nil, &Error{Path: path, Op: "unpack", Err: err})
		}
	}
	return r.find(ctx, path, ending, unpacked)
}

// sized is what a zip archive is read from.
type sized interface {
	io.ReaderAt
	io.Seeker
}

// readZip reads the files of a zip archive whose endings are known, in their order in it. An
// article's path is the archive's with the file's behind it.
func readZip(ctx context.Context, r *Reader, path string, in io.Reader) iter.Seq2[Pending, error] {
	return func(yield func(Pending, error) bool) {
		file, ok := in.(sized)
		if !ok {
			yield(nil, &Error{Path: path, Op: "unpack", Err: errors.New("a zip archive inside another, or not in a file, is not read")})
			return
		}
		size, err := file.Seek(0, io.SeekEnd)
		if err != nil {
			yield(nil, &Error{Path: path, Op: "unpack", Err: err})
			return
		}
		archive, err := zip.NewReader(file, size)
		if err != nil {
			yield(nil, &Error{Path: path, Op: "unpack", Err: err})
			return
		}
		read := 0
		for _, f := range archive.File {
			ending := filepath.Ext(f.Name)
			if f.FileInfo().IsDir() || strings.HasPrefix(filepath.Base(f.Name), ".") || !readable(f.Name) {
				continue
			}
			read++
			if !r.zipped(ctx, path+"/"+f.Name, ending, f, yield) {
				return
			}
		}
		if read == 0 {
			yield(nil, &Error{Path: path, Err: ErrNoArticles})
		}
	}
}

// zipped reads a file of a zip archive, and reports whether to go on.
func (r *Reader) zipped(ctx context.Context, path, ending string, f *zip.File, yield func(Pending, error) bool) bool {
	in, err := f.Open()
	if err != nil {
		return yield(nil, &Error{Path: path, Op: "unpack", Err: err})
	}
	defer in.Close() // nothing was written: there is no error to lose
	for p, err := range r.find(ctx, path, ending, in) {
		if !yield(p, err) {
			return false
		}
	}
	return ctx.Err() == nil
}
