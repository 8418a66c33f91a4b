package news

// Contrast says how typical a term is of one side against another.
type Contrast struct {
	Term        string
	Count, Rest int     // how often on this side, and on the other
	LogOdds     float64 // of the term here against there; above zero: typical here
	Low, High   float64 // interval of 95 per cent about LogOdds
	Z           float64 // LogOdds in standard deviations
}

// OutletTerms are the terms typical of one outlet against the others of a
// corpus, the most typical first.
type OutletTerms struct {
	Outlet   string
	Articles int
	Terms    []Contrast
}

// Call is what an outlet calls an actor, with how often.
type Call struct {
	Outlet string
	Text   string
	Voice  Voice
	Kind   LabelKind
	Count  int
	First  Passage
}
