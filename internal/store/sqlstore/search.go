package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/text"
)

// corpus is one of the two tables that are searched.
type corpus struct {
	table   string // whose rows are found
	tables  string // where what is shown of them stands
	seq     string
	article string // puts the article beside what the index of words has
	actor   string // numbers of an actor's rows, with %s for the list of ids
	event   string // of an event's
	full    *FullText
	beside  string // puts the article beside rows m
	actors  string // counts actors of rows, with %s for the list of their numbers
}

func (s *Store) articles() corpus {
	full := &s.db.Dialect.Articles
	return corpus{"article", rowTables, "a.seq",
		" CROSS JOIN article a ON a.seq = " + full.Seq,
		"SELECT x.article FROM article_actor x WHERE x.actor IN (%s)",
		"SELECT x.article FROM event v JOIN event_article x ON x.event = v.seq WHERE v.id IN (%s)", full,
		"JOIN article a ON a.seq = m.seq",
		"SELECT actor, count(*) AS n FROM article_actor WHERE article IN (%s) GROUP BY actor"}
}

func (s *Store) statements() corpus {
	full := &s.db.Dialect.Statements
	return corpus{"statement", statementTables, "st.seq",
		" CROSS JOIN statement st ON st.seq = " + full.Seq + " CROSS JOIN article a ON a.seq = st.article",
		"SELECT x.seq FROM statement x WHERE x.actor IN (%s)",
		"SELECT x.seq FROM event v JOIN event_article y ON y.event = v.seq JOIN statement x ON x.article = y.article WHERE v.id IN (%s)", full,
		"JOIN statement st ON st.seq = m.seq JOIN article a ON a.seq = st.article",
		"SELECT actor, count(*) AS n FROM statement WHERE seq IN (%s) GROUP BY actor"}
}

// The facets, which are also names of what a filter narrows.
const (
	byOutlet   = "outlet"
	byLanguage = "language"
	byActor    = "actor"
	byEvent    = "event"
	byMonth    = "month"
)

// asked is what a search reads, and its conditions without those of one facet.
// The index of words comes first, so that its newest matches can be had without
// the others; a condition on a row's number is kept from leading (+), since the
// words would be looked up anew for every number.
func (c corpus) asked(words string, f *store.SearchFilter, but string) (from string, w filter) {
	w.add(c.full.Where, words)
	among := func(numbers string, ids []string) {
		if len(ids) > 0 {
			w.add("+"+c.full.Seq+" IN ("+fmt.Sprintf(numbers, marks(len(ids)))+")", anys(ids)...)
		}
	}
	if but != byActor {
		among(c.actor, f.Actors)
	}
	if but != byEvent {
		among(c.event, f.Events)
	}
	alone := len(w.where)
	if but != byOutlet {
		w.in("a.outlet", f.Outlets)
	}
	if but != byLanguage {
		w.in("a.language", f.Languages)
	}
	if but != byMonth {
		w.days("a.day", f.From, f.To)
	}
	if len(w.where) == alone {
		return c.full.Table, w
	}
	return c.full.Table + c.article, w
}

// So many matches are counted and ranked; of words that are in more the newest
// are, since there ranks say little and cost much.
const ranked = 1000

// match is a row that matches; the lower its rank, the better.
type match struct {
	seq  int64
	rank float64
}

// newest are the newest matches that all filters but one let through, at most so
// many, newest first.
func (x session) newest(c corpus, words string, f *store.SearchFilter, but, rank string, limit int) (out []match, err error) {
	from, w := c.asked(words, f, but)
	err = x.each(func(r *sql.Rows) error {
		var m match
		err := r.Scan(&m.seq, &m.rank)
		out = append(out, m)
		return err
	}, fmt.Sprintf("SELECT %[1]s, %[2]s FROM %[3]s%[4]s ORDER BY %[1]s DESC LIMIT %[5]d", c.full.Seq, rank, from, w.sql(), limit), w.args...)
	return out, err
}

// unranked is the rank of rows where it does not matter.
const unranked = "0"

// hits finds the row numbers of a page, in order, and the newest matches of all.
// They are looked up once: that is what a search costs most.
func (x session) hits(c corpus, words string, f *store.SearchFilter) (page store.Page[int64], newest []match, err error) {
	offset := 0
	if f.Page.After != "" {
		if offset, err = strconv.Atoi(f.Page.After); err != nil || offset < 0 {
			return page, nil, fault.New(fault.Usage, "page %q: not the end of a page before", f.Page.After)
		}
	}
	rank := c.full.Rank
	if f.Newest {
		rank = unranked
	}
	if page.Total = -1; !f.Newest || !f.Page.Uncounted || f.Facets > 0 {
		if newest, err = x.newest(c, words, f, "", rank, ranked+1); err != nil {
			return page, nil, err
		}
		if !f.Page.Uncounted {
			page.Total, page.AtLeast = min(len(newest), ranked), len(newest) > ranked
		}
		newest = newest[:min(len(newest), ranked)]
	}
	n := limit(f.Page)
	if f.Newest {
		from, w := c.asked(words, f, "")
		page.Items, err = column[int64](x, fmt.Sprintf("SELECT x.seq FROM %s x WHERE +x.seq IN (SELECT %s FROM %s%s) ORDER BY x.day DESC, x.seq DESC LIMIT %d OFFSET %d",
			c.table, c.full.Seq, from, w.sql(), n+1, offset), w.args...)
	} else {
		page.Items = best(newest, offset, n+1)
	}
	if len(page.Items) > n {
		page.Items, page.Next = page.Items[:n], strconv.Itoa(offset+n)
	}
	return page, newest, err
}

