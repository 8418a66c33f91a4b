package collate

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// limits are the thresholds of a setting of Match.
type limits struct {
	pair   float32 // least confidence of the pair that joins two groups
	group  float32 // least mean confidence between two groups that are joined
	twice  float32 // the same where both hold a reading of one account: an outlet seldom makes one claim twice
	again  float32 // least confidence of a pair that begins a further point with a unit of one
	each   float32 // least confidence of any two sentences of two accounts in one group
	show   float32 // least confidence of a point that is shown
	likely float32 // how likely it is a point, at least, by all that is seen of it
}

var settings = map[Match]limits{
	Strict: {pair: .62, group: .54, twice: .32, again: .82, each: .54, show: .74, likely: .5},
	Normal: {pair: .45, group: .41, twice: .32, again: .74, each: .33, show: .61, likely: .33},
	Loose:  {pair: .38, group: .28, twice: .26, again: .64, each: .28, show: .4, likely: .25},
}

// ofTwo are the thresholds where there are two accounts alone: no third one shows
// what they share, so that their confidences are lower than they should be.
var ofTwo = map[Match]limits{
	Strict: {pair: .54, group: .42, twice: .32, again: .66, each: .42, show: .54, likely: .45},
	Normal: {pair: .46, group: .36, twice: .32, again: .6, each: .36, show: .46, likely: .3},
	Loose:  {pair: .24, group: .2, twice: .24, again: .4, each: .2, show: .24, likely: .2},
}

// limitsOf are the thresholds of a setting, of Normal if there is none such.
func limitsOf(m Match, accounts int) limits {
	of := settings
	if accounts == 2 {
		of = ofTwo
	}
	if lim, ok := of[m]; ok {
		return lim
	}
	return of[Normal]
}

// group joins units that carry one claim: pairs in the order of confidence. A
// pair joins the groups of its two units if these agree on the whole (average
// linkage) and no constraint forbids it, or one unit joins a group of the other,
// or else both begin a group. Where the sentences of a pair stand together
// already, by units that overlap with these, nothing is left to tell.
func (e *event) group(lim limits) [][]int {
	g := &grouping{e: e, lim: lim, of: make([][]int, len(e.units))}
	for _, t := range e.links(lim.pair) {
		g.link(int(t.x), int(t.y), t.p)
	}
	var out [][]int
	for _, members := range g.groups {
		if len(members) > 1 {
			e.settle(members)
			members = e.lengthen(e.predicated(members))
			sort.Ints(members)
			out = append(out, members)
		}
	}
	return e.fold(out)
}

