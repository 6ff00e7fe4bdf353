package gazetteer

import (
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/credence-project/credence/lang"
)

// FuzzMentions asserts that mentions and offices lie in the text and in their
// tokens, in order, with their heads inside, and that names mean something.
func FuzzMentions(f *testing.F) {
	var list []*Gazetteer
	for _, code := range lang.Codes() {
		if folder, err := lang.Open(code); err == nil && exists(folder, "names/states.tsv") {
			list = append(list, openLanguage(f, code))
		}
	}
	for _, seed := range []string{
		"La Russie reconnaît les talibans", "U.S.-backed forces; l’ex-URSS", "GUINÉE-BISSAU ' - -'s . 's", "N'Djamena-Paris-",
		"ministre sud-coréen des Affaires étrangères", "franco-", "-franco", "St. Kitts & Nevis's", "É\u0301tats\u00a0Unis", "\xff\xfe",
	} {
		f.Add(seed, false)
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, text string, split bool) {
		if !utf8.ValidString(text) {
			return
		}
		for _, g := range list {
			s := sentence(text, split)
			end := 0
			for _, m := range g.Mentions(s) {
				if m.First < 0 || m.First > m.Last || m.Last >= len(s.Tokens) || m.Head < m.First || m.Head > m.Last {
					t.Fatalf("%q: tokens of %+v", text, m)
				}
				if m.Start < end || m.Start >= m.End || m.Start < s.Tokens[m.First].Start || m.End > s.Tokens[m.Last].End {
					t.Fatalf("%q: bytes of %+v", text, m)
				}
				if len(m.Readings) == 0 || m.Readings[0].ID == "" {
					t.Fatalf("%q: no reading of %q", text, text[m.Start:m.End])
				}
				end = m.End
			}
			end = 0
			for _, o := range g.Offices(s) {
				if o.Start < end || o.End > len(text) || o.Head < o.First || o.Head > o.Last || !classes[o.Class] {
					t.Fatalf("%q: office %+v", text, o)
				}
				end = o.End
			}
		}
	})
}

// FuzzNames asserts that no file of names makes Open panic, and that what it
// accepts finds itself.
func FuzzNames(f *testing.F) {
	f.Add("id\tsense\tforms\nRUS\tname\tRussie|~россия\n-\tnone\tRussie blanche\n")
	f.Add("id\tsense\tforms\tfrom\nFRA\tadjective\tfranco-\t19\n")
	f.Fuzz(func(t *testing.T, data string) {
		g, err := Open(fstest.MapFS{"names/states.tsv": {Data: []byte(data)}})
		if err != nil {
			return
		}
		g.Mentions(sentence("La Russie blanche et l'union franco-russe", false))
	})
}
