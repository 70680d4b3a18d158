// Package format reads articles: text, Markdown, HTML pages, JSON, JSON Lines, delimited
// tables, Parquet, RSS and Atom, exports of WordPress, dumps of MediaWiki, sitemaps, the
// standards of news agencies, other XML that is a list of records, mail and what crawlers
// store, in any mixture, and what press databases export as text or HTML. In go the streams
// that package input finds under paths, each with no layer left around it; out come articles in
// a stable order, every string valid UTF-8 in normalisation form C, and one reject for every
// record that could not be read.
//
// Glossary, beside that of package input.
//
//   - form: how records are written down: JSON Lines, a delimited table, a feed and so
//     on. The extension proposes a form and the content may overrule it.
//   - field: what an article knows of itself (title, text, date ...), found in a
//     record under one of its usual names, or under the name that Options.Fields gives.
//
// The package imports input and not the other way round, along the way of the data: input
// hands each stream to one function, an [input.Decode], and does not know what it holds, so
// that a form is added here alone.
//
// # Nothing in silence
//
// Every stream gives an article or a reject. One that is read to its end without a record is
// a reject with the reason Empty.
package format
