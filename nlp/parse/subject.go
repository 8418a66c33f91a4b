package parse

// finite are the auxiliaries that must have a subject.
var finite = map[string]bool{
	"is": true, "are": true, "was": true, "were": true, "will": true, "would": true, "shall": true, "should": true, "must": true,
	"may": true, "might": true, "can": true, "could": true, "has": true, "have": true, "had": true, "does": true, "do": true, "did": true,
}

// giveSubjects repairs one ambiguity of "and" that the parser often decides
// wrongly: in "It stands in Tarvo and new steps should be taken" it joins
// "steps" to "Tarvo" and leaves the second clause without a subject. A clause
// that is joined to an earlier one without a conjunction and without a subject,
// although its auxiliary asks for one, takes the joined noun phrase right before
// it as its subject and that phrase's conjunction as its own. It changes arcs in
// place; arcs stays a tree.
func (h *Head) giveSubjects(arcs []Arc, forms []string) {
	for v := range arcs {
		if h.name(arcs[v]) != "conj" || arcs[v].Head > v {
			continue
		}
		first, passive, ok := h.subjectless(arcs, forms, v)
		if !ok || first == 0 {
			continue
		}
		n, cc := h.joinedBefore(arcs, first)
		if n < 0 || arcs[v].Head >= cc || below(arcs, arcs[v].Head, n) {
			continue
		}
		relation := "nsubj"
		if passive {
			relation = "nsubj:pass"
		}
		if r := h.relationOf(relation); r >= 0 {
			arcs[n] = Arc{Head: v, Relation: r}
			arcs[cc].Head = v
		}
	}
}

func (h *Head) name(a Arc) string { return h.Relations[a.Relation] }

func (h *Head) relationOf(name string) int {
	for i, r := range h.Relations {
		if r == name {
			return i
		}
	}
	return -1
}

// subjectless reports whether the clause of v has a finite auxiliary but neither
// subject nor conjunction, where it begins, and whether it is passive.
func (h *Head) subjectless(arcs []Arc, forms []string, v int) (first int, passive, ok bool) {
	first = v
	for k, a := range arcs {
		if a.Head != v {
			continue
		}
		switch h.name(a) {
		case "nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer", "expl", "cc", "mark":
			return 0, false, false
		case "aux", "aux:pass", "cop":
			passive = passive || h.name(a) == "aux:pass"
			ok = ok || finite[forms[k]] && k < v
			first = min(first, k)
		case "advmod":
			first = min(first, k)
		}
	}
	return first, passive, ok
}

// joinedBefore is the noun joined by "and" whose phrase ends right before token
// first, with its conjunction; -1 if there is none.
func (h *Head) joinedBefore(arcs []Arc, first int) (n, cc int) {
	for n = first - 1; n >= 0; n = arcs[n].Head {
		if arcs[n].Head >= n || n < 0 {
			return -1, -1
		}
		if h.name(arcs[n]) == "conj" {
			break
		}
	}
	if n < 0 {
		return -1, -1
	}
	for k := n - 1; k >= 0; k-- {
		if arcs[k].Head == n && h.name(arcs[k]) == "cc" {
			return n, k
		}
	}
	return -1, -1
}

// below reports whether token i hangs somewhere below a.
func below(arcs []Arc, i, a int) bool {
	for ; i >= 0; i = arcs[i].Head {
		if i == a {
			return true
		}
	}
	return false
}
