package view

import (
	"time"

	"leitmotif/analysis"
	"leitmotif/analysis/gate"
	"leitmotif/analysis/result"
)

// Facts is what a run says of itself beside its tables: the part of its manifest that
// depends on the input, the configuration and the version alone, and Refused on the
// earlier runs too.
type Facts struct {
	Version       string `json:"version"`
	SchemaVersion string `json:"schema_version"`
	// Demonstration tells that the input was the corpus inside the program.
	Demonstration bool `json:"demonstration"`
	// ReportLanguage is the language of the page, en or de; of one that is to be made also auto.
	ReportLanguage string          `json:"report_language"`
	AsOf           *time.Time      `json:"as_of,omitempty"` // where the run was told to print its time
	Configuration  analysis.Config `json:"configuration"`
	Counts         Counts          `json:"counts"`
	Measures       *gate.Measures  `json:"measures,omitempty"` // nil in runs of versions without gates
	Refused        []gate.Breach   `json:"refused,omitempty"`  // gates in spite of which the run was published
	// Undated tells that no article has a usable date, so that nothing is known over time.
	Undated bool `json:"undated,omitempty"`
	// UnusedColumns are the names in the input that fed no field, though what stands under them
	// looks like one.
	UnusedColumns []UnusedColumn `json:"unused_columns,omitempty"`
	// Outlets are those that begin or end within the run, those of most articles first: at most 200.
	Outlets []Outlet `json:"outlets_begin_or_end,omitempty"`
	// State is what the run knows of earlier ones; nil where no state is kept.
	State      *State      `json:"state,omitempty"`
	Spaces     []Space     `json:"spaces"`
	ToneModels []ToneModel `json:"tone_models"`
	// RemovedLines are the lines that recur over the articles of an outlet and were taken
	// out of them, in most articles first: at most 200 of Counts.RemovedLines.
	RemovedLines []RemovedLine `json:"removed_lines"`
}

// Counts is result.Counts as JSON.
type Counts struct {
	Records    int `json:"records"`
	Articles   int `json:"articles"`
	Rejected   int `json:"rejected"`
	Empty      int `json:"empty"` // of Rejected
	Duplicates int `json:"duplicates"`
	Undated    int `json:"undated"`
	BadDates   int `json:"bad_dates"`
	Relabelled int `json:"relabelled"`
	Shortened  int `json:"shortened"`
	Truncated  int `json:"truncated"`
	// Zoneless are the articles whose time of day came without a zone, Ambiguous those of them
	// whose clocks showed it twice, or not at all.
	Zoneless  int `json:"zoneless_times"`
	Ambiguous int `json:"ambiguous_times"`
	// Left out by the window of Configuration: published outside of it, and without a date.
	Outside        int   `json:"outside"`
	OutsideUndated int   `json:"outside_undated"`
	Known          int   `json:"known"` // left out because earlier runs had them
	Bytes          int64 `json:"bytes"`
	RemovedLines   int   `json:"removed_lines"`
	// Names that are published, and those that are not, though they stand in enough stories,
	// because they are too many.
	Names     int `json:"names"`
	NamesLeft int `json:"names_left"`
}

// UnusedColumn is corpus.Unused as JSON.
type UnusedColumn struct {
	Name     string   `json:"name"`
	Looks    string   `json:"looks"` // text, date or source
	File     string   `json:"file"`  // the first
	Files    int      `json:"files"`
	Examples []string `json:"examples"`
}

// Outlet is result.Outlet as JSON.
type Outlet struct {
	Source   string    `json:"source"`
	Articles int       `json:"articles"` // those whose day is known
	First    time.Time `json:"first_published"`
	Last     time.Time `json:"last_published"`
	Begins   bool      `json:"begins"` // the run begins well before First
	Ends     bool      `json:"ends"`   // the run goes on well after Last
}

// State says where a run stands among those with the same state.
type State struct {
	Run   int `json:"run"`   // its number, from 1
	Fresh int `json:"fresh"` // stories that no earlier run had
}

// RemovedLine is result.BoilerplateLine as JSON.
type RemovedLine struct {
	Source   string `json:"source"` // "" = not named
	Text     string `json:"text"`
	Articles int    `json:"articles"`
}

// Space is result.Space as JSON.
type Space struct {
	Language          string    `json:"language"`
	Articles          int       `json:"articles"`
	Rows              int       `json:"rows"`
	Terms             int       `json:"terms"`
	Weights           int       `json:"weights"`
	Rank              int       `json:"rank"`
	ExplainedVariance float64   `json:"explained_variance"`
	SingularValues    []float64 `json:"singular_values"`
	Topics            int       `json:"topics"`
	// TopicsSought are the topics looked for, of which Topics are published; StoriesHeld the stories
	// in them and StoriesUnclear those without a clear topic. All are 0 in runs below version 1.9
	// of the schema.
	TopicsSought   int `json:"topics_sought,omitempty"`
	StoriesHeld    int `json:"stories_held,omitempty"`
	StoriesUnclear int `json:"stories_unclear,omitempty"`
	// TopicsLow and TopicsHigh bound the plausible numbers of topics; 0 where the number was given,
	// and in runs below version 1.9 of the schema.
	TopicsLow  int `json:"topics_low,omitempty"`
	TopicsHigh int `json:"topics_high,omitempty"`
	// Curve is what chose the number of topics; without it the number was given.
	Curve  []result.Candidate `json:"curve,omitempty"`
	Reason string             `json:"reason,omitempty"`
	// FitRun is the number of the run that found the topics, and FitReason why it did;
	// without a state there is none.
	FitRun    int    `json:"fit_run,omitempty"`
	FitReason string `json:"fit_reason,omitempty"`
}

// Figures are result.Figures as JSON; a model that scores no targets, or no articles, in the run
// has 0 there.
type Figures struct {
	Whole   float64 `json:"macro_f1,omitempty"`
	Towards float64 `json:"macro_f1_towards,omitempty"`
	Corpus  string  `json:"corpus,omitempty"`
}

// ToneModel is result.ToneModel as JSON.
type ToneModel struct {
	Language string  `json:"language"`
	Name     string  `json:"name"`
	Deep     bool    `json:"deep,omitempty"` // the encoder
	Figures  Figures `json:"figures,omitzero"`
	// Sentences that the encoder has read, towards each of their targets or as a whole.
	Sentences int     `json:"sentences,omitempty"`
	Beyond    int     `json:"left_to_linear_model,omitempty"` // sentences of articles that have too many
	Terms     int     `json:"terms"`
	Band      float64 `json:"band"` // 0 in manifests below version 1.8 of the schema
	Scored    int     `json:"scored"`
	Mean      float64 `json:"mean"` // net tone of all sentences
}
