package reports

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"leitmotif/analysis"
	"leitmotif/analysis/inference"
	"leitmotif/analysis/result"
	"leitmotif/analysis/tone"
	"leitmotif/analysis/trend"
	"leitmotif/corpus"
)

// theme is what the fixture knows of a topic: its words, how much of the coverage it
// takes at the first and last week, and how it sounds.
type theme struct {
	language    string
	label       string
	terms       []string
	headlines   []string // %s takes a place
	first, last float64
	tone        float64
}

var themes = []theme{
	{"en", "Interest rates and inflation", []string{"central bank", "inflation", "interest rates", "prices", "mortgage", "economists", "growth", "borrowing", "wages", "forecast"},
		[]string{"Central bank holds rates as %s prices cool", "Mortgage lenders in %s brace for a slow winter", "Inflation eases, but %s shoppers have yet to notice"}, 2.2, 2.0, -0.12},
	{"en", "Offshore wind", []string{"offshore wind", "turbines", "grid", "auction", "energy", "megawatts", "developers", "cables", "subsidy", "ports"},
		[]string{"Record bids in the %s wind auction", "%s harbour wins contract for turbine towers", "Grid operator warns of delays off %s"}, 0.8, 2.6, 0.31},
	{"en", "Rail strikes", []string{"strike", "rail", "union", "commuters", "drivers", "talks", "pay offer", "walkout", "timetable", "ministers"},
		[]string{"Drivers in %s walk out for a third weekend", "Union rejects pay offer; %s lines to close", "Talks over %s timetable break down again"}, 2.4, 0.5, -0.44},
	{"en", "Cup season", []string{"match", "goal", "striker", "coach", "cup", "penalty", "season", "injury", "league", "defender"},
		[]string{"Late goal sends %s through to the last eight", "%s coach praises a patient defence", "Injury blow for %s before the derby"}, 1.5, 1.6, 0.18},
	{"en", "Chip supply", []string{"chips", "semiconductors", "factory", "export", "wafers", "chipmaker", "tariffs", "shortage", "investors", "capacity"},
		[]string{"Chipmaker to build second factory near %s", "Export rules split the %s electronics trade", "Shortage of wafers eases, %s suppliers say"}, 1.2, 1.2, 0.02},
	{"de", "Kommunale Wärmeplanung", []string{"Wärmeplanung", "Fernwärme", "Wärmepumpe", "Kommunen", "Stadtwerke", "Förderung", "Heizung", "Gebäude", "Netz", "Kosten"},
		[]string{"Stadtwerke %s stellen Wärmeplan vor", "Streit um Fernwärme: %s prüft die Preise", "%s fördert den Tausch alter Heizungen"}, 1.6, 1.8, 0.09},
	{"de", "Hochwasser und Deiche", []string{"Hochwasser", "Deich", "Pegel", "Feuerwehr", "Keller", "Evakuierung", "Regen", "Schäden", "Talsperre", "Helfer"},
		[]string{"Pegel in %s steigt über die Warnmarke", "Helfer sichern den Deich bei %s", "Nach dem Regen: %s zählt die Schäden"}, 0.9, 1.1, -0.51},
	{"de", "Lehrermangel", []string{"Schulen", "Lehrkräfte", "Unterricht", "Klassen", "Bildung", "Ministerium", "Ausfall", "Stellen", "Quereinsteiger", "Eltern"},
		[]string{"%s sucht 400 Lehrkräfte für das neue Halbjahr", "Eltern in %s klagen über Unterrichtsausfall", "Quereinsteiger retten Schulen in %s"}, 1.3, 1.2, -0.27},
	{"de", "Filmfestspiele", []string{"Film", "Regisseurin", "Festival", "Premiere", "Jury", "Kino", "Drehbuch", "Preis", "Schauspieler", "Publikum"},
		[]string{"Jury in %s zeichnet ein stilles Debüt aus", "%s feiert das Kino mit 60 Premieren", "Regisseurin aus %s gewinnt den Preis des Publikums"}, 0.7, 0.9, 0.42},
}

