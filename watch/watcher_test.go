package watch

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/credence-project/credence/ask"
	"github.com/credence-project/credence/ledger"
)

const secret = "0123456789abcdef"

// listener answers hooks, and keeps what they say.
type listener struct {
	*httptest.Server
	got chan call
}

type call struct {
	header http.Header
	body   []byte
}

// listen answers each call as the next of some answers does, the last again and
// again.
func listen(t *testing.T, answers ...http.HandlerFunc) *listener {
	l := &listener{got: make(chan call, 100)}
	var mu sync.Mutex
	n := 0
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		l.got <- call{r.Header, body}
		mu.Lock()
		answer := answers[min(n, len(answers)-1)]
		n++
		mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(l.Close)
	return l
}

// next returns the next call.
func (l *listener) next(t *testing.T) (c call, m Message) {
	t.Helper()
	select {
	case c = <-l.got:
	case <-time.After(10 * time.Second):
		t.Fatal("nobody called")
	}
	if err := json.Unmarshal(c.body, &m); err != nil {
		t.Fatal(err)
	}
	return c, m
}

// quiet fails a test where somebody calls.
func (l *listener) quiet(t *testing.T, wait time.Duration) {
	t.Helper()
	select {
	case c := <-l.got:
		t.Errorf("called: %s", c.body)
	case <-time.After(wait):
	}
}

func ok(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
func broken(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "no", http.StatusInternalServerError)
}

// watch runs a watcher of the question who recognises the Taliban, and returns its
// file of state and what stops it.
func watch(t *testing.T, l *ledger.Ledger, r *ask.Reader, state string, addresses ...string) (stop func()) {
	t.Helper()
	o := Options{
		Questions: r, Ledger: l, State: state, Words: words{}, Every: 5 * time.Millisecond, Retry: 5 * time.Millisecond, Timeout: 200 * time.Millisecond, Log: slog.New(slog.DiscardHandler),
	}
	for _, a := range addresses {
		o.Hooks = append(o.Hooks, must(readHook(t.Context(), r, "status?of=AFG.TALIBAN&by=RUS", a, secret, false))(t))
	}
	w := must(NewWatcher(o))(t)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.Run(ctx)
	}()
	stop = sync.OnceFunc(func() {
		cancel()
		<-done
	})
	t.Cleanup(stop)
	return stop
}

