package attribute_test

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"synoptic/nlp/attribute"
	"synoptic/nlp/quote"
	"synoptic/text"
)

// A parser may give any tree, crossing and senseless ones too: none may end the work.
func TestAnyTree(t *testing.T) {
	stage, err := attribute.New()
	if err != nil {
		t.Fatal(err)
	}
	// A joined clause whose first word is the first of the text, though its verb stands behind the cue's.
	crossing := treeOf("by/ADP/IN/9/nsubj:pass thinks/VERB/VBZ/8/nmod thinks/VERB/VBZ/8/case saying/VERB/VBG/2/ccomp saying/VERB/VBG/8/mark mayor/NOUN/NN/2/compound " +
		"that/SCONJ/IN/2/aux thinks/VERB/VBZ/3/nsubj what/PRON/WP/-1/root what/PRON/WP/2/conj")
	annotated(t, stage, crossing)
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		if annotated(t, stage, anyTree(r)); t.Failed() {
			return
		}
	}
}

func annotated(t *testing.T, stage *attribute.Stage, d *text.Document) {
	defer func() {
		if p := recover(); p != nil {
			t.Errorf("%v\n%s\n%+v", p, d.Text, d.Arcs)
		}
	}()
	if err := stage.Annotate(d); err != nil {
		t.Error(err)
	} else if err := d.Check(); err != nil {
		t.Errorf("%v\n%s", err, d.Text)
	}
}

var (
	treeWords = strings.Fields(`said/VERB/VBD says/VERB/VBZ warned/VERB/VBD saying/VERB/VBG told/VERB/VBD according/VERB/VBG to/ADP/IN the/DET/DT mayor/NOUN/NN Kale/PROPN/NNP
		she/PRON/PRP they/PRON/PRP claim/NOUN/NN statement/NOUN/NN dam/NOUN/NN close/VERB/VB will/AUX/MD is/AUX/VBZ that/SCONJ/IN and/CCONJ/CC not/PART/RB ,/PUNCT/, ./PUNCT/.
		:/PUNCT/: -/PUNCT/HYPH "/PUNCT/'' "/PUNCT/'' big/ADJ/JJ by/ADP/IN what/PRON/WP wants/VERB/VBZ thinks/VERB/VBZ hopes/VERB/VBZ denied/VERB/VBD asked/VERB/VBD whether/SCONJ/IN`)
	treeRelations = strings.Fields(`nsubj nsubj:pass obj iobj obl obl:agent ccomp xcomp advcl acl acl:relcl conj cc mark punct case det nmod amod appos parataxis dep aux advmod cop compound flat`)
)

// anyTree is a document of one or two sentences whose words and trees were drawn.
func anyTree(r *rand.Rand) *text.Document {
	sentences := make([]string, 1+r.IntN(2))
	for s := range sentences {
		words := make([]string, 1+r.IntN(14))
		order := r.Perm(len(words))
		for k, i := range order {
			head, relation := "-1", "root"
			if k > 0 {
				head, relation = strconv.Itoa(order[r.IntN(k)]), treeRelations[r.IntN(len(treeRelations))]
			}
			words[i] = treeWords[r.IntN(len(treeWords))] + "/" + head + "/" + relation
		}
		sentences[s] = strings.Join(words, " ")
	}
	return treeOf(sentences...)
}

// treeOf is a document of sentences, a paragraph each, whose words are form/UPOS/XPOS/head/relation, heads counted in the sentence.
func treeOf(sentences ...string) *text.Document {
	d := &text.Document{ID: "tree", Language: "en"}
	for n, sentence := range sentences {
		first, start := len(d.Tokens), 0
		for i, word := range strings.Fields(sentence) {
			p := strings.Split(word, "/")
			if d.Text != "" {
				d.Text += " "
			}
			at := text.Span{Start: len(d.Text), End: len(d.Text) + len(p[0])}
			d.Text += p[0]
			if i == 0 {
				start = at.Start
			}
			head, _ := strconv.Atoi(p[3])
			if head >= 0 {
				head += first
			}
			d.Tokens = append(d.Tokens, text.Token{Span: at, Form: p[0]})
			d.Morphs = append(d.Morphs, text.Morph{UPOS: p[1], XPOS: p[2], Lemma: strings.ToLower(p[0])})
			d.Arcs = append(d.Arcs, text.Arc{Head: head, Relation: p[4]})
		}
		d.Sentences = append(d.Sentences, text.Sentence{Span: text.Span{Start: start, End: len(d.Text)}, Tokens: text.Range{Start: first, End: len(d.Tokens)}, Paragraph: n})
	}
	if err := (quote.Stage{}).Annotate(d); err != nil {
		panic(err)
	}
	return d
}
