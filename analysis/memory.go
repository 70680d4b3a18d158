package analysis

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"

	"leitmotif/analysis/change"
	"leitmotif/analysis/collection"
	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/topic"
	"leitmotif/analysis/wording"
	"leitmotif/corpus/boilerplate"
)

// memory is the state on its way from one run to the next.
type memory struct {
	former   *state.State
	next     *state.State // former itself where the run repeats the one before it
	repeated bool
	terms    []freshTerm
	// recurring is what counts as boilerplate from here on.
	recurring *boilerplate.Recurring
	// echoes holds the IDs of stories of earlier runs, by position of the original of those
	// of this run that are copies of them, where those runs' articles are left out.
	echoes map[int]string
	// themes holds UIDs of topics by position, whatever analysts say of them; 0 = none.
	themes []int
}

// newMemory begins the next state. A run over the same articles in the same configuration
// as the run before is its repetition.
func newMemory(ctx context.Context, c *collection.Collection, recurring *boilerplate.Recurring, models []sentiment.ModelInfo, cfg Config) (*memory, error) {
	if cfg.State == nil {
		return nil, nil
	}
	m := &memory{former: cfg.State, next: cfg.State, recurring: recurring, themes: make([]int, len(c.Articles))}
	if cfg.OnlyNew {
		if err := m.findEchoes(ctx, c); err != nil {
			return nil, err
		}
	}
	if err := cfg.State.CheckOverrides(cfg.Overrides); err != nil {
		return nil, err
	}
	instruments, err := instrumentsDigest(models, cfg)
	if err != nil {
		return nil, err
	}
	input, err := inputDigest(c, cfg, instruments)
	if err != nil {
		return nil, err
	}
	if m.repeated = slices.Equal(input, cfg.State.Input); m.repeated {
		return m, nil
	}
	m.next = cfg.State.Next()
	m.next.Input, m.next.Instruments = input, instruments
	if !slices.Equal(instruments, cfg.State.Instruments) {
		m.next.History = new(change.History)
	}
	return m, nil
}

// instrumentsDigest is the SHA-256 of what tells the tone models apart and of the stop
// words.
func instrumentsDigest(models []sentiment.ModelInfo, cfg Config) ([]byte, error) {
	models = slices.Clone(models)
	slices.SortFunc(models, func(a, b sentiment.ModelInfo) int { return cmp.Compare(a.Language, b.Language) })
	raw, err := json.Marshal([]any{models, cfg.StopWords})
	if err != nil {
		return nil, fmt.Errorf("digest of tone models and stop words: %w", err)
	}
	sum := sha256.Sum256(raw)
	return sum[:], nil
}

// inputDigest is the SHA-256 of the articles, in the order of their IDs, and of the
// settings and instruments that change what is found in them.
func inputDigest(c *collection.Collection, cfg Config, instruments []byte) ([]byte, error) {
	cfg.Since, cfg.Until, cfg.OnlyNew = time.Time{}, time.Time{}, false
	settings, err := json.Marshal(cfg)
	if err != nil {
		return nil, fmt.Errorf("digest of the configuration: %w", err)
	}
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
	return h.Sum(nil), nil
}

// fresh tells whether no earlier run had the article.
func (m *memory) fresh(id string) bool { return !m.former.Seen.Has(id) }

// echoed gives the echoes of the run.
func (m *memory) echoed() map[int]string {
	if m == nil {
		return nil
	}
	return m.echoes
}

// settle notes what became of the themes of a space and of what the space knows.
func (m *memory) settle(p *placement, anew bool) {
	if m.repeated {
		return
	}
	if anew {
		p.drift.Fitted, p.drift.Placed = p.all, state.Measure{}
	} else {
		p.drift.Placed.Merge(p.seen)
		m.carryOn(p)
	}
	m.next.SetSpace(*p.space, p.drift)
}

