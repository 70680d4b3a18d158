package study

import (
	"fmt"
	"testing"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/result"
)

// Topic 1 is of one outlet of four, topic 2 begins alike, topic 3 is of all outlets; where one
// outlet has nearly all articles, its topics say nothing.
func TestMark(t *testing.T) {
	c := new(collection.Collection)
	for i := range 40 {
		c.Articles = append(c.Articles,
			result.Article{TopicID: 1, Language: "de", Source: "Bote", Title: fmt.Sprintf("Bild %d aus der Stadt", i)},
			result.Article{TopicID: 2, Language: "de", Source: fmt.Sprint("Blatt ", i%4), Title: fmt.Sprintf("Der Tag: %d Meldungen", i)},
			result.Article{TopicID: 3, Language: "de", Source: fmt.Sprint("Blatt ", i%4), Title: fmt.Sprintf("Hafen %d im Streik", i)},
			result.Article{TopicID: 4, Language: "en", Source: "Post", Title: fmt.Sprintf("Port %d on strike", i)},
			result.Article{TopicID: 5, Language: "en", Source: "Post", Title: fmt.Sprintf("Ship %d at sea", i)})
	}
	for i := range 3 {
		c.Articles = append(c.Articles, result.Article{TopicID: 5, Language: "en", Source: fmt.Sprint("Gazette ", i)})
	}
	topics := []result.Topic{{ID: 1, Language: "de"}, {ID: 2, Language: "de"}, {ID: 3, Language: "de"}, {ID: 4, Language: "en"}, {ID: 5, Language: "en"}}
	Mark(c, topics)
	for i, want := range []result.Mark{result.SingleOutlet, result.Boilerplate, "", "", ""} {
		if topics[i].Mark != want {
			t.Errorf("topic %d is marked %q, want %q", i+1, topics[i].Mark, want)
		}
	}
	if topics[0].MarkedBy != "Bote" {
		t.Errorf("topic 1 is that of %q", topics[0].MarkedBy)
	}
}
