package store

import (
	"fmt"
	"strings"
	"testing"

	"synoptic/internal/fault"
)

// show writes a query so that its structure can be read.
func show(q Query) string {
	var any []string
	for _, c := range q.Any {
		var parts []string
		for _, t := range c.All {
			parts = append(parts, showTerm(t))
		}
		for _, t := range c.Not {
			parts = append(parts, "-"+showTerm(t))
		}
		any = append(any, strings.Join(parts, " "))
	}
	return strings.Join(any, " | ")
}

func showTerm(t Term) string {
	if t.Group != nil {
		return "(" + show(*t.Group) + ")"
	}
	s := fmt.Sprintf("[%s]", t.Words)
	if t.Prefix {
		s += "*"
	}
	return s
}

func TestParseQuery(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"harbour dues", "[harbour] [dues]"},
		{`"harbour dues" raise*`, "[harbour dues] [raise]*"},
		{"“harbour dues” now", "[harbour dues] [now]"},
		{"«harbour dues»", "[harbour dues]"},
		{"harbour OR port -strike", "[harbour] | [port] -[strike]"},
		{"harbour AND NOT strike", "[harbour] -[strike]"},
		{"(harbour OR port) dues", "([harbour] | [port]) [dues]"},
		{`"never closed words`, "[never closed words]"},
		{"a) b", "[a] [b]"},
		{"(a b", "([a] [b])"},
		{"() — a", "[a]"},
		{"al-Sudani", "[al-Sudani]"},
		{"or and not", "[or] [and] [not]"},
		{"حشد", "[حشد]"},
	} {
		q, err := ParseQuery(c.in)
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
		} else if got := show(q); got != c.want {
			t.Errorf("%q: got %s, want %s", c.in, got, c.want)
		}
	}
}

func TestParseQueryRefuses(t *testing.T) {
	for _, in := range []string{"", "  ", "-strike", "— …", "()", "a OR -b", strings.Repeat("a ", 200)} {
		if q, err := ParseQuery(in); fault.Of(err) != fault.Usage || err == nil {
			t.Errorf("%q: got %s, %v, want a usage fault", in, show(q), err)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	f.Add(`a "b c" (d OR -e*) NOT`)
	f.Fuzz(func(t *testing.T, s string) {
		q, err := ParseQuery(s)
		if err != nil {
			return
		}
		for _, c := range q.Any {
			if len(c.All) == 0 {
				t.Fatalf("%q: a clause without a word to look for: %s", s, show(q))
			}
		}
	})
}
