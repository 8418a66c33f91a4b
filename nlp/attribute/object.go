package attribute

import "synoptic/lexicon"

// object proposes a nominal object, or the subject of a passive, as content.
func (f *finder) object(v int, lemma string, clausal bool) {
	o := f.kid(v, "obj")
	passive := f.isPassive(v)
	if passive && o < 0 {
		o = f.kid(v, "nsubj:pass", "nsubj")
	}
	if o < 0 || clausal {
		return
	}
	pattern, entry := "np", f.cues.Best(lemma, "VERB", lexicon.NounFrame)
	content := f.nounPhrase(o)
	if second := f.secondObject(v, o); second >= 0 {
		f.twoObjects(v, o, second, lemma)
		return
	}
	extra, prep := f.predicative(v, entry)
	switch {
	case prep != "":
		pattern = prep
		if f.addressed(entry, prep) {
			content = extra
		} else {
			content = append(content, extra...)
		}
	case entry != nil && entry.Frames[lexicon.NounFrame] == lexicon.NoCue && entry.Frames[lexicon.AddresseeFrame] != lexicon.NoCue:
		return
	}
	if prep == "" && !passive {
		content = append(content, f.adjuncts(v, o)...)
	}
	c := &candidate{pattern: pattern, upos: "VERB", lemma: lemma, entry: entry, head: v, agent: -1, passive: passive}
	if prep != "" {
		c.entry = f.cues.Best(lemma, "VERB", lexicon.CueFrame(prep))
		if f.addressed(entry, prep) {
			c.to = f.nounPhrase(o)
		}
	} else if i := f.kid(v, "iobj"); i >= 0 {
		c.to = f.nounPhrase(i)
	}
	f.setSource(c, v)
	f.add(c, content)
}

// secondObject is another object of v right after o, which the parser should have
// called a predicate or an indirect object; -1 if there is none.
func (f *finder) secondObject(v, o int) int {
	for _, k := range f.kidsBy(v, "obj") {
		if k > o && o > v {
			return k
		}
	}
	return -1
}

// twoObjects proposes "promised the town a bridge" and "called them liars".
func (f *finder) twoObjects(v, o, second int, lemma string) {
	c := &candidate{pattern: "np", upos: "VERB", lemma: lemma, head: v, agent: -1}
	content := f.nounPhrase(second)
	if e := f.cues.Best(lemma, "VERB", lexicon.ComplementFrame); e != nil && e.Frames[lexicon.ComplementFrame] != lexicon.NoCue {
		c.pattern = "oc"
		content = append(content, f.nounPhrase(o)...)
	} else {
		c.to = f.nounPhrase(o)
	}
	c.entry = f.cues.Best(lemma, "VERB", frameOf(c.pattern))
	f.setSource(c, v)
	f.add(c, content)
}

// adjuncts are the phrases after an object that the parser hangs on the verb and
// that, in speech, mostly belong to what is said: "criticised the plan for the
// harbour", "questioned his record on taxes".
func (f *finder) adjuncts(v, o int) []int {
	var out []int
	for _, k := range f.kidsBy(v, "obl") {
		if k > o && !f.temporal(k) && f.kid(k, "case") >= 0 && !f.marked(k, "to") && !f.marked(k, "by") && !f.marked(k, "in") && !f.marked(k, "at") {
			out = append(out, f.yield(k, nil)...)
		}
	}
	return out
}

// addressed reports whether the object of a verb with a prepositional phrase is
// the addressee ("told them of", "asked her about") and not part of the content
// ("accused them of").
func (f *finder) addressed(entry *lexicon.Cue, prep string) bool {
	return entry != nil && prep != "as" && entry.Frames[lexicon.AddresseeFrame] != lexicon.NoCue
}

// predicative finds the phrase that goes with an object to make the content:
// "accused her of …", "described it as …", "criticised him for …".
func (f *finder) predicative(v int, entry *lexicon.Cue) ([]int, string) {
	if entry == nil {
		return nil, ""
	}
	for _, k := range f.kidsBy(v, "obl", "advcl", "xcomp") {
		for _, m := range f.kidsBy(k, "case", "mark") {
			prep := f.form(m)
			if f.frames(entry.Lemma)[lexicon.CueFrame(prep)] != lexicon.NoCue {
				return f.yield(k, nil), prep
			}
		}
	}
	return nil, ""
}

