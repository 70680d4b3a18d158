package seeds

import (
	_ "embed"
	"slices"
)

//go:embed watchlist.yaml
var watchlist []byte

// Watchlist returns the watch list of the demonstration corpus, in YAML.
func Watchlist() []byte { return slices.Clone(watchlist) }
