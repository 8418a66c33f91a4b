package collate

import (
	"strings"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

// ofTree makes an account of one sentence; each word is form/UPOS/relation/head,
// the head counted from 1, 0 for the root.
func ofTree(s string) Account {
	var b strings.Builder
	d := &text.Document{ID: "x"}
	for _, f := range strings.Fields(s) {
		p := strings.Split(f, "/")
		start := b.Len()
		b.WriteString(p[0])
		d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: b.Len()}, Form: p[0]})
		b.WriteByte(' ')
		d.Morphs = append(d.Morphs, text.Morph{UPOS: p[1], Lemma: strings.ToLower(p[0])})
		head := 0
		for _, c := range p[3] {
			head = 10*head + int(c-'0')
		}
		d.Arcs = append(d.Arcs, text.Arc{Head: head - 1, Relation: p[2]})
	}
	d.Text = b.String()
	r := text.Range{End: len(d.Tokens)}
	d.Sentences = []text.Sentence{{Span: d.SpanOf(r), Tokens: r}}
	return Account{Article: &news.Article{ID: "x", Text: d.Text}, Doc: d}
}

func TestUnitsOfTrees(t *testing.T) {
	for name, c := range map[string]struct {
		tree string
		want []string // the content words of each unit
	}{
		"a coordinated predicate has the subject of the first": {
			"Children/NOUN/nsubj:pass/3 were/AUX/aux:pass/3 fed/VERB/root/0 bread/NOUN/obj/3 and/CCONJ/cc/6 housed/VERB/conj/3 in/ADP/case/9 old/ADJ/amod/9 barracks/NOUN/obl/6",
			[]string{"children fed bread", "housed old barracks children"},
		},
		"a subject that was joined to the noun before it is given back": {
			"Floods/NOUN/nsubj/2 wrecked/VERB/root/0 dams/NOUN/obj/2 and/CCONJ/cc/6 strict/ADJ/amod/6 steps/NOUN/conj/3 should/AUX/aux/8 follow/VERB/conj/2 soon/ADV/advmod/8",
			[]string{"floods wrecked dams", "strict steps follow soon"},
		},
		"a subject of its own stays alone": {
			"Floods/NOUN/nsubj/2 wrecked/VERB/root/0 dams/NOUN/obj/2 and/CCONJ/cc/6 engineers/NOUN/nsubj/6 inspected/VERB/conj/2 bridges/NOUN/obj/6",
			[]string{"floods wrecked dams", "engineers inspected bridges"},
		},
	} {
		a := ofTree(c.tree)
		var got []string
		for _, u := range unitsOf(newLexis(), 0, a) {
			if u.part {
				continue
			}
			var words []string
			for _, w := range u.words {
				words = append(words, strings.ToLower(a.Doc.Tokens[w.tok].Form))
			}
			got = append(got, strings.Join(words, " "))
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
