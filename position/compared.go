package position

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"synoptic/lexicon/paraphrase"
	"synoptic/lexicon/vectors"
	"synoptic/lexicon/wordnet"
)

// What is compared of two steps: for every sign whether it is new, gone or kept, then what
// two passages say of the same thing.
const (
	cDenied   = 3*int(nSigns) + iota // a predicate is denied in one and affirmed in the other
	cTurned                          // one is for what the other is against
	cOpposite                        // words of the two are opposites
	cStronger                        // a word of the later says it more strongly
	cWeaker
	cNumberUp // more of the same thing
	cNumberDown
	cUp // a number in each, the later larger
	cDown
	cSame      // the same number
	cFirmer    // a stronger modal, both having one
	cLooser    //
	cReserve   // the later has a condition, a doubt or a delay, the earlier none
	cNoReserve // the other way round
	cLater     // a later year
	cEarlier
	cLikeness     // of the likest passages
	cCovered      // share of the later's words that the earlier has
	cReadings     // passages in the later step
	cAgree        // words that both affirm or both deny
	cOppose       // and those that only one affirms
	cOpposeShare  // of both together
	cOpposeBest   // in the likest passages
	cStands       // how the two stand, for or against, multiplied
	cStandUp      // the later is more for it
	cStandDown    //
	cTopsSame     // their highest words are for it, or against it, both
	cTopsOther    //
	cHighUp       // the firmest word of the later is firmer
	cHighDown     //
	cLowUp        // the least firm words are, on average
	cLowDown      //
	cPairHighUp   // the firmest word of the likest passages
	cPairHighDown //
	cLimitUp      // a number is larger, and is a bound
	cLimitDown    //
	cTimeUp       // and is a time
	cTimeDown     //
	nCompared
)

// comparison is what is seen of two steps, with the words and passages for each thing.
type comparison struct {
	seen   [nCompared]float32
	note   [nCompared]string
	pair   [nCompared]pair
	likest []pair
}

type pair struct {
	before, after int
	like          float64
}

// readings is how many passages of a step are looked at, and askedPairs how many pairs of them
// are compared word by word, if they are askedShare as near as the nearest.
const (
	readings   = 40
	askedPairs = 12
	askedShare = .5
)

func likest(points []point, before, after []int) []pair {
	var out []pair
	for _, b := range before[max(0, len(before)-readings):] {
		for _, a := range after[:min(len(after), readings)] {
			out = append(out, pair{b, a, points[b].likeness(&points[a])})
		}
	}
	slices.SortStableFunc(out, func(x, y pair) int { return cmp.Compare(float32(y.like), float32(x.like)) })
	n := 1
	for n < min(len(out), askedPairs) && out[n].like >= askedShare*out[0].like {
		n++
	}
	return out[:n]
}

// compared sees what two steps have in common and what not.
func compared(ps []Passage, points []point, before, after []int) *comparison {
	pairs := likest(points, before, after)
	c := &comparison{likest: pairs}
	for s := range nSigns {
		c.sign(ps, before, after, s, pairs[0])
	}
	for _, p := range pairs {
		c.passages(&ps[p.before], &ps[p.after], p)
	}
	c.reserve(ps, before, after, pairs[0])
	c.sides(ps, before, after, pairs)
	c.put(cLikeness, float32(pairs[0].like), pairs[0], "")
	c.put(cReadings, float32(min(len(after), 4)), pairs[0], "")
	return c
}

// inBoth ends the notes that say the same of both steps: they tell why one repeats the other, and of no change.
const inBoth = " in both"

// sign sees how much more or less of two steps has a sign, and how much both.
func (c *comparison) sign(ps []Passage, before, after []int, s sign, at pair) {
	b, a := firstWith(ps, before, s), firstWith(ps, after, s)
	x, y := shareWith(ps, before, s), shareWith(ps, after, s)
	put := func(i int, by float32, at pair, note string, words ...any) {
		c.put(3*int(s)+i, by, at, signNames[s]+": "+fmt.Sprintf(note, words...))
	}
	both := pair{b, a, at.like}
	switch {
	case a >= 0 && b >= 0:
		if was, is := ps[b].traits.signs[s], ps[a].traits.signs[s]; was == is {
			put(2, min(x, y), both, "“%s”"+inBoth, is)
		} else {
			put(2, min(x, y), both, "“%s” in one, “%s” in the other", was, is)
		}
		put(0, max(0, y-x), both, "“%s” is said more", ps[a].traits.signs[s])
		put(1, max(0, x-y), both, "“%s” is said less", ps[b].traits.signs[s])
	case a >= 0:
		put(0, y, pair{at.before, a, at.like}, "“%s” is new", ps[a].traits.signs[s])
	case b >= 0:
		put(1, x, pair{b, at.after, at.like}, "“%s” is gone", ps[b].traits.signs[s])
	}
}

// reserve compares the ways out that two steps leave.
func (c *comparison) reserve(ps []Passage, before, after []int, at pair) {
	of := func(step []int) (word string) {
		for _, s := range []sign{signCondition, signDoubt, signDelay, signMay} {
			if i := firstWith(ps, step, s); i >= 0 {
				return ps[i].traits.signs[s]
			}
		}
		return ""
	}
	switch b, a := of(before), of(after); {
	case b == "" && a != "":
		c.put(cReserve, 1, at, fmt.Sprintf("condition: “%s” was not there before", a))
	case b != "" && a == "":
		c.put(cNoReserve, 1, at, fmt.Sprintf("condition: “%s” is gone", b))
	}
	b, was := strongest(ps, before)
	a, is := strongest(ps, after)
	note := fmt.Sprintf("modality: “%s” against “%s”", was, is)
	switch {
	case b == 0 || a == 0:
	case a > b:
		c.put(cFirmer, 1, at, note)
	case a < b:
		c.put(cLooser, 1, at, note)
	}
}

