package report

import (
	"fmt"
	"sort"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

type point struct {
	N               int
	Anchor, Speaker string
	ID, Name        string // Name is an analyst's
	Unnamed         string // stands for the speaker where there is none
	Told            string // by how many of how many
	NotCaptured     string
	Decided         bool
	Classes         string
	Cells           []cell
	Divergences     []divergence
	Opinions        []string // of a language model
}

type cell struct {
	Account  account
	Readings []reading
	Near     *reading // what comes near, where it is not settled whether the account has the point
	Absent   string   // why there is no reading
	InCopies string   // the copies of this account that have a reading where it has none
}

type reading struct {
	Form, FormName string
	Part           bool
	Pieces         []piece // the reading with its divergent words marked
	Before, After  string  // the rest of its surroundings
	Href           string
}

type piece struct {
	Text    string
	Mark    string   // class of the mark, "" for plain text
	Anchors []string // ids that begin here
	Points  []pointRef
}

type pointRef struct {
	N    int
	Href string
}

type divergence struct {
	Kind, Name, Letters, Note, Sure string
	Spans                           []divergentSpan
}

type divergentSpan struct{ Letter, Text, Href string }

func (b *builder) point(p *news.Point, n int) point {
	out := point{N: n, Anchor: fmt.Sprintf("%s-p%d", b.prefix, n), ID: p.ID, Name: p.Name, Decided: len(p.Decided) > 0,
		Speaker: b.names[p.Speaker], Unnamed: unnamed(p), Told: b.told(p), NotCaptured: strings.Join(p.NotCaptured, ", ")}
	classes := []string{b.speakerKey(p.Speaker)}
	for _, k := range kindsOf(p) {
		classes = append(classes, b.prefix+"-d-"+string(k))
	}
	if len(p.Divergences) > 0 {
		classes = append(classes, b.prefix+"-d-any")
	}
	if p.Voices(b.origins) < 2 {
		classes = append(classes, b.prefix+"-one")
	}
	for i, a := range b.accounts {
		c := cell{Account: a, Absent: absence(a)}
		for _, r := range p.Readings {
			if r.Account == a.ID {
				c.Readings = append(c.Readings, b.reading(p, &r, i, n))
			}
		}
		for _, u := range p.Unsettled {
			if u.Article == a.ID {
				c.Near = b.near(u, i, n)
			}
		}
		if len(c.Readings) > 0 {
			classes = append(classes, a.Key)
		} else {
			c.InCopies = b.inCopies(p, a.ID)
		}
		out.Cells = append(out.Cells, c)
	}
	for _, d := range p.Divergences {
		out.Divergences = append(out.Divergences, b.divergence(&d, n))
	}
	for _, o := range p.Opinions {
		x, y := b.byID[o.Accounts[0]], b.byID[o.Accounts[1]]
		out.Opinions = append(out.Opinions, fmt.Sprintf("%s / %s one claim? %s (%s, prompt %s)", b.accounts[x].Letter, b.accounts[y].Letter, o.Verdict, o.Model, o.Prompt))
	}
	out.Classes = strings.Join(classes, " ")
	return out
}

// absence says of an account without a reading what its silence is worth.
func absence(a account) string {
	switch {
	case a.Truncated:
		return "silent (its text is cut short)"
	case a.Short:
		return fmt.Sprintf("silent (a short text: %d words)", a.Words)
	}
	return "silent"
}

// told counts the accounts and the voices that have a point.
func (b *builder) told(p *news.Point) string {
	have := map[string]bool{}
	for _, r := range p.Readings {
		have[r.Account] = true
	}
	t := fmt.Sprintf("%d of %d accounts", len(have), len(b.accounts))
	if v := p.Voices(b.origins); v < len(have) {
		t += ", " + plural(v, "voice")
	}
	return t
}

// inCopies names the copies of an account that have a reading of p.
func (b *builder) inCopies(p *news.Point, article string) string {
	var letters []string
	for i, a := range b.accounts {
		if a.Folded && b.origins[a.ID] == article && b.has(p, i) {
			letters = append(letters, a.Letter)
		}
	}
	return strings.Join(letters, ", ")
}

func (b *builder) has(p *news.Point, account int) bool {
	for _, r := range p.Readings {
		if r.Account == b.accounts[account].ID {
			return true
		}
	}
	return false
}

// decisionText says what an analyst decided.
func decisionText(d news.Decision) string {
	t := d.Who + ": " + DecisionWords(d)
	if d.Note != "" {
		t += " (" + d.Note + ")"
	}
	return t
}

// unnamed says why a point has no speaker.
func unnamed(p *news.Point) string {
	for _, r := range p.Readings {
		if r.Form != news.Narrated {
			return "speaker not resolved"
		}
	}
	return "the outlets' own voice"
}

func kindsOf(p *news.Point) []news.DivergenceKind {
	var ks []news.DivergenceKind
	seen := map[news.DivergenceKind]bool{}
	for _, d := range p.Divergences {
		if !seen[d.Kind] {
			seen[d.Kind] = true
			ks = append(ks, d.Kind)
		}
	}
	return ks
}

func (b *builder) textOf(article string) string {
	if i, ok := b.at[article]; ok {
		return b.cov.Articles[i].Text
	}
	return ""
}

func (b *builder) reading(p *news.Point, r *news.Reading, acc, n int) reading {
	t := b.textOf(r.Account)
	before, after := surroundings(t, r.Span)
	out := reading{Form: string(r.Form), FormName: formNames[r.Form], Part: r.Fit == news.Part,
		Before: before, After: after, Href: b.textAnchor(acc, n)}
	var marks []text.Span
	for _, d := range p.Divergences {
		if d.Kind == news.QuoteParaphrased || d.Kind == news.Headline || d.Kind == news.Detail {
			continue // the whole reading differs, not some words of it
		}
		for _, s := range d.Spans {
			if s.Article == r.Account && r.Span.Contains(s.Span) && s.Span != r.Span {
				marks = append(marks, s.Span)
			}
		}
	}
	out.Pieces = pieces(t, r.Span, marks)
	return out
}

func (b *builder) near(u news.Passage, acc, n int) *reading {
	t := b.textOf(u.Article)
	before, after := surroundings(t, u.Span)
	return &reading{Form: "near", FormName: "not settled; comes near", Before: before, After: after, Href: b.textAnchor(acc, n), Pieces: pieces(t, u.Span, nil)}
}

// pieces cuts span at the marks; marks may overlap.
func pieces(t string, span text.Span, marks []text.Span) []piece {
	cuts := []int{span.Start, span.End}
	for _, m := range marks {
		cuts = append(cuts, m.Start, m.End)
	}
	sort.Ints(cuts)
	var out []piece
	for i := 0; i+1 < len(cuts); i++ {
		s := text.Span{Start: cuts[i], End: cuts[i+1]}
		if s.Empty() {
			continue
		}
		p := piece{Text: s.In(t)}
		for _, m := range marks {
			if m.Contains(s) {
				p.Mark = "dv"
			}
		}
		out = append(out, p)
	}
	return out
}

// contextBytes is about how much text is shown on each side of a reading.
const contextBytes = 240

// surroundings returns some text before and after s, cut at spaces.
func surroundings(t string, s text.Span) (before, after string) {
	a := max(0, s.Start-contextBytes)
	if a > 0 {
		if i := strings.IndexAny(t[a:s.Start], " \n"); i >= 0 {
			a += i + 1
		} else {
			a = s.Start
		}
	}
	z := min(len(t), s.End+contextBytes)
	if z < len(t) {
		if i := strings.LastIndexAny(t[s.End:z], " \n"); i >= 0 {
			z = s.End + i
		} else {
			z = s.End
		}
	}
	before, after = t[a:s.Start], t[s.End:z]
	if a > 0 && before != "" {
		before = "… " + before
	}
	if z < len(t) && after != "" {
		after += " …"
	}
	return before, after
}

func (b *builder) textAnchor(acc, n int) string { return fmt.Sprintf("%s-p%d", b.accounts[acc].Key, n) }

func (b *builder) divergence(d *news.Divergence, n int) divergence {
	out := divergence{Kind: string(d.Kind), Name: KindName(d.Kind), Note: Remark(d.Note)}
	var letters []string
	for _, a := range d.Accounts {
		if i, ok := b.byID[a]; ok {
			letters = append(letters, b.accounts[i].Letter)
		}
	}
	out.Letters = strings.Join(letters, " / ")
	if d.Confidence < .5 {
		out.Sure = "uncertain"
	}
	for _, s := range d.Spans {
		i, ok := b.byID[s.Article]
		if !ok {
			continue
		}
		out.Spans = append(out.Spans, divergentSpan{b.accounts[i].Letter, s.Span.In(b.textOf(s.Article)), b.textAnchor(i, n)})
	}
	return out
}

// Remark is what a note tells beyond the words that stand beside it.
func Remark(note string) string {
	if i := strings.LastIndex(note, "”"); i >= 0 {
		note = note[i+len("”"):]
	}
	return strings.TrimLeft(note, "; ")
}
