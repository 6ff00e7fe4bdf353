package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/credence-project/credence/act"
)

// explain writes for every act of a reading how it was found: the words, the
// pattern, the parties and the date with what resolved them, the steps of
// modality, and the tree of the sentence.
func explain(out io.Writer, r reading) error {
	for n := range r.assertions {
		a := &r.assertions[n]
		if _, err := fmt.Fprintf(out, "%s:%d-%d  %s %s\n", r.article.ID, a.Start, a.End, a.Kind.Name, a.Modality); err != nil {
			return err
		}
		line := func(label, format string, values ...any) {
			fmt.Fprintf(out, "  %-11s %s\n", label, fmt.Sprintf(format, values...))
		}
		line("quote", "« %s »", oneLine(a.Quote))
		line("evoked by", "« %s », %s", r.article.Text[a.Trace.Trigger.Start:a.Trace.Trigger.End], a.Trace.Pattern)
		for label, ps := range map[string][]act.Party{"actor": a.Actors, "recipient": a.Recipients, "over": a.Over} {
			for _, p := range ps {
				line(label, "%s ← « %s » (%s)", p.ID, p.Text, p.How)
			}
		}
		if a.Date != "" {
			line("date", "%s ← « %s », by %s", a.Date, a.DateText, a.DateHow)
		}
		line("modality", "%s, by way of: %s", a.Modality, strings.Join(a.Trace.Modality, " ← "))
		line("source", "%s", or(a.AttributedTo, "the article's own voice"))
		line("confidence", "%.2f", a.Confidence)
		for _, s := range r.coder.Parse(r.article.Text[a.Trace.Sentence.Start:a.Trace.Sentence.End]) {
			for k, t := range s.Tokens {
				fmt.Fprintf(out, "      %2d %-18s %-18s %-6s %2d %s\n", k+1, t.Form, t.Lemma, t.UPOS, t.Head+1, t.Rel)
			}
		}
		if _, err := fmt.Fprintln(out); err != nil {
			return err
		}
	}
	return nil
}
