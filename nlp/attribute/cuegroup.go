package attribute

// cueGroup is the unbroken run of tokens around a cue's head that belongs to the
// verb group: auxiliaries, negation, adverbs between them, the particle, and a
// light verb above ("tried to say", "refused to rule out").
func (f *finder) cueGroup(h int, content []int) []int {
	lo, hi := h, h
	taken := map[int]bool{}
	for _, t := range content {
		taken[t] = true
	}
	for lo-1 >= f.sentence(h).Start && !taken[lo-1] && f.ofGroup(lo-1, h) {
		lo--
	}
	for hi+1 < f.sentence(h).End && !taken[hi+1] && f.closes(hi+1, h) {
		hi++
	}
	for lo < h && f.rel(lo, "cc", "mark") {
		lo++
	}
	run := make([]int, 0, hi-lo+1)
	for i := lo; i <= hi; i++ {
		run = append(run, i)
	}
	return run
}

// ofGroup reports whether token t, before the head h, is part of its group.
func (f *finder) ofGroup(t, h int) bool {
	switch f.head(t) {
	case h:
		return f.rel(t, "aux", "cop", "advmod", "compound:prt") || f.rel(t, "mark") && f.form(t) == "to" && f.light(f.head(h))
	}
	if f.head(h) == t {
		return f.rel(h, "xcomp") && f.light(t)
	}
	if up := f.head(h); up >= 0 && f.head(t) == up {
		return f.rel(h, "xcomp") && f.light(up) && f.rel(t, "aux", "cop", "advmod")
	}
	return f.head(t) >= 0 && f.rel(t, "advmod") && f.rel(f.head(t), "advmod") && f.head(f.head(t)) == h
}

// closes reports whether token t right after the head still belongs to it.
func (f *finder) closes(t, h int) bool {
	return f.head(t) == h && f.rel(t, "compound:prt")
}

// light reports whether a verb only colours the one below it.
func (f *finder) light(v int) bool {
	if v < 0 {
		return false
	}
	switch f.lemma(v) {
	case "try", "attempt", "begin", "start", "continue", "keep", "have", "seem", "appear", "go", "use", "need", "fail", "manage", "tend", "come", "happen", "able", "set":
		return true
	}
	return false
}
