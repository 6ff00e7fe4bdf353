package ud_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/credence-project/credence/ud"
)

func TestTreebanksAreReadPlainAndCompressed(t *testing.T) {
	const one = "1\tOui\toui\tINTJ\t_\t_\t0\troot\t_\t_\n\n"
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(one + one)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		data  []byte
		want  int
		fails error
	}{
		{"plain.conllu", []byte(one), 1, nil},
		{"packed.conllu.gz", packed.Bytes(), 2, nil},
		{"cut.conllu.gz", packed.Bytes()[:packed.Len()-4], 2, io.ErrUnexpectedEOF},
		{"false.conllu.gz", []byte(one), 0, gzip.ErrHeader},
		{"bad.conllu", []byte(one + "1\tOui\n"), 1, ud.ErrCoNLLU},
		{"absent.conllu", nil, 0, fs.ErrNotExist},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if c.data != nil {
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		n := 0
		var failed error
		for _, err := range ud.ReadTreebank(path) {
			if err != nil {
				failed = err
				continue
			}
			n++
		}
		if n != c.want || !errors.Is(failed, c.fails) {
			t.Errorf("%s: %d sentences and error %v, want %d and %v", c.name, n, failed, c.want, c.fails)
		}
		if failed != nil && !strings.Contains(failed.Error(), path) {
			t.Errorf("%s: error %q does not name the file", c.name, failed)
		}
	}
}
