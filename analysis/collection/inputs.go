package collection

import (
	"slices"
	"strings"

	"leitmotif/analysis/result"
	"leitmotif/corpus"
)

// inputs counts what becomes of the records of each file. Those of a file follow each other,
// but for the members of an archive around it.
type inputs struct {
	list  []result.Input
	known map[string]int // places in list; nil while it has not been asked for
}

// of gives the counts of a file.
func (in *inputs) of(file string) *result.Input {
	if n := len(in.list); n > 0 && in.list[n-1].File == file {
		return &in.list[n-1]
	}
	if in.known == nil {
		in.known = make(map[string]int)
	}
	at, known := in.known[file]
	if !known {
		at = len(in.list)
		in.known[file] = at
		in.list = append(in.list, result.Input{File: file, Bytes: -1})
	}
	return &in.list[at]
}

// add counts a record that has been admitted, the origin of which is o.
func (in *inputs) add(o corpus.Origin, r *record) {
	file := in.of(o.File)
	switch {
	case r.reject != nil:
		file.Rejected++
		return
	case r.omitted != none:
		file.LeftOut++
		return
	}
	file.Articles++
	for _, mark := range [...]struct {
		holds bool
		count *int
	}{
		{r.article.Published.IsZero(), &file.Undated}, {r.article.Repaired, &file.Repaired},
		{r.article.Truncated, &file.Truncated}, {r.article.Shortened, &file.Shortened},
	} {
		if mark.holds {
			*mark.count++
		}
	}
}

// merge adds the counts of later records.
func (in *inputs) merge(later *inputs) {
	for i := range later.list {
		from := &later.list[i]
		to := in.of(from.File)
		to.Articles += from.Articles
		to.Rejected += from.Rejected
		to.LeftOut += from.LeftOut
		to.Undated += from.Undated
		to.Repaired += from.Repaired
		to.Truncated += from.Truncated
		to.Shortened += from.Shortened
	}
}

// complete adds what the source itself knows of its files, and gives them by name.
func (in *inputs) complete(source corpus.Source) []result.Input {
	if lister, ok := source.(corpus.Lister); ok {
		for _, f := range lister.Files() {
			file := in.of(f.Name)
			file.Form, file.Bytes = f.Form, f.Bytes
		}
	}
	slices.SortFunc(in.list, func(a, b result.Input) int { return strings.Compare(a.File, b.File) })
	return in.list
}