// strongest is the strongest modal of a step, 0 for none.
func strongest(ps []Passage, step []int) (strength int, word string) {
	for s := signMust; s >= signMay; s-- {
		if i := firstWith(ps, step, s); i >= 0 {
			return int(s-signMay) + 1, ps[i].traits.signs[s]
		}
	}
	return 0, ""
}

// shareWith is how much of a step has a sign: 1 if all of its passages have it.
func shareWith(ps []Passage, step []int, s sign) float32 {
	n := 0
	for _, i := range step {
		if ps[i].traits.signs[s] != "" {
			n++
		}
	}
	return float32(math.Pow(float64(n)/float64(len(step)), fewTell))
}

// fewTell makes one of several passages that has a sign tell nearly as much as if all had.
const fewTell = .4

// firstWith is the first passage of a step that has a sign, -1 if none has.
func firstWith(ps []Passage, step []int, s sign) int {
	for _, i := range step {
		if ps[i].traits.signs[s] != "" {
			return i
		}
	}
	return -1
}

func (c *comparison) put(i int, value float32, at pair, note string) {
	if c.seen[i] == 0 && value != 0 {
		c.seen[i], c.pair[i], c.note[i] = value, at, note
	}
}

// passages compares two passages word by word.
func (c *comparison) passages(before, after *Passage, at pair) {
	b, a := &before.traits, &after.traits
	if note := denied(b, a); note != "" {
		c.put(cDenied, 1, at, "negation: "+note)
	}
	if b.stance*a.stance < 0 {
		note := fmt.Sprintf("stance: “%s” against “%s”", b.stanceIs, a.stanceIs)
		if b.stanceIs == a.stanceIs { // turned by what stands with it: "refuses to leave", "does not refuse to"
			note = fmt.Sprintf("stance: “%s” for it in one and against it in the other", b.stanceIs)
		}
		c.put(cTurned, 1, at, note)
	}
	c.words(before, after, at)
	for _, noun := range sortedKeys(b.numbers) {
		x := b.numbers[noun]
		if y, ok := a.numbers[noun]; ok {
			c.number(cNumberUp, x, y, at, " "+noun)
		}
	}
	if x, y, ok := twoNumbers(before, after); ok {
		c.number(cUp, x, y, at, "")
	}
	if x, y := b.year, a.year; x != 0 && y > x {
		c.put(cLater, 1, at, fmt.Sprintf("deadline: %d, then %d", x, y))
	} else if y != 0 && y < x {
		c.put(cEarlier, 1, at, fmt.Sprintf("deadline: %d, then %d", x, y))
	}
}

// number notes that y stands where x stood: at place up if it is more, after it if less.
func (c *comparison) number(up int, x, y float64, at pair, noun string) {
	note := fmt.Sprintf("number: %g, then %g%s", x, y, noun)
	switch {
	case y > x:
		c.put(up, 1, at, note)
	case y < x:
		c.put(up+1, 1, at, note)
	default:
		c.put(cSame, 1, at, fmt.Sprintf("number: %g%s", y, noun)+inBoth)
	}
}

// twoNumbers are the numbers of two passages that have one each.
func twoNumbers(b, a *Passage) (x, y float64, ok bool) {
	if len(b.traits.values) != 1 || len(a.traits.values) != 1 {
		return 0, 0, false
	}
	return b.traits.values[0], a.traits.values[0], true
}

// words looks for opposites and for words that say the same more or less strongly.
func (c *comparison) words(before, after *Passage, at pair) {
	covered := 0
	for i := range after.words {
		w := &after.words[i]
		has := false
		for j := range before.words {
			v := &before.words[j]
			if v.key == w.key {
				has = true
				continue
			}
			same, stronger, opposed := paraphrase.Relation(paraphrase.English().Senses(v.form), paraphrase.English().Senses(w.form))
			if !same && !opposed {
				_, opposed = wordnet.English().Between(vectors.English().Rank(v.form), vectors.English().Rank(w.form))
			}
			note := fmt.Sprintf("“%s” against “%s”", v.form, w.form)
			switch {
			case opposed:
				c.put(cOpposite, 1, at, "opposites: "+note)
			case same && stronger > 0:
				c.put(cStronger, 1, at, "degree: "+note)
			case same && stronger < 0:
				c.put(cWeaker, 1, at, "degree: "+note)
			}
			has = has || same || opposed
		}
		if has {
			covered++
		}
	}
	if len(after.words) > 0 {
		c.seen[cCovered] = max(c.seen[cCovered], float32(covered)/float32(len(after.words)))
	}
}

// denied: one denies what the other affirms, with the same predicate.
func denied(b, a *traits) string {
	for _, x := range b.heads {
		for _, y := range a.heads {
			if b.denied[x] != a.denied[y] && samePredicate(x, y) {
				if x != y {
					x += "/" + y
				}
				return fmt.Sprintf("“%s” is denied in one and affirmed in the other", x)
			}
		}
	}
	return ""
}

// alikeVerbs is the cosine from which two predicates mean nearly the same.
const alikeVerbs = .65

func samePredicate(x, y string) bool {
	if light[x] || light[y] || fors[x] && againsts[y] || againsts[x] && fors[y] {
		return false
	}
	if x == y {
		return true
	}
	v, ok := vectors.English().Lookup(x)
	w, too := vectors.English().Lookup(y)
	return ok && too && v.Cosine(w) > alikeVerbs
}
