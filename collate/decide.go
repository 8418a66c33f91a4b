package collate

import (
	"fmt"
	"slices"
	"strings"

	"synoptic/news"
)

// Apply carries out what an analyst decided about points, on a copy of c, in
// the order of the decisions. Undone decisions, decisions about other things and
// those whose points are not there (any more) change nothing, so that a
// comparison made anew may be decided anew, and undoing one gives back what was.
//
// A point is found by its id, by the key of any of its readings, or else by the
// words that stood for it when it was decided; textOf gives the text of an
// article. It goes on under the id by which it was decided about. One that is to
// be rejected, split or merged into another is not found by a reading alone.
//
// A merged point holds the readings and divergences of all; what split takes
// away is a point of its own under the id and "/2", if two accounts have it; a
// rejected point's readings are told by nobody else and go to Only.
func Apply(c news.Comparison, decisions []news.Decision, textOf func(article string) string) news.Comparison {
	c.Points, c.Only, c.Decided = slices.Clone(c.Points), slices.Clone(c.Only), nil
	a := applying{&c, textOf}
	for _, d := range decisions {
		if !d.Undone && AboutPoints(d.Kind) && len(d.Subjects) > 0 && a.apply(d) {
			c.Decided = append(c.Decided, d)
		}
	}
	return c
}

// AboutPoints reports whether a kind of decision is about points.
func AboutPoints(k news.DecisionKind) bool { return strings.HasPrefix(string(k), "point.") }

// Find is the place of a point in c.Points, by its id or the key of one of its
// readings; -1 if it is not there.
func Find(c *news.Comparison, id string) int {
	if i := slices.IndexFunc(c.Points, func(p news.Point) bool { return p.ID == id }); i >= 0 {
		return i
	}
	return slices.IndexFunc(c.Points, func(p news.Point) bool {
		return slices.ContainsFunc(p.Readings, func(r news.Reading) bool { return r.Key == id })
	})
}

type applying struct {
	*news.Comparison
	textOf func(article string) string
}

// find is the place of subject n of a decision, -1 if it is not there. What takes
// readings away from a point finds it by its id, or by the words that stand for it,
// alone: of two points that shared a reading, one may be all that is left.
func (a applying) find(d news.Decision, n int) int {
	id, takes := d.Subjects[n], d.Kind == news.RejectPoint || d.Kind == news.SplitPoint || n > 0
	at := slices.IndexFunc(a.Points, func(p news.Point) bool { return p.ID == id })
	if at < 0 && !takes {
		at = Find(a.Comparison, id)
	}
	if at >= 0 || n >= len(d.Names) || d.Names[n] == "" {
		return at
	}
	same := func(r news.Reading) bool { return sameWords(r.Span.In(a.textOf(r.Account)), d.Names[n]) }
	return slices.IndexFunc(a.Points, func(p news.Point) bool {
		return same(p.Readings[p.Standing]) || !takes && slices.ContainsFunc(p.Readings, same)
	})
}

// sameWords says that two stretches of a text are one, or one holds the other
// and little more.
func sameWords(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return 3*len(a) >= 2*len(b) && strings.Contains(b, a)
}

// apply reports whether it had anything to apply d to.
func (a applying) apply(d news.Decision) bool {
	at := a.find(d, 0)
	if at < 0 {
		return false
	}
	switch d.Kind {
	case news.MergePoints:
		if !a.merge(at, d) {
			return false
		}
	case news.SplitPoint:
		return a.split(at, d)
	case news.RejectPoint:
		a.reject(at)
		return true
	case news.NamePoint:
		a.Points[at].Name = d.Args[0]
	case news.DismissDiffer:
		p := &a.Points[at]
		p.Divergences = slices.DeleteFunc(slices.Clone(p.Divergences), func(v news.Divergence) bool { return dismissed(v, d.Args) })
	case news.ConfirmPoint:
	default:
		return false
	}
	if at = a.find(d, 0); at >= 0 {
		a.note(at, d)
	}
	return true
}

// note writes down that d was applied to a point, which goes on under the id that
// d has for it.
func (a applying) note(at int, d news.Decision) {
	p := &a.Points[at]
	p.ID, p.Decided = d.Subjects[0], append(slices.Clone(p.Decided), d.ID)
}

// dismissed says that a divergence is of the kind, and between the accounts if
// any are named.
func dismissed(v news.Divergence, args []string) bool {
	if len(args) == 0 || string(v.Kind) != args[0] {
		return false
	}
	for _, account := range args[1:] {
		if !slices.Contains(v.Accounts, account) {
			return false
		}
	}
	return true
}

// merge puts the other subjects of d into the point at a place.
func (a applying) merge(at int, d news.Decision) bool {
	into, done := a.Points[at].ID, false
	for n := 1; n < len(d.Subjects); n++ {
		j := a.find(d, n)
		if i := Find(a.Comparison, into); j >= 0 && i != j {
			a.join(i, j)
			done = true
		}
	}
	return done
}

