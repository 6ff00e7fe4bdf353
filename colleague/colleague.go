// Package colleague asks a second reader what an article says: a language model
// behind an OpenAI-compatible server (llama.cpp, vLLM, Ollama). What it answers is
// taken for a claim about the text and nothing more: an act is kept only where
// its quote stands in the article, its kind in the ontology, its parties in the
// gazetteer, and its date is EDTF.
//
//	c, err := colleague.New(colleague.Options{URL: "http://127.0.0.1:8080", Names: directory})
//	r, err := c.Read(ctx, article)           // r.Assertions, r.Refused
//	same, ours, theirs := colleague.Compare(found, r.Assertions)
//
// The task stands in task.txt; the list of kinds in it, and the schema of the
// answer, are made of package act. An article is sent to the address given and
// nowhere else: redirects are not followed, and without encryption no other
// machine is spoken to unless that is asked for.
//
// Non-goals: to decide who is right (a person does: package review), to keep
// anything (package ledger), to run a model.
package colleague

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/gazetteer"
)

// Version is that of the task: what was read under another is read anew.
const Version = "1"

// Confidence is that of every assertion of a second reader: less than any
// doctrine counts on, for nobody has looked at it.
const Confidence = 0.2

// Options say whom to ask and how. All but URL and Names may be left out.
type Options struct {
	URL     string // "http://127.0.0.1:8080", with or without "/v1" or "/v1/chat/completions"
	Model   string // as the server calls it; "" where it has only one
	Key     string // sent as a bearer token; "" none
	Plain   bool   // let articles travel to another machine without encryption
	Names   *gazetteer.Directory
	Timeout time.Duration // of one request; 0 five minutes
	Jobs    int           // requests at once; 0 two
	Tries   int           // of a request that the server is too busy for; 0 four
	Part    int           // bytes of an article that are sent at once; 0 6,000

	Wait   func(context.Context, time.Duration) error // between tries; nil waits
	Random func() float64                             // from 0 to 1, to spread tries; nil random
}

// defaults fills in what was left out.
func (o *Options) defaults() {
	if o.Timeout <= 0 {
		o.Timeout = 5 * time.Minute
	}
	if o.Jobs <= 0 {
		o.Jobs = 2
	}
	if o.Tries <= 0 {
		o.Tries = 4
	}
	if o.Part <= 0 {
		o.Part = 6000
	}
	if o.Wait == nil {
		o.Wait = wait
	}
	if o.Random == nil {
		o.Random = random
	}
}

// Reader is a second reader. It may be used by several goroutines.
type Reader struct {
	options Options
	at      address
	http    *http.Client
	kinds   act.Ontology
	task    string
	schema  *schema
	slots   chan struct{} // one a request at once

	freely atomic.Bool // the server takes no schema
	failed atomic.Int32
	mu     sync.Mutex
	model  string // "" until it is known
}

// New returns a second reader; it speaks to nobody yet.
func New(o Options) (*Reader, error) {
	o.defaults()
	at, err := parseAddress(o.URL, o.Plain)
	if err != nil {
		return nil, err
	}
	if o.Names == nil {
		return nil, errors.New("second reader: no names to resolve parties with")
	}
	kinds, err := act.LoadOntology()
	if err != nil {
		return nil, err
	}
	task, err := writeTask(kinds)
	if err != nil {
		return nil, err
	}
	schema, err := answerSchema(kinds)
	if err != nil {
		return nil, err
	}
	return &Reader{
		options: o, at: at, http: newClient(at), kinds: kinds, task: task, schema: schema,
		slots: make(chan struct{}, o.Jobs), model: o.Model,
	}, nil
}

// Reading is what a second reader says of an article.
type Reading struct {
	By         string // the model and the version of its task: "qwen3 1"
	Assertions []act.Assertion
	Refused    []string // why others were not kept, one each
}

// patience is after how many articles in a row a server that fails, whatever the
// article, is asked no more.
const patience = 3

// ErrGone says that the server failed too often to be asked again.
var ErrGone = errors.New("it failed on several articles in a row and is asked no more") //nolint:gochecknoglobals // a sentinel

// Read returns what the second reader says of an article: all of it or, with an
// error, nothing.
func (r *Reader) Read(ctx context.Context, a *article.Article) (Reading, error) {
	if r.failed.Load() >= patience {
		return Reading{}, ErrGone
	}
	reading, err := r.read(ctx, a)
	switch {
	case err == nil:
		r.failed.Store(0)
	case hopeless(err):
		r.failed.Add(1)
	}
	return reading, err
}

func (r *Reader) read(ctx context.Context, a *article.Article) (Reading, error) {
	parts, err := split(a, r.options.Part)
	if err != nil {
		return Reading{}, err
	}
	model, err := r.modelName(ctx)
	if err != nil {
		return Reading{}, err
	}
	reading := Reading{By: model + " " + Version}
	all := &gathering{checker: checker{article: a, kinds: r.kinds, names: r.options.Names, by: model}}
	for n := range parts {
		if err := r.readPart(ctx, model, a, parts[n], fmt.Sprintf("part %d of %d", n+1, len(parts)), all); err != nil {
			if len(parts) > 1 {
				err = fmt.Errorf("part %d of %d: %w", n+1, len(parts), err)
			}
			return Reading{}, err
		}
	}
	reading.Assertions, reading.Refused = all.assertions, all.refused
	return reading, nil
}

// readPart asks about a part of an article. Where it, or the answer, is too long
// for the server it is halved.
func (r *Reader) readPart(ctx context.Context, model string, a *article.Article, p part, which string, all *gathering) error {
	text, err := r.ask(ctx, model, r.question(a, p, which))
	if errors.Is(err, errTooLong) {
		if halves := p.halve(a.Text); len(halves) == 2 {
			for _, h := range halves {
				if err := r.readPart(ctx, model, a, h, which, all); err != nil {
					return err
				}
			}
			return nil
		}
	}
	if err != nil {
		return err
	}
	items, err := parseAnswer(text)
	if err != nil {
		return err
	}
	for _, item := range items {
		all.take(item, p)
	}
	return nil
}
