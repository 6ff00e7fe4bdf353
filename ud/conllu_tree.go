package ud

import (
	"strconv"
	"strings"
)

// Sentence returns the words of the block with all that its columns tell. Its
// offsets are bytes into the text that Text returns.
func (b *Block) Sentence() Sentence {
	var s Sentence
	at := 0                      // where the next token starts
	until, start, end := 0, 0, 0 // the multiword token that covers words up to until
	pending := 0                 // its number of words, for its first one
	for k := range b.Lines {
		l := &b.Lines[k]
		if from, to, ok := l.Range(); ok {
			until, pending = to, to-from+1
			start, end = at, at+len(l.Columns[ColForm])
			at = end + l.gap()
			continue
		}
		if !l.IsWord() {
			continue
		}
		t := Token{Form: l.Columns[ColForm], Lemma: value(l.Columns[ColLemma]), UPOS: value(l.Columns[ColUPOS]),
			Feats: Feats(value(l.Columns[ColFeats])), Rel: value(l.Columns[ColRel]), Head: -1}
		if h, err := strconv.Atoi(l.Columns[ColHead]); err == nil {
			t.Head = h - 1
		}
		if len(s.Tokens) < until {
			t.Start, t.End, t.Multi = start, end, pending
			pending = 0
		} else {
			t.Start, t.End = at, at+len(t.Form)
			at = t.End + l.gap()
		}
		s.Tokens = append(s.Tokens, t)
		s.End = t.End
	}
	return s
}

// Text is the text of the words, spaced as the last column says.
func (b *Block) Text() string {
	var text strings.Builder
	until, words, gap := 0, 0, 0
	for k := range b.Lines {
		l := &b.Lines[k]
		_, to, multi := l.Range()
		if !multi && !l.IsWord() {
			continue
		}
		if multi {
			until = to
		} else if words++; words <= until {
			continue
		}
		text.WriteString(strings.Repeat(" ", gap) + l.Columns[ColForm])
		gap = l.gap()
	}
	return text.String()
}

// gap is the number of spaces after the token of a line.
func (l *Line) gap() int {
	for rest := l.Columns[ColMisc]; rest != ""; {
		var part string
		if part, rest, _ = strings.Cut(rest, "|"); part == "SpaceAfter=No" {
			return 0
		}
	}
	return 1
}

// value undoes the "_" of an absent value.
func value(column string) string {
	if column == "_" {
		return ""
	}
	return column
}

// column is the notation of a value.
func column(v string) string {
	if v == "" {
		return "_"
	}
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, v)
}

// Fill writes the lemmas, tags, features, heads and relations of s into the
// lines of the words; everything else in the block stays as it is. It does
// nothing where s has another number of words.
func (b *Block) Fill(s *Sentence) {
	var words []*Line
	for k := range b.Lines {
		if b.Lines[k].IsWord() {
			words = append(words, &b.Lines[k])
		}
	}
	if len(words) != len(s.Tokens) {
		return
	}
	for i, l := range words {
		l.fill(&s.Tokens[i])
	}
}

func (l *Line) fill(t *Token) {
	l.Columns[ColLemma] = column(t.Lemma)
	l.Columns[ColUPOS] = column(t.UPOS)
	l.Columns[ColFeats] = column(string(t.Feats))
	l.Columns[ColHead] = strconv.Itoa(t.Head + 1)
	l.Columns[ColRel] = column(t.Rel)
}

// NewBlock writes a sentence of text, whose first byte has the offset base, as
// a block with its text as a comment.
func NewBlock(s *Sentence, text string, base int) *Block {
	b := &Block{Comments: []string{"# text = " + oneLine(cutText(text, s.Start-base, s.End-base))}}
	for i := range s.Tokens {
		t := &s.Tokens[i]
		misc := "_"
		if i+1 < len(s.Tokens) && s.Tokens[i+1].Start == t.End {
			misc = "SpaceAfter=No"
		}
		if n := t.Multi; n > 1 {
			end := s.Tokens[min(i+n, len(s.Tokens))-1].End
			misc = "_"
			if after := i + n; after < len(s.Tokens) && s.Tokens[after].Start == end {
				misc = "SpaceAfter=No"
			}
			l := blank(strconv.Itoa(i+1) + "-" + strconv.Itoa(min(i+n, len(s.Tokens))))
			l.Columns[ColForm], l.Columns[ColMisc] = column(oneLine(cutText(text, t.Start-base, end-base))), misc
			b.Lines = append(b.Lines, l)
		}
		l := blank(strconv.Itoa(i + 1))
		l.Columns[ColForm] = column(t.Form)
		l.fill(t)
		if !insideMulti(s, i) {
			l.Columns[ColMisc] = misc
		}
		b.Lines = append(b.Lines, l)
	}
	return b
}

func blank(id string) Line {
	l := Line{ID: id}
	for k := range l.Columns {
		l.Columns[k] = "_"
	}
	return l
}

// insideMulti reports whether word i is part of a multiword token.
func insideMulti(s *Sentence, i int) bool {
	for k := i; k >= 0 && k > i-8; k-- {
		if n := s.Tokens[k].Multi; n > 1 {
			return i < k+n
		}
	}
	return false
}

func cutText(text string, from, to int) string {
	if from < 0 || to > len(text) || from > to {
		return ""
	}
	return text[from:to]
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
