// Package lemma finds the dictionary form of a tagged word: from a list where
// the form is known with its part of speech, else by the way in which the
// known words with the same ending change.
package lemma

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/credence-project/credence/ud/internal/words"
)

// Model is a trained lemmatiser. It is not changed by use.
type Model struct {
	Known   words.Map // (form, tag, bundle) and (form, tag) → lemma
	Endings words.Map // (ending, tag, bundle) and (ending, tag) → rule
	Rules   []Rule
	lemmas  string
}

// Rule changes an ending: it cuts bytes off the lower-case form and adds others.
type Rule struct {
	Cut int
	Add string
}

// NewModel reads the parts of a model as Learned.Encode wrote them.
func NewModel(known, endings, rules, lemmas []byte) (*Model, error) {
	m := &Model{lemmas: string(lemmas)}
	var err error
	if m.Known, err = words.NewMap(known); err != nil {
		return nil, fmt.Errorf("lemmas: %w", err)
	}
	if m.Endings, err = words.NewMap(endings); err != nil {
		return nil, fmt.Errorf("endings: %w", err)
	}
	for len(rules) > 0 {
		if len(rules) < 2 || len(rules) < 2+int(rules[1]) {
			return nil, fmt.Errorf("lemma rules cut short")
		}
		n := 2 + int(rules[1])
		m.Rules = append(m.Rules, Rule{Cut: int(rules[0]), Add: string(rules[2:n])})
		rules = rules[n:]
	}
	return m, nil
}

func (m *Model) known(key uint64) (string, bool) {
	v, ok := m.Known.Get(key)
	if !ok {
		return "", false
	}
	from, n := int(v>>8), int(v&255)
	if from+n > len(m.lemmas) {
		return "", false
	}
	return m.lemmas[from : from+n], true
}

// Lemma returns the lemma of a word whose UPOS and Feats are filled.
func (m *Model) Lemma(w *words.Word, mode words.Mode) string {
	switch words.Tags[w.UPOS] {
	case "PUNCT", "SYM":
		if l, ok := m.known(formKey(words.Hash(w.Form), w.UPOS)); ok {
			return l
		}
		return w.Form
	}
	l, ok := m.known(bundleKey(formKey(w.Key, w.UPOS), w.Feats))
	if !ok {
		l, ok = m.known(formKey(w.Key, w.UPOS))
	}
	if ok {
		if w.UPOS == words.PROPN && !(mode == words.UpperCase && w.Shape == words.AllCaps) && strings.EqualFold(l, w.Form) {
			return w.Form
		}
		return l
	}
	if w.UPOS == words.PROPN || w.UPOS == words.X {
		return w.Form
	}
	return m.guess(w)
}

// guess applies the rule of the longest known ending.
func (m *Model) guess(w *words.Word) string {
	for n := words.MaxSuffix; n > 0; n-- {
		if len(w.Low) < n {
			continue
		}
		key := formKey(w.Suf[n-1], w.UPOS)
		r, ok := m.Endings.Get(bundleKey(key, w.Feats))
		if !ok {
			r, ok = m.Endings.Get(key)
		}
		if ok && int(r) < len(m.Rules) {
			if l, ok := m.Rules[r].Apply(w); ok {
				return l
			}
		}
	}
	return plain(w)
}

// Apply returns the changed form; false where the rule does not fit it.
func (r Rule) Apply(w *words.Word) (string, bool) {
	keep := len(w.Low) - r.Cut
	if keep <= 0 && r.Add == "" || keep < 0 || keep < len(w.Low) && !utf8.RuneStart(w.Low[keep]) {
		return "", false
	}
	if r.Cut == 0 && r.Add == "" {
		return plain(w), true
	}
	return string(w.Low[:keep]) + r.Add, true
}

// plain returns the form in lower case, without copying where it is so already.
func plain(w *words.Word) string {
	if string(w.Low) == w.Form {
		return w.Form
	}
	return string(w.Low)
}

func formKey(h uint64, tag uint8) uint64 {
	h = (h ^ uint64(tag)) * 0xD6E8FEB86659FD93
	return h ^ h>>31
}

func bundleKey(h uint64, bundle uint16) uint64 {
	h = (h ^ uint64(bundle)<<8 ^ 0x51ED270B) * 0xC2B2AE3D27D4EB4F
	return h ^ h>>31
}

func packRules(rules []Rule) []byte {
	var b []byte
	for _, r := range rules {
		b = append(b, byte(r.Cut), byte(len(r.Add)))
		b = append(b, r.Add...)
	}
	return b
}
