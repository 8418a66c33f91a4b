package eval

import (
	"math"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

func said(article string, start, end int) news.Passage {
	return news.Passage{Article: article, Span: text.Span{Start: start, End: end}}
}

func stepAt(event string, c news.Change, ps ...news.Passage) PositionStep {
	return PositionStep{Event: event, Change: c, Passages: ps}
}

// Gold: an issue of four passages over two events that is dropped at a third,
// and one of a single passage.
var goldPositions = []PositionIssue{
	{"x", []PositionStep{
		stepAt("e1", news.First, said("a", 0, 10), said("b", 0, 10)),
		stepAt("e2", news.Reversed, said("c", 0, 10), said("d", 0, 10)),
		stepAt("e3", news.Dropped),
	}},
	{"x", []PositionStep{stepAt("e2", news.First, said("c", 20, 30))}},
}

func TestScorePositions(t *testing.T) {
	for _, c := range []struct {
		name                           string
		system                         []PositionIssue
		f1, precision, recall, changes float64
		found                          int
	}{
		{"itself", goldPositions, 100, 100, 100, 100, 5},
		// Six pairs of gold: one was found. Alone: P 1; recall (2+2+1+1)/... = (.5+.5+.25+.25+1)/5.
		{"first step only", []PositionIssue{{"x", []PositionStep{stepAt("e1", news.First, said("a", 2, 8), said("b", 0, 12))}}},
			100 * 2 * .5 / 1.5, 100, 100 / 6., 0, 2},
		{"one group", []PositionIssue{{"x", []PositionStep{
			stepAt("e1", news.First, said("a", 0, 10), said("b", 0, 10)),
			stepAt("e2", news.Repeated, said("c", 0, 30), said("d", 0, 10)),
			stepAt("e3", news.Dropped),
		}}}, 100 * 2 * .68 / 1.68, 60, 100, 50, 5},
		{"another actor", []PositionIssue{{"y", goldPositions[0].Steps}}, 100 * 2 * .4 / 1.4, 100, 0, 0, 0},
		{"nothing", nil, 100 * 2 * .4 / 1.4, 100, 0, 0, 0},
	} {
		p := ScorePositions(goldPositions, c.system)
		for _, v := range []struct {
			what      string
			got, want float64
		}{
			{"B3 F1", p.Groups.F1, c.f1}, {"pair precision", p.Pairs.Precision(), c.precision}, {"pair recall", p.Pairs.Recall(), c.recall},
			{"changes", p.Changes.Recall(), c.changes}, {"found", float64(p.Found.Right), float64(c.found)},
		} {
			if math.Abs(v.got-v.want) > 1e-9 {
				t.Errorf("%s: %s %.3f, want %.3f", c.name, v.what, v.got, v.want)
			}
		}
	}
}

func TestDroppedThatIsNotInGold(t *testing.T) {
	system := []PositionIssue{{"x", []PositionStep{stepAt("e2", news.First, said("c", 20, 30)), stepAt("e3", news.Dropped)}}}
	p := ScorePositions(goldPositions, system)
	if p.Dropped != (Tally{Right: 0, Claimed: 1, Gold: 1}) {
		t.Errorf("dropped %+v, want one claimed wrongly", p.Dropped)
	}
}
