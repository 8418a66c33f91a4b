package eval

import (
	"sort"

	"synoptic/news"
	"synoptic/text"
)

// AlignmentReading is one reading of a point, of a system or of gold.
type AlignmentReading struct {
	Account string
	Span    text.Span
	Form    news.Form
	Part    bool // gold only: it carries part of the point
}

// AlignmentDivergence is a kind of difference between accounts.
type AlignmentDivergence struct {
	Kind     news.DivergenceKind
	Accounts []string
}

// AlignmentPoint is one point of a system or of gold.
type AlignmentPoint struct {
	Readings    []AlignmentReading
	Silent      []string // system only
	Divergences []AlignmentDivergence
}

// Ratio is a precision and recall with the counts behind them; 0 to 1.
type Ratio struct {
	Precision, Recall float64
	System, Gold      int
}

// F1 is the harmonic mean of precision and recall.
func (r Ratio) F1() float64 {
	if r.Precision+r.Recall == 0 {
		return 0
	}
	return 2 * r.Precision * r.Recall / (r.Precision + r.Recall)
}

func ratio(right, system, gold int) Ratio {
	r := Ratio{System: system, Gold: gold}
	if system > 0 {
		r.Precision = float64(right) / float64(system)
	}
	if gold > 0 {
		r.Recall = float64(right) / float64(gold)
	}
	return r
}

// Alignment is how well points of a system meet those of gold.
type Alignment struct {
	Pairs        Ratio   // sentences of two accounts that share a point
	Points       Ratio   // points met by readings of two accounts
	Divergences  Ratio   // kind and pair of accounts, on the points that were met
	Forms        float64 // share of met readings with the gold form
	Readings     float64 // share of gold readings that were met
	Silences     float64 // share of claims of silence that gold confirms, on the points that were met
	SilenceCount int
}

// ScoreAlignment scores the points of one event. Sentences are, by account, the
// spans into which gold cuts the whole text. A reading belongs to the sentence
// that it overlaps most and to every other of which it covers half; two
// readings meet where they share two fifths of their union in bytes. With
// fullOnly gold readings marked as part are left out of Pairs, and a system
// pair that only such readings support counts neither way.
func ScoreAlignment(sentences map[string][]text.Span, gold, system []AlignmentPoint, fullOnly bool) Alignment {
	var a Alignment
	a.Pairs = scorePairs(sentences, gold, system, fullOnly)
	m := matchPoints(gold, system)
	a.Points = m.points(gold, system)
	a.Divergences = m.divergences(gold, system)
	a.Silences, a.SilenceCount = m.silences(gold, system)
	a.Readings, a.Forms = scoreForms(gold, system)
	return a
}

type sentencePair struct {
	accountA string
	a        int
	accountB string
	b        int
}

func scorePairs(sentences map[string][]text.Span, gold, system []AlignmentPoint, fullOnly bool) Ratio {
	all := pairsOf(sentences, gold, false)
	want := all
	if fullOnly {
		want = pairsOf(sentences, gold, true)
	}
	right, counted := 0, 0
	for p := range pairsOf(sentences, system, false) {
		switch {
		case want[p]:
			right++
			counted++
		case !all[p]:
			counted++
		}
	}
	return ratio(right, counted, len(want))
}

// pairsOf lists the pairs of sentences from two accounts that share a point.
func pairsOf(sentences map[string][]text.Span, points []AlignmentPoint, fullOnly bool) map[sentencePair]bool {
	out := map[sentencePair]bool{}
	type node struct {
		account  string
		sentence int
	}
	for _, p := range points {
		var nodes []node
		for _, r := range p.Readings {
			if fullOnly && r.Part {
				continue
			}
			for _, s := range sentencesOf(sentences[r.Account], r.Span) {
				nodes = append(nodes, node{r.Account, s})
			}
		}
		for _, a := range nodes {
			for _, b := range nodes {
				if a.account < b.account {
					out[sentencePair{a.account, a.sentence, b.account, b.sentence}] = true
				}
			}
		}
	}
	return out
}

func sentencesOf(sentences []text.Span, s text.Span) []int {
	var out []int
	best, most, taken := -1, 0, false
	for i, t := range sentences {
		o := t.Overlap(s)
		if o == 0 {
			continue
		}
		half := 2*o >= t.Len()
		if o > most {
			best, most, taken = i, o, half
		}
		if half {
			out = append(out, i)
		}
	}
	if best >= 0 && !taken {
		out = append(out, best)
	}
	return out
}

// Meets is the intersection over union in bytes of two spans.
func meets(a, b text.Span) float64 {
	o := a.Overlap(b)
	if o == 0 {
		return 0
	}
	return float64(o) / float64(a.Len()+b.Len()-o)
}

