package job

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"testing"

	"synoptic/internal/store/sqlite"
	"synoptic/news"
	"synoptic/text"
)

type asker struct {
	asked []string
	fail  bool
}

func (a *asker) Model() string  { return "tiny" }
func (a *asker) Prompt() string { return "1" }
func (a *asker) Ask(_ context.Context, x, y string) (news.Verdict, error) {
	if a.fail {
		return "", errors.New("down")
	}
	a.asked = append(a.asked, x+"/"+y)
	return news.No, nil
}

func compared() *news.Coverage {
	r := func(account string, start, end int, sure float32) news.Reading {
		return news.Reading{Account: account, Span: text.Span{Start: start, End: end}, Confidence: sure}
	}
	return &news.Coverage{
		Articles: []news.Article{{ID: "a", Text: "abcdef"}, {ID: "b", Text: "ghijkl"}, {ID: "c", Text: "mnopqr"}},
		Comparisons: []news.Comparison{{Points: []news.Point{{ID: "p1", Standing: 1,
			Readings: []news.Reading{r("a", 0, 2, .5), r("b", 0, 3, .9), r("c", 0, 1, .4), r("c", 3, 6, .8)}}}}},
	}
}

func TestSecondOpinion(t *testing.T) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "s.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ask := &asker{}
	c := compared()
	if err := SecondOpinion(ctx, s, ask, c, nil); err != nil {
		t.Fatal(err)
	}
	p := c.Comparisons[0].Points[0]
	want := []news.Opinion{{Accounts: [2]string{"b", "a"}, Verdict: news.No, Model: "tiny", Prompt: "1"}, {Accounts: [2]string{"b", "c"}, Verdict: news.No, Model: "tiny", Prompt: "1"}}
	if !reflect.DeepEqual(p.Opinions, want) || !reflect.DeepEqual(ask.asked, []string{"ghi/ab", "ghi/pqr"}) {
		t.Errorf("opinions %+v of %q", p.Opinions, ask.asked)
	}
	p.Opinions = nil
	if !reflect.DeepEqual(p, compared().Comparisons[0].Points[0]) {
		t.Errorf("the point itself is changed: %+v", p)
	}
	again := &asker{fail: true}
	if err := SecondOpinion(ctx, s, again, c, nil); err != nil || len(c.Comparisons[0].Points[0].Opinions) != 2 {
		t.Errorf("kept answers are asked for again: %v", err)
	}
	if err := SecondOpinion(ctx, nil, again, c, nil); err == nil {
		t.Error("an endpoint that is down is no error")
	}
}
