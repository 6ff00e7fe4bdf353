package timex

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/credence-project/credence/ud"
)

// Document is a text to be annotated: one line of JSON Lines.
type Document struct {
	ID      any    `json:"id"`
	Lang    string `json:"lang"`
	DocDate string `json:"doc_date"`
	Text    string `json:"text"`
}

// Annotated is what was found in a document.
type Annotated struct {
	ID          any          `json:"id"`
	Expressions []Annotation `json:"expressions"`
}

// Annotation is an expression as it is written out.
type Annotation struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Text   string `json:"text"`
	EDTF   string `json:"edtf"`
	TIMEX3 struct {
		Type  Type   `json:"type"`
		Value string `json:"value"`
	} `json:"timex3"`
}

// Parse turns a unit of text that starts at a byte into sentences.
type Parse func(text string, base int) []ud.Sentence

// ReadText returns the time expressions of a text whose lines are its units,
// published on docDate.
func (g *Grammar) ReadText(docDate, text string, parse Parse) []Expression {
	r := g.NewReader(docDate)
	var all []Expression
	for at := 0; at < len(text); {
		line := text[at:]
		if end := strings.IndexByte(line, '\n'); end >= 0 {
			line = line[:end]
		}
		sentences := parse(line, at)
		for i := range sentences {
			all = append(all, r.Read(&sentences[i])...)
		}
		at += len(line) + 1
	}
	return all
}

// Annotate reads documents as JSON Lines and writes what is found in each, in
// the same order. open gives the grammar and the parser of a language; an error
// of it, and a line that is no document, end the run with the line's number.
func Annotate(in io.Reader, out io.Writer, open func(lang string) (*Grammar, Parse, error)) error {
	lines := bufio.NewReaderSize(in, 1<<16)
	w := bufio.NewWriter(out)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return fmt.Errorf("read line %d: %w", n, err)
		}
		if len(strings.TrimSpace(string(line))) > 0 {
			found, failed := annotateLine(line, open)
			if failed == nil {
				failed = encoder.Encode(found)
			}
			if failed != nil {
				return fmt.Errorf("line %d: %w", n, failed)
			}
		}
		if err == io.EOF {
			break
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write time expressions: %w", err)
	}
	return nil
}

// annotateLine annotates one document.
func annotateLine(line []byte, open func(lang string) (*Grammar, Parse, error)) (Annotated, error) {
	var d Document
	if err := json.Unmarshal(line, &d); err != nil {
		return Annotated{}, fmt.Errorf("read document: %w", err)
	}
	g, parse, err := open(d.Lang)
	if err != nil {
		return Annotated{}, err
	}
	found := Annotated{ID: d.ID, Expressions: []Annotation{}}
	for _, x := range g.ReadText(d.DocDate, d.Text, parse) {
		a := Annotation{Start: x.Start, End: x.End, Text: d.Text[x.Start:x.End], EDTF: x.EDTF}
		a.TIMEX3.Type, a.TIMEX3.Value = x.Type, x.Value
		found.Expressions = append(found.Expressions, a)
	}
	return found, nil
}
