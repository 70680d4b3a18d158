package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"leitmotif/analysis"
	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/watchlist"
	"leitmotif/cmd/leitmotif/internal/flags"
	"leitmotif/cmd/leitmotif/internal/memory"
	"leitmotif/cmd/leitmotif/internal/summary"
	"leitmotif/corpus"
	"leitmotif/corpus/yaml"
	"leitmotif/reports"
	"leitmotif/reports/page"
	"leitmotif/seeds"
)

// runSettings are the settings of a run beside those of the analysis.
type runSettings struct {
	inputSettings
	config         string
	out            string
	watchlist      string
	now            string
	schedule       schedule
	reportLanguage string
	texts          bool
	quiet          bool
	logFormat      string
	profile        string
}

const runLong = `run reads articles, finds topics and tone, and publishes one directory:

  OUT/run=20261123T060000Z/   Parquet tables, report.html, manifest.json
  OUT/latest                  points at the newest run

A PATH is a file, a directory (read recursively), a glob, or - for standard input; the
paths of the configuration file, which lie relative to it, count where there is none.
Pipes and devices are read as standard input alone: leitmotif run - < PIPE. What earlier
runs have written, here or elsewhere, is never read. Without any input, and with nothing
set but --out and how things look, it reads the demonstration corpus inside the program,
never into a directory with runs of another input.

A form is told by what a file holds: text, Markdown, HTML, MHTML, WARC, JSON, JSON Lines,
CSV, TSV, Parquet, XLSX, ODS, DOCX, ODT, RTF, PDF, EPUB, mail, feeds, sitemaps, WordPress,
MediaWiki, NewsML, NITF, IPTC 7901, exports of press databases; each also as .gz, .zst or
.bz2, in .zip and .tar archives. 'leitmotif check' says what comes out of them.

Every setting may also stand in the environment (LEITMOTIF_MIN_ARTICLES=50) or in the
file that --config names (min-articles: 50). Flags win over the environment, the
environment over the file.

While it runs, it says on standard error which stage it is at, how fast that goes and how
long the rest of it takes, once these can be told; --quiet keeps it silent.

On a schedule, --since and --until take a window of the articles, --gate holds back a
run that is not like it should be, --keep removes old runs, and --metrics-file says how
it went. Whatever fails, full disks and kill -9 among it, OUT/latest leads to a whole
run; the next one clears away.

Exit codes:
   0  published
   1  failed, nothing published
   2  wrong usage or configuration
   3  published, but more records were rejected than --max-reject-share allows
   4  a quality gate (--gate) refused to publish, nothing published
  75  another run holds the lock of the output directory or of the state
 130  interrupted, nothing published`

const runExample = `  leitmotif run
  leitmotif run news/*.jsonl.gz feeds/ --out /srv/news
  leitmotif run archive/ --since 30d --keep 60 --gate articles-min=500,history=6
  leitmotif run news/ --topics en=20,de=9
  leitmotif run export.csv --field text=content --field date=created_at
  curl -s https://example.org/feed.xml | leitmotif run - --topics 8`

func runCommand(s streams) *cobra.Command {
	set := runSettings{}
	cfg := analysis.Default()
	c := &cobra.Command{
		Use: "run [PATH...]", Short: "Analyse a corpus and publish tables and report", Long: runLong, Example: runExample,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 && c.Flags().Changed("paths") {
				return usage(errors.New("--paths and PATH: give one of them"))
			}
			err := within(c.Context(), func() error { return settle(c, s.env, nil) })
			set.config = c.Flags().Lookup(configFlag).Value.String()
			if err != nil && c.Context().Err() == nil { // what else is wrong is said at once
				_, others := set.apply(c.Context(), &cfg, false)
				return usage(errors.Join(err, others))
			}
			if err != nil {
				return err
			}
			return watched(c.Context(), s, &set, func(seen *outcome) error {
				args, err := set.inputs(args, c.Flags())
				if err != nil {
					return usage(err)
				}
				return profiled(set.profile, func() error { return perform(c.Context(), s, args, set, cfg, seen) })
			})
		},
	}
	set.addFlags(c, &cfg)
	return c
}

