package query

import (
	"context"
	"slices"

	"synoptic/cluster"
	"synoptic/internal/fault"
	"synoptic/news"
)

// Why says for each of some articles but the one that is closest to all why it
// is thought to report the same happening as that one: up to
// cluster.MostReasons reasons each, the strongest first. Of two articles it says
// what ties these two.
func (r *Reader) Why(ctx context.Context, articles ...string) ([]news.Reason, error) {
	if len(articles) < 2 {
		return nil, fault.New(fault.Usage, "why: two articles or more are needed")
	}
	kept, err := r.s.ArticlesByID(ctx, articles)
	if err != nil {
		return nil, err
	}
	c, err := r.coverage(ctx, kept)
	if err != nil {
		return nil, err
	}
	return WhyIn(c, articles...), nil
}

// WhyEvent is Why for the articles of an event, after what was decided about it.
func (r *Reader) WhyEvent(ctx context.Context, id string) ([]news.Reason, error) {
	e, err := r.s.Event(ctx, id)
	if err != nil || len(e.Articles) < 2 {
		return nil, err
	}
	found, err := r.Why(ctx, e.Articles...)
	return append(Decided(e.Reasons), found...), err
}

// Decided are those reasons that an analyst's decision is.
func Decided(reasons []news.Reason) []news.Reason {
	return slices.DeleteFunc(slices.Clone(reasons), func(w news.Reason) bool { return w.Weight < cluster.DecidedWeight })
}

// WhyIn is Why for articles of a coverage.
func WhyIn(c *news.Coverage, articles ...string) []news.Reason {
	at := c.Index()
	names := map[string]string{}
	for _, a := range c.Actors {
		names[a.ID] = a.Name
	}
	copies := map[string][]news.Copy{}
	for _, k := range c.Copies {
		copies[k.Article] = append(copies[k.Article], k)
	}
	var items []cluster.Item
	for _, id := range articles {
		i, ok := at[id]
		if !ok {
			continue
		}
		items = append(items, cluster.Item{Article: &c.Articles[i], Doc: c.Documents[i], Copies: copies[id],
			Actors: cluster.MentionedIn(c.Documents[i], c.ActorOf[i], names)})
	}
	return cluster.Why(items)
}
