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
	points    int                  // that were compared so far
	spelled   map[string]int       // two spellings of a name in two accounts, and the point that tells of them

	all        []sentence // of all accounts, by account and in text order
	sentenceOf []int32    // by unit, index into all
	meetings   [][]meeting
	labelled   map[int][]news.Label // by account, what it calls actors; made when first asked for
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
		*s = appendNew(*s, u.words)
		first := int32(i)
		if i > 0 && e.units[i-1].account == u.account && e.units[i-1].sentence == u.sentence {
			first = e.first[i-1]
		}
		e.first = append(e.first, first)
		u.index = i
	}
	e.gather()
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

// leastMeeting is the confidence of a pair of sentences below which their units
// are not looked at.
const leastMeeting = .05

// candidates are the pairs of units of two accounts whose sentences may carry a
// claim in common, in order.
func (e *event) candidates() []pairKey {
	e.meet()
	e.judge()
	var keys []pairKey
	e.near = make([][]int32, len(e.units))
	for i := range e.all {
		for _, x := range e.all[i].units {
			for _, m := range e.meetings[i] {
				if m.p < leastMeeting {
					continue
				}
				for _, y := range e.all[m.other].units {
					e.near[x] = append(e.near[x], y)
					if x < y {
						keys = append(keys, pairKey{x, y})
					}
				}
			}
		}
	}
	return keys
}
