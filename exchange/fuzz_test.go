package exchange

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// fuzzImport holds any bytes to this: no panic, every row taken or refused, and
// what is taken keeps to what every row does.
func fuzzImport(f *testing.F, kind string, seeds ...string) {
	for _, s := range seeds {
		text, err := os.ReadFile(filepath.Join("testdata", s))
		if err != nil {
			f.Fatal(err)
		}
		lines := bytes.SplitAfter(text, []byte("\n"))
		for n, line := range lines[1:] { // small seeds: large ones are long minimised
			f.Add(slices.Concat(lines[0], line))
			f.Add(slices.Concat(lines[0], line[:len(line)/2], []byte("\",;\"\n1900-13,\xff")))
			if n == 3 {
				break
			}
		}
	}
	shared := testImporter(f, "")
	f.Fuzz(func(t *testing.T, text []byte) {
		im := *shared
		im.options.Stdin = bytes.NewReader(text)
		in, err := im.Open(context.Background(), kind, "-")
		if err != nil {
			return
		}
		defer in.Close()
		lines := 0
		for row, err := range in.Rows() {
			if err != nil {
				return
			}
			checkRow(t, &row)
			lines += row.Lines
		}
		if s := in.Summary(); s.Rows != lines || s.Taken+s.Refused != s.Rows {
			t.Errorf("%v for %d rows", s, lines)
		}
	})
}

func FuzzActs(f *testing.F)      { fuzzImport(f, "acts", "acts.jsonl") }
func FuzzArchigos(f *testing.F)  { fuzzImport(f, "archigos", "archigos.csv") }
func FuzzStates(f *testing.F)    { fuzzImport(f, "cow-states", "cow.csv", "gw.csv") }
func FuzzEmbassies(f *testing.F) { fuzzImport(f, "embassies", "embassies.csv") }
func FuzzChiefs(f *testing.F)    { fuzzImport(f, "pocom", "pocom.csv") }

// FuzzMission reads any bytes as a mission of the archive's XML.
func FuzzMission(f *testing.F) {
	f.Add([]byte("<country-mission><territory-id>algeria</territory-id><chiefs><chief><id>a</id></chief><chief></country-mission>"))
	f.Fuzz(func(t *testing.T, text []byte) {
		table, err := newTable(chiefsColumns())
		if err != nil {
			t.Fatal(err)
		}
		table.readMission("missions-countries/x.xml", text, false)
		for _, r := range table.records {
			if r.wrong == "" && len(r.cells) != len(table.columns) || r.line <= 0 {
				t.Errorf("line %d: %q, %q", r.line, r.cells, r.wrong)
			}
		}
	})
}
