package watch

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Message is what is sent when an answer changed.
type Message struct {
	ID       string    `json:"id"` // the same however often it is tried
	Question string    `json:"question"`
	Doctrine string    `json:"doctrine"`
	On       string    `json:"on"`    // the day in the world, EDTF
	Known    time.Time `json:"known"` // as known at this instant
	Changes  []Told    `json:"changes"`
	Answer   []Fact    `json:"answer"`
}

// Told is a difference, with the words for it in every language.
type Told struct {
	Difference
	Words map[string]string `json:"words"`
}

// newClient returns what messages are sent by. It follows nobody elsewhere: what
// is signed for one address is for that address.
func newClient(timeout time.Duration) *http.Client {
	return &http.Client{
		Transport:     newGuarded(),
		Timeout:       timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// message makes what is sent.
func (w *Watcher) message(h *Hook, doctrine string, before, after delivered, changes []Difference) Message {
	m := Message{Question: h.Question.String(), Doctrine: doctrine, On: after.On, Known: after.Known, Answer: after.Answer, Changes: []Told{}}
	if m.Answer == nil {
		m.Answer = []Fact{}
	}
	for n := range changes {
		t := Told{changes[n], map[string]string{}}
		for _, code := range w.Words.Codes() {
			s := &speaker{w.Words, w.Questions.Names, code}
			t.Words[code] = s.difference(&changes[n])
		}
		m.Changes = append(m.Changes, t)
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n", h.key(), before.Known.UTC().Format(time.RFC3339Nano))
	for _, f := range after.Answer {
		fmt.Fprintf(sum, "%q %q %q %q %t\n", f.key(), f.Value, f.Since, f.Until, f.Doubt)
	}
	m.ID = "msg_" + hex.EncodeToString(sum.Sum(nil)[:12])
	return m
}

// send posts a message, signed as Standard Webhooks has it
// (standardwebhooks.com): webhook-id, webhook-timestamp, and webhook-signature,
// which is "v1," and the base64 of the HMAC-SHA256 of "id.timestamp.body".
func (w *Watcher) send(ctx context.Context, h *Hook, m *Message) (err error) {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	stamp := strconv.FormatInt(w.Questions.Now().Unix(), 10)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Credence/"+w.Version)
	r.Header.Set("Webhook-Id", m.ID)
	r.Header.Set("Webhook-Timestamp", stamp)
	r.Header.Set("Webhook-Signature", sign(h.Secret, m.ID, stamp, body))
	answer, err := w.client.Do(r)
	if err != nil {
		var at *url.Error
		if errors.As(err, &at) {
			return at.Err // without the address, which can be a secret
		}
		return err
	}
	defer func() {
		if closed := answer.Body.Close(); err == nil && closed != nil {
			err = closed
		}
	}()
	if _, err := io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10)); err != nil {
		return err
	}
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return fmt.Errorf("answered %s", answer.Status)
	}
	return nil
}

// sign returns the signature of a message.
func sign(secret []byte, id, stamp string, body []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(id + "." + stamp + "."))
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
