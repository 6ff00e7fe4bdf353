package article

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// write makes a file under dir.
func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// outcome lists what a path gives: identifiers and errors, in order.
func outcome(r *Reader, path, dir string) string {
	var list []string
	for a, err := range r.Open(context.Background(), path) {
		if err != nil {
			list = append(list, "! "+err.Error())
			continue
		}
		list = append(list, a.ID)
	}
	return strings.ReplaceAll(strings.Join(list, "\n"), dir+"/", "")
}

func TestFoldersAreReadInOrderAndFailuresDoNotStopThem(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "b.txt", "Oslo a signé.")
	write(t, dir, "a/z.md", "# Oslo\n\nOslo a signé.")
	write(t, dir, "a/empty.txt", "")
	write(t, dir, "a/c.jsonl", `{"id":"x1","text":"Oslo a signé."}`+"\nnonsense\n"+`{"text":"Rome aussi."}`)
	write(t, dir, "d.html", "<p>Oslo a signé.</p>")
	write(t, dir, "picture.png", "\x89PNG")
	write(t, dir, ".hidden.txt", "Oslo")
	if err := os.Symlink(dir, filepath.Join(dir, "a", "loop")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "gone.txt"), filepath.Join(dir, "e.txt")); err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"x1", "! a/c.jsonl:2: read the line: invalid character 'o' in literal null (expecting 'u') at byte 2 of the line", "a/c.jsonl:3",
		"! a/empty.txt: empty", "a/z.md", "b.txt", "d.html", "! e.txt: open: no such file or directory",
	}, "\n")
	if got := outcome(newReader(t, Options{}), dir, dir); got != want {
		t.Errorf("the folder gives\n%s\nwant\n%s", got, want)
	}
}

func TestPathsWithoutArticles(t *testing.T) {
	r := newReader(t, Options{})
	dir := t.TempDir()
	if got := outcome(r, dir, "none"); got != "! "+dir+": no articles in it" {
		t.Errorf("an empty folder: %s", got)
	}
	if got := outcome(r, dir+"/missing.txt", dir); got != "! missing.txt: open: no such file or directory" {
		t.Errorf("a missing file: %s", got)
	}
	write(t, dir, "line\nbreak.txt", "")
	if got := outcome(r, dir+"/line\nbreak.txt", dir); got != "! line break.txt: empty" {
		t.Errorf("a line break in a name: %q", got)
	}
}

func TestInputsWithoutAKnownEndingAreLookedAt(t *testing.T) {
	r := newReader(t, Options{})
	for text, want := range map[string]string{
		"<!DOCTYPE html><p>Oslo a signé hier.": "Oslo a signé hier.",
		"\n<html><p>Oslo a signé hier.</p>":    "Oslo a signé hier.",
		`<?xml version="1.0"?><rss><channel><item><title></title><description>Oslo a signé hier.</description></item></channel></rss>`: "Oslo a signé hier.",
		`{"text":"Oslo a signé hier."}`: "Oslo a signé hier.",
		"Oslo a signé hier.":            "Oslo a signé hier.",
	} {
		for a, err := range r.Read(context.Background(), "x", "", strings.NewReader(text)) {
			if err != nil || a.Text != want {
				t.Errorf("%q reads as %v, %v", text, a, err)
			}
		}
	}
}

func TestStandardInputIsJSONLines(t *testing.T) {
	r := newReader(t, Options{Stdin: strings.NewReader(`{"text":"Oslo a signé."}` + "\n" + `{"id":"q","text":"Rome aussi."}`)})
	if got := outcome(r, "-", ""); got != "-:1\nq" {
		t.Errorf("standard input gives %q", got)
	}
}

func TestReadingStopsWhenTheContextDoes(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := newReader(t, Options{})
	n := 0
	var last error
	for _, err := range r.Read(ctx, "-", ".jsonl", endless{}) {
		if n++; n == 3 {
			cancel()
		}
		last = err
	}
	if n != 4 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d articles, then %v", n, last)
	}
}

// endless is JSON Lines without end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, `{"text":"Oslo."}`+"\n"), nil }

// TestMemoryStaysBounded reads far more than it may hold.
func TestMemoryStaysBounded(t *testing.T) {
	line := `{"text":"` + strings.Repeat("Oslo a reconnu mardi la Palestine. ", 300) + `"}` + "\n"
	r := newReader(t, Options{})
	in := io.LimitReader(&repeat{s: line}, 30<<20)
	peak := uint64(0)
	n := 0
	for range r.Read(context.Background(), "-", ".jsonl", in) {
		if n++; n%500 == 0 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
		}
	}
	if n < 2500 || peak > 32<<20 {
		t.Errorf("%d articles, %d MB held at the peak", n, peak>>20)
	}
}

// repeat is a text over and over again.
type repeat struct {
	s  string
	at int
}

func (r *repeat) Read(p []byte) (int, error) {
	for n := 0; n < len(p); {
		m := copy(p[n:], r.s[r.at:])
		n += m
		r.at = (r.at + m) % len(r.s)
	}
	return len(p), nil
}

// TestAHugeLineIsNotHeld gives 100 MB on one line, between two good ones.
func TestAHugeLineIsNotHeld(t *testing.T) {
	huge := io.MultiReader(strings.NewReader("{\"text\":\"Oslo.\"}\n{\"text\":\""), io.LimitReader(zeros{}, 100<<20), strings.NewReader("\"}\n{\"text\":\"Rome.\"}\n"))
	var got []string
	for a, err := range newReader(t, Options{}).Read(context.Background(), "in.jsonl", ".jsonl", huge) {
		if err != nil {
			got = append(got, err.Error())
		} else {
			got = append(got, a.Text)
		}
	}
	if want := "[Oslo. in.jsonl:2: article too long: the limit is 16 MB Rome.]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// zeros is the letter "0" without end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}
