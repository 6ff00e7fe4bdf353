package nn

import "strings"

// known is the words that an Annotator remembers: of each the numbers that
// depend on the word alone, and its last lemma. Where it is full, a word makes
// room that was not met again since its turn last came.
type known struct {
	size    int // numbers of a word
	places  map[string]int32
	words   []knownWord // by place
	numbers []float32
	turn    int    // the place whose turn to make room comes next
	piece   uint32 // the piece in hand, whose words must stay
}

type knownWord struct {
	form        string
	piece       uint32 // that it was last met in
	again       bool   // met since its turn last came
	upos, feats int32  // that the lemma is of; upos is -1 where none is known
	lemma       string
}

// find returns the place of a word, and whether it is fresh there.
func (k *known) find(form string) (at int32, fresh bool) {
	at, ok := k.places[form]
	if ok {
		w := &k.words[at]
		w.piece, w.again = k.piece, true
		return at, false
	}
	if len(k.words) < cacheWords {
		at = int32(len(k.words))
		k.words = append(k.words, knownWord{})
		k.numbers = grown(k.numbers, len(k.words)*k.size, cacheWords*k.size)
	} else {
		at = k.room()
		delete(k.places, k.words[at].form)
	}
	form = strings.Clone(form)
	k.words[at] = knownWord{form: form, piece: k.piece, upos: -1}
	k.places[form] = at
	return at, true
}

// room returns the place of a word that can be forgotten. There is one: a piece
// has fewer words than are remembered.
func (k *known) room() int32 {
	for {
		at := k.turn
		k.turn = (at + 1) % len(k.words)
		if w := &k.words[at]; w.piece != k.piece && !w.again {
			return int32(at)
		} else {
			w.again = false
		}
	}
}

// at returns the numbers of the word at a place.
func (k *known) at(place int32) []float32 { return k.numbers[int(place)*k.size:][:k.size] }
