// Package lang holds what Credence knows about each language, a folder a
// language, and nothing else: no code outside these folders names a language.
//
//	lang/fr/language.toml   its name, the encodings its texts come in
//	lang/fr/article.toml    words that bylines and date lines are made of
//	lang/fr/tokens.toml     clitics, contractions, abbreviations
//	lang/fr/model.bin       tagger, lemmatiser and parser (package ud)
//	lang/fr/dictionary.bin  inflected forms, which the model was trained with
//	lang/fr/verbs.tsv       inflected forms of verbs that the tagger guesses wrong
//	lang/fr/names/*.tsv     names of states, organisations, people, offices
//	lang/fr/times/*.rules   time expressions
//	lang/fr/acts/*.act      what evokes each act, and where its roles stand
//	lang/fr/plover.toml     words by what they say is done to somebody (package pair)
//	lang/fr/pairs.bin       what was learned about such words and their places
//
// What any language needs stands beside them: reading such files, and taking
// the accents off letters.
//
// Adding a language is adding a folder. Non-goal: to interpret these files;
// each package compiles its own from the fs.FS it is given.
package lang

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed all:*
var folders embed.FS

// Codes returns the ISO 639-1 codes of the languages that have a folder, in
// alphabetical order.
func Codes() []string {
	entries, err := fs.ReadDir(folders, ".")
	if err != nil {
		panic("lang: the embedded folders cannot be listed: " + err.Error()) // programmer error: they are part of the binary
	}
	var codes []string
	for _, e := range entries {
		if e.IsDir() {
			codes = append(codes, e.Name())
		}
	}
	return codes
}

// Open returns the folder of the language code.
func Open(code string) (fs.FS, error) {
	if info, err := fs.Stat(folders, code); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("no language %q: there are %v", code, Codes())
	}
	return fs.Sub(folders, code)
}
