package cluster

import (
	"fmt"
	"strings"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

func article(id, title, body, date string) *news.Article {
	d, _ := news.ParseDate(date)
	return &news.Article{ID: id, Text: title + "\n\n" + body, Title: text.Span{End: len(title)}, Published: d}
}

var lighthouse = []*news.Article{
	article("a", "Marrow Bay votes to rebuild lighthouse", "The council of Marrow Bay voted on Thursday to rebuild the old lighthouse that a storm threw down. Mayor Ilse Tarn thanked the fishermen.", "2031-05-03"),
	article("b", "Lighthouse at Marrow Bay to be rebuilt", "After a storm destroyed it, the lighthouse of Marrow Bay will rise again, councillors decided. Ilse Tarn, the mayor, welcomed the vote of the council.", "2031-05-03"),
	article("c", "Ferry strike ends in Callune", "Crews of the Callune ferries went back to work after the owners agreed to pay for night shifts, union leader Corin Adel said.", "2031-05-03"),
	article("d", "Callune ferries sail again as owners give in on pay", "The strike on the ferries of Callune is over. Corin Adel of the union said crews would be paid for night shifts.", "2031-05-04"),
}

func group4(t *testing.T, order ...int) []news.Event {
	t.Helper()
	c := New(Default())
	for _, i := range order {
		c.Add(Item{Article: lighthouse[i]})
	}
	return c.Events()
}

func parts(events []news.Event) string {
	var s []string
	for _, e := range events {
		s = append(s, strings.Join(e.Articles, "+"))
	}
	return strings.Join(s, " ")
}

func TestTwoEvents(t *testing.T) {
	events := group4(t, 0, 1, 2, 3)
	if got := parts(events); got != "a+b c+d" {
		t.Fatalf("got %s", got)
	}
	if events[0].ID != "e1" || len(events[0].Reasons) == 0 || events[0].Title == "" {
		t.Errorf("poor description: %+v", events[0])
	}
}

func TestOrderOfArrival(t *testing.T) {
	for _, order := range [][]int{{3, 2, 1, 0}, {2, 0, 3, 1}} {
		got := group4(t, order...)
		if len(got) != 2 || len(got[0].Articles) != 2 {
			t.Errorf("order %v: %s", order, parts(got))
		}
	}
}

func TestDeterministic(t *testing.T) {
	want := fmt.Sprintf("%+v", group4(t, 0, 2, 1, 3))
	for range 5 {
		if got := fmt.Sprintf("%+v", group4(t, 0, 2, 1, 3)); got != want {
			t.Fatalf("got %s\nwant %s", got, want)
		}
	}
}

// team makes accounts of one match, each with its own filler, that differ from
// those of another match by opponent and day alone.
func team(prefix, opponent, weekday, date string, n int) []*news.Article {
	filler := []string{"Rain fell before the start.", "Tickets had been sold out for weeks.", "The coach praised the young keeper.", "Supporters sang until midnight.", "The referee showed four yellow cards."}
	var out []*news.Article
	for i := range n {
		out = append(out, article(fmt.Sprintf("%s%d", prefix, i), "Harlow Rovers beat "+opponent+" in cup",
			fmt.Sprintf("Harlow Rovers won their cup match against %s on %s before a full house at Millgate. Striker Osk Bredal scored twice for Rovers. %s had no answer. %s", opponent, weekday, opponent, filler[i%len(filler)]), date))
	}
	return out
}

func grouped(articles ...[]*news.Article) []news.Event {
	c := New(Default())
	for _, list := range articles {
		for _, a := range list {
			c.Add(Item{Article: a})
		}
	}
	return c.Events()
}

func TestKeptApart(t *testing.T) {
	tests := []struct {
		name string
		a, b []*news.Article
	}{
		{"another opponent on another day, no dates", team("a", "Dunmere", "Saturday", "", 4), team("b", "Velkirk", "Tuesday", "", 4)},
		{"a year later", team("a", "Dunmere", "Saturday", "2031-05-03", 3), team("b", "Dunmere", "Saturday", "2032-05-08", 3)},
		{"single accounts", team("a", "Dunmere", "Saturday", "", 1), team("b", "Velkirk", "Tuesday", "", 1)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			events := grouped(tt.a, tt.b)
			if len(events) != 2 || len(events[0].Articles) != len(tt.a) {
				t.Errorf("got %s", parts(events))
			}
			if one := grouped(tt.a); len(one) != 1 {
				t.Errorf("the first alone: %s", parts(one))
			}
		})
	}
}

func TestStorylineOfTwoMeetings(t *testing.T) {
	c := New(Default())
	for _, a := range append(team("a", "Dunmere", "Saturday", "2031-05-03", 3), team("b", "Dunmere", "Saturday", "2032-05-08", 3)...) {
		c.Add(Item{Article: a})
	}
	c.Add(Item{Article: lighthouse[2]})
	lines := c.Storylines()
	if len(lines) != 2 || len(lines[0].Events) != 2 {
		t.Errorf("got %+v", lines)
	}
}

