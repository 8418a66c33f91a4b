package cluster

import (
	"math"
	"math/cmplx"

	"synoptic/news"
	"synoptic/timex"
)

// group is the sum of the documents of an event.
type group struct {
	n      int
	vec    sparse
	emb    dense
	crowd  float64
	dated  int        // documents with a full date
	days   float64    // sum of their dates, in days
	inYear complex128 // sum of the dates of all that have a day and a month, as points of the year's circle
}

// single is the group of one document.
func single(d *doc) group {
	g := group{n: 1, vec: d.vec, emb: d.emb, crowd: d.crowd}
	if d.date.Full() {
		g.dated, g.days = 1, float64(timex.Between(epoch, d.date))
	}
	if t := written(d); t.Day > 0 {
		g.inYear = cmplx.Rect(1, 2*math.Pi*float64(30.4*float64(t.Month-1)+float64(t.Day))/365)
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
	g.n, g.crowd, g.dated, g.days, g.inYear = g.n+h.n, g.crowd+h.crowd, g.dated+h.dated, g.days+h.days, g.inYear+h.inYear
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
	perDay   = 0.01 // for each day more
	sameDay  = 0.06 // added where there is hardly any
	mostDays = 100  // no more after that
)

// apart is what the time between the groups' mean dates of publication takes
// away; nothing where one is not known. Where only days and months are known,
// the time is that of one turn of the year.
func (g *group) apart(h *group) float64 {
	var days float64
	switch {
	case g.dated > 0 && h.dated > 0:
		days = math.Abs(g.days/float64(g.dated) - h.days/float64(h.dated))
	case g.inYear != 0 && h.inYear != 0:
		days = math.Abs(cmplx.Phase(g.inYear/h.inYear)) * 365 / (2 * math.Pi)
	default:
		return 0
	}
	if days <= freeDays {
		return -sameDay
	}
	return perDay * min(mostDays, days-freeDays)
}

// written is the day on which a document was written, perhaps without the year.
func written(d *doc) news.Date {
	if d.date.Full() {
		return d.date
	}
	return d.time.Anchor
}
