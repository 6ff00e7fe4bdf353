package exchange

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestExcerpts imports small excerpts of each kind and compares what was taken,
// refused and noted with the golden files beside them.
func TestExcerpts(t *testing.T) {
	for _, tt := range []struct{ kind, file string }{
		{"acts", "acts.jsonl"},
		{"archigos", "archigos.csv"},
		{"cow-states", "cow.csv"},
		{"cow-states", "gw.csv"},
		{"embassies", "embassies.csv"},
		{"pocom", "pocom.csv"},
		{"gdelt", "gdelt1.tsv"},
		{"gdelt", "gdelt2.tsv"},
		{"gdelt", "gdelt-reduced.csv"},
		{"gdelt", "gdelt-header.csv"},
		{"icews", "icews.tsv"},
		{"icews", "icews-reduced.tsv"},
		{"plover", "plover.jsonl"},
	} {
		t.Run(tt.file, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("testdata", tt.file))
			if err != nil {
				t.Fatal(err)
			}
			rows, sum := read(t, tt.kind, string(text))
			got := told(rows, sum)
			golden := filepath.Join("testdata", tt.file+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s: got\n%s\nwant\n%s", golden, got, want)
			}
		})
	}
}

// told writes rows as the golden files have them.
func told(rows []Row, sum Summary) string {
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "line %d", r.Line)
		if r.Refused != "" {
			fmt.Fprintf(&b, " refused: %s\n", r.Refused)
		} else {
			fmt.Fprintf(&b, " %s\n", r.Entry.Document.Article)
		}
		for i, s := range said(&r) {
			fmt.Fprintf(&b, "\t%s (%g)\n", s, r.Entry.Assertions[i].Says.Confidence)
		}
		for _, n := range r.Notes {
			fmt.Fprintf(&b, "\tnote: %s\n", n)
		}
	}
	fmt.Fprintln(&b, sum)
	return b.String()
}

func TestDocumentIsTheRow(t *testing.T) {
	rows, _ := read(t, "pocom", strings.Join(chiefsColumns(), ",")+
		"\nalgeria,dz-1,doe-john,ambassador-e-p,algeria,1965-07-22,,,1965-10-13,,1967-06-06,Left post on,\n")
	d := rows[0].Entry.Document
	want := "territory: algeria\nid: dz-1\nperson: doe-john\nrole: ambassador-e-p\ncontemporary_territory: algeria\n" +
		"appointed: 1965-07-22\nstarted: 1965-10-13\nended: 1967-06-06\nended_note: Left post on\n"
	if d.Text != want || d.Article != "pocom/dz-1" || d.Source != "pocom" || d.Lang != "en" {
		t.Errorf("document %+v", d)
	}
	says := rows[0].Entry.Assertions[0].Says
	if !strings.HasSuffix(says.Quote, "appointed: 1965-07-22") || says.Recipients[0].Text != "algeria" || says.Plover != "SUPPORT" {
		t.Errorf("says %+v", says)
	}
}

func TestBadRowDoesNotSwallowTheNext(t *testing.T) {
	head := "gwcode,stateabb,statename,startdate,enddate\n"
	good := "2,USA,United States of America,1816-01-01,2017-12-31\n"
	for name, bad := range map[string]string{
		"open quotation mark": "40,CUB,\"Cuba,1902-05-20,2017-12-31\n",
		"bare quotation mark": "40,CUB,Cu\"ba,1902-05-20,2017-12-31\n",
		"too few values":      "40,CUB\n",
		"no day":              "40,CUB,Cuba,soon,2017-12-31\n",
		"unknown number":      "9999,XXX,Nowhere,1902-05-20,2017-12-31\n",
	} {
		t.Run(name, func(t *testing.T) {
			rows, sum := read(t, "cow-states", head+bad+good)
			if sum.Rows != 2 || sum.Refused != 1 || rows[0].Refused == "" || rows[0].Line != 2 || rows[1].Line != 3 {
				t.Errorf("%v: %+v", sum, rows)
			}
		})
	}
}

func TestActsOfOneArticleMakeOneEntry(t *testing.T) {
	line := `{"article":"%s","act":"meet","actors":["USA"],"recipients":["FRA"]}` + "\n"
	rows, sum := read(t, "acts", fmt.Sprintf(line+line+line+line, "a", "a", "b", "a"))
	if len(rows) != 3 || sum.Rows != 4 || sum.Taken != 4 || sum.Assertions != 4 || rows[0].Lines != 2 {
		t.Errorf("%d rows, %v", len(rows), sum)
	}
}

func TestGzipAndFiles(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	if _, err := z.Write([]byte(`{"act":"meet","actors":["USA","FRA"]}`)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, sum := read(t, "acts", zipped.String()); sum.Taken != 1 {
		t.Errorf("gzip: %v", sum)
	}
	im := testImporter(t, "")
	if _, err := im.Open(context.Background(), "acts", filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := im.Open(context.Background(), "tea", "-"); err == nil || !strings.Contains(err.Error(), "pocom") {
		t.Errorf("an unknown kind: %v", err)
	}
	for _, kind := range []string{"archigos", "cow-states", "embassies", "pocom"} {
		if _, err := testImporter(t, "a,b\n1,2\n").Open(context.Background(), kind, "-"); err == nil {
			t.Errorf("%s: no error for a table of another kind", kind)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	in, err := testImporter(t, `{"act":"meet","actors":["USA","FRA"]}`).Open(ctx, "acts", "-")
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range in.Rows() {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
}

func TestFactsTellWhereTheyAreWrong(t *testing.T) {
	for text, want := range map[string]string{
		"":                    "f.tsv: no header",
		"# x\nc\td\n":         "f.tsv:2: the header",
		"a\tb\n1\t2\t3\n":     "f.tsv:2: 3 cells",
		"a\tb\n\n# x\n\t2\n":  "f.tsv:4: no a",
		"a\tb\n1\t2\n1\tx\n":  "f.tsv:3: \"1\" stands twice",
		"a\tb\n1\t2\r\n2\tx ": "",
	} {
		facts, err := parseFacts("f.tsv", text, []string{"a", "b"})
		if err == nil {
			_, err = byFirst(facts, "a")
		}
		if got := fmt.Sprint(err); want == "" && err != nil || !strings.HasPrefix(got, want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}
