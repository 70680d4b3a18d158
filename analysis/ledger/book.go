package ledger

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"

	"leitmotif/analysis/change"
	"leitmotif/analysis/collection"
	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/corpus/boilerplate"
)

// Options steer the ledger of a run.
type Options struct {
	// State is what the runs before left; nil keeps no ledger. It is not changed.
	State *state.State
	// OnlyNew says that the articles that State has seen are left out.
	OnlyNew   bool
	Overrides map[int]state.Override // what analysts say of topics, by UID
	Refit     Refit
	// Topics and TopicsByLanguage are the numbers of topics asked for, as in study.Options;
	// where others were asked for topics are found anew.
	Topics           int
	TopicsByLanguage map[string]int
	MinArticles      int // as in study.Options
	// Settings are the settings that change what is found in articles, in a form that is the
	// same for the same settings: by them and the articles a repetition is known.
	Settings []byte
	// Models and StopWords are the instruments of the run, Recurring what counts as
	// boilerplate from here on.
	Models    []sentiment.ModelInfo
	StopWords map[string][]string
	Recurring *boilerplate.Recurring
	Workers   int // goroutines; 0 means one per processor
}

// Book is the ledger of a run: the state on its way from one run to the next. A nil Book is
// that of a run that keeps none.
type Book struct {
	options  Options
	former   *state.State
	next     *state.State // former itself where the run repeats the one before it
	repeated bool
	terms    []freshTerm
	// echoes holds the IDs of stories of earlier runs, by position of the original of those
	// of this run that are copies of them, where those runs' articles are left out.
	echoes map[int]string
	// themes holds UIDs of topics by position, whatever analysts say of them; 0 = none.
	themes []int
	// By language: its stories among the topics of the former state, nil without one, and
	// why topics are to be found, "" where those known serve.
	known   map[string]*placement
	reasons map[string]string
}

// Open begins the next state; the Book is nil where Options have none. A run over the same
// articles in the same settings as the run before is its repetition. It fails where an
// override names a topic that there is not, where the state is damaged, and when ctx ends.
func Open(ctx context.Context, c *collection.Collection, options Options) (*Book, error) {
	former := options.State
	if former == nil {
		return nil, nil
	}
	b := &Book{
		options: options, former: former, next: former, themes: make([]int, len(c.Articles)),
		known: make(map[string]*placement), reasons: make(map[string]string),
	}
	if options.OnlyNew {
		if err := b.findEchoes(ctx, c); err != nil {
			return nil, err
		}
	}
	if err := former.CheckOverrides(options.Overrides); err != nil {
		return nil, err
	}
	instruments, err := instrumentsDigest(options.Models, options.StopWords)
	if err != nil {
		return nil, err
	}
	input := inputDigest(c, options.Settings, instruments)
	if b.repeated = slices.Equal(input, former.Input); b.repeated {
		return b, nil
	}
	b.next = former.Next()
	b.next.Input, b.next.Instruments = input, instruments
	if !slices.Equal(instruments, former.Instruments) {
		b.next.History = new(change.History)
	}
	return b, nil
}

// instrumentsDigest is the SHA-256 of what tells the tone models apart and of the stop
// words.
func instrumentsDigest(models []sentiment.ModelInfo, stopWords map[string][]string) ([]byte, error) {
	models = slices.Clone(models)
	slices.SortFunc(models, func(a, b sentiment.ModelInfo) int { return cmp.Compare(a.Language, b.Language) })
	raw, err := json.Marshal([]any{models, stopWords})
	if err != nil {
		return nil, fmt.Errorf("digest of tone models and stop words: %w", err)
	}
	sum := sha256.Sum256(raw)
	return sum[:], nil
}

