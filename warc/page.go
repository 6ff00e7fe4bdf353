package warc

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// Page is what a record holds of a page that was fetched.
type Page struct {
	Media   string // without parameters, lower case: "text/html"; "" where nothing tells
	Charset string // that the server named, "" for none
	Body    io.Reader
}

// Page returns what a record fetched: the body of an answer that succeeded, unpacked, or a resource
// or converted text as it stands; nil for records of other types and for answers that gave
// no page. Its body holds as long as the record's.
func (w *Record) Page() (*Page, error) {
	switch w.Type {
	case "response":
		if media, _, _ := mime.ParseMediaType(w.Media); media == "application/http" {
			return w.answer()
		}
		return page(w.Media, w.Body), nil
	case "resource", "conversion":
		return page(w.Media, w.Body), nil
	}
	return nil, nil
}

// page makes a page of a body and its content type, however badly written.
func page(content string, body io.Reader) *Page {
	media, parameters, err := mime.ParseMediaType(content)
	if err != nil {
		media, _, _ = strings.Cut(content, ";")
		media = strings.ToLower(strings.TrimSpace(media))
	}
	return &Page{Media: media, Charset: parameters["charset"], Body: body}
}

// answer reads the status and the header of an HTTP answer (RFC 9112).
func (w *Record) answer() (*Page, error) {
	in := bufio.NewReaderSize(w.Body, 16<<10)
	lines := lineReader{in: in, left: maxHeader}
	status, err := lines.next()
	if err != nil {
		return nil, w.bad(err)
	}
	fields := strings.Fields(status)
	if len(fields) < 2 || !strings.HasPrefix(fields[0], "HTTP/") {
		return nil, w.bad(fmt.Errorf("%q is no HTTP status", cut(status)))
	}
	code, err := strconv.Atoi(fields[1])
	if err != nil {
		return nil, w.bad(fmt.Errorf("%q is no HTTP status", cut(status)))
	}
	header := map[string]string{}
	for {
		line, err := lines.next()
		if err != nil {
			return nil, w.bad(err)
		}
		if line == "" {
			break
		}
		name, value, _ := strings.Cut(line, ":")
		name = strings.ToLower(strings.TrimSpace(name))
		if _, told := header[name]; !told {
			header[name] = strings.TrimSpace(value)
		}
	}
	if code < 200 || code > 299 || code == 204 {
		return nil, nil
	}
	body := io.Reader(in)
	if strings.EqualFold(header["transfer-encoding"], "chunked") {
		body = dechunk(in)
	}
	if body, err = unpack(bufio.NewReader(body), header["content-encoding"]); err != nil {
		return nil, w.bad(err)
	}
	return page(header["content-type"], body), nil
}

// bad is the error of a record whose block makes no sense.
func (w *Record) bad(err error) error { return &Error{Offset: w.Offset, Err: err} }

// dechunk undoes the transfer encoding, where the archive has not done so already.
func dechunk(in *bufio.Reader) io.Reader {
	head, _ := in.Peek(18)
	length, _, found := bytes.Cut(head, []byte("\n"))
	length, _, _ = bytes.Cut(length, []byte(";"))
	if _, err := strconv.ParseUint(strings.TrimSpace(string(length)), 16, 62); !found || err != nil {
		return in
	}
	return httputil.NewChunkedReader(in)
}

// unpack undoes the content encoding, where the archive has not done so already.
func unpack(in *bufio.Reader, encoding string) (io.Reader, error) {
	head, _ := in.Peek(4)
	switch encoding = strings.ToLower(strings.TrimSpace(encoding)); encoding {
	case "gzip", "x-gzip":
		if bytes.HasPrefix(head, memberMagic) {
			return gzip.NewReader(in)
		}
	case "deflate":
		if len(head) > 1 && head[0] == 0x78 {
			return zlib.NewReader(in)
		}
	case "zstd":
		if bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
			d, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
			if err != nil {
				return nil, err
			}
			return d.IOReadCloser(), nil
		}
	case "br":
		if len(head) > 0 && head[0] != '<' {
			return nil, fmt.Errorf("content encoding %q is not read", encoding)
		}
	}
	return in, nil
}
