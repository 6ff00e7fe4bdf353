package discourse

import (
	_ "embed"
	"strings"
)

//go:embed sitting.tsv
var sittingTSV string

// sitting is a regime that held a capital for some time.
type sitting struct{ state, regime, from, until string }

// readSitting reads the table that is part of the package.
func readSitting() []sitting {
	var all []sitting
	for _, line := range strings.Split(sittingTSV, "\n") {
		f := strings.Split(line, "\t")
		if len(f) == 4 && f[0] != "state" && !strings.HasPrefix(line, "#") {
			all = append(all, sitting{f[0], f[1], f[2], f[3]})
		}
	}
	return all
}

// Sitting returns the regime that the name of the state's capital means on the
// article's day where it stands for who governs, the state itself where none
// is contested.
func (m *Memory) Sitting(state string) string {
	for _, s := range m.lexicon.sitting {
		if s.state == state && s.from <= m.day && (s.until == "" || m.day <= s.until) {
			return s.regime
		}
	}
	return state
}
