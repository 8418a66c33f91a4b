package en

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"synoptic/internal/fault"
	"synoptic/text"
)

func load(t testing.TB) *English {
	t.Helper()
	e, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestAnnotateSetsEveryLayer(t *testing.T) {
	doc := &text.Document{ID: "a", Text: "Talks failed, the minister said. \"We wait,\" Ada Lorne told reporters in Tarvo."}
	if err := load(t).Annotate(doc); err != nil {
		t.Fatal(err)
	}
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	if len(doc.Morphs) != len(doc.Tokens) || len(doc.Arcs) != len(doc.Tokens) || doc.Entities == nil {
		t.Fatal("a layer is missing")
	}
}

func TestSurvivesAnything(t *testing.T) {
	e := load(t)
	random := rand.New(rand.NewPCG(1, 1))
	runes := make([]rune, 3000)
	for i := range runes {
		runes[i] = rune(random.IntN(0x3000))
	}
	for name, s := range map[string]string{
		"random":         string(runes),
		"nothing":        "",
		"blanks":         " \n\t\u00a0 ",
		"emoji":          "👩‍👩‍👧‍👦 🏴‍☠️ ok",
		"zero width":     "Minis\u200bter\u200d said\ufeff.",
		"right to left":  "قال الوزير",
		"one letter":     strings.Repeat("a\n", 500),
		"no blank":       strings.Repeat("x", 100_000),
		"many words":     strings.Repeat("word ", 600),
		"only brackets":  strings.Repeat("(", 600),
		"control":        "a\x00b\x01\x7f c",
		"a long chain":   strings.Repeat("he said that ", 150) + "so.",
		"combining":      strings.Repeat("e\u0301", 200),
		"unusual spaces": "The\u2028minister\u2029said\u0085so",
	} {
		t.Run(name, func(t *testing.T) {
			doc := &text.Document{ID: name, Text: s}
			if err := e.Annotate(doc); err != nil {
				if fault.Of(err) != fault.Input {
					t.Fatal(err)
				}
				return
			}
			if err := doc.Check(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestOtherLanguagesAreRefused(t *testing.T) {
	e := load(t)
	for _, s := range []string{
		strings.Repeat("El ministro dijo que las conversaciones con la delegación habían fracasado por falta de tiempo. ", 3),
		strings.Repeat("Der Minister sagte, dass die Gespräche über die Brücke am Mittwoch gescheitert seien. ", 3),
		strings.Repeat("وقال الوزير إن المحادثات فشلت يوم الأربعاء بسبب ضيق الوقت. ", 5),
		strings.Repeat("部长星期三说，由于时间不够，关于大桥的谈判失败了。", 12),
	} {
		err := e.Annotate(&text.Document{ID: "a", Text: s})
		if fault.Of(err) != fault.Input || err == nil || !strings.Contains(err.Error(), "only English") {
			t.Errorf("%.20q: %v", s, err)
		}
	}
	for _, s := range []string{
		"Tarvo bridge talks fail",
		strings.Repeat("Minister Ada Lorne, Port Tarvo, Norrex, Zelmora, Kelvi Ostrano. ", 10) + "The talks on the bridge failed, she said.",
		"\xff\xfe",
	} {
		err := e.Annotate(&text.Document{ID: "a", Text: s})
		if (err != nil) != (s == "\xff\xfe") {
			t.Errorf("%.20q: %v", s, err)
		}
	}
}

// The annotation does not depend on the company a document is in.
func TestSameOnAnyNumberOfWorkers(t *testing.T) {
	e := load(t)
	var docs []*text.Document
	for i := range 12 {
		docs = append(docs, &text.Document{ID: fmt.Sprint(i), Text: strings.Repeat(fmt.Sprintf("Minister %c. Lorne said on day %d that talks failed. ", 'A'+i%26, i), i+1)})
	}
	if err := e.AnnotateAll(docs); err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		alone := &text.Document{ID: d.ID, Text: d.Text}
		if err := e.Annotate(alone); err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(alone) != fmt.Sprint(d) {
			t.Fatalf("document %s differs", d.ID)
		}
	}
}

func TestErrorsOfABatchNameTheDocument(t *testing.T) {
	docs := []*text.Document{{ID: "good", Text: "Talks failed."}, {ID: "bad", Text: "\xff"}}
	err := load(t).AnnotateAll(docs)
	if err == nil || !strings.Contains(err.Error(), `"bad"`) || docs[0].Arcs == nil {
		t.Errorf("error %v, layers of the good document: %v", err, docs[0].Arcs != nil)
	}
}

// A sentence longer than the longest that is parsed whole becomes one tree.
func TestLongSentenceIsOneTree(t *testing.T) {
	doc := &text.Document{ID: "long", Text: strings.TrimSpace(strings.Repeat("and the minister said that ", LongestSentence))}
	start := 0
	for _, word := range strings.Fields(doc.Text) {
		doc.Tokens = append(doc.Tokens, text.Token{Span: text.Span{Start: start, End: start + len(word)}, Form: word})
		start += len(word) + 1
	}
	all := text.Range{Start: 0, End: len(doc.Tokens)}
	doc.Sentences = []text.Sentence{{Span: doc.SpanOf(all), Tokens: all}}
	if err := load(t).AnnotateTokens(doc); err != nil {
		t.Fatal(err)
	}
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	if len(doc.Sentences) != 1 {
		t.Errorf("%d sentences", len(doc.Sentences))
	}
}

func FuzzAnnotate(f *testing.F) {
	e := load(f)
	for _, s := range []string{"", "Talks failed.", "\u200b\u202e", "a.b.c.d", "“Broken ‘quotes\"", "U.S. said. No"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc := &text.Document{ID: "fuzz", Text: s}
		switch err := e.Annotate(doc); {
		case err != nil && fault.Of(err) != fault.Input:
			t.Fatal(err) // another language, no UTF-8: faults of the input; nothing else may go wrong
		case err == nil:
			if err := doc.Check(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
