package exchange

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

// noEvent is why what is told has no place in tables of events.
const noEvent = "they have no CAMEO code (states of affairs), or no day"

// row writes a row of tab-separated values under columns, the values by name.
func (e *export) row(columns []string, values map[string]string) error {
	for n, c := range columns {
		if n > 0 {
			_ = e.out.WriteByte('\t') // the last write has its error
		}
		_, _ = e.out.WriteString(strings.Join(strings.Fields(values[c]), " ")) // no tab, no end of line
	}
	e.done.Rows++
	return e.out.WriteByte('\n')
}

// number makes a number of an id that tables and scripts take for what it is: of 53
// bits, as many as a floating point number keeps.
func number(id ledger.ID) string {
	return strconv.FormatUint(max(1, binary.BigEndian.Uint64(id[:8])>>11), 10)
}

// dayOf returns the day of an act for tables that have no other: the first day of
// the narrowest date that reports give; of an undated act, that of its earliest
// publication; 0 of neither.
func dayOf(t *ledger.Told) edtf.Day {
	var best edtf.Span
	for n := range t.Reports {
		days := daysOf(t.Reports[n].Date)
		if days.First > edtf.MinDay && (best.IsZero() || days.Days() < best.Days()) {
			best = days
		}
	}
	if !best.IsZero() {
		return best.First
	}
	for n := range t.Reports {
		if days := daysOf(t.Reports[n].Published); !days.IsZero() && (best.IsZero() || days.First < best.First) {
			best = days
		}
	}
	return best.First
}

// daysOf returns the days that a date can mean, none of what is no date.
func daysOf(date string) edtf.Span {
	d, err := edtf.Parse(date)
	if err != nil {
		return edtf.Span{}
	}
	return d.Bounds()
}

// event returns the code of the report of an act, and whether tables of events have
// a place for it.
func (e *export) event(t *ledger.Told, n int) (CameoCode, bool) {
	if t.State || t.Says[n].Says.Cameo == "" {
		return CameoCode{}, false
	}
	return e.cameo.Event(t.Says[n].Says.Cameo)
}

// gdelt writes GDELT 2.0's table of events: an act a row, no header.
func (e *export) gdelt() error {
	columns, _, err := gdeltColumns()
	if err != nil {
		return err
	}
	return e.eachAct(func(t *ledger.Told) error {
		values, ok := e.gdeltEvent(t)
		if !ok {
			e.leave(1, noEvent)
			return nil
		}
		return e.row(columns, values)
	})
}

// gdeltColumns returns the 61 columns of GDELT 2.0's table of events.
func gdeltColumns() (columns []string, holds map[string]string, err error) {
	return readColumns("data/gdelt/events.tsv", 61)
}

// gdeltEvent returns an act as a row. Its code is that of the report that is surest.
func (e *export) gdeltEvent(t *ledger.Told) (values map[string]string, ok bool) {
	surest := slices.MaxFunc(numbers(len(t.Reports)), func(a, b int) int {
		return cmp.Or(cmp.Compare(t.Reports[a].Confidence, t.Reports[b].Confidence), b-a)
	})
	code, ok := e.event(t, surest)
	day := dayOf(t)
	if !ok || day == 0 {
		return nil, false
	}
	year, month, dayOfMonth := day.Parts()
	first := &t.Reports[0]
	documents := map[ledger.ID]bool{}
	var reports []*ledger.Report
	for n := range t.Reports {
		p := &t.Reports[n]
		documents[p.Document] = true
		reports = append(reports, p)
		if p.Recorded.Before(first.Recorded) {
			first = p
		}
	}
	values = map[string]string{
		"GLOBALEVENTID": number(t.ID),
		"SQLDATE":       fmt.Sprintf("%04d%02d%02d", year, month, dayOfMonth),
		"MonthYear":     fmt.Sprintf("%04d%02d", year, month),
		"Year":          fmt.Sprintf("%04d", year),
		"FractionDate":  fmt.Sprintf("%.4f", float64(year)+min(float64(month*30+dayOfMonth)/365, .9999)),
		"EventCode":     code.Code, "EventBaseCode": code.Base(), "EventRootCode": code.Root(),
		"QuadClass": strconv.Itoa(code.Quad()), "GoldsteinScale": code.Goldstein,
		"NumMentions": strconv.Itoa(len(t.Reports)), "NumSources": strconv.Itoa(len(ledger.Independent(reports))),
		"NumArticles": strconv.Itoa(len(documents)),
		"DATEADDED":   first.Recorded.UTC().Format("20060102150405"),
		"SOURCEURL":   cmp.Or(t.Says[0].URL, t.Reports[0].Article),
	}
	e.gdeltActor(values, "Actor1", t.Actor, day)
	e.gdeltActor(values, "Actor2", t.Recipient, day)
	return values, true
}