var (
	fixtureOutlets = map[string][]string{
		"en": {"Harbour Gazette", "Northern Courier", "The Ledger"},
		"de": {"Elbe-Kurier", "Tagesbote", "Neue Rundschau am Rhein"},
	}
	fixturePlaces = map[string][]string{
		"en": {"Grimsby", "Leeds", "Hull", "Cardiff", "Aberdeen", "Derby"},
		"de": {"Magdeburg", "Kassel", "Passau", "Rostock", "Jena", "Trier"},
	}
	fixtureGood = map[string][]string{"en": {"record", "wins", "praised", "recovery"}, "de": {"gelungen", "Erfolg", "gelobt", "Gewinn"}}
	fixtureBad  = map[string][]string{"en": {"warns", "shortage", "collapse", "blow"}, "de": {"Streit", "Schäden", "Sorge", "klagen"}}
	fixtureFrom = time.Date(2026, 9, 14, 0, 0, 0, 0, time.UTC) // a Monday
)

const fixtureWeeks = 10

// fixture is a synthetic result that looks like a real one: n articles in nine topics
// and two languages from six outlets over ten weeks.
func fixture(n int) *analysis.Result {
	r := rand.New(rand.NewPCG(20260914, uint64(n)))
	res := &analysis.Result{Config: analysis.Config{
		Rank: 100, MinArticles: 20, MinDocumentFrequency: 2, MaxDocumentShare: 0.5, MaxTerms: 100_000, Tolerance: 0.01, MinTopicWeight: 0.05,
	}}
	for i := range n {
		res.Articles = append(res.Articles, fixtureArticle(r, i, res.Articles))
	}
	slices.SortFunc(res.Articles, func(a, b result.Article) int { return strings.Compare(a.ID, b.ID) })
	versions := make(map[string]int)
	for i := range res.Articles {
		versions[res.Articles[i].StoryID]++
	}
	for i := range res.Articles {
		res.Articles[i].Copies = versions[res.Articles[i].StoryID] - 1
	}
	fixtureTopics(res)
	fixtureMentions(res)
	fixtureNames(res)
	fixtureTrends(res)
	res.Rejects = []corpus.Reject{
		{Input: corpus.Origin{File: "feeds/world.xml", Record: 41}, Reason: corpus.NoText},
		{Input: corpus.Origin{File: "archive/2026-10.jsonl", Record: 118}, Reason: corpus.Malformed, Detail: "line 118: unexpected end of JSON input"},
		{Input: corpus.Origin{File: "archive/2026-10.jsonl", Record: 9}, Reason: corpus.NoTextField, Detail: "fields are: id, headline, tags"},
		{Input: corpus.Origin{File: "scans/front-page.pdf"}, Reason: corpus.UnknownFormat},
	}
	fixtureInputs(res)
	fixtureTotals(res)
	return res
}

// fixtureInputs are the files that articles and rejects name.
func fixtureInputs(res *analysis.Result) {
	inputs := make(map[string]result.Input)
	for i := range res.Articles {
		a := &res.Articles[i]
		in := inputs[a.Input.File]
		if in.Articles++; a.PublishedAt.IsZero() {
			in.Undated++
		}
		in.Form, in.Bytes = "JSON Lines", in.Bytes+int64(a.Characters)
		inputs[a.Input.File] = in
	}
	for _, r := range res.Rejects {
		in := inputs[r.Input.File]
		in.Rejected++
		inputs[r.Input.File] = in
	}
	for _, file := range slices.Sorted(maps.Keys(inputs)) {
		in := inputs[file]
		in.File = file
		res.Inputs = append(res.Inputs, in)
	}
}

