package table

import (
	"reflect"
	"strings"
	"time"

	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
)

// SchemaVersion is the version of the tables, major.minor: a new column raises the
// minor number, so does a new value of a column that lists its values, and a column that goes, or changes its meaning or type, the major.
const SchemaVersion = "1.9"

// Change is one line of the history of the schema.
type Change struct {
	Version string
	What    string
}

// History tells what each version of the schema changed, newest first.
func History() []Change {
	return []Change{
		{"1.9", "trends: share_adjusted, few; partial by the window and the rhythm of the outlets, no longer by position; burst within outlets, at 1.5 times the usual share and 20 stories at least; topics: course, course_turn, course_before, course_after, course_outlet; names, article_names: the persons, organisations and places that articles name, found without a list; themes: topics gathered; languages: what each language holds; topics: parent_id, mark, marked_outlet; topics found with a stability below 0.3 are left out; articles: no_topic_reason"},
		{"1.8", "one rule of tone: sentiment_score of mentions is that of sharpened probabilities, of articles the net tone of their sentences, sentiment_mean of topics and trends that of the sentences of their stories, and sentiment follows from it; articles, topics, trends: sentences by label; topics: sentiment; trends: sentiment, sentiment_low, sentiment_high; targets: what is said of each name of the watch list; articles, mentions: tone_model; mentions: sentiment_drivers"},
		{"1.7", "inputs: every file that was read; articles: published_precision, truncated; rejects: the reason not_an_article; on request texts: the cleaned texts"},
		{"1.6", "topics: sentiment_low, sentiment_high by Student's t, NULL below 5 scored articles"},
		{"1.5", "rejects: the reasons unsupported, empty and unused_column; control characters in input are escaped"},
		{"1.4", "topics: topic_uid, state; changes: what differs from earlier runs"},
		{"1.3", "topics: map_x, map_y; mentions: text"},
		{"1.2", "mentions: the targets of a watch list"},
		{"1.1", "topics: share_low, share_high, stability, linked_topics; terms, label and keywords may be phrases"},
		{"1.0", "first version: articles, article_topics, topics, trends, rejects"},
	}
}

