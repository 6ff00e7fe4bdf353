package act

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"github.com/credence-project/credence/article"
	"github.com/credence-project/credence/lang"
)

// someWeights returns weights that differ.
func someWeights() *Weights {
	w := &Weights{threshold: .4, scale: .02, blend: [3]float64{-1, .9, 2}, steps: make([]int8, 1<<8)}
	for n := range w.steps {
		w.steps[n] = int8(n)
	}
	return w
}

func TestWeightsAreReadAsWritten(t *testing.T) {
	w := someWeights()
	data, err := w.Encode()
	if err != nil {
		t.Fatal(err)
	}
	got, err := decodeWeights(data)
	if err != nil {
		t.Fatal(err)
	}
	if got.threshold != w.threshold || got.scale != w.scale || got.blend != w.blend || !slices.Equal(got.steps, w.steps) {
		t.Error("they are not what was written")
	}
}

func FuzzWeights(f *testing.F) {
	data, err := someWeights().Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:40])
	f.Add([]byte(weightsMagic))
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := decodeWeights(data)
		if err != nil {
			return
		}
		if p := w.probability(w.sum([]uint32{0, 1, math.MaxUint32}), .5); !(p >= 0 && p <= 1) {
			t.Errorf("a probability of %v", p)
		}
		again, err := w.Encode()
		if err != nil || !bytes.Equal(again, data) {
			t.Errorf("written again it differs: %v", err)
		}
	})
}

// TestLearnerTrustsWhatLessonsBearOut teaches that Bolivia does what is told of it
// and Peru does not.
func TestLearnerTrustsWhatLessonsBearOut(t *testing.T) {
	folder, err := lang.Open("en")
	if err != nil {
		t.Fatal(err)
	}
	coder, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	var lessons []Lesson
	for range 30 {
		lessons = append(lessons, Lesson{inOneUnit("Bolivia has closed its embassy in Israel."), []Taught{{Kind: "close-embassy", Actors: []string{"BOL"}, Recipients: []string{"ISR"}, Spans: []Span{{0, 41}}, Modality: "asserted"}}})
		lessons = append(lessons, Lesson{inOneUnit("For lack of staff they shut the Peruvian embassy in Israel."), nil})
	}
	trusts := func(w *Weights, text string) float64 {
		rules := *coder
		rules.weights = w
		found, err := rules.NewReader().Read(t.Context(), inOneUnit(text))
		if err != nil || len(found) > 1 {
			t.Fatalf("%q: %v, %v", text, found, err)
		}
		if len(found) == 0 {
			return 0
		}
		return found[0].Confidence
	}
	l := NewLearner(coder)
	if err := l.Study(t.Context(), lessons); err != nil {
		t.Fatal(err)
	}
	w, judged := l.Fit(.4)
	if good := trusts(w, "Bolivia has closed its embassy in Israel."); good < .8 {
		t.Errorf("what all lessons bear out has a probability of %.2f", good)
	}
	if bad := trusts(w, "For lack of staff they shut the Peruvian embassy in Israel."); bad > .4 {
		t.Errorf("what no lesson bears out has a probability of %.2f", bad)
	}
	if len(judged) == 0 || judged[0].Probability < judged[len(judged)-1].Probability {
		t.Errorf("%d judged, the most probable not first", len(judged))
	}
	again, _ := l.Fit(.4)
	a, err := w.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if b, err := again.Encode(); err != nil || !bytes.Equal(a, b) {
		t.Errorf("learned again the weights differ: %v", err)
	}
}

func TestCausesOfWhatIsNotRead(t *testing.T) {
	folder, err := lang.Open("en")
	if err != nil {
		t.Fatal(err)
	}
	coder, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	closing := func(modality, date string, actors ...string) Taught {
		return Taught{Kind: "close-embassy", Actors: actors, Recipients: []string{"ISR"}, Spans: []Span{{0, 100}}, Modality: modality, Date: date}
	}
	for _, test := range []struct {
		text string
		act  Taught
		want Cause
	}{
		{"Bolivia has closed its embassy in Israel.", closing("asserted", "", "BOL"), Right},
		{"Bolivia has closed its embassy in Israel.", closing("asserted", "2025", "BOL"), Dated},
		{"Bolivia has closed its embassy in Israel.", closing("negated", "", "BOL"), Mooded},
		{"Bolivia has closed its embassy in Israel.", closing("asserted", "", "PER"), Parties},
		{"Somebody has closed his embassy in Israel.", closing("asserted", "", "PER"), Names},
		{"Bolivia has closed its market to Israel.", closing("asserted", "", "BOL"), Conditions},
		{"Bolivia has drawn the blinds of its mission in Israel.", closing("asserted", "", "BOL"), Words},
	} {
		got, err := coder.Explain(t.Context(), &Lesson{inOneUnit(test.text), []Taught{test.act}})
		if err != nil || got[0] != test.want {
			t.Errorf("%q as %v: %v, %v, want %s", test.text, test.act, got, err, test.want)
		}
	}
}

func inOneUnit(text string) *article.Article {
	return &article.Article{ID: "lesson", Lang: "en", Published: "2025-07-07", Text: text, Units: []article.Unit{{End: len(text)}}}
}

// TestPartiesAreSuppliedAsLessonsHaveThem teaches who the raid is condemned for that a sentence
// tells of, and that nobody is meant where a text tells of no raid.
func TestPartiesAreSuppliedAsLessonsHaveThem(t *testing.T) {
	folder, err := lang.Open("en")
	if err != nil {
		t.Fatal(err)
	}
	coder, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	const raid, fire = "Police from Ecuador stormed a building in Quito. Peru condemned the storming.", "A fire broke out in Ecuador. Peru condemned the weather."
	l := NewPartyLearner(coder)
	var lessons []Lesson
	for range 30 {
		at := len("Police from Ecuador stormed a building in Quito. ")
		lessons = append(lessons, Lesson{inOneUnit(raid), []Taught{{Kind: "condemn", Actors: []string{"PER"}, Recipients: []string{"ECU"}, Spans: []Span{{at, len(raid)}}, Modality: "asserted"}}})
		lessons = append(lessons, Lesson{inOneUnit(fire), nil})
	}
	if err := l.Study(t.Context(), lessons); err != nil {
		t.Fatal(err)
	}
	w, supplied, left := l.Fit(1)
	if left != 30 || len(supplied) == 0 || !supplied[0].Right {
		t.Errorf("%d sides were left empty, and supplied %v", left, supplied)
	}
	rules := *coder
	rules.parties = w
	for text, want := range map[string]int{raid: 1, fire: 0} {
		found, err := rules.NewReader().Read(t.Context(), inOneUnit(text))
		if err != nil || len(found) != want {
			t.Errorf("%q: %d acts, want %d (%v)", text, len(found), want, err)
		}
		for _, a := range found {
			if a.Recipients[0].ID != "ECU" || a.Confidence <= 0 || a.Confidence >= 1 {
				t.Errorf("%q: %s, %.2f", text, a.Recipients[0].ID, a.Confidence)
			}
		}
	}
}
