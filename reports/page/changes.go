package page

import (
	"html/template"
	"strings"
)

// Changes is what differs from earlier runs with the same state.
type Changes struct {
	Run        int          // number of the run, from 1
	Fresh      int          // stories that no earlier run had
	Known      int          // articles of earlier runs that were left out
	Lines      []ChangeLine // topics, targets and outlets
	Names      []ChangeLine // that no earlier run found
	Terms      []ChangeLine // words that entered
	Companions []ChangeLine // names new beside a target
	MoreNames  int          // new names that only their table has
	More       int          // changes that only the table has
	Queries    []string
}

// Quiet tells whether nothing is unusual.
func (c *Changes) Quiet() bool { return len(c.Names)+len(c.Lines)+len(c.Terms)+len(c.Companions) == 0 }

// ChangeLine is one change. Kind is that of the table.
type ChangeLine struct {
	Kind            string
	Topic           Ref // ID 0 = not in this run
	Subject, Target string
	Stories         int
	Before, After   float64 // shares, or tones where Kind is a tone shift
}

// changeLine words a change; topics of this run in it are links to their places.
func (w *words) changeLine(c ChangeLine) template.HTML {
	topic := template.HTML(template.HTMLEscapeString(c.Topic.Label))
	if c.Topic.ID > 0 {
		topic = topicLink(c.Topic)
	}
	before, after := w.percent(c.Before), w.percent(c.After)
	if strings.HasSuffix(c.Kind, "tone_shift") {
		before, after = w.score(c.Before), w.score(c.After)
	}
	key := "changed." + c.Kind
	if _, ok := w.phrases[key]; !ok {
		key = "changed.other"
	}
	return w.say(key, "kind", c.Kind, "topic", topic, "target", anchor("watch", c.Target), "subject", w.outletName(c.Subject),
		"n", c.Stories, "before", before, "after", after)
}

// changeList words the words or names that are new, with their stories.
func (w *words) changeList(list []ChangeLine) string {
	parts := make([]string, len(list))
	for i, c := range list {
		key := "changed.term"
		if c.Target != "" {
			key = "changed.companion"
		}
		parts[i] = w.tell(key, "subject", c.Subject, "target", c.Target, "n", c.Stories)
	}
	return strings.Join(parts, ", ")
}
