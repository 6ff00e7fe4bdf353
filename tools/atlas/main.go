// Command atlas writes atlas/world.tsv, the shapes of states, from the npm package
// world-atlas (Natural Earth as TopoJSON), corrected by atlas/borders.toml:
//
//	npm pack world-atlas@2.0.2
//	go run ./tools/atlas -from world-atlas-2.0.2.tgz -out atlas/world.tsv
//
// The same package gives the same file, byte for byte.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/credence-project/credence/atlas"
	"github.com/credence-project/credence/gazetteer"
)

const source = "package/countries-50m.json"

const comment = `The shapes of states, made by tools/atlas from Natural Earth 1:50m (public domain)
as world-atlas 2.0.2 packs it, corrected by borders.toml. Equal Earth projection.
id, x and y of the label or point, "point" where it is drawn as one, SVG path
`

func main() {
	from := flag.String("from", "world-atlas-2.0.2.tgz", "the npm package")
	out := flag.String("out", "atlas/world.tsv", "file to write")
	flag.Parse()
	if err := run(*from, *out); err != nil {
		fmt.Fprintln(os.Stderr, "atlas:", err)
		os.Exit(1)
	}
}

func run(from, out string) error {
	text, err := unpack(from, source)
	if err != nil {
		return err
	}
	t, err := decode(text)
	if err != nil {
		return fmt.Errorf("reading %s: %w", source, err)
	}
	borders, err := atlas.OpenBorders()
	if err != nil {
		return err
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		return err
	}
	if err := t.correct(borders.Rules); err != nil {
		return err
	}
	t.join(names, borders.Owned)
	world := draw(t, borders, names)
	var file bytes.Buffer
	if err := world.Write(&file, comment); err != nil {
		return err
	}
	fmt.Printf("%d shapes, %d bytes\n", len(world.Shapes), file.Len())
	return os.WriteFile(out, file.Bytes(), 0o644) //nolint:gosec // a file of the project
}

// unpack returns a file of an npm package.
func unpack(archive, name string) ([]byte, error) {
	f, err := os.Open(archive) //nolint:gosec // the user's own
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("unpacking %s: %w", archive, err)
	}
	for files := tar.NewReader(z); ; {
		h, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("%s holds no %s", archive, name)
		}
		if err != nil {
			return nil, fmt.Errorf("unpacking %s: %w", archive, err)
		}
		if h.Name == name {
			return io.ReadAll(files)
		}
	}
}
