package answers

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// Claim is a sentence to be checked, as a reader of acts understood it
// (act.Reader.ReadClaim).
type Claim struct {
	Sentence string
	Lang     string // of the verdict's words, a code of Languages; English where it is none
	Says     []act.Claim
	On       edtf.Day  // the day on which it is to be so, 0 today
	Known    time.Time // as known at this instant; zero now
}

// The verdicts on a claim.
const (
	True     = "true"
	False    = "false"
	Mixed    = "not so simple" // sources, or frames of equal standing, disagree
	Unclear  = "cannot tell"   // the ledger has no evidence either way
	Answered = "answered"      // nothing was claimed: it was asked who, or how many
)

// Verdict is what the ledger's evidence makes of a claim, in the frame that was
// assumed, with what speaks for it and against it. It is never about more than
// the evidence: a ledger that lacks an act does not know of it.
type Verdict struct {
	Sentence string     `json:"sentence"`
	Verdict  string     `json:"verdict"`
	Why      string     `json:"why"`
	Frame    Frame      `json:"frame"`
	Count    *int       `json:"count,omitempty"`   // how many do, as far as the ledger knows
	Parties  []Party    `json:"parties,omitempty"` // who does: of a number, of "only", of "first"
	For      []Evidence `json:"for"`
	Against  []Evidence `json:"against"`
	Caveats  []Caveat   `json:"caveats"`
	Parts    []Verdict  `json:"parts,omitempty"` // where the sentence makes several claims
}

// Frame is what a claim was taken to mean.
type Frame struct {
	Text     string   `json:"text"`             // all of it, in words
	Act      string   `json:"act"`              // the kind of act or state
	By       []string `json:"by"`               // who is said to, [] everybody
	Of       string   `json:"of"`               // towards whom
	Over     string   `json:"over,omitempty"`   // the territory
	Object   string   `json:"object"`           // state, government, title to territory, …
	Regime   string   `json:"regime,omitempty"` // the regime whose rule is meant
	Governs  string   `json:"governs,omitempty"`
	Mode     string   `json:"mode,omitempty"`  // express, implied: what of recognition counts
	Among    string   `json:"among,omitempty"` // the group that a rank or number is restricted to
	Since    string   `json:"since,omitempty"` // EDTF day from which on acts count, "" all times
	On       string   `json:"on"`
	Known    string   `json:"known"`
	Doctrine string   `json:"doctrine"`
}

// Caveat is the verdict in another frame than that assumed, or a remark.
type Caveat struct {
	Text     string     `json:"text"`
	Frame    string     `json:"frame"`
	Verdict  string     `json:"verdict,omitempty"`
	Evidence []Evidence `json:"evidence"`
}

// Party is one of those who do what a claim says.
type Party struct {
	ID    string `json:"id"`
	Since string `json:"since"` // EDTF, "" where no source tells
	Value string `json:"value"` // yes, contested
}

// ErrNoClaim tells that a sentence says nothing that a ledger can check.
var ErrNoClaim = errors.New("no act or state of affairs was found in the sentence") //nolint:gochecknoglobals // a sentinel

// Check judges a claim by the ledger.
func (d *Desk) Check(ctx context.Context, c Claim) (*Verdict, error) {
	if len(c.Says) == 0 {
		return nil, ErrNoClaim
	}
	knowledge, err := loadKnowledge()
	if err != nil {
		return nil, err
	}
	w, _, err := wordsIn(c.Lang)
	if err != nil {
		return nil, err
	}
	var parts []Verdict
	for n := range c.Says {
		for _, says := range pairs(&c.Says[n]) {
			j, err := newJudge(ctx, d, knowledge, &c, says)
			if err != nil {
				return nil, err
			}
			v, err := j.verdict()
			if err != nil {
				return nil, err
			}
			v.Sentence = c.Sentence
			parts = append(parts, *v)
		}
	}
	v := together(parts, w)
	for n := range c.Says {
		v.unread(c.Says[n].Unread, w)
	}
	return v, nil
}

