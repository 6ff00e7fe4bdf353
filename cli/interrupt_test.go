package cli

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"testing"
	"time"
)

// numbers yields 0 … n-1, and an error for every multiple of seven.
func numbers(n int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			var err error
			if i%7 == 0 {
				err = errors.New("seven")
			}
			if !yield(i, err) {
				return
			}
		}
	}
}

func square() func(int) (string, error) {
	return func(n int) (string, error) {
		time.Sleep(time.Duration(n%3) * time.Microsecond)
		return fmt.Sprint(n * n), nil
	}
}

func TestResultsKeepTheirOrder(t *testing.T) {
	for _, workers := range []int{1, 3, 16} {
		at := 0
		for got, err := range inOrder(t.Context(), numbers(1000), workers, square) {
			switch {
			case at%7 == 0:
				if err == nil {
					t.Fatalf("%d workers: no error at %d", workers, at)
				}
			case err != nil || got != fmt.Sprint(at*at):
				t.Fatalf("%d workers: %q, %v at %d", workers, got, err, at)
			}
			at++
		}
		if at != 1000 {
			t.Errorf("%d workers: %d results of 1000", workers, at)
		}
	}
}

func TestFewValuesAreHeldAtOnce(t *testing.T) {
	taken := 0
	endless := func(yield func(int, error) bool) {
		for taken = 0; yield(1, nil); taken++ {
		}
	}
	for range inOrder(t.Context(), endless, 2, square) {
		time.Sleep(20 * time.Millisecond)
		break
	}
	if taken > 4*2+2+1 {
		t.Errorf("%d values were taken before one was wanted", taken)
	}
}

func TestNoGoroutineStaysBehind(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 20 {
		for range inOrder(t.Context(), numbers(100), 4, square) {
			break
		}
	}
	after := runtime.NumGoroutine()
	for n := 0; n < 1000 && after > before; n++ { // one that has said that it ends is counted until it has
		runtime.Gosched()
		after = runtime.NumGoroutine()
	}
	if after > before {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
}

// TestCancellingDoesNotWaitForInput stops a run whose input never comes.
func TestCancellingDoesNotWaitForInput(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	never := make(chan int)
	waiting := func(yield func(int, error) bool) {
		if yield(1, nil) {
			<-never
		}
	}
	time.AfterFunc(20*time.Millisecond, cancel)
	done := make(chan int)
	go func() {
		n := 0
		for range inOrder(ctx, waiting, 2, square) {
			n++
		}
		done <- n
	}()
	select {
	case n := <-done:
		if n != 1 {
			t.Errorf("%d results, want 1", n)
		}
	case <-time.After(5 * time.Second):
		t.Error("it waits for input that never comes")
	}
	close(never)
}
