package page

import (
	"fmt"
	"html/template"
	"strings"
	"time"
)

// phrases is the wording of the page in one language. In a phrase, {name} stands for
// a value and {name?one|many} for a word that depends on whether the value is one.
type phrases map[string]string

// english is the wording of the page.
var english = phrases{
	"page.title":   "News report: {topics} {topics?topic|topics} in {articles} {articles?article|articles}",
	"page.kicker":  "News analysis",
	"page.head":    "{topics} {topics?topic|topics} in {articles} {articles?article|articles}",
	"page.empty":   "{articles} {articles?article|articles}, no topics",
	"page.skip":    "Skip to the report",
	"page.asof":    "As of {time}",
	"page.refused": "Published although {n?a quality gate|quality gates} refused it:",
	"page.foot":    "Made with leitmotif {version}. The same figures, for every article, are in the Parquet tables beside this page (schema {schema}).",
	"deck.dates":   "Published {dates}",
	"deck.undated": "No article has a date",
	"deck.outlets": "{n} {n?outlet|outlets}",
	"days.one":     "on {day}",
	"days.range":   "{first} to {last}",

	"nav.label":    "Sections",
	"nav.findings": "Findings",
	"nav.topics":   "Topics",
	"nav.outlets":  "Outlets",
	"nav.tone":     "Tone",
	"nav.coverage": "Coverage",
	"nav.articles": "Articles",
	"nav.data":     "Data",
	"nav.method":   "Method",

	"findings.title":     "What stands out",
	"finding.largest":    "{topic} is the largest topic: {count} of {total} stories, {share} of the coverage.",
	"finding.rising":     "{topic} is rising most, from {before} of stories in the first half of the period to {share} in the second.",
	"finding.falling":    "{topic} is losing most ground, from {before} of stories in the first half of the period to {share} in the second.",
	"finding.burst":      "{topic} stood out: {count} of {total} stories, {share}, {period}.",
	"finding.tone_range": "{topic} has the lowest mean tone, {low} (95% interval {lowrange}), and {other} the highest, {high} ({highrange}).",
	"finding.focus":      "{outlet} gives {share} of its articles to {topic}; the other outlets of that language together give it {before}.",
	"finding.data":       "{rejected}; {copies}; {undated}. {link}",
	"finding.data.link":  "What to know about the data",
	"data.rejected.none": "Every record could be used",
	"data.rejected.some": "{n} of {total} records could not be used",
	"data.copies.none":   "no article is a copy of another",
	"data.copies.some":   "{n} {n?article is a copy|articles are copies} of an earlier one",
	"data.undated.none":  "every article has a date",
	"data.undated.some":  "{n} {n?has|have} no usable date",

	"key.title":    "Key figures",
	"key.articles": "articles",
	"key.stories":  "stories, copies counted once",
	"key.words":    "words",
	"key.topics":   "topics",

	"topics.title":    "Topics",
	"topics.intro":    "A topic is a group of articles of one language that share a vocabulary. Numbers are the topic ids of the tables.",
	"topics.none":     "No topic was found. Under Method, the table of spaces says why.",
	"heat.title":      "Share of each topic over time",
	"heat.note":       "Per cent of the stories of the topic's language. {axis} {mark} marks a period in which the topic stands out from its other periods.",
	"heat.partial":    "Dashed: the corpus begins or ends within the period.",
	"heat.cell":       "{period}: {stories} of {total} stories, {share}",
	"heat.burst":      "{cell}, stands out",
	"heat.empty":      "{period}: no stories",
	"heat.topic":      "Topic",
	"topic.counts":    "{articles} {articles?article|articles}, {stories} {stories?story|stories}",
	"topic.share":     "{share} of all stories",
	"topic.terms":     "Terms, by weight",
	"topic.overtime":  "Share over time",
	"topic.tone":      "Tone",
	"topic.examples":  "Representative articles",
	"topic.all":       "All listed articles of this topic",
	"topic.coherence": "coherence {npmi}",
	"topic.range":     "95% interval {low} to {high}",
	"topic.found":     "found again in {n} of {samples} resamples",
	"topic.linked":    "Also told in {language}: {topic}, {n} {n?story|stories}",
	"topic.linkmean":  "mean tone {here} here, {there} there",
	"topic.further":   "Further topics",
	"topic.peak":      "Peak {share}, {period}",
	"change.rising":   "Rising: {before} in the first half, {after} in the second",
	"change.falling":  "Falling: {before} in the first half, {after} in the second",
	"change.steady":   "No clear change: {before} in the first half, {after} in the second",
	"spark.desc":      "Share of stories per period, with its 95% interval where known. First {first}, last {last}, highest {peak}.",

	"axis.day":        "One column is a day.",
	"axis.week":       "One column is a week, named by its Monday.",
	"axis.month":      "One column is a month.",
	"axis.days":       "One column is {n} days.",
	"axis.weeks":      "One column is {n} weeks.",
	"axis.months":     "One column is {n} months.",
	"axis.outside":    "{n} dated {n?article lies|articles lie} outside the time shown.",
	"period.day":      "{date}",
	"period.week":     "week of {date}",
	"period.month":    "month of {date}",
	"period.span":     "{date} to {last}",
	"outlets.title":   "Outlets",
	"outlets.intro":   "What each outlet writes about: per cent of its articles that have a topic, in the language of the topic. Where an outlet has none in that language, the cell is blank.",
	"outlets.cell":    "{outlet}: {count} of {total} articles, {share}",
	"outlets.none":    "{outlet}: no articles in this language",
	"outlets.left":    "The {shown} outlets with most articles; {n} more {n?is|are} not shown.",
	"outlets.most":    "Articles by outlet",
	"outlets.unnamed": "{n} {n?article names|articles name} no outlet.",

	"tone.title":      "Tone",
	"tone.intro":      "Each scored article is negative, neutral or positive. The score runs from −1 to +1: the probability of positive less that of negative. Lines are 95% intervals of the mean; outlets and topics are in the order of their means, lowest first.",
	"tone.overall":    "All scored articles",
	"tone.bytopic":    "By topic",
	"tone.byoutlet":   "By outlet",
	"tone.bytarget":   "Towards names of the watch list",
	"tone.bylanguage": "By language",
	"tone.overtime":   "Mean tone over time",
	"tone.desc":       "Mean score of the articles of each period with its 95% interval, from {low} to {high}.",
	"tone.group":      "Group",
	"tone.shares":     "Negative, neutral, positive",
	"tone.mean":       "Mean score",
	"tone.figures":    "Figures",
	"tone.n":          "{n} {n?article|articles}",
	"tone.interval":   "{score} ({low} to {high})",
	"tone.range":      "{low} to {high}",
	"tone.point":      "{period}: {mean}, {n} {n?article|articles}",
	"tone.none":       "No article was given a tone.",
	"tone.up":         "more positive",
	"tone.down":       "more negative",
	"tone.unscored":   "no score",
	"tone.why":        "no score: {reason}",
	"negative":        "negative",
	"neutral":         "neutral",
	"positive":        "positive",

	"coverage.title":    "Coverage",
	"coverage.time":     "Articles over time",
	"coverage.desc":     "Stacked columns: articles per period, {series}. The largest column has {max}.",
	"coverage.language": "by language",
	"coverage.source":   "by outlet",
	"coverage.other":    "other",
	"coverage.undated":  "No article is dated, so nothing can be shown over time.",
	"coverage.bar":      "{period}, {name}: {n}",

	"list.title":    "Articles",
	"list.all":      "All {n} {n?article|articles}, newest first.",
	"list.part":     "{shown} of {total} articles: the representatives of every topic, the ten most negative and most positive of each, then the newest. All of them are in articles.parquet.",
	"list.search":   "Search",
	"list.topic":    "Topic",
	"list.tone":     "Tone",
	"list.outlet":   "Outlet",
	"list.language": "Language",
	"list.sort":     "Sort by",
	"list.any":      "all",
	"list.newest":   "newest first",
	"list.oldest":   "oldest first",
	"list.negative": "most negative first",
	"list.positive": "most positive first",
	"list.reset":    "Clear",
	"list.status":   "{from} to {to} of {n} articles",
	"list.nothing":  "No article fits.",
	"list.previous": "Previous",
	"list.next":     "Next",
	"list.date":     "Date",
	"list.article":  "Article",
	"list.untitled": "Untitled",
	"list.undated":  "undated",
	"list.copy":     "copy",
	"list.notopic":  "no topic",

	"data.title":      "The data",
	"data.intro":      "{articles} {articles?article|articles} came of {records} {records?record|records} in {files} {files?file|files}.",
	"data.rejects":    "Records that could not be used",
	"data.norejects":  "Every record could be used.",
	"data.left":       "{n} more are in rejects.parquet.",
	"data.input":      "Input",
	"data.record":     "Record",
	"data.reason":     "Reason",
	"data.detail":     "Detail",
	"data.file":       "whole file",
	"data.languages":  "Languages",
	"data.unknown":    "cannot be told",
	"data.abstained":  "Articles without a tone, by reason",
	"data.inputs":     "Inputs",
	"data.moreinputs": "The {shown} files with most articles of {files}.",
	"data.facts":      "In numbers",
	"data.duplicates": "copies of an earlier article",
	"data.undated":    "without a usable date",
	"data.baddates":   "of them with an impossible or unreadable date",
	"data.relabelled": "whose stated language was clearly wrong",
	"data.outliers":   "that fit no topic of their language",

	"method.title":      "Method",
	"method.weights":    "Words become numbers by TF-IDF: a term weighs more the more often an article uses it and the fewer articles know it. Latent semantic analysis (a truncated singular value decomposition) then keeps the directions along which the articles of a language differ most, so that articles can be alike without sharing the same words.",
	"method.topics":     "Topics are groups of articles in that space. A label is made of the terms that mark the group against all others. Coherence is the mean normalised pointwise mutual information (NPMI) of its ten top single words, from −1 to 1: the higher, the more its terms keep company. A topic is found again in a resample, nine tenths of the articles clustered anew, if a cluster has more than half of their union in common with it. Topics of two languages are linked where each shares more names and words with the other than with any else, and more than chance explains.",
	"method.stories":    "A story is an article with its copies. Shares of topics count stories, so that an agency text printed five times counts once; figures by outlet count articles.",
	"method.tone":       "Tone is scored sentence by sentence and averaged over the article. Where the model knows too little of an article, it abstains, and no figure counts the article as neutral. The tone of a text is not the opinion of its author, and an article about a disaster is no attack on anyone.",
	"method.intervals":  "Intervals hold 95%: of a share by Wilson, of a mean score by Student's t, or as the analysis gives it for topics. Means of fewer than {n} articles get none. A topic counts as rising or falling where the first and second half of the complete periods differ by a two-proportion z test at 5% over all topics together; an outlet's focus is tested likewise over all cells.",
	"method.spaces":     "Semantic spaces",
	"method.models":     "Tone models",
	"method.settings":   "Settings",
	"method.language":   "Language",
	"method.articles":   "Articles",
	"method.rows":       "Rows",
	"method.terms":      "Terms",
	"method.rank":       "Rank",
	"method.explained":  "Explained",
	"method.ntopics":    "Topics",
	"method.model":      "Model",
	"method.scored":     "Scored",
	"method.meanscore":  "Mean",
	"method.automatic":  "from the data",
	"method.tried":      "Numbers of topics tried, with their stability:",
	"method.spacesnote": "Rows are articles without copies; explained is the share of the squared weights that the space holds. Stability is the agreement of the topics under resampling (adjusted Rand index), 1 at most.",

	"lang.ar": "Arabic", "lang.cs": "Czech", "lang.da": "Danish", "lang.de": "German", "lang.en": "English",
	"lang.es": "Spanish", "lang.fr": "French", "lang.it": "Italian", "lang.nl": "Dutch", "lang.pl": "Polish",
	"lang.pt": "Portuguese", "lang.ru": "Russian", "lang.sv": "Swedish", "lang.tr": "Turkish", "lang.uk": "Ukrainian",
	"lang.zh": "Chinese",
}

