package web

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"synoptic/news"
)

// gridFilters are the ways to narrow the grid, with what is chosen.
type gridFilters struct {
	Speakers, Kinds, By, Silent, Forms []option
	Words                              string
	Any                                bool // something is chosen
	Clear                              string
}

type option struct {
	Value, Name string
	N           int
	Chosen      bool
}

// passes reports whether a point is one that was asked for.
func (v *eventView) passes(p *news.Point, q url.Values) bool {
	reads := func(letter string) bool {
		return slices.ContainsFunc(p.Readings, func(r news.Reading) bool { return v.Accounts[v.acc[r.Account]].Letter == letter })
	}
	if s := q.Get("speaker"); s != "" && p.Speaker != s && !(s == nobody && p.Speaker == "") {
		return false
	}
	if k := q.Get("kind"); k != "" && !slices.ContainsFunc(p.Divergences, func(d news.Divergence) bool { return string(d.Kind) == k || k == anyKind }) {
		return false
	}
	if f := q.Get("form"); f != "" && !slices.ContainsFunc(p.Readings, func(r news.Reading) bool { return string(r.Form) == f }) {
		return false
	}
	if l := q.Get("by"); l != "" && !reads(l) {
		return false
	}
	if l := q.Get("silent"); l != "" && !slices.ContainsFunc(p.Silent, func(id string) bool { return v.Accounts[v.acc[id]].Letter == l }) {
		return false
	}
	words := strings.ToLower(q.Get("words"))
	return words == "" || slices.ContainsFunc(p.Readings, func(r news.Reading) bool {
		return strings.Contains(strings.ToLower(r.Span.In(v.textOf(r.Account))), words)
	})
}

// Values of filters that stand for no id.
const (
	nobody  = "-"
	anyKind = "any"
)

func (v *eventView) filters(q url.Values) gridFilters {
	f := gridFilters{Words: q.Get("words")}
	speakers := counter{}
	kinds := counter{}
	forms := counter{}
	for i := range v.Points {
		p := &v.Points[i]
		speakers.count(cmp.Or(p.Speaker, nobody))
		seen := map[string]bool{}
		for _, d := range p.Divergences {
			if k := string(d.Kind); !seen[k] {
				seen[k] = true
				kinds.count(k)
			}
		}
		for _, r := range p.Readings {
			if k := "form " + string(r.Form); !seen[k] {
				seen[k] = true
				forms.count(string(r.Form))
			}
		}
	}
	f.Speakers = speakers.options(q.Get("speaker"), v.name)
	f.Kinds = kinds.options(q.Get("kind"), nil)
	f.Forms = forms.options(q.Get("form"), nil)
	for _, a := range v.Accounts {
		f.By = append(f.By, option{a.Letter, a.Letter + " " + a.Outlet, a.Told, q.Get("by") == a.Letter})
		f.Silent = append(f.Silent, option{a.Letter, a.Letter + " " + a.Outlet, a.Silent, q.Get("silent") == a.Letter})
	}
	for _, k := range []string{"speaker", "kind", "form", "by", "silent", "words"} {
		f.Any = f.Any || q.Get(k) != ""
	}
	return f
}

// counter counts values.
type counter map[string]int

func (c counter) count(k string) { c[k]++ }

// options are the values, most frequent first.
func (c counter) options(chosen string, name func(string) string) []option {
	var out []option
	for k, n := range c {
		o := option{k, k, n, k == chosen}
		if name != nil {
			o.Name = name(k)
		}
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b option) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name)) })
	return out
}

func kindCounts(kinds map[news.DivergenceKind]int) []kindCount {
	var out []kindCount
	for k, n := range kinds {
		out = append(out, kindCount{k, n})
	}
	slices.SortFunc(out, func(a, b kindCount) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Kind, b.Kind)) })
	return out
}
