package watch

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/credence-project/credence/fetch"
)

// TestHooksElsewhereAreNotHere calls addresses that are let into the file of hooks, and lead here.
func TestHooksElsewhereAreNotHere(t *testing.T) {
	here := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it was called") }))
	defer here.Close()
	port := here.URL[strings.LastIndex(here.URL, ":"):]
	for _, host := range []string{"0.0.0.0", "[::]", "169.254.169.254", "[fe80::1%25lo]"} {
		address := "https://" + host + port + "/"
		if err := checkAddress(address); err != nil {
			t.Fatal(err)
		}
		answer, err := newClient(2 * time.Second).Get(address)
		if err == nil {
			_ = answer.Body.Close()
		}
		if !errors.Is(err, fetch.ErrRefused) {
			t.Errorf("%s: %v", address, err)
		}
	}
}