// frames are all frames that the lexicon lists for a verb.
func (f *finder) frames(lemma string) map[lexicon.CueFrame]lexicon.Strength {
	all := map[lexicon.CueFrame]lexicon.Strength{}
	for _, c := range f.cues.Find(lemma, "VERB") {
		for frame, s := range c.Frames {
			all[frame] = max(all[frame], s)
		}
	}
	return all
}

// prepositional proposes the object of a preposition: "called for …", "spoke of
// …", "insisted on leaving".
func (f *finder) prepositional(v int, lemma string) {
	if f.kid(v, "obj") >= 0 {
		return
	}
	frames := f.frames(lemma)
	for _, k := range f.kidsBy(v, "obl", "advcl", "ccomp", "xcomp") {
		for _, m := range f.kidsBy(k, "case", "mark") {
			prep := f.form(m)
			if prep == "that" || f.rel(k, "ccomp") && (prep == "as" || prep == "if" || prep == "whether") {
				continue
			}
			own := f.cues.Find(lemma+" "+prep, "VERB") != nil
			if !own && (frames[lexicon.CueFrame(prep)] == lexicon.NoCue || prep == "to" && f.upos(k) == "VERB") {
				continue
			}
			c := &candidate{pattern: prep, upos: "VERB", lemma: lemma, head: v, agent: -1, passive: f.isPassive(v)}
			c.entry = f.cues.Best(lemma, "VERB", lexicon.CueFrame(prep))
			if own {
				c.pattern, c.lemma = "np", lemma+" "+prep
				c.entry = f.cues.Best(c.lemma, "VERB", lexicon.NounFrame)
			}
			content := f.yield(k, func(t int) bool { return t == m })
			c.cue = f.cueGroup(v, content)
			if m == c.cue[len(c.cue)-1]+1 {
				c.cue = append(c.cue, m)
			}
			f.setSource(c, v)
			if own && f.frames(c.lemma)[lexicon.AsFrame] != lexicon.NoCue {
				for _, as := range f.kidsBy(v, "obl", "advcl") {
					if as > k && f.marked(as, "as") {
						content = append(content, f.yield(as, nil)...)
					}
				}
			}
			if to := f.infinitiveAfter(v, k); to >= 0 {
				if own && f.frames(c.lemma)[lexicon.AddresseeFrame] != lexicon.NoCue {
					c.pattern, c.to, content = "inf", content, nil
				}
				content = append(content, f.yield(to, nil)...)
			}
			f.add(c, content)
		}
	}
}

// calling proposes all between a verb of naming and the end of the quotation that
// says how something is named, where nothing else can be said between them:
// "called the plan of the council “a farce”".
func (f *finder) calling(v int, lemma string) {
	e := f.cues.Best(lemma, "VERB", lexicon.ComplementFrame)
	if e == nil || e.Frames[lexicon.ComplementFrame] == lexicon.NoCue || f.isPassive(v) {
		return
	}
	for t := v + 1; t < f.sentence(v).End-1; t++ {
		if f.finite(t) || f.form(t) == "," && f.quote[t+1] >= 0 || t == v+1 && f.upos(t) == "ADP" || f.form(t) == "as" {
			return
		}
		if q := f.quote[t]; q >= 0 {
			if t == v+1 {
				return
			}
			c := &candidate{pattern: "oc", upos: "VERB", lemma: lemma, entry: e, head: v, agent: -1}
			f.setSource(c, v)
			f.add(c, tokensOf(v+1, f.doc.TokensIn(f.doc.Quotes[q].Outer).End))
			return
		}
	}
}

// infinitiveAfter is the infinitive that verb v has after its phrase k: "called
// on the council to act", "called for the weir to be closed"; -1 if none.
func (f *finder) infinitiveAfter(v, k int) int {
	for _, t := range f.kidsBy(v, "advcl", "xcomp", "ccomp") {
		if t > k && f.marked(t, "to") {
			return t
		}
	}
	return -1
}
