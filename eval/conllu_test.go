package eval_test

import (
	"math"
	"strings"
	"testing"

	"synoptic/conllu"
	"synoptic/eval"
	"synoptic/text"
)

// block reads "form lemma UPOS head relation" lines; "1-2 form" opens a
// multiword token; a blank line ends a sentence.
func block(t *testing.T, s string) *text.Document {
	t.Helper()
	var b strings.Builder
	id := 0
	for _, line := range strings.Split(strings.TrimSpace(s), "\n") {
		f := strings.Fields(line)
		switch {
		case len(f) == 0:
			id = 0
			b.WriteString("\n")
		case len(f) == 2:
			b.WriteString(f[0] + "\t" + f[1] + strings.Repeat("\t_", 8) + "\n")
		default:
			id++
			b.WriteString(strings.Join([]string{string(rune('0' + id)), f[0], f[1], f[2], f[2], "_", f[3], f[4], "_", "_"}, "\t") + "\n")
		}
	}
	d, err := conllu.NewReader(strings.NewReader(b.String())).Document()
	if err != nil {
		t.Fatal(err)
	}
	return d.Document
}

const gold = `
She she PRON 2 nsubj
left leave VERB 0 root
Oslo Oslo PROPN 2 obj
. . PUNCT 2 punct

1-2 Don't
Do do AUX 3 aux
n't not PART 3 advmod
go go VERB 0 root`

func TestConllu(t *testing.T) {
	for _, c := range []struct {
		name, system string
		want         map[string]float64
	}{
		{"the gold itself", gold, map[string]float64{"tokens": 100, "sentences": 100, "words": 100, "UPOS": 100, "lemmas": 100, "UAS": 100, "LAS": 100}},
		{"a wrong tag, lemma, relation subtype and head", `
She he PRON 2 nsubj:pass
left leave NOUN 0 root
Oslo Oslo PROPN 1 obj
. . PUNCT 2 dep

1-2 Don't
Do do AUX 3 aux
n't not PART 3 advmod
go go VERB 0 root`, map[string]float64{"words": 100, "UPOS": 100 * 6. / 7, "lemmas": 100 * 6. / 7, "UAS": 100 * 6. / 7, "LAS": 100 * 5. / 7}},
		{"sentences run together", `
She she PRON 2 nsubj
left leave VERB 0 root
Oslo Oslo PROPN 2 obj
. . PUNCT 2 punct
5-6 Don't
Do do AUX 7 aux
n't not PART 7 advmod
go go VERB 2 parataxis`, map[string]float64{"tokens": 100, "sentences": 0, "words": 100, "LAS": 100 * 6. / 7}},
		{"a multiword token as one word", `
She she PRON 2 nsubj
left leave VERB 0 root
Oslo Oslo PROPN 2 obj
. . PUNCT 2 punct

Don't do AUX 2 aux
go go VERB 0 root`, map[string]float64{"tokens": 100, "sentences": 100, "words": 100 * 10. / 13, "LAS": 100 * 10. / 13}},
		{"a word split, its half the head", `
She she PRON 2 nsubj
le le VERB 0 root
ft ft VERB 2 goeswith
Oslo Oslo PROPN 2 obj
. . PUNCT 2 punct

1-2 Don't
Do do AUX 3 aux
n't not PART 3 advmod
go go VERB 0 root`, map[string]float64{"tokens": 100 * 10. / 13, "words": 100 * 12. / 15, "UAS": 100 * 6. / 15}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var score eval.Conllu
			if err := score.Add(block(t, gold), block(t, c.system)); err != nil {
				t.Fatal(err)
			}
			for _, r := range score.Rows() {
				if want, asked := c.want[r.Measure]; asked && math.Abs(want-r.Value) > 1e-9 {
					t.Errorf("%s %.3f, want %.3f", r.Measure, r.Value, want)
				}
			}
		})
	}
}

func TestConlluRefusesOtherText(t *testing.T) {
	var score eval.Conllu
	if err := score.Add(block(t, gold), block(t, strings.Replace(gold, "Oslo", "Oslu", 1))); err == nil {
		t.Error("another text was scored")
	}
}

func entity(start, end int, typ text.EntityType) text.Entity {
	return text.Entity{Tokens: text.Range{Start: start, End: end}, Type: typ}
}

func TestNER(t *testing.T) {
	var n eval.NER
	n.Add(
		[]text.Entity{entity(0, 2, "PER"), entity(4, 5, "LOC"), entity(7, 9, "ORG")},
		[]text.Entity{entity(0, 2, "PER"), entity(4, 5, "GPE"), entity(7, 8, "ORG"), entity(10, 11, "MISC")},
		eval.UniversalNER)
	if got, want := n.Total(), (eval.Count{Gold: 3, System: 3, Correct: 2}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	var all eval.NER
	all.Add([]text.Entity{entity(0, 2, "PER")}, []text.Entity{entity(0, 2, "ORG")}, nil)
	if got := all.Total(); got != (eval.Count{Gold: 1, System: 1}) {
		t.Errorf("%+v", got)
	}
	if rows := n.Rows(); rows[2].Measure != "F1" || math.Abs(rows[2].Value-200./3) > 1e-9 || rows[3].Measure != "F1 LOC" {
		t.Errorf("%+v", rows)
	}
}
