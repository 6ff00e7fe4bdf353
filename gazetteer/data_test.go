package gazetteer

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/credence-project/credence/lang"
)

// every calls f for each language that has names.
func every(t *testing.T, f func(t *testing.T, code string, folder fs.FS, g *Gazetteer)) {
	for _, code := range lang.Codes() {
		folder, err := lang.Open(code)
		if err != nil {
			t.Fatal(err)
		}
		if !exists(folder, "names/states.tsv") {
			continue
		}
		g, err := Open(folder)
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		t.Run(code, func(t *testing.T) { f(t, code, folder, g) })
	}
}

func TestEveryStateHasItsNames(t *testing.T) {
	every(t, func(t *testing.T, code string, folder fs.FS, g *Gazetteer) {
		have := map[string]bool{}
		table, err := readTable(folder, "names/states.tsv", "id", "sense", "forms", "from", "until", "note")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range table.rows {
			have[r.at(0)+" "+r.at(1)] = true
		}
		states := 0
		for _, id := range g.entities.ids {
			if g.entities.byID[id].Sort != "state" {
				continue
			}
			states++
			for _, s := range []string{"name", "adjective", "demonym", "capital"} {
				if !have[id+" "+s] {
					t.Errorf("%s has no %s", id, s)
				}
			}
		}
		if states != 200 { // 193 members, VAT, PSE; COK, NIU, ESH, TWN, XKX
			t.Errorf("%d states, want 200", states)
		}
	})
}

func TestEveryEntityHasANameToShow(t *testing.T) {
	every(t, func(t *testing.T, code string, _ fs.FS, g *Gazetteer) {
		for _, id := range g.entities.ids {
			if g.display[id] == "" {
				t.Errorf("%s has no name in %s", id, code)
			}
		}
	})
}

func TestEntitiesBelongToKnownStates(t *testing.T) {
	e, err := known()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range e.ids {
		x := e.byID[id]
		if State(id) != id && x.Of != "" && x.Kind != "person" && !strings.Contains(x.Of, "|") && State(id) != State(x.Of) {
			t.Logf("%s belongs to %s: its id says otherwise", id, x.Of)
		}
		if x.Name == "" && x.Kind != "person" {
			t.Errorf("%s has no canonical name", id)
		}
	}
}

func TestNoIDStandsInTwoFiles(t *testing.T) {
	file := map[string]string{}
	for _, source := range sources {
		path := "data/" + source + ".tsv"
		if !exists(data, path) {
			continue
		}
		table, err := readTable(data, path, "id", "kind", "of", "from", "until", "name", "note")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range table.rows {
			if old := file[r.at(0)]; old != "" && old != path {
				t.Errorf("%s:%d: %s stands in %s already", path, r.line, r.at(0), old)
			}
			file[r.at(0)] = path
		}
	}
}
