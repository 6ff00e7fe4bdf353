package exchange

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/spreadsheet"
)

// flat is a row of the flat layouts: an assertion of an act. Its columns in CSV have
// the same names and order.
type flat struct {
	Assertion     string    `parquet:"assertion"`
	ActID         string    `parquet:"act_id,dict"`
	Document      string    `parquet:"document,dict"`
	Kind          string    `parquet:"kind,dict"` // act or state
	Act           string    `parquet:"act,dict"`
	State         string    `parquet:"state,dict"`
	Plover        string    `parquet:"plover,dict"`
	PloverMode    string    `parquet:"plover_mode,dict"`
	PloverAux     string    `parquet:"plover_aux,dict"`
	PloverContext []string  `parquet:"plover_context,list"`
	Cameo         string    `parquet:"cameo,dict"`
	Actor         string    `parquet:"actor,dict"`
	ActorName     string    `parquet:"actor_name,dict"`
	ActorText     string    `parquet:"actor_text"`
	Recipient     string    `parquet:"recipient,dict"`
	RecipientName string    `parquet:"recipient_name,dict"`
	RecipientText string    `parquet:"recipient_text"`
	Over          string    `parquet:"over,dict"`
	OverName      string    `parquet:"over_name,dict"`
	Date          string    `parquet:"date"`
	DateText      string    `parquet:"date_text"`
	FirstDay      *int32    `parquet:"first_day,optional,date"` // days since 1970-01-01
	LastDay       *int32    `parquet:"last_day,optional,date"`
	Effect        string    `parquet:"effect"`
	Modality      string    `parquet:"modality,dict"`
	AttributedTo  string    `parquet:"attributed_to,dict"`
	Claims        []string  `parquet:"claims,list"`
	Quote         string    `parquet:"quote"`
	Start         int64     `parquet:"start"`
	End           int64     `parquet:"end"`
	Source        string    `parquet:"source,dict"`
	Article       string    `parquet:"article,dict"`
	URL           string    `parquet:"url,dict"`
	Title         string    `parquet:"title,dict"`
	Byline        string    `parquet:"byline,dict"`
	Published     string    `parquet:"published,dict"`
	Lang          string    `parquet:"lang,dict"`
	Confidence    float64   `parquet:"confidence"`
	Reader        string    `parquet:"reader,dict"`
	Recorded      time.Time `parquet:"recorded,timestamp(microsecond)"`
	Sources       int64     `parquet:"sources"` // independent, that say so of the act
	Counts        bool      `parquet:"counts"`
	Decision      string    `parquet:"decision,dict"`
	DecidedBy     string    `parquet:"decided_by,dict"`
}

// flatColumns are the names of the columns.
func flatColumns() []string {
	return []string{
		"assertion", "act_id", "document", "kind", "act", "state", "plover", "plover_mode", "plover_aux", "plover_context",
		"cameo", "actor", "actor_name", "actor_text", "recipient", "recipient_name", "recipient_text", "over", "over_name",
		"date", "date_text", "first_day", "last_day", "effect", "modality", "attributed_to", "claims", "quote", "start", "end",
		"source", "article", "url", "title", "byline", "published", "lang", "confidence", "reader", "recorded", "sources",
		"counts", "decision", "decided_by",
	}
}

// cells returns the row as the cells of CSV, in the order of flatColumns. Several
// values in one are parted by bars.
func (f *flat) cells() []string {
	return []string{
		f.Assertion, f.ActID, f.Document, f.Kind, f.Act, f.State, f.Plover, f.PloverMode, f.PloverAux, strings.Join(f.PloverContext, "|"),
		f.Cameo, f.Actor, f.ActorName, f.ActorText, f.Recipient, f.RecipientName, f.RecipientText, f.Over, f.OverName,
		f.Date, f.DateText, dayOfEpoch(f.FirstDay), dayOfEpoch(f.LastDay), f.Effect, f.Modality, f.AttributedTo,
		strings.Join(f.Claims, "|"), f.Quote, strconv.FormatInt(f.Start, 10), strconv.FormatInt(f.End, 10),
		f.Source, f.Article, f.URL, f.Title, f.Byline, f.Published, f.Lang, strconv.FormatFloat(f.Confidence, 'f', -1, 64), f.Reader,
		instant(f.Recorded), strconv.FormatInt(f.Sources, 10), strconv.FormatBool(f.Counts), f.Decision, f.DecidedBy,
	}
}

