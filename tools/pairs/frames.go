package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"github.com/credence-project/credence/pair"
	"github.com/credence-project/credence/pair/train"
)

//go:embed frames.*.toml
var frameFiles embed.FS

// plain is the name of the frames that state a deed as it is.
const plain = "PLAIN"

// deed is what is done, in the forms that frames ask for.
type deed struct {
	kind                 pair.Type
	inf, past, ing, noun string
}

// frame is a sentence with places for a deed of one of the types.
type frame struct {
	deeds []pair.Type
	text  string
}

// workshop makes sentences of frames and deeds.
type workshop struct {
	actors []string
	deeds  [pair.Types][]deed
	frames map[string][]frame
	random *rand.Rand
}

// framed returns n sentences of each type made from a language's frames; none
// where it has no such file.
func framed(code string, n int, seed uint64) ([]train.Example, error) {
	name := "frames." + code + ".toml"
	var file struct {
		Actors, Deeds string
		Frames        map[string]string
	}
	meta, err := toml.DecodeFS(frameFiles, name, &file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("%s: unknown key %s", name, extra[0])
	}
	w := &workshop{frames: map[string][]frame{}, random: rand.New(rand.NewPCG(seed, 2))}
	for _, a := range strings.Split(file.Actors, "|") {
		if a = strings.TrimSpace(a); a != "" {
			w.actors = append(w.actors, a)
		}
	}
	if err := w.read(file.Deeds, file.Frames); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return w.make(n), nil
}

func (w *workshop) read(deeds string, frames map[string]string) error {
	for line := range strings.Lines(strings.TrimSpace(deeds)) {
		f := strings.Split(strings.TrimSpace(line), "|")
		kind, known := pair.ParseType(f[0])
		if len(f) != 5 || !known {
			return fmt.Errorf("want TYPE|infinitive|past|participle|noun, not %q", line)
		}
		w.deeds[kind] = append(w.deeds[kind], deed{kind, f[1], f[2], f[3], f[4]})
	}
	for name, lines := range frames {
		for line := range strings.Lines(strings.TrimSpace(lines)) {
			types, text, found := strings.Cut(strings.TrimSpace(line), ": ")
			f := frame{text: text}
			for _, t := range strings.Fields(types) {
				kind, known := pair.ParseType(t)
				if !known {
					return fmt.Errorf("no type %q in %q", t, line)
				}
				f.deeds = append(f.deeds, kind)
			}
			if _, known := pair.ParseType(name); !found || !known && name != plain {
				return fmt.Errorf("want TYPES: FRAME under a type, not %q", line)
			}
			w.frames[name] = append(w.frames[name], f)
		}
	}
	return nil
}

func (w *workshop) make(n int) []train.Example {
	var all []train.Example
	for t := range pair.Types {
		kind := pair.Type(t)
		frames := w.frames[kind.String()]
		for range n {
			if len(frames) > 0 {
				f := pick(w, frames)
				if e, ok := w.sentence(f, pick(w, f.deeds), kind); ok {
					all = append(all, e)
				}
			}
		}
		for range n / 2 {
			f := pick(w, w.frames[plain])
			if e, ok := w.sentence(f, kind, kind); ok && slices.Contains(f.deeds, kind) {
				all = append(all, e)
			}
		}
	}
	return all
}

func pick[T any](w *workshop, list []T) T { return list[w.random.IntN(len(list))] }

// sentence fills a frame with a deed of a type and with parties; false where
// one of the parties would not be named just once.
func (w *workshop) sentence(f frame, of, kind pair.Type) (train.Example, bool) {
	if len(w.deeds[of]) == 0 {
		return train.Example{}, false
	}
	d := pick(w, w.deeds[of])
	bare := d.noun
	for _, article := range []string{"the ", "a ", "an "} {
		bare = strings.TrimPrefix(bare, article)
	}
	third := func(s string) string { return replaceWord(s, "T", "X") }
	text := strings.NewReplacer("<inf>", d.inf, "<past>", d.past, "<ing>", d.ing, "<noun>", d.noun, "<bare>", third(bare), "<bare:T>", bare, "<bare:X>", third(bare), "<Noun>", capital(d.noun),
		"<inf:X>", third(d.inf), "<past:X>", third(d.past), "<ing:X>", third(d.ing), "<noun:X>", third(d.noun)).Replace(w.choose(f.text))
	if countWord(text, "T") != 1 || countWord(text, "S") != 1 {
		return train.Example{}, false
	}
	source, target, other := w.party(), w.party(), w.party()
	if source == target || source == other || target == other {
		return train.Example{}, false
	}
	text = replaceWord(replaceWord(replaceWord(text, "X", other), "T", target), "S", source)
	text = capital(strings.ReplaceAll(text, "  ", " ")) + "."
	if strings.HasPrefix(text, capital(source)) {
		source = capital(source)
	}
	return train.Example{Question: pair.Question{Text: text, Source: source, Target: target}, Type: kind}, true
}

func (w *workshop) party() string { return pick(w, w.actors) }

// choose settles each "(a/b)".
func (w *workshop) choose(s string) string {
	for {
		close := strings.IndexByte(s, ')')
		if close < 0 {
			return s
		}
		open := strings.LastIndexByte(s[:close], '(')
		if open < 0 {
			return s
		}
		s = s[:open] + pick(w, strings.Split(s[open+1:close], "/")) + s[close+1:]
	}
}

// eachWord calls f with where the word stands in s by itself.
func eachWord(s, word string, f func(at int)) {
	for i := 0; i+len(word) <= len(s); i++ {
		if s[i:i+len(word)] == word && (i == 0 || !letter(s[i-1])) && (i+len(word) == len(s) || !letter(s[i+len(word)])) {
			f(i)
		}
	}
}

func letter(c byte) bool { return c >= utf8.RuneSelf || unicode.IsLetter(rune(c)) }

func countWord(s, word string) int {
	n := 0
	eachWord(s, word, func(int) { n++ })
	return n
}

func replaceWord(s, word, by string) string {
	var b strings.Builder
	from := 0
	eachWord(s, word, func(at int) {
		b.WriteString(s[from:at] + by)
		from = at + len(word)
	})
	return b.String() + s[from:]
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
