package exchange

import (
	"context"
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
)

// testOntology returns the ontology with the kinds that tables need.
func testOntology(t testing.TB) act.Ontology {
	t.Helper()
	o, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range []*act.Kind{
		{Name: "is-state", State: true, Unary: true},
		{Name: "take-office", Unary: true, Plover: "COOPERATE"},
		{Name: "install-government", Plover: "COERCE"},
	} {
		if o[k.Name] == nil {
			o[k.Name] = k
		}
	}
	return o
}

func testImporter(t testing.TB, text string) *Importer {
	t.Helper()
	im, err := New(Options{Ontology: testOntology(t), Stdin: strings.NewReader(text)})
	if err != nil {
		t.Fatal(err)
	}
	return im
}

// read returns all rows that a text of a kind gives, after checking what must
// hold of each.
func read(t testing.TB, kind, text string) ([]Row, Summary) {
	t.Helper()
	in, err := testImporter(t, text).Open(context.Background(), kind, "-")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	return gather(t, in)
}

func gather(t testing.TB, in *Reading) ([]Row, Summary) {
	t.Helper()
	var rows []Row
	for row, err := range in.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		checkRow(t, &row)
		rows = append(rows, row)
	}
	return rows, in.Summary()
}

// checkRow holds a row to what every row keeps to.
func checkRow(t testing.TB, row *Row) {
	t.Helper()
	if row.Line <= 0 || row.Lines <= 0 {
		t.Errorf("row at line %d stands for %d lines", row.Line, row.Lines)
	}
	if (row.Refused == "") != (len(row.Entry.Assertions) > 0) {
		t.Errorf("line %d: refused %q with %d assertions", row.Line, row.Refused, len(row.Entry.Assertions))
	}
	d := &row.Entry.Document
	for _, a := range row.Entry.Assertions {
		r := &a.Says
		if d.Text != "" && (r.Quote == "" || d.Text[r.Start:r.End] != r.Quote) {
			t.Errorf("line %d: %q does not stand at %d to %d of %q", row.Line, r.Quote, r.Start, r.End, d.Text)
		}
		if _, err := edtf.Parse(r.Date); r.Date != "" && err != nil {
			t.Errorf("line %d: %v", row.Line, err)
		}
		if len(r.Actors)+len(r.Recipients) == 0 || r.Modality == "" || r.Act+r.State == "" || a.Reader == "" {
			t.Errorf("line %d: half said: %+v", row.Line, r)
		}
	}
}

// said writes a row's assertions shortly: "act ACTORS > RECIPIENTS date".
func said(row *Row) []string {
	var list []string
	for _, a := range row.Entry.Assertions {
		r := &a.Says
		line := r.Act + r.State + " " + idsOf(r.Actors)
		if len(r.Recipients) > 0 {
			line += " > " + idsOf(r.Recipients)
		}
		list = append(list, strings.TrimSpace(line+" "+r.Date))
	}
	return list
}

func idsOf(parties []act.RecordParty) string {
	var ids []string
	for _, p := range parties {
		ids = append(ids, p.ID)
	}
	return strings.Join(ids, ",")
}
