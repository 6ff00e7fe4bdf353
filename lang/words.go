package lang

import (
	"fmt"
	"io/fs"

	"github.com/BurntSushi/toml"
)

// Decode reads a TOML file of a language's folder into a struct. A key that the
// struct does not have is an error, so that a slip does not pass for knowledge;
// errors name the file and, where there is one, the line.
func Decode(folder fs.FS, name string, into any) error {
	meta, err := toml.DecodeFS(folder, name, into)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return fmt.Errorf("%s: unknown key %s", name, extra[0])
	}
	return nil
}

// Words is a set of words, written in a language's TOML files as a list.
type Words map[string]bool

// UnmarshalTOML reads a list of words.
func (w *Words) UnmarshalTOML(value any) error {
	list, ok := value.([]any)
	if !ok {
		return fmt.Errorf("want a list of words, not %v", value)
	}
	*w = make(Words, len(list))
	for _, v := range list {
		word, ok := v.(string)
		if !ok {
			return fmt.Errorf("want a word, not %v", v)
		}
		(*w)[word] = true
	}
	return nil
}
