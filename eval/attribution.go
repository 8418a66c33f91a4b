package eval

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/text"
)

// AttributedArticle is one article with gold and predicted attributions, of which
// source, cue, content and addressee count. Spans are bytes of Text.
type AttributedArticle struct {
	ID         string
	Text       string
	Gold, Pred []text.Attribution
}

// AttributionGroups are the splits of the attribution scores, in the order in
// which they are shown: by the share of the content between quotation marks and
// by whether the cue holds a word of communication.
var AttributionGroups = []string{"all", "direct", "mixed", "indirect", "speech", "non-speech"}

// AttributionMeasures are the measures of the attribution suite.
//
// Gold and predicted attributions of an article are paired one to one, greedily,
// by the Jaccard index of content tokens, and half that of the cue and a quarter
// that of the source. Exact: the pair's token sets are equal; overlap: one token
// is shared, for content a Jaccard of 0.5; content partial: Pareti et al., EMNLP
// 2013; speaker: content and source overlap; lenient: and the cue; strict: all
// three exact. Tokens without a word character never count, except in a role
// that has no other.
var AttributionMeasures = []string{
	"addressee overlap", "content exact", "content overlap", "content partial", "cue exact", "cue overlap",
	"source exact", "source overlap", "speaker", "attribution strict", "attribution lenient",
}

// PRF is precision, recall and their harmonic mean, 0 to 1, over Gold and Pred
// items.
type PRF struct {
	P, R, F1   float64
	Gold, Pred int
}

// AttributionScores holds the outcome by group, then measure.
type AttributionScores map[string]map[string]PRF

// ScoreAttributions scores predictions against gold over all articles. The order
// of articles does not matter.
func ScoreAttributions(articles []AttributedArticle) AttributionScores {
	tallies := map[string]map[string]*roleTally{}
	for _, g := range AttributionGroups {
		tallies[g] = newRoleTallies()
	}
	for _, a := range articles {
		scoreArticle(a, tallies)
	}
	out := AttributionScores{}
	for g, measures := range tallies {
		out[g] = map[string]PRF{}
		for m, t := range measures {
			out[g][m] = t.prf()
		}
	}
	return out
}

// Rows lays the scores out as a table's rows: F1 of every measure of every group.
func (s AttributionScores) Rows() []Row {
	var rows []Row
	for _, g := range AttributionGroups {
		for _, m := range AttributionMeasures {
			if v := s[g][m]; v.Gold > 0 {
				rows = append(rows, Row{Measure: m + ", " + g, Value: 100 * v.F1, N: v.Gold})
			}
		}
	}
	return rows
}

type roleTally struct {
	hitPred, hitGold float64
	pred, gold       int
}

func newRoleTallies() map[string]*roleTally {
	m := map[string]*roleTally{}
	for _, name := range AttributionMeasures {
		m[name] = &roleTally{}
	}
	return m
}

func (t *roleTally) prf() PRF {
	v := PRF{Gold: t.gold, Pred: t.pred}
	if t.pred > 0 {
		v.P = t.hitPred / float64(t.pred)
	}
	if t.gold > 0 {
		v.R = t.hitGold / float64(t.gold)
	}
	if v.P+v.R > 0 {
		v.F1 = 2 * v.P * v.R / (v.P + v.R)
	}
	return v
}

// roles are an attribution's token sets and groups.
type roles struct {
	content, cue, source, addressee map[int]bool
	groups                          []string
}

func scoreArticle(a AttributedArticle, tallies map[string]map[string]*roleTally) {
	toks := scorerTokens(a.Text)
	mask := quotedMask(a.Text)
	gold, pred := toks.prepare(a.Text, mask, a.Gold), toks.prepare(a.Text, mask, a.Pred)
	goldMate, predMate := pairRoles(gold, pred)
	for i, g := range gold {
		var mate *roles
		if j, ok := goldMate[i]; ok {
			mate = &pred[j]
		}
		countRoles(g, mate, tallies, func(t *roleTally, v float64) { t.gold++; t.hitGold += v })
	}
	for j, p := range pred {
		var mate *roles
		if i, ok := predMate[j]; ok {
			mate = &gold[i]
		}
		countRoles(p, mate, tallies, func(t *roleTally, v float64) { t.pred++; t.hitPred += v })
	}
}

