package app

import (
	"io"

	"synoptic/export"
	"synoptic/export/parquet"
	"synoptic/export/report"
	"synoptic/export/xlsx"
	"synoptic/news"
)

// Formats are all of them, JSON first.
func Formats() []export.Format {
	return []export.Format{
		{Name: "json", Media: "application/json", Ext: ".json", Write: export.Compare},
		{Name: "html", Media: "text/html; charset=utf-8", Ext: ".html", Write: func(w io.Writer, c *news.Coverage, _ export.Options) error { return report.Write(w, c) }},
		{Name: "csv", Media: "text/csv; charset=utf-8", Ext: ".csv", Write: export.CSV},
		{Name: "jsonl", Media: "application/jsonl", Ext: ".jsonl", Write: export.JSONL},
		{Name: "parquet", Media: "application/vnd.apache.parquet", Ext: ".parquet", Write: parquet.Write},
		{Name: "xlsx", Media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Ext: ".xlsx", Write: xlsx.Write},
		{Name: "webanno", Media: "application/ld+json", Ext: ".jsonld", Write: export.WebAnnotations},
		{Name: "tei", Media: "application/tei+xml", Ext: ".xml", Write: export.TEI},
		{Name: "brat", Media: "application/zip", Ext: ".zip", Write: export.Brat},
		{Name: "ftm", Media: "application/jsonl", Ext: ".ftm.jsonl", Write: export.FollowTheMoney},
		{Name: "quotes", Media: "application/jsonl", Ext: ".quotes.jsonl", Write: export.Quotations},
	}
}
