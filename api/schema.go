package api

import (
	_ "embed"
	"fmt"
	"path"
	"reflect"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/danielgtaylor/huma/v2"

	"github.com/credence-project/credence/edtf"
	"github.com/credence-project/credence/ledger"
)

//go:embed words.toml
var wordsTOML string

// schemas returns where the schemas of types are kept, which knows how ids and
// dates are written.
func schemas() huma.Registry {
	r := huma.NewMapRegistry("#/components/schemas/", schemaName)
	r.RegisterTypeAlias(reflect.TypeFor[ledger.ID](), reflect.TypeFor[id]())
	r.RegisterTypeAlias(reflect.TypeFor[edtf.Date](), reflect.TypeFor[date]())
	return r
}

// schemaName names the schema of a type: by its name, with that of its package
// where several have one of that name.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	switch p := path.Base(t.PkgPath()); p {
	case "influence", "act", "ledger":
		return strings.ToUpper(p[:1]) + p[1:] + name
	case "answers":
		if name == "Neighbour" || name == "Panorama" || name == "Course" || name == "Stretch" || name == "History" {
			return "Desk" + name
		}
	}
	return name
}

// id is how a ledger.ID is written.
type id struct{}

// Schema describes an id.
func (id) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{
		Type: huma.TypeString, Pattern: "^[0-9a-f]{32}$", Description: "An id: the first 16 bytes of the SHA-256 of what it names.",
		Examples: []any{"0d1f2a3b4c5d6e7f8091a2b3c4d5e6f7"},
	}
	s.PrecomputeMessages()
	return s
}

// date is how an edtf.Date is written.
type date struct{}

// Schema describes a date.
func (date) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Description: "EDTF date (ISO 8601-2)."}
}

// describe gives words to the properties whose types have none: what they mean is
// the same wherever they stand (words.toml).
func describe(doc *huma.OpenAPI) {
	var words struct {
		Property map[string]string
		Of       map[string]map[string]string // of one schema alone
	}
	if _, err := toml.Decode(wordsTOML, &words); err != nil {
		panic(fmt.Sprintf("api/words.toml: %v", err)) // the file is part of the program
	}
	for name, schema := range doc.Components.Schemas.Map() {
		for property, s := range schema.Properties {
			text := words.Of[name][property]
			if text == "" && s.Description == "" {
				text = words.Property[property]
			}
			if text != "" {
				s.Description = text
			}
		}
	}
}
