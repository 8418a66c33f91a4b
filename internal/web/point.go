package web

import (
	"slices"
	"strings"

	"synoptic/news"
)

type point struct {
	N                    int
	Name                 string // that an analyst gave it
	ID, Anchor           string
	Speaker, SpeakerHref string
	Unnamed              string // key of what stands for the speaker where there is none
	Reported, Voices, Of int    // accounts that have it, those of them that are no copies, all accounts
	NotCaptured          []string
	Cells                []cell
	Divergences          []divergence
	KindsOf              []kindCount
	Opinions             []opinionLine // of a language model: no evidence
	weight               int
}

type cell struct {
	Letter, Outlet string
	Readings       []reading
	Near           *reading // what comes near, where it is not settled whether the account has the point
	Cut            bool     // silent, and its text is cut short
}

type reading struct {
	Form   news.Form
	Part   bool
	Pieces []piece
	Href   string
	Unsure bool
}

type divergence struct {
	Kind    news.DivergenceKind
	Letters string
	Note    string
	Unsure  bool
	Spans   []divergentSpan
}

type divergentSpan struct{ Letter, Text, Href string }

func (v *eventView) point(i int) point {
	p := &v.Points[i]
	out := point{N: i + 1, ID: p.ID, Name: p.Name, Anchor: anchor(p), Unnamed: unnamed(p), Of: len(v.Accounts), NotCaptured: p.NotCaptured, weight: 500}
	if p.Speaker != "" {
		out.Speaker, out.SpeakerHref = v.name(p.Speaker), actorURL(p.Speaker)
	}
	for _, a := range v.Accounts {
		c := cell{Letter: a.Letter, Outlet: a.Outlet, Cut: a.Truncated}
		for k := range p.Readings {
			if p.Readings[k].Account == a.ID {
				c.Readings = append(c.Readings, v.reading(p, &p.Readings[k]))
				out.weight += p.Readings[k].Span.Len() + 260
			}
		}
		for _, u := range p.Unsettled {
			if u.Article == a.ID {
				c.Near = &reading{Pieces: cut(v.textOf(a.ID), u.Span, nil), Href: passageURL(a.ID, u.Span)}
				out.weight += u.Span.Len() + 260
			}
		}
		if len(c.Readings) > 0 {
			out.Reported++
			if a.CopyOf == "" {
				out.Voices++
			}
		}
		out.weight += 80 + len(a.Outlet)
		out.Cells = append(out.Cells, c)
	}
	kinds := map[news.DivergenceKind]int{}
	for k := range p.Divergences {
		d := v.divergence(&p.Divergences[k])
		kinds[d.Kind]++
		out.Divergences = append(out.Divergences, d)
		out.weight += 200 + len(d.Note)
		for _, s := range d.Spans {
			out.weight += 90 + len(s.Text) + len(s.Href)
		}
	}
	out.KindsOf = kindCounts(kinds)
	return out
}

// unnamed says why a point has no speaker.
func unnamed(p *news.Point) string {
	for _, r := range p.Readings {
		if r.Form != news.Narrated {
			return "point.unresolved"
		}
	}
	return "point.ownvoice"
}

func (v *eventView) reading(p *news.Point, r *news.Reading) reading {
	t := v.textOf(r.Account)
	var marks []mark
	for _, d := range p.Divergences {
		if d.Kind == news.QuoteParaphrased || d.Kind == news.Headline || d.Kind == news.Detail {
			continue // the whole reading differs, not some words of it
		}
		for _, s := range d.Spans {
			if s.Article == r.Account && r.Span.Contains(s.Span) && s.Span != r.Span {
				marks = append(marks, mark{span: s.Span, class: "dv"})
			}
		}
	}
	return reading{Form: r.Form, Part: r.Fit == news.Part, Pieces: merge(cut(t, r.Span, marks)), Href: passageURL(r.Account, r.Span), Unsure: r.Confidence < .5}
}

// merge joins pieces that look the same.
func merge(ps []piece) []piece {
	var out []piece
	for _, p := range ps {
		if n := len(out) - 1; n >= 0 && out[n].Class == p.Class && out[n].Href == p.Href && len(p.IDs)+len(p.Refs) == 0 {
			out[n].Text += p.Text
			continue
		}
		out = append(out, p)
	}
	return out
}

func (v *eventView) divergence(d *news.Divergence) divergence {
	out := divergence{Kind: d.Kind, Note: d.Note, Unsure: d.Confidence < .5}
	var letters []string
	for _, a := range d.Accounts {
		if i, ok := v.acc[a]; ok {
			letters = append(letters, v.Accounts[i].Letter)
		}
	}
	out.Letters = strings.Join(letters, " / ")
	for _, s := range d.Spans {
		i, ok := v.acc[s.Article]
		if !ok {
			continue
		}
		l := divergentSpan{v.Accounts[i].Letter, shorten(s.Span.In(v.textOf(s.Article)), 160), passageURL(s.Article, s.Span)}
		if !slices.ContainsFunc(out.Spans, func(o divergentSpan) bool { return o.Letter == l.Letter && o.Text == l.Text }) {
			out.Spans = append(out.Spans, l)
		}
	}
	return out
}

// shorten cuts a text to about so many characters, at a blank.
func shorten(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	cut := string(r[:most])
	if i := strings.LastIndexAny(cut, " \n"); i > most/2 {
		cut = cut[:i]
	}
	return cut + " …"
}