func (set *runSettings) addFlags(c *cobra.Command, cfg *analysis.Config) {
	f := c.Flags()
	addConfigFlag(c)
	set.inputSettings.addFlags(c)
	f.StringVarP(&set.out, "out", "o", "out", "`directory` of the runs")
	f.StringVar(&set.watchlist, "watchlist", "", "YAML `file` of people and companies to watch: a list of name, aliases, kind")
	f.Var(&cfg.Depth, "tone", sentiment.DepthHelp)
	f.StringToStringVar(&cfg.Tone.Models, "tone-model", nil, "tone `model` for a language, such as fr=fr.tone, made by 'leitmotif train tone'")
	f.Var(flags.Topics(cfg), "topics", flags.TopicsHelp)
	f.Var((*flags.Count)(&cfg.Rank), "rank", "dimensions of each semantic space, or auto")
	f.IntVar(&cfg.MinArticles, "min-articles", cfg.MinArticles, "least `number` of articles of a language that gets topics")
	f.Var((*flags.Count)(&cfg.MinDocumentFrequency), "min-document-frequency", "least number of articles that a term must occur in, or auto")
	f.Float64Var(&cfg.MaxDocumentShare, "max-document-share", cfg.MaxDocumentShare, "largest `share` of the articles that a term may occur in")
	f.IntVar(&cfg.MaxTerms, "max-terms", cfg.MaxTerms, "largest `number` of terms of a language")
	f.Float64Var(&cfg.Tolerance, "tolerance", cfg.Tolerance, "relative `residual` at which a dimension of the space counts as found")
	f.Float64Var(&cfg.MinTopicWeight, "min-topic-weight", cfg.MinTopicWeight, "least `weight` of a topic in an article that is listed")
	f.IntVar(&cfg.Workers, "workers", 0, "`number` of threads, 0 for one per processor; never changes a result")
	f.Var((*flags.Size)(&cfg.Memory), "memory", "bound on the memory of the run, such as 4GiB; a run over too many articles fails once they are counted, one that passes it nevertheless warns at its end")
	f.StringVar(&set.now, "now", "", "`time` of the run (RFC 3339) instead of the clock; the report then states it")
	set.schedule.addFlags(c)
	f.StringVar(&set.reportLanguage, "report-language", reports.AutoLanguage, "`language` of the report: en, de, or auto for that of most articles, English when neither")
	f.BoolVar(&set.texts, "texts", false, "write texts.parquet as well: the cleaned text of every article, and what cleaning took out of it")
	f.BoolVarP(&set.quiet, "quiet", "q", false, "say nothing but errors")
	f.StringVar(&set.profile, "profile", "", "`directory` for profiles of time and memory (cpu.pprof, heap.pprof), read by go tool pprof")
	f.StringVar(&set.logFormat, "log", "auto", "progress as `auto`, bar, text or json: auto shows a bar on a terminal, else JSON lines, one per stage and minute")
}

// perform is the program: read, analyse, publish. What it comes to see stands in seen.
func perform(ctx context.Context, s streams, args []string, set runSettings, cfg analysis.Config, seen *outcome) (err error) {
	options, err := set.apply(ctx, &cfg, len(args) == 0)
	if err != nil {
		return usage(err)
	}
	show := newProgress(s, set)
	defer show.close()
	seen.show = show
	options.Observe = func(done, total int) { show.observe(stagePublish, int64(done), int64(total)) }
	var source progressSource
	err = within(ctx, func() (err error) {
		source, err = set.open(args, s, set.ownFiles(cfg), false)
		return err
	})
	if err != nil {
		return usage(err)
	}
	publication, err := reports.Begin(set.out, options)
	if err != nil {
		return err
	}
	defer func() {
		if closing := publication.Close(); err != nil {
			err = errors.Join(err, closing)
		} else {
			show.warn(closing) // what is published stays so
		}
	}()
	show.begin(publication.ID())
	show.warn(publication.Unswept())
	dir, err := set.schedule.state.open(&cfg, show)
	if err != nil {
		return err
	}
	if dir != nil {
		defer func() { show.warn(dir.Close()) }()
	}
	if set.texts {
		cfg.Texts = func(t result.Text) error { return publication.Texts(ctx, t) }
	}
	found, left, err := analyse(ctx, source, cfg, show)
	switch {
	case errors.Is(err, analysis.ErrNothingNew):
		show.close()
		show.idle(err)
		return nil
	case err != nil:
		return err
	}
	seen.result = found
	return set.release(ctx, cfg.State, publication, dir, found, left, show)
}

