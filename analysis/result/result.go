// Package result is what a run finds, as everything that works on a run's answer knows it:
// the stages of the analysis write it, tables, report and gates read it. It
// imports nothing of the module but the rule of tone, so that whatever writes an Article may live anywhere.
package result

import (
	"time"

	"leitmotif/analysis/tone"
)

// Counts are totals over the run.
type Counts struct {
	Records    int // records read: articles, those left out, and rejects
	Articles   int // articles kept
	Rejected   int // records that could not be used, Empty among them
	Empty      int // inputs that hold no record: nothing is lost with them
	Duplicates int // articles whose text is that of an earlier one
	Undated    int // articles without a usable date, BadDates among them
	BadDates   int // articles with a date that could not be read or is impossible
	Relabelled int // articles whose given language was clearly wrong
	Shortened  int // articles with a field over its bound, cut or dropped (corpus.Article.Bound)
	Truncated  int // articles of which the input holds the beginning alone
	Zoneless   int // articles whose time of day came without a zone
	Ambiguous  int // of Zoneless: the clocks of the outlet showed the time twice, or not at all
	// Left out of the run, not among Articles: articles published outside of the window
	// that was asked for, and articles without a usable date, which no window
	// holds.
	Outside, OutsideUndated int
	Known                   int // left out as well: articles of earlier runs, where new ones alone are asked for
	Fresh                   int // stories among Articles that no earlier run had, where a state is kept
	// Names that are published, and NamesLeft that are not, though they stand in enough stories,
	// because there are too many.
	Names, NamesLeft int
	Bytes            int64 // bytes of article text after cleaning (UTF-8)
}

// Lost is the number of records that could not be used, and of how many. Empty inputs
// count in neither: an answer without news, one of many files, is nothing that was lost.
func (c Counts) Lost() (lost, of int) { return c.Rejected - c.Empty, c.Records - c.Empty }

// AllUndated tells that there are articles, and none with a usable date.
func (c Counts) AllUndated() bool { return c.Articles > 0 && c.Undated == c.Articles }

// Left is the number of articles that take no part in the run, for whatever reason.
func (c Counts) Left() int { return c.Outside + c.OutsideUndated + c.Known }

// Origin names the place of a record in the input, as corpus.Origin does.
type Origin struct {
	File   string // the path below the argument under which the input was given
	Record int    // counts from 1; 0 means the file as a whole
}

// Input is what became of the records of a file, or of a member of an archive.
type Input struct {
	File      string // as in Origin
	Form      string // how its records are written down; "" where that could not be told
	Bytes     int64  // of its content, decompressed; -1 where it was not opened
	Articles  int    // articles that take part in the run
	Rejected  int    // records that could not be used, or 1 where it holds none
	LeftOut   int    // articles that do not take part; see Counts.Left
	Undated   int    // of Articles, those without a usable date
	Repaired  int    // of Articles, those with characters put right (corpus.Article.Repaired)
	Truncated int    // of Articles, those of which the input holds the beginning alone
	Shortened int    // of Articles, those with a field over its bound
}

// Article is what the run found about one article.
type Article struct {
	ID                 string // stable across runs, unique within one; 20 hexadecimal digits
	SourceID           string // the id that the input gives, or ""
	Input              Origin
	Title              string // may be ""
	Lead               string // the beginning of the text, at most 300 characters, cut at a word
	URL                string
	Source             string // outlet, or ""
	Author             string
	Language           string    // ISO 639-1, or "" where it cannot be told
	LanguageConfidence float64   // [0, 1]
	PublishedAt        time.Time // UTC; zero = unknown
	Precision          string    // of PublishedAt, second, day, month or year, of which it is the first instant; "" = unknown

	Truncated bool // the input holds the beginning of the text alone

	StoryID     string // ID of the original of its story, its own where it stands alone
	DuplicateOf string // ID of the article whose copy this is, or ""
	Copies      int    // number of other articles of the same story

	Characters       int     // of title and text after cleaning, in code points
	Words            int     // of title and text after cleaning
	BoilerplateShare float64 // share of the characters of the plain text that cleaning removed, [0, 1]

	TopicID     int           // 0 = none
	TopicWeight float64       // weight of TopicID, (0, 1]; 0 where there is none
	TopicFit    float64       // share of the article's squared weight that the semantic space explains, [0, 1]
	IsOutlier   bool          // belongs to an analysed language but fits no topic
	NoTopic     NoTopic       // why there is no topic; "" where there is one
	Topics      []TopicWeight // ascending TopicID; every topic above the least weight listed, plus TopicID
	Keywords    []string      // as written, most telling first

	Tone     Tone
	Mentions []Mention // of the targets of the watch list, in order of appearance
	Names    []Named   // ascending Name
}

