package app

import (
	"slices"
	"testing"

	"synoptic/text"
)

func TestReadEvent(t *testing.T) {
	w, err := readEvent("e", `event: A bridge is closed
date: 2031-05-12
c1 | Ana Velmor | The bridge stays closed.
c2 |  | Ferries sank.
== Courier
{c2|Ferries sink}; {c1?|bridge 'shut'}

{c1|The bridge {c2|after the ferries sank} stays closed}, she said.
== Anvil
Headline

{c1|Closed.}
`)
	if err != nil {
		t.Fatal(err)
	}
	if len(w.articles) != 2 || len(w.claims) != 2 || w.articles[1].Outlet != "Anvil" || w.articles[0].Published.Month != 5 {
		t.Fatalf("%+v", w)
	}
	var got []string
	for _, c := range w.claims {
		for _, r := range w.readings[c] {
			a := w.articles[0]
			if r.Article == w.articles[1].ID {
				a = w.articles[1]
			}
			s := c + " " + a.Text[r.Span.Start:r.Span.End]
			if r.Part {
				s += " (part)"
			}
			got = append(got, s)
		}
	}
	want := []string{"c1 bridge 'shut' (part)", "c1 The bridge after the ferries sank stays closed", "c1 Closed.", "c2 Ferries sink", "c2 after the ferries sank"}
	if len(got) != len(want) {
		t.Fatalf("readings %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("reading %q, want %q", got[i], want[i])
		}
	}
}

func TestReadEventRefuses(t *testing.T) {
	for _, s := range []string{"", "c1 |  | A.\n== A\n{c1|x\n== B\ny", "c1 |  | A.\n== A\nx}\n== B\ny", "c1 |  | A.\n== A\n{c1 x}\n== B\ny", "c1 |  | A.\n== A\n{c1|x}"} {
		if _, err := readEvent("e", s); err == nil {
			t.Errorf("%q is read", s)
		}
	}
}

func TestReadSiblings(t *testing.T) {
	w, err := readSiblings("s", "topic: two falls\nA1 | A man fell.\nA1 | Man falls\nB1 | A woman slipped.\nB1 | Woman slips\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(w.articles) != 2 || w.articles[1].Text != "Man falls\n\nWoman slips" {
		t.Fatalf("%+v", w.articles)
	}
	if r := w.readings["B1"][1]; r.Article != w.articles[1].ID || r.Span != (text.Span{Start: 11, End: 22}) {
		t.Errorf("reading %+v", r)
	}
	if _, err := readSiblings("s", "A1 | One.\nB1 | Two."); err == nil {
		t.Error("sentences that tell nothing the same are read")
	}
}

// A sentence goes to an account that has none of its claims yet, and its readings
// are the whole of it.
func TestReadWires(t *testing.T) {
	w, err := readWires("w", "topic: two falls\nA | A man fell.\nA,B | The man fell and a woman slipped.\n- | It rained.\nB | Woman slips\nA | Fall kills man\nB | A slip.\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(w.articles) != 5 || !slices.Equal(w.claims, []string{"A", "B"}) {
		t.Fatalf("%d accounts with claims %v", len(w.articles), w.claims)
	}
	for c, want := range map[string][]string{"A": {"w-1 A man fell.", "w-2 The man fell and a woman slipped.", "w-5 Fall kills man"}, "B": {"w-2 The man fell and a woman slipped.", "w-4 Woman slips", "w-1 A slip."}} {
		var got []string
		for _, r := range w.readings[c] {
			for _, a := range w.articles {
				if a.ID == r.Article {
					got = append(got, r.Article+" "+a.Text[r.Span.Start:r.Span.End])
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", c, got, want)
		}
	}
	if _, err := readWires("w", "A | One.\nA | Two."); err == nil {
		t.Error("two sentences are dealt to five accounts")
	}
}
