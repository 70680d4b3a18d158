package date

import (
	"testing"
	"time"

	"leitmotif/corpus"
)

// told writes a date with what is known of it: "" for none, a "~" behind a clock without a
// zone, and as little as is known.
func told(d Date, ok bool) string {
	switch {
	case !ok:
		return ""
	case d.Local:
		return d.Time.Format("2006-01-02T15:04:05~")
	}
	layout := map[corpus.Precision]string{corpus.Year: "2006", corpus.Month: "2006-01", corpus.Day: time.DateOnly, corpus.Second: "2006-01-02T15:04:05Z"}
	return d.Time.Format(layout[d.Precision])
}

func TestParse(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"2026-11-23T06:00:00Z", "2026-11-23T06:00:00Z"},
		{"2026-11-23T06:00:00+01:00", "2026-11-23T05:00:00Z"},
		{"2026-11-23T06:00:00.123-0500", "2026-11-23T11:00:00Z"},
		{"2026-11-23T06:00", "2026-11-23T06:00:00~"},
		{"2026-11-23 06:00", "2026-11-23T06:00:00~"},
		{"2026-11-23 06:00:30 UTC", "2026-11-23T06:00:30Z"},
		{"2026-11-23 06:00:00 +0100 CET", "2026-11-23T05:00:00Z"},
		{"2026-11-23", "2026-11-23"},
		{"2026/11/23", "2026-11-23"},
		{"20261123", "2026-11-23"},
		{"20261123T060000Z", "2026-11-23T06:00:00Z"},
		{"20261123060000", "2026-11-23T06:00:00~"},
		{"Mon, 23 Nov 2026 06:00:00 +0100", "2026-11-23T05:00:00Z"},
		{"Mon, 23 Nov 2026 06:00:00 GMT", "2026-11-23T06:00:00Z"},
		{"Mon, 23 Nov 2026 06:00:00 EST", "2026-11-23T11:00:00Z"},
		{"23 Nov 26 06:00 +0000", "2026-11-23T06:00:00Z"},
		{"Tue, 3 Mar 1987 06:00:00 -0800 (PST)", "1987-03-03T14:00:00Z"},
		{"Mon Nov 23 06:00:00 CET 2026", "2026-11-23T05:00:00Z"},
		{"Mon Nov 23 06:00:00 2026", "2026-11-23T06:00:00~"},
		{"23.11.2026", "2026-11-23"},
		{"3.4.26", "2026-04-03"},
		{"23.11.2026 06:00", "2026-11-23T06:00:00~"},
		{"Montag, 23. November 2026, 06:00 Uhr", "2026-11-23T06:00:00~"},
		{"23. November 2026 um 6 Uhr", "2026-11-23T06:00:00~"},
		{"3. März 2026, 12.30 Uhr MEZ", "2026-03-03T11:30:00Z"},
		{"1. Jänner 2026", "2026-01-01"},
		{"Mo., 23. Nov. 2026", "2026-11-23"},
		{"23.11.2026 | 06:00", "2026-11-23T06:00:00~"},
		{"Nov 23, 2026", "2026-11-23"},
		{"November 23, 2026, 6:05 PM", "2026-11-23T18:05:00~"},
		{"Nov. 23, 2026 at 12:05 a.m. ET", "2026-11-23T05:05:00Z"},
		{"23 November 2026", "2026-11-23"},
		{"23rd of November 2026", "2026-11-23"},
		{"Sunday, May 3rd, 2026", "2026-05-03"},
		{"26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01~"},
		{"03/04/2026", "2026-03-04"}, // month first
		{"23/11/2026", "2026-11-23"}, // there is no 23rd month
		{"11/23/2026 18:00", "2026-11-23T18:00:00~"},
		{"1795413600", "2026-11-23T06:00:00Z"},
		{"1795413600000", "2026-11-23T06:00:00Z"},
		{"1795413600.5", "2026-11-23T06:00:00Z"},
		{"1.7954136e+09", "2026-11-23T06:00:00Z"},
		{"1795413600000000", "2026-11-23T06:00:00Z"},
		{"2024-02-29", "2024-02-29"},
		{"2026-11-23T24:00:00", "2026-11-24T00:00:00~"},
		{"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},

		// what a clock without a zone says, and what midnight does
		{"2026-11-23 06:00:00", "2026-11-23T06:00:00~"},
		{"2026-11-23T06:00:00.5", "2026-11-23T06:00:00~"},
		{"2026-11-23 00:00:00", "2026-11-23"},
		{"2026-11-23T00:00", "2026-11-23"},
		{"23.11.2026 00:00:00", "2026-11-23"},
		{"2026-11-23T00:00:00Z", "2026-11-23"}, {"2026-11-23T00:00:00+01:00", "2026-11-23"}, {"2026-11-23 00:00:00+01", "2026-11-23"}, {"1795392000", "2026-11-23"}, {"1795392000000", "2026-11-23"}, {"2026-11-23T00:00:01Z", "2026-11-23T00:00:01Z"},
		{"23. November 2026, 0 Uhr", "2026-11-23T00:00:00~"},
		{"Nov 23, 2026, 12 am", "2026-11-23T00:00:00~"},

		// zones
		{"23.11.2026, 06:00 Uhr Europe/Berlin", "2026-11-23T05:00:00Z"},
		{"23.07.2026, 06:00 Uhr (Europe/Berlin)", "2026-07-23T04:00:00Z"},
		{"2026-11-23T06:00:00+01:00[Europe/Berlin]", "2026-11-23T05:00:00Z"},
		{"2026-11-23 06:00 america/new_york", "2026-11-23T11:00:00Z"},
		{"2026-11-23 Europe/Berlin", "2026-11-23"},
		{"2026-11-23 06:00 Middle/Earth", ""},
		{"23. Juli 2026, 6 Uhr MESZ", "2026-07-23T04:00:00Z"},
		{"23.11.2026 06:00 Uhr (MEZ)", "2026-11-23T05:00:00Z"},
		{"23. November 2026, 06:00 Uhr mitteleuropäischer Zeit", "2026-11-23T05:00:00Z"},
		{"23. November 2026, 06:00 Uhr Ortszeit", "2026-11-23T06:00:00~"},
		{"July 23, 2026 at 2:05 p.m. ET", "2026-07-23T18:05:00Z"},
		{"Nov. 23, 2026 at 2:05 p.m. Eastern Time", "2026-11-23T19:05:00Z"},
		{"Nov. 23, 2026, 2:05 p.m. PT", "2026-11-23T22:05:00Z"},
		{"23 July 2026, 2:05pm BST", "2026-07-23T13:05:00Z"},
		{"23 Nov 2026 06:00 JST", "2026-11-22T21:00:00Z"},
		{"23 Nov 2026 06:00 IST", "2026-11-23T06:00:00~"}, // of India, Ireland or Israel
		{"Mon Nov 23 2026 06:00:00 GMT+0100 (Central European Standard Time)", "2026-11-23T05:00:00Z"},
		{"Mon Nov 23 06:00:00 MEZ 2026", "2026-11-23T05:00:00Z"},
		{"03-Mar-2025 02:05PM", "2025-03-03T14:05:00~"},

		{"", ""}, {"soon", ""}, {"2026", ""}, {"November 2026", ""}, {"23", ""}, {"12:30", ""},
		{"2026-02-30", ""}, {"2025-02-29", ""}, {"2026-06-31T12:00:00Z", ""}, {"31.06.2026", ""},
		{"2026-13-01", ""}, {"2026-00-10", ""}, {"2026-11-00", ""}, {"20261340", ""},
		{"9999-12-31", ""}, {"1499-12-31", ""}, {"0001-01-01T00:00:00Z", ""},
		{"2026-11-23T25:00:00", ""}, {"2026-11-23 06:61", ""}, {"13/13/2026", ""},
		{"30. Februar 2026", ""}, {"Nov 31, 2026", ""}, {"23.11.2026 6", ""}, {"13:00 pm 2026-11-23", ""},
		{"2026-11-23 13:00 pm", ""}, {"2026-11-23 06:00 +99:00", ""}, {"99999999999999999999", ""},
		{"yesterday, 23.11.2026", ""}, {"23.11.2026 and more", ""},
	} {
		got, ok := Parse(test.in)
		if told(got, ok) != test.want {
			t.Errorf("Parse(%q) = %q, want %q", test.in, told(got, ok), test.want)
		}
		if ok && got.Time.Location() != time.UTC {
			t.Errorf("Parse(%q) is not in UTC", test.in)
		}
	}
}

