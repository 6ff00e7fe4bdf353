package cli

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestStoppingEndsWhatWasBegun(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	begun, end := make(chan struct{}), make(chan struct{})
	pages := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/again" {
			return
		}
		close(begun)
		<-end
		if err := r.Context().Err(); err != nil {
			t.Errorf("cut off: %v", err)
		}
		_, _ = io.WriteString(w, "whole")
	})
	out, in := io.Pipe()
	served := make(chan error, 1)
	go func() {
		served <- (&serveCommand{Listen: "127.0.0.1:0", LogFormat: "none"}).serve(ctx, &Streams{Err: in}, pages)
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address := strings.TrimSpace(strings.TrimPrefix(line, "credence: "))
	got := make(chan string, 1)
	go func() {
		r, err := http.Get(address)
		if err != nil {
			got <- err.Error()
			return
		}
		defer r.Body.Close()
		text, _ := io.ReadAll(r.Body)
		got <- string(text)
	}()
	<-begun
	stop()
	for { // nobody new is let in
		r, err := http.Get(address + "/again")
		if err != nil {
			break
		}
		_ = r.Body.Close()
	}
	close(end)
	if text := <-got; text != "whole" {
		t.Errorf("what was begun got %q", text)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
}

func TestWhatOnlyThisMachineReaches(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:80": true, "127.8.0.1:80": true, "[::1]:80": true, "localhost:80": true, ":80": false, "0.0.0.0:80": false, "[::]:80": false, "192.168.0.1:80": false, "localhost.example:80": false,
	} {
		if got, err := loopback(address); err != nil || got != want {
			t.Errorf("%s: %v, %v", address, got, err)
		}
	}
	if _, err := loopback("8080"); err == nil {
		t.Error("8080 was taken for an address")
	}
}
