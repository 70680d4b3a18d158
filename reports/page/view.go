package page

import "time"

// View is every figure of the page. Sections without data are empty, and the page
// leaves them out. All texts are as they come from the corpus, already cut and freed
// of control characters; shares lie in [0, 1], tone scores in [-1, 1].
type View struct {
	Language string // of the page itself: en or de
	Version  string
	Schema   string
	AsOf     time.Time // zero = the page states no time
	Refused  []string  // quality gates in spite of which the run was published, as "articles-min: 12 < 100"
	Corpus   Corpus
	Changes  *Changes // nil = no state is kept
	Findings []Finding
	Names    *Names
	Topics   []Topic // shown in full, most stories first
	Further  []Topic // the rest, shown in one line each
	Outlines []Outline
	Maps     []Map
	Heat     *Heat
	Matrix   *Matrix
	Tone     *Tone
	// OlderTone says that the run is of a version whose tones the page cannot tell of.
	OlderTone bool
	Watch     *Watch
	Stories   *Stories
	Coverage  Coverage
	List      List
	Quality   Quality
	Method    Method
	Queries   Queries
}

// Queries are the SQL (DuckDB) that yields the figures of the page from the files of the
// run, with the directory of the run as the working directory. A part of the page without
// data has none. None of them holds a text of the corpus.
type Queries struct {
	Key, Findings, Outline, Map, Heat, Outlets, Tone, ToneTime, Watch, Stories, Coverage, List, Data, Method []string
}

// Corpus says what was analysed.
type Corpus struct {
	Articles  int
	Stories   int
	Copies    int
	Topics    int
	Outlets   int // outlets that are named
	Words     int64
	Languages []Count // by code, most articles first
	Inputs    []Count // files and the articles in them, most first; at most 20
	Files     int     // all files
	First     time.Time
	Last      time.Time // zero = no article is dated
}

// Count is a name with a number.
type Count struct {
	Name  string
	Count int
	Share float64
}

// Ref names a topic.
type Ref struct {
	ID    int
	Label string
}

// Kinds of findings.
const (
	Largest   = "largest"    // Topic, Count of Total stories, Share
	Rising    = "rising"     // Topic, Before -> Share from Turn on, in the same outlets where Within
	Falling   = "falling"    // the same
	Mix       = "mix"        // Outlet is there in the Span alone, so that Topic goes from Before to Share of all stories from Turn on
	Burst     = "burst"      // Topic, Count of Total stories, Share in the Period
	ToneRange = "tone_range" // Topic has the lowest Mean, Other the highest, Against
	Focus     = "focus"      // Outlet gives Share of its Total articles of the language to Topic, all others Before
	Data      = "data"       // Count of Total records rejected, Copies, Undated
)

// Finding is one plain sentence about the corpus.
type Finding struct {
	Kind    string
	Anchor  string // id of the place in the page
	Topic   Ref
	Other   Ref
	Outlet  string
	Count   int
	Total   int
	Share   float64
	Before  float64
	Mean    Mean
	Against Mean
	Period  Period
	Turn    time.Time
	Within  bool
	Span    Span
	Copies  int
	Undated int
}

// Span is the time in which an outlet is in the corpus, of one that begins or ends within it.
type Span struct {
	First, Last  time.Time // publication of its first and last article
	Begins, Ends bool
}

// Mean is a net tone with its 95 % interval over N sentences or mentions of some stories.
// Interval is false where these are too few for one.
type Mean struct {
	Score    float64
	Low      float64
	High     float64
	Interval bool
	Clear    string // negative or positive where the interval lies outside of the neutral band
	N        int
	Stories  int
}

// ToneCounts are numbers of sentences or mentions by tone.
type ToneCounts struct {
	Negative int
	Neutral  int
	Positive int
}

// Scored is the number of those with a tone.
func (c ToneCounts) Scored() int { return c.Negative + c.Neutral + c.Positive }

// Period is a stretch of time, [Start, End).
type Period struct {
	Start time.Time
	End   time.Time
}

// Topic is a theme with all that the page says about it.
type Topic struct {
	Ref
	UID             int // number in all runs with the same state; 0 = no state is kept
	Language        string
	Mark            string // what it may be instead of a topic of the news; "" = nothing speaks against it
	Outlet          string // of the mark single_outlet
	Terms           []Term
	Articles        int
	Stories         int
	Share           float64
	Low, High       float64 // 95 % interval of Share
	NPMI            float64
	Found, Samples  int      // resamples that found the topic again, and all of them
	Linked          []Linked // topics of other languages that tell of the same thing
	First, Last     time.Time
	Tone            ToneCounts
	Mean            Mean
	Series          []Cell  // one per column of the time axis; nil = no dates
	Change          *Change // nil = too few periods to tell
	Representatives []Article
	Queries         []string // as in Queries
}

