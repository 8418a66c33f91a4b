package collate

import "synoptic/news"

// only lists the sentences none of whose claims another account shares, and which no
// other account has nearly word for word.
func (e *event) only(shown []bool) []news.Passage {
	var out []news.Passage
	held := e.holders()
	for i := range e.all {
		if s := &e.all[i]; !shown[i] && !held.copied(s) {
			a := e.accounts[s.account]
			out = append(out, news.Passage{Article: a.Article.ID, Span: a.Doc.Sentences[s.index].Span})
		}
	}
	return out
}

// run is so many words in a row, by the numbers of their forms.
type run [3]int32

// runs are those of a sentence; one of fewer words is a single run, filled up with -1.
func (s *sentence) runs() []run {
	if n := len(s.forms); n < len(run{}) {
		short := run{-1, -1, -1}
		copy(short[:], s.forms)
		return []run{short}
	}
	var out []run
	for i := range s.forms[len(run{})-1:] {
		out = append(out, run(s.forms[i:]))
	}
	return out
}

// holders are, by run, the accounts that have it, in order.
type holders map[run][]int

func (e *event) holders() holders {
	out := holders{}
	for i := range e.all {
		s := &e.all[i]
		for _, r := range s.runs() {
			if of := out[r]; len(of) == 0 || of[len(of)-1] != s.account {
				out[r] = append(of, s.account)
			}
		}
	}
	return out
}

// nearlyAll is what share of the words of a sentence, or more, stand in runs that an
// account has, if it has the sentence nearly word for word.
const nearlyAll = .8

// copied says that one other account has a sentence nearly word for word.
func (h holders) copied(s *sentence) bool {
	words, end := map[int]int{}, map[int]int{} // by account, words in runs that it has, and where the last of these ends
	for i, r := range s.runs() {
		to := min(i+len(r), len(s.forms))
		for _, a := range h[r] {
			words[a] += to - max(i, end[a])
			end[a] = to
		}
	}
	for a, n := range words {
		if a != s.account && float64(n) >= nearlyAll*float64(len(s.forms)) {
			return true
		}
	}
	return false
}
