package view

import (
	"cmp"
	"maps"
	"slices"

	"leitmotif/analysis/tone"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// Limits on the watch list of the page; mentions.parquet has them all.
const (
	maxTargets    = 12
	maxSentences  = 2 // of either tone
	sentenceLimit = 300
)

// watch gathers what is said of the names on the watch list.
type watch struct {
	axis    page.Axis
	targets map[string]*target
	named   []*target // in the article under way
}

// target gathers what is said of a name.
type target struct {
	mentions, quoted, articles int
	all                        toneGroup
	columns                    []tone.Counts // of the time axis
	article                    towards       // the one under way
	negative, positive         []telling     // the most telling sentences, most telling first
}

// telling is a sentence with the article that says it.
type telling struct {
	table.Mention
	in *table.Article
}

// towards are the mentions of a target in an article, by label.
type towards struct {
	named  bool
	counts tone.Counts
}

func newWatch(axis page.Axis) *watch { return &watch{axis: axis, targets: make(map[string]*target)} }

// add takes in a mention of the article under way.
func (w *watch) add(a *table.Article, m *table.Mention) {
	t := w.targets[m.Target]
	if t == nil {
		t = &target{columns: make([]tone.Counts, len(w.axis.Columns))}
		w.targets[m.Target] = t
	}
	if !t.article.named {
		t.article.named = true
		t.articles++
		w.named = append(w.named, t)
	}
	t.add(a, m)
}

// end closes the article under way.
func (w *watch) end(a *table.Article) {
	for _, t := range w.named {
		t.all.count(a, t.article.counts)
		if c := columnOf(w.axis, a.KnownDay()); c >= 0 {
			t.columns[c].Add(t.article.counts)
		}
		t.article = towards{}
	}
	w.named = w.named[:0]
}

// view is what is said of the names, or nil where none is named. The articles that say it
// are entered into found.
func (w *watch) view(found map[string]*table.Article) *page.Watch {
	if len(w.targets) == 0 {
		return nil
	}
	v := &page.Watch{Axis: w.axis}
	for _, name := range slices.Sorted(maps.Keys(w.targets)) {
		v.Targets = append(v.Targets, w.targets[name].view(name, found))
	}
	slices.SortStableFunc(v.Targets, func(a, b page.Target) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(b.Mentions, a.Mentions))
	})
	v.Left = max(0, len(v.Targets)-maxTargets)
	v.Targets = v.Targets[:min(len(v.Targets), maxTargets)]
	var groups []page.ToneGroup
	for _, t := range v.Targets {
		groups = append(groups, page.ToneGroup{Mean: t.Mean})
	}
	v.Span = span(groups)
	return v
}

func (t *target) add(a *table.Article, m *table.Mention) {
	t.mentions++
	if m.Quoted {
		t.quoted++
	}
	if m.SentimentScore == nil {
		return
	}
	t.article.counts.Count(m.Sentiment)
	switch {
	case m.Text == "":
	case m.Sentiment == tone.Negative:
		t.negative = keep(t.negative, a, m, maxSentences, func(old float64) bool { return *m.SentimentScore < old })
	case m.Sentiment == tone.Positive: // those that stand among the negative ones, too, do not count
		t.positive = keep(t.positive, a, m, 2*maxSentences, func(old float64) bool { return *m.SentimentScore >= old })
	}
}

// keep puts a sentence into a list of at most so many, each text once, where it goes before
// one of a score that precedes names.
func keep(list []telling, a *table.Article, m *table.Mention, most int, precedes func(score float64) bool) []telling {
	at := slices.IndexFunc(list, func(s telling) bool { return precedes(*s.SentimentScore) })
	same := slices.IndexFunc(list, func(s telling) bool { return s.Text == m.Text })
	if at < 0 {
		at = len(list)
	}
	if at == most || same >= 0 && same < at {
		return list
	}
	if same >= 0 {
		list = slices.Delete(list, same, same+1)
	}
	row := *a
	list = slices.Insert(list, at, telling{*m, &row})
	return list[:min(len(list), most)]
}

func (t *target) view(name string, found map[string]*table.Article) page.Target {
	net := t.all.sum.Net()
	v := page.Target{
		Name: plain(name, nameLimit), Mentions: t.mentions, Quoted: t.quoted, Articles: t.articles,
		Tone: toneCounts(net.Counts), Mean: meanView(net), Sentences: t.sentences(found),
	}
	if len(t.columns) > 1 {
		for i := range t.columns {
			c := toneCounts(t.columns[i])
			v.Series = append(v.Series, c)
			v.Peak = max(v.Peak, c.Negative, c.Neutral+c.Positive)
		}
	}
	return v
}

// sentences are those that are most negative and most positive towards the target, each
// text once.
func (t *target) sentences(found map[string]*table.Article) []page.Sentence {
	chosen := slices.Clone(t.negative)
	for _, s := range t.positive {
		if len(chosen) == len(t.negative)+maxSentences {
			break
		}
		if !slices.ContainsFunc(t.negative, func(other telling) bool { return other.Text == s.Text }) {
			chosen = append(chosen, s)
		}
	}
	var shown []page.Sentence
	for _, s := range chosen {
		found[s.in.ArticleID] = s.in
		shown = append(shown, page.Sentence{
			Text: plain(s.Text, sentenceLimit), Name: plain(s.Alias, nameLimit), Tone: s.Sentiment, Score: *s.SentimentScore,
			Quoted: s.Quoted, In: sourceView(s.in),
		})
	}
	return shown
}
