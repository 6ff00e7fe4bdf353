package act

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ud"
)

// Claim is an assertion that somebody wants to check, with what only matters
// then: whether it tells of the present, among whom it ranks, how many it counts.
type Claim struct {
	Record
	Present bool   `json:"present,omitempty"` // "recognises", not "has recognised"
	Asked   bool   `json:"asked,omitempty"`   // a question: nothing is claimed
	Among   string `json:"among,omitempty"`   // the words that restrict "first", "only" or a number: "G7"
	Rank    int    `json:"rank,omitempty"`    // 2 of "the second country to", 0 none; "first" is among the claims
	Unequal bool   `json:"unequal,omitempty"` // the rank is denied, not the act: "is not the first to"
	Count   *Count `json:"count,omitempty"`   // "117 countries"; the actors are then empty
	// Unread is the parties that the sentence names besides, of whom nothing was
	// read: "before France".
	Unread []string `json:"unread,omitempty"`
}

// Count is how many are said to have done something, or that this is asked.
type Count struct {
	Number int    `json:"number"` // 0 where it is asked
	Bound  string `json:"bound"`  // Exactly, AtLeast, …
}

// The bounds of a count.
const (
	Exactly  = "exactly"
	About    = "about"
	AtLeast  = "at least"
	MoreThan = "more than"
	AtMost   = "at most"
	LessThan = "less than"
)

// LongestClaim is how many bytes a sentence that is to be checked may have.
const LongestClaim = 2000

// ReadClaim reads one sentence as a claim, or a question, published on a day
// (EDTF). Where it counts countries rather than naming them, a name stands in
// for them while it is read.
func (r *Reader) ReadClaim(ctx context.Context, sentence, published string) ([]Claim, error) {
	if len(sentence) > LongestClaim {
		return nil, fmt.Errorf("a claim is one sentence of at most %d bytes, not %d", LongestClaim, len(sentence))
	}
	text, asked := statement(sentence)
	all, err := r.readClaim(ctx, text, published, asked)
	if err != nil || len(all) > 0 {
		return all, err
	}
	if other := r.coder.claims.reword(text); other != text {
		all, err = r.readClaim(ctx, other, published, asked)
	}
	for n := range all {
		all[n].Quote, all[n].End = text, len(text)
	}
	return all, err
}

// reword puts other words for those that are seldom parsed well.
func (c *Claims) reword(text string) string {
	for _, from := range slices.Sorted(maps.Keys(c.Reword)) {
		if before, after, found := strings.Cut(text, from+" "); found {
			return before + c.Reword[from] + " " + after
		}
	}
	return text
}

func (r *Reader) readClaim(ctx context.Context, text, published string, asked bool) ([]Claim, error) {
	c := r.crowd(text, asked)
	read, standIn, among := text, Span{}, ""
	if c != nil {
		read, standIn = r.standIn(text, c)
	} else {
		read, among = r.unrestricted(text)
	}
	a := &article.Article{Text: read, Published: published, Units: []article.Unit{{Kind: article.Paragraph, End: len(read)}}}
	found, err := r.Read(ctx, a)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	var all []Claim
	lost := r.ranking(found)
	aside := r.asides(found)
	for n := range found {
		x := &found[n]
		if c != nil && !x.takeOut(standIn) || aside[n] {
			continue
		}
		k := Claim{Record: x.Record(a), Present: r.tellsOfNow(x), Asked: asked}
		k.Quote, k.Start, k.End, k.Mentions = text, 0, len(text), nil
		switch {
		case c == nil:
			k.Among, k.Rank, k.Unequal = r.among(x)
			if among != "" && (k.Rank > 0 || len(k.Claims) > 0) {
				k.Among = among
			}
			if k.Unequal {
				k.Modality = Asserted.String()
			}
		case c.nobody:
			k.Among, k.Modality = c.among, Negated.String()
		default:
			count := c.count
			k.Count, k.Among = &count, c.among
		}
		if c != nil {
			k.Claims = slices.DeleteFunc(k.Claims, func(name string) bool { return r.coder.claims.named[name] })
		}
		if asked && x.Modality == Hypothetical {
			k.Modality = Asserted.String()
		}
		all = append(all, k)
	}
	if len(all) > 0 {
		all[0].Unread = r.unread(found, all, standIn)
		if c == nil {
			all[0].Unread = append(all[0].Unread, lost...)
		}
	}
	return all, nil
}

