package exchange

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/piprate/json-gold/ld"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
)

// openLedger opens an empty ledger whose clock goes on a second each time.
func openLedger(t testing.TB) *ledger.Ledger {
	t.Helper()
	at := time.Date(2025, 8, 1, 0, 0, 0, 0, time.UTC)
	l, err := ledger.Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{Now: func() time.Time { at = at.Add(time.Second); return at }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// saying is an assertion: quote, then what it says.
type saying struct {
	quote, kind, actor, recipient, date, modality, cameo string
	change                                               func(*ledger.Assertion)
}

// article returns a document that says some things, one a line.
func article(name, source, published string, list ...saying) ledger.Entry {
	e := ledger.Entry{Document: ledger.Document{Source: source, Article: name, URL: "https://" + source + "/" + name + "?a=1&b=<2>",
		Title: "On " + name, Byline: "Ada \"A.\" Lovelace", Published: published, Lang: "en"}, Reader: "credence 0.1"}
	for _, s := range list {
		start := len(e.Document.Text)
		e.Document.Text += s.quote + "\n"
		a := ledger.Assertion{Reader: "credence 0.1", Says: act.Record{Act: s.kind, Date: s.date, DateText: s.date, Modality: s.modality, Cameo: s.cameo,
			Plover: "SUPPORT", PloverIn: []string{"diplomatic"}, Quote: s.quote, Start: start, End: start + len(s.quote), Confidence: .91, Claims: []string{},
			Actors: []act.RecordParty{{ID: s.actor, Text: "the first"}}, Recipients: []act.RecordParty{{ID: s.recipient, Text: "the second"}}}}
		if strings.HasPrefix(s.kind, "has-") {
			a.Says.Kind, a.Says.State, a.Says.Act, a.Says.Plover = "state", s.kind, "", ""
		}
		if s.recipient == "" {
			a.Says.Recipients = []act.RecordParty{}
		}
		if s.change != nil {
			s.change(&a)
		}
		e.Assertions = append(e.Assertions, a)
	}
	return e
}

// someLedger is a ledger with what is hard to carry, and one assertion that is
// rejected.
func someLedger(t testing.TB) *ledger.Ledger {
	l := openLedger(t)
	entries := []ledger.Entry{
		article("one.txt", "example.org", "2025-07-07",
			saying{"=Russia recognised, \"at last\", the Taliban;\tso it goes", "recognize-government", "RUS", "AFG.TALIBAN", "2025-07-03", "asserted", "054", func(a *ledger.Assertion) {
				a.Effect, a.Says.AttributedTo, a.Says.Claims = "2025-07-04", "RUS", []string{"first", "only"}
				a.Says.PloverMode, a.Says.PloverAux = "recognize", "historical"
				a.Says.Mentions = []act.RecordSpan{{Start: 1, End: 7, Quote: "Russia"}}
			}},
			saying{"China & <Pakistan> have ambassadors", "has-ambassador", "CHN", "AFG.TALIBAN", "", "asserted", "", func(a *ledger.Assertion) {
				a.Says.Actors = append(a.Says.Actors, act.RecordParty{ID: "PAK", Text: "Pakistan"})
			}},
			saying{"France did not expel diplomats", "expel-diplomats", "FRA", "RUS", "2025-06", "negated", "166", nil},
			saying{"France expelled diplomats", "expel-diplomats", "FRA", "DZA", "2025-04-01/2025-04-15", "asserted", "166", nil},
			saying{"New Zealand met Samoa", "meet", "NZL", "WSM", "2025~", "asserted", "040", nil},
			saying{"somebody rose", "seize-power", "SYR.HTS", "", "2024-12-08", "asserted", "", nil},
			saying{"an ill-read line\u0001", "condemn", "USA", "FRA", "2025-01-01", "asserted", "111", nil}),
		article("two.txt", "other.org", "2025-07-08",
			saying{"Moscow recognises the Taliban.", "recognize-government", "RUS", "AFG.TALIBAN", "2025-07", "asserted", "054", nil},
			saying{"The EU imposed an embargo\u2028on Russia", "impose-sanctions", "EU", "RUS", "", "asserted", "163", nil},
			saying{"Algeria accepts Western Sahara", "recognize-sovereignty", "DZA", "ESH", "2020", "asserted", "054", func(a *ledger.Assertion) {
				a.Says.Over = []act.RecordParty{{ID: "ESH", Text: "the Sahara"}}
			}}),
	}
	added, err := l.Add(t.Context(), entries...)
	if err != nil {
		t.Fatal(err)
	}
	list, err := l.AssertionsOf(t.Context(), added[0].Document)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Decide(t.Context(), ledger.Review{Assertion: list[6].ID, Decision: ledger.Reject, By: "Ada", Why: "a misreading"},
		ledger.Review{Assertion: list[0].ID, Decision: ledger.Accept, By: "Ada", Why: "so it is"}); err != nil {
		t.Fatal(err)
	}
	return l
}

// exported returns what is exported.
func exported(t testing.TB, l *ledger.Ledger, name string, o ExportOptions, s ledger.Selection) string {
	t.Helper()
	x, err := NewExporter(l, o)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := x.Export(t.Context(), &out, name, s); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// imported adds lines of acts to a ledger, and returns how many were refused.
func imported(t testing.TB, l *ledger.Ledger, text string) int {
	t.Helper()
	in, err := testImporter(t, text).Open(t.Context(), "acts", "-")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	for row, err := range in.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		if row.Refused != "" {
			continue
		}
		if _, err := l.Add(t.Context(), row.Entry); err != nil {
			t.Fatal(err)
		}
	}
	return in.Summary().Refused
}

// lines reads JSON Lines, but some fields.
func linesOf(t testing.TB, text string, without ...string) (list []map[string]any) {
	t.Helper()
	for line := range strings.Lines(text) {
		var x map[string]any
		if err := json.Unmarshal([]byte(line), &x); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		for _, f := range without {
			delete(x, f)
		}
		list = append(list, x)
	}
	return list
}

func TestLinesComeBackAsTheyWere(t *testing.T) {
	l := someLedger(t)
	for name, c := range map[string]struct {
		texts   bool
		without []string
	}{
		"with texts, ids too": {true, []string{"reader", "recorded", "decision", "decided_by"}},
		"without texts":       {false, []string{"reader", "recorded", "decision", "decided_by", "id", "document", "act_ids", "sources"}},
	} {
		text := exported(t, l, "jsonl", ExportOptions{Texts: c.texts}, ledger.Selection{})
		other := openLedger(t)
		if refused := imported(t, other, text); refused != 0 {
			t.Errorf("%s: %d lines refused", name, refused)
		}
		again := exported(t, other, "jsonl", ExportOptions{Texts: c.texts}, ledger.Selection{})
		want, got := linesOf(t, text, c.without...), linesOf(t, again, c.without...)
		if len(want) != 9 || !reflect.DeepEqual(want, got) {
			t.Errorf("%s: %d lines\n%s\nbecame\n%s", name, len(want), text, again)
		}
		if twice := imported(t, other, text); twice != 0 || exported(t, other, "jsonl", ExportOptions{Texts: c.texts}, ledger.Selection{}) != again {
			t.Errorf("%s: imported twice it is other", name)
		}
	}
	before, err1 := l.Count(t.Context())
	imported(t, l, exported(t, l, "jsonl", ExportOptions{Texts: true}, ledger.Selection{}))
	if after, err2 := l.Count(t.Context()); err1 != nil || err2 != nil || before != after {
		t.Errorf("what came from a ledger changes it: %+v, %+v", before, after)
	}
}

func TestWhatDoesNotCountIsNotTakenBack(t *testing.T) {
	text := exported(t, someLedger(t), "jsonl", ExportOptions{}, ledger.Selection{Everything: true})
	if got := len(linesOf(t, text)); got != 10 || strings.Count(text, `"counts":false`) != 1 || !strings.Contains(text, `"decision":"reject","decided_by":"Ada"`) {
		t.Errorf("%d lines: %s", got, text)
	}
	if refused := imported(t, openLedger(t), text); refused != 1 {
		t.Errorf("%d lines refused, want 1", refused)
	}
}

// table returns an export as CSV by columns.
func csvRows(t testing.TB, text string) (list []map[string]string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		x := map[string]string{}
		for n, c := range rows[0] {
			x[c] = row[n]
		}
		list = append(list, x)
	}
	return list
}

func TestFlatLayoutsSayTheSame(t *testing.T) {
	l := someLedger(t)
	all := ledger.Selection{Everything: true}
	rows := csvRows(t, exported(t, l, "csv", ExportOptions{}, all))
	file := exported(t, l, "parquet", ExportOptions{}, all)
	var names []string
	for _, c := range parquet.SchemaOf(flat{}).Fields() {
		names = append(names, c.Name())
	}
	if !slices.Equal(names, flatColumns()) {
		t.Errorf("the columns are %q, of CSV %q", names, flatColumns())
	}
	back, err := parquet.Read[flat](strings.NewReader(file), int64(len(file)))
	if err != nil || len(back) != len(rows) || len(rows) != 11 {
		t.Fatalf("%d rows of Parquet, %d of CSV: %v", len(back), len(rows), err)
	}
	for n := range back {
		for k, cell := range back[n].cells() {
			if got := rows[n][names[k]]; got != cell && got != "'"+cell {
				t.Errorf("row %d, %s: %q in CSV, %q in Parquet", n, names[k], got, cell)
			}
		}
	}
	for column, want := range map[string]string{
		"kind": "act", "act": "recognize-government", "state": "", "plover": "SUPPORT", "plover_mode": "recognize", "plover_aux": "historical",
		"plover_context": "diplomatic", "cameo": "054", "actor": "RUS", "actor_name": "Russia", "actor_text": "the first", "recipient": "AFG.TALIBAN",
		"date": "2025-07-03", "first_day": "2025-07-03", "last_day": "2025-07-03", "effect": "2025-07-04", "modality": "asserted", "attributed_to": "RUS",
		"claims": "first|only", "quote": "'=Russia recognised, \"at last\", the Taliban;\tso it goes", "start": "0", "source": "example.org",
		"url": "https://example.org/one.txt?a=1&b=<2>", "title": "On one.txt", "byline": "Ada \"A.\" Lovelace", "published": "2025-07-07",
		"confidence": "0.91", "reader": "credence 0.1", "sources": "2", "counts": "true", "decision": "accept", "decided_by": "Ada",
	} {
		if rows[0][column] != want {
			t.Errorf("%s is %q, want %q", column, rows[0][column], want)
		}
	}
	if rows[2]["kind"] != "state" || rows[2]["state"] != "has-ambassador" || rows[2]["first_day"] != "" {
		t.Errorf("a state of affairs: %v", rows[2])
	}
	if last := rows[slices.IndexFunc(rows, func(r map[string]string) bool { return r["act"] == "condemn" })]; last["counts"] != "false" || last["decision"] != "reject" {
		t.Errorf("what was rejected: %v", last)
	}
}

func TestOpenDatesHaveNoDay(t *testing.T) {
	for date, want := range map[string][2]string{
		"2025-07": {"2025-07-01", "2025-07-31"}, "2001/..": {"2001-01-01", ""}, "../2001": {"", "2001-12-31"}, "": {"", ""}, "1969-12-31": {"1969-12-31", "1969-12-31"},
		"1970-01-01": {"1970-01-01", "1970-01-01"}, "nonsense": {"", ""},
	} {
		first, last := epochDays(date)
		if got := [2]string{dayOfEpoch(first), dayOfEpoch(last)}; got != want {
			t.Errorf("%q lies between %q, want %q", date, got, want)
		}
	}
}

// tabbed returns the rows of a tab-separated table.
func tabbed(text string) (rows [][]string) {
	for line := range strings.Lines(text) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return rows
}

func TestGDELTHasItsColumnsInOrder(t *testing.T) {
	columns, _, err := gdeltColumns()
	if err != nil {
		t.Fatal(err)
	}
	shared := os.Getenv("CREDENCE_SHARED")
	text, err := os.ReadFile(filepath.Join(shared, "reference/gdelt/GDELT_2.0_Events_Column_Labels_Header_Row_Sep2016.csv"))
	if shared == "" || errors.Is(err, os.ErrNotExist) {
		t.Skip("the order is not checked against GDELT's own header: CREDENCE_SHARED names no folder with reference/gdelt")
	}
	if err != nil {
		t.Fatal(err)
	}
	header, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(header) != 62 {
		t.Fatalf("%d rows in GDELT's header: %v", len(header), err)
	}
	for n, row := range header[1:] {
		if columns[n] != row[0] {
			t.Errorf("column %d is %s, GDELT's %s", n+1, columns[n], row[0])
		}
	}
}

func TestGDELTRows(t *testing.T) {
	l := someLedger(t)
	columns, _, err := gdeltColumns()
	if err != nil {
		t.Fatal(err)
	}
	rows := tabbed(exported(t, l, "gdelt", ExportOptions{}, ledger.Selection{}))
	byCode := map[string]map[string]string{}
	for _, row := range rows {
		if len(row) != 61 {
			t.Fatalf("%d columns: %q", len(row), row)
		}
		x := map[string]string{}
		for n, c := range columns {
			x[c] = row[n]
		}
		byCode[x["EventCode"]+x["Actor1Code"]] = x
	}
	if len(rows) != 5 {
		t.Errorf("%d rows, want 5: what is denied, without a code, or a state of affairs has none", len(rows))
	}
	for key, want := range map[string]map[string]string{
		"054RUS": {"SQLDATE": "20250703", "MonthYear": "202507", "Year": "2025", "FractionDate": "2025.5836", "Actor1Name": "RUSSIA", "Actor1CountryCode": "RUS",
			"Actor2Code": "AFGTALGOV", "Actor2CountryCode": "AFG", "Actor2KnownGroupCode": "TAL", "Actor2Type1Code": "GOV", "EventBaseCode": "054", "EventRootCode": "05",
			"QuadClass": "1", "GoldsteinScale": "6.0", "NumMentions": "2", "NumSources": "2", "NumArticles": "2", "DATEADDED": "20250801000003",
			"SOURCEURL": "https://example.org/one.txt?a=1&b=<2>", "AvgTone": "", "ActionGeo_Lat": ""},
		"163IGOEEC": {"SQLDATE": "20250708", "QuadClass": "4", "GoldsteinScale": "-8.0", "Actor1KnownGroupCode": "EEC", "Actor1CountryCode": "", "Actor1Type1Code": "IGO"},
		"166FRA":    {"SQLDATE": "20250401", "QuadClass": "4", "GoldsteinScale": "-7.0", "EventRootCode": "16"},
	} {
		if byCode[key] == nil {
			t.Errorf("no row %s among %q", key, rows)
		}
		for column, value := range want {
			if got := byCode[key][column]; got != value {
				t.Errorf("%s: %s is %q, want %q", key, column, got, value)
			}
		}
	}
	if all := tabbed(exported(t, l, "gdelt", ExportOptions{}, ledger.Selection{Everything: true})); len(all) != 7 {
		t.Errorf("%d rows of everything, want 7", len(all))
	}
}

func TestICEWSRows(t *testing.T) {
	rows := tabbed(exported(t, someLedger(t), "icews", ExportOptions{}, ledger.Selection{}))
	if len(rows) != 7 {
		t.Fatalf("%d rows, want a header and 6", len(rows))
	}
	for _, row := range rows {
		if len(row) != 20 {
			t.Errorf("%d columns: %q", len(row), row)
		}
	}
	want := []string{"2025-07-03", "Russia", "", "Russia", "Extend diplomatic recognition", "054", "6.0", "Taliban", "Government", "Afghanistan"}
	if got := rows[1][1:11]; got[1] != want[1] || got[5] != "054" || got[0] != want[0] || got[8] != "Government" || got[9] != "Afghanistan" {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestPLOVERRecords(t *testing.T) {
	list := linesOf(t, exported(t, someLedger(t), "plover", ExportOptions{}, ledger.Selection{}))
	ids := map[any]bool{}
	for _, x := range list {
		for _, f := range []string{"id", "date", "source", "target", "event", "mode", "context", "text"} {
			if _, there := x[f]; !there {
				t.Errorf("no %s: %v", f, x)
			}
		}
		ids[x["id"]] = true
	}
	if len(list) != 7 || len(ids) != 7 || list[0]["event"] != "SUPPORT" || list[0]["date"] != "2025-07-03" || list[0]["target"] != "AFG.TALIBAN" {
		t.Errorf("%d records: %v", len(list), list)
	}
}

func TestGraphMLIsAGraph(t *testing.T) {
	text := exported(t, someLedger(t), "graphml", ExportOptions{}, ledger.Selection{})
	d := xml.NewDecoder(strings.NewReader(text))
	keys, nodes, edges := map[string]bool{}, map[string]bool{}, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		of := map[string]string{}
		for _, a := range element.Attr {
			of[a.Name.Local] = a.Value
		}
		switch element.Name.Local {
		case "key":
			keys[of["id"]] = true
		case "node":
			if nodes[of["id"]] {
				t.Errorf("the node %s stands twice", of["id"])
			}
			nodes[of["id"]] = true
		case "edge":
			if edges++; !nodes[of["source"]] || !nodes[of["target"]] {
				t.Errorf("an edge without its nodes: %v", of)
			}
		case "data":
			if !keys[of["key"]] {
				t.Errorf("no key %s", of["key"])
			}
		}
	}
	if edges != 9 || !nodes["AFG.TALIBAN"] || !nodes[nobody] || !strings.Contains(text, "China &amp; &lt;Pakistan&gt;") {
		t.Errorf("%d edges, nodes %v", edges, nodes)
	}
}

func TestGeoJSONHasLinesWhereSeatsAreKnown(t *testing.T) {
	var file struct {
		Type     string
		Features []struct {
			Type       string
			Geometry   *struct{ Type string }
			Properties map[string]any
		}
	}
	if err := json.Unmarshal([]byte(exported(t, someLedger(t), "geojson", ExportOptions{}, ledger.Selection{})), &file); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range file.Features {
		kind := "null"
		if f.Geometry != nil {
			kind = f.Geometry.Type
		}
		got = append(got, fmt.Sprint(f.Properties["actor"], " ", f.Properties["recipient"], " ", kind))
	}
	want := []string{"RUS AFG.TALIBAN LineString", "CHN AFG.TALIBAN LineString", "PAK AFG.TALIBAN LineString", "FRA RUS LineString", "FRA DZA LineString",
		"NZL WSM MultiLineString", "SYR.HTS  null", "EU RUS null", "DZA ESH null"}
	if file.Type != "FeatureCollection" || !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
	if empty := exported(t, openLedger(t), "geojson", ExportOptions{}, ledger.Selection{}); empty != "{\"type\":\"FeatureCollection\",\"features\":[\n]}\n" {
		t.Errorf("of nothing: %q", empty)
	}
}

func TestLinesAreCutAtTheAntimeridian(t *testing.T) {
	for _, c := range []struct {
		from, to place
		want     geometry
	}{
		{place{170, 10}, place{-170, 20}, geometry{"MultiLineString", [][]place{{{170, 10}, {180, 15}}, {{-180, 15}, {-170, 20}}}}},
		{place{-170, 20}, place{170, 10}, geometry{"MultiLineString", [][]place{{{-170, 20}, {-180, 15}}, {{180, 15}, {170, 10}}}}},
		{place{1, 2}, place{1, 2}, geometry{"Point", place{1, 2}}},
		{place{-90, 2}, place{89, 2}, geometry{"LineString", []place{{-90, 2}, {89, 2}}}},
	} {
		if got := line(c.from, c.to); !reflect.DeepEqual(*got, c.want) {
			t.Errorf("%v to %v: %v, want %v", c.from, c.to, *got, c.want)
		}
	}
}

func TestJSONLDIsPROV(t *testing.T) {
	text := exported(t, someLedger(t), "jsonld", ExportOptions{}, ledger.Selection{Everything: true})
	var document any
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	options := ld.NewJsonLdOptions("")
	options.ProcessingMode = ld.JsonLd_1_1
	options.DocumentLoader = noLoader{}
	processor := ld.NewJsonLdProcessor()
	nodes, err := processor.Expand(document, options)
	if err != nil {
		t.Fatal(err)
	}
	graph := document.(map[string]any)["@graph"].([]any)
	if len(nodes) != len(graph) {
		t.Errorf("%d nodes of %d", len(nodes), len(graph))
	}
	types := map[string]int{}
	for n, node := range nodes {
		expanded := node.(map[string]any)
		if len(expanded) != len(graph[n].(map[string]any)) {
			t.Errorf("some words have no meaning: %v became %v", graph[n], expanded)
		}
		for _, kind := range expanded["@type"].([]any) {
			types[kind.(string)]++
		}
	}
	want := map[string]int{"urn:credence:term:Document": 2, "urn:credence:term:Assertion": 10, "urn:credence:term:Act": 10,
		"http://www.w3.org/ns/prov#Activity": 2, "http://www.w3.org/ns/prov#Person": 1, "http://www.w3.org/ns/prov#SoftwareAgent": 1,
		"http://www.w3.org/ns/prov#Organization": 2, "http://www.w3.org/ns/prov#Entity": 22}
	for kind, count := range want {
		if types[kind] != count {
			t.Errorf("%d of %s, want %d", types[kind], kind, count)
		}
	}
	options.Format = "application/n-quads"
	quads, err := processor.ToRDF(document, options)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<http://www.w3.org/ns/prov#wasQuotedFrom> <urn:credence:document:", "<http://www.w3.org/ns/prov#wasAttributedTo> <urn:credence:reader:credence%200.1>",
		"<http://www.w3.org/ns/prov#wasAssociatedWith> <urn:credence:reviewer:Ada>", `"2025-08-01T00:00:03Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>`} {
		if !strings.Contains(quads.(string), want) {
			t.Errorf("no %s in\n%s", want, quads)
		}
	}
}

// noLoader fetches nothing.
type noLoader struct{}

func (noLoader) LoadDocument(u string) (*ld.RemoteDocument, error) {
	return nil, fmt.Errorf("asked for %s", u)
}

func TestUnknownLayoutsAreRefused(t *testing.T) {
	x, err := NewExporter(openLedger(t), ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Export(t.Context(), io.Discard, "xls", ledger.Selection{}); err == nil || !strings.Contains(err.Error(), "there are csv, gdelt") {
		t.Errorf("%v", err)
	}
}

func TestWriteErrorsEndAnExport(t *testing.T) {
	l := someLedger(t)
	x, err := NewExporter(l, ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range Layouts() {
		if _, err := x.Export(t.Context(), broken{}, name, ledger.Selection{}); !errors.Is(err, errBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

var errBroken = errors.New("no space left")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestCameoKnowsTheCodesOfTheOntology(t *testing.T) {
	c, err := OpenCameo(nil)
	if err != nil {
		t.Fatal(err)
	}
	check := func(kind, code string) {
		if _, known := c.Event(code); code != "" && !known {
			t.Errorf("%s has the code %s, which codes.tsv has not", kind, code)
		}
	}
	for name, k := range testOntology(t) {
		check(name, k.Cameo)
		for _, f := range k.Finer {
			check(name, f.Cameo)
		}
	}
	for code, want := range map[string]string{"163": "-8.0", "166": "-7.0", "054": "6.0", "0874": "10.0"} {
		if got, _ := c.Event(code); got.Goldstein != want || got.Code != code {
			t.Errorf("%s has %s, want %s", code, got.Goldstein, want)
		}
	}
	for code, want := range map[string]int{"010": 1, "057": 1, "060": 2, "0874": 2, "090": 3, "138": 3, "140": 4, "204": 4} {
		if got, _ := c.Event(code); got.Quad() != want {
			t.Errorf("%s is of class %d, want %d", code, got.Quad(), want)
		}
	}
}

func TestCameoActorsAreOfTheirDay(t *testing.T) {
	c, err := OpenCameo(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ id, day, want string }{
		{"AFG.TALIBAN", "2025-07-03", "AFGTALGOV"}, {"AFG.TALIBAN", "2021-08-14", "AFGTALREB"}, {"RUS", "2025", "RUS"}, {"ROU", "2025", "ROM"},
		{"UN", "2025", "IGOUNO"}, {"AES", "2025", "IGO"}, {"MMR.SAC", "2022", "MMRGOVMIL"}, {"ICRC", "", "NGOIRC"}, {"", "", ""}, {"ISIS", "2010", "REB"},
		{"GEO.ABKHAZIA", "2010", "GEOSEP"},
	} {
		if got := c.Actor(x.id, x.day).Code(); got != x.want {
			t.Errorf("%s on %q is %q, want %q", x.id, x.day, got, x.want)
		}
	}
	for _, x := range []struct{ country, group, want string }{
		{"AFG", "TAL", "AFG.TALIBAN"}, {"ROM", "", "ROU"}, {"TMP", "", "TLS"}, {"RUS", "", "RUS"}, {"", "UNO", "UN"}, {"EUR", "EEC", "EU"}, {"EUR", "", ""}, {"", "XXX", ""}, {"", "", ""},
	} {
		if got := c.Party(x.country, x.group); got != x.want {
			t.Errorf("%q %q is %q, want %q", x.country, x.group, got, x.want)
		}
	}
	if _, known := c.Event("54"); known {
		t.Error("a code that lost its zero is taken for one")
	}
}
