package collate

// Likeness is the confidence, 0 to 1, that two short texts, each taken as one
// claim, say the same: the pair scorer that Compare uses on clauses, with no
// event around them. It is deterministic, and symmetric up to
// rounding.
func Likeness(a, b Account) float32 { return weights().clauses(whole(a, b)) }

func whole(a, b Account) features {
	e := &event{lexis: newLexis(), accounts: []Account{a, b}}
	for i, x := range e.accounts {
		e.units = append(e.units, unitsOf(e.lexis, i, x)...)
	}
	e.lexis.weigh(e.units)
	var of [2][]int32
	for i := range e.units {
		of[e.units[i].account] = append(of[e.units[i].account], int32(i))
	}
	u, v := e.merged(of[0]), e.merged(of[1])
	e.sentences = [][][]word{{u.words}, {v.words}}
	v.account, u.sentence, v.sentence = 1, 0, 0
	return e.measure(&u, &v)
}

// merged takes several units as one.
func (e *event) merged(units []int32) unit {
	m := unit{head: -1}
	for k, x := range units {
		u := &e.units[x]
		if k == 0 {
			m.index, m.account, m.sentence = u.index, u.account, u.sentence
		}
		if m.head < 0 {
			m.head = u.head
		}
		m.words = appendNew(m.words, u.words)
		m.numbers = append(m.numbers, u.numbers...)
		m.dates = append(m.dates, u.dates...)
		m.negated = m.negated != u.negated
		m.attributed = m.attributed || u.attributed
	}
	m.weight, m.meaning = e.lexis.sum(m.words)
	return m
}
