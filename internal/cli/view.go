package cli

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"sort"
	"strings"

	"synoptic/internal/query"
	"synoptic/news"
)

// view prints a coverage for a terminal.
type view struct {
	*bufio.Writer
	style
	cov   *news.Coverage
	at    map[string]int
	names map[string]string
	shows gridOptions
}

// writeView prints events, storylines and comparisons.
func writeView(w io.Writer, c *news.Coverage, s style, shows gridOptions) error {
	v := newView(w, c, s)
	v.shows = shows
	v.overview(false)
	for i := range c.Comparisons {
		v.comparison(&c.Comparisons[i])
	}
	return v.Flush()
}

// writeOverview prints events and storylines alone.
func writeOverview(w io.Writer, c *news.Coverage, why bool, s style) error {
	v := newView(w, c, s)
	v.overview(why)
	return v.Flush()
}

func newView(w io.Writer, c *news.Coverage, s style) *view {
	v := &view{Writer: bufio.NewWriter(w), style: s, cov: c, at: c.Index(), names: map[string]string{}}
	for _, a := range c.Actors {
		v.names[a.ID] = a.Name
	}
	return v
}

func (v *view) line(format string, args ...any) { fmt.Fprintf(v, format+"\n", args...) }

// block prints wrapped text: first before the first line, rest before the others.
func (v *view) block(first, rest, t, code string) {
	width := v.width - columns(rest)
	for i, l := range wrap(t, width, columns(first)-columns(rest)) {
		if i == 0 {
			v.line("%s%s", first, v.paint(code, l))
		} else {
			v.line("%s%s", rest, v.paint(code, l))
		}
	}
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func when(d news.Date) string { return cmp.Or(d.Words(), "undated") }

// calendar sets dates and their events in columns.
type calendar struct{ date, event int }

func newCalendar() calendar { return calendar{len("2031-04-08"), len("e100")} }

func (c *calendar) add(d news.Date, event string) {
	c.date, c.event = max(c.date, columns(when(d))), max(c.event, columns(event))
}

func (c calendar) row(d news.Date, event string) string {
	return "  " + pad(when(d), c.date) + " " + pad(event, c.event) + " "
}

// reasons says why the accounts of an event are one; of every account if all
// are asked for.
func (v *view) reasons(e *news.Event, all bool) {
	if !all {
		for _, r := range e.Reasons {
			v.block("      because ", "        ", r.Text, dim)
		}
		return
	}
	v.line("      %.0f %% sure", 100*e.Confidence)
	for _, r := range query.WhyIn(v.cov, e.Articles...) {
		v.block("      because ", "        ", because(r), dim)
	}
}

func (v *view) overview(why bool) {
	v.line("%s", v.paint(bold, strings.Join([]string{count(len(v.cov.Articles), "article"), count(len(v.cov.Events), "event"),
		count(len(v.cov.Storylines), "storyline")}, " · ")))
	events := map[string]*news.Event{}
	for i := range v.cov.Events {
		e := &v.cov.Events[i]
		events[e.ID] = e
		v.line("")
		v.block(pad(e.ID, 5)+" ", "      ", e.Title, bold)
		v.block("      ", "      ", v.circumstances(e), dim)
		for _, a := range e.Articles {
			v.block("      - ", "        ", v.article(a), "")
		}
		if len(e.Articles) > 1 {
			v.reasons(e, why)
		}
	}
	for _, s := range v.cov.Storylines {
		if len(s.Events) < 2 {
			continue
		}
		v.line("")
		v.block("Storyline ", "  ", s.Title, bold)
		at := newCalendar()
		for _, id := range s.Events {
			if e := events[id]; e != nil {
				at.add(e.Date, id)
			}
		}
		for _, id := range s.Events {
			if e := events[id]; e != nil {
				row := at.row(e.Date, id)
				v.block(row, strings.Repeat(" ", columns(row)), e.Title, "")
			}
		}
	}
	for _, c := range v.cov.Copies {
		v.block("Copy: ", "  ", fmt.Sprintf("%s holds text of %s (%s, %.0f %% of its words)", c.Article, c.Of, c.Kind, 100*c.Share), dim)
	}
}

func (v *view) circumstances(e *news.Event) string {
	parts := []string{when(e.Date)}
	if e.Place != "" {
		parts = append(parts, plain(e.Place))
	}
	parts = append(parts, count(len(e.Articles), "account"))
	return strings.Join(parts, " · ")
}

func (v *view) article(id string) string {
	i, ok := v.at[id]
	if !ok {
		return id
	}
	a := &v.cov.Articles[i]
	parts := []string{id}
	if a.Outlet != "" {
		parts = append(parts, a.Outlet)
	}
	if !a.Published.IsZero() {
		parts = append(parts, a.Published.Words())
	}
	if a.Truncated {
		parts = append(parts, "cut short")
	}
	return strings.Join(parts, ", ")
}

func (v *view) passage(p news.Passage) string {
	i, ok := v.at[p.Article]
	if !ok {
		return ""
	}
	return p.Span.In(v.cov.Articles[i].Text)
}

func (v *view) only(c *news.Comparison, letters map[string]string) {
	if len(c.Only) == 0 {
		return
	}
	v.line("")
	v.line("%s", v.paint(bold, "Only here"))
	for _, o := range c.Only {
		v.block("  "+letters[o.Article]+"  ", "     ", v.passage(o), "")
	}
}

// shownActors is how many actors the terminal's label table holds; the other
// formats have all.
const shownActors = 8

type named struct {
	actor string
	n     int
	texts map[string]map[string]int // account → wording → count
}

func (v *view) labels(c *news.Comparison, letters map[string]string) {
	if len(c.Labels) == 0 {
		return
	}
	rows := map[string]*named{}
	var order []*named
	for _, l := range c.Labels {
		r := rows[l.Actor]
		if r == nil {
			r = &named{actor: l.Actor, texts: map[string]map[string]int{}}
			rows[l.Actor] = r
			order = append(order, r)
		}
		if r.texts[l.Account] == nil {
			r.texts[l.Account] = map[string]int{}
		}
		r.n++
		r.texts[l.Account][plain(v.passage(news.Passage{Article: l.Account, Span: l.Span}))+voiceMark[l.Voice]]++
	}
	sort.SliceStable(order, func(i, j int) bool { return order[i].n > order[j].n })
	v.line("")
	v.line("%s %s", v.paint(bold, "What each account calls them"), v.paint(dim, "(* inside a quotation, ~ in reported speech)"))
	for i, r := range order {
		if i == shownActors {
			v.line("  %s", v.paint(dim, fmt.Sprintf("and %d more: --format html, json or csv has them all", len(order)-i)))
			return
		}
		v.block("  ", "  ", v.name(r.actor), bold)
		for _, a := range c.Accounts {
			if w := wordings(r.texts[a.Article]); w != "" {
				v.block("    "+letters[a.Article]+"  ", "       ", w, "")
			}
		}
	}
}

var voiceMark = map[news.Voice]string{news.QuotedVoice: "*", news.ReportedVoice: "~"}

func (v *view) name(actor string) string {
	if n := v.names[actor]; n != "" {
		return n
	}
	return actor
}

// wordings lists by count, then by the alphabet.
func wordings(m map[string]int) string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if m[keys[i]] != m[keys[j]] {
			return m[keys[i]] > m[keys[j]]
		}
		return keys[i] < keys[j]
	})
	for i, k := range keys {
		if m[k] > 1 {
			keys[i] = fmt.Sprintf("%s ×%d", k, m[k])
		}
	}
	return strings.Join(keys, ", ")
}