// unread tells of parties that the sentence names and that no judgement took in:
// then it is not known to be true as a whole.
func (v *Verdict) unread(names []string, w *words) {
	if len(names) == 0 {
		return
	}
	quoted := make([]string, len(names))
	for n, name := range names {
		quoted[n] = w.say("quoted", "text", name)
	}
	text := w.say("unread", "names", w.list(quoted))
	if v.Verdict == True || v.Verdict == Answered {
		v.Verdict = Unclear
		v.Why = w.say("unread.but", "why", v.Why, "text", text)
	}
	v.Caveats = append(v.Caveats, Caveat{Text: text, Evidence: []Evidence{}})
}

// pairing is one claim of one sentence: who is said to have done it to whom.
type pairing struct {
	*act.Claim
	by   []string // several only where they share a rank
	of   string
	over string
}

// pairs takes a claim apart by its parties. Those who share a rank, "the first
// two to", stay together.
func pairs(c *act.Claim) []pairing {
	ids := func(ps []act.RecordParty) (ids []string) {
		for _, p := range ps {
			if !slices.Contains(ids, p.ID) {
				ids = append(ids, p.ID)
			}
		}
		return ids
	}
	by, of, over := ids(c.Actors), ids(c.Recipients), ids(c.Over)
	if len(of) == 0 && len(by) > 1 { // "Israel and Morocco established relations"
		by, of = by[:1], by[1:]
	}
	if len(of) == 0 {
		of = []string{""}
	}
	if len(over) == 0 {
		over = []string{""}
	}
	groups := [][]string{by}
	if len(by) > 1 && !ranked(c) {
		groups = nil
		for _, id := range by {
			groups = append(groups, []string{id})
		}
	}
	var all []pairing
	for _, g := range groups {
		for _, o := range of {
			for _, t := range over {
				all = append(all, pairing{c, g, o, t})
			}
		}
	}
	return all
}

// ranked reports whether a claim compares its actors with all others.
func ranked(c *act.Claim) bool {
	return c.Rank > 0 || slices.ContainsFunc(c.Claims, func(name string) bool { return name == "first" || name == "last" || name == "only" })
}

// together makes one verdict of those on the parts of a sentence: it is as true
// as the least true of them.
func together(parts []Verdict, w *words) *Verdict {
	if len(parts) == 1 {
		return &parts[0]
	}
	v := parts[0]
	worst := []string{False, Mixed, Unclear, True, Answered}
	var why []string
	v.For, v.Against, v.Caveats, v.Parties, v.Count = []Evidence{}, []Evidence{}, []Caveat{}, nil, nil
	for n := range parts {
		p := &parts[n]
		if slices.Index(worst, p.Verdict) < slices.Index(worst, v.Verdict) {
			v.Verdict = p.Verdict
		}
		why = append(why, p.Why)
		v.For, v.Against = joinEvidence(v.For, p.For), joinEvidence(v.Against, p.Against)
		v.Caveats = append(v.Caveats, p.Caveats...)
		if n > 0 {
			if !strings.Contains(v.Frame.Text, p.Frame.Text) {
				v.Frame.Text += w.say("frame.join") + p.Frame.Text
			}
			v.Frame.By = append(v.Frame.By[:len(v.Frame.By):len(v.Frame.By)], p.Frame.By...)
		}
	}
	v.Why, v.Parts = strings.Join(why, " "), parts
	return &v
}

// joinEvidence adds reports that are not there yet.
func joinEvidence(to, more []Evidence) []Evidence {
	for _, e := range more {
		if !slices.ContainsFunc(to, func(x Evidence) bool { return x.Assertion == e.Assertion }) {
			to = append(to, e)
		}
	}
	return to
}

// judge judges one claim.
type judge struct {
	*Desk
	ctx   context.Context //nolint:containedctx // a judge lives as long as one call
	claim pairing
	kind  *act.Kind
	topic topic
	words *words // of the verdict
	lang  string // their language, a code
	q     Question
	group *group           // nil where the claim is restricted to none
	eras  []standing.Reign // of the object, where it is a regime
	dated edtf.Date
	acts  map[string][]ledger.Act // by counterpart, once asked for
	all   []ledger.Act            // the same in the order of the ledger
	lines map[string]*standing.Line
}

