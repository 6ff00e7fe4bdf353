package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/timex"
	"github.com/credence-project/credence/ud"
)

type timesCommand struct{}

// longestLine bounds a line of input, in bytes.
const longestLine = 16 << 20

var errLongLine = fmt.Errorf("too long: the limit is %d MB", longestLine>>20) //nolint:gochecknoglobals // a sentinel

// Run annotates line by line: a line that is no document is told with its
// number, and the others are done.
func (timesCommand) Run(ctx context.Context, s *Streams) error {
	in, out := bufio.NewReaderSize(s.In, 1<<16), bufio.NewWriter(s.Out)
	open := opener()
	failed := false
	for n := 1; ctx.Err() == nil; n++ {
		line, err := readLine(in)
		if err != nil && !errors.Is(err, errLongLine) && err != io.EOF {
			return errors.Join(out.Flush(), fmt.Errorf("standard input: line %d: %w", n, err))
		}
		end := err == io.EOF
		if err == nil || end {
			err = timex.Annotate(bytes.NewReader(line), out, open)
			if cause := errors.Unwrap(err); cause != nil {
				err = cause // it tells of line 1, the only one that it was given
			}
		}
		if err != nil {
			if err := out.Flush(); err != nil {
				return err
			}
			fmt.Fprintf(s.Err, "credence: standard input: line %d: %v\n", n, err)
			failed = true
		}
		if end {
			break
		}
	}
	if err := errors.Join(out.Flush(), ctx.Err()); err != nil {
		return err
	}
	if failed {
		return errReported
	}
	return nil
}

// readLine returns the next line, with io.EOF the last. A line over the limit
// is passed over and gives errLongLine.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		long = long || len(line)+len(part) > longestLine
		if !long {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
		case long && (err == nil || err == io.EOF):
			return nil, errLongLine // where the input ends as well, the next call says so
		default:
			return line, err
		}
	}
}

// opener returns a function that loads each language once.
func opener() func(code string) (*timex.Grammar, timex.Parse, error) {
	type tools struct {
		grammar *timex.Grammar
		parse   timex.Parse
	}
	loaded := map[string]tools{}
	return func(code string) (*timex.Grammar, timex.Parse, error) {
		if t, ok := loaded[code]; ok {
			return t.grammar, t.parse, nil
		}
		folder, err := lang.Open(code)
		if err != nil {
			return nil, nil, err
		}
		grammar, err := timex.Open(folder)
		if err != nil {
			return nil, nil, err
		}
		model, err := ud.Open(folder)
		if err != nil {
			return nil, nil, err
		}
		t := tools{grammar, model.NewParser().Parse}
		loaded[code] = t
		return t.grammar, t.parse, nil
	}
}
