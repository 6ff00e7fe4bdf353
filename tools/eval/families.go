package main

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/lang"
	"github.com/credence-project/credence/tools/internal/lessons"
)

// tally is how a reader does on lessons: acts that are right by kind and parties,
// acts that were found, acts that there are.
type tally struct{ right, found, acts int }

// f1 is the harmonic mean of precision and recall.
func (t tally) f1() float64 { return ratio(2*t.right, t.found+t.acts) }

// families prints what each family of patterns, a file of a language's acts, adds:
// the figures on our corpus (dev) without it.
func families(ctx context.Context) error {
	for _, code := range lang.Codes() {
		list, err := lessons.Read(ctx, "corpus", []string{"dev"}, code)
		if err != nil {
			return err
		}
		folder, err := lang.Open(code)
		if err != nil {
			return err
		}
		files, err := fs.Glob(folder, "acts/*.act")
		if err != nil || len(files) == 0 || len(list) == 0 {
			continue
		}
		whole, err := reads(ctx, folder, list)
		if err != nil {
			return err
		}
		fmt.Printf("── %s: what each family of patterns adds (our corpus, dev: %d acts)\n%-24s %6s %6s %7s %8s\n", code, whole.acts, "without", "right", "found", "F1", "adds")
		fmt.Printf("%-24s %6d %6d %7.3f\n", "-", whole.right, whole.found, whole.f1())
		for _, file := range files {
			t, err := reads(ctx, lacking{folder, file}, list)
			if err != nil {
				continue // a file of classes, which others need
			}
			fmt.Printf("%-24s %6d %6d %7.3f %+8.3f\n", strings.TrimPrefix(file, "acts/"), t.right, t.found, t.f1(), whole.f1()-t.f1())
		}
		fmt.Println()
	}
	return nil
}

// reads tells how a reader with a language's folder does on lessons.
func reads(ctx context.Context, folder fs.FS, list []act.Lesson) (t tally, err error) {
	coder, err := act.Open(folder)
	if err != nil {
		return t, err
	}
	r := coder.NewReader()
	for n := range list {
		causes, err := coder.Explain(ctx, &list[n])
		if err != nil {
			return t, err
		}
		for _, c := range causes {
			t.acts++
			if c == act.Right || c == act.Dated || c == act.Mooded {
				t.right++
			}
		}
		found, err := r.Read(ctx, list[n].Article)
		if err != nil {
			return t, err
		}
		for _, a := range found {
			if !a.Kind.State && !a.Kind.Unweighed {
				t.found++
			}
		}
	}
	return t, nil
}

// lacking is a folder without one of its files.
type lacking struct {
	fs.FS
	file string
}

// Open opens a file of the folder but that one.
func (l lacking) Open(name string) (fs.File, error) {
	if name == l.file {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return l.FS.Open(name)
}

// Glob returns the files that match a pattern, but that one.
func (l lacking) Glob(pattern string) ([]string, error) {
	names, err := fs.Glob(l.FS, pattern)
	return slices.DeleteFunc(names, func(name string) bool { return name == l.file }), err
}
