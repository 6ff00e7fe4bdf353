package article

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

const (
	frenchText  = "L’Érythrée et l’Éthiopie ont signé lundi à Asmara une déclaration qui met fin à vingt ans d’état de guerre ; « une page est tournée »."
	russianText = "Парламент Черногории в субботу провозгласил независимость республики. Решение принято по итогам референдума."
)

func TestEncodingsAreRecognised(t *testing.T) {
	utf16le := func(s string) string {
		b := []byte{0xFF, 0xFE}
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}
	in := func(table *charmap.Charmap, s string) string {
		out, err := table.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, test := range []struct{ name, ending, bytes, want string }{
		{"UTF-8", ".txt", frenchText, frenchText},
		{"UTF-8 with a mark", ".txt", "\xEF\xBB\xBF" + frenchText, frenchText},
		{"UTF-16", ".txt", utf16le(frenchText), frenchText},
		{"Windows-1252", ".txt", in(charmap.Windows1252, frenchText), frenchText},
		{"Windows-1251", ".txt", in(charmap.Windows1251, russianText), russianText},
		{"KOI8-R", ".txt", in(charmap.KOI8R, russianText), russianText},
		{"one accent alone", ".txt", "Le Sahara a \xe9t\xe9 dit.", "Le Sahara a été dit."},
		{"UTF-8 with a stray byte", ".txt", frenchText + " \xe9", frenchText + " é"},
		{"a page's charset", ".html", `<meta charset="windows-1251"><p>` + in(charmap.Windows1251, russianText), russianText},
		{"a page's charset, older", ".html", `<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"><p>` + in(charmap.Windows1252, frenchText), frenchText},
		{"a page that is UTF-8 and says otherwise", ".html", `<meta charset="iso-8859-1"><p>` + frenchText, frenchText},
		{"a page that declares nothing", ".html", `<p>` + in(charmap.Windows1252, frenchText), frenchText},
		{"a feed's declaration", ".xml", `<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><item><description>` + in(charmap.Windows1252, frenchText) + `</description></item></channel></rss>`, frenchText},
		{"a feed that is not what it says", ".xml", `<?xml version="1.0" encoding="utf-8"?><rss><channel><item><description>` + in(charmap.Windows1252, frenchText) + `</description></item></channel></rss>`, frenchText},
		{"JSON with a stray byte", ".jsonl", `{"text":"Le Sahara a ` + "\xe9t\xe9" + ` dit."}`, "Le Sahara a été dit."},
		{"carriage returns", ".txt", "Oslo a signé.\r\n\r\nStockholm aussi.\rCopenhague non.", "Oslo a signé.\n\nStockholm aussi.\nCopenhague non."},
		{"what nobody sees", ".txt", "O\u00adslo\x00 a \u200bsigné\x07 hier\ufeff.", "Oslo a signé hier."},
		{"accents that stand alone", ".txt", "Le Se\u0301ne\u0301gal a signe\u0301.", "Le Sénégal a signé."},
		{"no-break spaces stay", ".txt", "« oui » a dit Oslo, 12 000 fois", "« oui » a dit Oslo, 12 000 fois"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := one(t, Options{}, test.ending, test.bytes).Text; got != test.want {
				t.Errorf("read %q, want %q", got, test.want)
			}
		})
	}
}

func TestWhatIsNoTextIsRefusedOnOneLine(t *testing.T) {
	r := newReader(t, Options{Limit: 1 << 20})
	for _, test := range []struct {
		name, ending, bytes, message string
		cause                        error
	}{
		{"empty", ".txt", "", "test.txt: empty", ErrEmpty},
		{"spaces", ".txt", " \n\t\n ", "test.txt: empty", ErrEmpty},
		{"empty page", ".html", "<html><body></body></html>", "test.html: empty", ErrEmpty},
		{"empty lines", ".jsonl", "\n\n", "test.jsonl: empty", ErrEmpty},
		{"empty feed", ".xml", "", "test.xml: empty", ErrEmpty},
		{"gzip", ".txt", "\x1f\x8b\x08\x00abc", "test.txt: not text: gzip-compressed, unpack it first", ErrNotText},
		{"gzip lines", ".jsonl", "\x1f\x8b\x08\x00abc\n\n\nfoo", "test.jsonl: not text: gzip-compressed, unpack it first", ErrNotText},
		{"gzip feed", ".xml", "\x1f\x8b\x08\x00abc", "test.xml: not text: gzip-compressed, unpack it first", ErrNotText},
		{"an image", ".html", "\x89PNG\r\n\x1a\n", "test.html: not text: a PNG image", ErrNotText},
		{"a document", ".md", "%PDF-1.7\n%\xe2\xe3", "test.md: not text: a PDF document", ErrNotText},
		{"binary", ".txt", "abc\x00\x01\x02\x03\x04def", "test.txt: not text: it holds control characters as binary data does", ErrNotText},
		{"random bytes", ".txt", "\x81\x8d\x8f\x90\x9d\x81\xff\xfe\x8d\x8f\x90", "test.txt: not text: neither UTF-8 nor a common eight-bit encoding", ErrNotText},
		{"an encoding that is not read", ".html", `<meta charset="shift_jis">` + "\x82\xa0\x82\xa2", `test.html: not text: encoding "shift_jis" is not read`, ErrNotText},
		{"UTF-32", ".txt", "\xFF\xFE\x00\x00a\x00\x00\x00", "test.txt: not text: UTF-32 is not read", ErrNotText},
		{"no feed", ".xml", "<catalog><book/></catalog>", "test.xml: no such input format: the root element is <catalog>, neither RSS nor Atom", ErrFormat},
		{"a feed without entries", ".xml", "<rss><channel><title>x</title></channel></rss>", "test.xml: empty: the feed has no entries", ErrEmpty},
		{"too long", ".txt", strings.Repeat("x", 1<<20+1), "test.txt: read: article too long: the limit is 1 MB", ErrTooLong},
		{"a line too long", ".jsonl", `{"text":"` + strings.Repeat("x", 1<<20) + `"}`, "test.jsonl:1: article too long: the limit is 1 MB", ErrTooLong},
		{"an entry too long", ".xml", "<rss><channel><item><description>" + strings.Repeat("x ", 1<<20) + "</description></item></channel></rss>", "test.xml:1: read the feed: article too long: the limit is 1 MB", ErrTooLong},
	} {
		t.Run(test.name, func(t *testing.T) {
			var errs []error
			for a, err := range r.Read(context.Background(), "test"+test.ending, test.ending, strings.NewReader(test.bytes)) {
				if a != nil {
					t.Errorf("an article: %s", describe(a, nil))
				}
				errs = append(errs, err)
			}
			if len(errs) != 1 {
				t.Fatalf("errors %v, want one", errs)
			}
			var typed *Error
			if got := errs[0].Error(); got != test.message || !errors.Is(errs[0], test.cause) || !errors.As(errs[0], &typed) {
				t.Errorf("error %q, want %q (%v)", got, test.message, test.cause)
			}
		})
	}
}
