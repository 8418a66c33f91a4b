package query

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"synoptic/lexicon"
	"synoptic/news"
)

// Alike are two actors that may be one, with why.
type Alike struct {
	A, B   news.Actor // A is the one that is mentioned more
	Shared string     // the words that their names share
	Score  float64    // 0 to 1
}

const (
	alikeActors = 1500 // those mentioned most are looked at
	alikePairs  = 60
	alikeLeast  = .8
	alikeCrowd  = 12 // a word in more names than this says nothing
)

// Alikes are pairs of actors of one type whose names are alike and that nobody
// has decided about, the most alike and most mentioned first. Decided holds the
// pairs that were, in either order.
func (r *Reader) Alikes(ctx context.Context, decided map[[2]string]bool) ([]Alike, error) {
	var actors []news.Actor
	f := ActorFilter{Page: Cursor{Limit: 500, Uncounted: true}}
	for len(actors) < alikeActors {
		page, err := r.s.ListActors(ctx, f)
		if err != nil {
			return nil, err
		}
		actors = append(actors, page.Items...)
		if f.Page.After = page.Next; page.Next == "" {
			break
		}
	}
	byWord := map[string][]int{}
	for i := range actors {
		for _, w := range strings.Fields(lexicon.Fold(actors[i].Name)) {
			if len(w) > 2 && !lexicon.SmallWord(w) {
				byWord[w] = append(byWord[w], i)
			}
		}
	}
	seen := map[[2]int]bool{}
	var out []Alike
	for w, at := range byWord {
		if len(at) > alikeCrowd {
			continue
		}
		for x := range at {
			for y := x + 1; y < len(at); y++ {
				a, b := at[x], at[y]
				if seen[[2]int{a, b}] || a == b {
					continue
				}
				if p, ok := alike(&actors[a], &actors[b], w); ok && !decided[[2]string{p.A.ID, p.B.ID}] && !decided[[2]string{p.B.ID, p.A.ID}] {
					seen[[2]int{a, b}] = true
					out = append(out, p)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b Alike) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.A.Mentions+b.B.Mentions, a.A.Mentions+a.B.Mentions), cmp.Compare(a.A.ID, b.A.ID), cmp.Compare(a.B.ID, b.B.ID))
	})
	return out[:min(alikePairs, len(out))], nil
}

// alike tells whether two actors, the first mentioned more, could be one: one's
// name is a part of the other's, or they are spelt much the same.
func alike(a, b *news.Actor, word string) (Alike, bool) {
	if a.Type != b.Type {
		return Alike{}, false
	}
	x, y := strings.Fields(lexicon.Fold(a.Name)), strings.Fields(lexicon.Fold(b.Name))
	score := lexicon.Similarity(a.Name, b.Name)
	if within(x, y) || within(y, x) {
		score = max(score, .85)
	}
	return Alike{A: *a, B: *b, Shared: word, Score: score}, score >= alikeLeast
}

// within reports whether all of a's words are among b's.
func within(a, b []string) bool {
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}
