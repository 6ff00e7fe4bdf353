package warc_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"github.com/credence-project/credence/warc"
)

// record writes a record of an archive.
func record(kind, uri, media, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2025-07-07T06:00:00Z\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, media, len(block), block)
}

// answer writes a record of an HTTP answer.
func answer(uri, header, body string) string {
	return record("response", uri, "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"+header+"\r\n"+body)
}

// pack compresses each part as a gzip member.
func pack(t testing.TB, parts ...string) string {
	t.Helper()
	var out bytes.Buffer
	for _, part := range parts {
		w := gzip.NewWriter(&out)
		if _, err := io.WriteString(w, part); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

// read tells the pages and the errors of an archive, a line each.
func read(in io.Reader) string {
	var lines []string
	archive := warc.NewReader(in)
	for {
		r, err := archive.Next()
		if err == io.EOF {
			break
		}
		var bad *warc.Error
		if errors.As(err, &bad) {
			lines = append(lines, fmt.Sprintf("! %v", bad))
			continue
		}
		if err != nil {
			lines = append(lines, fmt.Sprintf("!! %v", err))
			break
		}
		page, err := r.Page()
		switch {
		case err != nil:
			lines = append(lines, fmt.Sprintf("! %v", err))
			continue
		case page == nil:
			lines = append(lines, "- "+r.Type)
			continue
		}
		body, err := io.ReadAll(page.Body)
		if err != nil {
			lines = append(lines, fmt.Sprintf("! %v", err))
			continue
		}
		lines = append(lines, fmt.Sprintf("%s %s %s", r.URI, page.Media, body))
	}
	return strings.Join(lines, "\n")
}

func TestArchivesAreReadRecordByRecord(t *testing.T) {
	one, two := answer("http://a.example/1", "", "<p>One"), answer("http://a.example/2", "", "<p>Two")
	both := "http://a.example/1 text/html <p>One\nhttp://a.example/2 text/html <p>Two"
	packed := func(body string) string { return pack(t, body) }
	for _, test := range []struct{ name, in, want string }{
		{"plain", one + two, both},
		{"a member a record", pack(t, one, two), both},
		{"one member for all", pack(t, one+two), both},
		{"empty", "", ""},
		{"other records", record("warcinfo", "", "application/warc-fields", "software: x") + one + record("request", "http://a.example/1", "application/http", "GET / HTTP/1.1\r\n\r\n"), "- warcinfo\nhttp://a.example/1 text/html <p>One\n- request"},
		{"converted text", record("conversion", "http://a.example/3", "text/plain", "Three"), "http://a.example/3 text/plain Three"},
		{"URI in angle brackets", record("resource", "<http://a.example/4>", "Text/HTML ; x", "<p>Four"), "http://a.example/4 text/html <p>Four"},
		{"not found", record("response", "http://a.example/5", "application/http; msgtype=response", "HTTP/1.1 404 Not Found\r\n\r\n<p>No"), "- response"},
		{"chunked", answer("http://a.example/6", "Transfer-Encoding: chunked\r\n", "4\r\n<p>S\r\n2\r\nix\r\n0\r\n\r\n"), "http://a.example/6 text/html <p>Six"},
		{"said to be chunked", answer("http://a.example/6", "Transfer-Encoding: chunked\r\n", "<p>Six"), "http://a.example/6 text/html <p>Six"},
		{"packed page", answer("http://a.example/7", "Content-Encoding: gzip\r\n", packed("<p>Seven")), "http://a.example/7 text/html <p>Seven"},
		{"said to be packed", answer("http://a.example/7", "Content-Encoding: gzip\r\n", "<p>Seven"), "http://a.example/7 text/html <p>Seven"},
		{"brotli", answer("http://a.example/8", "Content-Encoding: br\r\n", "\x0b\x02"), `! content encoding "br" is not read`},
		{"truncated", one + two[:len(two)-20], "http://a.example/1 text/html <p>One\n! the record ends before its length"},
		{"truncated in its member", pack(t, one) + pack(t, two)[:60], "http://a.example/1 text/html <p>One\n! the record ends before its length"},
		{"no length", "WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n\r\n" + one, "! the record does not tell its length\nhttp://a.example/1 text/html <p>One"},
		{"a length that is none", strings.Replace(one, "Content-Length: ", "Content-Length: -", 1) + two, "! \"-65\" is no length\nhttp://a.example/2 text/html <p>Two"},
		{"a length beyond all", strings.Replace(one, "Content-Length: ", "Content-Length: 99999999999", 1) + two, "! the record is longer than 64 MB\nhttp://a.example/2 text/html <p>Two"},
		{"junk between", one + "junk\r\n" + two, "http://a.example/1 text/html <p>One\n! no record begins here\nhttp://a.example/2 text/html <p>Two"},
		{"junk members between", pack(t, one, "junk") + "\x1f\x8b\x08junk" + pack(t, two), "http://a.example/1 text/html <p>One\n! no record begins here\nhttp://a.example/2 text/html <p>Two"},
		{"no archive", "<html>", "! no record begins here"},
		{"no HTTP", record("response", "http://a.example/9", "application/http; msgtype=response", "SSH-2.0\r\n\r\n"), `! "SSH-2.0" is no HTTP status`},
		{"a header without end", "WARC/1.0\r\n" + strings.Repeat("x: y\r\n", 20000) + one, "! its header does not end\nhttp://a.example/1 text/html <p>One"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := read(strings.NewReader(test.in)); got != test.want {
				t.Errorf("read\n%s\nwant\n%s", got, test.want)
			}
			if got := read(iotest{strings.NewReader(test.in)}); got != test.want {
				t.Errorf("read byte by byte\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// iotest gives a byte at a time.
type iotest struct{ in io.Reader }

func (i iotest) Read(p []byte) (int, error) { return i.in.Read(p[:min(1, len(p))]) }

func TestOffsetsTellWhereRecordsBegin(t *testing.T) {
	one, two := answer("http://a.example/1", "", "<p>One"), answer("http://a.example/2", "", "<p>Two")
	for name, parts := range map[string][]string{"plain": {one, two}, "packed": {pack(t, one), pack(t, two)}} {
		archive := warc.NewReader(strings.NewReader(parts[0] + parts[1]))
		for n, want := range []int64{0, int64(len(parts[0]))} {
			r, err := archive.Next()
			if err != nil {
				t.Fatal(err)
			}
			// Line breaks between plain records belong to none of them.
			if r.Offset < want-4 || r.Offset > want {
				t.Errorf("%s: record %d begins at %d, want %d", name, n+1, r.Offset, want)
			}
		}
	}
}

func TestInputThatFailsEndsTheArchive(t *testing.T) {
	broken := io.MultiReader(strings.NewReader(answer("http://a.example/1", "", "<p>One")), failing{})
	if got := read(broken); !strings.HasSuffix(got, "!! the disk is gone") {
		t.Errorf("read %s", got)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

func FuzzArchive(f *testing.F) {
	one := answer("http://a.example/1", "Content-Encoding: gzip\r\n", "<p>One")
	f.Add([]byte(one + one))
	f.Add([]byte(pack(f, one, one)))
	f.Add([]byte(answer("http://a.example/6", "Transfer-Encoding: chunked\r\n", "4\r\n<p>S\r\n0\r\n\r\n")))
	f.Fuzz(func(t *testing.T, data []byte) {
		archive := warc.NewReader(bytes.NewReader(data))
		for n := 0; ; n++ {
			if n > len(data)+2 {
				t.Fatal("it has more records than bytes")
			}
			r, err := archive.Next()
			if err == io.EOF {
				return
			}
			if err != nil {
				continue
			}
			if page, err := r.Page(); err == nil && page != nil {
				if _, err := io.Copy(io.Discard, io.LimitReader(page.Body, 1<<20)); err != nil {
					continue
				}
			}
		}
	})
}
