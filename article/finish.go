package article

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// finish makes an article of a draft: finds its language, title, byline and
// date lines, settles its date of publication and its quotations.
func (r *Reader) finish(d *draft) (*Article, error) {
	if len(d.blocks) == 0 && d.title == "" {
		return nil, ErrEmpty
	}
	a := &Article{ID: d.id, Path: d.path, Entry: d.entry, URL: d.url, Publisher: d.publisher, Partial: d.partial}
	a.Lang = r.language(d)
	x := r.lexicon
	f := x.front(d, a.Lang)
	if a.Title = f.title; a.Title == "" && d.title != "" {
		a.Title = d.title
		d.add(block{kind: Title}, d.title)
	}
	a.Title = collapse(a.Title)
	a.Byline = collapse(r.byline(d, f))
	f.dateline = x.splitDateline(d, a.Lang, &f)
	a.Published, a.PublishedFrom = r.published(d, f, a.Lang)
	x.splitRunIns(d, a.Lang)
	x.markHeadings(d)
	x.markQuotations(d, a.Lang, a.Published, a.Publisher)
	a.Text = string(d.text)
	a.Units = make([]Unit, 0, len(d.blocks))
	for _, b := range d.blocks {
		a.Units = append(a.Units, Unit{Kind: b.kind, Start: b.start, End: b.end, Quoted: b.quoted})
	}
	return a, nil
}

// language settles the language: the caller's word, the author's, or else what
// the text reads as, with what the page's template says for a hint.
func (r *Reader) language(d *draft) string {
	if r.options.Lang != "" {
		return r.options.Lang
	}
	said := primary(d.lang)
	if d.langSure && said != "" {
		return said
	}
	return r.detector.detect(d.sample(), said)
}

// primary returns the language of a tag such as "fr-CA", "en_GB", "FR".
func primary(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_,; "); i >= 0 {
		tag = tag[:i]
	}
	if len(tag) < 2 || len(tag) > 3 {
		return ""
	}
	return tag
}

// sample returns enough of the text to tell its language, prose first: the
// title and the byline of a page may be in another.
func (d *draft) sample() string {
	var b strings.Builder
	for _, b0 := range d.blocks {
		if b0.kind != Heading && b0.end-b0.start >= proseLeast && b.Len() < 2*detectSample {
			b.WriteString(cut(d.str(b0), 2*detectSample))
			b.WriteByte('\n')
		}
	}
	for _, b0 := range d.blocks {
		if (b0.kind == Heading || b0.end-b0.start < proseLeast) && b.Len() < 200 {
			b.WriteString(d.str(b0))
			b.WriteByte('\n')
		}
	}
	if b.Len() < 20 {
		b.WriteString(d.title)
	}
	return b.String()
}

// byline returns the names of the authors: those that the format gives, or
// else those in the text's own byline.
func (r *Reader) byline(d *draft, f frontMatter) string {
	names := r.lexicon.authors(d.byline)
	if len(names) == 0 {
		names = f.names
	}
	if len(names) > 1 && d.publisher != "" { // "Jeanne Morel, Le Phare"
		names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return sameTitle(name, d.publisher) })
	}
	return strings.Join(slices.Compact(names), ", ")
}

// authors returns the names in a value that is meant to hold them: without
// "By", roles, addresses of pages and of mail.
func (x *lexicon) authors(value string) []string {
	value = strings.TrimSpace(value)
	if value == "" || strings.Contains(value, "://") {
		return nil
	}
	if i := strings.IndexAny(value, "<("); i > 0 && strings.Contains(value, "@") {
		value = strings.TrimSpace(value[:i])
	}
	if strings.Contains(value, "@") || utf8.RuneCountInString(value) > 200 {
		return nil
	}
	if l, ok := x.metaLine(value, ""); ok && len(l.authors()) > 0 {
		return l.authors()
	}
	return []string{value}
}

// splitDateline parts the dateline from the article's first paragraph.
func (x *lexicon) splitDateline(d *draft, lang string, f *frontMatter) date {
	for i, b := range d.blocks {
		if b.kind != Paragraph {
			if b.kind == ListItem || i > maxZone {
				break
			}
			continue
		}
		s := d.str(b)
		n, day, ok := x.dateline(s, lang)
		if !ok {
			if len(s) < proseLeast || len(s) < maxTitle && !endsSentence(s) {
				continue
			}
			break
		}
		line, rest := b, b
		line.kind, line.end = Meta, b.start+n
		rest.start, rest.lead = b.start+n, max(0, b.lead-n)
		d.trim(&line)
		d.trim(&rest)
		d.blocks = slices.Replace(d.blocks, i, i+1, line, rest)
		if f.zone == orderUnknown {
			f.zone = x.zoneIn(s[:n])
		}
		return day
	}
	return date{}
}
