package collate

import (
	"cmp"
	"math"
	"slices"

	"synoptic/learn/nn"
	"synoptic/news"
)

// matched is what the matcher sees of two sentences.
type matched struct {
	z, next                      float32 // log-odds of the best two stretches, and of the next best that share neither
	best                         coverLook
	x, y                         int32 // units, indexes into event.units
	local, localNext, localExact float32
	cells                        []cell
	kept                         bool // cells are all there are, and not left to be looked for again
}

// mostKept bounds the memory for pairs of units: 20 MiB.
const mostKept = 1 << 18

// useMatcher gets an event ready for m.
func (e *event) useMatcher(m *matcher) {
	e.matcher = m
	e.stretches = nil
	for i := range e.all {
		t := e.stretchOf(&e.all[i])
		t.weighBy(m)
		e.stretches = append(e.stretches, t)
	}
	e.projected, e.unprojected = make([][]float32, len(e.lexis.words)), nil
	all := nn.NewMatrix(len(e.lexis.words), projected)
	for i := range e.lexis.words {
		if v := e.lexis.words[i].vector; v.Q != nil {
			x := unitVector(v)
			e.projected[i] = all.Row(i)
			m.bring(x, e.projected[i])
		} else {
			e.unprojected = append(e.unprojected, int32(i))
		}
	}
	nn.PackT(all, &e.columns)
	e.told = make([][]uint8, len(e.lexis.words))
	e.remembered = 0
	e.senseAll()
}

// mostRemembered bounds the memory for how alike words are, in bytes; all is
// forgotten once it is full.
const mostRemembered = 1 << 26

// toldOf is what the matcher told so far of how alike word a and every other is,
// by toldAs; 0 for not asked.
func (e *event) toldOf(a int32) []uint8 {
	if e.told[a] == nil {
		e.beginAll([]int32{a})
	}
	return e.told[a]
}

// beginAll begins what is told of words: of their relatives, and of strangers that lie
// too far from them to be alike. It is quicker for many words at once.
func (e *event) beginAll(words []int32) {
	n := len(e.lexis.words)
	var untold []int32
	for _, a := range words {
		if e.told[a] == nil && !slices.Contains(untold, a) {
			untold = append(untold, a)
		}
	}
	e.arena.Reset()
	rows, near := e.arena.Zeros(len(untold), projected), e.arena.Zeros(len(untold), n)
	for i, a := range untold {
		copy(rows.Row(i), e.projected[a])
	}
	nn.MulAdd(near, rows, &e.columns)
	if e.remembered += n * len(untold); e.remembered > mostRemembered {
		clear(e.told)
		e.remembered = n * len(untold)
	}
	for i, a := range untold {
		e.told[a] = make([]uint8, n)
		e.begin(a, near.Row(i))
	}
}

// begin tells of word a, which lies so near to every other.
func (e *event) begin(a int32, near []float32) {
	told := e.told[a]
	if e.projected[a] != nil {
		for b, x := range near {
			var far uint8 // as toldFor(0)
			if x < strangers {
				far = 1
			}
			told[b] = far // without a branch, which would often be guessed wrong
		}
		for _, b := range e.unprojected {
			told[b] = 0
		}
	}
	told[a] = 255
	for _, r := range e.lexis.relatives(a) {
		told[r.id] = toldFor(e.likeKin(min(a, r.id), max(a, r.id)))
	}
}

// toldFor is what is told of words that are so alike, toldAs how alike words are of
// which so much was told.
func toldFor(like float32) uint8 { return 1 + uint8(253*like) }

var toldAs = func() (as [256]float32) {
	for v := range as {
		as[v] = float32(v-1) / 254
	}
	return as
}()

// tell asks the matcher how alike two words are of which toldOf did not tell, and
// remembers it.
func (e *event) tell(a, b int32) (v uint8) {
	of := e.told[b]
	if of != nil {
		v = of[a]
	}
	if v == 0 {
		v = toldFor(e.likeStrangers(min(a, b), max(a, b)))
	}
	if of != nil {
		of[a] = v
	}
	e.toldOf(a)[b] = v
	return v
}

// strangers is how near two projected words lie below which they are not alike
// unless a list relates them.
const strangers = .15

// likeStrangers is how alike two words are that are no relatives, nor far apart.
func (e *event) likeStrangers(a, b int32) float32 {
	p, q := e.projected[a], e.projected[b]
	var near float32
	if p != nil && q != nil {
		near = alongside(p, q)
	}
	k := e.lexis.strangers(a, b)
	k[kProjected] = near
	return e.matcher.alike(&k)
}

// likeKin is how alike two relatives are.
func (e *event) likeKin(a, b int32) float32 {
	p, q := e.projected[a], e.projected[b]
	var near float32
	if p != nil && q != nil {
		if near = alongside(p, q); near < strangers && !e.lexis.related(a, b) {
			return 0
		}
	}
	k := e.lexis.kinOf(a, b)
	k[kProjected] = near
	return e.matcher.alike(&k)
}

