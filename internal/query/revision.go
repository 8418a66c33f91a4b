package query

import (
	"context"
	"fmt"

	"synoptic/internal/fault"
	"synoptic/news"
	"synoptic/nlp/quote"
	"synoptic/nlp/tokenize"
	"synoptic/revise"
	"synoptic/text"
)

// RevisionStep is one sentence of either version, or a pair of them.
type RevisionStep = revise.Step

// What became of a sentence.
const (
	StepSame    = revise.Same
	StepChanged = revise.Changed
	StepAdded   = revise.Added
	StepRemoved = revise.Removed
)

// Revision is how two versions of one article differ.
type Revision struct {
	Versions []Version // all, the first one first
	From, To int       // numbers of the two that are compared, from 1
	Old, New news.Article
	Steps    []RevisionStep
}

// Revision compares two versions of an article by their numbers; 0 is the last
// but one and the last.
func (r *Reader) Revision(ctx context.Context, id string, from, to int) (Revision, error) {
	var out Revision
	var err error
	if out.Versions, err = r.s.Versions(ctx, id); err != nil {
		return out, err
	}
	n := len(out.Versions)
	if out.To = to; to == 0 {
		out.To = n
	}
	if out.From = from; from == 0 {
		out.From = max(1, out.To-1)
	}
	if out.From < 1 || out.From > n || out.To < 1 || out.To > n {
		return out, fault.New(fault.NotFound, "article %q has versions 1 to %d, not %d and %d", id, n, out.From, out.To)
	}
	out.Old, out.New = out.Versions[out.From-1].Article, out.Versions[out.To-1].Article
	before, err := sentences(&out.Old)
	if err != nil {
		return out, err
	}
	now, err := sentences(&out.New)
	if err != nil {
		return out, err
	}
	out.Steps = revise.Diff(before, now)
	return out, nil
}

// sentences is an article's text with the layers that a revision is found by;
// only the newest version's document is kept.
func sentences(a *news.Article) (*text.Document, error) {
	d := &text.Document{ID: a.ID, Text: a.Text, Language: a.Language}
	if err := (tokenize.Stage{}).Annotate(d); err != nil {
		return nil, fmt.Errorf("sentences of version %d of %s: %w", a.Version, a.ID, err)
	}
	d.Quotes = quote.Find(d.Text)
	return d, nil
}

// ArticleOutlets are the outlets of articles, by id; "" where none is known.
func (r *Reader) ArticleOutlets(ctx context.Context, ids []string) (map[string]string, error) {
	articles, err := r.s.ArticlesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(ids))
	for i, id := range ids {
		out[id] = articles[i].Outlet
	}
	return out, nil
}