// Article is a row of articles.parquet. Of the plain fields, the zero value is NULL
// where the tag says optional; of pointers, nil is.
type Article struct {
	ArticleID          string    `parquet:"article_id" note:"20 hexadecimal digits; the same article has the same id in every run"`
	SourceID           string    `parquet:"source_id,optional" note:"the id that the input itself gives"`
	Input              string    `parquet:"input,dict" note:"file that the article was read from, below the path given; members of an archive follow a '!'"`
	Record             int64     `parquet:"record,optional" note:"record within input, from 1; NULL = the file as a whole"`
	Title              string    `parquet:"title,optional" note:"headline"`
	Lead               string    `parquet:"lead,optional" note:"beginning of the text, at most 300 characters, cut at a word"`
	URL                string    `parquet:"url,optional" note:"address of the article, as the input gives it"`
	Source             string    `parquet:"source,optional,dict" note:"outlet that published the article"`
	Author             string    `parquet:"author,optional,dict" note:"as the input gives it"`
	Language           string    `parquet:"language,optional,dict" note:"ISO 639-1 code; NULL = cannot be told"`
	LanguageConfidence *float64  `parquet:"language_confidence,optional" note:"certainty of language, [0, 1]"`
	PublishedAt        time.Time `parquet:"published_at,optional,timestamp(millisecond)" note:"time of publication, UTC; NULL = unknown or impossible"`
	PublishedPrecision string    `parquet:"published_precision,optional,dict" note:"what is known of published_at: second (a time of day, be it to the minute), day, month or year, of which it is the first instant; NULL = nothing"`
	Truncated          bool      `parquet:"truncated" note:"true = the input holds the beginning of the text alone: a mark or a notice at its end says that there is more"`
	StoryID            string    `parquet:"story_id" note:"article_id of the original of the story: of its copies the earliest published; its own where the article stands alone"`
	DuplicateOf        string    `parquet:"duplicate_of,optional" note:"article_id of the article whose copy this is; NULL = not a copy"`
	Copies             int64     `parquet:"copies" note:"other articles of the same story, count"`
	Characters         int64     `parquet:"characters" note:"length of title and text after cleaning, Unicode code points"`
	Words              int64     `parquet:"words" note:"words of title and text after cleaning, count"`
	BoilerplateShare   float64   `parquet:"boilerplate_share" note:"share of the characters that cleaning removed, [0, 1]"`
	TopicID            int32     `parquet:"topic_id,optional" note:"strongest topic; NULL = none"`
	TopicLabel         string    `parquet:"topic_label,optional,dict" note:"label of topic_id, as in topics"`
	TopicWeight        *float64  `parquet:"topic_weight,optional" note:"share of topic_id in the article, (0, 1]"`
	TopicFit           *float64  `parquet:"topic_fit,optional" note:"share of the article's squared weight that the semantic space explains, [0, 1]; NULL = no topic was sought"`
	IsOutlier          bool      `parquet:"is_outlier" note:"true = its language was analysed, but it fits no topic"`
	NoTopicReason      string    `parquet:"no_topic_reason,optional,dict" note:"why topic_id is NULL: outlier (it shares hardly a word with any other), no_clear_topic (nearest to what resamples do not find again), hidden_topic (its topic is hidden by hand), no_topics (its language has none); NULL = it has a topic"`
	Keywords           []string  `parquet:"keywords,optional,list" note:"most telling terms as written, words or phrases, most telling first"`
	Sentiment          string    `parquet:"sentiment,optional,dict" note:"negative, neutral or positive: neutral within 0.1 of a sentiment_score of 0, unless more than half of the sentences are of one tone; NULL = no score, see abstain_reason"`
	SentimentScore     *float64  `parquet:"sentiment_score,optional" note:"net tone, p_positive - p_negative, [-1, 1]"`
	PNegative          *float64  `parquet:"p_negative,optional" note:"share of its sentences that are negative, [0, 1]"`
	PNeutral           *float64  `parquet:"p_neutral,optional" note:"share of its sentences that are neutral, [0, 1]"`
	PPositive          *float64  `parquet:"p_positive,optional" note:"share of its sentences that are positive, [0, 1]"`
	SentencesNegative  *int64    `parquet:"sentences_negative,optional" note:"negative sentences, of those of the same wording one, count"`
	SentencesNeutral   *int64    `parquet:"sentences_neutral,optional" note:"neutral sentences, count"`
	SentencesPositive  *int64    `parquet:"sentences_positive,optional" note:"positive sentences, count"`
	SentimentCoverage  *float64  `parquet:"sentiment_coverage,optional" note:"share of the words that the tone model knows, [0, 1]"`
	ToneModel          string    `parquet:"tone_model,optional,dict" note:"model that scored its sentences, as in tone_models of the manifest; NULL = no score; {figures}"`
	AbstainReason      string    `parquet:"abstain_reason,optional,dict" note:"why there is no score; NULL = there is one"`
	SentimentDrivers   []Driver  `parquet:"sentiment_drivers,optional,list" note:"strongest terms, largest absolute contribution first, at most 5; NULL = no score, or the deep model scored its sentences: to explain one of these costs a pass for each word, and is done for the mentions on the page alone"`
}

// KnownDay is PublishedAt where the day is known, else zero.
func (a *Article) KnownDay() time.Time { return result.KnownDay(a.PublishedAt, a.PublishedPrecision) }

// Driver is a term that moved the tone of an article or a mention.
type Driver struct {
	Term         string  `parquet:"term" note:"as written"`
	Contribution float64 `parquet:"contribution" note:"of an article log-odds of positive against negative, mean per sentence; of a mention those of its tone against the other two, with the word less without it, below 0 where that is negative; above 0 = towards positive"`
}

// ArticleTopic is a row of article_topics.parquet.
type ArticleTopic struct {
	ArticleID string  `parquet:"article_id" note:"as in articles"`
	TopicID   int32   `parquet:"topic_id" note:"as in topics"`
	Weight    float64 `parquet:"weight" note:"share of the topic in the article, (0, 1]; topics below the threshold of the run are left out"`
}

