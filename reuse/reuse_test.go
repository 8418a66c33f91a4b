package reuse

import (
	"strings"
	"testing"

	"synoptic/news"
)

const wire = `HARBOUR TOWN, 3 May (Belnor) - The council of Marrow Bay voted on Thursday to rebuild the old lighthouse, which a storm had thrown down in January, after four hours of debate in a crowded hall.

"We owe it to those who come home by night," said the mayor, Ilse Tarn, who had asked for the vote twice before without success.

The work will take two years and cost nine million crowns, of which the province has promised to pay a third, according to the treasurer.

Fishermen had collected eleven thousand signatures. Their speaker, Odd Hennik, called the vote a late answer to a plain question.`

const unlike = `The spring fair opened under grey skies with a parade of tractors, three brass bands and the usual quarrel over parking places, which this year the police settled by closing the lower street to everybody but the bands.`

func TestKindsOfCopy(t *testing.T) {
	tests := []struct {
		name, text string
		kind       news.CopyKind
		found      bool
	}{
		{"same", wire, news.Identical, true},
		{"restyled marks and spaces", strings.NewReplacer(`"`, "”", "\n\n", "\n", " - ", " — ").Replace(wire), news.Identical, true},
		{"new head", "Beacon to shine again\n\nBy our staff and Belnor\n\n" + wire[strings.Index(wire, "The council"):], news.Near, true},
		{"cut tail", wire[:strings.Index(wire, "The work will")], news.Near, true},
		{"inside a longer one", unlike + "\n\n" + wire + "\n\n" + strings.ToUpper(unlike) + " Rain fell later over hills that nobody had mown since the last of the wet summers began there.", news.Partial, true},
		{"another text", unlike, "", false},
		{"one quotation alone", unlike + ` "We owe it to those who come home by night," said the mayor.` + " " + unlike, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := New(Default(), NewMemory(10))
			x.Add("a", wire, news.Date{})
			copies := x.Add("b", tt.text, news.Date{})
			if (len(copies) == 1) != tt.found {
				t.Fatalf("copies = %+v", copies)
			}
			if !tt.found {
				return
			}
			c := copies[0]
			if c.Article != "b" || c.Of != "a" || c.Kind != tt.kind {
				t.Errorf("got %s of %s, %s (share %.2f), want %s", c.Article, c.Of, c.Kind, c.Share, tt.kind)
			}
			for _, p := range c.Passages {
				a, b := wordsOf(p.Article.In(tt.text)), wordsOf(p.Of.In(wire))
				if a[0].hash != b[0].hash || a[len(a)-1].hash != b[len(b)-1].hash {
					t.Errorf("passage begins or ends with different words: %q, %q", p.Article.In(tt.text), p.Of.In(wire))
				}
			}
		})
	}
}

func TestPassageBridgesTranslatedName(t *testing.T) {
	other := strings.NewReplacer("Ilse Tarn", "Ilza Tarne", "Odd Hennik", "Od Henik").Replace(wire)
	c := Compare(Entry{ID: "b", Text: other}, Entry{ID: "a", Text: wire})
	if c.Kind != news.Near || len(c.Passages) != 1 {
		t.Fatalf("got %+v, want one passage of a near copy", c)
	}
	if p := c.Passages[0]; p.Article.Start != 0 || p.Article.End != len(other)-1 || p.Of.End != len(wire)-1 {
		t.Errorf("passage %+v does not run from end to end", p)
	}
}

func TestDirection(t *testing.T) {
	bare := wire[strings.Index(wire, "The council"):]
	credited := "Beacon\n\nBy our staff and Belnor\n\n" + bare
	day := func(d int) news.Date { return news.Date{Year: 2031, Month: 5, Day: d} }
	tests := []struct {
		name          string
		first, second string
		d1, d2        news.Date
		copied        string
	}{
		{"order of arrival", bare, bare + " Late.", news.Date{}, news.Date{}, "second"},
		{"a late original", bare, bare + " Late.", day(4), day(3), "first"},
		{"same day, first credits", credited, wire, day(3), day(3), "first"},
		{"same day, first has no slug", bare, wire, day(3), day(3), "first"},
		{"same day, second credits", wire, credited, day(3), day(3), "second"},
		{"date before credit", credited, wire, day(3), day(4), "second"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := New(Default(), NewMemory(10))
			x.Add("first", tt.first, tt.d1)
			c := x.Add("second", tt.second, tt.d2)
			if len(c) != 1 || c[0].Article != tt.copied {
				t.Errorf("got %+v, want %s to be the copy", c, tt.copied)
			}
		})
	}
}

