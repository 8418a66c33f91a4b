package position

import (
	"cmp"
	"math"
	"slices"

	"synoptic/learn"
	"synoptic/learn/nn"
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
	key    []string
	form   []string
	places []int // passages that hold the word
	weight []float32
	vector [][]float32    // of length 1, drawn to that of its relatives; none for names and what is not in the table
	length []float32      // of the vector as the table has it
	kin    []kinship.Word // what lists tell of it
	kind   []byte
	near   [][]term             // words that mean something like it, itself first
	mean   [vectors.Dim]float32 // the sense that all passages share

	centred bool // the mean is given

	passages     int // of the actor
	senses       *senses
	scorer       *learn.Model // of pairs; nil for the one built in
	means, tells []float32    // what a word weighs in the sense, and where words meet
}

// newVocabulary gathers the words of the passages, and those of a question.
func newVocabulary(ps []Passage, asked []word) *vocabulary {
	return newVocabularyIn(senseModel(), ps, asked)
}

func newVocabularyIn(s *senses, ps []Passage, asked []word) *vocabulary {
	v := &vocabulary{index: map[string]int32{}, senses: s}
	for i := range ps {
		for _, w := range ps[i].words {
			v.places[v.put(w)]++
		}
	}
	for _, w := range asked { // a word of passages stays as it is; one that is in none counts as if it were in one
		id := v.put(w)
		v.places[id] = max(1, v.places[id])
	}
	v.weigh(len(ps))
	return v
}

// weigh gives each word its weight among so many passages, and finds those like it.
func (v *vocabulary) weigh(passages int) {
	v.passages = passages
	n := math.Log(float64(passages + 11))
	v.weight = make([]float32, len(v.form))
	for i, key := range v.key {
		rare := math.Log(1+float64(passages+10)/float64(v.places[i])) / n
		if key[0] != '@' && key[0] != '#' { // for who takes part everywhere, all the more
			rare = math.Pow(rare, rarity)
		}
		v.weight[i] = float32(general(key, v.form[i]) * rare)
	}
	v.near = neighbours(v)
	v.means, v.tells = make([]float32, len(v.form)), make([]float32, len(v.form))
	for id := range v.form {
		w := v.seenOf(int32(id))
		v.means[id], v.tells[id] = float32(weigh(&v.senses.means, w)), float32(weigh(&v.senses.tells, w))
	}
}

func (v *vocabulary) put(w word) int32 {
	id, ok := v.index[w.key]
	if !ok {
		id = int32(len(v.form))
		v.index[w.key] = id
		v.key, v.form, v.kind, v.places = append(v.key, w.key), append(v.form, w.form), append(v.kind, w.kind), append(v.places, 0)
		table, listed := known(w.key, w.form)
		v.vector, v.length, v.kin = append(v.vector, listed.Vector()), append(v.length, length32(table)), append(v.kin, listed)
	}
	return id
}

// known is what the vectors and the lists tell of a word: of actors and states nothing.
func known(key, form string) (vectors.Vector, kinship.Word) {
	if key[0] == '@' || key[0] == '#' {
		return vectors.Vector{}, kinship.Word{Rank: -1, Entry: -1}
	}
	x, _ := vectors.English().Lookup(form)
	return x, kinship.Of(form)
}

