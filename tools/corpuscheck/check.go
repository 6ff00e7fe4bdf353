package main

import (
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/lang"
)

// acts are the act types that the articles annotate.
var acts = strings.Fields(`recognize-state recognize-government withdraw-recognition
	recognize-sovereignty establish-relations restore-relations sever-relations
	downgrade-relations upgrade-relations open-embassy close-embassy appoint-ambassador
	accept-credentials recall-ambassador expel-diplomats exchange-ambassadors sign-agreement
	designate-terrorist delist-terrorist impose-sanctions lift-sanctions provide-aid
	accept-migrants deploy-forces withdraw-forces invade seize-power meet visit
	admit-to-organization claim-influence mediate condemn threaten demand reject`)

// others are those that sentences annotate too.
var others = strings.Fields(`annex-territory proclaim-state summon-ambassador leave-organization suspend-membership
	move-embassy take-office install-government`)

var (
	states     = strings.Fields("has-ambassador has-charge has-embassy has-consulate no-relations is-listed has-forces is-member does-not-recognise-governments")
	modalities = strings.Fields("asserted negated future hypothetical")
	relations  = strings.Fields("ambassador charge embassy consulate none unknown")
	// an ISO 3166-1 alpha-3 code, with a suffix for a body inside the state, or an organisation's acronym
	id = regexp.MustCompile(`^(?:[A-Z]{3}(?:\.[A-Z][A-Z0-9]*)?|[A-Z][A-Z0-9-]{1,15})$`)
)

// Check returns what is wrong, in order of the files; nothing where all is well.
func (c *Corpus) Check() []string {
	var out []string
	for i := range c.Articles {
		out = append(out, c.Articles[i].check()...)
	}
	names := map[string]string{}
	ids, texts := map[string]string{}, map[string]string{}
	for i := range c.Articles {
		a := &c.Articles[i]
		name := strings.TrimSuffix(filepath.Base(a.Path), filepath.Ext(a.Path))
		if first, ok := names[name]; ok {
			out = append(out, fmt.Sprintf("%s: name is that of %s", a.Path, first))
		}
		if first, ok := texts[a.Text]; ok {
			out = append(out, fmt.Sprintf("%s: same text as %s", a.Path, first))
		}
		names[name], texts[a.Text] = a.Path, a.Path
	}
	for i := range c.Sentences {
		s := &c.Sentences[i]
		out = append(out, s.check()...)
		if first, ok := ids[s.ID]; ok {
			out = append(out, fmt.Sprintf("%s: id %q is that of %s", s.Path, s.ID, first))
		}
		if first, ok := texts[s.Text]; ok {
			out = append(out, fmt.Sprintf("%s: same text as %s", s.Path, first))
		}
		ids[s.ID], texts[s.Text] = s.Path, s.Path
	}
	return out
}

func (a *Article) check() []string {
	c := checker{at: a.Path, text: a.Text}
	g := &a.Gold
	if !slices.Contains(lang.Codes(), g.Lang) {
		c.report("language %q", g.Lang)
	}
	if g.Title != nil && !strings.Contains(a.Text, *g.Title) {
		c.report("title %q is not in the text", *g.Title)
	}
	if g.Author != nil && !strings.Contains(a.Text, *g.Author) {
		c.report("author %q is not in the text", *g.Author)
	}
	if g.Published != nil {
		c.setPublished(*g.Published)
	}
	if len(g.Acts) == 0 {
		c.report("no acts")
	}
	c.acts(g.Acts)
	for i := range g.States {
		s := &g.States[i]
		if s.Kind != "state" || !slices.Contains(states, s.State) || s.Act != "" {
			c.report("state %q of kind %q", s.State, s.Kind)
		}
		c.common(s)
	}
	for _, s := range g.Status {
		c.ids(s.Of, s.By)
		if d := c.date(s.On); d.IsZero() || d.Precision() != edtf.DayPrecision || d.IsInterval() {
			c.report("status on %q: not a day", s.On)
		}
		if !slices.Contains(relations, s.Relations) {
			c.report("relations %q", s.Relations)
		}
	}
	return c.problems
}

func (s *Sentence) check() []string {
	c := checker{at: s.Path, text: s.Text, more: others}
	if s.ID == "" || s.Text == "" {
		c.report("no id or no text")
	}
	if !slices.Contains(lang.Codes(), s.Lang) {
		c.report("language %q", s.Lang)
	}
	if s.Published != "" {
		c.setPublished(s.Published)
	}
	c.acts(s.Acts)
	return c.problems
}

// checker gathers the problems of one article or sentence.
type checker struct {
	at, text  string
	more      []string // act types beyond those of articles
	published edtf.Date
	problems  []string
}

func (c *checker) report(format string, args ...any) {
	c.problems = append(c.problems, c.at+": "+fmt.Sprintf(format, args...))
}

func (c *checker) setPublished(s string) {
	c.published = c.date(s)
	if c.published.IsZero() || c.published.Precision() != edtf.DayPrecision || c.published.IsInterval() {
		c.report("published %q: not a day", s)
		c.published = edtf.Date{}
	}
}

