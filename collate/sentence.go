package collate

import (
	"slices"
	"sort"
	"strings"
)

// sentence is a sentence of an account as a whole: whether two carry a claim in
// common is told by them and what stands around, and where in them it is by
// their units.
type sentence struct {
	account, index int
	units          []int32
	words          []word
	forms          []int32 // every token that is no punctuation, numbered by its form
	place          float32 // in the account, 0 to 1
	numbers        []quantity
	dates          []moment
	negated        bool
	speakers       []string
	quoted         []fragment
}

// meeting is a pair of sentences that are worth comparing.
type meeting struct {
	other int32   // index of the other sentence
	base  float32 // a first guess of how alike they are
	cover sides   // of the one with the lower index by the other, and back
	p     float32 // confidence that a claim of one is a claim of the other
	seen  matched
	ties  []tie // of the pair, kept with the sentence of the lower index
}

// How many sentences of each other account, and of all, a sentence is compared
// with, unless all the pairs of an event are few.
const (
	meetingsPerAccount = 6
	mostMeetings       = 30
	fewPairs           = 24000
)

// gather makes the sentences of the units.
func (e *event) gather() {
	number := map[string]int32{}
	e.sentenceOf = make([]int32, len(e.units))
	for i := range e.units {
		u := &e.units[i]
		last := len(e.all) - 1
		if last < 0 || e.all[last].account != u.account || e.all[last].index != u.sentence {
			e.all = append(e.all, e.openSentence(u, number))
			last++
		}
		s := &e.all[last]
		s.units = append(s.units, int32(i))
		s.words = appendNew(s.words, u.words)
		e.sentenceOf[i] = int32(last)
		if u.part {
			continue
		}
		s.numbers = append(s.numbers, u.numbers...)
		s.dates = append(s.dates, u.dates...)
		s.negated = s.negated != u.negated
		if u.speaker != "" {
			s.speakers = append(s.speakers, u.speaker)
		}
	}
	e.findActors()
}

// appendNew appends words of tokens that have none among words yet.
func appendNew(words, more []word) []word {
	for _, w := range more {
		if !slices.ContainsFunc(words, func(o word) bool { return o.tok == w.tok }) {
			words = append(words, w)
		}
	}
	return words
}

func (e *event) openSentence(u *unit, number map[string]int32) sentence {
	doc := e.accounts[u.account].Doc
	s := sentence{account: u.account, index: u.sentence}
	s.place = float32(u.sentence) / float32(max(1, len(doc.Sentences)-1))
	r := doc.Sentences[u.sentence].Tokens
	for t := r.Start; t < r.End; t++ {
		if isPunctuation(doc, t) {
			continue
		}
		form := strings.ToLower(doc.Tokens[t].Form)
		if _, ok := number[form]; !ok {
			number[form] = int32(len(number))
		}
		s.forms = append(s.forms, number[form])
	}
	s.quoted = fragmentsOf(e.lexis.pageOf(doc), u.sentence, number)
	return s
}

// meet finds the pairs of sentences that are worth comparing.
func (e *event) meet() {
	e.meetings = make([][]meeting, len(e.all))
	squares, postings := e.postings()
	shared := make([]float32, len(e.all))
	chosen := make([]map[int32]bool, len(e.all))
	for i := range chosen {
		chosen[i] = map[int32]bool{}
	}
	for i := range e.all {
		for _, j := range e.nearest(i, squares, postings, shared) {
			chosen[min(i, int(j))][max(int32(i), j)] = true
		}
	}
	degree := make([]int, len(e.all))
	for i, of := range chosen {
		degree[i] += len(of)
		for j := range of {
			degree[j]++
		}
	}
	for i, n := range degree {
		e.meetings[i] = make([]meeting, 0, n)
	}
	for i := range e.all {
		for _, j := range sortedInts32(chosen[i]) {
			a, b := &e.all[i], &e.all[j]
			_, cosine := e.lexis.shared(a.words, b.words)
			cover := e.lexis.cover(a.words, b.words)
			base := cosine + .3*cover.both()
			e.meetings[i] = append(e.meetings[i], meeting{other: j, base: base, cover: cover})
			e.meetings[j] = append(e.meetings[j], meeting{other: int32(i), base: base, cover: cover})
		}
	}
	e.listOthers()
}

// listOthers makes the lists in which find looks.
func (e *event) listOthers() {
	e.others = make([][]int32, len(e.meetings))
	for i, ms := range e.meetings {
		e.others[i] = make([]int32, len(ms))
		for k := range ms {
			e.others[i][k] = ms[k].other
		}
	}
}

// postings lists by word the sentences that hold it, and by sentence the sum of
// squared rarities.
func (e *event) postings() (squares []float32, of [][]int32) {
	of = make([][]int32, len(e.lexis.words))
	squares = make([]float32, len(e.all))
	for i := range e.all {
		for _, w := range e.all[i].words {
			if p := of[w.id]; len(p) == 0 || p[len(p)-1] != int32(i) {
				of[w.id] = append(p, int32(i))
				squares[i] += e.lexis.rarity[w.id] * e.lexis.rarity[w.id]
			}
		}
	}
	return squares, of
}