// carryOn notes the standing of the themes of a space that goes on.
func (m *memory) carryOn(p *placement) {
	stories := make([]int, p.model.K)
	for _, t := range p.model.Assigned {
		if t >= 0 {
			stories[t]++
		}
	}
	for t, uid := range p.space.UIDs {
		theme := m.next.Theme(uid)
		switch {
		case stories[t] == 0:
		case theme.Standing == result.Dormant:
			theme.Standing = result.Revived
		default:
			theme.Standing, theme.Parent = result.Same, 0
		}
	}
}

// labels gives the names that topics keep: those that analysts gave them, and those of
// themes that have not changed.
func (m *memory) labels(overrides map[int]state.Override) map[int]string {
	out := make(map[int]string)
	if m == nil {
		return out
	}
	for i := range m.next.Themes {
		switch t := &m.next.Themes[i]; {
		case overrides[t.UID].Name != "":
			out[t.UID] = overrides[t.UID].Name
		case m.repeated || t.Standing == result.Same || t.Standing == result.Revived || t.Standing == result.Dormant:
			out[t.UID] = t.Label
		}
	}
	return out
}

// remember completes the next state by what the result says, and the result by what has
// changed.
func (m *memory) remember(ctx context.Context, c *collection.Collection, answer *Result, cfg Config) error {
	if m == nil {
		return nil
	}
	for i := range answer.Topics {
		answer.Topics[i].Standing = m.next.Theme(answer.Topics[i].UID).Standing
	}
	answer.State = m.next
	if m.repeated {
		answer.Counts.Fresh = m.former.Fresh
		answer.Changes = changesOf(m.former.Changes, answer.Topics, cfg.Overrides)
		return nil
	}
	for i := range answer.Topics {
		t := &answer.Topics[i]
		theme := m.next.Theme(t.UID)
		theme.Last = m.next.Runs
		if cfg.Overrides[t.UID].Name == "" {
			theme.Label = t.Label
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	m.announce(c, answer, cfg)
	if err := ctx.Err(); err != nil {
		return err
	}
	for i := range answer.Articles {
		if err := m.next.Seen.Add(answer.Articles[i].ID); err != nil {
			return fmt.Errorf("remember articles: %w", err)
		}
	}
	if cfg.OnlyNew {
		if err := m.rememberStories(c); err != nil {
			return err
		}
	}
	return m.rememberRecurring()
}

// merged applies the overrides that merge topics: columns of one UID become one.
func merged(model *topic.Model, uids []int, overrides map[int]state.Override) (*topic.Model, []int) {
	column := make([]int, len(uids)) // of each topic, after merging
	var out []int
	for t, uid := range uids {
		if into := overrides[uid].Merge; into != 0 {
			uid = into
		}
		if column[t] = slices.Index(out, uid); column[t] < 0 {
			column[t] = len(out)
			out = append(out, uid)
		}
	}
	if len(out) == len(uids) {
		return model, out
	}
	return model.Merged(column, len(out)), out
}

// newTheme makes a theme without a number.
func newTheme(language string, w wording.Description, stability float64) state.Theme {
	theme := state.Theme{Language: language, NPMI: w.Coherence, Stability: stability, Marks: newMarks(w.Marks)}
	for _, t := range w.Terms {
		theme.Terms = append(theme.Terms, state.Term{Text: t.Term, Weight: t.Weight})
	}
	return theme
}

// keptMarks is the number of marks of a theme that the ledger keeps.
const keptMarks = 40

// newMarks keeps the marks of most weight, scaled to length 1.
func newMarks(list []wording.Mark) []state.Term {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b wording.Mark) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Term, b.Term))
	})
	list = list[:min(keptMarks, len(list))]
	var square float64
	for _, m := range list {
		square += m.Weight * m.Weight
	}
	out := make([]state.Term, len(list))
	for i, m := range list {
		out[i] = state.Term{Text: m.Term, Weight: m.Weight / math.Sqrt(square)}
	}
	return out
}
