package collate

import (
	"slices"
	"sort"

	"synoptic/news"
)

// limits are the thresholds of a setting of Match.
type limits struct {
	pair  float32 // least confidence of the pair that joins two groups
	group float32 // least mean confidence between two groups that are joined
	twice float32 // the same where both hold a reading of one account: an outlet seldom makes one claim twice
	show  float32 // least confidence of a point that is shown
	hint  float32 // confidence from which a clause of an account that would be silent is a partial reading
}

var settings = map[Match]limits{
	Strict: {pair: .55, group: .45, twice: .5, show: .55, hint: .25},
	Normal: {pair: .4, group: .45, twice: .5, show: .4, hint: .19},
	Loose:  {pair: .3, group: .3, twice: .4, show: .3, hint: .19},
}

// group joins units that carry one claim: pairs in the order of confidence,
// each joining the groups of its two units if these agree on the whole (average
// linkage) and no constraint forbids it.
func (e *event) group(lim limits) [][]int {
	type link struct {
		pairKey
		p float32
	}
	var links []link
	for _, k := range e.candidates() {
		p := e.pair(int(k.a), int(k.b))
		if p >= lim.pair {
			links = append(links, link{k, p})
		}
	}
	sort.SliceStable(links, func(i, j int) bool { return links[i].p > links[j].p })
	of := make([]int, len(e.units))
	groups := make([][]int, len(e.units))
	for i := range e.units {
		of[i], groups[i] = i, []int{i}
	}
	for _, k := range links {
		a, b := of[k.a], of[k.b]
		if a == b || !e.compatible(groups[a], groups[b]) {
			continue
		}
		least := lim.group
		if e.shared(groups[a], groups[b]) {
			least = lim.twice
		}
		if e.agreement(groups[a], groups[b]) < least {
			continue
		}
		for _, u := range groups[b] {
			of[u] = a
		}
		groups[a] = append(groups[a], groups[b]...)
		groups[b] = nil
	}
	var out [][]int
	for _, g := range groups {
		if len(g) > 1 {
			sort.Ints(g)
			out = append(out, g)
		}
	}
	return e.attach(out, lim)
}

// attach lets a clause take part in further points: it joins a group with two
// units of which it goes, if it goes there nearly as well as with its own.
func (e *event) attach(groups [][]int, lim limits) [][]int {
	home := map[int]float32{}
	for _, g := range groups {
		for _, x := range g {
			home[x] = e.support(x, g)
		}
	}
	for i, g := range groups {
		in, links, count := map[int]bool{}, map[int]int{}, map[int]int{}
		for _, x := range g {
			in[x] = true
			count[e.units[x].account]++
		}
		for _, x := range g {
			for _, y := range e.near[x] {
				if e.pair(x, int(y)) >= lim.pair {
					links[int(y)]++
				}
			}
		}
		for _, y := range sortedInts(links) {
			account := e.units[y].account
			if in[y] || count[account] >= maxReadings {
				continue
			}
			further := links[y] >= 2 && 2*links[y] >= len(g) && e.nearness(y, g) >= home[y]*secondHome
			if further || home[y] == 0 && e.quotes(y, g, lim) {
				count[account]++
				groups[i] = append(groups[i], y)
			}
		}
		sort.Ints(groups[i])
	}
	return fold(groups)
}

// quotes says that a clause of no group gives in quotation what its account has
// told in its own words, by the same speaker: accounts tell first and quote then.
func (e *event) quotes(y int, g []int, lim limits) bool {
	u := &e.units[y]
	if u.speaker == "" || u.form != news.Quoted && u.form != news.PartlyQuoted {
		return false
	}
	told, borne := false, false
	for _, x := range g {
		v := &e.units[x]
		switch {
		case v.speaker != u.speaker:
		case v.account == u.account:
			if v.form == news.Quoted {
				return false
			}
			told = true
		case e.pair(y, x) >= lim.pair:
			borne = true
		}
	}
	return told && borne
}

// secondHome is how surely a clause must carry the claim of a further group, for
// every part of how surely it carries that of its own.
const secondHome = .7

