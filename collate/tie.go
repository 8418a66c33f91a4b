package collate

// tie is two units of two sentences, and how surely they carry one claim. In a
// pair of sentences the first unit is of the first sentence.
type tie struct {
	x, y int32
	p    float32
	odds float32 // that the claim is there, in logarithms, whatever else the two sentences share
}

const (
	leastTied   = .1 // confidence of two sentences whose units are looked at
	sameStretch = .9 // of the bytes of the shorter unit, for two units to be one place
)

// otherVoice is by how much less two actors' words are taken for one claim: what
// they are told to have said must be all but the same.
const otherVoice = .7

// tieAll finds in every pair of sentences that may carry a claim in common the
// units that carry it.
func (e *event) tieAll() {
	var al alignment
	var fc facing
	for i := range e.all {
		for k := range e.meetings[i] {
			m := &e.meetings[i][k]
			if j := int(m.other); j > i && m.p >= leastTied {
				cells := m.seen.cells
				if !m.seen.kept {
					e.align(&al, i, j)
					cells = e.cells(&al)
				}
				e.face(&fc, i, j)
				m.ties = e.tied(cells, &fc, m.p)
			}
		}
	}
}

// tiesOf are the ties of two sentences, the first with the lower index.
func (e *event) tiesOf(i, j int32) []tie {
	if k := e.find(int(i), j); k >= 0 {
		return e.meetings[i][k].ties
	}
	return nil
}

const (
	nominal  = .8 // by how much less a noun phrase is taken for the place of a claim
	briefest = 80 // bytes up to which no stretch is too long to be one
)

// tied gives the pairs of units of two sentences their parts of its confidence p,
// the best of them all of it.
func (e *event) tied(cells []cell, fc *facing, p float32) []tie {
	var most float32
	ties := make([]tie, len(cells))
	for k := range cells {
		c := &cells[k]
		t := tie{x: e.all[fc.i].units[c.x], y: e.all[fc.j].units[c.y]}
		f := e.lookWhere(c, cells[0].z, fc)
		odds := weights().where.Odds(f[:])
		t.odds, t.p = float32(odds), logistic(odds)
		u, v := &e.units[t.x], &e.units[t.y]
		if u.speaker != "" && v.speaker != "" && u.speaker != v.speaker {
			t.p *= otherVoice
		}
		t.p *= brief(u) * brief(v)
		most = max(most, t.p)
		ties[k] = t
	}
	for k := range ties {
		ties[k].p *= p / max(most, 1e-6)
	}
	return ties
}

// eachTie hands over the ties of the sentences of two units, turned so that the
// first unit is of the sentence of x.
func (e *event) eachTie(x, y int, use func(u, v int, p float32)) {
	a, b := e.sentenceOf[x], e.sentenceOf[y]
	for _, t := range e.tiesOf(min(a, b), max(a, b)) {
		if a < b {
			use(int(t.x), int(t.y), t.p)
		} else {
			use(int(t.y), int(t.x), t.p)
		}
	}
}

// pair is the confidence that two units carry one claim.
func (e *event) pair(x, y int) float32 { return e.tieOf(x, y).p }

// tieOf is the best tie between the places where two units stand.
func (e *event) tieOf(x, y int) (best tie) {
	a, b := e.sentenceOf[x], e.sentenceOf[y]
	if a > b {
		a, b, x, y = b, a, y, x
	}
	for _, t := range e.tiesOf(a, b) {
		if t.p > best.p && e.samePlace(x, int(t.x)) && e.samePlace(y, int(t.y)) {
			best = t
		}
	}
	return best
}

// samePlace says that one of two units lies in the other but for a little.
func (e *event) samePlace(x, y int) bool {
	if x == y {
		return true
	}
	u, v := e.units[x].span, e.units[y].span
	return float32(u.Overlap(v)) >= sameStretch*float32(min(u.Len(), v.Len())) && u.Overlap(v) > 0
}

// overlap is the share of the bytes that two units have in common; 0 for units of
// two sentences.
func (e *event) overlap(x, y int) float32 {
	if e.sentenceOf[x] != e.sentenceOf[y] {
		return 0
	}
	u, v := e.units[x].span, e.units[y].span
	o := u.Overlap(v)
	if o == 0 {
		return 0
	}
	return float32(o) / float32(u.Len()+v.Len()-o)
}

// brief is by how much less a long stretch, or a mere noun phrase, is taken for the
// place of a claim.
func brief(u *unit) float32 {
	f := min(1, briefest/float32(u.span.Len()))
	if !u.predicate {
		f *= nominal
	}
	return f
}
