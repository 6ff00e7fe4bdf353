package article

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decode turns the bytes of one text into UTF-8: by its byte order mark, as the
// UTF-8 that it is, by the encoding that it declares, or else as the one of the
// common eight-bit encodings in which it reads as a language. Whatever is no
// text is refused.
func (r *Reader) decode(data []byte, declared string) (string, error) {
	if len(data) == 0 {
		return "", ErrEmpty
	}
	if kind := magic(data); kind != "" {
		return "", fmt.Errorf("%w: %s", ErrNotText, kind)
	}
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}), bytes.HasPrefix(data, []byte{0, 0, 0xFE, 0xFF}):
		return "", fmt.Errorf("%w: UTF-32 is not read", ErrNotText)
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return fromUTF16(data[2:], func(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 })
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return fromUTF16(data[2:], func(b []byte) uint16 { return uint16(b[1]) | uint16(b[0])<<8 })
	}
	data = bytes.TrimPrefix(data, []byte{0xEF, 0xBB, 0xBF})
	if isBinary(data) {
		return "", fmt.Errorf("%w: it holds control characters as binary data does", ErrNotText)
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	if declared != "" && !isUTF8Name(declared) {
		table := charmapOf(declared)
		if table == nil {
			return "", fmt.Errorf("%w: encoding %q is not read", ErrNotText, declared)
		}
		return fromCharmap(data, table), nil
	}
	if good, bad := countUTF8(data); good > 8*bad || isUTF8Name(declared) && good >= bad {
		return patchUTF8(data), nil
	}
	return r.guess(data)
}

// magic names the binary format that the data opens as, "" for none.
func magic(data []byte) string {
	for _, m := range []struct{ prefix, name string }{
		{"\x1f\x8b", "gzip-compressed, unpack it first"}, {"PK\x03\x04", "a zip archive or office document"}, {"%PDF-", "a PDF document"},
		{"\x89PNG", "a PNG image"}, {"\xff\xd8\xff", "a JPEG image"}, {"GIF8", "a GIF image"}, {"BZh", "bzip2-compressed, unpack it first"},
		{"\xfd7zXZ", "xz-compressed, unpack it first"}, {"\x28\xb5\x2f\xfd", "zstd-compressed, unpack it first"}, {"7z\xbc\xaf", "a 7-Zip archive"},
		{"\x7fELF", "a program"}, {"\xd0\xcf\x11\xe0", "an old office document"}, {"SQLite format 3", "a database"}, {"{\\rtf", "a rich text document"},
	} {
		if bytes.HasPrefix(data, []byte(m.prefix)) {
			return m.name
		}
	}
	return ""
}

// isBinary reports whether the data holds more control characters than a text
// that was damaged on its way.
func isBinary(data []byte) bool {
	sample := data[:min(len(data), 64<<10)]
	odd := 0
	for _, c := range sample {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b || c == 0x7f {
			odd++
		}
	}
	return odd > 3 && odd*100 > len(sample)
}

// fromUTF16 decodes UTF-16 of the given byte order. Lone surrogates become the
// replacement character.
func fromUTF16(data []byte, unit func([]byte) uint16) (string, error) {
	if len(data) == 0 {
		return "", ErrEmpty
	}
	var b strings.Builder
	b.Grow(len(data))
	control := 0
	for i := 0; i+1 < len(data); i += 2 {
		c := rune(unit(data[i:]))
		if utf16.IsSurrogate(c) && i+3 < len(data) {
			if full := utf16.DecodeRune(c, rune(unit(data[i+2:]))); full != utf8.RuneError {
				c = full
				i += 2
			}
		}
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			control++
		}
		b.WriteRune(c) // a lone surrogate is written as U+FFFD
	}
	if control*200 > len(data) {
		return "", fmt.Errorf("%w: it opens as UTF-16 but is binary", ErrNotText)
	}
	return b.String(), nil
}

