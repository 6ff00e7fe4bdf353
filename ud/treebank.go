package ud

import (
	"compress/gzip"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"
)

// ReadTreebank reads the sentences of a CoNLL-U file, compressed where its name
// ends in ".gz". The first error ends the sequence and names the file.
func ReadTreebank(path string) iter.Seq2[*Block, error] {
	return func(yield func(*Block, error) bool) {
		fail := func(err error) { yield(nil, fmt.Errorf("read treebank %s: %w", path, err)) }
		f, err := os.Open(path)
		if err != nil {
			fail(err)
			return
		}
		defer f.Close()
		var r io.Reader = f
		if strings.HasSuffix(path, ".gz") {
			if r, err = gzip.NewReader(f); err != nil {
				fail(err)
				return
			}
		}
		for b, err := range ReadCoNLLU(r) {
			if err != nil {
				fail(err)
				return
			}
			if !yield(b, nil) {
				return
			}
		}
	}
}
