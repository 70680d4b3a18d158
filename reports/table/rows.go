package table

import (
	"math"
	"time"

	"leitmotif/analysis"
	"leitmotif/analysis/ledger"
	"leitmotif/analysis/result"
	"leitmotif/corpus"
)

// New gives the rows of all tables from what a run found, which must stay as it is.
func New(res *analysis.Result) *Set {
	s := &Set{
		Articles:      articleRows(res),
		ArticleTopics: articleTopicRows(res),
		Topics:        make([]Topic, 0, len(res.Topics)),
		Trends:        make([]Trend, 0, len(res.Trends)),
		Mentions:      mentionRows(res),
		Changes:       make([]ChangeRow, 0, len(res.Changes)),
		Rejects:       make([]Reject, 0, len(res.Rejects)),
		Inputs:        make([]Input, 0, len(res.Inputs)),
	}
	for i := range res.Topics {
		s.Topics = append(s.Topics, topicRow(&res.Topics[i]))
	}
	s.Targets, s.Names, s.ArticleNames = targetRows(res), nameRows(res), articleNameRows(res)
	s.Themes, s.Languages = themeRows(res), languageRows(res)
	for i := range res.Trends {
		s.Trends = append(s.Trends, trendRow(&res.Trends[i]))
	}
	for i := range res.Changes {
		s.Changes = append(s.Changes, changeRow(i+1, &res.Changes[i]))
	}
	for _, r := range res.Rejects {
		s.Rejects = append(s.Rejects, rejectRow(r))
	}
	sortRejects(s.Rejects)
	for i := range res.Inputs {
		s.Inputs = append(s.Inputs, inputRow(&res.Inputs[i]))
	}
	return s
}

func articleRows(res *analysis.Result) Rows[Article] {
	labels := make(map[int]string, len(res.Topics))
	for _, t := range res.Topics {
		labels[t.ID] = t.Label
	}
	return func(yield func(*Article, error) bool) {
		var row Article
		for i := range res.Articles {
			row = articleRow(&res.Articles[i], labels, res.Tone.Name(res.Articles[i].Language, res.Articles[i].Tone.Deep))
			if !yield(&row, nil) {
				return
			}
		}
	}
}

func articleTopicRows(res *analysis.Result) Rows[ArticleTopic] {
	return func(yield func(*ArticleTopic, error) bool) {
		var row ArticleTopic
		for i := range res.Articles {
			a := &res.Articles[i]
			for _, w := range a.Topics {
				row = ArticleTopic{ArticleID: a.ID, TopicID: int32(w.TopicID), Weight: w.Weight}
				if !yield(&row, nil) {
					return
				}
			}
		}
	}
}

func mentionRows(res *analysis.Result) Rows[Mention] {
	return func(yield func(*Mention, error) bool) {
		var row Mention
		for i := range res.Articles {
			a := &res.Articles[i]
			for j := range a.Mentions {
				row = mentionRow(a.ID, &a.Mentions[j], res.Tone.Name(a.Language, a.Mentions[j].Deep))
				if !yield(&row, nil) {
					return
				}
			}
		}
	}
}

func articleRow(a *result.Article, labels map[int]string, model string) Article {
	hasTopic, scored := a.TopicID != 0, a.Tone.Abstain == ""
	if !scored {
		model = ""
	}
	counts := a.Tone.Counts()
	negative, neutral, positive := counts.Shares()
	return Article{
		ArticleID:          a.ID,
		SourceID:           a.SourceID,
		Input:              a.Input.File,
		Record:             int64(a.Input.Record),
		Title:              a.Title,
		Lead:               a.Lead,
		URL:                a.URL,
		Source:             a.Source,
		Author:             a.Author,
		Language:           a.Language,
		LanguageConfidence: present(a.Language != "", a.LanguageConfidence),
		PublishedAt:        instant(a.PublishedAt),
		PublishedPrecision: a.Precision,
		Truncated:          a.Truncated,
		StoryID:            a.StoryID,
		DuplicateOf:        a.DuplicateOf,
		Copies:             int64(a.Copies),
		Characters:         int64(a.Characters),
		Words:              int64(a.Words),
		BoilerplateShare:   a.BoilerplateShare,
		TopicID:            int32(a.TopicID),
		TopicLabel:         labels[a.TopicID],
		TopicWeight:        present(hasTopic, a.TopicWeight),
		TopicFit:           present(hasTopic || a.IsOutlier || a.NoTopic == result.NoClearTopic || a.NoTopic == result.HiddenTopic, a.TopicFit),
		IsOutlier:          a.IsOutlier,
		NoTopicReason:      string(a.NoTopic),
		Keywords:           orNull(a.Keywords),
		Sentiment:          a.Tone.Label,
		SentimentScore:     present(scored, counts.Score()),
		PNegative:          present(scored, negative),
		PNeutral:           present(scored, neutral),
		PPositive:          present(scored, positive),
		SentencesNegative:  counted(scored, counts.Negative),
		SentencesNeutral:   counted(scored, counts.Neutral),
		SentencesPositive:  counted(scored, counts.Positive),
		SentimentCoverage:  present(scored, a.Tone.Coverage),
		ToneModel:          model,
		AbstainReason:      a.Tone.Abstain,
		SentimentDrivers:   driverRows(a.Tone.Drivers),
	}
}

func driverRows(drivers []result.Driver) []Driver {
	var rows []Driver
	for _, d := range drivers {
		rows = append(rows, Driver{Term: d.Term, Contribution: d.Contribution})
	}
	return rows
}