// countUTF8 counts the characters of several bytes that are valid, and the
// bytes that belong to none.
func countUTF8(data []byte) (good, bad int) {
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		data = data[n:]
	}
	return good, bad
}

// patchUTF8 reads stray bytes of a UTF-8 text as Windows-1252, which is where
// they come from when an editor's text and an agency's were pasted together.
func patchUTF8(data []byte) string {
	var b strings.Builder
	b.Grow(len(data) + 16)
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(data[0])
		}
		b.WriteRune(r)
		data = data[n:]
	}
	return b.String()
}

// fromCharmap decodes an eight-bit encoding.
func fromCharmap(data []byte, table *charmap.Charmap) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/4)
	for _, c := range data {
		b.WriteRune(table.DecodeByte(c))
	}
	return b.String()
}

// guess finds the eight-bit encoding of a text that declares none: the one in
// which it is written in a language that we know. Western texts too short to
// tell are taken for Windows-1252 when their letters make it plausible.
func (r *Reader) guess(data []byte) (string, error) {
	sample := data[:min(len(data), 16<<10)]
	best, bestCost := (*charmap.Charmap)(nil), dearestMean
	for _, table := range []*charmap.Charmap{charmap.Windows1252, charmap.Windows1251, charmap.KOI8R} {
		text := fromCharmap(sample, table)
		if !isPlausible(text) {
			continue
		}
		if cost := r.detector.cost(text); cost < bestCost {
			best, bestCost = table, cost
		}
	}
	if best == nil && isWestern(fromCharmap(sample, charmap.Windows1252)) {
		best = charmap.Windows1252
	}
	if best == nil {
		return "", fmt.Errorf("%w: neither UTF-8 nor a common eight-bit encoding", ErrNotText)
	}
	return fromCharmap(data, best), nil
}

// isPlausible reports whether a decoded text has no undefined characters.
func isPlausible(s string) bool {
	bad := 0
	for _, r := range s {
		if r == utf8.RuneError || r >= 0x80 && r < 0xA0 {
			bad++
		}
	}
	return bad*1000 <= len(s)
}

// isWestern reports whether nearly all that is not ASCII in s is what Western
// European texts are made of.
func isWestern(s string) bool {
	const usual = "àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝ’‘“”«»–—…\u00a0€°º¡¿·•§£©"
	odd, all := 0, 0
	for _, r := range s {
		if r < 0x80 {
			continue
		}
		all++
		if !strings.ContainsRune(usual, r) {
			odd++
		}
	}
	return odd*10 <= all && all*3 <= len(s)
}

// isUTF8Name reports whether the name of an encoding means UTF-8.
func isUTF8Name(name string) bool {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be": // a page that declares UTF-16 in ASCII is UTF-8
		return true
	}
	return false
}

// charmapOf returns the table of an eight-bit encoding by the names that pages
// declare it with, nil where it is not read.
func charmapOf(name string) *charmap.Charmap {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "windows-1252", "cp1252", "cp-1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "ansi":
		return charmap.Windows1252 // as browsers do: ISO 8859-1 with what it lacks
	case "iso-8859-15", "iso8859-15", "latin9", "latin-9", "l9":
		return charmap.ISO8859_15
	case "windows-1250", "cp1250":
		return charmap.Windows1250
	case "iso-8859-2", "iso8859-2", "latin2":
		return charmap.ISO8859_2
	case "windows-1251", "cp1251", "x-cp1251":
		return charmap.Windows1251
	case "koi8-r", "koi8r":
		return charmap.KOI8R
	case "koi8-u":
		return charmap.KOI8U
	case "iso-8859-5":
		return charmap.ISO8859_5
	case "ibm866", "cp866":
		return charmap.CodePage866
	case "windows-1254", "iso-8859-9", "latin5":
		return charmap.Windows1254
	case "macintosh", "x-mac-roman":
		return charmap.Macintosh
	}
	return nil
}
