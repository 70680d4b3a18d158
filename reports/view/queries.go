package view

import (
	"fmt"
	"time"

	"leitmotif/analysis/inference"
	"leitmotif/analysis/trend"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// The queries below are printed in the page, to be run by DuckDB in the directory of the
// run. They compute what the code of this package computes, from the same tables; names
// of outlets and targets are found, never spelt out, so that no text of the corpus gets
// into them. Times are taken out of their zone by way of their microseconds, since DuckDB
// would show them in that of the reader.

// published is the time of publication of an article, in UTC.
const published = "make_timestamp(epoch_us(published_at))"

// toneColumns are the numbers of tones, the net tone and its interval, as analysis/inference has
// it, of rows that are the sentences or mentions of a story by label. The quantile of Student's t
// is its expansion at .975 (Abramowitz and Stegun, 26.7.5), which four stories and more of freedom
// make exact to 1 in 1000.
var toneColumns = fmt.Sprintf(`count(*) AS stories, sum(n) AS n, sum(neg) AS negative, sum(neu) AS neutral, sum(pos) AS positive,
  sum(pos - neg) / sum(n) AS net_tone, sum(pos - neg) / (sum(n) + 2) AS centre,
  CASE WHEN count(*) >= %d THEN (1.96 + 2.3723 / (count(*) - 1) + 2.8225 / (count(*) - 1) ** 2
      + 2.5558 / (count(*) - 1) ** 3 + 1.5895 / (count(*) - 1) ** 4)
    * sqrt(count(*) / (count(*) - 1) * (sum((pos - neg) ** 2) - 2 * centre * sum((pos - neg) * n) + centre ** 2 * sum(n * n)
      + (1 - centre) ** 2 + (1 + centre) ** 2)) / (sum(n) + 2) END AS half_interval,
  CASE WHEN half_interval IS NOT NULL THEN greatest(-1, least(net_tone, centre - half_interval)) END AS low,
  CASE WHEN half_interval IS NOT NULL THEN least(1, greatest(net_tone, centre + half_interval)) END AS high`, inference.LeastMean)

// scoredArticles are the articles with a tone.
const scoredArticles = `scored AS (
  SELECT story_id, language, source, ` + published + ` AS moment, sentences_negative AS neg, sentences_neutral AS neu, sentences_positive AS pos
  FROM 'articles.parquet' WHERE sentiment_score IS NOT NULL)`

// scoredTargets are the mentions of the targets of the watch list, by article.
const scoredTargets = `scored AS (
  SELECT target, story_id, ` + published + ` AS moment, count(*) FILTER (WHERE m.sentiment = 'negative') AS neg,
    count(*) FILTER (WHERE m.sentiment = 'neutral') AS neu, count(*) FILTER (WHERE m.sentiment = 'positive') AS pos
  FROM 'mentions.parquet' m JOIN 'articles.parquet' USING (article_id)
  WHERE m.sentiment IS NOT NULL GROUP BY target, article_id, story_id, moment)`

// largestOutlets are those of the charts.
var largestOutlets = fmt.Sprintf(`outlets AS (
  SELECT source FROM 'articles.parquet' WHERE source IS NOT NULL
  GROUP BY source ORDER BY count(*) DESC, source LIMIT %d)`, maxOutlets)

// dayOf writes the begin of a day for SQL.
func dayOf(t time.Time) string { return t.Format(time.DateOnly) }

// period is the column of the time axis that the time in a column of SQL lies in.
func period(a page.Axis, column string) string {
	if a.Step == 1 {
		return fmt.Sprintf("date_trunc('%s', %s)", a.Kind, column)
	}
	return fmt.Sprintf("time_bucket(INTERVAL '%d %ss', %s, TIMESTAMP '%s')", a.Step, a.Kind, column, dayOf(a.Columns[0].Start))
}

// within holds for times on the time axis.
func within(a page.Axis, column string) string {
	last := a.Columns[len(a.Columns)-1].End
	return fmt.Sprintf("%[1]s >= TIMESTAMP '%[2]s' AND %[1]s < TIMESTAMP '%[3]s'", column, dayOf(a.Columns[0].Start), dayOf(last))
}

// toneBy is the tone of the scored rows, which with defines, by a column, where a condition holds.
func toneBy(with, column, order, condition string) string {
	return fmt.Sprintf(`WITH %s,
told AS (
  SELECT %s, story_id, sum(neg) AS neg, sum(neu) AS neu, sum(pos) AS pos, sum(neg + neu + pos) AS n
  FROM scored%s GROUP BY ALL)
SELECT * EXCLUDE (centre, half_interval) FROM (
  SELECT * EXCLUDE (story_id, neg, neu, pos, n), %s
  FROM told GROUP BY ALL) ORDER BY %s;`, with, column, condition, toneColumns, order)
}

// queryViews gives the queries of the parts of the page that have data.
func queryViews(v *page.View, set *table.Set) page.Queries {
	q := page.Queries{Key: keyQueries(v), Findings: findingQueries(v), Data: dataQueries(v, set)}
	if len(v.Outlines) > 0 {
		q.Outline = []string{
			"SELECT language, topics, topics_sought, topics_low, topics_high, stories, held_share, stories_unclear / stories AS unclear_share\nFROM 'languages.parquet' WHERE topics > 0 OR topics_sought > 0 ORDER BY articles DESC, language;",
		}
		if len(set.Themes) > 0 {
			q.Outline = append(q.Outline, `SELECT theme_id, h.language, h.label, h.stories, h.share, h.share_low, h.share_high, h.sentiment_mean, topic_id, t.label AS topic
FROM 'themes.parquet' h JOIN 'topics.parquet' t ON parent_id = theme_id ORDER BY theme_id, topic_id;`)
		}
	}
	if len(v.Maps) > 0 {
		q.Map = []string{"SELECT topic_id, label, language, map_x, map_y, stories, sentiment_mean\nFROM 'topics.parquet' ORDER BY topic_id;"}
	}
	if v.Heat != nil {
		q.Heat = []string{heatQuery(v.Heat.Axis)}
	}
	if v.Matrix != nil {
		q.Outlets = []string{outletsQuery}
	}
	if v.Tone != nil {
		q.Tone = toneQueries(v)
		if v.Tone.Periods != nil {
			a := v.Tone.Axis
			q.ToneTime = []string{toneBy(scoredArticles, period(a, "moment")+" AS period", "period", " WHERE "+within(a, "moment"))}
		}
	}
	if v.Watch != nil {
		q.Watch = watchQueries(v)
	}
	if v.Stories != nil {
		q.Stories = storyQueries()
	}
	q.Coverage = coverageQueries(v)
	if v.List.Total > 0 {
		q.List = []string{`SELECT published_at, title, source, language, topic_id, topic_label, sentiment, sentiment_score, keywords
FROM 'articles.parquet' ORDER BY published_at DESC NULLS LAST, article_id;`}
	}
	q.Method = methodQueries(v)
	return q
}

func keyQueries(v *page.View) []string {
	if v.Corpus.Articles == 0 {
		return nil
	}
	tones := ""
	if v.Tone != nil {
		tones = "\n  sum(sentences_negative) AS negative, sum(sentences_neutral) AS neutral, sum(sentences_positive) AS positive,"
	}
	return []string{`SELECT count(*) AS articles, count(*) FILTER (WHERE duplicate_of IS NULL) AS stories, sum(words) AS words,
  (SELECT count(*) FROM 'topics.parquet') AS topics, count(DISTINCT source) AS outlets,` + tones + `
  min(published_at) AS first, max(published_at) AS last
FROM 'articles.parquet';`}
}

// findingQueries are those of the findings that the page has, in their order.
func findingQueries(v *page.View) []string {
	var list []string
	add := func(sql string) {
		if len(list) == 0 || list[len(list)-1] != sql {
			list = append(list, sql)
		}
	}
	for _, f := range v.Findings {
		switch f.Kind {
		case page.Largest:
			add("SELECT topic_id, label, stories, sum(stories) OVER () AS total, share\nFROM 'topics.parquet' ORDER BY stories DESC, topic_id;")
		case page.Rising, page.Falling:
			add(changeQuery)
		case page.Mix:
			add(mixQuery)
		case page.Burst:
			add(`SELECT topic_id, label, period_start, t.stories, total_stories, t.share
FROM 'trends.parquet' t JOIN 'topics.parquet' USING (topic_id) WHERE burst
ORDER BY t.stories DESC, topic_id;`)
		case page.ToneRange:
			add(fmt.Sprintf(`SELECT topic_id, label, sentiment_mean, sentiment_low, sentiment_high, negative + neutral + positive AS stories
FROM 'topics.parquet' WHERE negative + neutral + positive >= %d ORDER BY sentiment_mean;`, minScored))
		case page.Focus:
			add(focusQuery)
		}
	}
	return list
}

// changeQuery gives the courses of the topics that rise or fall.
const changeQuery = `SELECT topic_id, label, course, course_turn, course_before, course_after
FROM 'topics.parquet' WHERE course <> 'steady' ORDER BY course_after - course_before DESC;`

// mixQuery gives the shares in all stories around the turn of topics that an outlet moves, and
// when there are articles of it.
const mixQuery = `SELECT t.topic_id, label, course_outlet, first, last,
  sum(r.stories) FILTER (WHERE period_start < course_turn) / sum(total_stories) FILTER (WHERE period_start < course_turn) AS before,
  sum(r.stories) FILTER (WHERE period_start >= course_turn) / sum(total_stories) FILTER (WHERE period_start >= course_turn) AS after
FROM 'topics.parquet' t JOIN 'trends.parquet' r USING (topic_id)
JOIN (SELECT source, min(published_at) AS first, max(published_at) AS last FROM 'articles.parquet'
  WHERE published_precision NOT IN ('month', 'year') GROUP BY source) o ON source = course_outlet
WHERE NOT partial GROUP BY ALL ORDER BY abs(after - before) DESC;`

// outletCells counts the articles of the largest outlets by topic.
var outletCells = largestOutlets + `,
cells AS (
  SELECT topic_id, t.language, source, count(*) AS count
  FROM 'articles.parquet' a JOIN 'topics.parquet' t USING (topic_id) WHERE source IN (FROM outlets) GROUP BY ALL),
shares AS (SELECT *, sum(count) OVER (PARTITION BY language, source) AS total FROM cells)`

var outletsQuery = "WITH " + outletCells + `
SELECT topic_id, source, count, total, count / total AS share
FROM shares ORDER BY topic_id, source;`

// focusQuery compares the share that an outlet gives to a topic with that of the others.
var focusQuery = "WITH " + outletCells + `,
totals AS (SELECT language, sum(count) AS total FROM cells GROUP BY language),
topics AS (SELECT topic_id, sum(count) AS count FROM cells GROUP BY topic_id)
SELECT topic_id, source, s.count, s.total, s.count / s.total AS share,
  (topics.count - s.count) / (totals.total - s.total) AS others
FROM shares s JOIN totals USING (language) JOIN topics USING (topic_id)
WHERE totals.total > s.total ORDER BY share - others DESC;`

// heatQuery is the share of every topic over time.
func heatQuery(a page.Axis) string {
	if a.Step == 1 {
		return fmt.Sprintf(`SELECT topic_id, %s AS starts, stories, total_stories, share, partial, total_stories < %d AS few, burst
FROM 'trends.parquet' WHERE %s ORDER BY topic_id, starts;`, periodStartSQL, trend.Few, within(a, periodStartSQL))
	}
	return fmt.Sprintf(`SELECT topic_id, %s AS starts, sum(stories) AS stories, sum(total_stories) AS total_stories,
  sum(stories) / sum(total_stories) AS share, bool_or(partial) AS partial, sum(total_stories) < %d AS few, bool_or(burst) AS burst
FROM 'trends.parquet' WHERE %s GROUP BY topic_id, starts ORDER BY topic_id, starts;`,
		period(a, periodStartSQL), trend.Few, within(a, periodStartSQL))
}

const periodStartSQL = "make_timestamp(epoch_us(period_start))"

// topicQueries are those of the sheet of a topic.
func topicQueries(t *page.Topic) []string {
	list := []string{
		fmt.Sprintf("SELECT * EXCLUDE (terms, representative_ids) FROM 'topics.parquet' WHERE topic_id = %d;", t.ID),
	}
	if len(t.Terms) > 0 {
		list = append(list, fmt.Sprintf("SELECT unnest(terms, recursive := true) FROM 'topics.parquet' WHERE topic_id = %d;", t.ID))
	}
	if t.Series != nil {
		list = append(list, fmt.Sprintf("SELECT period_start, stories, total_stories, share, share_low, share_high, sentiment_mean, burst\nFROM 'trends.parquet' WHERE topic_id = %d ORDER BY period_start;", t.ID))
	}
	if len(t.Representatives) > 0 {
		list = append(list, fmt.Sprintf(`SELECT title, lead, source, published_at, sentiment, sentiment_score, sentiment_drivers
FROM (SELECT unnest(representative_ids) AS article_id FROM 'topics.parquet' WHERE topic_id = %d)
JOIN 'articles.parquet' USING (article_id);`, t.ID))
	}
	return list
}

func toneQueries(v *page.View) []string {
	list := []string{toneBy(scoredArticles, "'all' AS articles", "articles", "")}
	if len(v.Tone.Languages) > 1 {
		list = append(list, toneBy(scoredArticles, "language", "n DESC", " WHERE language IS NOT NULL"))
	}
	if len(v.Tone.Outlets) > 1 {
		list = append(list, toneBy(scoredArticles, "source", "net_tone", " WHERE source IS NOT NULL"))
	}
	if len(v.Tone.Topics) > 0 {
		list = append(list, `SELECT topic_id, label, sentences_negative, sentences_neutral, sentences_positive, sentiment_mean, sentiment_low, sentiment_high
FROM 'topics.parquet' WHERE sentiment_mean IS NOT NULL ORDER BY sentiment_mean;`)
	}
	return list
}

func watchQueries(v *page.View) []string {
	w := v.Watch
	list := []string{`SELECT target, count(DISTINCT article_id) AS articles, count(*) AS mentions, count(*) FILTER (WHERE quoted) AS quoted
FROM 'mentions.parquet' GROUP BY target ORDER BY articles DESC, mentions DESC, target;`}
	scored, sentences, dated := false, false, false
	for _, t := range w.Targets {
		scored = scored || t.Mean.N > 0
		sentences = sentences || len(t.Sentences) > 0
		for _, c := range t.Series {
			dated = dated || c.Scored() > 0
		}
	}
	switch {
	case scored && v.OlderTone:
		list = append(list, toneBy(scoredTargets, "target", "n DESC, target", ""))
	case scored:
		list = append(list, "SELECT target, negative, neutral, positive, sentiment_score, sentiment_low, sentiment_high, sentiment\nFROM 'targets.parquet' ORDER BY articles DESC, mentions DESC, target;")
	}
	if dated {
		list = append(list, toneBy(scoredTargets, "target, "+period(w.Axis, "moment")+" AS period", "target, period", " WHERE "+within(w.Axis, "moment")))
	}
	if sentences {
		list = append(list, `SELECT target, m.sentiment, m.sentiment_score, quoted, text, title, source, published_at
FROM 'mentions.parquet' m JOIN 'articles.parquet' USING (article_id) WHERE m.sentiment <> 'neutral'
ORDER BY target, m.sentiment_score;`)
	}
	return list
}

// versions numbers the articles of each story, the earliest first.
const versions = `versions AS (
  SELECT *, row_number() OVER (PARTITION BY story_id ORDER BY published_at NULLS LAST, article_id) AS place,
    count(*) OVER (PARTITION BY story_id) - 1 AS number
  FROM 'articles.parquet')`

func storyQueries() []string {
	return []string{
		fmt.Sprintf("WITH %s"+`,
stories AS (
  SELECT * FROM versions WHERE place = 1 AND number > 0
  ORDER BY number DESC, published_at NULLS LAST, article_id LIMIT %d)
SELECT s.number AS copies, s.title, s.source, s.published_at, c.source AS copied_by, c.title AS copied_as,
  c.published_at - s.published_at AS later
FROM stories s JOIN versions c ON c.story_id = s.story_id AND c.place > 1
ORDER BY s.number DESC, s.published_at NULLS LAST, s.article_id, c.place;`, versions, maxStories),
		"WITH " + versions + `
SELECT s.source AS first, c.source AS copied_by, count(*) AS copies
FROM versions s JOIN versions c ON c.story_id = s.story_id AND s.place = 1 AND c.place > 1
GROUP BY ALL ORDER BY copies DESC, first NULLS FIRST, copied_by NULLS FIRST;`,
	}
}

func coverageQueries(v *page.View) []string {
	var list []string
	if a := v.Coverage.Axis; v.Coverage.Series != nil {
		list = append(list, fmt.Sprintf("SELECT %s AS period, %s, count(*) AS articles\nFROM 'articles.parquet' WHERE %s\nGROUP BY ALL ORDER BY period, articles DESC;",
			period(a, published), v.Coverage.By, within(a, published)))
	}
	if len(v.Coverage.Outlets) > 0 {
		list = append(list, "SELECT source, count(*) AS articles FROM 'articles.parquet' GROUP BY source ORDER BY articles DESC, source;")
	}
	return list
}

func dataQueries(v *page.View, set *table.Set) []string {
	list := []string{"SELECT unnest(counts) FROM 'manifest.json';"}
	if v.Corpus.Articles > 0 {
		list = append(list, "SELECT count(*) FILTER (WHERE is_outlier) AS outliers FROM 'articles.parquet';",
			"SELECT language, count(*) AS articles FROM 'articles.parquet' GROUP BY language ORDER BY articles DESC;",
			"SELECT input, count(*) AS articles FROM 'articles.parquet' GROUP BY input ORDER BY articles DESC, input;")
	}
	if len(v.Quality.Abstained) > 0 {
		list = append(list, "SELECT abstain_reason, count(*) AS articles FROM 'articles.parquet'\nWHERE abstain_reason IS NOT NULL GROUP BY abstain_reason ORDER BY articles DESC;")
	}
	if len(set.Rejects) > 0 {
		list = append(list, "SELECT reason, count(*) AS records FROM 'rejects.parquet' GROUP BY reason ORDER BY records DESC;", "FROM 'rejects.parquet';")
	}
	if len(v.Quality.Removed) > 0 {
		list = append(list, "SELECT unnest(removed_lines, recursive := true) FROM 'manifest.json';")
	}
	return list
}

// methodQueries read the manifest.
func methodQueries(v *page.View) []string {
	list := []string{"SELECT version, schema_version, unnest(configuration) FROM 'manifest.json';"}
	if len(v.Method.Spaces) > 0 {
		list = append(list, "SELECT unnest(spaces, recursive := true) FROM 'manifest.json';")
	}
	if len(v.Method.Models) > 0 {
		list = append(list, "SELECT unnest(tone_models, recursive := true) FROM 'manifest.json';")
	}
	return list
}
