// Command speed measures a model on a treebank file.
package main

import (
	"fmt"
	"os"
	"runtime/pprof"
	"syscall"
	"time"

	"github.com/credence-project/credence/ud/nn"
	"github.com/credence-project/credence/ud/nn/train"
)

func used() float64 {
	var r syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return float64(r.Utime.Nano()+r.Stime.Nano()) / 1e9
}

func main() {
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	m, err := nn.Open(data)
	if err != nil {
		panic(err)
	}
	set, err := train.Load(os.Args[2], "x")
	if err != nil {
		panic(err)
	}
	a := m.New()
	w, _ := os.Create(os.Args[3])
	words := 0
	run := func() {
		words = 0
		for _, s := range set {
			a.Reset()
			for _, f := range s.Forms {
				a.Add(f)
			}
			a.Run()
			for i := range s.Forms {
				a.Word(i)
			}
			words += len(s.Forms)
		}
	}
	run()
	pprof.StartCPUProfile(w)
	for range 3 {
		began, cpu := time.Now(), used()
		run()
		fmt.Printf("%.2f µs a word, %.2f of the processor\n", time.Since(began).Seconds()*1e6/float64(words), (used()-cpu)*1e6/float64(words))
	}
	pprof.StopCPUProfile()
	var got []*train.Sentence
	for _, s := range set {
		got = append(got, train.Annotate(a, s))
	}
	fmt.Println(train.Measure(set, got))
}
