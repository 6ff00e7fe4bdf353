package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word, a number or a sign of a short line.
type token struct {
	kind       tokenKind
	start, end int
	low        string // in lower case, with straight apostrophes
	num        int    // value of a number
}

// tokenKind tells what a token is.
type tokenKind uint8

const (
	wordToken tokenKind = iota
	numberToken
	punctToken
)

// lex cuts s into tokens. Words are runs of letters, with hyphens between
// letters; an apostrophe parts words. Numbers are runs of ASCII digits.
func lex(tokens []token, s string) []token {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case isSpace(r):
			i += n
		case r >= '0' && r <= '9':
			end, num := i, 0
			for end < len(s) && s[end] >= '0' && s[end] <= '9' {
				if num < 1e8 {
					num = num*10 + int(s[end]-'0')
				}
				end++
			}
			tokens = append(tokens, token{numberToken, i, end, s[i:end], num})
			i = end
		case isLetter(r):
			end := i + n
			for end < len(s) {
				r, n := utf8.DecodeRuneInString(s[end:])
				if r == '-' || r == 0x2010 || r == 0x2011 || r == 0xAD {
					next, _ := utf8.DecodeRuneInString(s[end+n:])
					if !isLetter(next) {
						break
					}
				} else if !isLetter(r) {
					break
				}
				end += n
			}
			tokens = append(tokens, token{wordToken, i, end, lower(s[i:end]), 0})
			i = end
		default:
			low := s[i : i+n]
			if r == '’' || r == 'ʼ' || r == '`' {
				low = "'"
			}
			tokens = append(tokens, token{punctToken, i, i + n, low, 0})
			i += n
		}
	}
	return tokens
}

// isLetter reports whether r is part of a word.
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// lower returns s in lower case, without a copy where it is so already.
func lower(s string) string { return strings.ToLower(s) }

// joins reports whether a sign may stand inside a phrase.
func (t *token) joins() bool { return t.low == "'" || t.low == "-" || t.low == "." }

// is reports whether the token is one of the signs in set.
func (t *token) is(set string) bool { return t.kind == punctToken && strings.Contains(set, t.low) }

// isUpper reports whether the token's word opens with a capital in s, or the
// part behind its hyphen does: "al-Masri".
func (t *token) isUpper(s string) bool {
	if t.kind != wordToken {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[t.start:])
	if unicode.IsUpper(r) || unicode.IsTitle(r) {
		return true
	}
	if i := strings.IndexByte(s[t.start:t.end], '-'); i > 0 && i < 4 {
		r, _ = utf8.DecodeRuneInString(s[t.start+i+1:])
		return unicode.IsUpper(r)
	}
	return false
}

// cut returns at most n bytes of s, ending at a rune's edge.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