// fill puts values into a phrase; pairs are names and values in turn. escape makes
// strings fit for where the phrase goes. It fails where the phrase is unknown or
// names a value that is not given.
func fill(key string, escape func(any) string, pairs []any) (string, error) {
	phrase, ok := english[key]
	if !ok {
		return "", fmt.Errorf("no wording for %q", key)
	}
	values := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		values[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(phrase, "{")
		b.WriteString(escape(before))
		if !found {
			return b.String(), nil
		}
		name, after, _ := strings.Cut(rest, "}")
		name, choice, chooses := strings.Cut(name, "?")
		v, ok := values[name]
		switch {
		case !ok:
			return "", fmt.Errorf("wording %q: no value for %q", key, name)
		case chooses:
			one, many, _ := strings.Cut(choice, "|")
			if v == 1 || v == int64(1) {
				many = one
			}
			b.WriteString(escape(many))
		default:
			b.WriteString(escape(v))
		}
		phrase = after
	}
}

// say is a phrase as HTML: strings are escaped, template.HTML goes in as it is.
func say(key string, pairs ...any) (template.HTML, error) {
	s, err := fill(key, func(v any) string {
		if h, ok := v.(template.HTML); ok {
			return string(h)
		}
		return template.HTMLEscapeString(textOf(v))
	}, pairs)
	return template.HTML(s), err
}

