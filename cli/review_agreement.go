package cli

import (
	"context"
	"fmt"

	"github.com/credence-project/credence/review"
)

type reviewAgreementCommand struct{}

// Run prints how often people agreed with the reader.
func (c *reviewAgreementCommand) Run(ctx context.Context, s *Streams, r *reviewCommand) error {
	return r.at(ctx, s, toRead(), func(d *reviewDesk) error {
		a, err := d.Agreement(ctx)
		if err != nil {
			return err
		}
		if !d.table {
			return writeJSON(d.page.out, a)
		}
		d.page.agreement(&a)
		return nil
	})
}

// agreement lays out how often people agreed with the reader.
func (p *page) agreement(a *review.Agreement) {
	if len(a.Kinds) == 0 && len(a.Second) == 0 {
		fmt.Fprintln(p.out, "nobody has reviewed anything yet")
		return
	}
	p.tallies("act", a.Kinds, &a.All)
	fmt.Fprintln(p.out)
	p.tallies("confidence", a.Bands, nil)
	if len(a.Second) > 0 {
		fmt.Fprintln(p.out)
		p.tallies("reader", a.Second, nil)
	}
}

// tallies writes rows of counts under a heading.
func (p *page) tallies(of string, rows []review.Tally, all *review.Tally) {
	width := len("confidence")
	for n := range rows {
		width = max(width, columns(rows[n].Of))
	}
	fmt.Fprintln(p.out, p.paint(dim, fmt.Sprintf("%-*s %8s %8s %9s %6s %10s %9s  %s", width, of, "accepted", "rejected", "corrected", "unsure", "confidence", "precision", "95 %")))
	row := func(t *review.Tally, i ink) {
		fmt.Fprintln(p.out, p.paint(i, fmt.Sprintf("%-*s %8d %8d %9d %6d %10.2f %9.2f  %.2f–%.2f", width, t.Of, t.Accepted, t.Rejected, t.Corrected, t.Unsure, t.Confidence, t.Precision, t.Low, t.High)))
	}
	for n := range rows {
		row(&rows[n], plain)
	}
	if all != nil {
		row(all, bold)
	}
}
