package act

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// crowd is the phrase of a sentence that counts somebody: "more than 100
// countries", "how many states", "no G7 country".
type crowd struct {
	start, end int // bytes
	count      Count
	nobody     bool // "no G7 country": nothing is counted, it is denied of all
	among      string
}

// standIn puts a name where a crowd stands, one that the text does not name.
func (r *Reader) standIn(text string, c *crowd) (string, Span) {
	names := r.coder.claims.StandIns
	if len(names) == 0 {
		return text, Span{-1, -1}
	}
	name := names[0]
	for _, other := range names {
		words := strings.Fields(other)
		if !strings.Contains(text, words[len(words)-1]) {
			name = other
			break
		}
	}
	if c.start == 0 {
		first, size := utf8.DecodeRuneInString(name)
		name = string(unicode.ToUpper(first)) + name[size:]
	}
	return text[:c.start] + name + text[c.end:], Span{c.start, c.start + len(name)}
}

// crowd finds who is counted or asked for, nil where nobody is.
func (r *Reader) crowd(text string, asked bool) *crowd {
	for _, s := range r.parser.Parse(text, 0) {
		r.tree.Reset(&s, r.coder.grammar)
		for j := range s.Tokens {
			if c := r.crowdAt(text, j, asked); c != nil {
				return c
			}
		}
	}
	return nil
}

// widestCrowd is how many words may stand between a number and its noun.
const widestCrowd = 6

// crowdAt returns the crowd whose noun stands at j.
func (r *Reader) crowdAt(text string, j int, asked bool) *crowd {
	known, tokens := r.coder.claims, r.tree.Tokens
	if asked && j == 0 && known.Alone[strings.ToLower(tokens[j].Form)] {
		return &crowd{start: tokens[0].Start, end: tokens[0].End, count: Count{Bound: Exactly}}
	}
	if !r.countable(j) {
		return nil
	}
	number, last, asks, near, none := -1, -1, -1, -1, -1
words:
	for i := j - 1; i >= 0 && i >= j-widestCrowd; i-- {
		tok := &tokens[i]
		if tok.UPOS == "VERB" || tok.UPOS == "AUX" || tok.UPOS == "PUNCT" || known.claim[tok.Lemma] != "" && !known.named[known.claim[tok.Lemma]] {
			break
		}
		switch {
		case r.numeral(i):
			if number < 0 {
				last = i
			}
			number = i
		case number >= 0 && tok.UPOS == "CCONJ" && i > 0 && r.numeral(i-1): // "one hundred and seventeen"
			continue
		case number >= 0:
			break words
		}
		if tok.UPOS == "DET" && r.coder.modals.NoOne[tok.Lemma] {
			none = i
		}
		if asked && known.Asks[strings.ToLower(tok.Form)] {
			asks, near = i, max(near, i)
		}
	}
	c := &crowd{end: tokens[j].End, count: Count{Bound: Exactly}}
	from := near
	if number >= 0 && asks < 0 {
		if c.count.Number = r.value(text[tokens[number].Start:tokens[last].End]); c.count.Number == 0 {
			return nil
		}
		c.start, c.count.Bound = r.bound(text, tokens[number].Start)
		start := r.onlySo(text, c.start)
		if c.count == (Count{1, Exactly}) && start == c.start {
			c.count.Bound = AtLeast // "a country has"
		}
		c.start, from = start, last
	} else if asks >= 0 {
		c.start = tokens[asks].Start
	} else if none >= 0 {
		c.nobody, c.start, from = true, tokens[none].Start, none
	} else {
		return nil
	}
	end := r.crowdEnd(j)
	c.end = tokens[end].End
	if c.among = r.content(text, from+1, end+1, nil); c.nobody && c.among == "" {
		return nil // the reader knows "no country"
	}
	return c
}

