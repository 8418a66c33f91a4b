package cluster

import (
	"testing"

	"synoptic/news"
)

func TestApply(t *testing.T) {
	events := []news.Event{
		{ID: "e1", Title: "Vote", Articles: []string{"a", "b", "x"}, Reasons: []news.Reason{{A: "a", B: "x"}, {A: "a", B: "b"}}},
		{ID: "e2", Title: "Strike", Articles: []string{"c"}},
		{ID: "e3", Title: "Strike over", Articles: []string{"d"}},
	}
	decide := func(id string, k news.DecisionKind, subjects []string, args ...string) news.Decision {
		return news.Decision{ID: id, Kind: k, Subjects: subjects, Args: args}
	}
	merge := decide("d1", news.MergeEvents, []string{"e2", "e3"})
	split := decide("d2", news.SplitEvent, []string{"e1"}, "x")
	part := decide("d3", news.MergeEvents, []string{"e3", "e1.d2"})
	move := decide("d9", news.MoveArticle, []string{"e3"}, "x", "c")
	name := decide("d4", news.RenameEvent, []string{"e1"}, "Lighthouse")
	undone := merge
	undone.Undone = true
	forwarded := decide("d5", news.RenameEvent, []string{"e9"}, "Sailing")
	byArticle := decide("d6", news.RenameEvent, []string{"e77"}, "Sailing")
	byArticle.Names = []string{"c"}
	gone := decide("d7", news.MergeEvents, []string{"e1", "e88"})
	reject := decide("d8", news.RejectEvent, []string{"e1"})
	tests := []struct {
		name      string
		decisions []news.Decision
		want      string
		titles    string
	}{
		{"none", nil, "a+b+x c d", "Vote,Strike,Strike over"},
		{"merge", []news.Decision{merge}, "a+b+x c+d", "Vote,Strike"},
		{"undone", []news.Decision{undone}, "a+b+x c d", "Vote,Strike,Strike over"},
		{"split", []news.Decision{split}, "a+b c d x", "Vote,Strike,Strike over,"},
		{"a part to an event that was merged", []news.Decision{merge, split, part}, "a+b c+d+x", "Vote,Strike"},
		{"move, the last article of an event too", []news.Decision{move}, "a+b d+x+c", "Vote,Strike over"},
		{"merge with an event that has gone on as another", []news.Decision{move, merge}, "a+b d+x+c", "Vote,Strike over"},
		{"name", []news.Decision{name}, "a+b+x c d", "Lighthouse,Strike,Strike over"},
		{"forwarded", []news.Decision{forwarded}, "a+b+x c d", "Vote,Strike,Sailing"},
		{"found by its article", []news.Decision{byArticle}, "a+b+x c d", "Vote,Sailing,Strike over"},
		{"gone", []news.Decision{gone}, "a+b+x c d", "Vote,Strike,Strike over"},
		{"reject", []news.Decision{reject}, "a c d b x", "Vote,Strike,Strike over,,"},
	}
	forward := func(id string) string {
		if id == "e9" {
			return "e3"
		}
		return id
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Apply(events, tt.decisions, forward)
			titles := ""
			for i, e := range got {
				if i > 0 {
					titles += ","
				}
				titles += e.Title
			}
			if parts(got) != tt.want || titles != tt.titles {
				t.Errorf("got %s (%s), want %s (%s)", parts(got), titles, tt.want, tt.titles)
			}
		})
	}
	if parts(events) != "a+b+x c d" || len(events[0].Reasons) != 2 {
		t.Error("the events given were changed")
	}
}
