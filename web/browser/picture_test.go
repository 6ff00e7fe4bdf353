package browser

import (
	"bytes"
	"cmp"
	"flag"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "take the pictures in docs/pages anew")

// Of a picture, in pixels and bytes.
const (
	pictureWidth  = 1000
	pictureHeight = 1200
	pictureBytes  = 80_000
)

// picture takes pictures of a page, light and dark, with -update; without, it
// proves that they are there and shown.
func (s *site) picture(t *testing.T, p shown) {
	folder := "../../docs/pages"
	shows, err := os.ReadFile(folder + ".md")
	if err != nil {
		t.Fatal(err)
	}
	b := s.tab(t)
	for _, scheme := range []string{"light", "dark"} {
		name := p.name + "-" + scheme + ".png"
		file := filepath.Join(folder, name)
		if !strings.Contains(string(shows), "pages/"+name) {
			t.Errorf("docs/pages.md does not show %s", name)
		}
		if *update {
			b.look(pictureWidth, scheme == "dark")
			b.open(p.path)
			if err := os.WriteFile(file, b.picture(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		i, err := os.Stat(file)
		if err != nil {
			t.Errorf("%v: take it with -update", err)
		} else if i.Size() > pictureBytes {
			t.Errorf("%s has %d bytes, at most %d may be", name, i.Size(), pictureBytes)
		}
	}
}

// picture is the top of the page, as a PNG with a palette.
func (b *tab) picture() []byte {
	height := value[float64](b, "document.documentElement.scrollHeight")
	beyond := true
	shot, err := chromedp.Call(b.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{
		CaptureBeyondViewport: &beyond, Clip: &page.Viewport{Width: pictureWidth, Height: min(height, pictureHeight), Scale: 1},
	})
	if err != nil {
		b.Fatal(err)
	}
	full, err := png.Decode(bytes.NewReader(shot.Data))
	if err != nil {
		b.Fatal(err)
	}
	for colours := 64; ; colours /= 2 {
		var out bytes.Buffer
		encoder := png.Encoder{CompressionLevel: png.BestCompression}
		if err := encoder.Encode(&out, fewer(full, colours)); err != nil {
			b.Fatal(err)
		}
		if out.Len() <= pictureBytes || colours <= 8 {
			return out.Bytes()
		}
	}
}

// fewer draws a picture in so many of its most frequent colours.
func fewer(full image.Image, colours int) *image.Paletted {
	count := map[color.RGBA]int{}
	box := full.Bounds()
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(full.At(x, y)).(color.RGBA) }
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			count[at(x, y)]++
		}
	}
	list := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int {
		return cmp.Or(count[b]-count[a], int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B))
	})
	var palette color.Palette
	for _, c := range list {
		if len(palette) < colours && !slices.ContainsFunc(palette, func(p color.Color) bool { return near(c, p.(color.RGBA)) }) {
			palette = append(palette, c)
		}
	}
	nearest := map[color.RGBA]uint8{}
	for c := range count {
		nearest[c] = uint8(palette.Index(c))
	}
	out := image.NewPaletted(box, palette)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			out.SetColorIndex(x, y, nearest[at(x, y)])
		}
	}
	return out
}

// near reports whether nobody sees the difference between two colours.
func near(a, b color.RGBA) bool {
	d := func(x, y uint8) int { return max(int(x), int(y)) - min(int(x), int(y)) }
	return d(a.R, b.R)+d(a.G, b.G)+d(a.B, b.B) < 12
}