// Topic is a row of topics.parquet.
type Topic struct {
	TopicID           int32        `parquet:"topic_id" note:"from 1, most stories first; the same number in every table and in the report"`
	TopicUID          int32        `parquet:"topic_uid,optional" note:"number of the topic in all runs with the same state, never given to another; NULL = no state is kept"`
	Language          string       `parquet:"language,dict" note:"ISO 639-1 code"`
	Label             string       `parquet:"label" note:"name of the topic, unique within the run"`
	ParentID          int32        `parquet:"parent_id,optional" note:"theme_id of the theme that it belongs to; NULL = its language has no themes"`
	Mark              string       `parquet:"mark,optional,dict" note:"what it may be instead of a topic of the news: single_outlet (nearly all stories are of marked_outlet), register (its terms are words of telling), boilerplate (its stories begin alike); NULL = nothing speaks against it"`
	MarkedOutlet      string       `parquet:"marked_outlet,optional,dict" note:"outlet of mark single_outlet"`
	Terms             []TermWeight `parquet:"terms,optional,list" note:"terms that mark the topic, words or phrases, heaviest first"`
	Articles          int64        `parquet:"articles" note:"articles whose strongest topic this is, count"`
	Stories           int64        `parquet:"stories" note:"the same with copies counted once, count"`
	Share             float64      `parquet:"share" note:"stories / stories of all topics, [0, 1]"`
	ShareLow          float64      `parquet:"share_low" note:"lower bound of the 95 % Wilson interval of share"`
	ShareHigh         float64      `parquet:"share_high" note:"upper bound of the 95 % Wilson interval of share"`
	CoherenceNPMI     float64      `parquet:"coherence_npmi" note:"mean normalised pointwise mutual information of the ten top single words, [-1, 1]"`
	Stability         float64      `parquet:"stability" note:"share of ten resamples, each of nine tenths of a sample of 1,500 articles, in doubt of 12,000, or of all where there are fewer, that find the topic again: more than half of their union with a cluster in common, [0, 1]; below 0.3 only where a state goes on with a topic that was told of, or adds one"`
	LinkedTopics      []int32      `parquet:"linked_topics,optional,list" note:"topic_id of topics of other languages that tell of the same thing, ascending; NULL = none"`
	MapX              float64      `parquet:"map_x" note:"where the topic lies among those of its language, classical scaling of the cosine distances of centroids; the unit is that distance"`
	MapY              float64      `parquet:"map_y" note:"the same, second coordinate"`
	Sentiment         string       `parquet:"sentiment,optional,dict" note:"negative, neutral or positive: neutral within 0.1 of a sentiment_mean of 0, unless more than half of the sentences are of one tone; NULL = none scored"`
	SentimentMean     *float64     `parquet:"sentiment_mean,optional" note:"net tone: share of positive less share of negative sentences of its stories, [-1, 1]; NULL = none scored"`
	SentimentLow      *float64     `parquet:"sentiment_low,optional" note:"lower bound of the 95 % interval of sentiment_mean, by stories; NULL = fewer than 5 scored"`
	SentimentHigh     *float64     `parquet:"sentiment_high,optional" note:"upper bound of the 95 % interval of sentiment_mean, by stories; NULL = fewer than 5 scored"`
	SentencesNegative int64        `parquet:"sentences_negative" note:"negative sentences, copies left out, count"`
	SentencesNeutral  int64        `parquet:"sentences_neutral" note:"neutral sentences, copies left out, count"`
	SentencesPositive int64        `parquet:"sentences_positive" note:"positive sentences, copies left out, count"`
	Negative          int64        `parquet:"negative" note:"negative articles, copies left out, count"`
	Neutral           int64        `parquet:"neutral" note:"neutral articles, copies left out, count"`
	Positive          int64        `parquet:"positive" note:"positive articles, copies left out, count"`
	FirstPublished    time.Time    `parquet:"first_published,optional,timestamp(millisecond)" note:"earliest article whose day is known, UTC; NULL = none"`
	LastPublished     time.Time    `parquet:"last_published,optional,timestamp(millisecond)" note:"latest article whose day is known, UTC; NULL = none"`
	RepresentativeIDs []string     `parquet:"representative_ids,optional,list" note:"article_id of the most central articles, most central first, of different stories, where possible outlets and weeks"`
	Course            string       `parquet:"course,optional,dict" note:"rising, falling or steady: course_after against course_before, tested within outlets and corrected for all topics, 1.5 times at least, and neither of one period nor of one outlet alone; NULL = too few periods or stories to tell"`
	CourseTurn        time.Time    `parquet:"course_turn,optional,timestamp(millisecond)" note:"first instant of the second half of the whole periods, UTC; NULL where course is"`
	CourseBefore      *float64     `parquet:"course_before,optional" note:"share of the stories of its language within outlets that have stories in both halves, in the whole periods before course_turn, [0, 1]; NULL where course is"`
	CourseAfter       *float64     `parquet:"course_after,optional" note:"the same from course_turn on"`
	CourseOutlet      string       `parquet:"course_outlet,optional" note:"outlet that begins or ends within the run and makes half or more of a change of the share in all stories, where that within outlets is no clear one; NULL = none"`
	State             string       `parquet:"state,optional,dict" note:"against earlier runs: new, same, drifted (in other words), split (new, of old articles of another topic) or revived; NULL = no state is kept"`
}

