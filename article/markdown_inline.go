package article

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inlineMarkdown strips the marks inside a block: emphasis, code, links
// (replaced by their text), images and footnote marks (dropped), tags,
// escapes and entities. lead is how many bytes of the result, from its start,
// were bold.
func inlineMarkdown(s string) (text string, lead int) {
	in := inliner{s: s, budget: 1 << 20}
	in.scan()
	return in.write()
}

// A delimiter is a run of "*" or "_" that may open or close emphasis.
type delimiter struct {
	at, n     int // bytes of the source
	open      bool
	close     bool
	used      int // signs of it that were emphasis
	boldOpen  bool
	boldClose bool
}

// A cutout is a stretch of the source that is replaced in the result.
type cutout struct {
	start, end int
	with       string
}

// An inliner finds what to cut out of a block's source.
type inliner struct {
	s      string
	runs   []delimiter
	cuts   []cutout
	opener [2][]int // indices of runs that may still be closed: "*" and "_"
	budget int      // bytes that may still be looked at for closing brackets
}

// scan walks over the source once.
func (in *inliner) scan() {
	for i := 0; i < len(in.s); {
		switch c := in.s[i]; c {
		case '\\':
			if i+1 < len(in.s) && strings.IndexByte("\\`*_{}[]()#+-.!|<>~\"'", in.s[i+1]) >= 0 {
				in.cut(i, i+1, "")
				i++
			}
			i++
		case '`':
			i = in.code(i)
		case '!':
			if strings.HasPrefix(in.s[i:], "![") {
				if end := in.link(i+1, true); end > 0 {
					i = end
					continue
				}
			}
			i++
		case '[':
			if end := in.link(i, false); end > 0 {
				i = end
				continue
			}
			i++
		case '<':
			i = in.tag(i)
		case '&':
			i = in.entity(i)
		case '*', '_':
			i = in.run(i, c)
		default:
			i++
		}
	}
}

// cut marks a stretch to be replaced. Stretches come in order.
func (in *inliner) cut(start, end int, with string) {
	in.cuts = append(in.cuts, cutout{start, end, with})
}

// code cuts the marks of a code span, and returns where to go on.
func (in *inliner) code(i int) int {
	n := 1
	for i+n < len(in.s) && in.s[i+n] == '`' {
		n++
	}
	mark := in.s[i : i+n]
	end := strings.Index(cut(in.s[i+n:], 2000), mark)
	if end < 0 || n > 3 {
		return i + n
	}
	in.cut(i, i+n, "")
	in.cut(i+n+end, i+n+end+n, "")
	return i + n + end + n
}

// link cuts the marks and the target of "[text](target)" and "[text][ref]",
// all of an image, and the mark of a footnote. It returns where to go on (the
// text of a link is still to be scanned), 0 where there is no link at i.
func (in *inliner) link(i int, image bool) int {
	if strings.HasPrefix(in.s[i:], "[^") {
		if end := strings.IndexByte(in.s[i:], ']'); end > 0 && end < 40 {
			in.cut(i, i+end+1, "")
			return i + end + 1
		}
	}
	textEnd := in.matching(i, '[', ']')
	if textEnd < 0 || textEnd+1 >= len(in.s) {
		return 0
	}
	var end int
	switch in.s[textEnd+1] {
	case '(':
		end = in.matching(textEnd+1, '(', ')')
	case '[':
		end = in.matching(textEnd+1, '[', ']')
	default:
		return 0
	}
	if end < 0 {
		return 0
	}
	if image {
		in.cut(i-1, end+1, "")
		return end + 1
	}
	// The text of the link is stripped on its own: it cannot close emphasis
	// that was opened before it.
	text, _ := inlineMarkdownDepth(in.s[i+1:textEnd], 8)
	in.cut(i, end+1, text)
	return end + 1
}

// inlineMarkdownDepth strips the marks of a link's text, whose brackets nest
// only so deep before they are left as they are.
func inlineMarkdownDepth(s string, depth int) (string, int) {
	if depth == 0 || strings.Count(s, "[") > depth {
		return s, 0
	}
	return inlineMarkdown(s)
}

