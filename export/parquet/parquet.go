// Package parquet writes comparisons as an Apache Parquet table.
package parquet

import (
	"io"

	"github.com/parquet-go/parquet-go"

	"synoptic/export"
	"synoptic/news"
)

// row is export.Row with the column's types: dictionaries where few values
// repeat.
type row struct {
	Event   string `parquet:"event,dict"`
	Record  string `parquet:"record,dict"`
	Point   string `parquet:"point,dict"`
	Speaker string `parquet:"speaker,dict"`
	Account string `parquet:"account,dict"`
	Outlet  string `parquet:"outlet,dict"`
	Kind    string `parquet:"kind,dict"`
	Fit     string `parquet:"fit,dict"`
	Start   *int32 `parquet:"start,optional"`
	End     *int32 `parquet:"end,optional"`
	Text    string `parquet:"text"`
	Note    string `parquet:"note"`
	Offsets string `parquet:"offsets,dict"` // unit of start and end
}

// Write writes the rows of a coverage (export.Rows), compressed with Zstandard.
func Write(w io.Writer, c *news.Coverage, opt export.Options) error {
	out := parquet.NewGenericWriter[row](w, parquet.Compression(&parquet.Zstd))
	rows := export.Rows(c, opt)
	lines := make([]row, len(rows))
	for i, r := range rows {
		lines[i] = row{r.Event, string(r.Record), r.Point, r.Speaker, r.Account, r.Outlet, r.Kind, r.Fit,
			narrow(r.Start), narrow(r.End), r.Text, r.Note, string(opt.Unit())}
	}
	if _, err := out.Write(lines); err != nil {
		return err
	}
	return out.Close()
}

func narrow(n *int) *int32 {
	if n == nil {
		return nil
	}
	m := int32(*n)
	return &m
}
