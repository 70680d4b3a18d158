package inspection

import (
	"strings"
	"testing"
	"time"

	"leitmotif/reports"
)

// Of time the summary says which topics rise or fall, and which outlets are not there all the
// time, whatever their names hold.
func TestPrintOfTime(t *testing.T) {
	first, last := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	sum := Inspection{
		Outlets: []reports.Outlet{
			{Source: "Bote", First: first, Last: last, Begins: true},
			{Source: "Post\x1b[2J", First: first, Last: last, Ends: true},
			{Source: "Kurier", First: first, Last: last, Begins: true, Ends: true},
		},
		Topics: []Topic{
			{ID: 1, Label: "Hafen", Course: &Course{Direction: "rising", Turn: first, Before: 0.05, After: 0.1}},
			{ID: 2, Label: "Schule", Course: &Course{Direction: "steady", Turn: first, Before: 0.05, After: 0.06}},
			{ID: 3, Label: "Film"},
		},
	}
	var b strings.Builder
	if err := sum.Print(&b); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(strings.Fields(b.String()), " ")
	for _, want := range []string{
		`outlet "Bote" only from 2026-03-02 on`,
		`outlet "Post\x1b[2J" only until 2026-05-01`,
		`outlet "Kurier" only from 2026-03-02 to 2026-05-01`,
		"rising topic 1, 5.0 % before 2026-03-02, 10.0 % since, within outlets",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
	if strings.Contains(got, "topic 2,") || strings.Contains(got, "topic 3,") {
		t.Errorf("a steady topic is told of: %s", got)
	}
}
