package position

import (
	"cmp"
	"encoding/json"
	"slices"

	"synoptic/internal/fault"
	"synoptic/lexicon/kinship"
	"synoptic/lexicon/vectors"
)

// Index knows the words of the matters of a Layout, so that what is said later finds the
// matters it may be on without all passages being read. It is not safe for concurrent use.
//
// What Place puts together with it may differ from what NewLayout would: matters that are there
// stay apart, of each only the latest passages are looked at, and words weigh what they
// weighed when the Layout was made.
type Index struct {
	said    int // passages
	mean    []float32
	words   []indexed
	at      map[string]int32 // key → word
	matters []matterSum

	held   [][]holding // by word: the matters that hold it
	vector []vectors.Vector
	by     []float32
	kin    []kinship.Word
	listed listed
}

// indexed is a word with how many passages hold it.
type indexed struct {
	key, form string
	kind      byte
	places    int
}

// matterSum is the sum of the points of a matter's passages.
type matterSum struct {
	words cells
	n     int
}

type holding struct{ matter, w int32 }

// Which matters are looked at for a passage.
const (
	nearMatters = 12 // the likest
	fewSaid     = 2  // a matter is likest by its mean likeness, as if it held so many more that are not like
)

// Near are the matters, by number, that some passages may be on.
func (x *Index) Near(ps []Passage) []int { return x.near(ps, nearMatters) }

// near are the matters that are likest to each of some passages.
func (x *Index) near(ps []Passage, most int) []int {
	x.open()
	v := x.vocabulary(ps)
	akin := make([][]term, len(v.form))
	near := map[int]bool{}
	for _, p := range v.points(ps) {
		for _, c := range p.words {
			if akin[c.id] == nil {
				akin[c.id] = x.akin(v, c.id)
			}
		}
		score := x.score(p.words, akin)
		var met []int
		for m := range score {
			if score[m] > 0 {
				score[m] /= float32(x.matters[m].n + fewSaid)
				met = append(met, m)
			}
		}
		slices.SortFunc(met, func(a, b int) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a, b)) })
		for _, m := range met[:min(len(met), most)] {
			near[m] = true
		}
	}
	return sortedKeys(near)
}

// score is how like the passages of each matter are to some words, all together.
func (x *Index) score(words cells, akin [][]term) []float32 {
	score := make([]float32, len(x.matters))
	for _, c := range words {
		for _, t := range akin[c.id] {
			for _, h := range x.held[t.id] {
				score[h.matter] += float32(c.w) * t.w * float32(h.w)
			}
		}
	}
	return score
}

// open makes ready what near asks for.
func (x *Index) open() {
	if x.held == nil {
		x.held = make([][]holding, len(x.words))
		for m := range x.matters {
			for _, c := range x.matters[m].words {
				x.held[c.id] = append(x.held[c.id], holding{int32(m), c.w})
			}
		}
	}
	for i := len(x.vector); i < len(x.words); i++ {
		vector, listed := known(x.words[i].key, x.words[i].form)
		x.vector, x.kin, x.by = append(x.vector, vector), append(x.kin, listed), append(x.by, inverse(vector))
		x.listed.add(int32(i), listed)
	}
}

// akin are the words of the index that are like a word of v.
func (x *Index) akin(v *vocabulary, id int32) []term {
	out := []term{}
	own, listed := known(v.key[id], v.form[id])
	by := inverse(own)
	self, known := x.at[v.key[id]]
	if known {
		out = append(out, term{self, 1})
	}
	if own.Q == nil {
		return out
	}
	x.listed.ask(listed)
	for i := range x.words {
		if x.vector[i].Q == nil || known && int32(i) == self {
			continue
		}
		s := byVectors(product(own, x.vector[i]) * by * x.by[i])
		if x.listed.has(int32(i)) {
			s = max(s, scale.Between(listed, x.kin[i]))
		}
		if s > 0 {
			out = append(out, term{int32(i), s})
		}
	}
	return out
}

// vocabulary is that of some passages, weighed as the index knows it.
func (x *Index) vocabulary(ps []Passage) *vocabulary {
	v := &vocabulary{index: map[string]int32{}, centred: true, senses: senseModel()}
	copy(v.mean[:], x.mean)
	for i := range ps {
		for _, w := range ps[i].words {
			id := v.put(w)
			v.places[id] = 1
			if k, ok := x.at[w.key]; ok {
				v.places[id] = max(1, x.words[k].places)
			}
		}
	}
	v.weigh(x.said)
	return v
}

// beside is how many passages of a matter, the latest, new ones are set against.
const beside = 40

