package report

import (
	"fmt"
	"sort"
)

type only struct {
	Account  account
	Passages []onlyPassage
}

type onlyPassage struct{ Text, Href string }

type labelRow struct {
	Actor string
	Cells [][]labelCount
}

type labelCount struct {
	Text, Voice, Kind string
	N                 int
	Href              string
}

func (b *builder) only() []only {
	var out []only
	for i, a := range b.accounts {
		o := only{Account: a}
		for k, p := range b.cmp.Only {
			if p.Article == a.ID {
				o.Passages = append(o.Passages, onlyPassage{p.Span.In(b.textOf(p.Article)), fmt.Sprintf("%s-o%d", b.accounts[i].Key, k+1)})
			}
		}
		if len(o.Passages) > 0 {
			out = append(out, o)
		}
	}
	return out
}

func (b *builder) labels() []labelRow {
	rows := map[string]int{}
	var out []labelRow
	var weight []int
	for _, l := range b.cmp.Labels {
		i, ok := b.byID[l.Account]
		if !ok {
			continue
		}
		r, ok := rows[l.Actor]
		if !ok {
			r = len(out)
			rows[l.Actor] = r
			name := b.names[l.Actor]
			if name == "" {
				name = l.Actor
			}
			out = append(out, labelRow{Actor: name, Cells: make([][]labelCount, len(b.accounts))})
			weight = append(weight, 0)
		}
		weight[r]++
		out[r].Cells[i] = count(out[r].Cells[i], labelCount{Text: l.Span.In(b.textOf(l.Account)), Voice: string(l.Voice), Kind: string(l.Kind), N: 1})
	}
	order := make([]int, len(out))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(x, y int) bool { return weight[order[x]] > weight[order[y]] })
	sorted := make([]labelRow, len(out))
	for i, o := range order {
		sorted[i] = out[o]
	}
	return sorted
}

func count(cs []labelCount, l labelCount) []labelCount {
	for i := range cs {
		if cs[i].Text == l.Text && cs[i].Voice == l.Voice && cs[i].Kind == l.Kind {
			cs[i].N++
			return cs
		}
	}
	return append(cs, l)
}
