package exchange

import (
	"fmt"
	"math"
	"strconv"

	"github.com/credence-project/credence/gazetteer"
	"github.com/credence-project/credence/ledger"
)

// place is a longitude and a latitude, in degrees, in the order of GeoJSON.
type place [2]float64

// readSeats reads where parties have their seats.
func readSeats(names *gazetteer.Directory) (map[string]place, error) {
	facts, err := readFacts("data/capitals/capitals.tsv", "id", "seat", "latitude", "longitude")
	if err != nil {
		return nil, err
	}
	if _, err := byFirst(facts, "id"); err != nil {
		return nil, err
	}
	seats := map[string]place{}
	for _, f := range facts {
		latitude, err1 := strconv.ParseFloat(f.cell["latitude"], 64)
		longitude, err2 := strconv.ParseFloat(f.cell["longitude"], 64)
		if err1 != nil || err2 != nil || math.Abs(latitude) > 90 || math.Abs(longitude) > 180 || f.cell["seat"] == "" {
			return nil, f.errorf("no seat with a latitude and a longitude")
		}
		if _, known := names.Entity(f.cell["id"]); !known {
			return nil, f.errorf("the gazetteer has no %s", f.cell["id"])
		}
		seats[f.cell["id"]] = place{longitude, latitude}
	}
	return seats, nil
}

// seat returns where a party had its seat on a day: its own, or that of the state
// that it governed then.
func (e *export) seat(seats map[string]place, id, day string) (place, bool) {
	if at, known := seats[id]; known {
		return at, true
	}
	entity, known := e.names.Entity(id)
	if t := e.cameo.typeOn(&entity, day).cell["kind"]; !known || t != "government" && t != "junta" {
		return place{}, false
	}
	at, known := seats[gazetteer.State(id)]
	return at, known
}

// feature is an act on a map.
type feature struct {
	Type       string    `json:"type"`
	ID         string    `json:"id"`
	Geometry   *geometry `json:"geometry"` // null where a seat is not known
	Properties summary   `json:"properties"`
}

type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"`
}

// geojson writes acts as lines between the seats of their parties (RFC 7946).
func (e *export) geojson() error {
	seats, err := readSeats(e.names)
	if err != nil {
		return err
	}
	return e.list(`{"type":"FeatureCollection","features":[`, "\n]}\n", func(add func(any) error) error {
		return e.eachAct(func(t *ledger.Told) error {
			for _, x := range e.summaries(t) {
				f := feature{Type: "Feature", ID: x.ID + "-" + x.Modality, Properties: x}
				from, known1 := e.seat(seats, t.Actor, x.Date)
				to, known2 := e.seat(seats, t.Recipient, x.Date)
				if known1 && known2 {
					f.Geometry = line(from, to)
				}
				if err := add(f); err != nil {
					return fmt.Errorf("act %s: %w", x.ID, err)
				}
			}
			return nil
		})
	})
}

// line returns a line between two places, cut where it crosses the antimeridian (RFC
// 7946, 3.1.9); of one place, that.
func line(from, to place) *geometry {
	switch {
	case from == to:
		return &geometry{"Point", from}
	case math.Abs(from[0]-to[0]) <= 180:
		return &geometry{"LineString", []place{from, to}}
	}
	edge := math.Copysign(180, from[0])
	beyond := to[0] + 2*edge // its longitude, counted on
	latitude := from[1] + (to[1]-from[1])*(edge-from[0])/(beyond-from[0])
	latitude = math.Round(latitude*100) / 100
	return &geometry{"MultiLineString", [][]place{{from, {edge, latitude}}, {{-edge, latitude}, to}}}
}
