package watchlist

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"leitmotif/analysis/tokenize"
)

const exampleList = `
- name: TSMC
  kind: company
  aliases: [Taiwan Semiconductor]
- name: Foxconn
- name: OpenAI
- name: Sam Altman
  aliases: [Altman]
- name: Deutsche Bank
- name: AT&T
- name: Hans Maas
  aliases: [Maas]
- name: Rolls-Royce
- name: SAP
- name: chip
`

func TestMatches(t *testing.T) {
	list, err := Parse([]byte(exampleList))
	if err != nil {
		t.Fatal(err)
	}
	m := NewMatcher(list)
	tests := []struct{ text, want string }{
		{"TSMCs Gewinn stieg.", "TSMC=TSMC"},
		{"Der Foxconn-Chef kam.", "Foxconn=Foxconn"},
		{"Ein Ex-Foxconn-Manager.", "Foxconn=Foxconn"},
		{"OpenAI's plan, OpenAI’s plan", "OpenAI=OpenAI OpenAI=OpenAI"},
		{"OPENAI SUES TSMC", "OpenAI=OPENAI TSMC=TSMC"},
		{"openai and tsmc", ""},
		{"Sam Altman spoke; Altman's staff did not.", "Sam Altman=Sam Altman Sam Altman=Altman"},
		{"Sam-Altman-Besuch, Sam\nAltmans Besuch", "Sam Altman=Sam-Altman Sam Altman=Sam\nAltman"},
		{"Sam, Altman", "Sam Altman=Altman"},
		{"die Deutsche-Bank-Aktie der Deutschen Bank", "Deutsche Bank=Deutsche-Bank"},
		{"AT&T rose, AT T did not.", "AT&T=AT&T"},
		{"Maas' Rede, Hans Maas", "Hans Maas=Maas Hans Maas=Hans Maas"},
		{"Maasstab Sapphire Foxconnect", ""},
		{"Rolls Royce and Rolls-Royces", "Rolls-Royce=Rolls Royce Rolls-Royce=Rolls-Royce"},
		{"SAP, sap, Sap", "SAP=SAP"},
		{"Chip CHIP chips", "chip=Chip chip=CHIP chip=chip"},
		{"Taiwan Semiconductor's", "TSMC=Taiwan Semiconductor"},
		{"", ""},
	}
	for _, test := range tests {
		var got []string
		for _, f := range m.Find(test.text, tokenize.Append(nil, test.text)) {
			got = append(got, fmt.Sprintf("%s=%s", f.Target, test.text[f.Start:f.End]))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%q: %q, want %q", test.text, strings.Join(got, " "), test.want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, faulty := range []string{
		"- kind: company", "- name: ''", "- name: '!'", "- name: A\n- name: B\n  aliases: [A]",
		"- name: A\n  nickname: B", "name: A", "- [",
	} {
		if _, err := Parse([]byte(faulty)); err == nil {
			t.Errorf("%q is taken for a watch list", faulty)
		}
	}
	if list, err := Parse(nil); err != nil || len(list.Targets) != 0 {
		t.Errorf("an empty list: %v, %v", list, err)
	}
}

func FuzzMatches(f *testing.F) {
	for _, s := range []string{"TSMCs Foxconn-Chef", "Sam-Altman-Sam Altman's", "'s -s- ’", "AT&&T\xff", "İSam Altman"} {
		f.Add(s, "Sam Altman", "s-")
	}
	f.Fuzz(func(t *testing.T, text, first, second string) {
		m := NewMatcher(&List{Targets: []Target{{Name: first, Aliases: []string{second}}, {Name: "TSMC"}}})
		tokens := tokenize.Append(nil, text)
		free, last := 0, 0
		for _, found := range m.Find(text, tokens) {
			if found.Start < free || found.End <= found.Start || found.End > len(text) || found.First < last || found.Last > len(tokens) || found.First >= found.Last {
				t.Fatalf("%+v after byte %d, token %d of %q", found, free, last, text)
			}
			free, last = found.End, found.First
			if utf8.ValidString(text) && !utf8.ValidString(text[found.Start:found.End]) {
				t.Fatalf("%+v cuts a character", found)
			}
		}
	})
}