const met = .4

// pointMatch holds, for each system point, the gold point it belongs to (-1 if
// none) and, for each gold point, in how many accounts its best system point
// meets it.
type pointMatch struct {
	gold []int
	hits []int
}

func matchPoints(gold, system []AlignmentPoint) pointMatch {
	m := pointMatch{make([]int, len(system)), make([]int, len(gold))}
	for si, s := range system {
		m.gold[si] = -1
		bestHits, bestSum := 0, 0.0
		for gi, g := range gold {
			hits, sum := meeting(g, s)
			if hits < 2 {
				continue
			}
			m.hits[gi] = max(m.hits[gi], hits)
			if hits > bestHits || hits == bestHits && sum > bestSum {
				bestHits, bestSum, m.gold[si] = hits, sum, gi
			}
		}
	}
	return m
}

// meeting counts the accounts in which readings of a and b meet and adds up by
// how much.
func meeting(a, b AlignmentPoint) (accounts int, sum float64) {
	seen := map[string]bool{}
	for _, r := range a.Readings {
		for _, q := range b.Readings {
			if r.Account != q.Account {
				continue
			}
			if v := meets(r.Span, q.Span); v >= met {
				seen[r.Account] = true
				sum += v
			}
		}
	}
	return len(seen), sum
}

func accountsOf(p AlignmentPoint) map[string]bool {
	out := map[string]bool{}
	for _, r := range p.Readings {
		out[r.Account] = true
	}
	return out
}

func (m pointMatch) points(gold, system []AlignmentPoint) Ratio {
	found, shown, right := 0, 0, 0
	for gi, g := range gold {
		if h := m.hits[gi]; h >= 2 && 2*h >= len(accountsOf(g)) {
			found++
		}
	}
	for si, s := range system {
		if len(accountsOf(s)) < 2 {
			continue
		}
		shown++
		if m.gold[si] >= 0 {
			right++
		}
	}
	return Ratio{ratio(right, shown, 0).Precision, ratio(found, 0, len(gold)).Recall, shown, len(gold)}
}

type divergencePair struct {
	point int
	a, b  string
	kind  news.DivergenceKind
}

// divergencesOf expands divergences to pairs of accounts. Detail is left out;
// stronger and weaker are one kind.
func divergencesOf(point int, ds []AlignmentDivergence, out map[divergencePair]bool) {
	for _, d := range ds {
		if d.Kind == news.Detail {
			continue
		}
		k := d.Kind
		if k == news.Weaker {
			k = news.Stronger
		}
		accounts := append([]string(nil), d.Accounts...)
		sort.Strings(accounts)
		for i, a := range accounts {
			for _, b := range accounts[i+1:] {
				if a != b {
					out[divergencePair{point, a, b, k}] = true
				}
			}
		}
	}
}

func (m pointMatch) divergences(gold, system []AlignmentPoint) Ratio {
	want, got := map[divergencePair]bool{}, map[divergencePair]bool{}
	reached := map[int]bool{}
	for si, gi := range m.gold {
		if gi < 0 {
			continue
		}
		divergencesOf(gi, system[si].Divergences, got)
		if !reached[gi] {
			divergencesOf(gi, gold[gi].Divergences, want)
		}
		reached[gi] = true
	}
	right := 0
	for d := range got {
		if want[d] {
			right++
		}
	}
	return ratio(right, len(got), len(want))
}

func (m pointMatch) silences(gold, system []AlignmentPoint) (share float64, n int) {
	right := 0
	for si, gi := range m.gold {
		if gi < 0 {
			continue
		}
		speaks := accountsOf(gold[gi])
		for _, a := range system[si].Silent {
			n++
			if !speaks[a] {
				right++
			}
		}
	}
	return ratio(right, n, 0).Precision, n
}

// scoreForms says how many gold readings are met by some system reading, and
// how many of those have the gold form.
func scoreForms(gold, system []AlignmentPoint) (readings, forms float64) {
	n, hit, right := 0, 0, 0
	for _, g := range gold {
		for _, r := range g.Readings {
			n++
			best, form := 0.0, news.Form("")
			for _, s := range system {
				for _, q := range s.Readings {
					if q.Account != r.Account {
						continue
					}
					if v := meets(r.Span, q.Span); v >= met && v > best {
						best, form = v, q.Form
					}
				}
			}
			if best > 0 {
				hit++
			}
			if best > 0 && form == r.Form {
				right++
			}
		}
	}
	return ratio(hit, n, 0).Precision, ratio(right, hit, 0).Precision
}