// best are the rows of the best matches, from a place on.
func best(all []match, offset, limit int) (seqs []int64) {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b match) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.seq, b.seq)) })
	all = all[min(offset, len(all)):]
	for _, m := range all[:min(limit, len(all))] {
		seqs = append(seqs, m.seq)
	}
	return seqs
}

// What stands before and after a match. A text that has them itself is shown
// without marks.
const markOn, markOff = "\x02", "\x03"

// SearchArticles implements store.Searcher.
func (s *Store) SearchArticles(ctx context.Context, q store.Query, f store.SearchFilter) (store.Found[store.ArticleHit], error) {
	page, err := search(s.reading(ctx), s.articles(), s.db.Dialect.Match(q), &f, rowColumns+", a.text",
		func(scan func(dest ...any) error, marked *string) (store.ArticleHit, error) {
			var h store.ArticleHit
			var body string
			row, err := scanRow(scan, &body, marked)
			h.ArticleRow = row
			h.Snippet = snippet(body, *marked)
			return h, err
		})
	return page, s.fault("search articles", err)
}

// SearchStatements implements store.Searcher.
func (s *Store) SearchStatements(ctx context.Context, q store.Query, f store.SearchFilter) (store.Found[store.StatementHit], error) {
	page, err := search(s.reading(ctx), s.statements(), s.db.Dialect.Match(q), &f, statementColumns,
		func(scan func(dest ...any) error, marked *string) (store.StatementHit, error) {
			row, err := scanStatement(scan, marked)
			return store.StatementHit{StatementRow: row, Marks: matches(row.Text, *marked)}, err
		})
	return page, s.fault("search statements", err)
}

// search finds the rows first and marks only those that are shown: in one query,
// since to look the words up costs more than to mark them.
func search[T any](x session, c corpus, words string, f *store.SearchFilter, columns string,
	scan func(scan func(dest ...any) error, marked *string) (T, error)) (store.Found[T], error) {
	found, newest, err := x.hits(c, words, f)
	page := store.Found[T]{Page: store.Page[T]{Next: found.Next, Total: found.Total, AtLeast: found.AtLeast}}
	if err != nil {
		return page, err
	}
	if f.Facets > 0 {
		if page.Facets, err = x.facets(c, words, f, newest); err != nil {
			return page, err
		}
	}
	if len(found.Items) == 0 {
		return page, nil
	}
	items := map[int64]T{}
	args := append([]any{markOn, markOff, words, slices.Min(found.Items), slices.Max(found.Items)}, anys(found.Items)...)
	err = x.each(func(r *sql.Rows) error {
		var seq int64
		var marked string
		item, err := scan(func(dest ...any) error { return r.Scan(append([]any{&seq}, dest...)...) }, &marked)
		items[seq] = item
		return err
	}, fmt.Sprintf("SELECT %[1]s, %[2]s, %[3]s FROM %[4]s CROSS JOIN %[5]s WHERE %[6]s AND %[1]s BETWEEN ? AND ? AND +%[1]s IN (%[7]s) AND %[8]s = %[1]s",
		c.full.Seq, columns, c.full.Marked, c.full.Table, c.tables, c.full.Where, marks(len(found.Items)), c.seq), args...)
	for _, seq := range found.Items {
		if item, ok := items[seq]; ok { // it may have gone meanwhile
			page.Items = append(page.Items, item)
		}
	}
	return page, err
}

// matches finds in plain what marks enclose in marked; nil if the two do not
// agree.
func matches(plain, marked string) []text.Span {
	var out []text.Span
	at, start := 0, 0
	for marked != "" {
		switch {
		case strings.HasPrefix(marked, markOn):
			start, marked = at, marked[len(markOn):]
		case strings.HasPrefix(marked, markOff):
			out, marked = append(out, text.Span{Start: start, End: at}), marked[len(markOff):]
		case at < len(plain) && plain[at] == marked[0]:
			at, marked = at+1, marked[1:]
		default:
			return nil
		}
	}
	if at != len(plain) {
		return nil
	}
	return out
}

// About how many bytes a snippet has, and how many before its first match.
const (
	snippetBytes = 240
	snippetLead  = 60
)

