package tokenize

import (
	"strings"
	"testing"
	"unicode/utf8"

	"synoptic/text"
)

// draw writes tokens with blanks between, the words of a multiword token with
// "+", sentences with " / " and paragraphs with " // " between.
func draw(d *text.Document) string {
	var b strings.Builder
	inside := map[int]bool{}
	for _, m := range d.Multiwords {
		for i := m.Start + 1; i < m.End; i++ {
			inside[i] = true
		}
	}
	for i, s := range d.Sentences {
		switch {
		case i > 0 && s.Paragraph != d.Sentences[i-1].Paragraph:
			b.WriteString(" // ")
		case i > 0:
			b.WriteString(" / ")
		}
		for t := s.Tokens.Start; t < s.Tokens.End; t++ {
			if inside[t] {
				b.WriteByte('+')
			} else if t > s.Tokens.Start {
				b.WriteByte(' ')
			}
			b.WriteString(d.Tokens[t].Form)
		}
	}
	return b.String()
}

func TestAnnotate(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"clitics", "They don't, can't and won’t; she'll say it's Ada's.", "They do+n't , ca+n't and wo+n’t ; she+'ll say it+'s Ada+'s ."},
		{"contractions", "I cannot say it is gonna work.", "I can+not say it is gon+na work ."},
		{"genitive plural", "The ministers' cars stood outside.", "The ministers+' cars stood outside ."},
		{"single quotes are no genitive", "He called them 'mere rumours' and left.", "He called them ' mere rumours ' and left ."},
		{"names with apostrophes", "Mr O'Dell met al-Sha'bi.", "Mr O'Dell met al - Sha'bi ."},
		{"hyphens", "A long-term plan for e-mail and the co-founder of pro-Vellia groups.", "A long - term plan for e-mail and the co-founder of pro-Vellia groups ."},
		{"abbreviations", "Dr. Vane of Orlo Inc. met Gen. J. Holt at 5 p.m. in the U.S. capital.", "Dr. Vane of Orlo Inc. met Gen. J. Holt at 5 p.m. in the U.S. capital ."},
		{"host at the end", "It was read by orlonews.ir. The Ph.D. student left.", "It was read by orlonews.ir . / The Ph.D. student left ."},
		{"abbreviation at the end", "He left Orlo Inc.", "He left Orlo Inc ."},
		{"numbers", "It cost $4.5m, or 1,200 euros (35%) on 9/11 at 7:30.", "It cost $ 4.5 m , or 1,200 euros ( 35 % ) on 9/11 at 7:30 ."},
		{"units", "A 35mm lens at 10km, 2nd of the 1990s.", "A 35 mm lens at 10 km , 2nd of the 1990s ."},
		{"ranges and telephones", "From 1990-1995 call 713-555-3989.", "From 1990 - 1995 call 713-555-3989 ."},
		{"addresses", "See https://example.org/a?b=1. Write to a.b@example.org, she said.", "See https://example.org/a?b=1 . / Write to a.b@example.org , she said ."},
		{"dateline", "ORLO, Vellia (NAV) — The port closed on Monday.", "ORLO , Vellia ( NAV ) — The port closed on Monday ."},
		{"quotation ends the sentence", "“We will not leave.” The minister then left.", "“ We will not leave . ” / The minister then left ."},
		{"straight quotation", `"We will not leave." The minister then left.`, `" We will not leave . " / The minister then left .`},
		{"quotation inside the sentence", "“Will they leave?” asked the minister.", "“ Will they leave ? ” asked the minister ."},
		{"broken quotation", "“We will not leave, he said. The port stayed shut.", "“ We will not leave , he said . / The port stayed shut ."},
		{"guillemets", "«We stay», said Holt.", "« We stay » , said Holt ."},
		{"heading", "Port reopens\n\nThe port reopened on Monday.", "Port reopens // The port reopened on Monday ."},
		{"bullets", "• First item\n• Second item", "• First item // • Second item"},
		{"no-break spaces", "He paid 5\u00a0000\u202fcrowns.", "He paid 5 000 crowns ."},
		{"zero width", "The\u200bport\ufeff closed\u200d.", "The port closed\u200d ."},
		{"emoji", "Great 👩‍👩‍👧 news 🇫🇷!", "Great 👩‍👩‍👧 news 🇫🇷 !"},
		{"right to left", "The word שלום means peace.", "The word שלום means peace ."},
		{"ellipsis", "He paused... then left.", "He paused ... then left ."},
		{"no blank after a full stop", "The port closed.The ships left.", "The port closed . / The ships left ."},
		{"no end without a mark", "TARVO, March 3 (Norrex) - The Zelmoran government rejected an offer by neighbouring Ustrel, Foreign Minister Ada Lorne said.", "TARVO , March 3 ( Norrex ) - The Zelmoran government rejected an offer by neighbouring Ustrel , Foreign Minister Ada Lorne said ."},
		{"nothing", " \n\t\u200b", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &text.Document{Text: c.in}
			if err := (Stage{}).Annotate(d); err != nil {
				t.Fatal(err)
			}
			if err := d.Check(); err != nil {
				t.Error(err)
			}
			if got := draw(d); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestWrappedLines(t *testing.T) {
	lines := []string{
		"The harbour of Orlo was closed for a second day on Monday after a storm that",
		"tore boats from their moorings, the harbour master said in a statement to the",
		"press. Nobody was hurt. Ferries to the islands will run again when the wind",
		"has dropped, the company said.",
	}
	d := &text.Document{Text: strings.Join(lines, "\n") + "\n\nMore follows.\n"}
	if err := (Stage{}).Annotate(d); err != nil {
		t.Fatal(err)
	}
	if len(d.Sentences) != 4 || d.Sentences[3].Paragraph != 1 {
		t.Errorf("%s", draw(d))
	}
}

func TestLongInput(t *testing.T) {
	for name, in := range map[string]string{
		"no space":   strings.Repeat("a", 10<<20),
		"lines":      strings.Repeat("a\n", 1<<20),
		"words":      strings.Repeat("word ", 1<<20),
		"marks":      strings.Repeat(`"`, 1<<20),
		"hyphens":    strings.Repeat("a-", 1<<20),
		"stops":      strings.Repeat("a.", 1<<20),
		"apostrophe": strings.Repeat("'s", 1<<20),
		"ideographs": strings.Repeat("港", 1<<20),
		"wide":       strings.Repeat("é.", 1<<20),
		"at":         strings.Repeat("a@b.", 1<<20),
	} {
		d := &text.Document{Text: in}
		if err := (Stage{}).Annotate(d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, s := range d.Sentences {
			if s.Tokens.Len() > MaxSentence+1 {
				t.Fatalf("%s: a sentence of %d words", name, s.Tokens.Len())
			}
		}
	}
}

func FuzzAnnotate(f *testing.F) {
	for _, s := range []string{"Don't 'em ’90s.", "a\u200d\u0301.b-c", "\xc2\x85 ''s' 5.m", "http://(x) a@b. <3 :) $1M its a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if !utf8.ValidString(in) {
			in = strings.ToValidUTF8(in, "\uFFFD")
		}
		d := &text.Document{Text: in}
		if err := (Stage{}).Annotate(d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkAnnotate(b *testing.B) {
	in := strings.Repeat("ORLO (NAV) — The minister said on Monday that the port's long-term closure \"isn't\" planned. Mr. Holt, 54, left.\n\n", 1000)
	words := 0
	b.ReportAllocs()
	for b.Loop() {
		d := &text.Document{Text: in}
		if err := (Stage{}).Annotate(d); err != nil {
			b.Fatal(err)
		}
		words += len(d.Tokens)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
