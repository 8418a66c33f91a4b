package collate

import (
	"slices"

	"synoptic/news"
)

// Apply carries out what an analyst decided about points, on a copy of c, in
// the order of the decisions. Undone decisions, decisions about other things and
// those whose points are not there (any more) change nothing, so that a
// comparison made anew may be decided anew, and undoing one gives back what was.
//
// A merged point holds the readings and divergences of all; what split takes
// away is a point of its own under the id and "/2"; a rejected point's
// readings are told by nobody else and go to Only.
func Apply(c news.Comparison, decisions []news.Decision) news.Comparison {
	c.Points = slices.Clone(c.Points)
	c.Only = slices.Clone(c.Only)
	for _, d := range decisions {
		if d.Undone || len(d.Subjects) == 0 {
			continue
		}
		at := slices.IndexFunc(c.Points, func(p news.Point) bool { return p.ID == d.Subjects[0] })
		if at < 0 {
			continue
		}
		switch d.Kind {
		case news.MergePoints:
			for _, other := range d.Subjects[1:] {
				merge(&c, d.Subjects[0], other)
			}
		case news.SplitPoint:
			split(&c, at, d.Args)
		case news.RejectPoint:
			reject(&c, at)
		case news.DismissDiffer:
			p := &c.Points[at]
			p.Divergences = slices.DeleteFunc(slices.Clone(p.Divergences), func(v news.Divergence) bool {
				return slices.Contains(d.Args, string(v.Kind))
			})
		}
	}
	return c
}

func merge(c *news.Comparison, into, from string) {
	i := slices.IndexFunc(c.Points, func(p news.Point) bool { return p.ID == into })
	j := slices.IndexFunc(c.Points, func(p news.Point) bool { return p.ID == from })
	if i < 0 || j < 0 || i == j {
		return
	}
	p, q := &c.Points[i], c.Points[j]
	p.Readings = slices.Clone(p.Readings)
	for _, r := range q.Readings {
		if !slices.Contains(p.Readings, r) {
			p.Readings = append(p.Readings, r)
		}
	}
	p.Divergences = append(slices.Clone(p.Divergences), q.Divergences...)
	p.Silent = silentOn(c, p.Readings)
	c.Points = slices.Delete(c.Points, j, j+1)
}

// split moves the readings of articles out of point at.
func split(c *news.Comparison, at int, articles []string) {
	p := c.Points[at]
	moved := func(a string) bool { return slices.Contains(articles, a) }
	q := p
	q.ID += "/2"
	standing := p.Readings[p.Standing]
	p.Readings = slices.DeleteFunc(slices.Clone(p.Readings), func(r news.Reading) bool { return moved(r.Account) })
	q.Readings = slices.DeleteFunc(slices.Clone(q.Readings), func(r news.Reading) bool { return !moved(r.Account) })
	if len(p.Readings) == 0 || len(q.Readings) == 0 {
		return
	}
	p.Standing = max(0, slices.Index(p.Readings, standing))
	q.Standing = max(0, slices.Index(q.Readings, standing))
	p.Speaker, q.Speaker = p.Readings[p.Standing].Speaker, q.Readings[q.Standing].Speaker
	p.Divergences = slices.DeleteFunc(slices.Clone(p.Divergences), func(v news.Divergence) bool { return slices.ContainsFunc(v.Accounts, moved) })
	q.Divergences = slices.DeleteFunc(slices.Clone(q.Divergences), func(v news.Divergence) bool {
		return slices.ContainsFunc(v.Accounts, func(a string) bool { return !moved(a) })
	})
	p.Silent, q.Silent = silentOn(c, p.Readings), silentOn(c, q.Readings)
	c.Points[at] = p
	c.Points = slices.Insert(c.Points, at+1, q)
}

// reject takes point at away.
func reject(c *news.Comparison, at int) {
	p := c.Points[at]
	c.Points = slices.Delete(c.Points, at, at+1)
	for _, r := range p.Readings {
		told := slices.ContainsFunc(c.Points, func(o news.Point) bool {
			return slices.ContainsFunc(o.Readings, func(q news.Reading) bool { return q.Account == r.Account && q.Sentence == r.Sentence })
		})
		if passage := (news.Passage{Article: r.Account, Span: r.Sentence}); !told && !slices.Contains(c.Only, passage) {
			c.Only = append(c.Only, passage)
		}
	}
}

// silentOn lists the accounts without a reading.
func silentOn(c *news.Comparison, readings []news.Reading) []string {
	var out []string
	for _, a := range c.Accounts {
		if !slices.ContainsFunc(readings, func(r news.Reading) bool { return r.Account == a.Article }) {
			out = append(out, a.Article)
		}
	}
	return out
}
