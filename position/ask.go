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
	return answers(ps, points, asked, limit, func(i int) string { return of[ps[i].passage()] })
}

// answers are the passages that are near a question, the nearest first.
func answers(ps []Passage, points []point, asked *point, limit int, issueOf func(i int) string) []news.Utterance {
	if asked == nil {
		return nil
	}
	var out []news.Utterance
	for i := range ps {
		if s := asked.likeness(&points[i]); s >= leastAnswer {
			out = append(out, ps[i].answer(issueOf(i), s))
		}
	}
	slices.SortStableFunc(out, func(a, b news.Utterance) int { return cmp.Compare(b.Score, a.Score) })
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out
}

// askedMatters is how many matters are looked at for a question.
const askedMatters = 40

// About are the matters, by number, that a question may be answered by.
func (x *Index) About(about string) []int {
	words := question(about)
	for _, asked := range question(about) {
		for _, w := range x.words {
			if w.named(asked.form) {
				words = append(words, word{key: w.key, form: w.form, part: 1, kind: name})
			}
		}
	}
	if len(words) == 0 {
		return nil
	}
	return x.near([]Passage{{words: words}}, askedMatters)
}

// named reports whether a word is the name of an actor of which form is a part.
func (w *indexed) named(form string) bool {
	return w.key[0] == '@' && slices.Contains(strings.Fields(w.form), form)
}

// Ask ranks the passages of some matters as the function Ask does, words weighing what they
// weigh in all that is said. It puts the matters into the order of their best answers.
func (x *Index) Ask(ms []Matter, about string, limit int) []news.Utterance {
	var ps []Passage
	var of []int
	for m := range ms {
		for i := range ms[m].Passages {
			ps, of = append(ps, ms[m].Passages[i]), append(of, m)
		}
	}
	ps, of = inOrder(ps, of)
	words := question(about)
	v := x.vocabulary(append(slices.Clone(ps), Passage{words: words}))
	out := answers(ps, v.points(ps), v.asked(words), 0, func(i int) string { return ms[of[i]].ID })
	best := map[string]float64{}
	for _, a := range out {
		best[a.Issue] = max(best[a.Issue], a.Score)
	}
	slices.SortStableFunc(ms, func(a, b Matter) int { return cmp.Compare(best[b.ID], best[a.ID]) })
	return out[:min(len(out), limit)]
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
	return points, v.asked(words)
}

// asked is a question as a point; nil if it has no word that says anything.
func (v *vocabulary) asked(words []word) *point {
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
		return nil
	}
	q := v.point(w)
	v.around(&q)
	return &q
}

// question reads the words of a question; small words say nothing.
func question(about string) []word {
	r := NewReader(Options{})
	var out []word
	for _, w := range strings.FieldsFunc(strings.ToLower(about), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' }) {
		if len(w) > 2 && !light[w] && !small[w] {
			out = append(out, word{key: r.keyOf(w), form: w, part: 1, kind: noun})
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
