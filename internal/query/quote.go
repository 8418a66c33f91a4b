package query

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/nlp/quote"
	"synoptic/text"
)

// QuoteReading is one place in the store that gives a sentence which somebody is
// said to have said, in the same words or in others.
type QuoteReading struct {
	Article, Outlet, Event string
	Date                   news.Date
	Actor, Speaker         string // id and name; "" if not resolved, or in the outlet's own voice
	Said                   bool   // the article gives it as somebody's words
	Kind                   text.Kind
	Span                   text.Span // in the article's text
	Verbatim               bool      // all words of the sentence, in order, and none between them
	Quoted                 bool      // it stands between quotation marks, byte for byte as shown
	Share                  float64   // part of the sentence's words that it has, in order
	Changes                []WordChange
}

// WordChange is a run of words that a sentence and a reading share, or that one
// of them has alone.
type WordChange struct {
	Kind string // WordsSame, WordsLeftOut of the reading, WordsPutIn by it
	Text string
}

// What became of words.
const (
	WordsSame    = "same"
	WordsLeftOut = "left_out"
	WordsPutIn   = "put_in"
)

const (
	quoteCandidates = 60 // statements, and half as many articles, that are looked at
	quoteShare      = .5 // of the sentence's words that a reading must have
	quoteKeys       = 6  // words that candidates are found by
	quoteWords      = 120
)

