package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/ud"
)

type parseCommand struct {
	Lang  string `required:"" help:"Language of the input (ISO 639-1)."`
	Input string `enum:"text,conllu" default:"text" help:"${enum}: raw text, or CoNLL-U whose words are kept and annotated."`
}

// Run parses standard input. What was parsed before an error is written.
func (c *parseCommand) Run(s *Streams) error {
	folder, err := lang.Open(c.Lang)
	if err != nil {
		return err
	}
	model, err := ud.Open(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("language %q has no parser yet", c.Lang)
	}
	if err != nil {
		return err
	}
	out := bufio.NewWriter(s.Out)
	parse := c.text
	if c.Input == "conllu" {
		parse = c.conllu
	}
	return errors.Join(parse(model.NewParser(), s.In, out), out.Flush())
}

// text parses raw text; a blank line ends a unit.
func (c *parseCommand) text(p *ud.Parser, in io.Reader, out *bufio.Writer) error {
	data, err := io.ReadAll(in)
	if err != nil {
		return fmt.Errorf("read standard input: %w", err)
	}
	text := strings.ToValidUTF8(string(data), "\ufffd")
	for _, unit := range strings.Split(text, "\n\n") {
		for _, s := range p.Parse(unit, 0) {
			if err := ud.WriteCoNLLU(out, ud.NewBlock(&s, unit, 0)); err != nil {
				return err
			}
		}
	}
	return nil
}

// conllu annotates the words of CoNLL-U; comments and multiword tokens stay.
func (c *parseCommand) conllu(p *ud.Parser, in io.Reader, out *bufio.Writer) error {
	for block, err := range ud.ReadCoNLLU(in) {
		if err != nil {
			return fmt.Errorf("standard input: %w", err)
		}
		s := block.Sentence()
		p.Annotate(&s)
		block.Fill(&s)
		if err := ud.WriteCoNLLU(out, block); err != nil {
			return err
		}
	}
	return nil
}
