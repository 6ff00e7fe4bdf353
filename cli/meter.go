package cli

import (
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
)

// meter shows on a terminal how many articles have been read; elsewhere it
// shows nothing.
type meter struct {
	bar      *progressbar.ProgressBar
	articles int
	acts     int
}

// meterFrom is how many articles must have been read before a meter shows: a
// few are read before anybody could look.
const meterFrom = 50

func newMeter(w io.Writer) *meter {
	f, ok := w.(*os.File)
	if !ok || !isTerminal(f) {
		return new(meter)
	}
	return &meter{bar: progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(w), progressbar.OptionSetDescription("reading"), progressbar.OptionShowCount(),
		progressbar.OptionShowIts(), progressbar.OptionSetItsString("articles"), progressbar.OptionClearOnFinish())}
}

// add counts one article with so many acts.
func (m *meter) add(acts int) {
	m.articles++
	m.acts += acts
	if m.bar != nil && m.articles >= meterFrom {
		m.bar.Set(m.articles) //nolint:errcheck // a meter that cannot be drawn is no failure
	}
}

// clear takes the meter off the screen.
func (m *meter) clear() {
	if m.bar != nil && m.articles >= meterFrom {
		m.bar.Clear() //nolint:errcheck // as above
	}
}