// statement returns a sentence without its question mark, and whether it had
// one.
func statement(sentence string) (text string, asked bool) {
	text = strings.TrimSpace(strings.ToValidUTF8(sentence, "\ufffd"))
	bare := strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("?!.", r) })
	asked = strings.Contains(text[len(bare):], "?")
	if asked {
		return bare + ".", true
	}
	return text, false
}

// takeOut takes the party that stands in for those who are counted out of the
// actors; false where it is none of them.
func (a *Assertion) takeOut(s Span) bool {
	in := func(p Party) bool { return p.End > p.Start && p.Start >= s.Start && p.End <= s.End }
	n := len(a.Actors)
	a.Actors = slices.DeleteFunc(slices.Clone(a.Actors), in)
	if len(a.Actors) < n {
		if a.Kind.Symmetric && len(a.Recipients) == 0 {
			a.Actors, a.Recipients = nil, a.Actors
		}
		return len(a.Actors) == 0
	}
	if n = len(a.Recipients); a.Kind.Symmetric {
		a.Recipients = slices.DeleteFunc(slices.Clone(a.Recipients), in)
		if len(a.Recipients) < n && len(a.Recipients) == 0 {
			a.Actors, a.Recipients = nil, a.Actors
			return true
		}
	}
	return false
}

// tellsOfNow reports whether an assertion of the last sentence read stands in the
// present: "recognises", "is recognised", not "has recognised".
func (r *Reader) tellsOfNow(a *Assertion) bool {
	t := &r.tree
	i := slices.IndexFunc(t.Tokens, func(tok ud.Token) bool { return tok.Start == a.Trace.Trigger.Start })
	for n := 0; i >= 0 && !t.Verbal(i) && n < 4; n++ {
		i = t.Head(i)
	}
	if i < 0 {
		return false
	}
	now := r.present(i)
	for c := t.First(i); c >= 0; c = t.Next(c) {
		if !t.Is(c, "aux") && !t.Is(c, "cop") {
			continue
		}
		if t.Is(c, "aux") && r.coder.grammar.Perfect[t.Tokens[c].Lemma] {
			return false
		}
		now = now || r.present(c)
	}
	return now
}

// ranking gives the claims of rank in the last sentence read to the assertions
// that they are about, where the tree does not show it, takes away what only looks
// like one ("first recognised it in 2008"), and returns the words of those that
// are about none.
func (r *Reader) ranking(found []Assertion) (lost []string) {
	t, words := &r.tree, r.coder.claims
	for i := range t.Tokens {
		name := words.claim[t.Tokens[i].Lemma]
		if !words.ranks[name] {
			continue
		}
		next, claimed := -1, false
		for n := range found {
			a := &found[n]
			at := slices.Index(a.Claims, name)
			if h := t.Head(i); at >= 0 && a.Date != "" && h >= 0 && t.Is(i, "advmod") && t.Tokens[h].Start == a.Trace.Trigger.Start {
				a.Claims, claimed = slices.Delete(slices.Clone(a.Claims), at, at+1), true
				continue
			}
			claimed = claimed || at >= 0
			if start := a.Trace.Trigger.Start; start > t.Tokens[i].Start && (next < 0 || start < found[next].Trace.Trigger.Start) {
				next = n
			}
		}
		switch {
		case claimed:
		case next >= 0 && r.ranked(i) >= 0:
			found[next].Claims = append(slices.Clone(found[next].Claims), name)
		default:
			lost = append(lost, t.Tokens[i].Form)
		}
	}
	return lost
}

// asides tells which assertions are read in the words that restrict the claim of
// another: the membership in "the first member of the G7 to".
func (r *Reader) asides(found []Assertion) []bool {
	aside := make([]bool, len(found))
	for n := range found {
		first, last := r.rank(&found[n])
		if first < 0 {
			continue
		}
		within := Span{r.tree.Tokens[first].End, r.tree.Tokens[last].Start}
		for m := range found {
			if m != n && found[m].touches(within) {
				aside[m] = true
			}
		}
	}
	return aside
}

// touches reports whether what evokes an assertion, or a party of it, stands in
// a stretch of the text.
func (a *Assertion) touches(s Span) bool {
	if a.Trace.Trigger.Start >= s.Start && a.Trace.Trigger.End <= s.End {
		return true
	}
	return slices.ContainsFunc(slices.Concat(a.Actors, a.Recipients), func(p Party) bool { return p.End > p.Start && p.Start >= s.Start && p.End <= s.End })
}

