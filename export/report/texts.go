package report

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// marked is one stretch of an article that the page points at.
type marked struct {
	span   text.Span
	anchor string
	point  int // number of the point, 0 for a passage that only this account has
}

// texts cuts every account's text at the readings and at what it alone has.
func (b *builder) texts() []account {
	out := make([]account, len(b.accounts))
	for i, a := range b.accounts {
		var marks []marked
		for n := range b.cmp.Points {
			for _, r := range b.cmp.Points[n].Readings {
				if r.Account == a.ID {
					marks = append(marks, marked{r.Span, b.textAnchor(i, n+1), n + 1})
				}
			}
			for _, u := range b.cmp.Points[n].Unsettled {
				if u.Article == a.ID {
					marks = append(marks, marked{u.Span, b.textAnchor(i, n+1), n + 1})
				}
			}
		}
		for k, o := range b.cmp.Only {
			if o.Article == a.ID {
				marks = append(marks, marked{o.Span, fmt.Sprintf("%s-o%d", a.Key, k+1), 0})
			}
		}
		a.Pieces = b.cut(b.textOf(a.ID), marks)
		out[i] = a
	}
	return out
}

func (b *builder) cut(t string, marks []marked) []piece {
	cuts := []int{0, len(t)}
	for _, m := range marks {
		cuts = append(cuts, m.span.Start, m.span.End)
	}
	sort.Ints(cuts)
	seen := map[string]bool{} // a point may have two readings in one account: the first takes the anchor
	var out []piece
	for i := 0; i+1 < len(cuts); i++ {
		s := text.Span{Start: cuts[i], End: cuts[i+1]}
		if s.Empty() {
			continue
		}
		p := piece{Text: s.In(t)}
		for _, m := range marks {
			if !m.span.Contains(s) {
				continue
			}
			if m.point > 0 {
				p.Mark = "pt"
			} else if p.Mark == "" {
				p.Mark = "on"
			}
			if m.span.Start != s.Start {
				continue
			}
			if !seen[m.anchor] {
				seen[m.anchor] = true
				p.Anchors = append(p.Anchors, m.anchor)
			}
			if m.point > 0 {
				p.Points = append(p.Points, pointRef{m.point, fmt.Sprintf("%s-p%d", b.prefix, m.point)})
			}
		}
		out = append(out, p)
	}
	return out
}

// choices lists what the points can be filtered by.
func (b *builder) choices() (speakers, kinds []choice) {
	for _, id := range b.speakerIDs() {
		c := choice{Key: b.speakerKey(id), Name: b.names[id]}
		for _, p := range b.cmp.Points {
			if p.Speaker == id {
				c.N++
			}
		}
		speakers = append(speakers, c)
	}
	none := choice{Key: b.speakerKey(""), Name: "no speaker"}
	at := map[news.DivergenceKind]int{}
	for i := range b.cmp.Points {
		if b.cmp.Points[i].Speaker == "" {
			none.N++
		}
		for _, k := range kindsOf(&b.cmp.Points[i]) {
			if _, ok := at[k]; !ok {
				at[k] = len(kinds)
				kinds = append(kinds, choice{Key: b.prefix + "-d-" + string(k), Name: KindName(k)})
			}
			kinds[at[k]].N++
		}
	}
	if none.N > 0 {
		speakers = append(speakers, none)
	}
	sort.SliceStable(speakers, func(i, j int) bool { return speakers[i].N > speakers[j].N })
	sort.SliceStable(kinds, func(i, j int) bool { return kinds[i].N > kinds[j].N })
	return speakers, kinds
}

// summary is what differs, in three lines of counts: differences by kind,
// silences by account, and what each alone has.
func (b *builder) summary(e *event) []summaryLine {
	differ, silent := summaryLine{}, summaryLine{}
	firstSilent, silences := make([]string, len(b.accounts)), make([]int, len(b.accounts))
	points := 0
	for _, p := range e.Points {
		if len(p.Divergences) > 0 {
			points++
		}
		for i, c := range p.Cells {
			if len(c.Readings) > 0 || c.Near != nil {
				continue
			}
			if silences[i]++; firstSilent[i] == "" {
				firstSilent[i] = p.Anchor
			}
		}
	}
	differ.Lead = fmt.Sprintf("%s shared; the accounts differ on %d:", plural(len(e.Points), "point"), points)
	for _, k := range e.Kinds {
		differ.Parts = append(differ.Parts, summaryPart{fmt.Sprintf("%d %s", k.N, k.Name), b.firstWith(e, k.Key)})
	}
	silent.Lead = fmt.Sprintf("Silent, of %s:", plural(len(e.Points), "point"))
	for i, a := range b.accounts {
		if silences[i] > 0 {
			silent.Parts = append(silent.Parts, summaryPart{fmt.Sprintf("%s on %d", a.Letter+b.caution(a), silences[i]), firstSilent[i]})
		}
	}
	only := summaryLine{Lead: "Only here:"}
	for _, o := range e.Only {
		only.Parts = append(only.Parts, summaryPart{o.Account.Letter + " " + plural(len(o.Passages), "passage"), o.Account.Key + "-only"})
	}
	return []summaryLine{differ, silent, only}
}

// caution says why the silence of an account is worth less.
func (b *builder) caution(a account) string {
	switch {
	case a.Truncated:
		return " (cut short)"
	case a.Short:
		return " (short)"
	}
	return ""
}

// firstWith is the anchor of the first point of a class.
func (b *builder) firstWith(e *event, class string) string {
	for _, p := range e.Points {
		if slices.Contains(strings.Fields(p.Classes), class) {
			return p.Anchor
		}
	}
	return ""
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