// pairRoles aligns gold and predictions, best first.
func pairRoles(gold, pred []roles) (goldMate, predMate map[int]int) {
	type link struct {
		weight float64
		i, j   int
	}
	var links []link
	for i, g := range gold {
		for j, p := range pred {
			if anyShared(g.content, p.content) || anyShared(g.cue, p.cue) {
				links = append(links, link{setJaccard(g.content, p.content) + .5*setJaccard(g.cue, p.cue) + .25*setJaccard(g.source, p.source), i, j})
			}
		}
	}
	sort.SliceStable(links, func(a, b int) bool { return links[a].weight > links[b].weight })
	goldMate, predMate = map[int]int{}, map[int]int{}
	for _, l := range links {
		_, g := goldMate[l.i]
		_, p := predMate[l.j]
		if !g && !p {
			goldMate[l.i], predMate[l.j] = l.j, l.i
		}
	}
	return goldMate, predMate
}

// countRoles adds item x, whose mate (nil if it has none) is on the other side.
func countRoles(x roles, mate *roles, tallies map[string]map[string]*roleTally, add func(*roleTally, float64)) {
	for _, m := range AttributionMeasures {
		if own := x.role(m); own != nil && len(own) == 0 {
			continue
		}
		v := 0.0
		if mate != nil {
			v = agreement(m, x, *mate)
		}
		for _, g := range x.groups {
			add(tallies[g][m], v)
		}
	}
}

// role is the set whose emptiness takes an item out of a measure; nil if none
// does.
func (r roles) role(measure string) map[int]bool {
	switch word, _, _ := strings.Cut(measure, " "); word {
	case "content":
		return r.content
	case "cue":
		return r.cue
	case "source":
		return r.source
	case "addressee":
		return r.addressee
	}
	return nil
}

// agreement is how far x and its mate agree by a measure, 0 to 1.
func agreement(measure string, x, mate roles) float64 {
	near := len(x.content)+len(mate.content) == 0 || setJaccard(x.content, mate.content) >= .5
	source := anyShared(x.source, mate.source) || len(x.source)+len(mate.source) == 0
	ok := false
	switch measure {
	case "content partial":
		return float64(sharedTokens(x.content, mate.content)) / float64(len(x.content))
	case "addressee overlap":
		ok = anyShared(x.addressee, mate.addressee)
	case "content exact":
		ok = sameTokens(x.content, mate.content)
	case "content overlap":
		ok = near
	case "cue exact":
		ok = sameTokens(x.cue, mate.cue)
	case "cue overlap":
		ok = anyShared(x.cue, mate.cue)
	case "source exact":
		ok = sameTokens(x.source, mate.source)
	case "source overlap":
		ok = anyShared(x.source, mate.source)
	case "speaker":
		ok = near && source
	case "attribution strict":
		ok = sameTokens(x.content, mate.content) && sameTokens(x.cue, mate.cue) && sameTokens(x.source, mate.source)
	case "attribution lenient":
		ok = near && source && (anyShared(x.cue, mate.cue) || len(x.cue)+len(mate.cue) == 0)
	}
	if ok {
		return 1
	}
	return 0
}

func sharedTokens(a, b map[int]bool) int {
	n := 0
	for t := range a {
		if b[t] {
			n++
		}
	}
	return n
}

func anyShared(a, b map[int]bool) bool { return sharedTokens(a, b) > 0 }

func sameTokens(a, b map[int]bool) bool { return len(a) == len(b) && sharedTokens(a, b) == len(a) }

func setJaccard(a, b map[int]bool) float64 {
	both := sharedTokens(a, b)
	if all := len(a) + len(b) - both; all > 0 {
		return float64(both) / float64(all)
	}
	return 0
}

