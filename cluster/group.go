package cluster

import "synoptic/timex"

// group is the sum of the documents of an event.
type group struct {
	n     int
	vec   sparse
	emb   dense
	crowd float64
	dated int // documents with a date
	days  float64
}

// single is the group of one document.
func single(d *doc) group {
	g := group{n: 1, vec: d.vec, emb: d.emb, crowd: d.crowd}
	if d.date.Full() {
		g.dated, g.days = 1, float64(timex.Between(epoch, d.date))
	}
	return g
}

// with is the sum of two groups.
func (g group) with(h group) group {
	if g.n == 0 {
		return h
	}
	g.vec = plus(g.vec, h.vec)
	g.emb.add(&h.emb, 1)
	g.n, g.crowd, g.dated, g.days = g.n+h.n, g.crowd+h.crowd, g.dated+h.dated, g.days+h.days
	return g
}

// similarity is the mean over all pairs of a document of g and one of h of
// their similarity, less their crowding and what lies between their dates.
func (g *group) similarity(h *group) float64 {
	pairs := float64(g.n) * float64(h.n)
	s := (dot(g.vec, h.vec) + embedded*g.emb.dot(&h.emb)) / (1 + embedded) / pairs
	return s - (g.crowd/float64(g.n)+h.crowd/float64(h.n))/2 + usualCrowd - g.apart(h)
}

// What time between publication takes from similarity.
const (
	freeDays = 1.5  // nothing up to here
	perDay   = 0.02 // for each day more
	mostDays = 15   // no more after that
)

// apart is what the time between the groups' mean dates of publication takes
// away; nothing where one is not known.
func (g *group) apart(h *group) float64 {
	if g.dated == 0 || h.dated == 0 {
		return 0
	}
	days := g.days/float64(g.dated) - h.days/float64(h.dated)
	return perDay * min(mostDays, max(0, max(days, -days)-freeDays))
}
