// Package xlsx writes comparisons as an Office Open XML workbook.
package xlsx

import (
	"io"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"synoptic/export"
	"synoptic/news"
)

// cellLimit is the most characters a cell may hold.
const cellLimit = 32767

// Write writes a workbook: first a sheet with a row a point and a column an
// account, as the report shows them, then one sheet for each kind of record with
// the rows of export.Rows. Texts are written as strings, never as formulas; one
// that is longer than a cell may be is cut and ends in "…".
func Write(w io.Writer, c *news.Coverage, opt export.Options) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // nothing was opened
	head, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	wrap, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	b := book{f, head, wrap}
	rows := export.Rows(c, opt)
	if err := b.sheet("Points", grid(c, rows)); err != nil {
		return err
	}
	for _, kind := range []struct {
		record export.RecordKind
		name   string
	}{{export.ReadingRecord, "Readings"}, {export.UnsettledRecord, "Unsettled"}, {export.SilenceRecord, "Silences"}, {export.DivergenceRecord, "Divergences"}, {export.OnlyRecord, "Only here"}, {export.LabelRecord, "Labels"}} {
		if err := b.sheet(kind.name, records(rows, kind.record)); err != nil {
			return err
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	_, err = f.WriteTo(w)
	return err
}

type book struct {
	f          *excelize.File
	head, wrap int
}

// sheet writes a table, its first row the heading.
func (b book) sheet(name string, table [][]any) error {
	if _, err := b.f.NewSheet(name); err != nil {
		return err
	}
	s, err := b.f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := s.SetColWidth(1, max(1, len(table[0])), 24); err != nil {
		return err
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, cells := range table {
		style := b.wrap
		if i == 0 {
			style = b.head
		}
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := s.SetRow(at, styled(cells, style)); err != nil {
			return err
		}
	}
	return s.Flush()
}

func styled(cells []any, style int) []any {
	out := make([]any, len(cells))
	for i, v := range cells {
		if s, ok := v.(string); ok {
			v = cut(s)
		}
		out[i] = excelize.Cell{StyleID: style, Value: v}
	}
	return out
}

// cut keeps a text within a cell.
func cut(s string) string {
	if utf8.RuneCountInString(s) <= cellLimit {
		return s
	}
	return string([]rune(s)[:cellLimit-1]) + "…"
}

// records are the rows of one kind with the columns of the CSV.
func records(rows []export.Row, kind export.RecordKind) [][]any {
	head := make([]any, len(export.Columns))
	for i, c := range export.Columns {
		head[i] = c
	}
	out := [][]any{head}
	for _, r := range rows {
		if r.Record == kind {
			out = append(out, []any{r.Event, string(r.Record), r.Point, r.Speaker, r.Account, r.Outlet, r.Kind, r.Fit, number(r.Start), number(r.End), r.Text, r.Note})
		}
	}
	return out
}

func number(n *int) any {
	if n == nil {
		return nil
	}
	return *n
}

// grid has a column for every account of every comparison: "kind: text" where it
// has a reading, "not settled: text" where something comes near, "silent" where nothing does, nothing where it is of another event.
func grid(c *news.Coverage, rows []export.Row) [][]any {
	head := []any{"event", "point", "speaker"}
	column := map[string]int{}
	for i := range c.Comparisons {
		for _, a := range c.Comparisons[i].Accounts {
			if column[a.Article] == 0 {
				column[a.Article] = len(head)
				name := a.Outlet
				if name == "" {
					name = a.Article
				}
				head = append(head, name)
			}
		}
	}
	out := [][]any{head}
	at := map[[2]string]int{}
	for _, r := range rows {
		if r.Record != export.ReadingRecord && r.Record != export.UnsettledRecord && r.Record != export.SilenceRecord {
			continue
		}
		key := [2]string{r.Event, r.Point}
		if at[key] == 0 {
			at[key] = len(out)
			line := make([]any, len(head))
			line[0], line[1], line[2] = r.Event, r.Point, r.Speaker
			out = append(out, line)
		}
		cell := "silent"
		switch r.Record {
		case export.ReadingRecord:
			cell = r.Kind + ": " + r.Text
		case export.UnsettledRecord:
			cell = "not settled: " + r.Text
		}
		out[at[key]][column[r.Account]] = cell
	}
	return out
}
