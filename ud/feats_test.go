package ud

import "testing"

func TestAFeatureIsFoundByItsWholeName(t *testing.T) {
	for _, c := range []struct {
		feats      Feats
		name, want string
	}{
		{"", "Case", ""}, {"Case=Nom", "Case", "Nom"}, {"Case=Nom|Number=Sing", "Number", "Sing"}, {"Case=Nom|Number=Sing", "Case", "Nom"},
		{"Number[psor]=Sing|Number=Plur", "Number", "Plur"}, {"SubCase=Abs|Case=Nom", "Case", "Nom"}, {"SubCase=Abs", "Case", ""},
		{"Type=Case|Mood=Ind", "Case", ""}, {"Case", "Case", ""}, {"Case=", "Case", ""},
	} {
		if got := c.feats.Get(c.name); got != c.want {
			t.Errorf("%s of %q is %q, want %q", c.name, c.feats, got, c.want)
		}
	}
}
