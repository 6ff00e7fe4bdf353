package train

import (
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/credence-project/credence/ud/internal/dep"
	"github.com/credence-project/credence/ud/internal/lemma"
	"github.com/credence-project/credence/ud/internal/linear"
	"github.com/credence-project/credence/ud/internal/tag"
	"github.com/credence-project/credence/ud/internal/words"
)

// folds is the number of parts in which the training data are tagged for the
// parser, each by a tagger that has not seen it.
const folds = 5

// trainer holds what the steps of a training share.
type trainer struct {
	c        *Config
	list     []*Sentence
	counts   map[uint64]*[len(words.Tags)]int // by form
	bundles  map[string]uint16
	feats    []string
	byTag    [len(words.Tags)][]uint16
	rels     []string
	relIndex map[string]uint8
}

// Train makes a model of the sentences and returns the bytes of its file.
func (c *Config) Train(list []*Sentence) ([]byte, error) {
	if c.Network.Layers > 0 {
		return c.TrainNetwork(list, os.Stderr)
	}
	t := &trainer{c: c, list: list}
	t.countForms()
	t.listBundles()
	if err := t.listRels(); err != nil {
		return nil, err
	}
	parts := &linear.Parts{Feats: t.feats, Rels: t.rels, Lexicon: t.lexicon()}
	var work sync.WaitGroup
	work.Go(func() {
		parts.Tags = t.learnTags(t.encodeAll(list), c.Seed)
		parts.Lemmas = t.learnLemmas(list)
	})
	var unseen []*words.Sentence
	var err error
	work.Go(func() { unseen, err = t.tagUnseen() })
	work.Wait()
	if err != nil {
		return nil, err
	}
	parts.Parser = t.learnParser(unseen)
	return parts.Encode()
}

func (t *trainer) countForms() {
	t.counts = map[uint64]*[len(words.Tags)]int{}
	var s words.Sentence
	for _, gold := range t.list {
		s.Reset()
		for i := range gold.Tokens {
			s.Add(gold.Tokens[i].Form)
			key := s.Words[i].Key
			if t.counts[key] == nil {
				t.counts[key] = new([len(words.Tags)]int)
			}
			t.counts[key][words.TagIndex(gold.Tokens[i].UPOS)]++
		}
	}
}

func (t *trainer) lexicon() []byte {
	entries := map[uint64]uint32{}
	for key, counts := range t.counts {
		entries[key] = uint32(words.NewEntry(counts))
	}
	return words.EncodeMap(entries)
}

// encode turns a sentence into words. What the lexicon knows of them is what
// it would know without this sentence.
func (t *trainer) encode(gold *Sentence) *words.Sentence {
	s := &words.Sentence{}
	for i := range gold.Tokens {
		s.Add(gold.Tokens[i].Form)
	}
	s.Finish()
	for i := range s.Words {
		counts := *t.counts[s.Words[i].Key]
		for k := range s.Words {
			if s.Words[k].Key == s.Words[i].Key {
				counts[words.TagIndex(gold.Tokens[k].UPOS)]--
			}
		}
		s.Words[i].Amb = words.NewEntry(&counts)
	}
	return s
}

func (t *trainer) encodeAll(list []*Sentence) []tag.Example {
	out := make([]tag.Example, len(list))
	for k, gold := range list {
		ex := tag.Example{S: t.encode(gold), UPOS: make([]uint8, len(gold.Tokens))}
		for i := range gold.Tokens {
			ex.UPOS[i] = words.TagIndex(gold.Tokens[i].UPOS)
			if gold.Bank.Feats {
				ex.Feats = append(ex.Feats, t.bundles[string(gold.Tokens[i].Feats)])
			}
		}
		out[k] = ex
	}
	return out
}

// listBundles numbers the bundles of features, the most frequent ones of each
// part of speech.
func (t *trainer) listBundles() {
	var counts [len(words.Tags)]map[string]int
	for _, gold := range t.list {
		if !gold.Bank.Feats {
			continue
		}
		for i := range gold.Tokens {
			tag := words.TagIndex(gold.Tokens[i].UPOS)
			if counts[tag] == nil {
				counts[tag] = map[string]int{}
			}
			counts[tag][string(gold.Tokens[i].Feats)]++
		}
	}
	t.bundles, t.feats = map[string]uint16{"": 0}, []string{""}
	for tagIndex, m := range counts {
		for len(t.byTag[tagIndex]) < tag.FeatsLanes && len(m) > 0 {
			f := mostFrequent(m)
			if m[f] < 2 {
				break
			}
			delete(m, f)
			if _, ok := t.bundles[f]; !ok {
				t.bundles[f] = uint16(len(t.feats))
				t.feats = append(t.feats, f)
			}
			t.byTag[tagIndex] = append(t.byTag[tagIndex], t.bundles[f])
		}
	}
}

