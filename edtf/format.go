package edtf

// String returns the date as EDTF, "" for the zero Date. Parse reads it back.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	text, _ := d.AppendText(make([]byte, 0, 24))
	return string(text)
}

// AppendText appends the date as EDTF to text; the error is always nil.
func (d Date) AppendText(text []byte) ([]byte, error) {
	text = d.from.append(text)
	if d.interval {
		text = d.to.append(append(text, '/'))
	}
	return text, nil
}

// MarshalText returns the date as EDTF, so that it stands as a string in JSON.
func (d Date) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// UnmarshalText reads a date as Parse does; an empty text is the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	read, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = read
	return nil
}

// append writes one point.
func (p point) append(text []byte) []byte {
	switch p.state {
	case open:
		return append(text, ".."...)
	case absent, unknown:
		return text
	}
	text = digits(text, int(p.year), 4)
	switch p.prec {
	case DecadePrecision:
		text[len(text)-1] = 'X'
	case CenturyPrecision:
		text[len(text)-1], text[len(text)-2] = 'X', 'X'
	}
	switch {
	case p.mask == monthMask:
		text = append(text, "-XX"...)
	case p.mask == monthDayMask:
		text = append(text, "-XX-XX"...)
	case p.part != 0:
		text = digits(append(text, '-'), int(p.part), 2)
	}
	switch {
	case p.mask == dayMask:
		text = append(text, "-XX"...)
	case p.day != 0:
		text = digits(append(text, '-'), int(p.day), 2)
	}
	switch p.doubt {
	case uncertain:
		text = append(text, '?')
	case approximate:
		text = append(text, '~')
	case uncertain | approximate:
		text = append(text, '%')
	}
	return text
}

// digits writes n with width digits.
func digits(text []byte, n, width int) []byte {
	for range width {
		text = append(text, '0')
	}
	for at := len(text) - 1; n > 0; at, n = at-1, n/10 {
		text[at] = byte('0' + n%10)
	}
	return text
}