// gdeltActor fills in the columns of a party.
func (e *export) gdeltActor(values map[string]string, column, id string, day edtf.Day) {
	a := e.cameo.Actor(id, day.String())
	values[column+"Code"], values[column+"Name"] = a.Code(), a.Name
	values[column+"CountryCode"], values[column+"KnownGroupCode"] = a.Country, a.Group
	values[column+"Type1Code"], values[column+"Type2Code"] = a.Types[0], a.Types[1]
}

// numbers returns the numbers below count.
func numbers(count int) []int {
	list := make([]int, count)
	for n := range list {
		list[n] = n
	}
	return list
}

// icews writes the coded event data of ICEWS: a report of an act a row, under a
// header.
func (e *export) icews() error {
	columns, _, err := icewsColumns()
	if err != nil {
		return err
	}
	if _, err := e.out.WriteString(strings.Join(columns, "\t") + "\n"); err != nil {
		return err
	}
	return e.eachAct(func(t *ledger.Told) error {
		day := dayOf(t)
		for n := range t.Reports {
			code, ok := e.event(t, n)
			if !ok || day == 0 {
				e.leave(1, noEvent)
				continue
			}
			if err := e.row(columns, e.icewsEvent(t, n, code, day)); err != nil {
				return err
			}
		}
		return nil
	})
}

// icewsColumns returns the 20 columns of the ICEWS coded event data.
func icewsColumns() (columns []string, holds map[string]string, err error) {
	return readColumns("data/icews/events.tsv", 20)
}

// icewsEvent returns a report of an act as a row. Its day is its own where it gives
// one.
func (e *export) icewsEvent(t *ledger.Told, n int, code CameoCode, day edtf.Day) map[string]string {
	p := &t.Reports[n]
	if days := daysOf(p.Date); days.First > edtf.MinDay {
		day = days.First
	}
	source, target := e.cameo.Actor(t.Actor, day.String()), e.cameo.Actor(t.Recipient, day.String())
	id := t.ID
	for k, b := range p.Assertion {
		id[k] ^= b
	}
	return map[string]string{
		"Event ID": number(id), "Event Date": day.String(), "Event Text": code.Name, "CAMEO Code": code.Code, "Intensity": code.Goldstein,
		"Source Name": e.name(t.Actor), "Source Sectors": source.Sectors, "Source Country": e.name(source.State),
		"Target Name": e.name(t.Recipient), "Target Sectors": target.Sectors, "Target Country": e.name(target.State),
		"Story ID": number(p.Document), "Publisher": p.Source,
	}
}

// ploverEvent is a record of PLOVER.
type ploverEvent struct {
	ID          string   `json:"id"`
	Date        string   `json:"date"` // YYYY-MM-DD
	Source      string   `json:"source"`
	Target      string   `json:"target"`
	Event       string   `json:"event"`
	Mode        string   `json:"mode"`
	Context     []string `json:"context"`
	Text        string   `json:"text"`
	Aux         string   `json:"aux,omitempty"`
	SourceName  string   `json:"source_name,omitempty"`
	TargetName  string   `json:"target_name,omitempty"`
	Cameo       string   `json:"cameo,omitempty"`
	EDTF        string   `json:"edtf,omitempty"` // the date as it is known
	Modality    string   `json:"modality"`
	Publication string   `json:"publication,omitempty"`
	Published   string   `json:"publication_date,omitempty"`
	URL         string   `json:"url,omitempty"`
	Headline    string   `json:"headline,omitempty"`
	Language    string   `json:"language,omitempty"`
	Confidence  float64  `json:"confidence"`
}

// plover writes PLOVER records as JSON Lines: a report of an act a line.
func (e *export) plover() error {
	return e.eachAct(func(t *ledger.Told) error {
		day := dayOf(t)
		for n := range t.Reports {
			s := &t.Says[n].Says
			if t.State || s.Plover == "" || day == 0 {
				e.leave(1, "they have no PLOVER type (states of affairs), or no day")
				continue
			}
			if err := e.line(e.ploverEvent(t, n, day)); err != nil {
				return err
			}
		}
		return nil
	})
}

// ploverEvent returns a report of an act as a record. Its parties are our ids: PLOVER
// codes countries by ISO 3166-1 alpha-3, as they do.
func (e *export) ploverEvent(t *ledger.Told, n int, day edtf.Day) ploverEvent {
	p, s := &t.Reports[n], &t.Says[n].Says
	if days := daysOf(p.Date); days.First > edtf.MinDay {
		day = days.First
	}
	contexts := s.PloverIn
	if contexts == nil {
		contexts = []string{}
	}
	return ploverEvent{
		ID: p.Assertion.String() + "-" + t.ID.String()[:8], Date: day.String(), Source: t.Actor, Target: t.Recipient,
		Event: s.Plover, Mode: s.PloverMode, Context: contexts, Text: s.Quote, Aux: s.PloverAux,
		SourceName: e.name(t.Actor), TargetName: e.name(t.Recipient), Cameo: s.Cameo, EDTF: s.Date, Modality: s.Modality,
		Publication: p.Source, Published: p.Published, URL: t.Says[n].URL, Headline: p.Title, Language: p.Lang, Confidence: s.Confidence,
	}
}
