package collate

// Likeness is the confidence, 0 to 1, that two short texts, each taken as one
// claim, say the same: the pair scorer that Compare uses on clauses, with no
// event around them. It is deterministic, and symmetric up to
// rounding.
func Likeness(a, b Account) float32 { return probability(whole(a, b)) }

func whole(a, b Account) features {
	e := &event{lexis: newLexis(), accounts: []Account{a, b}}
	for i, x := range e.accounts {
		e.units = append(e.units, unitsOf(e.lexis, i, x)...)
	}
	e.lexis.weigh(e.units)
	u, v := e.merged(0), e.merged(1)
	e.sentences = [][][]word{{u.words}, {v.words}}
	return e.measure(&u, &v)
}

// merged is an account as one unit.
func (e *event) merged(account int) unit {
	m := unit{account: account, head: -1}
	for i := range e.units {
		u := &e.units[i]
		if u.account != account {
			continue
		}
		if m.head < 0 {
			m.head = u.head
		}
		m.words = append(m.words, u.words...)
		m.numbers = append(m.numbers, u.numbers...)
		m.dates = append(m.dates, u.dates...)
		m.negated = m.negated != u.negated
		m.attributed = m.attributed || u.attributed
	}
	m.weight, m.meaning = e.lexis.sum(m.words)
	return m
}
