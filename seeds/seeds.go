// Package seeds holds what the program carries with it: the demonstration corpus
// that a run without arguments reads, and the default word lists.
//
// The demonstration corpus has 70 German and 68 English stories, told by eight
// invented outlets over the ten weeks from Monday 2026-08-31 to Sunday 2026-11-08.
//
// Every text was written for this corpus. People, companies, outlets and most
// towns are invented, except in the theme on AI chips, which names real companies
// and keeps to the public facts of one visit.
//
// What is planted, and what a run should therefore find, stands in README.md:
//
//   - eight themes that both languages tell of, each with its own course over
//     the weeks (rising, falling, steady, burst) and its own tone,
//   - copies: texts of a news agency that several outlets took over under other
//     titles, shortened and with words changed, or unchanged,
//   - forms: JSON Lines, comma- and tab-separated tables, a JSON array, feeds,
//     whole HTML pages, plain text and Markdown,
//   - faults: a record cut off in the middle, a record without text, impossible
//     dates, a file in Windows-1252, text pages full of the words of their website.
//
// Glossary.
//
//   - theme: what a story was written about; the truth that topics are held against.
//   - copy: a record that tells a story of the corpus once more, word for word or nearly so.
//   - fault: a defect of the input that a run must survive and report.
package seeds

import (
	"embed"
	"io/fs"
)

//go:embed demo
var files embed.FS

// Demo returns the demonstration corpus, with the folders "de" and "en" at its
// root. It can be read any number of times and from several goroutines at once.
func Demo() fs.FS {
	demo, err := fs.Sub(files, "demo")
	if err != nil {
		panic("seeds: the embedded corpus has no root: " + err.Error())
	}
	return demo
}
