package exchange

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"github.com/credence-project/credence/ledger"
)

// summary is what the layouts that have an act in one piece tell of it.
type summary struct {
	ID        string `json:"id"`
	Kind      string `json:"kind"` // act or state
	Act       string `json:"act"`
	Plover    string `json:"plover"`
	Mode      string `json:"plover_mode"`
	Cameo     string `json:"cameo"`
	Actor     string `json:"actor"`
	ActorName string `json:"actor_name"`
	Recipient string `json:"recipient"`
	Name      string `json:"recipient_name"`
	Over      string `json:"over"`
	Date      string `json:"date"` // EDTF
	FirstDay  string `json:"first_day"`
	LastDay   string `json:"last_day"`
	Modality  string `json:"modality"`
	Reports   int    `json:"reports"`
	Sources   int    `json:"sources"`
	Quote     string `json:"quote"`
	Source    string `json:"source"`
	URL       string `json:"url"`
}

// summaries returns an act in one piece for each modality in which it is told, with
// the date that is narrowest and the quote that is surest.
func (e *export) summaries(t *ledger.Told) (list []summary) {
	place := map[string]int{}
	best := map[string]int{}
	for n := range t.Reports {
		s := &t.Says[n].Says
		k, known := place[s.Modality]
		if !known {
			k = len(list)
			place[s.Modality], best[s.Modality] = k, n
			list = append(list, summary{
				ID: t.ID.String(), Kind: "act", Act: t.Kind, Actor: t.Actor, ActorName: e.name(t.Actor), Recipient: t.Recipient,
				Name: e.name(t.Recipient), Over: t.Over, Date: s.Date, Modality: s.Modality, Sources: t.Sources[t.Reports[n].Modality],
			})
		}
		x := &list[k]
		x.Reports++
		if days, had := daysOf(s.Date), daysOf(x.Date); !days.IsZero() && (had.IsZero() || days.Days() < had.Days()) {
			x.Date = s.Date
		}
		if t.Reports[n].Confidence > t.Reports[best[s.Modality]].Confidence {
			best[s.Modality] = n
		}
	}
	for k := range list {
		x := &list[k]
		n := best[x.Modality]
		s := &t.Says[n].Says
		if t.State {
			x.Kind = "state"
		}
		x.Plover, x.Mode, x.Cameo, x.Quote = s.Plover, s.PloverMode, s.Cameo, s.Quote
		x.Source, x.URL = t.Reports[n].Source, cmp.Or(t.Says[n].URL, t.Reports[n].Article)
		first, last := epochDays(x.Date)
		x.FirstDay, x.LastDay = dayOfEpoch(first), dayOfEpoch(last)
	}
	return list
}

// attribute is a key of GraphML, of nodes or of edges.
type attribute struct{ name, kind string }

// nodeKeys and edgeKeys are what GraphML tells of parties and acts.
func nodeKeys() []attribute {
	return []attribute{{"name", "string"}, {"kind", "string"}, {"state", "string"}}
}

func edgeKeys() []attribute {
	return []attribute{
		{"kind", "string"}, {"act", "string"}, {"plover", "string"}, {"plover_mode", "string"}, {"cameo", "string"}, {"over", "string"},
		{"date", "string"}, {"first_day", "string"}, {"last_day", "string"}, {"modality", "string"}, {"reports", "int"},
		{"sources", "int"}, {"quote", "string"}, {"source", "string"}, {"url", "string"},
	}
}

func (x *summary) values() []string {
	return []string{
		x.Kind, x.Act, x.Plover, x.Mode, x.Cameo, x.Over, x.Date, x.FirstDay, x.LastDay, x.Modality,
		strconv.Itoa(x.Reports), strconv.Itoa(x.Sources), x.Quote, x.Source, x.URL,
	}
}

// nobody is the node of who is not named: GraphML has no edge with one end.
const nobody = "-"

// graphml writes parties as nodes and acts as edges. A node stands before the first
// edge that needs it.
func (e *export) graphml() error {
	_, _ = e.out.WriteString(xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` + "\n")
	for _, of := range []struct {
		what string
		keys []attribute
	}{{"node", nodeKeys()}, {"edge", edgeKeys()}} {
		for _, k := range of.keys {
			fmt.Fprintf(e.out, "<key id=\"%s_%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", of.what, k.name, of.what, k.name, k.kind)
		}
	}
	_, _ = e.out.WriteString("<graph id=\"acts\" edgedefault=\"directed\">\n")
	known := map[string]bool{}
	err := e.eachAct(func(t *ledger.Told) error {
		for _, x := range e.summaries(t) {
			actor, recipient := e.node(known, x.Actor), e.node(known, x.Recipient)
			fmt.Fprintf(e.out, "<edge id=\"%s-%s\" source=\"%s\" target=\"%s\">", x.ID, x.Modality, actor, recipient)
			e.data("edge", edgeKeys(), x.values())
			if _, err := e.out.WriteString("</edge>\n"); err != nil {
				return err
			}
			e.done.Rows++
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = e.out.WriteString("</graph>\n</graphml>\n")
	return err
}

// node writes the node of a party where it was not written before, and returns its id
// as it stands in attributes.
func (e *export) node(known map[string]bool, id string) string {
	values := []string{e.name(id), "", e.cameo.Actor(id, "").State}
	entity, listed := e.names.Entity(id)
	if listed {
		values[1] = entity.Sort
	}
	if id == "" {
		id, values = nobody, []string{"not named", "none", ""}
	}
	safe := escape(id)
	if !known[id] {
		known[id] = true
		fmt.Fprintf(e.out, "<node id=\"%s\">", safe)
		e.data("node", nodeKeys(), values)
		_, _ = e.out.WriteString("</node>\n") // the next write has its error
	}
	return safe
}

// data writes the values of keys, but those that are empty.
func (e *export) data(what string, keys []attribute, values []string) {
	for n, k := range keys {
		if values[n] != "" {
			fmt.Fprintf(e.out, "<data key=\"%s_%s\">%s</data>", what, k.name, escape(values[n]))
		}
	}
}

// escape returns text as XML takes it, with a mark for what XML has no place for.
func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder takes all
	return b.String()
}
