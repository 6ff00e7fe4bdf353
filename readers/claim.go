package readers

import (
	"context"
	"fmt"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/lang"
)

// Claim returns what a sentence claims, published on a day (EDTF). It is read in
// the language of a code or, where that is "", in the one that it seems to be in,
// else in the first in which it says anything. The error of a sentence that says
// nothing is answers.ErrNoClaim.
func (p *Pool) Claim(ctx context.Context, sentence, code, published string) ([]act.Claim, error) {
	codes := []string{code}
	if code == "" {
		reader, err := article.New(article.Options{})
		if err != nil {
			return nil, err
		}
		codes = readable(reader.Detect(sentence))
	}
	for _, code := range codes {
		var says []act.Claim
		err := p.lend(code, func(r *act.Reader) (err error) {
			says, err = r.ReadClaim(ctx, sentence, published)
			return err
		})
		if err != nil || len(says) > 0 {
			return says, err
		}
	}
	return nil, fmt.Errorf("%w, read in %s: name who does what to whom, in one sentence (\"Russia recognises the Taliban\")", answers.ErrNoClaim, strings.Join(codes, " and "))
}

// readable returns the languages that acts are read in, one of them first.
func readable(first string) []string {
	var codes []string
	for _, code := range lang.Codes() {
		folder, err := lang.Open(code)
		if err != nil || !hasActs(folder) {
			continue
		}
		if code == first {
			codes = append([]string{code}, codes...)
		} else {
			codes = append(codes, code)
		}
	}
	return codes
}
