package colleague

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/gazetteer"
)

//go:embed task.txt
var taskTXT string

// writeTask returns the task with the kinds of the ontology.
func writeTask(kinds act.Ontology) (string, error) {
	t, err := template.New("task.txt").Option("missingkey=error").Parse(taskTXT)
	if err != nil {
		return "", fmt.Errorf("colleague: %w", err)
	}
	var lists struct{ Acts, States []*act.Kind }
	for _, name := range kindNames(kinds) {
		if k := kinds[name]; k.State {
			lists.States = append(lists.States, k)
		} else {
			lists.Acts = append(lists.Acts, k)
		}
	}
	var b strings.Builder
	if err := t.Execute(&b, lists); err != nil {
		return "", fmt.Errorf("colleague: %w", err)
	}
	return b.String(), nil
}

// How much of a text is repeated about it.
const (
	lead = 200 // bytes of an article's beginning, with its later parts
	edge = 8   // words at either end of a passage
)

// question returns what is asked about a part of an article. The text stands
// between two lines that it cannot hold, for they are made of it.
func (r *Reader) question(a *article.Article, p part, which string) string {
	text := a.Text[p.start:p.end]
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	line("Title", brief(a.Title))
	line("Published", a.Published)
	line("Language", a.Lang)
	line("Ids of names in it", strings.Join(hints(r.options.Names, text, a.Lang), ", "))
	if p.start > 0 {
		line("This is", which)
		line("The article begins (list no acts of this)", brief(a.Text[:cut(a.Text, 0, min(len(a.Text), p.start), lead)]))
	}
	for _, q := range p.quoted {
		first, last := strings.Fields(a.Text[q.start:q.end]), ""
		if n := len(first); n > 2*edge {
			first, last = first[:edge], " … "+strings.Join(first[n-edge:], " ")
		}
		line("A passage of it was published on "+q.published+", and its dates count from that day", brief(strings.Join(first, " ")+last))
	}
	sum := sha256.Sum256([]byte(text))
	mark := fmt.Sprintf("=== %x ===", sum[:8])
	fmt.Fprintf(&b, "The text stands between two lines that read %s\n%s\n%s\n%s\n", mark, mark, text, mark)
	return b.String()
}

// mostHints is how many ids of names are told.
const mostHints = 40

// hints returns the names of states, organisations and regimes that stand in a
// text as the language shows them, with their ids: "Russie RUS".
func hints(names *gazetteer.Directory, text, lang string) []string {
	var list []string
	for _, id := range names.IDs() {
		if e, _ := names.Entity(id); e.Kind == "person" || e.Kind == "place" {
			continue
		}
		name := names.Name(id, lang)
		if utf8.RuneCountInString(name) < 2 || name == id || !unicode.IsUpper([]rune(name)[0]) {
			continue
		}
		if n := strings.Index(text, name); n >= 0 && whole(text, n, n+len(name)) {
			list = append(list, name+" "+id)
		}
		if len(list) == mostHints {
			break
		}
	}
	slices.Sort(list)
	return list
}