// Theme is a row of themes.parquet.
type Theme struct {
	ThemeID           int32        `parquet:"theme_id" note:"from 1, most stories first"`
	Language          string       `parquet:"language,dict" note:"ISO 639-1 code"`
	Label             string       `parquet:"label" note:"name of the theme, unique among the themes of the run"`
	Terms             []TermWeight `parquet:"terms,optional,list" note:"terms that mark its topics together against all others, heaviest first"`
	TopicIDs          []int32      `parquet:"topic_ids,list" note:"topic_id of its topics, ascending"`
	Topics            int64        `parquet:"topics" note:"count of them"`
	Articles          int64        `parquet:"articles" note:"articles of its topics, count"`
	Stories           int64        `parquet:"stories" note:"the same with copies counted once, count"`
	Share             float64      `parquet:"share" note:"stories / stories of all topics, [0, 1]"`
	ShareLow          float64      `parquet:"share_low" note:"lower bound of the 95 % Wilson interval of share"`
	ShareHigh         float64      `parquet:"share_high" note:"upper bound of the 95 % Wilson interval of share"`
	Sentiment         string       `parquet:"sentiment,optional,dict" note:"negative, neutral or positive, as in topics; NULL = none scored"`
	SentimentMean     *float64     `parquet:"sentiment_mean,optional" note:"net tone: share of positive less share of negative sentences of its stories, [-1, 1]; NULL = none scored"`
	SentimentLow      *float64     `parquet:"sentiment_low,optional" note:"lower bound of the 95 % interval of sentiment_mean, by stories; NULL = fewer than 5 scored"`
	SentimentHigh     *float64     `parquet:"sentiment_high,optional" note:"upper bound of the 95 % interval of sentiment_mean, by stories; NULL = fewer than 5 scored"`
	SentencesNegative int64        `parquet:"sentences_negative" note:"negative sentences, copies left out, count"`
	SentencesNeutral  int64        `parquet:"sentences_neutral" note:"neutral sentences, copies left out, count"`
	SentencesPositive int64        `parquet:"sentences_positive" note:"positive sentences, copies left out, count"`
	Negative          int64        `parquet:"negative" note:"negative articles, copies left out, count"`
	Neutral           int64        `parquet:"neutral" note:"neutral articles, copies left out, count"`
	Positive          int64        `parquet:"positive" note:"positive articles, copies left out, count"`
}

// Language is a row of languages.parquet.
type Language struct {
	Language          string   `parquet:"language,optional" note:"ISO 639-1 code; NULL = the articles whose language cannot be told"`
	Articles          int64    `parquet:"articles" note:"its articles, count"`
	Stories           int64    `parquet:"stories" note:"the same with copies counted once, count"`
	Topics            int64    `parquet:"topics" note:"its topics in the tables, count"`
	TopicsSought      *int64   `parquet:"topics_sought,optional" note:"topics looked for, chosen or asked for; those that resamples do not find again are merged or left out; NULL = none were"`
	TopicsLow         *int64   `parquet:"topics_low,optional" note:"least plausible number of topics to look for; NULL = the number was given, or there are none"`
	TopicsHigh        *int64   `parquet:"topics_high,optional" note:"largest plausible number of topics to look for; NULL = the number was given, or there are none"`
	Themes            int64    `parquet:"themes" note:"its themes, count"`
	StoriesHeld       int64    `parquet:"stories_held" note:"stories with a topic, count"`
	HeldShare         *float64 `parquet:"held_share,optional" note:"stories_held / stories: how much its topics really hold, [0, 1]; NULL = none were looked for"`
	StoriesUnclear    int64    `parquet:"stories_unclear" note:"stories without a clear topic, count"`
	Rank              *int64   `parquet:"rank,optional" note:"dimensions of its semantic space; NULL = it has none"`
	ExplainedVariance *float64 `parquet:"explained_variance,optional" note:"share of the squared weights that the space holds, [0, 1]; NULL = it has none"`
	Reason            string   `parquet:"reason,optional" note:"why it has no topics; NULL = it has, or all are hidden by hand"`
}

