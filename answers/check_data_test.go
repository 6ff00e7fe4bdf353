package answers

import (
	"testing"

	"github.com/credence-project/credence/gazetteer"
)

func TestGroupsNameKnownStates(t *testing.T) {
	k, err := loadKnowledge()
	if err != nil {
		t.Fatal(err)
	}
	names, err := gazetteer.OpenDirectory()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, g := range k.groups {
		for id, days := range g.members {
			if e, ok := names.Entity(id); !ok || e.Kind != "state" && e.Kind != "territory" {
				t.Errorf("%s: %s is no state", g.ID, id)
			}
			if days.First > days.Last {
				t.Errorf("%s: %s left before it joined", g.ID, id)
			}
		}
		if len(g.members) != len(g.Members) {
			t.Errorf("%s: a member stands twice", g.ID)
		}
		for _, name := range g.Names {
			if other := seen[name]; other != "" {
				t.Errorf("%q means both %s and %s", name, other, g.ID)
			}
			seen[name] = g.ID
			if found := k.group(name); found == nil || found.ID != g.ID {
				t.Errorf("%s is not found by its name %q", g.ID, name)
			}
		}
	}
}

func TestGroupsByTheWordsOfSentences(t *testing.T) {
	k, err := loadKnowledge()
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{
		"G7": "G7", "permanent member of the Security Council": "P5", "permanent du Conseil de sécurité": "P5", "Union africaine": "AU",
		"membre de l’Union européenne": "EU", "Ligue arabe": "LAS", "Western European": "", "G7 and G20": "", "": "",
	} {
		got := ""
		if g := k.group(words); g != nil {
			got = g.ID
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}
