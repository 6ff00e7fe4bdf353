package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/colleague"
	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/readers"
)

// keyVariable is where the key of a second reader is looked for: other users see
// what stands on a command line.
const keyVariable = "CREDENCE_READER_KEY"

// secondFlags ask a second reader beside ours.
type secondFlags struct {
	Reader        string        `placeholder:"URL" help:"Ask a second reader too, to which articles are then sent: an OpenAI-compatible server (llama.cpp, vLLM, Ollama). Where the two disagree a person decides. CREDENCE_READER_KEY holds its key."`
	ReaderModel   string        `placeholder:"NAME" help:"The second reader's model; may be left out where the server has one only."`
	ReaderTimeout time.Duration `placeholder:"TIME" default:"5m" help:"How long the second reader may take for a part of an article (${default})."`
	ReaderJobs    int           `placeholder:"N" default:"2" help:"Requests to the second reader at once (${default})."`
	ReaderPlain   bool          `help:"Let articles travel to a second reader on another machine without encryption."`
}

// Validate refuses flags that make no sense, for kong.
func (f *secondFlags) Validate() error {
	switch {
	case f.Reader == "" && (f.ReaderModel != "" || f.ReaderPlain):
		return errors.New("--reader-model and --reader-plain go with --reader")
	case f.Reader == "":
		return nil
	case f.ReaderJobs < 1 || f.ReaderTimeout <= 0:
		return errors.New("--reader-jobs and --reader-timeout must be more than nothing")
	}
	return colleague.CheckAddress(f.Reader, f.ReaderPlain)
}

// second returns the second reader that the flags ask for, nil where they do not.
func (f *secondFlags) second() (*secondReader, error) {
	if f.Reader == "" {
		return nil, nil //nolint:nilnil // none is asked for
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		return nil, err
	}
	reader, err := colleague.New(colleague.Options{
		URL: f.Reader, Model: f.ReaderModel, Key: os.Getenv(keyVariable), Plain: f.ReaderPlain,
		Timeout: f.ReaderTimeout, Jobs: f.ReaderJobs, Names: names,
	})
	return &secondReader{reader, names, f.ReaderJobs}, err
}

// secondReader reads articles beside ours.
type secondReader struct {
	reader *colleague.Reader
	names  *gazetteer.Directory
	jobs   int
}

// second is what came of a second reading of an article.
type second struct {
	by      string // its name in the ledger
	names   *gazetteer.Directory
	notes   []note   // beside the assertions of the reading
	refused []string // why what it said was not kept
	err     error    // why it said nothing
}

// note is what is told of an assertion where there are two readers.
type note struct {
	second bool   // the second reader's own
	doubt  string // what the other reader has against it, "" nothing
}

// beside adds to a reading what the second reader says otherwise. Whatever becomes
// of that, what ours found stays. unread is why ours did not read, nil where it
// did.
func (s *secondReader) beside(ctx context.Context, r *reading, unread error) {
	r.second = &second{names: s.names, notes: make([]note, len(r.assertions))}
	got, err := s.reader.Read(ctx, r.article)
	if err != nil {
		r.second.err = err
		return
	}
	r.second.by, r.second.refused = ledger.SecondReader(got.By), got.Refused
	ours, theirs := colleague.Compare(r.assertions, got.Assertions)
	for n, doubt := range ours {
		r.second.notes[n].doubt = doubt
	}
	for n, doubt := range theirs {
		if doubt == "" {
			continue
		}
		if unread != nil {
			doubt = colleague.Unread
		}
		r.assertions = append(r.assertions, got.Assertions[n])
		r.second.notes = append(r.second.notes, note{true, doubt})
	}
}

// ourName is the name of our reader in the ledger.
func ourName() string { return "credence " + Version }

// note returns what is told of an assertion of a reading.
func (r *reading) note(n int) note {
	if r.second == nil {
		return note{}
	}
	return r.second.notes[n]
}

// disagreement tells who says what against an assertion, "" where nobody does.
func (r *reading) disagreement(n int) string {
	x := r.note(n)
	switch {
	case x.doubt == "":
		return ""
	case x.second:
		return ourName() + " " + x.doubt
	}
	return r.second.by + " " + x.doubt
}

// besideRecord is a line of `credence read` where there are two readers.
type besideRecord struct {
	act.Record
	Reader    string `json:"reader,omitempty"`    // the second reader's name, of what only it says
	Disagrees string `json:"disagrees,omitempty"` // who, and how
}

// record returns an assertion of a reading as it is printed.
func (r *reading) record(n int) any {
	record := r.assertions[n].Record(r.article)
	if r.second == nil {
		return record
	}
	line := besideRecord{Record: record, Disagrees: r.disagreement(n)}
	if r.note(n).second {
		line.Reader = r.second.by
	}
	return line
}

// complaint tells in a line what is to be said of a second reading, "" where there
// is nothing, and whether it failed.
func (r *reading) complaint() (line string, failed bool) {
	switch {
	case r.second == nil:
		return "", false
	case r.second.err != nil:
		return fmt.Sprintf("%s: not read by the second reader: %s", r.article.ID, oneLine(r.second.err.Error())), true
	case len(r.second.refused) == 0:
		return "", false
	}
	times := map[string]int{}
	for _, why := range r.second.refused {
		times[oneLine(why)]++
	}
	var whys []string
	for _, why := range slices.Sorted(maps.Keys(times)) {
		whys = append(whys, fmt.Sprintf("%s (%d)", why, times[why]))
	}
	return fmt.Sprintf("%s: %s by %s not kept: %s", r.article.ID,
		plural(len(r.second.refused), "act found", "acts found"), r.second.by, strings.Join(whys, "; ")), false
}

// entries are a reading as the ledger takes it: what ours says, and what a second
// reader says otherwise, each with what the other has against it.
func entries(r reading) []ledger.Entry {
	ours := ledger.Entry{Document: readers.Document(r.article), Doubts: map[int][]ledger.Doubt{}}
	theirs := ledger.Entry{Document: ours.Document, Doubts: map[int][]ledger.Doubt{}}
	for n := range r.assertions {
		x, to, by, doubter := r.note(n), &ours, ourName(), ""
		if r.second != nil {
			doubter = r.second.by
		}
		if x.second {
			to, by, doubter = &theirs, r.second.by, ourName()
		}
		if x.doubt != "" {
			to.Doubts[len(to.Assertions)] = []ledger.Doubt{{By: doubter, Why: x.doubt}}
		}
		to.Assertions = append(to.Assertions, ledger.Assertion{Reader: by, Says: r.assertions[n].Record(r.article)})
	}
	if r.second == nil || r.second.err != nil {
		return []ledger.Entry{ours}
	}
	theirs.Reader = r.second.by
	return []ledger.Entry{ours, theirs}
}
