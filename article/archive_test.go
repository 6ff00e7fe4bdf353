package article

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

// crawled writes a WARC record of a page.
func crawled(uri, media, body string) string {
	block := "HTTP/1.1 200 OK\r\nContent-Type: " + media + "\r\n\r\n" + body
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", uri, len(block), block)
}

// newsPage is a page that says one thing.
func newsPage(says string) string {
	return "<html><head><title>Oslo franchit le pas</title></head><body><article><h1>Oslo franchit le pas</h1><p>" + says + "</p></article></body></html>"
}

const says = "La Norvège a reconnu mardi l'État de Palestine, a annoncé le Premier ministre à Oslo."

// packed compresses text with gzip.
func packed(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// zipped makes a zip archive of names and texts.
func zipped(t *testing.T, files ...string) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for n := 0; n < len(files); n += 2 {
		f, err := w.Create(files[n])
		if err == nil {
			_, err = io.WriteString(f, files[n+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// opened writes a file and tells the ids of its articles and its errors, a line each.
func opened(t *testing.T, name, data string) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for a, err := range newReader(t, Options{}).Open(t.Context(), path) {
		if err != nil {
			lines = append(lines, "! "+strings.ReplaceAll(err.Error(), dir+"/", ""))
			continue
		}
		if !strings.Contains(a.Text, "La Norvège a reconnu mardi") {
			t.Errorf("%s reads %q", a.ID, a.Text)
		}
		lines = append(lines, strings.ReplaceAll(a.ID, dir+"/", ""))
	}
	return strings.Join(lines, "\n")
}

func TestArchivesGiveTheirArticles(t *testing.T) {
	latin := strings.NewReplacer("è", "\xe8", "É", "\xc9", "à", "\xe0", "ç", "\xe7").Replace(newsPage(says))
	for _, test := range []struct{ name, data, want string }{
		{"a.warc", crawled("http://a.example/1", "text/html", newsPage(says)) + crawled("http://a.example/x.png", "image/png", "\x89PNG"), "http://a.example/1"},
		{"a.warc.gz", packed(t, crawled("http://a.example/1", "text/html; charset=utf-8", newsPage(says))) + packed(t, crawled("http://a.example/2", "text/plain", "Oslo franchit le pas\n\n"+says)), "http://a.example/1\nhttp://a.example/2"},
		{"latin.warc", crawled("http://a.example/1", "text/html; charset=iso-8859-1", latin), "http://a.example/1"},
		{"lie.warc", crawled("http://a.example/1", "text/html; charset=iso-8859-1", newsPage(says)), "http://a.example/1"},
		{"bad.warc", "WARC/1.0\r\nContent-Length: x\r\n\r\n" + crawled("http://a.example/1", "text/html", newsPage(says)), "! bad.warc: read the record: \"x\" is no length\nhttp://a.example/1"},
		{"binary.warc", crawled("http://a.example/1", "text/html", "\x89PNG\r\n"), "! binary.warc: http://a.example/1: not text: a PNG image"},
		{"empty.warc", "", "! empty.warc: empty"},
		{"a.txt.gz", packed(t, "Oslo franchit le pas\n\n"+says), "a.txt.gz"},
		{"a.jsonl.gz", packed(t, `{"id":"1","text":"`+says+`"}`), "1"},
		{"b.txt.gz", "this is no gzip file", "! b.txt.gz: unpack: gzip: invalid header"},
		{"bomb.txt.gz", packed(t, strings.Repeat(" ", defaultLimit+1)), "! bomb.txt.gz: read: article too long: the limit is 16 MB"},
		{"a.zip", zipped(t, "x.txt", "Oslo franchit le pas\n\n"+says, "y/z.html", newsPage(says), "w.png", "\x89PNG", ".hidden.txt", "no"), "a.zip/x.txt\na.zip/y/z.html"},
		{"bomb.zip", zipped(t, "x.txt", strings.Repeat(" ", defaultLimit+1), "y.txt", "Oslo franchit le pas\n\n"+says), "! bomb.zip/x.txt: read: article too long: the limit is 16 MB\nbomb.zip/y.txt"},
		{"nested.zip", zipped(t, "x.zip", zipped(t, "y.txt", says)), "! nested.zip/x.zip: unpack: a zip archive inside another, or not in a file, is not read"},
		{"pictures.zip", zipped(t, "w.png", "\x89PNG"), "! pictures.zip: no articles in it"},
		{"bad.zip", "PK", "! bad.zip: unpack: zip: not a valid zip file"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := opened(t, test.name, test.data); got != test.want {
				t.Errorf("read\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestFoldersLeaveOtherArchivesAlone(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{"a.tar.gz": "x", "b.txt.gz": packed(t, "Oslo franchit le pas\n\n"+says)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := 0
	for _, err := range newReader(t, Options{}).Open(t.Context(), dir) {
		if err != nil {
			t.Error(err)
		}
		read++
	}
	if read != 1 {
		t.Errorf("%d articles read, want 1", read)
	}
}

func TestArchiveThatCannotBeReadOnEnds(t *testing.T) {
	gone := errors.New("the disk is gone")
	in := io.MultiReader(strings.NewReader(crawled("http://a.example/1", "text/html", newsPage(says))), failingReader{gone})
	var last error
	for _, err := range newReader(t, Options{}).Read(t.Context(), "a.warc", ".warc", in) {
		last = err
	}
	if !errors.Is(last, gone) {
		t.Errorf("it ended with %v", last)
	}
}

type failingReader struct{ err error }

func (f failingReader) Read([]byte) (int, error) { return 0, f.err }