// inputDigest is the SHA-256 of the articles, in the order of their IDs, and of the
// settings and instruments that change what is found in them.
func inputDigest(c *collection.Collection, settings, instruments []byte) []byte {
	order := make([]int, len(c.Articles))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(c.Articles[a].ID, c.Articles[b].ID) })
	h := sha256.New()
	h.Write(settings)
	h.Write(instruments)
	for _, i := range order {
		a := &c.Articles[i]
		h.Write([]byte(a.ID))
		h.Write(c.Prints[i][:])
		h.Write(binary.LittleEndian.AppendUint64(nil, uint64(a.PublishedAt.Unix())))
		h.Write([]byte(a.Source + "\x00" + a.Language + "\x00"))
	}
	return h.Sum(nil)
}

// fresh tells whether no earlier run had the article.
func (b *Book) fresh(id string) bool { return !b.former.Seen.Has(id) }

// Echoes gives the IDs of the stories of earlier runs that originals of this one, by position,
// are copies of.
func (b *Book) Echoes() map[int]string {
	if b == nil {
		return nil
	}
	return b.echoes
}

// Labels gives the names that topics keep, by UID: those that analysts gave them, and those of
// themes that have not changed.
func (b *Book) Labels() map[int]string {
	if b == nil {
		return nil
	}
	out := make(map[int]string)
	for i := range b.next.Themes {
		switch t := &b.next.Themes[i]; {
		case b.options.Overrides[t.UID].Name != "":
			out[t.UID] = b.options.Overrides[t.UID].Name
		case b.repeated || t.Standing == result.Same || t.Standing == result.Revived || t.Standing == result.Dormant:
			out[t.UID] = t.Label
		}
	}
	return out
}

// Outcome is what a run leaves to the next one and tells of those before it. It is empty for
// a nil Book.
type Outcome struct {
	// State is what the next run is to know. It is that of Options where the run repeats the
	// one before it: then there is nothing to remember.
	State   *state.State
	Changes []Change // what differs from earlier runs
	Fresh   int      // stories that no earlier run had
}

// Sight takes up the names of the run, by the ascending keys of all that it has found, and enters
// into those that it publishes which run first found them. Against a state that has kept no names
// yet none is new.
func (b *Book) Sight(keys []uint64, names []result.Name) {
	if b == nil {
		return
	}
	if !b.repeated {
		b.next.Names.Add(keys, b.next.Runs)
	}
	for i := range names {
		n := &names[i]
		n.FirstRun = b.next.Names.First(n.Key)
		n.New = n.FirstRun == b.next.Runs && b.next.Names.Since < b.next.Runs
	}
}

// Remember completes the next state by what the run found, topics in the order of their IDs,
// and fills in what became of the topics. It fails when ctx ends.
func (b *Book) Remember(ctx context.Context, c *collection.Collection, topics []result.Topic) (Outcome, error) {
	if b == nil {
		return Outcome{}, nil
	}
	for i := range topics {
		topics[i].Standing = b.next.Theme(topics[i].UID).Standing
	}
	if !b.repeated {
		if err := b.complete(ctx, c, topics); err != nil {
			return Outcome{}, err
		}
	}
	return Outcome{b.next, changesOf(b.next.Changes, topics, b.options.Overrides), b.next.Fresh}, nil
}

// complete enters what the run found into the next state.
func (b *Book) complete(ctx context.Context, c *collection.Collection, topics []result.Topic) error {
	articles := slices.Clone(c.Articles) // positions must stay as they are
	slices.SortFunc(articles, collection.CompareIDs)
	for i := range topics {
		t := &topics[i]
		theme := b.next.Theme(t.UID)
		theme.Last = b.next.Runs
		if b.options.Overrides[t.UID].Name == "" {
			theme.Label = t.Label
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	b.announce(c, articles, topics)
	if err := ctx.Err(); err != nil {
		return err
	}
	for i := range articles {
		if err := b.next.Seen.Add(articles[i].ID); err != nil {
			return fmt.Errorf("remember articles: %w", err)
		}
	}
	if b.options.OnlyNew {
		if err := b.rememberStories(c); err != nil {
			return err
		}
	}
	return b.rememberRecurring()
}
