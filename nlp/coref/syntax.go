package coref

import "synoptic/lexicon"

// dominates reports whether token a is an ancestor of b.
func (r *reader) dominates(a, b int) bool {
	for h := r.parent(b); h >= 0; h = r.parent(h) {
		if h == a {
			return true
		}
	}
	return false
}

// predicate reports whether one is the subject and the other the nominal
// predicate of a clause: "Orla is the mayor".
func (r *reader) predicate(a, b int) bool {
	return r.relate(a) == "nsubj" && r.parent(a) == b && r.child(b, "cop") >= 0 ||
		r.relate(b) == "nsubj" && r.parent(b) == a && r.child(a, "cop") >= 0
}

// denied reports whether i is what a clause says that something is not: "is not a
// friend".
func (r *reader) denied(i int) bool {
	if r.child(i, "cop") < 0 {
		return false
	}
	for _, c := range r.children[i] {
		if w := r.lower(c); c < i && (w == "not" || w == "n't" || w == "n’t" || w == "never" || w == "no" && r.relate(c) == "det") {
			return true
		}
	}
	return false
}

// relativeOf is the noun that the relative clause around a relative pronoun
// modifies, -1 if there is none.
func (r *reader) relativeOf(i int) int {
	for h, steps := i, 0; h >= 0 && steps < 6; h, steps = r.parent(h), steps+1 {
		if r.rel(h) == "acl:relcl" {
			return r.parent(h)
		}
	}
	return -1
}

func (r *reader) conjuncts(a, b int) bool {
	return r.relate(b) == "conj" && r.parent(b) == a || r.relate(a) == "conj" && r.parent(a) == b
}

// findSpeakers sets, for every outermost quote that somebody speaks, the
// mention of the speaker: the subject of the verb of saying beside it, or the
// speaker of the quote before where one paragraph or two that follow each other
// hold only what was said.
func (r *reader) findSpeakers(ms []*mention) {
	r.speaker, r.spoken = map[int]int{}, nil
	byHead := map[int]int{}
	for _, m := range ms {
		if old, ok := byHead[m.head]; !ok || m.Len() > ms[old].Len() {
			byHead[m.head] = m.order
		}
	}
	last, lastAt := -1, -1
	for k, q := range r.doc.Quotes {
		in := r.doc.TokensIn(q.Inner)
		if q.Depth > 0 || in.Len() < 2 {
			continue
		}
		outer := r.doc.TokensIn(q.Outer)
		who := r.sayer(outer.Start, outer.End, byHead)
		if who < 0 && last >= 0 && (outer.Start-lastAt <= 3 || r.paragraph(outer.Start) == r.paragraph(lastAt-1)) {
			who = last // the quotation goes on
		}
		if who >= 0 {
			r.speaker[k] = who
			r.spoken = append(r.spoken, utterance{outer.End, who})
			last, lastAt = who, outer.End
		}
	}
}

// utterance is a quotation by its end and its speaker's mention.
type utterance struct{ end, who int }

// spokeLast is the mention, before m, of who spoke the last quotation before m
// ends; -1 if nobody did.
func (r *reader) spokeLast(m *mention) int {
	for i := len(r.spoken) - 1; i >= 0; i-- {
		if u := r.spoken[i]; u.end <= m.Start && u.who < m.order {
			return u.who
		}
	}
	return -1
}

func (r *reader) paragraph(token int) int { return r.doc.Sentences[r.sentence[token]].Paragraph }

// oneVoice reports whether two mentions inside or outside of quotations are
// words of one speaker, as far as can be told.
func (r *reader) oneVoice(a, m *mention) bool {
	if a.quote == m.quote {
		return true
	}
	if a.quote < 0 || m.quote < 0 {
		return false
	}
	x, y := r.speakerOf(a.quote), r.speakerOf(m.quote)
	if x >= 0 && y >= 0 {
		return true // the clusters tell
	}
	return r.paragraph(a.head) == r.paragraph(m.head)
}

func (r *reader) speakerOf(quote int) int {
	if quote < 0 {
		return -1
	}
	if m, ok := r.speaker[quote]; ok {
		return m
	}
	return -1
}

// sayer looks for a verb of saying outside of the quoted tokens [lo, hi), in the
// sentences that they touch, nearest first, then at the beginning of the next,
// and returns the mention of its subject.
func (r *reader) sayer(lo, hi int, byHead map[int]int) int {
	first := r.doc.Sentences[r.sentence[lo]].Tokens.Start
	last := r.doc.Sentences[r.sentence[hi-1]].Tokens.End
	for d := 1; d < 60; d++ {
		for _, i := range []int{hi - 1 + d, lo - d} {
			if i < first || i >= last || r.quote[i] >= 0 {
				continue
			}
			if who := r.subjectOfSaying(i, byHead); who >= 0 {
				return who
			}
		}
	}
	if hi == last && hi < len(r.doc.Tokens) && r.paragraph(hi) == r.paragraph(hi-1) {
		for i := hi; i < min(hi+4, len(r.doc.Tokens)) && r.quote[i] < 0; i++ {
			if who := r.subjectOfSaying(i, byHead); who >= 0 {
				return who
			}
		}
	}
	return -1
}

// sayingVerb reports whether i is a verb of saying.
func (r *reader) sayingVerb(i int) bool {
	return i >= 0 && r.upos(i) == "VERB" && len(lexicon.Cues().Find(r.lemma(i), "VERB")) > 0
}

// subjectOf is the subject of a verb, its own or that of the verb on which it
// depends ("Keld left, saying"); -1 if there is none.
func (r *reader) subjectOf(v int) int {
	for ; v >= 0; v = r.parent(v) {
		if s := r.child(v, "nsubj"); s >= 0 {
			return s
		}
		if rel := r.relate(v); rel != "conj" && rel != "xcomp" && rel != "advcl" {
			return -1
		}
	}
	return -1
}

func (r *reader) subjectOfSaying(i int, byHead map[int]int) int {
	if r.sayingVerb(i) {
		for v := i; v >= 0; v = r.parent(v) {
			if s := r.child(v, "nsubj"); s >= 0 {
				return at(byHead, s)
			}
			if rel := r.relate(v); rel != "conj" && rel != "xcomp" && rel != "advcl" {
				if rel == "acl" {
					return at(byHead, r.parent(v))
				}
				return -1
			}
		}
	} else if r.lower(i) == "according" {
		for _, c := range r.children[i] {
			if r.relate(c) == "obl" || r.relate(c) == "nmod" {
				return at(byHead, c)
			}
		}
		if p := r.parent(i); p >= 0 && r.relate(i) == "case" {
			return at(byHead, p)
		}
	}
	return -1
}

func at(m map[int]int, k int) int {
	if v, ok := m[k]; ok {
		return v
	}
	return -1
}
