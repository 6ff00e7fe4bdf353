package train

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// longestHeadline is how many words a sentence made a headline has at most.
const longestHeadline = 25

// headline rewrites a sentence as newspapers write their titles: articles,
// the auxiliary of the passive and the full stop left out, words with capitals.
// A sentence too long or too short for a title comes back as it is.
func headline(s *Sentence, r *rand.Rand) *Sentence {
	n := len(s.Forms)
	if n < 4 || n > longestHeadline {
		return s
	}
	articles, auxiliaries := r.Float32() < 0.7, r.Float32() < 0.4
	leaf := make([]bool, n)
	for i := range leaf {
		leaf[i] = !slices.Contains(s.Heads, i)
	}
	keep := make([]bool, n)
	for i := range keep {
		switch {
		case !leaf[i] || s.Heads[i] < 0:
			keep[i] = true
		case s.UPOS[i] == "DET":
			keep[i] = !articles || !strings.Contains(s.Feats[i], "PronType=Art")
		case s.Rel[i] == "aux:pass":
			keep[i] = !auxiliaries
		case s.UPOS[i] == "PUNCT":
			keep[i] = i < n-1
		default:
			keep[i] = true
		}
	}
	out := s.part(keep)
	switch k := r.IntN(10); {
	case k < 6:
		out.title()
	case k < 8:
		for i, f := range out.Forms {
			out.Forms[i] = strings.ToUpper(f)
		}
	default:
		out.Forms[0] = title(out.Forms[0])
	}
	return out
}

// title gives capitals to the first word, words of content and long ones.
func (s *Sentence) title() {
	for i, f := range s.Forms {
		switch s.UPOS[i] {
		case "ADP", "AUX", "CCONJ", "DET", "PART", "SCONJ":
			if i > 0 && utf8.RuneCountInString(f) < 5 {
				continue
			}
		}
		s.Forms[i] = title(f)
	}
}

// part returns the sentence of the words kept; all others are leaves.
func (s *Sentence) part(keep []bool) *Sentence {
	out := &Sentence{ID: s.ID, Bank: s.Bank, NoFeats: s.NoFeats, NoLemmas: s.NoLemmas}
	place := make([]int, len(keep))
	for i, k := range keep {
		place[i] = len(out.Forms)
		if k {
			out.Forms, out.UPOS, out.Feats = append(out.Forms, s.Forms[i]), append(out.UPOS, s.UPOS[i]), append(out.Feats, s.Feats[i])
			out.Lemmas, out.Rel, out.Heads = append(out.Lemmas, s.Lemmas[i]), append(out.Rel, s.Rel[i]), append(out.Heads, s.Heads[i])
		}
	}
	for i, h := range out.Heads {
		if h >= 0 {
			out.Heads[i] = place[h]
		}
	}
	return out
}