// Quote finds the readings of a sentence: those with the same words first, then
// by how many of its words they have, then the oldest. Words are compared
// without case and diacritics. A sentence without a word to look for is a Usage
// fault.
func (r *Reader) Quote(ctx context.Context, sentence string) ([]QuoteReading, error) {
	asked := wordsOf(sentence)
	if len(asked) > quoteWords {
		asked = asked[:quoteWords]
	}
	q := quoteQuery(asked)
	if len(q.Any) == 0 {
		return nil, fault.New(fault.Usage, "give a sentence to look for: %q has no word that could find it", sentence)
	}
	statements, err := r.s.SearchStatements(ctx, q, SearchFilter{Page: Cursor{Limit: quoteCandidates, Uncounted: true}})
	if err != nil {
		return nil, err
	}
	articles, err := r.s.SearchArticles(ctx, q, SearchFilter{Page: Cursor{Limit: quoteCandidates / 2, Uncounted: true}})
	if err != nil {
		return nil, err
	}
	f := quoteFinder{sentence: sentence, asked: asked, texts: map[string]string{}, found: map[string][]text.Span{}}
	if err := f.load(ctx, r.s, statements.Items, articles.Items); err != nil {
		return nil, err
	}
	for _, st := range statements.Items {
		f.statement(st.StatementRow)
	}
	for _, a := range articles.Items {
		f.article(a.ArticleRow)
	}
	slices.SortStableFunc(f.out, func(a, b QuoteReading) int {
		return cmp.Or(-compareBool(a.Verbatim, b.Verbatim), -compareBool(a.Quoted, b.Quoted), cmp.Compare(b.Share, a.Share),
			a.Date.Time().Compare(b.Date.Time()), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	return f.out, nil
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// quoteFinder looks for a sentence in candidates.
type quoteFinder struct {
	sentence string
	asked    []word
	texts    map[string]string       // article -> text
	quotes   map[string][]text.Quote // article -> quotations
	found    map[string][]text.Span  // article -> readings found
	out      []QuoteReading
}

func (f *quoteFinder) load(ctx context.Context, s Store, statements []StatementHit, articles []ArticleHit) error {
	var ids []string
	for _, st := range statements {
		ids = append(ids, st.Article)
	}
	for _, a := range articles {
		ids = append(ids, a.ID)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	as, err := s.ArticlesByID(ctx, ids)
	for i := range as {
		f.texts[as[i].ID] = as[i].Text
	}
	f.quotes = map[string][]text.Quote{}
	return err
}

// quoted reports whether a stretch stands between quotation marks.
func (f *quoteFinder) quoted(article string, s text.Span) bool {
	qs, ok := f.quotes[article]
	if !ok {
		qs = quote.Find(f.texts[article])
		f.quotes[article] = qs
	}
	return slices.ContainsFunc(qs, func(q text.Quote) bool { return q.Inner.Contains(s) })
}

// statement looks for the sentence in what somebody is given to say.
func (f *quoteFinder) statement(st StatementRow) {
	t := f.texts[st.Article]
	cover := text.Cover(st.Content)
	if cover.End > len(t) || cover.Empty() {
		return // edited meanwhile
	}
	r, ok := f.reading(t, cover)
	if !ok {
		return
	}
	r.Article, r.Outlet, r.Event, r.Date, r.Actor, r.Speaker, r.Kind, r.Said = st.Article, st.Outlet, st.Event, st.Date, st.Actor, st.Name, st.Kind, true
	f.add(r)
}

// article looks for it in every sentence of an article.
func (f *quoteFinder) article(a ArticleRow) {
	t := f.texts[a.ID]
	best := QuoteReading{}
	for _, s := range roughSentences(t) {
		if r, ok := f.reading(t, s); ok && r.Share > best.Share {
			best = r
		}
	}
	if best.Share == 0 {
		return
	}
	best.Article, best.Outlet, best.Event, best.Date = a.ID, a.Outlet, a.Event, a.Published
	f.add(best)
}

// add keeps a reading unless one was found at the same place.
func (f *quoteFinder) add(r QuoteReading) {
	for _, s := range f.found[r.Article] {
		if s.Overlap(r.Span) > 0 {
			return
		}
	}
	f.found[r.Article] = append(f.found[r.Article], r.Span)
	r.Quoted = f.quoted(r.Article, r.Span)
	f.out = append(f.out, r)
}

// reading aligns the sentence with a stretch of a text.
func (f *quoteFinder) reading(t string, within text.Span) (QuoteReading, bool) {
	theirs := wordsOf(within.In(t))
	pairs := alignWords(f.asked, theirs)
	share := float64(len(pairs)) / float64(len(f.asked))
	if share < quoteShare {
		return QuoteReading{}, false
	}
	first, last := theirs[pairs[0][1]], theirs[pairs[len(pairs)-1][1]]
	out := QuoteReading{Share: share, Span: text.Span{Start: within.Start + first.span.Start, End: within.Start + last.span.End}}
	out.Verbatim = len(pairs) == len(f.asked) && pairs[len(pairs)-1][1]-pairs[0][1] == len(f.asked)-1
	out.Changes = wordChanges(f.sentence, f.asked, within.In(t), theirs, pairs)
	return out, true
}

// word is a word in a form that can be compared, with its place.
type word struct {
	folded string
	span   text.Span
}

// wordsOf are the words of a text: runs of letters and digits, with apostrophes
// and hyphens inside.
func wordsOf(s string) []word {
	var out []word
	start := -1
	end := func(at int) {
		if start >= 0 {
			if w := strings.Trim(s[start:at], "'’-"); w != "" {
				from := start + strings.Index(s[start:at], w)
				out = append(out, word{foldWord(w), text.Span{Start: from, End: from + len(w)}})
			}
			start = -1
		}
	}
	for i, r := range s {
		inside := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\'' || r == '’' || r == '-'
		if inside && start < 0 {
			start = i
		}
		if !inside {
			end(i)
		}
	}
	end(len(s))
	return out
}

func foldWord(w string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		if r == '’' {
			return '\''
		}
		return r
	}, norm.NFKD.String(strings.ToLower(w)))
}

// quoteQuery asks for what holds two of the longest words at least, which are
// the rarest as a rule; of a sentence with one such word, for that.
func quoteQuery(asked []word) store.Query {
	var keys []string
	for _, w := range asked {
		if len([]rune(w.folded)) > 3 && !slices.Contains(keys, w.folded) {
			keys = append(keys, w.folded)
		}
	}
	if len(keys) == 0 {
		for _, w := range asked {
			keys = append(keys, w.folded)
		}
	}
	slices.SortStableFunc(keys, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	keys = keys[:min(quoteKeys, len(keys))]
	var q store.Query
	for i := range keys {
		for k := i + 1; k < len(keys); k++ {
			q.Any = append(q.Any, store.Clause{All: []store.Term{{Words: keys[i]}, {Words: keys[k]}}})
		}
	}
	if len(keys) == 1 {
		q.Any = []store.Clause{{All: []store.Term{{Words: keys[0]}}}}
	}
	return q
}

// alignWords pairs the words of a with the same words of b, in order, as many as
// there can be (longest common subsequence); where there is a choice, those that
// follow one another.
func alignWords(a, b []word) [][2]int {
	n, m := len(a), len(b)
	best := make([][]int, n+1) // best[i][k]: of a[i:] and b[k:]
	for i := range best {
		best[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for k := m - 1; k >= 0; k-- {
			best[i][k] = max(best[i+1][k], best[i][k+1])
			if a[i].folded == b[k].folded {
				best[i][k] = max(best[i][k], best[i+1][k+1]+1)
			}
		}
	}
	var out [][2]int
	for i, k := 0, 0; i < n && k < m && best[i][k] > 0; {
		switch {
		case a[i].folded == b[k].folded && best[i][k] == best[i+1][k+1]+1 && (best[i][k+1] < best[i][k] || followed(a, b, i, k)):
			out = append(out, [2]int{i, k})
			i, k = i+1, k+1
		case best[i][k+1] == best[i][k]:
			k++
		default:
			i++
		}
	}
	return out
}

// followed reports whether the next words are the same too.
func followed(a, b []word, i, k int) bool {
	return i+1 == len(a) || k+1 < len(b) && a[i+1].folded == b[k+1].folded
}

// wordChanges tells what a reading has of a sentence, from its first shared word
// to its last.
func wordChanges(sentence string, asked []word, reading string, theirs []word, pairs [][2]int) []WordChange {
	var out []WordChange
	add := func(kind, s string, ws []word) {
		if len(ws) > 0 {
			out = append(out, WordChange{kind, s[ws[0].span.Start:ws[len(ws)-1].span.End]})
		}
	}
	add(WordsLeftOut, sentence, asked[:pairs[0][0]])
	for n := 0; n < len(pairs); {
		end := n + 1
		for end < len(pairs) && pairs[end][0] == pairs[end-1][0]+1 && pairs[end][1] == pairs[end-1][1]+1 {
			end++
		}
		add(WordsSame, reading, theirs[pairs[n][1]:pairs[end-1][1]+1])
		if end < len(pairs) {
			add(WordsLeftOut, sentence, asked[pairs[end-1][0]+1:pairs[end][0]])
			add(WordsPutIn, reading, theirs[pairs[end-1][1]+1:pairs[end][1]])
		}
		n = end
	}
	add(WordsLeftOut, sentence, asked[pairs[len(pairs)-1][0]+1:])
	return out
}

// roughSentences cuts a text after full stops and at line breaks; it is for
// looking through many texts that may not be analysed.
func roughSentences(t string) []text.Span {
	var out []text.Span
	start := 0
	add := func(end int) {
		if strings.TrimSpace(t[start:end]) != "" {
			out = append(out, text.Span{Start: start, End: end})
		}
		start = end
	}
	for i := 0; i < len(t); i++ {
		switch {
		case t[i] == '\n':
			add(i + 1)
		case (t[i] == '.' || t[i] == '?' || t[i] == '!') && i+1 < len(t) && t[i+1] == ' ' && i-start > 40:
			add(i + 1)
		}
	}
	add(len(t))
	return out
}
