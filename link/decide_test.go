package link

import (
	"strings"
	"testing"
	"time"

	"synoptic/internal/fault"
	"synoptic/news"
)

func decision(id string, k news.DecisionKind, subjects string, args ...string) news.Decision {
	return news.Decision{ID: id, Who: "Mara", When: time.Date(2031, 4, 8, 0, 0, 0, 0, time.UTC), Kind: k, Subjects: strings.Fields(subjects), Args: args}
}

func ids(as []news.Actor) string {
	var out []string
	for _, a := range as {
		out = append(out, a.ID)
	}
	return strings.Join(out, " ")
}

func someActors() []news.Actor {
	return []news.Actor{
		{ID: "a", Name: "Ada", Mentions: 3, Aliases: []news.Alias{{Text: "Ada", Count: 2}, {Text: "Adda", Count: 1}}},
		{ID: "b", Name: "Bel", Mentions: 2, Aliases: []news.Alias{{Text: "Bel", Count: 2}}},
		{ID: "c", Name: "Cam", Mentions: 1, Aliases: []news.Alias{{Text: "Cam", Count: 1}}},
	}
}

func TestOverlay(t *testing.T) {
	undone := decision("1", news.MergeActors, "a b")
	undone.Undone = true
	for _, c := range []struct {
		name, want string
		ds         []news.Decision
	}{
		{"nothing", "a b c", nil},
		{"merge", "a c", []news.Decision{decision("1", news.MergeActors, "a b")}},
		{"merge into the later id", "b c", []news.Decision{decision("1", news.MergeActors, "b a")}},
		{"merge of merged", "c", []news.Decision{decision("1", news.MergeActors, "a b"), decision("2", news.MergeActors, "c a")}},
		{"undone", "a b c", []news.Decision{undone}},
		{"reject", "a c", []news.Decision{decision("1", news.RejectActor, "b")}},
		{"split", "a a~adda b c", []news.Decision{decision("1", news.SplitActor, "a", "Adda")}},
		{"split all is no split", "a b c", []news.Decision{decision("1", news.SplitActor, "b", "Bel")}},
		{"other kinds", "a b c", []news.Decision{decision("1", news.MergeEvents, "a b")}},
	} {
		o := NewOverlay(c.ds)
		if got := ids(o.Actors(someActors())); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// What two actors share is there once when they are one.
func TestOverlayJoins(t *testing.T) {
	seen := func(rule string) []news.Evidence { return []news.Evidence{{Rule: rule}} }
	day := func(d int) news.Date { return news.Date{Year: 2031, Month: 4, Day: d} }
	a := news.Actor{ID: "a", Name: "Ada Lorne", Aliases: []news.Alias{{Text: "Ada Lorne", Count: 2, Evidence: seen("name")}, {Text: "Lorne", Count: 1, Evidence: seen("short form")}},
		Roles: []news.Role{{Text: "mayor", From: day(3), To: day(4), Evidence: seen("title")}}, External: []string{"Q1"}}
	b := news.Actor{ID: "b", Name: "Lorne", Aliases: []news.Alias{{Text: "Lorne", Count: 4, Evidence: seen("name")}},
		Roles: []news.Role{{Text: "mayor", From: day(1), To: day(2), Evidence: seen("title")}, {Text: "miller"}}, External: []string{"Q1", "Q2"}}
	got := NewOverlay([]news.Decision{decision("1", news.MergeActors, "a b")}).Actors([]news.Actor{a, b})[0]
	if len(got.Aliases) != 2 || got.Aliases[0].Text != "Lorne" || got.Aliases[0].Count != 5 || len(got.Aliases[0].Evidence) != 3 {
		t.Errorf("aliases %+v", got.Aliases)
	}
	if len(got.Roles) != 2 || got.Roles[1].From != day(1) || got.Roles[1].To != day(4) || len(got.Roles[1].Evidence) != 2 {
		t.Errorf("roles %+v", got.Roles)
	}
	if len(got.External) != 2 {
		t.Errorf("external %q", got.External)
	}
	if a.Aliases[1].Count != 1 || a.Roles[0].From != day(3) {
		t.Error("what was given has changed")
	}
}

func TestOverlayOfMentions(t *testing.T) {
	o := NewOverlay([]news.Decision{decision("1", news.SplitActor, "a", "Adda"), decision("2", news.RejectActor, "b"), decision("3", news.MergeActors, "d c")})
	for _, c := range [][3]string{{"a", "Ada", "a"}, {"a", "ADDA", "a~adda"}, {"b", "Bel", ""}, {"c", "Cam", "d"}} {
		if got := o.Of(c[0], c[1]); got != c[2] {
			t.Errorf("Of(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestMergeKeepsEverything(t *testing.T) {
	as := NewOverlay([]news.Decision{decision("1", news.MergeActors, "a b"), decision("2", news.RenameActor, "a", "Ada Bel")}).Actors(someActors())
	a := as[0]
	if a.Name != "Ada Bel" || a.Mentions != 5 || len(a.Aliases) != 3 {
		t.Errorf("%+v", a)
	}
	for _, al := range a.Aliases {
		if al.Text == "Bel" && (len(al.Evidence) == 0 || al.Evidence[0].Rule != "decision") {
			t.Errorf("no evidence of the decision: %+v", al)
		}
	}
	if someActors()[0].Mentions != 3 {
		t.Error("input changed")
	}
}

func TestBindFindsSubjectsByName(t *testing.T) {
	d := decision("1", news.MergeActors, "gone b")
	d.Names = []string{"Cam", "Bel"}
	if got := ids(NewOverlay([]news.Decision{d}).Actors(someActors())); got != "a c" {
		t.Errorf("got %s, want a c", got)
	}
}

func TestCheckDecision(t *testing.T) {
	never := decision("n1", news.NeverSame, "a b")
	merge := decision("m1", news.MergeActors, "c b")
	for _, c := range []struct {
		name string
		have []news.Decision
		d    news.Decision
		kind fault.Kind // of the error; -1 for none
		says string
	}{
		{"fine", nil, merge, -1, ""},
		{"never the same", []news.Decision{never}, decision("2", news.MergeActors, "b a"), fault.Conflict, "Mara on 2031-04-08 (decision n1)"},
		{"never the same by way of a merge", []news.Decision{never, merge}, decision("2", news.MergeActors, "a c"), fault.Conflict, "decision n1"},
		{"one already", []news.Decision{merge}, decision("2", news.NeverSame, "b c"), fault.Conflict, "one actor already"},
		{"rejected", []news.Decision{decision("r", news.RejectActor, "a")}, decision("2", news.MergeActors, "a c"), fault.Conflict, "rejected"},
		{"too few", nil, decision("2", news.MergeActors, "a"), fault.Usage, "at least 2"},
		{"split without aliases", nil, decision("2", news.SplitActor, "a"), fault.Usage, "arguments"},
		{"not ours", nil, decision("2", news.MergePoints, "p"), -1, ""},
	} {
		err := CheckDecision(c.have, c.d)
		if c.kind < 0 {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err == nil || fault.Of(err) != c.kind || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestCheckUndo(t *testing.T) {
	split := decision("1", news.SplitActor, "a", "Adda")
	rests := decision("2", news.RenameActor, "a~adda", "Addie")
	undone := decision("3", news.RejectActor, "c")
	undone.Undone = true
	ds := []news.Decision{split, rests, undone}
	for id, want := range map[string]string{"1": "decision 2", "2": "", "3": "already", "9": "no such"} {
		if err := CheckUndo(ds, id); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("undo %s: %v, want %q", id, err, want)
		}
	}
}

func TestNeverSameKeepsTheLinkerFromJoining(t *testing.T) {
	texts := []string{"2031-04-08: [0 ORG Popular Shield Union] spoke.", "2031-04-08: [0 ORG Dirat al-Zafin] spoke.", "2031-04-09: [0 ORG Popular Shield Union] , also known as [0 ORG Dirat al-Zafin] , spoke."}
	got, _ := stream(Options{Decisions: []news.Decision{decision("1", news.NeverSame, "popular-shield-union dirat-al-zafin")}}, texts...)
	if s := letters(got); s != "a b a" {
		t.Errorf("linked as %s", s)
	}
}
