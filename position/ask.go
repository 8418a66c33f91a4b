package position

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"synoptic/news"
)

// leastAnswer is how near a passage is at least to what was asked.
const leastAnswer = .15

// Ask ranks the passages by how near they are to some words, the nearest first;
// of limit passages at most, all if it is 0. Issues, as Lay gave them, tell the issue of
// each passage; they may be nil. A question of no word that says anything has no answers.
func Ask(ps []Passage, issues []news.Issue, about string, limit int) []news.Utterance {
	ps = sorted(ps)
	points, asked := laidOut(ps, about)
	if asked == nil {
		return nil
	}
	of := map[news.Passage]string{}
	for _, issue := range issues {
		for _, s := range issue.Steps {
			for _, st := range s.Statements {
				for _, c := range st.Content {
					of[news.Passage{Article: st.Article, Span: c}] = issue.ID
				}
			}
		}
	}
	var out []news.Utterance
	for i := range ps {
		if s := asked.likeness(&points[i]); s >= leastAnswer {
			out = append(out, ps[i].answer(of[ps[i].passage()], s))
		}
	}
	slices.SortStableFunc(out, func(a, b news.Utterance) int { return cmp.Compare(b.Score, a.Score) })
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out
}

func (p *Passage) answer(issue string, score float64) news.Utterance {
	return news.Utterance{Actor: p.Statement.Actor, Issue: issue, Event: p.Event, Date: p.Date, Outlet: p.Outlet, CopyOf: p.CopyOf,
		Passage: p.passage(), Form: p.Statement.Kind, Score: min(1, score)}
}

// laidOut are the passages as points, and the question as one; nil if it has no
// word that says anything.
func laidOut(ps []Passage, about string) ([]point, *point) {
	words := question(about)
	v := newVocabulary(ps, words)
	points := v.points(ps)
	w := map[int32]float32{}
	v.addWords(w, words, 1)
	for _, x := range words { // a name may be asked for by a part of it
		for key, id := range v.index {
			if key[0] == '@' && slices.Contains(strings.Fields(v.form[id]), x.form) {
				w[id] = max(w[id], v.weight[id])
			}
		}
	}
	if len(w) == 0 {
		return points, nil
	}
	q := v.point(w)
	v.around(&q)
	return points, &q
}

// question reads the words of a question; small words say nothing.
func question(about string) []word {
	r := NewReader(Options{})
	var out []word
	for _, w := range strings.FieldsFunc(strings.ToLower(about), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' }) {
		if len(w) > 2 && !light[w] && !small[w] {
			out = append(out, word{r.keyOf(w), w, 1, noun})
		}
	}
	return out
}

var small = set(`the and for with about against from into over under not are was were has had his her its their our your this that these
	those who what when where which why how but out all any can may will would should must does did than then they them she him you`)

// nearestFirst brings the issues that answer best to the front.
func nearestFirst(issues []news.Issue, answers []news.Utterance) {
	best := map[string]float64{}
	for _, a := range answers {
		best[a.Issue] = max(best[a.Issue], a.Score)
	}
	slices.SortStableFunc(issues, func(a, b news.Issue) int { return cmp.Compare(best[b.ID], best[a.ID]) })
}
