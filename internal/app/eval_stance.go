package app

import (
	"cmp"
	"encoding/json"
	"hash"
	"maps"
	"math"
	"slices"
	"strings"

	"synoptic/collate"
	"synoptic/eval"
	"synoptic/text"
)

// A headline is for a claim, against it, or observes that it is made (Ferreira
// and Vlachos, NAACL 2016).
var stances = []string{"for", "observing", "against"}

// stanceCase is a headline and a claim, what is seen of them and the stance.
type stanceCase struct {
	part   string // of the cross-validation; the headlines of one claim are in one part
	seen   []seen
	stance int
}

// seen is one thing seen of a case, by name.
type seen struct {
	name  string
	value float64
}

// scoreStances cross-validates a classifier of stances over the parts that the
// file names. Its weights are thrown away: they measure whether what the product sees
// of two texts tells a stance, and ship nowhere.
func scoreStances(engine *Engine, file string, sum hash.Hash) (eval.Row, error) {
	var all []stanceCase
	err := eachLine(file, sum, func(line []byte) error {
		var p struct{ Part, Headline, Claim, Label string }
		if err := json.Unmarshal(line, &p); err != nil {
			return err
		}
		h, err := oneClaim(engine, p.Headline)
		if err != nil {
			return err
		}
		c, err := oneClaim(engine, p.Claim)
		if err != nil {
			return err
		}
		all = append(all, stanceCase{part: p.Part, seen: seeStance(h, c), stance: slices.Index(stances, p.Label)})
		return nil
	})
	if err != nil || len(all) == 0 {
		return eval.Row{}, err
	}
	parts := map[string]bool{}
	for _, c := range all {
		parts[c.part] = true
	}
	right := 0
	for _, part := range slices.Sorted(maps.Keys(parts)) {
		m := fitStances(all, part)
		for _, c := range all {
			if c.part == part && m.stance(c) == c.stance {
				right++
			}
		}
	}
	return eval.Row{Measure: "Emergent accuracy, cross-validated", Value: 100 * float64(right) / float64(len(all)), N: len(all)}, nil
}

var (
	// refuting words and hedges, by lemma or form
	refuting = fieldSet(`fake false hoax deny refute debunk not n't never no despite nope doubt bogus untrue myth fraud
		retract scam satire satirical wrong prank dismiss reject disprove staged photoshopped`)
	hedging = fieldSet(`report reportedly allege allegedly claim rumor rumour may might could possibly apparently supposedly
		say source suspect unconfirmed unverified hear maybe likely tell accord believe think suggest ? if whether`)
)

func fieldSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, f := range strings.Fields(s) {
		m[f] = true
	}
	return m
}

// seeStance is what is seen of a headline and a claim: the words of the headline
// that the claim lacks, pairs of neighbours, the word that heads it, how much it refutes and hedges, and all
// views of the two texts, sorted by name.
func seeStance(headline, claim collate.Account) []seen {
	m := map[string]float64{}
	inClaim := map[string]bool{}
	denied := 0.0
	for t := range claim.Doc.Tokens {
		l := lemmaAt(claim.Doc, t)
		inClaim[l] = true
		m["claim "+l] = .3
		if refuting[l] {
			denied = 1
		}
	}
	doc := headline.Doc
	before := "^"
	for t := range doc.Tokens {
		l := lemmaAt(doc, t)
		if !inClaim[l] {
			m["word "+l] = 1
		}
		m["pair "+before+" "+l] = 1
		before = l
		if refuting[l] {
			m["= refutes"] = min(2, m["= refutes"]+1)
		}
		if hedging[l] {
			m["= hedges"] = min(2, m["= hedges"]+1)
		}
		if doc.Arcs[t].Relation == "root" {
			m["root "+l] = 1
		}
	}
	m["first "+lemmaAt(doc, 0)] = 1
	m["last "+before] = 1
	m["= all"] = 1
	m["= denied"] = math.Abs(denied - min(1, m["= refutes"]))
	m["= length"] = float64(len(doc.Tokens)) / 20
	for i, v := range collate.Views(headline, claim) {
		name := "= view " + string(rune('a'+i))
		m[name] = float64(v)
		m[name+" hedged"] = float64(v) * m["= hedges"]
		m[name+" refuted"] = float64(v) * m["= refutes"]
	}
	var out []seen
	for _, name := range slices.Sorted(maps.Keys(m)) {
		out = append(out, seen{name, m[name]})
	}
	return out
}

func lemmaAt(doc *text.Document, t int) string {
	if l := doc.Morphs[t].Lemma; l != "" && l != "_" {
		return strings.ToLower(l)
	}
	return strings.ToLower(doc.Tokens[t].Form)
}

// stanceModel is a multinomial logistic regression.
type stanceModel map[string]*[3]float64

// fitStances learns from all cases outside a part, by stochastic gradients with
// steps that shrink by feature (Duchi, Hazan and Singer, JMLR 2011).
func fitStances(all []stanceCase, outside string) stanceModel {
	const (
		epochs = 20
		ridge  = .001
		step   = .1
		rarest = 3 // cases with a word, for it to count
	)
	count := map[string]int{}
	var train []stanceCase
	for _, c := range all {
		if c.part != outside {
			train = append(train, c)
			for _, s := range c.seen {
				count[s.name]++
			}
		}
	}
	m, grown := stanceModel{}, stanceModel{}
	for name, n := range count {
		if n >= rarest {
			m[name], grown[name] = new([3]float64), new([3]float64)
		}
	}
	for range epochs {
		for _, c := range train {
			p := m.likely(c)
			p[c.stance]--
			for _, s := range c.seen {
				w, g2 := m[s.name], grown[s.name]
				if w == nil {
					continue
				}
				for k := range p {
					g := p[k]*s.value + ridge*w[k]
					g2[k] += g * g
					w[k] -= step * g / (math.Sqrt(g2[k]) + 1e-3)
				}
			}
		}
	}
	return m
}

func (m stanceModel) likely(c stanceCase) (p [3]float64) {
	for _, s := range c.seen {
		if w := m[s.name]; w != nil {
			for k := range p {
				p[k] += w[k] * s.value
			}
		}
	}
	var sum float64
	for k := range p {
		p[k] = math.Exp(p[k])
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

func (m stanceModel) stance(c stanceCase) int {
	p := m.likely(c)
	return slices.IndexFunc(p[:], func(x float64) bool { return cmp.Compare(x, max(p[0], p[1], p[2])) == 0 })
}
