package app

import "testing"

func TestReprintsMadeByRule(t *testing.T) {
	rows := madeReprints(6)
	for _, r := range rows {
		t.Logf("%s %.2f (%d)", r.Measure, r.Value, r.N)
	}
	if f1 := rows[2].Value; f1 < 99 {
		t.Errorf("F1 %.2f, want 99", f1)
	}
}

func TestOrderWithinTheDayHardlyMatters(t *testing.T) {
	rows := evalArrival(300).Rows
	if f1 := rows[2].Value; f1 < 97 {
		t.Errorf("B3 F1 %.2f between two orders, want 97", f1)
	}
}
