package colleague

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
)

// checker holds what a second reader says of an article against the article, the
// ontology and the gazetteer.
type checker struct {
	article *article.Article
	kinds   act.Ontology
	names   *gazetteer.Directory
	by      string
}

// gathering is what a second reader says of an article, part by part.
type gathering struct {
	checker
	assertions []act.Assertion
	refused    []string
}

// take checks one act that was read in a part and keeps it, or says why not. What
// is said twice is kept once.
func (g *gathering) take(text json.RawMessage, p part) {
	i, err := parseItem(text)
	if err == nil {
		var a *act.Assertion
		if a, err = g.check(i, p); err == nil {
			g.keep(a)
			return
		}
	}
	g.refused = append(g.refused, err.Error())
}

func (g *gathering) keep(a *act.Assertion) {
	for n := range g.assertions {
		if o := &g.assertions[n]; agree(a, o) {
			if a.Start != o.Start && a.End != o.End {
				o.Mentions = append(o.Mentions, act.Span{Start: a.Start, End: a.End})
			}
			return
		}
	}
	g.assertions = append(g.assertions, *a)
}

// check returns what one act of an answer comes to in the article; the error says
// in few words why it is not kept.
func (c *checker) check(i *item, p part) (*act.Assertion, error) {
	kind := c.kinds[i.Act]
	if kind == nil {
		return nil, fmt.Errorf("no kind is called %s", brief(fmt.Sprintf("%.40q", i.Act)))
	}
	modality, ok := act.ParseModality(i.Modality)
	if !ok {
		return nil, fmt.Errorf("no modality is called %s", brief(fmt.Sprintf("%.40q", i.Modality)))
	}
	start, end, ok := find(c.article.Text[p.start:p.end], i.Quote)
	if !ok {
		return nil, errors.New("its quote does not stand in the article")
	}
	if _, err := edtf.Parse(i.Date); err != nil && i.Date != "" {
		return nil, fmt.Errorf("%s is no EDTF date", brief(fmt.Sprintf("%.40q", i.Date)))
	}
	start, end = p.start+start, p.start+end
	a := &act.Assertion{
		Kind: kind, Date: i.Date, DateHow: "as the second reader has it", Modality: modality, Claims: []string{},
		Quote: c.article.Text[start:end], Start: start, End: end, Confidence: Confidence,
		Trace: act.Trace{
			Pattern: "second reader " + c.by, Trigger: act.Span{Start: start, End: end}, Sentence: act.Span{Start: start, End: end},
			Modality: []string{"as the second reader has it"},
		},
	}
	if s, e, ok := find(c.article.Text[p.start:p.end], i.DateText); ok && i.Date != "" {
		a.DateText = c.article.Text[p.start+s : p.start+e]
	}
	for _, side := range []struct {
		from []act.RecordParty
		to   *[]act.Party
	}{{i.Actors, &a.Actors}, {i.Recipients, &a.Recipients}, {i.Over, &a.Over}} {
		var err error
		if *side.to, err = c.parties(side.from, a, p); err != nil {
			return nil, err
		}
	}
	if i.AttributedTo != "" {
		a.AttributedTo, _ = resolve(c.names, i.AttributedTo, "", c.day())
	}
	return a, shape(a)
}

// day is the day on which names are to mean what they mean.
func (c *checker) day() string { return c.article.Published }

// parties resolves the parties on one side of an act, each once.
func (c *checker) parties(list []act.RecordParty, a *act.Assertion, p part) ([]act.Party, error) {
	var out []act.Party
	for _, one := range list {
		id, ok := resolve(c.names, strings.TrimSpace(one.ID), strings.TrimSpace(one.Text), c.day())
		if !ok {
			return nil, fmt.Errorf("nobody known is called %s (%s)", brief(fmt.Sprintf("%.40q", one.Text)), brief(fmt.Sprintf("%.40q", one.ID)))
		}
		if slices.ContainsFunc(out, func(o act.Party) bool { return o.ID == id }) {
			continue
		}
		x := act.Party{ID: id, How: "as the second reader has it"}
		for _, within := range []act.Span{{Start: a.Start, End: a.End}, {Start: p.start, End: p.end}} {
			if s, e, ok := find(c.article.Text[within.Start:within.End], one.Text); ok {
				x.Start, x.End = within.Start+s, within.Start+e
				x.Text = c.article.Text[x.Start:x.End]
				break
			}
		}
		out = append(out, x)
	}
	return out, nil
}

// shape reports an act that lacks a party which its kind has, as ours are to have.
func shape(a *act.Assertion) error {
	k := a.Kind
	switch {
	case len(a.Actors) == 0 && (a.Modality != act.Negated || len(a.Recipients) == 0):
		return errors.New("nobody does it")
	case len(a.Recipients) > 0, k.Unary, k.State:
	case (k.Mutual || k.Reciprocal) && len(a.Actors) > 1:
	case k.Opinion:
	default:
		return errors.New("it is done to nobody")
	}
	if k.Name != "recognize-sovereignty" && len(a.Over) > 0 {
		return errors.New("it is over a territory, as only sovereignty is")
	}
	return nil
}
