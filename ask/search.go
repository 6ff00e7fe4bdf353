package ask

import (
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ledger"
)

// longestWords is how many bytes of words are searched for.
const longestWords = 200

// Sought is what is searched for as it is written. What is "" or missing is not
// asked for.
type Sought struct {
	Party, Actor, Recipient  string // ids or names
	Kinds, Modalities, Langs []string
	From, To                 string // days, EDTF
	Source, Words            string
	After                    string // where the last answer stopped
}

// Filter returns what to search the ledger for. Its error is a *Problem or the
// ontology's.
func (a *Asked) Filter(s Sought) (f ledger.Filter, err error) {
	f = ledger.Filter{Known: a.Known, Source: s.Source, Words: strings.TrimSpace(s.Words)}
	for _, x := range []struct {
		field, name string
		into        *string
	}{{"party", s.Party, &f.Party}, {"actor", s.Actor, &f.Actor}, {"recipient", s.Recipient, &f.Recipient}} {
		if name := strings.TrimSpace(x.name); name != "" {
			if *x.into, err = a.Party(x.field, name); err != nil {
				return f, err
			}
		}
	}
	if f.From, err = answers.ParseFirstDay(s.From); err != nil {
		return f, &Problem{"from", "on", s.From}
	}
	if f.To, err = answers.ParseDay(s.To); err != nil {
		return f, &Problem{"to", "on", s.To}
	}
	if len(f.Words) > longestWords {
		return f, &Problem{"words", Words, f.Words}
	}
	if s.After != "" {
		if f.After, err = strconv.ParseInt(s.After, 10, 64); err != nil || f.After < 0 {
			return f, &Problem{"after", After, s.After}
		}
	}
	return f, s.lists(&f)
}

// lists reads what may be given several times.
func (s *Sought) lists(f *ledger.Filter) error {
	known, err := act.LoadOntology()
	if err != nil {
		return err
	}
	for _, kind := range s.Kinds {
		if known[kind] == nil {
			return &Problem{"kind", Kind, kind}
		}
		f.Kinds = append(f.Kinds, kind)
	}
	for _, name := range s.Modalities {
		m, ok := act.ParseModality(name)
		if !ok {
			return &Problem{"modality", Modality, name}
		}
		f.Modalities = append(f.Modalities, m)
	}
	for _, code := range s.Langs {
		if _, err := language.Parse(code); err != nil {
			return &Problem{"lang_of", Language, code}
		}
		f.Langs = append(f.Langs, code)
	}
	return nil
}