// ChangeRow is a row of changes.parquet.
type ChangeRow struct {
	Position      int32    `parquet:"position" note:"from 1: what became of topics first, then the most certain change first"`
	Kind          string   `parquet:"kind,dict" note:"topic_new, topic_split, topic_merged, topic_dormant, topic_revived, topic_drifted: what became of a topic when topics were found anew; topic_rising, topic_fading, topic_silent, tone_shift, target_rising, target_fading, target_silent, target_tone_shift, source_started, source_silent, companion_new, term_entered: what differs in the new stories, tested within outlets and corrected for all tests of the run"`
	TopicID       int32    `parquet:"topic_id,optional" note:"as in topics; NULL = no topic, or none of this run"`
	TopicUID      int32    `parquet:"topic_uid,optional" note:"as in topics; NULL = no topic"`
	Language      string   `parquet:"language,optional,dict" note:"ISO 639-1 code of the topic or term"`
	Target        string   `parquet:"target,optional,dict" note:"target of the watch list"`
	Subject       string   `parquet:"subject,optional" note:"label of the topic, outlet, name or term"`
	Before        *float64 `parquet:"before,optional" note:"share of stories, [0, 1], in earlier runs; mean net tone of stories, [-1, 1], where kind is a tone shift"`
	After         *float64 `parquet:"after,optional" note:"the same in the new stories"`
	Low           *float64 `parquet:"low,optional" note:"lower bound of the 95 % interval of after / before; of after - before where kind is a tone shift"`
	High          *float64 `parquet:"high,optional" note:"upper bound of it; NULL = none"`
	P             *float64 `parquet:"p,optional" note:"probability of such a difference by chance and the usual variation between runs, corrected for all tests of the run, (0, 0.05]"`
	StoriesBefore *int64   `parquet:"stories_before,optional" note:"stories of the subject in earlier runs, count; scored ones where kind is a tone shift"`
	StoriesAfter  int64    `parquet:"stories_after" note:"new stories of the subject, count; all stories of the topic where it was found anew"`
	Sources       *int64   `parquet:"sources,optional" note:"outlets of the new stories, count"`
	Runs          *int64   `parquet:"runs,optional" note:"runs whose new stories are counted, 1 or more where a silence lasts"`
}

// TermWeight is a term with its weight within a topic.
type TermWeight struct {
	Term   string  `parquet:"term" note:"as written"`
	Weight float64 `parquet:"weight" note:"(0, 1], the top term has 1"`
}

// Mention is a row of mentions.parquet.
type Mention struct {
	ArticleID      string   `parquet:"article_id" note:"as in articles"`
	Sentence       int32    `parquet:"sentence" note:"sentence of title and text, from 0"`
	Target         string   `parquet:"target,dict" note:"name of the target on the watch list"`
	Alias          string   `parquet:"alias,dict" note:"alias that matched, as the watch list spells it"`
	InTitle        bool     `parquet:"in_title" note:"true = start and end count in the title, else in the cleaned text"`
	Start          int32    `parquet:"start" note:"first character of the mention, Unicode code points from 0"`
	End            int32    `parquet:"end" note:"character after the mention, Unicode code points from 0"`
	Text           string   `parquet:"text" note:"the sentence as written, white space made single; of one over 300 characters the 300 around the mention"`
	Quoted         bool     `parquet:"quoted" note:"true = within quoted speech, not the author's voice"`
	Sentiment      string   `parquet:"sentiment,optional,dict" note:"tone of the sentence towards the target: negative, neutral or positive, by sentiment_score and the band of the tone model in the manifest; NULL = cannot be told"`
	SentimentScore *float64 `parquet:"sentiment_score,optional" note:"(p_positive^3 - p_negative^3) / (p_negative^3 + p_neutral^3 + p_positive^3), [-1, 1]"`
	PNegative      *float64 `parquet:"p_negative,optional" note:"probability that the tone towards the target is negative, [0, 1]"`
	PNeutral       *float64 `parquet:"p_neutral,optional" note:"probability that the tone towards the target is neutral, [0, 1]"`
	PPositive      *float64 `parquet:"p_positive,optional" note:"probability that the tone towards the target is positive, [0, 1]"`
	Drivers        []Driver `parquet:"sentiment_drivers,optional,list" note:"words that speak for the tone, strongest first, at most 5: leaving one out lowers its log-odds against the other two; contributions have the sign of the tone; NULL = neutral, not one of the sentences that the report shows, or not scored by the encoder"`
	ToneModel      string   `parquet:"tone_model,optional,dict" note:"model that scored the sentence towards the target, as in tone_models of the manifest, the encoder pooled with the linear model; NULL = no score; {figures towards}"`
}

