package position

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"sync"

	"synoptic/learn"
)

// pair.model holds what Fit learned.
//
//go:embed pair.model
var embeddedPairs string

var pairModel = sync.OnceValue(func() *learn.Model {
	m, err := learn.Parse(embeddedPairs, nSeen)
	if err != nil {
		panic("the embedded scorer of pairs is damaged: " + err.Error())
	}
	return m
})

// What is seen of two passages. It does not depend on their order.
const (
	sWords         = iota // soft cosine of the words, those around them too
	sSense                // cosine of their sense
	sExact                // cosine of the words alone, only the same counting
	sKin                  // soft cosine of the words alone
	sNouns                // of the nouns
	sVerbs                // of the verbs
	sFirst                // the weightiest words that meet
	sSecond               //
	sThird                //
	sMet                  // how many words meet
	sCoverLess            // share of the weight of one that the other has, of the one less covered
	sCoverMore            //
	sNamesMet             // weight of the names that both have
	sNamesApart           // and of those that one has
	sSameText             // both stand in one article
	sNextTo               // in neighbouring sentences of it
	sSameEvent            // in two accounts of one event
	sSameOutlet           // in one outlet's accounts of two events
	sShorter              // how many words
	sLonger               //
	sNumbers              // both count the same thing
	sRankBest             // how near each is among those near the other
	sRankWorst            //
	sLead                 // how much nearer they are than others to each, the less
	sThirds               // the best third passage that both are near to
	sTold                 // soft cosine of the words alone, weighed as was learned
	sStatement            // of one statement
	sApart                // 1 by how many passages they are apart in one article
	sOrder                // how alike their places in two accounts of one event are
	sRuns                 // share of what the shorter says word for word that the other says too
	sSenseLead            // how much nearer their senses are than those of others to each, the less
	sSenseLeadMore        //
	sBestLess             // how near the words of one are to the nearest of the other, of the one less near
	sBestMore             //
	nSeen
)

type seen [nSeen]float32

// pairs looks at pairs of passages.
type pairs struct {
	v      *vocabulary
	ps     []Passage
	points []point
	bags   [][]term // the words of each passage alone, by id
	near   [][]nearby
	usual  []usual
	told   []float32 // 1 by the length of each bag, weighed as was learned

	settings []setting
}

// usual is how near the nearest few are to a passage on average, by all and by the sense alone.
type usual struct{ like, sense float32 }

// nearby is a passage and how near it is by the words.
type nearby struct {
	at   int32
	like float32
}

// bag weighs the words of a passage alone.
func (v *vocabulary) bag(ws []word) []term {
	out := make([]term, 0, len(ws))
	for _, w := range ws {
		if id, ok := v.index[w.key]; ok {
			out = append(out, term{id, v.weight[id] * w.part})
		}
	}
	slices.SortFunc(out, func(a, b term) int { return int(a.id - b.id) })
	return out
}

// toldBy is 1 by the length of a bag whose words weigh what was learned.
func (v *vocabulary) toldBy(bag []term) float32 {
	sum := float32(tiny)
	for _, s := range bag {
		for _, t := range bag {
			sum += v.alike(s.id, t.id) * s.w * t.w * v.tells[s.id] * v.tells[t.id]
		}
	}
	return float32(1 / math.Sqrt(float64(max(sum, tiny))))
}

// newPairs lists for each passage those near it; neighbours are those an index finds.
func newPairs(v *vocabulary, ps []Passage, points []point, neighbours [][]int) *pairs {
	x := &pairs{v: v, ps: ps, points: points, bags: make([][]term, len(ps)), near: make([][]nearby, len(ps))}
	for i := range ps {
		x.bags[i] = v.bag(ps[i].words)
		x.told = append(x.told, v.toldBy(x.bags[i]))
	}
	for i, js := range neighbours {
		for _, j := range js {
			like := float32(points[i].likeness(&points[j]))
			x.near[i], x.near[j] = append(x.near[i], nearby{int32(j), like}), append(x.near[j], nearby{int32(i), like})
		}
	}
	for i := range x.near {
		slices.SortFunc(x.near[i], func(a, b nearby) int {
			return cmp.Or(cmp.Compare(b.like, a.like), cmp.Compare(a.at, b.at))
		})
	}
	x.settings, x.usual = settings(ps), make([]usual, len(ps))
	for i := range ps {
		x.usual[i] = x.others(i)
	}
	return x
}

// look is what is seen of passages i and j.
func (x *pairs) look(i, j int) seen {
	var f seen
	a, b := &x.ps[i], &x.ps[j]
	f[sWords] = float32(x.points[i].words.times(x.points[j].like))
	f[sSense] = dot(&x.points[i], &x.points[j])
	x.words(&f, x.bags[i], x.bags[j])
	f[sTold] *= x.told[i] * x.told[j]
	x.best(&f, x.bags[i], x.bags[j])
	x.setting(&f, i, j)
	f[sShorter], f[sLonger] = logarithm(min(len(a.words), len(b.words))), logarithm(max(len(a.words), len(b.words)))
	for noun := range a.traits.numbers {
		if _, ok := b.traits.numbers[noun]; ok {
			f[sNumbers] = 1
		}
	}
	x.standing(&f, i, j, x.points[i].likenessOf(&x.points[j], float64(f[sWords]), float64(f[sSense])))
	return f
}