// alongside is the scalar product of two projected words, to the last bit as
// nn.MulAdd takes it.
func alongside(p, q []float32) (near float32) {
	q = q[:len(p)]
	for i, x := range p {
		near += float32(x * q[i])
	}
	return near
}

func (e *event) align(al *alignment, i, j int) {
	al.a, al.b = &e.stretches[i], &e.stretches[j]
	n := len(al.a.types) * len(al.b.types)
	al.sim = slices.Grow(al.sim[:0], n)[:n]
	for i, x := range al.a.types {
		told, sim := e.toldOf(x), al.sim[i*len(al.b.types):]
		for j, y := range al.b.types {
			v := told[y]
			if v == 0 {
				v = e.tell(x, y)
			}
			sim[j] = toldAs[v]
		}
	}
	al.settle()
}

// rough is how well two units cover one another.
type rough struct {
	x, y  int
	cover float32
}

// cell is a pair of units of two sentences.
type cell struct {
	x, y int // places among the units of the sentences
	z    float32
	f    coverLook
}

// Pairs of units that cover one another less than leastCover, the share of the
// one times that of the other, or than mostLooked others, are not looked at.
const (
	leastCover = .02
	mostLooked = 24
)

// cells are the pairs of units of two sentences that may carry one claim, those
// first that the matcher takes for the likeliest.
func (e *event) cells(al *alignment) []cell {
	w := al.whole()
	if (w.a/max(al.a.total, 1e-6))*(w.b/max(al.b.total, 1e-6)) < leastCover {
		return nil
	}
	al.settleUnits()
	al.cover()
	seen, order := al.seen[:0], al.order[:0]
	for k, r := range al.rough {
		c := cell{x: r.x, y: r.y, f: al.look(r.x, r.y, w)}
		c.z = e.matcher.judge(&c.f)
		seen, order = append(seen, c), append(order, k)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(seen[b].z, seen[a].z) })
	out := make([]cell, len(order))
	for k, at := range order {
		out[k] = seen[at]
	}
	al.seen, al.order = seen, order
	return out
}

// cover finds the pairs of units that cover one another most, of those that do
// equally the first. No unit holds more of another than its sentence does, which
// tells of most pairs that they are none of these.
func (al *alignment) cover() {
	best, least := al.rough[:0], float32(leastCover)
	for x, of := range al.a.units {
		tx, px := max(al.a.totals[x], 1e-6), al.spreadA[x]
		for y, other := range al.b.units {
			ty, py := max(al.b.totals[y], 1e-6), al.spreadB[y]
			if covering(px, tx, py, ty) < least {
				continue
			}
			soft := sumOf(al.unitA[y*len(al.a.types):], of)
			if covering(soft, tx, py, ty) < least {
				continue
			}
			back := sumOf(al.unitB[x*len(al.b.types):], other)
			c := covering(soft, tx, back, ty)
			if c < least {
				continue
			}
			if len(best) < mostLooked {
				best = append(best, rough{})
			}
			at := len(best) - 1
			for ; at > 0 && best[at-1].cover < c; at-- {
				best[at] = best[at-1]
			}
			best[at] = rough{x, y, c}
			if len(best) == mostLooked {
				least = max(leastCover, math.Nextafter32(best[mostLooked-1].cover, 2*best[mostLooked-1].cover))
			}
		}
	}
	al.rough = best
}

// covering is how much of two units is matched, of weight a and b: it grows with
// what is held of either.
func covering(heldA, a, heldB, b float32) float32 {
	return (heldA / a) * (heldB / b) * sqrt(heldA+heldB)
}

// unlikely are the log-odds of what is not looked at.
const unlikely = -12

func (e *event) match(al *alignment, i, j int) (r matched) {
	r = matched{z: unlikely, next: unlikely, x: e.all[i].units[0], y: e.all[j].units[0]}
	e.align(al, i, j)
	cells := e.cells(al)
	if e.kept += len(cells); e.kept <= mostKept {
		r.cells, r.kept = cells, true
	}
	if len(cells) == 0 {
		return r
	}
	r.z, r.best = cells[0].z, cells[0].f
	r.x, r.y = e.all[i].units[cells[0].x], e.all[j].units[cells[0].y]
	for _, c := range cells[1:] {
		if e.overlap(int(r.x), int(e.all[i].units[c.x])) == 0 && e.overlap(int(r.y), int(e.all[j].units[c.y])) == 0 {
			r.next = max(r.next, c.z)
		}
	}
	r.local, r.localNext, r.localExact = al.locally()
	return r
}

// forget lets go of what can be found again of all that the matcher saw.
func (e *event) forget() {
	for i := range e.meetings {
		for k := range e.meetings[i] {
			e.meetings[i][k].seen.cells, e.meetings[i][k].seen.kept = nil, false
		}
	}
	e.told, e.projected, e.unitSenses, e.kept = nil, nil, nil, 0
	e.columns, e.arena = nn.Packed{}, nn.Arena{}
}

