package web

import (
	"errors"
	"strings"

	"github.com/credence-project/credence/answers"
)

// longestClaim is how many bytes of a sentence are read.
const longestClaim = 600

// checkPage is a claim with what the ledger makes of it.
type checkPage struct {
	Claim   string
	Verdict *answers.Verdict // nil where nothing was asked, or nothing could be read
	Unread  bool             // the sentence says nothing that a ledger can check
}

// check is the page that tells whether a sentence is true.
func (q *request) check() (*page, error) {
	data := checkPage{Claim: strings.TrimSpace(q.values.Get("claim"))}
	p := &page{name: "check", title: q.locale.T("check.title")}
	if len(data.Claim) > longestClaim {
		return nil, bad("problem.long", data.Claim[:20]+"…")
	}
	if data.Claim != "" {
		p.api = q.link("/api/v1/check", "claim", data.Claim)
		var err error
		data.Verdict, err = q.judge(data.Claim)
		if data.Unread = errors.Is(err, answers.ErrNoClaim); err != nil && !data.Unread {
			return nil, err
		}
	}
	p.data = data
	return p, nil
}

// Claims are claims to try.
func (v *view) Claims() []string {
	return []string{v.T("home.claim"), v.T("check.claim_standing"), v.T("check.claim_count")}
}

// judge reads a claim and judges it.
func (q *request) judge(sentence string) (*answers.Verdict, error) {
	says, err := q.server.Readers.Claim(q.Context(), sentence, "", q.on.String())
	if err != nil {
		return nil, err
	}
	return q.desk.Check(q.Context(), answers.Claim{Sentence: sentence, Lang: q.locale.Code, Says: says, On: q.on, Known: q.known})
}
