package tokenize_test

import (
	"fmt"

	"leitmotif/analysis/tokenize"
)

// Tokens are places in the text; an analyser tells which of them carry a subject.
func Example() {
	const text = "The port of Norderhafen reopened."
	analyser := tokenize.NewAnalyser("en", []string{"the", "of"})
	for _, token := range tokenize.Append(nil, text) {
		if term := tokenize.Term(token.Text(text)); analyser.Content(term, token.Kind) {
			fmt.Println(token.Start, token.End, term, analyser.Stem(term))
		}
	}
	// Output:
	// 4 8 port port
	// 12 23 norderhafen norderhafen
	// 24 32 reopened reopen
}
