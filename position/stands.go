package position

import (
	"fmt"
	"math"
	"slices"

	"synoptic/lexicon/paraphrase"
)

// sides compares what two steps affirm and deny, and how firmly.
func (c *comparison) sides(ps []Passage, before, after []int, pairs []pair) {
	c.affirmed(ps, pairs)
	b, a, first := standOf(ps, before), standOf(ps, after), pairs[0]
	c.put(cStands, b.mean*a.mean, first, "")
	c.moved(cStandUp, a.mean-b.mean, first)
	c.put(cTopsSame, max(0, a.top*b.top), first, "")
	c.put(cTopsOther, max(0, -a.top*b.top), first, "")
	c.moved(cHighUp, a.high-b.high, first)
	if a.low > 0 && b.low > 0 {
		c.moved(cLowUp, a.low-b.low, first)
	}
	c.moved(cPairHighUp, float32(ps[first.after].traits.high-ps[first.before].traits.high), first)
	both := append(slices.Clone(before), after...)
	if slices.ContainsFunc(both, func(i int) bool { return ps[i].traits.limits }) {
		c.numbersAs(cLimitUp)
	}
	if slices.ContainsFunc(both, func(i int) bool { return ps[i].traits.spans }) {
		c.numbersAs(cTimeUp)
	}
}

// affirmed weighs the words that two steps affirm or deny both against those that only one does.
func (c *comparison) affirmed(ps []Passage, pairs []pair) {
	agree, oppose := float32(0), float32(0)
	for k, p := range pairs {
		same, other, note := meet(&ps[p.before], &ps[p.after])
		w := float32(max(0, min(1, p.like/max(pairs[0].like, leastLike))))
		agree, oppose = agree+w*same, oppose+w*other
		if k == 0 && same+other > 0 {
			c.put(cOpposeBest, other/(same+other), p, note)
		}
		if other > 0 && c.note[cOppose] == "" {
			c.pair[cOppose], c.note[cOppose] = p, note
		}
	}
	c.seen[cAgree], c.seen[cOppose] = float32(math.Log1p(float64(agree))), float32(math.Log1p(float64(oppose)))
	if agree+oppose > 0 {
		c.seen[cOpposeShare] = oppose / (agree + oppose)
	}
}

// leastLike keeps from dividing by nothing.
const leastLike = .01

// meet is how many words two passages have both that both affirm or both deny, and how many that
// only one affirms: opposites count the other way round.
func meet(before, after *Passage) (same, other float32, note string) {
	for i := range after.words {
		w := &after.words[i]
		for j := range before.words {
			v := &before.words[j]
			alike, opposed := v.key == w.key, false
			if !alike {
				alike, _, opposed = paraphrase.Relation(paraphrase.English().Senses(v.form), paraphrase.English().Senses(w.form))
			}
			if v.side == 0 || w.side == 0 || !alike && !opposed {
				continue
			}
			if (w.side*v.side < 0) == opposed {
				same += min(w.part, v.part)
				break
			}
			other += min(w.part, v.part)
			note = fmt.Sprintf("side: “%s” is affirmed in one and not in the other", w.form)
			break
		}
	}
	return same, other, note
}

// moved notes by how much something went up, or at the next place down.
func (c *comparison) moved(up int, by float32, at pair) {
	c.put(up, max(0, by), at, "")
	c.put(up+1, max(0, -by), at, "")
}

// numbersAs notes of a number that went up or down that it is of some kind.
func (c *comparison) numbersAs(up int) {
	c.seen[up], c.seen[up+1] = max(c.seen[cNumberUp], c.seen[cUp]), max(c.seen[cNumberDown], c.seen[cDown])
}

// stand is how a step stands to its matter, and how firmly.
type stand struct{ mean, top, high, low float32 }

func standOf(ps []Passage, step []int) stand {
	var out stand
	n, graded := float32(len(step)), float32(0)
	for _, i := range step {
		t := &ps[i].traits
		out.mean, out.top = out.mean+t.mean/n, out.top+float32(t.top)/n
		out.high = max(out.high, float32(t.high))
		if t.low > 0 {
			out.low += float32(t.low)
			graded++
		}
	}
	out.low /= max(1, graded)
	return out
}