func TestWindowForgets(t *testing.T) {
	m := NewMemory(3)
	x := New(Default(), m)
	x.Add("a", wire, news.Date{})
	for i := range 3 {
		if got := x.Add("b", wire[10*i:], news.Date{}); len(got) != i+1 {
			t.Errorf("text %d: %d copies, want %d", i+1, len(got), i+1)
		}
	}
	if got := x.Add("c", wire, news.Date{}); len(got) != 3 || got[0].Of == "a" {
		t.Errorf("after the window: %+v", got)
	}
	if _, ok := m.Entry(1); ok {
		t.Error("entry 1 should be forgotten")
	}
}

func TestCredits(t *testing.T) {
	tests := []struct{ text, credit, name string }{
		{"Head\n\nBy Staff, Agencies\n\nThe council voted.", "By Staff, Agencies", ""},
		{"MARROW BAY, May 3 (Belnor) - The council voted.", "MARROW BAY, May 3 (Belnor) -", "Belnor"},
		{"Marrow Bay, BNA – The council voted.", "Marrow Bay, BNA –", "BNA"},
		{"Head\n\nBy Dawn reporters and Belnor\n\nThe council voted.", "By Dawn reporters and Belnor", "Belnor"},
		{"Head\n\nA version of this report first appeared in the Bay Courier.\n\nThe council voted.", "first appeared in the Bay Courier", "Bay Courier"},
		{"Head\n\nFrom The Bay Courier, by arrangement\n\nThe council voted.", "From The Bay Courier, by arrangement", "Bay Courier"},
		{"The council voted.\n\n(With inputs from BNA)", "With inputs from BNA", "BNA"},
		{"The council voted.\nSource: Belnor", "Source: Belnor", "Belnor"},
		{"Head\n\nBy Per Hallam and Ada Lorne in Marrow\n\nThe council voted.", "", ""},
		{"Head\n\nBy Per Hallam, Court Correspondent\n\nThe council voted.", "", ""},
		{"The council (CMB) voted. It met (late) again.", "", ""},
	}
	for _, tt := range tests {
		credits := Credits(tt.text)
		if tt.credit == "" {
			if len(credits) > 0 {
				t.Errorf("%q: found %q", tt.text, credits[0].Span.In(tt.text))
			}
			continue
		}
		if len(credits) != 1 {
			t.Errorf("%q: %d credits", tt.text, len(credits))
		} else if got := credits[0].Span.In(tt.text); got != tt.credit || credits[0].Name != tt.name {
			t.Errorf("%q: got %q by %q, want %q by %q", tt.text, got, credits[0].Name, tt.credit, tt.name)
		}
	}
}

func TestOriginsFoldCopies(t *testing.T) {
	articles := []*news.Article{{ID: "a", Text: wire}, {ID: "b", Text: wire}, {ID: "c", Text: unlike}, {ID: "d", Text: unlike}}
	copies := []news.Copy{
		{Article: "b", Of: "a", Kind: news.Near, Share: 0.9},
		{Article: "d", Of: "a", Kind: news.Partial, Share: 0.1},
	}
	got := Origins(articles, copies, 0.5)
	if len(got) != 3 || got[0].Article != "a" || len(got[0].Copies) != 1 || got[0].Credited != "Belnor" {
		t.Errorf("got %+v, want a with b, c, d", got)
	}
}

func FuzzWords(f *testing.F) {
	f.Add("Agree-\nment, façade \"x\"\u00ad\xff")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, w := range wordsOf(s) {
			if w.span.Start < end || w.span.End <= w.span.Start || w.span.End > len(s) {
				t.Fatalf("bad span %v after %d in %d bytes", w.span, end, len(s))
			}
			end = w.span.End
		}
		New(Default(), NewMemory(2)).Add("x", s, news.Date{})
	})
}