func (c *checker) acts(as []Act) {
	for i := range as {
		a := &as[i]
		if a.Kind != "" || a.State != "" || !slices.Contains(acts, a.Act) && !slices.Contains(c.more, a.Act) {
			c.report("unknown act %q", a.Act)
		}
		c.common(a)
		// Only "no country has …" may lack a doer, only a few acts a counterpart.
		if len(a.Actors) == 0 && a.Modality != "negated" {
			c.report("%s without actors: %q", a.Act, a.Quote)
		}
		for _, b := range as[:i] {
			if b.Act == a.Act && b.Quote == a.Quote && b.Modality == a.Modality && slices.Equal(b.Actors, a.Actors) && slices.Equal(b.Recipients, a.Recipients) {
				c.report("%s twice: %q", a.Act, a.Quote)
			}
		}
	}
}

// common checks what acts and states share.
func (c *checker) common(a *Act) {
	c.ids(a.Actors...)
	c.ids(a.Recipients...)
	c.ids(a.Over...)
	if a.Attributed != nil {
		c.ids(*a.Attributed)
	}
	if a.Actors == nil || a.Recipients == nil {
		c.report("null for a list: %q", a.Quote)
	}
	if !slices.Contains(modalities, a.Modality) {
		c.report("modality %q", a.Modality)
	}
	for _, q := range append([]string{a.Quote}, a.Mentions...) {
		if q == "" || strings.ContainsAny(q, "\n\r") || strings.TrimSpace(q) != q {
			c.report("quote %q is empty, runs over a line's end or has space around it", q)
		} else if !strings.Contains(c.text, q) {
			c.report("quote %q is not in the text", q)
		}
	}
	d := c.date(a.Date)
	if a.Modality == "asserted" && !d.IsZero() && !c.published.IsZero() &&
		d.Bounds().First > c.published.Bounds().Last {
		c.report("asserted for %s, after publication: %q", a.Date, a.Quote)
	}
}

func (c *checker) ids(all ...string) {
	for _, s := range all {
		if !id.MatchString(s) {
			c.report("id %q", s)
		}
	}
}

func (c *checker) date(s string) edtf.Date {
	if s == "" {
		return edtf.Date{}
	}
	d, err := edtf.Parse(s)
	if err != nil {
		c.report("date: %v", err)
		return edtf.Date{}
	}
	if y, _, _ := d.Parts(); !strings.HasPrefix(s, "../") && (y < 1700 || y > 2100) {
		c.report("date %q is not of our time", s)
	}
	return d
}

// Counts tells how often each act is annotated in a language: in the
// articles, and in the sentences.
func (c *Corpus) Counts(code string) (inArticles, inSentences map[string]int) {
	inArticles, inSentences = map[string]int{}, map[string]int{}
	for i := range c.Articles {
		if c.Articles[i].Gold.Lang == code {
			count(inArticles, c.Articles[i].Gold.Acts)
		}
	}
	for i := range c.Sentences {
		if c.Sentences[i].Lang == code {
			count(inSentences, c.Sentences[i].Acts)
		}
	}
	return inArticles, inSentences
}

// count adds acts by name, and by modality.
func count(into map[string]int, as []Act) {
	for i := range as {
		into[as[i].Act]++
		into[as[i].Modality]++
	}
}

// WriteCounts prints a table of acts and modalities by language.
func (c *Corpus) WriteCounts(w io.Writer) {
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', tabwriter.AlignRight)
	var columns []map[string]int
	for _, code := range lang.Codes() {
		inArticles, inSentences := c.Counts(code)
		if len(inArticles)+len(inSentences) == 0 {
			continue
		}
		fmt.Fprintf(t, "\t%s articles\t%s sentences", code, code)
		columns = append(columns, inArticles, inSentences)
	}
	fmt.Fprintln(t, "\t")
	for _, name := range append(slices.Clone(acts), modalities...) {
		fmt.Fprint(t, name)
		for _, counts := range columns {
			fmt.Fprintf(t, "\t%d", counts[name])
		}
		fmt.Fprintln(t, "\t")
	}
	t.Flush()
}

// WriteSizes prints how many articles and acts each part has, by language.
func (c *Corpus) WriteSizes(w io.Writer) {
	type size struct{ articles, acts int }
	sizes := map[string]size{}
	for i := range c.Articles {
		a := &c.Articles[i]
		key := a.Gold.Lang + " " + a.Half
		s := sizes[key]
		sizes[key] = size{s.articles + 1, s.acts + len(a.Gold.Acts)}
	}
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', tabwriter.AlignRight)
	for _, part := range Parts {
		fmt.Fprintf(t, "\t%s articles\t%s acts", part, part)
	}
	fmt.Fprintln(t, "\t")
	for _, code := range lang.Codes() {
		fmt.Fprint(t, code)
		for _, part := range Parts {
			s := sizes[code+" "+part]
			fmt.Fprintf(t, "\t%d\t%d", s.articles, s.acts)
		}
		fmt.Fprintln(t, "\t")
	}
	t.Flush()
}
