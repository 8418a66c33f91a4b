package position

import (
	"cmp"
	"slices"
)

// How passages become issues; tuned on storylines written for it.
const (
	together  = -.6 // mean odds from which two groups are on one issue: below it, what joining gains in recall it loses in precision
	surest    = 4.  // odds of a pair count no more than this
	guessAt   = -2. // odds of a pair that was not looked at: at no likeness,
	guessBy   = 8.  // and what likeness adds
	nearest   = 24  // others that a passage is measured against
	postings  = 100 // passages that are looked at for one word: the latest
	hopeless  = -2. // mean odds below which two groups are not measured again when one grows,
	manyPairs = 50  // if they have so many pairs
)

// group joins passages by average link of the odds that two are on one issue, the
// likeliest first (Sokal and Michener 1958). Pairs that an index finds near are looked
// at; the odds of others are guessed from the likeness of the groups. Passages of settled are together
// from the start, and never with others of settled. Groups and their members are in order.
func group(v *vocabulary, ps []Passage, points []point, settled [][]int) [][]int {
	a, of := begin(points, settled)
	near := neighbourhood(points, len(v.form))
	x, scorer := newPairs(v, ps, points, near), v.scorer
	if scorer == nil {
		scorer = pairModel()
	}
	for i, js := range near {
		for _, j := range js {
			if g, h := int32(of[i]), int32(of[j]); g != h {
				f := x.look(i, j)
				odds := max(-surest, min(surest, scorer.Odds(f[:])))
				l := a.friends[g][h]
				l = link{l.odds + float32(odds), l.n + 1}
				a.friends[g][h], a.friends[h][g] = l, l
			}
		}
	}
	for i, js := range near {
		for _, j := range js {
			a.offer(of[i], of[j])
		}
	}
	for len(a.queue) > 0 {
		if m := a.queue.pop(); a.stands(&m) {
			a.join(int(m.a), int(m.b))
		}
	}
	var groups [][]int
	for _, m := range a.members {
		if m != nil {
			slices.Sort(m)
			groups = append(groups, m)
		}
	}
	slices.SortFunc(groups, func(x, y []int) int { return cmp.Compare(x[0], y[0]) })
	return groups
}

// link is what is known of the pairs of passages of two groups: the sum of the odds of
// those that were looked at, and how many they are.
type link struct {
	odds float32
	n    int32
}

// begin makes a group of each settled one, by number, and of each other passage. It answers
// the group of each passage too.
func begin(points []point, settled [][]int) (*agglomeration, []int) {
	of := make([]int, len(points))
	for i := range of {
		of[i] = -1
	}
	groups := slices.Clone(settled)
	for g, members := range settled {
		for _, i := range members {
			of[i] = g
		}
	}
	for i := range of {
		if of[i] < 0 {
			of[i] = len(groups)
			groups = append(groups, []int{i})
		}
	}
	a := &agglomeration{settled: len(settled), members: groups, points: make([]point, len(groups)), friends: make([]map[int32]link, len(groups)), age: make([]int32, len(groups))}
	for g, members := range groups {
		a.friends[g] = map[int32]link{}
		for k, i := range members {
			if k > 0 {
				a.points[g].add(&points[i])
				continue
			}
			a.points[g] = points[i]
		}
	}
	return a, of
}

type agglomeration struct {
	settled int // groups below it are never joined to each other
	points  []point
	members [][]int
	friends []map[int32]link // groups that were found near
	age     []int32          // how often a group has changed; -1 when it is gone
	queue   matches
}

// odds are the mean odds over all pairs of two groups.
func (a *agglomeration) odds(i, j int) float64 {
	l := a.friends[i][int32(j)]
	all := len(a.members[i]) * len(a.members[j])
	if int(l.n) == all {
		return float64(l.odds) / float64(all)
	}
	guess := guessAt + guessBy*a.points[i].likeness(&a.points[j])
	return (float64(l.odds) + guess*float64(all-int(l.n))) / float64(all)
}

// offer keeps a pair of groups if they may be joined.
func (a *agglomeration) offer(i, j int) {
	i, j = min(i, j), max(i, j)
	if i == j || j < a.settled {
		return
	}
	if s := a.odds(i, j); s >= together {
		if len(a.queue) == cap(a.queue) {
			a.queue.clear(a.stands)
		}
		a.queue.push(match{s, int32(i), int32(j), a.age[i], a.age[j]})
	}
}

// stands says that neither group of a match has changed.
func (a *agglomeration) stands(m *match) bool { return a.age[m.a] == m.ageA && a.age[m.b] == m.ageB }

// join makes one group of two: the settled, or else the larger, takes in the other.
func (a *agglomeration) join(x, y int) {
	if y < a.settled || x >= a.settled && len(a.members[y]) > len(a.members[x]) {
		x, y = y, x
	}
	a.points[x].add(&a.points[y])
	a.members[x] = append(a.members[x], a.members[y]...)
	a.age[x]++
	a.age[y], a.members[y], a.points[y] = -1, nil, point{}
	a.befriend(int32(x), int32(y))
	for _, f := range sortedKeys(a.friends[x]) {
		if s := a.odds(x, int(f)); s >= hopeless {
			a.offer(x, int(f))
		} else if len(a.members[x])*len(a.members[f]) > manyPairs {
			delete(a.friends[x], f)
			delete(a.friends[f], int32(x))
		}
	}
}

// befriend gives x the friends of y, which is gone.
func (a *agglomeration) befriend(x, y int32) {
	for f, l := range a.friends[y] {
		delete(a.friends[f], y)
		if f != x {
			sum := a.friends[x][f]
			sum = link{sum.odds + l.odds, sum.n + l.n}
			a.friends[x][f], a.friends[f][x] = sum, sum
		}
	}
	a.friends[y] = nil
	delete(a.friends[x], y)
}

// neighbourhood lists for each passage those before it that are likest, by an
// index of their words.
func neighbourhood(ps []point, words int) [][]int {
	index := make([][]posting, words)
	out := make([][]int, len(ps))
	score, seen := make([]int32, len(ps)), make([]int32, len(ps))
	var met []int
	for i := range ps {
		met = met[:0]
		for _, c := range ps[i].like {
			list := index[c.id]
			for _, p := range list[max(0, len(list)-postings):] {
				if seen[p.at] != int32(i) { // nothing comes before the first
					seen[p.at] = int32(i)
					met = append(met, int(p.at))
				}
				score[p.at] += c.w * p.w / one
			}
		}
		out[i] = best(met, score)
		for _, j := range met {
			score[j] = 0
		}
		for _, c := range ps[i].words {
			index[c.id] = append(index[c.id], posting{int32(i), c.w})
		}
	}
	return out
}

// posting is a passage with a word, and its weight there.
type posting struct{ at, w int32 }

// best are the passages of highest score, the first of equals.
func best(met []int, score []int32) []int {
	down := func(a, b int) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a, b)) }
	top := make([]int, 0, nearest+1)
	for _, j := range met {
		if len(top) == nearest && down(top[nearest-1], j) < 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, j, down)
		top = slices.Insert(top, at, j)
		top = top[:min(len(top), nearest)]
	}
	return top
}
