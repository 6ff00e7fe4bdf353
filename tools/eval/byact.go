package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

// actCount is how often a kind of act is in the gold, was missed, and was
// found where there is none.
type actCount struct{ gold, missed, extra int }

var wrongLine = regexp.MustCompile(`(?m)^(missed|extra) +\S+ ([a-z-]+) `)

// byAct prints precision and recall of each kind of act in a folder of gold
// files, from what the scorer says was missed and what was false.
func byAct(verbose, folder string) error {
	counts := map[string]*actCount{}
	count := func(act string) *actCount {
		if counts[act] == nil {
			counts[act] = new(actCount)
		}
		return counts[act]
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.gold.json"))
	if err != nil {
		return err
	}
	for _, f := range files {
		var gold struct{ Acts []struct{ Act string } }
		data, err := os.ReadFile(f)
		if err == nil {
			err = json.Unmarshal(data, &gold)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		for _, a := range gold.Acts {
			count(a.Act).gold++
		}
	}
	for _, m := range wrongLine.FindAllStringSubmatch(verbose, -1) {
		if m[1] == "missed" {
			count(m[2]).missed++
		} else {
			count(m[2]).extra++
		}
	}
	acts := make([]string, 0, len(counts))
	for act := range counts {
		acts = append(acts, act)
	}
	slices.Sort(acts)
	fmt.Printf("%-24s %5s %7s %7s\n", "act", "gold", "P", "R")
	for _, act := range acts {
		c := counts[act]
		right := c.gold - c.missed
		fmt.Printf("%-24s %5d %7.2f %7.2f\n", act, c.gold, ratio(right, right+c.extra), ratio(right, c.gold))
	}
	return nil
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
