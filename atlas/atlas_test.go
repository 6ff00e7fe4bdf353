package atlas

import (
	"bytes"
	"strings"
	"testing"
)

func TestReadGivesBackWhatWriteWrote(t *testing.T) {
	w, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	var once, twice bytes.Buffer
	if err := w.Write(&once, "a\nb\n"); err != nil {
		t.Fatal(err)
	}
	again, err := read(bytes.NewReader(once.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Write(&twice, "a\nb\n"); err != nil {
		t.Fatal(err)
	}
	if once.String() != twice.String() {
		t.Error("the second writing differs from the first")
	}
}

func TestBrokenRowsAreErrorsWithTheirLine(t *testing.T) {
	for _, text := range []string{"-\t1\t1\t\t\nFRA\t1\t2", "-\t1\t1\t\t\nFRA\tx\t2\t\t", "-\t1\t1\t\t\nFRA\t1\ty\t\t"} {
		if _, err := read(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestEveryRuleSaysWhy(t *testing.T) {
	w, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, s := range w.Shapes {
		ids[s.ID] = true
	}
	for _, r := range w.Rules {
		if r.Why == "" {
			t.Errorf("%+v", r)
		}
	}
	for _, o := range w.Onces {
		for _, id := range o.Shapes {
			if !ids[id] {
				t.Errorf("%s once stood at %s, which has no shape", o.ID, id)
			}
		}
	}
}
