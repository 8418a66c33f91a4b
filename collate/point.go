package collate

import (
	_ "embed"
	"strings"
	"sync"

	"synoptic/learn"
	"synoptic/text"
)

// What is seen of a group of units: is it a claim that its accounts share, each of
// them where its unit stands? Of every two accounts the best tie counts.
const (
	pConfidence  = iota // the mean over accounts of how surely their best unit carries the claim of another's
	pLeast              // the least of these
	pAgreement          // the mean of the ties
	pMost               // the best tie
	pAccounts           // in logarithms
	pShare              // of the accounts of the event
	pAll                // the accounts of the event
	pUnits              // in logarithms
	pMet                // the confidence of the sentences of the ties
	pMetLeast           // the least of these
	pPlace              // log-odds that the claim is in these units, as the two sentences alone tell
	pPlaceMost          // the most of these
	pPlaced             // which part of the confidence of its sentences a tie has
	pPlacedLeast        // the least of these
	pLength             // of readings
	pLengthLeast
	pPredicates // shares of the units: predicates,
	pAlone      // clauses with their subject,
	pTied       // that begin with a preposition or conjunction,
	pCut        // that end before something that hangs from them
	pClaims     // fewest content words
	pRarity     // of the words of a unit together
	pParts      // share of the units
	pIf         // share of the units that begin with "if" or "whether"
	pRivals     // other groups that hold two accounts' sentences of this one
	pBetter     // those of them that are surer
	pHeld       // rarity of the words that both units of a tie have
	pHeldMost   // the rarest of these
	nPoint
)

type pointLook [nPoint]float32

// candidate is a group of units that may be a point.
type candidate struct {
	units []int
	f     pointLook
}

// candidates are the groups of an event in which two accounts say more than a name.
func (e *event) candidates(lim limits) []candidate {
	var out []candidate
	for _, g := range e.group(lim) {
		if e.claiming(g) >= 2 {
			out = append(out, candidate{g, e.lookPoint(g)})
		}
	}
	e.rival(out)
	return out
}

// likely is how likely a candidate is a point.
func (c *candidate) likely() float32 { return logistic(pointModel().Odds(c.f[:])) }

// lookPoint sees a group by itself.
func (e *event) lookPoint(g []int) (f pointLook) {
	accounts := e.byAccount(g)
	support := make([]float32, len(accounts))
	var ties, placed float32
	f[pMetLeast], f[pPlaceMost], f[pPlacedLeast] = 1, unlikely, 1
	for i, a := range accounts {
		for j := i + 1; j < len(accounts); j++ {
			t, x, y := e.bestTie(a, accounts[j])
			met := e.met(int(e.sentenceOf[x]), e.sentenceOf[y]).p
			ties++
			f[pAgreement] += t.p
			f[pMost] = max(f[pMost], t.p)
			f[pMet] += met
			f[pMetLeast] = min(f[pMetLeast], met)
			support[i], support[j] = max(support[i], t.p), max(support[j], t.p)
			rarity, most := e.held(x, y)
			f[pHeld] += rarity
			f[pHeldMost] = max(f[pHeldMost], most)
			if t.p == 0 {
				continue
			}
			placed++
			f[pPlace] += t.odds
			f[pPlaceMost] = max(f[pPlaceMost], t.odds)
			f[pPlaced] += t.p / met
			f[pPlacedLeast] = min(f[pPlacedLeast], t.p/met)
		}
	}
	f[pLeast] = 1
	for _, s := range support {
		f[pConfidence] += s / float32(len(support))
		f[pLeast] = min(f[pLeast], s)
	}
	for _, k := range []int{pAgreement, pMet, pHeld} {
		f[k] /= ties
	}
	for _, k := range []int{pPlace, pPlaced} {
		f[k] /= max(1, placed)
	}
	f[pAccounts], f[pUnits] = log1p(float32(len(accounts))), log1p(float32(len(g)))
	f[pShare], f[pAll] = float32(len(accounts))/float32(len(e.accounts)), float32(len(e.accounts))
	e.lookShape(g, &f)
	return f
}

// byAccount are the units of a group, which stand by account, of each of its accounts.
func (e *event) byAccount(g []int) (out [][]int) {
	for i := 0; i < len(g); {
		j := i
		for j < len(g) && e.units[g[j]].account == e.units[g[i]].account {
			j++
		}
		out = append(out, g[i:j])
		i = j
	}
	return out
}

// bestTie is the best tie between the places of units of two accounts, and of which
// units; a tie without confidence between the first two if there is none.
func (e *event) bestTie(as, bs []int) (best tie, x, y int) {
	x, y = as[0], bs[0]
	for _, a := range as {
		for _, b := range bs {
			if t := e.tieOf(a, b); t.p > best.p {
				best, x, y = t, a, b
			}
		}
	}
	return best, x, y
}

// held is how rare the words are that two units have, all together and the rarest.
func (e *event) held(x, y int) (sum, most float32) {
	for _, v := range e.units[x].words {
		for _, w := range e.units[y].words {
			if v.id == w.id {
				sum += e.lexis.rarity[v.id]
				most = max(most, e.lexis.rarity[v.id])
			}
		}
	}
	return sum, most
}