// nearest are the sentences of other accounts with the highest cosine, a few an
// account. shared is scratch, all zero.
func (e *event) nearest(i int, squares []float32, postings [][]int32, shared []float32) []int32 {
	var met []int32
	for k, w := range e.all[i].words {
		if holdsWord(e.all[i].words[:k], w.id) {
			continue
		}
		x := e.lexis.rarity[w.id]
		for _, j := range postings[w.id] {
			if e.all[j].account == e.all[i].account {
				continue
			}
			if shared[j] == 0 {
				met = append(met, j)
			}
			shared[j] += x*x/sqrt(squares[j]) + 1e-9
		}
	}
	sort.Slice(met, func(x, y int) bool {
		if shared[met[x]] != shared[met[y]] {
			return shared[met[x]] > shared[met[y]]
		}
		return met[x] < met[y]
	})
	perAccount, most := meetingsPerAccount, mostMeetings
	if len(e.all)*len(e.all) < 2*fewPairs {
		perAccount, most = len(e.all), len(e.all)
	}
	for j := range e.all {
		if e.all[j].account != e.all[i].account && shared[j] == 0 && len(met) < most {
			met = append(met, int32(j))
		}
	}
	taken := make([]int, len(e.accounts))
	var out []int32
	for _, j := range met {
		if a := e.all[j].account; taken[a] < perAccount && len(out) < most {
			taken[a]++
			out = append(out, j)
		}
		shared[j] = 0
	}
	return out
}

// judge sets the confidence of every meeting.
func (e *event) judge() {
	e.guess()
	e.read(theReader())
}

// guess sets the confidences of all meetings by what is seen of them.
func (e *event) guess() {
	e.alone(weights().sentence)
	e.together(weights().graph)
}

// eachLook hands over every pair of sentences that meet, the first before the
// second, with what is seen of it.
func (e *event) eachLook(use func(i, j int, f look)) {
	guess := make([]float32, len(e.all)) // how alike the sentence in hand is to every other
	guessZ := make([]float32, len(e.all))
	places := e.placings()
	for i := range e.all {
		ms := e.meetings[i]
		for k := range ms {
			guess[ms[k].other], guessZ[ms[k].other] = ms[k].base, ms[k].seen.z
		}
		for k := range ms {
			m := &ms[k]
			j := int(m.other)
			if j < i {
				continue
			}
			c := context{cover: m.cover, mine: places[i][k], theirs: places[j][e.find(j, int32(i))]}
			third := float32(unlikely)
			for n := range e.meetings[j] {
				t := &e.meetings[j][n]
				if e.all[t.other].account != e.all[i].account {
					c.third = max(c.third, min(guess[t.other], t.base))
					if g := guessZ[t.other]; g != 0 {
						third = max(third, min(g, t.seen.z))
					}
				}
			}
			c.parallel = max(e.beside(i, j, 1, 1), e.beside(i, j, -1, -1))
			c.across = max(e.beside(i, j, 0, 1), e.beside(i, j, 0, -1), e.beside(i, j, 1, 0), e.beside(i, j, -1, 0))
			f := e.look(&e.all[i], &e.all[j], c)
			if e.matcher != nil {
				e.lookMatched(&f, i, j, m, third)
			}
			use(i, j, f)
		}
		for _, j := range e.others[i] {
			guess[j], guessZ[j] = 0, 0
		}
	}
}

// placing is how a sentence stands among those of its account that another
// sentence meets: how many are more alike, and by how much it leads.
type placing struct{ above, lead float32 }

// placings are parallel to meetings.
func (e *event) placings() [][]placing {
	out := make([][]placing, len(e.all))
	for i, ms := range e.meetings {
		out[i] = make([]placing, len(ms))
		for k := range ms {
			m := &ms[k]
			var rival float32
			for h := range ms {
				n := &ms[h]
				if n.other == m.other || e.all[n.other].account != e.all[m.other].account {
					continue
				}
				rival = max(rival, n.base)
				if n.base > m.base {
					out[i][k].above++
				}
			}
			out[i][k].lead = m.base - rival
		}
	}
	return out
}

// find is the place of sentence j among the meetings of sentence i, -1 if they
// do not meet.
func (e *event) find(i int, j int32) int {
	if k, ok := slices.BinarySearch(e.others[i], j); ok {
		return k
	}
	return -1
}

// met is the meeting of two sentences, one without confidence if they do not meet.
func (e *event) met(i int, j int32) *meeting {
	if k := e.find(i, j); k >= 0 {
		return &e.meetings[i][k]
	}
	return &e.unmet
}

// beside is how alike the sentences are that stand by i and j in their accounts.
func (e *event) beside(i, j, di, dj int) float32 {
	x, y := i+di, j+dj
	if x < 0 || y < 0 || x >= len(e.all) || y >= len(e.all) ||
		e.all[x].account != e.all[i].account || e.all[y].account != e.all[j].account {
		return 0
	}
	return e.met(x, int32(y)).base
}

func sortedInts32(m map[int32]bool) []int32 {
	out := make([]int32, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
