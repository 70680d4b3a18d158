package collection

import (
	"context"

	"leitmotif/analysis/names"
)

// FindNames gives the names that the articles name, by position. It can be called once Finish
// has returned, until Recall has been; it fails where what was kept of the articles cannot be
// read back, and when ctx ends.
func (c *Collection) FindNames(ctx context.Context) (*names.Found, error) {
	return names.Resolve(ctx, len(c.Articles))
}