// among returns the words of the last sentence read that restrict a claim of
// rank: "G7" of "the first G7 country to".
func (r *Reader) among(a *Assertion) (words string, rank int, unequal bool) {
	first, last := r.rank(a)
	if first < 0 {
		return "", 0, false
	}
	for k := first + 1; k < last; k++ {
		if r.tree.Tokens[k].UPOS == "VERB" {
			last = k
		}
	}
	return r.content(r.article.Text, first+1, last, a), r.coder.claims.Ranks[r.tree.Tokens[first].Lemma], r.unequal(first)
}

// rank returns the token that claims a rank for an assertion, "first", "second"
// or "no", and the one that evokes it, where they stand in this order; -1
// otherwise.
func (r *Reader) rank(a *Assertion) (claim, trigger int) {
	t, words := &r.tree, r.coder.claims
	trigger = slices.IndexFunc(t.Tokens, func(tok ud.Token) bool { return tok.Start == a.Trace.Trigger.Start })
	for i := 0; i < trigger; i++ {
		name := words.claim[t.Tokens[i].Lemma]
		if name != "" && slices.Contains(a.Claims, name) && !words.timed[name] || len(a.Actors) == 0 && r.coder.modals.NoOne[t.Tokens[i].Lemma] {
			return i, trigger
		}
		if h := t.Head(i); words.Ranks[t.Tokens[i].Lemma] > 0 && h >= 0 && (r.countable(h) && h < trigger || t.Dominates(i, trigger)) {
			return i, trigger
		}
	}
	return -1, -1
}

// unequal reports whether the rank that the token at i claims is denied: "is not
// the first country".
func (r *Reader) unequal(i int) bool {
	if h := r.tree.Head(i); h >= 0 && r.tree.Is(i, "amod") {
		i = h
	}
	if r.tree.Child(i, "cop") < 0 {
		return false
	}
	var denies func(i, depth int) bool
	denies = func(i, depth int) bool {
		for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
			if r.tree.Is(c, "advmod") && (r.coder.modals.Negators[r.tree.Tokens[c].Lemma] || depth > 0 && denies(c, depth-1)) {
				return true
			}
		}
		return false
	}
	return denies(i, 1)
}

// unread returns the names of parties in the last sentence read that have no part
// in what was found: in an assertion, on whose word it stands, in what restricts
// a claim.
func (r *Reader) unread(found []Assertion, claims []Claim, standIn Span) []string {
	known := map[string]bool{}
	for n := range found {
		a := &found[n]
		known[a.AttributedTo] = true
		for _, p := range slices.Concat(a.Actors, a.Recipients, a.Over) {
			known[p.ID], known[gazetteer.State(p.ID)] = true, true
		}
	}
	var names []string
	for _, m := range r.memory.Mentions() {
		text := r.article.Text[m.Start:m.End]
		if m.Start >= standIn.Start && m.End <= standIn.End || slices.ContainsFunc(claims, func(c Claim) bool { return strings.Contains(c.Among, text) }) {
			continue
		}
		if !slices.ContainsFunc(m.Readings, func(x gazetteer.Reading) bool { return known[x.ID] || known[gazetteer.State(x.ID)] }) && !slices.Contains(names, text) {
			names = append(names, text)
		}
	}
	return names
}

// content returns the text from the first to the last word with a sense of its
// own among the tokens from i up to j, but for nouns for countries, "world", and
// the parties and date of an assertion.
func (r *Reader) content(text string, i, j int, a *Assertion) string {
	first, last := -1, -1
	for k := max(i, 0); k < j; k++ {
		tok := &r.tree.Tokens[k]
		switch tok.UPOS {
		case "NOUN", "PROPN", "ADJ", "NUM":
		default:
			continue
		}
		if r.countable(k) || r.coder.claims.Everywhere[tok.Lemma] || r.coder.claims.claim[tok.Lemma] != "" || r.coder.claims.Ranks[tok.Lemma] > 0 || r.numeral(k) || a != nil && a.names(tok.Start, tok.End) {
			continue
		}
		if first < 0 {
			first = k
		}
		last = k
	}
	if first < 0 {
		return ""
	}
	return text[r.tree.Tokens[first].Start:r.tree.Tokens[last].End]
}

// names reports whether some bytes lie in the name of a party of an assertion.
func (a *Assertion) names(start, end int) bool {
	for _, side := range [][]Party{a.Actors, a.Recipients, a.Over} {
		for _, p := range side {
			if start >= p.Start && end <= p.End {
				return true
			}
		}
	}
	return false
}
