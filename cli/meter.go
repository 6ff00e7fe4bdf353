package cli

import (
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"
)

// meter shows on a terminal how many articles have been read; elsewhere, and
// where the output itself runs over the terminal, it shows nothing.
type meter struct {
	bar      *progressbar.ProgressBar
	articles int
	drawn    bool
}

// meterFrom is how many articles must have been read before a meter shows: a
// few are read before anybody could look.
const meterFrom = 50

func newMeter(s *Streams) *meter {
	_, toTerminal := terminal(s.Out)
	if _, ok := terminal(s.Err); !ok || toTerminal {
		return new(meter)
	}
	return &meter{bar: progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(s.Err), progressbar.OptionShowIts(), progressbar.OptionSetItsString("articles"), progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSpinnerType(14))}
}

// add counts one article.
func (m *meter) add() {
	m.articles++
	if m.bar != nil && m.articles >= meterFrom {
		m.bar.Describe(fmt.Sprintf("%d articles read", m.articles))
		m.bar.Set(m.articles) //nolint:errcheck // a meter that cannot be drawn is no failure
		m.drawn = true
	}
}

// clear takes the meter off the screen.
func (m *meter) clear() {
	if m.drawn {
		m.bar.Clear() //nolint:errcheck // as above
		m.drawn = false
	}
}
