// Package readers reads articles and claims in whatever language they are in: it
// opens a language when something in it first comes by, and lends its readers to
// as many goroutines as ask.
//
//	pool := readers.Pool{}
//	said, err := pool.Read(ctx, article)
//	entry := readers.Entry(article, said, "credence 1.2")
//
// Non-goals: to find articles (package article), to keep what they say (package
// ledger).
package readers

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/lang"
)

// ErrNotRead tells that an article is in a language whose acts are not read yet:
// an honest empty result, and no failure.
var ErrNotRead = errors.New("not read") //nolint:gochecknoglobals // a sentinel

// Pool is the readers of all languages. The zero value is ready.
// It may be used by several goroutines.
type Pool struct {
	mu     sync.Mutex
	loaded map[string]*language
}

// language is one of them, with the readers that nobody uses just now.
type language struct {
	coder *act.Coder
	idle  sync.Pool
}

// Coder returns the coder of a language; its error says which languages there are.
func (p *Pool) Coder(code string) (*act.Coder, error) {
	x, err := p.get(code)
	if err != nil {
		return nil, err
	}
	return x.coder, nil
}

func (p *Pool) get(code string) (*language, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if x := p.loaded[code]; x != nil {
		return x, nil
	}
	folder, err := lang.Open(code)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotRead, err)
	}
	if !hasActs(folder) {
		return nil, fmt.Errorf("%w: the acts of language %q are not known yet", ErrNotRead, code)
	}
	coder, err := act.Open(folder)
	if err != nil {
		return nil, fmt.Errorf("language %s: %w", code, err)
	}
	if p.loaded == nil {
		p.loaded = map[string]*language{}
	}
	p.loaded[code] = &language{coder: coder}
	return p.loaded[code], nil
}

// hasActs reports whether a language's folder says by which words acts are told.
func hasActs(folder fs.FS) bool {
	acts, err := fs.Glob(folder, "acts/*.act")
	return err == nil && len(acts) > 0
}

// lend has do use a reader of a language that nobody else uses meanwhile.
func (p *Pool) lend(code string, do func(*act.Reader) error) error {
	x, err := p.get(code)
	if err != nil {
		return err
	}
	reader, _ := x.idle.Get().(*act.Reader)
	if reader == nil {
		reader = x.coder.NewReader()
	}
	defer x.idle.Put(reader)
	return do(reader)
}

// Read returns what an article says. The error of an article in a language that
// is not read is ErrNotRead; every error names the article.
func (p *Pool) Read(ctx context.Context, a *article.Article) (said []act.Assertion, err error) {
	if a.Lang == "" {
		return nil, fmt.Errorf("%s: %w: its language is none of those known", a.ID, ErrNotRead)
	}
	err = p.lend(a.Lang, func(r *act.Reader) error {
		said, err = r.Read(ctx, a)
		return err
	})
	if err != nil {
		return said, fmt.Errorf("%s: %w", a.ID, err)
	}
	return said, nil
}
