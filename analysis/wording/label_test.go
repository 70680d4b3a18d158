package wording

import (
	"testing"

	"leitmotif/analysis/result"
)

// A label has no two terms of which one is a part of the other.
func TestNamingTerms(t *testing.T) {
	got := namingTerms([]result.TermWeight{{Term: "Bank"}, {Term: "Bank of England"}, {Term: "rates"}, {Term: "exchange rate"}, {Term: "Interest Rates"}})
	want := []string{"Bank", "rates", "exchange rate"}
	if len(got) != len(want) || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("%q, want %q", got, want)
	}
}