// NoTopic says why an article has no topic.
type NoTopic string

const (
	Outlier      NoTopic = "outlier"        // it shares hardly a word with any other
	NoClearTopic NoTopic = "no_clear_topic" // its words are nearest to what is no reliable topic
	HiddenTopic  NoTopic = "hidden_topic"   // its topic is one that analysts hide
	NoTopics     NoTopic = "no_topics"      // its language has none
)

// Text is the text of an article as it was read, and what was taken out of it.
type Text struct {
	ArticleID string
	Text      string   // after cleaning, paragraphs parted by line breaks
	Removed   []string // lines and sentences removed as boilerplate, in the order in which they stood
}

// BoilerplateLine is a line or sentence that was removed from articles of an outlet.
type BoilerplateLine struct {
	Source   string // outlet, "" for the articles that name none
	Text     string // as first seen, cut at 200 characters
	Articles int    // articles it was removed from, copies included
}

// Mention is a place where an article names a target of the watch list, with the tone of
// its sentence towards that target.
type Mention struct {
	Sentence      int    // sentence of title and text, from 0
	Target, Alias string // name of the target, and the alias that matched
	// Start and End are the half-open range in characters (code points) of the cleaned
	// text, or of the title where InTitle is set.
	Start, End int
	InTitle    bool
	Text       string // the sentence as written, at most 300 characters: those around the mention
	Quoted     bool   // within quoted speech: not the author's voice
	Label      string // negative, neutral, positive; "" where the model cannot tell
	Deep       bool   // the encoder scored it, not the linear model
	// Probabilities of the three classes; all 0 where Label is "".
	Negative, Neutral, Positive float64
	// Drivers are the words that moved the tone most, of the most telling mentions alone; see
	// collection.Explain.
	Drivers []Driver
}

// Score is that of the probabilities, in [-1, 1]; 0 where Label is "".
func (m Mention) Score() float64 { return tone.Score(m.Negative, m.Neutral, m.Positive) }

// TopicWeight is the share of a topic in an article. Over all topics of the
// article's language they sum to 1.
type TopicWeight struct {
	TopicID int
	Weight  float64 // (0, 1]
}

// Tone is the sentiment of an article or, for a reason, its absence.
type Tone struct {
	Abstain string // why there is no score; "" where there is one
	Label   string // negative, neutral, positive; "" where Abstain is set
	// Sentences scored, by label, of those of the same wording one; all 0 where Abstain is set.
	Negative, Neutral, Positive int
	Coverage                    float64  // share of the words that the model knows, [0, 1]
	Drivers                     []Driver // the strongest terms, largest absolute contribution first, at most 5
	Deep                        bool     // the encoder scored the sentences, not the linear model
}

// Counts are the sentences by label, of which the net tone is the score of the article.
func (t Tone) Counts() tone.Counts {
	return tone.Counts{Negative: t.Negative, Neutral: t.Neutral, Positive: t.Positive}
}

