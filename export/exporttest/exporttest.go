// Package exporttest has the comparison on which the export formats are tested:
// two events, a point of each form, a silence, a divergence, and texts that are
// awkward to write (right-to-left, outside the basic plane, markup, a control
// character, a leading "=").
package exporttest

import (
	"fmt"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

const (
	northText = "Orla Dunmore: “the weir must close”\n\nThe mayor of Ketterby, Orla Dunmore, said on Monday: “The weir must close\nbefore the rains 🌧.”\n\nTwelve houses flooded. <script>alert(1)</script>"
	southText = "=Mayor wants weir shut\n\nMayor Orla Dunmore said the weir should close before winter.\n\nSome 14 houses were flooded\x01."
	thirdText = "سد كيتربي\n\nHouses were flooded in Ketterby, residents said. أغلقوا السد"
)

// Span is the first place of a part in a text; it panics where there is none.
func Span(in, part string) text.Span {
	i := strings.Index(in, part)
	if i < 0 {
		panic(fmt.Sprintf("%q is not in the text", part))
	}
	return text.Span{Start: i, End: i + len(part)}
}

// Coverage is made anew at each call.
func Coverage() *news.Coverage {
	quoted := "“The weir must close\nbefore the rains 🌧.”"
	day := news.Date{Year: 2031, Month: 5, Day: 5}
	event := news.Event{ID: "e1", Title: "Mayor wants weir shut", Date: day, Place: "Ketterby", Participants: []string{"x1"}, Articles: []string{"a/north", "a:north", "third"}}
	number := news.Point{ID: "p2", Readings: []news.Reading{
		{Account: "a/north", Span: Span(northText, "Twelve houses flooded"), Form: news.Narrated, Fit: news.Full, Confidence: .9},
		{Account: "a:north", Span: Span(southText, "Some 14 houses were flooded\x01"), Form: news.Narrated, Fit: news.Part, Confidence: .9}},
		Unsettled: []news.Passage{{Article: "third", Span: Span(thirdText, "Houses were flooded in Ketterby")}},
		Divergences: []news.Divergence{{Kind: news.NumberDiffers, Accounts: []string{"a/north", "a:north"}, Confidence: .9, Note: "twelve against 14",
			Spans: []news.Passage{{Article: "a/north", Span: Span(northText, "Twelve")}, {Article: "a:north", Span: Span(southText, "14")}}}}}
	said := news.Point{ID: "p1", Speaker: "x1", Silent: []string{"third"}, Readings: []news.Reading{
		{Account: "a/north", Span: Span(northText, "The weir must close\nbefore the rains 🌧."), Form: news.Quoted, Fit: news.Full, Confidence: .9},
		{Account: "a:north", Span: Span(southText, "the weir should close before winter"), Form: news.Reported, Fit: news.Full, Confidence: .8}}}
	doc := &text.Document{ID: "a/north", Text: northText,
		Quotes:   []text.Quote{{Outer: Span(northText, quoted), Inner: Span(northText, strings.Trim(quoted, "“”")), Complete: true}},
		Mentions: []text.Mention{{Span: Span(northText, "The mayor of Ketterby, Orla Dunmore"), Kind: text.NameMention, Type: text.Person}},
		Chains:   []text.Chain{{Mentions: []int{0}, Type: text.Person}},
		Attributions: []text.Attribution{{Kind: text.Direct, Source: []text.Span{Span(northText, "The mayor of Ketterby, Orla Dunmore,")}, Cue: []text.Span{Span(northText, "said")},
			Content: []text.Span{Span(northText, quoted)}, Polarity: text.Positive, Modality: text.Urged, Level: 1, Parent: -1, Confidence: .95}}}
	return &news.Coverage{
		Articles: []news.Article{
			{ID: "a/north", Outlet: "The North", Text: northText, Title: Span(northText, "Orla Dunmore: “the weir must close”"), Published: day, URL: "https://north.example/weir?a=1&b=2", Language: "en"},
			{ID: "a:north", Outlet: "South <Daily>", Text: southText, Title: Span(southText, "=Mayor wants weir shut"), Published: news.Date{Month: 5, Day: 6}},
			{ID: "third", Text: thirdText, Truncated: true}},
		Documents: []*text.Document{doc, nil, nil},
		ActorOf:   [][]string{{"x1"}, nil, nil},
		Actors: []news.Actor{{ID: "x1", Name: "Orla Dunmore", Type: text.Person, External: []string{"wikidata:Q1"},
			Aliases: []news.Alias{{Text: "Orla Dunmore", Count: 3}, {Text: "Mayor Dunmore", Count: 1}}, Roles: []news.Role{{Text: "mayor of Ketterby"}}}},
		Events: []news.Event{event},
		Comparisons: []news.Comparison{{Event: event,
			Accounts: []news.Account{{Article: "a/north", Outlet: "The North", Published: day}, {Article: "a:north", Outlet: "South <Daily>", Published: news.Date{Month: 5, Day: 6}}, {Article: "third", Truncated: true}},
			Points:   []news.Point{said, number},
			Only:     []news.Passage{{Article: "third", Span: Span(thirdText, "residents said")}},
			Labels:   []news.Label{{Actor: "x1", Account: "a/north", Span: Span(northText, "The mayor of Ketterby"), Voice: news.OutletVoice, Kind: news.RoleLabel}}}},
	}
}
