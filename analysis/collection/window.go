package collection

import (
	"strings"
	"time"

	"leitmotif/corpus"
)

// Window says which articles take part in a run. The zero value takes all.
type Window struct {
	// Since and Until bound the times of publication, [Since, Until); the zero time sets no
	// bound. Where one is set, articles without a usable date are left out as well. Of an
	// article whose day, month or year alone is known its first instant counts, so that of
	// windows side by side exactly one has it.
	Since, Until time.Time
	// Known tells whether an earlier run had the article of an ID; such articles are left out.
	// nil knows none. It is called on several goroutines at a time.
	Known func(id string) bool
}

// omission says why an article that can be read takes no part in a run. Every reason has its
// count in result.Counts: nothing is left out in silence.
type omission int

const (
	none      omission = iota // takes part
	outside                   // published before Window.Since, or at Window.Until or later
	undated                   // without a usable date, where a window asks for one
	known                     // an earlier run had it
	omissions                 // the number of values
)

// omits tells whether an article is left out, and why. It looks at the cleaned article
// alone, so both passes over the text decide alike.
//
// An article without a usable date lies in no window: were it taken, every scheduled run
// would take it again.
func (w *Window) omits(a *corpus.Article) omission {
	switch at := a.Published; {
	case w.knows(a):
		return known
	case w.Since.IsZero() && w.Until.IsZero():
		return none
	case at.IsZero():
		return undated
	case !w.Since.IsZero() && at.Before(w.Since), !w.Until.IsZero() && !at.Before(w.Until):
		return outside
	}
	return none
}

// knows tells whether an earlier run had the article.
func (w *Window) knows(a *corpus.Article) bool {
	return w.Known != nil && w.Known(nameID(a))
}

// String names the bounds that are set; "" without any.
func (w Window) String() string {
	var bounds []string
	if !w.Since.IsZero() {
		bounds = append(bounds, "from "+w.Since.Format(time.RFC3339))
	}
	if !w.Until.IsZero() {
		bounds = append(bounds, "until before "+w.Until.Format(time.RFC3339))
	}
	return strings.Join(bounds, " ")
}
