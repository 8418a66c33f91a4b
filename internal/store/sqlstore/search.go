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
	table  string // whose rows are found
	tables string // a, e and, for statements, st
	seq    string
	actor  string // condition on an actor's id, with %s for the list
	full   *FullText
}

func (s *Store) corpus(in store.Corpus) corpus {
	if in == store.InStatements {
		return corpus{"statement", statementTables, "st.seq", "st.actor IN (%s)", &s.db.Dialect.Statements}
	}
	return corpus{"article", rowTables, "a.seq", "EXISTS (SELECT 1 FROM article_actor y WHERE y.article = a.seq AND y.actor IN (%s))", &s.db.Dialect.Articles}
}

// The facets, which are also names of what a filter narrows.
const (
	byOutlet   = "outlet"
	byLanguage = "language"
	byActor    = "actor"
	byEvent    = "event"
	byMonth    = "month"
)

// searchFilter narrows a search by all but one facet.
func (c corpus) searchFilter(match string, f *store.SearchFilter, but string) filter {
	var w filter
	w.add(c.full.Where, match)
	if but != byOutlet {
		w.in("a.outlet", f.Outlets)
	}
	if but != byLanguage {
		w.in("a.language", f.Languages)
	}
	if but != byActor && len(f.Actors) > 0 {
		w.add(fmt.Sprintf(c.actor, marks(len(f.Actors))), anys(f.Actors)...)
	}
	if but != byEvent {
		w.in("e.id", f.Events)
	}
	if but != byMonth {
		w.days("a.day", f.From, f.To)
	}
	return w
}

// from is what a search reads. Where nothing narrows it, that is the index of
// words alone.
func (c corpus) from(w *filter) (tables, seq string) {
	if len(w.where) == 1 {
		return c.full.Alone, c.full.Seq
	}
	return c.tables + " " + c.full.Join, c.seq
}

// So many matches are ranked; of a word that is in more articles the newest
// ones are, since there ranks say little and cost much.
const ranked = 5000

// hits finds a page of row numbers, in order.
func (x session) hits(c corpus, match string, f *store.SearchFilter) (seqs []int64, next string, total int, err error) {
	offset := 0
	if f.Page.After != "" {
		if offset, err = strconv.Atoi(f.Page.After); err != nil || offset < 0 {
			return nil, "", 0, fault.New(fault.Usage, "page %q: not the end of a page before", f.Page.After)
		}
	}
	w := c.searchFilter(match, f, "")
	tables, seq := c.from(&w)
	if f.Newest {
		tables, seq = c.tables+" "+c.full.Join, c.seq
	}
	if total = -1; !f.Page.Uncounted {
		if total, _, err = one[int](x, "SELECT count(*) FROM "+tables+w.sql(), w.args...); err != nil {
			return nil, "", 0, err
		}
	}
	order := c.full.Rank + ", " + seq
	switch {
	case f.Newest:
		order = "a.day DESC, " + c.seq + " DESC"
	case total > ranked:
		most, _, err := one[int64](x, "SELECT coalesce(max(seq), 0) FROM "+c.table)
		if err != nil {
			return nil, "", 0, err
		}
		w.add(seq+" > ?", most-most*ranked/int64(total))
	}
	n := limit(f.Page)
	seqs, err = column[int64](x, fmt.Sprintf("SELECT %s FROM %s%s ORDER BY %s LIMIT %d OFFSET %d", seq, tables, w.sql(), order, n+1, offset), w.args...)
	if len(seqs) > n {
		seqs, next = seqs[:n], strconv.Itoa(offset+n)
	}
	return seqs, next, total, err
}

// What stands before and after a match. A text that has them itself is shown
// without marks.
const markOn, markOff = "\x02", "\x03"

