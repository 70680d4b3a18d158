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
	Findings []Finding
	Topics   []Topic // shown in full, most stories first
	Further  []Topic // the rest, shown in one line each
	Heat     *Heat
	Matrix   *Matrix
	Tone     *Tone
	Coverage Coverage
	List     List
	Quality  Quality
	Method   Method
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
	Rising    = "rising"     // Topic, Before -> Share
	Falling   = "falling"    // Topic, Before -> Share
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
	Copies  int
	Undated int
}

// Mean is a mean tone score with its 95 % interval over N articles. Interval is
// false where N is too small for one.
type Mean struct {
	Score    float64
	Low      float64
	High     float64
	Interval bool
	N        int
}

// ToneCounts are numbers of articles by tone.
type ToneCounts struct {
	Negative int
	Neutral  int
	Positive int
}

// Scored is the number of articles with a tone.
func (c ToneCounts) Scored() int { return c.Negative + c.Neutral + c.Positive }

// Period is a stretch of time, [Start, End).
type Period struct {
	Start time.Time
	End   time.Time
}

// Topic is a theme with all that the page says about it.
type Topic struct {
	Ref
	Language        string
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

// Change compares the first half of the complete periods with the second.
type Change struct {
	Before, After float64 // shares
	Significant   bool    // two-proportion z test, 5 % over all topics together
}

// Cell is the part of a topic in one column of the time axis.
type Cell struct {
	Stories int
	Total   int // 0 = nothing to take a share of
	Share   float64
	Low     float64
	High    float64
	Bounds  bool // Low and High are known
	Partial bool
	Burst   bool
}

// Axis is the time axis of every chart.
type Axis struct {
	Kind    string // day, week, month
	Step    int    // periods per column
	Columns []Period
	Outside int // dated articles before or after it
}

// Heat is the share of every topic over time.
type Heat struct {
	Axis   Axis
	Topics []Topic
	Max    float64 // largest share
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
	Targets   []ToneGroup // of the watch list, most articles first; tone towards them
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
	Source    string
	Language  string
	Topic     Ref // ID 0 = none
	Tone      string
	Score     float64 // where Tone is not ""
	Abstain   string  // where Tone is ""
	Keywords  []string
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
	MinInterval int // least number of articles for the interval of a mean
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
	Tried     []Trial // numbers of topics that were tried; nil = the number was given
	Reason    string
}

// Trial is a number of topics with the stability that it showed under resampling, an
// adjusted Rand index.
type Trial struct {
	Topics    int
	Stability float64
}

// Model is a tone model.
type Model struct {
	Language string
	Name     string
	Terms    int
	Scored   int
	Mean     float64
}