func fixtureArticle(r *rand.Rand, i int, before []result.Article) result.Article {
	week := r.IntN(fixtureWeeks)
	at := float64(week) / (fixtureWeeks - 1)
	weights := make([]float64, len(themes))
	sum := 0.0
	for k, t := range themes {
		weights[k] = t.first + (t.last-t.first)*at
		if k == 6 && week == 6 {
			weights[k] *= 5 // the flood
		}
		sum += weights[k]
	}
	pick, k := r.Float64()*sum, 0
	for pick > weights[k] && k < len(themes)-1 {
		pick -= weights[k]
		k++
	}
	t := themes[k]
	places, outlets := fixturePlaces[t.language], fixtureOutlets[t.language]
	outlet := outlets[r.IntN(len(outlets))]
	if k == 1 && r.Float64() < 0.6 {
		outlet = outlets[0]
	}
	title := fmt.Sprintf(t.headlines[r.IntN(len(t.headlines))], places[r.IntN(len(places))])
	a := result.Article{
		ID:       fmt.Sprintf("%020x", uint64(i)*0x9E3779B97F4A7C15),
		SourceID: fmt.Sprintf("doc-%d", i),
		Input:    result.Origin{File: []string{"archive/2026-09.jsonl", "archive/2026-10.jsonl", "feeds/world.xml"}[i%3], Record: i/3 + 1},
		Title:    title,
		Lead: title + ". " + strings.Join(t.terms[:4], ", ") + ": what is known so far, what the numbers say, and what people on the ground expect of the coming weeks as " +
			strings.Join(t.terms[4:8], ", ") + " stay in view.",
		URL:      fmt.Sprintf("https://news.example/%s/%d?ref=a&x=%d", t.language, i, k),
		Source:   outlet,
		Language: t.language, LanguageConfidence: 0.9 + 0.1*r.Float64(),
		PublishedAt: fixtureFrom.AddDate(0, 0, 7*week).Add(time.Duration(r.IntN(7*24*3600)) * time.Second),
		Characters:  1800 + r.IntN(5000), Words: 300 + r.IntN(900), BoilerplateShare: 0.2 * r.Float64(),
		TopicID: k + 1, TopicWeight: 0.5 + 0.4*r.Float64(), TopicFit: 0.3 + 0.5*r.Float64(),
		Keywords: []string{t.terms[r.IntN(3)], t.terms[3+r.IntN(3)], t.terms[6+r.IntN(4)]},
	}
	a.StoryID = a.ID
	a.Topics = []result.TopicWeight{{TopicID: a.TopicID, Weight: a.TopicWeight}}
	a.Tone = fixtureTone(r, t)
	fixtureOddities(r, i, &a, before)
	return a
}

// fixtureOddities makes some articles copies, undated, outliers or without a tone.
func fixtureOddities(r *rand.Rand, i int, a *result.Article, before []result.Article) {
	switch {
	case i%23 == 22:
		first := before[i-1-r.IntN(5)]
		a.DuplicateOf, a.StoryID, a.Title = first.ID, first.StoryID, first.Title
		a.TopicID, a.Topics, a.Language = first.TopicID, first.Topics, first.Language
	case i%50 == 7:
		a.PublishedAt = time.Time{}
	case i%60 == 11:
		a.TopicID, a.TopicWeight, a.Topics, a.IsOutlier = 0, 0, nil, true
	case i%31 == 13:
		a.Tone = result.Tone{Abstain: "too_few_known_words"}
	case i%97 == 40:
		a.Tone = result.Tone{Abstain: "no_model"}
		a.Language, a.LanguageConfidence, a.TopicID, a.TopicWeight, a.Topics = "", 0, 0, 0, nil
		a.Source, a.URL, a.Title = "", "", ""
	}
}

func fixtureTone(r *rand.Rand, t theme) result.Tone {
	score := math.Tanh(t.tone + 0.35*r.NormFloat64())
	found := result.Tone{Coverage: 0.4 + 0.4*r.Float64()}
	n := 8 + r.IntN(30)
	found.Positive = int(float64(n) * (max(0, score) + 0.2*(1-math.Abs(score))))
	found.Negative = int(float64(n) * (max(0, -score) + 0.2*(1-math.Abs(score))))
	found.Neutral = n - found.Positive - found.Negative
	found.Label = found.Counts().Label()
	good, bad := fixtureGood[t.language], fixtureBad[t.language]
	for j := range 1 + r.IntN(4) {
		d := result.Driver{Term: good[j], Contribution: 0.9 * r.Float64()}
		if r.Float64() > (score+1)/2 {
			d = result.Driver{Term: bad[j], Contribution: -0.9 * r.Float64()}
		}
		found.Drivers = append(found.Drivers, d)
	}
	slices.SortStableFunc(found.Drivers, func(a, b result.Driver) int {
		return cmp.Compare(math.Abs(b.Contribution), math.Abs(a.Contribution))
	})
	return found
}