// release publishes what a run found, unless the gates hold it back, together with the state
// that follows on former, and says what it is.
func (set *runSettings) release(ctx context.Context, former *state.State, publication *reports.Run, dir *state.Dir, found *analysis.Result, left string, show *progress) error {
	refused, err := set.schedule.gates.check(found, publication, show)
	if err != nil {
		return err
	}
	published, err := publish(dir, changed(former, found.State), filepath.Join(set.out, publication.ID()), show,
		func() (string, error) { return publication.Write(ctx, found, refused...) })
	if err != nil {
		return err
	}
	show.close()
	tidy(ctx, publication, set.schedule.keep, show)
	show.warn(memory.Check(found.Config.Memory))
	show.summary(published, found, publication.View(), left)
	lost, records := found.Counts.Lost()
	return tooMany(lost, records, set.maxRejectShare, "rejects.parquet names them")
}

// apply checks the settings, all of whose faults it gives, and fills in the configuration of the
// analysis.
func (set *runSettings) apply(ctx context.Context, cfg *analysis.Config, demonstration bool) (reports.Options, error) {
	cfg.StopWords, cfg.Scratch = seeds.StopWords(), reports.Scratch(set.out)
	cfg.TimeZone, cfg.TimeZones = set.timeZone, set.timeZones
	options, err := set.reportOptions(demonstration)
	files := within(ctx, func() error {
		scheduled := set.schedule.apply(cfg, options.Now)
		watched, err := set.readWatchlist(demonstration)
		cfg.Tone.Watchlist = watched
		return errors.Join(scheduled, err)
	})
	if err := ctx.Err(); err != nil {
		return options, err
	}
	if err := errors.Join(err, files, cfg.Validate(), set.inputSettings.validate(), checkLog(set.logFormat)); err != nil {
		return options, err
	}
	memory.Bound(cfg.Memory)
	return options, nil
}

// analyse runs the stages and shows how far they are. The text says what files of its own
// the source left out. Once ctx has ended the run may have been left behind.
func analyse(ctx context.Context, source progressSource, cfg analysis.Config, show *progress) (found *analysis.Result, left string, err error) {
	show.read = source.Progress
	cfg.ReadDeeply = show.readDeeply
	show.warn(cfg.Slow())
	cfg.Observe = func(stage string, done, total int64) {
		if ctx.Err() == nil {
			show.observe(stage, done, total)
		}
	}
	err = within(ctx, func() (err error) {
		found, err = analysis.Run(ctx, source, cfg)
		left = leftOut(source.Own())
		return err
	})
	if ctx.Err() != nil {
		return nil, "", ctx.Err()
	}
	show.note(left)
	if errors.Is(err, analysis.ErrNoArticles) && left != "" {
		err = fmt.Errorf("%w; %s", err, left)
	}
	if err != nil {
		return nil, "", err
	}
	if show.logger != nil && found.Counts.AllUndated() {
		show.logger.Warn(summary.NothingDated)
	}
	for _, column := range corpus.NameUnused(found.Unused) {
		show.note(column)
	}
	show.observe(stagePublish, 0, int64(found.Counts.Articles))
	return found, left, nil
}

// patience is how long work that is to stop may take to do so. With what there is to clear
// away it stays under the two seconds that users are promised.
const patience = time.Second

// within does work that leaves nothing outside of the process. Once ctx has ended, work that
// does not stop within patience is left behind, and the error is that of ctx: it may be in a
// call that nothing can stop, the eigenvectors of a large matrix, the parse of a page of many
// megabytes, or a file on a disk that does not answer. The caller must use nothing of it then
// and end the program.
func within(ctx context.Context, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return ctx.Err()
	}
}

