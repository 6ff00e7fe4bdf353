package answers

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/standing"
)

// Turn is a standing that became another one.
type Turn struct {
	By, Of        string
	Aspect, Over  string
	On            edtf.Day // the first day on which it is so
	Date          string   // EDTF, the same as the sources give it
	Before, Value string
	Since, Rule   string
}

// Outlook is what a survey tells of one day.
type Outlook struct {
	Turns     []Turn // the latest ones up to the day, the latest first
	Contested []Turn // what sources contest on the day, the latest first
	Disputed  int    // how many are contested, of which these are the first
	As        time.Time
}

// Outlook returns the latest turns of standings up to a day, and what is contested
// on it, up to so many of each: of all parties that the acts name.
func (s *Survey) Outlook(ctx context.Context, day edtf.Day, turns, contested int) (*Outlook, error) {
	if err := s.Ready(ctx); err != nil {
		return nil, err
	}
	s.mutex.Lock()
	bonds, as := slices.Collect(maps.Values(s.bonds)), s.mark.At
	s.mutex.Unlock()
	o := &Outlook{As: as}
	for _, b := range bonds {
		for _, first := range b.seen[0] {
			for _, second := range b.seen[1] {
				for _, w := range []way{{first, second}, {second, first}} {
					c := b.courses[w]
					for _, strand := range c.Strands() {
						o.add(w, &strand, day)
					}
				}
			}
		}
	}
	o.Disputed = len(o.Contested)
	o.Turns, o.Contested = latestTurns(o.Turns, turns), latestTurns(o.Contested, contested)
	return o, nil
}

// add adds what is told of one aspect.
func (o *Outlook) add(w way, s *Strand, day edtf.Day) {
	n := slices.IndexFunc(s.Stretches, func(x Stretch) bool { return x.From <= day && day <= x.To })
	if n < 0 {
		return
	}
	now := s.Stretches[n]
	t := Turn{By: w.by, Of: w.of, Aspect: string(s.Aspect), Over: s.Over}
	if now.Value == standing.Contested {
		first := n
		for first > 0 && s.Stretches[first-1].Value == standing.Contested {
			first--
		}
		o.Contested = append(o.Contested, t.to(s.Stretches, first))
	}
	for ; n > 0; n-- {
		if c := t.to(s.Stretches, n); c.Value != standing.Unknown && c.Value != c.Before {
			o.Turns = append(o.Turns, c)
			return
		}
	}
}

// to returns the turn with which a stretch begins. What it was before is what was
// known last: between two days of which one is that of the change nothing is.
func (t Turn) to(list []Stretch, n int) Turn {
	t.On, t.Value, t.Since, t.Rule, t.Before = list[n].From, list[n].Value, list[n].Since, list[n].Rule, standing.Unknown
	t.Date = t.On.String()
	if d, err := edtf.Parse(t.Since); err == nil && d.Bounds().Last == t.On {
		t.Date = t.Since // such as a month, of which that is the last day
	}
	for k := n - 1; k >= 0 && t.Before == standing.Unknown; k-- {
		t.Before = list[k].Value
	}
	return t
}

// latestTurns returns up to so many turns, the latest first. Relations are the same
// seen from both sides, and of a state and its government, and are told once.
func latestTurns(list []Turn, most int) []Turn {
	slices.SortFunc(list, func(a, b Turn) int {
		return cmp.Or(cmp.Compare(b.On, a.On), strings.Compare(a.By, b.By), strings.Compare(a.Of, b.Of), strings.Compare(a.Aspect, b.Aspect), strings.Compare(a.Over, b.Over))
	})
	var kept []Turn
	seen := map[Turn]bool{}
	for _, t := range list {
		if len(kept) == most {
			break
		}
		if t.Aspect == string(standing.Relations) {
			states := coupleOf(gazetteer.State(t.By), gazetteer.State(t.Of))
			same := Turn{By: states[0], Of: states[1], On: t.On, Before: t.Before, Value: t.Value}
			if seen[same] {
				continue
			}
			seen[same] = true
		}
		kept = append(kept, t)
	}
	return kept
}
