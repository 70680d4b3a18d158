package suggest

import (
	"strings"
	"testing"
)

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"runn", "run", 1}, {"topcs", "topics", 1}, {"insepct", "inspect", 1},
		{"kitten", "sitting", 3}, {"ca", "abc", 3}, // a swapped part is not changed again
		{"straße", "strasse", 2},
	} {
		if got := Distance(test.a, test.b); got != test.want {
			t.Errorf("%q to %q: %d, want %d", test.a, test.b, got, test.want)
		}
		if got := Distance(test.b, test.a); got != test.want {
			t.Errorf("%q to %q: %d, want %d", test.b, test.a, got, test.want)
		}
	}
}

func TestNear(t *testing.T) {
	settings := []string{"config", "min-articles", "min-topic-weight", "out", "state", "gate", "topics", "watchlist", "paths"}
	for name, want := range map[string]string{
		"topcs": "topics", "TOPICS_": "topics", "min_article": "min-articles", "watch-list": "watchlist",
		"conf": "config", "min": "", "to": "", "data": "", "python": "", "port": "", "": "", "---": "",
		strings.Repeat("topics", 100): "",
	} {
		if got := Near(name, settings); got != want {
			t.Errorf("%q is taken for %q, want %q", name, got, want)
		}
	}
	if got := Typo("conf", settings); got != "" {
		t.Errorf("a beginning is no typo: %q", got)
	}
	if got := Question("topcs", "--", settings); got != "; did you mean --topics?" {
		t.Error(got)
	}
	if got := Question("zzz", "--", settings); got != "" {
		t.Error(got)
	}
}

func FuzzNear(f *testing.F) {
	f.Add("topcs")
	f.Add("\xff__-")
	names := []string{"topics", "tone", "out"}
	f.Fuzz(func(t *testing.T, name string) {
		if near := Near(name, names); near != "" && Distance(plain(name), near) > max(len(near), len(name)) {
			t.Errorf("%q is taken for %q", name, near)
		}
	})
}
