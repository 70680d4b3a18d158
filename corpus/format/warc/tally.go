package warc

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"leitmotif/corpus"
)

// tally counts the records of a file that hold no article.
type tally struct {
	kinds    map[string]int
	revisits int
}

// mostKinds bounds the kinds that are told apart, for what servers send has no end.
const mostKinds = 1000

func (t *tally) add(kind string) {
	const longest = 60 // characters
	kind = corpus.Shorten(kind, longest)
	if t.kinds == nil {
		t.kinds = make(map[string]int)
	}
	if _, known := t.kinds[kind]; !known && len(t.kinds) >= mostKinds {
		kind = "others"
	}
	t.kinds[kind]++
}

// String gives "312 records hold no page: image/png 200, status 404 112; 12 revisits of pages
// that are stored elsewhere", the most frequent first; "" where nothing was counted.
func (t *tally) String() string {
	const told = 12 // kinds
	type kind struct {
		name  string
		count int
	}
	var kinds []kind
	total := 0
	for name, n := range t.kinds {
		kinds = append(kinds, kind{name, n})
		total += n
	}
	slices.SortFunc(kinds, func(a, b kind) int {
		return cmp.Or(cmp.Compare(b.count, a.count), strings.Compare(a.name, b.name))
	})
	var names []string
	for _, k := range kinds[:min(len(kinds), told)] {
		names = append(names, fmt.Sprintf("%s %d", k.name, k.count))
	}
	if more := len(kinds) - told; more > 0 {
		names = append(names, fmt.Sprintf("and %d kinds more", more))
	}
	var parts []string
	if total > 0 {
		parts = append(parts, fmt.Sprintf("%s no page: %s", counted(total, "record holds", "records hold"), strings.Join(names, ", ")))
	}
	if t.revisits > 0 {
		parts = append(parts, counted(t.revisits, "revisit of a page that is", "revisits of pages that are")+" stored elsewhere")
	}
	return strings.Join(parts, "; ")
}

func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", more)
}
