package colleague

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Limits of what comes back.
const (
	longestBody   = 4 << 20 // bytes of a response
	longestAnswer = 4096    // tokens that are asked for
	longestName   = 100     // bytes of a model's name
)

// request is a chat completion as it is asked for.
type request struct {
	Model          string    `json:"model"`
	Messages       []message `json:"messages"`
	Temperature    float64   `json:"temperature"`
	MaxTokens      int       `json:"max_tokens"`
	Stream         bool      `json:"stream"`
	ResponseFormat *format   `json:"response_format,omitempty"`
}

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// format asks for JSON of a schema, as OpenAI has it; llama.cpp, vLLM and Ollama
// take it in this form, with the schema nested.
type format struct {
	Type       string      `json:"type"`
	JSONSchema namedSchema `json:"json_schema"`
}

type namedSchema struct {
	Name   string  `json:"name"`
	Strict bool    `json:"strict"`
	Schema *schema `json:"schema"`
}

// response is as much of a chat completion as is looked at.
type response struct {
	Choices []struct {
		Message struct {
			Content          string `json:"content"`
			ReasoningContent string `json:"reasoning_content"`
			Refusal          string `json:"refusal"`
		} `json:"message"`
		FinishReason string `json:"finish_reason"`
	} `json:"choices"`
}

// What a question can come to.
var (
	errUnreachable = errors.New("the second reader cannot be reached")                  //nolint:gochecknoglobals // a sentinel
	errTooLong     = errors.New("the text or the answer is too long for the server")    //nolint:gochecknoglobals // a sentinel
	errTooMuch     = fmt.Errorf("it answers with more than %d MiB", longestBody>>20)    //nolint:gochecknoglobals // a sentinel
	errNoAnswer    = errors.New("it answers, but not as a chat completion is answered") //nolint:gochecknoglobals // a sentinel
)

// statusError is an answer that is none.
type statusError struct {
	code int
	says string
	wait string // Retry-After
}

func (e *statusError) Error() string {
	text := fmt.Sprintf("it answers %d %s", e.code, http.StatusText(e.code))
	if e.code/100 == 3 {
		text += " (redirects are not followed)"
	}
	if e.says != "" {
		text += ": " + e.says
	}
	return text
}

// ask puts a question and returns the words of the answer. A server that takes
// no schema is asked without one: what it answers is checked anyway.
func (r *Reader) ask(ctx context.Context, model, question string) (string, error) {
	q := request{Model: model, MaxTokens: longestAnswer, Messages: []message{{"system", r.task}, {"user", question}}}
	if !r.freely.Load() {
		q.ResponseFormat = &format{"json_schema", namedSchema{"acts", true, r.schema}}
	}
	body, err := r.post(ctx, &q)
	var refused *statusError
	if q.ResponseFormat != nil && errors.As(err, &refused) && refused.about("response_format", "json_schema", "grammar") {
		q.ResponseFormat = nil
		if body, err = r.post(ctx, &q); err == nil {
			r.freely.Store(true)
		}
	}
	if errors.As(err, &refused) && (refused.code == http.StatusRequestEntityTooLarge || refused.about("context", "too long", "max_tokens")) {
		return "", fmt.Errorf("%w: %w", errTooLong, err)
	}
	if err != nil {
		return "", err
	}
	return words(body)
}

// about reports whether a server refuses a request because of something.
func (e *statusError) about(some ...string) bool {
	if e.code != http.StatusBadRequest && e.code != http.StatusUnprocessableEntity {
		return false
	}
	for _, s := range some {
		if strings.Contains(strings.ToLower(e.says), s) {
			return true
		}
	}
	return false
}

// words returns the words of a chat completion.
func words(body []byte) (string, error) {
	var full response
	if err := json.Unmarshal(body, &full); err != nil || len(full.Choices) == 0 {
		return "", errNoAnswer
	}
	c := &full.Choices[0]
	switch {
	case c.FinishReason == "length":
		return "", errTooLong
	case c.Message.Content == "" && c.Message.Refusal != "":
		return "", fmt.Errorf("it refuses: %s", brief(c.Message.Refusal))
	case c.Message.Content == "": // some servers take all that a model that thinks says for thought
		return c.Message.ReasoningContent, nil
	}
	return c.Message.Content, nil
}

func (r *Reader) post(ctx context.Context, q *request) ([]byte, error) {
	var body bytes.Buffer
	e := json.NewEncoder(&body)
	e.SetEscapeHTML(false)
	if err := e.Encode(q); err != nil {
		return nil, err
	}
	return r.call(ctx, http.MethodPost, "/chat/completions", body.Bytes())
}

// once makes one request, when there is room for it, and returns what came back.
func (r *Reader) once(ctx context.Context, method, path string, body []byte) ([]byte, error) {
	select {
	case r.slots <- struct{}{}:
		defer func() { <-r.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	ctx, cancel := context.WithTimeoutCause(ctx, r.options.Timeout, fmt.Errorf("no answer within %v", r.options.Timeout))
	defer cancel()
	q, err := http.NewRequestWithContext(ctx, method, r.at.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	q.Header.Set("Content-Type", "application/json")
	q.Header.Set("Accept", "application/json")
	if r.options.Key != "" {
		q.Header.Set("Authorization", "Bearer "+r.options.Key)
	}
	answer, err := r.http.Do(q)
	if err != nil {
		return nil, unreachable(ctx, err)
	}
	defer answer.Body.Close() //nolint:errcheck // what was read is checked
	text, err := io.ReadAll(io.LimitReader(answer.Body, longestBody+1))
	switch {
	case err != nil:
		return nil, unreachable(ctx, err)
	case len(text) > longestBody:
		return nil, errTooMuch
	case answer.StatusCode != http.StatusOK:
		return nil, &statusError{answer.StatusCode, complaint(text), answer.Header.Get("Retry-After")}
	}
	return text, nil
}

// unreachable tells why a request came to nothing, without the address, which
// whoever asked knows.
func unreachable(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
			return fmt.Errorf("%w: %w: %w", errUnreachable, context.DeadlineExceeded, cause)
		}
		return ctx.Err()
	}
	var at interface{ Unwrap() error }
	if errors.As(err, &at) {
		err = at.Unwrap()
	}
	return fmt.Errorf("%w: %w", errUnreachable, err)
}

// complaint returns what a server complains of: the forms are those of OpenAI,
// vLLM, llama.cpp and Ollama.
func complaint(body []byte) string {
	var as struct {
		Error   json.RawMessage `json:"error"`
		Message string          `json:"message"`
		Detail  string          `json:"detail"`
	}
	if json.Unmarshal(body, &as) != nil {
		return brief(string(body))
	}
	var nested struct {
		Message string `json:"message"`
	}
	var text string
	if json.Unmarshal(as.Error, &nested) == nil && nested.Message != "" {
		return brief(nested.Message)
	}
	if json.Unmarshal(as.Error, &text) == nil && text != "" {
		return brief(text)
	}
	return brief(as.Message + as.Detail)
}

// brief makes a short line of what a server says.
func brief(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r < ' ' || r == ' ' || r == 0x7f }), " ")
	const most = 200
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return strings.ToValidUTF8(text, "\ufffd")
}
