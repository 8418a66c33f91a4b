package position

import (
	_ "embed"
	"fmt"
	"math"
	"strings"
	"sync"

	"synoptic/learn"
	"synoptic/news"
)

// change.model holds what Fit learned: a model for each of the changes, one after
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

// change is how a step stands to the one before, by which rule, and on which
// passage of each it rests.
type change struct {
	change        news.Change
	confidence    float32
	note          string
	before, after int // passages
}

// compare tells the change from one step to the next: the likeliest by all that is seen and by what the reader
// says, named by what speaks most for it.
func compare(ps []Passage, points []point, before, after []int) change {
	c := compared(ps, points, before, after)
	if len(before) == 1 && len(after) == 1 && c.sameWords() {
		return c.plain()
	}
	likely := c.likely(ps, before, after)
	best := 0
	for k, l := range likely {
		if l > likely[best] {
			best = k
		}
	}
	if likely[best] < leastSure {
		best = 0
	}
	out := change{change: changes[best], confidence: inThousandths(likely[best]), note: "no rule finds a change"}
	p := c.pair[cLikeness]
	reasons := changeModels()[best].Reasons(c.seen[:])
	rule := -1
	for i, r := range reasons {
		if tells := c.note[i] != "" && (best == 0 || !strings.HasSuffix(c.note[i], inBoth)); tells && r > 0 && (rule < 0 || r > reasons[rule]) {
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

// inThousandths keeps no more of a number than does not depend on the order in which sums were taken: steps are told of the
// passages of one issue or of all.
func inThousandths(x float64) float32 { return float32(math.Round(x*1000) / 1000) }

// Two steps of one passage each say the same but for one thing if these are so alike, and the
// earlier has so many words of the later. Opposites stand apart, so with one they are less alike.
const (
	sameWording     = .8
	sameButOpposite = .65
	sameWords       = .6
)

// sameWords reports whether two steps of one passage each say the same but for one thing.
func (c *comparison) sameWords() bool {
	least := float32(sameWording)
	if c.seen[cOpposite] > 0 {
		least = sameButOpposite
	}
	return c.seen[cLikeness] >= least && c.seen[cCovered] >= sameWords
}

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
