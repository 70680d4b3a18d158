package analysis

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/ledger"
	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/study"
	"leitmotif/analysis/svd"
	"leitmotif/corpus/boilerplate"
	"leitmotif/corpus/date"
	"leitmotif/corpus/language"
)

// Config steers a run. The zero value of a field asks for its default where one is
// named. Nothing in it changes what a run finds except by intent: Workers changes
// the speed alone.
type Config struct {
	// Topics is the number of topics over all languages; a language gets its share by
	// the number that its articles would choose. 0 chooses the number from the data.
	Topics int `json:"topics"`
	// TopicsByLanguage is the number of topics of single languages (ISO 639-1), 0..1000; it
	// goes without Topics. 0, or no number, chooses that of the language from the data.
	TopicsByLanguage map[string]int `json:"topics_by_language,omitempty"`
	// Rank is the number of dimensions of each semantic space; 0 means 2.2 times the
	// root of the number of articles of the language, at most 100.
	Rank int `json:"rank"`
	// MinArticles is the least number of articles that a language must have for a
	// space of its own; default 20.
	MinArticles int `json:"min_articles"`
	// MinDocumentFrequency is the least number of articles that a term must occur in; 0
	// means 3, or 2 in a language of under 200 articles. MaxDocumentShare is the largest
	// share of them, (0, 1], default 0.5.
	MinDocumentFrequency int     `json:"min_document_frequency"`
	MaxDocumentShare     float64 `json:"max_document_share"`
	// MaxTerms bounds the vocabulary of a language; the terms of highest document
	// frequency stay. Default 100,000.
	MaxTerms int `json:"max_terms"`
	// Tolerance of the singular value decomposition: the largest relative residual
	// ||A v - s u|| / s that a kept dimension may have. Default svd.DefaultTolerance; in a
	// language of at most 5,000 articles never more than 0.001.
	Tolerance float64 `json:"tolerance"`
	// MinTopicWeight is the least weight that is listed in article_topics; default 0.05.
	MinTopicWeight float64 `json:"min_topic_weight"`
	// Since and Until bound the times of publication that the run takes, [Since, Until);
	// the zero time sets no bound. Where one is set, articles without a usable date are
	// left out as well.
	Since time.Time `json:"since,omitzero"`
	Until time.Time `json:"until,omitzero"`
	// TimeZone is the zone of the IANA database in which times of day without one are read, ""
	// being UTC, and TimeZones those of single outlets, by their names in any case.
	TimeZone  string            `json:"time_zone,omitempty"`
	TimeZones map[string]string `json:"time_zones,omitempty"`
	// Workers is the number of goroutines; 0 means one per processor. It never changes a result.
	Workers int `json:"-"`
	// StopWords are the words without a subject, lower case, by language. In a language
	// without any, terms that occur in more than 15 % of the articles are left out.
	StopWords map[string][]string `json:"-"`
	// Depth says where the encoder scores tone in English; "" means sentiment.Auto.
	Depth sentiment.Depth `json:"tone,omitempty"`
	// Tone names tone models beside the embedded ones.
	Tone sentiment.Options `json:"-"`
	// State is what the runs before this one left; nil keeps none. The run does not change
	// it: the next one is in the Result.
	State *state.State `json:"-"`
	// OnlyNew leaves out the articles that State has seen. It and the two settings below say
	// nothing without a State.
	OnlyNew bool `json:"only_new,omitempty"`
	// Overrides are what analysts say of topics, by UID.
	Overrides map[int]state.Override `json:"-"`
	// Refit says when the topics of State are found anew; "" means ledger.RefitAuto.
	Refit ledger.Refit `json:"refit,omitempty"`
	// Memory is a bound in bytes, at least LeastMemory; 0 means none. A run that would pass it
	// fails with ErrMemory as soon as the articles are counted. What the garbage collector may
	// leave is not in it: that is for the program to set.
	Memory int64 `json:"-"`
	// Held is how much stays in memory of what can go through a file, in bytes, of texts and
	// then of term counts; 0 means 32 MiB, or less by Memory, and less than 0 that nothing does.
	// It never changes a result.
	Held int `json:"-"`
	// Scratch is the path of the files that take what does not fit in memory, its last part a
	// pattern of os.CreateTemp; "" is in the directory of the system for temporary files. They
	// lose their names at once and are gone with the run.
	Scratch string `json:"-"`
	// Texts, where not nil, is given the text of each article in ascending order of their IDs,
	// once all else is found; where it fails so does the run.
	Texts func(result.Text) error `json:"-"`
	// ReadDeeply, where not nil, is told once what the encoder has read, if anything.
	ReadDeeply func(sentiment.DeepReading) `json:"-"`
	// Observe, where not nil, is told of progress: the stage and how much of it is done.
	// total is 0 where it is not known. It is called from one goroutine at a time.
	Observe func(stage string, done, total int64) `json:"-"`
}

// Default is the configuration of a run without any settings.
func Default() Config {
	return Config{
		MinArticles:      20,
		MaxDocumentShare: 0.5,
		MaxTerms:         100_000,
		Tolerance:        svd.DefaultTolerance,
		MinTopicWeight:   0.05,
		Depth:            sentiment.Auto,
	}
}

