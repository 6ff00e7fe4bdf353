package main

import (
	"strings"
	"testing"
)

// TestCorpusIsSound runs the check on the corpus itself.
func TestCorpusIsSound(t *testing.T) {
	c, err := Load("../../corpus")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Articles) == 0 {
		t.Fatal("no articles found")
	}
	for _, p := range c.Check() {
		t.Error(p)
	}
}

func TestCheckFindsFaults(t *testing.T) {
	published := "2024-05-29"
	good := func() Act {
		return Act{Act: "recognize-state", Actors: []string{"NOR"}, Recipients: []string{"PSE"},
			Date: "2024-05-28", Modality: "asserted", Quote: "Oslo a reconnu la Palestine mardi."}
	}
	tests := map[string]struct {
		spoil func(*Act)
		want  string // "" where nothing is wrong
	}{
		"sound":                          {func(*Act) {}, ""},
		"unknown act":                    {func(a *Act) { a.Act = "recognise-state" }, "unknown act"},
		"lower-case id":                  {func(a *Act) { a.Actors = []string{"nor"} }, `id "nor"`},
		"regime":                         {func(a *Act) { a.Recipients = []string{"AFG.TALIBAN"} }, ""},
		"organisation":                   {func(a *Act) { a.Actors = []string{"ECOWAS"} }, ""},
		"impossible day":                 {func(a *Act) { a.Date = "2024-02-30" }, "date"},
		"asserted after publication":     {func(a *Act) { a.Date = "2024-06-01" }, "after publication"},
		"future after publication":       {func(a *Act) { a.Date, a.Modality = "2024-06-01", "future" }, ""},
		"modality misspelt":              {func(a *Act) { a.Modality = "denied" }, "modality"},
		"quote not in the text":          {func(a *Act) { a.Quote = "Oslo reconnaît la Palestine" }, "not in the text"},
		"mention not in the text":        {func(a *Act) { a.Mentions = []string{"Oslo l'a fait"} }, "not in the text"},
		"no actor in an assertion":       {func(a *Act) { a.Actors = []string{} }, "without actors"},
		"no actor in a general negation": {func(a *Act) { a.Actors, a.Modality = []string{}, "negated" }, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := good()
			tt.spoil(&a)
			art := Article{Path: "x.txt", Text: "Oslo a reconnu la Palestine mardi.",
				Gold: Gold{Lang: "fr", Published: &published, Acts: []Act{a}}}
			got := strings.Join(art.check(), "\n")
			if (tt.want == "") != (got == "") || !strings.Contains(got, tt.want) {
				t.Errorf("problems %q, want %q", got, tt.want)
			}
		})
	}
}

// TestCheckFindsTwins: an article of one part must not stand in another too.
func TestCheckFindsTwins(t *testing.T) {
	twin := func(path, text string) Article {
		return Article{Path: path, Text: text, Gold: Gold{Lang: "fr", Acts: []Act{{Act: "recognize-state",
			Actors: []string{"NOR"}, Recipients: []string{"PSE"}, Modality: "asserted", Quote: "Oslo"}}}}
	}
	c := &Corpus{Articles: []Article{twin("train/fr1.txt", "Oslo a dit oui."), twin("dev/fr2.txt", "Oslo a dit oui."), twin("test/fr1.md", "Oslo, lui.")}}
	got := c.Check()
	if len(got) != 2 || !strings.Contains(got[0], "same text") || !strings.Contains(got[1], "name is that of") {
		t.Errorf("problems %q", got)
	}
}

func TestDecodeRefusesUnknownKeys(t *testing.T) {
	var a Act
	if err := decodeStrictly([]byte(`{"act":"visit","actor":["USA"]}`), &a); err == nil {
		t.Error("a misspelt key was accepted")
	}
	if err := decodeStrictly([]byte(`{"act":"visit"} {}`), &a); err == nil {
		t.Error("two values were accepted")
	}
}

func TestStripTags(t *testing.T) {
	got := StripTags("<p>L&rsquo;<b>Iran</b> a&nbsp;dit &laquo;&nbsp;non&nbsp;&raquo;.</p><script>if (a<b) {}</script><!-- <p>x</p> --><p>Fin</p>")
	if want := "L’Iran a\u00a0dit «\u00a0non\u00a0»."; !strings.HasPrefix(got, want+"\n") || !strings.HasSuffix(got, "Fin") {
		t.Errorf("got %q", got)
	}
}

// TestCorpusCoversEveryAct keeps the measure worth something for rare acts too.
func TestCorpusCoversEveryAct(t *testing.T) {
	c, err := Load("../../corpus")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"fr", "en"} {
		inArticles, _ := c.Counts(lang)
		for _, act := range acts {
			if n := inArticles[act]; n < 6 {
				t.Errorf("%s: %s is annotated %d times in the articles, want 6 or more", lang, act, n)
			}
		}
	}
}

// TestSentencesHoldNearMisses guards the share of sentences without any act,
// without which precision on quiet text would go unmeasured.
func TestSentencesHoldNearMisses(t *testing.T) {
	c, err := Load("../../corpus")
	if err != nil {
		t.Fatal(err)
	}
	all, quiet := map[string]int{}, map[string]int{}
	for _, s := range c.Sentences {
		key := s.Half + " " + s.Lang
		all[key]++
		if len(s.Acts) == 0 {
			quiet[key]++
		}
	}
	for _, key := range []string{"dev fr", "dev en", "test fr", "test en"} {
		if all[key] < 200 || quiet[key]*4 < all[key] {
			t.Errorf("%s: %d of %d sentences hold no act, want a quarter of 200 or more", key, quiet[key], all[key])
		}
	}
}
