package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed static
var staticFiles embed.FS //nolint:gochecknoglobals // embedded

// assets serves the files of static under names that hold a hash of what is in
// them, so that a browser may keep them for good.
type assets struct {
	files map[string][]byte // by name
	names map[string]string // the address of each
}

func readAssets() (*assets, error) {
	a := &assets{files: map[string][]byte{}, names: map[string]string{}}
	err := fs.WalkDir(staticFiles, "static", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := staticFiles.ReadFile(file)
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(file, "static/")
		sum := sha256.Sum256(text)
		ending := path.Ext(name)
		hashed := strings.TrimSuffix(name, ending) + "." + hex.EncodeToString(sum[:6]) + ending
		a.files["/static/"+hashed], a.names[name] = text, "/static/"+hashed
		return nil
	})
	return a, err
}

// address returns the address of a file.
func (a *assets) address(name string) string { return a.names[name] }

// ServeHTTP serves a file; there is no listing.
func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text, ok := a.files[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, path.Base(r.URL.Path), time.Time{}, bytes.NewReader(text))
}
