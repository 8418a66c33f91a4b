package position

import (
	"strings"
	"testing"

	"synoptic/text"
)

// tree is a document of one sentence whose words carry their head (from 1, 0 for the root) and
// relation: "close/VERB/close/0/root".
func tree(line string) *text.Document {
	var tags []string
	var arcs []text.Arc
	for _, f := range strings.Fields(line) {
		p := strings.Split(f, "/")
		tags = append(tags, strings.Join(p[:3], "/"))
		head := int(p[3][0] - '0')
		arcs = append(arcs, text.Arc{Head: head - 1, Relation: p[4]})
	}
	d := doc("a", strings.Join(tags, " "))
	copy(d.Arcs, arcs)
	return d
}

// The word at is affirmed (1) or denied (-1) by what stands over it.
func TestAffirmed(t *testing.T) {
	for _, c := range []struct {
		line string
		at   int
		want int8
	}{
		{"the/DET/the/2/det mill/NOUN/mill/4/nsubj:pass be/AUX/be/4/aux:pass closed/VERB/close/0/root", 1, -1},
		{"no/DET/no/2/det mill/NOUN/mill/4/nsubj:pass be/AUX/be/4/aux:pass closed/VERB/close/0/root", 1, 1},
		{"the/DET/the/2/det mill/NOUN/mill/3/nsubj stays/VERB/stay/0/root", 1, 1},
		{"we/PRON/we/2/nsubj oppose/VERB/oppose/0/root the/DET/the/4/det cuts/NOUN/cut/2/obj", 3, -1},
		{"we/PRON/we/4/nsubj do/AUX/do/4/aux not/PART/not/4/advmod oppose/VERB/oppose/0/root cuts/NOUN/cut/4/obj", 4, 1},
		{"the/DET/the/2/det mill/NOUN/mill/3/nsubj opposes/VERB/oppose/0/root cuts/NOUN/cut/3/obj", 1, 1}, // who opposes is not opposed
	} {
		d := tree(c.line)
		all := text.Range{Start: 0, End: len(d.Tokens)}
		if got := contextOf(d, all).affirmed(c.at); got != c.want {
			t.Errorf("%q: %d for %q, want %d", d.Text, got, d.Tokens[c.at].Form, c.want)
		}
	}
}

func TestScalesAreConsistent(t *testing.T) {
	sides := map[string]string{}
	for line := range strings.Lines(embeddedScales) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] != "+" && fields[0] != "-" {
			continue
		}
		for _, w := range fields[1:] {
			if other := sides[w]; other != "" && other != fields[0] {
				t.Errorf("%q is for and against", w)
			}
			sides[w] = fields[0]
		}
	}
	if len(sides) < 500 || len(sides) != len(scaled().sides) {
		t.Errorf("%d words with a side, %d are read", len(sides), len(scaled().sides))
	}
	for w := range scaled().signs {
		if w != strings.ToLower(w) {
			t.Errorf("%q is not in lower case", w)
		}
	}
	if g := scaled().grades; g["may"] >= g["should"] || g["should"] >= g["will"] || g["will"] >= g["must"] {
		t.Error("modals are not in order")
	}
}

// Phrases carry signs, and their words too.
func TestSignsOfPhrases(t *testing.T) {
	d := doc("a", "it/PRON/it will/AUX/will stay/VERB/stay as/ADV/as long/ADV/long as/SCONJ/as needed/VERB/need")
	found := map[sign]string{}
	put := func(s sign, words string) {
		if found[s] == "" {
			found[s] = words
		}
	}
	for x := range d.Tokens {
		scaled().signsAt(d, x, len(d.Tokens), put)
	}
	if found[signCondition] != "as long as" || found[signAgain] != "stay" {
		t.Errorf("%v: want a condition and what is unchanged", found)
	}
}

// A thing alone is nothing said of it.
func TestBare(t *testing.T) {
	for line, want := range map[string]int{
		"the/DET demand/NOUN":                            0,
		"closing/VERB/close it/PRON":                     1,
		"free/ADJ elections/NOUN/election":               1,
		"elections/NOUN/election without/ADP force/NOUN": 1,
		"this/DET position/NOUN":                         0,
	} {
		s := said("e1", "a", line, 1)
		if got := len(NewReader(Options{}).Read(&s)); got != want {
			t.Errorf("%q: %d passages, want %d", s.Doc.Text, got, want)
		}
	}
}

// A sign that one of two passages has is weaker than one that all have.
func TestShareOfAStep(t *testing.T) {
	ps := readAll([]Said{said("e1", "a", must, 1), said("e1", "b", twelve, 1)})
	if one, all := shareWith(ps, []int{0, 1}, signMust), shareWith(ps, []int{0}, signMust); one <= 0 || one >= all || all != 1 {
		t.Errorf("one of two %.2f, all %.2f", one, all)
	}
	if shareWith(ps, []int{1}, signMust) != 0 {
		t.Error("a sign that no passage has")
	}
}
