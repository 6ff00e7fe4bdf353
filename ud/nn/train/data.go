package train

import (
	"cmp"
	"slices"
	"strings"

	"github.com/credence-project/credence/ud/internal/dictionary"
	"github.com/credence-project/credence/ud/nn"
)

// Sentence is an annotated sentence of a treebank.
type Sentence struct {
	ID, Bank                        string
	Forms, UPOS, Feats, Lemmas, Rel []string
	Heads                           []int // -1 for the root
	NoFeats, NoLemmas               bool  // the treebank's are not to be learned
}

// Inventory numbers what the network predicts.
type Inventory struct {
	Names []string
	Index map[string]int32
}

func inventory(counts map[string]int, least int) *Inventory {
	v := &Inventory{Index: map[string]int32{}}
	for s, n := range counts {
		if n >= least {
			v.Names = append(v.Names, s)
		}
	}
	slices.SortFunc(v.Names, func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a, b))
	})
	for i, s := range v.Names {
		v.Index[s] = int32(i)
	}
	return v
}

func (v *Inventory) of(s string) int32 {
	if i, ok := v.Index[s]; ok {
		return i
	}
	return -1
}

// Vocabulary numbers the rows of the embedding: first one unknown row a slot,
// then one row a treebank, then the known keys.
type Vocabulary struct {
	Keys  map[uint32]int32
	List  []uint32 // key of every row after the fixed ones
	Banks []string
	Count map[uint32]int
}

func (v *Vocabulary) fixed() int { return nn.Slots + len(v.Banks) }
func (v *Vocabulary) size() int  { return v.fixed() + len(v.List) }

// Data is a training set with its inventories.
type Data struct {
	Vocabulary
	UPOS, Feats, Scripts, Rels *Inventory
}

// least says how often a key must be seen to get a row of its own.
var least = [nn.Slots]int{2, 1, 2, 2, 3, 4, 1, 2, 3, 4, 2, 2, 2, 2, 2}

// collect counts what is in the sentences; the words added get rows of their own as well.
func collect(sents []*Sentence, words []Words, dict *dictionary.Dictionary) *Data {
	d := &Data{}
	d.Keys, d.Count = map[uint32]int32{}, map[uint32]int{}
	upos, feats, scripts, rels := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	slot := map[uint32]int{}
	sp := nn.Speller{Dictionary: dict}
	for _, s := range sents {
		if !slices.Contains(d.Banks, s.Bank) {
			d.Banks = append(d.Banks, s.Bank)
		}
		for i, f := range s.Forms {
			upos[s.UPOS[i]]++
			if !s.NoFeats {
				feats[s.UPOS[i]+" "+s.Feats[i]]++
			}
			if !s.NoLemmas {
				scripts[nn.Script(f, s.Lemmas[i])]++
			}
			rels[s.Rel[i]]++
			for k, h := range sp.Keys(f) {
				if h != 0 && sp.Learnt(k) {
					d.Count[h]++
					slot[h] = k
				}
			}
		}
	}
	for _, list := range words {
		for _, f := range list.Forms {
			for k, h := range sp.Keys(f) {
				if h != 0 && sp.Learnt(k) {
					d.Count[h] += 3
					slot[h] = k
				}
			}
		}
	}
	for h, n := range d.Count {
		if n >= least[slot[h]] {
			d.List = append(d.List, h)
		}
	}
	slices.Sort(d.List)
	for i, h := range d.List {
		d.Keys[h] = int32(d.fixed() + i)
	}
	d.UPOS, d.Feats, d.Scripts, d.Rels = inventory(upos, 1), inventory(feats, 2), inventory(scripts, 3), inventory(rels, 1)
	return d
}

// rows returns the embedding rows of a word, in slot order, without its bank.
func (v *Vocabulary) rows(keys nn.Keys) (r [nn.Slots]int32) {
	for k, h := range keys {
		r[k] = -1
		if h == 0 {
			continue
		}
		if row, ok := v.Keys[h]; ok {
			r[k] = row
		} else {
			r[k] = int32(k)
		}
	}
	return r
}
