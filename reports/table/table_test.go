package table

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"leitmotif/analysis"
	"leitmotif/analysis/change"
	"leitmotif/analysis/ledger"
	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/analysis/tone"
	"leitmotif/corpus"
)

var update = flag.Bool("update", false, "write the golden files anew")

// small is a result with every kind of presence and absence.
func small() *analysis.Result {
	at := time.Date(2026, 10, 5, 7, 30, 0, 123_456_789, time.FixedZone("CEST", 2*3600))
	return &analysis.Result{
		Tone: result.ToneInfo{Models: []result.ToneModel{{Language: "de", Name: "linear", Whole: true}, {Language: "de", Name: "encoder", Towards: true}}},
		Articles: []result.Article{
			{ID: "00000000000000000001", StoryID: "00000000000000000001", Input: result.Origin{File: "a.txt"}, IsOutlier: true, NoTopic: result.Outlier,
				Language: "en", Tone: result.Tone{Abstain: "too_short"}},
			{ID: "00000000000000000002", StoryID: "00000000000000000002", SourceID: "x", Input: result.Origin{File: "a.jsonl", Record: 7},
				Title: "Grüße", Lead: "Anfang", URL: "https://a.example/", Source: "Bote", Author: "A. B.", Language: "de",
				LanguageConfidence: 0, PublishedAt: at, Precision: "second", Copies: 1, Characters: 9, Words: 2, BoilerplateShare: 0.25,
				TopicID: 1, TopicWeight: 0.75, TopicFit: 0, Topics: []result.TopicWeight{{TopicID: 1, Weight: 0.75}, {TopicID: 2, Weight: 0.25}},
				Keywords: []string{"Deich", "Pegel"}, Names: []result.Named{{Name: 0, Mentions: 2, Neutral: 1}, {Name: 1, Mentions: 1}},
				Tone: result.Tone{Label: "neutral", Negative: 1, Neutral: 2, Positive: 1,
					Drivers: []result.Driver{{Term: "gut", Contribution: 0.5}, {Term: "schlecht", Contribution: -0.5}}},
				Mentions: []result.Mention{
					{Target: "Bote AG", Alias: "Bote", End: 4, InTitle: true},
					{Sentence: 1, Target: "Bote AG", Alias: "Bote", Start: 2, End: 6, Quoted: true, Label: "positive", Negative: 0.25, Positive: 0.75},
				}},
		},
		Topics: []result.Topic{
			{ID: 1, Language: "de", Label: "Hochwasser", Terms: []result.TermWeight{{Term: "Deich", Weight: 1}}, Articles: 1, Stories: 1, Share: 1,
				NPMI: -0.5, Tone: tone.Net{Counts: tone.Counts{Negative: 1, Neutral: 2, Positive: 1}, Stories: 1, Low: -1, High: 1}, Neutral: 1, First: at, Last: at,
				Course: result.Course{Direction: "steady", Turn: at, Before: 0, After: 0.5, Outlet: "Bote"}, Representatives: []string{"00000000000000000002"}},
			{ID: 2, Language: "de", Label: "Schule", Parent: 1, Mark: result.SingleOutlet, MarkedBy: "Bote"},
		},
		Themes: []result.Theme{{ID: 1, Language: "de", Label: "Leben", Terms: []result.TermWeight{{Term: "Schule", Weight: 1}}, Topics: []int{2}}},
		Spaces: []result.Space{
			{Language: "de", Articles: 1, Rows: 1, Topics: 2, Sought: 3, Held: 1, Low: 2, High: 4, Rank: 1, ExplainedVariance: 0.5},
			{Language: "en", Articles: 1, Rows: 1, Reason: "fewer than 20 articles"},
		},
		Trends: []result.Trend{
			{TopicID: 1, Period: "week", Start: time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC), Stories: 1, Total: 1, Share: 1, Low: 0.2, High: 1, Adjusted: 0, Comparable: true, Few: true, Tone: tone.Net{Counts: tone.Counts{Negative: 1, Neutral: 2, Positive: 1}, Stories: 1, Low: -1, High: 1}, Burst: true},
			{TopicID: 2, Period: "week", Start: time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC), Partial: true},
		},
		Names: []result.Name{
			{Key: 7, Name: "Amt", Kind: result.Organisation, Articles: 1, Stories: 1, Mentions: 1, Share: 0.5, FirstRun: 1},
			{Key: 1 << 63, Name: "Ada Bote", Kind: result.Person, Forms: []result.NameForm{{Text: "Ada Bote", Mentions: 1}}, Languages: []string{"de"},
				Articles: 1, Stories: 1, Mentions: 2, First: at, Last: at, Topics: []result.NameTopic{{TopicID: 1, Stories: 1}},
				Outlets: []result.NameOutlet{{Source: "Bote", Articles: 1}}, Tone: tone.Net{Counts: tone.Counts{Neutral: 1}, Stories: 1},
				Together: []result.NameTogether{{Name: 0, Stories: 1, LogLikelihood: 1.5}}, FirstRun: 3, New: true},
		},
		State: &state.State{Runs: 3, Names: state.Names{Since: 1}},
		Changes: []ledger.Change{
			{Change: change.Change{Kind: ledger.TopicNew, Topic: 7, Language: "de", Subject: "Hafen, Streik", AfterN: 4}, TopicID: 1},
			{Change: change.Change{Kind: change.SourceStarted, Subject: "Kurier", After: 0.25, Low: 3, High: math.Inf(1), P: 0.01, AfterN: 9, Sources: 1, Runs: 1}},
		},
		Rejects: []corpus.Reject{
			{Input: corpus.Origin{File: "b.jsonl", Record: 2}, Reason: corpus.Malformed, Detail: "cut off"},
			{Input: corpus.Origin{File: "a.bin"}, Reason: corpus.UnknownFormat},
		},
		Inputs: []result.Input{
			{File: "a.bin", Bytes: -1, Rejected: 1},
			{File: "b.jsonl", Form: "JSON Lines", Bytes: 400, Articles: 2, Rejected: 1, LeftOut: 1, Undated: 1, Repaired: 1, Truncated: 1, Shortened: 1},
		},
	}
}

