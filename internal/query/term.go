package query

import (
	"context"

	"synoptic/collate"
	"synoptic/news"
)

// How many of the newest articles are looked through for what outlets call an
// actor, and for the terms that are typical of them.
const (
	calledArticles = 200
	termsArticles  = 1000
)

// Calls is what outlets call an actor in the newest articles that name it.
func (r *Reader) Calls(ctx context.Context, actor string) ([]news.Call, error) {
	c, err := r.newest(ctx, ArticleFilter{Actor: actor, Page: Cursor{Limit: calledArticles}})
	if err != nil {
		return nil, err
	}
	return collate.Calls(accountsOf(c), actor), nil
}

// Terms are the terms typical of every outlet among the newest articles that the
// filter lets through, or of the sentences in them that mention an actor.
func (r *Reader) Terms(ctx context.Context, f ArticleFilter, limit int) ([]news.OutletTerms, error) {
	f.Page.Limit = termsArticles
	c, err := r.newest(ctx, f)
	if err != nil {
		return nil, err
	}
	return TypicalTerms(c, f.Actor, limit), nil
}

// TypicalTerms are the terms typical of every outlet of c, see
// collate.TypicalTerms.
func TypicalTerms(c *news.Coverage, actor string, limit int) []news.OutletTerms {
	return collate.TypicalTerms(accountsOf(c), actor, limit)
}

// newest gathers what is known of the newest articles of a list.
func (r *Reader) newest(ctx context.Context, f ArticleFilter) (*news.Coverage, error) {
	rows, err := r.s.ListArticles(ctx, f)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(rows.Items))
	for i := range rows.Items {
		ids[i] = rows.Items[i].ID
	}
	articles, err := r.s.ArticlesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	return r.coverage(ctx, articles)
}

// accountsOf are the analysed articles of c as accounts.
func accountsOf(c *news.Coverage) []collate.Account {
	copyOf := news.CopyOf(c.Copies)
	var out []collate.Account
	for i, d := range c.Documents {
		if d != nil && d.Tokens != nil {
			out = append(out, collate.Account{Article: &c.Articles[i], Doc: d, Actors: c.ActorOf[i], CopyOf: copyOf[c.Articles[i].ID]})
		}
	}
	return out
}
