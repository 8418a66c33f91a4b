package collate

import (
	"sort"

	"synoptic/news"
	"synoptic/text"
)

// Compare sets accounts of one event side by side. The order of accounts does
// not matter; in the result they stand by day of publication, then id. The time
// it takes grows with the square of the number of accounts, its memory
// likewise.
func Compare(ev news.Event, accounts []Account, opt Options) news.Comparison {
	lim := limitsOf(opt.Match, len(accounts))
	e := newEvent(accounts)
	c := news.Comparison{Event: ev, Accounts: e.listing(), Labels: Labels(e.accounts)}
	shown := make([]bool, len(e.all)) // by sentence
	e.compare()
	var names [][]name // by point, those that its readings make
	for _, candidate := range e.candidates(lim) {
		if candidate.f[pConfidence] < lim.show || candidate.likely() < lim.likely {
			continue
		}
		g, near := e.settled(candidate.units, e.near(candidate.units))
		for _, x := range append(near, g...) {
			shown[e.sentenceOf[x]] = true
		}
		p, rs := e.point(g, near, opt)
		c.Points, names = append(c.Points, p), append(names, e.names(rs))
	}
	for i, at := range choose(names) {
		c.Points[i].Standing = at
	}
	identify(c.Points, opt.Arrived)
	c.Only = e.only(shown)
	return c
}

func (e *event) listing() []news.Account {
	var out []news.Account
	for _, a := range e.accounts {
		out = append(out, news.Account{
			Article: a.Article.ID, Outlet: a.Article.Outlet, Published: a.Article.Published,
			SHA256: a.Article.SHA256(), CopyOf: a.CopyOf, Truncated: a.Article.Truncated, Words: wordCount(a.Doc),
		})
	}
	return out
}

func wordCount(doc *text.Document) int {
	n := 0
	for t := range doc.Tokens {
		if !isPunctuation(doc, t) {
			n++
		}
	}
	return n
}

// support of a unit is how surely it carries the claim of the nearest reading of another
// account, and the mean of this over all of them.
func (e *event) support(x int, g []int) (top, mean float32) {
	others := 0
	for _, of := range e.byAccount(g) {
		if e.units[of[0]].account == e.units[x].account {
			continue
		}
		var best float32
		for _, y := range of {
			best = max(best, e.pair(x, y))
		}
		top, mean = max(top, best), mean+best
		others++
	}
	return top, mean / float32(max(1, others))
}

func sortedInts[V any](m map[int]V) []int {
	out := make([]int, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Ints(out)
	return out
}

// point makes a point of a group of units and those of other accounts that come
// near to it, and its readings.
func (e *event) point(g, near []int, opt Options) (news.Point, []*reading) {
	p := news.Point{NotCaptured: append([]string(nil), opt.NotCaptured...)}
	heard := map[int]bool{}
	var rs []*reading
	for _, r := range e.readings(g) {
		p.Readings = append(p.Readings, r.Reading)
		rs = append(rs, r)
		heard[r.account] = true
	}
	for _, x := range near {
		u := &e.units[x]
		p.Unsettled = append(p.Unsettled, news.Passage{Article: e.accounts[u.account].Article.ID, Span: e.whole(u)})
		heard[u.account] = true
	}
	for i, a := range e.accounts {
		if !heard[i] {
			p.Silent = append(p.Silent, a.Article.ID)
		}
	}
	p.Speaker = commonSpeaker(rs)
	p.Divergences = e.divergences(rs)
	return p, rs
}

// reading is a reading with the units that make it.
type reading struct {
	news.Reading
	account int
	units   []int
	words   []word
	support float32
	shared  float32 // as support, the mean over the other accounts
	alone   bool    // it can be read by itself
	brief   bool    // it is of the headline, which has several claims in a few words
}

// readings turns the units of a group into readings, joining neighbours of one
// sentence.
func (e *event) readings(g []int) []*reading {
	var out []*reading
	for _, x := range g {
		u := &e.units[x]
		if len(out) > 0 {
			last := out[len(out)-1]
			v := &e.units[last.units[len(last.units)-1]]
			if v.account == u.account && v.sentence == u.sentence && (v.span.Overlap(u.span) > 0 || !u.part && !v.part && last.units[len(last.units)-1] == x-1) {
				last.units = append(last.units, x)
				continue
			}
		}
		out = append(out, &reading{account: u.account, units: []int{x}})
	}
	for _, r := range out {
		e.finish(r, g)
	}
	return out
}

// leastFull is how surely a reading carries the claim of another's that is not told
// to carry a part of it only.
const leastFull = .5

func (e *event) finish(r *reading, g []int) {
	first := &e.units[r.units[0]]
	a := e.accounts[r.account]
	doc := e.lexis.pageOf(a.Doc)
	var spans []text.Span
	attributed := false
	for _, x := range r.units {
		u := &e.units[x]
		spans = append(spans, e.whole(u))
		r.words = appendNew(r.words, wordsOf(e.lexis, doc, u.own, doc.told))
		attributed = attributed || u.attributed
		r.alone, r.brief = r.alone || e.standsAlone(u), r.brief || u.headline
		top, mean := e.support(x, g)
		r.support, r.shared = max(r.support, top), max(r.shared, mean)
		if r.Speaker == "" {
			r.Speaker = u.speaker
		}
	}
	r.Account = a.Article.ID
	r.Key = e.keyOfReading(r)
	r.Span = text.Cover(spans)
	r.Sentence = a.Doc.Sentences[first.sentence].Span
	r.Form = doc.formOf(first.sentence, r.Span, attributed)
	r.Fit = news.Full
	if r.support < leastFull {
		r.Fit = news.Part
	}
	r.Confidence = r.support
}

// commonSpeaker is the speaker of most readings that have one; the first named
// wins a tie.
func commonSpeaker(rs []*reading) string {
	count := map[string]int{}
	best := ""
	for _, r := range rs {
		if r.Speaker != "" {
			count[r.Speaker]++
		}
	}
	for _, r := range rs {
		if count[r.Speaker] > count[best] {
			best = r.Speaker
		}
	}
	return best
}
