// Package train learns the weights of package pair from annotated pairs, and
// measures them on pairs held out.
//
// Learning is reproducible: the same pairs and settings give the same bytes.
package train

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"io"
	"strings"

	"github.com/credence-project/credence/pair"
)

// Example is a question with its right answer.
type Example struct {
	Question pair.Question
	Type     pair.Type
	Line     string // as it stands in the corpus
}

// Read reads examples, one a line: the type, a tab, the text with the source
// between [S] and [/S] and the target between {T} and {/T}. Empty lines and
// those that begin with "#" are passed over.
func Read(in io.Reader) ([]Example, error) {
	var all []Example
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		e, err := Parse(line)
		if err != nil {
			return nil, fmt.Errorf("%d: %w", n, err)
		}
		all = append(all, e)
	}
	return all, lines.Err()
}

// Parse reads one line.
func Parse(line string) (Example, error) {
	name, text, found := strings.Cut(line, "\t")
	kind, known := pair.ParseType(name)
	if !found || !known {
		return Example{}, fmt.Errorf("want a type, a tab and a text, not %q", line)
	}
	source, text, ok := unmark(text, "[S]", "[/S]")
	if !ok {
		return Example{}, fmt.Errorf("want one [S]source[/S]: %q", line)
	}
	// The text without the marks of the source can be without those of the target.
	target, text, ok := unmark(text, "{T}", "{/T}")
	if !ok {
		return Example{}, fmt.Errorf("want one {T}target{/T}: %q", line)
	}
	source = strings.NewReplacer("{T}", "", "{/T}", "").Replace(source)
	return Example{pair.Question{Text: text, Source: source, Target: target}, kind, line}, nil
}

// unmark takes the marks away and returns what stood between them.
func unmark(text, opening, closing string) (inside, rest string, ok bool) {
	before, after, found := strings.Cut(text, opening)
	inside, after, closed := strings.Cut(after, closing)
	ok = found && closed && strings.TrimSpace(inside) != "" && !strings.Contains(after, opening) && !strings.Contains(before, closing)
	return inside, before + inside + after, ok
}

// Part says what an example is for: it is told by a hash of its text, so that
// it stays where it is when others come.
func (e *Example) Part() string {
	h := fnv.New32a()
	io.WriteString(h, strings.Join(strings.Fields(strings.ToLower(e.Question.Text)), " ")) // never fails
	switch h.Sum32() % 10 {
	case 0:
		return "test"
	case 1:
		return "dev"
	}
	return "train"
}