func newJudge(ctx context.Context, d *Desk, k *knowledge, c *Claim, p pairing) (*judge, error) {
	name := p.Act + p.State
	kind := k.kinds[name]
	if kind == nil {
		return nil, fmt.Errorf("no act or state of affairs is called %q", name)
	}
	j := &judge{Desk: d, ctx: ctx, claim: p, kind: kind, topic: k.topics[name], lines: map[string]*standing.Line{}}
	var err error
	if j.words, j.lang, err = wordsIn(c.Lang); err != nil {
		return nil, err
	}
	j.q = Question{Of: p.of, On: d.day(c.On), Known: c.Known}
	j.eras = standing.Reigns(d.Names, p.of)
	if p.Among != "" {
		j.group = k.group(p.Among)
	}
	if p.Date != "" {
		if j.dated, err = edtf.Parse(p.Date); err != nil {
			return nil, fmt.Errorf("the date of the claim: %w", err)
		}
	}
	return j, nil
}

// has reports whether the sentence makes a claim of a name.
func (j *judge) has(name string) bool { return slices.Contains(j.claim.Claims, name) }

// ranks reports whether the claim compares those who are named with all others.
func (j *judge) ranks() bool { return ranked(j.claim.Claim) }

// since reports whether the date of the claim is that of a beginning.
func (j *judge) since() bool {
	return !j.dated.IsZero() && (j.has("since") || j.dated.OpenEnd())
}

// day returns the day on which the claim is judged: that of the question, of a
// claim about an earlier time the last of its date.
func (j *judge) day() edtf.Day {
	if !j.dated.IsZero() && !j.since() {
		return min(j.q.On, j.dated.Bounds().Last)
	}
	return j.q.On
}

// verdict judges the claim.
func (j *judge) verdict() (*Verdict, error) {
	var f *finding
	var err error
	switch negated := j.claim.Modality == act.Negated.String(); {
	case j.kind.Opinion:
		f, err = j.opinion()
	case j.claim.Count != nil:
		f, err = j.count()
	case len(j.claim.by) == 0:
		f, err = j.nobody()
	case j.claim.Modality == act.Future.String() || j.claim.Modality == act.Hypothetical.String():
		f, err = j.ahead()
	case j.ranks():
		if f, err = j.ranked(); err == nil && j.claim.Unequal {
			f.invert()
		}
	case negated && j.has("never"):
		f, err = j.never(j.claim.by[0])
	case negated:
		f, err = j.denied(j.claim.by[0])
	default:
		f, err = j.plain(j.claim.by[0])
	}
	if err != nil {
		return nil, err
	}
	v := &Verdict{
		Verdict: f.verdict, Why: sentence(f.why), Frame: j.frame(f), Count: f.count, Parties: f.parties,
		For: joinEvidence([]Evidence{}, f.pro), Against: joinEvidence([]Evidence{}, f.con), Caveats: append([]Caveat{}, f.caveats...),
	}
	return v, nil
}

// opinion tells who voiced an opinion; the ledger cannot share it.
func (j *judge) opinion() (*finding, error) {
	f := &finding{verdict: Unclear, why: j.say("opinion")}
	for _, by := range j.claim.by {
		pro, err := j.reports(by, act.Asserted, act.Future, act.Hypothetical)
		if err != nil {
			return nil, err
		}
		con, err := j.reports(by, act.Negated)
		if err != nil {
			return nil, err
		}
		f.pro, f.con = joinEvidence(f.pro, pro), joinEvidence(f.con, con)
	}
	if len(f.pro)+len(f.con) == 0 {
		f.why = j.say("opinion.nobody", "why", f.why)
	}
	return f, nil
}

// actsOf returns the acts that bear on a party's standing towards the object.
func (j *judge) actsOf(by string) ([]ledger.Act, error) {
	if acts, ok := j.acts[by]; ok {
		return acts, nil
	}
	return j.Desk.acts(j.ctx, Question{Of: j.claim.of, By: by, Known: j.q.Known})
}

// others returns the acts towards the object by counterpart.
func (j *judge) others() (map[string][]ledger.Act, error) {
	if j.acts != nil {
		return j.acts, nil
	}
	acts, err := j.Ledger.Acts(j.ctx, ledger.Query{Of: gazetteer.State(j.claim.of), Known: j.q.Known})
	if err != nil {
		return nil, fmt.Errorf("asking the ledger about %s: %w", j.claim.of, err)
	}
	j.all, j.acts = acts, counterparts(acts, j.claim.of)
	return j.acts, nil
}