// Target is a row of targets.parquet.
type Target struct {
	Target         string   `parquet:"target" note:"name on the watch list; names that no article gives have no row"`
	Articles       int64    `parquet:"articles" note:"articles that name it, copies included, count"`
	Stories        int64    `parquet:"stories" note:"stories that name it, count"`
	Mentions       int64    `parquet:"mentions" note:"its rows in mentions, count"`
	Quoted         int64    `parquet:"quoted" note:"of mentions, those within quoted speech, count"`
	Negative       int64    `parquet:"negative" note:"mentions that are negative towards it, count"`
	Neutral        int64    `parquet:"neutral" note:"mentions that are neutral, count"`
	Positive       int64    `parquet:"positive" note:"mentions that are positive, count"`
	PNegative      *float64 `parquet:"p_negative,optional" note:"share of the scored mentions that are negative, [0, 1]; NULL = none scored"`
	PNeutral       *float64 `parquet:"p_neutral,optional" note:"share of the scored mentions that are neutral, [0, 1]; NULL = none scored"`
	PPositive      *float64 `parquet:"p_positive,optional" note:"share of the scored mentions that are positive, [0, 1]; NULL = none scored"`
	SentimentScore *float64 `parquet:"sentiment_score,optional" note:"net tone, p_positive - p_negative, [-1, 1]; NULL = none scored"`
	SentimentLow   *float64 `parquet:"sentiment_low,optional" note:"lower bound of the 95 % interval of sentiment_score, by stories; NULL = fewer than 5 stories with scored mentions"`
	SentimentHigh  *float64 `parquet:"sentiment_high,optional" note:"upper bound of it; NULL = fewer than 5"`
	Sentiment      string   `parquet:"sentiment,optional,dict" note:"negative, neutral or positive: neutral within 0.1 of a sentiment_score of 0, unless more than half of the scored mentions are of one tone; NULL = none scored"`
}

// Trend is a row of trends.parquet.
type Trend struct {
	TopicID           int32     `parquet:"topic_id" note:"as in topics"`
	Period            string    `parquet:"period,dict" note:"day, week (from Monday) or month"`
	PeriodStart       time.Time `parquet:"period_start,timestamp(millisecond)" note:"first instant of the period, UTC"`
	Stories           int64     `parquet:"stories" note:"stories of the topic that begin in the period, count"`
	TotalStories      int64     `parquet:"total_stories" note:"stories of all topics of its language that begin in the period, count"`
	Share             *float64  `parquet:"share,optional" note:"stories / total_stories, [0, 1]; NULL = no story at all"`
	ShareLow          *float64  `parquet:"share_low,optional" note:"lower bound of the 95 % Wilson interval of share"`
	ShareHigh         *float64  `parquet:"share_high,optional" note:"upper bound of the 95 % Wilson interval of share"`
	Sentiment         string    `parquet:"sentiment,optional,dict" note:"negative, neutral or positive, as in topics; NULL = none scored"`
	SentimentMean     *float64  `parquet:"sentiment_mean,optional" note:"net tone of the sentences of the stories, as in topics, [-1, 1]; NULL = none scored"`
	SentimentLow      *float64  `parquet:"sentiment_low,optional" note:"lower bound of the 95 % interval of sentiment_mean, by stories; NULL = fewer than 5 scored"`
	SentimentHigh     *float64  `parquet:"sentiment_high,optional" note:"upper bound of the 95 % interval of sentiment_mean, by stories; NULL = fewer than 5 scored"`
	SentimentScored   int64     `parquet:"sentiment_scored" note:"scored stories, count"`
	SentencesNegative int64     `parquet:"sentences_negative" note:"their negative sentences, count"`
	SentencesNeutral  int64     `parquet:"sentences_neutral" note:"their neutral sentences, count"`
	SentencesPositive int64     `parquet:"sentences_positive" note:"their positive sentences, count"`
	ShareAdjusted     *float64  `parquet:"share_adjusted,optional" note:"share as it would be with the part that each outlet has in all stories, [0, 1]; equal to share with one outlet or none named; NULL = no story, or of outlets alone that write nothing, or nothing else, of the topic"`
	Partial           bool      `parquet:"partial" note:"true = the run does not cover the whole period: its window cuts it, or, without a bound near, articles begin later or end earlier in it than is usual in other periods"`
	Few               bool      `parquet:"few" note:"true = total_stories is below 20: share is mostly chance, and no burst is looked for"`
	Burst             bool      `parquet:"burst" note:"true = share significantly above the topic's other periods within outlets, corrected for all tests, and 1.5 times at least"`
}