// Towards are the mentions of every target that the article names, by label, those without
// one left out: the tone of the article towards it.
func (a *Article) Towards() map[string]tone.Counts {
	if len(a.Mentions) == 0 {
		return nil
	}
	out := make(map[string]tone.Counts)
	for i := range a.Mentions {
		m := &a.Mentions[i]
		c := out[m.Target]
		c.Count(m.Label)
		out[m.Target] = c
	}
	return out
}

// Driver is a term that moved a tone score.
type Driver struct {
	Term         string
	Contribution float64 // in log-odds of positive against negative, mean per sentence
}

// Topic is a theme: a group of articles of one language that share a vocabulary.
type Topic struct {
	ID int // counts from 1, most stories first
	// UID is the number of the topic across runs and Standing what became of it since the
	// run before; 0 and "" where no state is kept.
	UID      int
	Standing Standing
	Language string
	Label    string // unique within the run
	Parent   int    // ID of its theme; 0 where the language has none
	Mark     Mark   // why it may be no theme of the news; "" = nothing speaks against it
	MarkedBy string // the outlet of SingleOutlet
	Terms    []TermWeight
	Articles int // articles whose strongest topic this is
	Stories  int // the same, copies counted once
	// Share = Stories / stories of all topics with its 95 % Wilson interval, [0, 1].
	Share, ShareLow, ShareHigh float64
	// NPMI is the mean normalised pointwise mutual information of the ten top words (not
	// phrases), [-1, 1].
	NPMI float64
	// Stability is the share of resamples, each with nine tenths of the articles, whose
	// clusters hold the topic: one of them has more than half of their articles in common.
	Stability float64
	// MapX and MapY are where the topic lies among those of its language in the plane, in
	// units of cosine distance: the nearer, the more alike.
	MapX, MapY                  float64
	Linked                      []int     // IDs of topics of other languages that tell of the same thing, ascending
	Tone                        tone.Net  // of the sentences of its stories
	Negative, Neutral, Positive int       // stories with a tone, by their label
	First, Last                 time.Time // publication of the earliest and latest article whose day is known; zero = none
	Course                      Course    // its share over time
	Representatives             []string  // article IDs, most central first, of different stories, where possible outlets and times
}

// Course compares the share of a topic in the first half of the periods that the run covers
// with that in the second, within outlets.
type Course struct {
	Direction     string    // rising, falling or steady; "" = too few periods or stories to tell
	Turn          time.Time // first instant of the second half, UTC; zero where Direction is ""
	Before, After float64   // shares, [0, 1]; outlets that have no stories in a half do not count
	// Outlet begins or ends within the run, and alone makes the share in all stories change
	// from AllBefore to AllAfter, while that within outlets does not; "" = there is none.
	Outlet              string
	AllBefore, AllAfter float64
}

// Outlet is one that begins or ends within the run.
type Outlet struct {
	Name         string
	Articles     int       // those whose day is known
	First, Last  time.Time // publication of the earliest and latest of them, UTC
	Begins, Ends bool
}

// Theme gathers topics of one language that are alike.
type Theme struct {
	ID       int // counts from 1, most stories first
	Language string
	Label    string // unique among the themes of the run
	Terms    []TermWeight
	Topics   []int // IDs, ascending
	Articles int
	Stories  int
	// Share = Stories / stories of all topics with its 95 % Wilson interval, [0, 1].
	Share, ShareLow, ShareHigh  float64
	Tone                        tone.Net // of the sentences of its stories
	Negative, Neutral, Positive int      // stories with a tone, by their label
}

// Mark says why a topic may be none of the news, but of how they are made.
type Mark string

const (
	SingleOutlet Mark = "single_outlet" // nearly all of its stories are of one outlet, of three or more
	Register     Mark = "register"      // its terms are words of telling, which are spread over all other topics
	Boilerplate  Mark = "boilerplate"   // most of its stories begin with the same words
)

// Standing of a theme in the latest run.
type Standing string

