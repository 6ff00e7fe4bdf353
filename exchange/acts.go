package exchange

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/ledger"
)

const (
	maxLine  = 16 << 20 // bytes of a line
	maxGroup = 1000     // assertions in an entry: more about the same article make another
)

// acts imports JSON Lines as `credence read` prints them (act.Record), or as
// annotators write them: with plain names of ids for parties and less of the
// rest. Lines in a row about the same article make one entry; the document has
// no text, since the lines have only its quotes.
type acts struct {
	im    *Importer
	in    *input
	line  int
	group Row // the article being gathered

	origin string // the id of its document where it comes from, "" where the lines do not tell
}

// importedActs is the reader of what is imported: a second reader's words stay its
// own.
const importedActs = "import acts"

func openActs(im *Importer, in *input) (stream, error) {
	x := &acts{im: im, in: in}
	return x.rows, nil
}

// rows yields an entry for each article, and a row for each line refused.
func (x *acts) rows(yield func(Row, error) bool) {
	for {
		line, err := x.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			yield(Row{}, err)
			return
		}
		if len(bytes.TrimSpace(line)) > 0 && !x.take(line, yield) {
			return
		}
	}
	if x.group.Lines > 0 {
		yield(x.group, nil)
	}
}

// next returns the next line; of one that is too long, only its beginning.
func (x *acts) next() ([]byte, error) {
	var line []byte
	for {
		part, err := x.in.ReadSlice('\n')
		if len(line) <= maxLine {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && !(errors.Is(err, io.EOF) && len(line) > 0):
			return nil, err
		}
		x.line++
		return line, nil
	}
}

// take adds a line to the group, or begins another; it returns false where the
// rows' reader wants no more.
func (x *acts) take(line []byte, yield func(Row, error) bool) bool {
	read, err := x.im.readLine(line)
	if err != nil {
		return yield(Row{Line: x.line, Lines: 1, Refused: err.Error()}, nil)
	}
	if x.group.Lines > 0 && !x.same(read) {
		group := x.group
		x.group = Row{}
		if !yield(group, nil) {
			return false
		}
	} else if x.group.Lines >= maxGroup {
		group := x.group
		read.from.Text = group.Entry.Document.Text // of the same document
		x.group = Row{}
		if !yield(group, nil) {
			return false
		}
	}
	if x.group.Lines == 0 {
		if x.same(read) { // the first line was refused, and had the text
			read.from.Text = cmp.Or(read.from.Text, x.group.Entry.Document.Text)
		}
		x.group.Line = x.line
		x.group.Entry.Reader = importedActs
		x.group.Entry.Document, x.origin = read.from, read.origin
	}
	if r := &read.record; !stands(r, x.group.Entry.Document.Text) {
		return yield(Row{Line: x.line, Lines: 1, Refused: fmt.Sprintf("the quote does not stand at bytes %d to %d of the text", r.Start, r.End)}, nil)
	}
	x.group.Lines++
	for _, n := range read.notes {
		x.group.Notes = append(x.group.Notes, fmt.Sprintf("line %d: %s", x.line, n))
	}
	x.group.Flagged = x.group.Flagged || read.flagged
	x.group.Entry.Assertions = append(x.group.Entry.Assertions, ledger.Assertion{Reader: read.reader, Says: read.record, Effect: read.effect})
	return true
}

// same reports whether a line is about the article being gathered.
func (x *acts) same(read *readAct) bool {
	d, other := x.group.Entry.Document, read.from
	if other.Text == "" {
		d.Text = ""
	}
	return d == other && x.origin == read.origin
}

// stands reports whether a quote is what stands in a text, if there is one.
func stands(r *act.Record, text string) bool {
	return text == "" || r.Quote == "" || r.End <= len(text) && r.Start <= r.End && text[r.Start:r.End] == r.Quote
}
