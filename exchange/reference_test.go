package exchange

import (
	"cmp"
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestReferenceFiles imports the files as they were published, and holds the
// counts: every row is taken or refused.
func TestReferenceFiles(t *testing.T) {
	shared := os.Getenv("CREDENCE_SHARED")
	if shared == "" {
		t.Skip("CREDENCE_SHARED names no folder of published tables: only excerpts are tested")
	}
	reference := filepath.Join(shared, "reference")
	for _, tt := range []struct {
		kind, file     string
		rows, refusals int
	}{
		{"pocom", "pocom_chiefs.csv", 5743, 300},
		{"pocom", "pocom_missions.tar.gz", 5743 + 225, 300 + 225},
		{"cow-states", "cow_states.csv", 243, 20},
		{"cow-states", "gw_states.csv", 216, 20},
		{"archigos", "archigos.csv", 3409, 40},
		{"embassies", "database_of_embassies.csv.gz", 9852, 300},
	} {
		t.Run(tt.file, func(t *testing.T) {
			in, err := testImporter(t, "").Open(context.Background(), tt.kind, filepath.Join(reference, tt.file))
			if err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			rows, sum := gather(t, in)
			if sum.Rows != tt.rows || sum.Taken+sum.Refused != sum.Rows || len(rows) != tt.rows {
				t.Errorf("%v; want %d rows, all accounted for", sum, tt.rows)
			}
			if sum.Refused > tt.refusals {
				t.Errorf("%d refused, more than %d", sum.Refused, tt.refusals)
			}
			report(t, rows, sum)
		})
	}
}

// report tells the commonest reasons and notes, and what was said.
func report(t *testing.T, rows []Row, sum Summary) {
	refused, flags, kinds := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range rows {
		if r.Refused != "" {
			refused[r.Refused]++
		}
		if r.Flagged {
			for _, n := range r.Notes {
				flags[n]++
			}
		}
		for _, a := range r.Entry.Assertions {
			kinds[a.Says.Act+a.Says.State]++
		}
	}
	t.Log(sum)
	for what, counts := range map[string]map[string]int{"said": kinds, "refused": refused, "notes of flagged rows": flags} {
		reasons := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
			return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b))
		})
		for _, r := range reasons[:min(len(reasons), 12)] {
			t.Logf("%s: %5d %s", what, counts[r], r)
		}
	}
}
