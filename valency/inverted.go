package valency

import "github.com/credence-project/credence/ud"

// inverted makes an auxiliary of the verb that stands before the subject of the one
// that it helps, where the parser takes that for its object: "Nor had Lima recalled it".
func inverted(s *ud.Sentence) {
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if t.Rel != "obj" || t.UPOS != "PROPN" && t.UPOS != "NOUN" || t.Head < 0 || t.Head > i {
			continue
		}
		if aux := &s.Tokens[t.Head]; aux.Rel == "aux" && aux.UPOS == "VERB" && aux.Head > i {
			aux.UPOS = "AUX"
			t.Head, t.Rel = aux.Head, "nsubj"
		}
	}
}
