package exchange

import "strings"

// readNotes reads what the archive's notes mean.
func (x *chiefs) readNotes() error {
	started, err := readFacts("data/pocom/started.tsv", "note", "means", "date", "act", "remark")
	if err != nil {
		return err
	}
	for _, f := range started {
		if err := x.checkStart(f); err != nil {
			return err
		}
	}
	if x.started, err = byFirst(started, "note"); err != nil {
		return err
	}
	if x.ended, err = readFacts("data/pocom/ended.tsv", "phrase", "date", "act", "by", "remark"); err != nil {
		return err
	}
	for _, f := range x.ended {
		if err := x.checkEnd(f); err != nil {
			return err
		}
	}
	if x.notes, err = readFacts("data/pocom/notes.tsv", "phrase", "means"); err != nil {
		return err
	}
	for _, f := range x.notes {
		if err := f.oneOf("means", "unserved", "uncredentialed", "uncommissioned", "remark"); err != nil {
			return err
		}
	}
	for _, name := range []string{"appoint-ambassador", "accept-credentials"} {
		if _, err := x.im.kindOf(name); err != nil {
			return err
		}
	}
	return nil
}

func (x *chiefs) checkStart(f fact) error {
	if err := f.oneOf("means", "credentials", "received", "charge"); err != nil {
		return err
	}
	if d := f.cell["date"]; d != "" && d != "~" {
		if _, err := plainDate(d); err != nil {
			return f.errorf("%w", err)
		}
	}
	return x.checkAct(f)
}

func (x *chiefs) checkEnd(f fact) error {
	if err := f.oneOf("date", "", "~"); err != nil {
		return err
	}
	if _, known := x.im.directory.Entity(f.cell["by"]); !known {
		if err := f.oneOf("by", "", "host", "sender"); err != nil {
			return err
		}
	}
	return x.checkAct(f)
}

func (x *chiefs) checkAct(f fact) error {
	if name := f.cell["act"]; name != "" && name != "-" {
		if _, err := x.im.kindOf(name); err != nil {
			return f.errorf("%w", err)
		}
	}
	return nil
}

// understand reads the notes of a row.
func (x *chiefs) understand(s *sheet, v *service) {
	v.means = map[string]bool{}
	note := straight(s.get("note"))
	for _, f := range x.notes {
		if strings.Contains(note, f.cell["phrase"]) {
			v.means[f.cell["means"]] = true
		}
	}
	if v.means["remark"] || v.means["unserved"] {
		s.note("%s", s.get("note"))
	}
	x.understandStart(s, v)
	x.understandEnd(s, v)
}

// understandStart reads the note to the start; without one, it is the day of
// the credentials.
func (x *chiefs) understandStart(s *sheet, v *service) {
	note := s.get("started_note")
	if note == "" {
		v.start.cell = map[string]string{"means": "credentials"}
		return
	}
	known, ok := x.started[strings.TrimSuffix(strings.TrimRight(straight(note), ". "), " on")]
	if !ok {
		s.flag("the note to the start is not known: %s", note)
		return
	}
	v.start = known
	if remark := known.cell["remark"]; remark != "" {
		s.note("%s", remark)
	}
	switch date := known.cell["date"]; {
	case date == "~":
		v.started = about(v.started)
	case date != "" && v.started.IsZero():
		v.started, _ = plainDate(date) // checked when the table was read
		s.note("the start stands in the note alone: %s", note)
	}
}

// understandEnd reads the note to the end.
func (x *chiefs) understandEnd(s *sheet, v *service) {
	v.dayOfEnd = v.ended
	note := straight(s.get("ended_note"))
	for _, f := range x.ended {
		if !holds(note, f.cell["phrase"]) {
			continue
		}
		if f.cell["date"] == "~" {
			v.dayOfEnd = about(v.ended)
		}
		if f.cell["act"] != "" && v.endAct.cell == nil {
			v.endAct = f
		}
		if remark := f.cell["remark"]; remark != "" {
			s.note("%s", remark)
		}
	}
}

// holds reports whether a note has the pieces of a phrase, in their order.
func holds(note, phrase string) bool {
	for piece := range strings.SplitSeq(phrase, "…") {
		_, rest, found := strings.Cut(note, strings.TrimSpace(piece))
		if !found {
			return false
		}
		note = rest
	}
	return true
}

// end says what the notes to start and end tell besides.
func (x *chiefs) end(s *sheet, v *service) {
	if name := v.start.cell["act"]; name != "" && !v.started.IsZero() {
		x.say(s, v, name, v.started.String(), s.get("started"), "sender", "started", "started_note")
	}
	if name := v.endAct.cell["act"]; name != "" && name != "-" && !v.ended.IsZero() {
		x.say(s, v, name, v.dayOfEnd.String(), s.get("ended"), v.endAct.cell["by"], "ended", "ended_note")
	}
}
