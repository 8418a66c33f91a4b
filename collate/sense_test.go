package collate

import "testing"

// Every sentence is about a ship's harbour; less that, the storms go together.
func TestSense(t *testing.T) {
	e := newEvent(accountsOf(
		"A storm kept the ship in the harbour. The ship in the harbour carries wheat.",
		"Gales held the ship in the harbour. A lawyer will sue the ship in the harbour."))
	e.meet()
	e.useMatcher(&weights().matcher)
	storm, wheat, gales, lawyer := e.senses[0], e.senses[1], e.senses[2], e.senses[3]
	if near, far := storm.alike(gales, e.about), storm.alike(lawyer, e.about); far >= near-.2 {
		t.Errorf("storm and gales are alike by %v, storm and lawyer by %v", near, far)
	}
	if plain, less := wheat.alike(lawyer, nil), wheat.alike(lawyer, e.about); plain < .3 || less > plain-.3 {
		t.Errorf("what both are about makes wheat and lawyer alike by %v, by %v without it", plain, less)
	}
	if a, b := storm.alike(gales, e.about), gales.alike(storm, e.about); a != b {
		t.Errorf("%v one way, %v the other", a, b)
	}
	if s := sense(nil); s.alike(storm, e.about) != 0 {
		t.Error("no sense is like nothing")
	}
	x := e.all[0].units[0]
	first := e.senseOfUnit(x)
	if again := e.senseOfUnit(x); again.alike(first, nil) < .999 {
		t.Error("a unit's sense changes")
	}
}

// A tie within the stretches that stand in a group already is told by it; one of a small
// part of these is another claim.
func TestExplained(t *testing.T) {
	e := newEvent(accountsOf(
		"She will come to the old harbour town of Velm on 13 July.",
		"She comes to Velm, the old harbour town, on 13 July."))
	unitOf := func(account int, text string) int {
		for i, u := range e.units {
			if u.account == account && u.span.In(e.accounts[account].Article.Text) == text {
				return i
			}
		}
		e.units = append(e.units, unit{account: account, span: spanOf(e.accounts[account], text).Span})
		e.sentenceOf = append(e.sentenceOf, int32(account))
		e.all[account].units = append(e.all[account].units, int32(len(e.units)-1))
		return len(e.units) - 1
	}
	whole := [2]int{unitOf(0, "She will come to the old harbour town of Velm on 13 July"), unitOf(1, "She comes to Velm, the old harbour town, on 13 July")}
	most := [2]int{unitOf(0, "come to the old harbour town of Velm on 13 July"), unitOf(1, "comes to Velm, the old harbour town, on 13 July")}
	day := [2]int{unitOf(0, "on 13 July"), unitOf(1, "on 13 July")}
	g := &grouping{e: e, groups: [][]int{{whole[0], whole[1]}}, of: make([][]int, len(e.units))}
	g.of[whole[0]], g.of[whole[1]] = []int{0}, []int{0}
	if !g.explained(most[0], most[1]) {
		t.Error("nearly the whole of both is told already")
	}
	if g.explained(day[0], day[1]) {
		t.Error("the day is another claim")
	}
}