// scorerText are the scorer's own tokens, which depend on no pipeline: runs of word
// characters, also across an inner full stop, apostrophe or hyphen, and single
// signs.
type scorerText struct {
	spans []text.Span
	word  []bool
}

func scorerTokens(s string) scorerText {
	var t scorerText
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		end, word := i+n, wordRune(r)
		for word && end < len(s) {
			r, n := utf8.DecodeRuneInString(s[end:])
			if wordRune(r) {
				end += n
				continue
			}
			next, _ := utf8.DecodeRuneInString(s[end+n:])
			if !strings.ContainsRune(".'’-", r) || !wordRune(next) {
				break
			}
			end += n
		}
		t.spans, t.word = append(t.spans, text.Span{Start: i, End: end}), append(t.word, word)
		i = end
	}
	return t
}

func wordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_')
}

// set is the tokens that spans touch: words, or signs where there is no word.
func (t scorerText) set(spans []text.Span) map[int]bool {
	words, all := map[int]bool{}, map[int]bool{}
	for _, s := range spans {
		first := sort.Search(len(t.spans), func(k int) bool { return t.spans[k].End > s.Start })
		for k := first; k < len(t.spans) && t.spans[k].Start < s.End; k++ {
			all[k] = true
			if t.word[k] {
				words[k] = true
			}
		}
	}
	if len(words) == 0 {
		return all
	}
	return words
}

func (t scorerText) prepare(s string, mask []bool, as []text.Attribution) []roles {
	var out []roles
	for _, a := range as {
		r := roles{content: t.set(a.Content), cue: t.set(a.Cue), source: t.set(a.Source), addressee: t.set(a.Addressee)}
		if len(r.content)+len(r.cue) == 0 {
			continue
		}
		r.groups = []string{"all", t.quoted(mask, r.content), speechGroup(s, a.Cue)}
		out = append(out, r)
	}
	return out
}

// quoted is the group by the words of the content within quotation marks.
func (t scorerText) quoted(mask []bool, content map[int]bool) string {
	n, words := 0, 0
	for k := range content {
		if t.word[k] {
			words++
			if mask[t.spans[k].Start] {
				n++
			}
		}
	}
	switch {
	case n == 0:
		return "indirect"
	case n == words:
		return "direct"
	}
	return "mixed"
}

// speechGroup tells whether the cue holds a form of a verb of communication, or
// no word at all.
func speechGroup(s string, cue []text.Span) string {
	words := false
	for _, c := range cue {
		for _, w := range strings.FieldsFunc(strings.ToLower(c.In(s)), func(r rune) bool { return !wordRune(r) }) {
			words = true
			if speechForms()[w] {
				return "speech"
			}
		}
	}
	if words || len(cue) == 0 {
		return "non-speech"
	}
	return "speech"
}

// AttributionReliability tells, for each tenth of confidence, what share of the
// predictions is right: paired with a gold attribution of which content (Jaccard
// of 0.5) and cue (one token) are met. N is the number of predictions.
func AttributionReliability(articles []AttributedArticle) []Row {
	var right, all [10]int
	for _, a := range articles {
		toks, mask := scorerTokens(a.Text), quotedMask(a.Text)
		gold, pred := toks.prepare(a.Text, mask, a.Gold), toks.prepare(a.Text, mask, a.Pred)
		_, mates := pairRoles(gold, pred)
		for j, p := range pred {
			bin := min(9, int(10*a.Pred[j].Confidence))
			all[bin]++
			if i, ok := mates[j]; ok && setJaccard(gold[i].content, p.content) >= .5 && anyShared(gold[i].cue, p.cue) {
				right[bin]++
			}
		}
	}
	var rows []Row
	for i, n := range all {
		if n > 0 {
			rows = append(rows, Row{Measure: fmt.Sprintf("right at confidence 0.%d to %.1f", i, float64(i+1)/10), Value: 100 * float64(right[i]) / float64(n), N: n})
		}
	}
	return rows
}
