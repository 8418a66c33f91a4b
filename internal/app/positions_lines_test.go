package app

import (
	"strings"
	"testing"

	"synoptic/news"
)

const storyline = `storyline: A weir
p1 | Ada Lorne, mayor
i1 | p1 | closing the weir
i2 | p1 | the toll
e1 | 2031-05-01 | flood
e2 | 2032-05-01 | hearing
change | e2 i1 weakened | a condition
change | e2 i2 dropped | silence
== e1 Ledger
Flood

Lorne said {i1|the weir must close}. {i2|No toll}, she said.
== e2 Tide
Hearing

Lorne: {i1|it may close}.`

func TestParseStoryline(t *testing.T) {
	s, err := parseStoryline("w", storyline)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.articles) != 2 || len(s.events) != 2 || len(s.issues) != 2 || len(s.lines) != 1 {
		t.Fatalf("%d articles, %d events, %d issues, %d storylines", len(s.articles), len(s.events), len(s.issues), len(s.lines))
	}
	steps := s.issues[0].Steps
	if len(steps) != 2 || steps[0].Change != news.First || steps[1].Change != news.WeakenedStep {
		t.Errorf("%+v: want first, weakened", steps)
	}
	if got := steps[0].Passages[0].Span.In(s.articles[0].Text); got != "the weir must close" {
		t.Errorf("passage %q", got)
	}
	if toll := s.issues[1].Steps; len(toll) != 2 || toll[1].Change != news.Dropped || len(toll[1].Passages) != 0 {
		t.Errorf("%+v: want the toll dropped", toll)
	}
}

func TestParseStorylineRefuses(t *testing.T) {
	for _, change := range [][2]string{
		{"{i1|it may", "{i9|it may"}, {"== e2", "== e7"}, {"2032-05-01", "spring"}, {"e2 i1 weakened", "e5 i1 weakened"}, {"e2 i1 weakened", "e2 i1 dropped"}, {"p1 | Ada", "Ada"},
	} {
		if _, err := parseStoryline("w", strings.Replace(storyline, change[0], change[1], 1)); err == nil {
			t.Errorf("with %q it is read", change[1])
		}
	}
}
