package collate

import (
	"math"
	"slices"

	"synoptic/lexicon/paraphrase"
	"synoptic/lexicon/vectors"
	"synoptic/lexicon/wordnet"
)

// matcher aligns the words of two sentences softly: how alike two words are and
// how much a word counts is learned from sentences that carry one claim (after
// the aligners of Sultan, Bethard & Sumner, TACL 2014, and the attention of
// Parikh et al., EMNLP 2016. "Differs:" each word takes its best counterpart
// alone, and the likeness of two words is a logistic function of a few things
// that can be told).
type matcher struct {
	theta []float32
}

// Sizes of what is learned, and where it lies in theta.
const (
	projected = 32 // dimensions to which vectors are brought
	covers    = 16 // what is seen of two stretches
	hidden    = 8

	atProject = 0
	atKin     = atProject + vectors.Dim*projected
	atToken   = atKin + nKin
	atHidden  = atToken + nToken
	atOut     = atHidden + hidden*(covers+1)
	thetas    = atOut + hidden + covers + 1
)

// What is seen of two words that are not the same.
const (
	kBias = iota
	kProjected
	kVector // cosine as it is
	kBare   // one has no vector
	kSame   // the paraphrase list puts them together
	kStronger
	kOpposed
	kWordNet
	kAntonym
	kSpelling
	kNamed // both are names
	kOneNamed
	kNumeral
	kRank
	nKin
)

type kin [nKin]float32

// kinOf leaves kProjected to be filled in.
func (l *lexis) kinOf(x, y int32) kin {
	k := l.strangers(x, y)
	if b, ok := l.bond(x, y); ok {
		k[kSame], k[kStronger], k[kOpposed] = b.same, b.stronger, b.opposed
		k[kWordNet], k[kAntonym], k[kSpelling] = b.wordNet, b.antonym, b.spelling
	}
	return k
}

// bond is how lists and spelling relate two words: 0 or 1, but for WordNet.
type bond struct{ same, stronger, opposed, wordNet, antonym, spelling float32 }

// bond of two words, if they are relatives.
func (l *lexis) bond(x, y int32) (bond, bool) {
	if _, kin := l.relative(x, y); !kin {
		return bond{}, false
	}
	a, b := &l.words[x], &l.words[y]
	same, stronger, opposed := paraphrase.Relation(a.Senses, b.Senses)
	near, against := wordnet.English().Between(a.Rank, b.Rank)
	return bond{
		same: indicator(same), stronger: indicator(same && stronger != 0), opposed: indicator(opposed),
		wordNet: near, antonym: indicator(against), spelling: indicator(sameSpelling(a.form, b.form)),
	}, true
}

// strangers sees two words that are no relatives.
func (l *lexis) strangers(x, y int32) (k kin) {
	a, b := &l.words[x], &l.words[y]
	k[kBias] = 1
	if a.vector.Q != nil && b.vector.Q != nil {
		k[kVector] = float32(a.cosine(b))
	} else {
		k[kBare] = 1
	}
	k[kNamed] = indicator(a.kind == named && b.kind == named)
	k[kOneNamed] = indicator((a.kind == named) != (b.kind == named))
	k[kNumeral] = indicator(a.kind == numeral || b.kind == numeral)
	k[kRank] = max(a.depth, b.depth)
	return k
}

// What is seen of a token.
const (
	tBias = iota
	tGeneral
	tLocal
	tNamed
	tNumeral
	tVerb
	tModifier
	tAdverb
	tQuoted
	tListed
	nToken
)

type tokenLook [nToken]float32

func (e *event) tokenLook(account int, w word) (f tokenLook) {
	n := &e.lexis.words[w.id]
	doc := e.accounts[account].Doc
	f[tBias] = 1
	f[tGeneral] = float32(general(*n))
	f[tLocal] = e.lexis.rarity[w.id] / 5
	f[tNamed] = indicator(n.kind == named)
	f[tNumeral] = indicator(n.kind == numeral)
	if doc.Morphs != nil {
		switch doc.Morphs[w.tok].UPOS {
		case "VERB", "AUX":
			f[tVerb] = 1
		case "ADJ":
			f[tModifier] = 1
		case "ADV":
			f[tAdverb] = 1
		}
	}
	f[tQuoted] = indicator(doc.Quoted(doc.Tokens[w.tok].Span))
	f[tListed] = indicator(len(n.Senses) > 0)
	return f
}

// stretch is a sentence as the matcher sees it.
type stretch struct {
	types  []int32
	weight []float32
	looks  []tokenLook
	units  [][]int32 // places in types
	own    []bool    // by unit, is every word of it of the type that stands at its place
	total  float32
	totals []float32 // by unit
	lights []float32 // the logarithms of these
}

