// Package exchange brings outside records into the ledger: acts as `credence
// read` prints them, and the tables of others: the United States' chiefs of
// mission, the Correlates of War's state system, Archigos' leaders, the
// database of embassies; and the events that machines coded: GDELT, ICEWS, PLOVER,
// which are held until a person accepts them, with their known faults marked.
//
//	im, err := exchange.New(exchange.Options{})
//	in, err := im.Open(ctx, "pocom", "pocom_chiefs.csv")
//	defer in.Close()
//	for row, err := range in.Rows() {
//		// row.Entry is for ledger.Add; or row.Refused says why there is none
//	}
//	fmt.Println(in.Summary())
//
// Nothing is dropped silently: every row of a file is taken or refused, with its
// line and the reason. What the tables' words mean (ranks, codes, notes) stands
// in data/, to be read and corrected without Go.
//
// Non-goals: deciding what follows from a row in law (package standing), mending
// a table's mistakes: they are flagged, and the ledger shows both sides. Export
// is to follow.
package exchange

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/gazetteer"
)

// Options is how to import. The zero value will do.
type Options struct {
	Stdin     io.Reader            // what the file "-" is; nil: nothing
	Beside    string               // of gdelt-mentions: the file of the events that they are of
	Published string               // EDTF day on which the tables were published, "" where not known; acts have their own
	Ontology  act.Ontology         // nil: act's own
	Directory *gazetteer.Directory // nil: the gazetteer's own
}

// Importer reads outside records. It can be used from several goroutines, but
// the standard input only once.
type Importer struct {
	options   Options
	ontology  act.Ontology
	directory *gazetteer.Directory
}

// New returns an importer.
func New(o Options) (*Importer, error) {
	im := &Importer{options: o, ontology: o.Ontology, directory: o.Directory}
	if o.Published != "" {
		if _, err := edtf.Parse(o.Published); err != nil {
			return nil, fmt.Errorf("the day of publication: %w", err)
		}
	}
	var err error
	if im.ontology == nil {
		if im.ontology, err = act.LoadOntology(); err != nil {
			return nil, err
		}
	}
	if im.directory == nil {
		if im.directory, err = gazetteer.OpenDirectory(); err != nil {
			return nil, err
		}
	}
	return im, nil
}

// kind is a kind of file that can be imported.
type kind struct {
	name string
	open func(im *Importer, in *input) (stream, error)
}

// kinds lists what can be imported, in the order of the names.
func kinds() []kind {
	return []kind{
		{"acts", openActs},
		{"archigos", openArchigos},
		{"cow-states", openStates},
		{"embassies", openEmbassies},
		{"gdelt", openGDELT},
		{"gdelt-mentions", openMentions},
		{"icews", openICEWS},
		{"plover", openPlover},
		{"pocom", openChiefs},
	}
}

// Kinds returns the names of the kinds of files that can be imported.
func Kinds() []string {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	return names
}

// Open opens a file of a kind; "-" is Options.Stdin, and what is compressed with
// gzip is read through. The caller must close it.
func (im *Importer) Open(ctx context.Context, name, file string) (*Reading, error) {
	i := slices.IndexFunc(kinds(), func(k kind) bool { return k.name == name })
	if i < 0 {
		return nil, fmt.Errorf("import: unknown kind %q: there are %s", name, strings.Join(Kinds(), ", "))
	}
	in, err := openInput(file, im.options.Stdin)
	if err != nil {
		return nil, fmt.Errorf("import %s: %w", name, err)
	}
	rows, err := kinds()[i].open(im, in)
	if err != nil {
		in.Close()
		return nil, fmt.Errorf("import %s: %s: %w", name, in.name, err)
	}
	return &Reading{ctx: ctx, name: name, in: in, stream: rows}, nil
}

// kindOf returns the kind of act or state of affairs called name.
func (im *Importer) kindOf(name string) (*act.Kind, error) {
	if k := im.ontology[name]; k != nil {
		return k, nil
	}
	return nil, fmt.Errorf("the ontology has no kind %q", name)
}
