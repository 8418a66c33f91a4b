package xlsx

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"synoptic/export"
	"synoptic/export/exporttest"
	"synoptic/news"
)

func TestWrite(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, exporttest.Coverage(), export.Options{}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := strings.Join(f.GetSheetList(), ","); got != "Points,Readings,Unsettled,Silences,Divergences,Only here,Labels" {
		t.Errorf("sheets %s", got)
	}
	points, err := f.GetRows("Points")
	if err != nil {
		t.Fatal(err)
	}
	if len(points) != 3 || points[1][2] != "Orla Dunmore" || points[1][4] != "indirect: the weir should close before winter" || points[1][5] != "silent" || points[2][5] != "not settled: Houses were flooded in Ketterby" {
		t.Errorf("points %q", points)
	}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r := range rows {
			for c := range rows[r] {
				at, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if formula, _ := f.GetCellFormula(sheet, at); formula != "" {
					t.Errorf("%s %s is a formula: %s", sheet, at, formula)
				}
			}
		}
	}
}

func TestCut(t *testing.T) {
	long := strings.Repeat("ä", cellLimit+5)
	if got := []rune(cut(long)); len(got) != cellLimit || got[cellLimit-1] != '…' {
		t.Errorf("cut to %d characters", len(got))
	}
	if got := cut("short"); got != "short" {
		t.Errorf("got %q", got)
	}
}

func TestNothing(t *testing.T) {
	if err := Write(&bytes.Buffer{}, &news.Coverage{}, export.Options{}); err != nil {
		t.Error(err)
	}
}
