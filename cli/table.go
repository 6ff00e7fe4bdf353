package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"

	"github.com/credence-project/credence/act"
)

// defaultWidth is the width of a table that goes to no terminal, in columns.
const defaultWidth = 120

// width returns the columns that the terminal behind w has.
func width(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 40 {
			return columns
		}
	}
	return defaultWidth
}

// tablePrinter prints readings as tables, one an article.
type tablePrinter struct {
	out   io.Writer
	width int
}

func newTable(out io.Writer, width int) *tablePrinter { return &tablePrinter{out, width} }

func (p *tablePrinter) print(r reading) error {
	var head []string
	for _, s := range []string{r.article.ID, r.article.Published, r.article.Lang, r.article.Byline} {
		if s != "" {
			head = append(head, s)
		}
	}
	title := r.article.Title
	if title == "" {
		title = "(untitled)"
	}
	if _, err := fmt.Fprintf(p.out, "%s\n%s\n", title, strings.Join(head, " · ")); err != nil {
		return err
	}
	if len(r.assertions) == 0 {
		_, err := fmt.Fprint(p.out, "  no diplomatic act found\n\n")
		return err
	}
	_, err := fmt.Fprintf(p.out, "%s\n\n", p.table(r).Render())
	return err
}

func (p *tablePrinter) table(r reading) table.Writer {
	t := table.NewWriter()
	style := table.StyleLight
	style.Options = table.Options{DrawBorder: false, SeparateColumns: false, SeparateHeader: true}
	style.Format.Header = text.FormatDefault
	t.SetStyle(style)
	t.AppendHeader(table.Row{"when", "", "act", "who", "to whom", "says", "in these words"})
	fixed := 11 + 3 + 22 + 18 + 18 + 12 + 14
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 4, WidthMax: 18, WidthMaxEnforcer: text.WrapSoft},
		{Number: 5, WidthMax: 18, WidthMaxEnforcer: text.WrapSoft},
		{Number: 6, WidthMax: 12, WidthMaxEnforcer: text.WrapSoft},
		{Number: 7, WidthMax: max(24, p.width-fixed), WidthMaxEnforcer: text.WrapSoft},
	})
	name := func(id string) string {
		if n := r.coder.Names().Name(id); n != "" {
			return n
		}
		return id
	}
	for n := range r.assertions {
		a := &r.assertions[n]
		kind := a.Kind.Name
		if len(a.Claims) > 0 {
			kind += " (" + strings.Join(a.Claims, ", ") + ")"
		}
		t.AppendRow(table.Row{or(a.Date, "–"), sign(a.Modality), kind, names(a.Actors, name), names(a.Recipients, name), or(a.AttributedTo, ""), oneLine(a.Quote)})
	}
	return t
}

// sign tells a modality by a mark that does not need colour.
func sign(m act.Modality) string {
	return [...]string{act.Asserted: "✓", act.Negated: "✗ not", act.Future: "→ will", act.Hypothetical: "? may"}[m]
}

func names(ps []act.Party, name func(string) string) string {
	var out []string
	for _, p := range ps {
		out = append(out, name(p.ID))
	}
	return strings.Join(out, ", ")
}

func or(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
