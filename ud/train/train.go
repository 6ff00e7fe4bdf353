package train

import (
	"io"

	"github.com/credence-project/credence/ud/internal/dictionary"
	"github.com/credence-project/credence/ud/internal/modelfile"
	network "github.com/credence-project/credence/ud/nn/train"
)

// Train makes a model of the sentences and returns the bytes of its file. It
// will work with the dictionary whose file's bytes are given, nil for none.
// The log tells the loss of every epoch.
func (c *Config) Train(list []*Sentence, dict []byte, log io.Writer) ([]byte, error) {
	var d *dictionary.Dictionary
	if dict != nil {
		var err error
		if d, err = dictionary.Open(dict); err != nil {
			return nil, err
		}
	}
	settings := c.Network
	settings.Seed = c.Seed
	data := network.Train(settings, c.Treebanks[0].Name, forNetwork(list), d, log)
	return modelfile.Encode([]modelfile.Section{{Name: "network", Data: data}})
}

func forNetwork(list []*Sentence) []*network.Sentence {
	out := make([]*network.Sentence, len(list))
	for k, gold := range list {
		s := &network.Sentence{ID: gold.ID, Bank: gold.Bank.Name, NoFeats: !gold.Bank.Feats, NoLemmas: !gold.Bank.Lemmas}
		for i := range gold.Tokens {
			t := &gold.Tokens[i]
			s.Forms, s.Lemmas = append(s.Forms, t.Form), append(s.Lemmas, t.Lemma)
			s.UPOS, s.Feats = append(s.UPOS, t.UPOS), append(s.Feats, string(t.Feats))
			s.Heads, s.Rel = append(s.Heads, t.Head), append(s.Rel, t.Rel)
		}
		out[k] = s
	}
	return out
}
