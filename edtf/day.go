package edtf

// Day is one day of the proleptic Gregorian calendar, counted from 0001-01-01,
// which is day 1 (the count is known as Rata Die). 0 is no day.
type Day int32

// The days and years that there are.
const (
	MinYear     = 1
	MaxYear     = 9999
	MinDay  Day = 1
	MaxDay  Day = 3652059 // 9999-12-31
)

// DayOf returns the day of a year, month and day of the month, 0 where the
// calendar has none such.
func DayOf(year, month, day int) Day {
	if year < MinYear || year > MaxYear || month < 1 || month > 12 || day < 1 || day > DaysIn(year, month) {
		return 0
	}
	return rataDie(year, month, day)
}

// rataDie counts the days up to a date that is known to exist. The year is
// taken to start in March, so that the leap day is its last.
func rataDie(year, month, day int) Day {
	if month < 3 {
		year, month = year-1, month+12
	}
	return Day(365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day - 306)
}

// Parts returns the year, month and day of the month, zeros for no day.
func (d Day) Parts() (year, month, day int) {
	if !d.Valid() {
		return 0, 0, 0
	}
	n := int(d) + 305 // days since 0000-03-01
	era, n := n/146097, n%146097
	yearOfEra := (n - n/1460 + n/36524 - n/146096) / 365
	n -= 365*yearOfEra + yearOfEra/4 - yearOfEra/100
	shifted := (5*n + 2) / 153
	day = n - (153*shifted+2)/5 + 1
	month, year = shifted+3, era*400+yearOfEra
	if month > 12 {
		month, year = month-12, year+1
	}
	return year, month, day
}

// Valid reports whether d is a day between MinDay and MaxDay.
func (d Day) Valid() bool { return d >= MinDay && d <= MaxDay }

// Weekday returns 1 for Monday to 7 for Sunday (ISO 8601), 0 for no day.
func (d Day) Weekday() int {
	if !d.Valid() {
		return 0
	}
	return int(d-1)%7 + 1
}

// Week returns the year and number of the ISO 8601 week that d lies in.
func (d Day) Week() (year, week int) {
	if !d.Valid() {
		return 0, 0
	}
	thursday := d - Day(d.Weekday()) + 4
	year, _, _ = min(thursday, MaxDay).Parts()
	return year, int(thursday-rataDie(year, 1, 1))/7 + 1
}

// Date returns d as a date, the zero Date for no day.
func (d Day) Date() Date {
	if !d.Valid() {
		return Date{}
	}
	year, month, day := d.Parts()
	return Date{from: point{year: int16(year), part: uint8(month), day: uint8(day), state: known, prec: DayPrecision}}
}

// String returns the day as "2025-07-03", "" for no day.
func (d Day) String() string { return d.Date().String() }

// DaysIn returns the number of days of a month, 0 where there is none such.
func DaysIn(year, month int) int {
	switch month {
	case 1, 3, 5, 7, 8, 10, 12:
		return 31
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 0
}