func (m *matcher) weigh(f *tokenLook) float32 {
	var z float32
	for i, v := range m.theta[atToken : atToken+nToken] {
		z += v * f[i]
	}
	return float32(math.Exp(float64(min(4, z))))
}

// stretchOf lays out a sentence.
func (e *event) stretchOf(s *sentence) (t stretch) {
	t.types, t.looks = make([]int32, 0, len(s.words)), make([]tokenLook, 0, len(s.words))
	t.units, t.own = make([][]int32, 0, len(s.units)), make([]bool, 0, len(s.units))
	for _, w := range s.words {
		t.types = append(t.types, w.id)
		t.looks = append(t.looks, e.tokenLook(s.account, w))
	}
	for _, x := range s.units {
		in := make([]int32, 0, len(e.units[x].words))
		own := true
		for _, w := range e.units[x].words {
			k := slices.IndexFunc(s.words, func(o word) bool { return o.tok == w.tok })
			if k >= 0 {
				in = append(in, int32(k))
			}
			own = own && k >= 0 && s.words[k].id == w.id
		}
		t.units, t.own = append(t.units, in), append(t.own, own)
	}
	return t
}

func (t *stretch) weighBy(m *matcher) {
	t.weight = slices.Grow(t.weight[:0], len(t.looks))
	t.total = 0
	for i := range t.looks {
		w := m.weigh(&t.looks[i])
		t.weight = append(t.weight, w)
		t.total += w
	}
	t.totals, t.lights = slices.Grow(t.totals[:0], len(t.units)), slices.Grow(t.lights[:0], len(t.units))
	for _, u := range t.units {
		var s float32
		for _, i := range u {
			s += t.weight[i]
		}
		t.totals, t.lights = append(t.totals, s), append(t.lights, log1p(max(s, 1e-6)))
	}
}

// alignment is two sentences with how alike their words are.
type alignment struct {
	a, b             *stretch
	sim              []float32 // by place in a, then in b
	bestA, bestB     []int32   // the best counterpart in the whole other sentence
	heldA, heldB     []float32 // by word, its weight times how alike that one is
	spreadA, spreadB []float32 // by unit, the sum of these
	unitA, unitB     []float32 // by unit of the other sentence and word, the same of the best counterpart in the unit

	// Scratch.
	rough []rough
	seen  []cell
	order []int
	most  []float32 // by word of b, how alike its best counterpart is
}

func (al *alignment) at(i, j int32) float32 { return al.sim[int(i)*len(al.b.types)+int(j)] }

// settle finds the best counterparts.
func (al *alignment) settle() {
	na, nb := len(al.a.types), len(al.b.types)
	al.bestA, al.bestB = zeros(al.bestA, na), zeros(al.bestB, nb)
	al.heldA, al.heldB = zeros(al.heldA, na), zeros(al.heldB, nb)
	al.most = zeros(al.most, nb)
	if nb == 0 {
		return
	}
	for i := range na {
		best, top := 0, al.sim[i*nb]
		for j, s := range al.sim[i*nb : (i+1)*nb] {
			if s > top {
				best, top = j, s
			}
			if s > al.most[j] {
				al.bestB[j], al.most[j] = int32(i), s
			}
		}
		al.bestA[i], al.heldA[i] = int32(best), al.a.weight[i]*top
	}
	for j, top := range al.most {
		al.heldB[j] = al.b.weight[j] * top
	}
}

// settleUnits finds the best counterparts in every unit.
func (al *alignment) settleUnits() {
	na, nb := len(al.a.types), len(al.b.types)
	al.spreadA, al.spreadB = al.spreadA[:0], al.spreadB[:0]
	for _, u := range al.a.units {
		al.spreadA = append(al.spreadA, sumOf(al.heldA, u))
	}
	for _, u := range al.b.units {
		al.spreadB = append(al.spreadB, sumOf(al.heldB, u))
	}
	al.unitA, al.unitB = zeros(al.unitA, na*len(al.b.units)), zeros(al.unitB, nb*len(al.a.units))
	for i, weight := range al.a.weight {
		sim := al.sim[i*nb : (i+1)*nb]
		for y, u := range al.b.units {
			var top uint32
			for _, j := range u {
				top = max(top, math.Float32bits(sim[j])) // in the order of what they are the bits of, as none is negative
			}
			al.unitA[y*na+i] = weight * math.Float32frombits(top)
		}
	}
	for x, u := range al.a.units {
		tops := al.unitB[x*nb : (x+1)*nb]
		for _, i := range u {
			for j, s := range al.sim[int(i)*nb : (int(i)+1)*nb] {
				tops[j] = math.Float32frombits(max(math.Float32bits(tops[j]), math.Float32bits(s)))
			}
		}
		for j, weight := range al.b.weight {
			tops[j] *= weight
		}
	}
}

