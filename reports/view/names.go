package view

import (
	"regexp"
	"strconv"
	"strings"

	"leitmotif/analysis/result"
	"leitmotif/analysis/tone"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// Limits on the names that the page shows; the table holds them all.
const (
	firstNames  = 10 // of a kind, always shown
	mostNames   = 40 // of a kind, with those on demand
	maxTogether = 3
	maxNewNames = 12
	maxAliases  = 4
)

// kindOfNames are the names of a kind that the page shows, in most stories first.
type kindOfNames struct {
	kind  string
	shown []*table.Name
	left  int
}

// names are those that the page shows.
type names struct {
	kinds   []kindOfNames
	numbers map[string]int // in the page, from 1, by name_id
	labels  map[int32]string
	forms   map[string]int64 // mentions of a form, of all names
	full    map[string]bool  // full forms, in lower case
}

func newNames(set *table.Set) *names {
	s := &names{numbers: make(map[string]int), labels: make(map[int32]string, len(set.Topics)), forms: make(map[string]int64), full: make(map[string]bool)}
	for i := range set.Topics {
		s.labels[set.Topics[i].TopicID] = plain(set.Topics[i].Label, labelLimit)
	}
	for i := range set.Names {
		s.full[strings.ToLower(set.Names[i].Name)] = true
		for _, f := range set.Names[i].Forms {
			s.forms[f.Form] += f.Mentions
		}
	}
	ranked := table.ByStories(set.Names)
	for _, kind := range []string{result.Person, result.Organisation, result.Place} {
		k := kindOfNames{kind: kind}
		for _, n := range ranked {
			switch {
			case n.Kind != kind:
			case len(k.shown) == mostNames:
				k.left++
			default:
				k.shown = append(k.shown, n)
				s.numbers[n.NameID] = len(s.numbers) + 1
			}
		}
		if len(k.shown) > 0 {
			s.kinds = append(s.kinds, k)
		}
	}
	return s
}

// view is nil where there are no names. listed are the articles of the list, to which the names
// that they give are entered.
func (s *names) view(set *table.Set, m *Facts, listed map[string]*page.Article) (*page.Names, error) {
	if len(s.kinds) == 0 {
		return nil, nil
	}
	times := make(map[int]int) // listed articles by number
	for n, err := range set.ArticleNames {
		if err != nil {
			return nil, err
		}
		if a, number := listed[n.ArticleID], s.numbers[n.NameID]; a != nil && number > 0 {
			a.Names = append(a.Names, number)
			times[number]++
		}
	}
	v := &page.Names{Total: len(set.Names), Left: m.Counts.NamesLeft, Queries: nameQueries}
	for _, k := range s.kinds {
		shown := page.NameKind{Kind: k.kind, Left: k.left, Most: int(k.shown[0].Stories)}
		for i, n := range k.shown {
			x := s.name(n)
			x.Listed = times[x.Number]
			if i < firstNames {
				shown.First = append(shown.First, x)
			} else {
				shown.More = append(shown.More, x)
			}
		}
		v.Kinds = append(v.Kinds, shown)
	}
	return v, nil
}

// name is a name as the page shows it.
func (s *names) name(n *table.Name) page.Name {
	v := page.Name{
		Number: s.numbers[n.NameID], Name: plain(n.Name, nameLimit), Stories: int(n.Stories), New: isNew(n), Entry: s.entry(n),
		Mean: statedMean(n.SentimentScore, n.SentimentLow, n.SentimentHigh, int(n.SentencesNegative+n.SentencesNeutral+n.SentencesPositive)),
	}
	if len(n.Topics) > 0 {
		v.Topic = page.Ref{ID: int(n.Topics[0].TopicID), Label: s.labels[n.Topics[0].TopicID]}
	}
	if len(n.Outlets) > 0 {
		v.Outlet = plain(n.Outlets[0].Source, nameLimit)
	}
	for _, t := range n.TogetherWith[:min(maxTogether, len(n.TogetherWith))] {
		v.Together = append(v.Together, page.Together{Number: s.numbers[t.NameID], Name: plain(t.Name, nameLimit), Stories: int(t.Stories)})
	}
	return v
}

// statedMean is the net tone that a row states.
func statedMean(score, low, high *float64, n int) page.Mean {
	if score == nil {
		return page.Mean{}
	}
	m := page.Mean{Score: *score, N: n}
	if low != nil && high != nil {
		m.Low, m.High, m.Interval, m.Clear = *low, *high, true, tone.Clear(*low, *high)
	}
	return m
}

func isNew(n *table.Name) bool { return n.IsNew != nil && *n.IsNew }

// bare are the texts that YAML takes as they are, within brackets too.
var bare = regexp.MustCompile(`^\pL[\pL\pN .&'’-]*$`)

// entry is the line of a watch list that watches a name: with the forms without the full one in
// them that are a twentieth of its mentions and, nine times of ten, no other name's. It is "" where the
// page cannot show the name as it is.
func (s *names) entry(n *table.Name) string {
	if plain(n.Name, nameLimit) != n.Name {
		return ""
	}
	var all int64
	for _, f := range n.Forms {
		all += f.Mentions
	}
	var aliases []string
	for _, f := range n.Forms {
		if n.Kind == result.Person && strings.HasPrefix(n.Name, f.Form+" ") {
			continue // others have the given name as well
		}
		if strings.Contains(f.Form, n.Name) || plain(f.Form, nameLimit) != f.Form || s.full[strings.ToLower(f.Form)] || len(aliases) == maxAliases {
			continue
		}
		if 20*f.Mentions >= all && 10*f.Mentions >= 9*s.forms[f.Form] {
			aliases = append(aliases, yamlText(f.Form))
		}
	}
	if len(aliases) == 0 {
		return "- name: " + yamlText(n.Name)
	}
	return "- {name: " + yamlText(n.Name) + ", aliases: [" + strings.Join(aliases, ", ") + "]}"
}

// yamlText writes a text that is plain for YAML, in quotation marks where it needs them.
func yamlText(text string) string {
	if bare.MatchString(text) && !strings.EqualFold(text, "null") {
		return text
	}
	return strconv.Quote(text)
}

// freshNames are those that no earlier run found, in most stories first; more is how many are left
// out.
func freshNames(set *table.Set) (list []page.ChangeLine, more int) {
	for _, n := range table.ByStories(set.Names) {
		switch {
		case !isNew(n):
		case len(list) == maxNewNames:
			more++
		default:
			list = append(list, page.ChangeLine{Subject: plain(n.Name, labelLimit), Stories: int(n.Stories)})
		}
	}
	return list, more
}

// nameQueries yield the names with their figures, and count them by outlet, period and topic.
var nameQueries = []string{
	`SELECT kind, name, stories, share, topics, outlets, sentiment_score, sentiment_low, sentiment_high, together_with, is_new
FROM 'names.parquet' ORDER BY kind, stories DESC, name;`,
	nameCounts("a.source"), nameCounts("date_trunc('month', make_timestamp(epoch_us(a.published_at))) AS month"), nameCounts("a.topic_id, a.topic_label"),
}

// nameCounts counts names by columns of the articles.
func nameCounts(columns string) string {
	return `SELECT n.name, n.kind, ` + columns + `, count(*) AS articles, count(DISTINCT a.story_id) AS stories
FROM 'article_names.parquet' JOIN 'articles.parquet' a USING (article_id) JOIN 'names.parquet' n USING (name_id)
GROUP BY ALL ORDER BY stories DESC, n.name;`
}
