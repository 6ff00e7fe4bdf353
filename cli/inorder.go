package cli

import (
	"context"
	"iter"
	"sync"
)

// result is what a worker made of one value, or why it could not be made.
type result[R any] struct {
	value R
	err   error
}

// inOrder applies work to the values of seq on n goroutines and yields the
// results in the order of seq. Errors of seq pass through in their place. No
// more than 4n values are held at once, however long seq is. newWorker is
// called once a goroutine. All goroutines have ended when the sequence has,
// except where ctx was cancelled: they then end by themselves after the value
// that they are at, since seq may wait for input that never comes.
func inOrder[T, R any](ctx context.Context, seq iter.Seq2[T, error], n int, newWorker func() func(T) (R, error)) iter.Seq2[R, error] {
	type job struct {
		in  T
		out chan result[R]
	}
	return func(yield func(R, error) bool) {
		outer := ctx
		ctx, cancel := context.WithCancel(ctx)
		jobs, queue := make(chan job), make(chan chan result[R], 4*n)
		var workers sync.WaitGroup
		defer func() {
			if outer.Err() == nil {
				workers.Wait()
			}
		}()
		defer cancel()
		for range n {
			workers.Go(func() {
				work := newWorker()
				for j := range jobs {
					value, err := work(j.in)
					j.out <- result[R]{value, err}
				}
			})
		}
		workers.Go(func() {
			defer close(queue)
			defer close(jobs)
			for in, err := range seq {
				out := make(chan result[R], 1)
				select {
				case queue <- out:
				case <-ctx.Done():
					return
				}
				if err != nil {
					out <- result[R]{err: err}
					continue
				}
				select {
				case jobs <- job{in, out}:
				case <-ctx.Done():
					return
				}
			}
		})
		for {
			select {
			case out, more := <-queue:
				if !more {
					return
				}
				select {
				case r := <-out:
					if !yield(r.value, r.err) {
						return
					}
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}