// fixtureTopics counts the articles of the topics.
func fixtureTopics(res *analysis.Result) {
	topics := make([]result.Topic, len(themes))
	sums, labels := make([]tone.Sum, len(themes)), make([]tone.Counts, len(themes))
	stories := 0
	for k, t := range themes {
		topics[k] = result.Topic{ID: k + 1, Language: t.language, Label: t.label, NPMI: 0.12 + 0.03*float64(k), Stability: float64(10-k) / 10,
			MapX: 0.6 * math.Cos(float64(k)), MapY: 0.4 * math.Sin(2*float64(k))}
		for j, term := range t.terms {
			topics[k].Terms = append(topics[k].Terms, result.TermWeight{Term: term, Weight: math.Pow(0.86, float64(j))})
		}
	}
	for i := range res.Articles {
		a := &res.Articles[i]
		if a.TopicID == 0 {
			continue
		}
		t := &topics[a.TopicID-1]
		t.Articles++
		if a.DuplicateOf == "" {
			t.Stories++
			stories++
			if len(t.Representatives) < 3 {
				t.Representatives = append(t.Representatives, a.ID)
			}
		}
		if !a.PublishedAt.IsZero() && (t.First.IsZero() || a.PublishedAt.Before(t.First)) {
			t.First = a.PublishedAt
		}
		if a.PublishedAt.After(t.Last) {
			t.Last = a.PublishedAt
		}
		if a.Tone.Abstain == "" {
			sums[a.TopicID-1].Add(a.Tone.Counts())
			labels[a.TopicID-1].Count(a.Tone.Label)
		}
	}
	for k := range topics {
		t := &topics[k]
		t.Share, t.ShareLow, t.ShareHigh = inference.Wilson(t.Stories, stories)
		t.Tone = sums[k].Net()
		t.Negative, t.Neutral, t.Positive = labels[k].Negative, labels[k].Neutral, labels[k].Positive
	}
	numberTopics(res, topics)
}

// numberTopics gives the topics their ids, most stories first.
func numberTopics(res *analysis.Result, topics []result.Topic) {
	slices.SortStableFunc(topics, func(a, b result.Topic) int { return cmp.Compare(b.Stories, a.Stories) })
	renumber := make(map[int]int)
	for k := range topics {
		renumber[topics[k].ID] = k + 1
		topics[k].ID = k + 1
	}
	for i := range res.Articles {
		a := &res.Articles[i]
		if a.TopicID != 0 {
			a.TopicID = renumber[a.TopicID]
			a.Topics = []result.TopicWeight{{TopicID: a.TopicID, Weight: a.TopicWeight}}
		}
	}
	res.Topics = topics
	res.Topics[0].Linked, res.Topics[1].Linked = []int{2}, []int{1}
}

