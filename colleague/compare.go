package colleague

import (
	"fmt"
	"slices"
	"strings"

	"github.com/credence-project/credence/act"
)

// What a reader may have against what another says: that it does not find it, or
// how it reads it, as after "reads it otherwise: ".
const (
	missing   = "does not find it"
	otherwise = "reads it otherwise: "
)

// Unread is what a reader that does not know the language of an article has
// against all that another finds in it.
const Unread = "does not read this language"

// Compare holds what two readers say of one article against each other. It tells
// for each assertion what the other reader has against it, "" where both agree:
// on the kind, the parties, the modality and the date. On whose word it stands,
// what is claimed and which words state it may differ.
func Compare(ours, theirs []act.Assertion) (againstOurs, againstTheirs []string) {
	againstOurs, againstTheirs = make([]string, len(ours)), make([]string, len(theirs))
	met, agreed := make([]bool, len(ours)), make([]bool, len(theirs))
	for t := range theirs {
		for o := range ours {
			if agree(&ours[o], &theirs[t]) {
				met[o], agreed[t] = true, true
			}
		}
	}
	for t := range theirs {
		if agreed[t] {
			continue
		}
		againstTheirs[t] = missing
		if o := nearest(ours, met, &theirs[t]); o >= 0 {
			met[o] = true
			againstTheirs[t] = otherwise + difference(&ours[o], &theirs[t])
			againstOurs[o] = otherwise + difference(&theirs[t], &ours[o])
		}
	}
	for o := range ours {
		if !met[o] {
			againstOurs[o] = missing
		}
	}
	return againstOurs, againstTheirs
}

// nearest returns which of some assertions that are not met yet another means in
// its words, -1 where there is none: one of its kind, of words that overlap, and
// of those that with which it shares most.
func nearest(ours []act.Assertion, met []bool, theirs *act.Assertion) int {
	best, most := -1, 0
	for n := range ours {
		o := &ours[n]
		if met[n] || o.Kind.Name != theirs.Kind.Name || !overlap(o, theirs) {
			continue
		}
		shared := 1
		for _, same := range []bool{sameParties(o, theirs), o.Modality == theirs.Modality, o.Date == theirs.Date} {
			if same {
				shared++
			}
		}
		if shared > most {
			best, most = n, shared
		}
	}
	return best
}

// overlap reports whether two assertions, or their further mentions, stand in
// words that overlap.
func overlap(a, b *act.Assertion) bool {
	spans := func(x *act.Assertion) []act.Span {
		return append([]act.Span{{Start: x.Start, End: x.End}}, x.Mentions...)
	}
	for _, s := range spans(a) {
		for _, t := range spans(b) {
			if s.Start < t.End && t.Start < s.End {
				return true
			}
		}
	}
	return false
}

// agree reports whether two assertions say the same.
func agree(a, b *act.Assertion) bool {
	return a.Kind.Name == b.Kind.Name && a.Modality == b.Modality && a.Date == b.Date && sameParties(a, b)
}

// sameParties reports whether two assertions of a kind are of the same parties:
// of acts between equals it does not matter on which side each stands.
func sameParties(a, b *act.Assertion) bool { return partyWords(a) == partyWords(b) }

// partyWords writes the parties of an assertion, in the order of their ids.
func partyWords(a *act.Assertion) string {
	actors, recipients := ids(a.Actors), ids(a.Recipients)
	if a.Kind.Symmetric {
		actors, recipients = append(actors, recipients...), nil
		slices.Sort(actors)
	}
	text := strings.Join(actors, ", ")
	if text == "" {
		text = "–"
	}
	if len(recipients) > 0 {
		text += " → " + strings.Join(recipients, ", ")
	}
	if len(a.Over) > 0 {
		text += " (" + strings.Join(ids(a.Over), ", ") + ")"
	}
	return text
}

func ids(parties []act.Party) []string {
	var list []string
	for _, p := range parties {
		list = append(list, p.ID)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// difference tells how one assertion differs from another: "date 2024, not 2025".
func difference(one, other *act.Assertion) string {
	var list []string
	tell := func(what, a, b string) {
		if a == "" {
			a = "none"
		}
		if b == "" {
			b = "none"
		}
		if a != b {
			list = append(list, fmt.Sprintf("%s %s, not %s", what, a, b))
		}
	}
	tell("parties", partyWords(one), partyWords(other))
	tell("modality", one.Modality.String(), other.Modality.String())
	tell("date", one.Date, other.Date)
	return strings.Join(list, "; ")
}