// matching returns where the bracket at i is closed, -1 where it is not within
// the next few thousand bytes. Blocks made of brackets run out of budget and
// keep theirs.
func (in *inliner) matching(i int, open, closing byte) int {
	const farthest = 4000
	depth := 0
	for j := i; j < len(in.s) && j < i+farthest && in.budget > 0; j++ {
		in.budget--
		switch in.s[j] {
		case '\\':
			j++
		case open:
			depth++
		case closing:
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return -1
}

// tag cuts an HTML tag or an address in angle brackets.
func (in *inliner) tag(i int) int {
	end := strings.IndexByte(cut(in.s[i:], 1000), '>')
	if end < 2 {
		return i + 1
	}
	inner := in.s[i+1 : i+end]
	switch c := inner[0]; {
	case strings.HasPrefix(inner, "http://") || strings.HasPrefix(inner, "https://") || strings.HasPrefix(inner, "mailto:"):
		in.cut(i, i+end+1, "")
	case c == '/' || c == '!' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		with := ""
		if name := strings.ToLower(strings.Trim(strings.Fields(inner + " x")[0], "/")); name == "br" {
			with = " "
		}
		in.cut(i, i+end+1, with)
	default:
		return i + 1
	}
	return i + end + 1
}

// entity decodes "&eacute;" and "&#233;".
func (in *inliner) entity(i int) int {
	end := strings.IndexByte(cut(in.s[i:], 40), ';')
	if end < 2 {
		return i + 1
	}
	source := in.s[i : i+end+1]
	if decoded := clean(html.UnescapeString(source)); decoded != source {
		in.cut(i, i+end+1, decoded)
	}
	return i + end + 1
}

// run reads a run of emphasis marks and pairs it with those before it.
func (in *inliner) run(i int, c byte) int {
	n := 1
	for i+n < len(in.s) && in.s[i+n] == c {
		n++
	}
	before, _ := utf8.DecodeLastRuneInString(in.s[:i])
	after, _ := utf8.DecodeRuneInString(in.s[i+n:])
	atStart, atEnd := i == 0, i+n == len(in.s)
	d := delimiter{at: i, n: n}
	d.open = !atEnd && !isSpace(after)
	d.close = !atStart && !isSpace(before)
	if c == '_' { // inside a word it is a letter of the word
		d.open = d.open && (atStart || !unicode.IsLetter(before) && !unicode.IsDigit(before))
		d.close = d.close && (atEnd || !unicode.IsLetter(after) && !unicode.IsDigit(after))
	}
	kind := 0
	if c == '_' {
		kind = 1
	}
	stack := in.opener[kind]
	for d.close && d.used < d.n && len(stack) > 0 {
		o := &in.runs[stack[len(stack)-1]]
		pair := min(o.n-o.used, d.n-d.used)
		if pair >= 2 {
			pair = 2
			o.boldOpen, d.boldClose = true, true
		}
		o.used += pair
		d.used += pair
		if o.used == o.n {
			stack = stack[:len(stack)-1]
		}
	}
	if d.open && d.used < d.n {
		stack = append(stack, len(in.runs))
	}
	in.opener[kind] = stack
	in.runs = append(in.runs, d)
	return i + n
}

// write returns the source without what was cut out and what was emphasis.
func (in *inliner) write() (text string, lead int) {
	var b strings.Builder
	b.Grow(len(in.s))
	bold, leading := false, true
	at, r, c := 0, 0, 0
	for at < len(in.s) {
		next := len(in.s)
		if r < len(in.runs) {
			next = min(next, in.runs[r].at)
		}
		if c < len(in.cuts) {
			next = min(next, in.cuts[c].start)
		}
		if next > at {
			b.WriteString(in.s[at:next])
			if leading && !bold && strings.TrimSpace(in.s[at:next]) != "" {
				leading = false
			}
			if leading && bold {
				lead = b.Len()
			}
			at = next
			continue
		}
		if c < len(in.cuts) && in.cuts[c].start == at {
			b.WriteString(in.cuts[c].with)
			if leading && !bold && strings.TrimSpace(in.cuts[c].with) != "" {
				leading = false
			}
			if leading && bold {
				lead = b.Len()
			}
			at = in.cuts[c].end
			c++
			continue
		}
		d := in.runs[r]
		switch {
		case d.boldOpen:
			bold = true
		case d.boldClose:
			bold = false
		}
		b.WriteString(in.s[d.at : d.at+d.n-d.used])
		at = d.at + d.n
		r++
	}
	return b.String(), lead
}
