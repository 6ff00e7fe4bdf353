package answers

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed words
var wordFiles embed.FS //nolint:gochecknoglobals // embedded

// words are all that answers say in one language: see words/en.toml, which tells
// what a file holds. A language is a file.
type words struct {
	Text    map[string]string            // sentences, and parts of them
	Forms   map[string]string            // how it is told that a party did something
	Verbs   map[string]string            // what forms are made of, of any kind of act
	Kinds   map[string]map[string]string // the same of one kind
	Groups  map[string]string
	Objects map[string]string
	Values  map[string]string
	Modes   map[string]string
	Labels  map[string]string // what heads the parts of a verdict that is shown
	Phrases map[string]string // what is said in English elsewhere: see phrase.go
	Plural  []string          // a name that begins so is plural
	// Apostrophe is the sign for that of names, "" as they have it.
	Apostrophe string
	Seams      []seam
	Dates      struct {
		Day, Month string // of {day}, {month} and {year}
		First      string // the day of the month that is its first
		The        string // a {date} that is a day, after a preposition
		Months     []string
	}
	patterns []pattern // the phrases with places in them
}

// seam is how the end of some words and the beginning of a name become one:
// "de" and "le Pakistan", "du Pakistan".
type seam struct {
	Before string   // the words, with the space after them
	Name   []string // what the name begins with
	Gives  string   // instead of both
	Keep   bool     // of the words alone: the name stays whole
}

// noun is a name, or a date, as it enters a sentence.
type noun struct {
	text   string // "la Russie", "3 juillet 2025"
	in     string // "en Russie", "le 3 juillet 2025"
	plural bool
}

// String returns the name with its article.
func (n noun) String() string { return n.text }

// loadWords reads the files of all languages, once.
var loadWords = sync.OnceValues(readWords) //nolint:gochecknoglobals // never changed

func readWords() (map[string]*words, error) {
	files, err := fs.Glob(wordFiles, "words/*.toml")
	if err != nil {
		return nil, err
	}
	all := map[string]*words{}
	for _, file := range files {
		text, err := wordFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		w := &words{}
		if err := decode("answers/"+file, string(text), w); err != nil {
			return nil, err
		}
		w.patterns = patterns(w.Phrases)
		all[strings.TrimSuffix(path.Base(file), ".toml")] = w
	}
	return all, nil
}

// plainest is the language in which answers are given where no other is asked for.
const plainest = "en"

// Languages returns the codes of the languages in which verdicts can be told.
func Languages() ([]string, error) {
	all, err := loadWords()
	return slices.Sorted(maps.Keys(all)), err
}

// wordsIn returns the words of a language, and its code: English where the
// language asked for has no file.
func wordsIn(code string) (*words, string, error) {
	all, err := loadWords()
	if err != nil {
		return nil, "", err
	}
	if w := all[code]; w != nil {
		return w, code, nil
	}
	return all[plainest], plainest, nil
}

// say returns the text of a key with its {placeholders} filled in: pairs of name
// and value.
func (w *words) say(key string, pairs ...any) string {
	return (&filling{words: w, values: values(pairs)}).fill(w.Text[key])
}

// Label returns the words by which a part of a verdict is headed where it is shown
// to people, in a language: of the [labels] of words/en.toml, with {placeholders}
// filled in; of a key that is none the key.
func Label(code, key string, pairs ...any) string {
	w, _, err := wordsIn(code)
	if err != nil || w.Labels[key] == "" {
		return key
	}
	return (&filling{words: w, values: values(pairs)}).fill(w.Labels[key])
}

// values makes pairs of name and value a map.
func values(pairs []any) map[string]any {
	all := map[string]any{}
	for n := 0; n+1 < len(pairs); n += 2 {
		all[fmt.Sprint(pairs[n])] = pairs[n+1]
	}
	return all
}

// filling is a template with what is put into it.
type filling struct {
	*words
	values map[string]any
	verbs  map[string]string // of the kind of act that is told of, nil where none is
}

// fill puts values in the place of their names: {name}, the name in its place
// {name.in}, and what agrees with it in number {name|has|have}.
func (f *filling) fill(template string) string {
	var text string
	for {
		before, rest, found := strings.Cut(template, "{")
		text += before
		if !found {
			return text
		}
		name, after, _ := strings.Cut(rest, "}")
		text, template = f.join(text, f.place(name)), after
	}
}

