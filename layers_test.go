package credence_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// layers lists the packages from the lowest to the highest, each with what it
// may know of those below. An article goes through them in this order.
var layers = []struct {
	name   string
	knows  []string
	reason string
}{
	{"lang", nil, "data and its reading only: every package makes its own sense of a folder"},
	{"edtf", nil, "dates of history, of use to any program"},
	{"warc", nil, "archives of the web as they are stored, of use to any program"},
	{"article", []string{"lang", "edtf", "warc"}, "what was published comes before what it says"},
	{"ud", []string{"lang"}, "sentences are parsed from text, wherever it came from"},
	{"valency", []string{"lang", "ud"}, "grammar alone, no meaning"},
	{"gazetteer", []string{"edtf", "ud", "lang"}, "who is named, not what they do"},
	{"atlas", nil, "shapes on a map; nothing of what is said about states"},
	{"timex", []string{"edtf", "ud", "lang"}, "when, not what happened then"},
	{"discourse", []string{"lang", "ud", "valency", "gazetteer"}, "who is meant, by names and by what was said before"},
	{"act", []string{"lang", "article", "ud", "valency", "gazetteer", "timex", "discourse", "edtf"}, "what one article says was done"},
	{"pair", []string{"lang", "ud", "valency", "act"}, "what one party does to another in a sentence, where no act need be found"},
	{"colleague", []string{"act", "article", "edtf", "gazetteer"}, "what another reader says of one article; it keeps nothing"},
	{"ledger", []string{"act", "edtf", "gazetteer"}, "keeps what was read; nothing of law"},
	{"standing", []string{"act", "edtf", "gazetteer", "ledger"}, "what follows in law from acts, by a doctrine"},
	{"influence", []string{"act", "edtf", "gazetteer", "ledger"}, "evidence of dealings, weighed; beside the law"},
	{"answers", []string{"act", "edtf", "gazetteer", "ledger", "standing", "influence"}, "what people ask, with the evidence; not how it is laid out"},
	{"spreadsheet", nil, "cells that no spreadsheet takes for formulas, whatever is in the table"},
	{"exchange", []string{"act", "edtf", "gazetteer", "ledger", "spreadsheet"}, "outside records become entries of the ledger, and entries the layouts of others; nothing of law"},
	{"review", []string{"act", "edtf", "gazetteer", "ledger", "standing", "answers"}, "what people decide about assertions"},
	{"readers", []string{"act", "answers", "article", "lang", "ledger"}, "articles and claims are read in their language; nothing is asked or kept"},

	{"queue", []string{"article"}, "carries articles to who reads them; nothing of what they say"},
	{"fetch", nil, "how anything is got from servers that nobody vouches for, whatever it is; of use to any program"},
	{"account", nil, "who may use a served ledger; nothing of what is served"},
	{"tagged", nil, "how any answer is sent again only where it changed; nothing of what it says"},
	{"ask", []string{"act", "answers", "edtf", "gazetteer", "ledger", "standing"}, "a question in an address is read in one way, whoever answers it"},
	{"watch", []string{"answers", "ask", "edtf", "fetch", "gazetteer", "ledger", "tagged"}, "what became of an answer, from the ledger alone; its words come from whoever has them"},
	{"api", []string{"act", "answers", "article", "ask", "edtf", "gazetteer", "influence", "ledger", "readers", "standing", "tagged"}, "answers for programs; nothing of pages"},
	{"follow", []string{"article", "fetch"}, "which articles are new, and where they are; what is made of them is for whoever is handed them"},
	{"web", []string{"account", "act", "answers", "article", "ask", "atlas", "edtf", "gazetteer", "influence", "lang", "ledger", "readers", "review", "spreadsheet", "standing", "tagged", "ud"}, "answers for people; nothing of how programs get them"},
	{"cli", []string{"*"}, "commands are thin over everything"},
	{"cmd", []string{"cli"}, "the binary is thin over the commands"},
	{"tools", []string{"*"}, "training and measuring use everything, nothing uses them"},
}

const module = "github.com/credence-project/credence/"

func TestPackagesKnowOnlyLowerOnes(t *testing.T) {
	known := map[string][]string{}
	reason := map[string]string{}
	for _, l := range layers {
		known[l.name], reason[l.name] = l.knows, l.reason
	}
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		from, _, inPackage := strings.Cut(filepath.ToSlash(file), "/")
		if !inPackage {
			return nil
		}
		knows, listed := known[from]
		if !listed {
			t.Errorf("%s: package %q stands in no layer: give it a place and a reason in layers_test.go", file, from)
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, imported := range f.Imports {
			to, ours := strings.CutPrefix(strings.Trim(imported.Path.Value, `"`), module)
			to, _, _ = strings.Cut(to, "/")
			if ours && to != from && !allowed(knows, to) {
				t.Errorf("%s imports %s, but %s may know only %v: %s", file, path.Join(module, to), from, knows, reason[from])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func allowed(knows []string, to string) bool {
	for _, k := range knows {
		if k == to || k == "*" {
			return true
		}
	}
	return false
}
