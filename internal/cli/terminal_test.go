package cli

import (
	"slices"
	"strings"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

func TestWrap(t *testing.T) {
	for _, x := range []struct {
		name        string
		in          string
		width, less int
		want        []string
	}{
		{"fits", "one two", 9, 0, []string{"one two"}},
		{"the first line has less room", "one two three", 9, 4, []string{"one", "two three"}},
		{"or more", "one two three", 9, -4, []string{"one two three"}},
		{"a long word is cut", "abcdefgh", 5, 0, []string{"abcde", "fgh"}},
	} {
		if got := wrap(x.in, x.width, x.less); !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
	if got := columns("\x1b[1mbold\x1b[0m · x"); got != len("bold . x") {
		t.Errorf("columns: %d", got)
	}
}

// shown prints with colours what a comparison, or positions, look like.
func shown(c *news.Coverage, s style, print func(*view)) string {
	var b strings.Builder
	v := newView(&b, c, s)
	print(v)
	_ = v.Flush()
	return b.String()
}

// accounts are articles of some letters' number that share one point.
func accounts(n int) *news.Coverage {
	c := &news.Coverage{}
	cmp := news.Comparison{Points: []news.Point{{Speaker: "m", Divergences: []news.Divergence{{Kind: news.TermDiffers}}}}}
	p := &cmp.Points[0]
	for i := range n {
		id := string(rune('a' + i))
		c.Articles = append(c.Articles, news.Article{ID: id, Text: "the weir closes"})
		cmp.Accounts = append(cmp.Accounts, news.Account{Article: id})
		p.Readings = append(p.Readings, news.Reading{Account: id, Span: text.Span{End: 15}, Form: news.Narrated})
		p.Divergences[0].Accounts = append(p.Divergences[0].Accounts, id)
		p.Divergences[0].Spans = append(p.Divergences[0].Spans, news.Passage{Article: id, Span: text.Span{Start: 4, End: 8}})
	}
	c.Actors = []news.Actor{{ID: "m", Name: "The Honourable Minister of Rivers, Weirs and Bridges, Orla Dunmore of Ketterby"}}
	c.Comparisons = []news.Comparison{cmp}
	return c
}

func TestPointNamesAllAccounts(t *testing.T) {
	c := accounts(5)
	got := shown(c, style{width: 100}, func(v *view) { v.comparison(&c.Comparisons[0]) })
	if !strings.Contains(got, "… (5 of 5) narrated") {
		t.Errorf("a long name takes the count or the room before the first cell:\n%s", got)
	}
	if !strings.Contains(got, "ABCDE weir") {
		t.Errorf("some of five accounts are not named:\n%s", got)
	}
	c = accounts(28)
	if got := shown(c, style{width: 100}, func(v *view) { v.comparison(&c.Comparisons[0]) }); !strings.Contains(got, "/Z/AA/AB weir") {
		t.Errorf("letters of two run into one another:\n%s", got)
	}
}

func TestNoEscapeCodeIsShown(t *testing.T) {
	p := &news.Positions{Issues: []news.Issue{{ID: "i1", Title: "weir"}}}
	got := shown(&news.Coverage{}, style{width: 80, colour: true}, func(v *view) { v.positions(p) })
	if rest := sgr.ReplaceAllString(got, ""); strings.Contains(rest, "[2m") || !strings.Contains(rest, "weir [i1]") {
		t.Errorf("%q", got)
	}
}

// A date of which the year is not known says so, and the columns keep their places.
func TestCalendar(t *testing.T) {
	at := newCalendar()
	july := news.Date{Month: 7, Day: 21}
	at.add(july, "e2")
	at.add(news.Date{}, "e12345")
	for want, d := range map[string]news.Date{
		"  21 July, year not known e2     ": july,
		"  2031-04-08              e2     ": {Year: 2031, Month: 4, Day: 8},
		"  undated                 e2     ": {},
	} {
		if got := at.row(d, "e2"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
