package analysis

import (
	"time"

	"leitmotif/corpus"
)

// skip says why an article that can be read takes no part in a run. Every reason has its
// count in Counts: nothing is left out in silence.
type skip int

const (
	taken   skip = iota // takes part
	outside             // published before Config.Since, or at Config.Until or later
	undated             // without a usable date, where a window asks for one
	known               // an earlier run had it, and Config.OnlyNew is set
	skips               // the number of values
)

// admit tells whether an article takes part in the run, and why where it does not. It
// looks at the cleaned article alone, so both passes over the text decide alike.
//
// An article without a usable date lies in no window: were it taken, every scheduled run
// would take it again.
func (c *Config) admit(a *corpus.Article) skip {
	switch at := a.Published; {
	case c.seen(a):
		return known
	case c.Since.IsZero() && c.Until.IsZero():
		return taken
	case at.IsZero():
		return undated
	case !c.Since.IsZero() && at.Before(c.Since), !c.Until.IsZero() && !at.Before(c.Until):
		return outside
	}
	return taken
}

// seen tells whether an earlier run had the article, where such articles are left out.
func (c *Config) seen(a *corpus.Article) bool {
	return c.OnlyNew && c.State != nil && c.State.Seen.Has(digest(identity(a)))
}

// window names the bounds that are set, each after a blank.
func (c *Config) window() string {
	text := ""
	if !c.Since.IsZero() {
		text += " from " + c.Since.Format(time.RFC3339)
	}
	if !c.Until.IsZero() {
		text += " until before " + c.Until.Format(time.RFC3339)
	}
	return text
}
