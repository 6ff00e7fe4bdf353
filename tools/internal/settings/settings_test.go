package settings

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

var files = fstest.MapFS{"en.toml": {}, "fr.toml": {}, "notes.txt": {}}

func TestEachTrainsTheLanguagesAskedFor(t *testing.T) {
	for _, c := range []struct {
		only string
		want []string
	}{
		{"", []string{"en en.toml", "fr fr.toml"}},
		{"fr", []string{"fr fr.toml"}},
	} {
		var got []string
		err := Each(files, t.TempDir(), c.only, func(code, file string) error {
			got = append(got, code+" "+file)
			return nil
		})
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("only %q: trained %v with error %v, want %v", c.only, got, err, c.want)
		}
	}
}

func TestEachRefuses(t *testing.T) {
	broken := func(string, string) error { return errors.New("broken") }
	for _, c := range []struct{ treebanks, only, want string }{
		{"nowhere", "", "treebanks are not in nowhere"},
		{".", "xx", `no settings for language "xx"`},
		{".", "fr", "language fr: broken"},
	} {
		err := Each(files, c.treebanks, c.only, broken)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("treebanks %q, only %q: error %v, want %q", c.treebanks, c.only, err, c.want)
		}
	}
}
