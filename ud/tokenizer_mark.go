package ud

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// punctuation cuts the piece that starts at byte i with neither letter nor
// digit and returns where it ends.
func (s *scanner) punctuation(i int) int {
	t := s.text
	if ok, n := isApostrophe(t, i); ok {
		return s.apostrophe(i, n)
	}
	if end := s.signed(i); end > 0 {
		return end
	}
	if s.spaced {
		if end := emoticon(t, i); end > 0 {
			s.push(i, end, mark)
			return end
		}
	}
	r, n := utf8.DecodeRuneInString(t[i:])
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '।':
		end := i + n
		if n == 1 {
			end = stops(t, i)
		}
		s.push(i, end, stop)
		return end
	case '°': // "°C"
		if letterAt(t, i+n) && !wordAt(t, i+n+1) {
			s.push(i, i+n+1, word)
			return i + n + 1
		}
	case '(', '[', '{', '（':
		s.push(i, i+n, bracket).side = opens
		return i + n
	case ')', ']', '}', '）':
		s.push(i, i+n, bracket).side = closes
		return i + n
	case '"', '＂':
		s.push(i, i+n, quote)
		return i + n
	case '*', '_':
		end := run(t, i)
		if end-i <= 3 {
			s.push(i, end, emphasis)
		} else {
			s.push(i, end, mark)
		}
		return end
	}
	if side, ok := s.quotes[r]; ok {
		s.push(i, i+n, quote).side = side
		return i + n
	}
	end := i + n
	if n == 1 {
		end = run(t, i)
	} else if unicode.Is(unicode.S, r) {
		end = cluster(t, i, r, n)
	}
	s.push(i, end, mark)
	return end
}

// stops is where the run of ASCII stops at byte i ends: full stops, or
// question and exclamation marks, of which one full stop may stand in front.
func stops(t string, i int) int {
	end := i + 1
	for t[i] == '.' && end < len(t) && t[end] == '.' && end-i < maxPiece {
		end++
	}
	if end > i+1 {
		return end
	}
	for end < len(t) && (t[end] == '!' || t[end] == '?') && end-i < maxPiece {
		end++
	}
	return end
}

// run is where the run of the ASCII character at byte i ends. Commas, colons
// and their like stand alone.
func run(t string, i int) int {
	end := i + 1
	if strings.IndexByte("-=~#<>|^$*_+", t[i]) < 0 {
		return end
	}
	for end < len(t) && t[end] == t[i] && end-i < maxPiece {
		end++
	}
	return end
}

// cluster is where the emoji or other symbol r at byte i ends, with its
// modifiers, joined symbols and the second half of a flag.
func cluster(t string, i int, r rune, n int) int {
	flag := func(r rune) bool { return 0x1F1E6 <= r && r <= 0x1F1FF }
	half := flag(r)
	start := i
	for i += n; i < len(t) && i-start < maxPiece; {
		next, w := utf8.DecodeRuneInString(t[i:])
		switch {
		case next == 0x200D: // zero width joiner: the next symbol belongs here
			_, after := utf8.DecodeRuneInString(t[i+w:])
			if c := i + w; c >= len(t) || asciiSpace(t[c]) {
				return i + w
			}
			i += w + after
		case half && flag(next):
			half = false
			i += w
		case 0x1F3FB <= next && next <= 0x1F3FF, unicode.Is(unicode.M, next):
			i += w
		default:
			return i
		}
	}
	return i
}

func asciiSpace(c byte) bool { return c < utf8.RuneSelf && asciiClass[c] == space }

// signed cuts a number with its sign or bare point (-6, +14, .5), a handle or
// a hashtag; it returns 0 where none starts at byte i.
func (s *scanner) signed(i int) int {
	t := s.text
	if !s.spaced || i+1 >= len(t) {
		return 0
	}
	n := 1
	switch t[i] {
	case '-', '+', '.':
		if !digitAt(t, i+1) {
			return 0
		}
	case '#', '@':
		if !letterAt(t, i+1) {
			return 0
		}
	default:
		if !strings.HasPrefix(t[i:], "−") || !digitAt(t, i+3) {
			return 0
		}
		n = 3
	}
	end, _ := s.body(i + n)
	if end < 0 {
		end = -end
	}
	s.push(i, end, word)
	return end
}

// apostrophe cuts an apostrophe of n bytes that starts a piece: an enclitic
// whose host ended with another mark ("U.S.'s"), possession ("years'"), a
// word that lost its beginning ("'em", "'90s"), or a quotation mark.
func (s *scanner) apostrophe(i, n int) int {
	t := s.text
	if end := s.detached(i, n); end > 0 {
		return end
	}
	if whole := s.wholeAt(i); whole > 0 {
		s.push(i, whole, word)
		return whole
	}
	if again, m := isApostrophe(t, i+n); again && t[i:i+n] == t[i+n:i+n+m] { // '' and ``
		p := s.push(i, i+n+m, quote)
		p.side = s.quotes['"']
		return i + n + m
	}
	if s.spaced && digitAt(t, i+n) && digitAt(t, i+n+1) && !digitAt(t, i+n+2) {
		end, _ := s.body(i + n)
		s.push(i, end, word)
		return end
	}
	side := closes
	if r, _ := utf8.DecodeRuneInString(t[i:]); r == '‘' || r != '’' && s.opensAt() {
		side = opens
	}
	s.single = side == opens
	s.push(i, i+n, quote).side = side
	return i + n
}

// opensAt reports whether a mark that follows the pieces so far can only open.
func (s *scanner) opensAt() bool {
	if s.spaced || len(s.pieces) == 0 {
		return true
	}
	return s.pieces[len(s.pieces)-1].side == opens
}

// detached cuts an enclitic that starts with the apostrophe of n bytes at byte
// i; it returns 0 where there is none.
func (s *scanner) detached(i, n int) int {
	t := s.text
	end := i + n
	for end < len(t) && letterAt(t, end) && end-i < 12 {
		_, w := classAt(t, end)
		end += w
	}
	glued := !s.spaced && len(s.pieces) > 0
	var last *piece
	if glued {
		last = &s.pieces[len(s.pieces)-1]
	}
	if end == i+n {
		if !s.bare || s.single || !glued || last.kind != word || !sibilant(t[last.start:last.end]) {
			return 0
		}
	} else {
		var buf [2 * maxKey]byte
		key := fold(buf[:0], t[i:end])
		found := false
		for _, w := range s.apostrophes {
			found = found || string(key) == w
		}
		if !found {
			return 0
		}
	}
	if glued && last.kind == word {
		s.host(1)
	}
	s.push(i, end, word)
	return end
}

// sibilant reports whether the possessive of w is a bare apostrophe.
func sibilant(w string) bool {
	switch w[len(w)-1] {
	case 's', 'S', 'x', 'z':
		return true
	}
	return false
}

// emoticon is where the face made of ASCII marks at byte i ends, 0 where none
// starts there: eyes, perhaps a nose, a mouth, then white space.
func emoticon(t string, i int) int {
	end := i
	if strings.IndexByte(":;=", t[end]) < 0 {
		return 0
	}
	end++
	if end < len(t) && strings.IndexByte("-'^o", t[end]) >= 0 {
		end++
	}
	mouth := end
	for end < len(t) && end-mouth < 4 && strings.IndexByte(")(DPp/\\|]*[", t[end]) >= 0 {
		end++
	}
	if end == mouth || wordAt(t, end) {
		return 0
	}
	return end
}
