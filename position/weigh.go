package position

import (
	"cmp"
	"math"
	"slices"

	"synoptic/lexicon/kinship"
	"synoptic/lexicon/vectors"
)

// term is a word of the vocabulary with its weight in a passage or group.
type term struct {
	id int32
	w  float32
}

// vocabulary holds the words of one actor's passages. A word weighs more the
// rarer it is in English and in what the actor says.
type vocabulary struct {
	index  map[string]int32
	form   []string
	places []int // passages that hold the word
	weight []float32
	vector []vectors.Vector // none for names and what is not in the table
	kin    []kinship.Word   // what lists tell of it
	kind   []byte
	near   [][]term             // words that mean something like it, itself first
	mean   [vectors.Dim]float32 // the sense that all passages share
}

// newVocabulary gathers the words of the passages, and those of a question.
func newVocabulary(ps []Passage, asked []word) *vocabulary {
	v := &vocabulary{index: map[string]int32{}}
	for _, w := range asked {
		v.places[v.put(w)] = 1
	}
	for i := range ps {
		for _, w := range ps[i].words {
			v.places[v.put(w)]++
		}
	}
	n := math.Log(float64(len(ps) + 11))
	v.weight = make([]float32, len(v.form))
	for key, i := range v.index {
		rare := math.Log(1+float64(len(ps)+10)/float64(v.places[i])) / n
		if key[0] != '@' && key[0] != '#' { // for who takes part everywhere, all the more
			rare = math.Pow(rare, rarity)
		}
		v.weight[i] = float32(general(key, v.form[i]) * rare)
	}
	v.near = neighbours(v)
	return v
}

func (v *vocabulary) put(w word) int32 {
	id, ok := v.index[w.key]
	if !ok {
		id = int32(len(v.form))
		v.index[w.key] = id
		v.form = append(v.form, w.form)
		v.places = append(v.places, 0)
		var x vectors.Vector
		listed := kinship.Word{Rank: -1}
		if w.key[0] != '@' && w.key[0] != '#' {
			x, _ = vectors.English().Lookup(w.form)
			listed = kinship.Of(w.form)
		}
		v.vector, v.kin, v.kind = append(v.vector, x), append(v.kin, listed), append(v.kind, w.kind)
	}
	return id
}

// unknown is how telling an actor is, or a word that is not among the common
// ones. A word that the actor says often is hardly less telling for it.
const (
	unknown = .9
	rarity  = .3
)

// general is how telling a word is whatever is spoken of, 0 to 1: the logarithm
// of its rank in English.
func general(key, form string) float64 {
	rank := vectors.English().Rank(form)
	if rank < 0 || key[0] == '@' || key[0] == '#' {
		return unknown
	}
	return math.Log(float64(rank+10)) / math.Log(float64(vectors.English().Len()+10))
}

// scale is how alike are words that lists relate. Opposites speak of one matter.
var scale = kinship.Scale{Same: .9, Other: .8, Opposite: .7}

// Below minAlike the vectors of two words tell nothing; the likeness of words rises
// from noAlike to 1.
const (
	minAlike = .45
	noAlike  = .3
)

// Up to allPairs words are compared each with each; in a larger vocabulary only
// with those that share one of their nearest pivots or a place in the paraphrase list.
const (
	allPairs = 1200
	pivots   = 3
)

// neighbours lists for each word itself and those like it, by id. The pivots of a large
// vocabulary are its √n most frequent words: some n√n comparisons.
func neighbours(v *vocabulary) [][]term {
	vec := v.vector
	n := meeting{v: v, by: make([]float32, len(vec)), near: make([][]term, len(vec))}
	var known []int32
	for i := range n.near {
		n.near[i] = []term{{int32(i), 1}}
		if vec[i].Q != nil {
			known = append(known, int32(i))
			n.by[i] = 1 / float32(math.Sqrt(float64(product(vec[i], vec[i]))))
		}
	}
	slices.SortStableFunc(known, func(a, b int32) int { return cmp.Compare(v.places[b], v.places[a]) })
	heads := known[:min(len(known), 1)]
	if len(known) > allPairs {
		heads = known[:int(math.Sqrt(float64(len(known))))]
	}
	rooms := make([][]int32, len(heads))
	groups := map[int32][]int32{}
	for _, i := range known {
		for _, h := range nearestPivots(vec, n.by, heads, i) {
			for _, j := range rooms[h] {
				n.meet(i, j)
			}
			rooms[h] = append(rooms[h], i)
		}
		if len(heads) > 1 {
			for _, s := range v.kin[i].Senses {
				for _, j := range groups[s.Group] {
					n.meet(i, j)
				}
				groups[s.Group] = append(groups[s.Group], i)
			}
		}
	}
	for i := range n.near {
		slices.SortFunc(n.near[i], func(a, b term) int { return int(a.id - b.id) })
	}
	return n.near
}

// meeting compares words.
type meeting struct {
	v    *vocabulary
	by   []float32 // 1 by the length of the vector
	near [][]term
}

func (n *meeting) meet(i, j int32) {
	if i == j || has(n.near[i], j) {
		return
	}
	s := scale.Between(n.v.kin[i], n.v.kin[j])
	if c := product(n.v.vector[i], n.v.vector[j]) * n.by[i] * n.by[j]; c >= minAlike {
		s = max(s, (c-noAlike)/(1-noAlike))
	}
	if s > 0 {
		n.near[i], n.near[j] = append(n.near[i], term{j, s}), append(n.near[j], term{i, s})
	}
}

// alike is how alike two words are, 1 for the same.
func (v *vocabulary) alike(a, b int32) float32 {
	near := v.near[a]
	at, ok := slices.BinarySearchFunc(near, b, func(t term, id int32) int { return int(t.id - id) })
	if !ok {
		return 0
	}
	return near[at].w
}

// product is the cosine of two vectors but for their lengths.
func product(a, b vectors.Vector) float32 {
	sum := int32(0)
	q := b.Q[:len(a.Q)]
	for i, x := range a.Q {
		sum += int32(x) * int32(q[i])
	}
	return float32(sum)
}

func has(ts []term, id int32) bool {
	return slices.ContainsFunc(ts, func(t term) bool { return t.id == id })
}

func nearestPivots(vec []vectors.Vector, by []float32, heads []int32, i int32) []int {
	type pivot struct {
		at int
		c  float32
	}
	best := make([]pivot, 0, pivots+1)
	for at, h := range heads {
		p := pivot{at, product(vec[i], vec[h]) * by[h]}
		k, _ := slices.BinarySearchFunc(best, p, func(a, b pivot) int { return cmp.Compare(b.c, a.c) })
		if k < pivots {
			best = slices.Insert(best, k, p)
			best = best[:min(len(best), pivots)]
		}
	}
	out := make([]int, len(best))
	for k, p := range best {
		out[k] = p.at
	}
	return out
}
