package report

import (
	"bytes"
	"strings"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

func positions(t testing.TB) *news.Positions {
	day := func(d int) news.Date { return news.Date{Year: 2031, Month: 5, Day: d} }
	closes, should := spanOf(t, northText, "The weir must close before the rains"), spanOf(t, southText, "the weir should close before winter")
	statement := func(article string, s text.Span) news.Statement {
		return news.Statement{ID: article, Article: article, Actor: "x", Content: []text.Span{s}, Kind: text.Direct}
	}
	return &news.Positions{Actors: []news.Actor{{ID: "x", Name: "Orla <b>Dunmore"}}, Issues: []news.Issue{{ID: "i1", Actor: "x", Title: "weir", Steps: []news.Step{
		{Event: "e1", Date: day(5), Statements: []news.Statement{statement("north", closes)}, Accounts: 1, Heard: 2, Outlet: "North", Change: news.First, Confidence: 1,
			Spans: []news.Passage{{Article: "north", Span: closes}}},
		{Event: "e2", Date: day(9), Statements: []news.Statement{statement("south", should)}, Accounts: 1, Heard: 1, Change: news.WeakenedStep, Since: "e1", Confidence: .6,
			Note: "modality: “must” against “should”", Spans: []news.Passage{{Article: "north", Span: closes}, {Article: "south", Span: should}}},
		{Event: "e3", Date: day(20), Heard: 2, Change: news.Dropped, Since: "e2", Confidence: .5, Spans: []news.Passage{{Article: "south", Span: should}}},
	}, Silences: []news.Silence{{Event: "e4", Accounts: 1, Note: "not captured"}}}}}
}

func TestPositionsPage(t *testing.T) {
	var b bytes.Buffer
	if err := WritePositions(&b, coverage(t), positions(t)); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, want := range []string{"Orla &lt;b&gt;Dunmore", "The weir must close before the rains", `class="dot weakened"`, `class="dot silence" style="left:2%"`,
		`class="dot first" style="left:8.00%"`, `class="dot dropped" style="left:97.00%"`, "in none of 2 accounts", "in 1 of 1 account that lets the actor speak", ">2031-05-05</b>", ">2031-05-20</b>", "only North", " · quoted</span>", "“must” against “should”", "default-src &#39;none&#39;"} {
		if !strings.Contains(page, want) && !strings.Contains(page, strings.ReplaceAll(want, "&#39;", "'")) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, bad := range []string{"<script", "http://", "https://", "Orla <b>"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	var again bytes.Buffer
	if err := WritePositions(&again, coverage(t), positions(t)); err != nil || again.String() != page {
		t.Error("the same positions give another page")
	}
}

func TestSidesPage(t *testing.T) {
	p := positions(t)
	said := func(actor, article, words, in string) news.Utterance {
		return news.Utterance{Actor: actor, Passage: news.Passage{Article: article, Span: spanOf(t, in, words)}}
	}
	p.Actors = append(p.Actors, news.Actor{ID: "y", Name: "Ada Lorne"})
	p.Issues, p.About = nil, "weir"
	p.Sides = []news.Sides{{Event: "e1", Said: []news.Utterance{said("x", "north", "The weir must close", northText), said("y", "south", "the weir should close", southText)},
		Stances: []news.Stance{{A: "x", B: "y", Opposed: true, Note: "stance"}}}}
	var b bytes.Buffer
	if err := WritePositions(&b, coverage(t), p); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Ada Lorne", "The weir must close", "against"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