func save(t *testing.T, s *Set) string {
	t.Helper()
	dir := t.TempDir()
	for _, table := range s.Tables() {
		if err := os.WriteFile(filepath.Join(dir, table.File()), encode(t, table), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func encode(t *testing.T, table Table) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := table.WriteTo(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// collected are the rows of all tables, in memory.
func collected(t *testing.T, s *Set) []any {
	t.Helper()
	articles, err := s.Articles.Collect()
	topics, failed := s.ArticleTopics.Collect()
	mentions, broken := s.Mentions.Collect()
	names, unread := s.ArticleNames.Collect()
	if err := errors.Join(err, failed, broken, unread); err != nil {
		t.Fatal(err)
	}
	return []any{articles, topics, mentions, names, s.Names, s.Topics, s.Trends, s.Changes, s.Rejects, s.Inputs}
}

func TestRoundTrip(t *testing.T) {
	for name, res := range map[string]*analysis.Result{"small": small(), "empty": {}} {
		want := New(res)
		got, err := Read(context.Background(), save(t, want))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for range 2 { // a pass leaves the rows as they are
			if got, want := collected(t, got), collected(t, want); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: read back\n%+v\nwritten\n%+v", name, got, want)
			}
		}
	}
}

// TestNewNames tells new names only where the state has kept names before the run.
func TestNewNames(t *testing.T) {
	res := small()
	names := New(res).Names
	if a, b := names[0], names[1]; a.IsNew == nil || *a.IsNew || b.IsNew == nil || !*b.IsNew || b.FirstRun != 3 {
		t.Errorf("new: %v, %v", a.IsNew, b.IsNew)
	}
	res.State.Names.Since = 3
	if names = New(res).Names; names[1].IsNew != nil {
		t.Error("a name is new in the first run that keeps names")
	}
	if got := names[1].TogetherWith; len(got) != 1 || got[0].NameID != names[0].NameID || got[0].Name != "Amt" {
		t.Errorf("together with %v", got)
	}
}

func TestWritingIsDeterministic(t *testing.T) {
	first, second := New(small()).Tables(), New(small()).Tables()
	for i := range first {
		if !bytes.Equal(encode(t, first[i]), encode(t, second[i])) {
			t.Errorf("table %s differs from one writing to the next", first[i].Name)
		}
	}
}

// TestAbsentIsNull looks at every column of an article about which nothing is known
// but that it could not be scored: what is absent must be NULL, and what is a count
// must be there even where it is 0.
func TestAbsentIsNull(t *testing.T) {
	rows := readValues(t, encode(t, New(small()).Tables()[0]))
	want := "source_id record title lead url source author language_confidence:present published_at published_precision duplicate_of " +
		"topic_id topic_label topic_weight topic_fit:present no_topic_reason:present keywords sentiment sentiment_score p_negative p_neutral p_positive " +
		"sentiment_coverage sentiment_drivers copies:present characters:present"
	for _, column := range strings.Fields(want) {
		name, state, _ := strings.Cut(column, ":")
		if null := rows[0][name]; null == (state == "present") {
			t.Errorf("column %s of the bare article: NULL is %v", name, null)
		}
	}
	for name, null := range rows[1] {
		if present := name != "duplicate_of" && name != "abstain_reason" && name != "no_topic_reason"; null == present {
			t.Errorf("column %s of the full article: NULL is %v", name, null)
		}
	}
}

// readValues tells for every row and top-level column whether it is NULL.
func readValues(t *testing.T, file []byte) []map[string]bool {
	t.Helper()
	f, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	reader := parquet.NewReader(f)
	columns := f.Schema().Columns()
	var all []map[string]bool
	for range f.NumRows() {
		rows := make([]parquet.Row, 1)
		if n, err := reader.ReadRows(rows); n == 0 {
			t.Fatal(err)
		}
		nulls := make(map[string]bool)
		for _, v := range rows[0] {
			nulls[columns[v.Column()][0]] = v.IsNull()
		}
		all = append(all, nulls)
	}
	return all
}

func TestTimesAreUTCMilliseconds(t *testing.T) {
	got := collected(t, New(small()))[0].([]Article)[1].PublishedAt
	if want := time.Date(2026, 10, 5, 5, 30, 0, 123_000_000, time.UTC); got != want {
		t.Errorf("published_at is %v, want %v", got, want)
	}
}

func TestMetadataAndStatistics(t *testing.T) {
	for _, table := range New(small()).Tables() {
		raw := encode(t, table)
		f, err := parquet.OpenFile(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"schema_version": SchemaVersion, "leitmotif.table": table.Name}
		for _, c := range table.Columns() {
			want["note."+c.Name] = c.Note
		}
		for key, value := range want {
			if got, ok := f.Lookup(key); !ok || got != value || value == "" {
				t.Errorf("%s: metadata %s is %q, want %q", table.Name, key, got, value)
			}
		}
		if by := f.Metadata().CreatedBy; strings.Contains(by, "parquet-go") || !strings.HasPrefix(by, "leitmotif version ") {
			t.Errorf("%s: created by %q", table.Name, by)
		}
		for _, group := range f.Metadata().RowGroups {
			if len(group.SortingColumns) != len(table.Key) {
				t.Errorf("%s: %d sorting columns, want %v", table.Name, len(group.SortingColumns), table.Key)
			}
			for _, c := range group.Columns {
				path := strings.Join(c.MetaData.PathInSchema, ".")
				if c.MetaData.Codec.String() != "ZSTD" {
					t.Errorf("%s.%s: codec %v", table.Name, path, c.MetaData.Codec)
				}
				if c.OffsetIndexOffset == 0 || c.ColumnIndexOffset == 0 {
					t.Errorf("%s.%s has no page index", table.Name, path)
				}
			}
		}
		if got := f.Metadata().RowGroups[0].Columns[0].MetaData.Statistics; len(got.MinValue) == 0 || len(got.MaxValue) == 0 {
			t.Errorf("%s: the first column of the key has no bounds", table.Name)
		}
	}
}

func TestRowGroups(t *testing.T) {
	all := make([]ArticleTopic, rowGroup+1)
	for i := range all {
		all[i] = ArticleTopic{ArticleID: fmt.Sprintf("%020x", i), TopicID: 1, Weight: 0.5}
	}
	s := &Set{ArticleTopics: InMemory(all)}
	raw := encode(t, s.Tables()[1])
	f, err := parquet.OpenFile(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var rows []int64
	for _, g := range f.RowGroups() {
		rows = append(rows, g.NumRows())
	}
	if !slices.Equal(rows, []int64{rowGroup, 1}) {
		t.Errorf("row groups of %v rows", rows)
	}
	// The bounds of the pages are whole ids in ascending order: a lookup reads one page.
	index, err := f.RowGroups()[0].ColumnChunks()[0].ColumnIndex()
	if err != nil || index.NumPages() < 2 || !index.IsAscending() {
		t.Fatalf("the page index of the key has %d pages in no order, %v", index.NumPages(), err)
	}
	for page := 1; page < index.NumPages(); page++ {
		if before, low := index.MaxValue(page-1).String(), index.MinValue(page).String(); len(low) != 20 || before >= low {
			t.Errorf("page %d ends with %q, the next begins with %q", page-1, before, low)
		}
	}
}

func TestRejectsAreSortedByKey(t *testing.T) {
	rows := New(small()).Rejects
	if rows[0].Input != "a.bin" || rows[1].Input != "b.jsonl" {
		t.Errorf("rejects in the order %s, %s", rows[0].Input, rows[1].Input)
	}
}

func TestDisorderIsRefused(t *testing.T) {
	res := small()
	slices.Reverse(res.Articles)
	_, err := New(res).Tables()[0].WriteTo(context.Background(), new(bytes.Buffer))
	if err == nil || !strings.Contains(err.Error(), "row 2 does not follow row 1 by article_id") {
		t.Errorf("writing rows out of order: %v", err)
	}
}

func TestWritingStopsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := New(small()).Tables()[0].WriteTo(ctx, new(bytes.Buffer)); !errors.Is(err, context.Canceled) {
		t.Errorf("writing after the end of the context: %v", err)
	}
}

func TestReadRefuses(t *testing.T) {
	good := New(small())
	later := func() []byte {
		var b bytes.Buffer
		w := parquet.NewGenericWriter[Article](&b, parquet.KeyValueMetadata(tableKey, "articles"), parquet.KeyValueMetadata(versionKey, "2.0"))
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for name, test := range map[string]struct {
		content []byte
		want    string
	}{
		"another table":   {encode(t, good.Tables()[2]), `its metadata say "topics"`},
		"later version":   {later(), "schema version 2.0 is newer"},
		"no Parquet":      {[]byte("PAR1 is how it begins, and then it goes on"), "read table articles"},
		"nothing in it":   {nil, "read table articles"},
		"cut off":         {encode(t, good.Tables()[0])[:500], "read table articles"},
		"missing file":    {[]byte("-"), "no such file"},
		"wrong magic end": {append(encode(t, good.Tables()[0]), "????"...), "read table articles"},
	} {
		dir := save(t, good)
		path := filepath.Join(dir, "articles.parquet")
		if err := os.WriteFile(path, test.content, 0o600); err != nil {
			t.Fatal(err)
		}
		if name == "missing file" {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := Read(context.Background(), dir); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, test.want)
		}
	}
}

// A table that breaks off is refused by the pass that comes to the place, not by Read, which
// looks at the ends of the long ones alone.
func TestDamageEndsAPass(t *testing.T) {
	dir := save(t, New(small()))
	path := filepath.Join(dir, "articles.parquet")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(raw[4:], make([]byte, 300)) // the first pages
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Read(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Articles.Collect(); err == nil || !strings.Contains(err.Error(), "read table articles") {
		t.Errorf("a pass over a damaged table: %v", err)
	}
}

// The rows of the long tables are made as they are asked for: writing a table that never
// ends holds a row group, and whoever stops early has asked for no more.
func TestRowsAreMadeOneByOne(t *testing.T) {
	made := 0
	stop := errors.New("enough")
	endless := Rows[ArticleTopic](func(yield func(*ArticleTopic, error) bool) {
		row := ArticleTopic{TopicID: 1}
		for ; made < rowGroup+chunk; made++ {
			row.ArticleID = fmt.Sprintf("%020x", made)
			if !yield(&row, nil) {
				return
			}
		}
		yield(nil, stop)
	})
	written := new(bytes.Buffer)
	s := &Set{ArticleTopics: endless}
	if _, err := s.Tables()[1].WriteTo(context.Background(), written); !errors.Is(err, stop) {
		t.Errorf("the error of the rows is lost: %v", err)
	}
	if written.Len() == 0 {
		t.Error("a full row group was not written before the next one came")
	}
}

// TestReadOlderFile reads a file that lacks a column of today.
func TestReadOlderFile(t *testing.T) {
	type reject struct {
		Input  string `parquet:"input"`
		Reason string `parquet:"reason"`
	}
	dir := save(t, New(&analysis.Result{}))
	var b bytes.Buffer
	w := parquet.NewGenericWriter[reject](&b, parquet.KeyValueMetadata(tableKey, "rejects"), parquet.KeyValueMetadata(versionKey, "1.0"))
	if _, err := w.Write([]reject{{"a", "malformed"}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "rejects.parquet"), b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Read(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if want := []Reject{{Input: "a", Reason: "malformed"}}; !slices.Equal(s.Rejects, want) {
		t.Errorf("read %+v, want %+v", s.Rejects, want)
	}
}

// TestDictionary holds the second half of reports/README.md against the struct tags;
// -update writes it. The first half is written by hand.
func TestDictionary(t *testing.T) {
	const path = "../README.md"
	want := Dictionary()
	heading, _, _ := strings.Cut(want, "\n")
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	byHand, got, found := strings.Cut(string(page), heading)
	if !found {
		t.Fatalf("reports/README.md has no heading %q", heading)
	}
	got = heading + got
	if *update {
		got = want
		if err := os.WriteFile(path, []byte(byHand+want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got != want {
		t.Error("reports/README.md is not what the struct tags say: run go test ./reports/table -update")
	}
}

func TestEveryColumnHasANote(t *testing.T) {
	for _, table := range new(Set).Tables() {
		for _, c := range table.Columns() {
			if c.Note == "" || c.Name != strings.ToLower(c.Name) || strings.Contains(c.Note, "|") {
				t.Errorf("%s.%s: note %q", table.Name, c.Name, c.Note)
			}
		}
	}
}

// TestDamagedFile flips bits throughout a file: reading may fail, but not panic.
func TestDamagedFile(t *testing.T) {
	whole := encode(t, New(small()).Tables()[4])
	path := filepath.Join(t.TempDir(), "rejects.parquet")
	for i := 0; i < len(whole); i += 11 {
		raw := bytes.Clone(whole)
		raw[i] ^= 0xff
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if rows, err := fileRows[Reject](path, "rejects").Collect(); err == nil && rows == nil {
			t.Errorf("byte %d: neither rows nor an error", i)
		}
	}
}

func BenchmarkWriteArticles10000(b *testing.B) {
	rows := make([]Article, 10_000)
	for i := range rows {
		rows[i] = articleRow(&small().Articles[1], nil, "model")
		rows[i].ArticleID = fmt.Sprintf("%020x", i)
	}
	s := &Set{Articles: InMemory(rows)}
	for b.Loop() {
		var out bytes.Buffer
		if _, err := s.Tables()[0].WriteTo(context.Background(), &out); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(out.Len()))
	}
}

// What a test says nothing about is NULL, and so is a ratio without an upper bound.
func TestChanges(t *testing.T) {
	rows := New(small()).Changes
	if r := rows[0]; r.TopicUID != 7 || r.TopicID != 1 || r.Before != nil || r.P != nil || r.Runs != nil || r.StoriesAfter != 4 {
		t.Errorf("a topic that is new: %+v", r)
	}
	if r := rows[1]; r.TopicUID != 0 || *r.Before != 0 || *r.After != 0.25 || *r.Low != 3 || r.High != nil || *r.StoriesBefore != 0 || *r.Sources != 1 {
		t.Errorf("an outlet that has started: %+v", r)
	}
}

// Of fewer scored stories than an interval needs the net tone alone is given.
func TestToneInterval(t *testing.T) {
	for scored, want := range map[int][2]bool{0: {}, 1: {true, false}, 4: {true, false}, 5: {true, true}} {
		row := topicRow(&result.Topic{Tone: tone.Net{Counts: tone.Counts{Neutral: 9 * scored, Positive: scored}, Stories: scored, Low: -0.1, High: 0.3}})
		if got := [2]bool{row.SentimentMean != nil, row.SentimentLow != nil}; got != want || (row.SentimentHigh != nil) != want[1] {
			t.Errorf("%d scored: mean and interval are there: %v, want %v", scored, got, want)
		}
	}
}

// A long text stands in its page alone, not in the statistics before it: pyarrow reads no
// header of a page over 16 MB.
func TestLongTexts(t *testing.T) {
	long := strings.Repeat("The council met. ", 300_000)
	raw := encode(t, Texts(InMemory([]Text{{ArticleID: "a", Text: long, Removed: []string{long}}})))
	if most := 1 << 20; len(raw) > most {
		t.Errorf("the table has %d bytes, over %d", len(raw), most)
	}
}

// TestTargets: two copies are one story, and mentions without a tone count as mentions alone.
func TestTargets(t *testing.T) {
	mention := func(target, label string) result.Mention { return result.Mention{Target: target, Label: label} }
	res := &analysis.Result{Articles: []result.Article{
		{ID: "1", StoryID: "1", Copies: 1, Mentions: []result.Mention{mention("A", tone.Negative), mention("A", tone.Negative), mention("B", "")}},
		{ID: "2", StoryID: "1", Copies: 1, Mentions: []result.Mention{mention("A", tone.Neutral)}},
		{ID: "3", StoryID: "3", Mentions: []result.Mention{mention("A", tone.Positive), mention("A", "")}},
	}}
	res.Articles[2].Mentions[1].Quoted = true
	rows := New(res).Targets
	if len(rows) != 2 {
		t.Fatalf("rows %+v", rows)
	}
	a := rows[0]
	if a.Target != "A" || a.Articles != 3 || a.Stories != 2 || a.Mentions != 5 || a.Quoted != 1 || a.Negative != 2 || a.Neutral != 1 || a.Positive != 1 {
		t.Errorf("A: %+v", a)
	}
	if *a.SentimentScore != -0.25 || a.Sentiment != tone.Negative || *a.PNeutral != 0.25 || a.SentimentLow != nil {
		t.Errorf("A: score %v, %s, %v neutral", *a.SentimentScore, a.Sentiment, *a.PNeutral)
	}
	if b := rows[1]; b.Mentions != 1 || b.Articles != 1 || b.SentimentScore != nil || b.Sentiment != "" {
		t.Errorf("B: %+v", b)
	}
}