func TestLateArticleFindsItsEvent(t *testing.T) {
	c := New(Default())
	c.Add(Item{Article: lighthouse[0]})
	c.Add(Item{Article: lighthouse[2]})
	c.Events()
	late := article("z", "How Marrow Bay lost its lighthouse and voted for a new one", "A week after the council of Marrow Bay voted to rebuild the lighthouse, mayor Ilse Tarn spoke of the storm that threw it down.", "2031-05-10")
	if got, want := c.Forward(c.Add(Item{Article: late})), c.Events()[0].ID; got != want {
		t.Errorf("joined %s, want %s", got, want)
	}
}

func TestCopyJoins(t *testing.T) {
	c := New(Default())
	short := article("p", "Beacon to shine again", "Belnor. Fifty words that this paper wrote about something quite different, the price of herring.", "")
	c.Add(Item{Article: lighthouse[0]})
	c.Add(Item{Article: short, Copies: []news.Copy{{Article: "p", Of: "a", Kind: news.Near, Share: 0.9}}})
	if events := c.Events(); len(events) != 1 {
		t.Errorf("got %s", parts(events))
	}
}

func TestWindowClosesEvents(t *testing.T) {
	o := Default()
	o.Window = 4
	c := New(o)
	total := 0
	for i := range 40 {
		var own strings.Builder // words that no other article has
		for k := range 12 {
			fmt.Fprintf(&own, "%c%c%cor%c%c ", 'a'+i%26, 'a'+k, 'b'+i/26, 'a'+i%26, 'e'+k)
		}
		c.Add(Item{Article: article(fmt.Sprintf("n%d", i), own.String()[:30], own.String(), "")})
		total += len(c.Closed())
	}
	if len(c.docs) != 4 || total+len(c.Events()) != 40 {
		t.Errorf("window of %d, %d events closed, %d open", len(c.docs), total, len(c.Events()))
	}
}

func TestActorsTell(t *testing.T) {
	c := New(Default())
	same := []Mentioned{{"kel", "Nivaro Keld", 5}, {"osh", "Radmer Oshane", 4}}
	a := article("a", "Keld meets the premier", "The talks in Lomenz on the dam ended without an accord.", "2031-04-08")
	b := article("b", "No deal on filling", "The president left after two hours; the dam in Lomenz divides the neighbours.", "2031-04-08")
	c.Add(Item{Article: a, Actors: same})
	c.Add(Item{Article: b, Actors: same})
	events := c.Events()
	if len(events) != 1 || len(events[0].Participants) != 2 || events[0].Participants[0] != "kel" {
		t.Errorf("got %+v", events)
	}
}

// TestMergedAsEvidenceArrives: two accounts in other words are two events until
// others tell that they are one; the id that goes leaves word.
func TestMergedAsEvidenceArrives(t *testing.T) {
	c := New(Default())
	first := article("a", "Storm fells beacon", "A beacon fell into the sea in the storm of Monday night. Nobody was hurt at the harbour of Marrow Bay.", "2031-05-03")
	second := article("b", "Ilse Tarn mourns landmark", "Mayor Ilse Tarn wept. Fishermen brought flowers and candles to the cliffs, and the choir sang.", "2031-05-03")
	was := []string{c.Add(Item{Article: first}), c.Add(Item{Article: second})}
	if events := c.Events(); len(events) != 2 {
		t.Fatalf("before: %s", parts(events))
	}
	for i := range 3 {
		both := first.Text + "\n\n" + second.Text
		c.Add(Item{Article: article(fmt.Sprint("c", i), "Storm fells beacon and Ilse Tarn mourns landmark", both, "2031-05-03")})
	}
	events := c.Events()
	if len(events) != 1 || len(events[0].Articles) != 5 {
		t.Fatalf("after: %s", parts(events))
	}
	for _, id := range was {
		if got := c.Forward(id); got != events[0].ID {
			t.Errorf("%s leads to %s, not to %s", id, got, events[0].ID)
		}
	}
	if c.Forward("e99") != "e99" || c.Forward("no id") != "no id" {
		t.Error("an id that is nobody's was changed")
	}
}

// TestSplitAsEvidenceArrives: single accounts of two matches look like one event
// until more come; the larger part keeps the id.
func TestSplitAsEvidenceArrives(t *testing.T) {
	c := New(Default())
	a, b := team("a", "Dunmere", "Saturday", "", 5), team("b", "Velkirk", "Tuesday", "", 4)
	c.Add(Item{Article: a[0]})
	id := c.Events()[0].ID
	for _, x := range append(a[1:], b...) {
		c.Add(Item{Article: x})
	}
	events := c.Events()
	if len(events) != 2 || events[0].ID != id || len(events[0].Articles) != 5 || c.Forward(id) != id {
		t.Errorf("got %s", parts(events))
	}
}

func TestSlight(t *testing.T) {
	for word, want := range map[string]bool{"Mr": true, "Al": true, "UN": false, "dam": false, "Ö": false} {
		if got := slight(sharedTerm{text: word}); got != want {
			t.Errorf("%q: %v", word, got)
		}
	}
}
