package study

import (
	"context"
	"slices"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/inference"
	"leitmotif/analysis/result"
	"leitmotif/analysis/tone"
	"leitmotif/analysis/topic"
	"leitmotif/analysis/wording"
)

// Theme gathers topics of a model, by their columns, ascending, under the terms that mark them
// all.
type Theme struct {
	Columns []int
	Terms   []result.TermWeight
}

// Themes gathers the clear topics of a model of the embedding into themes, those of the first topics
// first; none where there are too few topics. It fails when ctx ends.
func (s *Study) Themes(ctx context.Context, c *collection.Collection, model *topic.Model) ([]Theme, error) {
	theme, err := s.Embedding.Themes(ctx, model)
	if err != nil || theme == nil {
		return nil, err
	}
	out := make([]Theme, slices.Max(theme)+1)
	for column, number := range theme {
		if number >= 0 {
			out[number].Columns = append(out[number].Columns, column)
		}
	}
	assigned := slices.Repeat([]int{-1}, len(model.Assigned))
	for i, column := range model.Assigned {
		if column >= 0 {
			assigned[i] = theme[column]
		}
	}
	words, err := s.describe(ctx, c, wording.Topics{K: len(out), Assigned: assigned})
	if err != nil {
		return nil, err
	}
	for number := range out {
		out[number].Terms = words[number].Terms
	}
	return out, nil
}

// Gather takes up themes of the columns of the model, of which some may be no topic of the
// findings; a theme without any is left out.
func (f *Findings) Gather(themes []Theme) {
	for _, theme := range themes {
		number := 0
		for i, column := range f.columns {
			if !slices.Contains(theme.Columns, column) {
				continue
			}
			if number == 0 {
				f.themes = append(f.themes, result.Theme{Language: f.group.Code, Terms: theme.Terms})
				number = len(f.themes)
			}
			f.topics[i].Parent = number
		}
	}
}

// Themes numbers the themes of all languages, most stories first, in their topics (ascending ID)
// too, and computes their figures from the articles, which have the IDs of their topics; what is
// left of a theme is its label. They come in the order of their IDs.
func Themes(c *collection.Collection, topics []result.Topic, all []*Findings) []result.Theme {
	var themes []result.Theme
	first := make(map[string]int) // of each language, in themes
	for _, f := range all {
		first[f.group.Code] = len(themes)
		themes = append(themes, f.themes...)
	}
	of := make([]int, len(topics)) // place of its theme, by topic
	stories := 0
	for i := range topics {
		t := &topics[i]
		stories += t.Stories
		if of[i] = -1; t.Parent == 0 {
			continue
		}
		of[i] = first[t.Language] + t.Parent - 1
		theme := &themes[of[i]]
		theme.Topics = append(theme.Topics, t.ID)
		theme.Articles += t.Articles
		theme.Stories += t.Stories
		theme.Negative, theme.Neutral, theme.Positive = theme.Negative+t.Negative, theme.Neutral+t.Neutral, theme.Positive+t.Positive
	}
	tones := make([]tone.Sum, len(themes))
	for i := range c.Articles {
		if a := &c.Articles[i]; a.TopicID != 0 && of[a.TopicID-1] >= 0 && a.Tone.Abstain == "" && a.DuplicateOf == "" {
			tones[of[a.TopicID-1]].Add(a.Tone.Counts())
		}
	}
	for i := range themes {
		t := &themes[i]
		t.Share, t.ShareLow, t.ShareHigh = inference.Wilson(t.Stories, max(1, stories))
		t.Tone = tones[i].Net()
	}
	return numbered(themes, topics, of)
}

// numbered gives themes their IDs, and their topics those of their themes.
func numbered(themes []result.Theme, topics []result.Topic, of []int) []result.Theme {
	order := make([]int, len(themes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return themes[b].Stories - themes[a].Stories })
	out := make([]result.Theme, len(themes))
	for id, place := range order {
		out[id] = themes[place]
		out[id].ID = id + 1
		for i := range topics {
			if of[i] == place {
				topics[i].Parent = id + 1
			}
		}
	}
	return out
}

// Hold counts, for each space, the stories of its language that have a topic and those that have
// no clear one. Where that leaves no topic, it says so.
func Hold(c *collection.Collection, spaces []result.Space) {
	place := make(map[string]*result.Space, len(spaces))
	for i := range spaces {
		place[spaces[i].Language] = &spaces[i]
	}
	for i := range c.Articles {
		a := &c.Articles[i]
		s := place[a.Language]
		if s == nil || a.DuplicateOf != "" {
			continue
		}
		switch {
		case a.TopicID != 0:
			s.Held++
		case a.NoTopic == result.NoClearTopic:
			s.Unclear++
		}
	}
	for i := range spaces {
		if s := &spaces[i]; s.Topics == 0 && s.Unclear > 0 {
			s.Reason = "no topic is found again in resamples"
		}
	}
}

// describe puts topics of the rows into words, whose vocabulary and outlets it fills in.
func (s *Study) describe(ctx context.Context, c *collection.Collection, topics wording.Topics) ([]wording.Description, error) {
	var err error
	if topics.Postings, err = s.Embedding.Counts.Postings(ctx, s.Embedding.Workers); err != nil {
		return nil, err
	}
	topics.Vocabulary, topics.Outlets = s.Vocabulary, s.outlets(c)
	return s.Lexicon.Describe(ctx, topics, s.Embedding.Workers)
}
