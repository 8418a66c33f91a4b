package revise

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"synoptic/text"
)

// doc makes a document of lines that are sentences; what stands between “ and ”
// is a quotation.
func doc(lines ...string) *text.Document {
	d := &text.Document{Text: strings.Join(lines, "\n"), Quotes: []text.Quote{}}
	at := 0
	for _, l := range lines {
		d.Sentences = append(d.Sentences, text.Sentence{Span: text.Span{Start: at, End: at + len(l)}})
		at += len(l) + 1
	}
	for from := 0; ; {
		i := strings.Index(d.Text[from:], "“")
		if i < 0 {
			return d
		}
		start := from + i + len("“")
		end := start + strings.Index(d.Text[start:], "”")
		d.Quotes = append(d.Quotes, text.Quote{Outer: text.Span{Start: start - 3, End: end + 3}, Inner: text.Span{Start: start, End: end}})
		from = end
	}
}

// write shows steps: "=" same, "+" added, "-" removed, "~" changed with the
// edits as old>new and the quotations after a bar.
func write(old, new *text.Document, steps []Step) string {
	var b strings.Builder
	edits := func(es []Edit) {
		for _, e := range es {
			b.WriteString(" [" + e.Old.In(old.Text) + ">" + e.New.In(new.Text) + "]")
		}
	}
	for _, s := range steps {
		switch s.Kind {
		case Same:
			b.WriteString("=")
		case Added:
			b.WriteString("+")
		case Removed:
			b.WriteString("-")
		case Changed:
			b.WriteString("~")
		}
		edits(s.Edits)
		if len(s.Quotes) > 0 {
			b.WriteString(" |")
			edits(s.Quotes)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestDiff(t *testing.T) {
	one, two := "The talks closed on Tuesday in Lomenz.", "The minister left before noon."
	for _, c := range []struct {
		name     string
		old, new []string
		want     string
	}{
		{"nothing", []string{one, two}, []string{one, two}, "=\n=\n"},
		{"white space", []string{"The  talks closed."}, []string{"The talks closed."}, "=\n"},
		{"added", []string{one}, []string{one, two}, "=\n+\n"},
		{"removed", []string{one, two}, []string{two}, "-\n=\n"},
		{"word changed", []string{one, two}, []string{"The talks closed on Wednesday in Lomenz.", two}, "~ [Tuesday>Wednesday]\n=\n"},
		{"word put in", []string{two}, []string{"The minister left shortly before noon."}, "~ [>shortly]\n"},
		{"replaced", []string{one}, []string{two}, "-\n+\n"},
		{"quotation reworded", []string{"“We will sign it soon,” the minister said."}, []string{"“We may sign it soon,” the minister said."}, "~ [will>may] | [We will sign it soon,>We may sign it soon,]\n"},
		{"around a quotation", []string{"“We will sign it,” the minister said."}, []string{"“We will sign it,” the minister told us."}, "~ [said>told us]\n"},
		{"quotation added", []string{one}, []string{one, "“Not a bucket,” he said."}, "=\n+ | [>Not a bucket,]\n"},
		{"quotation removed", []string{"“Not a bucket,” he said.", one}, []string{one}, "- | [Not a bucket,>]\n=\n"},
		{"moved", []string{one, two}, []string{two, one}, "-\n=\n+\n"},
		{"empty", nil, []string{one}, "+\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			old, new := doc(c.old...), doc(c.new...)
			if got := write(old, new, Diff(old, new)); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// Every sentence of both versions stands in exactly one step, in order, and the
// same sentences are the same.
func TestDiffIsWhole(t *testing.T) {
	lines := rapid.SliceOfN(rapid.SampledFrom([]string{"a b c d", "a b c e", "f g", "h “i j” k", "h “i l” k", "m"}), 0, 8)
	rapid.Check(t, func(t *rapid.T) {
		old, new := doc(lines.Draw(t, "old")...), doc(lines.Draw(t, "new")...)
		i, j := 0, 0
		for _, s := range Diff(old, new) {
			if s.Kind != Added {
				if s.Old != old.Sentences[i].Span {
					t.Fatalf("old sentence %d is not next", i)
				}
				i++
			}
			if s.Kind != Removed {
				if s.New != new.Sentences[j].Span {
					t.Fatalf("new sentence %d is not next", j)
				}
				j++
			}
			if (s.Kind == Same) != (s.Old.In(old.Text) == s.New.In(new.Text) && s.Kind != Added && s.Kind != Removed) {
				t.Fatalf("%+v", s)
			}
		}
		if i != len(old.Sentences) || j != len(new.Sentences) {
			t.Fatalf("%d of %d, %d of %d", i, len(old.Sentences), j, len(new.Sentences))
		}
	})
}
