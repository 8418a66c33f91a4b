package collate

// sense is the mean of the vectors of the words of a stretch by what they weigh, of
// length one; nil if no word has a vector.
type sense []float32

// senseAll finds the sense of every sentence, and their mean: what all of the event
// is about, which tells nothing of which sentences say the same (after the common
// component of Arora, Liang and Ma 2017. "Differs:" it is the mean, of one event).
func (e *event) senseAll() {
	e.bare = make([][]float32, len(e.lexis.words))
	e.senses, e.about, e.unitSenses = make([]sense, len(e.all)), nil, nil
	for i := range e.all {
		s := e.senseOf(&e.stretches[i], nil)
		e.senses[i] = s
		if s == nil {
			continue
		}
		if e.about == nil {
			e.about = make(sense, len(s))
		}
		for k, x := range s {
			e.about[k] += x / float32(len(e.all))
		}
	}
}

// senseOf is the sense of the words of a stretch at places; of all, if there are none.
func (e *event) senseOf(t *stretch, places []int32) (out sense) {
	if len(places) == 0 {
		for k, x := range t.types {
			out = out.with(e.vectorOf(x), t.weight[k])
		}
	}
	for _, k := range places {
		out = out.with(e.vectorOf(t.types[k]), t.weight[k])
	}
	var square float32
	for _, x := range out {
		square += x * x
	}
	length := sqrt(square) + 1e-9
	for k := range out {
		out[k] /= length
	}
	return out
}

func (s sense) with(v []float32, weight float32) sense {
	if s == nil && v != nil {
		s = make(sense, len(v))
	}
	for k, x := range v {
		s[k] += weight * x
	}
	return s
}

// vectorOf is the vector of a word, of length one; nil if it has none.
func (e *event) vectorOf(id int32) []float32 {
	if v := e.lexis.words[id].vector; e.bare[id] == nil && v.Q != nil {
		e.bare[id] = unitVector(v)
	}
	return e.bare[id]
}

// alike is the cosine of two senses, less what is about them; nil for nothing.
func (s sense) alike(t, about sense) float32 {
	if s == nil || t == nil {
		return 0
	}
	var dot, a, b float32
	for k, x := range s {
		y := t[k]
		if about != nil {
			x, y = x-about[k], y-about[k]
		}
		dot, a, b = dot+x*y, a+x*x, b+y*y
	}
	return dot / (sqrt(a*b) + 1e-9)
}

// lookSense sees how alike the senses of two sentences are, and of their best units.
func (e *event) lookSense(f *look, i, j int, x, y int32) {
	a, b := e.senses[i], e.senses[j]
	f[sSense], f[sSensePlain] = a.alike(b, e.about), a.alike(b, nil)
	u, v := e.senseOfUnit(x), e.senseOfUnit(y)
	f[sUnitSense], f[sUnitSensePlain] = u.alike(v, e.about), u.alike(v, nil)
}

// mostSenses bounds the memory for senses of units, 13 MB; all are forgotten once it is full.
const mostSenses = 1 << 15

func (e *event) senseOfUnit(x int32) sense {
	if s, ok := e.unitSenses[x]; ok {
		return s
	}
	if e.unitSenses == nil || len(e.unitSenses) == mostSenses {
		e.unitSenses = map[int32]sense{}
	}
	i := e.sentenceOf[x]
	t := &e.stretches[i]
	s := e.senseOf(t, t.units[x-e.all[i].units[0]])
	e.unitSenses[x] = s
	return s
}
