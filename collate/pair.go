package collate

import "math"

// sides is what the words of one unit find in another.
type sides struct{ a, b, matched float32 }

// cover matches the words of a and b softly, each with its best counterpart.
func (l *lexis) cover(a, b []word) sides {
	if len(a) == 0 || len(b) == 0 {
		return sides{}
	}
	if len(l.found) != len(l.words) {
		l.found = make([]float32, len(l.words))
	}
	for _, v := range b {
		l.found[v.id] = nowhere
	}
	weight := func(w word) float32 { return l.weight[w.id] }
	var s sides
	var ofA, ofB float32
	ofA, s.a = share(a, func(i int) float32 { return l.find(a[i].id) }, weight)
	ofB, s.b = share(b, func(j int) float32 { return max(0, l.found[b[j].id]) }, weight)
	for _, v := range b {
		l.found[v.id] = 0
	}
	s.matched = (ofA + ofB) / 2
	return s
}

// share is the weight of words that is found, and its share of their weight.
func share(words []word, found func(i int) float32, weight func(word) float32) (sum, of float32) {
	var total float32
	for i, w := range words {
		sum += found(i) * weight(w)
		total += weight(w)
	}
	return sum, sum / max(total, 1e-6)
}

// nowhere marks a word that is there, and has found no counterpart yet.
const nowhere = -1

// find is how well a word is matched among those that are marked in found, where it
// leaves how well it matches them.
func (l *lexis) find(id int32) (top float32) {
	if l.found[id] != 0 {
		l.found[id], top = 1, 1
	}
	for _, r := range l.relatives(id) {
		if l.found[r.id] != 0 && r.like > 0 {
			l.found[r.id], top = max(l.found[r.id], r.like), max(top, r.like)
		}
	}
	return top
}

// shared compares two lists of words by those that both hold to the letter: how
// rare these are in the event, summed and saturating, and the cosine of the two
// (tf-idf, a word counted once).
func (l *lexis) shared(a, b []word) (sum, cosine float32) {
	var both, square, na, nb float32
	for i, w := range a {
		if holdsWord(a[:i], w.id) {
			continue
		}
		x := l.rarity[w.id]
		na += x * x
		if holdsWord(b, w.id) {
			both += x
			square += x * x
		}
	}
	for j, v := range b {
		if x := l.rarity[v.id]; !holdsWord(b[:j], v.id) {
			nb += x * x
		}
	}
	if square == 0 {
		return 0, 0
	}
	return float32(math.Tanh(float64(both) / 20)), square / float32(math.Sqrt(float64(na)*float64(nb)))
}

func holdsWord(words []word, id int32) bool {
	for _, w := range words {
		if w.id == id {
			return true
		}
	}
	return false
}

func (s sides) both() float32 {
	if s.a+s.b == 0 {
		return 0
	}
	return 2 * s.a * s.b / (s.a + s.b)
}

func indicator(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// runsOf is the share of pairs of neighbouring words of the shorter unit that are
// neighbours in the other, in the same order.
func (e *event) runsOf(a, b []word) float32 {
	switch {
	case len(a) < len(b):
		return e.runsIn(a, b)
	case len(a) > len(b):
		return e.runsIn(b, a)
	}
	return max(e.runsIn(a, b), e.runsIn(b, a))
}

func (e *event) runsIn(a, b []word) float32 {
	n := 0
	for i := 1; i < len(a); i++ {
		for j := 1; j < len(b); j++ {
			if e.lexis.twins(a[i-1].id, b[j-1].id) && e.lexis.twins(a[i].id, b[j].id) {
				n++
				break
			}
		}
	}
	return float32(n) / float32(max(1, len(a)-1))
}

func compareNumbers(a, b []quantity) (agree, clash float32) {
	for _, x := range a {
		for _, y := range b {
			switch {
			case x.value == y.value && (x.value > 2 || x.unit == y.unit):
				agree = 1
			case x.value == y.value:
			case x.unit != "" && x.unit == y.unit:
				clash = 1
			}
		}
	}
	if agree > 0 {
		clash = 0
	}
	return agree, clash
}

func compareDates(a, b []moment) (agree, clash float32) {
	for _, x := range a {
		for _, y := range b {
			if x.differ(y) {
				clash = 1
			} else if x.month > 0 && x.month == y.month || x.weekday > 0 && x.weekday == y.weekday || x.year > 0 && x.year == y.year {
				agree = 1
			}
		}
	}
	if agree > 0 {
		clash = 0
	}
	return agree, clash
}