func TestParseField(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"2026-11-23T06:00:00+01:00", "2026-11-23T05:00:00Z"},
		{"November 2026", "2026-11"}, {"Nov. 2026", "2026-11"}, {"März 2026", "2026-03"}, {"2026 Nov", "2026-11"},
		{"2026-11", "2026-11"}, {"2026/11", "2026-11"}, {"11/2026", "2026-11"}, {"11.2026", "2026-11"},
		{"2026", "2026"}, {"1848", "1848"},
		{"46349", "2026-11-23"}, {"46349.0", "2026-11-23"}, {"46349.25", "2026-11-23T06:00:00~"},
		{"45719,586805555556", "2025-03-03T14:05:00~"}, {"36526", "2000-01-01"}, {"20000", "1954-10-03"},
		{"Stand: 23.11.2026, 06:00 Uhr", "2026-11-23T06:00:00~"},
		{"Veröffentlicht am 23. November 2026 um 06:00 Uhr MEZ", "2026-11-23T05:00:00Z"},
		{"Published: Nov 23, 2026 at 2:05 p.m. ET", "2026-11-23T19:05:00Z"},
		{"Erschienen: November 2026", "2026-11"},

		{"", ""}, {"1499", ""}, {"2201", ""}, {"0000", ""}, {"13/2026", ""}, {"2026-00", ""}, {"19999", ""}, {"80000", ""},
		{"123456", ""}, {"46349.25.1", ""}, {"Aktualisiert: 23.11.2026", ""}, {"Stand:", ""}, {"Stand: heute", ""}, {"Herbst 2026", ""},
	} {
		if got, ok := ParseField(test.in); told(got, ok) != test.want {
			t.Errorf("ParseField(%q) = %q, want %q", test.in, told(got, ok), test.want)
		}
	}
}

