package article

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"sync"

	"github.com/credence-project/credence/lang"
)

// Options say how articles are read. The zero value is useful.
type Options struct {
	Lang      string           // ISO 639-1 of every article, "" to find it out
	Published string           // EDTF date of publication of every article, "" to find it out
	Limit     int              // bytes of one article as it comes in, 0 for 16 MiB
	Folders   map[string]fs.FS // language folders by code, nil for all those of package lang
	Stdin     io.Reader        // what "-" reads, nil for os.Stdin
}

// defaultLimit is far beyond any article and well within memory.
const defaultLimit = 16 << 20

// A Reader reads articles. It is safe for use by several goroutines at once.
type Reader struct {
	options   Options
	lexicon   *lexicon
	detector  *detector
	chrome    *chrome
	extractor extractor
}

// New compiles what the languages know of articles.
func New(o Options) (*Reader, error) {
	if o.Limit <= 0 {
		o.Limit = defaultLimit
	}
	if o.Stdin == nil {
		o.Stdin = os.Stdin
	}
	if o.Folders == nil {
		o.Folders = map[string]fs.FS{}
		for _, code := range lang.Codes() {
			folder, err := lang.Open(code)
			if err != nil {
				return nil, err
			}
			o.Folders[code] = folder
		}
	}
	r := &Reader{options: o, extractor: proseExtractor{}}
	var err, lettersErr error
	var letters sync.WaitGroup
	letters.Go(func() { r.detector, lettersErr = newDetector(o.Folders) })
	r.lexicon, err = newLexicon(o.Folders)
	letters.Wait()
	if err != nil {
		return nil, fmt.Errorf("compile the words of articles: %w", err)
	}
	if lettersErr != nil {
		return nil, fmt.Errorf("compile the letters of languages: %w", lettersErr)
	}
	if r.chrome, err = newChrome(); err != nil {
		return nil, fmt.Errorf("compile the names of boxes: %w", err)
	}
	if o.Published != "" && r.lexicon.stamp(o.Published, "") == "" {
		return nil, fmt.Errorf("%q is no date of publication: write it as 2025-07-07", o.Published)
	}
	return r, nil
}

// Detect returns the ISO 639-1 code of the language that a text is in, "" where
// none of those that have a folder fits.
func (r *Reader) Detect(text string) string { return r.detector.detect(text, "") }

// Read reads the articles of one input in the given format, which is a file
// name's ending with its dot: ".html". An empty or unknown ending is settled by
// the first bytes. path is what the articles and the errors call the input.
//
// An error yielded beside a nil article tells of one article, or of the rest of
// the input where reading stops there; every such error is an *Error, except
// the context's own.
func (r *Reader) Read(ctx context.Context, path, ending string, in io.Reader) iter.Seq2[*Article, error] {
	return settled(r.find(ctx, path, ending, in))
}

// find finds the articles that Read reads.
func (r *Reader) find(ctx context.Context, path, ending string, in io.Reader) iter.Seq2[Pending, error] {
	f, in := r.formatOf(ending, in)
	return func(yield func(Pending, error) bool) {
		if err := ctx.Err(); err != nil {
			yield(nil, err)
			return
		}
		f(ctx, r, path, in)(yield)
	}
}
