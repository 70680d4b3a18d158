package study

import (
	"context"
	"errors"
	"fmt"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/result"
	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/topic"
	"leitmotif/analysis/wording"
)

// Options steer the studies of a run. Fields named as those of analysis.Config are as
// described there, with every default filled in.
type Options struct {
	Topics               int
	TopicsByLanguage     map[string]int
	Rank                 int
	MinArticles          int
	MinDocumentFrequency int
	MaxDocumentShare     float64
	MaxTerms             int
	Tolerance            float64
	StopWords            map[string][]string
	// KeepSpace leaves the decomposition in the embedding, for one who hands it on to the next
	// run.
	KeepSpace bool
	Workers   int // goroutines; 0 means one per processor
}

// Former is what earlier runs know of the topics of a language. The zero value is nothing.
type Former struct {
	Topics int  // their number
	Stay   bool // this run goes on with them: no space is made
	Resume bool // topics found in this run start from them
}

// Study is a group ready for its topics.
type Study struct {
	*Group
	Former     Former
	Space      result.Space // its Reason says why there is none
	Vocabulary *tfidf.Vocabulary
	Weighting  *tfidf.Weighting
	Embedding  *topic.Embedding // nil where no topics are to be found
}

// New makes the semantic space of a group, unless the topics known stay. Where there can be
// none, Space.Reason says why. It fails when ctx ends.
func New(ctx context.Context, c *collection.Collection, g *Group, former Former, options Options) (*Study, error) {
	s := &Study{Group: g, Former: former, Space: result.Space{Language: g.Code, Articles: len(g.Positions), Rows: len(g.Originals)}}
	switch {
	case former.Stay:
		return s, nil
	case g.Code == "":
		s.Space.Reason = "language unknown"
		return s, nil
	case !g.Suffices(options.MinArticles):
		s.Space.Reason = fmt.Sprintf("fewer than %d articles", options.MinArticles)
		return s, nil
	}
	in, err := s.newInput(ctx, c, options)
	if errors.Is(err, svd.ErrEmpty) {
		s.Space.Reason = "no term occurs in enough articles"
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	_, s.Space.Terms = in.Weights.Dims()
	s.Space.Weights = in.Weights.NonZeros()
	s.Space.Rank = len(in.Space.SingularValues)
	s.Space.SingularValues = in.Space.SingularValues
	s.Space.ExplainedVariance = in.Space.ExplainedVariance
	if s.Embedding, err = topic.Embed(ctx, in); err != nil {
		return nil, err
	}
	if !options.KeepSpace {
		s.Embedding.Space = nil
	}
	return s, nil
}

// Find finds Space.Topics topics; none where there is no space. It fails when ctx ends.
func (s *Study) Find(ctx context.Context, c *collection.Collection) (*Findings, error) {
	if s.Embedding == nil {
		return NoFindings(s.Group), nil
	}
	s.Space.Sought = s.Space.Topics
	model, err := s.Embedding.Find(ctx, s.Space.Sought)
	if err != nil {
		return nil, err
	}
	words, err := s.Describe(ctx, c, model)
	if err != nil {
		return nil, err
	}
	themes, err := s.Themes(ctx, c, model)
	if err != nil {
		return nil, err
	}
	out := NewFindings(s.Group, model)
	for t, found := range s.Outline(c, model) {
		if found.Articles > 0 && !model.Unclear[t] {
			found.Terms, found.NPMI, found.Stability = words[t].Terms, words[t].Coherence, model.Stability[t]
			if words[t].Register {
				found.Mark = result.Register
			}
			out.Add(t, found, words[t].Marks)
		}
	}
	out.Gather(themes)
	s.Space.Topics = len(out.topics)
	return out, nil
}

// Describe puts the topics of a model of the embedding into words. It fails when ctx ends.
func (s *Study) Describe(ctx context.Context, c *collection.Collection, model *topic.Model) ([]wording.Description, error) {
	return s.describe(ctx, c, wording.Topics{K: model.K, Assigned: model.Assigned, Shares: shares(model)})
}

// shares lists the topics of each document that have a twentieth of it or more.
func shares(model *topic.Model) [][]wording.Share {
	const least = 0.05
	out := make([][]wording.Share, len(model.Assigned))
	for row := range out {
		for t, weight := range model.Weights.RawRowView(row) {
			if weight >= least {
				out[row] = append(out[row], wording.Share{Topic: int32(t), Weight: float32(weight)})
			}
		}
	}
	return out
}
