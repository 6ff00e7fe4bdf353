package exchange

import (
	"archive/tar"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// isTar reports whether data begins as a tar archive does.
func isTar(data []byte) bool {
	const at = 257
	return len(data) > at+5 && string(data[at:at+5]) == "ustar"
}

// xmlChief is a chief of mission in the archive's XML.
type xmlChief struct {
	ID        string  `xml:"id"`
	Person    string  `xml:"person-id"`
	Role      string  `xml:"role-title-id"`
	Then      string  `xml:"contemporary-territory-id"`
	Appointed xmlDate `xml:"appointed"`
	Arrived   xmlDate `xml:"arrived"`
	Started   xmlDate `xml:"started"`
	Ended     xmlDate `xml:"ended"`
	Note      string  `xml:"note"`
}

type xmlDate struct {
	Date string `xml:"date"`
	Note string `xml:"note"`
}

// readChiefsTar reads the missions in a tar of the archive as the rows of the
// table. Missions to organisations are rows that cannot be read.
func readChiefsTar(data []byte) (*table, error) {
	t, err := newTable(chiefsColumns())
	if err != nil {
		return nil, err
	}
	r := tar.NewReader(bytes.NewReader(data))
	missions := 0
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		folder := path.Base(path.Dir(h.Name))
		if h.Typeflag != tar.TypeReg || path.Ext(h.Name) != ".xml" || folder != "missions-countries" && folder != "missions-orgs" {
			continue
		}
		missions++
		content, err := io.ReadAll(io.LimitReader(r, maxInput))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", h.Name, err)
		}
		t.readMission(h.Name, content, folder == "missions-orgs")
	}
	if missions == 0 {
		return nil, fmt.Errorf("no missions-countries/*.xml in the archive")
	}
	return t, nil
}

// readMission adds the chiefs of a mission. What cannot be read on is a row
// that cannot be read.
func (t *table) readMission(file string, content []byte, organisation bool) {
	d := xml.NewDecoder(bytes.NewReader(content))
	territory := ""
	for {
		line, _ := d.InputPos()
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.records = append(t.records, record{table: t, file: file, line: line, wrong: "not to be read: " + err.Error()})
			return
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch element.Name.Local {
		case "territory-id":
			err = d.DecodeElement(&territory, &element)
		case "chief":
			var c xmlChief
			if err = d.DecodeElement(&c, &element); err == nil {
				t.addChief(file, line, strings.TrimSpace(territory), &c, organisation)
			}
		}
		if err != nil {
			t.records = append(t.records, record{table: t, file: file, line: line, wrong: "not to be read: " + err.Error()})
			return
		}
	}
}

// addChief adds a chief as a row of the table.
func (t *table) addChief(file string, line int, territory string, c *xmlChief, organisation bool) {
	r := record{table: t, file: file, line: line, cells: []string{
		territory, c.ID, c.Person, c.Role, c.Then, c.Appointed.Date, c.Appointed.Note,
		c.Arrived.Date, c.Started.Date, c.Started.Note, c.Ended.Date, c.Ended.Note, c.Note,
	}}
	if organisation {
		r.wrong = "a mission to an organisation, which is not a host state"
	}
	t.records = append(t.records, r)
}
