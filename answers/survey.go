package answers

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
)

// Survey keeps how all parties stand to each other under one doctrine while the
// ledger grows: the standings of two states are derived again only when a record
// touches acts between them, or of one of them alone, from which a standing follows.
// Each answer is that of a Desk, only sooner. It may be used by several goroutines.
type Survey struct {
	desk  Desk
	kinds map[string]bool // those from which a standing follows

	looking sync.Mutex // held by the one who looks for new records
	mutex   sync.Mutex // for all that follows
	mark    ledger.Mark
	begun   time.Time               // from here on it is known what was touched when
	touched map[couple]time.Time    // of two states, and of one alone, when last
	any     map[string]time.Time    // when an act of a state was touched last, of whatever kind
	own     map[string][]ledger.Act // the acts of each state alone
	ownAs   time.Time               // as known when; own is nil before it was read
	bonds   map[couple]*bond
	sides   map[string]*side
	past    *lru.Cache[earlierKey, *Panorama] // of instants since which there was more
}

// side is what a survey knows of a state.
type side struct {
	turn   sync.Mutex // held by the one who derives
	whole  bool       // others are all
	others map[string]bool
	ids    []string // its parties that were asked about
}

// NewSurvey returns a survey that has read nothing yet. The desk's Survey is not used.
func NewSurvey(d Desk) *Survey {
	d.Survey = nil
	s := &Survey{
		desk: d, kinds: map[string]bool{}, touched: map[couple]time.Time{}, any: map[string]time.Time{},
		bonds: map[couple]*bond{}, sides: map[string]*side{},
	}
	s.past, _ = lru.New[earlierKey, *Panorama](keptEarlier) // errs where none are to be kept
	for _, kind := range d.Doctrine.Kinds() {
		s.kinds[kind] = true
	}
	return s
}

// look takes in what was touched since it was last looked. Before there is anything in
// the ledger nothing is kept.
func (s *Survey) look(ctx context.Context) error {
	s.looking.Lock()
	defer s.looking.Unlock()
	s.mutex.Lock()
	mark := s.mark
	s.mutex.Unlock()
	if mark != (ledger.Mark{}) {
		if latest, err := s.desk.Ledger.Latest(ctx); err != nil || latest.Equal(mark.At) {
			return err
		}
	}
	list, now, err := s.desk.Ledger.Since(ctx, mark)
	if err != nil {
		return fmt.Errorf("asking the ledger what is new: %w", err)
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.mark == (ledger.Mark{}) {
		s.begun = now.At
	}
	s.mark = now
	for _, t := range list {
		s.touch(t)
	}
	return nil
}

// touch notes that acts can have changed.
func (s *Survey) touch(t ledger.Touch) {
	for _, state := range []string{t.Actor, t.Recipient} {
		s.any[state] = later(s.any[state], t.At)
	}
	if !s.kinds[t.Kind] {
		return
	}
	c := coupleOf(t.Actor, t.Recipient)
	if c[0] == c[1] {
		c[0] = ""
	}
	s.touched[c] = later(s.touched[c], t.At)
	if c[0] != "" {
		s.side(c[0]).others[c[1]] = true
		s.side(c[1]).others[c[0]] = true
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// side returns what is known of a state.
func (s *Survey) side(state string) *side {
	x := s.sides[state]
	if x == nil {
		x = &side{others: map[string]bool{}}
		s.sides[state] = x
	}
	return x
}

// fresh returns a bond of two states that is as the ledger is now, and has the
// courses of some parties; nil where there is none.
func (s *Survey) fresh(c couple, ids ...string) *bond {
	b := s.bonds[c]
	if b == nil || b.as.Before(s.lastOf(c)) || slices.ContainsFunc(ids, func(id string) bool { return !b.has(id) }) {
		return nil
	}
	return b
}

// lastOf returns when what bears on two states was touched last.
func (s *Survey) lastOf(c couple) time.Time {
	return later(s.touched[c], later(s.touched[couple{"", c[0]}], s.touched[couple{"", c[1]}]))
}

// Panorama returns how a party and all others stand to each other, as known at an
// instant: the zero Time for now. What it returns must not be changed.
func (s *Survey) Panorama(ctx context.Context, of string, known time.Time) (*Panorama, error) {
	if err := s.look(ctx); err != nil {
		return nil, err
	}
	if s.empty() {
		return s.desk.Panorama(ctx, Question{Of: of, Known: known})
	}
	if !s.holds(gazetteer.State(of), known) {
		return s.earlier(ctx, of, known)
	}
	// Who asked may have gone by the time that it is derived: it is kept for others.
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), derivedIn)
	defer stop()
	bonds, err := s.around(ctx, of)
	if err != nil {
		return nil, err
	}
	return s.desk.panorama(of, bonds), nil
}

// empty reports whether there was nothing in the ledger.
func (s *Survey) empty() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.mark == (ledger.Mark{})
}

// derivedIn is how long deriving the bonds of a party may take.
const derivedIn = time.Minute

// earlier returns a panorama as known at an instant since which the party was touched.
func (s *Survey) earlier(ctx context.Context, of string, known time.Time) (*Panorama, error) {
	key := earlierKey{of, known.UTC()}
	if p, ok := s.past.Get(key); ok {
		return p, nil
	}
	p, err := s.desk.Panorama(ctx, Question{Of: of, Known: known})
	if err == nil {
		s.past.Add(key, p)
	}
	return p, err
}

// earlierKey is what a panorama of the past depends on.
type earlierKey struct {
	of    string
	known time.Time
}

// keptEarlier is how many panoramas of the past are kept.
const keptEarlier = 64

// holds reports whether what is known of a state now was known of it at an instant.
func (s *Survey) holds(state string, known time.Time) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if known.IsZero() {
		return true
	}
	if known.Before(s.begun) {
		return false
	}
	last := s.touched[couple{"", state}]
	for other := range s.side(state).others {
		last = later(last, s.lastOf(coupleOf(state, other)))
	}
	return !last.After(known)
}

// Touched returns an instant at which all was known of a state that is known of it
// at a later one: that of the last record that touches it, where that is known.
func (s *Survey) Touched(ctx context.Context, state string, known time.Time) (time.Time, error) {
	if err := s.look(ctx); err != nil {
		return known, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	last := later(s.begun, s.any[state])
	if !known.IsZero() && known.Before(last) {
		return known, nil
	}
	return last, nil
}
