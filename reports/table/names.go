package table

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"leitmotif/analysis"
	"leitmotif/analysis/result"
)

// Name is a row of names.parquet.
type Name struct {
	NameID            string         `parquet:"name_id" note:"16 hexadecimal digits; the same full form, in any case, and kind have the same id in every run and language"`
	Name              string         `parquet:"name" note:"full form"`
	Kind              string         `parquet:"kind,dict" note:"person, organisation or place"`
	Forms             []NameForm     `parquet:"forms,optional,list" note:"forms that were seen, most mentions first, at most 10"`
	Languages         []string       `parquet:"languages,optional,list" note:"ISO 639-1 codes of the articles that give it, ascending; NULL = cannot be told"`
	Articles          int64          `parquet:"articles" note:"articles that give it, copies included, count"`
	Stories           int64          `parquet:"stories" note:"the same with copies counted once, 2 or more; the 10,000 names in most stories have a row, as names and names_left of the manifest tell"`
	Mentions          int64          `parquet:"mentions" note:"places where they give it, count"`
	Share             float64        `parquet:"share" note:"stories / stories of the run, [0, 1]"`
	ShareLow          float64        `parquet:"share_low" note:"lower bound of the 95 % Wilson interval of share"`
	ShareHigh         float64        `parquet:"share_high" note:"upper bound of the 95 % Wilson interval of share"`
	FirstPublished    time.Time      `parquet:"first_published,optional,timestamp(millisecond)" note:"earliest article that gives it, of those whose day is known, UTC; NULL = none"`
	LastPublished     time.Time      `parquet:"last_published,optional,timestamp(millisecond)" note:"latest article that gives it, of those whose day is known, UTC; NULL = none"`
	Topics            []NameTopic    `parquet:"topics,optional,list" note:"strongest topics of its stories, most stories first, at most 5; NULL = none"`
	Outlets           []NameOutlet   `parquet:"outlets,optional,list" note:"outlets of its articles, most articles first, at most 5; NULL = none named"`
	Sentiment         string         `parquet:"sentiment,optional,dict" note:"negative, neutral or positive: neutral within 0.1 of a sentiment_score of 0, unless more than half of the sentences are of one tone; NULL = none scored"`
	SentimentScore    *float64       `parquet:"sentiment_score,optional" note:"net tone of the sentences that give it, each as a whole, by the linear model: not the tone towards it, which the watch list tells; [-1, 1]; NULL = none scored"`
	SentimentLow      *float64       `parquet:"sentiment_low,optional" note:"lower bound of the 95 % interval of sentiment_score, by stories; NULL = fewer than 5 scored"`
	SentimentHigh     *float64       `parquet:"sentiment_high,optional" note:"upper bound of the 95 % interval of sentiment_score, by stories; NULL = fewer than 5 scored"`
	SentencesNegative int64          `parquet:"sentences_negative" note:"negative sentences that give it, of each story those of its original, or else of the first copy that gives it, count"`
	SentencesNeutral  int64          `parquet:"sentences_neutral" note:"neutral sentences that give it, of the same articles, count"`
	SentencesPositive int64          `parquet:"sentences_positive" note:"positive sentences that give it, of the same articles, count"`
	TogetherWith      []NameTogether `parquet:"together_with,optional,list" note:"names that share more stories with it than chance would have it, 2 or more, largest log_likelihood first, at most 5; articles with over 50 names make no pairs; NULL = none"`
	FirstRun          int32          `parquet:"first_run,optional" note:"number of the run with the same state that first found it; NULL = no state is kept"`
	IsNew             *bool          `parquet:"is_new,optional" note:"true = no earlier run with the same state found it; NULL = no state is kept, or none before this run kept names"`
}

// NameForm is a way to write a name.
type NameForm struct {
	Form     string `parquet:"form" note:"as written, without genitive endings"`
	Mentions int64  `parquet:"mentions" note:"count"`
}

// NameTopic is a topic of the stories of a name.
type NameTopic struct {
	TopicID int32 `parquet:"topic_id" note:"as in topics"`
	Stories int64 `parquet:"stories" note:"stories of the topic that give the name, count"`
}

// NameOutlet is an outlet of the articles of a name.
type NameOutlet struct {
	Source   string `parquet:"source" note:"as in articles"`
	Articles int64  `parquet:"articles" note:"articles of the outlet that give the name, count"`
}

