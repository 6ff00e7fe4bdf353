package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// keyboard is what a person answers with: single keys, and lines.
type keyboard struct {
	in    io.Reader
	raw   func() (restore func() error, err error) // nil where keys come as they are
	typed []byte                                   // read and not used yet
}

// Keys that mean something by themselves.
const (
	keyInterrupt = 3 // Ctrl-C
	keyEnd       = 4 // Ctrl-D
	keyEscape    = 27
)

// newKeyboard returns the keyboard of a terminal. While a key is awaited the
// terminal hands each over as it is pressed; should the command be stopped
// meanwhile, it is left as it was.
func newKeyboard(ctx context.Context, f *os.File) *keyboard {
	return &keyboard{in: f, raw: func() (func() error, error) {
		before, err := term.MakeRaw(int(f.Fd()))
		if err != nil {
			return nil, err
		}
		restore := func() error { return term.Restore(int(f.Fd()), before) }
		forget := context.AfterFunc(ctx, func() { restore() }) //nolint:errcheck // nobody is left to tell
		return func() error { forget(); return restore() }, nil
	}}
}

// key returns the next key. What a terminal sends for arrows and the like is
// passed over.
func (k *keyboard) key() (b byte, err error) {
	if k.raw != nil && len(k.typed) == 0 {
		restore, failed := k.raw()
		if failed != nil {
			return 0, failed
		}
		defer func() { err = errors.Join(err, restore()) }()
	}
	for {
		if len(k.typed) == 0 {
			if err := k.fill(); err != nil {
				return 0, err
			}
		}
		b, k.typed = k.typed[0], k.typed[1:]
		switch {
		case b == keyEscape && len(k.typed) > 0 && (k.typed[0] == '[' || k.typed[0] == 'O'):
			k.skipSequence()
		case b > ' ' || b == keyInterrupt || b == keyEnd:
			return b, nil
		}
	}
}

// skipSequence passes over the rest of an escape sequence, up to its letter.
func (k *keyboard) skipSequence() {
	for n, b := range k.typed[1:] {
		if b >= '@' && b <= '~' {
			k.typed = k.typed[n+2:]
			return
		}
	}
	k.typed = nil
}

// line returns the next line, without spaces at its ends.
func (k *keyboard) line() (string, error) {
	var line []byte
	for {
		if len(k.typed) == 0 {
			if err := k.fill(); err != nil {
				if errors.Is(err, io.EOF) && len(line) > 0 {
					break
				}
				return "", err
			}
		}
		b := k.typed[0]
		k.typed = k.typed[1:]
		if b == '\n' || b == '\r' {
			break
		}
		line = append(line, b)
	}
	return strings.TrimSpace(strings.ToValidUTF8(string(line), "")), nil
}

// fill reads what was typed.
func (k *keyboard) fill() error {
	buffer := make([]byte, 4096)
	n, err := k.in.Read(buffer)
	k.typed = buffer[:n]
	if n > 0 {
		return nil
	}
	if err == nil {
		err = io.ErrNoProgress
	}
	return err
}
