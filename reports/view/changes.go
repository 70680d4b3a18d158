package view

import (
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// Limits on what the page shows of changes; the table holds them all.
const (
	maxChanges    = 20
	maxNewTerms   = 12
	maxCompanions = 12
)

// Kinds of changes that the page puts into lists.
const (
	termEntered  = "term_entered"
	companionNew = "companion_new"
)

// Changes says what differs from earlier runs, or is nil where no state is kept.
func Changes(set *table.Set, m *Facts) *page.Changes {
	if m.State == nil {
		return nil
	}
	v := &page.Changes{Run: m.State.Run, Fresh: m.State.Fresh, Known: m.Counts.Known, Queries: []string{changesQuery}}
	v.Names, v.MoreNames = freshNames(set)
	labels := make(map[int32]string, len(set.Topics))
	for i := range set.Topics {
		labels[set.Topics[i].TopicID] = set.Topics[i].Label
	}
	for i := range set.Changes {
		c := &set.Changes[i]
		line := page.ChangeLine{
			Kind: c.Kind, Topic: page.Ref{ID: int(c.TopicID), Label: plain(c.Subject, labelLimit)},
			Subject: plain(c.Subject, labelLimit), Target: plain(c.Target, labelLimit), Stories: int(c.StoriesAfter),
			Before: valueOr(c.Before), After: valueOr(c.After),
		}
		if label := labels[c.TopicID]; label != "" {
			line.Topic.Label = plain(label, labelLimit)
		}
		list, most := &v.Lines, maxChanges
		switch c.Kind {
		case termEntered:
			list, most = &v.Terms, maxNewTerms
		case companionNew:
			list, most = &v.Companions, maxCompanions
		}
		if len(*list) == most {
			v.More++
			continue
		}
		*list = append(*list, line)
	}
	return v
}

// valueOr is 0 for NULL: for what became of topics there are no shares to show.
func valueOr(x *float64) float64 {
	if x == nil {
		return 0
	}
	return *x
}

// changesQuery lists what the page says of changes.
const changesQuery = `SELECT position, kind, topic_id, topic_uid, target, subject, before, after, stories_after
FROM 'changes.parquet' ORDER BY position;`
