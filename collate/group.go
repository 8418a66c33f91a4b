package collate

import "sort"

// limits are the thresholds of a setting of Match.
type limits struct {
	pair  float32 // least confidence of the pair that joins two groups
	group float32 // least mean confidence between two groups that are joined
	twice float32 // the same where both hold a reading of one account: an outlet seldom makes one claim twice
	show  float32 // least confidence of a point that is shown
	hint  float32 // confidence from which a clause of an account that would be silent is a partial reading
}

var settings = map[Match]limits{
	Strict: {pair: .65, group: .35, twice: .5, show: .65, hint: .45},
	Normal: {pair: .5, group: .25, twice: .5, show: .5, hint: .3},
	Loose:  {pair: .38, group: .2, twice: .35, show: .38, hint: .3},
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
// units of which it goes well.
func (e *event) attach(groups [][]int, lim limits) [][]int {
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
			if !in[y] && links[y] >= 2 && 2*links[y] >= len(g) && count[account] < maxReadings {
				count[account]++
				groups[i] = append(groups[i], y)
			}
		}
		sort.Ints(groups[i])
	}
	return groups
}

// otherVoice is by how much less two actors' words are taken for one claim: what
// they are told to have said must be all but the same.
const otherVoice = .7

// pair is the confidence that two units carry one claim, computed when first
// asked for.
func (e *event) pair(x, y int) float32 {
	k := keyOf(x, y)
	p, ok := e.pairs[k]
	if !ok {
		u, v := &e.units[k.a], &e.units[k.b]
		p = probability(e.measure(u, v))
		if u.speaker != "" && v.speaker != "" && u.speaker != v.speaker {
			p *= otherVoice
		}
		e.pairs[k] = p
	}
	return p
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
	for _, x := range g {
		for _, y := range e.near[x] {
			a := e.units[y].account
			if p := e.pair(x, int(y)); !heard[a] && p >= lim.hint && p > best[a] {
				best[a], at[a] = p, int(y)
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
