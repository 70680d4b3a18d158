package collection

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"
	"github.com/zeebo/xxh3"

	"leitmotif/analysis/internal/spill"
	"leitmotif/analysis/names"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/watchlist"
	"leitmotif/corpus"
	"leitmotif/corpus/boilerplate"
	"leitmotif/corpus/duplicate"
	"leitmotif/corpus/format"
	"leitmotif/seeds"
)

// binaryOptions have a watch list and a window, so that every part of a shard has something
// to hold.
func binaryOptions(t testing.TB) (Options, *sentiment.Scorer) {
	t.Helper()
	options := Options{StopWords: seeds.StopWords()}
	scorer, err := sentiment.NewScorer(sentiment.Options{
		StopWords: options.StopWords,
		Watchlist: &watchlist.List{Targets: []watchlist.Target{{Name: "Nvidia"}, {Name: "Taiwan"}, {Name: "Corona"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return options, scorer
}

// shardsOf gives what the second pass leaves of a source, shard by shard.
func shardsOf(t testing.TB, source corpus.Source, scorer *sentiment.Scorer, options Options) []*Shard {
	t.Helper()
	texts, err := Survey(context.Background(), source, options, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	var shards []*Shard
	_, err = texts.read(context.Background(), scorer, func(s *Shard) (Packed, error) { return Packed{shard: s}, nil }, func(p Packed) error {
		shards = append(shards, p.shard)
		return nil
	})
	if err := errors.Join(err, texts.Close()); err != nil {
		t.Fatal(err)
	}
	return shards
}

func encoded(t testing.TB, s *Shard) []byte {
	t.Helper()
	data, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func decoded(t testing.TB, data []byte) *Shard {
	t.Helper()
	s := new(Shard)
	if err := s.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	return s
}

// beginning is the first records of a source.
type beginning struct {
	corpus.Source
	n int
}

func (b beginning) Articles(ctx context.Context) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		n := 0
		for a, err := range b.Source.Articles(ctx) {
			if n == b.n || !yield(a, err) {
				return
			}
			n++
		}
	}
}

// opened gives the beginning of a corpus of the evaluation data.
func opened(t testing.TB, name string, n int) corpus.Source {
	t.Helper()
	for _, dir := range []string{os.Getenv("LEITMOTIF_DATA"), filepath.Join("..", "..", "..", "shared", "data")} {
		path := filepath.Join(dir, name+".jsonl.gz")
		if _, err := os.Stat(path); dir == "" || err != nil {
			continue
		}
		source, err := format.Open([]string{path}, format.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return beginning{source, n}
	}
	t.Skipf("no evaluation data: %s is not in LEITMOTIF_DATA or ../shared/data", name)
	return nil
}

func demonstration(t testing.TB) corpus.Source {
	t.Helper()
	source, err := format.OpenFS(seeds.Demo(), ".", format.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return source
}

// A corpus that went through the bytes of its shards is the one that a run collects, and the
// bytes do not depend on the workers.
func TestShardBinary(t *testing.T) {
	november := Window{Since: day(3), Until: day(25)}
	for name, c := range map[string]struct {
		source func(t *testing.T) corpus.Source
		window Window
	}{
		"demonstration": {func(t *testing.T) corpus.Source { return demonstration(t) }, Window{}},
		"notices":       {func(*testing.T) corpus.Source { return noticed() }, Window{}},
		"window":        {func(*testing.T) corpus.Source { return dated() }, november},
		"nothing":       {func(*testing.T) corpus.Source { return &stream{} }, Window{}},
		"fang_covid_de": {func(t *testing.T) corpus.Source { return opened(t, "fang_covid_de", 300) }, Window{}},
		"20newsgroups":  {func(t *testing.T) corpus.Source { return opened(t, "20newsgroups", 300) }, Window{}},
	} {
		t.Run(name, func(t *testing.T) {
			source := c.source(t)
			options, scorer := binaryOptions(t)
			options.Window = c.window
			texts, err := Survey(t.Context(), source, options, func(int) {})
			if err != nil {
				t.Fatal(err)
			}
			want, err := texts.Ingest(t.Context(), scorer, func(int) {})
			if err != nil {
				t.Fatal(err)
			}
			got := New(Options{Held: -1}, len(want.Articles))
			var forms [][]byte
			options.Workers = 1
			for _, s := range shardsOf(t, source, scorer, options) {
				forms = append(forms, encoded(t, s))
				add(t, got, decoded(t, forms[len(forms)-1]))
			}
			if err := got.Finish(t.Context()); err != nil {
				t.Fatal(err)
			}
			want.Deep = sentiment.DeepReading{} // no part of shards
			compare(t, got, want)
			options.Workers = 2
			for i, s := range shardsOf(t, source, scorer, options) {
				if !bytes.Equal(encoded(t, s), forms[i]) {
					t.Errorf("shard %d: two workers give other bytes than one", i)
				}
				if again := encoded(t, decoded(t, forms[i])); !bytes.Equal(again, forms[i]) {
					t.Errorf("shard %d is written back differently", i)
				}
			}
		})
	}
}

// add takes up a shard.
func add(t testing.TB, c *Collection, s *Shard) {
	t.Helper()
	p, err := c.Pack(s)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Add(p); err != nil {
		t.Fatal(err)
	}
}

// compare names the parts in which collections differ. It lets their rows go.
func compare(t *testing.T, got, want *Collection) {
	t.Helper()
	if !reflect.DeepEqual(rowsOf(t, got), rowsOf(t, want)) {
		t.Error("other rows")
	}
	for _, c := range []*Collection{got, want} {
		if err := c.Recall(t.Context()); err != nil {
			t.Error(err)
		}
	}
	g, w := reflect.ValueOf(*got), reflect.ValueOf(*want)
	for i := range g.NumField() {
		if f := g.Type().Field(i); f.IsExported() && !reflect.DeepEqual(g.Field(i).Interface(), w.Field(i).Interface()) {
			t.Errorf("%s differ: %.400v\n%.400v", f.Name, g.Field(i), w.Field(i))
		}
	}
}

// rowsOf gives the term counts of each article, by position.
func rowsOf(t *testing.T, c *Collection) []tfidf.Document {
	t.Helper()
	rows, seen := make([]tfidf.Document, len(c.Articles)), make([]atomic.Int32, len(c.Articles))
	for code := range c.Statistics {
		err := c.EachRow(t.Context(), code, 2, func(position int, d tfidf.Document) {
			rows[position] = d
			seen[position].Add(1)
			if c.Articles[position].Language != code || c.Terms(position) != len(d.Terms) {
				t.Errorf("article %d: %d terms in %q", position, len(d.Terms), code)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for position := range seen {
		if n := seen[position].Load(); n != 1 {
			t.Errorf("the row of article %d is used %d times", position, n)
		}
	}
	return rows
}

// full is a shard that has something in every field that a shard can have.
func full() *Shard {
	of := func(text string) identity {
		x, err := newIdentity(&corpus.Article{Title: "Titel", Text: text})
		if err != nil {
			panic(err)
		}
		return x
	}
	counts := func(text string) *tfidf.Counts {
		c := tfidf.NewCounter(tokenize.NewAnalyser("de", nil))
		c.Add(tfidf.Part{Text: text, Tokens: tokenize.Append(nil, text)})
		return c.Take()
	}
	candidates := func(texts ...string) *names.Counts {
		surfaces := new(tokenize.Index)
		x := names.NewExtractor(surfaces)
		for _, text := range texts {
			var title, body tokenize.Text
			title.Set("", surfaces)
			body.Set(text, surfaces)
			x.Article("de", &title, &body, []names.Sentence{{End: len(text), Tone: 1}})
		}
		return x.Take()
	}
	return &Shard{
		names:    candidates("Das sagte Ada Wolf in Steinau.", ""),
		rejects:  []corpus.Reject{{Input: corpus.Origin{File: "\xff.json", Record: 3}, Reason: corpus.Empty, Detail: "nichts darin"}},
		relabels: 7, omissions: [omissions]int{outside: 1, undated: 2, known: 3},
		counts: map[string]*tfidf.Counts{"de": counts("Bank von Steinau"), "": counts("")},
		documents: []document{
			{
				Article: result.Article{
					SourceID: "17", Input: result.Origin{File: "a.jsonl", Record: 9}, Title: "Titel", Lead: "Anfang", URL: "https://example.org/",
					Source: "Bote", Author: "Ada Wolf", Language: "de", LanguageConfidence: 0.75, PublishedAt: time.Date(2026, 11, 3, 4, 5, 6, 789, time.UTC), Precision: "second",
					Truncated: true, Characters: 30, Words: 5, BoilerplateShare: 0.1,
					Tone: result.Tone{
						Abstain: "foreign", Label: "negative", Negative: 2, Neutral: 3, Positive: 1, Coverage: 0.9, Deep: true,
						Drivers: []result.Driver{{Term: "leider", Contribution: -1.0 / 3}},
					},
					Mentions: []result.Mention{{
						Sentence: 1, Target: "Wolf", Alias: "Ada Wolf", Start: 3, End: 11, InTitle: true, Text: "Ada Wolf kam.", Quoted: true, Deep: true,
						Label: "positive", Negative: 0.1, Neutral: 0.2, Positive: 0.7,
					}},
				},
				identity: of("eins"), pieces: []boilerplate.Piece{{Key: math.MaxUint64, Text: "Mehr dazu"}}, print: duplicate.Fingerprint{1, 2, 15: 3},
				bytes: 31, badDate: true, shortened: true, zoneless: true, doubtful: true,
			},
			{identity: of("zwei")},
		},
	}
}

// found lists the fields of a value, those of structures and of the first entries of slices
// within it, which are zero.
func found(v reflect.Value, name string, zero func(name string)) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time](), v.Type() == reflect.TypeFor[duplicate.Signature](), v.Kind() != reflect.Struct && v.Kind() != reflect.Slice:
		if v.IsZero() {
			zero(name)
		}
	case v.Kind() == reflect.Slice && v.Len() == 0:
		zero(name)
	case v.Kind() == reflect.Slice:
		found(v.Index(0), name, zero)
	default:
		for i := range v.NumField() {
			found(v.Field(i), name+"."+v.Type().Field(i).Name, zero)
		}
	}
}

// Every field of a document has its place in the form, but for those of an article that are
// found later.
func TestShardBinaryHoldsEveryField(t *testing.T) {
	want := full()
	want.documents[0].sign = duplicate.NewHasher().Sign(fmt.Sprint(rand.New(rand.NewPCG(1, 1)).Perm(60)))
	got := decoded(t, encoded(t, want))
	if !reflect.DeepEqual(got.documents, want.documents) || !reflect.DeepEqual(got.rejects, want.rejects) ||
		got.omissions != want.omissions || got.relabels != want.relabels || !reflect.DeepEqual(got.names, want.names) || len(got.counts) != len(want.counts) {
		t.Errorf("read back as\n%+v\ninstead of\n%+v", got, want)
	}
	var missing []string
	found(reflect.ValueOf(got.documents[0]), "", func(name string) { missing = append(missing, name) })
	later := []string{
		".Article.ID", ".Article.StoryID", ".Article.DuplicateOf", ".Article.Copies", ".Article.TopicID", ".Article.TopicWeight",
		".Article.TopicFit", ".Article.IsOutlier", ".Article.NoTopic", ".Article.Topics", ".Article.Keywords", ".Article.Mentions.Drivers", ".Article.Names", ".text.ArticleID", ".text.Text", ".text.Removed", // a text goes on unpacked
	}
	if !slices.Equal(missing, later) {
		t.Errorf("zero in a full document: %q, want %q", missing, later)
	}
}

// Times come back as they were: in UTC, to the nanosecond, the zero time too.
func TestTimesThroughBytes(t *testing.T) {
	times := []time.Time{{}, time.Unix(0, 0).UTC(), time.Unix(-1, 999_999_999).UTC(), time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC), time.Time{}.Add(1)}
	random := rand.New(rand.NewPCG(4, 2))
	first, last := times[0].Unix(), times[3].Unix()
	for range 300 {
		times = append(times, time.Unix(first+random.Int64N(last-first+1), random.Int64N(1e9)).UTC())
	}
	for _, want := range times {
		s := full()
		s.documents[0].PublishedAt = want
		if got := decoded(t, encoded(t, s)).documents[0].PublishedAt; !reflect.DeepEqual(got, want) {
			t.Errorf("%#v is read back as %#v", want, got)
		}
	}
	s := full()
	s.documents[0].PublishedAt = times[3].In(time.FixedZone("", 3600))
	if got := decoded(t, encoded(t, s)).documents[0].PublishedAt; !reflect.DeepEqual(got, times[3]) {
		t.Errorf("a time of another zone is read back as %v", got)
	}
}

// framed puts a body under a header with the right checksum.
func framed(body []byte) []byte {
	return append(binary.BigEndian.AppendUint64([]byte(shardHeader), xxh3.Hash(body)), body...)
}

// inCBOR encodes as MarshalBinary does, whatever the numbers are.
func inCBOR(t testing.TB, value any) []byte {
	t.Helper()
	mode, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := mode.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func bodyIn(data []byte) []byte { return data[len(shardHeader)+8:] }

func TestShardBinaryRefusesDamage(t *testing.T) {
	data := encoded(t, full())
	for n := range data {
		if err := new(Shard).UnmarshalBinary(data[:n]); !errors.Is(err, ErrFormat) {
			t.Fatalf("%d of %d bytes: %v", n, len(data), err)
		}
		wrong := slices.Clone(data)
		wrong[n] ^= 1 << (n % 8)
		if err := new(Shard).UnmarshalBinary(wrong); !errors.Is(err, ErrFormat) {
			t.Fatalf("a bit of byte %d of %d: %v", n, len(data), err)
		}
	}
	for name, foreign := range map[string][]byte{
		"nothing": nil, "text": []byte("Der Rat tagte."), "another version": bytes.Replace(data, []byte("shard 1"), []byte("shard 2"), 1),
		"more than a shard": framed(append(slices.Clone(bodyIn(data)), 0)), "an empty map": framed([]byte{0xa0}), "null": framed([]byte{0xf6}),
		// 2^32 documents, and 2^24 of which nothing is there.
		"a length of 2^32": framed([]byte{0xa1, 0x01, 0x9b, 0, 0, 0, 1, 0, 0, 0, 0}),
		"a length of 2^24": framed([]byte{0xa1, 0x01, 0x9a, 1, 0, 0, 0, 0xf6}),
	} {
		s := full()
		if err := s.UnmarshalBinary(foreign); !errors.Is(err, ErrFormat) || len(s.documents) != 2 {
			t.Errorf("%s: %v, %d documents", name, err, len(s.documents))
		}
	}
}

// What Add trusts is checked, in bytes whose checksum is right.
func TestShardBinaryRefusesNonsense(t *testing.T) {
	type parts struct {
		shardForm
		documents []*documentForm
		counts    map[string]*tfidf.Counts
	}
	for name, damage := range map[string]func(f *parts, d *documentForm){
		"no document":                   func(f *parts, _ *documentForm) { f.documents[0] = nil },
		"a document less than counted":  func(f *parts, _ *documentForm) { f.documents = f.documents[1:] },
		"a document more than counted":  func(f *parts, d *documentForm) { f.documents = append(f.documents, d) },
		"a language without counts":     func(_ *parts, d *documentForm) { d.Article.Language = "en" },
		"a language without a document": func(f *parts, _ *documentForm) { f.counts["en"] = new(tfidf.Counts) },
		"counts that are missing":       func(f *parts, _ *documentForm) { delete(f.counts, "de") },
		"counts of another number":      func(f *parts, _ *documentForm) { f.counts["de"].Documents = nil },
		"a term that is not there": func(f *parts, _ *documentForm) {
			f.counts["de"].Forms = []tfidf.Form{{Term: 9, Surface: "x", Count: 1}}
		},
		"an omission too many":            func(f *parts, _ *documentForm) { f.Omissions = append(f.Omissions, 0) },
		"an omission too few":             func(f *parts, _ *documentForm) { f.Omissions = f.Omissions[1:] },
		"a negative omission":             func(f *parts, _ *documentForm) { f.Omissions[known] = -1 },
		"a negative number of relabels":   func(f *parts, _ *documentForm) { f.Relabels = -1 },
		"a fingerprint too short":         func(_ *parts, d *documentForm) { d.Print = d.Print[1:] },
		"a fingerprint too long":          func(_ *parts, d *documentForm) { d.Print = append(slices.Clone(d.Print), 0) },
		"an ID too short":                 func(_ *parts, d *documentForm) { d.ID = d.ID[1:] },
		"an ID that is none":              func(_ *parts, d *documentForm) { d.ID = "0123456789ABCDEF0123" },
		"no state of the identity":        func(_ *parts, d *documentForm) { d.State = nil },
		"a part of that state":            func(_ *parts, d *documentForm) { d.State = d.State[1:] },
		"a negative number of words":      func(_ *parts, d *documentForm) { d.Article.Words = -1 },
		"a negative number of bytes":      func(_ *parts, d *documentForm) { d.Bytes = -1 },
		"a negative record":               func(_ *parts, d *documentForm) { d.Input.Record = -1 },
		"a negative number of sentences":  func(_ *parts, d *documentForm) { d.Tone.Neutral = -1 },
		"a mention that ends too early":   func(_ *parts, d *documentForm) { d.Mentions[0].End = 2 },
		"a mention before all sentences":  func(_ *parts, d *documentForm) { d.Mentions[0].Sentence = -1 },
		"a time before all times":         func(_ *parts, d *documentForm) { d.Published.Seconds = math.MinInt64 },
		"a time after the year 9999":      func(_ *parts, d *documentForm) { d.Published.Seconds = math.MaxInt64 },
		"a second of too many parts":      func(_ *parts, d *documentForm) { d.Published.Nanoseconds = 1e9 },
		"a second of a negative part":     func(_ *parts, d *documentForm) { d.Published.Nanoseconds = -1 },
		"a share that is no number":       func(_ *parts, d *documentForm) { d.Article.BoilerplateShare = math.NaN() },
		"a confidence beyond all numbers": func(_ *parts, d *documentForm) { d.Article.LanguageConfidence = math.Inf(1) },
	} {
		s := full()
		form := &parts{shardForm{Omissions: s.omissions[:], Relabels: s.relabels}, converted(s.documents, (*document).form), s.counts}
		write := func() []byte {
			candidates, err := s.names.MarshalBinary()
			if err != nil {
				t.Fatal(name, err)
			}
			form.Names = spill.Compress(candidates)
			form.Documents, form.Counts = spill.Compress(inCBOR(t, form.documents)), make(map[string][]byte)
			for code, counts := range form.counts {
				raw, err := counts.MarshalBinary()
				if err != nil {
					t.Fatal(name, err)
				}
				form.Counts[code] = spill.Compress(raw)
			}
			return framed(inCBOR(t, form.shardForm))
		}
		if err := new(Shard).UnmarshalBinary(write()); err != nil {
			t.Fatalf("what is to be damaged is no shard: %v", err)
		}
		damage(form, form.documents[0])
		if err := new(Shard).UnmarshalBinary(write()); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
	s := full()
	s.documents[0].Tone.Coverage = math.NaN()
	if _, err := s.MarshalBinary(); err == nil {
		t.Error("a shard is written that cannot be read")
	}
}

// Any documents and counts are an error or a shard that a collection can take up and that is
// written and read as itself. The fuzzer does not have to guess checksum and compression.
func FuzzShard(f *testing.F) {
	options, scorer := binaryOptions(f)
	seeds := []*Shard{full(), new(Shard)}
	for _, source := range []corpus.Source{beginning{demonstration(f), 3}, beginning{noticed(), 10}} {
		seeds = append(seeds, shardsOf(f, source, scorer, options)[0])
	}
	for _, s := range seeds {
		counts := cmp.Or(s.counts["de"], s.counts["en"], new(tfidf.Counts))
		raw, err := counts.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(inCBOR(f, converted(s.documents, (*document).form)), raw)
	}
	f.Fuzz(func(t *testing.T, documents, counts []byte) {
		form := shardForm{Omissions: make([]int, omissions), documentsForm: documentsForm{spill.Compress(documents)}, Counts: map[string][]byte{"de": spill.Compress(counts)}}
		data := framed(inCBOR(t, form))
		var s, again Shard
		if err := s.UnmarshalBinary(data); err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Fatal(err)
			}
			return
		}
		if alone, err := readDocuments(data); err != nil || !reflect.DeepEqual(alone, s.documents) {
			t.Fatalf("documents alone are\n%+v\ninstead of\n%+v\n%v", alone, s.documents, err)
		}
		if alone, err := readCounts(data, "de", new([]byte)); err != nil || !reflect.DeepEqual(alone, s.counts["de"].Documents) {
			t.Fatalf("counts alone are\n%+v\ninstead of\n%+v\n%v", alone, s.counts["de"].Documents, err)
		}
		if err := again.UnmarshalBinary(encoded(t, &s)); err != nil || !reflect.DeepEqual(again, s) {
			t.Fatalf("read back as\n%+v\ninstead of\n%+v\n%v", again, s, err)
		}
		c := New(Options{}, 0)
		add(t, c, &s)
		add(t, c, &again)
		if err := c.Finish(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

// BenchmarkShardBinary reports times and sizes for each article of 20newsgroups.
func BenchmarkShardBinary(b *testing.B) {
	options, scorer := binaryOptions(b)
	shards := shardsOf(b, opened(b, "20newsgroups", 20*shardSize), scorer, options)
	var forms [][]byte
	articles, size := 0, 0
	for _, s := range shards {
		data := encoded(b, s)
		forms = append(forms, data)
		articles += len(s.documents)
		size += len(data)
	}
	report := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*articles), "ns/article")
		b.ReportMetric(float64(size)/float64(articles), "B/article")
	}
	b.Run("encode", func(b *testing.B) {
		for b.Loop() {
			for _, s := range shards {
				encoded(b, s)
			}
		}
		report(b)
	})
	b.Run("decode", func(b *testing.B) {
		for b.Loop() {
			for _, data := range forms {
				decoded(b, data)
			}
		}
		report(b)
	})
}
