package colleague

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestQuote is how many bytes the words may have that state an act.
const longestQuote = 2000

// find returns where the words of a quote stand in a text, which is UTF-8: letter by letter or,
// where a model wrote other apostrophes, quotation marks, dashes or spaces than
// the article, but for these. The words at the place found are the article's.
func find(text, quote string) (start, end int, ok bool) {
	quote = strings.TrimSpace(quote)
	if quote == "" || len(quote) > longestQuote || !utf8.ValidString(quote) {
		return 0, 0, false
	}
	for from := 0; ; {
		n := strings.Index(text[from:], quote)
		if n < 0 {
			break
		}
		start, end = from+n, from+n+len(quote)
		if whole(text, start, end) {
			return start, end, true
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
	return findFolded(text, quote)
}

// findFolded finds a quote but for its apostrophes, dashes and spaces.
func findFolded(text, quote string) (start, end int, ok bool) {
	folded, at := foldMarks(text)
	wanted, _ := foldMarks(strings.Trim(quote, `"“”«» `))
	if wanted = strings.TrimSpace(wanted); wanted == "" {
		return 0, 0, false
	}
	for from := 0; from < len(folded); {
		n := strings.Index(folded[from:], wanted)
		if n < 0 {
			break
		}
		start, end = at[from+n], at[from+n+len(wanted)]
		end = start + len(strings.TrimRightFunc(text[start:end], unicode.IsSpace))
		if whole(text, start, end) {
			return start, end, true
		}
		from += n + 1
	}
	return 0, 0, false
}

// whole reports whether a stretch of text neither begins nor ends within a word.
func whole(text string, start, end int) bool {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	first, _ := utf8.DecodeRuneInString(text[start:end])
	last, _ := utf8.DecodeLastRuneInString(text[start:end])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !(inWord(before) && inWord(first)) && !(inWord(last) && inWord(after))
}

// foldMarks writes all apostrophes, quotation marks and dashes alike, and one
// space for any number of any kind. Of each byte of the result, and of its end,
// it tells where in the text it comes from.
func foldMarks(text string) (string, []int) {
	var b strings.Builder
	at := make([]int, 0, len(text)+1)
	write := func(s string, from int) {
		b.WriteString(s)
		for range len(s) {
			at = append(at, from)
		}
	}
	spaced := false
	for n, r := range text {
		if unicode.IsSpace(r) {
			if !spaced {
				write(" ", n)
			}
			spaced = true
			continue
		}
		spaced = false
		switch r {
		case '’', '‘', 'ʼ', '′', '`':
			write("'", n)
		case '“', '”', '„', '«', '»', '″':
			write(`"`, n)
		case '–', '—', '‐', '‑', '−':
			write("-", n)
		default:
			write(string(r), n)
		}
	}
	return b.String(), append(at, len(text))
}
