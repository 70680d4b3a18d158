package flags

import (
	"strings"
	"testing"

	"leitmotif/analysis"
)

func TestTopicCounts(t *testing.T) {
	for _, test := range []struct {
		uses  string // of the flag, parted by spaces
		shown string
		fault string
	}{
		{uses: "12", shown: "12"},
		{uses: "12 auto", shown: "auto"},
		{uses: "en=20,de=9", shown: "de=9,en=20"},
		{uses: "de=9 en=20", shown: "de=9,en=20"},
		{uses: "en-GB=20,German=auto", shown: "de=auto,en=20"},
		{uses: "en=20,en=9", fault: "two numbers for the language en"},
		{uses: "en=20 English=9", fault: "two numbers for the language en"},
		{uses: "klingon=2", fault: `unknown language "klingon"`},
		{uses: "=2", fault: `unknown language ""`},
		{uses: "en=0", fault: "en=0: must be a positive number or auto"},
		{uses: "en=-3", fault: "en=-3: must be"},
		{uses: "en=", fault: "en=: must be"},
		{uses: "en=5,9", fault: `"9" is no number of a language`},
		{uses: "9 en=5", fault: "9 for all languages"},
		{uses: "en=5 9", fault: "en=5"},
		{uses: "en", fault: "must be a positive number or auto"},
	} {
		var cfg analysis.Config
		flag := Topics(&cfg)
		var err error
		for use := range strings.FieldsSeq(test.uses) {
			if err == nil {
				err = flag.Set(use)
			}
		}
		switch {
		case test.fault == "" && (err != nil || flag.String() != test.shown):
			t.Errorf("%s: %s (%v), want %s", test.uses, flag, err, test.shown)
		case test.fault != "" && (err == nil || !strings.Contains(err.Error(), test.fault)):
			t.Errorf("%s: %v, want %s", test.uses, err, test.fault)
		}
	}
}

func TestSize(t *testing.T) {
	for text, want := range map[string]int64{
		"4GiB": 4 << 30, "4g": 4 << 30, "4Gi": 4 << 30, "1.5GB": 3 << 29, "512M": 512 << 20, " 400 MiB ": 400 << 20, "335544320": 320 << 20, "2T": 2 << 40,
	} {
		var s Size
		if err := s.Set(text); err != nil || int64(s) != want {
			t.Errorf("%q: %d bytes, %v", text, s, err)
		}
		var again Size
		if err := again.Set(s.String()); err != nil || again != s {
			t.Errorf("%q is shown as %q: %d bytes, %v", text, s.String(), again, err)
		}
	}
	for _, text := range []string{"", "0"} {
		s := Size(7)
		if err := s.Set(text); err != nil || s != 0 {
			t.Errorf("%q: %d bytes, %v", text, s, err)
		}
	}
	for _, text := range []string{"4", "319MiB", "-4GiB", "NaN", "InfG", "4 GiB each", "GiB", "1e30T"} {
		s := Size(7)
		if err := s.Set(text); err == nil || s != 7 {
			t.Errorf("%q: %d bytes, %v", text, s, err)
		}
	}
}
