package watchlist_test

import (
	"fmt"

	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/watchlist"
)

// A target is found by any of its aliases, within compounds too and never within a word.
func Example() {
	list, err := watchlist.Parse([]byte("- name: Kaiwerk\n  aliases: [Kai Works]\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	text := "Kaiwerk-Aktien steigen. Kai Works' rivals fall, Kaiwerker strike."
	for _, place := range watchlist.NewMatcher(list).Find(text, tokenize.Append(nil, text)) {
		fmt.Printf("%s: %s\n", place.Target, text[place.Start:place.End])
	}
	// Output:
	// Kaiwerk: Kaiwerk
	// Kaiwerk: Kai Works
}