func length32(x vectors.Vector) float32 {
	return x.Scale * float32(math.Sqrt(float64(product(x, x))))
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
var scale = kinship.Scale{Same: .9, Other: .8, Opposite: .7, Told: .8}

// Below minAlike the vectors of two words tell nothing; the likeness of words rises
// from noAlike to 1.
const (
	minAlike = .45
	noAlike  = .3
)

// Up to allPairs words are compared each with each; in a larger vocabulary only
// with those that share one of their nearest pivots or a place in the paraphrase list, or that the thesaurus relates.
const (
	allPairs = 1200
	pivots   = 3
)

// neighbours lists for each word itself and those like it, by id. The pivots of a large
// vocabulary are its √n most frequent words: some n√n comparisons.
func neighbours(v *vocabulary) [][]term {
	vec := v.vector
	n := meeting{v: v, near: make([][]term, len(vec)), met: make([]int32, len(vec))}
	var known []int32
	for i := range n.near {
		n.near[i] = []term{{int32(i), 1}}
		if vec[i] != nil {
			known = append(known, int32(i))
		}
	}
	slices.SortStableFunc(known, func(a, b int32) int { return cmp.Compare(v.places[b], v.places[a]) })
	heads := known[:min(len(known), 1)]
	if len(known) > allPairs {
		heads = known[:int(math.Sqrt(float64(len(known))))]
	}
	rooms := make([][]int32, len(heads))
	for _, i := range known {
		related := n.listed.ask(v.kin[i])
		for _, h := range nearestPivots(vec, heads, i) {
			for _, j := range rooms[h] {
				n.meet(i, j)
			}
			rooms[h] = append(rooms[h], i)
		}
		if len(heads) > 1 {
			for _, j := range related {
				n.meet(i, j)
			}
		}
		n.listed.add(i, v.kin[i])
	}
	if len(heads) > 1 {
		n.nearest()
	}
	for i := range n.near {
		slices.SortFunc(n.near[i], func(a, b term) int { return int(a.id - b.id) })
	}
	return n.near
}

// mostAlike is how many words like it a word keeps in a large vocabulary: without a bound there
// are the more the more words there are, and looking at a passage costs more the more was said.
const mostAlike = 40

// nearest leaves each word the likest; of two words both keep the other or neither.
func (n *meeting) nearest() {
	least := make([]float32, len(n.near))
	for i, near := range n.near {
		if len(near) > mostAlike {
			like := make([]float32, len(near))
			for k, t := range near {
				like[k] = t.w
			}
			slices.Sort(like)
			least[i] = like[len(like)-mostAlike]
		}
	}
	for i, near := range n.near {
		n.near[i] = slices.DeleteFunc(near, func(t term) bool { return t.w < least[i] || t.w < least[t.id] })
	}
}

// meeting compares words.
type meeting struct {
	v      *vocabulary
	near   [][]term
	listed listed
	met    []int32 // by word: 1 + the word that met it last
}

// meet compares word i, which listed was asked about last, with another. A word meets
// all others before the next does.
func (n *meeting) meet(i, j int32) {
	if n.met[j] == i+1 {
		return
	}
	n.met[j] = i + 1
	s := byVectors(cosine(n.v.vector[i], n.v.vector[j]))
	if n.listed.has(j) {
		s = max(s, scale.Between(n.v.kin[i], n.v.kin[j]))
	}
	if s > 0 {
		n.near[i], n.near[j] = append(n.near[i], term{j, s}), append(n.near[j], term{i, s})
	}
}

// byVectors is how alike two words are by the cosine of their vectors, 0 to 1.
func byVectors(cosine float32) float32 {
	if cosine < minAlike {
		return 0
	}
	return (cosine - noAlike) / (1 - noAlike)
}

// inverse is 1 by the length of a vector, 0 for none.
func inverse(x vectors.Vector) float32 {
	if x.Q == nil {
		return 0
	}
	return 1 / float32(math.Sqrt(float64(product(x, x))))
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

// nearness is how near two words are by their vectors or the lists, 1 for the same.
func (v *vocabulary) nearness(a, b int32) float32 {
	switch {
	case a == b:
		return 1
	case v.vector[a] == nil || v.vector[b] == nil:
		return 0
	}
	return max(0, cosine(v.vector[a], v.vector[b]), v.alike(a, b))
}

// cosine is that of two vectors of length 1. Four sums at once: grouping does little else.
func cosine(a, b []float32) float32 {
	var w, x, y, z float32
	for len(a) >= 4 && len(b) >= 4 {
		w, x, y, z = w+a[0]*b[0], x+a[1]*b[1], y+a[2]*b[2], z+a[3]*b[3]
		a, b = a[4:], b[4:]
	}
	for i, v := range a {
		w += v * b[i]
	}
	return w + x + y + z
}

// product is the cosine of two vectors but for their lengths.
func product(a, b vectors.Vector) float32 { return float32(nn.DotBytes(a.Q, b.Q)) }

func nearestPivots(vec [][]float32, heads []int32, i int32) []int {
	type pivot struct {
		at int
		c  float32
	}
	best := make([]pivot, 0, pivots+1)
	for at, h := range heads {
		p := pivot{at, cosine(vec[i], vec[h])}
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