// flat returns the report with number n of an act as a row.
func (e *export) flat(t *ledger.Told, n int) flat {
	p, s := &t.Reports[n], &t.Says[n].Says
	f := flat{
		Assertion: p.Assertion.String(), ActID: t.ID.String(), Document: p.Document.String(), Kind: "act", Act: t.Kind,
		Plover: s.Plover, PloverMode: s.PloverMode, PloverAux: s.PloverAux, PloverContext: s.PloverIn, Cameo: s.Cameo,
		Actor: t.Actor, ActorName: e.name(t.Actor), ActorText: textOf(t.Actor, s.Actors, s.Recipients),
		Recipient: t.Recipient, RecipientName: e.name(t.Recipient), RecipientText: textOf(t.Recipient, s.Recipients, s.Actors),
		Over: t.Over, OverName: e.name(t.Over), Date: s.Date, DateText: s.DateText, Effect: t.Says[n].Effect,
		Modality: s.Modality, AttributedTo: s.AttributedTo, Claims: s.Claims, Quote: s.Quote, Start: int64(s.Start), End: int64(s.End),
		Source: p.Source, Article: p.Article, URL: t.Says[n].URL, Title: p.Title, Byline: t.Says[n].Byline, Published: p.Published, Lang: p.Lang,
		Confidence: s.Confidence, Reader: p.Reader, Recorded: p.Recorded.UTC(), Sources: int64(t.Sources[p.Modality]),
		Counts: !p.Out, Decision: string(p.Decision), DecidedBy: p.By,
	}
	if t.State {
		f.Kind, f.Act, f.State = "state", "", t.Kind
	}
	f.FirstDay, f.LastDay = epochDays(s.Date)
	return f
}

// textOf returns the words for a party, which stands in the first list or, of an act
// whose order carries nothing, in the second.
func textOf(id string, lists ...[]act.RecordParty) string {
	for _, p := range slices.Concat(lists...) {
		if p.ID == id && id != "" {
			return p.Text
		}
	}
	return ""
}

// epoch is the day from which days are counted in Parquet.
func epoch() edtf.Day { return edtf.DayOf(1970, 1, 1) }

// epochDays returns the first and the last day that a date can mean, nil where that
// end is open or not known.
func epochDays(date string) (first, last *int32) {
	d, err := edtf.Parse(date)
	if err != nil {
		return nil, nil
	}
	days := d.Bounds()
	number := func(d edtf.Day) *int32 { return new(int32(d - epoch())) }
	if days.First > edtf.MinDay {
		first = number(days.First)
	}
	if days.Last < edtf.MaxDay && days.Last != 0 {
		last = number(days.Last)
	}
	return first, last
}

// dayOfEpoch writes a day that is counted from the epoch.
func dayOfEpoch(n *int32) string {
	if n == nil {
		return ""
	}
	return (edtf.Day(*n) + epoch()).String()
}

// instant writes when something was recorded.
func instant(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// eachRow calls do for every row of the flat layouts.
func (e *export) eachRow(do func(*flat) error) error {
	return e.eachAct(func(t *ledger.Told) error {
		for n := range t.Reports {
			row := e.flat(t, n)
			if err := do(&row); err != nil {
				return err
			}
			e.done.Rows++
		}
		return nil
	})
}

// csv writes comma-separated values with a header, safe to open in a spreadsheet.
func (e *export) csv() error {
	w := spreadsheet.NewWriter(e.out)
	if err := w.Write(flatColumns()); err != nil {
		return err
	}
	err := e.eachRow(func(f *flat) error { return w.Write(f.cells()) })
	return cmp.Or(err, w.Flush())
}

// rowGroup is how many rows of Parquet are together: all are in memory until they
// are written.
const rowGroup = 10_000

// parquet writes Apache Parquet.
func (e *export) parquet() (err error) {
	w := parquet.NewGenericWriter[flat](e.out, parquet.MaxRowsPerRowGroup(rowGroup), parquet.Compression(&parquet.Zstd),
		parquet.CreatedBy("credence", "", ""))
	defer func() {
		if shut := w.Close(); err == nil {
			err = shut
		}
	}()
	batch := make([]flat, 0, 500)
	flush := func() error {
		_, err := w.Write(batch)
		batch = batch[:0]
		return err
	}
	err = e.eachRow(func(f *flat) error {
		if batch = append(batch, *f); len(batch) == cap(batch) {
			return flush()
		}
		return nil
	})
	return cmp.Or(err, flush())
}
