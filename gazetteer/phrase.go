package gazetteer

import (
	"io/fs"
	"strings"
)

// Case is the phrase in which a name is shown.
type Case uint8

// The phrases that a language can give.
const (
	Definite Case = iota // "la Russie", "the Netherlands"
	In                   // "en Russie", "aux Pays-Bas", "in the Netherlands"
	Of                   // "de Russie", "des Pays-Bas", "of the Netherlands"
)

var caseColumns = [...]string{Definite: "definite", In: "in", Of: "of"}

// phrases is how the names of one language enter phrases: by id, with % for the
// name.
type phrases map[string][len(caseColumns)]string

func readPhrases(folder fs.FS, path string, e *entities) (phrases, error) {
	t, err := readTable(folder, path, "definite", "in", "of", "ids", "note")
	if err != nil {
		return nil, err
	}
	p := phrases{}
	for _, r := range t.rows {
		var templates [len(caseColumns)]string
		for c, column := range caseColumns {
			templates[c] = r.at(t.column(column))
			if strings.Count(templates[c], "%") != 1 {
				return nil, t.errorf(r, "%s: %q needs one %% for the name", column, templates[c])
			}
		}
		for id := range strings.SplitSeq(r.at(t.column("ids")), "|") {
			if e.byID[id] == nil {
				return nil, t.errorf(r, "unknown id %q", id)
			}
			if _, twice := p[id]; twice {
				return nil, t.errorf(r, "%s has its phrases already", id)
			}
			p[id] = templates
		}
	}
	return p, nil
}

// Phrase returns the name to show for an id as it stands in a phrase: with its
// article, after "in" or after "of". Where the language says nothing of the id
// it is the name alone.
func (g *Gazetteer) Phrase(id string, c Case) string {
	name := g.Name(id)
	templates, ok := g.phrases[id]
	if !ok || int(c) >= len(templates) {
		return name
	}
	return strings.Replace(templates[c], "%", name, 1)
}
