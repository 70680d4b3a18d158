package date

import (
	"strings"
	"testing"
	"time"

	"leitmotif/corpus"
)

// Clocks go forward on the 30th of March and back on the 26th of October 2025 in Berlin.
func TestSettle(t *testing.T) {
	zones, err := NewZones("Europe/Berlin", map[string]string{"Wexcombe Post": "Europe/London", "Nippon Kurier": "Asia/Tokyo"})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		outlet, given, want string
		doubtful            bool
	}{
		{"Bote", "2025-03-03 14:05", "2025-03-03T13:05:00Z", false},
		{"Bote", "2025-07-03 14:05", "2025-07-03T12:05:00Z", false},
		{"", "2025-07-03 14:05", "2025-07-03T12:05:00Z", false},
		{"wexcombe post", "2025-07-03 14:05", "2025-07-03T13:05:00Z", false},
		{"Nippon Kurier", "2025-07-03 00:05", "2025-07-02T15:05:00Z", false},
		{"Bote", "2025-03-30 01:59:59", "2025-03-30T00:59:59Z", false},
		{"Bote", "2025-03-30 02:30", "2025-03-30T01:30:00Z", true}, // no clock shows it
		{"Bote", "2025-03-30 03:00", "2025-03-30T01:00:00Z", false},
		{"Bote", "2025-10-26 01:59", "2025-10-25T23:59:00Z", false},
		{"Bote", "2025-10-26 02:30", "2025-10-26T00:30:00Z", true}, // every clock shows it twice
		{"Bote", "2025-10-26 03:00", "2025-10-26T02:00:00Z", false},
		{"Bote", "2025-03-03T14:05:00Z", "2025-03-03T14:05:00Z", false}, // has a zone
		{"Bote", "2025-03-03", "2025-03-03T00:00:00Z", false},           // has no time
		{"Bote", "2025-03", "2025-03-01T00:00:00Z", false},
	} {
		d, _ := ParseField(test.given)
		a := corpus.Article{Source: test.outlet}
		d.Set(&a)
		zoneless, doubtful := zones.Settle(&a)
		if zoneless != d.Local || a.Local {
			t.Errorf("%s: zoneless %v, still local %v", test.given, zoneless, a.Local)
		}
		if got := a.Published.Format(time.RFC3339); got != test.want || doubtful != test.doubtful {
			t.Errorf("%s, %s: %s, doubtful %v, want %s", test.outlet, test.given, got, doubtful, test.want)
		}
	}
	a := corpus.Article{Published: time.Date(2025, 3, 3, 14, 5, 0, 0, time.UTC), Precision: corpus.Second, Local: true}
	want := a
	if zoneless, doubtful := new(Zones).Settle(&a); !zoneless || doubtful || a != want {
		t.Errorf("without a zone: %+v", a)
	}
}

func TestNewZones(t *testing.T) {
	if _, err := NewZones("", nil); err != nil {
		t.Error(err)
	}
	if _, err := NewZones("europe/vienna", map[string]string{"A": "utc"}); err != nil {
		t.Error(err)
	}
	_, err := NewZones("Mars/Base", map[string]string{"B": "Europe/Berlin", "A": "local", "C": ""})
	if err == nil || strings.Count(err.Error(), "is no zone") != 3 || !strings.Contains(err.Error(), `"Mars/Base"`) || !strings.Contains(err.Error(), "A: ") {
		t.Errorf("faults: %v", err)
	}
	if _, err := NewZones("", map[string]string{"Bote": "Europe/Berlin", "BOTE": "Europe/London"}); err == nil {
		t.Error("two zones of one outlet")
	}
}
