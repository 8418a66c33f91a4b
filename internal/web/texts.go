package web

import (
	"net/http"
	"slices"
	"strconv"

	"synoptic/news"
	"synoptic/text"
)

// textPage is the texts of some accounts side by side.
type textPage struct {
	*eventView
	Chosen []chosenText
	Choose []option
}

type chosenText struct {
	account
	Pieces []piece
}

// Texts are shown side by side until they weigh so much; the first two always.
const textsWeight = 60_000

func (s *Site) eventTexts(r *http.Request) (answer, error) {
	v, err := s.load(r, "texts")
	if err != nil {
		return nil, err
	}
	p := textPage{eventView: v}
	wanted := r.URL.Query()["show"]
	if len(wanted) == 1 && len(v.Accounts) > 1 { // one alone is not side by side
		other := v.Accounts[0].Letter
		if other == wanted[0] {
			other = v.Accounts[1].Letter
		}
		wanted = append(wanted, other)
	}
	weight := 0
	var chosen []account
	for i, a := range v.Accounts {
		take := slices.Contains(wanted, a.Letter) || len(wanted) == 0 && i < 3
		weight += len(v.textOf(a.ID)) * 5 / 2
		if take && (len(chosen) < 2 || weight < textsWeight) {
			chosen = append(chosen, a)
		} else {
			take = false
			weight -= len(v.textOf(a.ID)) * 5 / 2
		}
		p.Choose = append(p.Choose, option{Value: a.Letter, Name: a.Letter + " " + a.Outlet, Chosen: take})
	}
	for _, a := range chosen {
		p.Chosen = append(p.Chosen, chosenText{a, v.linkedText(a, chosen)})
	}
	return view{name: "texts", title: v.Event.Title, data: p}, nil
}

// linkedText is the text of an account with its readings marked; each leads to
// the same point in the next of the texts that has it, or else to the grid.
func (v *eventView) linkedText(a account, beside []account) []piece {
	var marks []mark
	if v.Comparison != nil {
		for i := range v.Points {
			for k, r := range v.Points[i].Readings {
				if r.Account != a.ID {
					continue
				}
				n := strconv.Itoa(i + 1)
				m := mark{span: r.Span, class: "pt f-" + string(r.Form), ref: &ref{n, v.counterpart(&v.Points[i], a, beside), ""}}
				if k == 0 || v.Points[i].Readings[k-1].Account != a.ID {
					m.id = a.Letter + "-" + anchor(&v.Points[i])
				}
				marks = append(marks, m)
			}
		}
		for _, o := range v.Comparison.Only {
			if o.Article == a.ID {
				marks = append(marks, mark{span: o.Span, class: "on"})
			}
		}
	}
	art := v.Coverage.Articles[v.at[a.ID]]
	for _, m := range art.Marked {
		marks = append(marks, mark{span: m.Span, class: "aside"})
	}
	return cut(art.Text, text.Span{End: len(art.Text)}, marks)
}

// counterpart is where a point stands in the next text to the right that has
// it, round and round; in the grid if no other has.
func (v *eventView) counterpart(p *news.Point, a account, beside []account) string {
	self := slices.IndexFunc(beside, func(b account) bool { return b.ID == a.ID })
	for k := 1; k < len(beside); k++ {
		b := beside[(self+k)%len(beside)]
		if slices.ContainsFunc(p.Readings, func(r news.Reading) bool { return r.Account == b.ID }) {
			return "#" + b.Letter + "-" + anchor(p)
		}
	}
	return pointURL(v.Event.ID, p)
}
