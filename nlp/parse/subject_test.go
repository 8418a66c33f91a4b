package parse

import (
	"strings"
	"testing"
)

func TestGiveSubjects(t *testing.T) {
	relations := []string{"root", "nsubj", "nsubj:pass", "aux", "aux:pass", "case", "cc", "conj", "obl", "amod", "obj", "advmod"}
	h := &Head{Relations: relations}
	for _, c := range []struct {
		name, words  string
		heads        []int
		labels, want string
	}{
		{"passive", "it stands in tarvo and new steps should be taken", []int{1, -1, 3, 1, 6, 6, 3, 9, 9, 1},
			"nsubj root case obl cc amod conj aux aux:pass conj", "steps<taken nsubj:pass, and<taken cc"},
		{"active", "it stands in tarvo and steps will follow", []int{1, -1, 3, 1, 5, 3, 7, 1},
			"nsubj root case obl cc conj aux conj", "steps<follow nsubj, and<follow cc"},
		{"a subject of its own", "it stands in tarvo and norrex we should go", []int{1, -1, 3, 1, 5, 3, 8, 8, 1},
			"nsubj root case obl cc conj nsubj aux conj", "norrex<tarvo conj, and<norrex cc"},
		{"a conjunction of its own", "it stands in tarvo and norrex and should stay", []int{1, -1, 3, 1, 5, 3, 8, 8, 1},
			"nsubj root case obl cc conj cc aux conj", "norrex<tarvo conj, and<norrex cc"},
	} {
		words := strings.Fields(c.words)
		arcs := make([]Arc, len(words))
		for i, l := range strings.Fields(c.labels) {
			arcs[i] = Arc{Head: c.heads[i], Relation: h.relationOf(l)}
		}
		h.giveSubjects(arcs, words)
		for _, w := range strings.Split(c.want, ", ") {
			word, rest, _ := strings.Cut(w, "<")
			head, label, _ := strings.Cut(rest, " ")
			for i, got := range arcs {
				if words[i] == word && (words[got.Head] != head || h.name(got) != label) {
					t.Errorf("%s: %q hangs on %q as %s, want %s", c.name, word, words[got.Head], h.name(got), w)
				}
				if words[i] == word {
					break
				}
			}
		}
	}
}