// unrestricted returns a text without the words that restrict a claim of rank,
// and those words: parsers hang what follows on the last of them.
func (r *Reader) unrestricted(text string) (without, among string) {
	for _, s := range r.parser.Parse(text, 0) {
		r.tree.Reset(&s, r.coder.grammar)
		for i := range s.Tokens {
			lemma := s.Tokens[i].Lemma
			if name := r.coder.claims.claim[lemma]; (name == "" || r.coder.claims.timed[name]) && r.coder.claims.Ranks[lemma] == 0 {
				continue
			}
			j := r.ranked(i)
			if j < 0 {
				continue
			}
			end := r.crowdEnd(j)
			if among = r.content(text, i+1, end+1, nil); among != "" {
				return text[:s.Tokens[i].End] + " " + text[s.Tokens[j].Start:s.Tokens[j].End] + text[s.Tokens[end].End:], among
			}
		}
	}
	return text, ""
}

// ranked returns the noun for countries that a word of rank at i stands before,
// -1 where it stands before none.
func (r *Reader) ranked(i int) int {
	for j := i + 1; j < len(r.tree.Tokens) && j <= i+widestCrowd; j++ {
		if r.countable(j) {
			return j
		}
		switch r.tree.Tokens[j].UPOS {
		case "ADJ", "NOUN", "PROPN":
		default:
			return -1
		}
	}
	return -1
}

// countable reports whether the token at j is a noun for countries and the
// like.
func (r *Reader) countable(j int) bool {
	tok := &r.tree.Tokens[j]
	return r.coder.claims.Nouns[tok.Lemma] || r.coder.claims.Nouns[strings.ToLower(tok.Lemma)]
}

// numeral reports whether the token at i is a number, or part of one.
func (r *Reader) numeral(i int) bool {
	tok := &r.tree.Tokens[i]
	return tok.UPOS == "NUM" && r.value(tok.Form) > 0 || r.coder.claims.Numbers[strings.ToLower(tok.Form)] > 0
}

// value reads a number in digits or words, 0 where it is none: what is said
// before "hundred" is multiplied, all else added.
func (r *Reader) value(text string) int {
	text = strings.ToLower(text)
	total, words := 0, r.coder.claims.Numbers
	fields := strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	for n := 0; n < len(fields); n++ {
		if v, ok := words[strings.Join(fields[n:min(n+2, len(fields))], "-")]; ok && n+1 < len(fields) {
			total += v
			n++
			continue
		}
		v := words[fields[n]]
		if v == 0 {
			v = digits(fields[n])
		}
		switch {
		case v == 100 && total > 0 && total < 100:
			total *= v
		default:
			total += v
		}
		if total > 100_000 {
			return 0
		}
	}
	return total
}

// digits reads a number in digits, 0 where it is none or too large.
func digits(s string) int {
	n := 0
	for _, c := range s {
		if c < '0' || c > '9' || n > 100_000 {
			return 0
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// bound reads what stands before a number that begins at a byte: "more than".
func (r *Reader) bound(text string, at int) (start int, name string) {
	before := strings.ToLower(text[:at])
	for _, b := range r.coder.claims.Bound {
		for _, w := range b.Words {
			if head := strings.TrimRightFunc(before, unicode.IsSpace); len(before) == at && strings.HasSuffix(head, w) {
				if start = len(head) - len(w); start == 0 || head[start-1] == ' ' {
					return start, b.Name
				}
			}
		}
	}
	return at, Exactly
}

// onlySo moves the start of a crowd before the "only" that stands there: of a
// number it says nothing that the number does not.
func (r *Reader) onlySo(text string, start int) int {
	for i := range r.tree.Tokens {
		tok := &r.tree.Tokens[i]
		if r.coder.claims.named[r.coder.claims.claim[tok.Lemma]] && tok.End <= start && strings.TrimSpace(text[tok.End:start]) == "" {
			return tok.Start
		}
	}
	return start
}

// crowdEnd returns the last token of what restricts the noun at j after it:
// "countries of the European Union", not "countries since 2008".
func (r *Reader) crowdEnd(j int) int {
	tokens, end := r.tree.Tokens, j
	inside := r.coder.of | r.coder.in
	for i := j + 1; i < len(tokens); i++ {
		switch tokens[i].UPOS {
		case "ADJ", "NOUN", "PROPN":
			end = i
		case "DET":
		case "ADP":
			if h := r.tree.Head(i); h < 0 || r.tree.Cases(h)&inside == 0 || tokens[h].UPOS == "NUM" || r.tree.Verbal(h) {
				return end
			}
		default:
			return end
		}
	}
	return end
}
