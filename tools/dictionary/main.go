// Command dictionary writes the file dictionary.bin of lang/fr, lang/en and
// lang/es from the word lists of three Debian packages:
//
//	apt-get install hunspell-fr-comprehensive wordnet-base hunspell-es
//	go run ./tools/dictionary -out lang
//
// They are made once and kept with the project; training models reads them.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/credence-project/credence/ud/train/lexicon"
)

func main() {
	hunspell := flag.String("hunspell", "/usr/share/hunspell", "folder of fr.aff, fr.dic, es_ES.aff and es_ES.dic")
	wordnet := flag.String("wordnet", "/usr/share/wordnet", "folder of data.noun and so on")
	out := flag.String("out", "lang", "folder of the languages")
	flag.Parse()
	failed := false
	for code, build := range map[string]func() ([]byte, error){
		"fr": func() ([]byte, error) { return list(*hunspell, "fr", lexicon.Hunspell) },
		"es": func() ([]byte, error) { return list(*hunspell, "es_ES", lexicon.Spanish) },
		"en": func() ([]byte, error) { return lexicon.WordNet(os.DirFS(*wordnet)) },
	} {
		if err := write(filepath.Join(*out, code, "dictionary.bin"), build); err != nil {
			fmt.Fprintf(os.Stderr, "dictionary: language %s: %v\n", code, err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}

// list makes a dictionary of a word list and its affixes.
func list(folder, name string, read func(aff, dic io.Reader) ([]byte, error)) ([]byte, error) {
	aff, err := os.Open(filepath.Join(folder, name+".aff"))
	if err != nil {
		return nil, err
	}
	defer aff.Close()
	dic, err := os.Open(filepath.Join(folder, name+".dic"))
	if err != nil {
		return nil, err
	}
	defer dic.Close()
	return read(aff, dic)
}

func write(path string, build func() ([]byte, error)) error {
	data, err := build()
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("its word list is not installed (%w); %s stays as it is", err, path)
	}
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %.2f MB\n", path, float64(len(data))/1e6)
	return nil
}
