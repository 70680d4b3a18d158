package header_test

import (
	"fmt"
	"testing"

	"leitmotif/corpus/header"
)

func ExampleRead() {
	fields, rest, ended := header.Read([]byte("Subject: Die\r\n Brücke\r\nno field\nX-Odd :1\r\n\r\nText"))
	fmt.Println(fields.Get("subject"), fields.Get("x-odd"), fields.Len(), fields.Odd, ended)
	fmt.Printf("%s\n", rest)
	// Output:
	// Die Brücke 1 2 1 true
	// Text
}

func TestRead(t *testing.T) {
	for _, test := range []struct {
		in, rest string
		fields   int
		ended    bool
	}{
		{"", "", 0, false},
		{"A: b", "", 1, false},
		{"A: b\n", "", 1, false},
		{"A: b\n\n", "", 1, true},
		{"A: b\n \t\nc", "c", 1, true},
		{"no field\nA: b\n\nc", "no field\nA: b\n\nc", 0, false},
		{"\nA: b", "\nA: b", 0, false},
		{" A: b\n\nc", " A: b\n\nc", 0, false},
		{"1: b\n\nc", "1: b\n\nc", 0, false},
	} {
		fields, rest, ended := header.Read([]byte(test.in))
		if fields.Len() != test.fields || string(rest) != test.rest || ended != test.ended {
			t.Errorf("%q: %d fields, rest %q, ended %v", test.in, fields.Len(), rest, ended)
		}
	}
}

func TestMedia(t *testing.T) {
	for _, test := range []struct{ in, media, name, value string }{
		{"text/HTML; Charset=\"utf-8\"", "text/html", "charset", "utf-8"},
		{"text/plain; charset=\"utf-8", "text/plain", "charset", "utf-8"},
		{"text/plain; name=a b.txt; charset=utf-8", "text/plain", "charset", "utf-8"},
		{"text/plain; charset=a; charset=b", "text/plain", "charset", "a"},
		{"attachment; filename*=utf-8''%C3%BCber.txt", "attachment", "filename", "über.txt"},
		{"attachment; filename*0=a; filename*1=b.txt", "attachment", "filename", "ab.txt"},
		{"", "", "charset", ""},
	} {
		media, parameters := header.Media(test.in)
		if media != test.media || parameters[test.name] != test.value {
			t.Errorf("%q: %q %q", test.in, media, parameters)
		}
	}
}

func TestIsPostmark(t *testing.T) {
	for line, want := range map[string]bool{
		"From a@b.example Mon Mar  3 14:05:00 2025\n":           true,
		"From - Mon Mar  3 14:05:00 2025\r\n":                   true,
		"From 16948@xxx Mon Mar 03 14:05:00 +0000 2025":         true,
		"From a at b.example  Mon Mar  3 14:05:00 2025":         true,
		"From a@b.example 2025-03-03 14:05":                     true,
		"From here on the bridge is closed.":                    false,
		"From: a@b.example":                                     false,
		">From a@b.example Mon Mar  3 14:05:00 2025":            false,
		"From  Mon Mar  3 14:05:00 2025 without a sender, odd ": false,
	} {
		if got := header.IsPostmark([]byte(line)); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}