// begun waits until a state holds what each of some hooks begins with.
func begun(t *testing.T, file string, hooks int) {
	t.Helper()
	for range 1000 {
		text, err := os.ReadFile(file)
		if err == nil && strings.Count(string(text), `"known"`) == hooks {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the watcher does not begin")
}

func TestHooksAreToldOfChangesAlone(t *testing.T) {
	l, questions := open(t)
	good := listen(t, ok)
	state := filepath.Join(t.TempDir(), "state.json")
	stop := watch(t, l, questions, state, good.URL)
	begun(t, state, 1)
	ids := add(t, l, saying("a", recognition, "RUS", "AFG.TALIBAN", "2025-07-03", "asserted"))
	c, m := good.next(t)
	if m.Question != "status?by=RUS&of=AFG.TALIBAN" || len(m.Changes) != 1 || m.Changes[0].Before != nil || m.Changes[0].After.Value != "yes" || m.Changes[0].Words["fr"] == "" ||
		len(m.Answer) != 1 || len(m.Answer[0].Evidence) != 1 || m.Doctrine != "default" {
		t.Errorf("%+v", m)
	}
	h := c.header
	if got := sign([]byte(secret), h.Get("webhook-id"), h.Get("webhook-timestamp"), c.body); got != h.Get("webhook-signature") || h.Get("webhook-id") != m.ID || h.Get("webhook-timestamp") == "" {
		t.Errorf("signature %v", h)
	}

	add(t, l, saying("b", "visit", "CHN", "FRA", "2025-07-03", "asserted"))
	good.quiet(t, 100*time.Millisecond)
	stop()

	// What happens while nobody watches is told later, and nothing twice.
	must(l.Decide(t.Context(), ledger.Review{Assertion: ids[0], Decision: ledger.Reject, By: "Ada"}))(t)
	stop = watch(t, l, questions, state, good.URL)
	if _, m := good.next(t); len(m.Changes) != 1 || m.Changes[0].After != nil || len(m.Answer) != 0 {
		t.Errorf("withdrawn: %+v", m)
	}
	good.quiet(t, 50*time.Millisecond)
	stop()
	watch(t, l, questions, state, good.URL)
	good.quiet(t, 100*time.Millisecond)
}

func TestOneHookDoesNotHoldUpAnother(t *testing.T) {
	l, questions := open(t)
	late := make(chan struct{})
	good, slow := listen(t, ok), listen(t, func(http.ResponseWriter, *http.Request) { <-late })
	defer close(late)
	bad := listen(t, broken, broken, ok)
	elsewhere := listen(t, ok)
	redirecting := listen(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
	})
	gone := must(net.Listen("tcp", "127.0.0.1:0"))(t)
	nobody := "http://" + gone.Addr().String()
	if err := gone.Close(); err != nil {
		t.Fatal(err)
	}
	state := filepath.Join(t.TempDir(), "state.json")
	watch(t, l, questions, state, nobody, slow.URL, redirecting.URL, bad.URL, good.URL)
	begun(t, state, 5)
	add(t, l, saying("a", recognition, "RUS", "AFG.TALIBAN", "2025-07-03", "asserted"))

	good.next(t)
	_, first := bad.next(t)
	for range 2 {
		if _, again := bad.next(t); again.ID != first.ID {
			t.Errorf("tried again as %s, first %s", again.ID, first.ID)
		}
	}
	slow.next(t)
	slow.next(t) // it is tried again when its time is over
	redirecting.next(t)
	redirecting.next(t)
	elsewhere.quiet(t, 50*time.Millisecond)
	bad.quiet(t, 50*time.Millisecond)
	good.quiet(t, 0)
}

func TestWhatIsTakenBackBeforeItIsDeliveredIsNotTold(t *testing.T) {
	l, questions := open(t)
	state := filepath.Join(t.TempDir(), "state.json")
	bad := listen(t, broken)
	stop := watch(t, l, questions, state, bad.URL)
	begun(t, state, 1)
	ids := add(t, l, saying("a", recognition, "RUS", "AFG.TALIBAN", "2025-07-03", "asserted"))
	bad.next(t)
	must(l.Decide(t.Context(), ledger.Review{Assertion: ids[0], Decision: ledger.Reject, By: "Ada"}))(t)
	time.Sleep(100 * time.Millisecond)
	for len(bad.got) > 0 {
		<-bad.got
	}
	bad.quiet(t, 100*time.Millisecond)
	stop()
}

func TestFilesOfHooks(t *testing.T) {
	_, questions := open(t)
	const good = "[[watch]]\nquestion = \"status?of=Taliban&by=Russia\"\nurl = \"https://example.org/x\"\nsecret = \"0123456789abcdef\"\n"
	file := filepath.Join(t.TempDir(), "watch.toml")
	read := func(text string) ([]Hook, error) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return ReadHooks(t.Context(), questions, file)
	}
	hooks := must(read(good + strings.ReplaceAll(strings.Replace(good, "0123456789abcdef", "whsec_MDEyMzQ1Njc4OWFiY2RlZg==", 1), "example.org", "example.net")))(t)
	if len(hooks) != 2 || string(hooks[1].Secret) != secret || hooks[0].Question.By != "RUS" {
		t.Errorf("%+v", hooks)
	}
	must(read(strings.Replace(good, "https://example.org", "http://127.0.0.1:8000", 1)))(t)
	for name, text := range map[string]string{
		"twice":        good + good,
		"no TOML":      "[[watch]",
		"unknown key":  good + "colour = 1\n",
		"open address": strings.Replace(good, "https:", "http:", 1),
		"other scheme": strings.Replace(good, "https:", "file:", 1),
		"password":     strings.Replace(good, "example.org", "a:b@example.org", 1),
		"no address":   strings.Replace(good, "https://example.org/x", "", 1),
		"short secret": strings.Replace(good, "0123456789abcdef", "secret", 1),
		"no base64":    strings.Replace(good, "0123456789abcdef", "whsec_!", 1),
		"no party":     strings.Replace(good, "Russia", "Atlantis", 1),
		"no question":  strings.Replace(good, "status?", "weather?", 1),
	} {
		if _, err := read(text); err == nil || !strings.Contains(err.Error(), file) || strings.Contains(strings.TrimSpace(err.Error()), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ReadHooks(t.Context(), questions, file+".none"); err == nil {
		t.Error("no file is no error")
	}
}

func TestAStateThatCannotBeReadIsNotThrownAway(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state.json")
	if err := os.WriteFile(file, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := NewWatcher(Options{State: file}); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("%v", err)
	}
}
