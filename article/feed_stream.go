package article

import (
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A leash is a reader that fails when more is read than the limit since it was
// last reset: what holds one entry in memory cannot grow without end.
type leash struct {
	in    io.Reader
	limit int
	read  int
}

func (l *leash) reset() { l.read = 0 }

// Read implements io.Reader.
func (l *leash) Read(p []byte) (int, error) {
	if l.read > l.limit {
		return 0, tooLong(l.limit)
	}
	n, err := l.in.Read(p)
	l.read += n
	return n, err
}

// A sanitizer makes UTF-8 of what claims to be: stray bytes are read as
// Windows-1252, and control characters, which XML forbids, become spaces.
type sanitizer struct {
	in       io.Reader
	eightBit bool // the bytes are in a declared encoding: only controls are replaced
	raw      []byte
	out      []byte
	err      error
}

// Read implements io.Reader.
func (s *sanitizer) Read(p []byte) (int, error) {
	for len(s.out) == 0 {
		if s.err != nil && len(s.raw) == 0 {
			return 0, s.err
		}
		if s.err == nil {
			var buf [8192]byte
			var n int
			n, s.err = s.in.Read(buf[:])
			s.raw = append(s.raw, buf[:n]...)
		}
		s.convert()
	}
	n := copy(p, s.out)
	s.out = s.out[n:]
	return n, nil
}

// convert moves what is whole from raw to out.
func (s *sanitizer) convert() {
	s.out = s.out[:0]
	i := 0
	for i < len(s.raw) {
		c := s.raw[i]
		if c < utf8.RuneSelf || s.eightBit {
			if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
				c = ' '
			}
			s.out = append(s.out, c)
			i++
			continue
		}
		if s.err == nil && !utf8.FullRune(s.raw[i:]) {
			break // the rest of the character is still to be read
		}
		r, n := utf8.DecodeRune(s.raw[i:])
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(c)
		}
		if r == 0xFFFE || r == 0xFFFF || r >= 0x80 && r < 0xA0 {
			r = ' '
		}
		s.out = utf8.AppendRune(s.out, r)
		i += n
	}
	s.raw = append(s.raw[:0], s.raw[i:]...)
}