// join puts point j into point i.
func (a applying) join(i, j int) {
	p, q := a.Points[i], a.Points[j]
	standing := p.Readings[p.Standing]
	p.Readings = slices.Clone(p.Readings)
	for _, r := range q.Readings {
		if !slices.ContainsFunc(p.Readings, func(o news.Reading) bool { return o.Account == r.Account && o.Span == r.Span }) {
			p.Readings = append(p.Readings, r)
		}
	}
	a.order(p.Readings)
	p.Standing = slices.Index(p.Readings, standing)
	p.Divergences = append(slices.Clone(p.Divergences), q.Divergences...)
	p.Decided = append(slices.Clone(p.Decided), q.Decided...)
	p.Unsettled = unread(append(slices.Clone(p.Unsettled), q.Unsettled...), p.Readings)
	p.Silent = a.silentOn(&p)
	a.Points[i] = p
	a.Points = slices.Delete(a.Points, j, j+1)
}

// order sorts readings by account, then by place in the text.
func (a applying) order(rs []news.Reading) {
	account := map[string]int{}
	for i, x := range a.Accounts {
		account[x.Article] = i
	}
	slices.SortStableFunc(rs, func(x, y news.Reading) int {
		if x.Account != y.Account {
			return account[x.Account] - account[y.Account]
		}
		return x.Span.Start - y.Span.Start
	})
}

// split moves the readings of articles out of the point at a place.
func (a applying) split(at int, d news.Decision) bool {
	p := a.Points[at]
	moved := func(article string) bool { return slices.Contains(d.Args, article) }
	q := p
	standing := p.Readings[p.Standing]
	p.Readings = slices.DeleteFunc(slices.Clone(p.Readings), func(r news.Reading) bool { return moved(r.Account) })
	q.Readings = slices.DeleteFunc(slices.Clone(q.Readings), func(r news.Reading) bool { return !moved(r.Account) })
	if len(p.Readings) == 0 || len(q.Readings) == 0 {
		return false
	}
	p.Standing = max(0, slices.Index(p.Readings, standing))
	q.Standing = max(0, slices.Index(q.Readings, standing))
	p.Speaker, q.Speaker = p.Readings[p.Standing].Speaker, q.Readings[q.Standing].Speaker
	p.Divergences = slices.DeleteFunc(slices.Clone(p.Divergences), func(v news.Divergence) bool { return slices.ContainsFunc(v.Accounts, moved) })
	q.Divergences = slices.DeleteFunc(slices.Clone(q.Divergences), func(v news.Divergence) bool {
		return slices.ContainsFunc(v.Accounts, func(x string) bool { return !moved(x) })
	})
	p.Silent, q.Silent = a.silentOn(&p), a.silentOn(&q)
	q.ID, q.Name, q.Decided = a.partOf(d.Subjects[0]), "", []string{d.ID}
	a.Points[at] = p
	a.note(at, d)
	a.Points = slices.Insert(a.Points, at+1, q)
	for _, part := range []int{at + 1, at} {
		if voicesOf(a.Points[part].Readings) < 2 {
			a.reject(part) // what one account alone has is no point
		}
	}
	return true
}

func voicesOf(rs []news.Reading) int {
	seen := map[string]bool{}
	for _, r := range rs {
		seen[r.Account] = true
	}
	return len(seen)
}

// partOf is a free id for a part of a point.
func (a applying) partOf(id string) string {
	for n := 2; ; n++ {
		part := fmt.Sprintf("%s/%d", id, n)
		if !slices.ContainsFunc(a.Points, func(p news.Point) bool { return p.ID == part }) {
			return part
		}
	}
}

// reject takes the point at a place away.
func (a applying) reject(at int) {
	p := a.Points[at]
	a.Points = slices.Delete(a.Points, at, at+1)
	for _, r := range p.Readings {
		told := slices.ContainsFunc(a.Points, func(o news.Point) bool {
			return slices.ContainsFunc(o.Readings, func(q news.Reading) bool { return q.Account == r.Account && q.Sentence == r.Sentence })
		})
		if passage := (news.Passage{Article: r.Account, Span: r.Sentence}); !told && !slices.Contains(a.Only, passage) {
			a.Only = append(a.Only, passage)
		}
	}
	a.orderOnly()
}

func (a applying) orderOnly() {
	account := map[string]int{}
	for i, x := range a.Accounts {
		account[x.Article] = i
	}
	slices.SortStableFunc(a.Only, func(x, y news.Passage) int {
		if x.Article != y.Article {
			return account[x.Article] - account[y.Article]
		}
		return x.Span.Start - y.Span.Start
	})
}

// silentOn lists the accounts without a reading or anything near.
func (a applying) silentOn(p *news.Point) []string {
	var out []string
	for _, x := range a.Accounts {
		if !slices.ContainsFunc(p.Readings, func(r news.Reading) bool { return r.Account == x.Article }) &&
			!slices.ContainsFunc(p.Unsettled, func(u news.Passage) bool { return u.Article == x.Article }) {
			out = append(out, x.Article)
		}
	}
	return out
}

// unread are the first passages of each account that has no reading.
func unread(passages []news.Passage, readings []news.Reading) []news.Passage {
	var out []news.Passage
	for _, u := range passages {
		if !slices.ContainsFunc(readings, func(r news.Reading) bool { return r.Account == u.Article }) &&
			!slices.ContainsFunc(out, func(o news.Passage) bool { return o.Article == u.Article }) {
			out = append(out, u)
		}
	}
	return out
}
