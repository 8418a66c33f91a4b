package quote

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"synoptic/text"
)

// The cases are written with the quotations marked: ⟦ ⟧ around the inner text of
// a complete one, ⟦? ⟧ where the closing mark is missing, ⟦ ?⟧ where the opening
// mark is, ⟦' ⟧ for single marks.
func parse(line string) (string, []text.Quote) {
	var t strings.Builder
	var qs []text.Quote
	var open []int
	for i := 0; i < len(line); {
		switch rest := line[i:]; {
		case strings.HasPrefix(rest, "⟦?"):
			open = append(open, len(qs))
			qs = append(qs, text.Quote{Inner: text.Span{Start: t.Len()}})
			i += len("⟦?")
		case strings.HasPrefix(rest, "⟦'"):
			open = append(open, len(qs))
			qs = append(qs, text.Quote{Inner: text.Span{Start: t.Len()}, Complete: true, Single: true})
			i += len("⟦'")
		case strings.HasPrefix(rest, "⟦"):
			open = append(open, len(qs))
			qs = append(qs, text.Quote{Inner: text.Span{Start: t.Len()}, Complete: true})
			i += len("⟦")
		case strings.HasPrefix(rest, "?⟧"):
			q := &qs[open[len(open)-1]]
			q.Inner.End, q.Complete = t.Len(), false
			open = open[:len(open)-1]
			i += len("?⟧")
		case strings.HasPrefix(rest, "⟧"):
			qs[open[len(open)-1]].Inner.End = t.Len()
			open = open[:len(open)-1]
			i += len("⟧")
		case strings.HasPrefix(rest, "¶"):
			t.WriteByte('\n')
			i += len("¶")
		default:
			t.WriteByte(line[i])
			i++
		}
	}
	return t.String(), qs
}

func show(t string, qs []text.Quote) string {
	var b strings.Builder
	for _, q := range qs {
		b.WriteString("\n\t" + q.Inner.In(t))
		if !q.Complete {
			b.WriteString(" (incomplete)")
		}
		if q.Single {
			b.WriteString(" (single)")
		}
	}
	return b.String()
}

func TestFind(t *testing.T) {
	f, err := os.Open("testdata/quotes.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		n++
		s, want := parse(line)
		got := Find(s)
		if show(s, got) != show(s, want) {
			t.Errorf("%s\n  got%s\n  want%s", s, show(s, got), show(s, want))
		}
	}
	if n < 60 {
		t.Errorf("%d cases, want 60 at least", n)
	}
}

func TestDepth(t *testing.T) {
	qs := Find(`She said: “He told me ‘no’ and “never” again.” Then: “Yes.”`)
	var depths []int
	for _, q := range qs {
		depths = append(depths, q.Depth)
	}
	if len(depths) != 4 || depths[0] != 0 || depths[1] != 1 || depths[2] != 1 || depths[3] != 0 {
		t.Errorf("depths %v, want [0 1 1 0]", depths)
	}
}

func check(t testing.TB, s string) {
	qs := Find(s)
	var open []text.Span
	for i, q := range qs {
		if q.Inner.Empty() || !q.Outer.Contains(q.Inner) || q.Outer.End > len(s) {
			t.Fatalf("quote %d: inner %v, outer %v in %d bytes", i, q.Inner, q.Outer, len(s))
		}
		for len(open) > 0 && open[len(open)-1].End <= q.Outer.Start {
			open = open[:len(open)-1]
		}
		if len(open) > 0 && !open[len(open)-1].Contains(q.Outer) {
			t.Fatalf("quote %d %v crosses %v", i, q.Outer, open[len(open)-1])
		}
		open = append(open, q.Outer)
		if q.Complete && !q.Single && q.Outer.Start == q.Inner.Start {
			t.Fatalf("quote %d is complete without an opening mark", i)
		}
	}
	if err := (&text.Document{Text: s, Quotes: qs}).Check(); err != nil {
		t.Fatal(err)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{`"a" b" "c`, "“a “b” c", "‘tis the workers’ ‘day’", "\"a\n\"b\nc\"", "``a'' «b» ›c‹ 「d」", "'\"'\"'\"", "5\" \"x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip()
		}
		check(t, s)
	})
}

// The time must grow with the text, not with its square: these would not end.
func TestLinear(t *testing.T) {
	for _, unit := range []string{`"a `, `a" `, "“", "”", "'a ", "a' ", "“a\n", "\"a\n\n"} {
		check(t, strings.Repeat(unit, 1<<20/len(unit)))
	}
}

func BenchmarkFind(b *testing.B) {
	s := strings.Repeat("The mayor said: “The weir must close.” Its owner's lawyer called that ‘nonsense’ and \"late\".\n", 1000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Find(s)
	}
}
