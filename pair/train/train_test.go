package train

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/credence-project/credence/pair"
)

func TestParse(t *testing.T) {
	e, err := Parse("REQUEST\tOn Monday {T}Chad{/T} was asked by [S]Norway[/S] to help.")
	want := pair.Question{Text: "On Monday Chad was asked by Norway to help.", Source: "Norway", Target: "Chad"}
	if err != nil || e.Question != want || e.Type != pair.Request {
		t.Errorf("%+v %v, %v", e.Question, e.Type, err)
	}
	e, err = Parse("YIELD\t[S]Iran[/S] freed {T}Iraq's men{/T}.")
	if err != nil || e.Question.Target != "Iraq's men" {
		t.Errorf("%+v, %v", e.Question, err)
	}
	for _, bad := range []string{
		"AID [S]Norway[/S] helped {T}Chad{/T}.",
		"DANCE\t[S]Norway[/S] helped {T}Chad{/T}.",
		"AID\tNorway helped {T}Chad{/T}.",
		"AID\t[S]Norway[/S] helped Chad.",
		"AID\t[S] [/S] helped {T}Chad{/T}.",
		"AID\t[S]Norway[/S] and [S]Chad[/S] helped {T}Mali{/T}.",
	} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("no error for %q", bad)
		}
	}
}

func TestReadNamesTheLine(t *testing.T) {
	_, err := Read(strings.NewReader("# pairs\n\nAID\t[S]A[/S] fed {T}B{/T}.\nAID\tnobody\n"))
	if err == nil || !strings.HasPrefix(err.Error(), "4: ") {
		t.Errorf("error %v, want one of line 4", err)
	}
}

func TestPartDependsOnTheTextAlone(t *testing.T) {
	a := Example{Question: pair.Question{Text: "Norway  fed chad."}}
	b := Example{Question: pair.Question{Text: "norway fed Chad."}, Type: pair.Aid}
	if a.Part() != b.Part() {
		t.Errorf("%s and %s", a.Part(), b.Part())
	}
}

// toy returns samples that one feature decides, beside one that tells nothing.
func toy() []Sample {
	var all []Sample
	for n := range 60 {
		kind := pair.Type(n % 3)
		all = append(all, Sample{Type: kind, Weight: 1, Features: []pair.Feature{{Hash: 1, Value: 1}, {Hash: 10 + uint32(kind), Value: 1}}})
	}
	return all
}

func TestFitLearnsTheSameEveryTime(t *testing.T) {
	s := Settings{Seed: 3, Epochs: 20, Rate: .1, Least: 2, Drop: [pair.Groups]float64{.1, .1, .1, .1}}
	m := Fit(toy(), s)
	if f := Measure(m, toy()); f.Accuracy() != 1 {
		t.Errorf("accuracy %v on what was learned", f.Accuracy())
	}
	if again := Fit(toy(), s); !bytes.Equal(again.Bytes(), m.Bytes()) {
		t.Error("the same samples and settings gave other bytes")
	}
	s.Without[pair.Lexicon] = true
	if m := Fit(toy(), s); m.Len() != 0 {
		t.Errorf("%d features of a group left out", m.Len())
	}
}

func TestTemperatureTempers(t *testing.T) {
	row := pair.Row{Hash: 1}
	row.Weights[pair.Aid] = 20
	m := pair.NewModel([]pair.Row{row}, 1)
	samples := []Sample{
		{Features: []pair.Feature{{Hash: 1, Value: 1}}, Type: pair.Aid},
		{Features: []pair.Feature{{Hash: 1, Value: 1}}, Type: pair.Aid},
		{Features: []pair.Feature{{Hash: 1, Value: 1}}, Type: pair.Assault},
	}
	if got := Temperature([]Held{{m, samples}}); got < 2 {
		t.Errorf("temperature %v for a model that is too sure", got)
	}
}

func TestFoldsHoldEverySampleOnce(t *testing.T) {
	n := 0
	for fold := range 7 {
		learn, held := Fold(toy(), 7, fold)
		n += len(held)
		if len(learn)+len(held) != len(toy()) {
			t.Errorf("%d and %d of %d", len(learn), len(held), len(toy()))
		}
	}
	if n != len(toy()) {
		t.Errorf("%d held, want %d", n, len(toy()))
	}
}

func TestFigures(t *testing.T) {
	f := new(Figures)
	f.Add(pair.Aid, pair.Aid, .9)
	f.Add(pair.Aid, pair.Yield, .6)
	f.Add(pair.Yield, pair.Yield, .7)
	f.Add(pair.Reject, pair.Yield, 1)
	if got := f.Accuracy(); got != .5 {
		t.Errorf("accuracy %v", got)
	}
	if got := f.F1(pair.Yield); got != .5 {
		t.Errorf("F1 of YIELD %v", got)
	}
	if got, want := f.MacroF1(), (2./3+.5)/float64(pair.Types); math.Abs(got-want) > 1e-9 {
		t.Errorf("macro F1 %v, want %v", got, want)
	}
	if got, want := f.Gap(), (.1+.6+.3+0)/4; math.Abs(got-want) > .3 {
		t.Errorf("gap %v", got)
	}
	if got := f.Reliability(); strings.Count(got, "\n") != 3 {
		t.Errorf("reliability:\n%s", got)
	}
}
