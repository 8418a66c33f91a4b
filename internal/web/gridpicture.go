package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"synoptic/internal/web/svg"
	"synoptic/news"
)

// formClasses are the forms in the order of the legend, with their colours in
// a picture that stands alone.
var formKeys = []struct {
	form news.Form
	fill string
}{{news.Quoted, "#1f5fa8"}, {news.PartlyQuoted, "#2f7d6b"}, {news.Reported, "#8f78bd"}, {news.Narrated, "#b9b4a8"}}

// near is the class of what comes near to a point.
const near = "near"

// heat is the picture of some points of the grid, by their indices.
func (v *eventView) heat(m *messages, which []int, href func(i int) string, dimmed func(i int) bool) svg.Drawing {
	h := svg.Heat{Text: svg.Text{Title: m.say("heat.title", v.Event.Title), Description: m.say("heat.description", len(which), len(v.Accounts))}}
	for _, a := range v.Accounts {
		h.Rows = append(h.Rows, a.Letter+" "+a.Outlet)
	}
	for _, k := range formKeys {
		h.Legend = append(h.Legend, svg.Key{Class: string(k.form), Name: m.say("form." + string(k.form)), Fill: k.fill})
	}
	h.Legend = append(h.Legend, svg.Key{Class: near, Name: m.say("heat.near"), Fill: "#e9e4d8"})
	for _, i := range which {
		p := &v.Points[i]
		c := svg.Column{Href: href(i), Cells: make([]string, len(v.Accounts)), Differs: len(p.Divergences), Dimmed: dimmed(i)}
		for _, u := range p.Unsettled {
			c.Cells[v.acc[u.Article]] = near
		}
		best := map[int]int{}
		for _, r := range p.Readings {
			row := v.acc[r.Account]
			rank := len(formKeys) - slices.IndexFunc(formKeys, func(k struct {
				form news.Form
				fill string
			}) bool {
				return k.form == r.Form
			})
			if rank > best[row] {
				best[row], c.Cells[row] = rank, string(r.Form)
			}
		}
		who := m.say(unnamed(p))
		if p.Speaker != "" {
			who = v.name(p.Speaker)
		}
		c.Title = strconv.Itoa(i+1) + " · " + who + ": " + shorten(v.standing(p), 90)
		h.Columns = append(h.Columns, c)
	}
	return svg.DrawHeat(h)
}

func (v *eventView) allPoints() []int {
	out := make([]int, len(v.Points))
	for i := range out {
		out[i] = i
	}
	return out
}

// pictured are the points in the picture above a page: all of them, or those of the
// page if the picture would outweigh it.
func (v *eventView) pictured(page []point) []int {
	if len(v.Points)*(heatColumn+heatCell*len(v.Accounts)) <= heatWeight {
		return v.allPoints()
	}
	out := make([]int, len(page))
	for i, p := range page {
		out[i] = p.N - 1
	}
	slices.Sort(out)
	return out
}

// standing are the words that stand for a point.
func (v *eventView) standing(p *news.Point) string {
	if p.Standing < 0 || p.Standing >= len(p.Readings) {
		return ""
	}
	r := p.Readings[p.Standing]
	return strings.Join(strings.Fields(r.Span.In(v.textOf(r.Account))), " ")
}

func (s *Site) eventHeatFile(r *http.Request) (answer, error) {
	v, err := s.load(r, "grid")
	if err != nil {
		return nil, err
	}
	return drawing{v.heat(s.pages.messages, v.allPoints(), func(int) string { return "" }, func(int) bool { return false }), "grid-" + v.Event.ID}, nil
}

func (s *Site) eventCSV(r *http.Request) (answer, error) {
	v, err := s.load(r, "grid")
	if err != nil {
		return nil, err
	}
	t := table{name: "grid-" + v.Event.ID, head: []string{"point", "speaker", "account", "outlet", "published", "form", "fit", "text", "start", "end", "divergences"}}
	for i := range v.Points {
		p := &v.Points[i]
		var kinds []string
		for _, k := range v.point(i).KindsOf {
			kinds = append(kinds, string(k.Kind)+" "+strconv.Itoa(k.N))
		}
		lead := []string{p.ID, v.names[p.Speaker]}
		for _, rd := range p.Readings {
			a := v.Accounts[v.acc[rd.Account]]
			t.rows = append(t.rows, append(slices.Clone(lead), a.ID, a.Outlet, a.Published.String(), string(rd.Form), string(rd.Fit), rd.Span.In(v.textOf(rd.Account)),
				strconv.Itoa(rd.Span.Start), strconv.Itoa(rd.Span.End), strings.Join(kinds, "; ")))
		}
		for _, u := range p.Unsettled {
			a := v.Accounts[v.acc[u.Article]]
			t.rows = append(t.rows, append(slices.Clone(lead), a.ID, a.Outlet, a.Published.String(), "unsettled", "", u.Span.In(v.textOf(u.Article)),
				strconv.Itoa(u.Span.Start), strconv.Itoa(u.Span.End), strings.Join(kinds, "; ")))
		}
		for _, id := range p.Silent {
			a := v.Accounts[v.acc[id]]
			t.rows = append(t.rows, append(slices.Clone(lead), a.ID, a.Outlet, a.Published.String(), "silent", "", "", "", "", strings.Join(kinds, "; ")))
		}
	}
	return t, nil
}
