package analysis

import (
	"errors"
	"fmt"
)

// LeastMemory is the least bound on memory, in bytes.
const LeastMemory = 320 << 20

// ErrMemory is returned where a run would not keep within Config.Memory.
var ErrMemory = errors.New("too many articles for the bound on memory")

// What a run takes at its peak where the garbage collector is held short, in bytes. Of composed
// articles of 1.8 kB in two languages 100,000 kept a bound just above; a million without a
// bound took a tenth more.
const (
	baseMemory       = 300 << 20 // program, models, words, what is under way
	memoryPerArticle = 3600
)

// needs estimates the memory of a run over a number of articles, in bytes.
func needs(articles int) int64 { return baseMemory + memoryPerArticle*int64(articles) }

// checkMemory fails where the articles need more than the bound.
func (c *Config) checkMemory(articles int) error {
	if need := needs(articles); c.Memory > 0 && need > c.Memory {
		const gib = 1 << 30
		return fmt.Errorf("%w: %d articles take about %.2f GiB, the bound is %.2f GiB", ErrMemory, articles, float64(need)/gib, float64(c.Memory)/gib)
	}
	return nil
}

// held is how much of what can go through a file stays in memory; see collection.Options.
func (c *Config) held() int {
	const most, part = 32 << 20, 32
	if c.Held != 0 || c.Memory == 0 {
		return c.Held
	}
	return int(min(most, c.Memory/part))
}