func (t *trainer) listRels() error {
	seen := map[string]int{}
	for _, gold := range t.list {
		for i := range gold.Tokens {
			seen[gold.Tokens[i].Rel]++
		}
	}
	t.rels = sortedKeys(seen)
	if len(t.rels) > dep.RelLanes {
		return fmt.Errorf("%d relations, at most %d can be learned: %s", len(t.rels), dep.RelLanes, strings.Join(t.rels, " "))
	}
	t.relIndex = map[string]uint8{}
	for k, r := range t.rels {
		t.relIndex[r] = uint8(k)
	}
	return nil
}

func (t *trainer) learnTags(examples []tag.Example, seed uint64) *tag.Learned {
	return tag.Learn(examples, t.byTag, tag.Options{Epochs: t.c.Tagger.Epochs, LogRows: t.c.Tagger.LogRows, FeatsRows: t.c.Tagger.FeatsRows, Seed: seed})
}

func (t *trainer) learnLemmas(list []*Sentence) *lemma.Learned {
	var examples []lemma.Example
	for _, gold := range list {
		if !gold.Bank.Lemmas {
			continue
		}
		s := t.encode(gold)
		for i := range s.Words {
			w := &s.Words[i]
			w.UPOS, w.Feats = words.TagIndex(gold.Tokens[i].UPOS), t.bundles[string(gold.Tokens[i].Feats)]
			if gold.Tokens[i].Lemma == "" || gold.Tokens[i].Lemma == "_" {
				continue
			}
			examples = append(examples, lemma.Example{Word: w, Lemma: gold.Tokens[i].Lemma, Weight: 1, Bundle: gold.Bank.Feats})
		}
	}
	return lemma.Learn(examples)
}

// tagUnseen tags every sentence with a tagger and lemmatiser that have not
// seen it, so that the parser learns on input such as it will meet.
func (t *trainer) tagUnseen() ([]*words.Sentence, error) {
	out := make([]*words.Sentence, len(t.list))
	for f := range folds {
		var rest []*Sentence
		for k, s := range t.list {
			if k%folds != f {
				rest = append(rest, s)
			}
		}
		tags, err := t.learnTags(t.encodeAll(rest), t.c.Seed+uint64(f)+1).Model()
		if err != nil {
			return nil, err
		}
		lemmas, err := t.learnLemmas(rest).Model()
		if err != nil {
			return nil, err
		}
		tagger := tag.New(tags)
		for k := f; k < len(t.list); k += folds {
			s := t.encode(t.list[k])
			tagger.Tag(s)
			for i := range s.Words {
				s.Words[i].Lemma = words.Hash(lemmas.Lemma(&s.Words[i], s.Mode))
			}
			out[k] = s
		}
	}
	return out, nil
}

func (t *trainer) learnParser(unseen []*words.Sentence) *dep.Learned {
	var examples []dep.Example
	for k, gold := range t.list {
		if gold.Bank.Parse {
			examples = append(examples, t.tree(gold, unseen[k]))
		}
	}
	p := t.c.Parser
	return dep.Learn(examples, dep.Options{
		Epochs: p.Epochs, MoveRows: p.MoveRows, RelRows: p.RelRows, MinCount: p.MinCount,
		Explore: p.Explore, Seed: t.c.Seed, Rels: len(t.rels),
	})
}

func (t *trainer) tree(gold *Sentence, s *words.Sentence) dep.Example {
	ex := dep.Example{S: s}
	for i := range gold.Tokens {
		head := gold.Tokens[i].Head
		if head < 0 {
			head = len(gold.Tokens)
		}
		ex.Heads = append(ex.Heads, int32(head))
		ex.Rels = append(ex.Rels, t.allowed(gold.Bank, gold.Tokens[i].Rel))
	}
	return ex
}

// allowed is the relations that a treebank may mean by one of its own.
func (t *trainer) allowed(bank *Treebank, rel string) dep.Allowed {
	for _, coarse := range bank.Coarse {
		if rel != coarse {
			continue
		}
		var out dep.Allowed
		for k, r := range t.rels {
			if strings.HasPrefix(r, rel+":") {
				out = append(out, uint8(k))
			}
		}
		return out
	}
	return dep.Allowed{t.relIndex[rel]}
}
