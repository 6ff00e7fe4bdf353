package modelfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
)

func file(t testing.TB) []byte {
	t.Helper()
	data, err := Encode([]Section{{"one", []byte("first")}, {"empty", nil}, {"eight888", bytes.Repeat([]byte{7}, 100)}})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSectionsComeBack(t *testing.T) {
	f, err := Decode(file(t))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"one": "first", "empty": "", "eight888": strings.Repeat("\a", 100)} {
		if got, err := f.Section(name); err != nil || string(got) != want {
			t.Errorf("section %s: %q, %v", name, got, err)
		}
	}
	if _, err := f.Section("two"); !errors.Is(err, ErrDamaged) {
		t.Errorf("a section that is not there: %v", err)
	}
	if _, err := Encode([]Section{{Name: "ninechars"}}); err == nil {
		t.Error("a long name was taken")
	}
}

func TestDamageIsFound(t *testing.T) {
	good := file(t)
	for at := range good {
		bad := bytes.Clone(good)
		bad[at] ^= 0x10
		if _, err := Decode(bad); err == nil {
			t.Fatalf("byte %d altered: no error", at)
		}
	}
	for n := range len(good) - 1 {
		if _, err := Decode(good[:n]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut at %d: %v", n, err)
		}
	}
}

func TestAnotherVersionIsNamed(t *testing.T) {
	data := file(t)
	binary.LittleEndian.PutUint32(data[8:], Version+1)
	if _, err := Decode(data); err == nil || !strings.Contains(err.Error(), "make models") {
		t.Errorf("error %v does not tell what to do", err)
	}
}

// FuzzDecode asserts that sections lie in the file, whatever its table says;
// the checksum is put right, so that the table is reached.
func FuzzDecode(f *testing.F) {
	f.Add(file(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) >= headerLen {
			copy(data, magic)
			binary.LittleEndian.PutUint32(data[8:], Version)
			binary.LittleEndian.PutUint32(data[12:], sum(data))
		}
		d, err := Decode(data)
		if err != nil {
			return
		}
		for name, s := range d.sections {
			if len(s) > len(data) || len(name) > nameLen {
				t.Fatalf("section %q of %d bytes in a file of %d", name, len(s), len(data))
			}
		}
	})
}