func topicRow(t *result.Topic) Topic {
	return Topic{
		TopicID:           int32(t.ID),
		TopicUID:          int32(t.UID),
		State:             string(t.Standing),
		Course:            t.Course.Direction,
		CourseTurn:        instant(t.Course.Turn),
		CourseBefore:      present(t.Course.Direction != "", t.Course.Before),
		CourseAfter:       present(t.Course.Direction != "", t.Course.After),
		CourseOutlet:      t.Course.Outlet,
		Language:          t.Language,
		Label:             t.Label,
		ParentID:          int32(t.Parent),
		Mark:              string(t.Mark),
		MarkedOutlet:      t.MarkedBy,
		Terms:             termRows(t.Terms),
		Articles:          int64(t.Articles),
		Stories:           int64(t.Stories),
		Share:             t.Share,
		ShareLow:          t.ShareLow,
		ShareHigh:         t.ShareHigh,
		CoherenceNPMI:     t.NPMI,
		Stability:         t.Stability,
		LinkedTopics:      idRows(t.Linked),
		MapX:              t.MapX,
		MapY:              t.MapY,
		Sentiment:         t.Tone.Label(),
		SentimentMean:     present(t.Tone.N() > 0, t.Tone.Score()),
		SentimentLow:      present(t.Tone.Told(), t.Tone.Low),
		SentimentHigh:     present(t.Tone.Told(), t.Tone.High),
		SentencesNegative: int64(t.Tone.Negative),
		SentencesNeutral:  int64(t.Tone.Neutral),
		SentencesPositive: int64(t.Tone.Positive),
		Negative:          int64(t.Negative),
		Neutral:           int64(t.Neutral),
		Positive:          int64(t.Positive),
		FirstPublished:    instant(t.First),
		LastPublished:     instant(t.Last),
		RepresentativeIDs: orNull(t.Representatives),
	}
}

func mentionRow(article string, m *result.Mention, model string) Mention {
	told := m.Label != ""
	if !told {
		model = ""
	}
	return Mention{
		ArticleID:      article,
		Sentence:       int32(m.Sentence),
		Target:         m.Target,
		Alias:          m.Alias,
		InTitle:        m.InTitle,
		Start:          int32(m.Start),
		End:            int32(m.End),
		Text:           m.Text,
		Quoted:         m.Quoted,
		Sentiment:      m.Label,
		SentimentScore: present(told, m.Score()),
		PNegative:      present(told, m.Negative),
		PNeutral:       present(told, m.Neutral),
		PPositive:      present(told, m.Positive),
		Drivers:        driverRows(m.Drivers),
		ToneModel:      model,
	}
}

func trendRow(t *result.Trend) Trend {
	return Trend{
		TopicID:           int32(t.TopicID),
		Period:            t.Period,
		PeriodStart:       instant(t.Start),
		Stories:           int64(t.Stories),
		TotalStories:      int64(t.Total),
		Share:             present(t.Total > 0, t.Share),
		ShareLow:          present(t.Total > 0, t.Low),
		ShareHigh:         present(t.Total > 0, t.High),
		Sentiment:         t.Tone.Label(),
		SentimentMean:     present(t.Tone.N() > 0, t.Tone.Score()),
		SentimentLow:      present(t.Tone.Told(), t.Tone.Low),
		SentimentHigh:     present(t.Tone.Told(), t.Tone.High),
		SentimentScored:   int64(t.Tone.Stories),
		SentencesNegative: int64(t.Tone.Negative),
		SentencesNeutral:  int64(t.Tone.Neutral),
		SentencesPositive: int64(t.Tone.Positive),
		ShareAdjusted:     present(t.Comparable, t.Adjusted),
		Partial:           t.Partial,
		Few:               t.Few,
		Burst:             t.Burst,
	}
}

func changeRow(position int, c *ledger.Change) ChangeRow {
	row := ChangeRow{
		Position: int32(position), Kind: string(c.Kind), TopicID: int32(c.TopicID), TopicUID: int32(c.Topic),
		Language: c.Language, Target: c.Target, Subject: c.Subject, StoriesAfter: int64(c.AfterN),
	}
	if !c.Tested() {
		return row
	}
	before, sources, runs := int64(c.BeforeN), int64(c.Sources), int64(c.Runs)
	row.Before, row.After, row.P = &c.Before, &c.After, &c.P
	row.Low, row.High = &c.Low, present(!math.IsInf(c.High, 0), c.High)
	row.StoriesBefore, row.Runs = &before, &runs
	if sources > 0 {
		row.Sources = &sources
	}
	return row
}

func rejectRow(r corpus.Reject) Reject {
	return Reject{Input: r.Input.File, Record: int64(r.Input.Record), Reason: string(r.Reason), Detail: r.Detail}
}

func inputRow(in *result.Input) Input {
	row := Input{
		Input: in.File, Form: in.Form, Articles: int64(in.Articles), Rejects: int64(in.Rejected), LeftOut: int64(in.LeftOut),
		Undated: int64(in.Undated), Repaired: int64(in.Repaired), Truncated: int64(in.Truncated), Shortened: int64(in.Shortened),
	}
	if in.Bytes >= 0 {
		row.Bytes = &in.Bytes
	}
	return row
}

// NewText gives the row of a text.
func NewText(t result.Text) Text {
	return Text{ArticleID: t.ArticleID, Text: t.Text, Removed: orNull(t.Removed)}
}

// instant is t as the tables hold it: in UTC, in whole milliseconds. What is made
// from rows in memory is then the same as what is made from rows read back.
func instant(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }

// present is a pointer to v where there is a value, and NULL elsewhere.
func present(there bool, v float64) *float64 {
	if !there {
		return nil
	}
	return &v
}

// counted is present for a number of things.
func counted(there bool, n int) *int64 {
	if !there {
		return nil
	}
	v := int64(n)
	return &v
}

// orNull makes NULL of an empty list.
func orNull(list []string) []string {
	if len(list) == 0 {
		return nil
	}
	return list
}
