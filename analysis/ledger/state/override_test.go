package state

import (
	"strings"
	"testing"
)

func TestOverrides(t *testing.T) {
	got, err := ParseOverrides([]byte("7: {name: Chip industry}\n12: {hide: true, name: Spam}\n15: {merge: 7}\n"))
	if err != nil || len(got) != 3 || got[7].Name != "Chip industry" || !got[12].Hide || got[15].Merge != 7 {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := ParseOverrides(nil); err != nil || len(got) != 0 {
		t.Errorf("an empty file: %+v, %v", got, err)
	}
	for text, says := range map[string]string{
		"0: {hide: true}":                 "count from 1",
		"-3: {hide: true}":                "count from 1",
		"7: {}":                           "says nothing",
		"7: {merge: -1}":                  "must be the number",
		"7: {merge: 8, name: x}":          "neither a name",
		"7: {merge: 8, hide: true}":       "neither a name",
		"7: {merge: 8}\n8: {merge: 9}":    "merged itself",
		"7: {merge: 7}":                   "merged itself",
		"7: {label: x}":                   "label",
		"seven: {name: x}":                "read overrides",
		"7: {name: x}\n7: {hide: true}":   "read overrides",
		"[1, 2]":                          "read overrides",
		"0: {hide: true}\n7: {merge: -1}": "count from 1\noverride 7",
	} {
		if _, err := ParseOverrides([]byte(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want %q", text, err, says)
		}
	}
}

func TestCheckOverrides(t *testing.T) {
	s := sample(t) // themes 1 in German, 2 and 3 in English
	for _, test := range []struct {
		text, says string
	}{
		{"1: {name: Hafen}\n2: {merge: 3}", ""},
		{"4: {hide: true}", "there is no such topic"},
		{"3: {merge: 4}", "no topic 4"},
		{"1: {merge: 3}", "another language"},
		{"1: {merge: 3}\n9: {hide: true}", "another language\noverride 9"},
	} {
		overrides, err := ParseOverrides([]byte(test.text))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.CheckOverrides(overrides); (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%q: %v, want %q", test.text, err, test.says)
		}
	}
}
