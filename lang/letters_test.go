package lang

import (
	"strings"
	"testing"
)

func TestUnaccent(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"Émirats", "Emirats"}, {"ÉTÉ", "ETE"}, {"février", "fevrier"}, {"œuvre", "ouvre"}, {"Erdoğan", "Erdogan"},
		{"Łódź", "Lodz"}, {"Nguyễn", "Nguyen"}, {"Țigănești", "Tiganesti"}, {"İstanbul", "Istanbul"}, {"Straße", "Strase"},
		{"Королёв", "Королев"}, {"Київ", "Київ"}, {"й", "й"}, {"北京", "北京"}, {"plain", "plain"},
	} {
		if got := strings.Map(Unaccent, c.word); got != c.want {
			t.Errorf("%s without accents is %s, want %s", c.word, got, c.want)
		}
	}
}