// snippet is the stretch of plain with the most matches, the first of equals.
func snippet(plain, marked string) store.Snippet {
	all := matches(plain, marked)
	best, most := 0, 0
	for i := range all {
		n := 0
		for n < len(all)-i && all[i+n].End-all[i].Start <= snippetBytes-snippetLead {
			n++
		}
		if n > most {
			best, most = i, n
		}
	}
	start := 0
	if len(all) > 0 {
		start = max(0, all[best].Start-snippetLead)
	}
	out := store.Snippet{Span: wholeWords(plain, start, min(len(plain), start+snippetBytes))}
	out.Text = out.Span.In(plain)
	for _, m := range all {
		if out.Span.Contains(m) {
			out.Marks = append(out.Marks, text.Span{Start: m.Start - out.Span.Start, End: m.End - out.Span.Start})
		}
	}
	return out
}

// wholeWords widens a stretch to the blanks around it, though not by much.
func wholeWords(s string, start, end int) text.Span {
	const most = 40
	for n := 0; start > 0 && (n < most || s[start]&0xC0 == 0x80) && s[start-1] != ' ' && s[start-1] != '\n'; n++ {
		start--
	}
	for n := 0; end < len(s) && (n < most || s[end]&0xC0 == 0x80) && s[end] != ' ' && s[end] != '\n'; n++ {
		end++
	}
	return text.Span{Start: start, End: end}
}

// facets counts matches by each facet; newest are those that all filters let
// through.
func (x session) facets(c corpus, words string, f *store.SearchFilter, newest []match) ([]store.Facet, error) {
	shared, err := x.sample(c, newest)
	if err != nil {
		return nil, err
	}
	var out []store.Facet
	for _, facet := range []struct {
		name     string
		narrowed bool
	}{{byOutlet, len(f.Outlets) > 0}, {byLanguage, len(f.Languages) > 0}, {byActor, len(f.Actors) > 0}, {byEvent, len(f.Events) > 0}, {byMonth, !f.From.IsZero() || !f.To.IsZero()}} {
		of := shared
		if facet.narrowed { // its other values stay to choose
			others, err := x.newest(c, words, f, facet.name, unranked, store.FacetSample)
			if err != nil {
				return nil, err
			}
			if of, err = x.sample(c, others); err != nil {
				return nil, err
			}
		}
		values := of.values[facet.name]
		if facet.name == byActor {
			if values, err = x.actorsOf(c, of.seqs); err != nil {
				return nil, err
			}
		}
		out = append(out, store.Facet{Name: facet.name, Values: values.most(f.Facets)})
	}
	return out, nil
}

// sampled are the newest matches of a search, with what they have of each facet
// but actors.
type sampled struct {
	seqs   []int64 // of the corpus' rows
	values map[string]facetCounts
}

// facetCounts counts values, with what is shown of them.
type facetCounts map[string]store.FacetValue

func (c facetCounts) add(value, label string, n int) {
	if value == "" {
		return
	}
	v := c[value]
	c[value] = store.FacetValue{Value: value, Label: label, Count: v.Count + n}
}

// most are the most frequent values.
func (c facetCounts) most(limit int) []store.FacetValue {
	var out []store.FacetValue
	for _, v := range c {
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b store.FacetValue) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return out[:min(limit, len(out))]
}

// sample reads of the newest matches what they have of each facet.
func (x session) sample(c corpus, newest []match) (sampled, error) {
	out := sampled{values: map[string]facetCounts{byOutlet: {}, byLanguage: {}, byEvent: {}, byMonth: {}}}
	for _, m := range newest[:min(len(newest), store.FacetSample)] {
		out.seqs = append(out.seqs, m.seq)
	}
	if len(out.seqs) == 0 {
		return out, nil
	}
	err := x.each(func(r *sql.Rows) error {
		var day int
		var outlet, language, published string
		var event, title sql.NullString
		if err := r.Scan(&outlet, &language, &day, &published, &event, &title); err != nil {
			return err
		}
		out.values[byOutlet].add(outlet, outlet, 1)
		out.values[byLanguage].add(language, language, 1)
		out.values[byEvent].add(event.String, title.String, 1)
		if day >= 10000 && day%10000 >= 100 {
			out.values[byMonth].add(published[:7], published[:7], 1)
		}
		return nil
	}, fmt.Sprintf(`SELECT a.outlet, a.language, a.day, a.published, e.id, e.title FROM (SELECT seq FROM %s WHERE seq IN (%s)) m %s
		LEFT JOIN event_article ea ON ea.article = a.seq LEFT JOIN event e ON e.seq = ea.event`, c.table, marks(len(out.seqs)), c.beside), anys(out.seqs)...)
	return out, err
}

// actorsOf counts who is named in articles, or who makes statements.
func (x session) actorsOf(c corpus, seqs []int64) (facetCounts, error) {
	out := facetCounts{}
	if len(seqs) == 0 {
		return out, nil
	}
	err := x.each(func(r *sql.Rows) error {
		var id, name string
		var n int
		err := r.Scan(&id, &name, &n)
		out.add(id, name, n)
		return err
	}, fmt.Sprintf("SELECT y.actor, coalesce(p.name, ''), y.n FROM ("+c.actors+") y LEFT JOIN actor p ON p.id = y.actor", marks(len(seqs))), anys(seqs)...)
	return out, err
}
