package collection

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/result"
	"leitmotif/analysis/tfidf"
)

// shardRows tells of the term counts of a shard: they are in the shard itself, in numbers of
// the Statistics, or in its packed form, in numbers of its own.
type shardRows struct {
	first, end int                // positions of its articles: [first, end)
	numbers    map[string][]int32 // of its terms in the Statistics, by language; nil where the counts have them
}

// inLanguage yields the positions of the articles of a language in a shard.
func (c *Collection) inLanguage(s shardRows, code string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for position := s.first; position < s.end; position++ {
			if c.Articles[position].Language == code && !yield(position) {
				return
			}
		}
	}
}

// Terms returns the number of different terms of the article at a position.
func (c *Collection) Terms(position int) int { return int(c.terms[position]) }

// EachRow calls use once for every article of a language, with its position and its term
// counts, in numbers of the Statistics of the language: in any order and on up to workers
// goroutines at a time, 0 being one per processor. A document is valid during its call alone and must not be changed.
// EachRow can be called until Recall has been; it fails where the counts cannot be read back,
// and when ctx ends.
func (c *Collection) EachRow(ctx context.Context, code string, workers int, use func(position int, d tfidf.Document)) error {
	return parallel.Tasks(ctx, len(c.shards), workers, func(shard int) error {
		documents, err := c.documents(shard, code)
		if err != nil {
			return err
		}
		i := 0
		for position := range c.inLanguage(c.shards[shard], code) {
			use(position, documents[i])
			i++
		}
		return nil
	})
}

// rooms are buffers that the reading of packed shards can use again.
var rooms = sync.Pool{New: func() any { return new(room) }}

type room struct{ packed, raw []byte }

// documents gives the term counts of the articles of a language in a shard.
func (c *Collection) documents(shard int, code string) ([]tfidf.Document, error) {
	numbers := c.shards[shard].numbers
	if numbers != nil && numbers[code] == nil {
		return nil, nil
	}
	r := rooms.Get().(*room)
	defer rooms.Put(r)
	item, err := c.held.At(shard, r.packed)
	if err != nil {
		return nil, err
	}
	if s := item.Value(); s != nil {
		if s.counts[code] == nil {
			return nil, nil
		}
		return s.counts[code].Documents, nil
	}
	r.packed = item.Packed()
	documents, err := readCounts(item.Packed(), code, &r.raw)
	if err != nil {
		return nil, fmt.Errorf("read term counts back: %w", err)
	}
	for _, d := range documents {
		d.Renumber(numbers[code])
	}
	return documents, nil
}

// Recall gives the articles their details back, which no stage between the passes and the
// publication looks at: where there are many articles these lie on disk meanwhile. The term
// counts are gone then. It fails where the details cannot be read back, and when ctx ends.
func (c *Collection) Recall(ctx context.Context) error {
	err := parallel.Tasks(ctx, len(c.shards), c.workers, func(shard int) error {
		rows := c.shards[shard]
		if rows.numbers == nil {
			return nil
		}
		item, err := c.held.At(shard, nil)
		if err != nil {
			return err
		}
		documents, err := readDocuments(item.Packed())
		if err != nil {
			return fmt.Errorf("read details of articles back: %w", err)
		}
		for i := range documents {
			recallDetails(&c.Articles[rows.first+i], &documents[i].Article)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.closeRows()
}

// Close lets the term counts and the texts go, and the files that hold those of many
// articles. It may be called again.
func (c *Collection) Close() error {
	err := c.closeRows()
	if c.texts != nil {
		err = errors.Join(err, c.texts.pieces.Close())
		c.texts = nil
	}
	return err
}

// closeRows lets the term counts go.
func (c *Collection) closeRows() error {
	if c.held == nil {
		return nil
	}
	held := c.held
	c.held, c.shards = nil, nil
	return held.Close()
}

// Scratch is how many bytes of term counts and details were written to a file.
func (c *Collection) Scratch() int64 { return c.held.Written() }

// shedDetails takes from an article what recallDetails gives back.
func shedDetails(a *result.Article) {
	recallDetails(a, new(result.Article))
}

// recallDetails gives an article what no stage looks at before it is published.
func recallDetails(a, from *result.Article) {
	a.SourceID, a.Input, a.Title, a.Lead, a.URL, a.Author = from.SourceID, from.Input, from.Title, from.Lead, from.URL, from.Author
	a.Tone.Drivers, a.Mentions = from.Tone.Drivers, from.Mentions
}