// links are the ties of a confidence of least at least, the surest first.
func (e *event) links(least float32) []tie {
	var out []tie
	for i := range e.all {
		for k := range e.meetings[i] {
			m := &e.meetings[i][k]
			if int(m.other) < i || m.p < least {
				continue
			}
			for _, t := range m.ties {
				if t.p >= least {
					out = append(out, t)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b tie) int { return cmp.Compare(b.p, a.p) })
	return out
}

// grouping is the state of group.
type grouping struct {
	e      *event
	lim    limits
	groups [][]int
	of     [][]int // by unit, its groups
}

func (g *grouping) link(x, y int, p float32) {
	if g.explained(x, y) {
		return
	}
	for _, a := range g.near(x) {
		for _, b := range g.near(y) {
			if a != b && g.fits(g.groups[a], g.groups[b]) {
				g.merge(a, b)
				return
			}
		}
	}
	for _, a := range g.near(x) {
		if g.fits(g.groups[a], []int{y}) {
			g.add(a, y)
			return
		}
	}
	for _, b := range g.near(y) {
		if g.fits(g.groups[b], []int{x}) {
			g.add(b, x)
			return
		}
	}
	if p < g.lim.again && len(g.near(x))+len(g.near(y)) > 0 {
		return
	}
	g.groups = append(g.groups, nil)
	g.add(len(g.groups)-1, x)
	g.add(len(g.groups)-1, y)
}

func (g *grouping) add(group, x int) {
	g.groups[group] = append(g.groups[group], x)
	g.of[x] = append(g.of[x], group)
}

// merge puts group b to group a. Of two units of a sentence that overlap the one
// of a stays.
func (g *grouping) merge(a, b int) {
	for _, y := range g.groups[b] {
		g.of[y] = slices.DeleteFunc(g.of[y], func(k int) bool { return k == b })
		if !slices.ContainsFunc(g.groups[a], func(x int) bool { return g.e.overlap(x, y) > 0 }) {
			g.add(a, y)
		}
	}
	g.groups[b] = nil
}

// near are the groups of the units that are all but x, in order.
func (g *grouping) near(x int) []int {
	var out []int
	for _, y := range g.e.all[g.e.sentenceOf[x]].units {
		if g.e.overlap(x, int(y)) >= .5 {
			for _, k := range g.of[y] {
				if len(g.groups[k]) > 0 && !slices.Contains(out, k) {
					out = append(out, k)
				}
			}
		}
	}
	sort.Ints(out)
	return out
}

// explained says that a group holds both sentences by units that share more than
// within with x and y.
func (g *grouping) explained(x, y int) bool {
	for _, u := range g.e.all[g.e.sentenceOf[x]].units {
		if g.e.overlap(x, int(u)) <= within {
			continue
		}
		for _, k := range g.of[u] {
			if slices.ContainsFunc(g.groups[k], func(v int) bool { return g.e.overlap(y, v) > within }) {
				return true
			}
		}
	}
	return false
}

// fits says whether two groups may be one: they agree on the whole, and no two of
// their sentences are without a claim in common.
func (g *grouping) fits(a, b []int) bool {
	least := g.lim.group
	count := map[int]int{}
	for _, x := range a {
		count[g.e.units[x].account]++
	}
	for _, y := range b {
		if slices.ContainsFunc(a, func(x int) bool { return g.e.overlap(x, y) > 0 }) {
			if len(b) == 1 {
				return false
			}
			continue
		}
		account := g.e.units[y].account
		if count[account] > 0 {
			least = g.lim.twice
			if !g.e.likeOwn(a, y) {
				return false
			}
		}
		if count[account]++; count[account] > maxReadings {
			return false
		}
	}
	return g.e.allMeet(a, b, g.lim.each) && g.e.agreement(a, b) >= least
}

// retold is what share of the words of one of two readings of an account the other
// has at least, if both tell one claim.
const retold = .3

// likeOwn says that a unit is like all those of its account in a group.
func (e *event) likeOwn(g []int, y int) bool {
	for _, x := range g {
		if e.units[x].account == e.units[y].account {
			if s := e.lexis.cover(e.units[x].words, e.units[y].words); max(s.a, s.b) < retold {
				return false
			}
		}
	}
	return true
}

// allMeet says that all sentences of two groups, of different accounts, have a
// confidence of least at least.
func (e *event) allMeet(a, b []int, least float32) bool {
	for _, x := range a {
		for _, y := range b {
			i, j := e.sentenceOf[x], e.sentenceOf[y]
			if e.units[x].account != e.units[y].account && e.met(int(i), j).p < least {
				return false
			}
		}
	}
	return true
}

// settle chooses for each member of a group, of the units of its sentence that
// share more than within with it, the one that goes best with the other accounts.
func (e *event) settle(members []int) {
	for i, x := range members {
		best, at := e.goes(x, members), x
		for _, y := range e.all[e.sentenceOf[x]].units {
			if int(y) == x || e.overlap(x, int(y)) <= within {
				continue
			}
			if s := e.goes(int(y), members); s > best {
				best, at = s, int(y)
			}
		}
		members[i] = at
	}
}

// predicated gives a group of mere subjects the clauses of which they are the subjects, if
// these go together half as well: what is told of a thing is a claim, its name is none.
func (e *event) predicated(g []int) []int {
	out := make([]int, len(g))
	for i, x := range g {
		if out[i] = e.clauseOf(x); out[i] < 0 {
			return g
		}
	}
	for i, c := range out {
		if 2*e.goes(c, out) < e.goes(g[i], g) {
			return g
		}
	}
	return out
}

// longestClause is how many bytes a clause has at most that stands for its subject.
const longestClause = 150

// clauseOf is the longest clause of which a unit is the subject, -1 if there is none.
func (e *event) clauseOf(x int) int {
	u := &e.units[x]
	doc := e.accounts[u.account].Doc
	best, most := -1, u.span.Len()
	if doc.Arcs == nil || u.predicate || !strings.HasPrefix(doc.Arcs[u.top].Relation, "nsubj") {
		return best
	}
	for _, y := range e.all[e.sentenceOf[x]].units {
		v := &e.units[y]
		if n := v.span.Len(); v.top == doc.Arcs[u.top].Head && v.span.Contains(u.span) && n > most && n <= longestClause {
			best, most = int(y), n
		}
	}
	return best
}

// goes is how well a unit and no other goes with the members of other accounts,
// one of each account.
func (e *event) goes(y int, members []int) float32 {
	best := map[int]float32{}
	for _, x := range members {
		a := e.units[x].account
		if a == e.units[y].account {
			continue
		}
		e.eachTie(y, x, func(u, v int, p float32) {
			if u == y && e.samePlace(v, x) {
				best[a] = max(best[a], p)
			}
		})
	}
	var sum float32
	for _, a := range sortedInts(best) {
		sum += best[a]
	}
	return sum
}

// A group of which another holds heldAll by units that overlap is put to it. One of
// which it holds heldMost is left: what it has beside is seldom the claim that it repeats.
const (
	heldAll  = .75
	heldMost = .66
)

// fold leaves no group of which another holds most.
func (e *event) fold(groups [][]int) [][]int {
	sort.SliceStable(groups, func(i, j int) bool { return len(groups[i]) > len(groups[j]) })
	var out [][]int
	for _, g := range groups {
		into := slices.IndexFunc(out, func(o []int) bool { return e.heldBy(g, o) >= heldMost })
		switch {
		case into < 0:
			out = append(out, g)
		case e.heldBy(g, out[into]) >= heldAll:
			out[into] = e.joined(out[into], g)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i][0] < out[j][0] })
	return out
}

// heldBy is the share of g that o holds.
func (e *event) heldBy(g, o []int) float64 {
	held := 0
	for _, x := range g {
		if slices.ContainsFunc(o, func(y int) bool { return e.overlap(x, y) >= .5 }) {
			held++
		}
	}
	return float64(held) / float64(len(g))
}

// joined is o with what g has in other places.
func (e *event) joined(o, g []int) []int {
	for _, x := range g {
		if !slices.ContainsFunc(o, func(y int) bool { return e.overlap(x, y) > 0 }) {
			o = append(o, x)
		}
	}
	sort.Ints(o)
	return o
}

// within is what share of the bytes of two units both have at most, if the one is
// another claim within the other: "on 13 July" within "she will come on 13 July".
const within = .3

const maxReadings = 4 // of one account in one point

// claiming counts the accounts of a group in which something is said, not only
// somebody named.
func (e *event) claiming(g []int) int {
	seen := map[int]bool{}
	for _, x := range g {
		if e.units[x].says > 0 {
			seen[e.units[x].account] = true
		}
	}
	return len(seen)
}

// tooNear is the confidence from which a unit of an account without a reading forbids to call it silent.
const tooNear = .19

// near lists, for each account without a reading in g, the unit that comes nearest
// to its claim, if it comes so near that silence would be too much to say.
func (e *event) near(g []int) []int {
	heard := map[int]bool{}
	for _, x := range g {
		heard[e.units[x].account] = true
	}
	best, at := map[int]float32{}, map[int]int{}
	for _, y := range e.neighbours(g, heard) {
		if a := e.units[y].account; !heard[a] {
			if p := e.nearness(y, g); p >= tooNear && p > best[a] {
				best[a], at[a] = p, y
			}
		}
	}
	var out []int
	for _, a := range sortedInts(at) {
		out = append(out, at[a])
	}
	return out
}

// settled puts those of near to g that are a member of it word for word, as in a
// copy: they carry what it carries.
func (e *event) settled(g, near []int) (all, open []int) {
	all = slices.Clone(g)
	for _, y := range near {
		if slices.ContainsFunc(g, func(x int) bool { return e.sameWords(x, y) }) {
			all = append(all, y)
		} else {
			open = append(open, y)
		}
	}
	sort.Ints(all)
	return all, open
}

// agreement is the mean confidence over all pairs between two groups; a pair
// that was no candidate counts nothing, so that groups stay tight.
func (e *event) agreement(a, b []int) float32 {
	var sum float32
	for _, x := range a {
		for _, y := range b {
			sum += e.pair(x, y)
		}
	}
	return sum / float32(len(a)*len(b))
}

// neighbours are the units that are tied to one of a group, in order, without those
// of the accounts heard, and of sentences that have not the confidence for one of
// their units to be tooNear.
func (e *event) neighbours(g []int, heard map[int]bool) []int {
	open := make([]bool, len(e.all))
	for _, x := range g {
		ms := e.meetings[e.sentenceOf[x]]
		for k := range ms {
			if j := ms[k].other; ms[k].p >= .999*tooNear && !heard[e.all[j].account] {
				open[j] = true
			}
		}
	}
	met := make([]bool, len(e.units))
	var here []bool // by unit of the sentence of x, is it where x is
	for _, x := range g {
		here = here[:0]
		of := e.all[e.sentenceOf[x]].units
		for _, u := range of {
			here = append(here, e.samePlace(x, int(u)))
		}
		ms := e.meetings[e.sentenceOf[x]]
		for k := range ms {
			m := &ms[k]
			if m.p < leastTied || !open[m.other] {
				continue
			}
			e.eachTie(x, int(e.all[m.other].units[0]), func(u, v int, _ float32) {
				if here[u-int(of[0])] {
					met[v] = true
				}
			})
		}
	}
	var out []int
	for v, is := range met {
		if is {
			out = append(out, v)
		}
	}
	return out
}

// nearness is how surely a unit carries the claim of a group: between the best
// confidence with a unit of it and the mean over its accounts.
func (e *event) nearness(y int, g []int) float32 {
	best := map[int]float32{}
	var top, sum float32
	for _, x := range g {
		a := e.units[x].account
		best[a] = max(best[a], e.pair(x, y))
		top = max(top, best[a])
	}
	for _, a := range sortedInts(best) {
		sum += best[a]
	}
	return (top + sum/float32(len(best))) / 2
}
