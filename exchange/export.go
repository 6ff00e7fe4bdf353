package exchange

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
)

// Teller is what is exported: a ledger.
type Teller interface {
	Tell(context.Context, ledger.Selection) iter.Seq2[ledger.Told, error]
	TellAssertions(context.Context, ledger.Selection) iter.Seq2[ledger.Stated, error]
	Document(context.Context, ledger.ID) (ledger.Document, error)
}

// ExportOptions is how to export. The zero value will do.
type ExportOptions struct {
	Lang      string               // of the names of parties; "" English
	Texts     bool                 // jsonl: with the documents' texts
	Directory *gazetteer.Directory // nil: the gazetteer's own
}

// Exporter writes what a ledger holds in the layouts of others. It can be used
// from several goroutines.
type Exporter struct {
	from    Teller
	options ExportOptions
	names   *gazetteer.Directory
	cameo   *Cameo
}

// NewExporter returns an exporter of a ledger.
func NewExporter(from Teller, o ExportOptions) (x *Exporter, err error) {
	x = &Exporter{from: from, options: o, names: o.Directory}
	if x.options.Lang == "" {
		x.options.Lang = "en"
	}
	if x.names == nil {
		if x.names, err = gazetteer.OpenDirectory(); err != nil {
			return nil, err
		}
	}
	x.cameo, err = OpenCameo(x.names)
	return x, err
}

// Exported counts what an export wrote, and what its layout had no place for.
type Exported struct {
	Rows int // lines, rows, edges, features, nodes
	Left int // acts or reports that were left out
	// Why says why they were.
	Why string
}

// form is a layout that can be written.
type form struct {
	name  string
	write func(*export) error
	// events are of acts done, with a code: what is denied, planned or feared has no
	// place in it, and is only there where everything is asked for.
	events bool
}

// forms lists what can be written, in the order of the names.
func forms() []form {
	return []form{
		{name: "csv", write: (*export).csv},
		{name: "gdelt", write: (*export).gdelt, events: true},
		{name: "geojson", write: (*export).geojson},
		{name: "graphml", write: (*export).graphml},
		{name: "icews", write: (*export).icews, events: true},
		{name: "jsonl", write: (*export).jsonl},
		{name: "jsonld", write: (*export).jsonld},
		{name: "parquet", write: (*export).parquet},
		{name: "plover", write: (*export).plover, events: true},
	}
}

// Layouts returns the names of the layouts that can be written.
func Layouts() []string {
	var names []string
	for _, f := range forms() {
		names = append(names, f.name)
	}
	return names
}

// Export writes what a selection chooses in a layout. It holds no more in memory
// than a page of acts, the names of parties, and of Parquet a group of rows.
func (x *Exporter) Export(ctx context.Context, out io.Writer, name string, s ledger.Selection) (Exported, error) {
	i := slices.IndexFunc(forms(), func(f form) bool { return f.name == name })
	if i < 0 {
		return Exported{}, fmt.Errorf("export: unknown kind %q: there are %s", name, strings.Join(Layouts(), ", "))
	}
	if forms()[i].events && !s.Everything && len(s.Modalities) == 0 {
		s.Modalities = []act.Modality{act.Asserted}
	}
	e := &export{Exporter: x, ctx: ctx, out: bufio.NewWriterSize(out, 64<<10), selection: s}
	err := forms()[i].write(e)
	if err == nil {
		err = e.out.Flush()
	}
	if err != nil {
		return e.done, fmt.Errorf("export %s: %w", name, err)
	}
	return e.done, nil
}

// export is one export on its way.
type export struct {
	*Exporter
	ctx       context.Context
	out       *bufio.Writer
	selection ledger.Selection
	done      Exported
}

// leave counts what the layout has no place for.
func (e *export) leave(count int, why string) {
	e.done.Left += count
	e.done.Why = why
}

// eachAct calls do for every act.
func (e *export) eachAct(do func(*ledger.Told) error) error {
	for told, err := range e.from.Tell(e.ctx, e.selection) {
		if err == nil {
			err = do(&told)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// eachAssertion calls do for every assertion.
func (e *export) eachAssertion(do func(*ledger.Stated) error) error {
	for stated, err := range e.from.TellAssertions(e.ctx, e.selection) {
		if err == nil {
			err = do(&stated)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// name returns the name of a party, "" of nobody.
func (e *export) name(id string) string {
	if id == "" {
		return ""
	}
	return e.names.Name(id, e.options.Lang)
}

// json returns a value as JSON in a line, without its end.
func (e *export) json(value any) ([]byte, error) {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return []byte(strings.TrimSuffix(b.String(), "\n")), err
}

// line writes a value as a line of JSON.
func (e *export) line(value any) error {
	text, err := e.json(value)
	if err != nil {
		return err
	}
	_, err = e.out.Write(append(text, '\n'))
	e.done.Rows++
	return err
}

// list writes values as the members of an array of JSON, one a line, between what
// opens and what closes it. The values are those that each calls its argument with.
func (e *export) list(open, shut string, each func(add func(any) error) error) error {
	if _, err := e.out.WriteString(open); err != nil {
		return err
	}
	separator := "\n"
	err := each(func(value any) error {
		text, err := e.json(value)
		if err != nil {
			return err
		}
		_, _ = e.out.WriteString(separator) // the next write has its error
		separator = ",\n"
		_, err = e.out.Write(text)
		e.done.Rows++
		return err
	})
	if err != nil {
		return err
	}
	_, err = e.out.WriteString(shut)
	return err
}
