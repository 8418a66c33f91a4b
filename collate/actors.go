package collate

import "slices"

// sameActors compares the actors that two sentences mention: the rarity of the
// shared, how alike, and the rarity of the others.
func (e *event) sameActors(i, j int) (both, alike, apart float32) {
	a, b := e.mentioned[i], e.mentioned[j]
	var na, nb float32
	for _, x := range a {
		na += e.known[x]
		if slices.Contains(b, x) {
			both += e.known[x]
		}
	}
	for _, x := range b {
		nb += e.known[x]
	}
	return both, both / sqrt(max(.5, na*nb)), log1p(max(0, na+nb-2*both))
}

// findActors lists by sentence the actors it mentions.
func (e *event) findActors() {
	number := map[string]int32{}
	var places []int
	e.mentioned = make([][]int32, len(e.all))
	at := map[[2]int]int{}
	for i := range e.all {
		at[[2]int{e.all[i].account, e.all[i].index}] = i
	}
	for k, a := range e.accounts {
		for _, m := range a.Doc.Mentions {
			if m.Chain < 0 || m.Chain >= len(a.Actors) || a.Actors[m.Chain] == "" {
				continue
			}
			i, ok := at[[2]int{k, a.Doc.SentenceAt(m.Span.Start)}]
			if !ok {
				continue
			}
			id := a.Actors[m.Chain]
			n, ok := number[id]
			if !ok {
				n = int32(len(number))
				number[id] = n
				places = append(places, 0)
			}
			if !slices.Contains(e.mentioned[i], n) {
				e.mentioned[i] = append(e.mentioned[i], n)
				places[n]++
			}
		}
	}
	for _, p := range places {
		e.known = append(e.known, log1p(float32(len(e.all)+20)/float32(p)))
	}
}
