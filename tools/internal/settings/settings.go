// Package settings goes through the settings files of a training tool, one a
// language, named by its code.
package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// Each calls train with the code and the file of every language, or of only
// one. It first sees to it that the folder of the treebanks is there.
func Each(files fs.FS, treebanks, only string, train func(code, file string) error) error {
	if _, err := os.Stat(treebanks); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the treebanks are not in %s: point -ud at the folder that holds fr/ and en/ (what was trained before goes on working without it)", treebanks)
	}
	names, err := fs.Glob(files, "*.toml")
	if err != nil {
		return err
	}
	if only != "" && !slices.Contains(names, only+".toml") {
		return fmt.Errorf("no settings for language %q: there are %s", only, strings.Join(names, ", "))
	}
	for _, file := range names {
		code := strings.TrimSuffix(file, ".toml")
		if only != "" && only != code {
			continue
		}
		if err := train(code, file); err != nil {
			return fmt.Errorf("language %s: %w", code, err)
		}
	}
	return nil
}
