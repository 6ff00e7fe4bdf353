package main

import (
	"context"
	"fmt"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/tools/internal/lessons"
)

// byCause prints why the acts of our own corpus, of the part that may be looked at,
// are not read: by language, and in one table.
func byCause(ctx context.Context) error {
	fmt.Printf("── why acts of our corpus (dev) are not read as a careful reader reads them\n%-4s %5s", "lang", "acts")
	for _, c := range act.Causes {
		fmt.Printf(" %10s", c)
	}
	fmt.Println()
	for _, code := range lang.Codes() {
		list, err := lessons.Read(ctx, "corpus", []string{"dev"}, code)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			continue
		}
		folder, err := lang.Open(code)
		if err != nil {
			return err
		}
		coder, err := act.Open(folder)
		if err != nil {
			return err
		}
		counts, total := map[act.Cause]int{}, 0
		for n := range list {
			causes, err := coder.Explain(ctx, &list[n])
			if err != nil {
				return err
			}
			for _, c := range causes {
				counts[c]++
				total++
			}
		}
		fmt.Printf("%-4s %5d", code, total)
		for _, c := range act.Causes {
			fmt.Printf(" %10d", counts[c])
		}
		fmt.Println()
	}
	fmt.Println()
	return nil
}
