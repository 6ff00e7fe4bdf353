// Package article reads what was published: the text of an article with its
// title, byline, date of publication, language and units, from plain text,
// Markdown, HTML, RSS, Atom and JSON feeds and JSON Lines.
//
//	r, err := article.New(article.Options{})
//	for a, err := range r.Open(ctx, "news") { // a file, a folder, "-"
//		if err != nil {
//			log.Print(err) // one line: the input, the place in it, the cause
//			continue
//		}
//		for _, u := range a.Units {
//			fmt.Println(u.Kind, a.Text[u.Start:u.End])
//		}
//	}
//
// All offsets are bytes into Article.Text, the extracted text, which is valid
// UTF-8 whatever the bytes that came in. A plain text, in a file or in a line
// of JSON, is its own extracted text: apart from what nobody sees (carriage
// returns, control characters, soft hyphens) it is left as it came, line breaks
// inside paragraphs too. A title that stands beside such a text and not in it
// is written behind it, so that offsets into the text stay good.
// Non-goals: sentences, names, and what the text says.
package article

// Article is one published text.
type Article struct {
	ID            string // the path as given, or the identifier that a JSON line carries ("path:line" without one)
	Path          string // as given, "-" for standard input
	Entry         string // what a feed calls the entry (guid, id or link), "" elsewhere
	URL           string
	Title         string
	Byline        string
	Publisher     string
	Published     string   // EDTF day ("2025-07-07"), coarser where no day is known, "" where nothing tells
	PublishedFrom Evidence // what gave Published
	Lang          string   // ISO 639-1; "" where no known language fits
	Text          string   // the extracted text that all offsets refer to
	Units         []Unit   // in text order, not overlapping
	Partial       bool     // a feed's summary of what stands at URL
	Revises       []string // the versions that this one stands in place of, as whoever keeps articles calls them, the last first
}

// Unit is a stretch of the text that stands alone: no sentence crosses its ends.
type Unit struct {
	Kind       UnitKind
	Start, End int        // bytes of Article.Text
	Quoted     *Quotation // set on the units of a quotation from elsewhere, shared by them
}

// Quotation says where a quoted passage was first published, as far as the
// text tells. Time words in it resolve against its own date.
type Quotation struct {
	Published string // EDTF, "" unknown: the article's own date is then as good as any
	Publisher string // "" unknown
}

// UnitKind tells what a unit is in the layout of the article.
type UnitKind uint8

// String returns the name of the kind in small letters.
func (k UnitKind) String() string {
	switch k {
	case Paragraph:
		return "paragraph"
	case Title:
		return "title"
	case Heading:
		return "heading"
	case ListItem:
		return "list item"
	case Meta:
		return "meta"
	case Caption:
		return "caption"
	}
	return "unknown"
}

// The kinds of units.
const (
	Paragraph UnitKind = iota
	Title
	Heading  // a section's title, standing before what it governs
	ListItem // one item of a list
	Meta     // byline, date line, reading time: read for the date, never for acts
	Caption
)

// Evidence names what an article's date of publication was read from.
type Evidence string

// The ladder of evidence for a date of publication, best first.
const (
	FromNothing  Evidence = ""
	FromGiven    Evidence = "given"    // by the caller, a JSON line, a feed entry
	FromJSONLD   Evidence = "json-ld"  // datePublished
	FromMeta     Evidence = "meta"     // article:published_time and its kin
	FromTime     Evidence = "time"     // <time datetime>
	FromDateline Evidence = "dateline" // the text's own date line
	FromURL      Evidence = "url"
	FromUpdated  Evidence = "updated" // a day of change, where no day of publication is told
)
