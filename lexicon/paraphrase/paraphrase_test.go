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

func TestScales(t *testing.T) {
	l := Scales()
	for _, c := range []struct {
		a, b     string
		stronger int
	}{
		{"consider", "decide", 1},
		{"decide", "plan", -1},
		{"push_back", "drive_out", 1},
		{"concern", "outcry", 2},
		{"postpone", "cancel", 2},
		{"ease", "repeal", 2},
		{"praise", "condemn", 0},
		{"controversy", "dispute", 0},
		{"earthquake", "verdict", 0},
	} {
		if _, stronger, _ := Relation(l.Senses(c.a), l.Senses(c.b)); stronger != c.stronger {
			t.Errorf("%s %s: %d, want %d", c.a, c.b, stronger, c.stronger)
		}
	}
}

// The lists must be lower case, with no word twice in a group.
func TestListsAreClean(t *testing.T) {
	for name, list := range map[string]string{"paraphrase.txt": embedded, "scales.txt": scales} {
		for n, line := range strings.Split(list, "\n") {
			line, _, _ = strings.Cut(line, "#")
			seen := map[string]bool{}
			for _, w := range strings.Fields(line) {
				if w != strings.ToLower(w) || w != "<" && w != "!" && seen[w] {
					t.Errorf("%s, line %d: %q", name, n+1, w)
				}
				seen[w] = true
			}
		}
	}
}

// No scale may turn round what another says of two words.
func TestScalesAgree(t *testing.T) {
	type pair [2]string
	order := map[pair]int{} // of a word and a stronger one, the line
	for n, line := range strings.Split(scales, "\n") {
		line, _, _ = strings.Cut(line, "#")
		var weaker []string
		for _, part := range strings.Split(line, "<") {
			words := strings.Fields(part)
			for _, w := range words {
				for _, v := range weaker {
					order[pair{v, w}] = n + 1
				}
			}
			weaker = append(weaker, words...)
		}
	}
	for p, n := range order {
		if m, turned := order[pair{p[1], p[0]}]; turned && n < m {
			t.Errorf("%s < %s in line %d, the other way round in line %d", p[0], p[1], n, m)
		}
	}
}

// A line of scales.txt has two parts at least, none of them empty, and no
// opposites.
func TestScalesHaveDegrees(t *testing.T) {
	for n, line := range strings.Split(scales, "\n") {
		line, _, _ = strings.Cut(line, "#")
		if strings.TrimSpace(line) == "" {
			continue
		}
		parts := strings.Split(line, "<")
		for _, p := range parts {
			if len(parts) < 2 || strings.TrimSpace(p) == "" || strings.Contains(p, "!") {
				t.Errorf("line %d: %q", n+1, line)
			}
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
