package app

import (
	"strings"
	"testing"
)

func TestJoinSentences(t *testing.T) {
	account := "Lenna shuts its harbour\n\n{c1|The council closed the harbour}. {c2|It gave no reason.} But {c3|Mayor Orla protested}. Mr. Brandt left at 5 p.m. He said nothing."
	seen := map[string]bool{}
	for seed := range uint64(200) {
		got := joinSentences(account, seed)
		if got != joinSentences(account, seed) {
			t.Fatalf("seed %d gives two texts", seed)
		}
		if strings.Count(got, "{") != strings.Count(account, "{") || strings.Count(got, "}") != strings.Count(account, "}") {
			t.Fatalf("marks are lost: %q", got)
		}
		for _, bad := range []string{"Mr,", "Mr;", "Mr –", "p.m,", "harbour,"} {
			if strings.Contains(got, bad) {
				t.Fatalf("%q in %q", bad, got)
			}
		}
		for _, want := range []string{"{c1|The council closed the harbour}, and {c2|it gave no reason", "reason}, but {c3|Mayor Orla", "protested}; Mr. Brandt"} {
			if strings.Contains(got, want) {
				seen[want] = true
			}
		}
	}
	if len(seen) != 3 {
		t.Errorf("only %v was joined", seen)
	}
}
