package influence

import (
	_ "embed"
	"fmt"
	"math"

	"github.com/BurntSushi/toml"

	"github.com/credence-project/credence/act"
	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

//go:embed goldstein.toml
var goldsteinTOML string

// Scale is a conflict-cooperation scale: a value for each CAMEO code.
type Scale struct {
	Source string
	values map[string]float64
}

// Goldstein returns Goldstein's scale (1992) as it is used with CAMEO, for the codes
// of the acts in act's ontology.
func Goldstein() (*Scale, error) { return readScale("influence/goldstein.toml", goldsteinTOML) }

// Value returns what a CAMEO code is worth, from -10 (most conflictual) to 10 (most
// cooperative); false where the scale has no value for it.
func (s *Scale) Value(cameo string) (float64, bool) {
	v, ok := s.values[cameo]
	return v, ok
}

// readScale reads a scale. Errors give the name and the line.
func readScale(name, text string) (*Scale, error) {
	var file struct {
		Source string
		Value  []struct {
			Cameo, Means string
			Value        float64
		}
	}
	at := newLines(name, text, "[[value]]")
	meta, err := toml.Decode(text, &file)
	if err != nil {
		return nil, at.parse(err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, at.key(extra[0][len(extra[0])-1], "unknown key")
	}
	if file.Source == "" {
		return nil, at.key("source", "no source is given")
	}
	s := &Scale{Source: file.Source, values: map[string]float64{}}
	for n, v := range file.Value {
		if _, twice := s.values[v.Cameo]; twice || v.Cameo == "" {
			return nil, at.entry(n, "cameo", fmt.Sprintf("%q is empty or stands twice", v.Cameo))
		}
		if !(math.Abs(v.Value) <= 10) {
			return nil, at.entry(n, "value", "want a number from -10 to 10")
		}
		s.values[v.Cameo] = v.Value
	}
	return s, nil
}

// compare gives every power in the series its net score on Goldstein's scale: the
// sum over the acts between it and the country, in either direction, of the year
// that ends with the day. States of affairs are no events and have no value there.
func compare(series []Point, acts []ledger.Act, country string, kinds act.Ontology) (source string, err error) {
	scale, err := Goldstein()
	if err != nil {
		return "", err
	}
	type value struct {
		day edtf.Day
		net float64
	}
	values := map[string][]value{}
	for n := range acts {
		a := &acts[n]
		power, _, _, ok := others(a.Actor, a.Recipient, country)
		if kind := kinds[a.Kind]; !ok || kind == nil || kind.State || kind.Opinion {
			continue
		}
		done, denied := modalities(a)
		v, ok := scale.Value(kinds[a.Kind].Cameo)
		if !ok || len(done) == 0 || len(denied) > 0 {
			continue
		}
		if m, ok := when(done, false, false); ok {
			values[power] = append(values[power], value{m.days[0], v * confidence(done)})
		}
	}
	for n := range series {
		end := series[n].Date.Bounds().Last
		for k := range series[n].Powers {
			s := &series[n].Powers[k]
			net := 0.0
			for _, v := range values[s.Power] {
				if v.day <= end && v.day > end-365 {
					net += v.net
				}
			}
			s.Goldstein = &net
		}
	}
	return scale.Source, nil
}
