package json

import (
	"encoding/json"
	"testing"
	"unicode/utf8"
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
