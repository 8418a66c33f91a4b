package lemma

import (
	"strings"
	"testing"
	"testing/fstest"

	"synoptic/text"
)

func TestOf(t *testing.T) {
	for _, c := range []string{
		"went VERB VBD go", "children NOUN NNS child", "hoping VERB VBG hope", "hopping VERB VBG hop", "visiting VERB VBG visit",
		"denied VERB VBD deny", "planned VERB VBN plan", "planed VERB VBN plane", "dying VERB VBG die", "agreed VERB VBD agree",
		"rolled VERB VBD roll", "focuses VERB VBZ focus", "goes VERB VBZ go", "tries VERB VBZ try", "says VERB VBZ say", "was AUX VBD be",
		"re-elected VERB VBN re-elect", "ministers NOUN NNS minister", "series NOUN NNS series", "crises NOUN NNS crisis", "churches NOUN NNS church",
		"houses NOUN NNS house", "policies NOUN NNS policy", "policewomen NOUN NNS policewoman", "Ministers NOUN NNS minister",
		"States PROPN NNPS State", "Vane PROPN NNP Vane", "bigger ADJ JJR big", "larger ADJ JJR large", "happiest ADJ JJS happy", "better ADJ JJR good",
		"n't PART RB not", "’s AUX VBZ be", "'s PART POS 's", "ca AUX MD can", "wo AUX MD will", "them PRON PRP they",
		"One NUM CD one", "1,200 NUM CD 1200", "3.5 NUM CD 3.5", "Vellian ADJ JJ Vellian", "Clean ADJ JJ clean", "FREE ADJ JJ free",
		"National ADJ NNP National", "“ PUNCT `` \"", "The DET DT the", "tweeted VERB VBD tweet", "unfollowing VERB VBG unfollow", "glorping VERB VBG glorp",
	} {
		f := strings.Fields(c)
		if got := Of(f[0], f[1], f[2]); got != f[3] {
			t.Errorf("%s %s %s: %s, want %s", f[0], f[1], f[2], got, f[3])
		}
	}
}

func TestOfSurvivesAnything(t *testing.T) {
	for _, form := range []string{"", "s", "es", "ed", "ing", "ies", "-ed", "é", "\u200d", "港", "'"} {
		for _, tags := range [][2]string{{"NOUN", "NNS"}, {"NOUN", "NN"}, {"VERB", "VBG"}, {"VERB", "VBD"}, {"VERB", "VBZ"}, {"ADJ", "JJR"}, {"ADJ", "NNP"}, {"PROPN", "NNPS"}, {"NUM", "CD"}, {"", ""}} {
			if got := Of(form, tags[0], tags[1]); got == "" && form != "" {
				t.Errorf("%q %v has no lemma", form, tags)
			}
		}
	}
}

func TestFill(t *testing.T) {
	d := &text.Document{Text: "ships left", Tokens: []text.Token{{Span: text.Span{Start: 0, End: 5}, Form: "ships"}, {Span: text.Span{Start: 6, End: 10}, Form: "left"}},
		Morphs: []text.Morph{{UPOS: "NOUN", XPOS: "NNS"}, {UPOS: "VERB", XPOS: "VBD"}}}
	Fill(d)
	if d.Morphs[0].Lemma != "ship" || d.Morphs[1].Lemma != "leave" {
		t.Errorf("%+v", d.Morphs)
	}
}

func TestTrainLearnsWhatRulesMiss(t *testing.T) {
	files := fstest.MapFS{}
	for _, n := range []string{"noun", "verb", "adj", "adv"} {
		files["index."+n] = &fstest.MapFile{Data: []byte("  1 licence line\nhope " + n + "\n")}
		files[n+".exc"] = &fstest.MapFile{Data: []byte("wents go\n")}
	}
	w, err := WordNet(files)
	if err != nil {
		t.Fatal(err)
	}
	gold := &text.Document{
		Tokens: []text.Token{{Form: "us"}, {Form: "hoping"}, {Form: "us"}, {Form: "us"}},
		Morphs: []text.Morph{{UPOS: "PRON", XPOS: "PRP", Lemma: "we"}, {UPOS: "VERB", XPOS: "VBG", Lemma: "hope"}, {UPOS: "PRON", XPOS: "PRP", Lemma: "us"}, {UPOS: "PRON", XPOS: "PRP", Lemma: "we"}},
	}
	l, err := Train([]*text.Document{gold}, w)
	if err != nil {
		t.Fatal(err)
	}
	d, err := load(w, l)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.learned) != 1 || d.of("Us", "PRON", "PRP") != "we" || d.of("wents", "VERB", "VBZ") != "go" {
		t.Errorf("%v", d.learned)
	}
}

func BenchmarkOf(b *testing.B) {
	for b.Loop() {
		Of("hoping", "VERB", "VBG")
	}
}