// place returns what stands in the place of a name.
func (f *filling) place(name string) string {
	if parts := strings.Split(name, "|"); len(parts) == 3 {
		if n, ok := f.values[parts[0]].(noun); ok && n.plural {
			return parts[2]
		}
		return parts[1]
	}
	if base, ok := strings.CutSuffix(name, ".in"); ok {
		if n, ok := f.values[base].(noun); ok {
			return n.in
		}
	}
	if value, ok := f.values[name]; ok {
		return fmt.Sprint(value)
	}
	if verb, ok := strings.CutPrefix(name, "verb."); ok && f.verbs != nil {
		if own, ok := f.verbs[verb]; ok {
			return f.fill(own)
		}
		return f.fill(f.Verbs[verb])
	}
	if form, ok := f.Forms[name]; ok && f.verbs != nil {
		return f.fill(form)
	}
	return "{" + name + "}"
}

// join puts a name after some words.
func (w *words) join(text, name string) string {
	for n := range w.Seams {
		s := &w.Seams[n]
		before, ok := strings.CutSuffix(text, s.Before)
		if !ok || before != "" && !strings.HasSuffix(before, " ") && !strings.HasSuffix(before, "’") && !strings.HasSuffix(before, "(") {
			continue
		}
		for _, first := range s.Name {
			rest, ok := strings.CutPrefix(name, first)
			switch {
			case ok && s.Keep:
				return before + s.Gives + name
			case ok:
				return before + s.Gives + rest
			}
		}
	}
	return text + name
}

// typeset writes a name with the apostrophes of the language.
func (w *words) typeset(name string) string {
	if w.Apostrophe == "" {
		return name
	}
	return strings.ReplaceAll(name, "'", w.Apostrophe)
}

// Plural reports whether a name, with its article, takes the plural of what is said
// of it in a language.
func Plural(code, name string) bool {
	w, _, err := wordsIn(code)
	return err == nil && w.isPlural(name)
}

// isPlural reports whether a name takes the plural of what is said of it.
func (w *words) isPlural(name string) bool {
	return slices.ContainsFunc(w.Plural, func(first string) bool { return strings.HasPrefix(name, first) })
}

// nouns joins names: "a, b and c".
func (w *words) nouns(names []noun) noun {
	var texts []string
	for _, n := range names {
		texts = append(texts, n.text)
	}
	return noun{text: w.list(texts), plural: len(names) > 1 || len(names) == 1 && names[0].plural}
}

// list joins words: "a, b and c".
func (w *words) list(texts []string) string {
	if len(texts) < 2 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:len(texts)-1], w.Text["list.comma"]) + w.Text["list.and"] + texts[len(texts)-1]
}

// date writes an EDTF date as the language does: a day or a month in words where
// the file has them, all else as it is.
func (w *words) date(text string) noun {
	parts := strings.Split(text, "-")
	if len(w.Dates.Months) != 12 || len(parts) < 2 || len(parts) > 3 || len(text) != len("2006-01-02"[:3*len(parts)+1]) {
		return noun{text: text, in: text}
	}
	month := 0
	if _, err := fmt.Sscanf(parts[1], "%02d", &month); err != nil || month < 1 || month > 12 {
		return noun{text: text, in: text}
	}
	pairs := map[string]any{"year": parts[0], "month": w.Dates.Months[month-1]}
	f := &filling{words: w, values: pairs}
	if len(parts) == 2 {
		month := f.fill(w.Dates.Month)
		return noun{text: month, in: month}
	}
	if pairs["day"] = strings.TrimPrefix(parts[2], "0"); parts[2] == "01" && w.Dates.First != "" {
		pairs["day"] = w.Dates.First
	}
	day := f.fill(w.Dates.Day)
	pairs["date"] = day
	return noun{text: day, in: f.fill(w.Dates.The)}
}

// dates joins dates.
func (w *words) dates(texts []string) string {
	var all []string
	for _, text := range texts {
		all = append(all, w.date(text).text)
	}
	return w.list(all)
}

// since tells since when: " since 2021", "" where no source tells.
func (w *words) since(date string) string {
	switch len(date) {
	case 0:
		return ""
	case len("2006-01-02"):
		return w.say("since.day", "date", w.date(date))
	}
	return w.say("since", "date", w.date(date))
}

// countries writes a number of countries.
func (w *words) countries(n int) string {
	switch n {
	case 0:
		return w.say("countries.none")
	case 1:
		return w.say("countries.one")
	}
	return w.say("countries", "n", n)
}

// named returns the entry of a table, or a word of the program where it has none.
func named(table map[string]string, key, word string) string {
	if name, ok := table[key]; ok {
		return name
	}
	return word
}
