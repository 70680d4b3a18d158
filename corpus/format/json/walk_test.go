package json

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// FuzzValid holds the fast validator and the walk against the standard library.
func FuzzValid(f *testing.F) {
	f.Add([]byte(`{"a":[1,-2.5e+3,true,null,"x\u00e9\\"],"b":{}}`))
	f.Add([]byte("\"\x01\""))
	f.Fuzz(func(t *testing.T, b []byte) {
		if got, want := Valid(b), json.Valid(b); got != want {
			t.Fatalf("Valid is %v, the standard library says %v", got, want)
		}
		var members map[string]json.RawMessage
		if json.Unmarshal(b, &members) != nil || !utf8.Valid(b) {
			return
		}
		walked := make(map[string]string)
		eachMember(b, func(key, value []byte) { walked[string(key)] = string(value) })
		if len(walked) != len(members) {
			t.Fatalf("%d members, walked %d", len(members), len(walked))
		}
		for key, value := range members {
			if walked[key] != string(value) {
				t.Fatalf("member %q is %q, walked %q", key, value, walked[key])
			}
			var s string
			if value[0] == '"' && json.Unmarshal(value, &s) == nil {
				if got, _ := unquote(nil, value); string(got) != s {
					t.Fatalf("%s is %q, unquoted %q", value, s, got)
				}
			}
		}
	})
}

// FuzzReadLines holds that each line with content is a record, unless lines wrap records.
func FuzzReadLines(f *testing.F) {
	f.Add([]byte("{\"text\":\"a\"}\n\n{\"title\":\"b\",\"url\":\"c\"}\n{"))
	f.Fuzz(func(t *testing.T, b []byte) {
		src, err := input.OpenFS(fstest.MapFS{"a": {Data: b}}, "a", input.Options{})
		if err != nil {
			t.Fatal(err)
		}
		names := record.NewNames(nil, nil)
		lines, whole := 0, false
		for _, err := range src.Read(t.Context(), func(st *input.Stream) string {
			head, ok := st.Text()
			if whole = ok && bytes.Equal(head, b); whole {
				ReadLines(st, names)
			}
			return ""
		}) {
			var reject *corpus.Reject
			if err == nil || errors.As(err, &reject) && reject.Input.Record > 0 {
				lines++
			}
		}
		if !whole {
			return // in an archive, in another charset
		}
		want := 0
		for _, line := range bytes.Split(b, []byte("\n")) {
			if line = bytes.TrimSpace(line); len(line) == 0 {
				continue
			}
			j := records{names: names}
			if want == 0 && j.wraps(line, deepest) {
				return
			}
			want++
		}
		if lines != want {
			t.Fatalf("%d lines with content, %d records", want, lines)
		}
	})
}
