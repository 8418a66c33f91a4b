package position

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"synoptic/learn"
	"synoptic/lexicon/paraphrase"
	"synoptic/lexicon/vectors"
	"synoptic/lexicon/wordnet"
	"synoptic/news"
)

// change.model holds what FitChanges learned: a model for each of the changes, one after
// another.
//
//go:embed change.model
var embeddedChanges string

// changes that a step can be, besides the first and the dropped.
var changes = []news.Change{news.Repeated, news.Strengthened, news.WeakenedStep, news.Reversed}

var changeModels = sync.OnceValue(func() []*learn.Model {
	models, err := parseChanges(embeddedChanges)
	if err != nil {
		panic("the embedded model of changes is damaged: " + err.Error())
	}
	return models
})

func parseChanges(source string) ([]*learn.Model, error) {
	var out []*learn.Model
	for part := range strings.SplitSeq(strings.TrimSpace(source), "\n\n") {
		m, err := learn.Parse(part, nCompared)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	if len(out) != len(changes) {
		return nil, fmt.Errorf("%d models, want %d", len(out), len(changes))
	}
	return out, nil
}

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
	cLikeness // of the likest passages
	cCovered  // share of the later's words that the earlier has
	cReadings // passages in the later step
	nCompared
)

// comparison is what is seen of two steps, with the words and passages for each thing.
type comparison struct {
	seen [nCompared]float32
	note [nCompared]string
	pair [nCompared]pair
}

// change is how a step stands to the one before, by which rule, and on which
// passage of each it rests.
type change struct {
	change        news.Change
	confidence    float32
	note          string
	before, after int // passages
}

// compare tells the change from one step to the next: the likeliest by all that is seen, named
// by what speaks most for it.
func compare(ps []Passage, points []point, before, after []int) change {
	c := compared(ps, points, before, after)
	if c.seen[cLikeness] >= sameWording && c.seen[cCovered] >= sameWords {
		return c.plain()
	}
	best, odds, sum := 0, 0., 0.
	for k, m := range changeModels() {
		o := m.Odds(c.seen[:])
		sum += learn.Likely(o)
		if k == 0 || o > odds {
			best, odds = k, o
		}
	}
	if best > 0 && learn.Likely(odds)/sum < leastSure {
		best, odds = 0, changeModels()[0].Odds(c.seen[:])
	}
	out := change{change: changes[best], confidence: float32(learn.Likely(odds) / sum), note: "no rule finds a change"}
	p := c.pair[cLikeness]
	reasons := changeModels()[best].Reasons(c.seen[:])
	rule := -1
	for i, r := range reasons {
		if c.note[i] != "" && r > 0 && (rule < 0 || r > reasons[rule]) {
			rule = i
		}
	}
	if rule >= 0 {
		out.note, p = c.note[rule], c.pair[rule]
	} else if out.change != news.Repeated {
		out.note = "by the whole of what is said"
	}
	out.before, out.after = p.before, p.after
	return out
}

// Two steps say the same but for one thing if their likest passages are so alike, and the
// earlier has so many words of the later.
const (
	sameWording = .6
	sameWords   = .6
)

// plain is the change between two steps that say the same but for one thing: the first
// that there is.
func (c *comparison) plain() change {
	for _, r := range []struct {
		seen   int
		change news.Change
	}{
		{cDenied, news.Reversed}, {3 * int(signGivenUp), news.Reversed}, {cTurned, news.Reversed},
		{cReserve, news.WeakenedStep}, {cNoReserve, news.Strengthened},
		{cFirmer, news.Strengthened}, {cLooser, news.WeakenedStep},
		{cNumberUp, news.Strengthened}, {cNumberDown, news.WeakenedStep},
		{3 * int(signTime), news.Strengthened}, {3 * int(signAll), news.Strengthened}, {cStronger, news.Strengthened}, {cWeaker, news.WeakenedStep},
	} {
		if c.seen[r.seen] > 0 {
			p := c.pair[r.seen]
			return change{r.change, .6, c.note[r.seen], p.before, p.after}
		}
	}
	p := c.pair[cLikeness]
	return change{news.Repeated, .8, "no rule finds a change", p.before, p.after}
}

// leastSure is how likely a change must be beside the others: what is less sure is taken as
// repeated.
const leastSure = .3

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
	c := &comparison{}
	pairs := likest(points, before, after)
	for s := range nSigns {
		b, a := firstWith(ps, before, s), firstWith(ps, after, s)
		at := pairs[0]
		switch {
		case b < 0 && a >= 0:
			at.after = a
			c.put(3*int(s), 1, at, fmt.Sprintf("%s: “%s” is new", signNames[s], ps[a].traits.signs[s]))
		case b >= 0 && a < 0:
			at.before = b
			c.put(3*int(s)+1, 1, at, fmt.Sprintf("%s: “%s” is gone", signNames[s], ps[b].traits.signs[s]))
		case b >= 0 && a >= 0:
			at.before, at.after = b, a
			c.put(3*int(s)+2, 1, at, fmt.Sprintf("%s: “%s” in one, “%s” in the other", signNames[s], ps[b].traits.signs[s], ps[a].traits.signs[s]))
		}
	}
	for _, p := range pairs {
		c.passages(&ps[p.before], &ps[p.after], p)
	}
	c.reserve(ps, before, after, pairs[0])
	c.put(cLikeness, float32(pairs[0].like), pairs[0], "")
	c.put(cReadings, float32(min(len(after), 4)), pairs[0], "")
	return c
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
	if c.seen[i] == 0 {
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
		c.put(cTurned, 1, at, fmt.Sprintf("stance: “%s” against “%s”", b.stanceIs, a.stanceIs))
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
		c.put(cSame, 1, at, note)
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
