package colour

import (
	"bytes"
	"os"
	"testing"
)

func TestColours(t *testing.T) {
	if got := (Palette{true}).Fault("no"); got != "\x1b[31;1mno\x1b[0m" {
		t.Errorf("%q", got)
	}
	file, err := os.Create(t.TempDir() + "/log")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for name, p := range map[string]Palette{"a buffer": For(new(bytes.Buffer), nil), "a file": For(file, nil), "none": {}} {
		if got := p.Heading("a") + p.Fault("b") + p.Warning("c"); got != "abc" {
			t.Errorf("%s has colours: %q", name, got)
		}
	}
	if Width(file) != 0 {
		t.Error("a file has columns")
	}
	for variable, value := range map[string]string{"NO_COLOR": "1", "TERM": "dumb"} {
		if Allowed(map[string]string{variable: value}) {
			t.Errorf("%s=%s allows colours", variable, value)
		}
	}
	// An empty NO_COLOR asks for nothing.
	if !Allowed(map[string]string{"NO_COLOR": "", "TERM": "xterm"}) {
		t.Error("no colours on a terminal")
	}
}
