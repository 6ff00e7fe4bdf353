package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/credence-project/credence/act"
)

// stretch is a piece of a text that the same findings speak of.
type stretch struct {
	Text   string
	Marked bool
	Tone   string    // of the modality of the first finding
	Ends   []finding // findings whose quote ends here
}

// markUp cuts a text into lines, and these where quotes begin and end. Every byte
// of the text but its line ends is in one stretch.
func markUp(text string, found []finding) (lines [][]stretch) {
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		end := at + len(line)
		if strings.TrimSpace(line) != "" {
			lines = append(lines, cut(text, at, end, found))
		}
		at = end + 1
	}
	return lines
}

// cut returns the stretches of a line.
func cut(text string, from, to int, found []finding) (list []stretch) {
	points := []int{from, to}
	for n := range found {
		for _, p := range []int{found[n].Says.Start, found[n].Says.End} {
			if p > from && p < to {
				points = append(points, p)
			}
		}
	}
	slices.Sort(points)
	points = slices.Compact(points)
	for n := 0; n+1 < len(points); n++ {
		s := stretch{Text: text[points[n]:points[n+1]]}
		for k := range found {
			f := &found[k]
			if f.Says.Start <= points[n] && f.Says.End >= points[n+1] {
				if !s.Marked {
					s.Marked, s.Tone = true, f.Says.Modality
				}
				if f.Says.End == points[n+1] {
					s.Ends = append(s.Ends, *f)
				}
			}
		}
		list = append(list, s)
	}
	return list
}

func number(n int) string { return strconv.Itoa(n) }

// share writes a number from 0 to 1.
func share(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }

func partyList(list []act.RecordParty) string {
	ids := make([]string, len(list))
	for n := range list {
		ids[n] = list[n].ID
	}
	return strings.Join(ids, " ")
}
