package text

import (
	"strings"
	"testing"
)

// A stretch has the marks right beside it that belong to those inside.
func TestWithMarks(t *testing.T) {
	for _, c := range []struct{ text, found, want string }{
		{"he called it “the worst deal.”", "it “the worst deal", "it “the worst deal.”"},
		{"he called it “the worst” deal", "the worst” deal", "“the worst” deal"},
		{"he called it “the worst deal ever”", "it “the worst", "it “the worst"}, // what is quoted goes on
		{"he called “it” bad", "called “it” bad", "called “it” bad"},
		{"“It is bad”, he said", "It is bad", "It is bad"},
		{`The move was a "bad idea." Osk waits`, `a "bad idea`, `a "bad idea."`},
		{`The move was a "bad idea," she said`, `a "bad idea`, `a "bad idea,"`},
		{"The guard “stays”, he said", "stays”, he said", "“stays”, he said"},
		{`The guard "stays," he said`, `stays," he said`, `"stays," he said`},
		{`The guard “stays", he said`, `stays", he said`, `“stays", he said`}, // marks of two kinds
	} {
		open, end := strings.IndexAny(c.text, `“"`), strings.LastIndexAny(c.text, `”"`)
		q := Quote{Outer: Span{open, end + markLen(c.text[end:])}, Inner: Span{open + markLen(c.text[open:]), end}, Complete: true}
		d := &Document{Text: c.text, Quotes: []Quote{q}}
		from := strings.Index(c.text, c.found)
		got := d.WithMarks(Span{from, from + len(c.found)})
		if got.In(c.text) != c.want {
			t.Errorf("%s: {%s}, want {%s}", c.text, got.In(c.text), c.want)
		}
		opens, closes := got.Contains(Span{open, q.Inner.Start}), got.Contains(Span{end, q.Outer.End})
		if d.HalfQuoted(got) != (opens != closes) {
			t.Errorf("%s: half quoted %v", c.want, opens == closes)
		}
	}
}

func markLen(s string) int {
	if s[0] == '"' {
		return 1
	}
	return len("“")
}
