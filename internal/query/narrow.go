package query

import (
	"slices"
	"strings"

	"synoptic/internal/fault"
	"synoptic/news"
)

// Narrowing says which points of comparisons are shown. Empty fields do not
// narrow.
type Narrowing struct {
	Speaker string // Actor.ID, or part of the name in any case
	Kind    string // of a divergence that the point has; "any" for some divergence
	Account string // Article.ID that has a reading
}

// kinds are the names that Narrowing.Kind takes.
var kinds = []string{"any", string(news.QuoteWords), string(news.QuoteTrimmed), string(news.QuoteParaphrased), string(news.CueDiffers),
	string(news.Stronger), string(news.Weaker), string(news.NumberDiffers), string(news.DateDiffers), string(news.PlaceDiffers),
	string(news.NameDiffers), string(news.SpeakerDiffers), string(news.TermDiffers), string(news.Headline), string(news.Contradiction), string(news.Detail)}

// Narrow is c with those points only; c itself is not changed. It answers
// NotFound if n names what c does not have, and Usage if no divergence is of its
// kind.
func Narrow(c *news.Coverage, n Narrowing) (*news.Coverage, error) {
	speakers := n.speakers(c)
	if n.Speaker != "" && len(speakers) == 0 {
		return nil, fault.New(fault.NotFound, "nobody named %q is an actor of these articles", n.Speaker)
	}
	if n.Kind != "" && !slices.Contains(kinds, n.Kind) {
		return nil, fault.New(fault.Usage, "no divergence is of kind %q: choose %s", n.Kind, strings.Join(kinds, ", "))
	}
	if _, ok := c.Index()[n.Account]; n.Account != "" && !ok {
		return nil, fault.New(fault.NotFound, "no article %q among these", n.Account)
	}
	out := *c
	out.Comparisons = slices.Clone(c.Comparisons)
	for i := range out.Comparisons {
		out.Comparisons[i].Points = slices.DeleteFunc(slices.Clone(out.Comparisons[i].Points), func(p news.Point) bool {
			return n.Speaker != "" && !slices.Contains(speakers, p.Speaker) || n.Kind != "" && !differs(p, n.Kind) ||
				n.Account != "" && !slices.ContainsFunc(p.Readings, func(r news.Reading) bool { return r.Account == n.Account })
		})
	}
	return &out, nil
}

func (n Narrowing) speakers(c *news.Coverage) []string {
	var out []string
	for _, a := range c.Actors {
		if a.ID == n.Speaker || strings.Contains(strings.ToLower(a.Name), strings.ToLower(n.Speaker)) {
			out = append(out, a.ID)
		}
	}
	return out
}

func differs(p news.Point, kind string) bool {
	return slices.ContainsFunc(p.Divergences, func(d news.Divergence) bool { return kind == "any" || string(d.Kind) == kind })
}
