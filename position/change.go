package position

import (
	"fmt"
	"strings"

	"synoptic/lexicon/vectors"
	"synoptic/news"
)

// change is how a step stands to the one before, by which rule, and on which
// passage of each it rests.
type change struct {
	change        news.Change
	confidence    float32
	note          string
	before, after int // units
}

// The rules, in the order in which they are asked. Each compares the nearest
// pair of passages of the two steps.
var rules = []func(b, a *traits) (news.Change, float32, string){negated, opposed, givenUp, hedged, modal, counted, stressed}

// compare tells the change from one step to the next. The pairs that are nearest in
// their words are asked first; the first rule that speaks decides.
func compare(l *lexis, units []unit, before, after []int) change {
	best := change{change: news.Repeated, confidence: .5, note: "no rule finds a change", before: before[0], after: after[0]}
	top := -1.0
	decided := false
	for _, b := range before {
		for _, a := range after {
			s := l.likeness(&units[b], &units[a])
			c := judge(&units[b], &units[a])
			speaks := c.change != news.Repeated
			if speaks && !decided || speaks == decided && s > top {
				best, top, decided = c, s, speaks
				best.before, best.after = b, a
			}
		}
	}
	return best
}

func judge(b, a *unit) change {
	x, y := traitsOf(b), traitsOf(a)
	for _, rule := range rules {
		if c, sure, note := rule(&x, &y); c != "" {
			return change{change: c, confidence: sure, note: note}
		}
	}
	return change{change: news.Repeated, confidence: .6, note: "the same in like words"}
}

// traits are what the rules look at.
type traits struct {
	negative bool
	heads    []string           // lemmas of the predicates
	words    map[string]bool    // lemmas
	modal    int                // strength of the strongest modal, 0 none, 1 may … 4 must
	modalIs  string             // its form
	hedge    string             // a condition, delay or doubt
	stress   string             // a word that strengthens
	numbers  map[string]float64 // what is counted -> how many
}

// modals by strength.
var modals = map[string]int{"may": 1, "might": 1, "could": 1, "can": 1, "should": 2, "ought": 2, "would": 3, "will": 3, "shall": 3, "must": 4, "need": 4, "have": 0}

// hedges are words by which a position is put off, doubted or made conditional.
var hedges = words(`if unless until pending provided condition conditional consider considering study review perhaps maybe possibly
	delay delayed postpone postponed suspend suspended pause wait temporarily partly partial eventually gradually one-off interim`)

// stresses are words that strengthen what they stand with.
var stresses = words(`never always every any all single total full fully immediate immediately firmly definitely strongly absolutely
	unconditionally categorically urgently further utmost even completely`)

// givenUps are words by which somebody leaves a position.
var givenUps = words(`longer abandon abandoned withdraw withdrawn drop dropped scrap scrapped lift lifted relent reconsider`)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func traitsOf(u *unit) traits {
	t := traits{words: map[string]bool{}, numbers: map[string]float64{}}
	d := u.doc
	for x := u.toks.Start; x < u.toks.End; x++ {
		form, m, arc := strings.ToLower(d.Tokens[x].Form), d.Morphs[x], d.Arcs[x]
		t.words[m.Lemma] = true
		switch {
		case form == "not" || form == "n't" || form == "never" || form == "no" && arc.Relation == "det":
			t.negative = !t.negative
		case m.UPOS == "AUX" && modals[m.Lemma] > t.modal:
			t.modal, t.modalIs = modals[m.Lemma], form
		case m.UPOS == "VERB" || m.UPOS == "ADJ" && (arc.Head < u.toks.Start || arc.Relation == "root"):
			t.heads = append(t.heads, m.Lemma)
		case m.UPOS == "NUM" || m.XPOS == "CD":
			if v, ok := number(form); ok && arc.Head >= 0 {
				t.numbers[d.Morphs[arc.Head].Lemma] = v
			}
		}
		if hedges[form] && t.hedge == "" {
			t.hedge = form
		}
		if stresses[form] && t.stress == "" {
			t.stress = form
		}
	}
	return t
}

// number reads digits with separators, and the small number words.
func number(form string) (float64, bool) {
	var v float64
	if n, ok := smallNumbers[form]; ok {
		return n, true
	}
	if _, err := fmt.Sscanf(strings.ReplaceAll(form, ",", ""), "%g", &v); err != nil {
		return 0, false
	}
	return v, true
}

var smallNumbers = map[string]float64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "twenty": 20}

// negated: one denies what the other affirms, with the same predicate.
func negated(b, a *traits) (news.Change, float32, string) {
	if b.negative == a.negative {
		return "", 0, ""
	}
	if p := shared(b.heads, a.heads); p != "" {
		return news.Reversed, .7, fmt.Sprintf("“%s” is denied in one and affirmed in the other", p)
	}
	return "", 0, ""
}

// opposites are predicates that cannot both hold.
var opposites = map[string]string{"accept": "reject", "allow": "ban", "support": "oppose", "back": "oppose", "agree": "refuse", "stay": "leave",
	"open": "close", "welcome": "condemn", "confirm": "deny", "raise": "cut", "increase": "reduce", "join": "leave", "permit": "forbid", "admit": "deny", "praise": "criticise", "strengthen": "weaken", "keep": "scrap", "begin": "stop", "continue": "stop"}

func opposed(b, a *traits) (news.Change, float32, string) {
	if b.negative != a.negative {
		return "", 0, ""
	}
	for _, x := range b.heads {
		for _, y := range a.heads {
			if opposites[x] == y || opposites[y] == x {
				return news.Reversed, .6, fmt.Sprintf("“%s” against “%s”", x, y)
			}
		}
	}
	return "", 0, ""
}

func givenUp(b, a *traits) (news.Change, float32, string) {
	for _, w := range []string{"longer", "abandon", "withdraw", "drop", "scrap", "lift", "relent", "reconsider"} {
		if a.words[w] && !b.words[w] && givenUps[w] {
			return news.Reversed, .5, fmt.Sprintf("“%s”", w)
		}
	}
	return "", 0, ""
}

func hedged(b, a *traits) (news.Change, float32, string) {
	switch {
	case a.hedge != "" && b.hedge == "":
		return news.WeakenedStep, .6, fmt.Sprintf("“%s” was not there before", a.hedge)
	case b.hedge != "" && a.hedge == "":
		return news.Strengthened, .5, fmt.Sprintf("“%s” is gone", b.hedge)
	}
	return "", 0, ""
}

func modal(b, a *traits) (news.Change, float32, string) {
	if b.modal == 0 || a.modal == 0 || b.modal == a.modal {
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

func stressed(b, a *traits) (news.Change, float32, string) {
	switch {
	case a.stress != "" && b.stress == "":
		return news.Strengthened, .45, fmt.Sprintf("“%s” was not there before", a.stress)
	case b.stress != "" && a.stress == "":
		return news.WeakenedStep, .45, fmt.Sprintf("“%s” is gone", b.stress)
	}
	return "", 0, ""
}

// shared is a predicate of both, or one of each that mean nearly the same.
func shared(xs, ys []string) string {
	for _, x := range xs {
		for _, y := range ys {
			if x == y && !light[x] {
				return x
			}
		}
	}
	for _, x := range xs {
		for _, y := range ys {
			v, ok := vectors.English().Lookup(x)
			w, too := vectors.English().Lookup(y)
			if ok && too && v.Cosine(w) > .65 && !light[x] && !light[y] {
				return x + "/" + y
			}
		}
	}
	return ""
}
