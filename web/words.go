package web

// Words are all words of the pages, in every language, for those who tell of the
// same elsewhere: in feeds, for instance.
type Words struct {
	locales locales
}

// OpenWords reads the words.
func OpenWords() (*Words, error) {
	all, err := readLocales()
	return &Words{all}, err
}

// Codes returns the codes of the languages.
func (w *Words) Codes() (codes []string) {
	for _, l := range w.locales.list {
		codes = append(codes, l.Code)
	}
	return codes
}

// in returns the words of a language, the first one's where there is none of the
// code.
func (w *Words) in(code string) *locale {
	for _, l := range w.locales.list {
		if l.Code == code {
			return l
		}
	}
	return w.locales.list[0]
}

// T returns the words of a key, with its {placeholders} filled in: pairs of name
// and value.
func (w *Words) T(code, key string, pairs ...any) string { return w.in(code).T(key, pairs...) }

// Known returns the words of a key, or others where there are none.
func (w *Words) Known(code, key, instead string) string { return w.in(code).known(key, instead) }

// Date writes an EDTF date in words.
func (w *Words) Date(code, text string) string { return w.in(code).Date(text) }
