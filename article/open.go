package article

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Pending is an article that was found and is still to be taken apart, which may take a
// goroutine of its own. It is called once.
type Pending func() (*Article, error)

// Open reads the articles of a file, of all the files under a folder whose
// endings are known (in the order of their names), or, for "-", of JSON Lines
// on standard input. Nothing is kept: memory is bounded by the largest article.
// For errors see [Reader.Read]; a file that fails does not stop its folder.
func (r *Reader) Open(ctx context.Context, path string) iter.Seq2[*Article, error] {
	return settled(r.Find(ctx, path))
}

// settled takes the articles apart as they come.
func settled(found iter.Seq2[Pending, error]) iter.Seq2[*Article, error] {
	return func(yield func(*Article, error) bool) {
		for p, err := range found {
			var a *Article
			if err == nil {
				a, err = p()
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// Find finds the articles that [Reader.Open] reads, and leaves it to others to take them apart: in
// archives that is most of the work.
func (r *Reader) Find(ctx context.Context, path string) iter.Seq2[Pending, error] {
	return func(yield func(Pending, error) bool) {
		if path == "-" {
			r.find(ctx, path, ".jsonl", r.options.Stdin)(yield)
			return
		}
		info, err := os.Stat(path)
		if err != nil {
			yield(nil, &Error{Path: path, Op: "open", Err: bare(err)})
			return
		}
		if !info.IsDir() {
			r.file(ctx, path, yield)
			return
		}
		w := walker{r: r, seen: map[string]bool{}, yield: yield}
		if w.folder(ctx, path, 0) && w.files == 0 {
			yield(nil, &Error{Path: path, Err: ErrNoArticles})
		}
	}
}

// file reads one file, and reports whether to go on.
func (r *Reader) file(ctx context.Context, path string, yield func(Pending, error) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(nil, &Error{Path: path, Op: "open", Err: bare(err)})
	}
	defer f.Close() // nothing was written: there is no error to lose
	more := true
	for p, err := range r.find(ctx, path, filepath.Ext(path), f) {
		if more = yield(p, err); !more {
			break
		}
	}
	return more && ctx.Err() == nil
}

// bare returns the cause of a path's error: the path is told already.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// A walker reads the files of a folder and of the folders in it.
type walker struct {
	r     *Reader
	seen  map[string]bool // folders by their real paths: links may lead back
	files int
	yield func(Pending, error) bool
}

// deepest is how far folders nest before they are taken for an accident.
const deepest = 100

// folder reads one folder, and reports whether to go on.
func (w *walker) folder(ctx context.Context, path string, depth int) bool {
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return w.yield(nil, &Error{Path: path, Op: "open", Err: bare(err)})
	}
	if w.seen[real] || depth > deepest {
		return true
	}
	w.seen[real] = true
	entries, err := os.ReadDir(path)
	if err != nil && !w.yield(nil, &Error{Path: path, Op: "list", Err: bare(err)}) {
		return false
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		child := filepath.Join(path, e.Name())
		info, err := os.Stat(child) // through links
		if err != nil {
			if readable(child) && !w.yield(nil, &Error{Path: child, Op: "open", Err: bare(err)}) {
				return false
			}
			continue
		}
		more := true
		switch {
		case info.IsDir():
			more = w.folder(ctx, child, depth+1)
		case info.Mode().IsRegular() && readable(child):
			w.files++
			more = w.r.file(ctx, child, w.yield)
		}
		if !more {
			return false
		}
	}
	return true
}