// Validate reports every fault of the configuration at once.
func (c Config) Validate() error {
	var faults []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			faults = append(faults, fmt.Errorf(format, args...))
		}
	}
	check(c.Topics >= 0 && c.Topics <= 1000, "topics must lie in 0..1000 (0 = automatic), not %d", c.Topics)
	check(c.Topics == 0 || len(c.TopicsByLanguage) == 0, "topics are either given over all languages or by language, not both")
	for _, code := range slices.Sorted(maps.Keys(c.TopicsByLanguage)) {
		n := c.TopicsByLanguage[code]
		check(n >= 0 && n <= 1000, "topics of %s must lie in 0..1000 (0 = automatic), not %d", code, n)
		check(code != "" && language.Code(code) == code, "topics of %q: no language of ISO 639-1", code)
	}
	check(c.Rank >= 0 && c.Rank <= 1000, "rank must lie in 0..1000 (0 = automatic), not %d", c.Rank)
	check(c.MinArticles >= 2, "min-articles must be at least 2, not %d", c.MinArticles)
	check(c.MinDocumentFrequency >= 0, "min-document-frequency must not be negative, not %d", c.MinDocumentFrequency)
	check(c.MaxDocumentShare > 0 && c.MaxDocumentShare <= 1, "max-document-share must lie in (0, 1], not %g", c.MaxDocumentShare)
	check(c.MaxTerms >= 100, "max-terms must be at least 100, not %d", c.MaxTerms)
	check(c.Tolerance > 0 && c.Tolerance < 1, "tolerance must lie in (0, 1), not %g", c.Tolerance)
	check(c.MinTopicWeight > 0 && c.MinTopicWeight < 1, "min-topic-weight must lie in (0, 1), not %g", c.MinTopicWeight)
	check(c.Depth.Valid(), "tone must be fast, deep or auto, not %q", c.Depth)
	check(c.Refit.Valid(), "refit must be auto, always or never, not %q", c.Refit)
	check(c.Since.IsZero() || c.Until.IsZero() || c.Since.Before(c.Until), "since (%s) must lie before until (%s)",
		c.Since.Format(time.RFC3339), c.Until.Format(time.RFC3339))
	check(c.Memory == 0 || c.Memory >= LeastMemory, "memory must be at least %d bytes, not %d", LeastMemory, c.Memory)
	check(c.Workers >= 0, "workers must not be negative, not %d", c.Workers)
	_, err := date.NewZones(c.TimeZone, c.TimeZones)
	return errors.Join(append(faults, err)...)
}

// The stages know no Config: each gets what concerns it.

// Passes are the settings of the passes over the text.
func (c *Config) Passes() (collection.Options, error) {
	zones, err := date.NewZones(c.TimeZone, c.TimeZones)
	if err != nil {
		return collection.Options{}, err
	}
	recurring, err := ledger.Recurring(c.State)
	return collection.Options{
		Workers: c.Workers, StopWords: c.StopWords, Window: c.window(), Zones: zones, Recurring: recurring,
		Texts: c.Texts != nil, Held: c.held(), Scratch: c.Scratch,
	}, err
}

// window is what is asked of an article to take part in the run.
func (c *Config) window() collection.Window {
	w := collection.Window{Since: c.Since, Until: c.Until}
	if c.OnlyNew && c.State != nil {
		w.Known = c.State.Seen.Has
	}
	return w
}

// tone are the settings of the tone models.
func (c *Config) tone() sentiment.Options {
	options := c.Tone
	options.StopWords, options.Depth = c.StopWords, c.Depth
	return options
}

// Slow says why deep reading will be slow; nil where it will not.
func (c *Config) Slow() error { return c.tone().Slow() }

// Study are the settings of the spaces and topics of the languages.
func (c *Config) Study() study.Options {
	return study.Options{
		Topics: c.Topics, TopicsByLanguage: c.TopicsByLanguage, Rank: c.Rank, MinArticles: c.MinArticles,
		MinDocumentFrequency: c.MinDocumentFrequency, MaxDocumentShare: c.MaxDocumentShare, MaxTerms: c.MaxTerms,
		Tolerance: c.Tolerance, StopWords: c.StopWords, KeepSpace: c.State != nil, Workers: c.Workers,
	}
}

// ledger are the settings of the ledger, with the tone models of the run and what counts as
// boilerplate in it. Which articles a run takes changes nothing of what is found in them.
func (c *Config) ledger(models []sentiment.ModelInfo, recurring *boilerplate.Recurring) (ledger.Options, error) {
	options := ledger.Options{
		State: c.State, OnlyNew: c.OnlyNew, Overrides: c.Overrides, Refit: c.Refit, Topics: c.Topics, TopicsByLanguage: c.TopicsByLanguage,
		MinArticles: c.MinArticles, Models: models, StopWords: c.StopWords, Recurring: recurring, Workers: c.Workers,
	}
	settings := *c
	settings.Since, settings.Until, settings.OnlyNew = time.Time{}, time.Time{}, false
	var err error
	if options.Settings, err = json.Marshal(settings); err != nil {
		return options, fmt.Errorf("digest of the configuration: %w", err)
	}
	return options, nil
}
