package colleague

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/credence-project/credence/act"
)

// asked are the fields of act.Record that a second reader fills in, in the order
// in which it writes them: first the words, then what is made of them. All else
// is known, or found out from the text.
func asked() []string {
	return []string{"quote", "act", "actors", "recipients", "over", "modality", "date_text", "date", "attributed_to"}
}

// schema is a JSON schema, of what all servers know: no lengths, no patterns, no
// references, for which the grammars of some are too small. Properties are in
// their order, which is that of the answer.
type schema struct {
	Type       string     `json:"type"`
	Enum       []string   `json:"enum,omitempty"`
	Items      *schema    `json:"items,omitempty"`
	Properties properties `json:"properties,omitempty"`
	Required   []string   `json:"required,omitempty"`
	Additional *bool      `json:"additionalProperties,omitempty"`
}

type property struct {
	name string
	*schema
}

type properties []property

// MarshalJSON writes an object in the order of its properties.
func (ps properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for n, p := range ps {
		if n > 0 {
			b.WriteByte(',')
		}
		text, err := json.Marshal(p.schema)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%q:%s", p.name, text)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// object returns the schema of an object of which every property is there.
func object(ps properties) *schema {
	no := false
	s := &schema{Type: "object", Properties: ps, Additional: &no}
	for _, p := range ps {
		s.Required = append(s.Required, p.name)
	}
	return s
}

// answerSchema returns the schema of an answer: a list of what is asked for of
// act.Record, by the types that it has there.
func answerSchema(kinds act.Ontology) (*schema, error) {
	record := reflect.TypeFor[act.Record]()
	var ps properties
	for _, name := range asked() {
		n := slices.IndexFunc(reflect.VisibleFields(record), func(f reflect.StructField) bool { return jsonName(f) == name })
		if n < 0 {
			return nil, fmt.Errorf("act.Record has no field %q", name)
		}
		s, err := schemaOf(record.Field(n).Type)
		if err != nil {
			return nil, fmt.Errorf("field %q of act.Record: %w", name, err)
		}
		switch name {
		case "act":
			s.Enum = kindNames(kinds)
		case "modality":
			s.Enum = modalities()
		}
		ps = append(ps, property{name, s})
	}
	list := &schema{Type: "array", Items: object(ps)}
	return object(properties{{"acts", list}}), nil
}

// schemaOf returns the schema of a type that stands in act.Record.
func schemaOf(t reflect.Type) (*schema, error) {
	switch t.Kind() {
	case reflect.String:
		return &schema{Type: "string"}, nil
	case reflect.Slice:
		items, err := schemaOf(t.Elem())
		return &schema{Type: "array", Items: items}, err
	case reflect.Struct:
		var ps properties
		for _, f := range reflect.VisibleFields(t) {
			s, err := schemaOf(f.Type)
			if err != nil {
				return nil, err
			}
			ps = append(ps, property{jsonName(f), s})
		}
		slices.Reverse(ps) // the words of a party before its id
		return object(ps), nil
	}
	return nil, fmt.Errorf("no schema for %s", t)
}

// jsonName returns the name of a field in JSON.
func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// kindNames returns the names of all kinds, in alphabetical order.
func kindNames(kinds act.Ontology) []string {
	var list []string
	for name := range kinds {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// modalities returns the names of all modalities.
func modalities() []string {
	var list []string
	for m := act.Asserted; m <= act.Hypothetical; m++ {
		list = append(list, m.String())
	}
	return list
}
