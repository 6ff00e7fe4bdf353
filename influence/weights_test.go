package influence

import (
	"strings"
	"testing"

	"github.com/credence-project/credence/act"
)

func TestEveryWeightHasItsReason(t *testing.T) {
	w, err := DefaultWeights()
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Rules()) < 40 || w.Name() == "" {
		t.Errorf("%d rules of %q", len(w.Rules()), w.Name())
	}
	for _, r := range w.Rules() {
		if len(r.Reason) < 20 {
			t.Errorf("%s: %q is no reason", r.Kind, r.Reason)
		}
	}
}

func TestWeightErrorsTellTheLine(t *testing.T) {
	const head = "saturation = 4\nundated = 0.5\nmargin = 0.01\n[[weight]]\n"
	const good = "kind = \"meet\"\npower = \"either\"\nweight = 1\nhalf_life = 1\nreason = \"talks\"\n"
	if _, err := ReadWeights("my.toml", head+good); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		{"not TOML", head + "kind = \n", "my.toml:5: "},
		{"unknown key", head + good + "wieght = 2\n", "my.toml:10: wieght: unknown key"},
		{"unknown kind", head + strings.Replace(good, "meet", "greet", 1), "my.toml:5: kind: \"greet\""},
		{"opinion", head + strings.Replace(good, "meet", "claim-influence", 1), "my.toml:5: kind: "},
		{"twice", head + good + "[[weight]]\n" + good, "my.toml:11: kind: \"meet\" stands twice"},
		{"wrong side", head + strings.Replace(good, "either", "both", 1), "my.toml:6: power: "},
		{"no number", head + strings.Replace(good, "weight = 1", "weight = nan", 1), "my.toml:7: weight: "},
		{"no half-life", head + strings.Replace(good, "half_life = 1\n", "", 1), "my.toml:4: half_life: "},
		{"no reason", head + strings.Replace(good, "talks", " ", 1), "my.toml:9: reason: "},
		{"nothing", head + strings.Replace(good, "weight = 1", "weight = 0", 1), "my.toml:7: weight: neither"},
		{"ends what is not there", head + good + "ends = [\"visit\"]\n", "my.toml:10: ends: \"visit\""},
		{"leaves more than there is", head + good + "leaves = 1.5\n", "my.toml:10: leaves: "},
		{"no saturation", strings.Replace(head+good, "saturation = 4", "", 1), "my.toml:1: saturation: "},
		{"margin too large", strings.Replace(head+good, "0.01", "0.7", 1), "my.toml:3: margin: "},
	} {
		_, err := ReadWeights("my.toml", c.text)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s…", c.name, err, c.want)
		}
	}
}

func TestGoldsteinHasAValueForEveryAct(t *testing.T) {
	scale, err := Goldstein()
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := act.LoadOntology()
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range kinds {
		if _, ok := scale.Value(k.Cameo); !ok && !k.State {
			t.Errorf("%s: no value for CAMEO %s", k.Name, k.Cameo)
		}
	}
	for _, text := range []string{"source = \"x\"\n[[value]]\ncameo = \"010\"\nvalue = 11\n", "source = \"\"\n"} {
		if _, err := readScale("s.toml", text); err == nil || !strings.HasPrefix(err.Error(), "s.toml:") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
