package spreadsheet

import (
	"bytes"
	"encoding/csv"
	"slices"
	"testing"
)

func TestCellsAreHarmless(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "plain": "plain", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "–": "–", "1-2": "1-2",
		"\n=x": "'\n=x", " =x": "' =x", "\u00a0+x": "'\u00a0+x", "＝x": "'＝x", "＋1": "'＋1", "－1": "'－1", "＠x": "'＠x", " ": " ", "\xff": "\xff", "a =b": "a =b",
	} {
		if got := Harmless(cell); got != want {
			t.Errorf("%q is written %q, not %q", cell, got, want)
		}
	}
}

func TestRowsAreReadBack(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter(&out)
	rows := [][]string{{"a", "b"}, {"one\ntwo", `say "no", twice`}, {"=1", ""}}
	for _, row := range rows {
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	rows[2][0] = "'=1"
	got, err := csv.NewReader(&out).ReadAll()
	if err != nil || !slices.EqualFunc(got, rows, slices.Equal) {
		t.Errorf("%q, %v", got, err)
	}
}

func FuzzHarmless(f *testing.F) {
	f.Add("=cmd|' /C calc'!A0")
	f.Fuzz(func(t *testing.T, cell string) {
		safe := Harmless(cell)
		if safe != cell && safe != "'"+cell || Harmless(safe) != safe {
			t.Errorf("%q became %q", cell, safe)
		}
	})
}