// lookShape sees what the units of a group are.
func (e *event) lookShape(g []int, f *pointLook) {
	share := 1 / float32(len(g))
	f[pLengthLeast], f[pClaims] = 100, 100
	for _, x := range g {
		u := &e.units[x]
		doc := e.accounts[u.account].Doc
		length := log1p(float32(e.readable(u).Len()) / 10)
		f[pLength] += share * length
		f[pLengthLeast] = min(f[pLengthLeast], length)
		f[pPredicates] += share * indicator(u.predicate)
		f[pAlone] += share * indicator(e.standsAlone(u))
		f[pParts] += share * indicator(u.part)
		f[pClaims] = min(f[pClaims], float32(u.claims))
		for _, w := range u.words {
			f[pRarity] += share * e.lexis.rarity[w.id]
		}
		if doc.Arcs == nil || doc.Morphs == nil || len(u.own) == 0 {
			continue
		}
		first := u.own[0]
		f[pTied] += share * indicator(tiesOn[doc.Morphs[first].UPOS])
		f[pIf] += share * indicator(conditional[strings.ToLower(doc.Tokens[first].Form)])
		f[pCut] += share * indicator(cutShort(doc, u))
	}
}

var (
	tiesOn      = set("ADP SCONJ CCONJ")
	conditional = set("if whether")
)

// cutShort says that what comes next in the sentence of a unit hangs from it.
func cutShort(doc *text.Document, u *unit) bool {
	r := text.Range{Start: u.own[0], End: u.own[len(u.own)-1] + 1}
	t := r.End
	if t >= doc.Sentences[u.sentence].Tokens.End || isPunctuation(doc, t) || doc.Arcs[t].Relation == "punct" {
		return false
	}
	for ; t >= 0; t = doc.Arcs[t].Head {
		if r.Start <= t && t < r.End {
			return true
		}
	}
	return false
}

// rival counts, for each candidate, the others that hold sentences of two of its accounts.
func (e *event) rival(all []candidate) {
	in := make([][]int32, len(e.all)) // by sentence, the candidates that hold it
	for k := range all {
		for _, x := range all[k].units {
			in[e.sentenceOf[x]] = append(in[e.sentenceOf[x]], int32(k))
		}
	}
	first := make([]int, len(all)) // account in which the candidate was met, and one more; 0 for none
	for k := range all {
		c := &all[k]
		var met []int32
		for _, x := range c.units {
			account := 1 + e.units[x].account
			for _, o := range in[e.sentenceOf[x]] {
				switch {
				case int(o) == k || first[o] == account || first[o] < 0:
				case first[o] == 0:
					first[o] = account
					met = append(met, o)
				default:
					first[o] = -1
					c.f[pRivals]++
					c.f[pBetter] += indicator(all[o].f[pConfidence] > c.f[pConfidence])
				}
			}
		}
		for _, o := range met {
			first[o] = 0
		}
	}
}

// point.model holds what FitPoints learned.
//
//go:embed point.model
var embeddedPoints string

var pointModel = sync.OnceValue(func() *learn.Model {
	m, err := learn.Parse(embeddedPoints, nPoint)
	if err != nil {
		panic("the embedded scorer of points is damaged: " + err.Error())
	}
	return m
})

// FitPoints learns how likely a group of units is a point, as the text that the
// package embeds, from the groups that the embedded scorers make of events whose
// claims are known, and of two accounts of each. It is deterministic.
func FitPoints(events []LabelledEvent) string {
	var all []learn.Example
	for _, l := range events {
		all = append(all, l.points()...)
		if len(l.Accounts) > 2 {
			two := l
			two.Accounts = l.Accounts[:2]
			all = append(all, two.points()...)
		}
	}
	return learn.Fit(all, learn.Options{Ridge: ridge, Trees: trees}).String()
}

// points are the candidates of an event.
func (l LabelledEvent) points() []learn.Example {
	e := newEvent(l.Accounts)
	e.compare()
	var out []learn.Example
	for _, c := range e.candidates(limitsOf(Normal, len(l.Accounts))) {
		out = append(out, learn.Example{Seen: c.f[:], Holds: l.tells(e, c.units), Weight: l.Weight})
	}
	return out
}

// onePlace is what share of the bytes of two readings, or more, both have, if they are
// of one place.
const onePlace = .4

// tells says that some claim has readings where units of two accounts stand.
func (l LabelledEvent) tells(e *event, g []int) bool {
	all, _ := e.settled(g, e.near(g))
	rs := e.readings(all)
	for _, claim := range l.Claims {
		met := map[string]bool{}
		for _, r := range rs {
			for _, s := range claim {
				if s.Article == r.Account && shared(r.Span, s.Span) >= onePlace {
					met[r.Account] = true
				}
			}
		}
		if len(met) > 1 {
			return true
		}
	}
	return false
}
