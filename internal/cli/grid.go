package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"synoptic/export/report"
	"synoptic/news"
)

// gridOptions are what a user may turn about the grid of a comparison.
type gridOptions struct {
	fold bool // copies stand in the column of their origin
	ids  bool // points show the ids by which they can be decided about
}

// cellWidth is the width of an account's column; grids that would leave the
// point's text too little use letters.
const (
	cellWidth = 10
	tightCell = 3
	textWidth = 34
)

var formCode = map[news.Form]string{news.Quoted: blue, news.PartlyQuoted: green, news.Reported: purple, news.Narrated: ""}
var formLetter = map[news.Form]string{news.Quoted: "Q", news.PartlyQuoted: "q", news.Reported: "r", news.Narrated: "n"}
var formWord = map[news.Form]string{news.Quoted: "quoted", news.PartlyQuoted: "partly q.", news.Reported: "reported", news.Narrated: "narrated"}

// column is one voice of the grid: an account, with its copies if they are
// folded.
type column struct {
	letters  string
	accounts []string
}

// grid is what the rows of a comparison need.
type grid struct {
	c          *news.Comparison
	letters    map[string]string // by account
	columns    []column
	room, cell int
}

func (v *view) comparison(c *news.Comparison) {
	v.line("")
	v.line("%s", strings.Repeat("─", v.width))
	v.block("", "", c.Event.Title, bold)
	origins := 0
	for _, a := range c.Accounts {
		if a.CopyOf == "" {
			origins++
		}
	}
	v.block("", "", fmt.Sprintf("%s, %d independent", v.circumstances(&c.Event), origins), dim)
	g := grid{c: c, letters: map[string]string{}, columns: v.columns(c)}
	for i, a := range c.Accounts {
		g.letters[a.Article] = report.Letter(i)
		note := ""
		if a.CopyOf != "" {
			note = ", copy of " + a.CopyOf
		}
		if c.Short(a.Article) {
			note += fmt.Sprintf(", short: %d words", a.Words)
		}
		v.block("  "+v.paint(bold, report.Letter(i))+"  ", "     ", v.article(a.Article)+note, "")
	}
	v.summary(&g)
	v.grid(&g)
	v.labels(c, g.letters)
	v.only(c, g.letters)
}

func (v *view) columns(c *news.Comparison) []column {
	origins := c.Origins()
	var out []column
	at := map[string]int{}
	for i, a := range c.Accounts {
		if k, ok := at[origins[a.Article]]; ok && v.shows.fold {
			out[k].letters += report.Letter(i)
			out[k].accounts = append(out[k].accounts, a.Article)
			continue
		}
		at[a.Article] = len(out)
		out = append(out, column{report.Letter(i), []string{a.Article}})
	}
	return out
}

// summary is what differs, in three lines of counts.
func (v *view) summary(g *grid) {
	kinds := map[news.DivergenceKind]int{}
	differ := 0
	for _, p := range g.c.Points {
		if len(p.Divergences) > 0 {
			differ++
		}
		seen := map[news.DivergenceKind]bool{}
		for _, d := range p.Divergences {
			if !seen[d.Kind] {
				seen[d.Kind] = true
				kinds[d.Kind]++
			}
		}
	}
	var names []string
	for k := range kinds {
		names = append(names, fmt.Sprintf("%d %s", kinds[k], report.KindName(k)))
	}
	slices.SortFunc(names, func(a, b string) int {
		var x, y int
		_, _ = fmt.Sscan(a, &x)
		_, _ = fmt.Sscan(b, &y)
		if x != y {
			return y - x
		}
		return strings.Compare(a, b)
	})
	v.line("")
	points := count(len(g.c.Points), "point")
	v.block("  ", "    ", fmt.Sprintf("%s shared; the accounts differ on %d: %s", points, differ, orNone(names)), "")
	v.block("  ", "    ", fmt.Sprintf("Silent, of %s: %s", points, orNone(v.silences(g))), "")
	only := map[string]int{}
	for _, o := range g.c.Only {
		only[o.Article]++
	}
	var alone []string
	for _, a := range g.c.Accounts {
		if n := only[a.Article]; n > 0 {
			alone = append(alone, g.letters[a.Article]+" "+count(n, "passage"))
		}
	}
	v.block("  ", "    ", "Only here: "+orNone(alone), "")
}

func (v *view) silences(g *grid) []string {
	var out []string
	for _, col := range g.columns {
		n := 0
		for i := range g.c.Points {
			if p := &g.c.Points[i]; reading(p, col) == nil && !unsettled(p, col) {
				n++
			}
		}
		if n > 0 {
			out = append(out, fmt.Sprintf("%s%s on %d", col.letters, caution(g.c, col), n))
		}
	}
	return out
}

// caution says why the silence of a column is worth less.
func caution(c *news.Comparison, col column) string {
	for _, a := range c.Accounts {
		if a.Article != col.accounts[0] {
			continue
		}
		if a.Truncated {
			return " (cut short)"
		}
		if c.Short(a.Article) {
			return " (short)"
		}
	}
	return ""
}

