package reuse

import (
	"cmp"
	"slices"
	"strings"

	"synoptic/news"
)

func sortCredits(c []weighedCredit) {
	slices.SortStableFunc(c, func(a, b weighedCredit) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
}

// copied reports whether a, known before b, is rather the copy of b: it is
// dated later, or the dates do not tell and it gives credit.
func copied(a, b *read) bool {
	if a.Date.Full() && b.Date.Full() && a.Date != b.Date {
		return b.Date.Before(a.Date)
	}
	ca, cb := a.credited(), b.credited()
	if x, y := names(ca, cb, b.Entry), names(cb, ca, a.Entry); x != y {
		return x
	}
	return standing(ca) < standing(cb)
}

// names reports whether one of credits, which is not a text's own slug, names the
// slug or outlet of the other text.
func names(credits, others []weighedCredit, other Entry) bool {
	for _, c := range credits {
		if c.weight == 0 || c.Name == "" {
			continue
		}
		if other.Outlet != "" && strings.Contains(fold(c.Name), fold(other.Outlet)) {
			return true
		}
		for _, o := range others {
			if o.weight == 0 && o.Name != "" && strings.Contains(fold(c.Name), fold(o.Name)) {
				return true
			}
		}
	}
	return false
}

// fold brings a name of an outlet to one form.
func fold(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "the ")
}

// standing ranks texts by how plainly they are somebody's own: 1 with an agency's
// slug alone, 0 without any credit, below it with words that credit another.
func standing(credits []weighedCredit) int {
	own, most := 0, 0
	for _, c := range credits {
		if c.weight == 0 {
			own = 1
		}
		most = max(most, c.weight)
	}
	if most > 0 {
		return -most
	}
	return own
}

// Origin is one voice: a text and everything that was copied from it.
type Origin struct {
	Article  string   // Article.ID of the text that had it first
	Credited string   // the agency that its copies or the text itself name, "" if none
	Copies   []string // Article.IDs of the others, in the order in which they were given
}

// Origins folds copies: articles that are tied by copies of more than partial
// kind, or of at least the given share, speak with one voice. Articles come in
// the order in which they were published; the origins are in the order of their
// first article, each article in exactly one. Within one origin the first is
// the article that is no copy of another in it, or the earliest.
func Origins(articles []*news.Article, copies []news.Copy, share float64) []Origin {
	at := make(map[string]int, len(articles))
	for i, a := range articles {
		at[a.ID] = i
	}
	root := make([]int, len(articles))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	isCopy := make([]bool, len(articles))
	for _, c := range copies {
		i, okI := at[c.Article]
		j, okJ := at[c.Of]
		if !okI || !okJ || c.Kind == news.Partial && c.Share < share {
			continue
		}
		isCopy[i] = true
		a, b := find(i), find(j)
		root[max(a, b)] = min(a, b)
	}
	return collect(articles, isCopy, find)
}

// collect makes the origins of the groups that find tells.
func collect(articles []*news.Article, isCopy []bool, find func(int) int) []Origin {
	groups := make([][]int, len(articles))
	for i := range articles {
		r := find(i)
		groups[r] = append(groups[r], i)
	}
	var origins []Origin
	for _, g := range groups {
		if len(g) == 0 {
			continue
		}
		first := g[0]
		if k := slices.IndexFunc(g, func(i int) bool { return !isCopy[i] }); k >= 0 {
			first = g[k]
		}
		o := Origin{Article: articles[first].ID}
		for _, i := range g {
			if i != first {
				o.Copies = append(o.Copies, articles[i].ID)
			}
			for _, c := range Credits(articles[i].Text) {
				o.Credited = cmp.Or(o.Credited, c.Name)
			}
		}
		origins = append(origins, o)
	}
	return origins
}
