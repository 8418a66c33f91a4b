package collate

import (
	"sort"

	"synoptic/news"
)

// event is what the comparison of one event works on.
type event struct {
	accounts  []Account
	units     []unit // by account, then in text order
	lexis     *lexis
	sentences [][][]word // by account and sentence
	pairs     map[pairKey]float32
	near      [][]int32            // by unit, the units that are worth comparing with it
	around    map[pairKey]likeness // how alike two sentences are, by the first units of both
	first     []int32              // by unit, the first unit of its sentence
	labelled  map[int][]news.Label // by account, what it calls actors; made when first asked for
	points    int                  // that were compared so far
	spelled   map[string]int       // two spellings of a name in two accounts, and the point that tells of them
}

// labels are what an account calls actors.
func (e *event) labels(account int) []news.Label {
	l, ok := e.labelled[account]
	if !ok {
		if e.labelled == nil {
			e.labelled = map[int][]news.Label{}
		}
		l = Labels(e.accounts[account : account+1])
		e.labelled[account] = l
	}
	return l
}

// pairKey names two units, the lower index first.
type pairKey struct{ a, b int32 }

func keyOf(a, b int) pairKey {
	if a > b {
		a, b = b, a
	}
	return pairKey{int32(a), int32(b)}
}

func newEvent(accounts []Account) *event {
	e := &event{lexis: newLexis(), pairs: map[pairKey]float32{}, around: map[pairKey]likeness{}, spelled: map[string]int{}}
	e.accounts = append(e.accounts, accounts...)
	sort.SliceStable(e.accounts, func(i, j int) bool {
		a, b := e.accounts[i].Article, e.accounts[j].Article
		if a.Published != b.Published {
			return a.Published.Before(b.Published)
		}
		return a.ID < b.ID
	})
	for i, a := range e.accounts {
		e.units = append(e.units, unitsOf(e.lexis, i, a)...)
		e.sentences = append(e.sentences, make([][]word, len(a.Doc.Sentences)))
	}
	e.lexis.weigh(e.units)
	for i := range e.units {
		u := &e.units[i]
		u.weight, u.meaning = e.lexis.sum(u.words)
		s := &e.sentences[u.account][u.sentence]
		*s = append(*s, u.words...)
		first := int32(i)
		if i > 0 && e.units[i-1].account == u.account && e.units[i-1].sentence == u.sentence {
			first = e.first[i-1]
		}
		e.first = append(e.first, first)
		u.index = i
	}
	return e
}

// sentenceWords are the words of the sentence of u.
func (e *event) sentenceWords(u *unit) []word { return e.sentences[u.account][u.sentence] }

// likeness is how alike two sentences are.
type likeness struct{ soft, rare, cosine float32 }

func (l *lexis) likeness(a, b []word) (k likeness) {
	k.soft = l.cover(a, b).both()
	k.rare, k.cosine = l.shared(a, b)
	return k
}

// sentencesAlike compares the sentences of two units; remembered for the other
// units of both.
func (e *event) sentencesAlike(u, v *unit) likeness {
	if e.first == nil {
		return e.lexis.likeness(u.words, v.words)
	}
	k := keyOf(int(e.first[u.index]), int(e.first[v.index]))
	s, ok := e.around[k]
	if !ok {
		s = e.lexis.likeness(e.sentenceWords(u), e.sentenceWords(v))
		e.around[k] = s
	}
	return s
}

// How many units of each other account are compared closely with a unit.
const candidatesPerAccount = 6

// candidates finds, by an index over words, the pairs of units that are worth
// comparing: for each unit the few of every account that share most weight.
func (e *event) candidates() []pairKey {
	posting := make([][]int32, len(e.lexis.words))
	for i, u := range e.units {
		for _, w := range u.words {
			if p := posting[w.id]; len(p) == 0 || p[len(p)-1] != int32(i) {
				posting[w.id] = append(p, int32(i))
			}
		}
	}
	chosen := map[pairKey]bool{}
	shared := make([]float32, len(e.units))
	for i := range e.units {
		var met []int32
		for _, w := range e.units[i].words {
			for _, j := range posting[w.id] {
				if shared[j] == 0 {
					met = append(met, j)
				}
				shared[j] += e.lexis.weight[w.id]
			}
		}
		for _, j := range e.best(i, met, shared) {
			chosen[keyOf(i, int(j))] = true
		}
		for _, j := range met {
			shared[j] = 0
		}
	}
	keys := sortedKeys(chosen)
	e.near = make([][]int32, len(e.units))
	for _, k := range keys {
		e.near[k.a] = append(e.near[k.a], k.b)
		e.near[k.b] = append(e.near[k.b], k.a)
	}
	return keys
}

// best picks from met the units that share most with unit i, a few an account.
func (e *event) best(i int, met []int32, shared []float32) []int32 {
	sort.Slice(met, func(x, y int) bool {
		if shared[met[x]] != shared[met[y]] {
			return shared[met[x]] > shared[met[y]]
		}
		return met[x] < met[y]
	})
	taken := make([]int, len(e.accounts))
	var out []int32
	for _, j := range met {
		a := e.units[j].account
		if int(j) == i || taken[a] >= candidatesPerAccount || shared[j] < .15*min(e.units[i].weight, e.units[j].weight) {
			continue
		}
		taken[a]++
		out = append(out, j)
	}
	return out
}

func sortedKeys(m map[pairKey]bool) []pairKey {
	out := make([]pairKey, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].a != out[j].a {
			return out[i].a < out[j].a
		}
		return out[i].b < out[j].b
	})
	return out
}
