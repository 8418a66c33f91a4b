package collate

import (
	"slices"
	"sort"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// place is a stretch of an account that differs from another's.
type place struct {
	side  *side
	span  text.Span
	level int
}

func (p place) words() string { return clip(p.span.In(p.side.doc.Text)) }

// spread adds to the terms that were found for one thing the accounts that have
// one of them, too.
func spread(found []finding, accounts [][]*side) []finding {
	for _, f := range found {
		x, y := headOf(f.x.doc, f.a), headOf(f.y.doc, f.b)
		for _, sides := range accounts {
			for _, s := range sides {
				if s.account == f.x.account || s.account == f.y.account {
					continue
				}
				if sp, ok := s.find(x); ok {
					found = append(found, finding{kind: f.kind, x: s, a: sp, y: f.y, b: f.b, confidence: f.confidence, note: f.note})
				} else if sp, ok := s.find(y); ok {
					found = append(found, finding{kind: f.kind, x: f.x, a: f.a, y: s, b: sp, confidence: f.confidence, note: f.note})
				}
			}
		}
	}
	return found
}

// find is where a side has the word of that key.
func (s *side) find(key string) (text.Span, bool) {
	for _, t := range s.tokens {
		if en, ok := s.doc.gloss(t); ok && en.key == key {
			return s.doc.Tokens[t].Span, true
		}
	}
	return text.Span{}, false
}

// gather makes divergences of what one rule found between accounts in pairs:
// findings that share a place, or words, hang together.
func gather(found []finding) []news.Divergence {
	if len(found) > 0 && found[0].kind == news.Detail {
		return details(found)
	}
	var places []place
	var of [][2]int // the places of each finding
	at := func(s *side, span text.Span, level int) int {
		for i, p := range places {
			if p.side.account == s.account && p.span == span {
				return i
			}
		}
		places = append(places, place{s, span, level})
		return len(places) - 1
	}
	for _, f := range found {
		of = append(of, [2]int{at(f.x, f.a, f.la), at(f.y, f.b, f.lb)})
	}
	group := joined(places, of)
	var out []news.Divergence
	for g := range places {
		var members []place
		for i := range places {
			if group[i] == g {
				members = append(members, places[i])
			}
		}
		if len(members) == 0 {
			continue
		}
		d := divergenceOf(members, kindIn(found, of, group, g))
		n, more := 0, ""
		for i, f := range found {
			if group[of[i][0]] != g {
				continue
			}
			n++
			if more == "" {
				more = f.note
			}
			d.Confidence += f.confidence
		}
		d.Note += more
		d.Confidence /= float32(n)
		if d.Kind == news.Stronger || d.Kind == news.Weaker {
			d.Kind = news.Stronger // the strongest comes first
		}
		out = append(out, d)
	}
	return out
}

// kindIn is the kind of the first finding of a group.
func kindIn(found []finding, of [][2]int, group []int, g int) news.DivergenceKind {
	for i, f := range found {
		if group[of[i][0]] == g {
			return f.kind
		}
	}
	return ""
}

// details makes a divergence of each detail: the accounts that give it, then those
// that do not.
func details(found []finding) []news.Divergence {
	var words []string
	of := map[string][]finding{}
	for _, f := range found {
		w := strings.ToLower(f.a.In(f.x.doc.Text))
		if of[w] == nil {
			words = append(words, w)
		}
		of[w] = append(of[w], f)
	}
	var out []news.Divergence
	for _, w := range words {
		var places []place
		for _, f := range of[w] {
			places = append(places, place{f.x, f.a, 1}, place{f.y, f.b, 0})
		}
		d := divergenceOf(unique(places), news.Detail)
		d.Confidence, d.Note = of[w][0].confidence, "“"+places[0].words()+"”"+of[w][0].note
		out = append(out, d)
	}
	return out
}

func unique(places []place) []place {
	var out []place
	for _, p := range places {
		if !slices.ContainsFunc(out, func(q place) bool { return p.side.account == q.side.account && p.span == q.span }) {
			out = append(out, p)
		}
	}
	return out
}

// joined gives each place the first place of its group.
func joined(places []place, links [][2]int) []int {
	group := make([]int, len(places))
	for i := range group {
		group[i] = i
	}
	join := func(a, b int) {
		from, to := max(group[a], group[b]), min(group[a], group[b])
		for i := range group {
			if group[i] == from {
				group[i] = to
			}
		}
	}
	for _, l := range links {
		join(l[0], l[1])
	}
	for i := range places {
		for j := range i {
			if strings.EqualFold(places[i].words(), places[j].words()) {
				join(i, j)
			}
		}
	}
	return group
}

// divergenceOf lists the accounts of places, the strongest first and else in the
// order of accounts.
func divergenceOf(places []place, kind news.DivergenceKind) news.Divergence {
	sort.SliceStable(places, func(i, j int) bool {
		a, b := places[i], places[j]
		if a.level != b.level {
			return a.level > b.level
		}
		return a.side.account < b.side.account || a.side.account == b.side.account && a.span.Start < b.span.Start
	})
	d := news.Divergence{Kind: kind}
	var words []string
	for _, p := range places {
		if !slices.Contains(d.Accounts, p.side.Account) {
			d.Accounts = append(d.Accounts, p.side.Account)
		}
		d.Spans = append(d.Spans, news.Passage{Article: p.side.Account, Span: p.span})
		w := p.words()
		if !slices.ContainsFunc(words, func(v string) bool {
			return strings.EqualFold(v, w) || kind == news.TermDiffers && sameRoot(strings.ToLower(v), strings.ToLower(w))
		}) {
			words = append(words, w)
		}
	}
	d.Note = "“" + strings.Join(words, "” against “") + "”"
	return d
}