func orNone(parts []string) string {
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}

func (v *view) grid(g *grid) {
	v.line("")
	if len(g.c.Points) == 0 {
		v.line("No point was found that two of these accounts share.")
		return
	}
	g.cell = cellWidth
	if v.width-5-g.cell*len(g.columns) < textWidth {
		g.cell = tightCell
	}
	g.room = max(textWidth, v.width-5-g.cell*len(g.columns))
	head := pad("", 5) + pad("Point", g.room)
	for _, col := range g.columns {
		head += pad(col.letters, g.cell)
	}
	v.line("%s", v.paint(bold, strings.TrimRight(head, " ")))
	for n := range g.c.Points {
		v.point(g, &g.c.Points[n], n+1)
	}
	v.line("")
	if g.cell == tightCell {
		v.block("", "", "Q quoted, q partly quoted, r reported, n narrated in the outlet's own voice, ? not settled, · silent", dim)
	} else {
		v.block("", "", "quoted: between quotation marks; partly q.: in part; reported: in indirect speech; narrated: in the outlet's own voice; ?: something comes near, the texts do not settle it; ·: silent", dim)
	}
}

func (v *view) point(g *grid, p *news.Point, n int) {
	v.line("")
	speaker := plain(v.names[p.Speaker])
	if speaker == "" {
		speaker = "—"
	}
	told := 0
	for _, col := range g.columns {
		if reading(p, col) != nil {
			told++
		}
	}
	of := fmt.Sprintf(" (%d of %d)", told, len(g.columns))
	who := runewidth.Truncate(speaker, g.room-1-len(of), "…")
	row := pad(fmt.Sprintf("%3d", n), 5) + v.paint(bold, pad(who+of, g.room))
	for _, col := range g.columns {
		row += v.cell(p, col, g.cell)
	}
	v.line("%s", strings.TrimRight(row, " "))
	if v.shows.ids {
		v.block("     ", "     ", strings.TrimSpace(p.ID+" "+plain(p.Name)), dim)
	} else if p.Name != "" {
		v.block("     ", "     ", plain(p.Name), dim)
	}
	if len(p.Readings) == 0 {
		return
	}
	for _, l := range wrap(v.passage(news.Passage{Article: p.Readings[p.Standing].Account, Span: p.Readings[p.Standing].Span}), g.room-1, 0) {
		v.line("     %s", l)
	}
	for _, d := range p.Divergences {
		v.divergence(&d, g.letters)
	}
	if len(p.NotCaptured) > 0 {
		v.block("     ", "       ", "not captured: "+strings.Join(p.NotCaptured, ", "), dim)
	}
	for _, o := range p.Opinions {
		v.block("     ", "       ", fmt.Sprintf("a language model's opinion, no evidence (%s, prompt %s): %s/%s one claim? %s",
			o.Model, o.Prompt, g.letters[o.Accounts[0]], g.letters[o.Accounts[1]], o.Verdict), dim)
	}
}

// reading is the first that a column has of a point, nil if it has none.
func reading(p *news.Point, col column) *news.Reading {
	for i, r := range p.Readings {
		if slices.Contains(col.accounts, r.Account) {
			return &p.Readings[i]
		}
	}
	return nil
}

// unsettled says that something in a column comes near to a point.
func unsettled(p *news.Point, col column) bool {
	return slices.ContainsFunc(p.Unsettled, func(u news.Passage) bool { return slices.Contains(col.accounts, u.Article) })
}

func (v *view) cell(p *news.Point, col column, width int) string {
	r := reading(p, col)
	if r == nil && unsettled(p, col) {
		return v.paint(dim, pad("?", width))
	}
	if r == nil {
		return v.paint(dim, pad("·", width))
	}
	w := formWord[r.Form]
	if width == tightCell {
		w = formLetter[r.Form]
	}
	return v.paint(formCode[r.Form], pad(w, width))
}

func (v *view) divergence(d *news.Divergence, letters map[string]string) {
	var on []string
	for _, a := range d.Accounts {
		on = append(on, letters[a])
	}
	head := report.KindName(d.Kind) + " " + strings.Join(on, "/")
	if r := report.Remark(d.Note); r != "" {
		head += ": " + r
	}
	v.block("     ≠ ", "       ", head, yellow)
	var words []string
	said := map[string][]string{} // words → letters
	for _, s := range d.Spans {
		w := v.passage(s)
		if said[w] == nil {
			words = append(words, w)
		}
		if l := letters[s.Article]; !slices.Contains(said[w], l) {
			said[w] = append(said[w], l)
		}
	}
	apart := ""
	if len(letters) > 26 { // some have two
		apart = "/"
	}
	room := 3
	for _, l := range said {
		room = max(room, len(strings.Join(l, apart)))
	}
	for _, w := range words {
		v.block("       "+pad(strings.Join(said[w], apart), room)+" ", strings.Repeat(" ", 8+room), w, "")
	}
}
