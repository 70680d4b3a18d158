package workbook

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"math"
	"strconv"
	"strings"
	"time"

	"leitmotif/corpus/format/part"
	"leitmotif/corpus/input"
)

// dateKind is what a number format shows of a number.
type dateKind uint8

const (
	noDate dateKind = iota
	onlyDate
	onlyTime
	dateAndTime
)

// readStyles gives what the formats of the cells of a workbook show, in the order in which
// cells name them (ECMA-376 part 1, 18.8.10). A workbook may have none.
func readStyles(d *input.Document, name string, limit int64) ([]dateKind, error) {
	r, err := part.Open(d, name, limit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var kinds []dateKind
	own := make(map[string]dateKind)
	within := false // cellXfs
	const most = 1 << 16
	for {
		token, err := r.Next()
		if errors.Is(err, io.EOF) {
			return kinds, nil
		}
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.EndElement:
			within = within && e.Name.Local != "cellXfs"
		case xml.StartElement:
			id := part.Attribute(e, "numFmtId")
			switch {
			case e.Name.Local == "numFmt" && len(own) < most:
				own[id] = kindOfFormat(part.Attribute(e, "formatCode"))
			case e.Name.Local == "cellXfs":
				within = true
			case e.Name.Local == "xf" && within && len(kinds) < most:
				kind, ok := own[id]
				if !ok {
					kind = builtInKind(id)
				}
				kinds = append(kinds, kind)
			}
		}
	}
}

// builtInKind gives the kind of a format that has a number alone (18.8.30).
func builtInKind(id string) dateKind {
	n, err := strconv.Atoi(id)
	switch {
	case err != nil:
		return noDate
	case 14 <= n && n <= 17, 27 <= n && n <= 31, 34 <= n && n <= 36, 50 <= n && n <= 58:
		return onlyDate
	case 18 <= n && n <= 21, 32 <= n && n <= 33, 45 <= n && n <= 47:
		return onlyTime
	case n == 22:
		return dateAndTime
	}
	return noDate
}

// kindOfFormat tells what a format code shows (18.8.31): the letters of its first section
// that stand outside of quotes and brackets and behind no backslash. A month that stands with
// hours or seconds alone is a minute.
func kindOfFormat(code string) dateKind {
	if strings.EqualFold(code, "general") || strings.EqualFold(code, "standard") {
		return noDate
	}
	date, clock, month := false, false, false
	for i := 0; i < len(code) && code[i] != ';'; i++ {
		switch code[i] {
		case '"':
			i += 1 + max(0, strings.IndexByte(code[i+1:], '"'))
		case '\\', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return noDate
			}
			clock = clock || strings.Trim(strings.ToLower(code[i+1:i+end]), "hms") == ""
			i += end
		case 'y', 'Y', 'd', 'D':
			date = true
		case 'h', 'H', 's', 'S':
			clock = true
		case 'm', 'M':
			month = true
		case '#', '?', '%', '@':
			return noDate
		case '0':
			if !clock { // behind seconds stand their fractions
				return noDate
			}
		}
	}
	switch {
	case date && clock:
		return dateAndTime
	case date, month && !clock:
		return onlyDate
	case clock:
		return onlyTime
	}
	return noDate
}

// dateOf gives a serial number as a date, in ISO 8601, with a time where it has one and its
// format shows one (ECMA-376 part 1, 18.17.4).
func dateOf(serial float64, kind dateKind, from1904 bool) (string, bool) {
	const last = 2958466 // the day after the 31st of December 9999
	if serial < 0 || serial >= last {
		return "", false
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case serial < 61: // a 29th of February 1900 counts that never was
		first = first.AddDate(0, 0, 1)
	}
	seconds := math.Round(serial * 86400)
	t := first.Add(time.Duration(seconds) * time.Second)
	switch {
	case kind == onlyTime && serial < 1:
		return t.Format(time.TimeOnly), true
	case kind == onlyDate || math.Mod(seconds, 86400) == 0:
		return t.Format(time.DateOnly), true
	}
	return t.Format("2006-01-02T15:04:05"), true
}
