// Command corpuscheck verifies the corpus of annotated articles and sentences:
// that every file has the agreed form, that quotes are words of their article,
// and that acts, ids, dates and modalities are ones that exist.
//
//	go run ./tools/corpuscheck corpus
//
// It prints a problem a line and exits with status 1 where there is any;
// otherwise it prints how many articles and acts each part has, and how often each act
// is annotated. No two articles, of whatever part, have one name or one text.
// Non-goals: whether an annotation is right, which only a reader can tell.
package main

import (
	"fmt"
	"os"
)

func main() {
	root := "corpus"
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	c, err := Load(root)
	if err != nil {
		fmt.Fprintln(os.Stderr, "corpuscheck:", err)
		os.Exit(2)
	}
	problems := c.Check()
	for _, p := range problems {
		fmt.Println(p)
	}
	if len(problems) > 0 {
		os.Exit(1)
	}
	c.WriteSizes(os.Stdout)
	c.WriteCounts(os.Stdout)
}
