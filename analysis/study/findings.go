package study

import (
	"cmp"
	"context"
	"slices"
	"time"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/result"
	"leitmotif/analysis/topic"
	"leitmotif/analysis/trend"
	"leitmotif/analysis/wording"
)

// Findings are the topics found in a group, each with the terms that mark it.
type Findings struct {
	group   *Group
	model   *topic.Model // nil where there are no topics, and once they are entered
	topics  []result.Topic
	themes  []result.Theme   // that gather them; Topic.Parent is the place of one, from 1
	reasons []result.NoTopic // by column, of those that are no topic
	marks   [][]wording.Mark // by topic
	columns []int            // of the model, by topic
}

// NoFindings are those of a group without topics.
func NoFindings(g *Group) *Findings { return &Findings{group: g} }

// NewFindings makes findings without a topic yet, of a model of the rows of the group.
func NewFindings(g *Group, model *topic.Model) *Findings {
	return &Findings{group: g, model: model, reasons: slices.Repeat([]result.NoTopic{result.NoClearTopic}, model.K)}
}

// Len is the number of topics.
func (f *Findings) Len() int { return len(f.topics) }

// Hide says that a column of the model is a topic that nobody wants to see.
func (f *Findings) Hide(column int) { f.reasons[column] = result.HiddenTopic }

// Add takes up a topic, which is a column of the model.
func (f *Findings) Add(column int, t result.Topic, marks []wording.Mark) {
	f.topics, f.marks, f.columns = append(f.topics, t), append(f.marks, marks), append(f.columns, column)
}

// representatives is the number of articles that stand for a topic.
const representatives = 5

// Outline gives the topics of a model of the rows of the group as far as model and articles
// tell of them: size, place on the map, and the articles that stand for them. A topic may have
// no article.
func (g *Group) Outline(c *collection.Collection, model *topic.Model) []result.Topic {
	out := make([]result.Topic, model.K)
	for t := range out {
		out[t] = result.Topic{Language: g.Code, MapX: model.Map.At(t, 0), MapY: model.Map.At(t, 1)}
	}
	row := g.rows()
	for _, position := range g.Positions {
		i := row[c.Original[position]]
		if model.Outlier(i) {
			continue
		}
		t := &out[model.Assigned[i]]
		t.Articles++
		if c.Articles[position].DuplicateOf == "" {
			t.Stories++
		}
	}
	members := model.Representatives(representatives,
		func(i int) string { return c.Articles[g.Originals[i]].Source },
		func(i int) string {
			a := &c.Articles[g.Originals[i]]
			return week(result.KnownDay(a.PublishedAt, a.Precision))
		})
	for t, rows := range members {
		for _, i := range rows {
			if !model.Outlier(i) {
				out[t].Representatives = append(out[t].Representatives, c.Articles[g.Originals[i]].ID)
			}
		}
	}
	return out
}

// week names the week of a time; all unknown times share one name.
func week(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return trend.Week.Start(at).Format(time.DateOnly)
}

// Enter enters topics, weights and fit into the articles of the language and lets the model
// go. A topic is known by its place among the findings, from 1, until Combine gives it its ID.
// Weights of topics of the model that are not among the findings are left out, and their
// articles stay without a topic. least is the least weight of a topic that is listed for an
// article, (0, 1). It fails when ctx ends.
func (f *Findings) Enter(ctx context.Context, c *collection.Collection, least float64) error {
	if f.model == nil {
		return f.enterNone(ctx, c)
	}
	place := make([]int, f.model.K) // by column; 0 = not among the findings
	for i, column := range f.columns {
		place[column] = i + 1
	}
	row := f.group.rows()
	for _, position := range f.group.Positions {
		if err := ctx.Err(); err != nil {
			return err
		}
		i := row[c.Original[position]]
		a := &c.Articles[position]
		a.TopicFit = f.model.Fit[i]
		if f.model.Outlier(i) {
			a.IsOutlier, a.NoTopic = true, result.Outlier
			continue
		}
		own := f.model.Assigned[i]
		if place[own] != 0 {
			a.TopicID, a.TopicWeight = place[own], f.model.Weights.At(i, own)
		} else {
			a.NoTopic = f.reasons[own]
		}
		for t, weight := range f.model.Weights.RawRowView(i) {
			if place[t] != 0 && (t == own || weight >= least) {
				a.Topics = append(a.Topics, result.TopicWeight{TopicID: place[t], Weight: weight})
			}
		}
	}
	f.model = nil
	return nil
}

// enterNone says of the articles of the language that it has no topics.
func (f *Findings) enterNone(ctx context.Context, c *collection.Collection) error {
	for _, position := range f.group.Positions {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.Articles[position].NoTopic = result.NoTopics
	}
	return nil
}

// renumber gives the articles the IDs of the topics for their places among the findings.
func (f *Findings) renumber(ctx context.Context, c *collection.Collection) error {
	for _, position := range f.group.Positions {
		if err := ctx.Err(); err != nil {
			return err
		}
		a := &c.Articles[position]
		if a.TopicID != 0 {
			a.TopicID = f.topics[a.TopicID-1].ID
		}
		for i := range a.Topics {
			a.Topics[i].TopicID = f.topics[a.Topics[i].TopicID-1].ID
		}
		slices.SortFunc(a.Topics, func(x, y result.TopicWeight) int { return cmp.Compare(x.TopicID, y.TopicID) })
	}
	return nil
}

// Combine numbers the topics of all languages, most stories first, in the articles too, which
// all findings have been entered into, links those of two languages that tell of the same
// thing, and computes their figures; what is left of a topic is its label. The topics come in
// the order of their IDs. It fails when ctx ends.
func Combine(ctx context.Context, c *collection.Collection, all []*Findings) ([]result.Topic, error) {
	number(all)
	var topics []result.Topic
	var marks [][]wording.Mark
	for _, f := range all {
		if err := f.renumber(ctx, c); err != nil {
			return nil, err
		}
		topics, marks = append(topics, f.topics...), append(marks, f.marks...)
	}
	if err := wording.Link(ctx, topics, marks); err != nil {
		return nil, err
	}
	slices.SortFunc(topics, func(a, b result.Topic) int { return cmp.Compare(a.ID, b.ID) })
	addFigures(c, topics)
	return topics, nil
}

// number gives topics their numbers over all languages, most stories first.
func number(all []*Findings) {
	var order []*result.Topic
	for _, f := range all {
		for i := range f.topics {
			order = append(order, &f.topics[i])
		}
	}
	slices.SortStableFunc(order, func(a, b *result.Topic) int { return cmp.Compare(b.Stories, a.Stories) })
	for i, t := range order {
		t.ID = i + 1
	}
}