func (set runSettings) reportOptions(demonstration bool) (reports.Options, error) {
	options := reports.Options{Version: version, Now: time.Now(), Language: set.reportLanguage, Demonstration: demonstration}
	fault := reports.CheckLanguage(options.Language)
	if fault != nil {
		fault = fmt.Errorf("report-language: %w", fault)
	}
	if set.now == "" {
		return options, fault
	}
	now, err := time.Parse(time.RFC3339, set.now)
	if err != nil {
		return options, errors.Join(fault, fmt.Errorf("now: %q is no RFC 3339 time such as 2026-11-23T06:00:00Z", set.now))
	}
	options.Now, options.PrintNow = now, true
	return options, fault
}

// readWatchlist reads the watch list; that of the demonstration corpus is embedded.
func (set runSettings) readWatchlist(demonstration bool) (*watchlist.List, error) {
	switch {
	case set.watchlist != "":
		raw, err := yaml.ReadFile(set.watchlist, yaml.MaxListBytes)
		if err != nil {
			return nil, fmt.Errorf("read watch list: %w", err)
		}
		list, err := watchlist.Parse(raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", set.watchlist, err)
		}
		return list, nil
	case demonstration:
		return watchlist.Parse(seeds.Watchlist())
	}
	return nil, nil
}

// tidy removes old runs. That it fails is no failure of the run, which is published.
func tidy(ctx context.Context, publication *reports.Run, keep int, show *progress) {
	if keep == 0 || ctx.Err() != nil {
		return
	}
	removed, err := publication.Keep(keep)
	show.warn(err)
	if len(removed) > 0 && show.logger != nil {
		show.logger.Info("removed", slog.Any("runs", removed))
	}
}

// unclear is the number of stories without a clear topic.
func unclear(result *analysis.Result) int {
	n := 0
	for i := range result.Spaces {
		n += result.Spaces[i].Unclear
	}
	return n
}

// summary says on standard output where the results are and what they hold in short.
func (p *progress) summary(dir string, result *analysis.Result, view *page.View, left string) {
	n, took := result.Counts, p.now().Sub(p.begun)
	if p.logger != nil {
		p.logger.Info("published", slog.String("dir", dir), slog.Int("articles", n.Articles),
			slog.Int("rejected", n.Rejected), slog.Int("empty", n.Empty), slog.Int("shortened", n.Shortened), slog.Int("truncated", n.Truncated),
			slog.Int("zoneless_times", n.Zoneless), slog.Int("ambiguous_times", n.Ambiguous), slog.Int("duplicates", n.Duplicates), slog.Int("topics", len(result.Topics)),
			slog.Int("themes", len(result.Themes)), slog.Int("no_clear_topic", unclear(result)),
			slog.Int("outside", n.Outside), slog.Int("outside_undated", n.OutsideUndated),
			slog.Int("known", n.Known), slog.Int("fresh", n.Fresh), slog.Int("languages", len(result.Spaces)), slog.Float64("seconds", took.Seconds()))
	}
	for _, s := range result.Spaces {
		if p.logger != nil && s.High > 0 {
			p.logger.Info("number of topics", slog.String("language", s.Language), slog.Int("topics", s.Topics),
				slog.Int("sought", s.Sought), slog.Int("low", s.Low), slog.Int("high", s.High), slog.String("reason", s.FitReason))
		}
	}
	if p.quiet {
		return
	}
	end := summary.Run{Dir: dir, Result: result, View: view, Took: took, Deep: p.deep, LeftOut: left, Colours: p.outColours}
	p.warn(end.Print(p.out))
}

// note logs what is worth knowing and no fault; "" says nothing.
func (p *progress) note(text string) {
	if p.logger != nil && text != "" {
		p.logger.Info(text)
	}
}

// idle says that there was nothing to do.
func (p *progress) idle(why error) {
	if p.logger != nil {
		p.logger.Info("nothing new", slog.String("reason", why.Error()))
	}
	if !p.quiet {
		fmt.Fprintf(p.out, "%v; the run before stands\n", why)
	}
}