func logarithm(n int) float32 { return float32(math.Log1p(float64(n))) }

func dot(a, b *point) float32 { return cosine(a.sense[:], b.sense[:]) }

func indicator(is bool) float32 {
	if is {
		return 1
	}
	return 0
}

// words compares what the passages are about, word by word.
func (x *pairs) words(f *seen, a, b []term) {
	covered := make([]float32, len(b))
	var top [3]float32
	var weightA, weightB, metA, exact, kin, nouns, verbs, met float32
	for _, s := range a {
		weightA += s.w
		best := float32(0)
		for k, t := range b {
			r := x.v.alike(s.id, t.id)
			if r == 0 {
				continue
			}
			p := r * s.w * t.w
			kin += p
			f[sTold] += p * x.v.tells[s.id] * x.v.tells[t.id]
			if s.id == t.id {
				exact += p
			}
			switch x.v.kind[s.id] {
			case noun, name:
				nouns += p
			case verb:
				verbs += p
			}
			best, covered[k] = max(best, r), max(covered[k], r)
			if w := r * min(s.w, t.w); s.id == t.id || r >= meets {
				place(&top, w)
			}
		}
		metA += best * s.w
		if best >= meets {
			met++
		}
		x.name(f, s, best)
	}
	metB := float32(0)
	for k, t := range b {
		weightB += t.w
		metB += covered[k] * t.w
		if covered[k] < 1 {
			x.name(f, t, covered[k])
		}
	}
	f[sFirst], f[sSecond], f[sThird] = top[0], top[1], top[2]
	f[sMet] = float32(math.Log1p(float64(met)))
	coverA, coverB := metA/max(weightA, 1e-6), metB/max(weightB, 1e-6)
	f[sCoverLess], f[sCoverMore] = min(coverA, coverB), max(coverA, coverB)
	norm := float32(math.Sqrt(float64(squared(a)*squared(b) + 1e-9)))
	f[sExact], f[sKin], f[sNouns], f[sVerbs] = exact/norm, kin/norm, nouns/norm, verbs/norm
}

// meets is how alike two words are at least that are taken as met.
const meets = .6

// name counts a name that both have, or one.
func (x *pairs) name(f *seen, t term, best float32) {
	if x.v.kind[t.id] != name {
		return
	}
	if best >= 1 {
		f[sNamesMet] += t.w
	} else {
		f[sNamesApart] += t.w
	}
}

// squared is the squared length of a bag.
func squared(a []term) float32 {
	var sum float32
	for _, s := range a {
		sum += s.w * s.w
	}
	return sum
}

// place keeps the three largest values.
func place(top *[3]float32, w float32) {
	for i := range top {
		if w > top[i] {
			copy(top[i+1:], top[i:2])
			top[i] = w
			return
		}
	}
}

// standing tells how near each stands among those near the other.
func (x *pairs) standing(f *seen, i, j int, like float64) {
	a, b := x.rank(i, j), x.rank(j, i)
	f[sRankBest], f[sRankWorst] = 1/(1+float32(min(a, b))), 1/(1+float32(max(a, b)))
	u, v := &x.usual[i], &x.usual[j]
	f[sLead] = float32(like) - max(u.like, v.like)
	f[sSenseLead], f[sSenseLeadMore] = f[sSense]-max(u.sense, v.sense), f[sSense]-min(u.sense, v.sense)
	for _, n := range x.near[i] {
		if n.like <= f[sThirds] {
			break // the nearest come first
		}
		for _, m := range x.near[j] {
			if m.like <= f[sThirds] {
				break
			}
			if m.at == n.at && int(n.at) != j {
				f[sThirds] = min(n.like, m.like)
				break
			}
		}
	}
}

// rank is how many are nearer to i than j is. To be the nearest of a few is no honour: they
// are filled up.
func (x *pairs) rank(i, j int) int {
	none := max(0, fewNear-len(x.near[i]))
	for k, n := range x.near[i] {
		if int(n.at) == j {
			return k + none
		}
	}
	return len(x.near[i]) + none
}

// fewNear is how many near passages tell what is usual.
const fewNear = 8

// others is what is usual among those near i.
func (x *pairs) others(i int) usual {
	var u usual
	var sense []float32
	for k, o := range x.near[i] {
		if k < fewNear {
			u.like += o.like / fewNear
		}
		sense = append(sense, dot(&x.points[i], &x.points[o.at]))
	}
	slices.SortFunc(sense, func(a, b float32) int { return cmp.Compare(b, a) })
	for _, s := range sense[:min(fewNear, len(sense))] {
		u.sense += s / fewNear
	}
	return u
}

// best sees how near each word is to the nearest of the other passage, however far that is.
func (x *pairs) best(f *seen, a, b []term) {
	nearest := make([]float32, len(b))
	var one, other, weightA, weightB float32
	for _, s := range a {
		w, best := s.w*x.v.tells[s.id], float32(0)
		for k, t := range b {
			near := x.v.nearness(s.id, t.id)
			best, nearest[k] = max(best, near), max(nearest[k], near)
		}
		one, weightA = one+w*best, weightA+w
	}
	for k, t := range b {
		w := t.w * x.v.tells[t.id]
		other, weightB = other+w*nearest[k], weightB+w
	}
	one, other = one/max(weightA, tiny), other/max(weightB, tiny)
	f[sBestLess], f[sBestMore] = min(one, other), max(one, other)
}