func TestRefines(t *testing.T) {
	for _, test := range []struct {
		fine, coarse string
		want         bool
	}{
		{"2026-11-23 14:05", "2026-11-23", true}, {"2026-11-23 14:05", "2026-11", true}, {"2026-11-23", "2026", true},
		{"2026-11", "2026", true}, {"2026-11-23 14:05", "2026-11-22", false}, {"2026-11-23", "2026-10", false},
		{"2026-11-23", "2025", false}, {"2026-11-23", "2026-11-23", false}, {"2026-11", "2026-11-23", false},
		{"2026-11-23", "", false}, {"", "2026-11-23", false},
	} {
		fine, _ := ParseField(test.fine)
		coarse, _ := ParseField(test.coarse)
		if fine.Refines(coarse) != test.want {
			t.Errorf("%q refines %q: %v", test.fine, test.coarse, !test.want)
		}
	}
}

func TestParseStamp(t *testing.T) {
	for _, test := range []struct {
		in, want string
		state    bool
	}{
		{"Mo., 3. März 2025, 14:05 Uhr", "2025-03-03T14:05:00~", false},
		{"Veröffentlicht am 3. März 2025 um 14:05 Uhr", "2025-03-03T14:05:00~", false},
		{"Published March 3, 2025 at 2:05 p.m. ET", "2025-03-03T19:05:00Z", false},
		{"Stand: 03.03.2025, 14:05 Uhr", "2025-03-03T14:05:00~", true},
		{"Stand: 03.03.2025, 14:05 Uhr (Europe/Berlin)", "2025-03-03T13:05:00Z", true},
		{"Veröffentlicht: 03.03.2025, 14:05 Uhr, Stand: 04.03.2025", "2025-03-03T14:05:00~", false},
		{"03.03.2025 14:05 Uhr, zuletzt aktualisiert: 04.03.2025, 9:00 Uhr", "2025-03-03T14:05:00~", false},
		{"Aktualisiert: 03.03.2025, 14:05 Uhr", "", false},
		{"Last updated March 3, 2025, 2:05 p.m.", "", false},
	} {
		if !IsStamp(test.in) {
			t.Errorf("%q is no time stamp", test.in)
		}
		if got, state, ok := ParseStamp(test.in); told(got, ok) != test.want || state != test.state {
			t.Errorf("ParseStamp(%q) = %q, state %v, want %q", test.in, told(got, ok), state, test.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-11-23T06:00:00Z", "Mon, 23 Nov 2026 06:00:00 +0100", "23. November 2026, 6 Uhr", "1795413600", "03/04/2026 6 pm",
		"Stand: 03.03.2025, 14:05 Uhr", "2026-11", "46349.25", "2026-11-23 06:00 Europe/Berlin", "Nov 23, 2026, 2:05 p.m. ET"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := ParseField(s)
		if narrow, parsed := Parse(s); parsed && (narrow != d || !ok) {
			t.Fatalf("Parse(%q) = %v, ParseField %v, %v", s, narrow, d, ok)
		}
		if ok == d.IsZero() || ok == (d.Precision == corpus.UnknownPrecision) || d.Local && d.Precision != corpus.Second {
			t.Fatalf("ParseField(%q) = %+v, %v", s, d, ok)
		}
		if !ok {
			return
		}
		at := d.Time
		if at.Location() != time.UTC || at.Year() < FirstYear || at.Year() > LastYear {
			t.Fatalf("ParseField(%q) = %v", s, at)
		}
		if start := at.Truncate(24 * time.Hour); d.Precision != corpus.Second && !start.Equal(at) || d.Precision < corpus.Day && at.Day() != 1 || d.Precision == corpus.Year && at.Month() != 1 {
			t.Fatalf("ParseField(%q) = %v is not the first instant of its %v", s, at, d.Precision)
		}
		if again, ok := Parse(at.Format(time.RFC3339Nano)); !ok || !again.Time.Equal(at) {
			t.Fatalf("%v read back as %v", at, again)
		}
	})
}
