package train

import (
	"math"
	"math/rand/v2"

	"github.com/credence-project/credence/ud/nn"
)

// Config are the sizes of a network and the settings of its training.
type Config struct {
	Units  int `toml:"units"`  // of the encoder, a direction
	Layers int `toml:"layers"` // of the encoder
	Arc    int `toml:"arc"`    // width of the views that arcs are scored by
	Label  int `toml:"label"`  // … that relations are scored by
	Tag    int `toml:"tag"`    // … that parts of speech, features and lemmas are

	Epochs      int     `toml:"epochs"`
	BatchTokens int     `toml:"batch_words"`
	Rate        float32 `toml:"rate"`  // of learning, at its highest
	Beta2       float32 `toml:"beta2"` // of Adam
	Decay       float32 `toml:"decay"` // of the embedding

	DropIn   float32 `toml:"drop_in"`   // shares of the units masked: of a word's vector,
	DropMid  float32 `toml:"drop_mid"`  // of a layer's output,
	DropHead float32 `toml:"drop_head"` // of the views
	DropWord float32 `toml:"drop_word"` // a word seen n times is hidden with chance d/(d+n)
	DropSlot float32 `toml:"drop_slot"` // chance to leave out a part of a word's spelling
	Augment  float32 `toml:"augment"`   // share of sentences rewritten in capitals, without accents and the like

	Headlines float32 `toml:"headlines"` // share of sentences made headlines

	Swap  float32 `toml:"swap"` // chance that a word becomes another of its list
	Words []Words `toml:"words"`

	TagWeight float32 `toml:"tag_weight"` // of the losses of tags against those of trees
	Smooth    float32 `toml:"smooth"`     // of what labels and tags aim at
	Mutual    float32 `toml:"mutual"`     // share of the other view's probabilities in what is aimed at
	Seed      uint64  `toml:"-"`
}

// param is one dense tensor.
type param struct {
	w, m, v []float32
	g       [shards][]float32
}

// Words are words that the treebanks lack. In training they now and then take
// the place of others that have the part of speech and, among others, the
// features given, so that they are known for what they are.
type Words struct {
	UPOS  string   `toml:"upos"`
	Feats []string `toml:"feats"`
	Rels  []string `toml:"with"` // relations of which the word that is replaced governs one, if any are given
	Forms []string `toml:"forms"`
}

const shards = 2

// Net is the network in single precision.
type Net struct {
	Config
	in                         int // width of a word's vector: 2*Units
	rows                       int // of the embedding
	nUPOS, nFeats, nLem, nRels int
	emb, embM, embV, embG      []float32
	bx                         *param
	layers                     []layer
	wm, bm                     *param // heads: arc dep, arc head, label dep, label head, tag
	u, bu, dist                *param
	rootArc, rootLab           *param
	wl, bl, wt, bt             *param
	params                     []*param
}

type layer struct{ w, vf, vr, bf, br *param }

func (n *Net) headWidth() int { return 2*n.Arc + 2*n.Label + n.Tag }
func (n *Net) tags() int      { return n.nUPOS + n.nFeats + n.nLem }

func newNet(c Config, rows, nUPOS, nFeats, nLem, nRels int) *Net {
	r := rand.New(rand.NewPCG(c.Seed, 77))
	n := &Net{Config: c, in: 2 * c.Units, rows: rows, nUPOS: nUPOS, nFeats: nFeats, nLem: nLem, nRels: nRels}
	make2 := func(k int, scale float64) *param {
		p := &param{w: make([]float32, k), m: make([]float32, k), v: make([]float32, k)}
		for i := range p.w {
			p.w[i] = float32(r.NormFloat64() * scale)
		}
		for s := range p.g {
			p.g[s] = make([]float32, k)
		}
		n.params = append(n.params, p)
		return p
	}
	fill := func(p *param, v float32) *param {
		for i := range p.w {
			p.w[i] = v
		}
		return p
	}
	h := c.Units
	n.emb = make([]float32, rows*n.in)
	for i := range n.emb {
		n.emb[i] = float32(r.NormFloat64() * 0.1)
	}
	n.embM, n.embV, n.embG = make([]float32, rows*n.in), make([]float32, rows*n.in), make([]float32, rows*n.in)
	n.bx = make2(n.in, 0)
	for range c.Layers {
		n.layers = append(n.layers, layer{
			w:  make2(n.in*6*h, math.Sqrt(1.0/float64(n.in))),
			vf: make2(2*h, 0.1), vr: make2(2*h, 0.1),
			bf: fill(make2(2*h, 0), 0.5), br: fill(make2(2*h, 0), 0),
		})
	}
	n.wm = make2(n.in*n.headWidth(), math.Sqrt(1.5/float64(n.in)))
	n.bm = make2(n.headWidth(), 0)
	n.u = make2(c.Arc*c.Arc, math.Sqrt(1/float64(c.Arc)))
	n.bu = make2(c.Arc, 0)
	n.dist = make2(nn.Distances*c.Arc, 0.05)
	n.rootArc = fill(make2(c.Arc, 0.1), 0.1)
	n.rootLab = make2(c.Label, 0.1)
	n.wl = make2(c.Label*nRels, math.Sqrt(1/float64(c.Label)))
	n.bl = make2(nRels, 0)
	n.wt = make2(c.Tag*n.tags(), math.Sqrt(1/float64(c.Tag)))
	n.bt = make2(n.tags(), 0)
	return n
}
