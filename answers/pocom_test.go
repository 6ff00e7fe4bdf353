package answers_test

import (
	"encoding/csv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// levels is the level of relations that a chief of mission of a role stands for:
// ministers and envoys head legations, which are open missions of a level below
// an ambassador's.
var levels = map[string]string{
	"ambassador-e-p": standing.Ambassador, "charge-daffaires": standing.Charge, "charge-daffaires-ad-interim": standing.Charge,
	"envoy-extraordinary-minister-plenipotentiary": standing.Embassy, "minister-resident": standing.Embassy, "minister-plenipotentiary": standing.Embassy,
	"minister-resident-consul-general": standing.Embassy,
}

// term is one row of the table, as read by this test alone.
type term struct {
	territory  string
	level      string
	first, end edtf.Day
	state      string // the id that the importer gives the territory at that time
}

// readTerms reads the rows whose days and roles leave nothing open.
func readTerms(t *testing.T, file string) []term {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for n, name := range rows[0] {
		column[name] = n
	}
	var terms []term
	for _, r := range rows[1:] {
		started, err1 := edtf.Parse(r[column["started"]])
		ended, err2 := edtf.Parse(r[column["ended"]])
		if err1 != nil || err2 != nil || started.Precision() != edtf.DayPrecision || ended.Precision() != edtf.DayPrecision {
			terms = append(terms, term{territory: r[column["territory"]]})
			continue
		}
		terms = append(terms, term{territory: r[column["territory"]], level: levels[r[column["role"]]], first: started.Bounds().First, end: ended.Bounds().First})
	}
	return terms
}

// TestChiefsOfMissionAgreeWithTheirTable imports the table of the United States'
// chiefs of mission and asks for the level of relations on 500 days, drawn by a
// seed, on which exactly one row tells it.
func TestChiefsOfMissionAgreeWithTheirTable(t *testing.T) {
	file, want := "../exchange/testdata/pocom.csv", 20
	if shared := os.Getenv("CREDENCE_SHARED"); shared != "" {
		file, want = filepath.Join(shared, "reference", "pocom_chiefs.csv"), 500
	} else {
		t.Log("CREDENCE_SHARED names no folder of shared data: the excerpt alone is asked about")
	}
	terms := readTerms(t, file)
	desk := importChiefs(t, file, terms)
	random := rand.New(rand.NewPCG(1776, 7))
	asked, wrong := 0, 0
	for tries := 0; asked < want && tries < 100*want; tries++ {
		x := terms[random.IntN(len(terms))]
		of := x.state
		if x.level == "" || of == "" || x.end <= x.first {
			continue
		}
		day := x.first + edtf.Day(random.IntN(int(x.end-x.first)))
		if !alone(terms, of, x.level, day) {
			continue
		}
		asked++
		answer, err := desk.Status(t.Context(), answers.Question{Of: of, By: "USA", On: day})
		if err != nil {
			t.Fatal(err)
		}
		if s := answer[0]; s.Relations != x.level || s.Recognised != standing.Yes {
			wrong++
			if wrong <= 10 {
				t.Logf("USA of %s on %s: %s, %s, want %s (%s)", of, day, s.Recognised, s.Relations, x.level, x.territory)
			}
		}
	}
	t.Logf("%d days asked about, %d answers differ from the table", asked, wrong)
	if asked < want || wrong > 0 {
		t.Errorf("%d of %d days asked about, %d wrong", asked, want, wrong)
	}
}

// alone reports whether no other row tells of another level on a day, or ended on
// it.
func alone(terms []term, of, level string, day edtf.Day) bool {
	for _, x := range terms {
		if x.state == of && x.first <= day && day <= x.end && x.level != level {
			return false
		}
	}
	return true
}

// importChiefs imports the table, and notes the state of each of its rows.
func importChiefs(t *testing.T, file string, terms []term) *answers.Desk {
	t.Helper()
	desk, l := newDesk(t)
	table := rows(t, desk.Names, "pocom", file)
	if len(table) != len(terms) {
		t.Fatalf("%d rows in the table, %d read", len(terms), len(table))
	}
	var batch []ledger.Entry
	for n, row := range table {
		if row.Refused != "" {
			continue
		}
		batch = append(batch, row.Entry)
		for _, a := range row.Entry.Assertions {
			if a.Says.State != "" && len(a.Says.Recipients) == 1 {
				terms[n].state = a.Says.Recipients[0].ID
			}
		}
	}
	if _, err := l.Add(t.Context(), batch...); err != nil {
		t.Fatal(err)
	}
	return desk
}
