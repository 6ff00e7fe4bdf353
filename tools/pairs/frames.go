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

// plain is the name of the frames that state a deed as it is; anyType stands for
// all types.
const (
	plain   = "PLAIN"
	anyType = "ANY"
)

// deed is what is done, in the forms that frames ask for.
type deed struct {
	kind                         pair.Type
	inf, past, ing, noun         string
	present, participle, passive string // "" where the file tells them not
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
	heads  []string // what stands before what is told
	tails  []string // what stands after it
	random *rand.Rand
}

// framed returns n sentences of each type made from a language's frames; none
// where it has no such file.
func framed(code string, n int, seed uint64) ([]train.Example, error) {
	name := "frames." + code + ".toml"
	var file struct {
		Actors, More, Deeds, Phrases, Irregular string
		Heads, Tails                            string
		Frames                                  map[string]string
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
	w.actors = append(items(file.Actors), items(file.More)...)
	w.heads, w.tails = items(file.Heads), split(file.Tails)
	if err := w.read(file.Deeds, file.Frames); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if err := w.inflect(file.Phrases, readVerbs(file.Irregular)); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return w.make(n), nil
}

// split parts a text at "|" and at the ends of lines.
func split(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '|' || r == '\n' })
}

// items are the parts of a text, without the blanks around them.
func items(text string) []string {
	var list []string
	for _, s := range split(text) {
		if s = strings.TrimSpace(s); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// inflect reads lines of a type and deeds in the infinitive.
func (w *workshop) inflect(phrases string, v verbs) error {
	for line := range strings.Lines(strings.TrimSpace(phrases)) {
		name, list, found := strings.Cut(strings.TrimSpace(line), ": ")
		kind, known := pair.ParseType(name)
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if !found || !known {
			return fmt.Errorf("want TYPE: DEED; DEED, not %q", line)
		}
		for _, text := range strings.Split(list, ";") {
			d := v.phrase(strings.TrimSpace(text))
			d.kind = kind
			w.deeds[kind] = append(w.deeds[kind], d)
		}
	}
	return nil
}

func (w *workshop) read(deeds string, frames map[string]string) error {
	for line := range strings.Lines(strings.TrimSpace(deeds)) {
		f := strings.Split(strings.TrimSpace(line), "|")
		kind, known := pair.ParseType(f[0])
		if len(f) != 5 || !known {
			return fmt.Errorf("want TYPE|infinitive|past|participle|noun, not %q", line)
		}
		w.deeds[kind] = append(w.deeds[kind], deed{kind: kind, inf: f[1], past: f[2], ing: f[3], noun: f[4]})
	}
	for name, lines := range frames {
		for line := range strings.Lines(strings.TrimSpace(lines)) {
			types, text, found := strings.Cut(strings.TrimSpace(line), ": ")
			f := frame{text: text}
			for _, t := range strings.Fields(types) {
				if t == anyType {
					for k := range pair.Types {
						f.deeds = append(f.deeds, pair.Type(k))
					}
					continue
				}
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
		told := w.some(n, func() (train.Example, bool) {
			if len(frames) == 0 {
				return train.Example{}, false
			}
			f := pick(w, frames)
			return w.sentence(f, pick(w, f.deeds), kind)
		})
		all = append(all, told...)
		all = append(all, w.some(n/2+(n-len(told))/2, func() (train.Example, bool) {
			f := pick(w, w.frames[plain])
			if !slices.Contains(f.deeds, kind) {
				return train.Example{}, false
			}
			return w.sentence(f, kind, kind)
		})...)
	}
	return all
}

// some makes n sentences, or fewer where too many tries fail.
func (w *workshop) some(n int, try func() (train.Example, bool)) []train.Example {
	var made []train.Example
	for tries := 0; tries < 6*n && len(made) < n; tries++ {
		if e, ok := try(); ok {
			made = append(made, e)
		}
	}
	return made
}

func pick[T any](w *workshop, list []T) T { return list[w.random.IntN(len(list))] }

// sentence fills a frame with a deed of a type and with parties; false where
// one of the parties would not be named just once.
func (w *workshop) sentence(f frame, of, kind pair.Type) (train.Example, bool) {
	if len(w.deeds[of]) == 0 {
		return train.Example{}, false
	}
	beside := w.deeds[w.random.IntN(pair.Types)]
	if len(w.deeds[of]) == 0 || len(beside) == 0 {
		return train.Example{}, false
	}
	text, ok := fill(w.choose(f.text), pick(w, w.deeds[of]), "X")
	if !ok {
		return train.Example{}, false
	}
	if text, ok = fill(w.around(text), pick(w, beside), "V"); !ok || countWord(text, "T") != 1 || countWord(text, "S") != 1 {
		return train.Example{}, false
	}
	parties := map[string]string{}
	taken := map[string]bool{}
	for _, name := range []string{"S", "T", "X", "U", "V"} {
		p := w.party()
		if taken[p] {
			return train.Example{}, false
		}
		parties[name], taken[p] = p, true
	}
	source, target := parties["S"], parties["T"]
	text = agree(text, source)
	for _, name := range []string{"U", "V", "X", "T", "S"} {
		text = replaceWord(text, name, parties[name])
	}
	text = capital(strings.Join(strings.Fields(strings.NewReplacer(" ,", ",", ",,", ",", ",'s", "'s", ", by", " by").Replace(text)), " ")) + "."
	source, target = strings.TrimSuffix(source, ","), strings.TrimSuffix(target, ",")
	if strings.HasPrefix(text, capital(source)) {
		source = capital(source)
	} else if strings.HasPrefix(text, capital(target)) {
		target = capital(target)
	}
	if countWord(text, source) != 1 || countWord(text, target) != 1 {
		return train.Example{}, false
	}
	return train.Example{Question: pair.Question{Text: text, Source: source, Target: target}, Type: kind}, true
}

// fill puts a deed into a frame, where it is done to T or, in the places that say
// so, to a third; false where the deed has no such form.
func fill(text string, d deed, third string) (string, bool) {
	to := func(s string) string { return replaceWord(s, "T", third) }
	bare := d.noun
	for _, article := range []string{"the ", "a ", "an "} {
		bare = strings.TrimPrefix(bare, article)
	}
	for _, form := range []struct{ name, text string }{
		{"inf", d.inf}, {"past", d.past}, {"ing", d.ing}, {"noun", d.noun}, {"present", d.present}, {"pp", d.participle}, {"passive", d.passive}, {"Noun", capital(d.noun)}, {"bare", bare},
	} {
		own := form.text
		if form.name == "bare" {
			own = to(own)
		}
		tags := []string{"<" + form.name + ":T>", "<" + form.name + ":" + third + ">", "<" + form.name + ">"}
		texts := []string{form.text, to(form.text), own}
		if third == "V" {
			tags, texts = tags[1:2], texts[1:2]
		}
		for n, tag := range tags {
			if strings.Contains(text, tag) {
				if form.text == "" {
					return "", false
				}
				text = strings.ReplaceAll(text, tag, texts[n])
			}
		}
	}
	return text, true
}

// around puts something before and after a sentence, where the language has it.
func (w *workshop) around(text string) string {
	if len(w.heads) == 0 || len(w.tails) == 0 {
		return text
	}
	head, tail := w.choose(pick(w, w.heads)), w.choose(pick(w, w.tails))
	if strings.Contains(text, ":V>") {
		if strings.Contains(head, "U") {
			head = "-"
		}
		if strings.Contains(tail, "U") {
			tail = "-"
		}
	}
	if strings.Contains(head, "<") && strings.Contains(tail, "<") || strings.HasPrefix(head, "U ") && strings.Contains(tail, "U") {
		tail = "-"
	}
	if head != "-" {
		text = head + " " + text
	}
	if tail != "-" {
		text += tail
	}
	return text
}

// agree makes the verb after the source plural where it is.
func agree(text, source string) string {
	if !plural(source) {
		return text
	}
	for _, f := range [][2]string{{"S has ", "S have "}, {"S is ", "S are "}, {"S was ", "S were "}, {" its ", " their "}} {
		text = strings.ReplaceAll(text, f[0], f[1])
	}
	return text
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