// Outline is the topics of a language under their themes, and how much of it they hold.
type Outline struct {
	Language string
	Themes   []Theme // most stories first; nil = too few topics for any
	Topics   int     // that are published
	Sought   int     // that were looked for; 0 = not known
	Held     float64 // share of the stories that have a topic
	Unclear  float64 // share of the stories that have no clear one
}

// Theme gathers topics.
type Theme struct {
	Ref
	Topics    []Ref
	Stories   int
	Share     float64
	Low, High float64 // 95 % interval of Share
	Mean      Mean
}

// Map is where the topics of a language lie: the nearer, the more alike.
type Map struct {
	Language string
	Points   []MapPoint // most stories first
}

// MapPoint is a topic on the map. X and Y have one unit.
type MapPoint struct {
	Ref
	X, Y    float64
	Stories int
	Mean    Mean
}

// Linked is a topic of another language, beside one that tells of the same thing.
type Linked struct {
	Ref
	Language string
	Stories  int
	Mean     Mean
}

// Term is a word of a topic with its weight, (0, 1].
type Term struct {
	Text   string
	Weight float64
}

// Change compares the whole periods before Turn with those from Turn on, within outlets.
type Change struct {
	Direction     string // rising, falling or steady
	Turn          time.Time
	Before, After float64 // shares
	// Outlet makes half or more of the change of the share in all stories from AllBefore to
	// AllAfter, by being there in the Span alone; "" = there is none.
	Outlet              string
	Span                Span
	AllBefore, AllAfter float64
}

// Cell is the part of a topic in one column of the time axis.
type Cell struct {
	Stories int
	Total   int // 0 = nothing to take a share of
	Share   float64
	Low     float64
	High    float64
	Bounds  bool // Low and High are known
	// Adjusted is Share as it would be with the outlets' part in all stories; Share where that is
	// not known.
	Adjusted float64
	Partial  bool
	Few      bool // Total is above 0, and too small for anything to be said of Share
	Burst    bool
}

// told tells whether anything may be said of the share of a cell.
func (c Cell) told() bool { return c.Total > 0 && !c.Few && !c.Partial }

// Axis is the time axis of every chart.
type Axis struct {
	Kind    string // day, week, month
	Step    int    // periods per column
	Columns []Period
	Outside int // dated articles before or after it
	Few     int // stories in a column below which nothing is said of shares and tones
}

// Heat is the share of every topic over time.
type Heat struct {
	Axis   Axis
	Topics []Topic
	Max    float64 // largest share of a whole period with enough stories, where there is one
	// Volumes are the stories under the columns, by language of the topics.
	Volumes []Volume
}

// Volume is the number of stories of all topics of a language in each column of the time axis.
type Volume struct {
	Language string
	Stories  []int
}

// Matrix is what outlets write about.
type Matrix struct {
	Outlets []Count
	Left    int // outlets left out
	Rows    []MatrixRow
	Max     float64
}

// MatrixRow is one topic across the outlets.
type MatrixRow struct {
	Topic Ref
	Cells []MatrixCell
}

// MatrixCell is the part of a topic in the articles of an outlet that have a topic of
// the same language.
type MatrixCell struct {
	Count int
	Total int // 0 = the outlet does not write in that language
	Share float64
}

// Tone is how the corpus sounds.
type Tone struct {
	Overall   ToneGroup
	Languages []ToneGroup
	Outlets   []ToneGroup // lowest mean first
	Left      int         // outlets left out
	Topics    []ToneGroup // lowest mean first
	Span      float64     // half the width of the scale of these means, (0, 1]
	Axis      Axis
	Periods   []ToneGroup // one per column of the axis; nil = no dates
	Reach     float64     // half the height of the scale of the means of periods, (0, 1]
}

// ToneGroup is the tone of some of the articles.
type ToneGroup struct {
	Name   string
	Anchor string // id of the place that tells more, or ""
	Tone   ToneCounts
	Mean   Mean
}

// Watch is what is said of the names on the watch list.
type Watch struct {
	Targets []Target // in most articles first
	Left    int      // targets that are named, but left out
	Axis    Axis
	Span    float64 // half the width of the scale of the means, (0, 1]
}

// Target is a name on the watch list, with the tone towards it by mentions.
type Target struct {
	Name      string
	Mentions  int
	Quoted    int // mentions within quoted speech
	Articles  int
	Tone      ToneCounts
	Mean      Mean
	Series    []ToneCounts // mentions per column of the axis; nil = no dates
	Peak      int          // the most mentions on one side of the line in a column
	Sentences []Sentence   // most negative and most positive
}

