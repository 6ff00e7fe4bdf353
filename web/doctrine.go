package web

import (
	"slices"
	"strings"

	"github.com/credence-project/credence/answers"
	"github.com/credence-project/credence/ledger"
	"github.com/credence-project/credence/standing"
)

// doctrinePage is what the doctrines make of the same acts or, where no parties
// are named, what they say.
type doctrinePage struct {
	Of, By  string
	Names   []string // of the doctrines, in order
	Rows    []doctrineRow
	Reports []doctrineReport
	Tables  []doctrineTable
}

// doctrineRow is one side of a standing, under each doctrine.
type doctrineRow struct {
	Aspect, Over string
	Cells        []doctrineCell
	Apart        bool // the doctrines differ
}

// doctrineCell is what one doctrine derives.
type doctrineCell struct{ Value, Since, Rule, Basis string }

// doctrineReport is a report with what each doctrine takes it to tell of
// recognition, nothing where it takes no notice.
type doctrineReport struct {
	Evidence []answers.Evidence // the one
	Cells    []doctrineCell
}

// doctrineTable is a doctrine's own rules.
type doctrineTable struct {
	*standing.Doctrine
	Own []doctrineRules
}

// doctrineRules are the rules of an aspect.
type doctrineRules struct {
	Aspect standing.Aspect
	Rules  []standing.Rule
}

// doctrines is the page that lays the doctrines side by side.
func (q *request) doctrines() (*page, error) {
	of, by := strings.TrimSpace(q.values.Get("of")), strings.TrimSpace(q.values.Get("by"))
	data := doctrinePage{Names: q.view().Doctrines()}
	p := &page{name: "doctrine", title: q.locale.T("doctrine.title"), data: &data}
	if of == "" || by == "" {
		for _, name := range data.Names {
			data.Tables = append(data.Tables, ownRules(q.server.doctrines[name]))
		}
		p.table, p.api = q.rulesTable(data.Tables), "/api/v1/doctrines"
		return p, nil
	}
	var err error
	if data.Of, err = q.party(of); err != nil {
		return nil, err
	}
	if data.By, err = q.party(by); err != nil {
		return nil, err
	}
	if data.Of == data.By {
		return nil, bad("problem.same", data.Of)
	}
	told, err := q.server.questions.EachDoctrine(q.Context(), q.question(data.Of, data.By))
	if err != nil {
		return nil, err
	}
	data.Rows, data.Reports = doctrineRows(told), doctrineReports(told)
	v := q.view()
	p.title = v.capital(v.T("doctrine.pair", "by", v.The(data.By), "of", v.The(data.Of)))
	p.table, p.api = q.doctrineTable(&data), q.link("/api/v1/doctrines/compare", "of", data.Of, "by", data.By, "doctrine", "")
	return p, nil
}

// doctrineRows lays what the doctrines derive side by side, by aspects.
func doctrineRows(told []answers.Status) []doctrineRow {
	rows := []doctrineRow{{Aspect: string(standing.Recognised), Cells: make([]doctrineCell, len(told))}}
	for n := range told {
		s := &told[n]
		rows[0].Cells[n] = doctrineCell{s.Recognised, s.Since, s.Rule, s.Basis}
		for _, a := range s.Aspects {
			at := slices.IndexFunc(rows, func(r doctrineRow) bool { return r.Aspect == a.Aspect && r.Over == a.Over })
			if at < 0 {
				at = len(rows)
				rows = append(rows, doctrineRow{Aspect: a.Aspect, Over: a.Over, Cells: make([]doctrineCell, len(told))})
			}
			rows[at].Cells[n] = doctrineCell{a.Value, a.Since, a.Rule, a.Basis}
		}
	}
	for n := range rows {
		for k := range rows[n].Cells {
			c := &rows[n].Cells[k]
			if c.Value == "" {
				c.Value = standing.Unknown
			}
			rows[n].Apart = rows[n].Apart || c.Value != rows[n].Cells[0].Value || c.Since != rows[n].Cells[0].Since
		}
	}
	return rows
}

// doctrineReports lists the reports that any doctrine takes to tell of recognition.
func doctrineReports(told []answers.Status) (list []doctrineReport) {
	place := map[ledger.ID]int{}
	for n := range told {
		for _, e := range slices.Concat(told[n].Evidence, told[n].Dissent) {
			at, known := place[e.Assertion]
			if !known {
				at = len(list)
				place[e.Assertion] = at
				list = append(list, doctrineReport{Evidence: []answers.Evidence{e}, Cells: make([]doctrineCell, len(told))})
			}
			list[at].Cells[n] = doctrineCell{Value: e.Tells, Rule: e.Rule}
		}
	}
	return list
}

// ownRules are the rules of a doctrine, without those that it has of the one that
// it extends.
func ownRules(d *standing.Doctrine) doctrineTable {
	t := doctrineTable{Doctrine: d}
	for _, aspect := range standing.Aspects() {
		if d.Extends != "" && !slices.Contains(d.Replaces, aspect) {
			continue
		}
		own := doctrineRules{Aspect: aspect}
		for n := range d.Rules {
			if d.Rules[n].Aspect == aspect {
				own.Rules = append(own.Rules, d.Rules[n])
			}
		}
		if len(own.Rules) > 0 {
			t.Own = append(t.Own, own)
		}
	}
	return t
}

// doctrineTable has a row for each side of a standing under each doctrine.
func (q *request) doctrineTable(data *doctrinePage) *table {
	t := &table{name: "doctrines-" + data.By + "-" + data.Of, columns: []string{"by", "of", "on", "known", "aspect", "over", "doctrine", "value", "since", "rule", "basis"}}
	for _, r := range data.Rows {
		for n, c := range r.Cells {
			t.row(data.By, data.Of, q.on.String(), q.view().Known(), r.Aspect, r.Over, data.Names[n], c.Value, c.Since, c.Rule, c.Basis)
		}
	}
	return t
}

// rulesTable has a row for each rule.
func (q *request) rulesTable(tables []doctrineTable) *table {
	t := &table{name: "doctrines", columns: []string{"doctrine", "rule", "aspect", "acts", "said", "whose", "of", "except", "then", "before", "strength", "basis"}}
	for _, d := range tables {
		for n := range d.Rules {
			r := &d.Rules[n]
			list := func(x []string) string { return strings.Join(x, " ") }
			t.row(d.Name, r.Name, string(r.Aspect), list(r.Acts), list(r.Said), r.Whose, list(r.Of), list(r.Except), r.Then, r.Before, r.Strength, r.Basis)
		}
	}
	return t
}

// Whom names a class of parties that a rule is about, or a party.
func (v *view) Whom(name string) string {
	if words := v.locale.known("doctrine.class."+name, ""); words != "" {
		return words
	}
	return v.Name(name)
}
