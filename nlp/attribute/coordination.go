package attribute

// clauseTokens is the clause k below the cue v as content: without participles
// and joined clauses that go on for v's subject, with joined clauses that the
// parser hung on v although they go on with what is said.
func (f *finder) clauseTokens(v, k int) []int {
	out := f.yield(k, func(t int) bool { return f.addsTo(t) == v || f.ownVoice(t) || f.resumes(t) == v })
	for _, j := range f.kidsBy(v, "conj") {
		if j > k && f.goesOnInside(v, k, j) {
			out = append(out, f.yield(j, nil)...)
		}
	}
	return out
}

// ownVoice reports whether a joined clause has a speaker and a cue of its own:
// "said the dam was safe, and the farmers warned that …".
func (f *finder) ownVoice(t int) bool {
	if !f.rel(t, "conj") || f.upos(t) != "VERB" || !f.finite(t) || f.kid(t, "mark") >= 0 || !f.speechCue(t) && !f.takesThat(t) {
		return false
	}
	s := f.kid(t, "nsubj")
	return s >= 0 && f.upos(s) != "PRON"
}

// resumes is the cue that verb t, joined to a clause below it, goes on from, -1 if
// t is part of the clause: "said he would stay and warned that …".
func (f *finder) resumes(t int) int {
	if !f.rel(t, "conj") || f.upos(t) != "VERB" || f.xpos(t) != "VBD" && f.xpos(t) != "VBZ" || f.kid(t, "nsubj", "aux", "mark") >= 0 || !f.speechCue(t) && !f.takesThat(t) {
		return -1
	}
	k := f.head(t)
	v := f.head(k)
	if v < 0 || !f.rel(k, "ccomp") || f.xpos(v) != f.xpos(t) || !f.modal(k) {
		return -1
	}
	return v
}

// modal reports whether a verb has a modal auxiliary or is an infinitive.
func (f *finder) modal(k int) bool {
	for _, a := range f.kidsBy(k, "aux") {
		if f.xpos(a) == "MD" {
			return true
		}
	}
	return f.xpos(k) == "VB"
}

// goesOnInside reports whether clause j, joined to the cue v after its complement
// k, goes on with what is said: it has a "that" of its own, or a subject of its own
// and no comma before it, or a tense where v has none.
func (f *finder) goesOnInside(v, k, j int) bool {
	if f.saidThat(j) {
		return true
	}
	s := f.kid(j, "nsubj")
	switch {
	case s >= 0 && (f.speechCue(j) || f.takesThat(j)) && f.upos(s) != "PRON":
		return false
	case s >= 0 && f.upos(s) == "PRON":
		return f.kid(k, "nsubj") >= 0
	case s >= 0:
		at := f.first(j)
		return f.kid(k, "nsubj") >= 0 && (at == 0 || f.form(at-1) != ",") // a crossing tree may begin the text
	}
	return f.xpos(v) == "VBG" && f.finite(j) && !f.speechCue(j)
}

// ownWords leaves out of a content what goes on for the subject of its cue:
// participles and, after a noun phrase, all from a verb on that is joined to the
// cue.
func (f *finder) ownWords(content []int, c *candidate) []int {
	v := c.head
	if c.upos != "VERB" {
		return content
	}
	stop := f.sentence(v).End
	for _, j := range f.kidsBy(v, "conj") {
		if j > v && f.upos(j) == "VERB" && f.finite(j) && shapeOf(c.pattern) == "phrase" {
			stop = min(stop, j)
		}
	}
	drop := map[int]bool{}
	for _, t := range content {
		if t > v && f.addsTo(t) == v {
			for _, k := range f.yield(t, nil) {
				drop[k] = true
			}
		}
	}
	var out []int
	for _, t := range content {
		if !drop[t] && (t < stop || f.sent[t] != f.sent[v]) {
			out = append(out, t)
		}
	}
	for len(out) > 0 && f.rel(out[len(out)-1], "cc") {
		out = out[:len(out)-1]
	}
	return out
}
