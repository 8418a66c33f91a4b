package paraphrase

import (
	"strings"
	"testing"
)

func TestRelation(t *testing.T) {
	l := English()
	for _, c := range []struct {
		a, b     string
		same     bool
		stronger int
		opposed  bool
	}{
		{"withdraw", "pull_out", true, 0, false},
		{"beat", "criticize", false, 0, false},
		{"criticism", "condemnation", true, 1, false},
		{"urge", "demand", true, 1, false},
		{"leave", "join", false, 0, true},
		{"raise", "cut", false, 0, true},
		{"earthquake", "verdict", false, 0, false},
	} {
		same, stronger, opposed := Relation(l.Senses(c.a), l.Senses(c.b))
		if same != c.same || stronger != c.stronger || opposed != c.opposed {
			t.Errorf("%s %s: %v %d %v, want %v %d %v", c.a, c.b, same, stronger, opposed, c.same, c.stronger, c.opposed)
		}
	}
}

// The list must be lower case, with no word twice in a group and no group of one.
func TestListIsClean(t *testing.T) {
	for n, line := range strings.Split(embedded, "\n") {
		line, _, _ = strings.Cut(line, "#")
		seen := map[string]bool{}
		for _, w := range strings.Fields(line) {
			if w != strings.ToLower(w) || w != "<" && w != "!" && seen[w] {
				t.Errorf("line %d: %q", n+1, w)
			}
			seen[w] = true
		}
	}
}

func TestPhrasesLongestFirst(t *testing.T) {
	l := Parse("come_back return\ncome_into_force begin")
	if p := l.Phrases("come"); len(p) != 2 || len(p[0]) != 3 {
		t.Errorf("phrases of come: %v", p)
	}
}

func TestGroup(t *testing.T) {
	l := Parse("buy purchase < snap_up ! sell\n# none\nbuy acquire\n")
	for _, c := range []struct {
		group int32
		want  string
	}{{0, "buy purchase snap_up sell"}, {1, ""}, {2, "buy acquire"}, {3, ""}, {-1, ""}} {
		if got := strings.Join(l.Group(c.group), " "); got != c.want {
			t.Errorf("group %d: %q, want %q", c.group, got, c.want)
		}
	}
	for _, s := range l.Senses("buy") {
		if !strings.Contains(strings.Join(l.Group(s.Group), " "), "buy") {
			t.Errorf("group %d lacks a word of it", s.Group)
		}
	}
	if got := (*List)(nil).Group(0); got != nil {
		t.Errorf("the nil list: %q", got)
	}
}
