package api

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestTheDocumentIsGolden(t *testing.T) {
	w := do(t, "GET", "/api/openapi.json", "")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/openapi+json" {
		t.Fatal(w.Code, w.Header())
	}
	var got bytes.Buffer
	if err := json.Indent(&got, w.Body.Bytes(), "", " "); err != nil {
		t.Fatal(err)
	}
	got.WriteByte('\n')
	const file = "testdata/openapi.json"
	if *update {
		if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Error("the document is not that of testdata/openapi.json: look at what programs would notice, then go test ./api -update")
	}
}

func TestTheDocumentIsGivenAsYAMLToo(t *testing.T) {
	w := do(t, "GET", "/api/openapi.yaml", "")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "openapi: 3.1.0") {
		t.Errorf("%d %.200s", w.Code, w.Body)
	}
}

func TestTheDocumentHolds(t *testing.T) {
	var doc map[string]any
	if err := json.Unmarshal(server.Document(), &doc); err != nil {
		t.Fatal(err)
	}
	if v := doc["openapi"].(string); !strings.HasPrefix(v, "3.1.") {
		t.Errorf("OpenAPI %s", v)
	}
	schemas := doc["components"].(map[string]any)["schemas"].(map[string]any)
	ids := map[string]bool{}
	walk(doc, "", func(path string, x map[string]any) {
		if ref, ok := x["$ref"].(string); ok && schemas[strings.TrimPrefix(ref, "#/components/schemas/")] == nil {
			t.Errorf("%s: nothing at %s", path, ref)
		}
		if id, ok := x["operationId"].(string); ok {
			if ids[id] {
				t.Errorf("%s: two operations are called %s", path, id)
			}
			ids[id] = true
		}
	})
	if len(ids) != 18 {
		t.Errorf("%d operations", len(ids))
	}
	for address, item := range doc["paths"].(map[string]any) {
		for method, op := range item.(map[string]any) {
			for _, p := range strings.Split(address, "/") {
				if strings.HasPrefix(p, "{") && !strings.Contains(toText(t, op), `"name":"`+strings.Trim(p, "{}")+`"`) {
					t.Errorf("%s %s: %s is not told of", method, address, p)
				}
			}
		}
	}
}

func TestEveryPropertyHasWords(t *testing.T) {
	for name, s := range server.huma.OpenAPI().Components.Schemas.Map() {
		for property, p := range s.Properties {
			if p.Description == "" && p.Ref == "" {
				t.Errorf("api/words.toml says nothing of %s (%s)", property, name)
			}
		}
	}
}

func TestNothingIsLoadedFromOtherHosts(t *testing.T) {
	for _, address := range []string{"/api/docs", "/docs", "/api/v1/docs", "/schemas/Status.json", "/api/"} {
		if w := do(t, "GET", address, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
}

// walk calls do for all objects in a value.
func walk(x any, path string, do func(path string, x map[string]any)) {
	switch x := x.(type) {
	case map[string]any:
		do(path, x)
		for key, y := range x {
			walk(y, path+"/"+key, do)
		}
	case []any:
		for _, y := range x {
			walk(y, path, do)
		}
	}
}

func toText(t testing.TB, x any) string {
	text, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