// Reject is a row of rejects.parquet.
type Reject struct {
	Input  string `parquet:"input,dict" note:"file, below the path given; members of an archive follow a '!'"`
	Record int64  `parquet:"record,optional" note:"record within input, from 1; NULL = the file as a whole"`
	Reason string `parquet:"reason,dict" note:"unreadable, unknown_format, malformed, no_text, no_text_field, too_large, expansion, nesting, bad_encoding, not_an_article (a wall of consent, an error, a login in place of one), unsupported (a known kind of file that is not read) or empty (an input without a record, or records that are no articles, as drafts of a blog: nothing is lost)"`
	Detail string `parquet:"detail,optional" note:"what went wrong, for people"`
}

// Input is a row of inputs.parquet.
type Input struct {
	Input     string `parquet:"input" note:"file, below the path given; members of an archive follow a '!'"`
	Form      string `parquet:"form,optional,dict" note:"how its records are written down, as 'JSON Lines'; NULL = not told"`
	Bytes     *int64 `parquet:"bytes,optional" note:"size of its content, decompressed; NULL = not opened"`
	Articles  int64  `parquet:"articles" note:"its articles in the run, count"`
	Rejects   int64  `parquet:"rejects" note:"its rows in rejects, count"`
	LeftOut   int64  `parquet:"left_out" note:"articles outside the window that was asked for, or known from earlier runs, count"`
	Undated   int64  `parquet:"undated" note:"of articles, those without a usable date, count"`
	Repaired  int64  `parquet:"repaired" note:"of articles, those with wrongly decoded characters put right, count"`
	Truncated int64  `parquet:"truncated" note:"of articles, those of which only the beginning is there, count"`
	Shortened int64  `parquet:"shortened" note:"of articles, those with a title or another field over its bound, count"`
}

// Text is a row of texts.parquet.
type Text struct {
	ArticleID string   `parquet:"article_id" note:"as in articles"`
	Text      string   `parquet:"text" note:"text as it was read for topics and tone, title aside: after cleaning, paragraphs parted by line breaks"`
	Removed   []string `parquet:"removed,optional,list" note:"lines and sentences that cleaning took out as boilerplate, those of the page first, then what recurs in the outlet; NULL = none"`
}

// Column describes a column of a table.
type Column struct {
	Name     string
	Type     string // as in the dictionary: string, int64, timestamp (ms, UTC), list of string ...
	Optional bool   // may be NULL
	Note     string
}

// figures stand in notes for what is known of the quality of the models.
var figures = strings.NewReplacer("{figures}", sentiment.FiguresNote(false), "{figures towards}", sentiment.FiguresNote(true))

// columnsOf describes the columns of the row type T.
func columnsOf[T any]() []Column {
	var columns []Column
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		name, options, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		columns = append(columns, Column{
			Name:     name,
			Type:     typeName(f.Type),
			Optional: strings.Contains(","+options+",", ",optional,"),
			Note:     figures.Replace(f.Tag.Get("note")),
		})
	}
	return columns
}

// typeName names the Parquet type that a field of Go type t becomes.
func typeName(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return "timestamp (ms, UTC)"
	case t.Kind() == reflect.Pointer:
		return typeName(t.Elem())
	case t.Kind() == reflect.Slice:
		return "list of " + typeName(t.Elem())
	case t.Kind() == reflect.Struct:
		var fields []string
		for _, f := range reflect.VisibleFields(t) {
			name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
			fields = append(fields, name+" "+typeName(f.Type))
		}
		return "(" + strings.Join(fields, ", ") + ")"
	case t.Kind() == reflect.Float64:
		return "double"
	default:
		return t.Kind().String()
	}
}