// fold puts a group into another that holds three quarters of it.
func fold(groups [][]int) [][]int {
	sort.SliceStable(groups, func(i, j int) bool { return len(groups[i]) > len(groups[j]) })
	var out [][]int
	for _, g := range groups {
		into := slices.IndexFunc(out, func(o []int) bool { return 4*common(o, g) >= 3*len(g) })
		if into < 0 {
			out = append(out, g)
			continue
		}
		out[into] = append(out[into], g...)
		sort.Ints(out[into])
		out[into] = slices.Compact(out[into])
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i][0] < out[j][0] })
	return out
}

// common counts what two sorted lists share.
func common(a, b []int) int {
	n := 0
	for _, x := range b {
		if _, ok := slices.BinarySearch(a, x); ok {
			n++
		}
	}
	return n
}

// otherVoice is by how much less two actors' words are taken for one claim: what
// they are told to have said must be all but the same.
const otherVoice = .7

// pair is the confidence that two units carry one claim, computed when first
// asked for: that of their sentences, as far as these two units are what the
// sentences have in common.
func (e *event) pair(x, y int) float32 {
	k := keyOf(x, y)
	p, ok := e.pairs[k]
	if !ok {
		a, b := e.sentenceOf[k.a], e.sentenceOf[k.b]
		if m := e.met(int(a), b); m.p > 0 {
			e.share(a, b, m.p)
			return e.pairs[k]
		}
		e.pairs[k] = p
	}
	return p
}

// share gives the pairs of units of two sentences their parts of its confidence.
func (e *event) share(a, b int32, p float32) {
	var most float32
	for _, x := range e.all[a].units {
		for _, y := range e.all[b].units {
			u, v := &e.units[x], &e.units[y]
			q := weights().clauses(e.measure(u, v))
			if u.speaker != "" && v.speaker != "" && u.speaker != v.speaker {
				q *= otherVoice
			}
			e.pairs[keyOf(int(x), int(y))] = q
			most = max(most, q)
		}
	}
	for _, x := range e.all[a].units {
		for _, y := range e.all[b].units {
			e.pairs[keyOf(int(x), int(y))] *= p / most
		}
	}
}

// shared says that one account has units in both groups.
func (e *event) shared(a, b []int) bool {
	for _, x := range a {
		for _, y := range b {
			if e.units[x].account == e.units[y].account {
				return true
			}
		}
	}
	return false
}

const maxReadings = 4 // of one account in one point

// compatible keeps a group from holding too many readings of one account.
func (e *event) compatible(a, b []int) bool {
	count := map[int]int{}
	for _, g := range [2][]int{a, b} {
		for _, x := range g {
			if count[e.units[x].account]++; count[e.units[x].account] > maxReadings {
				return false
			}
		}
	}
	return true
}

// voices counts the accounts of a group.
func (e *event) voices(g []int) int {
	seen := map[int]bool{}
	for _, x := range g {
		seen[e.units[x].account] = true
	}
	return len(seen)
}

// hinted adds, for each account that would be silent on g, the clause that
// comes nearest to its claim, if it comes near enough that silence would be too
// much to say.
func (e *event) hinted(g []int, lim limits) []int {
	heard := map[int]bool{}
	for _, x := range g {
		heard[e.units[x].account] = true
	}
	best, at := map[int]float32{}, map[int]int{}
	for _, y := range e.neighbours(g) {
		if a := e.units[y].account; !heard[a] {
			if p := e.nearness(y, g); p >= lim.hint && p > best[a] {
				best[a], at[a] = p, y
			}
		}
	}
	for _, a := range sortedInts(at) {
		g = append(g, at[a])
	}
	sort.Ints(g)
	return g
}

// agreement is the mean confidence over all pairs between two groups; a pair
// that was no candidate counts nothing, so that groups stay tight.
func (e *event) agreement(a, b []int) float32 {
	var sum float32
	for _, x := range a {
		for _, y := range b {
			sum += e.pairs[keyOf(x, y)]
		}
	}
	return sum / float32(len(a)*len(b))
}

// neighbours are the units that are near one of a group, in order.
func (e *event) neighbours(g []int) []int {
	met := map[int]bool{}
	for _, x := range g {
		for _, y := range e.near[x] {
			met[int(y)] = true
		}
	}
	return sortedInts(met)
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