// SearchArticles implements store.Searcher.
func (s *Store) SearchArticles(ctx context.Context, q store.Query, f store.SearchFilter) (store.Page[store.ArticleHit], error) {
	page, err := search(s.reading(ctx), s.corpus(store.InArticles), s.db.Dialect.Match(q), &f, rowColumns+", a.text",
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
func (s *Store) SearchStatements(ctx context.Context, q store.Query, f store.SearchFilter) (store.Page[store.StatementHit], error) {
	page, err := search(s.reading(ctx), s.corpus(store.InStatements), s.db.Dialect.Match(q), &f, statementColumns,
		func(scan func(dest ...any) error, marked *string) (store.StatementHit, error) {
			row, err := scanStatement(scan, marked)
			return store.StatementHit{StatementRow: row, Marks: matches(row.Text, *marked)}, err
		})
	return page, s.fault("search statements", err)
}

// search finds the rows first and marks only those that are shown.
func search[T any](x session, c corpus, match string, f *store.SearchFilter, columns string,
	scan func(scan func(dest ...any) error, marked *string) (T, error)) (store.Page[T], error) {
	var page store.Page[T]
	seqs, next, total, err := x.hits(c, match, f)
	page.Next, page.Total = next, total
	for _, seq := range seqs {
		var marked string
		err := x.each(func(r *sql.Rows) error {
			item, err := scan(r.Scan, &marked)
			page.Items = append(page.Items, item)
			return err
		}, fmt.Sprintf("SELECT %s, %s FROM %s %s WHERE %s AND %s = ?", columns, c.full.Marked, c.tables, c.full.Join, c.full.Where, c.seq),
			markOn, markOff, match, seq)
		if err != nil {
			return page, err
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

// Facets implements store.Searcher.
func (s *Store) Facets(ctx context.Context, in store.Corpus, q store.Query, f store.SearchFilter, limit int) ([]store.Facet, error) {
	c, match, x := s.corpus(in), s.db.Dialect.Match(q), s.reading(ctx)
	shared, err := x.sample(c, match, &f, "")
	if err != nil {
		return nil, s.fault("count facets", err)
	}
	var out []store.Facet
	for _, facet := range []struct {
		name     string
		narrowed bool
	}{{byOutlet, len(f.Outlets) > 0}, {byLanguage, len(f.Languages) > 0}, {byActor, len(f.Actors) > 0}, {byEvent, len(f.Events) > 0}, {byMonth, !f.From.IsZero() || !f.To.IsZero()}} {
		of := shared
		if facet.narrowed { // its other values stay to choose
			if of, err = x.sample(c, match, &f, facet.name); err != nil {
				return nil, s.fault("count "+facet.name, err)
			}
		}
		values := of.values[facet.name]
		if facet.name == byActor {
			if values, err = x.actorsOf(in, of.seqs); err != nil {
				return nil, s.fault("count actors", err)
			}
		}
		out = append(out, store.Facet{Name: facet.name, Values: values.most(limit)})
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

// sample reads the newest matches that all filters but one let through.
func (x session) sample(c corpus, match string, f *store.SearchFilter, but string) (sampled, error) {
	out := sampled{values: map[string]facetCounts{byOutlet: {}, byLanguage: {}, byEvent: {}, byMonth: {}}}
	w := c.searchFilter(match, f, but)
	tables, seq := c.from(&w)
	article := "JOIN article a ON a.seq = m.seq"
	if c.table == "statement" {
		article = "JOIN statement st ON st.seq = m.seq JOIN article a ON a.seq = st.article"
	}
	err := x.each(func(r *sql.Rows) error {
		var seq int64
		var day int
		var outlet, language, published string
		var event, title sql.NullString
		if err := r.Scan(&seq, &outlet, &language, &day, &published, &event, &title); err != nil {
			return err
		}
		out.seqs = append(out.seqs, seq)
		out.values[byOutlet].add(outlet, outlet, 1)
		out.values[byLanguage].add(language, language, 1)
		out.values[byEvent].add(event.String, title.String, 1)
		if day >= 10000 && day%10000 >= 100 {
			out.values[byMonth].add(published[:7], published[:7], 1)
		}
		return nil
	}, fmt.Sprintf(`SELECT m.seq, a.outlet, a.language, a.day, a.published, e.id, e.title FROM (SELECT %s AS seq FROM %s%s ORDER BY %s DESC LIMIT %d) m %s
		LEFT JOIN event_article ea ON ea.article = a.seq LEFT JOIN event e ON e.seq = ea.event`, seq, tables, w.sql(), seq, store.FacetSample, article), w.args...)
	return out, err
}

// actorsOf counts who is named in articles, or who makes statements.
func (x session) actorsOf(in store.Corpus, seqs []int64) (facetCounts, error) {
	query := `SELECT y.actor, coalesce(p.name, ''), y.n FROM (SELECT actor, count(*) AS n FROM article_actor WHERE article IN (%s) GROUP BY actor) y LEFT JOIN actor p ON p.id = y.actor`
	if in == store.InStatements {
		query = `SELECT y.actor, coalesce(p.name, ''), y.n FROM (SELECT actor, count(*) AS n FROM statement WHERE seq IN (%s) GROUP BY actor) y LEFT JOIN actor p ON p.id = y.actor`
	}
	out := facetCounts{}
	for part := range slices.Chunk(seqs, maxIDs) {
		err := x.each(func(r *sql.Rows) error {
			var id, name string
			var n int
			err := r.Scan(&id, &name, &n)
			out.add(id, name, n)
			return err
		}, fmt.Sprintf(query, marks(len(part))), anys(part)...)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
