package analysis

import (
	"leitmotif/analysis/ledger"
	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/analysis/topic"
	"leitmotif/corpus"
)

// Resamples is the number of resamples that the stability of a topic is a share of.
const Resamples = topic.Resamples

// Result is what a run found: the contract between the analysis and the reports.
// Slices are in the order of the tables made from them; everything in it depends
// on the input and the configuration alone, never on the clock, the machine or
// the number of workers.
type Result struct {
	Articles []result.Article // ascending ID
	Topics   []result.Topic   // ascending ID
	Themes   []result.Theme   // ascending ID
	Trends   []result.Trend   // ascending TopicID, then Start
	Outlets  []result.Outlet  // those that begin or end within the run, by name
	Names    []result.Name    // ascending ID
	Rejects  []corpus.Reject  // in input order
	Inputs   []result.Input   // the files that were read, ascending File
	Unused   []corpus.Unused  // names in the input that fed no field, though they look like one
	Spaces   []result.Space   // one per language analysed, most articles first
	Counts   result.Counts
	Config   Config          // as used, every default filled in
	Tone     result.ToneInfo // which tone models scored
	// Boilerplate lists what recurs over the articles of an outlet and was removed from
	// them, in most articles first.
	Boilerplate []result.BoilerplateLine
	// Changes is what differs from earlier runs, where Config.State is set.
	Changes []ledger.Change
	// State is what the next run is to know; nil where Config has none. It is that of Config
	// where the run repeats the one before it: then there is nothing to remember.
	State *state.State
}