// zeros is a list of n zeros, in the memory of s if it is large enough.
func zeros[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// What is seen of two stretches.
type coverLook [covers]float32

const (
	cLess = iota
	cMore
	cSpreadLess
	cSpreadMore
	cMatched
	cWholeLess
	cWholeMore
	cWholeMatched
	cLight
	cHeavy
	cExactLess
	cExactMore
	cExactWhole
	cProduct
	cSpreadMatched
	cSpare
)

func unitVector(v vectors.Vector) []float32 {
	x := v.AppendTo(make([]float32, 0, vectors.Dim))
	var n float64
	for _, c := range x {
		n += float64(c) * float64(c)
	}
	for k := range x {
		x[k] /= float32(math.Sqrt(n) + 1e-9)
	}
	return x
}

func lesser(a, b float32) (float32, float32) {
	if a < b {
		return a, b
	}
	return b, a
}

// within is the weight of unit x that unit y of the other sentence holds, softly and
// to the letter; x is of b if back is set.
func (al *alignment) within(x, y int, back bool) (soft, exact float32) {
	s, held := al.a, al.unitA
	if back {
		s, held = al.b, al.unitB
	}
	held = held[y*len(s.types):]
	for _, i := range s.units[x] {
		soft += held[i]
		if held[i] == s.weight[i] {
			exact += held[i]
		}
	}
	return soft, exact
}

// sumOf adds up what is held of the words at places.
func sumOf(held []float32, places []int32) (sum float32) {
	for _, i := range places {
		sum += held[i]
	}
	return sum
}

type wholes struct{ a, b, exactA, exactB, matched float32 }

func (al *alignment) whole() (w wholes) {
	for i, held := range al.heldA {
		w.a += held
		if held == al.a.weight[i] {
			w.exactA += held
		}
	}
	for j, held := range al.heldB {
		w.b += held
		if held == al.b.weight[j] {
			w.exactB += held
		}
	}
	w.matched = log1p(w.a + w.b)
	return w
}

// look sees unit x of a and unit y of b.
func (al *alignment) look(x, y int, w wholes) (f coverLook) {
	ta, tb := max(al.a.total, 1e-6), max(al.b.total, 1e-6)
	tx, ty := max(al.a.totals[x], 1e-6), max(al.b.totals[y], 1e-6)
	sa, ea := al.within(x, y, false)
	sb, eb := al.within(y, x, true)
	pa, pb := al.spreadA[x], al.spreadB[y]
	f[cLess], f[cMore] = lesser(sa/tx, sb/ty)
	f[cProduct] = f[cLess] * f[cMore]
	f[cSpreadLess], f[cSpreadMore] = lesser(pa/tx, pb/ty)
	f[cMatched] = log1p(sa + sb)
	f[cSpreadMatched] = log1p(pa + pb)
	f[cWholeLess], f[cWholeMore] = lesser(w.a/ta, w.b/tb)
	f[cWholeMatched] = w.matched
	f[cLight], f[cHeavy] = al.a.lights[x], al.b.lights[y]
	if tx >= ty {
		f[cLight], f[cHeavy] = f[cHeavy], f[cLight]
	}
	f[cExactLess], f[cExactMore] = lesser(ea/tx, eb/ty)
	f[cExactWhole] = min(w.exactA/ta, w.exactB/tb)
	if ea+eb > 0 {
		f[cSpare] = log1p(ea + eb)
	}
	return f
}

// judge gives the log-odds that two stretches carry one claim.
func (m *matcher) judge(f *coverLook) float32 {
	out := m.theta[atOut:thetas]
	z := out[hidden+covers]
	for i := range covers {
		z += out[hidden+i] * f[i]
	}
	for h := 0; h < hidden; h += 4 { // four at once: each sum waits for itself
		w := (*[4 * (covers + 1)]float32)(m.theta[atHidden+h*(covers+1):])
		s, t, u, v := w[covers], w[2*covers+1], w[3*covers+2], w[4*covers+3]
		for i, x := range f {
			s += w[i] * x
			t += w[covers+1+i] * x
			u += w[2*covers+2+i] * x
			v += w[3*covers+3+i] * x
		}
		z += out[h] * tanh(s)
		z += out[h+1] * tanh(t)
		z += out[h+2] * tanh(u)
		z += out[h+3] * tanh(v)
	}
	return z
}

func tanh(x float32) float32 { return float32(math.Tanh(float64(x))) }

func logistic(z float64) float32 { return float32(1 / (1 + math.Exp(-z))) }
