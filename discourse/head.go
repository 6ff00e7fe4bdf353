package discourse

import (
	"slices"

	"github.com/credence-project/credence/gazetteer"
)

// longestHead is how many words a fragment that heads what follows can have.
const longestHead = 8

// heading returns how many words of the sentence are a name, or names, that head what
// follows: all of "FRANCE." or "And Syria?", "Niger :" of "Niger : Paris recalls …"; 0
// where it does not open so.
func (m *Memory) heading() int {
	for i := range m.tree.Tokens[:min(longestHead, len(m.tree.Tokens))] {
		switch tok := &m.tree.Tokens[i]; tok.UPOS {
		case "DET", "CCONJ", "SYM", "NUM":
		case "PUNCT":
			if tok.Form == ":" && i > 0 {
				return i + 1
			}
		default:
			if m.mention[i] < 0 {
				return 0
			}
		}
	}
	if len(m.tree.Tokens) > longestHead {
		return 0
	}
	return len(m.tree.Tokens)
}

// bare reports whether the sentence is a name, or names, and nothing else.
func (m *Memory) bare() bool { return m.heading() == len(m.tree.Tokens) }

// entitle notes the parties that the sentence names, where it is a fragment that names
// nobody else: what follows is about them.
func (m *Memory) entitle() {
	words := m.heading()
	if words == 0 {
		m.headActs, m.headSpeaks = m.headActs || m.headSpeaks, m.headIsSubject()
		return
	}
	var named []string
	for n := len(m.past) - 1; n >= 0 && m.past[n].sentence == m.sentence; n-- {
		if m.past[n].token >= words {
			continue
		}
		for _, id := range m.past[n].ids {
			if !slices.Contains(named, id) {
				named = append(named, id)
			}
		}
	}
	if len(named) > 0 {
		m.head, m.headActs, m.headSpeaks = named, false, false
	}
}

// headIsSubject reports whether the sentence has a party that heads the text for a subject.
func (m *Memory) headIsSubject() bool {
	for n := len(m.past) - 1; n >= 0 && m.past[n].sentence == m.sentence; n-- {
		if p := &m.past[n]; p.weight >= subjectWeight && slices.ContainsFunc(p.ids, func(id string) bool { return slices.Contains(m.head, id) }) {
			return true
		}
	}
	return false
}

// ActedOn returns the parties that head the text in hand, where it tells not what they do.
func (m *Memory) ActedOn() []string {
	if m.headActs {
		return nil
	}
	return m.head
}

// Labelled reports whether the sentence in hand itself opens with a name that heads it:
// "Niger : Paris recalls …".
func (m *Memory) Labelled() bool {
	words := m.heading()
	return 0 < words && words < len(m.tree.Tokens)
}

// Head returns the parties that a fragment names that heads the text in hand.
func (m *Memory) Head() []string { return m.head }

// Unhead ends what a fragment heads.
func (m *Memory) Unhead() {
	m.head = nil
	m.news++
}

// headline resolves the government or ministry at i that tells not whose it is by the
// party that heads the text.
func (m *Memory) headline(i int) []Referent {
	if len(m.head) != 1 || slices.Contains(m.rivals(i), m.head[0]) {
		return nil
	}
	if v := m.tree.Head(i); v >= 0 && m.tree.Is(i, "nsubj") {
		if o := m.tree.Child(v, "obj"); o >= 0 {
			if r, ok := m.named(o); ok && r.ID == m.head[0] {
				return nil // "Iran. The minister urged Tehran to …"
			}
		}
	}
	return []Referent{m.referent(i, m.head[0], gazetteer.Name, "", Description)}
}
