// Package trend tells how much of the news a topic has over time, when it stands out, and
// whether it rises or falls.
//
// In come stories, each with its topic, time and outlet, and the time that the corpus covers;
// out go a Cell for every topic and period, a count, a share with its interval and whether it
// is a burst, and a Course for every topic.
//
// What is said of time is said within outlets: a topic is compared with what the share that
// each outlet gives it lets expect. An outlet that publishes twice as much, begins or ends
// moves no topic. All announcements of a call together err with at most 5 % where nothing but
// chance is at work, and each must be large enough to matter.
//
// Glossary.
//
//   - story: an article with its copies, dated by its first article.
//   - period: a day, week or month, the same for all topics of a corpus.
//   - share: stories of a topic among those of all topics, in a period.
//   - stratum: the stories of an outlet; outlets of fewer than Few stories are one together.
//   - cover: the time within which all was taken that was published.
//   - burst: a period in which a topic has more stories than its share in each outlet and
//     each outlet's volume let expect.
//   - course: the share of a topic in the second half of the covered periods against the first.
//   - span: the time from the first article of an outlet to its last, where it is not all.
package trend

import (
	"context"
	"time"

	"leitmotif/analysis/inference"
)

// Story is what a trend needs to know of a story: an article with its copies, dated by
// its first article.
type Story struct {
	Topic     int // index of a topic, or -1
	Published time.Time
	Source    string // outlet, or ""
}

// Cell is the part of a topic in one period.
type Cell struct {
	Topic   int
	Start   time.Time
	Stories int // of the topic
	Total   int // of all topics
	// Share = Stories/Total with its 95 % Wilson interval; all 0 where Total is 0.
	Share, Low, High float64
	// Adjusted is Share as it would be with the outlets' part in all stories, see standardised;
	// Comparable is false where there is none.
	Adjusted   float64
	Comparable bool
	// Partial: the corpus does not cover the whole period; see Cover.
	Partial bool
	// Burst: the topic has a larger share than in the other periods; see Count.
	Burst bool
}

// Series is what Count finds.
type Series struct {
	Cells   []Cell   // a row for every topic and period, ascending
	Courses []Course // one per topic
}

// Few is the number of stories in a period, or in a half of all, below which nothing is said
// of shares: of nineteen a single one is more than 5 %.
const Few = 20

// What a change must reach to be announced.
const (
	leastRatio  = 1.5   // of shares, as in package change
	leastBurst  = 3     // stories of the topic in the period
	leastCourse = 10    // stories of the topic in both halves
	burstLevel  = 0.025 // error that one call may make by announcing any burst
	courseLevel = 0.025 // the same by any rise or fall
)

// Count counts the dated stories of the given number of topics by period, from the first to
// the last, periods without any story included. Stories without a topic count in no total.
//
// A burst is a count of at least 3, in a period of at least Few stories, above what the
// topic's share in each stratum and each stratum's volume in the period let expect, tested
// one-sided at the level burstLevel divided by the number of tests (Bonferroni), and at least
// leastRatio times what the other periods let expect. Because the expectation is made stratum
// by stratum, as in Mantel and Haenszel (1959), an outlet that publishes twice as much of
// everything, or that appears only in one period, moves nothing. For courses see Course; spans
// are the outlets that may explain one. It fails when ctx ends.
func Count(ctx context.Context, stories []Story, topics int, period Period, cover Cover, spans []Span) (Series, error) {
	t := newTally(stories, topics, period)
	if t == nil {
		return Series{Courses: make([]Course, topics)}, nil
	}
	level := inference.Bonferroni(burstLevel, topics*len(t.starts))
	series := Series{Cells: make([]Cell, 0, topics*len(t.starts))}
	for topic := range topics {
		for p, start := range t.starts {
			if err := ctx.Err(); err != nil {
				return Series{}, err
			}
			row := Cell{
				Topic: topic, Start: start, Stories: t.stories[t.at(topic, p)], Total: t.volume[p],
				Partial: !cover.holds(start, period.Add(start, 1)),
			}
			row.Share, row.Low, row.High = inference.Wilson(row.Stories, row.Total)
			row.Adjusted, row.Comparable = t.standardised(topic, p)
			row.Burst = row.Stories >= leastBurst && row.Total >= Few && t.bursts(topic, p, level)
			series.Cells = append(series.Cells, row)
		}
	}
	var err error
	series.Courses, err = t.courses(ctx, cover, period, spans)
	return series, err
}
