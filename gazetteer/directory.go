package gazetteer

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/credence-project/credence/lang"
)

// Directory finds entities by name and names them, in every language that
// Credence has: for the command line and for pages, not for reading texts.
type Directory struct {
	entities *entities
	folders  map[string]fs.FS
	codes    []string
	names    map[string]*Gazetteer // by language

	once   sync.Once
	byName map[string][]found
}

// found is an entity that a name can mean, with how likely.
type found struct {
	id    string
	sense Sense
	rank  int
}

// Meant is what a name can mean, in one sense: of "Moscow" Russia, by its capital.
type Meant struct {
	ID    string
	Sense Sense
}

// OpenDirectory reads the names of all languages.
func OpenDirectory() (*Directory, error) {
	e, err := known()
	if err != nil {
		return nil, err
	}
	d := &Directory{entities: e, folders: map[string]fs.FS{}, names: map[string]*Gazetteer{}}
	for _, code := range lang.Codes() {
		folder, err := lang.Open(code)
		if err != nil {
			return nil, err
		}
		if !exists(folder, "names/states.tsv") {
			continue
		}
		g, err := open(folder, e)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", code, err)
		}
		d.codes = append(d.codes, code)
		d.folders[code], d.names[code] = folder, g
	}
	return d, nil
}

// Name returns the name to show for an id in the language code; where that
// language has none, the canonical one; the id itself where it is not known.
func (d *Directory) Name(id, code string) string {
	if g := d.names[code]; g != nil {
		return g.Name(id)
	}
	if e := d.entities.byID[id]; e != nil && e.Name != "" {
		return e.Name
	}
	return id
}

// Phrase returns the name to show for an id in the language code as it stands in
// a phrase: "en Russie".
func (d *Directory) Phrase(id, code string, c Case) string {
	if g := d.names[code]; g != nil {
		return g.Phrase(id, c)
	}
	return d.Name(id, code)
}

// Entity returns what is known of an id.
func (d *Directory) Entity(id string) (Entity, bool) {
	if e := d.entities.byID[id]; e != nil {
		return *e, true
	}
	return Entity{}, false
}

// IDs returns the ids of all entities: states in alphabetical order first, then
// territories and places, organisations, regimes, office holders.
func (d *Directory) IDs() []string { return slices.Clone(d.entities.ids) }

// Names returns the names to show in the language code, by id.
func (d *Directory) Names(code string) map[string]string {
	names := make(map[string]string, len(d.entities.ids))
	for _, id := range d.entities.ids {
		names[id] = d.Name(id, code)
	}
	return names
}

// Lookup returns the ids that a name can mean, in whatever language, likeliest
// first; an id finds itself. Capitals, accents, hyphens and a leading article
// make no difference.
func (d *Directory) Lookup(name string) []string {
	var ids []string
	for _, m := range d.Meant(name) {
		if !slices.Contains(ids, m.ID) {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// Meant returns what a name can mean, as Lookup does, and in what senses.
func (d *Directory) Meant(name string) []Meant {
	name = strings.TrimSpace(name)
	state, slug, _ := strings.Cut(name, ".")
	for _, id := range []string{name, strings.ToUpper(name), strings.ToUpper(state) + "." + strings.ToLower(slug)} {
		if d.entities.byID[id] != nil {
			return []Meant{{id, Name}}
		}
	}
	d.once.Do(d.build)
	list := d.byName[fold(name)]
	if list == nil {
		if _, rest, ok := strings.Cut(fold(name), " "); ok {
			list = d.byName[rest] // "la Russie", "the Taliban"
		} else if _, rest, ok := strings.Cut(fold(name), "'"); ok {
			list = d.byName[rest]
		}
	}
	var meant []Meant
	for _, f := range list {
		if m := (Meant{f.id, f.sense}); !slices.Contains(meant, m) {
			meant = append(meant, m)
		}
	}
	return meant
}

// build lists all forms of all languages. The files were read once without
// error, so errors cannot come up here.
func (d *Directory) build() {
	d.byName = make(map[string][]found, 1<<14)
	for _, code := range d.codes {
		for n, f := range nameFiles {
			t, err := readTable(d.folders[code], "names/"+f+".tsv", "id", "sense", "forms", "from", "until", "note")
			if err != nil {
				continue
			}
			d.enter(t, n)
		}
	}
	for name, list := range d.byName {
		slices.SortStableFunc(list, func(a, b found) int { return a.rank - b.rank })
		d.byName[name] = list
	}
}

func (d *Directory) enter(t *table, file int) {
	id, kind, forms := t.column("id"), t.column("sense"), t.column("forms")
	for _, r := range t.rows {
		s, known := senses[r.at(kind)]
		if !known || r.at(id) == nobody {
			continue
		}
		for form := range strings.SplitSeq(r.at(forms), "|") {
			key := fold(strings.TrimPrefix(form, "~"))
			d.byName[key] = append(d.byName[key], found{r.at(id), s.Sense, rank[s.Sense]*len(nameFiles) + file})
		}
	}
}
