package train

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"github.com/credence-project/credence/ud"
)

// Sentence is a sentence of a treebank.
type Sentence struct {
	ID, File string
	Bank     *Treebank
	Tokens   []ud.Token
}

// Load reads all treebanks, those of others from one folder and our own from
// another, and brings their labels to one set.
func (c *Config) Load(folder, own string) ([]*Sentence, error) {
	var all []*Sentence
	for k := range c.Treebanks {
		bank := &c.Treebanks[k]
		from := folder
		if bank.Own {
			from = own
		}
		for _, file := range bank.Files {
			list, err := loadFile(filepath.Join(from, file), bank)
			if err != nil {
				return nil, err
			}
			all = append(all, list...)
		}
	}
	c.harmonise(all)
	return all, nil
}

func loadFile(path string, bank *Treebank) ([]*Sentence, error) {
	var list []*Sentence
	for b, err := range ud.ReadTreebank(path) {
		if err != nil {
			return nil, err
		}
		s := &Sentence{Bank: bank, File: filepath.Base(path), Tokens: b.Sentence().Tokens}
		for _, comment := range b.Comments {
			if id, ok := strings.CutPrefix(comment, "# sent_id = "); ok {
				s.ID = id
			}
		}
		list = append(list, s)
	}
	return list, nil
}

// harmonise rewrites what the settings say, cuts subtypes and features that are not kept, and gives words of
// closed classes the lemmas that the first treebank gives them.
func (c *Config) harmonise(all []*Sentence) {
	c.rewrite(all)
	reference := c.closedLemmas(all)
	for _, s := range all {
		for i := range s.Tokens {
			t := &s.Tokens[i]
			t.Rel = c.relation(t.Rel)
			t.Feats = c.feats(t.UPOS, t.Feats)
			if known := reference[closedKey(t)]; len(known) > 0 && known[t.Lemma] == 0 {
				t.Lemma = mostFrequent(known)
			}
		}
	}
}

func (c *Config) relation(rel string) string {
	for _, keep := range c.KeepRels {
		if rel == keep {
			return rel
		}
	}
	base, _, _ := strings.Cut(rel, ":")
	return base
}

func (c *Config) feats(tag string, f ud.Feats) ud.Feats {
	if slices.Contains(c.BareTags, tag) {
		return ""
	}
	var keep []string
	for _, pair := range strings.Split(string(f), "|") {
		if name, _, ok := strings.Cut(pair, "="); ok && !slices.Contains(c.DropFeats, name) {
			keep = append(keep, pair)
		}
	}
	return ud.Feats(strings.Join(keep, "|"))
}

func closedKey(t *ud.Token) string {
	switch t.UPOS {
	case "PRON", "DET", "ADP", "AUX", "SCONJ", "CCONJ", "PART":
		return t.UPOS + " " + strings.ToLower(t.Form)
	}
	return ""
}

// closedLemmas counts the lemmas of closed classes in the first treebank.
func (c *Config) closedLemmas(all []*Sentence) map[string]map[string]int {
	out := map[string]map[string]int{}
	for _, s := range all {
		if s.Bank != &c.Treebanks[0] {
			continue
		}
		for i := range s.Tokens {
			if key := closedKey(&s.Tokens[i]); key != "" {
				if out[key] == nil {
					out[key] = map[string]int{}
				}
				out[key][s.Tokens[i].Lemma]++
			}
		}
	}
	return out
}

func mostFrequent(counts map[string]int) string {
	keys := sortedKeys(counts)
	return slices.MaxFunc(keys, func(a, b string) int {
		if counts[a] != counts[b] {
			return cmp.Compare(counts[a], counts[b])
		}
		return cmp.Compare(b, a)
	})
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Split parts the sentences into those to learn from and those held out, the
// latter by the name of their part.
func (c *Config) Split(all []*Sentence) (learn []*Sentence, held map[string][]*Sentence) {
	held = map[string][]*Sentence{}
	counts := make([]int, len(c.Heldout))
	for _, s := range all {
		part := ""
		for k, h := range c.Heldout {
			if h.Treebank != s.Bank.Name || !strings.HasPrefix(s.ID, h.Prefix) || h.File != "" && h.File != s.File {
				continue
			}
			if counts[k]++; counts[k]%h.Every == 0 {
				part = h.Name
				break
			}
		}
		if part != "" {
			held[part] = append(held[part], s)
		} else {
			learn = append(learn, s)
		}
	}
	return learn, held
}
