package view

import (
	"slices"

	"leitmotif/analysis/telling"
	"leitmotif/analysis/tone"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// sentenceLimit is the length of a sentence of the watch list, in characters.
const sentenceLimit = 300

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
	sentences                  telling.Sentences[said]
}

// said is a sentence with the article that says it.
type said struct {
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
	var ranks []telling.Rank
	for name, t := range w.targets {
		ranks = append(ranks, telling.Rank{Name: name, Articles: t.articles, Mentions: t.mentions})
	}
	slices.SortFunc(ranks, telling.Compare)
	v.Left = max(0, len(ranks)-telling.MaxTargets)
	for _, r := range ranks[:len(ranks)-v.Left] {
		v.Targets = append(v.Targets, w.targets[r.Name].view(r.Name, found))
	}
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
	t.sentences.Add(m.Text, *m.SentimentScore, m.Sentiment, func() said {
		row := *a
		return said{*m, &row}
	})
}

func (t *target) view(name string, found map[string]*table.Article) page.Target {
	net := t.all.sum.Net()
	v := page.Target{
		Name: plain(name, nameLimit), Mentions: t.mentions, Quoted: t.quoted, Articles: t.articles,
		Tone: toneCounts(net.Counts), Mean: meanView(net), Sentences: t.said(found),
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

// said are the most telling sentences.
func (t *target) said(found map[string]*table.Article) []page.Sentence {
	var shown []page.Sentence
	for _, s := range t.sentences.Chosen() {
		found[s.in.ArticleID] = s.in
		v := page.Sentence{
			Text: plain(s.Text, sentenceLimit), Name: plain(s.Alias, nameLimit), Tone: s.Sentiment, Score: *s.SentimentScore,
			Quoted: s.Quoted, In: sourceView(s.in),
		}
		for _, d := range s.Drivers {
			v.Drivers = append(v.Drivers, page.Driver{Term: plain(d.Term, termLimit), Contribution: d.Contribution})
		}
		shown = append(shown, v)
	}
	return shown
}