// NameTogether is a name beside another.
type NameTogether struct {
	NameID        string  `parquet:"name_id" note:"of the other name"`
	Name          string  `parquet:"name" note:"its full form"`
	Stories       int64   `parquet:"stories" note:"stories of which an article gives both, count"`
	LogLikelihood float64 `parquet:"log_likelihood" note:"G² of the two against independence over the stories of the run (Dunning 1993); 10.8 is passed by chance once in 1,000 pairs"`
}

// ArticleName is a row of article_names.parquet.
type ArticleName struct {
	ArticleID         string `parquet:"article_id" note:"as in articles"`
	NameID            string `parquet:"name_id,dict" note:"as in names"`
	Mentions          int32  `parquet:"mentions" note:"places in title and text where the article gives the name, count"`
	SentencesNegative int32  `parquet:"sentences_negative" note:"its negative sentences that give the name, each as a whole, of the same wording one, count"`
	SentencesNeutral  int32  `parquet:"sentences_neutral" note:"its neutral sentences that give the name, count"`
	SentencesPositive int32  `parquet:"sentences_positive" note:"its positive sentences that give the name, count"`
}

// ByStories gives the names in the order of their stories, most first, then of their names.
func ByStories(names []Name) []*Name {
	out := make([]*Name, len(names))
	for i := range names {
		out[i] = &names[i]
	}
	slices.SortFunc(out, func(a, b *Name) int {
		return cmp.Or(cmp.Compare(b.Stories, a.Stories), strings.Compare(a.Name, b.Name), strings.Compare(a.NameID, b.NameID))
	})
	return out
}

func nameRows(res *analysis.Result) []Name {
	rows := make([]Name, 0, len(res.Names))
	compared := res.State != nil && res.State.Names.Since < res.State.Runs
	for i := range res.Names {
		row := nameRow(&res.Names[i], res.Names)
		if compared {
			row.IsNew = &res.Names[i].New
		}
		rows = append(rows, row)
	}
	return rows
}

func nameRow(n *result.Name, all []result.Name) Name {
	row := Name{
		NameID: n.ID(), Name: n.Name, Kind: n.Kind, Languages: orNull(n.Languages),
		Articles: int64(n.Articles), Stories: int64(n.Stories), Mentions: int64(n.Mentions),
		Share: n.Share, ShareLow: n.ShareLow, ShareHigh: n.ShareHigh, FirstPublished: instant(n.First), LastPublished: instant(n.Last),
		Sentiment: n.Tone.Label(), SentimentScore: present(n.Tone.N() > 0, n.Tone.Score()),
		SentimentLow: present(n.Tone.Told(), n.Tone.Low), SentimentHigh: present(n.Tone.Told(), n.Tone.High),
		SentencesNegative: int64(n.Tone.Negative), SentencesNeutral: int64(n.Tone.Neutral), SentencesPositive: int64(n.Tone.Positive),
		FirstRun: int32(n.FirstRun),
	}
	for _, f := range n.Forms {
		row.Forms = append(row.Forms, NameForm{f.Text, int64(f.Mentions)})
	}
	for _, t := range n.Topics {
		row.Topics = append(row.Topics, NameTopic{int32(t.TopicID), int64(t.Stories)})
	}
	for _, o := range n.Outlets {
		row.Outlets = append(row.Outlets, NameOutlet{o.Source, int64(o.Articles)})
	}
	for _, c := range n.Together {
		other := &all[c.Name]
		row.TogetherWith = append(row.TogetherWith, NameTogether{other.ID(), other.Name, int64(c.Stories), c.LogLikelihood})
	}
	return row
}

func articleNameRows(res *analysis.Result) Rows[ArticleName] {
	return func(yield func(*ArticleName, error) bool) {
		ids := make([]string, len(res.Names))
		for i := range ids {
			ids[i] = res.Names[i].ID()
		}
		var row ArticleName
		for i := range res.Articles {
			a := &res.Articles[i]
			for _, n := range a.Names {
				row = ArticleName{
					ArticleID: a.ID, NameID: ids[n.Name], Mentions: int32(n.Mentions),
					SentencesNegative: int32(n.Negative), SentencesNeutral: int32(n.Neutral), SentencesPositive: int32(n.Positive),
				}
				if !yield(&row, nil) {
					return
				}
			}
		}
	}
}
