package ud

import "strings"

// address decides whether text[start:end] is, or begins, an address, or the
// name of a file, that nothing divides; it returns where that ends.
func (s *scanner) address(start, end int, has traits) (int, bool) {
	t := s.text
	switch {
	case strings.HasPrefix(t[end:], "://") && has == 0:
		return s.link(start), true
	case has&hasDot != 0 && len(t)-start > 4 && strings.EqualFold(t[start:start+4], "www."):
		return s.link(start), true
	case has&(hasAt|hasUnderline) != 0:
		return end, true
	case has&hasDot == 0 || has&(hasHyphen|hasSlash) == 0:
		return 0, false
	}
	host := t[start:end]
	if slash := strings.IndexByte(host, '/'); slash >= 0 {
		host = host[:slash]
	}
	if !named(host) {
		return 0, false
	}
	if has&hasSlash != 0 {
		return s.link(start), true
	}
	return end, true
}

// named reports whether w ends like a domain or the name of a file: a full
// stop with a letter or more on both sides, not the stop of an acronym.
func named(w string) bool {
	dot := strings.LastIndexByte(w, '.')
	if dot < 2 || len(w)-dot < 3 || len(w)-dot > 6 || w[dot-2] == '.' {
		return false
	}
	for _, c := range []byte(w[dot+1:]) {
		if c >= 0x80 || asciiClass[c] != letter {
			return false
		}
	}
	return true
}

// topLevel reports whether one of the oldest top-level domains, and nothing
// more, stands at byte i.
func (s *scanner) topLevel(i int) bool {
	for _, d := range [...]string{"com", "org", "net", "edu", "gov", "int"} {
		if rest := s.text[i:]; len(rest) >= 3 && strings.EqualFold(rest[:3], d) && !wordAt(rest, 3) {
			return true
		}
	}
	return false
}

// mailbox reports whether what starts at byte i is the local part of a mail
// address.
func (s *scanner) mailbox(i int) bool {
	for end := min(len(s.text), i+64); i < end; i++ {
		c := s.text[i]
		if c == '@' {
			return true
		}
		if c >= 0x80 || asciiClass[c] != letter && asciiClass[c] != digit && c != '.' && c != '-' && c != '_' {
			return false
		}
	}
	return false
}

// link is where the address that starts at byte i ends: at white space or a
// mark that no address holds, less the punctuation of the sentence around it.
func (s *scanner) link(i int) int {
	t := s.text
	end, open := i, 0
scan:
	for end < len(t) && end-i < maxPiece {
		c, n := classAt(t, end)
		switch {
		case c == space || c == rubbish:
			break scan
		case strings.IndexByte("<>\"|{}`", t[end]) >= 0:
			break scan
		case t[end] == '(' || t[end] == '[':
			open++
		case t[end] == ')' || t[end] == ']':
			if open--; open < 0 {
				break scan
			}
		case strings.HasPrefix(t[end:], "»"), strings.HasPrefix(t[end:], "”"), strings.HasPrefix(t[end:], "’"), strings.HasPrefix(t[end:], "…"):
			break scan
		}
		end += n
	}
	for end > i+1 && strings.IndexByte(".,;:!?'*_", t[end-1]) >= 0 {
		end--
	}
	return end
}
