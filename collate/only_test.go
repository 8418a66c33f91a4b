package collate

import (
	"slices"
	"testing"
)

// What another account has nearly word for word is in no account only, whether or not
// it is of a point.
func TestOnly(t *testing.T) {
	const storm = "The storm broke nine masts in the old harbour of Osk on Monday night."
	for _, c := range []struct {
		why, a, b, third string
		want             []string // of a
	}{
		{"a copy", storm, storm, "Rain fell.", nil},
		{"a copy in other marks", storm, "“The storm broke nine masts, in the old harbour of Osk, on Monday night”, he said.", "Rain fell.", nil},
		{"a word changed", storm, "The storm broke ten masts in the old harbour of Osk on Monday night.", "Rain fell.", nil},
		{"a copy cut in two", "The storm broke nine masts in the old harbour, and the mayor slept at home.", "The storm broke nine masts in the old harbour. And the mayor slept at home.", "Rain fell.", nil},
		{"inside a longer one", "The storm broke nine masts.", "Keld wrote that the storm broke nine masts and one old crane.", "Rain fell.", nil},
		{"more than another has", "Keld wrote that the storm broke nine masts and one old crane.", "The storm broke nine masts.", "Rain fell.", []string{"Keld wrote that the storm broke nine masts and one old crane."}},
		{"the same words in another order", "Nine masts broke in Osk.", "In Osk broke masts nine.", "Rain fell.", []string{"Nine masts broke in Osk."}},
		{"one half in each of two others", "The storm broke nine masts, and the mayor slept at home.", "The storm broke nine masts.", "And the mayor slept at home.", []string{"The storm broke nine masts, and the mayor slept at home."}},
		{"twice in one account", "Nine masts broke. Nine masts broke.", "Rain fell.", "Snow fell.", []string{"Nine masts broke.", "Nine masts broke."}},
		{"two words", "Masts broke.", "Masts broke.", "Rain fell.", nil},
		{"two words of a longer sentence", "Masts broke.", "Nine masts broke.", "Rain fell.", []string{"Masts broke."}},
	} {
		e := newEvent([]Account{plainAccount("a", c.a), plainAccount("b", c.b), plainAccount("c", c.third)})
		var got []string
		for _, p := range e.only(make([]bool, len(e.all))) {
			if p.Article == "a" {
				got = append(got, p.Span.In(c.a))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: only a has %q, want %q", c.why, got, c.want)
		}
	}
	e := newEvent([]Account{plainAccount("a", storm), plainAccount("b", "Rain fell.")})
	if got := e.only([]bool{true, false}); len(got) != 1 || got[0].Article != "b" {
		t.Errorf("a sentence of a point is told as only there: %v", got)
	}
}