// tell is a phrase as plain text, for attributes.
func tell(key string, pairs ...any) (string, error) { return fill(key, textOf, pairs) }

func textOf(v any) string {
	switch v := v.(type) {
	case int, int64:
		return number(v)
	case string:
		return v
	default:
		return fmt.Sprint(v)
	}
}

// word is a phrase without values.
func word(key string) (string, error) { return tell(key) }

// languageName is the name of a language by its ISO 639-1 code.
func languageName(code string) string {
	if name, ok := english["lang."+code]; ok {
		return name
	}
	if code == "" {
		return english["data.unknown"]
	}
	return strings.ToUpper(code)
}

// sign is the mark that stands for a tone beside its colour.
func sign(tone string) string {
	switch tone {
	case "negative":
		return "−"
	case "positive":
		return "+"
	default:
		return "·"
	}
}

// date writes a day: 14 Sep 2026.
func date(t time.Time) string { return t.Format("2 Jan 2006") }

// days writes the days from first to last: "14 September to 22 November 2026".
func days(first, last time.Time) (string, error) {
	const long = "2 January 2006"
	switch {
	case first.Format(long) == last.Format(long):
		return tell("days.one", "day", first.Format(long))
	case first.Year() == last.Year():
		return tell("days.range", "first", first.Format("2 January"), "last", last.Format(long))
	default:
		return tell("days.range", "first", first.Format(long), "last", last.Format(long))
	}
}
