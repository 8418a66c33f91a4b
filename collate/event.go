package collate

import (
	"slices"
	"sort"

	"synoptic/learn/nn"
	"synoptic/news"
)

// event is what the comparison of one event works on.
type event struct {
	accounts []Account
	units    []unit // by account, then in text order
	lexis    *lexis
	points   int            // that were compared so far
	spelled  map[string]int // two spellings of a name in two accounts, and the point that tells of them

	all          []sentence // of all accounts, by account and in text order
	sentenceOf   []int32    // by unit, index into all
	meetings     [][]meeting
	others       [][]int32 // by sentence, those it meets
	unmet        meeting   // of no sentence with any other
	mentioned    [][]int32 // by sentence, the actors that it mentions, by number
	known        []float32 // by actor, how rare
	matcher      *matcher
	kept         int                     // cells of meetings
	stretches    []stretch               // by sentence, as the matcher sees it
	projected    [][]float32             // by word, as the matcher projects it; nil if it has no vector
	unprojected  []int32                 // the words that have none
	columns      nn.Packed               // the others, as a factor of a product
	arena        nn.Arena                // scratch of beginAll
	bare         [][]float32             // by word, its vector, of length one; made when first asked for
	senses       []sense                 // by sentence
	unitSenses   map[int32]sense         // by unit, of those asked for
	about        sense                   // the mean of senses
	told         [][]uint8               // by word, how alike the matcher takes it and every other for; see toldOf
	remembered   int                     // bytes of told
	labelled     map[int][]news.Label    // by account, what it calls actors; made when first asked for
	vocabularies map[int]map[string]bool // by account, the keys of its words; likewise
	quotedOf     map[utterer][]*side     // made when first asked for
	scripted     []script                // by sentence; made when first asked for
	vectorAt     map[string]int32        // by form or lemma of the scripts, its place in vectored
	vectored     [][]float32             // of length one, or all zero
	cutters      []*cutter               // of accounts of which more is cut; parallel to accounts, nil until then
}

// labels are what an account calls actors.
func (e *event) labels(account int) []news.Label {
	l, ok := e.labelled[account]
	if !ok {
		if e.labelled == nil {
			e.labelled = map[int][]news.Label{}
		}
		l = Labels(e.accounts[account : account+1])
		e.labelled[account] = l
	}
	return l
}

func newEvent(accounts []Account) *event {
	e := &event{lexis: newLexis(), spelled: map[string]int{}}
	e.accounts = append(e.accounts, accounts...)
	sort.SliceStable(e.accounts, func(i, j int) bool {
		a, b := e.accounts[i].Article, e.accounts[j].Article
		if a.Published != b.Published {
			return a.Published.Before(b.Published)
		}
		return a.ID < b.ID
	})
	units := make([][]unit, len(e.accounts))
	for i, a := range e.accounts {
		units[i] = unitsOf(e.lexis, i, a)
		for _, g := range e.lexis.pageOf(a.Doc).told {
			if g.key != "" {
				e.lexis.add(g)
			}
		}
	}
	e.units = slices.Concat(units...)
	e.lexis.weigh(e.units)
	e.gather()
	return e
}

// compare finds which sentences carry a claim in common, and where in them it is.
func (e *event) compare() {
	e.meet()
	e.useMatcher(&weights().matcher)
	e.matchAll()
	e.judge()
	e.tieAll()
}
