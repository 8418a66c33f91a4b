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
