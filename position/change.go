package position

import (
	"cmp"
	"fmt"
	"slices"

	"synoptic/lexicon/vectors"
	"synoptic/news"
)

// change is how a step stands to the one before, by which rule, and on which
// passage of each it rests.
type change struct {
	change        news.Change
	confidence    float32
	note          string
	before, after int // passages
}

// rule compares a passage with one of the step before it. It answers "" if it
// has nothing to say.
type rule struct {
	name string
	ask  func(b, a *traits) (c news.Change, sure float32, note string)
	near float64 // how like the passages must be for the rule to be asked
}

// rules are asked in this order: what turns a position before what shades it.
var rules = []rule{
	{"negation", denied, .15},
	{"stance", turned, .08},
	{"given up", givenUp, .05},
	{"condition", hedged, .2},
	{"no condition", unhedged, .35},
	{"modality", modal, .15},
	{"number", counted, .1},
	{"deadline", timed, .1},
	{"degree", stressed, .25},
}

// How many pairs of passages of two steps the rules are asked about, and how like
// they must be, measured by the likest pair.
const (
	askedPairs = 12
	askedShare = .5
)

// compare tells the change from one step to the next: the first rule that speaks of
// any of the likest pairs decides, on the likest pair of which it does.
func compare(ps []Passage, points []point, before, after []int) change {
	pairs := likest(points, before, after)
	for _, r := range rules {
		for _, p := range pairs {
			if p.like < r.near {
				continue
			}
			if c, sure, note := r.ask(&ps[p.before].traits, &ps[p.after].traits); c != "" {
				return change{c, sure, r.name + ": " + note, p.before, p.after}
			}
		}
	}
	sure := float32(.5)
	if pairs[0].like > .5 {
		sure = .8
	}
	return change{news.Repeated, sure, "no rule finds a change", pairs[0].before, pairs[0].after}
}

type pair struct {
	before, after int
	like          float64
}

// readings is how many passages of a step are looked at.
const readings = 40

func likest(points []point, before, after []int) []pair {
	var out []pair
	for _, b := range before[max(0, len(before)-readings):] {
		for _, a := range after[:min(len(after), readings)] {
			out = append(out, pair{b, a, points[b].likeness(&points[a])})
		}
	}
	slices.SortStableFunc(out, func(x, y pair) int { return cmp.Compare(y.like, x.like) })
	n := 1
	for n < min(len(out), askedPairs) && out[n].like >= askedShare*out[0].like {
		n++
	}
	return out[:n]
}

// denied: one denies what the other affirms, with the same predicate.
func denied(b, a *traits) (news.Change, float32, string) {
	for _, x := range b.heads {
		for _, y := range a.heads {
			if b.denied[x] != a.denied[y] && samePredicate(x, y) {
				if x != y {
					x += "/" + y
				}
				return news.Reversed, .7, fmt.Sprintf("“%s” is denied in one and affirmed in the other", x)
			}
		}
	}
	return "", 0, ""
}

// turned: one is for what the other is against. Against a firm word a conditional one
// is no reversal.
func turned(b, a *traits) (news.Change, float32, string) {
	if b.stance*a.stance >= 0 {
		return "", 0, ""
	}
	note := fmt.Sprintf("“%s” against “%s”", b.stanceIs, a.stanceIs)
	switch {
	case a.loose() && !b.loose():
		return news.WeakenedStep, .5, note + ", with reserve"
	case b.loose() && !a.loose():
		return news.Strengthened, .5, note + ", without reserve"
	}
	return news.Reversed, .6, note
}

// loose reports whether a passage leaves a way out.
func (t *traits) loose() bool { return t.hedge != "" || t.modal == 1 }

func givenUp(b, a *traits) (news.Change, float32, string) {
	for _, w := range givenUps {
		if a.words[w] && !b.words[w] {
			return news.Reversed, .5, fmt.Sprintf("“%s”", w)
		}
	}
	return "", 0, ""
}

func hedged(b, a *traits) (news.Change, float32, string) {
	if a.hedge != "" && !b.loose() {
		return news.WeakenedStep, .6, fmt.Sprintf("“%s” was not there before", a.hedge)
	}
	return "", 0, ""
}

func unhedged(b, a *traits) (news.Change, float32, string) {
	if b.hedge != "" && !a.loose() {
		return news.Strengthened, .5, fmt.Sprintf("“%s” is gone", b.hedge)
	}
	return "", 0, ""
}

// modal: may, should and must are steps; what will be and what must be are both firm.
func modal(b, a *traits) (news.Change, float32, string) {
	if b.modal == 0 || a.modal == 0 || b.modal == a.modal || b.modal >= 3 && a.modal >= 3 {
		return "", 0, ""
	}
	note := fmt.Sprintf("“%s” against “%s”", b.modalIs, a.modalIs)
	if a.modal < b.modal {
		return news.WeakenedStep, .6, note
	}
	return news.Strengthened, .6, note
}

// counted: more or less of the same thing.
func counted(b, a *traits) (news.Change, float32, string) {
	for _, noun := range sortedKeys(b.numbers) {
		x, y := b.numbers[noun], a.numbers[noun]
		if _, ok := a.numbers[noun]; !ok || x == y {
			continue
		}
		note := fmt.Sprintf("%g against %g %s", x, y, noun)
		if y < x {
			return news.WeakenedStep, .6, note
		}
		return news.Strengthened, .6, note
	}
	return "", 0, ""
}

// timed: a time is set, or another.
func timed(b, a *traits) (news.Change, float32, string) {
	switch {
	case a.deadline != "" && b.deadline == "":
		return news.Strengthened, .5, fmt.Sprintf("“%s” was not there before", a.deadline)
	case a.deadline != "" && a.deadline != b.deadline:
		return news.Strengthened, .3, fmt.Sprintf("“%s” against “%s”", b.deadline, a.deadline)
	}
	return "", 0, ""
}

// stressed: a word that strengthens is new. One that is missing tells nothing:
// another account may have left it out.
func stressed(b, a *traits) (news.Change, float32, string) {
	if a.stress != "" && b.stress == "" {
		return news.Strengthened, .45, fmt.Sprintf("“%s” was not there before", a.stress)
	}
	return "", 0, ""
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