// Place puts new passages to the matters they are on, or to new ones. Among are those
// of Near; what comes back is parallel to them, each with the passages that are now on it, and
// behind them stand the new ones. The same passages in any order are placed alike.
func (x *Index) Place(said []Passage, among []Matter) []Matter {
	var ps []Passage
	var of []int
	add := func(some []Passage, matter int) {
		for i := range some {
			ps, of = append(ps, some[i]), append(of, matter)
		}
	}
	for m := range among {
		add(among[m].Passages[max(0, len(among[m].Passages)-beside):], m)
	}
	add(sorted(said), -1)
	ps, of = inOrder(ps, of)
	settled := make([][]int, len(among))
	for i, m := range of {
		if m >= 0 {
			settled[m] = append(settled[m], i)
		}
	}
	v := x.vocabulary(ps)
	out := slices.Clone(among)
	for _, g := range group(v, ps, v.points(ps), settled) {
		to := -1
		var fresh []Passage
		var at []int
		for _, i := range g {
			if to = max(to, of[i]); of[i] < 0 {
				fresh, at = append(fresh, ps[i]), append(at, i)
			}
		}
		switch {
		case to < 0:
			out = append(out, Matter{ID: identity(ps, at), Title: title(v, ps, at), Passages: fresh})
		case len(fresh) > 0:
			all := append(slices.Clone(out[to].Passages), fresh...)
			slices.SortStableFunc(all, func(a, b Passage) int { return order(&a, &b) })
			out[to].Passages = all
		}
	}
	return out
}

// Put tells the index what is on a matter now: one that it has, or the next. A
// matter without passages is never near.
func (x *Index) Put(number int, ps []Passage) {
	for len(x.matters) <= number {
		x.matters = append(x.matters, matterSum{})
	}
	v := x.vocabulary(ps)
	for id := range v.form {
		if _, ok := x.at[v.key[id]]; !ok {
			x.at[v.key[id]] = int32(len(x.words))
			x.words = append(x.words, indexed{v.key[id], v.form[id], v.kind[id], 0})
		}
	}
	sum := map[int32]int32{}
	for _, p := range v.points(ps) {
		for _, c := range p.words {
			sum[x.at[v.key[c.id]]] += c.w
		}
	}
	m := matterSum{n: len(ps)}
	for _, id := range sortedKeys(sum) {
		m.words = append(m.words, cell{id, sum[id]})
	}
	x.matters[number], x.held = m, nil
}

// Count tells the index that passages were said, by +1, or are no longer there, by -1.
func (x *Index) Count(ps []Passage, by int) {
	x.said += by * len(ps)
	for i := range ps {
		for _, w := range ps[i].words {
			if id, ok := x.at[w.key]; ok {
				x.words[id].places += by
			}
		}
	}
}

// Steps are those of one actor on a matter.
func (x *Index) Steps(m *Matter) Steps {
	ps := m.Passages
	return stepsOf(issueOf(m), ps, x.vocabulary(ps).points(ps), allOf(ps))
}

// keptIndex is an index as it is written.
type keptIndex struct {
	Said   int
	Mean   []float32
	Keys   []string
	Forms  []string
	Kinds  []byte
	Places []int
	N      []int     // by matter
	Words  [][]int32 // by matter: word, weight, word, weight …
}

// MarshalJSON writes an index to be read by UnmarshalJSON.
func (x *Index) MarshalJSON() ([]byte, error) {
	k := keptIndex{Said: x.said, Mean: x.mean}
	for _, w := range x.words {
		k.Keys, k.Forms, k.Kinds, k.Places = append(k.Keys, w.key), append(k.Forms, w.form), append(k.Kinds, w.kind), append(k.Places, w.places)
	}
	for _, m := range x.matters {
		flat := make([]int32, 0, 2*len(m.words))
		for _, c := range m.words {
			flat = append(flat, c.id, c.w)
		}
		k.N, k.Words = append(k.N, m.n), append(k.Words, flat)
	}
	return json.Marshal(k)
}

// UnmarshalJSON reads what MarshalJSON wrote; anything else is fault.Input.
func (x *Index) UnmarshalJSON(data []byte) error {
	var k keptIndex
	if err := json.Unmarshal(data, &k); err != nil {
		return err
	}
	n := len(k.Keys)
	if len(k.Mean) != vectors.Dim || len(k.Forms) != n || len(k.Kinds) != n || len(k.Places) != n || len(k.N) != len(k.Words) {
		return fault.New(fault.Input, "index of matters: its parts do not fit each other")
	}
	*x = Index{said: k.Said, mean: k.Mean, at: make(map[string]int32, n)}
	for i, key := range k.Keys {
		if key == "" {
			return fault.New(fault.Input, "index of matters: a word without a key")
		}
		x.at[key] = int32(i)
		x.words = append(x.words, indexed{key, k.Forms[i], k.Kinds[i], k.Places[i]})
	}
	for m, flat := range k.Words {
		sum := matterSum{n: k.N[m]}
		for i := 0; i+1 < len(flat); i += 2 {
			if flat[i] < 0 || int(flat[i]) >= n {
				return fault.New(fault.Input, "index of matters: no word %d of %d", flat[i], n)
			}
			sum.words = append(sum.words, cell{flat[i], flat[i+1]})
		}
		x.matters = append(x.matters, sum)
	}
	return nil
}