const (
	New     Standing = "new"     // found for the first time
	Same    Standing = "same"    // as in the run before
	Drifted Standing = "drifted" // still itself, but in other words
	Split   Standing = "split"   // new, made mostly of articles of one theme that goes on
	Merged  Standing = "merged"  // gone: most of its articles are in another theme
	Dormant Standing = "dormant" // not found any more; it may come back
	Revived Standing = "revived" // was dormant
)

// TermWeight is a term as people write it, with its weight within the topic.
type TermWeight struct {
	Term   string
	Weight float64 // (0, 1], the top term has 1
}

// Trend is the part of a topic in one period.
type Trend struct {
	TopicID int
	Period  string    // day, week (from Monday) or month
	Start   time.Time // first instant of the period, UTC
	Stories int       // stories of the topic that begin in the period
	Total   int       // stories of all topics of its language that begin in the period
	// Share = Stories / Total with its 95 % Wilson interval; all 0 where Total is 0.
	Share, Low, High float64
	Tone             tone.Net // of the sentences of the stories of the topic
	// Adjusted is Share as it would be with the outlets' part in all stories, [0, 1]; Comparable is
	// false where there is none.
	Adjusted   float64
	Comparable bool
	Partial    bool // the run does not cover the whole period
	Few        bool // Total is too small for anything to be said of Share
	Burst      bool // share clearly above the topic's other periods within outlets (corrected for all tests)
}

// Space describes the semantic space of one language.
type Space struct {
	Language          string
	Articles          int       // articles of the language
	Rows              int       // articles without copies: rows of the matrix
	Terms             int       // columns of the matrix
	Weights           int       // non-zero entries
	Rank              int       // dimensions
	ExplainedVariance float64   // share of the squared weights that the space holds, [0, 1]
	SingularValues    []float64 // descending
	Topics            int       // that are published
	Sought            int       // that were looked for, chosen or asked for; those that are not published did not hold, or were like others
	// Held and Unclear are the stories of the language in a published topic, and those whose
	// topic is not published, which are outliers in no table: they have no clear topic.
	Held, Unclear int
	Low, High     int         // numbers of topics that suit about as well, Low <= Sought <= High; 0 where the number was given
	Curve         []Candidate // what chose the number of topics or their share among languages, ascending K; nil where it was given
	Reason        string      // why there is no space or no topic, or ""
	// FitRun is the number of the run that found the topics, and FitReason why it did; 0 and
	// "" where no state is kept.
	FitRun    int
	FitReason string
}

// Candidate is a number of topics with the stability that it showed under resampling.
type Candidate struct {
	K         int     `json:"k"`
	Stability float64 `json:"stability"` // prediction strength of the weakest quarter of the topics: 1 = the same each time, 0 = chance
}

// ToneInfo names the models that scored, by language.
type ToneInfo struct {
	Models []ToneModel // ascending Language, the encoder last of its own
}

// Name is that of the linear model of a language, or of the encoder; "" where there is none.
func (t ToneInfo) Name(language string, deep bool) string {
	for _, m := range t.Models {
		if m.Language == language && m.Deep == deep {
			return m.Name
		}
	}
	return ""
}

// Figures are how well a model calls what people have labelled: macro-F1 over the three classes,
// (0, 1]; 0 = not measured.
type Figures struct {
	Whole, Towards float64 // of sentences as a whole, and towards targets
	Corpus         string  // the labelled news, "" where nothing was measured
}

// ToneModel describes one tone model.
type ToneModel struct {
	Language string
	Name     string
	Deep     bool // it is the encoder, not a linear model
	// What it scores in the run: articles, and mentions.
	Whole, Towards bool

	Figures   Figures // what was measured of it
	Terms     int     // terms the model knows; 0 of the encoder
	Sentences int     // that the encoder read, towards each of their targets or as a whole
	Beyond    int     // that it left to the linear model, for their articles have too many
	Band      float64 // score up to which it calls a sentence neutral, in either direction
	Scored    int     // articles scored with it
	Score     float64 // net tone of all their sentences
}
