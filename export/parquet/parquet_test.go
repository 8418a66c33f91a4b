package parquet

import (
	"bytes"
	"testing"

	"github.com/parquet-go/parquet-go"

	"synoptic/export"
	"synoptic/export/exporttest"
	"synoptic/news"
	"synoptic/text"
)

func TestWrite(t *testing.T) {
	var b bytes.Buffer
	opt := export.Options{Offsets: text.CodePoint}
	if err := Write(&b, exporttest.Coverage(), opt); err != nil {
		t.Fatal(err)
	}
	got, err := parquet.Read[row](bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	want := export.Rows(exporttest.Coverage(), opt)
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	for i, w := range want {
		g := got[i]
		if g.Text != w.Text || g.Record != string(w.Record) || (g.Start == nil) != (w.Start == nil) || w.Start != nil && int(*g.Start) != *w.Start || g.Offsets != "codepoint" {
			t.Errorf("row %d: got %+v, want %+v", i, g, w)
		}
	}
}

func TestNothing(t *testing.T) {
	if err := Write(&bytes.Buffer{}, &news.Coverage{}, export.Options{}); err != nil {
		t.Error(err)
	}
}
