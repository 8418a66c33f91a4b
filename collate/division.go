package collate

import "math"

// division says where accounts stand that tell of two occasions in much the same
// words (two falls from one mountain, two arrests in one team): each at a point of
// the unit circle, those of one occasion near each other.
type division struct {
	clear float64 // how clearly the accounts divide, 0 to 1
	at    [][2]float64
}

const (
	fewestDivided = 6 // accounts; fewer do not tell what divides them
	// How alike accounts of two sides are, as a share of how alike those of one side
	// are: up to which they divide clearly, and from which not at all.
	clearlyAcross, mostAcross = .5, .65
	// By how much the odds of sentences fall whose accounts stand at right angles, in
	// logarithms, and the most by which they fall: all but the same words are heard
	// still.
	divided, mostAgainst = 16, 6
)

// against is what a division says against a claim in common of two accounts, in
// logarithms of odds.
func (d division) against(a, b int) float64 {
	if d.clear == 0 {
		return 0
	}
	together := d.at[a][0]*d.at[b][0] + d.at[a][1]*d.at[b][1]
	return min(mostAgainst, divided*d.clear*(1-together))
}

// divide finds what divides the accounts of an event: the first two dimensions of
// a latent semantic analysis of them by their nouns, names, numbers and
// adjectives (Deerwester et al., JASIS 1990). "Differs:" a dimension counts by how
// far its variance is above the mean of those left out.
func (e *event) divide() division {
	if len(e.accounts) < fewestDivided {
		return division{}
	}
	rows := e.rows()
	p := plane{rows: rows, words: len(e.lexis.words)}
	first, v := p.axis(nil)
	second, w := p.axis(first)
	clearly := min(1, (mostAcross-p.likeness(second))/(mostAcross-clearlyAcross))
	if clearly <= 0 {
		return division{}
	}
	rest := max(0, p.filled()-v-w) / float64(len(rows)-2)
	v, w = math.Sqrt(max(0, v-rest)), math.Sqrt(max(0, w-rest))
	out := division{clear: clearly, at: make([][2]float64, len(rows))}
	for i := range rows {
		x, y := v*first[i], w*second[i]
		n := math.Hypot(x, y) + 1e-12
		out.at[i] = [2]float64{x / n, y / n}
	}
	return out
}

// component is the weight of a word in an account.
type component struct {
	id     int32
	weight float64
}

// rows are the accounts as vectors of length one over the words that two of them
// hold at least.
func (e *event) rows() [][]component {
	rows := make([][]component, len(e.accounts))
	held := make([]int, len(e.lexis.words)) // by how many accounts
	last := make([]int, len(e.lexis.words)) // the account that held the word last, from 1
	for i := range e.all {
		k := e.all[i].account
		for _, w := range e.all[i].words {
			if last[w.id] != k+1 && divides(e.accounts[k], w) {
				last[w.id] = k + 1
				held[w.id]++
				rows[k] = append(rows[k], component{w.id, float64(e.lexis.weight[w.id])})
			}
		}
	}
	for k, row := range rows {
		var square float64
		kept := row[:0]
		for _, c := range row {
			if held[c.id] > 1 {
				kept = append(kept, c)
				square += c.weight * c.weight
			}
		}
		for i := range kept {
			kept[i].weight /= math.Sqrt(square)
		}
		rows[k] = kept
	}
	return rows
}

// divides says whether a word is of those that tell occasions apart.
func divides(a Account, w word) bool {
	if a.Doc.Morphs == nil {
		return true
	}
	switch a.Doc.Morphs[w.tok].UPOS {
	case "NOUN", "PROPN", "NUM", "ADJ":
		return true
	}
	return false
}

// plane is sparse vectors of which the two directions are sought in which they
// vary most.
type plane struct {
	rows  [][]component
	words int
}

// filled is how many vectors have a length.
func (p plane) filled() (n float64) {
	for _, row := range p.rows {
		if len(row) > 0 {
			n++
		}
	}
	return n
}

// axis is the direction across other, by vector and of length one, in which
// they vary most, and how much; by repeated multiplication.
func (p plane) axis(other []float64) (u []float64, variance float64) {
	const rounds = 60
	u = make([]float64, len(p.rows))
	d := dice(88172645463325252)
	for i := range u {
		u[i] = 1 + float64(d.below(1000))/1000
	}
	across(u, other)
	for range rounds {
		sum := p.sum(u)
		for i, row := range p.rows {
			u[i] = 0
			for _, c := range row {
				u[i] += c.weight * sum[c.id]
			}
		}
		variance = across(u, other)
	}
	return u, variance
}

// sum adds the vectors, each as often as u says.
func (p plane) sum(u []float64) []float64 {
	out := make([]float64, p.words)
	for i, row := range p.rows {
		for _, c := range row {
			out[c.id] += c.weight * u[i]
		}
	}
	return out
}

// across takes from u what lies along other, which may be nil, and brings it to
// length one; it returns the length.
func across(u, other []float64) float64 {
	var along, square float64
	for i := range other {
		along += u[i] * other[i]
	}
	for i := range u {
		if other != nil {
			u[i] -= along * other[i]
		}
		square += u[i] * u[i]
	}
	length := math.Sqrt(square)
	for i := range u {
		u[i] /= length + 1e-12
	}
	return length
}

// likeness is the mean cosine of vectors on the two sides of u, as a share of that
// of vectors on one side; 1 if a side has no two.
func (p plane) likeness(u []float64) float64 {
	side := func(positive bool) (in []float64, n float64) {
		in = make([]float64, len(u))
		for i, x := range u {
			if x > 0 == positive && len(p.rows[i]) > 0 {
				in[i] = 1
				n++
			}
		}
		return in, n
	}
	inA, a := side(true)
	inB, b := side(false)
	if a < 2 || b < 2 {
		return 1
	}
	x, y := p.sum(inA), p.sum(inB)
	var xx, yy, xy float64
	for i := range x {
		xx, yy, xy = xx+x[i]*x[i], yy+y[i]*y[i], xy+x[i]*y[i]
	}
	within := (xx - a + yy - b) / (a*(a-1) + b*(b-1))
	return xy / (a * b) / max(within, 1e-9)
}