func fixtureTrends(res *analysis.Result) {
	cover := trend.Cover{From: fixtureFrom, To: fixtureFrom.AddDate(0, 0, 7*fixtureWeeks-1)} // which cuts the last week
	for _, language := range []string{"en", "de"} {
		var stories []trend.Story
		tones := make(map[int]map[time.Time]tone.Sum)
		for i := range res.Articles {
			a := &res.Articles[i]
			if a.Language != language || a.DuplicateOf != "" || a.TopicID == 0 {
				continue
			}
			stories = append(stories, trend.Story{Topic: a.TopicID - 1, Published: a.PublishedAt, Source: a.Source})
			if a.Tone.Abstain == "" {
				week := trend.Week.Start(a.PublishedAt)
				if tones[a.TopicID] == nil {
					tones[a.TopicID] = make(map[time.Time]tone.Sum)
				}
				sum := tones[a.TopicID][week]
				sum.Add(a.Tone.Counts())
				tones[a.TopicID][week] = sum
			}
		}
		series, err := trend.Count(context.Background(), stories, len(res.Topics), trend.Week, cover, nil)
		if err != nil {
			panic(err)
		}
		for _, c := range series.Cells {
			t := &res.Topics[c.Topic]
			if t.Language != language {
				continue
			}
			sum := tones[t.ID][c.Start]
			res.Trends = append(res.Trends, result.Trend{
				TopicID: t.ID, Period: "week", Start: c.Start, Stories: c.Stories, Total: c.Total, Share: c.Share, Low: c.Low, High: c.High,
				Adjusted: c.Adjusted, Comparable: c.Comparable, Partial: c.Partial, Few: c.Total < trend.Few, Burst: c.Burst, Tone: sum.Net(),
			})
			course := series.Courses[c.Topic]
			t.Course = result.Course{Direction: string(course.Direction), Turn: course.Turn, Before: course.Before, After: course.After}
		}
	}
	slices.SortFunc(res.Trends, func(a, b result.Trend) int {
		return cmp.Or(cmp.Compare(a.TopicID, b.TopicID), a.Start.Compare(b.Start))
	})
}

func fixtureTotals(res *analysis.Result) {
	c := &res.Counts
	c.Articles, c.Rejected = len(res.Articles), len(res.Rejects)
	c.Records = c.Articles + c.Rejected
	languages := map[string]int{}
	scored := map[string]int{}
	for i := range res.Articles {
		a := &res.Articles[i]
		c.Bytes += int64(a.Characters)
		languages[a.Language]++
		if a.DuplicateOf != "" {
			c.Duplicates++
		}
		if a.PublishedAt.IsZero() {
			c.Undated++
		}
		if a.Tone.Abstain == "" {
			scored[a.Language]++
		}
	}
	c.BadDates, c.Relabelled = 2, 3
	res.Boilerplate = []result.BoilerplateLine{
		{Source: "Harbour Gazette", Text: "Sign up for our morning letter.", Articles: 31}, {Text: "Mehr zum Thema", Articles: 4},
	}
	for _, l := range []string{"en", "de"} {
		res.Spaces = append(res.Spaces, result.Space{
			Language: l, Articles: languages[l], Rows: languages[l] * 95 / 100, Terms: 4211, Weights: 40312, Rank: 100,
			Curve:             []result.Candidate{{K: 3, Stability: 0.61}, {K: 4, Stability: 0.78}, {K: 5, Stability: 0.81}, {K: 6, Stability: 0.7}},
			ExplainedVariance: 0.412, SingularValues: []float64{4.1, 2.2, 1.7}, Topics: map[string]int{"en": 5, "de": 4}[l],
		})
	}
	res.Tone.Models = []result.ToneModel{
		{Language: "de", Name: "news-orientation", Terms: 40_000, Band: 0.1, Scored: scored["de"], Score: -0.04},
		{Language: "en", Name: "news-orientation", Terms: 52_310, Band: 0.25, Scored: scored["en"], Score: 0.01},
	}
}

// fixtureMentions lets every third scored article name one of two targets.
func fixtureMentions(res *analysis.Result) {
	for i := range res.Articles {
		a := &res.Articles[i]
		if i%3 != 0 || a.Tone.Abstain != "" {
			continue
		}
		target := []string{"Kaiwerk AG", "Inga Petersen"}[i%2]
		negative, neutral, positive := a.Tone.Counts().Shares()
		m := result.Mention{
			Sentence: 1, Target: target, Alias: target, Start: 40, End: 40 + len(target), Negative: negative, Neutral: neutral, Positive: positive,
			Text: fmt.Sprintf("In the words of article %d, %s is what it is.", i, target), Quoted: i%4 == 0,
		}
		m.Label = tone.Label(m.Score(), 0.2)
		a.Mentions = []result.Mention{m}
	}
}
