package reuse

import (
	"synoptic/news"
	"synoptic/text"
)

// What tells the kinds of copy apart.
const (
	nearShare   = 0.80 // share from which a copy is near
	nearCovered = 0.85 // or part of the copy's words that stand in shared passages
	bridge      = 4    // words that may differ inside one passage, on either side
	leastRun    = 5    // words in a row that begin a passage
	leastLong   = 8    // words of a passage worth showing
)

// read is an entry with what was read from its text.
type read struct {
	Entry
	words   []word
	set     []uint64 // of its grams
	credits []weighedCredit
	looked  bool // credits are set
}

func readEntry(e Entry) *read {
	words := wordsOf(e.Text)
	return &read{Entry: e, words: words, set: distinct(gramsOf(words))}
}

// credited looks for credits when they are first asked for.
func (r *read) credited() []weighedCredit {
	if !r.looked {
		r.credits, r.looked = findCredits(r.Text), true
	}
	return r.credits
}

// compare verifies that e and other are copies and aligns them.
func (x *Index) compare(e, other *read) (news.Copy, bool) {
	shared := common(e.set, other.set)
	shorter, longer := min(len(e.set), len(other.set)), max(len(e.set), len(other.set))
	if shorter == 0 || shared < min(x.options.LeastGrams, longer) || float64(shared) < x.options.Least*float64(shorter) {
		return news.Copy{}, false
	}
	if copied(other, e) {
		e, other = other, e
	}
	return describe(e.Entry, other.Entry, e.words, other.words, float64(shared)/float64(len(e.set))), true
}

// describe says what kind of copy article is and which passages it shares.
func describe(article, of Entry, a, b []word, share float64) news.Copy {
	runs := align(a, b)
	c := news.Copy{Article: article.ID, Of: of.ID, Kind: news.Partial, Share: share}
	covered := 0
	for _, r := range runs {
		covered += r.a.Len()
		if r.a.Len() >= min(leastLong, len(a)) {
			c.Passages = append(c.Passages, news.CopiedPassage{
				Article: text.Span{Start: a[r.a.Start].span.Start, End: a[r.a.End-1].span.End},
				Of:      text.Span{Start: b[r.b.Start].span.Start, End: b[r.b.End-1].span.End},
			})
		}
	}
	switch {
	case sameWords(a, b):
		c.Kind = news.Identical
	case share >= nearShare || float64(covered) >= nearCovered*float64(len(a)):
		c.Kind = news.Near
	}
	return c
}

func sameWords(a, b []word) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].hash != b[i].hash {
			return false
		}
	}
	return true
}

// Compare sets one text against another: the passages that article shares with
// of, and the share of its grams. Passages is nil if they share nothing.
func Compare(article, of Entry) news.Copy {
	a, b := wordsOf(article.Text), wordsOf(of.Text)
	set, other := distinct(gramsOf(a)), distinct(gramsOf(b))
	share := 0.0
	if len(set) > 0 {
		share = float64(common(set, other)) / float64(len(set))
	}
	return describe(article, of, a, b, share)
}

// run is a stretch of words that two texts share, in words of each.
type run struct{ a, b text.Range }

// align covers a with the longest runs of equal words found in b, from left to
// right, and joins runs that only a few words part on both sides: a name
// translated, a quotation mark restyled, a letter misread. (Greedy string
// tiling, Wise, SIGCSE 1996. Differs: takes the longest run at each word of a
// instead of the longest anywhere, which is linear in practice.)
func align(a, b []word) []run {
	places := make(map[uint64][]int32, len(b))
	bGrams := seeds(b)
	for j, g := range bGrams {
		if p := places[g]; len(p) < 8 {
			places[g] = append(p, int32(j))
		}
	}
	var runs []run
	aGrams := seeds(a)
	for i := 0; i < len(aGrams); {
		best := run{}
		for _, j := range places[aGrams[i]] {
			r := extend(a, b, i, int(j), lastEnd(runs))
			if r.a.Len() > best.a.Len() || r.a.Len() == best.a.Len() && follows(runs, r) {
				best = r
			}
		}
		if best.a.Len() == 0 {
			i++
			continue
		}
		runs = join(runs, best)
		i = best.a.End
	}
	return runs
}

// seeds is the gram that begins a run at each word of words.
func seeds(words []word) []uint64 {
	if len(words) < leastRun {
		return gramsOf(words)
	}
	grams := make([]uint64, 0, len(words))
	for i := 0; i+leastRun-1 <= len(words)-1; i++ {
		h := uint64(0)
		for _, w := range words[i : i+leastRun] {
			h = mix(h ^ w.hash)
		}
		grams = append(grams, h)
	}
	return grams
}

func lastEnd(runs []run) int {
	if len(runs) == 0 {
		return 0
	}
	return runs[len(runs)-1].a.End
}

// extend grows the run at words i of a and j of b to the right, and to the left
// as far as word floor of a.
func extend(a, b []word, i, j, floor int) run {
	endA, endB := i, j
	for endA < len(a) && endB < len(b) && a[endA].hash == b[endB].hash {
		endA, endB = endA+1, endB+1
	}
	for i > floor && j > 0 && a[i-1].hash == b[j-1].hash {
		i, j = i-1, j-1
	}
	return run{text.Range{Start: i, End: endA}, text.Range{Start: j, End: endB}}
}

// follows reports whether r goes on where the last run stopped.
func follows(runs []run, r run) bool {
	if len(runs) == 0 {
		return false
	}
	last := runs[len(runs)-1]
	gapA, gapB := r.a.Start-last.a.End, r.b.Start-last.b.End
	return gapA >= 0 && gapA <= bridge && gapB >= 0 && gapB <= bridge
}

// join appends r, or lengthens the last run if r follows it.
func join(runs []run, r run) []run {
	if !follows(runs, r) {
		return append(runs, r)
	}
	last := &runs[len(runs)-1]
	last.a.End, last.b.End = r.a.End, r.b.End
	return runs
}