// matchAll sees every meeting.
func (e *event) matchAll() {
	var al alignment
	for i := range e.all {
		e.beginAll(e.stretches[i].types)
		for k := range e.meetings[i] {
			m := &e.meetings[i][k]
			if int(m.other) > i {
				m.seen = e.match(&al, i, int(m.other))
				e.meetings[m.other][e.find(int(m.other), int32(i))].seen = m.seen
			}
		}
	}
}

// lookMatched adds what the matcher sees to what is seen of two sentences.
func (e *event) lookMatched(f *look, i, j int, m *meeting, third float32) {
	s := &m.seen
	f[sMatch], f[sMatchNext] = s.z, s.next
	f[sWholeLess], f[sWholeMore], f[sWholeMatched] = s.best[cWholeLess], s.best[cWholeMore], s.best[cWholeMatched]
	f[sUnitLess], f[sUnitMore], f[sUnitSpread] = s.best[cLess], s.best[cMore], s.best[cSpreadLess]
	f[sUnitExact], f[sUnitMatched] = s.best[cExactLess], s.best[cMatched]
	rankA, leadA := e.standing(i, j)
	rankB, leadB := e.standing(j, i)
	f[sMatchRank], f[sMatchRankWorst] = 1/(1+min(rankA, rankB)), 1/(1+max(rankA, rankB))
	f[sMatchLead] = min(leadA, leadB)
	f[sMatchParallel] = max(e.besideZ(i, j, 1, 1), e.besideZ(i, j, -1, -1))
	f[sMatchAcross] = max(e.besideZ(i, j, 0, 1), e.besideZ(i, j, 0, -1), e.besideZ(i, j, 1, 0), e.besideZ(i, j, -1, 0))
	f[sMatchThird] = third
	f[sActors], f[sActorsAlike], f[sActorsApart] = e.sameActors(i, j)
	u, v := &e.units[s.x], &e.units[s.y]
	f[sUnitSpeaker] = indicator(u.speaker != "" && u.speaker == v.speaker)
	run, share, length := quotesAlike(e.all[i].quoted, e.all[j].quoted)
	f[sQuoteRun], f[sQuoteShare], f[sQuoteLength] = log1p(float32(run)), share, log1p(float32(length))
	f[sQuotesBoth] = indicator(len(e.all[i].quoted) > 0 && len(e.all[j].quoted) > 0)
	f[sQuoteOne] = indicator((len(e.all[i].quoted) > 0) != (len(e.all[j].quoted) > 0))
	f[sQuoteSpeaker] = share * f[sSpeakerSame]
	f[sLocal], f[sLocalNext], f[sLocalExact] = s.local, s.localNext, s.localExact
	f[sUnitNumbers], f[sUnitNumbersClash] = compareNumbers(u.numbers, v.numbers)
	f[sUnitNegation] = indicator(u.negated != v.negated)
	f[sUnitForms] = indicator((u.form == news.Quoted) != (v.form == news.Quoted))
	f[sUnitOther] = indicator(u.speaker != "" && v.speaker != "" && u.speaker != v.speaker)
	e.lookSense(f, i, j, s.x, s.y)
}

func (e *event) besideZ(i, j, di, dj int) float32 {
	x, y := i+di, j+dj
	if x < 0 || y < 0 || x >= len(e.all) || y >= len(e.all) ||
		e.all[x].account != e.all[i].account || e.all[y].account != e.all[j].account {
		return unlikely
	}
	if k := e.find(x, int32(y)); k >= 0 {
		return e.meetings[x][k].seen.z
	}
	return unlikely
}

// standing is how many sentences of its account are more like i than j is, and by
// how much j leads the best of the others.
func (e *event) standing(i, j int) (above, lead float32) {
	z := e.met(i, int32(j)).seen.z
	rival := float32(unlikely)
	for k := range e.meetings[i] {
		m := &e.meetings[i][k]
		if int(m.other) == j || e.all[m.other].account != e.all[j].account {
			continue
		}
		rival = max(rival, m.seen.z)
		if m.seen.z > z {
			above++
		}
	}
	return above, z - rival
}

// locally finds the places where matched words stand together in both sentences:
// the weight matched around the best pair of words, around the best that is not
// near it, and of the first the part that is the same to the letter.
func (al *alignment) locally() (best, next, exact float32) {
	const reach = 3
	na, nb := len(al.a.types), len(al.b.types)
	bi, bj := -100, -100
	for pass := range 2 {
		for i := range na {
			j := int(al.bestA[i])
			if j >= nb || al.sim[i*nb+j] < .3 || pass == 1 && (max(i-bi, bi-i) <= reach || max(j-bj, bj-j) <= reach) {
				continue
			}
			var sum, same float32
			for p := max(0, i-reach); p < min(na, i+reach+1); p++ {
				var top float32
				for q := max(0, j-reach); q < min(nb, j+reach+1); q++ {
					top = max(top, al.sim[p*nb+q])
				}
				sum += al.a.weight[p] * top
				if top == 1 {
					same += al.a.weight[p]
				}
			}
			if pass == 0 && sum > best {
				best, exact, bi, bj = sum, same, i, j
			}
			if pass == 1 {
				next = max(next, sum)
			}
		}
	}
	return log1p(best), log1p(next), log1p(exact)
}
