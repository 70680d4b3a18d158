package wording

import (
	"strings"
	"testing"

	"leitmotif/analysis/result"
)

// A label has no two terms of which one is a part of the other or made of the same word.
func TestNamingTerms(t *testing.T) {
	for terms, want := range map[string]string{
		"Bank|Bank of England|rates|exchange rate|Interest Rates": "Bank|rates",
		"Polizei|Demonstration|Demonstranten|Kundgebung":          "Polizei|Demonstration|Kundgebung",
		"Impfstoff|Biontech|Impfung|Dosen":                        "Impfstoff|Biontech|Dosen",
		"Unterricht|Präsenzunterricht|Schüler":                    "Unterricht|Schüler",
		"SPD|CDU|CSU|Rat|Rate":                                    "SPD|CDU|CSU|Rat|Rate",
		"Fed|Federal Reserve|U.S.":                                "Fed|Federal Reserve|U.S.",
	} {
		var list []result.TermWeight
		for _, term := range strings.Split(terms, "|") {
			list = append(list, result.TermWeight{Term: term})
		}
		if got := strings.Join(namingTerms(list), "|"); got != want {
			t.Errorf("%s: %s, want %s", terms, got, want)
		}
	}
}