// Sentence is a sentence that names a target.
type Sentence struct {
	Text   string
	Name   string // as it is named
	Tone   string
	Score  float64
	Quoted bool
	// Drivers are the words that moved it; nil where they are not known.
	Drivers []Driver
	In      Source
}

// Source is where a text stands.
type Source struct {
	ID        string // of the article
	Listed    bool   // stands in the list of articles
	Title     string
	Outlet    string
	Date      time.Time // zero = unknown
	Precision string    // of Date; month and year tell that its day is not known
	Language  string
}

// Stories are the articles with most copies.
type Stories struct {
	Total   int // stories with copies
	Copies  int // of all stories
	Largest []Story
	Flows   []Flow // most copies first
	Left    int    // flows left out
}

// Story is an article with its copies, earliest first.
type Story struct {
	First  Source
	Topic  Ref // ID 0 = none
	Copies []Copy
	Left   int // copies left out
}

// Copy is an article that repeats an earlier one.
type Copy struct {
	Source
	Retitled bool
	After    time.Duration // since the first; where Timed
	Timed    bool          // the days of both are known
	ByDay    bool          // and no more: After is of whole days
}

// Flow is how many articles of an outlet are copies of those of another.
type Flow struct {
	From, To string // "" = not named
	Copies   int
}

// Coverage is how many articles there are, when and from whom.
type Coverage struct {
	Axis    Axis
	By      string   // what the series are: language or source
	Series  []Series // nil = no dates
	Max     int      // largest column
	Outlets []Count  // most articles first
	Left    int      // outlets left out
	Unnamed int      // articles without an outlet
}

// Series is a number of articles per column of the axis.
type Series struct {
	Name   string // "" = all others
	Values []int
	Total  int
}

// List is the list of articles.
type List struct {
	Articles  []Article
	Total     int // articles of the corpus
	Topics    []Ref
	Outlets   []string
	Languages []string
}

// Article is an article as the page shows it.
type Article struct {
	ID        string
	Title     string
	URL       string // http or https, or ""
	Lead      string
	Date      time.Time // zero = unknown
	Precision string    // as in Source
	Source    string
	Language  string
	Topic     Ref // ID 0 = none
	Tone      string
	Score     float64 // where Tone is not ""
	Abstain   string  // where Tone is ""
	Keywords  []string
	Names     []int // numbers of those that the page shows and the article gives
	Drivers   []Driver
	Duplicate bool
	Listed    bool // stands in the list of articles
}

// Driver is a term that moved a score.
type Driver struct {
	Term         string
	Contribution float64 // log-odds
}

// Quality is what the reader must know about the data.
type Quality struct {
	Records    int
	Articles   int
	Rejected   int
	Duplicates int
	Undated    int
	BadDates   int
	Relabelled int
	Outliers   int
	Reasons    []Count // of rejects
	Rejects    []Reject
	Left       int     // rejects left out
	Abstained  []Count // by reason
	Languages  []Count // "" = cannot be told
	Removed    []Removed
	RemovedAll int // lines that were removed, of which Removed are those of most articles
}

// Removed is a line that recurs over the articles of an outlet and was taken out of them.
type Removed struct {
	Outlet   string // "" = not named
	Text     string
	Articles int
}

// Reject is a record that could not be used.
type Reject struct {
	Input  string
	Record int64 // 0 = the file
	Reason string
	Detail string
}

// Method is how the figures came about.
type Method struct {
	Settings    []Setting
	Spaces      []Space
	Models      []Model
	MinInterval int     // least number of stories for the interval of a net tone
	Few         int     // number of stories below which nothing is said of a period
	NetBand     float64 // net tone up to which all that is larger than a sentence is neutral
}

// Setting is a setting of the run with its value; "" = chosen from the data.
type Setting struct{ Name, Value string }

// Space is the semantic space of a language.
type Space struct {
	Language  string
	Articles  int
	Rows      int
	Terms     int
	Rank      int
	Explained float64
	Topics    int
	Low, High int     // plausible numbers of topics; 0 = not known
	Tried     []Trial // numbers of topics that were tried; nil = the number was given
	Reason    string
}

// Trial is a number of topics with the stability that it showed under resampling, the
// prediction strength of the weakest quarter of them beyond chance.
type Trial struct {
	Topics    int
	Stability float64
}

// Model is a tone model.
type Model struct {
	Language string
	Name     string
	// Sentences that the encoder has read; 0 = it is a linear model.
	Sentences int
	// Macro-F1 of what it scores in the run, sentences as a whole and towards names, on the
	// labelled news of Corpus; 0 = not known, or not scored.
	Whole, Towards float64
	Corpus         string
	Terms          int
	Band           float64 // score up to which a sentence is neutral; 0 = not known
	Scored         int
	Score          float64 // net tone of what it scored
}
