package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

func TestPositions(t *testing.T) {
	c := &news.Coverage{Articles: []news.Article{{ID: "a", Outlet: "=Wire", Text: "Žor must leave"}}}
	st := news.Statement{ID: "s", Article: "a", Actor: "x", Content: []text.Span{{Start: 5, End: 15}}, Kind: text.Direct}
	p := &news.Positions{Actors: []news.Actor{{ID: "x", Name: "X"}}, Issues: []news.Issue{{ID: "i", Actor: "x", Title: "leaving", Steps: []news.Step{
		{Event: "e1", Date: news.Date{Year: 2031, Month: 1, Day: 2}, Statements: []news.Statement{st}, Accounts: 1, Heard: 2, Change: news.First, Confidence: 1},
		{Event: "e2", Heard: 2, Change: news.Dropped, Since: "e1", Confidence: .5}}}}}
	var b bytes.Buffer
	if err := Positions(&b, c, p, Options{Offsets: text.CodePoint}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Offsets string
		Actor   struct{ ID string }
		Issues  []struct {
			Steps []struct {
				Statements []struct {
					Start, End int
					Text       string
				}
				Change      string
				Since, Date *string
				Heard       int
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	steps := got.Issues[0].Steps
	if s := steps[0].Statements[0]; got.Actor.ID != "x" || s.Text != "must leave" || s.Start != 4 || s.End != 14 {
		t.Errorf("%+v: want the passage, and its place in code points", got)
	}
	if s := steps[1]; s.Change != "dropped" || s.Since == nil || *s.Since != "e1" || s.Date != nil || s.Heard != 2 {
		t.Errorf("second step %+v", s)
	}
	b.Reset()
	if err := PositionsCSV(&b, c, p, Options{}); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != 3 || len(rows[0]) != len(PositionColumns) {
		t.Fatalf("%v %v", rows, err)
	}
	if rows[1][11] != "'=Wire" || rows[1][15] != "must leave" || rows[2][5] != "dropped" {
		t.Errorf("rows %q", rows[1:])
	}
}
