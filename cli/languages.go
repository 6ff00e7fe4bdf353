package cli

import (
	"fmt"
	"io/fs"
	"sync"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/lang"
)

// coders loads each language when an article in it first comes by.
type coders struct {
	mu     sync.Mutex
	loaded map[string]*act.Coder
}

// get returns the coder of a language; its error says which languages there are.
func (c *coders) get(code string) (*act.Coder, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if coder := c.loaded[code]; coder != nil {
		return coder, nil
	}
	folder, err := lang.Open(code)
	if err != nil {
		return nil, err
	}
	if acts, err := fs.Glob(folder, "acts/*.act"); err != nil || len(acts) == 0 {
		return nil, fmt.Errorf("%w: the acts of language %q are not known yet", errNotRead, code)
	}
	coder, err := act.Open(folder)
	if err != nil {
		return nil, fmt.Errorf("language %s: %w", code, err)
	}
	if c.loaded == nil {
		c.loaded = map[string]*act.Coder{}
	}
	c.loaded[code] = coder
	return coder, nil
}
